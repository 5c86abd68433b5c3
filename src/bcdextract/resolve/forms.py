"""One form for many: a unit's or post's words with short forms spelt out, so that two forms of it can be compared."""

from __future__ import annotations

import re
from functools import cache

from bcdextract.lexicon import Node, build_trie, builtin, longest, words
from bcdextract.segment import tokens_of
from bcdextract.text import fold

_DROPPED = frozenset({"của", "và", "&", "-", ",", ".", '"', "(", ")", "thuộc"})
_BRACKETS = re.compile(r"\([^()]*\)")


@cache
def _short_forms() -> Node:
    return build_trie((alias, words(e.data["full"])) for e in builtin("abbreviations") for alias in e.aliases)


@cache
def form(text: str) -> tuple[str, ...]:
    """The folded words of a name, short forms spelt out, brackets and joiners left out.

    >>> form("BCĐ 35 (tỉnh)") == form("Ban Chỉ đạo 35")
    True
    """
    text = _BRACKETS.sub(" ", text)
    tokens = tokens_of(text, fold(text))
    found: list[str] = []
    i = 0
    while i < len(tokens):
        hit = longest(_short_forms(), tokens, i)
        if hit is not None:
            i = hit[0]
            found.extend(hit[1])
            continue
        if tokens[i].fold not in _DROPPED:
            found.append(tokens[i].fold)
        i += 1
    return tuple(word for word in found if word not in _DROPPED)
