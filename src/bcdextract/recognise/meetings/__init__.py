"""Meetings: the one an article reports, and others that it opens the same way ("Chiều cùng ngày, ...")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bcdextract.mention import DateHit, MeetingHit, Sentence, Span, UnitHit, View
from bcdextract.recognise.meetings import convener, kind, outlook
from bcdextract.recognise.meetings.opening import DATED_ACT, Opening, named, openings, second
from bcdextract.recognise.meetings.place import location
from bcdextract.recognise.meetings.words import of_sentence

__all__ = ["recognise"]


def recognise(
    view: View,
    dates: Sequence[DateHit],
    units: Sequence[UnitHit],
    *,
    published: dt.date | dt.datetime | None = None,
    title_span: Span | None = None,
) -> list[MeetingHit]:
    """The meeting the article reports first, then others with an opening of their own, in text order; or none.

    ``dates`` have their years, ``units`` are in text order; ``published`` only says what lies ahead.
    """
    headline = [] if title_span is None else [s for s in view.sentences if title_span.start <= s.start < title_span.end]
    candidates = openings(view, dates, units, title_span)
    candidates += [each for each in (named(view, sentence, units) for sentence in headline) if each is not None]
    if not candidates:
        return []
    best = max(candidates, key=lambda each: each.weight)
    first = _meeting(view, dates, units, best, candidates, headline, published)
    return [first, *(_further(view, units, each, first) for each in second(view, dates, units, best.sentence.end))]


def _meeting(
    view: View,
    dates: Sequence[DateHit],
    units: Sequence[UnitHit],
    best: Opening,
    candidates: Sequence[Opening],
    headline: Sequence[Sentence],
    published: dt.date | dt.datetime | None,
) -> MeetingHit:
    found = kind.of(view, best, [mark for each in headline for mark in of_sentence(view, each)])
    place = location(view, best, units)
    hosts = convener.hosts(view, best, units, place)
    date = best.date
    for other in candidates:
        if not hosts and other is not best:
            hosts = convener.hosts(view, other, units, location(view, other, units))
        if date is None and other.weight > DATED_ACT:
            date = other.date
    held = (date.start_date if date else None) or published
    held = held.date() if isinstance(held, dt.datetime) else held
    looked = outlook.of(view, dates, [best.sentence, *headline], held)
    return MeetingHit(
        best.sentence.start,
        best.sentence.end,
        best.rule,
        found.kind,
        term=found.term,
        topic=kind.topic(view, best),
        date=date,
        period=looked.period,
        plan=looked.plan,
        location=place,
        conveners=hosts,
    )


def _further(view: View, units: Sequence[UnitHit], opening: Opening, first: MeetingHit) -> MeetingHit:
    place = location(view, opening, units)
    found = kind.of(view, opening, ())
    date = opening.date
    if date is not None and first.date is not None and date.start_date is None:
        day = first.date
        date = replace(date, start_date=day.start_date, end_date=day.end_date, year=day.year, basis="relative_to_text")
    return MeetingHit(
        opening.sentence.start,
        opening.sentence.end,
        opening.rule,
        found.kind,
        term=found.term,
        topic=kind.topic(view, opening),
        date=date,
        location=place,
        conveners=convener.hosts(view, opening, units, place),
    )
