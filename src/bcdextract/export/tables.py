"""Records as tables: what CSV, XLSX, Parquet and data frames share. The models decide; a new field is a new column.

A table holds one kind of fact. Parts with a single value are columns of it (``date_start``), lists of parts are tables
of their own that point back, spans are rows of ``evidence``. ``record`` counts the records of the input from 1 and is
the first part of every key, so that an article that was read twice stays two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from bcdextract.export.models import REFERENCES, bare, dated, deep, fields, listed, optional, single
from bcdextract.record import Evidence, Record


class Column(NamedTuple):
    """A column: ``type`` is text, integer, number (exact), float, boolean, date or list (of text).

    ``path`` leads to the value from the fact; ``choices`` are all values it may have, where they are few.
    """

    name: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()
    path: tuple[str, ...] = ()


class Foreign(NamedTuple):
    """That ``columns`` name a row of ``table``: its record and its id or number."""

    columns: tuple[str, ...]
    table: str
    there: tuple[str, ...]


class Table(NamedTuple):
    """A table: its columns in order, the columns of its key, and which of them point to other tables."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign: tuple[Foreign, ...]


Row = tuple[Any, ...]
RECORD = Column("record", "integer", True)
NUMBER = Column("number", "integer", True)


class Part(NamedTuple):
    """A model as the walk over a record meets it: its table, and where in it lists and spans stand."""

    table: Table
    own: tuple[Column, ...]
    spans: tuple[tuple[str, ...], ...]
    lists: tuple[tuple[tuple[str, ...], Part], ...]
    links: tuple[tuple[tuple[str, ...], Table], ...]
    identified: bool


@cache
def tables() -> tuple[Table, ...]:
    """All tables, in an order in which each stands after those it belongs to.

    >>> [table.name for table in tables()][:4]
    ['articles', 'blocks', 'meetings', 'meeting_location_locality_successors']
    """
    return (*dict.fromkeys(table for part in _parts() for table in _under(part)), EVIDENCE)


def _under(part: Part) -> Iterator[Table]:
    yield part.table
    for _, inner in part.lists:
        yield from _under(inner)
    yield from (table for _, table in part.links)


EVIDENCE = Table(
    "evidence",
    (
        RECORD,
        NUMBER,
        Column("table", "text", True),
        Column("row", "text", True),
        Column("field", "text", True),
        *(Column(name, "integer", True) for name in ("start", "end")),
        *(Column(name, "text", True) for name in ("text", "rule")),
    ),
    ("record", "number"),
    (Foreign(("record",), "articles", ("record",)),),
)
"""Spans of all facts. ``row`` is the fact's id, or its number where its table has no ids."""


@cache
def _parts() -> tuple[Part, ...]:
    article = Record.model_fields["article"].annotation
    assert isinstance(article, type)
    extra = tuple(_column("Record", name, (name,), kind) for name, kind in _plain(Record))
    parts = [_part(article, "articles", None, extra)]
    for name, kind in fields(Record):
        inner = listed(kind)
        if inner is not None:
            parts.append(_part(inner, name, parts[0].table, ()))
    return tuple(parts)


def _part(model: type[BaseModel], name: str, parent: Table | None, extra: tuple[Column, ...]) -> Part:
    own = tuple(_columns(model, ()))
    identified = parent is not None and "id" in model.model_fields
    first = parent is None
    above = _above(parent)
    number = () if identified or first else (NUMBER,)
    key = ("record",) if first else ("record", "id") if identified else ("record", "number")
    foreign = (*_to_parent(parent, above), *_references(model, (), name))
    table = Table(name, (RECORD, *number, *above, *extra, *own), key, foreign)
    lists, links = [], []
    for path, kind in deep(model, ()):
        inner = listed(kind)
        if inner is Evidence:
            continue
        if inner is not None:
            lists.append((path, _part(inner, _named(table, path, inner), table, ())))
        elif f"{model.__name__}.{path[-1]}" in REFERENCES and get_origin(kind) is tuple:
            links.append((path, _link_table(table, path, REFERENCES[f"{model.__name__}.{path[-1]}"])))
    spans = tuple(path for path, kind in deep(model, ()) if listed(kind) is Evidence)
    return Part(table, own, spans, tuple(lists), tuple(links), identified)


def _named(table: Table, path: tuple[str, ...], model: type[BaseModel]) -> str:
    """What a list of parts is called: by its field, with the fact before it where the field lies deeper."""
    return path[0] if len(path) == 1 else "_".join((singular(table.name), *path))


def singular(name: str) -> str:
    """The name of one row of a table."""
    return name.removesuffix("s")


def _above(parent: Table | None) -> tuple[Column, ...]:
    """The column by which a row says what it belongs to; rows of the article need none beside ``record``."""
    if parent is None or parent.key == ("record",):
        return ()
    return (Column(singular(parent.name), "text" if parent.key[1] == "id" else "integer", True),)


def _to_parent(parent: Table | None, above: tuple[Column, ...]) -> tuple[Foreign, ...]:
    if parent is None:
        return ()
    return (Foreign(("record", *(column.name for column in above)), parent.name, parent.key),)


def _link_table(table: Table, path: tuple[str, ...], to: str) -> Table:
    (above,) = _above(table)
    target = singular(to)
    foreign = (
        Foreign(("record", above.name), table.name, ("record", "id")),
        Foreign(("record", target), to, ("record", "id")),
    )
    name = "_".join((singular(table.name), *path))
    return Table(name, (RECORD, NUMBER, above, Column(target, "text", True)), ("record", "number"), foreign)


def _references(model: type[BaseModel], path: tuple[str, ...], table: str) -> Iterator[Foreign]:
    for name, kind in fields(model):
        to = REFERENCES.get(f"{model.__name__}.{name}")
        if to and get_origin(kind) is not tuple:
            yield Foreign(("record", "_".join((*path, name))), to, ("record", "id"))


def _plain(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """The fields of a model that are values, not parts."""
    yield from ((name, kind) for name, kind in fields(model) if single(kind) is None and listed(kind) is None)


def _columns(model: type[BaseModel], path: tuple[str, ...], required: bool = True) -> Iterator[Column]:
    for name, kind in fields(model):
        here = (*path, name)
        inner = single(kind)
        if inner is not None:
            yield from _columns(inner, here, required and not optional(kind))
        elif listed(kind) is None and not (f"{model.__name__}.{name}" in REFERENCES and get_origin(kind) is tuple):
            yield _column(model.__name__, "_".join(here), here, kind, required)
            if dated(kind):
                yield Column("_".join((*here, "day")), "date", False, (), here)


def _column(owner: str, name: str, path: tuple[str, ...], kind: Any, required: bool = True) -> Column:
    inner = bare(kind)
    if get_origin(inner) is tuple:
        if get_args(inner)[0] is not str:
            raise TypeError(f"{owner}.{name}: tables have no type for {kind}; give tables.py one")
        return Column(name, "list", required, (), path)
    choices = tuple(map(str, get_args(inner))) if get_origin(inner) is Literal else ()
    return Column(
        name, "text" if choices else _type(inner, owner, name), required and not optional(kind), choices, path
    )


_TYPES = {str: "text", bool: "boolean", int: "integer", float: "float", Decimal: "number", dt.date: "date"}


def _type(bare: Any, owner: str, name: str) -> str:
    if dated(bare):
        return "text"
    if bare not in _TYPES:
        raise TypeError(f"{owner}.{name}: tables have no type for {bare}; give tables.py one")
    return _TYPES[bare]


def rows(record: Record, number: int) -> Iterator[tuple[str, Row]]:
    """The rows of a record, each with the name of its table.

    >>> import bcdextract
    >>> found = bcdextract.extract("Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban.")
    >>> [row[:4] for table, row in rows(found, 1) if table == "evidence"][0]
    (1, 1, 'meetings', ...)
    """
    yield from _Walk(record, number).rows()


class _Walk:
    """One record on its way into rows; it counts the rows of each table."""

    def __init__(self, record: Record, number: int) -> None:
        self._record = record
        self._number = number
        self._counts: dict[str, int] = {}

    def rows(self) -> Iterator[tuple[str, Row]]:
        article, *rest = _parts()
        extra = tuple(_value(getattr(self._record, name), "text") for name, _ in _plain(Record))
        yield from self._part(article, self._record.article, (), extra)
        for part in rest:
            for fact in getattr(self._record, part.table.name):
                yield from self._part(part, fact, (), ())

    def _count(self, table: str) -> int:
        self._counts[table] = self._counts.get(table, 0) + 1
        return self._counts[table]

    def _part(self, part: Part, fact: Any, above: Row, extra: Row) -> Iterator[tuple[str, Row]]:
        name = part.table.name
        numbered = NUMBER in part.table.columns
        number = (self._count(name),) if numbered else ()
        values = tuple(_value(_at(fact, column.path), column.type) for column in part.own)
        yield name, (self._number, *number, *above, *extra, *values)
        key = fact.id if part.identified else next(iter(number), self._number)
        below = () if part.table.key == ("record",) else (key,)
        for path in part.spans:
            for span in _at(fact, path) or ():
                said = (span.start, span.end, span.text, span.rule)
                row = (self._number, self._count("evidence"), name, str(key), "_".join(path), *said)
                yield "evidence", row
        for path, table in part.links:
            for target in _at(fact, path) or ():
                yield table.name, (self._number, self._count(table.name), *below, target)
        for path, inner in part.lists:
            for one in _at(fact, path) or ():
                yield from self._part(inner, one, below, ())


def _at(fact: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if fact is None:
            return None
        fact = getattr(fact, name)
    return fact


def _value(value: Any, kind: str) -> Any:
    """A value as its column has it: a day or a moment is ISO text in a column of text."""
    if isinstance(value, dt.date) and kind == "text":
        return value.isoformat()
    return value.date() if isinstance(value, dt.datetime) else value
