"""Words around an article (``data/noise.yaml``): buttons, menus, labels, agencies; and the key of a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from bcdextract.lexicon import builtin
from bcdextract.text import fold

_WORD: Final = re.compile(r"[^\W\d_]+")


def key(folded: str) -> str:
    """The letters of a folded line, a space between words: what the lexicon's aliases are compared with.

    >>> key("(0) bình luận:")
    'bình luận'
    """
    words: list[str] = []
    for run in folded.split(" "):  # most of what stands between two spaces is letters only
        if run.isalpha():
            words.append(run)
        elif run:
            words += _WORD.findall(run)
    return " ".join(words)


@cache
def kinds() -> Mapping[str, str]:
    """The kind of every alias of ``data/noise.yaml``, by key."""
    return {key(fold(alias)): str(entry.data["kind"]) for entry in builtin("noise") for alias in entry.aliases}


_MENU: Final = frozenset(("drop", "section", "opener", "counter"))
_PHRASE: Final = 9
"""Words of the longest name in a menu."""


def menu_of(words: list[str]) -> int:
    """How many names of columns and buttons words are, side by side: 0 where more than a letter stands among them.

    >>> menu_of("trang chủ giới thiệu tin tức liên hệ".split()), menu_of("trang chủ của huyện".split())
    (4, 0)
    """
    known, names, at = kinds(), 0, 0
    while at < len(words):
        sizes = range(min(_PHRASE, len(words) - at), 0, -1)
        size = next((n for n in sizes if known.get(" ".join(words[at : at + n])) in _MENU), 0)
        if not size and len(words[at]) > 1:
            return 0
        names, at = names + bool(size), at + max(size, 1)
    return names


@cache
def aliases(kind: str) -> tuple[str, ...]:
    """The folded aliases of one kind, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in builtin("noise"):
        found[str(entry.data["kind"])] += [fold(alias) for alias in entry.aliases]
    return tuple(sorted(found[kind], key=lambda alias: (-len(alias), alias)))


@cache
def heads(kind: str) -> tuple[str, ...]:
    """Keys of one kind with a space after each, for ``startswith``."""
    return tuple(key(alias) + " " for alias in aliases(kind))
