"""Where the article's text stands among the pieces: the element that holds most of it, and what goes on after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bcdextract.read.furniture import key, kinds
from bcdextract.read.lines import FOOTER
from bcdextract.read.page.pieces import Piece, prose
from bcdextract.read.page.tree import Element
from bcdextract.text import fold

_HOLDS = 0.7
"""An element holds the article when it holds this share of the prose of the one around it."""
_BEFORE_TITLE, _TEASER, _PROMISED = 0.25, 0.15, 1.6
_TOLD = 300
"""Prose after which a headline over comments ends the article."""
_TEASERS, _OWN = 4, 250
"""Teasers from which on, and characters of text in one up to which, a page is a list of articles."""
_LIST = 3
"""Links that make a list, not a note inside an article."""
_LEVELS = 3
"""How far above the body's element its text may go on."""


class Region(NamedTuple):
    """The body: the first and the last of its pieces, and the element that holds most of it."""

    first: int
    last: int
    element: Element


def opens_links(piece: Piece) -> bool:
    """Whether a piece stands over links to other articles or over comments: "Tin liên quan", "Bình luận (3)"."""
    if len(piece.text) > 60:
        return False
    words = key(fold(piece.text))
    return kinds().get(words) == "opener" or words in _TALK


def opens_talk(piece: Piece) -> bool:
    """Whether a piece stands over what readers say: "Bình luận (3)"."""
    return len(piece.text) <= 40 and key(fold(piece.text)) in _TALK


_TALK = ("bình luận", "ý kiến bạn đọc", "gửi bình luận", "viết bình luận", "phản hồi", "gửi phản hồi")


def body(pieces: Sequence[Piece], title: int | None) -> Region | None:
    """The body of the article whose headline is piece ``title``, where that is known; ``None`` where there is none."""
    weights = _weights(pieces, title)
    total: dict[Element, float] = defaultdict(float)
    children: dict[Element, dict[Element, None]] = defaultdict(dict)
    for piece, weight in zip(pieces, weights, strict=True):
        if weight:
            _climb(piece.element, weight, total, children)
    if not total or (title is None and is_list(pieces, weights)):
        return None
    element = _widen(_descend(total, children), pieces, weights)
    inside = [i for i, weight in enumerate(weights) if weight and is_in(pieces[i].element, element)]
    first, last = _together(pieces, weights, inside)
    return Region(first, _goes_on(pieces, last, element), element)


def _together(pieces: Sequence[Piece], weights: Sequence[float], inside: Sequence[int]) -> tuple[int, int]:
    """First and last of the prose that no list of links and no single headline parts: one element may hold all."""
    runs: list[list[int]] = [[inside[0]]]
    heads = [i for i, piece in enumerate(pieces) if piece.scope.heading == 1 and not piece.chrome and not piece.is_link]
    for before, i in pairwise(inside):
        between = pieces[before + 1 : i]
        links = sum(1 for piece in between if piece.is_link and len(piece.text) > 20)
        opened = any(opens_links(piece) for piece in between)
        headed = len(heads) == 1 and before < heads[0] < i
        if links >= _LIST or (opened and links) or headed:
            runs.append([])
        runs[-1].append(i)
    best = max(runs, key=lambda run: sum(weights[i] for i in run))
    return best[0], best[-1]


def _weights(pieces: Sequence[Piece], title: int | None) -> list[float]:
    weights: list[float] = []
    before: Piece | None = None
    talk, told = False, 0.0
    for i, piece in enumerate(pieces):
        talk = talk or (told >= _TOLD and opens_talk(piece))
        if piece.chrome or talk:
            weights.append(0)
            continue
        weight: float = prose(piece)
        if weight:
            if title is not None and i < title:
                weight *= _BEFORE_TITLE
            if before is not None and before.is_link and before.role != "section" and len(before.text) > 25:
                weight *= _TEASER
            if piece.scope.body:
                weight *= _PROMISED
            if FOOTER.match(fold(piece.text[:80])):
                weight = 0
        weights.append(weight)
        told += weight
        before = before if piece.role == "date" else piece
    return weights


def _climb(
    element: Element, weight: float, total: dict[Element, float], children: dict[Element, dict[Element, None]]
) -> None:
    while element is not None:
        total[element] += weight
        parent = element.getparent()
        if parent is not None:
            children[parent][element] = None
        element = parent


def _descend(total: dict[Element, float], children: dict[Element, dict[Element, None]]) -> Element:
    """The innermost element that still holds most of the prose around it, but no single paragraph."""
    node = next(element for element in total if element.getparent() is None)
    while children[node]:
        best = max(children[node], key=lambda child: total[child])
        second = total[node] - total[best]
        if total[best] < _HOLDS * total[node] and second * 1.5 > total[best]:
            break
        if best.tag in ("p", "li", "span", "h2", "font", "b", "strong"):
            break
        node = best
    return node


def _widen(element: Element, pieces: Sequence[Piece], weights: Sequence[float]) -> Element:
    """The element, or the one around it where more of the article's text stands there and nothing else does."""
    for _ in range(_LEVELS):
        outer = element.getparent()
        if outer is None or outer.tag in ("body", "html", "form"):
            break
        inside = [i for i, piece in enumerate(pieces) if is_in(piece.element, outer) and not piece.chrome]
        own = [i for i in inside if is_in(pieces[i].element, element)]
        others = [i for i in inside if i < own[0] or i > own[-1] or not is_in(pieces[i].element, element)]
        more = [i for i in others if weights[i] >= 60]
        if not more or (len(more) < 2 and more[0] < own[0]) or sum(_parts(pieces[i]) for i in others) >= 2:
            break
        element = outer
    return element


def _parts(piece: Piece) -> int:
    """How much a piece says that it belongs to what stands around an article's text: one link may stand in the text."""
    if piece.is_link:
        return int(len(piece.text) > 25)
    return 2 * (
        piece.scope.heading == 1
        or piece.role in ("title", "date", "section")
        or opens_links(piece)
        or FOOTER.match(fold(piece.text[:80])) is not None
    )


def is_in(element: Element, outer: Element) -> bool:
    while element is not None:
        if element is outer:
            return True
        element = element.getparent()
    return False


def _goes_on(pieces: Sequence[Piece], last: int, element: Element) -> int:
    """The last piece of the article: after its element, more of its paragraphs may stand beside it."""
    outer = element
    for _ in range(_LEVELS):
        parent = outer.getparent()
        if parent is None or parent.tag in ("body", "html", "form"):
            break
        outer = parent
    linked = 0
    for i in range(last + 1, len(pieces)):
        piece = pieces[i]
        if not is_in(piece.element, outer) or opens_links(piece):
            break
        if piece.chrome:
            continue
        if piece.is_link and len(piece.text) > 25:
            linked += 1
        elif prose(piece) >= 80 and not FOOTER.match(fold(piece.text[:80])):
            if linked > 1:
                break
            last = i
    return last


def is_list(pieces: Sequence[Piece], weights: Sequence[float]) -> bool:
    """Whether a page is a list of links to articles: many teasers under their headlines, and no text that goes on."""
    teasers = run = longest = 0
    before: Piece | None = None
    for piece, weight in zip(pieces, weights, strict=True):
        if piece.chrome or piece.role in ("date", "section"):
            continue
        if weight:
            linked = before is not None and before.is_link
            teasers += linked
            run = 0 if linked else run + len(piece.text)
            longest = max(longest, run)
        elif piece.is_link:
            run = 0
        before = piece
    return teasers >= _TEASERS and longest < _OWN
