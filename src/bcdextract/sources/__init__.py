"""SOURCES: files, folders, archives, tables and standard input, as a stream of items, each one article or none."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from bcdextract.errors import BcdExtractError
from bcdextract.limits import DEFAULTS, Limits, read_whole
from bcdextract.sources import parquet, rows, warc, zips
from bcdextract.sources.item import Item, failed
from bcdextract.sources.kinds import ARCHIVES, HEAD, PAGES, Unpacked, is_named_archive, kind_of

__all__ = ["ARCHIVES", "PAGES", "Item", "files_in", "is_named_archive", "items"]

_IN_MEMORY = 1 << 22


def items(source: str | Path | BinaryIO, *, name: str | None = None, limits: Limits = DEFAULTS) -> Iterator[Item]:
    """The items of a file, a folder, an archive, a table or a stream, in order, one at a time.

    A page (text, HTML, MHTML, Word, PDF) is one item; a WARC one for every response, a WACZ those of its WARC files,
    a zip those of its files, JSONL and Parquet one a row; a folder those of its files, sorted. What cannot be read is
    an item that says so: nothing is raised for a bad file. ``name`` is what the items are named after.

    >>> import io
    >>> for item in items(io.BytesIO(b'{"id": 7, "text": "a"}\\n{"pages": 3}\\n'), name="b.jsonl"):
    ...     print(item.label, item.source, item.failed and item.failed[1])
    b.jsonl#7 a None
    b.jsonl#2 None b.jsonl#2: no column text or html, only pages; name its column text or html
    """
    if isinstance(source, str | Path):
        yield from _of_path(Path(source), name or Path(source).as_posix(), limits)
    else:
        yield from _guarded(_of_stream(source, name or "-", limits), name or "-")


def _of_path(path: Path, label: str, limits: Limits) -> Iterator[Item]:
    if path.is_dir():
        inside = list(files_in(path))
        if not inside:
            suffixes = ", ".join((*PAGES, *ARCHIVES))
            yield failed(label, f"{label}: a folder without articles ({suffixes}); name another")
        for file in inside:
            yield from _of_path(file, f"{label}/{file.relative_to(path).as_posix()}", limits)
        return
    try:
        with path.open("rb") as stream:
            kind = kind_of(stream.read(HEAD), path.name)
            if kind != "page":
                stream.seek(0)
                yield from _guarded(OPENERS[kind](stream, label, limits), label)
                return
    except OSError:
        pass  # reading the page will say what is wrong with it
    yield Item(label, path)


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that may hold articles, those of its folders included, sorted.

    Names that begin with a dot are left out, and what a run wrote beside its records.
    """
    found = [
        path
        for path in folder.rglob("*")
        if path.name.lower().endswith((*PAGES, *ARCHIVES))
        and not path.name.endswith((".errors.jsonl", ".skipped.jsonl", ".rows.jsonl"))
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    ]
    return sorted(found, key=lambda path: path.as_posix())


def _guarded(found: Iterator[Item], label: str) -> Iterator[Item]:
    """The items, and one that failed in the place where their file could be read no further."""
    try:
        yield from found
    except BcdExtractError as error:
        message = str(error)
        yield failed(label, error if message.startswith(label) else f"{label}: {message}")
    except (OSError, EOFError, ValueError, zlib.error) as error:
        yield failed(label, f"{label}: cannot be read further ({error}); fetch the file anew")


def _of_stream(stream: BinaryIO, label: str, limits: Limits) -> Iterator[Item]:
    """The items of a stream that cannot go back: pages in memory, rows as they come, archives by way of a file."""
    begun = _Begun(stream)
    kind = kind_of(begun.head, label)
    if kind == "page":
        data = read_whole(begun, label, limits)  # type: ignore[arg-type]
        yield Item(label, data)
    elif kind == "jsonl":
        yield from rows.jsonl(io.BufferedReader(begun, 1 << 20), label, limits)
    else:
        with _kept(begun) as file:
            yield from OPENERS[kind](file, label, limits)


class _Begun(io.RawIOBase):
    """A stream whose first bytes have been looked at, from its first byte on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.head = b""
        while len(self.head) < HEAD and (piece := stream.read(HEAD - len(self.head))):
            self.head += piece
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        piece = self.head[self._at : self._at + size]
        self._at += len(piece)
        piece = piece or self._stream.read(size) or b""
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def _kept(stream: io.RawIOBase) -> Iterator[BinaryIO]:
    """A stream's bytes in a temporary file (small ones in memory), so that a reader can go back and forth in them."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        while piece := stream.read(1 << 20):
            file.write(piece)
        file.seek(0)
        yield file  # type: ignore[misc]


def _gzip(stream: BinaryIO, label: str, limits: Limits) -> Iterator[Item]:
    """What a gzip file holds: a page, or rows. (A WARC file is packed record by record, and opened as it is.)"""
    inner = label[:-3] if label.lower().endswith(".gz") else label
    begun = _Begun(Unpacked(stream, label, limits))  # type: ignore[arg-type]
    kind = kind_of(begun.head, inner)
    if kind == "jsonl":
        yield from rows.jsonl(io.BufferedReader(begun, 1 << 20), label, limits)
    elif kind == "page":
        yield Item(label, read_whole(begun, label, limits))  # type: ignore[arg-type]
    else:
        yield failed(label, f"{label}: a {kind} file within gzip; unpack it first")


OPENERS: dict[str, zips.Opener] = {
    "warc": warc.read,
    "jsonl": rows.jsonl,
    "parquet": parquet.read,
    "gzip": _gzip,
}
"""What opens each kind of archive. A new kind: its file, a line here, and one in ``kinds``."""
OPENERS["zip"] = partial(zips.read, openers=dict(OPENERS))
