"""The file of an archive: its tables, indexes, full-text search and views, made by sqlite-utils."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING, Any

from bcdextract.collection.database import APPLICATION
from bcdextract.collection.rows import EVIDENCE, head
from bcdextract.collection.tables import ARTICLE, SINGULAR, TABLES, Table, columns
from bcdextract.collection.views import SEARCH, VIEWS
from bcdextract.errors import StoreError

if TYPE_CHECKING:
    from sqlite_utils import Database

OWN = {
    "runs": {
        "id": int,
        "started": str,
        "finished": str,
        "version": str,
        "inputs": str,
        "jobs": int,
        "articles": int,
        "unchanged": int,
        "facts": int,
        "warnings": int,
        "errors": int,
    },
    "sources": {
        "source": str,
        "hash": str,
        "version": str,
        "article": int,
        "error": str,
        "message": str,
        "run": int,
    },
    EVIDENCE: {
        "id": int,
        "article": int,
        "fact_table": str,
        "fact": int,
        "part": str,
        "start": int,
        "end": int,
        "text": str,
        "rule": str,
    },
    "persons": {"id": int, "name": str, "officials": int, "articles": int, "first": str, "last": str},
    "person_links": {"official": int, "person": int, "reason": str, "confidence": float},
    "persons_apart": {"id": int, "person": int, "other": int, "reason": str},
    "organisations": {"id": int, "name": str, "kind": str, "place": str, "units": int, "articles": int},
    "organisation_links": {"unit": int, "organisation": int, "reason": str, "confidence": float},
    "events": {"id": int, "kind": str, "date": str, "convener": str, "meetings": int, "articles": int},
    "event_links": {"meeting": int, "event": int, "reason": str, "confidence": float},
    "duplicates": {"article": int, "first_article": int, "similarity": float},
    "contradictions": {
        "id": int,
        "event": int,
        "kind": str,
        "about": str,
        "article": int,
        "value": str,
        "other_article": int,
        "other_value": str,
    },
}
"""Tables that come from no model: of the archive itself, and the links that ``links`` fills."""
_KEYS = {
    "sources": "source",
    "person_links": "official",
    "organisation_links": "unit",
    "event_links": "meeting",
    "duplicates": "article",
}
_FOREIGN = {
    "article": "articles",
    "other_article": "articles",
    "first_article": "articles",
    "run": "runs",
    "official": "officials",
    "person": "persons",
    "other": "persons",
    "unit": "units",
    "organisation": "organisations",
    "meeting": "meetings",
    "event": "events",
}
LINKS = tuple(OWN)[3:]
"""Tables that ``links`` empties and fills."""
_INDEXES = (
    ("articles", ("date",)),
    ("articles", ("version",)),
    ("units", ("name",)),
    ("officials", ("name",)),
    ("meetings", ("date_start",)),
    ("documents", ("number",)),
    (EVIDENCE, ("article", "fact_table", "fact")),
    ("sources", ("article",)),
    ("person_links", ("person",)),
    ("organisation_links", ("organisation",)),
    ("event_links", ("event",)),
    ("duplicates", ("first_article",)),
)


def prepare(connection: sqlite3.Connection) -> None:
    """Makes what an archive lacks: all of it in a new file, columns of fields that the models have gained since.

    Raises ``StoreError`` where sqlite-utils is not installed.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        _make(_database(connection))
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _database(connection: sqlite3.Connection) -> Database:
    try:
        from sqlite_utils import Database
    except ImportError as error:
        raise StoreError('archives need sqlite-utils: pip install "bcdextract[store]"') from error
    return Database(connection, execute_plugins=False)


@cache
def layout() -> dict[str, dict[str, Any]]:
    """Every table of an archive with its columns and their types, parents first."""
    own = {column.name: column.type for column in columns(ARTICLE)}
    made: dict[str, dict[str, Any]] = {"runs": OWN["runs"]}
    made["articles"] = {"id": int, "ref": str, **own, "date": str, "version": str, "run": int}
    for table in TABLES:
        named = {name: str if name == "ref" else int for name in head(table)}
        made[table.name] = {**named, **{column.name: column.type for column in columns(table)}}
    made["attendances"]["role"] = str
    return {**made, **{name: own for name, own in OWN.items() if name not in made}}


def _make(db: Database) -> None:
    there = set(db.table_names())
    for name, types in layout().items():
        if name in there:
            _grow(db, name, types)
        else:
            db.create_table(name, types, pk=_KEYS.get(name, "id"), foreign_keys=_foreign(name, types))
    for name, indexed in _indexes():
        db.table(name).create_index(indexed, if_not_exists=True)
    db.table("articles").create_index(["ref"], unique=True, if_not_exists=True)
    for sql in SEARCH:
        db.execute(sql)
    for name, sql in VIEWS.items():
        db.create_view(name, sql, replace=True)


def _grow(db: Database, name: str, types: dict[str, Any]) -> None:
    """Columns that a table of an older version lacks."""
    has = db.table(name).columns_dict
    for column, kind in types.items():
        if column not in has:
            db.table(name).add_column(column, kind)


def _foreign(name: str, types: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What the columns of a table refer to: (column, table, its key)."""
    table = next((table for table in TABLES if table.name == name), None)
    refs = _parents(table) if table else {key: _FOREIGN[key] for key in types if key in _FOREIGN}
    return [(column, target, _KEYS.get(target, "id")) for column, target in refs.items() if column in types]


def _parents(table: Table) -> dict[str, str]:
    parent = {SINGULAR[table.parent]: table.parent} if table.parent else {}
    return {"article": "articles", **parent, **dict(table.refs)}


def _indexes() -> list[tuple[str, tuple[str, ...]]]:
    """Indexes by table: of every reference, and of what is looked for."""
    refs = [(table.name, (column,)) for table in TABLES for column in _parents(table)]
    return [*refs, *_INDEXES]
