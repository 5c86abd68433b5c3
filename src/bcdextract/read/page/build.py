"""A page's source to its article: the order of the other modules, and the text with its blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from bcdextract.read.furniture import key, kinds
from bcdextract.read.lines import credit_of
from bcdextract.read.page import blocks, dated, headline, region, signed
from bcdextract.read.page.families import Roles, roles_of
from bcdextract.read.page.metadata import Metadata, metadata_of
from bcdextract.read.page.pieces import Piece
from bcdextract.read.page.tree import parse
from bcdextract.read.page.walk import pieces_of
from bcdextract.read.plain import Given
from bcdextract.record import Article, Block
from bcdextract.text import fold

_APART = "\n\n"
_NEAR = 8
"""Pieces under the headline among which a byline stands."""


def article(source: str, given: Given, roles: Roles | None = None) -> Article | None:
    """The article of a page, ``None`` where it has neither a body nor a headline with a date of its own.

    ``roles`` takes the place of what the site's family says, ``families.NONE`` for the generic path.

    >>> page = "<h1>Huyện ủy họp giao ban tháng 3</h1><p>Sáng 12/3, Huyện ủy Mường Xa họp giao ban.</p>"
    >>> made = article(page, Given())
    >>> made.title, [block.kind for block in made.blocks]
    ('Huyện ủy họp giao ban tháng 3', ['title', 'paragraph'])
    """
    root = parse(source)
    if root is None:
        return None
    row = pieces_of(root, roles_of(source) if roles is None else roles)
    meta = metadata_of(root, row, source)
    known = headline.Known(meta, given.url)
    pieces = row.pieces
    sure = headline.surely(pieces, known)
    body = region.body(pieces, sure)
    if body is None:
        return _without_body(row.pieces, sure, known, meta, given)
    title = sure if sure is not None and sure < body.first + 3 else None
    if title is None:
        title = headline.choose(pieces, known, body.first, body.element)
    first = body.first if title is None or title < body.first else title + 1
    date = dated.published(pieces, title, first, body.last, meta)
    found = blocks.kept(row, title, body._replace(first=first), date.pieces)
    near = range(max(0, title - 2), min(first, title + 1 + _NEAR)) if title is not None else range(0)
    foot = [one.at for one in found if one.kind == "byline" and one.at >= first]
    by = signed.signed(pieces, -1 if title is None else title, [i for i in near if i != title], foot, meta)
    named = found[0].text if title is not None else _declared(meta, known)
    return _made(found, given, named, date, by, meta, _section(pieces, title, first, meta))


def _without_body(
    pieces: Sequence[Piece], title: int | None, known: headline.Known, meta: Metadata, given: Given
) -> Article | None:
    """The article of a page that has only a headline and its date: a body of pictures, or one that was not saved."""
    if title is None:
        title = next((i for i, p in enumerate(pieces) if p.scope.heading == 1 and not known.is_site(p.text)), None)
    if title is None or not headline.may_be(pieces[title]):
        return None
    date = dated.published(pieces, title, title, title, meta)
    if date.value is None or not date.pieces:
        return None
    by = signed.Signed((), None)
    found = [blocks.Kept(pieces[title].text, "title", title)]
    return _made(found, given, pieces[title].text, date, by, meta, None)


def _declared(meta: Metadata, known: headline.Known) -> str | None:
    """The headline that a page declares and does not show."""
    for title in meta.titles:
        if not known.is_site(title):
            return title
    return None


def _section(pieces: Sequence[Piece], title: int | None, first: int, meta: Metadata) -> str | None:
    """The column: what stands as one by the headline, else what the page declares."""
    if title is not None:
        for i in (*range(title - 1, max(-1, title - 5), -1), *range(title + 1, min(first, title + 4))):
            piece = pieces[i]
            words: str = piece.text
            if piece.role == "section" and len(words) <= 60 and kinds().get(key(fold(words))) != "drop":
                return words
    return meta.section


def _blocks(found: Sequence[blocks.Kept]) -> Iterator[Block]:
    """Blocks at their offsets in the text, the photographer apart from the caption."""
    at = 0
    for one in found:
        end = at + len(one.text)
        credit = credit_of(fold(one.text)) if one.kind == "caption" else None
        if credit is None:
            yield Block(kind=one.kind, start=at, end=end)
        else:
            yield Block(kind="caption", start=at, end=at + credit[0])
            yield Block(kind="credit", start=at + credit[1], end=end)
        at = end + len(_APART)


def _made(
    found: Sequence[blocks.Kept],
    given: Given,
    title: str | None,
    date: dated.Dated,
    by: signed.Signed,
    meta: Metadata,
    section: str | None,
) -> Article:
    made = list(_blocks(found))
    text = _APART.join(one.text for one in found)
    article = Article(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        source=given.source,
        url=given.url or meta.url,
        title=given.title or (" ".join(title.split()) if title else None),
        lead=next((one.text for one in found if one.kind == "lead"), None),
        authors=given.authors if given.authors is not None else by.authors,
        publisher=given.publisher or by.publisher or meta.publisher,
        section=given.section or section,
        published=given.published or date.value,
        text=text,
        blocks=tuple(made),
    )
    article._folded = fold(text)
    article._warnings = () if given.published else date.warnings
    return article
