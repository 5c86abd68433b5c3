"""Pages that are no article: front pages, menus, error pages. In doubt a page is read: a lost article costs more."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from bcdextract.lexicon import builtin
from bcdextract.record import Article
from bcdextract.text import fold

_HIDDEN: Final = re.compile(
    r"<!--.*?-->|<(script|style|noscript|template|svg|select|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_LINK: Final = re.compile(r"<a\b[^<>]*\bhref\b[^<>]*>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
_BREAK: Final = re.compile(
    r"</?(?:p|div|td|th|tr|table|li|ul|ol|h[1-6]|br|section|article|header|footer|main|nav|aside|figure|dd|dt)\b[^<>]*>",
    re.IGNORECASE,
)
_LINKED_HEADING: Final = re.compile(r"<h[2-4]\b[^<>]*>\s*<a\b", re.IGNORECASE)
_HEADINGS: Final = 6
_TAG: Final = re.compile(r"<[^<>]*>")
_TITLE: Final = re.compile(r"<title\b[^<>]*>(.*?)</title\s*>", re.DOTALL | re.IGNORECASE)
_FORWARD: Final = re.compile(r"<meta\b[^<>]*http-equiv\s*=\s*[\"']?refresh\b[^<>]*url\s*=", re.IGNORECASE)
_ARTICLE: Final = re.compile(
    r"property=[\"']og:type[\"'][^<>]*content=[\"'](?:news)?article|\"@type\"\s*:\s*\"\w*Article\"", re.I
)
_PIECE: Final = 80
"""Characters of a piece of running text. Names of columns, days and buttons are shorter."""
_HEADLINE: Final = 25
_BODY: Final = 350
"""Running text that may be an article, however much there is of links beside it."""
_LEAST: Final = 160
"""Running text, no teaser and no footer, under which a page of links is no article with links beside it."""
_RUNNING: Final = ("lead", "paragraph", "list")
_FRONT: Final = re.compile(r"^/?(?:(?:index|default|home|trang-?chu)(?:\.\w+)?/?)?$", re.IGNORECASE)


class Seen(NamedTuple):
    """What a page is made of, in characters."""

    title: str
    text: int
    links: int
    """Links of the length of a headline, in number."""
    linked: int
    running: int
    """In pieces of running text, without teasers and the notice at the foot."""
    teasers: int
    """Pieces of running text right after a headline that leads elsewhere, in number."""
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


REASONS: Final = (
    Reason("redirect", lambda seen: seen.forward and seen.text < _BODY, "a page that only leads to another"),
    Reason("not_found", lambda seen: _says("not_found", seen), "a page that says that there is none"),
    Reason("http_error", lambda seen: _says("http_error", seen), "a page that says that the server failed or refused"),
    Reason("index_page", lambda seen: _is_index(seen), "links to articles, and no article"),
    Reason("menu", lambda seen: seen.longest < _PIECE - 20 and seen.text < 4 * _BODY, "a menu or a form, no text"),
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


def in_doubt(article: Article, page: str) -> bool:
    """Whether a page that was read is worth a look: little was found, it is a site's front, or a list of headlines."""
    running = sum(
        size for block in article.blocks if block.kind in _RUNNING and (size := block.end - block.start) >= _PIECE
    )
    if running < 2 * _BODY or _is_front(article.url):
        return True
    return len(_LINKED_HEADING.findall(page)) >= _HEADINGS


def look(page: str, url: str | None = None) -> Seen:
    """What a page is made of."""
    shown = _HIDDEN.sub(" ", page)
    title = _TITLE.search(shown)
    body = shown[title.end() :] if title else shown
    texts: list[str] = []
    links: list[str] = []
    running = teasers = 0
    after_headline = False
    for number, part in enumerate(_LINK.split(body)):
        if number % 2:  # what a link says
            links.append(_flat(part))
            after_headline = after_headline or len(links[-1]) >= _HEADLINE
            continue
        for piece in filter(None, map(_flat, _BREAK.split(part))):
            texts.append(piece)
            if len(piece) < _PIECE or _words("footer").search(fold(piece)):
                continue
            teasers += after_headline
            running += 0 if after_headline else len(piece)
            after_headline = False
    return Seen(
        title=fold(_flat(title[1])) if title else "",
        text=sum(map(len, texts)),
        links=sum(len(link) >= _HEADLINE for link in links),
        linked=sum(map(len, links)),
        running=running,
        teasers=teasers,
        longest=max(map(len, texts), default=0),
        front=_is_front(url),
        forward=_FORWARD.search(page, 0, 8192) is not None,
        claims=_ARTICLE.search(page) is not None,
        start=fold(" ".join(texts)[:600]),
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
    """The phrases of ``data/no_article.yaml`` for one reason, as whole words of folded text."""
    phrases = [
        fold(alias) for entry in builtin("no_article") if entry.data["reason"] == kind for alias in entry.aliases
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(phrases)))})(?!\w)")


def _says(kind: str, seen: Seen) -> bool:
    """Whether the title of a page with little text, or a page with next to none, says that it is an error."""
    if seen.running >= 2 * _BODY:
        return False
    said = _words(kind)
    return said.search(seen.title) is not None or (seen.running < _BODY and said.search(seen.start) is not None)


def _is_index(seen: Seen) -> bool:
    """Headlines that lead elsewhere, with teasers or without, and next to no other text; a front page may have some."""
    if seen.claims and not seen.front:
        return False
    if seen.running < _LEAST:
        return seen.links >= 8 and seen.linked > 3 * seen.running
    return seen.front and seen.links >= 15 and seen.running < 4 * _BODY and seen.linked > seen.running
