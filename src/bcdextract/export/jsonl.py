"""One record a line, as ``bcdextract extract`` writes them: read, checked, and written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from bcdextract.errors import ReadError
from bcdextract.record import Record

LEFT_OUT: Mapping[str, str] = {}


def write(records: Iterable[Record], path: Path) -> None:
    """A line of JSON a record."""
    with path.open("wb") as file:
        for record in records:
            file.write(f"{record.model_dump_json()}\n".encode())


def read(path: Path) -> Iterator[Record]:
    """The records of a file, one by one. Raises ``ReadError`` naming the line that is none."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _record(line, f"{path}, line {number}")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _record(line: bytes, where: str) -> Record:
    try:
        record = Record.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the line"
        raise ReadError(f"{where}: no record ({place}: {first['msg']}); write it with bcdextract extract") from error
    return record
