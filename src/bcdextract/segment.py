"""Text to sentences and syllables: one pass over the folded text, offsets carried along."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bcdextract.mention import Sentence, Token, View
from bcdextract.record import Block
from bcdextract.text import fold

# A syllable (with inner apostrophes: "r'lấp"), a number with its separators, a line break, any other sign.
_TOKEN = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)*)|(\d+(?:[.,]\d+)*)|(\n)|[^\w\s]|_")
_KINDS = {1: "w", 2: "n", 3: "b", None: "p"}
_ENDERS = frozenset(".!?…")
# Short forms that end in a full stop inside a sentence ("TP. Vinh", "PGS. TS. Lan", "Q. 3").
_SHORT = frozenset("tp ts pgs gs ths ths bs ks cn tx tt q p h x đ ông mr st ntn vd tel đt tr sđt gs ncs".split())


def tokens_of(text: str, folded: str) -> tuple[Token, ...]:
    """Syllables, numbers and signs of a text with their offsets.

    >>> [t.fold for t in tokens_of("Họp 12/3, tại Đắk R’lấp", fold("Họp 12/3, tại Đắk R’lấp"))]
    ['họp', '12', '/', '3', ',', 'tại', 'đắk', "r'lấp"]
    """
    kinds, new = _KINDS, tuple.__new__  # Token(...) itself costs twice as much, and this is the hottest line
    made: list[Token] = []
    for m in _TOKEN.finditer(folded):
        start, end = m.span()
        made.append(new(Token, (start, end, m[0], kinds[m.lastindex], text[start].isupper())))
    return tuple(made)


def segment(text: str, blocks: Sequence[Block] = ()) -> View:
    """The view of a text that recognisers read: folded text, tokens and sentences, block by block.

    >>> view = segment("TP. Vinh họp. Ông An dự\\nKết thúc.")
    >>> [view.text[s.start:s.end] for s in view.sentences]
    ['TP. Vinh họp.', 'Ông An dự', 'Kết thúc.']
    """
    folded = fold(text)
    tokens = tokens_of(text, folded)
    return View(text, folded, tokens, tuple(_sentences(tokens, blocks)), tuple(blocks))


def _sentences(tokens: Sequence[Token], blocks: Sequence[Block]) -> list[Sentence]:
    starts = [block.start for block in blocks]
    found: list[Sentence] = []
    first = 0
    for i in _edges(tokens):
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


def _edges(tokens: Sequence[Token]) -> Iterator[int]:
    """Indexes of the tokens that end a sentence, and one past the last."""
    for i, token in enumerate(tokens):
        if token.kind != "w" and (token.kind == "b" or token.fold in _ENDERS) and _ends(tokens, i):
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
    return tokens[before].kind == "w" and tokens[after].kind == "w" and not tokens[after].cap and after == i + 1
