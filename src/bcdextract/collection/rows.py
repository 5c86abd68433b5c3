"""A record as rows of the archive's tables, numbered within the record until the archive gives them their numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from bcdextract.collection import known
from bcdextract.collection.tables import ARTICLE, SINGULAR, TABLES, Column, Path, Table, columns, evidence_paths, has_id
from bcdextract.record import Record

Cell = str | int | float | None
Row = list[Any]
EVIDENCE = "evidence"


class Rows(NamedTuple):
    """What one article adds to an archive. In ``facts`` the first cell of a row is its number in the record, from 1."""

    ref: str
    article: Row
    facts: Mapping[str, list[Row]]


def head(table: Table) -> tuple[str, ...]:
    """The first columns of a table: its number, its article, its parent, what it refers to, its id in the record.

    >>> head(TABLES[3])
    ('id', 'article', 'official', 'unit')
    """
    parent = (SINGULAR[table.parent],) if table.parent else ()
    return ("id", "article", *parent, *(name for name, _ in table.refs), *(("ref",) if has_id(table) else ()))


class Cells:
    """The cells of a row out of a dumped model, for columns that stand one after the other."""

    def __init__(self, columns: Sequence[Column], depth: int = 0) -> None:
        self.width = len(columns)
        self._parts = [_part(name, list(inner), depth) for name, inner in groupby(columns, key=_split(depth))]

    def of(self, item: Mapping[str, Any]) -> list[Cell]:
        """The cells; empty ones where a value inside is missing."""
        found: list[Cell] = []
        for name, take, inner in self._parts:
            if take is not None:
                found += take(item)
            elif inner is None:
                found.append(_packed(item[name]))
            else:
                value = item[name]
                found += [None] * inner.width if value is None else inner.of(value)
        return found


Part = tuple[str, Callable[[Mapping[str, Any]], tuple[Cell, ...]] | None, Cells | None]


def _split(depth: int) -> Callable[[Column], str]:
    """What puts neighbouring columns into one part: plain values together, those inside one value, a list alone."""

    def name(column: Column) -> str:
        inside = len(column.path) > depth + 1
        return column.path[depth] if inside or column.packed else ""

    return name


def _part(name: str, columns: Sequence[Column], depth: int) -> Part:
    if not name:
        names = [column.path[depth] for column in columns]
        take = itemgetter(*names)
        return name, take if len(names) > 1 else lambda item: (take(item),), None
    return name, None, None if columns[0].packed and len(columns[0].path) == depth + 1 else Cells(columns, depth + 1)


def _packed(value: Any) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else "[]"


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
    checked = record.model_copy(update={"warnings": (*record.warnings, *known.check(record))})
    data = checked.model_dump(mode="json")
    facts: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    evidence: list[Row] = []
    numbers: dict[str, int] = {}
    for shape in _TOP:
        if shape.has_id:
            numbers.update((item["id"], number) for number, item in enumerate(data[shape.table.field], start=1))
    for shape in _TOP:
        for item in data[shape.table.field]:
            _add(shape, item, (), facts, evidence, numbers)
    facts[EVIDENCE] = [[number, None, *row] for number, row in enumerate(evidence, start=1)]
    return Rows(data["article"]["id"], _ARTICLE.of(data["article"]), facts)


def _add(
    shape: Shape,
    item: Mapping[str, Any],
    above: tuple[int, ...],
    facts: dict[str, list[Row]],
    evidence: list[Row],
    numbers: Mapping[str, int],
) -> None:
    name = shape.table.name
    number = len(facts[name]) + 1
    row: Row = [number, None, *above, *[numbers.get(item[ref]) for ref in shape.refs]]
    if shape.has_id:
        row.append(item["id"])
    row += shape.cells.of(item)
    if name == "attendances":
        row.append("attend")
    facts[name].append(row)
    evidence += _said(shape, item, number)
    for child in shape.children:
        for inner in item[child.table.field]:
            _add(child, inner, (number,), facts, evidence, numbers)
    if name == "meetings":
        calling = facts["attendances"]
        for unit in item["conveners"]:
            calling.append([len(calling) + 1, None, number, numbers.get(unit), "convene"])


def _said(shape: Shape, item: Mapping[str, Any], number: int) -> Iterator[Row]:
    """The evidence of a fact: the fact's table and number, which of its values, the span, its words and rule."""
    for path in shape.evidence:
        for said in (item[path[0]] if len(path) == 1 else _at(item, path)) or ():
            yield [shape.table.name, number, path[0], said["start"], said["end"], said["text"], said["rule"]]


def _at(item: Any, path: Path) -> Any:
    for name in path:
        if item is None:
            return None
        item = item[name]
    return item
