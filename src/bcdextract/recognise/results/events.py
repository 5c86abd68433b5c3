"""What cases are of that are only counted as cases: "tội phạm về ma túy xảy ra 41 vụ, giảm 12%"."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results import items
from bcdextract.recognise.results.items import Run
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words, back

_CASES: Final = frozenset(("vụ", "vụ việc", "vụ án", "ca", "ca mắc", "ca bệnh", "trường hợp"))
"""Nouns that say nothing of what happened."""
_REACH: Final = 16
"""Tokens from a topic to its number."""


def topic(tokens: Tokens, q: Quantity, run: Run, floor: int, lex: Words) -> Run | None:
    """What the cases counted in ``run`` are of, told before the number; ``None`` where their noun tells it itself."""
    closed = run[1] == tokens.count or tokens.kind[run[1]] in "pb"
    if not closed or " ".join(tokens.fold[run[0] : run[1]]) not in _CASES:
        return None
    end = q.first
    while end > floor and (near := back(lex.before, tokens, end, floor)):
        end = near[0]
    verb = back(lex.occurring, tokens, end, floor)
    if verb is None:
        return None
    start, low = verb[0], max(floor, verb[0] - _REACH)
    while start > low and tokens.kind[start - 1] == "w":
        start -= 1
    for i in range(start, verb[0]):
        if hit := longest(lex.events, tokens, i, verb[0]):
            told = items.phrase(tokens, hit[0], verb[0], lex)
            if told + 1 < verb[0] and tokens.fold[told] == "về":  # "tội phạm về ma túy"
                told = items.phrase(tokens, told + 1, verb[0], lex)
            return i, told
    return None
