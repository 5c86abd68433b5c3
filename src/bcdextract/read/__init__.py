"""Readers: bytes, files, pages and plain text in, an :class:`~bcdextract.record.Article` out."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bcdextract.errors import NotAnArticle, ReadError
from bcdextract.limits import DEFAULTS, Limits, check_depth, check_size
from bcdextract.read import html, plain, skip
from bcdextract.read.decode import Decoded, decode, mended
from bcdextract.read.documents import open_document
from bcdextract.read.lines import BLANK
from bcdextract.read.mend import composed, mend_words
from bcdextract.read.tables import Table
from bcdextract.record import Article, Warning
from bcdextract.text import Mapped

_MARK = re.compile("(?s:.)[\u0300-\u036f]+")
_LOOKED_AT = 1000
"""Marks apart from their letters that are looked at: text is in NFD throughout, or not at all."""
MAX_CHARACTERS = 20_000_000
"""The longest text that is read as one article; a longer one is an archive, not an article."""
_FILE_NAME = re.compile(r"\S{1,1000}\.(?:txt|html?|docx?|pdf|mht(?:ml)?|warc(?:\.gz)?|wacz|jsonl?|zip)", re.IGNORECASE)


class _Content(NamedTuple):
    """The text of a source, put right, with what was done and the address that it holds itself."""

    page: Mapped
    is_page: bool
    traceable: bool
    """Whether offsets lead back to a string that the caller gave, or that its bytes decode to."""
    warnings: tuple[Warning, ...]
    used: tuple[Table, ...]
    url: str | None
    composed: bool
    """Whether the text is in NFC as it is."""


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
    charset: str | None = None,
    sift: bool = False,
    limits: Limits = DEFAULTS,
) -> Article:
    """The article of a text, a page or a file. What the caller gives wins over what the page says.

    A ``str`` is plain text, or HTML where it has markup; ``bytes`` are a Word file, a PDF, MHTML, or are decoded
    (``charset`` is what an HTTP header says of them); a ``Path`` is read. ``name`` is what ``article.source`` becomes
    and what errors name; a path's own name by default. Raises ``ReadError``, naming the source and the mend, for a
    file that cannot be read, bytes that are no text, nothing to read, and a text of more than ``MAX_CHARACTERS``;
    ``LimitError`` for what is over ``limits``; with ``sift``, ``NotAnArticle`` for a page that is none.

    >>> article = read("Huyện ủy họp giao ban tháng 3 năm 2024\\n12/03/2024\\nSáng 12/3, Huyện ủy họp.\\nLê An")
    >>> article.title, str(article.published), article.authors
    ('Huyện ủy họp giao ban tháng 3 năm 2024', '2024-03-12', ('Lê An',))
    """
    label = name or (str(source) if isinstance(source, Path) else None)
    shown = label or "text"
    content = _content(source, shown, charset, limits)
    known = (authors,) if isinstance(authors, str) else None if authors is None else tuple(authors)
    given = plain.Given(
        source=label,
        url=url or content.url,
        published=_date(published, shown),
        title=mend_words(title, content.used) if title else title,
        authors=tuple(mend_words(one, content.used) for one in known) if known else known,
        publisher=mend_words(publisher, content.used) if publisher else publisher,
        section=mend_words(section, content.used) if section else section,
    )
    text = content.page.text
    if not content.is_page:
        made = plain.article(content.page if content.composed else composed(content.page), given)
        made._origins = made._origins if content.traceable else None
    else:
        check_depth(text, shown, limits)
        made = _article_of(text, given, shown) if sift else html.article(text, given)
    made._warnings = (*content.warnings, *made._warnings)
    return made


def _article_of(page: str, given: plain.Given, shown: str) -> Article:
    """The article of a page, or ``NotAnArticle`` where little is found and the page says why."""
    try:
        made = html.article(page, given)
    except ReadError as error:
        if found := skip.reason(page, given.url):
            raise NotAnArticle(found.name, f"{shown}: {found.message}") from error
        raise
    if skip.in_doubt(made, page) and (found := skip.reason(page, given.url)):
        raise NotAnArticle(found.name, f"{shown}: {found.message}")
    return made


def _content(source: str | bytes | Path, shown: str, charset: str | None, limits: Limits) -> _Content:
    """The text of a source, decoded and mended; ``ReadError`` where there is none or too much."""
    data = _load(source, shown, limits) if isinstance(source, Path) else source
    url, traceable = None, True
    if isinstance(data, bytes):
        check_size(len(data), shown, limits)
        document = open_document(data, shown, limits)
        if document:
            data, charset, url, traceable = document.content, document.charset or charset, document.url, False
    if isinstance(data, bytes):
        decoded = decode(data, shown, charset, markup=b"</" in data[:4096] or b"<p" in data[:4096])
    elif isinstance(data, str):
        if _FILE_NAME.fullmatch(data):
            raise ReadError(f"{data!r} names a file or a page; give a pathlib.Path, or the page's own text")
        decoded = Decoded(data)
    else:
        raise TypeError(f"an article is text, bytes or a pathlib.Path, not {type(source).__name__}")
    text = decoded.text
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"{shown}: {len(text)} characters, over the limit of {MAX_CHARACTERS}; split it into articles")
    if not text.strip(BLANK + "\r\n"):
        raise ReadError(f"{shown}: empty; give it the text of an article")
    is_page = html.is_html(text)
    found = mended(decoded, markup=is_page)
    composed_already = unicodedata.is_normalized("NFC", found.page.text)
    warnings = (*found.warnings, *_letters(found.page.text, composed_already))
    return _Content(found.page, is_page, traceable, warnings, found.used, url, composed_already)


def _letters(text: str, composed_already: bool) -> tuple[Warning, ...]:
    """What a reader should know of the letters: marks that stood apart and were composed, Ð typed for Đ."""
    notes: list[Warning] = []
    if not composed_already and any(
        unicodedata.normalize("NFC", mark[0]) != mark[0] for mark in islice(_MARK.finditer(text), _LOOKED_AT)
    ):
        message = "marks that stood apart from their letters (NFD) were composed (NFC)"
        notes.append(Warning(code="marks_composed", message=message))
    if "\u00d0" in text:
        message = "\u00d0 (U+00D0) is typed for \u0110 (U+0110); the text keeps it, and it was read as \u0110"
        notes.append(Warning(code="eth_for_d", message=message))
    return tuple(notes)


def _load(path: Path, shown: str, limits: Limits) -> bytes:
    """A file's bytes, or ``ReadError`` naming the file and the mend."""
    try:
        check_size(path.stat().st_size, shown, limits)
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
