"""Meetings: when, by whom, where, and who did what there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bcdextract.assemble.evidence import evidence, identity, period
from bcdextract.assemble.facts import partial
from bcdextract.mention import DateHit, MeetingHit, RoleHit, Span, View
from bcdextract.record import AttendingUnit, Location, Meeting, MeetingDate, Participant, Warning


def meetings(
    article: str,
    view: View,
    hits: Sequence[MeetingHit],
    roles: Sequence[tuple[str, RoleHit]],
    attending: Sequence[tuple[str, Span]],
    unit_ids: Mapping[tuple[int, int], str],
    published: dt.date | dt.datetime | None,
) -> tuple[Meeting, ...]:
    """One meeting a mention; a role or an attending unit goes to the meeting whose part of the text it stands in."""
    edges = [0, *(hit.start for hit in hits[1:]), len(view.text) + 1]
    made = []
    for number, (hit, (low, high)) in enumerate(zip(hits, pairwise(edges), strict=False)):  # no hit, yet one stretch
        made.append(
            Meeting(
                id=identity(article, "meeting", number, hit.start),
                kind=hit.kind,
                term=_words(view, hit.term),
                topic=_words(view, hit.topic),
                date=_date(view, hit.date, published),
                period=period(view.text, hit.period),
                plan=period(view.text, hit.plan),
                location=_location(view, hit.location),
                conveners=tuple(
                    dict.fromkeys(unit_ids[(span.start, span.end)] for span in hit.conveners if tuple(span) in unit_ids)
                ),
                participants=_participants(view.text, [r for r in roles if low <= r[1].start < high]),
                attending_units=_attending(view.text, [a for a in attending if low <= a[1].start < high]),
                evidence=(evidence(view.text, hit.start, hit.end, hit.rule),),
            )
        )
    return tuple(made)


def _words(view: View, span: Span | None) -> str | None:
    return " ".join(view.text[span.start : span.end].split()) if span else None


def _location(view: View, span: Span | None) -> Location | None:
    if span is None:
        return None
    return Location(text=view.text[span.start : span.end], evidence=(evidence(view.text, *span, "meeting_place"),))


def _date(view: View, hit: DateHit | None, published: dt.date | dt.datetime | None) -> MeetingDate | None:
    """The meeting's day; where the text gives none, only that it was no later than the page's date."""
    if hit is None:
        if published is None:
            return None
        day = published.date() if isinstance(published, dt.datetime) else published
        return MeetingDate(end=day, basis="published")
    known = hit.start_date is not None
    return MeetingDate(
        start=hit.start_date,
        end=hit.end_date,
        precision=hit.precision,
        session=hit.session,
        text=view.text[hit.start : hit.end],
        partial=partial(hit),
        basis=hit.basis if known else None,
        evidence=(evidence(view.text, hit.start, hit.end, hit.rule),),
    )


def _participants(text: str, roles: Sequence[tuple[str, RoleHit]]) -> tuple[Participant, ...]:
    """One entry an official and role, with every place that says so."""
    grouped: dict[tuple[str, str], list[RoleHit]] = {}
    for official, hit in roles:
        grouped.setdefault((official, hit.role), []).append(hit)
    return tuple(
        Participant(
            official=official,
            role=role,  # type: ignore[arg-type]
            evidence=tuple(evidence(text, hit.start, hit.end, hit.rule) for hit in hits),
        )
        for (official, role), hits in grouped.items()
    )


def _attending(text: str, attending: Sequence[tuple[str, Span]]) -> tuple[AttendingUnit, ...]:
    grouped: dict[str, list[Span]] = {}
    for unit, span in attending:
        grouped.setdefault(unit, []).append(span)
    return tuple(
        AttendingUnit(unit=unit, evidence=tuple(evidence(text, *span, "unit_attends") for span in spans))
        for unit, spans in grouped.items()
    )


def warnings(view: View, hits: Sequence[MeetingHit]) -> tuple[Warning, ...]:
    """What a reader should know: a meeting's day whose year is not certain."""
    found = []
    for hit in hits:
        if hit.date is not None and hit.date.start_date is None and hit.date.day is not None:
            words = view.text[hit.date.start : hit.date.end]
            found.append(
                Warning(
                    code="year_unknown",
                    message=f"the text does not tell the year of {words!r}",
                    evidence=(evidence(view.text, hit.date.start, hit.date.end, hit.date.rule),),
                )
            )
    return tuple(found)
