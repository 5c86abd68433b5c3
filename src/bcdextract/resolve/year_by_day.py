"""A day's year by other days and periods of the text: the same day in full, a date close by, the half-year reviewed."""

from __future__ import annotations

from bcdextract.mention import DateHit
from bcdextract.resolve.seen import Article, compared, dateline, tells_year
from bcdextract.resolve.spans_of_time import day_in, gap, nearest_year, span_in

NEAR = 60
"""Days within which another full date tells a day's year."""
AFTER_PERIOD = 75
"""Days before or after a period within which a meeting on it is held."""
JUST_ISSUED = 14
"""Days after a central document within which its date tells the meeting's."""


def same_day(target: DateHit, seen: Article) -> int | None:
    """As in "Ngày 17/7 ... ngày 17/7/2024": the same day in full elsewhere."""
    years = {
        (hit.last_year if hit.rule == "anniversary" else hit.year)
        for hit in seen.dates
        if hit.year and (hit.day, hit.month) == (target.day, target.month) and hit.start not in seen.of_documents
    }
    return next(iter(years)) if len(years) == 1 else None


def from_dateline(target: DateHit, seen: Article) -> int | None:
    """As in "09/08/2020" on a line of its own: the nearest past."""
    line = dateline(seen)
    return nearest_year(target, line) if line else None


def near_full_date(target: DateHit, seen: Article) -> int | None:
    """As in "Chiều 13/3 ... bắt đầu từ ngày 1/4/2019": the nearest full date, if no other as near says otherwise."""
    found: list[tuple[int, int]] = []
    for hit in seen.dates:
        if hit.day is None or hit.year is None or not tells_year(hit, seen):
            continue
        other = day_in(hit, hit.last_year or hit.year)
        for year in (
            (hit.year - 1, hit.year, hit.year + 1) if other and hit.rule != "anniversary" else (hit.last_year or 0,)
        ):
            day = day_in(target, year)
            if day is None or other is None or (hit.start in seen.of_documents and day < other):
                continue
            if abs((day - other).days) <= (NEAR if hit.start not in seen.of_central else JUST_ISSUED):
                found.append((abs((day - other).days), year))
    years = {year for _, year in found}
    return min(found)[1] if found and (len(years) == 1 or min(found)[0] <= 20) else None


def near_period(target: DateHit, seen: Article) -> int | None:
    """As in "Sáng 31/3 ... quý 1/2023": a part of a year that a meeting of that day can look back on or ahead to."""
    best: tuple[int, int] | None = None
    for hit in seen.dates:
        if hit.year is None or hit.rule not in ("months_of_year", "half_year", "quarter", "month", "months"):
            continue
        span = span_in(hit, hit.year)
        if span is None or compared(hit, seen):
            continue
        for year in range(span[0].year - 1, span[1].year + 2):
            day = day_in(target, year)
            if day is None:
                continue
            away = gap(day, span)
            if away <= AFTER_PERIOD and (best is None or away < best[0]):
                best = (away, year)
    return best[1] if best else None


def in_school_year(target: DateHit, seen: Article) -> int | None:
    """As in "sáng 22/2 ... năm học 2019-2020": the one school year that is named, if the day lies in it."""
    spans = {span_in(hit, hit.year) for hit in seen.dates if hit.rule == "school_year" and hit.year}
    if len(spans) != 1:
        return None
    span = next(iter(spans))
    if span is None:
        return None
    days = (day_in(target, year) for year in (span[0].year, span[1].year))
    return next((day.year for day in days if day and gap(day, span) == 0), None)
