"""The meeting words of a sentence: ``data/meetings.yaml`` as one trie, and its hits as marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, NamedTuple, cast

from bcdextract.errors import LexiconError
from bcdextract.lexicon import LEAF, Node, build_trie, builtin
from bcdextract.mention import Sentence, Tokens, UnitHit, View, maker
from bcdextract.record import MeetingKind

Part = Literal["noun", "hold", "act", "deed", "term", "post", "aside", "caption", "notice", "cue", "none"]
Looks = Literal["back", "ahead", "weak"]
PARTS: Final = frozenset(("noun", "hold", "act", "deed", "term", "post", "aside", "caption", "notice", "cue"))
# "các hội nghị", "nhiều cuộc họp", "3 phiên họp": meetings spoken of, not the one reported.
_PLURAL: Final = frozenset(["các", "những", "nhiều", "mọi"])


class Word(NamedTuple):
    """What one entry of ``meetings.yaml`` says of its words."""

    name: str
    part: Part
    kind: MeetingKind | None
    looks: Looks | None


class Mark(NamedTuple):
    """A word found: tokens ``first:last`` of the view, and the same place in characters."""

    first: int
    last: int
    start: int
    end: int
    word: Word


@cache
def trie() -> Node:
    """All phrases of ``meetings.yaml``."""
    pairs = []
    for entry in builtin("meetings"):
        data = entry.data
        part = data.get("part", "none")
        if part not in PARTS and part != "none":
            raise LexiconError(f"meetings.yaml, {entry.name}: unknown part {part!r}; use one of {sorted(PARTS)}")
        word = Word(entry.name, cast(Part, part), data.get("kind"), data.get("looks"))
        pairs += [(alias, word) for alias in entry.aliases]
    return build_trie(pairs)


def of_sentence(view: View, sentence: Sentence) -> Sequence[Mark]:
    """The marks of a sentence in text order, the longest at each place.

    >>> from bcdextract.segment import segment
    >>> view = segment("Ban Tổ chức báo tin: xã tổ chức hội nghị sơ kết")
    >>> [mark.word.name for mark in of_sentence(view, view.sentences[0])]
    ['tổ chức', 'hội nghị', 'sơ kết']
    """
    place = sentence.first, sentence.last
    marks: Sequence[Mark] | None = view.noted.get(place)
    if marks is None:
        marks = view.noted[place] = tuple(_marks(view, *place))
    return marks


def outside(marks: Sequence[Mark], units: Sequence[UnitHit]) -> Sequence[Mark]:
    """The marks that are no part of a unit's name ("Ban Chỉ đạo ⟦Tổng kết⟧ thực tiễn")."""
    if not units:
        return marks
    spans = [(unit.start, unit.end) for unit in units]
    return [mark for mark in marks if not any(start <= mark.start < end for start, end in spans)]


_mark: Final = maker(Mark)


def _marks(view: View, first: int, last: int) -> list[Mark]:
    root, folds, tokens = trie(), view.folds, view.tokens
    found: list[Mark] = []
    done = first
    for i in range(first, last):
        node: Node | None = root.get(folds[i])
        if node is None or i < done:
            continue
        if LEAF not in node and (i + 1 >= last or folds[i + 1] not in node):  # most words that a phrase could begin
            continue
        end, word, j = i + 1, node.get(LEAF), i + 1
        while j < last and (node := node.get(folds[j])) is not None:
            j += 1
            if LEAF in node:
                end, word = j, node[LEAF]
        if word is None:
            continue
        done = end
        if word.part != "none" and not (word.part == "noun" and _plural(tokens, i)):
            found.append(_mark((i, end, tokens.start[i], tokens.end[end - 1], word)))
    return found


def _plural(tokens: Tokens, i: int) -> bool:
    """Whether the noun at token ``i`` stands for several meetings: "3 cuộc họp", not "Ban Chỉ đạo 35 họp phiên ..."."""
    if i == 0 or tokens.fold[i - 1] in _PLURAL or (tokens.fold[i - 1] == "số" and tokens.fold[i - 2] == "một"):
        return i > 0  # "một số hội nghị", not "Ban Chỉ đạo chuyển đổi số họp phiên thứ 8"
    named = i > 1 and tokens.kind[i - 2] == "w" and (tokens.cap[i - 2] or tokens.fold[i - 2] in ("đạo", "số"))
    return tokens.kind[i - 1] == "n" and not named
