"""The publication date of a page: what readers see by the headline, then what the page says of itself; or nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bcdextract.read.byline import signature
from bcdextract.read.furniture import heads, key, kinds
from bcdextract.read.head import STAMPED
from bcdextract.read.page.metadata import Metadata
from bcdextract.read.page.pieces import Piece
from bcdextract.read.page.region import is_in, opens_links
from bcdextract.read.published import HERE, Stamp, stamp
from bcdextract.record import Warning
from bcdextract.text import fold

Value = dt.date | dt.datetime
_OVER, _UNDER, _LEAD, _AFTER = 6, 16, 4, 8
"""Pieces over the headline, under it, from the first text on, and after the body among which a date may stand."""
_CLOCK = re.compile(r"\d{1,2}:\d{2}:\d{2}")
_MENU = 3
"""Links that part a date from the headline under it: then it is the site's clock over a menu."""


class Dated(NamedTuple):
    """The date, the pieces that print it, and what a reader should know."""

    value: Value | None
    pieces: tuple[int, ...]
    warnings: tuple[Warning, ...]


class _Seen(NamedTuple):
    rank: tuple[int, int, int]
    at: int
    stamp: Stamp


def published(pieces: Sequence[Piece], title: int | None, first: int, last: int, meta: Metadata) -> Dated:
    """The publication date, ranked: visible by the headline, JSON-LD, meta elements, after the text, microdata."""
    seen = sorted([*_in_title(pieces, title), *_visible(pieces, title, first)], key=lambda found: found.rank)
    declared = _first(meta.declared) or _first(meta.meta_dates)
    micro = _first(meta.micro_dates)
    found = seen[0] if seen else None
    shown = tuple(one.at for one in seen)
    if found is None:
        late = next(_late(pieces, last), None)
        value = declared or (late.stamp.value if late else None) or micro
        shown = (late.at,) if late and value == late.stamp.value else ()
        return Dated(value, shown, () if value else (_unknown(),))
    value = found.stamp.value
    if declared is not None and _day(declared) != _day(value):
        if _is_doubtful(found):
            return Dated(declared, shown, (_conflict(declared, value),))
        return Dated(value, shown, (_conflict(value, declared),))
    return Dated(value, shown, ())


def _is_doubtful(found: _Seen) -> bool:
    """Whether what is seen may not be the publication: a line over the headline without a time, or an update."""
    over, _, _ = found.rank
    return (over > 0 and not found.stamp.timed) or found.stamp.label.startswith(
        ("cập nhật", "ngày cập nhật", "lần cuối")
    )


def _visible(pieces: Sequence[Piece], title: int | None, first: int) -> Iterator[_Seen]:
    """Date lines by the headline: those under it, labelled ones first; then those over it, the nearest first."""
    start = title if title is not None else first
    for i in range(max(0, start - _OVER), min(len(pieces), max(first + _LEAD, start + 2), start + _UNDER)):
        over = i < start
        found = None if i == title or (over and pieces[i].is_link) else _dated(pieces[i], over)
        if found is None:
            continue
        if i - 1 != title and _in_list(pieces, i):
            continue
        beside = pieces[i].role == "date" and i + 1 == start
        if over and not (found.timed or found.label or beside) and _under_a_menu(pieces, i, start):
            continue
        if over and sum(1 for piece in pieces[i + 1 : start] if piece.is_link and piece.role != "section") >= _MENU:
            continue
        update = found.label.startswith(("cập nhật", "ngày cập nhật", "lần cuối"))
        label = 2 if update else 0 if found.label or pieces[i].role == "date" else 1
        yield _Seen((1, start - i, label) if over else (0, label, 0 if found.timed else 1), i, found)


def cut(headline: str) -> int:
    """Where a headline ends: before the date that some portals put behind it.

    >>> cut("Huyện Mường Xa họp giao ban quý I và bàn việc quý II (05/04/2024)")
    52
    """
    folded = fold(headline)
    found = STAMPED.search(folded, max(0, len(folded) - 60)) if len(folded) > 40 else None
    return found.start() if found and stamp(folded, found.start(), len(folded)) else len(headline)


def _in_title(pieces: Sequence[Piece], title: int | None) -> Iterator[_Seen]:
    """The date behind a headline."""
    if title is None:
        return
    text = pieces[title].text
    found = stamp(fold(text), cut(text), len(text)) if cut(text) < len(text) else None
    if found is not None:
        yield _Seen((0, 1, 0), title, found)


def _under_a_menu(pieces: Sequence[Piece], i: int, title: int) -> bool:
    """Whether a date over the headline shares its nearest element with a menu over both: then it is a site's clock."""
    outer = pieces[i].element
    while outer is not None and not is_in(pieces[title].element, outer):
        outer = outer.getparent()
    above = (piece for piece in pieces[:i] if piece.links and piece.is_link and piece.role != "section")
    return any(is_in(piece.element, outer) for piece in above)


def _in_list(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a date stands beside the link to another article: in one element with it and with no other text."""
    outer = pieces[i].element.getparent()
    for other in (i - 1, i + 1):
        if (
            0 <= other < len(pieces)
            and pieces[other].links == 1
            and pieces[other].is_link
            and len(pieces[other].text) > 25
        ):
            around = pieces[other].element
            if around is outer or around.getparent() is outer or around is pieces[i].element:
                return True
    return False


def _late(pieces: Sequence[Piece], last: int) -> Iterator[_Seen]:
    """Labelled date lines right after the text: "Ngày đăng: 05/07/2024"."""
    for i in range(last + 1, min(len(pieces), last + 1 + _AFTER)):
        piece = pieces[i]
        if opens_links(piece) or (piece.is_link and len(piece.text) > 12):
            return
        found = _dated(piece, over=False)
        if found is not None and (found.label or (piece.role == "date" and i <= last + 3)):
            yield _Seen((2, 0, 0), i, found)


def _dated(piece: Piece, over: bool) -> Stamp | None:
    """The date of a piece that is a date line, and not a headline, a link or the site's running clock."""
    if len(piece.text) > 160 or piece.row or piece.role in ("caption", "lead", "title"):
        return None
    if piece.is_link and len(piece.text) > 60:
        return None
    folded = fold(piece.text.replace("\n", " "))
    found = stamp(folded, 0, len(folded))
    if found is None and piece.moment:
        found = stamp(fold(piece.moment), 0, len(piece.moment))
        return found._replace(rest=()) if found else None
    if found is None or "hôm nay" in folded or (over and _CLOCK.search(folded) and not found.label):
        return None
    return found if all(_beside(piece.text[rest.start : rest.end]) for rest in found.rest) else None


def _beside(words: str) -> bool:
    """Whether words may stand beside a publication date: a byline, a column, a publisher, a button, a mark."""
    letters = key(fold(words))
    if len(letters.split()) <= 3 or letters in kinds():
        return True
    if len(letters.split()) <= 8 and letters.startswith(heads("author_label")):
        return True
    return (letters + " ").startswith(heads("media_head")) or signature(words.strip(" -–—,/")) is not None


def _first(values: Sequence[str]) -> Value | None:
    """The first of a page's machine-readable dates that is one, as the day in Vietnam."""
    for value in values:
        folded = fold(value.strip())
        found = stamp(folded, 0, len(folded))
        if found is not None:
            return _here(found.value)
    return None


def _here(value: Value) -> Value:
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(HERE)
    return value


def _day(value: Value) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _unknown() -> Warning:
    return Warning(
        code="published_unknown", message="the page shows no publication date; pass published if it is known"
    )


def _conflict(taken: Value, left: Value) -> Warning:
    return Warning(
        code="published_conflict",
        message=f"the page gives two publication dates: {_day(taken)} was taken, {_day(left)} was left",
    )
