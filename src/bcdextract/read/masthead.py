"""What stands over a headline on a page: menus, breadcrumbs, the site's name, its agency, banners. None is the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from bcdextract.lexicon import builtin
from bcdextract.read.furniture import heads, key, kinds
from bcdextract.read.lines import FOOTER, PARTS, Line, ends_sentence
from bcdextract.read.published import stamp
from bcdextract.text import fold

_TOP: Final = 12
"""Lines in which a headline is looked for under a masthead."""
_LONGEST: Final = 130
_NAME: Final = 16
"""Syllables of the longest name of a site or an agency."""
_PART: Final = 12
"""Syllables of the longest column's name between two bars."""
_HEADLINE: Final = 5
"""Syllables of the shortest line that counts as a headline under a masthead."""
_DASH: Final = re.compile(r"\s+[-–—|]\s+")
_SAYS_MORE: Final = re.compile(r"[:?!\"“”]|(?:19|20)\d\d")


class Bare(NamedTuple):
    """The lines without the masthead, and the name in it of the site or agency."""

    lines: list[Line]
    publisher: str | None


def without_masthead(text: str, folded: str, lines: Sequence[Line]) -> Bare:
    """The lines without those of the page's masthead, where a headline stands under them.

    >>> from bcdextract.read.lines import scan
    >>> page = "UBND HUYỆN MƯỜNG XA\\nHuyện Mường Xa ra quân diệt loăng quăng\\nSáng 5/3, đoàn đã về các xã."
    >>> bare = without_masthead(page, fold(page), scan(page, fold(page)))
    >>> bare.publisher, page[bare.lines[0].start : bare.lines[0].end]
    ('UBND HUYỆN MƯỜNG XA', 'Huyện Mường Xa ra quân diệt loăng quăng')
    """
    over: list[int] = []
    pending: list[int] = []
    for i, line in enumerate(lines[:_TOP]):
        words = folded[line.start : line.end]
        if line.kind != "text" or len(words) > 2 * _LONGEST or (ends_sentence(words) and not _is_footer(words)):
            break
        if is_masthead(text[line.start : line.end], words):
            if i + 1 < len(lines) and is_wrapped(text, folded, line, lines[i + 1]):
                break
            pending.append(i)
        elif _may_head(folded, line):
            if not pending:
                break  # a headline stands over it: what follows is no masthead
            over += pending
            pending = []
    if not over:
        return Bare(list(lines), None)
    return Bare([line for i, line in enumerate(lines) if i not in over], _publisher(text, [lines[i] for i in over]))


def _publisher(text: str, masthead: Sequence[Line]) -> str | None:
    """The site that a masthead names, else its first agency: "UBND XÃ NÀ LẠI - CỔNG THÔNG TIN ĐIỆN TỬ" whole."""
    names = [text[line.start : line.end] for line in masthead]
    names = [name for name in names if _is_name(name, fold(name)) and not _is_banner(key(fold(name)) + " ")]
    return next((name for name in names if any(map(site_name, _DASH.split(name)))), next(iter(names), None))


def is_masthead(line: str, folded: str) -> bool:
    """Whether a line names the page, its agency or its columns, and tells nothing.

    >>> is_masthead("Cục Thuế tỉnh Hà Xa", "cục thuế tỉnh hà xa")
    True
    >>> is_masthead("Cục Thuế tỉnh Hà Xa thu vượt dự toán", "cục thuế tỉnh hà xa thu vượt dự toán")
    False
    """
    if len(line) > _LONGEST:
        return False
    return _is_columns(line) or _is_name(line, folded) or _is_footer(folded)


def site_name(line: str) -> bool:
    """Whether a part of a line is the name of a site or paper: "Cổng thông tin điện tử huyện An Bình"."""
    letters = key(fold(line))
    return (letters + " ").startswith(heads("media_head")) and letters not in kinds() and not _tells(line)


def without_site(line: str) -> int:
    """The length of a headline without the name of the site behind it, as pages print it in their title.

    >>> line = "Xã An Bình ra quân trồng cây - Cổng thông tin điện tử huyện Mường Xa"
    >>> line[: without_site(line)]
    'Xã An Bình ra quân trồng cây'
    """
    bars = list(_DASH.finditer(line))
    if not bars or not site_name(line[bars[-1].end() :]):
        return len(line)
    headline = line[: bars[-1].start()]
    return (
        len(headline) if headline.count(" ") >= _HEADLINE - 1 and not _is_name(headline, fold(headline)) else len(line)
    )


def _is_columns(line: str) -> bool:
    """ "Chính sách và cuộc sống | Chỉ đạo điều hành": columns with bars between, each a short name."""
    parts = PARTS.split(line)
    if len(parts) < 2 or any(part.count(" ") >= _PART for part in parts):
        return False
    return not any(_SAYS_MORE.search(part) for part in parts) and not any(_tells(part) for part in parts)


def _is_name(line: str, folded: str) -> bool:
    """Whether a line is a name of a site or an agency, or a banner, and nothing is told of it."""
    letters = key(folded) + " "
    if _is_banner(letters):
        return True
    if letters.count(" ") > _NAME or _SAYS_MORE.search(line):
        return False
    if letters.startswith(_heads("agency_head") + _heads("in_name")):
        named = line.isupper() or line.split()[-1][0].isupper()  # a name ends with that of a place
    else:
        named = any(site_name(part) for part in _DASH.split(line))
    return named and not _tells(line)


def _is_banner(letters: str) -> bool:
    return letters.startswith(_heads("banner"))


def _tells(line: str) -> bool:
    """Whether words say that something is or was done, and so are no name; a capital in small letters is of a name."""
    letters = key(fold(line)) + " "
    if letters.startswith(_heads("no_name_head")):
        return True
    if line.isupper():
        for name in _heads("in_name"):
            letters = letters.replace(name, "")
        words = letters.split()
    else:
        words = ["" if word[0].isupper() else fold(word).strip(",.;") for word in line.split()]
    telling = _telling()
    return any(word in telling for word in words) or any(f"{a} {b}" in telling for a, b in pairwise(words))


@cache
def _heads(kind: str) -> tuple[str, ...]:
    """Keys of one kind of ``data/mastheads.yaml`` with a space after each, for ``startswith``."""
    entries = [entry for entry in builtin("mastheads") if entry.data["kind"] == kind]
    return tuple(key(fold(alias)) + " " for entry in entries for alias in entry.aliases)


@cache
def _telling() -> frozenset[str]:
    return frozenset(head.rstrip() for head in _heads("telling"))


def _is_footer(folded: str) -> bool:
    return FOOTER.match(folded) is not None


def _may_head(folded: str, line: Line) -> bool:
    """Whether a line is long enough for a headline, and no date or label."""
    words = folded[line.start : line.end]
    return words.count(" ") >= _HEADLINE - 1 and stamp(folded, line.start, line.end) is None


def is_wrapped(text: str, folded: str, line: Line, after: Line) -> bool:
    """Whether a headline in capitals only goes on in the next line: "BAN CHỈ ĐẠO 35 HUYỆN", "SƠ KẾT 6 THÁNG"."""
    first, then = text[line.start : line.end], text[after.start : after.end]
    if text[line.end : after.start].count("\n") != 1 or not (first.isupper() and then.isupper()):
        return False
    return (key(folded[after.start : after.end]) + " ").startswith(_heads("telling"))
