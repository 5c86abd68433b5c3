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
