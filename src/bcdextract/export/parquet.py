"""A folder of Parquet files, a table a file: days are dates, numbers exact decimals, lists lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bcdextract.errors import ExportError
from bcdextract.export import missing
from bcdextract.export.tables import Column, Row, Table, rows, tables
from bcdextract.record import Record

LEFT_OUT: Mapping[str, str] = {}
DIGITS, FRACTION = 38, 10
"""Digits of a number in all and after the point: the widest decimal that most readers know."""
_ROWS = 5_000
"""Rows of a table held before they are written."""


def write(records: Iterable[Record], path: Path) -> None:
    """The folder ``path`` with a file for every table. Raises ``ExportError`` for a number of too many digits."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise missing("pyarrow", "tables", error) from error
    path.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = {}
        held: dict[str, list[Row]] = {table.name: [] for table in tables()}
        for table in tables():
            made = parquet.ParquetWriter(path / f"{table.name}.parquet", _schema(pa, table), compression="zstd")
            writers[table.name] = stack.enter_context(made)
        for number, record in enumerate(records, start=1):
            for name, row in rows(record, number):
                held[name].append(row)
            for table in tables():
                if len(held[table.name]) >= _ROWS:
                    writers[table.name].write_table(_table(pa, table, held[table.name]))
                    held[table.name] = []
        for table in tables():
            writers[table.name].write_table(_table(pa, table, held[table.name]))


def _schema(pa: Any, table: Table) -> Any:
    return pa.schema([pa.field(column.name, _type(pa, column), not column.required) for column in table.columns])


def _type(pa: Any, column: Column) -> Any:
    return {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.decimal128(DIGITS, FRACTION),
        "float": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }[column.type]


def _table(pa: Any, table: Table, held: list[Row]) -> Any:
    schema = _schema(pa, table)
    columns: list[Iterable[Any]] = list(zip(*held, strict=True)) or [[] for _ in table.columns]
    arrays = []
    for column, field, values in zip(table.columns, schema, columns, strict=True):
        try:
            arrays.append(pa.array(values, field.type))
        except pa.ArrowInvalid as error:
            mend = "write CSV, XLSX or JSONL, which hold it"
            raise ExportError(f"{table.name}.{column.name}: {error}; {mend}") from error
    return pa.Table.from_arrays(arrays, schema=schema)
