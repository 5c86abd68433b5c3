"""A folder of CSV files for spreadsheets, a table a file, and ``datapackage.json`` (Frictionless) that types them.

UTF-8 with the mark that Excel looks for. Text stands in quotes, so that programs that heed them keep ``01`` as it is;
lists are JSON. A cell that a spreadsheet would run as a formula gets an apostrophe before it, as does one that begins
with apostrophes and such a sign: to read the value back, take one apostrophe off (:func:`unescaped`).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bcdextract.export.tables import Column, Foreign, Table, rows, tables
from bcdextract.record import Record

LEFT_OUT: Mapping[str, str] = {}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_TYPES = {"text": "string", "float": "number", "list": "array"}


def write(records: Iterable[Record], path: Path) -> None:
    """The folder ``path`` with a file for every table, those without rows included."""
    path.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = {}
        for table in tables():
            file = stack.enter_context((path / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline=""))
            writers[table.name] = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
            writers[table.name].writerow([column.name for column in table.columns])
        for number, record in enumerate(records, start=1):
            for name, row in rows(record, number):
                writers[name].writerow(map(_cell, row))
    package = json.dumps(datapackage(), ensure_ascii=False, indent=2)
    (path / "datapackage.json").write_text(f"{package}\n", encoding="utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return escaped(value) if isinstance(value, str) else value


def escaped(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> escaped("=1+1"), escaped("- Ông An"), escaped("'đã nêu'"), escaped("'=1")
    ("'=1+1", "'- Ông An", "'đã nêu'", "''=1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(cell: str) -> str:
    """The text that :func:`escaped` made a cell of.

    >>> [unescaped(escaped(text)) for text in ("=1+1", "'=1", "'đã nêu'", "35")]
    ['=1+1', "'=1", "'đã nêu'", '35']
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def datapackage() -> dict[str, Any]:
    """The description of the files: types, what must be there, keys."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "bcdextract-records",
        "resources": [_resource(table) for table in tables()],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign(foreign, table) for foreign in table.foreign],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        limits["enum"] = list(column.choices)
    field = {"name": column.name, "type": _TYPES.get(column.type, column.type)}
    return {**field, "constraints": limits} if limits else field


def _foreign(foreign: Foreign, table: Table) -> dict[str, Any]:
    there = "" if foreign.table == table.name else foreign.table.replace("_", "-")
    required = {column.name: column.required for column in table.columns}
    first = 0 if all(required[name] for name in foreign.columns) else 1  # Frictionless has no key that is half empty
    reference = {"resource": there, "fields": list(foreign.there[first:])}
    return {"fields": list(foreign.columns[first:]), "reference": reference}
