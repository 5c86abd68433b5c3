"""One fact, several places: the same number of the same things in headline, caption and body is one result."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Final

from bcdextract.mention import ResultHit, Span, View
from bcdextract.recognise.results.words import Words
from bcdextract.record import Approximation

_ROUNDING: Final[dict[Approximation | None, tuple[Decimal, Decimal]]] = {
    "over": (Decimal(1), Decimal("1.1")),
    "nearly": (Decimal("0.9"), Decimal(1)),
    "about": (Decimal("0.95"), Decimal("1.05")),
}
"""How far an exact number may stand from a headline's rounding of it."""
_OPPOSED: Final = {"over", "nearly"}
_FEW: Final = 3
"""The most, in words, that are pointed back at without having been counted."""
_FIGURES: Final = 3
"""A sum of more figures, as 1.999,62 tỷ, is told of one thing only."""
_MANY: Final = 100
"""From here on two sentences of a paragraph seldom count like things to the same number by chance."""
_RIVALS: Final = 20
"""Earlier facts of the same number and noun that a number is compared with."""


def merge(hits: Sequence[ResultHit], view: View, lex: Words) -> list[ResultHit]:
    """``hits`` with repeats folded into the fullest statement of the fact; ``also`` keeps the spans of the others.

    >>> from bcdextract.segment import segment
    >>> from bcdextract.recognise.results import recognise
    >>> view = segment("Hơn 300 suất quà đến với trẻ em\\nNgày hội trao 312 suất quà.")
    >>> [(int(hit.value), len(hit.also)) for hit in recognise(view)]
    [(312, 1)]
    """
    folded = view.folded
    said = [folded[hit.item.start : hit.item.end].split() if hit.item else [] for hit in hits]
    groups: list[list[int]] = []
    rivals: dict[tuple[str, Decimal], list[int]] = {}
    rounded: list[int] = []
    for at, hit in enumerate(hits):
        key = (said[at][0] if said[at] and not _exact(hit) else "", hit.value)
        earlier = (*rounded, *rivals.get(key, ())[-_RIVALS:])
        home = next((g for g in earlier if _same(at, groups[g][0], hits, said, view, lex)), None)
        if home is None and hit.value <= _FEW and folded[hit.start].isalpha() and lex.back.match(folded, hit.end):
            continue  # "hai bộ này": named before, though not counted
        if home is None:
            home = len(groups)
            groups.append([])
            rivals.setdefault(key, []).append(home)
            if hit.approximation in _ROUNDING and hit.start < view.sentences[0].end:
                rounded.append(home)
        groups[home].append(at)
    return _folded(hits, groups) if len(groups) < len(hits) else list(hits)


def _folded(hits: Sequence[ResultHit], groups: Sequence[Sequence[int]]) -> list[ResultHit]:
    """One hit a group, links moved to the new places, in text order of the statements that were kept."""
    fullest = [max(group, key=lambda k: (_fullness(hits[k]), -k)) for group in groups]
    order = sorted(range(len(groups)), key=lambda g: fullest[g])
    where = {at: new for new, g in enumerate(order) for at in groups[g]}
    kept = []
    for new, g in enumerate(order):
        hit = hits[fullest[g]]
        if hit.part_of is not None:
            whole = where.get(hit.part_of)
            hit = hit._replace(part_of=None if whole == new else whole)
        if len(groups[g]) > 1:
            hit = hit._replace(also=tuple(Span(hits[k].start, hits[k].end) for k in groups[g] if k != fullest[g]))
        kept.append(hit)
    return kept


def _fullness(hit: ResultHit) -> tuple[bool, bool]:
    """What makes one statement of a fact say more than another: an exact number, a whole beside the part."""
    return hit.approximation is None, hit.total is not None


def _same(at: int, other: int, hits: Sequence[ResultHit], said: Sequence[list[str]], view: View, lex: Words) -> bool:
    """Whether two numbers are one fact: equal, or one the rounding of the other, and of like things elsewhere."""
    one, two = said[other], said[at]
    a, b = hits[other], hits[at]
    if _exact(a) and a.value == b.value and (a.measure, a.status, a.upper) == (b.measure, b.status, b.upper):
        return True
    if not one or not two or one[0] != two[0]:
        return False
    if (a.measure, a.status, a.upper) != (b.measure, b.status, b.upper) or None not in (a.total, b.total):
        return False
    if not (a.value == b.value or _rounds(a, b)) or {a.approximation, b.approximation} == _OPPOSED:
        return False
    if lex.back.match(view.folded, b.end):
        return True
    if view.folded.find("\n", a.end, b.start) < 0 and not _again(a, b, one, two, view, lex):
        return False
    return _alike(one, two)


def _exact(hit: ResultHit) -> bool:
    """Whether a sum has so many figures that no other has the same: "1.999,62 tỷ đồng"."""
    return hit.measure == "money" and len(hit.value.normalize().as_tuple().digits) > _FIGURES


def _again(a: ResultHit, b: ResultHit, one: Sequence[str], two: Sequence[str], view: View, lex: Words) -> bool:
    """Whether a later sentence of a paragraph names the same things again: "4 tỉnh", then "tại 4 tỉnh ven biển"."""
    if a.value <= _FEW or a.measure not in ("count", "money") or a.total or b.total:
        return False
    later = bisect_right(view.sentences, a.start, key=attrgetter("start"))
    if later == len(view.sentences) or view.sentences[later].start > b.start:
        return False
    if view.folded.startswith("số ", b.start - 3):
        return True  # "Trong số 39 trường ..." was told before
    return a.value >= _MANY or one[0] in lex.places or (one == two and len(one) > 2)


def _rounds(a: ResultHit, b: ResultHit) -> bool:
    """Whether ``a`` is the rounding of an exact ``b``: "hơn 700" of 701."""
    if b.approximation is not None or a.approximation not in _ROUNDING:
        return False
    low, high = _ROUNDING[a.approximation]
    return a.value * low <= b.value <= a.value * high


def _alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether most words of the shorter item are in the longer."""
    short, long_ = sorted((one, two), key=len)
    return sum(word in long_ for word in short) * 5 >= len(short) * 3
