"""The tables of an archive, derived from the record models: a field that a model gains becomes a column by itself."""

from __future__ import annotations

import types
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from bcdextract.record import (
    Article,
    AttendingUnit,
    DateMention,
    Document,
    Evidence,
    Meeting,
    Model,
    Official,
    Participant,
    Position,
    Record,
    Result,
    Unit,
    Warning,
)

Path = tuple[str, ...]
EXACT = "ANY"
"""The type of a column of exact numbers: outside strict tables SQLite then keeps whole numbers whole."""


class Column(NamedTuple):
    """A column: its name, its SQL type, the way to its value in a model and the value's type there. ``packed`` lists
    are JSON."""

    name: str
    type: str
    path: Path
    kind: Any
    packed: bool = False


class Table(NamedTuple):
    """A table of facts: the model it comes from, the fields that name other facts, and what stands around it.

    ``parent`` is the table of the model whose ``field`` holds this one; the record itself for ``None``.
    """

    name: str
    model: type[Model]
    field: str
    parent: str | None = None
    refs: tuple[tuple[str, str], ...] = ()
    skip: frozenset[str] = frozenset()


TABLES: tuple[Table, ...] = (
    Table("units", Unit, "units", refs=(("parent", "units"),)),
    Table("meetings", Meeting, "meetings", skip=frozenset({"conveners", "participants", "attending_units"})),
    Table("officials", Official, "officials", skip=frozenset({"positions"})),
    Table("positions", Position, "positions", "officials", refs=(("unit", "units"),)),
    Table("participations", Participant, "participants", "meetings", refs=(("official", "officials"),)),
    Table("attendances", AttendingUnit, "attending_units", "meetings", refs=(("unit", "units"),)),
    Table(
        "results",
        Result,
        "results",
        refs=(
            ("actor", "units"),
            ("part_of", "results"),
        ),
    ),
    Table("documents", Document, "documents", refs=(("linked_to", "documents"),)),
    Table("dates", DateMention, "dates"),
    Table("warnings", Warning, "warnings"),
)
"""Facts, parents before their children. Units that convene a meeting stand in ``attendances`` too, by their role."""

ARTICLE = Table("articles", Article, "article")
SINGULAR = {"meetings": "meeting", "officials": "official"}
"""What a child calls its parent."""


@cache
def columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table's own values, ids and references apart.

    >>> [column.name for column in columns(TABLES[4])]
    ['role', 'confidence']
    """
    return tuple(_columns(table.model, (), frozenset(name for name, _ in table.refs) | table.skip | {"id"}))


@cache
def evidence_paths(table: Table) -> tuple[Path, ...]:
    """The ways to the evidence in a table's model: its own, and that of the values inside it.

    >>> evidence_paths(TABLES[6])
    (('period', 'evidence'), ('evidence',))
    """
    return tuple(_evidence(table.model, (), table.skip))


def has_id(table: Table) -> bool:
    """Whether facts of the table have an id in their record."""
    return "id" in table.model.model_fields


def uncovered() -> set[str]:
    """Lists of facts in a record that no table holds: empty, or the archive would lose facts.

    >>> uncovered()
    set()
    """
    held = {table.field for table in TABLES if table.parent is None}
    return {name for name in Record.model_fields if name not in held | {"article", "schema_version"}}


def _columns(model: type[Model], path: Path, skip: frozenset[str]) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        if name in skip:
            continue
        kind, many = _kind(field.annotation)
        here = (*path, name)
        if kind is Evidence:
            continue
        if not many and isinstance(kind, type) and issubclass(kind, Model):
            yield from _columns(kind, here, frozenset())
        else:
            yield Column("_".join(here), "TEXT" if many else _type(kind), here, kind, packed=many)


def _evidence(model: type[Model], path: Path, skip: frozenset[str]) -> Iterator[Path]:
    for name, field in model.model_fields.items():
        kind, many = _kind(field.annotation)
        if name in skip or not isinstance(kind, type) or not issubclass(kind, Model):
            continue
        if kind is Evidence:
            yield (*path, name)
        elif not many:
            yield from _evidence(kind, (*path, name), frozenset())


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The type that an annotation is about, ``None`` and ``Annotated`` taken off, and whether there are many."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inner[0])
    if origin in (Union, types.UnionType):
        kept = [kind for kind in inner if kind is not type(None)]
        return _kind(kept[0])
    if origin is tuple:
        return _kind(inner[0])[0], True
    if origin is Literal:
        return str, False
    return annotation, False


def _type(kind: Any) -> str:
    return {int: "INTEGER", bool: "INTEGER", float: "REAL", Decimal: EXACT}.get(kind, "TEXT")
