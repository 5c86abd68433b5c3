"""A day's year by other days and periods of the text: the same day in full, a date close by, the half-year reviewed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bcdextract.mention import DateHit
from bcdextract.resolve.seen import Article, compared, dateline, forward, tells_year
from bcdextract.resolve.spans_of_time import day_in, gap, nearest_year, span_in

NEAR: Final = 60
"""Days within which another full date tells a day's year."""
AFTER_PERIOD: Final = 75
"""Days before or after a period within which a meeting on it is held."""
JUST_ISSUED: Final = 14
"""Days after a central document within which its date tells the meeting's."""
SUMMER: Final = 80
"""Days of summer, when the school year that is over is reviewed."""
LAST_MONTH: Final = 31
"""Days after a month of the year before within which it tells a day's year: what began in December is told for long."""
AS_OF: Final = 250
"""Days from a count ("tính đến 31/12/2016") to the report of it, and from an announcement to its deadline."""
_PARTS: Final = frozenset(("months_of_year", "half_year", "quarter", "month", "months"))
_COUNTED: Final = re.compile(r"\btính\s(?:đến|tới)\s(?:hết\s)?(?:cuối\s)?$")
# A deadline ("nhận bài đến hết ngày"), not the end of what was counted ("tính từ 1/1 đến hết ngày").
_DUE: Final = re.compile(
    r"(?:(?<!\d)(?<!tính)\s(?:đến|tới)\shết|chậm\snhất|hạn\s(?:chót|cuối))(?:\s(?:là|đến|vào|trước))*\s$"
)
_SEASON: Final = re.compile(r"(?:mùa|vụ)\s(?:[^\W\d]+\s){1,2}$")
SEASON_ENDS: Final = 8
"""The last month of a season that began the year before."""
_YEARS_SINCE: Final = re.compile(r"kỷ\sniệm\s(?:lần\sthứ\s)?(\d{1,3})\s(?:năm\s)?[^.;\n(]{0,90}\(\s*(?:ngày\s)?$")


def same_day(target: DateHit, seen: Article) -> int | None:
    """As in "Ngày 17/7 ... ngày 17/7/2024": the same day in full elsewhere, if nothing there is of a later year.

    "Sáng 15/3, hội nghị năm 2023 ... mở cửa lại từ ngày 15/3/2022" tells of the year before.
    """
    years = {
        (hit.last_year if hit.rule == "anniversary" else hit.year)
        for hit in seen.dates
        if hit.year and (hit.day, hit.month) == (target.day, target.month) and hit.start not in seen.of_documents
    }
    own = seen.sentence_at(target.start)
    here = {hit.year or 0 for hit in seen.dates if hit.rule == "year" and seen.sentence_at(hit.start) == own}
    year = next(iter(years)) if len(years) == 1 else None
    return None if year is None or (here and max(here) == year + 1) else year


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
            if day == other and hit.start not in seen.of_documents:  # asked by same_day
                continue
            if abs((day - other).days) <= (NEAR if hit.start not in seen.of_central else JUST_ISSUED):
                found.append((abs((day - other).days), year))
    years = {year for _, year in found}
    return min(found)[1] if found and (len(years) == 1 or min(found)[0] <= 20) else None


def near_period(target: DateHit, seen: Article) -> int | None:
    """As in "Sáng 31/3 ... quý 1/2023": a part of a year that a meeting of that day can look back on or ahead to."""
    parts = [hit for hit in seen.dates if hit.rule in _PARTS and not compared(hit, seen) and not _since(hit, seen)]
    dated = [(hit, hit.year) for hit in parts if hit.year]
    return _nearest_to(target, dated)


def _since(hit: DateHit, seen: Article) -> bool:
    """Whether a month or quarter is when something began or begins: "từ tháng 4/2017", with no end told."""
    return hit.rule in ("month", "quarter") and seen.view.folded.endswith("từ ", 0, hit.start)


def near_undated_period(target: DateHit, seen: Article) -> int | None:
    """As in "Chiều 22/6 ... hội nghị năm 2017, sơ kết 6 tháng đầu năm": a part of the one year its sentence names."""
    years: dict[int, set[int]] = {}
    for hit in seen.dates:
        if hit.rule == "year" and hit.year and not forward(hit, seen) and not compared(hit, seen):
            years.setdefault(seen.sentence_at(hit.start), set()).add(hit.year)
    parts = [hit for hit in seen.dates if hit.year is None and hit.rule in ("months_of_year", "half_year", "quarter")]
    named = [(hit, years.get(seen.sentence_at(hit.start), set())) for hit in parts if hit.relative_year is None]
    return _nearest_to(target, [(hit, next(iter(found))) for hit, found in named if len(found) == 1])


def _nearest_to(target: DateHit, dated: Sequence[tuple[DateHit, int]]) -> int | None:
    """The year that puts a day nearest to one of these periods, no further than a meeting on it is held."""
    best: tuple[int, int] | None = None
    for hit, begun in dated:
        span = span_in(hit, begun)
        if span is None:
            continue
        for year in range(span[0].year - 1, span[1].year + 2):
            day = day_in(target, year)
            if day is None:
                continue
            away = gap(day, span)
            near = LAST_MONTH if hit.rule == "month" and year > span[1].year else AFTER_PERIOD
            if away <= near and (best is None or (away, -year) < best):
                best = (away, -year)  # of two as near the later: "6 tháng đầu năm 2023 ..., cùng kỳ năm nay"
    return -best[1] if best else None


def after_count(target: DateHit, seen: Article) -> int | None:
    """As in "Ngày 28/6 ... tính đến 31/12/2016, dư nợ đạt ...": the first such day after the last count."""
    counts = [
        span[1]
        for hit in seen.dates
        if hit.year
        and hit.rule in ("day", "month", "quarter", "year")
        and _COUNTED.search(seen.view.folded, max(hit.start - 30, 0), hit.start)
        and (span := span_in(hit, hit.year))
    ]
    if not counts:
        return None
    last = max(counts)
    days = (day_in(target, year) for year in (last.year, last.year + 1))
    return next((day.year for day in days if day and 0 <= (day - last).days <= AS_OF), None)


def before_deadline(target: DateHit, seen: Article) -> int | None:
    """As in "Tối 12/5 ... nhận bài đến hết ngày 30/9/2023": the last such day before what is still to come."""
    for hit in seen.dates:
        if hit.year is None or hit.day is None or hit.start in seen.of_documents:
            continue
        due = day_in(hit, hit.year)
        if due is None or not _DUE.search(seen.view.folded, max(hit.start - 40, 0), hit.start):
            continue
        days = (day_in(target, year) for year in (due.year, due.year - 1))
        year = next((day.year for day in days if day and 0 <= (due - day).days <= AS_OF), None)
        if year is not None:
            return year
    return None


def anniversary(target: DateHit, seen: Article) -> int | None:
    """As in "Ngày 28/4 ... kỷ niệm 50 năm Ngày giải phóng (30/4/1975)": the years since, where the day is near."""
    for hit in seen.dates:
        if hit.year is None or hit.day is None:
            continue
        since = _YEARS_SINCE.search(seen.view.folded, max(hit.start - 140, 0), hit.start)
        year = hit.year + int(since[1]) if since else 0
        if hit.rule == "anniversary" or not 1980 < year < 2100:
            continue
        day, other = day_in(target, year), day_in(hit, year)
        if day and other and abs((day - other).days) <= NEAR:
            return year
    return None


def by_last_year(target: DateHit, seen: Article) -> int | None:
    """As in "tháng 11/2023 ... tháng 11 năm ngoái": a month told once with its year and once by its distance."""
    months = {(hit.month, hit.last_month): hit.year for hit in seen.dates if hit.month and hit.year and not hit.day}
    for hit in seen.dates:
        year = months.get((hit.month, hit.last_month)) if hit.month and not hit.day else None
        if hit.relative_year is not None and year is not None:
            return year - hit.relative_year
    return None


_SAME_SPAN: Final = "cùng kỳ"


def after_same_span(target: DateHit, seen: Article) -> int | None:
    """As in "Chiều 2/10 ... giảm 3 vụ so với cùng kỳ 2018": the year after the one year that figures are held against.

    In January and February figures are of the year that is over.
    """
    if (target.month or 0) < 3:
        return None
    folded = seen.view.folded
    told = [hit for hit in seen.dates if hit.year and hit.rule in ("year", "bare_year", "year_compared")]
    held = {
        hit.year or 0
        for hit in told
        if folded[max(hit.start - 16, 0) : hit.end].rstrip(" 0123456789").removesuffix(" năm").endswith(_SAME_SPAN)
    }
    return next(iter(held)) + 1 if len(held) == 1 else None


def in_school_year(target: DateHit, seen: Article) -> int | None:
    """As in "sáng 22/2 ... năm học 2019-2020": the one school year that is named, if the day lies in it.

    One that is reviewed ("Ngày 6/6 ... tổng kết năm học 2023 - 2024") may be over for some weeks.
    """
    named = [hit for hit in seen.dates if hit.rule == "school_year" and hit.year]
    spans = {span_in(hit, hit.year or 0) for hit in named}
    over = SUMMER if any("tổng kết" in seen.view.folded[max(hit.start - 60, 0) : hit.start] for hit in named) else 0
    if len(spans) != 1:
        return None
    span = next(iter(spans))
    if span is None:
        return None
    days = (day_in(target, year) for year in (span[0].year, span[1].year))
    return next((day.year for day in days if day and span[0] <= day and gap(day, span) <= over), None)


def in_season(target: DateHit, seen: Article) -> int | None:
    """As in "sáng 28/5 ... kết thúc mùa khô 2023-2024": the one season named, of two years; it ends in summer."""
    named = {
        hit.year or 0
        for hit in seen.dates
        if hit.rule == "bare_term"
        and hit.last_year == (hit.year or 0) + 1
        and _SEASON.search(seen.view.folded, max(hit.start - 20, 0), hit.start)
    }
    begun = next(iter(named)) if len(named) == 1 else None
    return None if begun is None else begun + ((target.month or 0) <= SEASON_ENDS)
