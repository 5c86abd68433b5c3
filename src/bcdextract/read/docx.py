"""Word files (.docx): their paragraphs and cells, a line each."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from bcdextract.errors import ReadError


def text(data: bytes, name: str) -> str:
    """The text of a Word file, paragraphs and tables in order. Raises ``ReadError`` for one that cannot be read."""
    try:
        import zlib
        from zipfile import BadZipFile

        from docx import Document
        from docx.opc.exceptions import OpcError
        from docx.table import Table
    except ImportError as error:
        raise ReadError(f'{name}: reading .docx needs python-docx: pip install "bcdextract[documents]"') from error
    from lxml.etree import XMLSyntaxError

    broken = (
        *(OpcError, XMLSyntaxError, BadZipFile, zlib.error),
        *(KeyError, ValueError, OSError, EOFError, NotImplementedError, RecursionError),
    )

    def lines(part: Any) -> Iterator[str]:
        for piece in part.iter_inner_content():
            if not isinstance(piece, Table):
                yield piece.text
                continue
            seen: set[int] = set()
            for row in piece.rows:
                for cell in row.cells:
                    if id(cell._tc) not in seen:  # a merged cell comes once for each column
                        seen.add(id(cell._tc))
                        yield from lines(cell)

    try:
        found = "\n".join(lines(Document(io.BytesIO(data))))
    except broken as error:
        raise ReadError(f"{name}: no Word file that can be read ({error}); save it anew") from error
    if not found.strip():
        raise ReadError(f"{name}: no text in this Word file; if it holds pictures of pages, give it their text")
    return found
