"""Parquet files, one item a row, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from bcdextract.errors import BcdExtractError, ReadError
from bcdextract.limits import Limits, check_ratio
from bcdextract.sources.item import Item, failed
from bcdextract.sources.rows import BODIES, COLUMNS, NEEDED, item

_ROWS = 16


def read(stream: BinaryIO, label: str, limits: Limits) -> Iterator[Item]:
    """An item for every row; one failed item for a file without a column to read, and for a broken row group.

    ``ReadError`` where the Parquet reader is not installed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ReadError('reading Parquet needs pyarrow: pip install "bcdextract[archives]"') from error
    try:
        file = ParquetFile(stream, buffer_size=1 << 20)
        present = list(file.schema_arrow.names)
    except (ArrowException, OSError) as error:
        yield failed(label, f"{label}: no Parquet that can be read ({_first_line(error)}); fetch the file anew")
        return
    if not any(column in present for column in BODIES):
        yield failed(label, f"{label}: no column text or html, only {', '.join(present)}{NEEDED}")
        return
    if not file.metadata.num_rows:
        yield failed(label, f"{label}: no rows in it; name another")
    wanted = {"id", *BODIES, *(column for columns in COLUMNS.values() for column in columns)}
    columns = [column for column in present if column in wanted]
    number = 0
    for group in range(file.num_row_groups):
        counted = file.metadata.row_group(group).num_rows
        name = f"{label}#rows {number + 1}-{number + counted}"
        done = 0
        try:
            _check_packing(file, group, name, limits)
            for batch in file.iter_batches(_ROWS, row_groups=[group], columns=columns):
                for row in batch.to_pylist():
                    done += 1
                    yield item(row, label, number + done, limits)
        except BcdExtractError as error:
            yield failed(name, error)
        except (ArrowException, OSError, ValueError) as error:
            rest = f"{label}#rows {number + done + 1}-{number + counted}"
            yield failed(rest, f"{rest}: cannot be read ({_first_line(error)}); fetch the file anew")
        number += counted


def _check_packing(file: object, group: int, name: str, limits: Limits) -> None:
    """``LimitError`` for columns that unpack to far more than they are."""
    about = file.metadata.row_group(group)  # type: ignore[attr-defined]
    for index in range(about.num_columns):
        column = about.column(index)
        if column.path_in_schema in BODIES:
            check_ratio(column.total_compressed_size, column.total_uncompressed_size, name, limits)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
