"""Types of documents as recognition reads them: backwards from the word before a number, and by the code in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from bcdextract import lexicon
from bcdextract.mention import Tokens
from bcdextract.text import fold

LEADS: Final = ("số", ":")
"""What may stand between a document's type and its number."""


class Kind(NamedTuple):
    """A type of document: its name, when a bare number can follow (``always``, ``led`` or ``said``), if it is a law."""

    name: str
    bare: str
    law: bool


class Kinds(NamedTuple):
    """``document_types.yaml``, compiled: a trie of types from their last word, types by code, issuers by code."""

    backwards: lexicon.Node
    by_code: Mapping[str, str]
    issuers: Mapping[str, str]


@cache
def kinds() -> Kinds:
    """The types of ``document_types.yaml``, compiled once."""
    backwards: lexicon.Node = {}
    by_code: dict[str, str] = {}
    issuers: dict[str, str] = {}
    for entry in lexicon.builtin("document_types"):
        if "issuer" in entry.data:
            issuers.update((fold(alias), str(entry.data["issuer"])) for alias in entry.aliases)
            continue
        kind = Kind(entry.name, str(entry.data.get("bare", "said")), bool(entry.data.get("law")))
        by_code.update((fold(code), entry.name) for code in entry.data.get("code", ()))
        for alias in entry.aliases:
            node = backwards
            for word in reversed(lexicon.words(alias)):
                node = node.setdefault(word, {})
            node[lexicon.LEAF] = kind
    return Kinds(backwards, by_code, issuers)


def ends_with_kind(tokens: Tokens, end: int) -> tuple[int, Kind | None]:
    """The longest type whose last word is token ``end - 1``: (its first token, the type)."""
    node = kinds().backwards
    found: tuple[int, Kind | None] = (end, None)
    at = end
    while at > 0:
        at -= 1
        step = node.get(tokens.fold[at])
        if step is None:
            break
        node = step
        if lexicon.LEAF in node:
            found = (at, node[lexicon.LEAF])
    return found


def kind_before(tokens: Tokens, i: int) -> tuple[int, Kind | None]:
    """The type that leads to the number at token ``i``, past "số" and a colon: (its first token, the type).

    >>> from bcdextract.segment import segment
    >>> kind_before(segment("Nghị quyết số 35").tokens, 3)
    (0, Kind(name='Nghị quyết', bare='always', law=False))
    """
    at = i
    said = False
    while at > 0 and tokens.fold[at - 1] in LEADS and i - at < 2:
        at -= 1
        said = said or tokens.fold[at] == "số"
    first, kind = ends_with_kind(tokens, at)
    if kind is None and said:
        first, kind = _with_words_between(tokens, at)
        return (at, None) if kind is None else (first, kind)
    if kind is None:
        return i, None
    return first, kind._replace(bare="always") if said else kind


def _with_words_between(tokens: Tokens, end: int) -> tuple[int, Kind | None]:
    """A type with words of its own before "số": "Bộ luật Hình sự số 100", "Kế hoạch tuyên truyền số 12".

    A law's title may have commas and run longer: "Luật Phòng, chống thiên tai, bão lụt số ...".
    """
    for back in range(end - 1, max(end - 16, 0), -1):
        if tokens.kind[back] != "w" and tokens.fold[back] != ",":
            break
        first, kind = ends_with_kind(tokens, back)
        if kind is None:
            continue
        if kind.law or (tokens.cap[first] and back >= end - 6):
            return first, kind._replace(bare="always")
    return end, None
