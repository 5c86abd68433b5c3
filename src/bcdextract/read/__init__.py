"""Readers: bytes, files, pages and plain text in, an :class:`~bcdextract.record.Article` out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from bcdextract.errors import ReadError
from bcdextract.read import html, plain
from bcdextract.read.decode import decode
from bcdextract.read.lines import BLANK
from bcdextract.record import Article
from bcdextract.text import nfc

MAX_CHARACTERS = 20_000_000
"""The longest text that is read as one article; a longer one is an archive, not an article."""
_MAX_BYTES = 4 * MAX_CHARACTERS


def read(
    source: str | bytes | Path,
    *,
    url: str | None = None,
    published: dt.date | dt.datetime | str | None = None,
    title: str | None = None,
    authors: Iterable[str] | str | None = None,
    publisher: str | None = None,
    section: str | None = None,
    name: str | None = None,
) -> Article:
    """The article of a text, a page or a file. What the caller gives wins over what the page says.

    A ``str`` is plain text, or HTML where it has markup; ``bytes`` are decoded first; a ``Path`` is read. ``name`` is
    what ``article.source`` becomes and what errors name; a path's own name by default. Raises ``ReadError``, naming
    the source and the mend, for a file that cannot be read, bytes that are no text, nothing to read, and a text of
    more than ``MAX_CHARACTERS``.

    >>> article = read("Huyện ủy họp giao ban tháng 3 năm 2024\\n12/03/2024\\nSáng 12/3, Huyện ủy họp.\\nLê An")
    >>> article.title, str(article.published), article.authors
    ('Huyện ủy họp giao ban tháng 3 năm 2024', '2024-03-12', ('Lê An',))
    """
    label = name or (str(source) if isinstance(source, Path) else None)
    shown = label or "text"
    text = _text(source, shown)
    given = plain.Given(
        source=label,
        url=url,
        published=_date(published, shown),
        title=title,
        authors=(authors,) if isinstance(authors, str) else None if authors is None else tuple(authors),
        publisher=publisher,
        section=section,
    )
    return html.article(text, given) if html.is_html(text) else plain.article(nfc(text), given)


def _text(source: str | bytes | Path, shown: str) -> str:
    """The text of a source, decoded; ``ReadError`` where there is none or too much."""
    data = _load(source, shown) if isinstance(source, Path) else source
    text = decode(data, shown) if isinstance(data, bytes) else data
    if not isinstance(text, str):
        raise TypeError(f"read() takes text, bytes or a pathlib.Path, not {type(source).__name__}")
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"{shown}: {len(text)} characters, over the limit of {MAX_CHARACTERS}; split it into articles")
    if not text.strip(BLANK + "\r\n"):
        raise ReadError(f"{shown}: empty; give it the text of an article")
    return text


def _load(path: Path, shown: str) -> bytes:
    """A file's bytes, or ``ReadError`` naming the file and the mend."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ReadError(f"{shown}: over the limit of {MAX_CHARACTERS} characters; split it into articles")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{shown}: no such file; check the path") from error
    except IsADirectoryError as error:
        raise ReadError(f"{shown}: a folder, not a file; give its files one by one") from error
    except OSError as error:
        raise ReadError(f"{shown}: cannot be read ({error.strerror}); check its permissions") from error
    if not data:
        raise ReadError(f"{shown}: empty; give it the text of an article")
    return data


def _date(value: dt.date | dt.datetime | str | None, shown: str) -> dt.date | dt.datetime | None:
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise ReadError(f"{shown}: published={value!r} is no ISO date; give it as 2024-03-12") from error
