"""Pages that are no article: front pages, menus, error pages. In doubt a page is read: a lost article costs more."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from bcdextract.lexicon import builtin
from bcdextract.record import Article
from bcdextract.text import fold

_HIDDEN = re.compile(
    r"<!--.*?-->|<(script|style|noscript|template|svg|select|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_LINK = re.compile(r"<a\b[^<>]*\bhref\b[^<>]*>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|div|td|th|tr|table|li|ul|ol|h[1-6]|br|section|article|header|footer|main|nav|aside|figure|dd|dt)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title\b[^<>]*>(.*?)</title\s*>", re.DOTALL | re.IGNORECASE)
_FORWARD = re.compile(r"<meta\b[^<>]*http-equiv\s*=\s*[\"']?refresh\b[^<>]*url\s*=", re.IGNORECASE)
_ARTICLE = re.compile(
    r"property=[\"']og:type[\"'][^<>]*content=[\"'](?:news)?article|\"@type\"\s*:\s*\"\w*Article\"", re.I
)
_PARAGRAPH = 120
"""Characters of a piece of running text; teasers are shorter, or links."""
_BODY = 350
"""Running text that may be an article, however much there is of links beside it."""
_RUNNING = ("lead", "paragraph", "list")
_FRONT = re.compile(r"^/?(?:(?:index|default|home|trang-?chu)(?:\.\w+)?/?)?$", re.IGNORECASE)


class Seen(NamedTuple):
    """What a page is made of, in characters."""

    title: str
    text: int
    links: int
    """Links of the length of a headline."""
    linked: int
    running: int
    """In pieces outside links that are as long as a paragraph."""
    longest: int
    front: bool
    """Whether the address is that of a site's front page."""
    forward: bool
    claims: bool
    """Whether the page says of itself that it is an article."""
    start: str


class Reason(NamedTuple):
    """A kind of page that is no article: when a page is it, and how a reader is told."""

    name: str
    holds: Callable[[Seen], bool]
    message: str


REASONS = (
    Reason("redirect", lambda seen: seen.forward and seen.text < _BODY, "a page that only leads to another"),
    Reason("not_found", lambda seen: _says("not_found", seen), "a page that says that there is none"),
    Reason("http_error", lambda seen: _says("http_error", seen), "a page that says that the server failed or refused"),
    Reason("index_page", lambda seen: _is_index(seen), "links to articles, and no article"),
    Reason("menu", lambda seen: seen.longest < _PARAGRAPH // 2 and seen.text < 4 * _BODY, "a menu or a form, no text"),
)
"""In this order; an article of any kind must hold none of them."""


def reason(page: str, url: str | None = None) -> Reason | None:
    """Why a page is no article, or ``None`` where it may be one.

    >>> found = reason("<title>404 Not Found</title><body><h1>Not Found</h1></body>")
    >>> found.name
    'not_found'
    >>> reason("<h1>Huyện ủy họp</h1><p>" + "Sáng 5/3, Huyện ủy họp giao ban. " * 20 + "</p>") is None
    True
    """
    seen = look(page, url)
    return next((reason for reason in REASONS if reason.holds(seen)), None)


def in_doubt(article: Article) -> bool:
    """Whether an article that a reader made is thin enough, or stands at the address, of a page that is none."""
    running = sum(
        size for block in article.blocks if block.kind in _RUNNING and (size := block.end - block.start) >= _PARAGRAPH
    )
    return running < 2 * _BODY or _is_front(article.url)


def look(page: str, url: str | None = None) -> Seen:
    """What a page is made of."""
    shown = _HIDDEN.sub(" ", page)
    title = _TITLE.search(shown)
    body = shown[title.end() :] if title else shown
    links = [_flat(link) for link in _LINK.findall(body)]
    pieces = [_flat(piece) for piece in _BREAK.split(_LINK.sub(" ", body))]
    return Seen(
        title=fold(_flat(title[1])) if title else "",
        text=sum(map(len, pieces)),
        links=sum(len(link) > 25 for link in links),
        linked=sum(map(len, links)),
        running=sum(len(piece) for piece in pieces if len(piece) >= _PARAGRAPH),
        longest=max(map(len, pieces), default=0),
        front=_is_front(url),
        forward=_FORWARD.search(page, 0, 8192) is not None,
        claims=_ARTICLE.search(page) is not None,
        start=fold(" ".join(filter(None, pieces))[:600]),
    )


def _is_front(url: str | None) -> bool:
    """Whether an address is that of a whole site.

    >>> [_is_front(url) for url in ("https://a.vn/", "https://a.vn/index.html", "https://a.vn/?id=7", "https://a.vn/tin")]
    [True, True, False, False]
    """
    with suppress(ValueError):
        address = urlsplit(url or "?")
        return bool(address.netloc and _FRONT.match(address.path) and not address.query)
    return False


def _flat(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


@cache
def _words(kind: str) -> re.Pattern[str]:
    """The phrases of ``data/error_pages.yaml`` for one reason, as whole words of folded text."""
    phrases = [
        fold(alias) for entry in builtin("error_pages") if entry.data["reason"] == kind for alias in entry.aliases
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(phrases)))})(?!\w)")


def _says(kind: str, seen: Seen) -> bool:
    """Whether the title of a page with little text, or a page with next to none, says that it is an error."""
    if seen.running >= 2 * _BODY:
        return False
    said = _words(kind)
    return said.search(seen.title) is not None or (seen.running < _BODY and said.search(seen.start) is not None)


def _is_index(seen: Seen) -> bool:
    """Many headlines that lead elsewhere, and next to no text between them; a front page may have teasers."""
    if seen.claims and not seen.front:
        return False
    if seen.running < _BODY:
        return seen.links >= 8 and seen.linked > 3 * seen.running
    return seen.front and seen.links >= 15 and seen.linked > 2 * seen.running
