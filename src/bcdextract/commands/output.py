"""Rows of a run written where they belong: records, errors and skips, and a line on each of them if wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from bcdextract.batch import ErrorRow, Skip
from bcdextract.commands.tally import Tally
from bcdextract.files import whole
from bcdextract.record import Model
from bcdextract.resume import Course, resumable

BESIDE = ("errors", "skipped")


class Line(NamedTuple):
    """A record as its line of JSON, with its place among all items and what it was read from."""

    number: int | None
    source: str
    url: str | None
    id: str
    json: str
    facts: int = 0
    warnings: int = 0


class RowLine(Model):
    """What became of one item: ``row`` is record, skip or error, ``id`` the record's ``article.id``."""

    number: int | None
    source: str
    url: str | None = None
    row: str
    id: str | None = None
    reason: str | None = None


class Outputs(NamedTuple):
    """Where rows go. Without a file for records there is none for errors and skips either."""

    records: BinaryIO
    errors: BinaryIO | None
    skipped: BinaryIO | None
    rows: BinaryIO | None


class Bar(Protocol):
    """What shows how far a run is."""

    def update(self) -> object: ...


@contextmanager
def opened(output: Path | None, rows: Path | None, *, work: str, resume: bool) -> Iterator[tuple[Outputs, Course]]:
    """The files of a run, all of which take their places at its end; records go to standard output for ``None``.

    ``work`` says what the run is about, so that with ``resume`` one that was stopped goes on.
    """
    if output is None:
        with ExitStack() as stack:
            listed = stack.enter_context(whole(rows))[0] if rows else None
            yield Outputs(sys.stdout.buffer, None, None, listed), Course([])
        return
    beside = [output.with_name(f"{output.name}.{kind}.jsonl") for kind in BESIDE]
    with resumable(output, *beside, *([rows] if rows else ()), of=work, resume=resume) as course:
        yield Outputs(*course.files, *(() if rows else (None,))), course


def write(found: Iterable[Line | Skip | ErrorRow], outputs: Outputs, course: Course, tally: Tally, bar: Bar) -> None:
    """Every row written where it belongs and counted; errors are told at once."""
    for done, row in enumerate(found, start=course.done + 1):
        if isinstance(row, Line):
            outputs.records.write(f"{row.json}\n".encode())
            tally.add(row.facts, row.warnings)
        elif isinstance(row, Skip):
            tally.skip(row)
            _add(outputs.skipped, row)
        else:
            tally.failed(row)
            _add(outputs.errors, row)
        if outputs.rows:
            _add(outputs.rows, _about(row))
        bar.update()
        course.mark(done, tally.state())


def _about(row: Line | Skip | ErrorRow) -> RowLine:
    if isinstance(row, Line):
        return RowLine(number=row.number, source=row.source, url=row.url, row="record", id=row.id)
    kind, why = ("skip", row.reason) if isinstance(row, Skip) else ("error", row.error)
    return RowLine(number=row.number, source=row.source, url=row.url, row=kind, reason=why)


def _add(file: BinaryIO | None, row: Model) -> None:
    if file:
        file.write(f"{row.model_dump_json()}\n".encode())
