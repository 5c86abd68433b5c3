"""Months, quarters, years, parts of a year, terms: "tháng 9/2024", "quý I/2022", "6 tháng đầu năm", "nhiệm kỳ ..."."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bcdextract.lexicon import words
from bcdextract.mention import DateHit, Tokens, View
from bcdextract.recognise.dates.days import MONTH, YEAR
from bcdextract.record import Precision
from bcdextract.rule import Rule, rule

COUNTS: Final[dict[str, int]] = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
YEARS_AWAY: Final = {"nay": 0, "ngóai": -1}
# The year after a month or quarter: "/2024", "-2024", " năm 2024", " năm nay".
OF_YEAR: Final = rf"(?:\s?[-/.]\s?(?P<y>{YEAR})|,?\s(?:của\s)?năm\s(?:(?P<x>{YEAR})|(?P<rel>nay|ngóai)(?!\w)))"
END: Final = r"(?!\d|[.,/]\d|\w)"

MONTHS_OF_YEAR: Final = rule(
    "months_of_year",
    rf"(?P<n>1[0-2]|0?[1-9]|{'|'.join(COUNTS)})\s(?P<unit>tháng|qúy)\s(?:(?P<side>đầu|cuối|còn\slại)(?:\scủa)?\s|(?:của\s)?(?=năm\s2))"
    rf"năm(?:\s(?:(?P<x>{YEAR})|(?P<rel>nay|ngóai)))?(?!\w)",
    "phương hướng 06 tháng cuối năm 2024",
    "trẻ 6 tháng tuổi, đầu năm",
)
# Months told by their number alone, after a word of work and before the end of its phrase.
MONTHS_TOLD: Final = rule(
    "months_of_year",
    r"(?P<n>1[0-2]|0?[3-9])\stháng(?=\s*[,;.)]|\s(?:và|của|triển\skhai|phương\shướng|nhiệm\svụ)\b)",
    "sơ kết công tác 9 tháng, nhiệm vụ 3 tháng cuối năm",
    "sơ kết 6 tháng thực hiện",
)
# Months told by their number alone, before those that are left of the year: "9 tháng và nhiệm vụ 3 tháng cuối năm".
MONTHS_BEFORE_REST: Final = rule(
    "months_of_year",
    r"(?P<n>9|0?[36])\stháng(?=,?\s(?:[^\d,.;]{1,70}\s)?(?:(?P<rest>0?[369])\stháng\scuối\snăm|qúy\s(?P<q>iv|i{2,3}|[2-4])\b))",
    "9 tháng, bàn việc 3 tháng cuối năm 2024",
    "9 tháng tuổi",
)
HALF_YEAR: Final = rule(
    "half_year",
    rf"nửa\s(?P<side>đầu|cuối)\s(?:của\s)?năm(?:\s(?:(?P<x>{YEAR})|(?P<rel>nay|ngóai)))?(?!\w)",
    "nửa đầu năm 2024",
)
MONTHS: Final = rule(
    "months",
    rf"tháng\s(?P<m1>{MONTH})(?:\s?[-/.]\s?(?P<y1>{YEAR}))?\s?(?P<join>-|đến|tới|,|và)\s?(?P<again>(?:hết\s)?tháng\s)?(?P<m>{MONTH})"
    rf"(?!\d){OF_YEAR}?{END}",
    "từ tháng 3/2018 đến tháng 9/2018",
)
MONTH_OF: Final = rule(
    "month", rf"tháng\s(?P<m>{MONTH})(?!\d){OF_YEAR}?{END}(?!\s?[-/]\s?\d)", "tháng 9 năm 2024", "tháng 13"
)
QUARTER: Final = rule(
    "quarter", rf"(?:qúy|quí)\s?(?P<q>iv|i{{1,3}}|[1-4])(?!\w){OF_YEAR}?{END}", "công tác quý III-2024", "quý vị 2024"
)
SCHOOL_YEAR: Final = rule(
    "school_year", rf"năm\shọc\s(?P<a>{YEAR})\s?-\s?(?P<b>{YEAR}){END}", "năm học 2023-2024", "năm học 2024"
)
TERM: Final = rule(
    "term",
    rf"(?:nhiệm\skỳ|giai\sđọan|niên\skhóa|khóa)\s(?:[^\W\d]+\s){{0,2}}\(?(?:năm\s)?(?P<a>{YEAR})\s?(?:-|đến|tới)\s?(?:năm\s)?"
    rf"(?P<b>{YEAR}){END}",
    "nhiệm kỳ 2019- 2022",
    "nhiệm kỳ 2019",
)
YEARS: Final = rule(
    "years", rf"năm\s(?P<a>{YEAR})\s?(?:-|đến|tới)\s?(?:năm\s)?(?P<b>{YEAR}){END}", "từ năm 2021 đến năm 2023"
)
REST_OF_YEAR: Final = rule(
    "rest_of_year",
    rf"từ\s(?:nay|giờ)\s(?:(?:đến|tới)\s(?:cuối|hết)|(?:đến\s)?hết\snhững\stháng\scòn\slại\scủa)\snăm"
    rf"(?:\s(?:(?P<x>{YEAR})|(?P<rel>nay)))?(?!\w)",
    "nhiệm vụ từ nay đến cuối năm 2024",
    "từ nay đến năm 2030",
)
YEAR_OF: Final = rule("year", rf"năm\s(?P<x>{YEAR}){END}", "tổng kết năm 2024", "năm 20245")
RELATIVE_YEAR: Final = rule("relative_year", r"năm\s(?P<rel>nay|ngóai|qua)(?!\w)", "hồi năm ngoái", "năm này")
BARE_TERM: Final = rule("bare_term", rf"(?P<a>{YEAR})\s?-\s?(?P<b>{YEAR}){END}", "kế hoạch 2021-2025")
BARE_YEAR: Final = rule(
    "bare_year",
    rf"(?P<x>20[0-4]\d){END}(?=\s*(?:$|[.,;:)\"\n]|và\s))",
    "hoạt động 2023 và kế hoạch 2024.",
    "2024 bài",
)
# What is left of a page's metadata at the head of a copied text.
DATE_MONTH: Final = rule(
    "month", rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d-])", "date 2023-11 (QNO) - ", "date 2023-11-05"
)
RULES: Final[tuple[Rule, ...]] = (
    MONTHS_OF_YEAR, MONTHS_TOLD, MONTHS_BEFORE_REST, HALF_YEAR, MONTHS, MONTH_OF, QUARTER, SCHOOL_YEAR, TERM, YEARS,
    YEAR_OF, REST_OF_YEAR, RELATIVE_YEAR, BARE_TERM, BARE_YEAR, DATE_MONTH,
)  # fmt: skip

_HEAD: Final = 4
"""Tokens at the head of a text among which metadata stands."""
# Before "tháng N": a rate or a length ("mỗi tháng 2 lần", "3 tháng 5 ngày"); after it: what is counted.
COUNTED_BY: Final[frozenset[str]] = frozenset(("tháng", "qúy"))
_RATES: Final = frozenset(words("mỗi một hằng hàng / từng"))
_COUNTED: Final = frozenset(words("lần triệu tỷ nghìn cuộc buổi đồng người bài kỳ ngày suất"))
_OF_WORK: Final = frozenset((("công", "tác"), ("kết", "quả"), ("sơ", "kết"), ("họat", "động"), ("tình", "hình")))
_REVIEWS: Final = frozenset((("sơ", "kết"), ("giao", "ban"), ("đánh", "giá")))
_WORK_REACH: Final = 9
_MANY: Final = frozenset(words("những nhiều các mấy vài mỗi hằng kỳ"))
_AFTER_YEAR: Final = frozenset("12hnq")  # "2024", "học", "nay", "ngoái", "qua"
_PART: Final = frozenset(words("đầu cuối giữa hết"))
_QUANTITY: Final = frozenset(words("có số gồm được hơn gần trên khoảng là với còn tổng cộng thêm đạt"))


def _hit(
    name: str,
    start: int,
    match: re.Match[str],
    precision: Precision,
    *,
    month: int | None = None,
    last: int | None = None,
) -> DateHit:
    found = match.groupdict()
    digits = found.get("y") or found.get("x")
    rel = found.get("rel")
    return DateHit(
        start,
        match.end(),
        name,
        "date" if name == "month" else "period",
        precision,
        month=month,
        last_month=last,
        year=int(digits) if digits else None,
        relative_year=YEARS_AWAY.get(rel) if rel else None,
    )


def at_count(view: View, i: int) -> DateHit | None:
    """Part of a year by its number of months: "6 tháng đầu năm 2024", "chín tháng của năm 2025"."""
    if i + 1 >= len(view.folds) or view.folds[i + 1] not in COUNTED_BY:
        return None
    match = MONTHS_OF_YEAR.pattern.match(view.folded, view.tokens.start[i])
    if match is None:
        return _months_told(view, i)
    n = COUNTS.get(match["n"]) or int(match["n"])
    n = 3 * n if match["unit"] == "qúy" else n
    if n > 12:
        return None
    first, last = (1, n) if match["side"] in (None, "đầu") else (13 - n, 12)
    return _hit("months_of_year", match.start(), match, "range", month=first, last=last)


def _months_told(view: View, i: int) -> DateHit | None:
    """The first months of the year by their number alone: "sơ kết công tác 9 tháng, ..."."""
    tokens = view.tokens
    match = MONTHS_BEFORE_REST.pattern.match(view.folded, tokens.start[i])
    if match is not None:
        n = int(match["n"])
        rest = int(match["rest"]) if match["rest"] else 12 - 3 * (QUARTERS[match["q"]] - 1)
        if n + rest == 12 and (i == 0 or tokens.fold[i - 1] not in _MANY):
            return _hit("months_of_year", match.start(), match, "range", month=1, last=n)
    if i < 2 or not _of_work(tokens, i):
        return None
    match = MONTHS_TOLD.pattern.match(view.folded, tokens.start[i])
    if match is None:
        return None
    return _hit("months_of_year", match.start(), match, "range", month=1, last=int(match["n"]))


def _of_work(tokens: Tokens, i: int) -> bool:
    """Whether a word of work stands right before token ``i``, or a few words before it after one of review."""
    folds = tokens.fold
    if (folds[i - 2], folds[i - 1]) in _OF_WORK:
        return True
    near = folds[max(0, i - _WORK_REACH) : i]
    return any(pair in _REVIEWS for pair in pairwise(near)) and ("công" in near) and not any(x in ",;." for x in near)


def at_half(view: View, i: int) -> DateHit | None:
    """Half a year: "nửa cuối năm 2024"."""
    match = HALF_YEAR.pattern.match(view.folded, view.tokens.start[i])
    if match is None:
        return None
    first = 1 if match["side"] == "đầu" else 7
    return _hit("half_year", match.start(), match, "range", month=first, last=first + 5)


def at_month(view: View, i: int) -> DateHit | None:
    """A month or a run of months: "tháng 9/2024", "tháng 9 - 10/2016"."""
    tokens, start = view.tokens, view.tokens.start[i]
    counted = i > 0 and tokens.kind[i - 1] == "n" and tokens.end[i - 1] + 1 >= start
    if counted or (i and tokens.fold[i - 1] in _RATES):
        return None
    match = MONTHS.pattern.match(view.folded, start)
    if match is not None and (match["join"] in ("-", "đến", "tới") if match["again"] else match["y"] or match["x"]):
        first, last = int(match["m1"]), int(match["m"])
        whole = _hit("months", start, match, "range", month=first, last=last)
        begun = int(match["y1"]) if match["y1"] else None
        return _spread(whole, begun)
    match = MONTH_OF.pattern.match(view.folded, start)
    if match is None or _counted(view, match.end()):
        return None
    return _hit("month", start, match, "month", month=int(match["m"]))


def _spread(hit: DateHit, begun: int | None) -> DateHit | None:
    """A run of months over a new year starts in the year before its last."""
    if hit.month is None or hit.last_month is None:
        return None
    over = hit.month > hit.last_month
    last = hit.year if hit.year is not None else (begun + over if begun else None)
    first = begun if begun else (last - over if last else None)
    if first and last and (first, hit.month) > (last, hit.last_month):
        return None
    return hit._replace(year=first, last_year=last)


def _counted(view: View, end: int) -> bool:
    """Whether a counted noun follows: "tháng 2 lần"."""
    rest = view.folded[end : end + 8].split()
    return bool(rest) and view.folded[end : end + 1] == " " and rest[0] in _COUNTED


def at_quarter(view: View, i: int) -> DateHit | None:
    """A quarter: "quý I/2022", "quý 3 năm 2024"."""
    match = QUARTER.pattern.match(view.folded, view.tokens.start[i])
    if match is None:
        return None
    first = 3 * QUARTERS[match["q"]] - 2
    return _hit("quarter", match.start(), match, "quarter", month=first, last=first + 2)


def at_year(view: View, i: int) -> DateHit | None:
    """A year, a run of years or a school year: "năm 2024", "từ năm 2021 đến năm 2023", "năm học 2023-2024"."""
    tokens, start = view.tokens, view.tokens.start[i]
    before = tokens.fold[i - 1] if i else None
    after = view.folded[start + 4 : start + 5]  # most years are counted ("5 năm xây dựng"): no pattern needed
    if after not in _AFTER_YEAR:
        return None
    if (hit := _years(view, start, SCHOOL_YEAR)) or (hit := _years(view, start, YEARS)):
        return hit
    match = YEAR_OF.pattern.match(view.folded, start)
    if match is not None:
        if before == "sinh":
            return None
        name = "year"
        if before in _PART:
            name = "part_of_year"
        elif before == "kỳ":
            name = "year_compared"
        return _hit(name, start, match, "year")
    match = RELATIVE_YEAR.pattern.match(view.folded, start)
    if match is None or (i and (tokens.kind[i - 1] == "n" or before in _MANY or before in COUNTS)):
        return None
    return _hit("year_past" if match["rel"] == "qua" else "relative_year", start, match, "year")


def at_rest(view: View, i: int) -> DateHit | None:
    """What is left of a year: "từ nay đến cuối năm 2024"."""
    match = REST_OF_YEAR.pattern.match(view.folded, view.tokens.start[i])
    return None if match is None else _hit("rest_of_year", match.start(), match, "range")


def at_term(view: View, i: int) -> DateHit | None:
    """A term or stage: "nhiệm kỳ 2020 - 2025", "giai đoạn 2016-2020"."""
    return _years(view, view.tokens.start[i], TERM)


def _years(view: View, start: int, each: Rule) -> DateHit | None:
    match = each.pattern.match(view.folded, start)
    if match is None:
        return None
    first, last = int(match["a"]), int(match["b"])
    if not first < last <= first + 50:
        return None
    school = each is SCHOOL_YEAR
    return DateHit(
        start, match.end(), each.name, "period", "range",
        month=9 if school else 1, last_month=5 if school else 12, year=first, last_year=last,
    )  # fmt: skip


def at_figures(view: View, i: int) -> DateHit | None:
    """Years that no "năm" leads: "kế hoạch 2021-2025", "kỳ thi tốt nghiệp 2024."."""
    tokens, figures, start = view.tokens, view.folds[i], view.tokens.start[i]
    if len(figures) != 4 or figures[:2] not in ("19", "20") or i == 0:
        return None
    if i < _HEAD and tokens.fold[i - 1] == "date":
        match = DATE_MONTH.pattern.match(view.folded, start)
        return None if match is None else _hit("month", start, match, "month", month=int(match["m"]))
    before, word = tokens.fold[i - 1], tokens.kind[i - 1] == "w"
    hit = _years(view, start, BARE_TERM) if word or before == "(" else None
    if hit is not None:
        return hit
    if not word or before in _QUANTITY or tokens.end[i - 1] == start:
        return None
    match = BARE_YEAR.pattern.match(view.folded, start)
    return None if match is None else _hit("bare_year", start, match, "year")
