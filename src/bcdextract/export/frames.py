"""Records as data frames of pandas or polars, a frame a table."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from bcdextract.export import missing
from bcdextract.export.parquet import DIGITS, FRACTION
from bcdextract.export.tables import Row, Table, rows, tables
from bcdextract.record import Record

Library = Literal["pandas", "polars"]


def to_frames(records: Iterable[Record], library: Library | None = None) -> dict[str, Any]:
    """The tables of ``records`` as data frames, by name: ``articles``, ``meetings``, ``units``, ``evidence`` ...

    ``record`` counts the records from 1 and joins the tables. ``library`` is ``"pandas"`` or ``"polars"``, by default
    the one that is installed, pandas before polars. In pandas numbers are ``Decimal`` and days ``datetime.date``, in
    polars they have types of their own. Raises ``ExportError`` where the library is missing.

    >>> import bcdextract
    >>> frames = to_frames([bcdextract.extract("Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban.")])
    >>> list(frames["units"]["name"])
    ['Ban Chỉ đạo 35 Tỉnh ủy']
    """
    taken = library or ("pandas" if find_spec("pandas") else "polars")
    if taken not in _MAKERS:
        raise ValueError(f"no data frames of {taken!r}; take pandas or polars")
    try:
        module = import_module(taken)
    except ImportError as error:
        raise missing(taken, taken, error) from error
    held: dict[str, list[Row]] = {table.name: [] for table in tables()}
    for number, record in enumerate(records, start=1):
        for name, row in rows(record, number):
            held[name].append(row)
    return {table.name: _MAKERS[taken](module, table, held[table.name]) for table in tables()}


def _columns(table: Table, held: list[Row]) -> dict[str, list[Any]]:
    values = zip(*held, strict=True) if held else ([] for _ in table.columns)
    return {column.name: list(found) for column, found in zip(table.columns, values, strict=True)}


def _pandas(pd: Any, table: Table, held: list[Row]) -> Any:
    types = {"text": "string", "integer": "Int64", "float": "Float64", "boolean": "boolean"}
    series = {
        column.name: pd.Series(values, dtype=types.get(column.type, "object"))
        for column, values in zip(table.columns, _columns(table, held).values(), strict=True)
    }
    return pd.DataFrame(series)


def _polars(pl: Any, table: Table, held: list[Row]) -> Any:
    types = {
        "text": pl.String,
        "integer": pl.Int64,
        "number": pl.Decimal(DIGITS, FRACTION),
        "float": pl.Float64,
        "boolean": pl.Boolean,
        "date": pl.Date,
        "list": pl.List(pl.String),
    }
    return pl.DataFrame(_columns(table, held), schema={column.name: types[column.type] for column in table.columns})


_MAKERS = {"pandas": _pandas, "polars": _polars}
