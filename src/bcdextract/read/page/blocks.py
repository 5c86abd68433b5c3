"""Which pieces of the region stay, and what each is: lead, paragraph, heading, list, caption, byline, row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bcdextract.read.byline import signature
from bcdextract.read.furniture import key, kinds
from bcdextract.read.lines import ends_sentence, is_caption, kind_of
from bcdextract.read.page.dated import cut
from bcdextract.read.page.pieces import Piece, Row, prose
from bcdextract.read.page.region import Region, is_in, opens_links
from bcdextract.read.page.signed import of_author
from bcdextract.read.page.tree import Element
from bcdextract.read.published import stamp
from bcdextract.record import BlockKind
from bcdextract.text import fold

_CAPTION = 300
_POSED, _UNDER = 220, 100
_HEADING = 140
_STAMP = 60
_LEAD = 900
_FOOT = 6
"""Pieces at the end among which bylines stand."""
_CREDIT = re.compile(r"(?:^|[\s(.–-])(?:nguồn )?ảnh(?: minh họa)?\s*:\s*\S[^:]{1,60}$")


class Kept(NamedTuple):
    """A piece that stays: its text, its kind, and its place among the pieces."""

    text: str
    kind: BlockKind
    at: int


def kept(row: Row, title: int | None, body: Region, dates: Sequence[int]) -> list[Kept]:
    """The pieces of the article in their order, without what only stands around or between its parts."""
    pieces, first = row.pieces, body.first
    start = title + 1 if title is not None and title < first else first
    foot = _foot(pieces, body)
    found: list[Kept] = []
    seen: set[str] = set()
    signers: set[str] = set()
    linked = False
    if title is not None:
        headline = pieces[title].text[: cut(pieces[title].text)]
        found.append(Kept(headline, "title", title))
        seen.add(fold(headline))
    for i in range(start, foot):
        if i == title:
            continue
        piece = pieces[i]
        if opens_links(piece):
            linked = True
            continue
        kind = _kind(row, i, body, dates)
        if kind is None or (linked and kind != "caption" and not prose(piece)):
            continue
        linked = False
        words = fold(piece.text)
        if words in seen and (len(words) > 40 or kind == "caption"):
            continue  # printed twice: the headline over the text again, a caption under a hidden copy of its picture
        if kind == "byline" and i not in dates and not _is_new(piece.text, signers):
            continue
        seen.add(words)
        found.append(Kept(piece.text, kind, i))
    return list(_led(found, pieces))


def _is_new(line: str, signers: set[str]) -> bool:
    """Whether a byline names anyone or anything that the ones before it did not; notes whom it names."""
    by = of_author(line) or signature(line)
    names = {fold(name) for name in (*by.authors, *filter(None, [by.publisher]))} if by else set()
    new = not names or not names <= signers
    signers |= names
    return new


def _foot(pieces: Sequence[Piece], body: Region) -> int:
    """One past the last piece that may be a byline of the article: some pieces after all that its element holds."""
    end = body.last + 1
    while end < len(pieces) and is_in(pieces[end].element, body.element) and not opens_links(pieces[end]):
        end += 1
    for i in range(end, min(len(pieces), end + _FOOT)):
        if not pieces[i].chrome and (opens_links(pieces[i]) or (pieces[i].is_link and len(pieces[i].text) > 40)):
            return i
    return min(len(pieces), end + _FOOT)


def _kind(row: Row, i: int, body: Region, dates: Sequence[int]) -> BlockKind | None:
    piece, (first, last, element) = row.pieces[i], body
    if i in dates:
        return "byline"
    if piece.role in ("author", "source"):
        return "byline" if of_author(piece.text) and len(piece.text) <= 120 else None
    if piece.chrome or piece.role in ("date", "section"):
        return None
    if piece.row:
        return "row" if first <= i <= last else None
    if _is_caption(row, i):
        return "caption"
    if i > last or (i >= last - _FOOT and not prose(piece)):
        signed = None if i > last and piece.is_link else signature(piece.text)
        if signed and (i <= last or signed.labelled or is_in(piece.element, _around(element))):
            return "byline"
        if i > last:
            return None
    if i < first and not is_in(piece.element, element):
        return _over_body(piece)
    return _inside(piece, last == i)


def _around(element: Element) -> Element:
    """The element two above, where that is not the whole page: bylines stand beside the body."""
    for _ in range(2):
        outer = element.getparent()
        if outer is None or outer.tag in ("body", "html", "form"):
            break
        element = outer
    return element


def _over_body(piece: Piece) -> BlockKind | None:
    """What stands between the headline and the body: its lead and its byline, and much that is neither."""
    if piece.role == "lead" and len(piece.text) >= 20 and not piece.is_link:
        return "lead"
    if signature(piece.text) is not None and not piece.is_link:
        return "byline"
    return "paragraph" if prose(piece) else None


def _inside(piece: Piece, is_last: bool) -> BlockKind | None:
    """What stands in the body."""
    text, scope = piece.text, piece.scope
    folded = fold(text)
    if len(text) <= _STAMP and text[-1:].isdigit() and (dated := stamp(folded, 0, len(folded))) and not dated.rest:
        return None
    known, _ = kind_of(folded, text, True)
    if known in ("drop", "picture", "url", "section", "opener"):
        return None
    sentence = ends_sentence(folded[-6:])
    if piece.is_link and not (sentence and len(text) >= 80):
        return None
    if piece.linked * 2 >= len(text) and kinds().get(key(folded.split(":")[0])) == "opener":
        return None  # "Xem thêm: ..."
    if scope.heading and len(text) <= _HEADING and not sentence:
        return "heading"
    if scope.item or known == "list":
        return "list"
    if len(text) <= _HEADING and not sentence and not is_last and (piece.is_bold or len(text) <= 100):
        return "heading"
    return "paragraph"


def _is_caption(row: Row, i: int) -> bool:
    """Whether a piece says what a picture shows: by its element, its place or its words."""
    piece = row.pieces[i]
    size = len(piece.text)
    if piece.role == "caption" or (piece.scope.figure and size <= _CAPTION):
        return True
    if size > _CAPTION or piece.scope.heading or piece.role == "title":
        return False
    if piece.role == "lead" and (size > _UNDER or not piece.pictured):
        return False
    folded = fold(piece.text)
    if "ảnh" in folded and _CREDIT.search(folded):
        signed = signature(piece.text)
        return signed is None or not signed.authors
    if piece.scope.table and piece.scope.table in row.pictures and _in_picture_table(row, piece.scope.table):
        return True
    if not piece.pictured or size > _POSED or piece.text[0].islower() or signature(piece.text):
        return False
    if piece.is_bold and not piece.italic:
        return False
    set_apart = piece.scope.align == "center" or piece.italic * 10 >= size * 8
    return set_apart or is_caption(folded) or not ends_sentence(folded[-6:])


def _in_picture_table(row: Row, table: int) -> bool:
    """Whether a table holds a picture with its words and nothing else."""
    cells = [piece for piece in row.pieces if piece.scope.table == table]
    return len(cells) <= 3 and sum(len(piece.text) for piece in cells) <= 2 * _CAPTION


def _led(found: Sequence[Kept], pieces: Sequence[Piece]) -> Iterator[Kept]:
    """The pieces, the first paragraph turned into the lead where no element is one."""
    leads = any(one.kind == "lead" for one in found)
    several = sum(1 for one in found if one.kind in ("paragraph", "lead")) > 1
    for one in found:
        if one.kind == "paragraph" and not leads:
            leads = True
            if len(one.text) <= _LEAD and several:
                one = one._replace(kind="lead")
        yield one
