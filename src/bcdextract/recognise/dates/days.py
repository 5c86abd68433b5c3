"""Days: "ngày 12/3/2024", "Sáng nay (4/10)", "từ ngày 30/6 đến 2/7", "25 - 26/6", "ngày 05 tháng 3 năm 2024".

Every shape starts at a figure; the words before it (``cues``) decide whether two figures are a day at all.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from itertools import product as pairs
from typing import Final

from bcdextract.mention import DateHit, View
from bcdextract.recognise.dates.cues import LUNAR, RELATIVE, SESSIONS, Cue, left_of, opens_clause
from bcdextract.rule import Rule, rule

DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
MONTH: Final = r"(?:1[0-2]|0?[1-9])"
YEAR: Final = r"(?:19|20)\d\d"
SEP: Final = r"(?:\s?[-/]\s?|\.)"
# A number or a document's code goes on: "13/2023/NĐ-CP", "5/7%", "4.10.000".
OVER: Final = r"(?!\d|[.,/]\d|\s?%|/[a-zđ]|-\d)"


def _tail(n: str) -> str:
    """Month and perhaps year after a day: "/8/2024", " tháng 8 năm 2024", "/8 năm 2024"."""
    written = rf"{SEP}(?P<m{n}>{MONTH})(?!\d)(?:(?P<s{n}>{SEP})(?P<y{n}>{YEAR}|\d\d)(?!\d))?"
    spelt = rf",?\stháng\s(?P<w{n}>{MONTH})(?!\d)(?:\s?/\s?(?P<v{n}>{YEAR}))?"
    return rf"(?:{written}|{spelt})(?:,?\s(?:của\s)?năm\s(?P<x{n}>{YEAR})(?!\d))?"


BETWEEN_DAYS: Final = rule(
    "days_from_to",
    rf"(?P<d1>{DAY}){_tail('1')}\s?(?:-|(?:cho\s)?(?:đến|tới)(?:\shết)?)\s?(?:ngày\s)?(?P<d2>{DAY}){_tail('2')}{OVER}",
    "từ ngày 30/6 đến 2/7/2024",
    "ngày 30/6, đến 19 giờ",
)
SAME_MONTH: Final = rule(
    "days_of_month",
    rf"(?P<d1>{DAY})(?P<mid>(?:\s?[,;]\s?(?:ngày\s)?{DAY}(?!\d)){{0,5}})\s?(?P<join>-|và|đến|tới|,)\s?(?:ngày\s)?(?P<d2>{DAY}){_tail('2')}{OVER}",
    "trong 2 ngày 5-6/8",
    "ngày 5/6",
)
ONE_DAY: Final = rule("day", rf"(?P<d2>{DAY}){_tail('2')}{OVER}", "Ngày 19 – 4", "Công nghiệp 4.0")
ISO_DAY: Final = rule(
    "iso_day",
    rf"(?P<y>{YEAR})(?P<sep>[-/])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?!\d|-\d)",
    "2024-07-05T14:40",
    "2024-13-05",
)
RELATIVE_DAY: Final = rule(
    "relative_day",
    r"(?:(?P<session>sáng|trưa|chiều|tối|đêm)\s(?P<when>nay|qua|mai)|(?P<early>sớm)\s(?P<today>nay|mai)"
    r"|hôm\s(?P<hom>nay|qua|kia)|ngày\s(?P<next>mai))(?!\w|\s?:\s?\d)",
    "Sáng nay, Thành ủy họp",
    "Hôm nay: 120",
)
SAME_DAY: Final = rule("same_day", r"cùng\sngày(?!\s?\d|\s(?:càng|hội|tháng)\b)", "Chiều cùng ngày", "cùng ngày càng")
RULES: Final[tuple[Rule, ...]] = (BETWEEN_DAYS, SAME_MONTH, ONE_DAY, ISO_DAY, RELATIVE_DAY, SAME_DAY)
_LONG: Final = 31
_CENTURIES: Final = frozenset(("19", "20"))
_MEASURES: Final = frozenset(("giờ", "tiếng", "độ", "người", "lần", "con", "chiếc", "triệu", "tỷ", "mm", "cm", "m"))
"""Words of counting: "tối 2-3 giờ" names no day."""
_LAST_DAYS: Final = frozenset((*pairs(("tuần", "hôm"), ("trước", "qua", "rồi", "này")), *pairs(SESSIONS, ("qua",))))
"""Before figures in brackets that are a day: "tuần trước (27/12)"."""
AFTER_DAY: Final[frozenset[str]] = frozenset(("/", "-", ".", ",", ";", "và", "đến", "tới", "tháng"))


def full_year(digits: str | None) -> int | None:
    """The year that two or four figures write.

    >>> full_year("24"), full_year("1998"), full_year("75")
    (2024, 1998, 1975)
    """
    if digits is None:
        return None
    year = int(digits)
    if year > 99:
        return year
    return 2000 + year if year < 50 else 1900 + year


def valid(day: int, month: int, year: int | None) -> bool:
    """Whether the day exists, in a leap year where the year is not known."""
    try:
        dt.date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def at_number(view: View, i: int, before: DateHit | None) -> DateHit | None:
    """The day or range of days whose first figure is token ``i``; ``before`` is the hit before it."""
    start, figures = view.tokens.start[i], view.folds[i]
    if len(figures) >= 4 and figures[:2] in _CENTURIES and figures.isdigit():
        return _iso(view, start)
    if not _goes_on(view, i) or (i and view.tokens.end[i - 1] == start and view.folds[i - 1] in "/-._"):
        return None
    for each in (BETWEEN_DAYS, SAME_MONTH, ONE_DAY):
        match = each.pattern.match(view.folded, start)
        if match is not None:
            hit = _day(view, i, each.name, match, before)
            if hit is not None:
                return hit
    return None


def _goes_on(view: View, i: int) -> bool:
    """Whether a figure has something after it that a day can have: most figures are counts ("12", "12.500")."""
    figures = view.folds[i]
    if "." in figures:
        day, month, *_ = figures.split(".", 2)
        return (len(day) <= 2 and len(month) <= 2) or "," in figures
    return len(figures) <= 2 and i + 1 < len(view.folds) and view.folds[i + 1] in AFTER_DAY


def _iso(view: View, start: int) -> DateHit | None:
    match = ISO_DAY.pattern.match(view.folded, start)
    if match is None or (start and view.folded[start - 1] in "/-_."):
        return None
    year, month, day = (int(match[key]) for key in ("y", "m", "d"))
    if not valid(day, month, year):
        return None
    return DateHit(start, match.end(), "iso_day", "date", "day", day=day, month=month, year=year)


def _day(view: View, i: int, name: str, match: re.Match[str], before: DateHit | None) -> DateHit | None:
    found = match.groupdict()
    month = int(found["m2"] or found["w2"])
    year = full_year(found["y2"]) or full_year(found["v2"] or found["x2"])
    day = int(found["d2"])
    if not valid(day, month, year) or LUNAR.match(view.folded, match.end()):
        return None
    cue = left_of(view.tokens, i)
    if not _is_date(view, i, match, cue, before):
        return None
    start = view.tokens.start[cue.first]
    end = match.end()
    if "(" in view.folded[start : token_start(view, i)] and view.folded[end : end + 1] == ")":
        end += 1
    if name == "day":
        return DateHit(start, end, name, "date", "day", day=day, month=month, year=year, session=cue.session)
    return _range(start, end, name, found, (day, month, year), cue)


def token_start(view: View, i: int) -> int:
    """Where token ``i`` starts."""
    return view.tokens.start[i]


def _range(
    start: int, end: int, name: str, found: dict[str, str | None], last: tuple[int, int, int | None], cue: Cue
) -> DateHit | None:
    """A run of days: the first may leave month and year to the last."""
    last_day, last_month, last_year = last
    day = int(found["d1"] or 0)
    month = int(found.get("m1") or found.get("w1") or last_month)
    year = full_year(found.get("y1")) or full_year(found.get("v1") or found.get("x1"))
    if year is None and last_year is not None:
        year = last_year - ((month, day) > (last_month, last_day))
    shares = not (found.get("m1") or found.get("w1"))
    if not valid(day, month, year) or (month == last_month and (shares or year == last_year) and day >= last_day):
        return None
    if month == last_month and day == last_day and year is not None:
        name = "anniversary"  # "(27/7/1947 - 27/7/2017)"
    over = (month, day) > (last_month, last_day)
    if last_year is None and year is not None:
        last_year = year + over
    begun = dt.date(year or 2024, month, day)
    ended = dt.date(last_year or 2024 + over, last_month, min(last_day, 28) if last_month == 2 else last_day)
    if ended < begun:
        return None
    return DateHit(
        start,
        end,
        name,
        "period" if (ended - begun).days > _LONG else "date",
        "range",
        day=day,
        month=month,
        year=year,
        last_day=last_day,
        last_month=last_month,
        last_year=last_year,
        session=cue.session,
    )


def _is_date(view: View, i: int, match: re.Match[str], cue: Cue, before: DateHit | None) -> bool:
    """Whether figures are a day: by what leads to them, a full year, or the date they are joined to."""
    found = match.groupdict()
    spelt = found["w2"] is not None
    full = len(found["y2"] or "") == 4 or found["v2"] or found["x2"]
    if cue.strong:
        after = _after(view, match.end())
        return bool(full) or "-" not in match.group() or after >= len(view.folds) or view.folds[after] not in _MEASURES
    if found.get("join") in (",", "và") and not cue.lead:  # "Nghị quyết 18, ngày 25/10/2017"
        return False
    if full:
        return not (i and view.tokens.fold[i - 1] == "số")
    if spelt or "/" not in match.group():
        return False
    after = _after(view, match.end())
    if found["y2"] or cue.lead or _joined(view, i, before):
        return opens_clause(view.tokens, after)
    if _in_last_week(view, i, match.end()):
        return True
    opens_line = i == 0 or view.tokens.kind[i - 1] == "b"
    return opens_line and "d1" not in found and after < view.tokens.count and view.tokens.fold[after] == ","


def _in_last_week(view: View, i: int, end: int) -> bool:
    """Whether figures in brackets say which day "tuần trước", "chiều qua" was: "họp tuần trước (27/12)"."""
    if i < 3 or view.folds[i - 1] != "(" or view.folded[end : end + 1] != ")":
        return False
    return (view.folds[i - 3], view.folds[i - 2]) in _LAST_DAYS


def _joined(view: View, i: int, before: DateHit | None) -> bool:
    """Whether figures follow a day with only "và" or a comma between: "ngày 30/4 và 1/5"."""
    if before is None or before.day is None:
        return False
    return view.folded[before.end : view.tokens.start[i]].strip() in ("và", ",", ";", ", và")


def _after(view: View, end: int) -> int:
    """The index of the first token at or after offset ``end``."""
    return bisect_left(view.tokens.start, end)


def at_session(view: View, i: int) -> DateHit | None:
    """A day told from the day of writing: "sáng nay", "hôm qua", "ngày mai"."""
    match = RELATIVE_DAY.pattern.match(view.folded, view.tokens.start[i])
    if match is None:
        return None
    when = match["when"] or match["today"] or match["hom"] or match["next"]
    session = SESSIONS.get(match["session"] or match["early"] or "")
    start = left_of(view.tokens, i).first
    return DateHit(
        view.tokens.start[start],
        match.end(),
        "relative_day",
        "date",
        "day",
        session=session or left_of(view.tokens, i).session,
        relative=-2 if when == "kia" else RELATIVE[when],
    )


def at_same(view: View, i: int) -> DateHit | None:
    """The same day as one told before: "cùng ngày", with the session before it."""
    match = SAME_DAY.pattern.match(view.folded, view.tokens.start[i])
    if match is None:
        return None
    cue = left_of(view.tokens, i)
    start = view.tokens.start[cue.first]
    return DateHit(start, match.end(), "same_day", "date", "day", session=cue.session, same_day=True)
