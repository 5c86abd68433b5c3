"""Meetings: when, by whom, where, and who did what there."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from bcdextract.assemble.evidence import evidence, evidences, identity, period
from bcdextract.assemble.facts import partial
from bcdextract.assemble.features import of_meeting, of_participant
from bcdextract.mention import DateHit, MeetingHit, RoleHit, Span, View
from bcdextract.record import AttendingUnit, Locality, Location, Meeting, MeetingDate, Participant, Warning

Placed = TypeVar("Placed", RoleHit, Span)
_ACCORDING: Final = "role_according_to"


def meetings(
    article: str,
    view: View,
    hits: Sequence[MeetingHit],
    roles: Sequence[tuple[str, RoleHit]],
    attending: Sequence[tuple[str, Span]],
    unit_ids: Mapping[tuple[int, int], str],
    published: dt.date | dt.datetime | None,
    where: Sequence[Locality | None],
) -> tuple[Meeting, ...]:
    """One meeting a mention; a role or an attending unit goes to the meeting whose part of the text it stands in."""
    edges = [0, *(hit.start for hit in hits[1:])]
    own_roles, own_units = _shared_out(edges, roles), _shared_out(edges, attending)
    hosts = [tuple(dict.fromkeys([unit_ids[s] for s in hit.conveners if s in unit_ids])) for hit in hits]
    return tuple(
        [
            Meeting(
                id=identity(article, "meeting", number, hit.start),
                kind=hit.kind,
                term=_words(view, hit.term),
                topic=_words(view, hit.topic),
                date=_date(view, hit.date, published),
                period=period(view.text, hit.period),
                plan=period(view.text, hit.plan),
                location=_location(view, hit.location, where[number]),
                conveners=hosts[number],
                participants=_participants(view.text, own_roles[number]),
                attending_units=_attending(view.text, [a for a in own_units[number] if a[0] not in hosts[number]]),
                evidence=evidences(view.text, (hit,)),
                confidence=of_meeting(hit, number),
            )
            for number, hit in enumerate(hits)
        ]
    )


def _shared_out(edges: Sequence[int], pairs: Sequence[tuple[str, Placed]]) -> list[list[tuple[str, Placed]]]:
    """The pairs whose span starts in each part of the text; ``edges`` are where the parts start."""
    found: list[list[tuple[str, Placed]]] = [[] for _ in edges]
    for pair in pairs:
        found[bisect_right(edges, pair[1].start) - 1].append(pair)
    return found


def _words(view: View, span: Span | None) -> str | None:
    return " ".join(view.text[span.start : span.end].split()) if span else None


def _location(view: View, span: Span | None, where: Locality | None) -> Location | None:
    if span is None:
        return None
    said = (evidence(view.text, *span, "meeting_place"),)
    return Location(text=view.text[span.start : span.end], locality=where, evidence=said)


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
        evidence=evidences(view.text, (hit,)),
    )


def _participants(text: str, roles: Sequence[tuple[str, RoleHit]]) -> tuple[Participant, ...]:
    """One entry an official and role, with every place that says so."""
    grouped: dict[tuple[str, str], list[RoleHit]] = {}
    for official, hit in roles:
        grouped.setdefault((official, hit.role), []).append(hit)
    for official, role in list(grouped):  # "Theo ông A" of one who reports is his report
        hits = grouped[official, role]
        if (official, "report") in grouped and role == "speak" and all(h.rule == _ACCORDING for h in hits):
            del grouped[official, role]
    return tuple(
        Participant(
            official=official,
            role=role,
            evidence=evidences(text, hits),
            confidence=of_participant(hits),
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
                    evidence=evidences(view.text, (hit.date,)),
                )
            )
    return tuple(found)
