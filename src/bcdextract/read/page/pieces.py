"""Pieces of a page: a block of text each, as a reader sees it, with what its elements say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from bcdextract.read.lines import ends_sentence
from bcdextract.read.page.tree import Element

_DATED = re.compile(r"[\s(\[|,–-]*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\D{0,4}(?:\d{1,2}:\d{2})?\D{0,3}$")


class Scope(NamedTuple):
    """What the elements around a text say of it."""

    role: str = ""
    marked: int = -1
    chrome: tuple[int, ...] = ()
    body: bool = False
    link: bool = False
    bold: bool = False
    italic: bool = False
    figure: bool = False
    item: bool = False
    heading: int = 0
    table: int = 0
    align: str = ""
    big: bool = False


@dataclass(slots=True)
class Piece:
    """A block of text. ``linked``, ``bold`` and ``italic`` count characters, ``links`` links.

    ``pictured`` says that a picture stands right before it, ``row`` that it is a row of a table of data, ``chrome``
    that it is no part of an article; ``moment`` is what a ``time`` element gives to machines.
    """

    text: str
    element: Element
    scope: Scope
    role: str
    linked: int
    bold: int
    italic: int
    pictured: bool
    row: bool = False
    chrome: bool = False
    moment: str = ""
    links: int = 0

    @property
    def is_link(self) -> bool:
        """Whether nearly all of the text is links, the date beside them aside."""
        size = len(self.text)
        if self.linked * 10 >= size * 8:
            return True
        dated = _DATED.search(self.text) if self.linked * 2 >= size else None
        return dated is not None and self.linked * 10 >= (size - len(dated[0])) * 8

    @property
    def is_bold(self) -> bool:
        """Whether nearly all of the text is bold."""
        return self.bold * 10 >= len(self.text) * 8


@dataclass(slots=True)
class Row:
    """The pieces of a page in the order of its source, its JSON-LD, and the tables that hold a picture.

    ``chromes`` are the elements that promise no article, by their number in ``Scope.chrome``: a tag, or "name";
    ``pardoned`` are those that hold the body of a family's article. ``marks`` are the roles of the elements that have
    one, by their number in ``Scope.marked``, each with the number of the one around it. ``dates`` are the publication
    dates of its microdata.
    """

    pieces: list[Piece] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    pictures: set[int] = field(default_factory=set)
    chromes: list[str] = field(default_factory=list)
    pardoned: set[int] = field(default_factory=set)
    marks: list[tuple[str, int]] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


_SENTENCES = re.compile(r"[.!?…:;][\"”’')]*\s+\S")
_HOLDS = {
    "title": (3, 400),
    "lead": (8, 3000),
    "date": (6, 140),
    "author": (8, 140),
    "source": (6, 140),
    "section": (14, 100),
    "caption": (6, 1500),
}  # fmt: skip
"""How many pieces, and how long ones that are no links, an element of a role holds."""
_HEADED, _HOLDING = 0.35, 0.6
"""Shares of a page's prose that an element holds which is no chrome, with a headline in it and without."""


def prose(piece: Piece) -> int:
    """Characters of running text in a piece: none in a link, a row of data, a button or a headline.

    Anything that ends as sentences do counts, long or short; a text without is taken for one from 140 characters on.
    """
    size = len(piece.text)
    if piece.linked * 2 >= size or piece.row or size < 25 or piece.role in ("date", "author", "section"):
        return 0
    if piece.role == "caption":
        return size // 2 if size >= 40 else 0
    ended = ends_sentence(piece.text[-6:].lower())
    if size >= 140 or (size >= 60 and (ended or _SENTENCES.search(piece.text))):
        return size
    return size // 2 if ended else 0


def hold_to_roles(row: Row) -> None:
    """Takes a role from pieces whose element holds too much for it: "category-page" around a whole article."""
    counts, longest = [0] * len(row.marks), [0] * len(row.marks)
    for piece in row.pieces:
        number = piece.scope.marked
        while number >= 0:
            counts[number] += 1
            longest[number] = max(longest[number], 0 if piece.is_link else len(piece.text))
            number = row.marks[number][1]
    for piece in row.pieces:
        number = piece.scope.marked
        if number >= 0 and row.marks[number][0] == piece.role:
            pieces, characters = _HOLDS[piece.role]
            if counts[number] > pieces or longest[number] > characters:
                piece.role = ""


def judge(row: Row) -> None:
    """Which pieces are chrome: a name may promise it and hold the article all the same ("wrapper has-sidebar").

    So may a form: some portals put one around the whole page.
    """
    total = sum(prose(piece) for piece in row.pieces)
    held, count = [0] * len(row.chromes), [0] * len(row.chromes)
    headed = [False] * len(row.chromes)
    for piece in row.pieces:
        size = prose(piece)
        for number in piece.scope.chrome:
            held[number] += size
            count[number] += 1
            headed[number] = headed[number] or piece.scope.heading == 1 or (piece.role == "title" and not piece.is_link)
    for number, kind in enumerate(row.chromes):
        share = held[number] / total if total else 0
        holds = kind in ("name", "form") and share >= (_HEADED if headed[number] else _HOLDING)
        if holds or (kind == "form" and count[number] * 2 > len(row.pieces)):
            row.pardoned.add(number)
    for piece in row.pieces:
        piece.chrome = any(number not in row.pardoned for number in piece.scope.chrome)
