"""A workbook, a sheet a table: text cells for ids and codes, the header frozen, real dates and numbers.

What Excel cannot hold is not cut in silence. A text of more than 32,767 characters ends in ``MORE`` and stands whole,
in parts, in the sheet ``overflow``; a number of more than 15 digits and a day before 1900 are text; a table of more
rows than a sheet has is an error. Control characters are written as Excel writes them (``_x000B_``).
"""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from bcdextract.errors import ExportError
from bcdextract.export import missing
from bcdextract.export.tables import Table, rows, tables
from bcdextract.record import Record

LEFT_OUT: Mapping[str, str] = {}
MOST_CHARACTERS = 32_767
MOST_ROWS = 1_048_576
MORE = " … (sheet overflow)"
OVERFLOW = ("record", "table", "row", "column", "part", "text")
"""The columns of the sheet ``overflow``; ``row`` is the row's number in its sheet."""
_PART = 30_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_CODES = ("id", "code", "number", "row")
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: the same records, the same bytes."""


def write(records: Iterable[Record], path: Path) -> None:
    """The workbook ``path``. Raises ``ExportError`` for a table of more rows than a sheet has."""
    try:
        import openpyxl
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise missing("openpyxl", "tables", error) from error
    book = openpyxl.Workbook(write_only=True)
    sheets = {table.name: _sheet(book, table.name, [column.name for column in table.columns]) for table in tables()}
    sheets["overflow"] = _sheet(book, "overflow", OVERFLOW)
    used = dict.fromkeys(sheets, 1)

    def add(name: str, values: Iterable[tuple[str, Any]]) -> None:
        used[name] += 1
        if used[name] > MOST_ROWS:
            mend = "write csv or parquet, or convert the records in parts"
            raise ExportError(f"{path.name}: more than {MOST_ROWS - 1:,} rows of {name}, which no sheet holds; {mend}")
        sheet = sheets[name]
        sheet.append([_cell(WriteOnlyCell, sheet, value, kind) for kind, value in values])

    try:
        _fill(records, add, used)
        book.save(path)
    except BaseException:
        _abandon(sheets.values())
        raise
    _same_bytes(path)


def _fill(
    records: Iterable[Record], add: Callable[[str, Iterable[tuple[str, Any]]], None], used: Mapping[str, int]
) -> None:
    kinds = {table.name: _kinds(table) for table in tables()}
    for number, record in enumerate(records, start=1):
        for name, row in rows(record, number):
            values = [_value(value) for value in row]
            add(name, zip(kinds[name], map(_short, values), strict=True))
            for part in _overflow(name, used[name], values):
                add("overflow", zip(("integer", *["text"] * 5), (number, *part), strict=True))


def _abandon(sheets: Iterable[Any]) -> None:
    """Close what the library has begun to write, and take its files away."""
    for sheet in sheets:
        if not sheet.closed:
            sheet.close()
        with suppress(FileNotFoundError, ValueError):
            sheet._writer.cleanup()


def _sheet(book: Any, name: str, columns: Iterable[str]) -> Any:
    if len(name) > 31:
        name = _abridged(name)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    return sheet


def _abridged(name: str) -> str:
    """A sheet's name of at most 31 characters, the most that Excel takes: the first and the last of a long one."""
    return f"{name[:15]}~{name[-15:]}"


def sheet_name(table: Table) -> str:
    """The sheet that a table stands in.

    >>> {len(sheet_name(table)) <= 31 for table in tables()}
    {True}
    """
    return table.name if len(table.name) <= 31 else _abridged(table.name)


def _value(value: Any) -> Any:
    """A value that Excel can hold as it is; else its text."""
    if isinstance(value, tuple):
        return _visible(json.dumps(value, ensure_ascii=False))
    if isinstance(value, Decimal):
        return value if len(value.as_tuple().digits) <= 15 else format(value, "f")
    if isinstance(value, dt.date):
        return value if value.year >= 1900 else value.isoformat()
    return _visible(value) if isinstance(value, str) else value


def _visible(text: str) -> str:
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _short(value: Any) -> Any:
    long = isinstance(value, str) and len(value) > MOST_CHARACTERS
    return value[: MOST_CHARACTERS - len(MORE)] + MORE if long else value


def _overflow(name: str, row: int, values: list[Any]) -> Iterator[tuple[str, str, str, str, str]]:
    """The parts of each text that is too long for a cell."""
    columns = next(table.columns for table in tables() if table.name == name)
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str) and len(value) > MOST_CHARACTERS:
            for number, start in enumerate(range(0, len(value), _PART), start=1):
                yield name, str(row), column.name, str(number), value[start : start + _PART]


def _cell(make: Any, sheet: Any, value: Any, kind: str) -> Any:
    """A value as it is where that is safe; ids, codes and what looks like a formula or an error as marked text."""
    if not isinstance(value, str) or (kind != "code" and not value.startswith(("=", "#"))):
        return value
    cell = make(sheet, None)
    cell._value, cell.data_type = value, "s"
    if kind == "code":
        cell.number_format = "@"
    return cell


def _kinds(table: Table) -> list[str]:
    """The types of a table's columns, with "code" for ids, codes and numbers of documents."""
    keys = {*table.key, *(name for foreign in table.foreign for name in foreign.columns)}
    return [
        "code" if column.type == "text" and (column.name in keys or column.name.endswith(_CODES)) else column.type
        for column in table.columns
    ]


def _same_bytes(path: Path) -> None:
    """The workbook again with no time of writing in it."""
    draft = path.with_name(f"{path.name}.dated")
    path.replace(draft)
    try:
        with zipfile.ZipFile(draft) as dated, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            for name in dated.namelist():
                with dated.open(name) as content, book.open(zipfile.ZipInfo(name, _MOMENT), "w") as place:
                    if name == "docProps/core.xml":
                        stamp = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
                        place.write(stamp.sub(b"1980-01-01T00:00:00Z", content.read()))
                    else:
                        while block := content.read(1 << 20):
                            place.write(block)
    finally:
        draft.unlink()
