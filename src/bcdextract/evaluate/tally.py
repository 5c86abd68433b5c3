"""From outcomes to precision, recall and F1 a field, with bootstrap intervals over articles."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bcdextract.evaluate.outcomes import Outcome

CORE = (
    "officials.name",
    "officials.position",
    "meeting.date",
    "meeting.convener",
    "units",
    "results",
    "documents",
)
"""The fields that make the core macro-F1."""
ROUNDS = 1000
SEED = 35


class Counts(NamedTuple):
    """How many things of a field were found, were not in the key, and were missed."""

    found: int = 0
    spurious: int = 0
    missed: int = 0

    def plus(self, other: Counts) -> Counts:
        return Counts(self.found + other.found, self.spurious + other.spurious, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        return _ratio(self.found, self.found + self.spurious)

    @property
    def recall(self) -> float | None:
        return _ratio(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """``None`` where the field occurs neither in the key nor in the records."""
        return _ratio(2 * self.found, 2 * self.found + self.spurious + self.missed)

    @property
    def support(self) -> int:
        return self.found + self.missed


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


_WEIGHTS = {
    "found": Counts(found=1),
    "spurious": Counts(spurious=1),
    "missed": Counts(missed=1),
    "wrong": Counts(spurious=1, missed=1),
}


def count(outcomes: Iterable[Outcome]) -> dict[str, Counts]:
    """Counts a field, fields in order of their names.

    >>> count([Outcome("units", "found"), Outcome("units", "wrong")])["units"].f1
    0.5
    """
    tally = Counter((outcome.field, outcome.verdict) for outcome in outcomes)
    total: dict[str, Counts] = {}
    for (field, verdict), times in sorted(tally.items()):
        weight = Counts(*(times * number for number in _WEIGHTS[verdict]))
        total[field] = total.get(field, Counts()).plus(weight)
    return total


def add(cases: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """The counts of several cases together."""
    total: dict[str, Counts] = {}
    for case in cases:
        for field, counts in case.items():
            total[field] = total.get(field, Counts()).plus(counts)
    return dict(sorted(total.items()))


def macro(total: Mapping[str, Counts]) -> float | None:
    """The mean F1 of the core fields that occur."""
    found = [f1 for field in CORE if field in total and (f1 := total[field].f1) is not None]
    return sum(found) / len(found) if found else None


def intervals(cases: Sequence[Mapping[str, Counts]]) -> dict[str, tuple[float, float]]:
    """For each field and for ``macro``, where F1 lies in 95 of 100 draws of as many articles from these.

    The draws are the same on every run.
    """
    draw = random.Random(SEED)
    drawn: dict[str, list[float]] = {}
    for _ in range(ROUNDS if len(cases) > 1 else 0):
        total = add(draw.choices(cases, k=len(cases)))
        scores = {"macro": macro(total), **{field: counts.f1 for field, counts in total.items()}}
        for field, f1 in scores.items():
            if f1 is not None:
                drawn.setdefault(field, []).append(f1)
    return {field: _middle(sorted(scores)) for field, scores in drawn.items()}


def _middle(scores: Sequence[float]) -> tuple[float, float]:
    """The bounds of the middle 95 of 100."""
    cut = len(scores) // 40
    return scores[cut], scores[-cut - 1]
