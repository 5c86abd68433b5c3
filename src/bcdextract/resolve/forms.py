"""One form for many: a unit's or post's words with short forms spelt out, so that two forms of it can be compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from bcdextract.lexicon import LEAF, Node, build_trie, builtin, words
from bcdextract.text import fold

_DROPPED: Final = frozenset({"của", "và", "&", "-", ",", ".", '"', "(", ")", "thuộc"})
_BRACKETS: Final = re.compile(r"\([^()]*\)")
# the tokens of segment.tokens_of, as mere words: a name has no use for their offsets, nor for the end of a line
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")
Form = tuple[str, ...]
"""The words of a name that two forms of it are compared by."""
_TU: Final = "tư"
"""The fold of "TƯ", Trung ương, and a syllable of many words too: "đầu tư", "tư pháp"."""
_KEPT: Final = 4096
"""Forms kept at hand: the names of some hundred articles."""


@cache
def _short_forms() -> Node:
    return build_trie((alias, words(e.data["full"])) for e in builtin("abbreviations") for alias in e.aliases)


@lru_cache(_KEPT)
def form(text: str) -> Form:
    """The folded words of a name, short forms spelt out, brackets and joiners left out.

    >>> form("BCĐ 35 (tỉnh)") == form("Ban Chỉ đạo 35")
    True
    """
    short_forms = _short_forms()
    said = _WORD.findall(fold(_BRACKETS.sub(" ", text) if "(" in text else text))
    found: list[str] = []
    i = 0
    while i < len(said):
        if said[i] in short_forms and (said[i] != _TU or "TƯ" in text):
            i, full = _spelt_out(short_forms, said, i)
            found += full
        else:
            found.append(said[i])
            i += 1
    return tuple([word for word in found if word not in _DROPPED])


def _spelt_out(short_forms: Node, said: list[str], i: int) -> tuple[int, tuple[str, ...]]:
    """The longest short form at word ``i``: the index after it and its full words; else the word itself."""
    found: tuple[int, tuple[str, ...]] = (i + 1, (said[i],))
    node = short_forms
    while i < len(said) and said[i] in node:
        node = node[said[i]]
        i += 1
        if LEAF in node:
            found = (i, node[LEAF])
    return found
