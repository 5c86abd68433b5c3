"""Text to sentences and syllables: one pass over the folded text, offsets carried along."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final

from bcdextract.mention import Sentence, Tokens, View, maker
from bcdextract.record import Block
from bcdextract.text import fold
from bcdextract.wrapped import unwrapped

# A syllable (with inner apostrophes: "r'lấp"), a number with its separators, a line break, any other sign.
_TOKEN: Final = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)*)|(\d+(?:[.,]\d+)*)|(\n)|[^\w\s]|_")
_KINDS: Final = {1: "w", 2: "n", 3: "b", None: "p"}
_ENDERS: Final = frozenset(".!?…")
_EDGES: Final = _ENDERS | {"\n"}
# Short forms that end in a full stop inside a sentence ("TP. Vinh", "PGS. TS. Lan", "Q. 3").
_SHORT: Final = frozenset(
    (
        "ub tp ts pgs gs ths th bs ks cn tx tt q p h x đ ông mr st ntn vd tel đt tr sđt ncs "
        "ttưt ttnd ngưt ngnd nsưt nsnd bscki bsckii"
    ).split()
)


def tokens_of(text: str, folded: str) -> Tokens:
    """Syllables, numbers and signs of a text with their offsets.

    >>> tokens_of("Họp 12/3, tại Đắk R’lấp", fold("Họp 12/3, tại Đắk R’lấp")).fold
    ('họp', '12', '/', '3', ',', 'tại', 'đắk', "r'lấp")
    """
    return _tokens(text, folded)[0]


def _tokens(text: str, folded: str) -> tuple[Tokens, list[int]]:
    """The tokens, and the indexes of those that are no word.

    Most of what stands between two spaces is one syllable, and taken over as it is; only the others (a syllable with
    a sign after it, a number, lines that meet) are looked into.
    """
    folds, starts, ends, kinds, others = list[str](), list[int](), list[int](), list[str](), list[int]()
    start = 0
    for run in folded.split(" "):
        end = start + len(run)
        if run.isalpha():
            folds.append(run)
            starts.append(start)
            ends.append(end)
            kinds.append("w")
        else:
            for word, kind, first, last in _pieces(run):
                if kind != "w":
                    others.append(len(folds))
                folds.append(word)
                starts.append(start + first)
                ends.append(start + last)
                kinds.append(kind)
        start = end + 1
    caps = tuple(map(str.isupper, itemgetter(*starts)(text))) if starts else ()
    return Tokens(tuple(starts), tuple(ends), tuple(folds), tuple(kinds), caps, len(caps)), others


@lru_cache(20_000)
def _pieces(run: str) -> tuple[tuple[str, str, int, int], ...]:
    """The tokens of a run that is more or less than one syllable: fold, kind and offsets of each.

    Figures and syllables with a comma or a full stop come back in every text: four in five are known already.

    >>> _pieces("12/3,")
    (('12', 'n', 0, 2), ('/', 'p', 2, 3), ('3', 'n', 3, 4), (',', 'p', 4, 5))
    """
    return tuple((m[0], _KINDS[m.lastindex], *m.span()) for m in _TOKEN.finditer(run))


def segment(text: str, blocks: Sequence[Block] = (), folded: str | None = None) -> View:
    """The view of a text that recognisers read: folded text, tokens and sentences, block by block.

    ``folded`` is ``fold(text)`` where the caller has it already.

    >>> view = segment("TP. Vinh họp. Ông An dự\\nKết thúc.")
    >>> [view.text[s.start:s.end] for s in view.sentences]
    ['TP. Vinh họp.', 'Ông An dự', 'Kết thúc.']
    """
    folded = unwrapped(text, fold(text) if folded is None else folded)
    tokens, others = _tokens(text, folded)
    kinds = tokens.kind
    numbers = tuple([i for i in others if kinds[i] == "n"])
    sentences = tuple(_sentences(tokens, others, blocks))
    return View(text, folded, tokens, sentences, tuple(blocks), tokens.fold, numbers)


_sentence: Final = maker(Sentence)


def _sentences(tokens: Tokens, others: list[int], blocks: Sequence[Block]) -> list[Sentence]:
    starts = [block.start for block in blocks]
    kinds = tokens.kind
    found: list[Sentence] = []
    first = 0
    for i in _edges(tokens, others):
        last = i + 1 if i < tokens.count else i
        while first < last and kinds[first] == "b":
            first += 1
        end = last
        while end > first and kinds[end - 1] == "b":
            end -= 1
        if first < end:
            start = tokens.start[first]
            at = bisect_right(starts, start) - 1
            kind = blocks[at].kind if at >= 0 and start < blocks[at].end else "paragraph"
            found.append(_sentence((start, tokens.end[end - 1], first, end, kind)))
        first = last
    return found


def _edges(tokens: Tokens, others: list[int]) -> Iterator[int]:
    """Indexes of the tokens that end a sentence, and one past the last; words (all but ``others``) end none."""
    folds = tokens.fold
    for i in others:
        if folds[i] in _EDGES and _ends(tokens, i):
            yield i
    yield tokens.count


def _ends(tokens: Tokens, i: int) -> bool:
    """Whether a sentence ends with token ``i``, a line break or a sign that may end one."""
    folds, kinds, caps = tokens.fold, tokens.kind, tokens.cap
    if kinds[i] == "b":
        return not _runs_on(tokens, i)
    after = i + 1
    if after >= tokens.count or folds[after] in _ENDERS:
        return False
    if folds[after] in "\"')" and tokens.start[after] == tokens.end[i]:
        return False  # what closes here goes with the sentence; a quotation that opens after a space is the next one
    if folds[i] == "." and i > 0:
        before = i - 1
        word = folds[before]
        if tokens.end[before] == tokens.start[i] and (word in _SHORT or (len(word) == 1 and caps[before])):
            return word in _ROMAN and i > 1 and folds[i - 2] in _COUNTED and caps[after]  # "lần thứ I. Cùng đi ..."
        if kinds[before] == "n" and (i < 2 or kinds[i - 2] == "b"):  # "1. Đồng chí ...": list numbering
            return False
        if tokens.start[after] == tokens.end[i] and kinds[after] != "b" and not caps[after]:  # "vov.vn"
            return False
    return kinds[after] == "b" or caps[after] or kinds[after] == "n" or folds[after] in "\"'([-"


_ROMAN: Final = frozenset("ivx")
_COUNTED: Final = frozenset(map(fold, ("thứ", "khóa", "quý", "hạng", "kỳ", "vùng", "loại", "bậc", "cấp")))
"""Words that a Roman number goes on."""
_MID_NAME: Final = frozenset({"thị", "văn"})
"""Middle names, after which a name goes on whatever the line does."""
_SEXES: Final = frozenset({"nam", "nữ"})
_ADDRESS: Final = frozenset(map(fold, "chí ông bà anh chị cô tá úy tướng sĩ sỹ".split()))
"""Last words of forms of address and ranks, before a person's name."""


def splits_name(tokens: Tokens, i: int) -> bool:
    """Whether the line break at ``i`` splits a name: "đồng chí Nguyễn Thị ⏎ Hồng Vân", "ông Giàng A ⏎ Chống"."""
    caps, folds = tokens.cap, tokens.fold
    if i < 2 or i + 1 >= tokens.count or not (caps[i - 1] and caps[i - 2] and caps[i + 1]):
        return False
    if folds[i - 1] in _MID_NAME:
        return True
    closed = i + 2 < tokens.count and folds[i + 2] in (",", "-", "(", ";") and folds[i + 1] not in _SEXES
    return closed and i > 2 and folds[i - 3] in _ADDRESS


def _runs_on(tokens: Tokens, i: int) -> bool:
    """Whether a line break only wraps a line: a comma or dash before it, or a small letter after it."""
    folds, kinds, caps = tokens.fold, tokens.kind, tokens.cap
    after = i + 1
    while after < tokens.count and kinds[after] == "b":
        after += 1
    before = i - 1
    while before >= 0 and kinds[before] == "b":
        before -= 1
    if before < 0 or after >= tokens.count:
        return False
    if folds[before] in ",-":
        sized = folds[before] == "-" and before > 1 and folds[before - 1] == "a" and folds[before - 2] in "+-"
        return not sized  # "A+ A-" sets the size of a page's letters
    if after == i + 1 and caps[after] and splits_name(tokens, i):
        return True
    return kinds[before] == "w" and kinds[after] == "w" and not caps[after] and after == i + 1
