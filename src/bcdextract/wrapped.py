"""Lines that a page's width cut: which line breaks of a text are no more than a space."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final

_WIDEST, _NARROWEST, _SHORTEST = 120, 40, 30
"""Characters of the longest line of a text cut to a width, of the shortest that tells one, of one broken by hand."""
_LINES: Final = re.compile(rf"(?:^.{{0,{_WIDEST}}}\n)+(?:.{{0,{_WIDEST}}}$)?", re.MULTILINE)
_LINE: Final = re.compile(r".+")
_ENDS: Final = frozenset('.!?…:;)”"')
_LISTED: Final = re.compile(r"[-–—+*•●▪]|\d{1,2}[.)]\s")
"""How the entries of a list open, each on a line of its own, where the line before is whole."""
_ADDRESS: Final = re.compile(r"\d{4}-\d\d-\d\d|[a-z\d-]+(?:\.[a-z]|://|@)")
"""How lines open that only a machine reads: nothing goes on with them, and they go on with nothing."""


_BEGINS: Final = re.compile(
    r"(?:Đồng chí|Đ/c|Các|Ông|Bà|Anh|Chị|Thượng|Trung|Đại|Thiếu|Thạc|Tiến|Tin|Ảnh|Bài|[IVX]+\.)\b"
    r"|[^\s:]+(?:\s[^\s:]+){0,3}:"
)
"""How lines open that begin something of their own, where no width tells that the line before was full."""


def unwrapped(text: str, folded: str) -> str:
    """The folded text, of the same length, with a space for each line break inside a sentence.

    Those are the breaks that only a width has made (see ``cuts``), and those between a letter and a small one.

    >>> text = "Sáng ngày 3/11, Đảng ủy xã Nà Lại tổ chức\\nhội nghị. Dự có ông Lê Văn An, Chủ tịch Hội\\nNông dân xã."
    >>> unwrapped(text, text.lower()).count("\\n")
    0
    """
    small = _before_small(text)
    if not small:
        return folded
    inside = [
        at for at in small if text[at - 1].isalpha() or (text[at - 1] in " \r" and text[at - 2 : at - 1].isalpha())
    ]
    return _joined(folded, {*_by_width(text), *inside})


def uncut(text: str) -> str:
    """The text, of the same length, with a space for each line break that only a width has made."""
    return _joined(text, cuts(text))


def _before_small(text: str) -> list[int]:
    """The line breaks before a small letter: few texts have any."""
    found, at = [], text.find("\n", 1)
    while at >= 0:
        if text[at + 1 : at + 2].islower():
            found.append(at)
        at = text.find("\n", at + 1)
    return found


def _joined(text: str, breaks: Collection[int]) -> str:
    if not breaks:
        return text
    return " ".join(text[a + 1 : b] for a, b in pairwise([-1, *sorted(breaks), len(text)]))


def cuts(text: str) -> list[int]:
    """The line breaks that only a width has made.

    A line was cut where the next one's first word did not fit beside it, in a row of lines no longer than 120
    characters of which one breaks off before a small letter: "... tổ chức Hội nghị giao ⏎ ban công tác tháng 10".
    Where two long lines break off so, the lines are of no one width: then one was broken wherever it does not end as
    sentences do and the next does not begin something of its own.
    """
    return _by_width(text) if _before_small(text) else []


def _by_width(text: str) -> list[int]:
    return [at for rows in _LINES.finditer(text) for at in _cuts(text, *rows.span())]


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the lines of a row were cut; nowhere if none breaks off before a small letter."""
    lines = [
        (line.start(), line.start() + len(line[0].rstrip()), line.end()) for line in _LINE.finditer(text, start, end)
    ]
    width = max((b - a for a, b, _ in lines), default=0)
    if width < _NARROWEST:
        return
    breaks = [
        (before, after)
        for before, after in pairwise(lines)
        if after[0] == before[2] + 1
        and not (_LISTED.match(text, after[0]) and text[before[1] - 1] in _ENDS)
        and not (_ADDRESS.match(text, before[0]) or _ADDRESS.match(text, after[0]))
        and (before != lines[0] or start > 0 or text[after[0]].islower())  # a headline is whole, however long
    ]
    inside = [(b, a) for b, a in breaks if text[a[0]].islower() and text[b[1] - 1].isalnum()]
    by_hand = sum(b[1] - b[0] >= _NARROWEST for b, _ in inside) > 1  # lines of no one width
    for before, after in breaks if inside else ():
        length = before[1] - before[0]
        full = length + 1 + len(text[after[0] : after[1]].split(" ", 1)[0]) > width
        begun = length < _SHORTEST or text[before[1] - 1] in _ENDS or _BEGINS.match(text, after[0])
        if full or (by_hand and not begun):
            yield before[2]
