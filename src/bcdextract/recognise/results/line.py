"""What a sentence has said so far: each number is read in the light of the ones before it."""

from __future__ import annotations

from typing import Final, NamedTuple

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results import context
from bcdextract.recognise.results.items import Run
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words
from bcdextract.record import Status


class Item(NamedTuple):
    """The rule that found it, the item's tokens, and the token after number and item where they stand together."""

    rule: str
    run: Run | None
    last: int
    carry: Run | None = None
    """What a percent behind is of, where that is not the item."""


_ANNOUNCED: Final = 24
"""Tokens from the start of a sentence up to the colon of a list of things to come."""


class Line:
    """A sentence, ``tokens[first:last]``, read from left to right, every token once.

    ``item`` and ``subject`` are those of earlier numbers, ``status`` what the words so far say of plans,
    ``action`` the verb of the number before, ``demand`` whether they ask for something, and
    ``whole`` the result that "trong đó" or an open bracket makes later ones a part of.
    """

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last
        self.subject: Run | None = None
        self.item: Run | None = None
        self.status: Status = "achieved"
        self.demand = False
        self.whole: int | None = None
        self._at = first
        self._result: int | None = None
        self.result_end = -1
        self.action: context.Action | None = None
        self._bracket: int | None = None
        self._outside: tuple[Status, bool] | None = None
        """What held before a bracket opened: a plan told in it ends with it."""

    @property
    def floor(self) -> int:
        """Where the words that may be of the next number start: behind the last number and its item."""
        return max(self.first, self.result_end)

    @property
    def started(self) -> bool:
        """Whether a number of the sentence is a result already."""
        return self._result is not None

    def listed(self, tokens: Tokens, q: Quantity) -> bool:
        """Whether a number closes an entry of a list: "khiển trách 5, cảnh cáo 2"."""
        closed = q.last == self.last or tokens.fold[q.last] in ",;.)"
        return closed and q.first > self.first and tokens.kind[q.first - 1] == "w"

    def remember(self, found: Item, index: int, act: context.Action | None) -> None:
        """Keeps the item or subject of the number that became result ``index``."""
        self._result, self.result_end, self.action = index, found.last, act
        if found.rule == "count_predicated":
            return  # "4 dương tính" says no noun that later numbers could share
        if found.rule.startswith(("count", "number")) or found.rule == "measure":
            self.item, self.subject = found.run, found.carry
        elif found.rule.endswith(("_of_subject", "_of_noun", "_in_brackets")) or (
            found.rule.endswith("_inherited") and self.subject is None
        ):
            self.subject = found.run

    def advance(self, tokens: Tokens, until: int, lex: Words) -> None:
        """Reads the words up to token ``until``."""
        i = self._at
        while i < until:
            word = tokens.fold[i]
            if word not in lex.signals:
                i += 1
                continue
            named = tokens.cap[i] and tokens.cap[i + 1] and i > self.first  # "Thiếu tá | Hứa Minh Đương"
            if word in lex.status and not named and (hit := longest(lex.status, tokens, i, until)):
                i = hit[0]
                if hit[1] == "demand":
                    self.demand = True
                elif hit[1] != "same":
                    self.status, self.demand = hit[1], False
                continue
            if word in lex.opening and (i <= self.first + 1 or tokens.fold[i - 1] in ",;:(."):
                hit = longest(lex.opening, tokens, i, until)
                self.status = hit[1] if hit else self.status
            if word == "năm" and i > self.first and context.until(tokens, i - 1, self.first):
                self.status = "target"
            if word == ":" and self._aimed(tokens, i, lex):
                self.status = "target"
            if word == "(":
                self._outside = self.status, self.demand
            elif word == ")" and self._outside:
                (self.status, self.demand), self._outside = self._outside, None
            self._part(tokens, i, word)
            i += 1
        self._at = i

    def _aimed(self, tokens: Tokens, colon: int, lex: Words) -> bool:
        """Whether the words up to a colon announce things to come: "Chỉ tiêu năm 2027: ..."."""
        first = self.first
        if self.started or colon - first > _ANNOUNCED or longest(lex.aims, tokens, first, colon) is None:
            return False
        return not any(word in ("đã", "đạt", "vượt", "kết") for word in tokens.fold[first:colon])

    def _part(self, tokens: Tokens, i: int, word: str) -> None:
        """Opens and closes what later numbers are a part of: "73 người (52 nam, 21 nữ)", "90 bài, trong đó 5 ..."."""
        if word == "đó" and i > self.first and tokens.fold[i - 1] == "trong":
            self.whole = self._result
        elif word == ";":
            self.whole = None
        elif word == "(" and self.result_end == i:
            self.whole = self._bracket = self._result
        elif word == ")" and self._bracket is not None:
            self.whole = self._bracket = None
