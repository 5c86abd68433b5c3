"""Who wrote the article of a page: authors apart from the outlet, the agency and the photographer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bcdextract.read.byline import Signature, signature
from bcdextract.read.furniture import heads, key, kinds
from bcdextract.read.page.headline import plain
from bcdextract.read.page.metadata import Metadata
from bcdextract.read.page.pieces import Piece
from bcdextract.read.published import stamp
from bcdextract.text import fold

_FROM = re.compile(
    r"^(?:theo|(?:được )?(?:viết |đăng |gửi )?bởi|(?:posted |written )?by|tác giả|bài|tin|thực hiện"
    r"|người (?:viết|đăng))\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+và \d+ tác giả khác\s*$", re.IGNORECASE)
_MAIL = re.compile(r"\s*[(<]?[\w.+-]+@[\w-]+\.[\w.]+[)>]?")
_LONGEST = 120


class Signed(NamedTuple):
    """Authors and the outlet that a page's bylines name."""

    authors: tuple[str, ...]
    publisher: str | None


def signed(pieces: Sequence[Piece], title: int, near: Iterable[int], foot: Iterable[int], meta: Metadata) -> Signed:
    """The authors out of the pieces by the headline (``near``) and at the end (``foot``), else out of the metadata.

    What stands in an element made for the author wins, then what says so itself ("Tác giả: ..."), then a line at the
    end that has the form of a byline, then what the page declares of its authors.
    """
    outlet = _outlets(meta)
    near, foot = list(near), list(foot)
    marked = [found for i in (*near, *foot) if pieces[i].role == "author" if (found := of_author(pieces[i].text))]
    lines = [
        found
        for i in (*near, *foot)
        if pieces[i].role not in ("author", "title")
        if (found := _line(pieces[i]))
        if i > title or (found.labelled and found.authors)
    ]
    labelled = [found for found in lines if found.labelled]
    publisher = next((found.publisher for found in (*labelled, *lines, *marked) if found.publisher), None)
    for group in (marked, labelled, lines, [s for name in meta.authors if (s := of_author(name))]):
        names = _once(group, outlet)
        if names:
            return Signed(names, publisher)
    return Signed((), publisher)


def of_author(text: str) -> Signature | None:
    """What a text says that stands where authors do: "Theo Lê An", "LÊ AN và 1 tác giả khác".

    >>> of_author("Theo Lê An").authors
    ('Lê An',)
    """
    line = _MAIL.sub("", _MORE.sub("", " ".join(text.split()))).strip(" -–—|,;.•")
    if not 1 < len(line) <= _LONGEST:
        return None
    if (key(fold(line)) + " ").startswith(heads("media_head")):
        return Signature((), line)
    found = signature(_FROM.sub("", line)) or signature(line)
    return found if found and (found.authors or found.publisher) else None


def _line(piece: Piece) -> Signature | None:
    if len(piece.text) > _LONGEST or (piece.is_link and len(piece.text) > 40) or piece.row:
        return None
    text = piece.text
    folded = fold(text)
    dated = stamp(folded, 0, len(folded))
    rests = [text[rest.start : rest.end].strip(" -–—|,") for rest in dated.rest] if dated else [text]
    return next((found for rest in rests if (found := signature(rest))), None)


def _once(group: Sequence[Signature], outlet: frozenset[str]) -> tuple[str, ...]:
    """Each author once, without those that are the outlet's own name."""
    names: dict[str, str] = {}
    for found in group:
        for name in found.authors:
            squeezed = plain(name).replace(" ", "")
            if squeezed not in outlet and kinds().get(key(fold(name))) is None:
                names.setdefault(squeezed, name)
    return tuple(names.values())


def _outlets(meta: Metadata) -> frozenset[str]:
    """Names under which the outlet signs: its own, without "Báo" and the like, and its address's."""
    found = {
        plain(name).replace(" ", "") for name in (meta.site, meta.publisher or "", meta.window.rsplit(" - ", 1)[-1])
    }
    host = re.match(r"https?://(?:www\.)?([^/]+)", meta.url or "")
    if host:
        found |= {part for part in host[1].lower().split(".") if len(part) > 3}
    found |= {re.sub(r"^(?:bao(?:dientu)?|tapchi|dai)|(?:online|news|dientu|vn)$", "", name) for name in found}
    return frozenset(name for name in found if name)
