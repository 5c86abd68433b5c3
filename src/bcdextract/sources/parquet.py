"""Parquet files, one item a row, read a few rows at a time."""

from __future__ import annotations

import io
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
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    try:
        file = ParquetFile(stream, buffer_size=1 << 20)
        present = list(file.schema_arrow.names)
    except (ArrowException, OSError) as error:
        yield failed(label, f"{label}: no Parquet that can be read ({_first_line(error)}); fetch the file anew")
        return
    if not any(column in present for column in BODIES):
        yield failed(label, f"{label}: no column text or html, only {', '.join(present)}{NEEDED}")
        return
    wanted = {"id", *BODIES, *(column for columns in COLUMNS.values() for column in columns)}
    columns = [column for column in present if column in wanted]
    number = unpacked = 0
    for group in range(file.num_row_groups):
        about = file.metadata.row_group(group)  # its columns are not looked at: broken ones end the whole process
        counted = about.num_rows
        unpacked += about.total_byte_size
        name = f"{label}#rows {number + 1}-{number + counted}"
        done = 0
        try:
            check_ratio(packed, unpacked, name, limits)
            for batch in file.iter_batches(_ROWS, row_groups=[group], columns=columns):
                for row in batch.to_pylist():
                    done += 1
                    yield item(row, label, number + done, limits)
            why = "fewer rows than it says"
        except BcdExtractError as error:
            yield failed(name, error)
            done = counted
        except (ArrowException, OSError, ValueError) as error:
            why = _first_line(error)
        if done < counted:
            rest = f"{label}#rows {number + done + 1}-{number + counted}"
            yield failed(rest, f"{rest}: cannot be read ({why}); fetch the file anew")
        number += counted
    if not number:
        yield failed(label, f"{label}: no rows in it; name another")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
