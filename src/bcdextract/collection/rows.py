"""A record as rows of the archive's tables, numbered within the record until the archive gives them their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from pydantic_core import to_json, to_jsonable_python

from bcdextract.collection import known
from bcdextract.collection.tables import ARTICLE, SINGULAR, TABLES, Column, Path, Table, columns, evidence_paths, has_id
from bcdextract.record import Model, Record

Cell = str | int | float | None
Row = tuple[Any, ...]
EVIDENCE = "evidence"


class Rows(NamedTuple):
    """What one article adds to an archive. In ``facts`` the first cell of a row is its number in the record, from 1."""

    ref: str
    article: Sequence[Any]
    facts: Mapping[str, list[Row]]


def head(table: Table) -> tuple[str, ...]:
    """The first columns of a table: its number, its article, its parent, what it refers to, its id in the record.

    >>> head(TABLES[3])
    ('id', 'article', 'official', 'unit')
    """
    parent = (SINGULAR[table.parent],) if table.parent else ()
    return ("id", "article", *parent, *(name for name, _ in table.refs), *(("ref",) if has_id(table) else ()))


class Cells:
    """The cells of a row out of a model, for columns that stand one after the other."""

    def __init__(self, columns: Sequence[Column], depth: int = 0) -> None:
        self.width = len(columns)
        self._parts = [_part(name, list(inner), depth) for name, inner in groupby(columns, key=_split(depth))]

    def of(self, item: Model) -> list[Cell]:
        """The cells; empty ones where a value inside is missing."""
        values = vars(item)
        found: list[Cell] = []
        for name, take, inner in self._parts:
            if take is not None:
                found += take(values)
            elif inner is None:
                found.append(_packed(values[name]))
            else:
                value = values[name]
                found += [None] * inner.width if value is None else inner.of(value)
        return found


Part = tuple[str, Callable[[Mapping[str, Any]], Sequence[Cell]] | None, Cells | None]
_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    Decimal: "{:f}".format,
    dt.date: dt.date.isoformat,
    dt.datetime: to_jsonable_python,
}
"""How values stand in a cell that SQLite has no type for: as in JSON."""


def _split(depth: int) -> Callable[[Column], str]:
    """What puts neighbouring columns into one part: plain values together, those inside one value, a list alone."""

    def name(column: Column) -> str:
        inside = len(column.path) > depth + 1
        return column.path[depth] if inside or column.packed else ""

    return name


def _part(name: str, columns: Sequence[Column], depth: int) -> Part:
    if name:
        return (
            name,
            None,
            None if columns[0].packed and len(columns[0].path) == depth + 1 else Cells(columns, depth + 1),
        )
    names = [column.path[depth] for column in columns]
    ways = [(place, _WRITTEN[column.kind]) for place, column in enumerate(columns) if column.kind in _WRITTEN]
    take = itemgetter(*names) if len(names) > 1 else lambda values: (values[names[0]],)
    return name, _writing(take, ways) if ways else take, None


def _writing(
    take: Callable[[Mapping[str, Any]], Sequence[Any]], ways: Sequence[tuple[int, Callable[[Any], str]]]
) -> Callable[[Mapping[str, Any]], Sequence[Cell]]:
    """``take``, with some of the values as they are written."""

    def taken(values: Mapping[str, Any]) -> Sequence[Cell]:
        cells = list(take(values))
        for place, way in ways:
            if cells[place] is not None:
                cells[place] = way(cells[place])
        return cells

    return taken


def _packed(value: Any) -> str | None:
    """A list as JSON."""
    return None if value is None else to_json(value).decode() if value else "[]"


class Shape(NamedTuple):
    """A table with all that is asked of it for each row."""

    table: Table
    cells: Cells
    evidence: tuple[Path, ...]
    refs: tuple[str, ...]
    has_id: bool
    children: tuple[Shape, ...]


def _shape(table: Table) -> Shape:
    children = tuple(_shape(child) for child in TABLES if child.parent == table.name)
    refs = tuple(name for name, _ in table.refs)
    return Shape(table, Cells(columns(table)), evidence_paths(table), refs, has_id(table), children)


_TOP = tuple(_shape(table) for table in TABLES if table.parent is None)
_ARTICLE = Cells(columns(ARTICLE))


def of(record: Record) -> Rows:
    """The rows of a record, with warnings where it does not agree with facts that are known.

    >>> import bcdextract
    >>> made = of(bcdextract.extract("Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy Kon Tum họp giao ban."))
    >>> [(name, len(rows)) for name, rows in made.facts.items() if rows]
    [('units', 1), ('meetings', 1), ('attendances', 1), ('dates', 1), ('evidence', 4)]
    """
    found = {shape.table.name: getattr(record, shape.table.field) for shape in _TOP}
    found["warnings"] = (*record.warnings, *known.check(record))
    facts: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    evidence: list[Row] = []
    numbers: dict[str, int] = {}
    for shape in _TOP:
        if shape.has_id:
            numbers.update((item.id, number) for number, item in enumerate(found[shape.table.name], start=1))
    for shape in _TOP:
        for item in found[shape.table.name]:
            _add(shape, item, (), facts, evidence, numbers)
    facts[EVIDENCE] = evidence
    return Rows(record.article.id, _ARTICLE.of(record.article), facts)


def _add(
    shape: Shape,
    item: Model,
    above: tuple[int, ...],
    facts: dict[str, list[Row]],
    evidence: list[Row],
    numbers: Mapping[str, int],
) -> None:
    name = shape.table.name
    values = vars(item)
    number = len(facts[name]) + 1
    refs = [numbers.get(values[ref]) for ref in shape.refs]
    own = (values["id"],) if shape.has_id else ()
    more = ("attend",) if name == "attendances" else ()
    facts[name].append((number, None, *above, *refs, *own, *shape.cells.of(item), *more))
    for path in shape.evidence:
        spans = (values[path[0]] if len(path) == 1 else _at(item, path)) or ()
        evidence += [
            (place, None, name, number, path[0], *_SAID(said)) for place, said in enumerate(spans, len(evidence) + 1)
        ]
    for child in shape.children:
        for inner in values[child.table.field]:
            _add(child, inner, (number,), facts, evidence, numbers)
    if name == "meetings":
        calling = facts["attendances"]
        for unit in values["conveners"]:
            calling.append((len(calling) + 1, None, number, numbers.get(unit), "convene"))


_SAID = attrgetter("start", "end", "text", "rule")


def _at(item: Any, path: Path) -> Any:
    for name in path:
        if item is None:
            return None
        item = getattr(item, name)
    return item
