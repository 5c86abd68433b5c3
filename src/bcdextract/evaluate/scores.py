"""What an evaluation gives: the cases with their outcomes, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bcdextract.evaluate.outcomes import Json, Outcome
from bcdextract.evaluate.tally import Counts, add, intervals, macro


@dataclass(frozen=True)
class Case:
    """One article: its record (``None`` if there is none), what became of each answer, and the counts."""

    name: str
    record: Json | None
    outcomes: tuple[Outcome, ...]
    lenient: Mapping[str, Counts]
    strict: Mapping[str, Counts]


@dataclass(frozen=True)
class Scores:
    """All cases together. ``lenient`` and ``strict`` are counts a field under the two rulers."""

    cases: tuple[Case, ...]

    @cached_property
    def lenient(self) -> dict[str, Counts]:
        return add(case.lenient for case in self.cases)

    @cached_property
    def strict(self) -> dict[str, Counts]:
        return add(case.strict for case in self.cases)

    @cached_property
    def macro(self) -> float | None:
        """The mean lenient F1 of the core fields."""
        return macro(self.lenient)

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 percent intervals of the lenient F1, a field and ``macro``."""
        return intervals([case.lenient for case in self.cases])

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Cases without a record."""
        return tuple(case.name for case in self.cases if case.record is None)

    @cached_property
    def spans(self) -> tuple[int, int]:
        """How many spans the records have, and how many of them are not what the text says there."""
        held = [span for case in self.cases if case.record for span in _spans(case.record)]
        return len(held), held.count(False)

    @cached_property
    def bare(self) -> int:
        """Facts without a span."""
        return sum(1 for case in self.cases if case.record for fact in _facts(case.record) if not _source(fact))


def _spans(record: Json) -> Iterator[bool]:
    """For each span of a record, whether it holds."""
    text = record["article"].get("text") or ""
    stack: list[object] = [record]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            if {"start", "end", "text"} <= part.keys() and isinstance(part["start"], int):
                yield text[part["start"] : part["end"]] == part["text"]
            stack += part.values()
        elif isinstance(part, list):
            stack += part


def _facts(record: Json) -> Iterator[Json]:
    for name in ("officials", "units", "results", "documents"):
        yield from record[name]


def _source(fact: Json) -> object:
    return fact.get("mentions") or fact.get("evidence")
