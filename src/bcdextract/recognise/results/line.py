"""What a sentence has said so far: each number is read in the light of the ones before it."""

from __future__ import annotations

from typing import NamedTuple

from bcdextract.lexicon import longest
from bcdextract.mention import Token
from bcdextract.recognise.results import context
from bcdextract.recognise.results.items import Run
from bcdextract.recognise.results.words import Words
from bcdextract.record import Status


class Item(NamedTuple):
    """The rule that found it, the item's tokens, and the token after number and item where they stand together."""

    rule: str
    run: Run | None
    last: int


class Line:
    """A sentence, ``tokens[first:last]``, read from left to right, every token once.

    ``item`` and ``subject`` are those of earlier numbers, ``status`` what the words so far say of plans, and
    ``whole`` the result that "trong đó" or an open bracket makes later ones a part of.
    """

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last
        self.subject: Run | None = None
        self.item: Run | None = None
        self.status: Status = "achieved"
        self.whole: int | None = None
        self._at = first
        self._result: int | None = None
        self._result_end = -1
        self._bracket: int | None = None

    def remember(self, found: Item, index: int) -> None:
        """Keeps the item or subject of the number that became result ``index``."""
        self._result, self._result_end = index, found.last
        if found.rule.startswith(("count", "number")) or found.rule == "measure":
            self.item, self.subject = found.run, None
        elif found.rule.endswith("_of_subject"):
            self.subject = found.run

    def advance(self, tokens: tuple[Token, ...], until: int, lex: Words) -> None:
        """Reads the words up to token ``until``."""
        i = self._at
        while i < until:
            word = tokens[i].fold
            if word in lex.status and (hit := longest(lex.status, tokens, i, until)):
                i, self.status = hit
                continue
            if word in lex.opening and (i == self.first or tokens[i - 1].fold in ",;:-(."):
                hit = longest(lex.opening, tokens, i, until)
                self.status = hit[1] if hit else self.status
            if word == "năm" and i > self.first and context.until(tokens, i - 1, self.first):
                self.status = "target"
            self._part(tokens, i, word)
            i += 1
        self._at = i

    def _part(self, tokens: tuple[Token, ...], i: int, word: str) -> None:
        """Opens and closes what later numbers are a part of: "73 người (52 nam, 21 nữ)", "90 bài, trong đó 5 ..."."""
        if word == "đó" and i > self.first and tokens[i - 1].fold == "trong":
            self.whole = self._result
        elif word == ";":
            self.whole = None
        elif word == "(" and self._result_end == i:
            self.whole = self._bracket = self._result
        elif word == ")" and self._bracket is not None:
            self.whole = self._bracket = None
