"""Where a fact stood: a link that opens the live page at its words, and Web Annotation selectors of the place.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/. Selectors: https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple
from urllib.parse import quote

from bcdextract.record import Article, Evidence, Model, Record
from bcdextract.text import fold

_LONG = 200
"""Characters from which on a quote is given by its first and last words."""
_SHORT = 40
"""A quote under so many characters is given with its context, even where the article has it once: menus and lists of
links on the live page may have it too."""
_ENDS = (5, 10, 20)
_CONTEXT = (0, 3, 6, 12, 24)
_CELLS = re.compile(r" \| ")
"""Between cells of a row, which are pieces of their own on the page."""
_SELECTED = 32
"""Characters of context that a quote selector carries on each side."""


class TextPositionSelector(Model):
    """Code points of ``article.text``, half-open. On the live page the quote leads, as its text holds menus too."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


class TextQuoteSelector(Model):
    """The words, and what stands right before and after them in ``article.text``."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class Where(Model):
    """Where words stood. ``link`` opens the page at them; ``unique`` is whether it leads to these words and no other
    place of the article: the same line twice cannot be told apart. Both are ``None`` for an article without address.
    """

    url: str | None = None
    link: str | None = None
    unique: bool | None = None
    position: TextPositionSelector
    quote: TextQuoteSelector


class _Directive(NamedTuple):
    """The parts of a text directive, as written."""

    prefix: str
    start: str
    end: str
    suffix: str

    def __str__(self) -> str:
        parts = (f"{_coded(self.prefix)}-" if self.prefix else "", _coded(self.start), _coded(self.end))
        return ",".join(filter(None, (*parts, f"-{_coded(self.suffix)}" if self.suffix else "")))


def where(source: Record | Article, span: Evidence | tuple[int, int]) -> Where:
    """Where a piece of evidence, or any ``(start, end)`` of ``article.text``, stood.

    Raises ``ValueError`` for a span that is empty or outside the text.

    >>> import bcdextract
    >>> record = bcdextract.extract("Sáng 5/3/2024, Huyện ủy họp giao ban.", url="https://a.vn/7")
    >>> print(where(record, (15, 23)).link)
    https://a.vn/7#:~:text=S%C3%A1ng%205%2F3%2F2024%2C-,Huy%E1%BB%87n%20%E1%BB%A7y,-h%E1%BB%8Dp%20giao%20ban.
    """
    article = source.article if isinstance(source, Record) else source
    start, end = (span.start, span.end) if isinstance(span, Evidence) else span
    text = article.text
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no such words: {start}..{end} in a text of {len(text)} characters")
    link, unique = _link(article.url, text, start, end) if article.url else (None, None)
    return Where(
        url=article.url,
        link=link,
        unique=unique,
        position=TextPositionSelector(start=start, end=end),
        quote=TextQuoteSelector(
            exact=text[start:end],
            prefix=text[max(0, start - _SELECTED) : start],
            suffix=text[end : end + _SELECTED],
        ),
    )


def _link(url: str, text: str, start: int, end: int) -> tuple[str, bool]:
    """The shortest directive whose first match are the words; without one that is, the one with most context."""
    text = _CELLS.sub("\n\n\n", text)
    start, end = _whole_words(text, start, end)
    found = None
    unique = False
    for found in _directives(text, start, end):
        if unique := _first_match(text, found) == (start, end):
            break
    return f"{url}{'' if '#' in url else '#'}:~:text={found}", unique


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the white space at its ends gone, and words that it cuts taken whole: browsers match no parts."""
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _directives(text: str, start: int, end: int) -> Iterator[_Directive]:
    """Directives for a span, each with more context than the one before; context out of other lines only at last, as
    other things may stand between two paragraphs on the live page."""
    words = text[start:end]
    sizes = _CONTEXT[1:] if len(words) < _SHORT else _CONTEXT
    inner = text[:start].rsplit("\n", 1)[-1].split(), text[end:].split("\n", 1)[0].split()
    outer = next(_filled(reversed(text[:start].split("\n"))), []), next(_filled(text[end:].split("\n")), [])
    for before, after in (inner, outer):
        for size in sizes:
            for first, last in _quoted(words):
                yield _Directive(" ".join(before[-size:] if size else ()), first, last, " ".join(after[:size]))


def _filled(lines: Iterable[str]) -> Iterator[list[str]]:
    return (words for line in lines if (words := line.split()))


def _quoted(words: str) -> Iterator[tuple[str, str]]:
    """A quote as (all of it, ""), or one that is long or runs over lines as its (first, last) words: few, then more."""
    first, last = words.split("\n", 1)[0].split(), words.rsplit("\n", 1)[-1].split()
    if "\n" not in words and (len(words) <= _LONG or len(first) < 4):
        yield " ".join(first), ""
        return
    half = len(first) // 2 if "\n" not in words else max(len(first), len(last))
    for size in _ENDS:
        yield " ".join(first[: min(size, half)]), " ".join(last[-min(size, half) :])


def _first_match(text: str, directive: _Directive) -> tuple[int, int] | None:
    """Where a browser that had this text would find a directive: whole words, case aside, the first place.

    As the specification has it, where the suffix does not follow it goes on behind the start of the words, even if
    the prefix might begin before them ("-" in "35-NQ 35-NQ 35-NQ họp").
    """
    prefix, start, end, suffix = map(_words, directive)
    head = re.compile((rf"{prefix}\s*" if prefix else "") + f"(?P<words>{start})")
    tail = re.compile((f"(?P<to>(?s:.*?){end})" if end else "(?P<to>)") + (rf"\s*{suffix}" if suffix else ""))
    folded, at = fold(text), 0
    while (found := head.search(folded, at)) is not None:
        rest = tail.match(folded, found.end())
        if rest is not None:
            return found.start("words"), rest.end("to")
        at = found.start("words") + 1
    return None


def _words(phrase: str) -> str:
    """A pattern of a phrase in one line, at the edges of words."""
    if not phrase:
        return ""
    before, after = (r"(?<!\w)" if phrase[0].isalnum() else ""), (r"(?!\w)" if phrase[-1].isalnum() else "")
    return before + r"[^\S\n]+".join(map(re.escape, fold(phrase).split())) + after


def _coded(words: str) -> str:
    """Words as a directive wants them: its own signs, the hyphen, the comma and the ampersand, coded as well.

    >>> _coded("Nghị quyết 35-NQ/TW, ngày")
    'Ngh%E1%BB%8B%20quy%E1%BA%BFt%2035%2DNQ%2FTW%2C%20ng%C3%A0y'
    """
    return quote(words, safe="").replace("-", "%2D")
