"""Meetings of different articles that are one: who convened or chaired it, when, and what kind of meeting it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bcdextract.collection.groups import Groups, by_key
from bcdextract.collection.organisations import Link

CONFIDENCE = {
    "day_and_convener": 0.97,
    "day_and_chair": 0.95,
    "same_text": 0.9,
    "period_and_convener": 0.8,
    "only_report": 1.0,
}
"""How sure a link is by its reason, the surest first: weights set by hand, in the order of how much each shows."""
NEAR = 31
"""Days that two reports of one meeting may differ in, one of them being wrong."""
SOON = 10
"""Days from one report to the other in which both must be published then: next month's meeting is another one."""
_REVIEWS = frozenset(("interim_review", "final_review"))


class Held(NamedTuple):
    """A meeting of one article. ``text`` is the group of articles with much the same text; ``rank`` its place among the
    article's meetings."""

    id: int
    article: int
    kind: str
    rank: int = 0
    day: str | None = None
    session: str | None = None
    period: tuple[str, str] | None = None
    conveners: tuple[int, ...] = ()
    chairs: tuple[str, ...] = ()
    text: int | None = None
    published: str | None = None


def events(meetings: Sequence[Held]) -> list[Link]:
    """The event of every meeting, by its place in the list of events. Two meetings of one article are never one."""
    groups = Groups(len(meetings))
    members = {number: [meeting] for number, meeting in enumerate(meetings)}
    reasons: dict[int, str] = {}
    keys = [dict.fromkeys(_keys(meeting)) for meeting in meetings]

    def unless(one: int, other: int) -> bool:
        return any(_cannot_be(a, b) for a in members[one] for b in members[other])

    shared = by_key(keys)
    for reason in CONFIDENCE:
        for key, found in shared.items():
            if not isinstance(key, tuple) or key[0] != reason:
                continue
            for other in found[1:]:
                first, second = sorted((groups.of(found[0]), groups.of(other)))
                if groups.join(first, second, unless=unless):
                    members[first] += members.pop(second)
                if groups.of(found[0]) == groups.of(other):
                    reasons.setdefault(found[0], reason)
                    reasons.setdefault(other, reason)
    places = {number: place for place, numbers in enumerate(groups.sets()) for number in numbers}
    return [
        Link(places[number], reason, CONFIDENCE[reason])
        for number in range(len(meetings))
        for reason in [reasons.get(number, "only_report")]
    ]


def _keys(meeting: Held) -> Iterator[tuple[object, ...]]:
    """What a meeting is known by, by reason."""
    for convener in meeting.conveners:
        if meeting.day:
            yield "day_and_convener", meeting.day, meeting.kind, convener
        if meeting.period and meeting.kind in _REVIEWS:
            yield "period_and_convener", meeting.period, meeting.kind, convener
    if meeting.day:
        for chair in meeting.chairs:
            yield "day_and_chair", meeting.day, meeting.kind, chair
    if meeting.text is not None:
        yield "same_text", meeting.text, meeting.kind, meeting.rank


def _cannot_be(one: Held, other: Held) -> bool:
    if one.article == other.article:
        return True
    same_text = one.text is not None and one.text == other.text
    if one.session and other.session and one.session != other.session and not same_text:
        return True
    if one.day and other.day and one.day != other.day:
        return _days(one.day, other.day) > NEAR or _days(one.published, other.published) > SOON
    return False


def _days(one: str | None, other: str | None) -> float:
    """Days between two; endless where one is not known."""
    if one is None or other is None:
        return float("inf")
    return abs((dt.date.fromisoformat(one[:10]) - dt.date.fromisoformat(other[:10])).days)
