"""HTML pages: main text and metadata by trafilatura, then read as the plain text that it is."""

from __future__ import annotations

import datetime as dt
import re

from bcdextract.errors import ReadError
from bcdextract.read import page, plain
from bcdextract.read.byline import signature
from bcdextract.read.furniture import heads, key, kinds
from bcdextract.read.lines import ends_sentence
from bcdextract.record import Article
from bcdextract.text import fold, nfc

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|div|table|h1|p|br)\b[^<>]*>", re.IGNORECASE
)
_CELL = re.compile(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", re.MULTILINE)  # a layout table printed as text
_SAMPLE = 4096
_SENTENCE, _LEAST = 80, 200
"""Characters of a line that is a sentence, and of all such lines: with fewer it is menus that trafilatura found."""
_DATES = {"extensive_search": False, "original_date": True}
"""No date out of running text: a portal's clock or sidebar is not the article's."""


def is_html(source: str) -> bool:
    """Whether a string is a page and not plain text.

    >>> is_html("<p>Tỉnh ủy họp.</p>"), is_html("Tỉ lệ < 5%, tăng > 3%")
    (True, False)
    """
    return "<" in source[:_SAMPLE] and _MARKUP.search(source, 0, _SAMPLE) is not None


def article(source: str, given: plain.Given) -> Article:
    """The article of a page. It has no map back to the page. Raises ``ReadError`` where there is no main text."""
    made = page.article(source, given)
    return made if made is not None else _by_trafilatura(source, given)


def _by_trafilatura(source: str, given: plain.Given) -> Article:
    """The article of a page in which no body was found: what trafilatura takes for its text, read as plain text."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise ReadError('reading HTML needs trafilatura: pip install "bcdextract[html]"') from error
    found = bare_extraction(
        source,
        url=given.url,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params=_DATES,
    )
    said: dict[str, object] = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    body = _CELL.sub("", str(said.get("raw_text") or said.get("text") or "")).strip()
    if sum(len(line) for line in body.split("\n") if len(line) >= _SENTENCE and ends_sentence(line)) < _LEAST:
        raise ReadError(f"{given.source or 'page'}: no article text found in this HTML; pass its text instead")
    title = given.title or _headline(said)
    opening = body.split("\n", 1)[0]
    if title and fold(title) != fold(opening.strip()):
        body = f"{title}\n\n{body}"
    made = plain.article(nfc(body), _with_metadata(given._replace(title=title), said))
    made._origins = None
    return made


def _headline(page: dict[str, object]) -> str | None:
    """The page's title where it is the article's: not "Home", and not the name of the portal."""
    title = _clean(page.get("title"))
    letters = key(fold(title or ""))
    return None if letters in kinds() or (letters + " ").startswith(heads("media_head")) else title


def _clean(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _with_metadata(given: plain.Given, page: dict[str, object]) -> plain.Given:
    """What the caller gave, then what the page's metadata say."""
    authors = given.authors
    if authors is None and page.get("author"):
        signed = signature(str(page["author"]).replace(";", ","))
        authors = signed.authors if signed and 0 < len(signed.authors) <= 3 else None
    return given._replace(
        url=given.url or _clean(page.get("url")),
        publisher=given.publisher or _clean(page.get("sitename")),
        published=given.published or _date(page.get("date")),
        authors=authors,
    )


def _date(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
