"""Lines that a page's width cut: which line breaks of a text are no more than a space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_WIDEST, _NARROWEST = 120, 40
"""Characters of the longest line of a text cut to a width, and of the shortest that tells one."""
_LINES: Final = re.compile(rf"(?:^.{{0,{_WIDEST}}}\n)+(?:.{{0,{_WIDEST}}}$)?", re.MULTILINE)
_LINE: Final = re.compile(r".+")
_MID_LINE: Final = re.compile(r"(?<=[^\W\d_])\n(?=[^\W\d_])")
_LISTED: Final = re.compile(r"[-–—+*•●▪]|\d{1,2}[.)]\s")
"""How the entries of a list open, each on a line of its own."""


def unwrapped(text: str, folded: str) -> str:
    """The folded text, of the same length, with a space for each line break that only a width has made.

    A line was cut where the next one's first word did not fit beside it, in a row of lines no longer than 120
    characters of which one breaks off before a small letter: "... tổ chức Hội nghị giao ⏎ ban công tác tháng 10".

    >>> text = "Sáng ngày 3/11, Đảng ủy xã Nà Lại tổ chức\\nhội nghị. Dự có ông Lê Văn An, Chủ tịch Hội\\nNông dân xã."
    >>> unwrapped(text, text.lower()).count("\\n")
    0
    """
    breaks = [at for rows in _LINES.finditer(text) for at in _cuts(text, *rows.span())]
    breaks += [m.start() for m in _MID_LINE.finditer(text) if text[m.end()].islower()]
    if not breaks:
        return folded
    edges = [-1, *sorted(set(breaks)), len(folded)]
    return " ".join(folded[a + 1 : b] for a, b in pairwise(edges))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the lines of a row were cut; nowhere if none breaks off before a small letter."""
    lines = [line.span() for line in _LINE.finditer(text, start, end)]
    width = max((b - a for a, b in lines), default=0)
    if width < _NARROWEST:
        return
    full = [
        (before, after)
        for before, after in pairwise(lines)
        if after[0] == before[1] + 1
        and before[1] - before[0] + 1 + len(text[after[0] : after[1]].split(" ", 1)[0]) > width
        and not _LISTED.match(text, after[0])
    ]
    if any(text[a[0]].islower() and text[b[1] - 1].isalnum() for b, a in full):
        yield from (before[1] for before, _ in full)
