"""Text to sentences and syllables: one pass over the folded text, offsets carried along."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from bcdextract.mention import Sentence, Token, View
from bcdextract.record import Block
from bcdextract.text import fold

# A syllable (with inner apostrophes: "r'lấp"), a number with its separators, a line break, any other sign.
_TOKEN = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)*)|(\d+(?:[.,]\d+)*)|(\n)|[^\w\s]|_")
_KINDS = {1: "w", 2: "n", 3: "b", None: "p"}
# Signs that mostly end a run of text between two spaces ("hội nghị, xã ..."): looked at before the pattern is.
_CLOSERS = frozenset(",.;:")
_FOLD = attrgetter("fold")
_ENDERS = frozenset(".!?…")
# Short forms that end in a full stop inside a sentence ("TP. Vinh", "PGS. TS. Lan", "Q. 3").
_SHORT = frozenset("tp ts pgs gs ths ths bs ks cn tx tt q p h x đ ông mr st ntn vd tel đt tr sđt gs ncs".split())


def tokens_of(text: str, folded: str) -> tuple[Token, ...]:
    """Syllables, numbers and signs of a text with their offsets.

    >>> [t.fold for t in tokens_of("Họp 12/3, tại Đắk R’lấp", fold("Họp 12/3, tại Đắk R’lấp"))]
    ['họp', '12', '/', '3', ',', 'tại', 'đắk', "r'lấp"]
    """
    return tuple(_tokens(text, folded)[0])


def _tokens(text: str, folded: str) -> tuple[list[Token], list[int]]:
    """The tokens, and the indexes of those that are no word.

    Most of what stands between two spaces is one syllable, or one with a sign after it: only the rest needs the
    pattern.
    """
    kinds, closers, new, made = _KINDS, _CLOSERS, tuple.__new__, list[Token]()
    add, others = made.append, list[int]()  # Token(...) itself costs twice as much as tuple.__new__
    start = 0
    for run in folded.split(" "):
        end = start + len(run)
        if run.isalpha():
            add(new(Token, (start, end, run, "w", text[start].isupper())))
        elif run:
            word, sign = run[:-1], run[-1]
            if sign in closers and word.isalpha():
                add(new(Token, (start, end - 1, word, "w", text[start].isupper())))
                others.append(len(made))
                add(new(Token, (end - 1, end, sign, "p", False)))
            else:
                for m in _TOKEN.finditer(folded, start, end):
                    at, after = m.span()
                    kind = kinds[m.lastindex]
                    if kind != "w":
                        others.append(len(made))
                    add(new(Token, (at, after, m[0], kind, text[at].isupper())))
        start = end + 1
    return made, others


def segment(text: str, blocks: Sequence[Block] = (), folded: str | None = None) -> View:
    """The view of a text that recognisers read: folded text, tokens and sentences, block by block.

    ``folded`` is ``fold(text)`` where the caller has it already.

    >>> view = segment("TP. Vinh họp. Ông An dự\\nKết thúc.")
    >>> [view.text[s.start:s.end] for s in view.sentences]
    ['TP. Vinh họp.', 'Ông An dự', 'Kết thúc.']
    """
    folded = fold(text) if folded is None else folded
    made, others = _tokens(text, folded)
    tokens = tuple(made)
    numbers = tuple([i for i in others if tokens[i].kind == "n"])
    sentences = tuple(_sentences(tokens, others, blocks))
    return View(text, folded, tokens, sentences, tuple(blocks), tuple(map(_FOLD, tokens)), numbers)


def _sentences(tokens: Sequence[Token], others: Sequence[int], blocks: Sequence[Block]) -> list[Sentence]:
    starts = [block.start for block in blocks]
    found: list[Sentence] = []
    first = 0
    for i in _edges(tokens, others):
        last = min(i + 1, len(tokens))
        while first < last and tokens[first].kind == "b":
            first += 1
        end = last
        while end > first and tokens[end - 1].kind == "b":
            end -= 1
        if first < end:
            at = bisect_right(starts, tokens[first].start) - 1
            kind = blocks[at].kind if at >= 0 and tokens[first].start < blocks[at].end else "paragraph"
            found.append(Sentence(tokens[first].start, tokens[end - 1].end, first, end, kind))
        first = last
    return found


def _edges(tokens: Sequence[Token], others: Sequence[int]) -> Iterator[int]:
    """Indexes of the tokens that end a sentence, and one past the last; words (all but ``others``) end none."""
    for i in others:
        token = tokens[i]
        if (token.kind == "b" or token.fold in _ENDERS) and _ends(tokens, i):
            yield i
    yield len(tokens)


def _ends(tokens: Sequence[Token], i: int) -> bool:
    """Whether a sentence ends with token ``i``."""
    token = tokens[i]
    if token.kind == "b":
        return not _runs_on(tokens, i)
    if token.fold not in _ENDERS or i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    if after.fold in _ENDERS or after.fold in "\"')":
        return False
    if token.fold == "." and i > 0:
        before = tokens[i - 1]
        if before.end == token.start and (before.fold in _SHORT or (len(before.fold) == 1 and before.cap)):
            return False
        if before.kind == "n" and (i < 2 or tokens[i - 2].kind == "b"):  # "1. Đồng chí ...": list numbering
            return False
        if after.start == token.end and (after.kind != "b") and not after.cap:  # "vov.vn"
            return False
    return after.kind == "b" or after.cap or after.kind == "n" or after.fold in "\"'([-"


_MID_NAME = frozenset({"thị", "văn"})
"""Middle names, after which a name goes on whatever the line does."""


def _runs_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether a line break only wraps a line: a comma or dash before it, or a small letter after it."""
    after = i + 1
    while after < len(tokens) and tokens[after].kind == "b":
        after += 1
    before = i - 1
    while before >= 0 and tokens[before].kind == "b":
        before -= 1
    if before < 0 or after >= len(tokens):
        return False
    if tokens[before].fold in ",-":
        return True
    if after == i + 1 and tokens[after].cap and tokens[before].fold in _MID_NAME and tokens[before].cap:
        return before > 0 and tokens[before - 1].cap  # "đồng chí Nguyễn Thị ⏎ Hồng Vân"
    return tokens[before].kind == "w" and tokens[after].kind == "w" and not tokens[after].cap and after == i + 1
