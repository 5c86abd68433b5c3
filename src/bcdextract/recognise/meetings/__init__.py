"""Meetings: the one an article reports, and others that it opens the same way ("Chiều cùng ngày, ...")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bcdextract.mention import DateHit, MeetingHit, Sentence, Span, UnitHit, View
from bcdextract.recognise.meetings import boards, convener, further, kind, outlook
from bcdextract.recognise.meetings.clause import Opening
from bcdextract.recognise.meetings.days import day_of_speech, labelled, sentence_at, today, took_place, within
from bcdextract.recognise.meetings.opening import DATED_ACT, named, openings
from bcdextract.recognise.meetings.place import location
from bcdextract.recognise.meetings.words import Mark, of_sentence, outside

__all__ = ["recognise"]


_BESIDE_VERB: Final = 40
_DATED: Final = ("dated", "told_dated")


class _Article(NamedTuple):
    view: View
    dates: Sequence[DateHit]
    units: Sequence[UnitHit]
    published: dt.date | None
    title: Span | None
    headline: tuple[Sentence, ...]


def recognise(
    view: View,
    dates: Sequence[DateHit],
    units: Sequence[UnitHit],
    *,
    published: dt.date | dt.datetime | None = None,
    title_span: Span | None = None,
) -> list[MeetingHit]:
    """The meeting the article reports first, then others with an opening of their own, in text order; or none.

    ``dates`` have their years; ``dates`` and ``units`` are in text order. ``published`` only tells what lies ahead.

    >>> from bcdextract.segment import segment
    >>> view = segment("Huyện ủy An Bình vừa tổ chức hội nghị sơ kết phong trào thi đua.")
    >>> [(hit.kind, view.text[slice(*hit.term)]) for hit in recognise(view, (), ())]
    [('interim_review', 'sơ kết')]
    """
    day = published.date() if isinstance(published, dt.datetime) else published
    article = _Article(view, dates, units, day, title_span, _headline(view, title_span))
    candidates = openings(view, dates, units, title_span)
    headlines = (named(view, sentence, dates, units) for sentence in article.headline)
    candidates += [each for each in headlines if each is not None]
    if not candidates:
        return []
    candidates = [each for each in candidates if not _follows(each, candidates)]
    best = max(candidates, key=lambda each: each.weight)
    hosts, date = _told_elsewhere(article, best, candidates)
    more = list(further.second(view, dates, units, best.sentence.end))
    more += _later(article, best, date, hosts, more)
    more.sort(key=lambda each: each.sentence.start)
    ends = [each.sentence.start for each in more] + [len(view.text)]
    beside = [each for each in candidates if _speaks_of(view, best, each)]
    first = _first(article, best, beside, date, hosts, Span(0, ends[0]))
    pairs = zip(more, ends[1:], strict=True)
    return [first, *(_further(article, each, first, Span(each.sentence.start, end)) for each, end in pairs)]


def _follows(opening: Opening, candidates: Sequence[Opening]) -> bool:
    """Whether "cùng ngày" sends back to the day of a meeting before it, which comes first."""
    if opening.date is None or not opening.date.same_day:
        return False
    before = (each for each in candidates if each.sentence.start < opening.sentence.start and each.verb is not None)
    return any(each.date is not None and each.date.day is not None and not each.date.same_day for each in before)


def _headline(view: View, title: Span | None) -> tuple[Sentence, ...]:
    if title is None:
        return ()
    return view.sentences[sentence_at(view, title.start) : sentence_at(view, title.end - 1) + 1]


def _told_elsewhere(
    article: _Article, best: Opening, candidates: Sequence[Opening]
) -> tuple[tuple[Span, ...], DateHit | None]:
    """Hosts and day of the best opening; what that leaves out, other sentences about the same meeting tell."""
    view, units = article.view, article.units
    hosts, date = _hosts(article, best), labelled(view, article.dates) or best.date
    for other in sorted(candidates, key=lambda each: _nearness(best, each)):
        if not hosts and other is not best and _tells_host(best, other):
            hosts = _hosts(article, other)
        if not hosts and other is not best and _same(best, other):
            hosts = convener.by_whom(view, other, units)
        if date is None and (other.rule == "headline" or (other.rule in _DATED and _same(best, other))):
            date = other.date
    if best.rule in ("told", "headline"):
        date = date or day_of_speech(view, article.dates, article.title)
        hosts = hosts or boards.chaired(view, units, article.title)
    hosts = hosts or boards.said_before(view, best, units)
    date = date or took_place(view, article.dates) or today(view, article.dates)
    if not hosts and not boards.led_by_person(best):
        hosts = boards.board_that_met(view, units, best)
    return hosts, date


def _later(
    article: _Article, best: Opening, date: DateHit | None, hosts: Sequence[Span], known: Sequence[Opening]
) -> Iterator[Opening]:
    """Meetings that another unit held on the same day, by a noun and a verb of their own."""
    text = article.view.folded
    names = [text[span.start : span.end] for span in hosts]
    if not names:
        return
    for each in further.later(article.view, article.dates, article.units, best, date):
        if each.noun is None or each.verb is None or each.verb.word.part != "hold":
            continue
        if any(other.sentence.start <= each.sentence.start < other.sentence.end for other in known):
            continue
        if best.noun is not None and _from(text, best, best.noun) == _from(text, each, each.noun):
            continue  # a lead that a page prints twice, a short form in its host
        found = _hosts(article, each)
        if not any(span.start > each.noun.start or 0 <= each.verb.start - span.end <= _BESIDE_VERB for span in found):
            continue  # "Ngày 5/3, Tỉnh ủy thống nhất hoãn việc tổ chức đại hội"
        other_hosts = [text[span.start : span.end] for span in found]
        if other_hosts and not any(a in b or b in a for a in names for b in other_hosts):
            yield each


def _from(text: str, opening: Opening, noun: Mark) -> str:
    return text[noun.start : opening.sentence.end]


def _speaks_of(view: View, best: Opening, other: Opening) -> bool:
    """Whether the sentence before or after the best opening names the same meeting."""
    if best.noun is None or other.noun is None or best.noun.word.name != other.noun.word.name:
        return False
    apart = sentence_at(view, other.sentence.start) - sentence_at(view, best.sentence.start)
    return apart in (-1, 1) and other.rule != "headline"


def _first(
    article: _Article,
    best: Opening,
    beside: Sequence[Opening],
    date: DateHit | None,
    hosts: tuple[Span, ...],
    reach: Span,
) -> MeetingHit:
    """The meeting of the best opening, its kind helped by the headline."""
    said = [mark for each in article.headline for mark in _said(article, each)]
    return _hit(article, best, kind.of(article.view, best, said, beside), date, hosts, reach, bool(said))


def _said(article: _Article, sentence: Sentence) -> Sequence[Mark]:
    """The marks of a headline, those in names of units apart ("Hội đồng phổ biến, giáo dục pháp luật")."""
    return outside(of_sentence(article.view, sentence), within(article.units, sentence.start, sentence.end))


def _further(article: _Article, opening: Opening, first: MeetingHit, reach: Span) -> MeetingHit:
    """A meeting of the same day as the first."""
    date, day = opening.date, first.date
    if date is not None and date.day is None:  # "cùng ngày" is the meeting before's, whatever day was named last
        start, end, year = (day.start_date, day.end_date, day.year) if day else (None, None, None)
        date = date._replace(start_date=start, end_date=end, year=year, basis="relative_to_text" if start else None)
    return _hit(article, opening, kind.of(article.view, opening, ()), date, _hosts(article, opening), reach, False)


def _hit(
    article: _Article,
    opening: Opening,
    found: kind.Kind,
    date: DateHit | None,
    hosts: tuple[Span, ...],
    reach: Span,
    headline: bool,
) -> MeetingHit:
    view = article.view
    congress = opening.noun is not None and opening.noun.word.name == "đại hội"
    held = outlook.Held((date.start_date if date else None) or article.published, found.kind, congress)
    places = (opening.sentence, *(article.headline if headline else ()))
    dates = [date for date in within(article.dates, reach.start, reach.end) if not opening.leads(date)]
    looked = outlook.of(view, dates, places, held)
    return MeetingHit(
        opening.sentence.start,
        opening.sentence.end,
        opening.rule,
        found.kind,
        term=found.term,
        topic=kind.topic(view, opening),
        date=date,
        period=looked.period,
        plan=looked.plan,
        location=location(view, opening, article.units),
        conveners=hosts,
    )


def _hosts(article: _Article, opening: Opening) -> tuple[Span, ...]:
    place = location(article.view, opening, article.units)
    return convener.hosts(article.view, opening, article.units, place)


def _tells_host(best: Opening, other: Opening) -> bool:
    """Whether another sentence may name the host that ``best`` does not: a headline, or one on the same meeting.

    For what a person holds such a sentence has to say who organised it.
    """
    if other.rule == "headline":
        return True
    organised = other.verb is not None and other.verb.word.name == "tổ chức"
    return (organised or not boards.led_by_person(best)) and _same(best, other)


def _nearness(best: Opening, other: Opening) -> int:
    """Which other sentences to believe first: near or of the same day, then the headline, then of the same name."""
    if other.rule == "headline":
        return 1
    return 0 if _beside(best, other) else 2


def _same(best: Opening, other: Opening) -> bool:
    """Whether another sentence can be of the same meeting: near the top, or of the same day or name."""
    if _beside(best, other):
        return True
    return best.noun is not None and other.noun is not None and best.noun.word.name == other.noun.word.name


def _beside(best: Opening, other: Opening) -> bool:
    dated = best.date is not None and other.date is not None and _day(best.date) == _day(other.date)
    return dated or other.weight > DATED_ACT


def _day(date: DateHit) -> tuple[int | None, ...]:
    return (date.day, date.month, date.relative)
