"""What articles on one meeting say that does not agree: the day of the meeting, or a number of the same thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from bcdextract.resolve.forms import form

_ROUND = Decimal("0.1")
"""How far a number may lie from one that is said to be over, nearly or about it, as a share."""


class Told(NamedTuple):
    """What an article says of an event: its day, or a number of some thing (``about``)."""

    event: int
    article: int
    kind: str
    about: tuple[str, ...]
    value: str
    approximation: str | None = None
    item: str = ""


class Contradiction(NamedTuple):
    """Two articles on one event that do not agree; ``kind`` is ``date`` or ``number``."""

    event: int
    kind: str
    about: str
    article: int
    value: str
    other_article: int
    other_value: str


def number_of(
    event: int, article: int, value: str, approximation: str | None, item: str, told: Sequence[str | None]
) -> Told:
    """A result as what is told of an event; ``told`` is what else must agree for two results to be of one thing."""
    about = (" ".join(form(item)), *(part or "" for part in told))
    return Told(event, article, "number", about, value, approximation, item)


def contradictions(told: Iterable[Told]) -> list[Contradiction]:
    """Every disagreement, each value set against that of the first article.

    A number counts only where each article has just one of that thing: of "3 lớp" and "5 lớp" in one text nobody knows
    which is meant. "Hơn 6.400" and 6.412 agree.

    >>> one, other = (number_of(0, article, value, None, "nhóm Zalo", ()) for article, value in ((1, "37"), (2, "36")))
    >>> [(found.about, found.value, found.other_value) for found in contradictions([one, other])]
    [('nhóm Zalo', '37', '36')]
    """
    groups: dict[tuple[int, str, tuple[str, ...]], list[Told]] = defaultdict(list)
    for one in told:
        groups[one.event, one.kind, one.about].append(one)
    return [found for group in groups.values() for found in _within(group)]


def _within(group: Sequence[Told]) -> Iterator[Contradiction]:
    times = Counter(one.article for one in {(one.article, one.value): one for one in group}.values())
    single = {one.article: one for one in group if times[one.article] == 1}
    if len(single) < 2:
        return
    first, *others = (single[article] for article in sorted(single))
    for other in others:
        if not _agree(first, other):
            about = first.item or first.about[0]
            yield Contradiction(first.event, first.kind, about, first.article, first.value, other.article, other.value)


def _agree(one: Told, other: Told) -> bool:
    if one.value == other.value:
        return True
    if one.kind != "number" or (one.approximation is None and other.approximation is None):
        return False
    low, high = sorted((Decimal(one.value), Decimal(other.value)))
    return abs(high - low) <= _ROUND * max(abs(low), abs(high))
