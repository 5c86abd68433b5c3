"""Date mentions as spans of the calendar, and how far a day is from one."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from bcdextract.mention import DateHit

# Mentions that name no span of their own: "đầu năm 2024", "năm qua".
VAGUE: Final = frozenset(("part_of_year", "year_past"))

_DAYS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def span_in(hit: DateHit, year: int) -> tuple[dt.date, dt.date] | None:
    """First and last day of a mention if it began in ``year``; ``None`` where there is no such day.

    >>> span_in(DateHit(0, 9, "quarter", "period", "quarter", month=4, last_month=6), 2024)
    (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30))
    """
    month = hit.month or 1
    last_month = hit.last_month or hit.month or 12
    day = hit.day or 1
    last_day = hit.last_day or (hit.day if hit.precision == "day" else None)
    last_year = year + ((last_month, last_day or 31) < (month, day))
    if hit.last_year is not None and hit.year is not None:
        last_year = hit.last_year - hit.year + year
    try:
        last_day = last_day or (29 if last_month == 2 and calendar.isleap(last_year) else _DAYS[last_month])
        return dt.date(year, month, day), dt.date(last_year, last_month, last_day)
    except ValueError:
        return None


def day_in(hit: DateHit, year: int) -> dt.date | None:
    """The first day of a mention in ``year``, where there is such a day."""
    span = span_in(hit, year)
    return span[0] if span else None


def gap(day: dt.date, span: tuple[dt.date, dt.date]) -> int:
    """Days between a day and a span, 0 inside it."""
    return max((span[0] - day).days, (day - span[1]).days, 0)


def nearest_year(hit: DateHit, reference: dt.date) -> int | None:
    """The year that puts a mention nearest to a reference day, a day before it weighing half of a day after it.

    What an article tells without a year has mostly just happened, or is to happen soon.

    >>> day = DateHit(0, 5, "day", "date", "day", day=28, month=12)
    >>> nearest_year(day, dt.date(2025, 1, 5)), nearest_year(day, dt.date(2024, 11, 5))
    (2024, 2024)
    """
    best: tuple[int, int] | None = None
    for year in (reference.year - 1, reference.year, reference.year + 1):
        span = span_in(hit, year)
        if span is None:
            continue
        away = gap(reference, span)
        weight = 2 * away if span[0] > reference else away
        if best is None or weight < best[0]:
            best = (weight, year)
    return best[1] if best else None
