"""The line that says when an article was published: day first, never guessed, never a date inside a sentence."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final, NamedTuple

from bcdextract.mention import Span
from bcdextract.read.furniture import aliases, key, kinds

DAY, MONTH, YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>(?:19|20)\d{2})"
# "15/12/2023", "15-12-2023", "5 tháng 7 năm 2024", "5 tháng 7, 2024"
_DAY_FIRST: Final = re.compile(
    rf"(?<![\d./-]){DAY}(?:\s?[/.-]\s?|\stháng\s|\s){MONTH}(?:\s?[/.-]\s?|,?\s(?:năm\s)?){YEAR}(?!\d)"
)
# "2024-07-05T14:40:29+07:00", "2024-07-05 14:40"
_ISO: Final = re.compile(
    rf"(?<!\d){YEAR}-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[t ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?\s*(?P<zone>z|[+-]\d\d:?\d\d)?)?"
    r"(?:\+\d\d\d\d:\d\d:\d\d)?(?!\d)"  # "2017-05-15+0716:23:00", as one engine prints it
)
# "14:46", "14h46", "14 giờ 46", "2:05:10 pm"
_TIME: Final = re.compile(
    r"(?<![\d/.])(?P<hour>\d{1,2})\s?(?:[:hg]|giờ)\s?(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\s?(?P<half>am|pm|sa|ch)\b)?"
)
_ZONE: Final = re.compile(r"\(?(?:gmt|utc)\s?(?P<zone>[+-]\s?\d{1,2})?(?::?[03]0)?\)?")
# "(Mùng 6 Tết)", "(nhằm ngày 15 tháng Giêng âm lịch)"
_LUNAR: Final = re.compile(r"\([^()]*\b(?:âm lịch|âl|al|mùng|tết)\b[^()]*\)")
_WEEKDAY_NUMBER: Final = re.compile(r"\b(?:thứ\s?|t)[2-7]\b")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LEFT: Final = re.compile(r"(?<![^\W_])\d")
"""A number left beside a date; figures that end a word are of a name: "QK4 - 24/6/2024"."""
# what is left beside a date: words, one space apart
_REST: Final = re.compile(r"[^\W\d_][^\s|;•]*(?:\s[^\s|;•]+)*")
_MONTHS: Final = (
    "một giêng jan",
    "hai feb",
    "ba mar",
    "tư apr",
    "năm may",
    "sáu jun",
    "bảy jul",
    "tám aug",
    "chín sep",
)
_MONTH_WORDS: Final = {
    **{word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()},
    "mười": 10, "oct": 10, "mười một": 11, "nov": 11, "mười hai": 12, "chạp": 12, "dec": 12,
}  # fmt: skip
_NAME: Final = (
    r"(?:tháng\s(?P<name>mười\s(?:một|hai)|một|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp|(?P<month>\d{1,2}))"
    r"|(?P<english>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)"
)
# "tháng bảy 5, 2024", "jul 5, 2024"; "5 tháng bảy, 2024"
_NAMED: Final = (
    re.compile(rf"\b{_NAME}\s{DAY},?\s(?:năm\s)?{YEAR}"),
    re.compile(rf"\b{DAY}\s{_NAME},?\s(?:năm\s)?{YEAR}"),
)
HERE: Final = dt.timezone(dt.timedelta(hours=7))
"""Universal time is printed by machines: the day that readers saw is Vietnam's."""
_LONGEST: Final = 140
"""A line longer than this is a sentence."""


class Stamp(NamedTuple):
    """A date line: its value, the key of its label, whether it is a machine's ISO date, and what else stands there."""

    value: dt.date | dt.datetime
    label: str
    machine: bool
    rest: tuple[Span, ...]

    @property
    def timed(self) -> bool:
        """Whether the line gives a time of day."""
        return isinstance(self.value, dt.datetime)


def stamp(folded: str, start: int, end: int) -> Stamp | None:
    """The date of a line that is nothing but a date, its labels and perhaps a byline.

    >>> line = "đăng ngày 11/08/2023"
    >>> str(stamp(line, 0, len(line)).value), stamp(line, 0, len(line)).label
    ('2023-08-11', 'đăng ngày')
    """
    if end - start > _LONGEST or _YEAR.search(folded, start, end) is None:
        return None
    line = folded[start:end]
    iso = _ISO.search(line)
    found = iso or _DAY_FIRST.search(line) or _named(line)
    if found is None:
        return None
    left = _blank(line, found)
    zone = _ZONE.search(left)
    left = _ZONE.sub(_spaces, left)
    time = None if iso else _TIME.search(left)
    value = _value(found, time, found.groupdict().get("zone") or (zone["zone"] if zone else None))
    if value is None:
        return None
    label = key(left[: found.start()])
    for pattern in (_LUNAR, _DAY_FIRST, _TIME, _WEEKDAY_NUMBER, _labels()):
        left = pattern.sub(_spaces, left)
    if _LEFT.search(left):
        return None
    rest = tuple(Span(start + part.start(), start + part.end()) for part in _REST.finditer(left))
    return Stamp(value, label if kinds().get(label) == "date_label" else "", iso is not None, rest)


def _spaces(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def _named(line: str) -> re.Match[str] | None:
    """A date whose month is a word: "tháng bảy 5, 2024"."""
    return next((found for pattern in _NAMED if (found := pattern.search(line))), None)


def _blank(line: str, match: re.Match[str]) -> str:
    return line[: match.start()] + " " * (match.end() - match.start()) + line[match.end() :]


@cache
def _labels() -> re.Pattern[str]:
    """Labels of dates, and counters and buttons with their number, as one pattern: it runs over date lines only."""
    words = "|".join(re.escape(alias) for alias in (*aliases("date_label"), *aliases("date_word")))
    counts = "|".join(re.escape(alias) for alias in (*aliases("counter"), *aliases("drop")))  # "Phản hồi: 0"
    return re.compile(rf"\b(?:(?:{counts})\s*:?\s*[\d.,]+|[\d.,]+\s(?:{counts})|(?:{words})\b\s*:?)")


def _value(date: re.Match[str], time: re.Match[str] | None, zone: str | None) -> dt.date | dt.datetime | None:
    """The date or datetime, ``None`` where there is no such day or hour."""
    try:
        names = date.groupdict()
        word = names.get("english") or names.get("name")
        month = int(date["month"]) if date["month"] else _MONTH_WORDS[word or ""]
        day = dt.date(int(date["year"]), month, int(date["day"]))
        clock = time or (date if names.get("hour") else None)
        if clock is None:
            return day
        hour = int(clock["hour"]) + _half_day(clock)
        at = dt.time(hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=_zone(zone))
        moment = dt.datetime.combine(day, at)
        return moment.astimezone(HERE) if zone == "z" else moment
    except ValueError:
        return None


def _half_day(clock: re.Match[str]) -> int:
    half = clock.groupdict().get("half")
    hour = int(clock["hour"])
    if half in ("pm", "ch") and hour < 12:
        return 12
    return -12 if half in ("am", "sa") and hour == 12 else 0


def _zone(zone: str | None) -> dt.tzinfo | None:
    """``+07:00``, ``+7`` or ``z`` as a fixed offset."""
    if zone is None:
        return None
    if zone == "z":
        return dt.UTC
    sign, digits = zone[0], re.sub(r"\D", "", zone)
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-offset if sign == "-" else offset)
