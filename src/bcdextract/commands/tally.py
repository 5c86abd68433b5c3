"""What a run over many articles shows while it goes, and what it sums up at its end."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

from tqdm import tqdm

from bcdextract.batch import ErrorRow, Skip
from bcdextract.record import Record

STOPPED = 130
"""The exit code of a run that Ctrl-C stopped, as shells have it."""


class Tally:
    """Counts of a run: articles, unchanged ones, facts, warnings; skips and errors by kind."""

    def __init__(self, counted: Mapping[str, Any] | None = None) -> None:
        self.counts = Counter(dict((counted or {}).get("counts", {})))
        self.errors = Counter(dict((counted or {}).get("errors", {})))
        self.skipped = Counter(dict((counted or {}).get("skipped", {})))

    def add(self, facts: int, warnings: int) -> None:
        """An article that was read."""
        self.counts.update(articles=1, facts=facts, warnings=warnings)

    def unchanged(self) -> None:
        """An article that needed no reading."""
        self.counts["unchanged"] += 1

    def skip(self, row: Skip) -> None:
        """An item that is no article."""
        self.skipped[row.reason] += 1

    def failed(self, row: ErrorRow) -> None:
        """An article that failed; told at once on standard error."""
        self.errors[row.error] += 1
        named = row.message if row.source in row.message else f"{row.source}: {row.error}: {row.message}"
        tqdm.write(f"bcdextract: {named}", file=sys.stderr)

    def state(self) -> dict[str, Any]:
        """All counts, to be noted and given to the ``Tally`` of a run that goes on."""
        return {"counts": dict(self.counts), "errors": dict(self.errors), "skipped": dict(self.skipped)}

    def line(self) -> str:
        """The sum of the run in one line.

        >>> tally = Tally({"counts": {"articles": 1200, "facts": 31000}, "errors": {"ReadError": 2}})
        >>> tally.line()
        '1,200 articles, 31,000 facts, 0 warnings, 2 errors (2 ReadError)'
        """
        counts = self.counts
        parts = [f"{counts[name]:,} {name}" for name in ("articles", "unchanged", "facts", "warnings")]
        if not counts["unchanged"]:
            del parts[1]
        if self.skipped:
            parts.append(f"{self.skipped.total():,} skipped, no articles{_kinds(self.skipped)}")
        return ", ".join([*parts, f"{self.errors.total():,} errors{_kinds(self.errors)}"])


def _kinds(counted: Counter[str]) -> str:
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(counted.items()))
    return f" ({kinds})" if kinds else ""


def progress(total: int | None, done: int = 0) -> tqdm[Any]:
    """A bar with rate and time left on standard error; nothing where that is no terminal."""
    return tqdm(total=total, initial=done, unit="article", file=sys.stderr, disable=None, smoothing=0.05)


def facts(record: Record) -> int:
    """How many facts a record has: all that the tables of an archive hold, evidence and warnings apart."""
    people = sum(1 + len(official.positions) for official in record.officials)
    met = sum(
        1 + len(meeting.participants) + len(meeting.attending_units) + len(meeting.conveners)
        for meeting in record.meetings
    )
    return people + met + len(record.units) + len(record.results) + len(record.documents) + len(record.dates)


def again(*more: str) -> str:
    """The command line of this run, for a shell, with what to add to it."""
    return shlex.join(["bcdextract", *sys.argv[1:], *(word for word in more if word not in sys.argv)])
