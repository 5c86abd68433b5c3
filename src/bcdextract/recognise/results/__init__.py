"""Numbers that say what was done, held, attended, given or changed, with what they count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bcdextract.mention import ResultHit, View
from bcdextract.recognise.results.merge import merge
from bcdextract.recognise.results.reader import Reader
from bcdextract.recognise.results.words import lexicon

__all__ = ["recognise"]


def recognise(view: View, masked: Sequence[tuple[int, int]] = ()) -> list[ResultHit]:
    """The results of a text in text order; numbers in ``masked`` spans (dates, documents, units, names) are none.

    A fact that headline, caption and body repeat is one hit, its fullest statement; ``also`` holds the other places.
    ``part_of`` is an index into the list that is returned. A plan, limit or rule has the status "target".

    >>> from bcdextract.segment import segment
    >>> view = segment("Huyện mở 12 lớp học, tăng 20% so với năm trước.")
    >>> [(int(h.value), h.measure, view.text[h.item.start : h.item.end]) for h in recognise(view)]
    [(12, 'count', 'lớp học'), (20, 'percent', 'lớp học')]
    """
    lex = lexicon()
    reader = Reader(view, masked, lex)
    numbers = reader.numbers()
    at = 0
    for sentence in view.sentences:
        if at == len(numbers):
            break
        until = bisect_left(numbers, sentence.last, at)
        if until > at and sentence.block != "byline":
            reader.read(sentence, numbers[at:until])
        at = until
    return merge(reader.hits, view, lex)
