"""What one item may cost: bytes, unpacking, nesting, seconds. Each limit is an option, and its error names the mend."""

from __future__ import annotations

import re
from typing import BinaryIO, NamedTuple

from bcdextract.errors import LimitError

DEEPEST = 250
"""Deeper pages lose their text in the HTML parser itself."""
_SMALL = 1_000_000
"""What unpacks to less harms nobody, whatever its ratio."""
_PIECE = 1 << 20
_NESTING = r"(?!(?:br|img|hr|meta|link|input|p|li|td|th|tr|dd|dt|option|area|col|source|wbr|embed|param|base|frame)\b)"
"""What needs no end tag does not nest."""
_EDGE = re.compile(rf"<(/?){_NESTING}([a-z][\w:-]*)", re.IGNORECASE)
_ALONE = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[a-z][\w:-]*[^<>]*/>",
    re.IGNORECASE | re.DOTALL,
)


class Limits(NamedTuple):
    """The limits of a run: ``size`` in bytes and ``seconds`` for each item, ``ratio`` of unpacked to packed bytes
    (of what is over a megabyte), ``depth`` of tags within tags."""

    size: int = 40_000_000
    ratio: int = 200
    depth: int = DEEPEST
    seconds: float | None = None


DEFAULTS = Limits()


def check_size(size: int, name: str, limits: Limits) -> None:
    """Nothing, or ``LimitError`` for more bytes than allowed.

    >>> check_size(2_000, "a.txt", Limits(size=1_000))
    Traceback (most recent call last):
        ...
    bcdextract.errors.LimitError: a.txt: 2000 bytes, over the limit of 1000; split it, or raise --max-size
    """
    if size > limits.size:
        raise LimitError(f"{name}: {size} bytes, over the limit of {limits.size}; split it, or raise --max-size")


def check_ratio(packed: int, unpacked: int, name: str, limits: Limits) -> None:
    """Nothing, or ``LimitError`` for bytes that unpack to far more, as in an archive made to fill a disk."""
    if unpacked > _SMALL and unpacked > limits.ratio * max(packed, 1):
        raise LimitError(
            f"{name}: unpacks from {packed} to {unpacked} bytes, over the limit of {limits.ratio} to 1; "
            "leave it out, or raise --max-ratio if you trust it"
        )


def check_depth(page: str, name: str, limits: Limits) -> None:
    """Nothing, or ``LimitError`` for tags nested too deep. Tags that need no end tag are not counted."""
    enough = limits.depth
    if _depth(page, enough) > enough and _depth(_ALONE.sub(" ", page.lower()), enough) > enough:
        raise LimitError(
            f"{name}: tags nested over {limits.depth} deep; save the page anew from a browser, or give its text"
        )


def _depth(page: str, enough: int) -> int:
    """How deep tags stand in each other, counted until it is more than ``enough``."""
    opened: list[str] = []
    deepest = 0
    for closing, name in _EDGE.findall(page):
        if not closing:
            opened.append(name)
            if len(opened) > deepest:
                deepest = len(opened)
                if deepest > enough:
                    return deepest
        elif opened and opened[-1] == name:
            opened.pop()
        elif name in opened:  # what stands open in it ends with it
            while opened.pop() != name:
                pass
    return deepest


def read_whole(stream: BinaryIO, name: str, limits: Limits) -> bytes:
    """All bytes of a stream, or ``LimitError`` as soon as there are too many."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        check_size(size, name, limits)
    return b"".join(pieces)
