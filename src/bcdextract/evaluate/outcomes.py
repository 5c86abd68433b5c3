"""What became of each expected fact: found, missed, or something else in its place. The base of all scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

Json = dict[str, Any]
Want = TypeVar("Want")
Got = TypeVar("Got")


class Outcome(NamedTuple):
    """One decision about one field. ``verdict`` is found, missed (only the key has it), spurious (only the record
    has it) or wrong (both have one, and they differ)."""

    field: str
    verdict: str
    want: str = ""
    got: str = ""
    evidence: Json | None = None


def value(field: str, want: Any, got: Any, same: bool, evidence: Json | None = None) -> Iterator[Outcome]:
    """The outcome of a field of one value; none where neither side has any.

    >>> list(value("period", "2024", None, False))
    [Outcome(field='period', verdict='missed', want='2024', got='', evidence=None)]
    """
    if want and same:
        yield Outcome(field, "found", str(want), str(got), evidence)
    elif want or got:
        verdict = "missed" if not got else "spurious" if not want else "wrong"
        yield Outcome(field, verdict, str(want or ""), str(got or ""), evidence)


class Pairing(NamedTuple):
    """Which expected things met which found things, and what is left of both."""

    pairs: list[tuple[Any, Any]]
    missed: list[Any]
    spurious: list[Any]

    def outcomes(
        self, field: str, want: Callable[[Any], str], got: Callable[[Any], str], source: Callable[[Any], Json | None]
    ) -> Iterator[Outcome]:
        """An outcome for every pair and for all that is left, in the words of ``want`` and ``got``."""
        yield from (Outcome(field, "found", want(a), got(b), source(b)) for a, b in self.pairs)
        yield from (Outcome(field, "missed", want(a)) for a in self.missed)
        yield from (Outcome(field, "spurious", "", got(b), source(b)) for b in self.spurious)


def pair(
    wanted: Iterable[Want],
    found: Iterable[Got],
    same: Callable[[Want, Got], bool],
    first: Callable[[Want, Got], bool] | None = None,
) -> Pairing:
    """One-to-one pairs in order, those that ``first`` accepts before those that only ``same`` does.

    >>> pair([1, 2], [20, 1], lambda a, b: a == b)
    Pairing(pairs=[(1, 1)], missed=[2], spurious=[20])
    """
    left, open_ = list(found), list(wanted)
    pairs: list[tuple[Want, Got]] = []
    for test in (first, same) if first else (same,):
        unmet = []
        for want in open_:
            at = next((i for i, got in enumerate(left) if test(want, got)), None)
            if at is None:
                unmet.append(want)
            else:
                pairs.append((want, left.pop(at)))
        open_ = unmet
    return Pairing(pairs, open_, left)


def first_evidence(fact: Json) -> Json | None:
    """The words a fact of a record came from, the first of them."""
    found: list[Json] = fact.get("mentions") or fact.get("evidence") or []
    return found[0] if found else None
