"""Years that the words leave out: from the page's date, else from the article's own text, else none."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from bcdextract.mention import DateHit, DocumentHit, Span, View, start_of
from bcdextract.record import Basis
from bcdextract.resolve.seen import Article, article, dateline, leads_sentence, planned, tells_event
from bcdextract.resolve.spans_of_time import VAGUE, day_in, gap, nearest_year, span_in
from bcdextract.resolve.year_grounds import FIRST, year_of

_PARTS: Final = frozenset(("months_of_year", "half_year", "quarter", "month", "months"))
_ASKED: Final = 12
"""Days that are asked for their year before the article's stays unknown."""
_BACK: Final = 40
"""Mentions that "cùng ngày" looks back over."""


def resolve(
    dates: Sequence[DateHit],
    *,
    published: dt.date | dt.datetime | None,
    title_span: Span | None,
    documents: Sequence[DocumentHit],
    view: View,
) -> list[DateHit]:
    """The same mentions in the same order, with year, first and last day and their basis where they are certain.

    ``published`` is the page's own date; without it the text's other dates are asked, and what they cannot tell stays
    ``None``.
    """
    seen = article(view, dates, documents, title_span)
    day = published.date() if isinstance(published, dt.datetime) else published
    basis: Basis = "year_from_publication" if day else "year_from_text"
    written = day or dateline(seen)
    reference = day or _reference(seen) or written
    parts = _Parts(dates, seen)
    found: list[DateHit] = []
    for hit in dates:
        if hit.rule == "rest_of_year":
            found.append(_rest(hit, reference, known=day is not None))
        elif hit.year is not None:
            found.append(_with_year(hit, hit.year, "explicit"))
        elif hit.same_day:
            found.append(_same_day(hit, found, seen))
        elif hit.relative is not None:
            found.append(_relative(hit, written, known=day is not None))
        elif hit.rule in ("relative_year", "year_past") or hit.relative_year is not None:
            found.append(_relative_year(hit, reference, known=day is not None))
        elif hit.rule in _PARTS:
            found.append(_part(hit, parts, reference, basis))
        elif reference is not None and hit.day is not None:
            year = nearest_year(hit, reference)
            far = year is not None and written is None and _far(hit, year, reference)
            found.append(hit if year is None or far else _with_year(hit, year, basis))
        else:
            found.append(hit)
    return found


_FAR: Final = 120
"""Days from an event told in full within which it tells the year of a day; what is farther off is of another time."""


def _far(hit: DateHit, year: int, reference: dt.date) -> bool:
    day = day_in(hit, year)
    return day is not None and abs((day - reference).days) > _FAR


def _with_year(hit: DateHit, year: int, basis: Basis) -> DateHit:
    span = None if hit.rule in VAGUE else span_in(hit, year)
    if span is None:
        return hit._replace(year=year)
    return hit._replace(year=year, start_date=span[0], end_date=span[1], basis=basis)


def _reference(seen: Article) -> dt.date | None:
    """The first day of the article whose year its text makes certain: a full date of an event, or a ground for one."""
    days = [hit for hit in seen.dates if hit.day and hit.type == "date" and hit.start not in seen.of_documents]
    for hit in days[:_ASKED]:
        recent = hit.year is not None and hit.year >= FIRST
        told = recent and tells_event(hit, seen) and not planned(hit, seen)
        year = hit.year if told else None
        if hit.year is None:
            year = year_of(hit, seen)
        if year is not None:
            return day_in(hit, year)
    return None


def _same_day(hit: DateHit, found: Sequence[DateHit], seen: Article) -> DateHit:
    """The day of "cùng ngày" is the one that last led a sentence, else the day told last; documents' dates apart."""
    days = [day for day in found[-_BACK:] if day.precision == "day" and day.start not in seen.of_documents]
    days = [day for day in days if tells_event(day, seen)]
    leading = [day for day in days if leads_sentence(day, seen)]
    if not days:
        return hit
    before = (leading or days)[-1]
    return hit._replace(
        day=before.day,
        month=before.month,
        year=before.year,
        start_date=before.start_date,
        end_date=before.end_date,
        basis="relative_to_text" if before.start_date else None,
    )


def _relative(hit: DateHit, written: dt.date | None, *, known: bool) -> DateHit:
    """A day such as "hôm qua" counts from the day the article was published."""
    if written is None or hit.relative is None:
        return hit
    day = written + dt.timedelta(days=hit.relative)
    basis: Basis = "relative_to_publication" if known else "relative_to_text"
    return hit._replace(day=day.day, month=day.month, year=day.year, start_date=day, end_date=day, basis=basis)


def _relative_year(hit: DateHit, reference: dt.date | None, *, known: bool) -> DateHit:
    """The year of "năm nay" is that of writing; "năm qua" the one before until March, itself from November on."""
    if reference is None:
        return hit
    basis: Basis = "relative_to_publication" if known else "relative_to_text"
    away = hit.relative_year
    if hit.rule == "year_past":
        if 3 < reference.month < 11:
            return hit
        year = reference.year - (reference.month <= 3)
        return hit._replace(year=year, start_date=dt.date(year, 1, 1), end_date=dt.date(year, 12, 31), basis=basis)
    return hit if away is None else _with_year(hit, reference.year + away, basis)


def _rest(hit: DateHit, reference: dt.date | None, *, known: bool) -> DateHit:
    """From the article's day to the last of December: "từ nay đến cuối năm"; of another year there is no rest."""
    if reference is None or hit.year not in (None, reference.year):
        return hit
    basis: Basis = "relative_to_publication" if known else "relative_to_text"
    last = dt.date(reference.year, 12, 31)
    return hit._replace(year=reference.year, start_date=reference, end_date=last, basis=basis)


class _Parts:
    """The dated half-years, quarters, months and years of an article, by place and by sentence."""

    def __init__(self, dates: Sequence[DateHit], seen: Article) -> None:
        self.seen = seen
        self.all = [hit for hit in dates if hit.year is not None and (hit.rule in _PARTS or hit.rule == "year")]
        self.by_sentence: dict[int, list[DateHit]] = {}
        for hit in self.all:
            self.by_sentence.setdefault(seen.sentence_at(hit.start), []).append(hit)

    def around(self, hit: DateHit) -> list[DateHit]:
        """Those of the same sentence."""
        return self.by_sentence.get(self.seen.sentence_at(hit.start), [])[:_BACK]

    def nearest(self, hit: DateHit) -> list[DateHit]:
        """The one before and the one after."""
        at = bisect_left(self.all, hit.start, key=start_of)
        return self.all[max(at - 1, 0) : at + 1]


def _part(hit: DateHit, parts: _Parts, reference: dt.date | None, basis: Basis) -> DateHit:
    """A half-year or quarter takes its year from its sentence, else from the meeting's day, else from the nearest."""
    year = _beside(hit, parts.around(hit))
    if year is not None:
        return _with_year(hit, year, "year_from_text")
    if reference is not None:
        year = nearest_year(hit, reference)
        return hit if year is None else _with_year(hit, year, basis)
    year = _beside(hit, parts.nearest(hit))
    return hit if year is None else _with_year(hit, year, "year_from_text")


def _beside(hit: DateHit, others: Sequence[DateHit]) -> int | None:
    """The year that puts a part of a year next to the nearest dated one; what is told first comes first.

    "6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024" is all of 2024; "quý IV, nhiệm vụ quý I/2024" begins in 2023.
    """
    if not others:
        return None
    other = min(others, key=lambda each: abs(each.start - hit.start))
    span = span_in(other, other.year or 0)
    if span is None or other.rule == "year":
        return other.year
    if other.last_year is not None and other.rule in ("months_of_year", "half_year", "months"):
        return other.last_year  # "6 tháng đầu năm 2024 (từ 1/10/2023 đến 31/3/2024), nhiệm vụ 6 tháng cuối năm"
    years = (span[0].year - 1, span[0].year, span[0].year + 1)
    ordered = years if hit.start < other.start else tuple(reversed(years))
    best: tuple[int, int] | None = None
    for year in ordered:
        own = span_in(hit, year)
        if own is not None:
            away = min(gap(own[0], span), gap(own[1], span))
            if best is None or away < best[0]:
                best = (away, year)
    return best[1] if best else None
