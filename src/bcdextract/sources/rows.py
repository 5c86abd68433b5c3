"""Rows of a table, JSONL or Parquet, each an item: which columns are read, and what becomes of the others."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from bcdextract.errors import LimitError
from bcdextract.limits import DEFAULTS, Limits, check_size
from bcdextract.read.published import stamp
from bcdextract.record import Warning
from bcdextract.sources.item import Item, failed
from bcdextract.text import fold

BODIES = ("html", "text", "content", "body")
"""Columns that hold an article, the first of them that is not empty."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "url": ("url", "link"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "date_published", "publication_date"),
    "authors": ("authors", "author"),
    "publisher": ("publisher",),
    "section": ("section",),
}
"""What ``extract`` is told, and the columns it may stand in. A column ``date`` may be a crawl's, so it is not read."""
NEEDED = "; name its column text or html"


def jsonl(stream: BinaryIO, label: str, limits: Limits) -> Iterator[Item]:
    """An item for every line that is not blank; a line that is no JSON object is a failed one."""
    number = 0
    while line := stream.readline(limits.size + 1):
        number += 1
        name = f"{label}#{number}"
        whole = len(line)
        while len(line) > limits.size and line and not line.endswith(b"\n"):
            line = stream.readline(limits.size + 1)
            whole += len(line)
        if whole > limits.size:
            yield failed(name, LimitError(f"{name}: {whole} bytes, over the limit of {limits.size}; raise --max-size"))
        elif line.strip():
            yield _line(line, label, number)
    if not number:
        yield failed(label, f"{label}: empty; give it a JSON object a line")


def _line(line: bytes, label: str, number: int) -> Item:
    name = f"{label}#{number}"
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return failed(name, f"{name}: no JSON ({type(error).__name__}: {error}); mend the line")
    if not isinstance(row, dict):
        return failed(name, f"{name}: a JSON {type(row).__name__}, not an object; give an object a line")
    return item(row, label, number)


def item(row: Mapping[str, Any], label: str, number: int, limits: Limits = DEFAULTS) -> Item:
    """The item of one row. Its name is the row's ``id``, else its number.

    >>> found = item({"id": "a7", "text": "Tỉnh ủy họp.", "url": "https://a.vn/7", "hits": 3}, "b.jsonl", 1)
    >>> found.label, found.source, found.given
    ('b.jsonl#a7', 'Tỉnh ủy họp.', {'url': 'https://a.vn/7'})
    """
    identity = row.get("id")
    name = f"{label}#{identity if isinstance(identity, str | int) and str(identity).strip() else number}"
    named = [column for column in BODIES if column in row]
    if not named and {"schema_version", "article"} <= set(row):
        return Item(name, skipped=("record", f"{name}: a record that was read already, and no article"))
    if not named:
        has = ", ".join(sorted(map(str, row))) or "nothing"
        return failed(name, f"{name}: no column text or html, only {has}{NEEDED}")
    body = next((row[column] for column in named if row[column]), None)
    if not isinstance(body, str | bytes):
        return failed(name, f"{name}: nothing to read in {' or '.join(named)}; give it the text of an article")
    try:
        check_size(len(body), name, limits)
    except LimitError as error:
        return failed(name, error)
    given: dict[str, Any] = {}
    notes: list[Warning] = []
    for argument, columns in COLUMNS.items():
        value = next((row[column] for column in columns if row.get(column)), None)
        read, note = _value(argument, value)
        given |= {argument: read} if read is not None else {}
        notes += [note] if note else []
    return Item(name, body, given, notes=tuple(notes))


def _value(argument: str, value: Any) -> tuple[Any, Warning | None]:
    if argument == "published":
        return _day(value)
    if isinstance(value, list | tuple) and argument == "authors":
        return tuple(str(one) for one in value if one) or None, None
    return (value.strip() or None) if isinstance(value, str) else None, None


def _day(value: Any) -> tuple[dt.date | None, Warning | None]:
    """A date column's day: a date, an ISO string or a date as portals print it; else none, and a note that says so."""
    if value is None or isinstance(value, dt.date):
        return value, None
    if isinstance(value, str):
        written = value.strip()
        try:
            return (dt.date if len(written) == 10 else dt.datetime).fromisoformat(written), None
        except ValueError:
            found = stamp(fold(written), 0, len(written))
            if found and not found.rest:
                return found.value, None
    message = f"the row's date {str(value)[:40]!r} was not read; give it as 2024-03-12"
    return None, Warning(code="given_date_unread", message=message)
