"""Rows of a run written where they belong: records, errors and skips, and a line on each of them if wanted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tqdm import tqdm

from bcdextract.batch import ErrorRow, Skip
from bcdextract.files import whole
from bcdextract.record import Model

BESIDE = ("errors", "skipped")


class Line(NamedTuple):
    """A record as its line of JSON, with its place among all items and what it was read from."""

    number: int | None
    source: str
    url: str | None
    id: str
    json: str


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


@contextmanager
def opened(output: Path | None, rows: Path | None) -> Iterator[Outputs]:
    """The files of a run, all of which take their places at its end; records go to standard output for ``None``."""
    with ExitStack() as stack:
        listed = stack.enter_context(whole(rows))[0] if rows else None
        if output is None:
            yield Outputs(sys.stdout.buffer, None, None, listed)
        else:
            paths = [output, *(output.with_name(f"{output.name}.{kind}.jsonl") for kind in BESIDE)]
            records, errors, skipped = stack.enter_context(whole(*paths))
            yield Outputs(records, errors, skipped, listed)


def write(found: Iterable[Line | Skip | ErrorRow], outputs: Outputs) -> int:
    """Every row written where it belongs, errors and a count of the skips told; how many items failed."""
    failed = 0
    skipped: Counter[str] = Counter()
    for row in found:
        if isinstance(row, Line):
            outputs.records.write(f"{row.json}\n".encode())
        elif isinstance(row, Skip):
            skipped[row.reason] += 1
            _add(outputs.skipped, row)
        else:
            failed += 1
            named = row.message if row.source in row.message else f"{row.source}: {row.error}: {row.message}"
            tqdm.write(f"bcdextract: {named}", file=sys.stderr)
            _add(outputs.errors, row)
        if outputs.rows:
            _add(outputs.rows, _about(row))
    if skipped:
        counted = ", ".join(f"{count} {reason}" for reason, count in sorted(skipped.items()))
        tqdm.write(f"bcdextract: {skipped.total()} skipped, no articles: {counted}", file=sys.stderr)
    return failed


def _about(row: Line | Skip | ErrorRow) -> RowLine:
    if isinstance(row, Line):
        return RowLine(number=row.number, source=row.source, url=row.url, row="record", id=row.id)
    kind, why = ("skip", row.reason) if isinstance(row, Skip) else ("error", row.error)
    return RowLine(number=row.number, source=row.source, url=row.url, row=kind, reason=why)


def _add(file: BinaryIO | None, row: Model) -> None:
    if file:
        file.write(f"{row.model_dump_json()}\n".encode())
