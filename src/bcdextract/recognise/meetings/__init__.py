"""Meetings: the one an article reports, and others that it opens the same way ("Chiều cùng ngày, ...")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bcdextract.mention import DateHit, MeetingHit, Sentence, Span, UnitHit, View
from bcdextract.recognise.meetings import convener, kind, outlook
from bcdextract.recognise.meetings.days import day_of_speech, sentence_at
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
    candidates = openings(view, dates, units, title_span)
    headlines = (named(view, sentence, units) for sentence in _headline(view, title_span))
    candidates += [each for each in headlines if each is not None]
    if not candidates:
        return []
    best = max(candidates, key=lambda each: each.weight)
    first = _meeting(view, dates, units, best, candidates, title_span, published)
    return [first, *(_further(view, units, each, first) for each in second(view, dates, units, best.sentence.end))]


def _headline(view: View, title: Span | None) -> list[Sentence]:
    if title is None:
        return []
    return list(view.sentences[sentence_at(view, title.start) : sentence_at(view, title.end - 1) + 1])


def _meeting(
    view: View,
    dates: Sequence[DateHit],
    units: Sequence[UnitHit],
    best: Opening,
    candidates: Sequence[Opening],
    title: Span | None,
    published: dt.date | dt.datetime | None,
) -> MeetingHit:
    headline = _headline(view, title)
    found = kind.of(view, best, [mark for each in headline for mark in of_sentence(view, each)])
    place = location(view, best, units)
    hosts = convener.hosts(view, best, units, place)
    date = best.date
    for other in candidates:
        if not hosts and other is not best and _tells_host(best, other):
            hosts = convener.hosts(view, other, units, location(view, other, units))
        if date is None and other.rule in ("dated", "told_dated") and _same(best, other):
            date = other.date
    if date is None and best.rule in ("told", "headline"):
        date = day_of_speech(view, dates, title)
    if not hosts and best.rule in ("told", "headline"):
        hosts = convener.chaired(view, units, title)
    held = (date.start_date if date else None) or published
    held = held.date() if isinstance(held, dt.datetime) else held
    congress = best.noun is not None and best.noun.word.name == "đại hội"
    looked = outlook.of(view, dates, [best.sentence, *headline], outlook.Held(held, found.kind, congress))
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


def _tells_host(best: Opening, other: Opening) -> bool:
    """Whether another sentence may name the host that ``best`` does not; never for what a person holds."""
    if convener.led_by_person(best):
        return other.verb is not None and other.verb.word.name == "tổ chức" and _same(best, other)
    return other.rule == "headline" or _same(best, other)


def _same(best: Opening, other: Opening) -> bool:
    """Whether another sentence can be of the same meeting: near the top, or the meeting has the same name in both."""
    names = {mark.word.name for mark in (best.noun, other.noun) if mark}
    return other.weight > DATED_ACT or (len(names) == 1 and best.noun is not None and other.noun is not None)


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
