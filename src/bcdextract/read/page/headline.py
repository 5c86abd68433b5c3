"""The headline among the pieces of a page: what readers see as one, checked against what the page says of itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bcdextract.read.byline import signature
from bcdextract.read.furniture import heads, key
from bcdextract.read.lines import ends_sentence, kind_of
from bcdextract.read.page.metadata import Metadata, window_titles
from bcdextract.read.page.pieces import Piece, prose
from bcdextract.read.page.region import is_in
from bcdextract.read.page.tree import Element
from bcdextract.read.published import stamp
from bcdextract.text import fold

_LONG, _LONGEST = 180, 340
_SPOKEN = 6
"""Words of a headline; a shorter text in the window's title may be the name of the site."""
_WORDS = re.compile(r"\w+")
_SLUG = re.compile(r"[a-z]+|\d+")
_TOLD = re.compile(r"\b(?:tổ chức|họp|hội nghị|ra mắt|khai trương|kỷ niệm|trao|tiếp|làm việc|tập huấn|kiểm tra)\b")
"""What a headline says of a publisher, and a publisher's name does not."""
_MENU = 4.0
"""What links between a text and the body take from it: a site's name stands over its menu."""
_ENOUGH, _GOOD, _NEAR, _INSIDE = 0.5, 3.5, 2.0, 6.0
"""Points below which no piece is a headline, from which on one over the body is one (less for one right over it), and
by which one in the body must win over such a one."""


def letters(text: str) -> str:
    """A text to compare headlines by: folded words."""
    return " ".join(_WORDS.findall(fold(unicodedata.normalize("NFC", text))))


def plain(text: str) -> str:
    """Small letters without marks, as addresses have them.

    >>> plain("Đắk R’lấp họp")
    'dak r lap hop'
    """
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join(_SLUG.findall("".join(c for c in bare if not unicodedata.combining(c))))


class Known:
    """What a page says of its headline and of its site, made ready to compare with."""

    def __init__(self, meta: Metadata, url: str | None) -> None:
        self.site = plain(meta.site)
        windows = window_titles(meta.window)
        self.tail = letters(_tail(meta.window)) if len(windows) > 1 else ""
        self.titles = [letters(title) for title in meta.titles if not self.is_site(title)]
        self.windows = {letters(title) for title in windows if not self.is_site(title)}
        self.slug = frozenset(_slug(url or meta.url))

    @property
    def speaks(self) -> bool:
        """Whether the page says anything of its headline."""
        return bool(self.titles or self.windows or len(self.slug) >= 4)

    def is_site(self, title: str) -> bool:
        """Whether a text names a site or a column, and no article."""
        words = letters(title)
        if not words or len(words) < 8 or kind_of(fold(title), title, False)[0] in ("drop", "section", "opener"):
            return True
        if self.site and plain(title) == self.site:
            return True
        named = (key(fold(title)) + " ").startswith(heads("media_head"))
        return named and len(words.split()) <= 20 and not _TOLD.search(words)

    def points(self, text: str) -> float:
        """How much the page's own words speak for a text as its headline."""
        words = letters(text)
        found = 0.0
        if words in self.titles or any(title.startswith(words) and len(words) > 25 for title in self.titles):
            found += 8 if len(words.split()) >= _SPOKEN else 3
        elif words in self.windows:
            found += 6 if len(words.split()) >= _SPOKEN else 2
        elif words and words == self.tail:  # "Cổng thông tin ... - Huyện ủy họp giao ban", or the site's name
            found += 6 if len(words.split()) > _SPOKEN else -5
        if len(self.slug) >= 4:
            shared = len(self.slug & set(plain(text).split()))
            found += 5 if shared >= 0.75 * len(self.slug) else 0
        return found


def _tail(window: str) -> str:
    """What stands after the first separator of a window's title."""
    return window[len(window_titles(window)[-1]) :].strip(" -–—|»>:•·«")


def _slug(url: str | None) -> list[str]:
    """The words of the last part of an address that has any."""
    parts = (url or "").split("?")[0].split("/")[3:]
    named = [part for part in parts if part.count("-") >= 3]
    return [word for word in _SLUG.findall(named[-1].lower()) if word.isalpha() and len(word) > 1] if named else []


def surely(pieces: Sequence[Piece], known: Known) -> int | None:
    """The headline by what the page says of itself alone: before the body is known."""
    best: tuple[float, int] | None = None
    for i, piece in enumerate(pieces if known.speaks else ()):
        if not may_be(piece) or (piece.is_link and not piece.scope.heading):
            continue
        points = known.points(piece.text)
        points += 2 if piece.scope.heading == 1 else 1 if piece.role == "title" else 0
        points -= 4 if piece.chrome else 0
        if points >= 7 and (best is None or points > best[0]) and not known.is_site(piece.text):
            best = (points, i)
    return best[1] if best else None


def may_be(piece: Piece) -> bool:
    """Whether a piece has the form of a headline."""
    text = piece.text
    if not 8 <= len(text) <= _LONGEST or piece.role in ("date", "author", "caption", "source") or piece.row:
        return False
    return len(_WORDS.findall(text)) >= 3


def choose(pieces: Sequence[Piece], known: Known, first: int, element: Element) -> int | None:
    """The headline over a body that begins with piece ``first``: the index of its piece, or ``None``.

    What stands over the body's element wins over what stands in it, as subheads do, unless the page itself names it.
    """
    over: tuple[float, int] | None = None
    inside: tuple[float, int] | None = None
    apart = links = 0
    for i in range(min(first + 3, len(pieces) - 1), -1, -1):
        piece = pieces[i]
        apart += 1 if i < first and not piece.chrome else 0
        if i < first and (prose(piece) or piece.role in ("date", "author", "lead")):
            links = 0
        links += 1 + len(piece.text) // 20 if piece.is_link and piece.role != "section" and i < first else 0
        if not may_be(piece) or known.is_site(piece.text):
            continue
        points = (
            _points(piece, known)
            - (_MENU * (1.5 if i < 3 else 1) if links >= 3 else 0)
            - min(3.0, 0.12 * apart)
            - max(0, 2 * (i - first + 1))
        )
        points += 1.5 if i < first and any(after.role == "date" for after in pieces[i + 1 : i + 3]) else 0
        if points < _ENOUGH or _is_other(piece, points):
            continue
        if i >= first or is_in(piece.element, element):
            inside = max(inside or (points, i), (points, i))
        else:
            over = max(over or (points, i), (points, i))
    good = over is not None and over[0] >= (_GOOD if over[1] < first - 2 else _NEAR)
    if over is None or (inside is not None and inside[0] > over[0] + (_INSIDE if good else 0)):
        return inside[1] if inside else None
    return over[1]


def _points(piece: Piece, known: Known) -> float:
    points = known.points(piece.text)
    heading = piece.scope.heading
    points += {1: 5, 2: 2, 3: 1}.get(heading, 0.5 if heading else 0)
    points += 4 if piece.role == "title" else 0
    points += 1 if piece.scope.big or piece.is_bold else 0
    points += 1 if len(piece.text.split()) >= 7 else 0
    points += 1 if piece.scope.align == "center" else 0
    if piece.role in ("lead", "section") and not heading:
        points -= 5
    if piece.is_link and not points >= 8:
        points -= 3 if heading == 1 else 5
    if ends_sentence(piece.text[-6:].lower()) or piece.text.endswith("…"):
        points -= 3
    if len(piece.text) > _LONG:
        points -= 2
    if piece.chrome:
        points -= 5
    return points


def _is_other(piece: Piece, points: float) -> bool:
    """Whether a piece is a date line or a byline; looked at last, as it costs more than the rest."""
    if points >= 8:
        return False
    folded = fold(piece.text)
    dated = stamp(folded, 0, len(folded))
    if dated is not None and sum(rest.end - rest.start for rest in dated.rest) * 2 <= len(folded):
        return True
    return signature(piece.text) is not None
