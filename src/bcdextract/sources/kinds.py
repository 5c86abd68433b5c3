"""What kind of thing a file is, by its first bytes, and by its name where they do not tell."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from contextlib import suppress
from typing import BinaryIO, Literal

from bcdextract.limits import Limits, check_ratio

Kind = Literal["page", "warc", "zip", "jsonl", "parquet", "gzip"]

PAGES = (".txt", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".docx", ".pdf")
ARCHIVES = (".warc", ".warc.gz", ".wacz", ".zip", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".parquet")
HEAD = 1 << 16
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of what begins with ``head``. A Word file, a PDF and MHTML are pages: one file, one article.

    >>> kind_of(b"WARC/1.1", "a"), kind_of(b"PK\\x03\\x04", "a.docx"), kind_of(b'{"text": "H"}', "-")
    ('warc', 'page', 'jsonl')
    """
    low = name.lower()
    if head.startswith(b"\x1f\x8b"):
        return "warc" if unpacked(head).startswith(b"WARC/") or low.endswith(".warc.gz") else "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        named = low.endswith((".zip", ".wacz"))
        return "page" if low.endswith(".docx") or (_first(head).startswith(_OFFICE) and not named) else "zip"
    if head.startswith(b"WARC/") or low.endswith((".warc", ".warc.gz")):
        return "warc"
    if head.startswith(b"PAR1") or low.endswith(".parquet"):
        return "parquet"
    if low.endswith((".zip", ".wacz")):
        return "zip"
    return "jsonl" if low.endswith((".jsonl", ".ndjson")) or _is_row(head) else "page"


def unpacked(head: bytes) -> bytes:
    """The start of what a gzip file holds, from its first bytes."""
    with suppress(zlib.error):
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 4096)
    return b""


def _first(head: bytes) -> bytes:
    """The name of the first file in a zip."""
    return head[30 : 30 + int.from_bytes(head[26:28], "little")]


def _is_row(head: bytes) -> bool:
    """Whether a file begins with a JSON object on a line of its own (or one too long to see its end)."""
    line, ended, _ = head.lstrip(b"\xef\xbb\xbf\r\n\t ").partition(b"\n")
    if not line.startswith(b"{"):
        return False
    if not ended and len(head) >= HEAD:
        return line.lstrip(b"{ \t").startswith(b'"')
    with suppress(ValueError):
        return isinstance(json.loads(line), dict)
    return False


def is_named_archive(name: str) -> bool:
    """Whether a file's name says that it holds many articles."""
    return name.lower().endswith(ARCHIVES)


class Unpacked(io.RawIOBase):
    """What a gzip file holds, as a stream that ends in ``LimitError`` where it is packed too tightly."""

    def __init__(self, stream: BinaryIO, name: str, limits: Limits) -> None:
        self._packed = stream
        self._file = gzip.GzipFile(fileobj=stream, mode="rb")
        self._name = name
        self._limits = limits
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._file.read(len(buffer))
        self._size += len(piece)
        check_ratio(self._packed.tell(), self._size, self._name, self._limits)
        buffer[: len(piece)] = piece
        return len(piece)
