"""Text PDF: the lines of each page, joined to paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterable

from bcdextract.errors import ReadError

_FULL = 0.75
"""A line of this share of the longest runs on into the next one."""
_ENDS = (".", "!", "?", "…", ":", ";", ".”", '."', ".)", "./.")


def text(data: bytes, name: str) -> str:
    """The text of a PDF. Raises ``ReadError`` for one under a password, of pictures only, or that cannot be read."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise ReadError(f'{name}: reading PDF needs pypdf: pip install "bcdextract[documents]"') from error
    import logging

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{name}: under a password; save it without")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ReadError(f"{name}: no PDF that can be read ({error}); save it anew, or give its text") from error
    except ImportError as error:  # pypdf reads some passwords with a library that it asks for
        raise ReadError(f"{name}: under a password; save it without") from error
    found = paragraphs(line for page in pages for line in page.splitlines())
    if not found:
        raise ReadError(f"{name}: no text in this PDF (pictures of pages?); have it recognised, and give its text")
    return found


def paragraphs(lines: Iterable[str]) -> str:
    """Lines of a page joined where a sentence runs on; page numbers left out.

    >>> print(paragraphs(["Sáng 5/3, Huyện ủy họp giao ban với các xã", "vùng cao.", "12", "Đồng chí Lò Văn Tâm dự."]))
    Sáng 5/3, Huyện ủy họp giao ban với các xã vùng cao.
    Đồng chí Lò Văn Tâm dự.
    """
    kept = [line.strip() for line in lines]
    kept = [line for line in kept if not line.strip("-–— ").isdigit()]
    full = _FULL * max(map(len, kept), default=0)
    joined: list[str] = []
    before = ""
    for line in kept:
        runs_on = before and line and (line[0].islower() or (len(before) >= full and not before.endswith(_ENDS)))
        if runs_on:
            joined[-1] = f"{joined[-1]} {line}"
        elif line:
            joined.append(line)
        before = line
    return "\n".join(joined)
