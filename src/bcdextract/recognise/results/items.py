"""What a number counts: the noun phrase behind it, or the subject before it."""

from __future__ import annotations

from collections.abc import Sequence

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words, back

_NO_NUMBER = ("con", "thiểu", "đa", "miễn")
"""Words that make another word of a noun of measure behind them: "thiểu số", "con số"."""
_REACH = 60
"""Tokens that are looked back over for a subject."""
Run = tuple[int, int]
"""Token indexes, half-open."""
_ITEM = 8
"""Tokens that an item has at most, nouns joined to it aside."""


def behind(tokens: Tokens, i: int, stop: int, lex: Words) -> Run | None:
    """The noun phrase from token ``i`` on: "bài dự thi" of "23 bài dự thi có chất lượng"."""
    if i + 1 < stop and tokens.fold[i] in "\"'" and tokens.start[i] > tokens.end[i - 1]:
        return _quoted(tokens, i, stop)
    if i >= stop or tokens.kind[i] != "w":
        return None
    start = i
    head = longest(lex.counted, tokens, i, stop)
    if head is None and longest(lex.stops, tokens, i, stop) is not None:
        return None
    i = head[0] if head else i + 1
    if head and "place" in head[1] and i < stop and tokens.cap[i]:
        return start, i  # "5 tỉnh Sơn La, Lai Châu ...": the names are not part of it
    end = _phrase(tokens, i, min(stop, start + _ITEM), lex)
    return start, _joined(tokens, end, end == i and head is not None, stop, lex)


def _quoted(tokens: Tokens, i: int, stop: int) -> Run | None:
    """A name in quotes that is the item as a whole: 23 "Công an phường kiểu mẫu"."""
    for end in range(i + 2, min(stop, i + 3 * _ITEM)):
        if tokens.fold[end] == tokens.fold[i] and tokens.kind[i + 1] == "w":
            return i + 1, end
    return None


def past_bracket(tokens: Tokens, q: Quantity, floor: int, stop: int) -> int:
    """The token behind a number and the bracket around or after it: "73% (58.587) ý kiến"."""
    i = q.last
    if i < stop and tokens.fold[i] == ")" and q.first - 1 > floor and tokens.fold[q.first - 1] == "(":
        return i + 1
    if i + 2 < stop and tokens.fold[i] == "(" and tokens.kind[i + 1] == "n" and tokens.fold[i + 2] == ")":
        return i + 3
    return i


def determined(tokens: Tokens, i: int, stop: int, lex: Words) -> int:
    """The token after "các" or "những", which may stand between a percent and its noun."""
    return i + 1 if i < stop and tokens.fold[i] in lex.particles["determiner"] else i


def _phrase(tokens: Tokens, i: int, stop: int, lex: Words) -> int:
    """The end of the words that go on with a noun."""
    while i < stop:
        kind, word = tokens.kind[i], tokens.fold[i]
        if kind == "w":
            kept = longest(lex.keeps, tokens, i, stop) if word in lex.keeps else None
            if kept:
                i = kept[0]
                continue
            if not tokens.cap[i] and word in lex.stops and longest(lex.stops, tokens, i, stop) is not None:
                break
        elif kind == "n":
            if tokens.end[i - 1] != tokens.start[i]:  # "ca F1" but not "bài 5"
                break
        elif word != "-" or not _hyphen(tokens, i, stop):
            break
        i += 1
    return i


def _hyphen(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether a dash stands inside a word: "tay-chân-miệng", "Covid-19"."""
    if i + 1 >= stop or tokens.kind[i + 1] not in "wn":
        return False
    return tokens.end[i - 1] == tokens.start[i] and tokens.start[i + 1] <= tokens.end[i] + 1


def _joined(tokens: Tokens, end: int, bare: bool, stop: int, lex: Words) -> int:
    """The end with nouns that share the number: "17 tập thể và cá nhân", "11 xã, phường, cơ quan"."""
    while end + 1 < stop and (tokens.fold[end] in ("và", "/") or (bare and tokens.fold[end] == ",")):
        noun = longest(lex.counted, tokens, end + 1, stop)
        if noun is None:
            break
        more = _phrase(tokens, noun[0], stop, lex)
        if tokens.fold[end] == "," and not (more < stop and tokens.fold[more] in (",", "và", ".", ";", "có")):
            break
        end = more
    return end


class Subjects:
    """Looks back from a number for what a percent, a sum or a measure is of. ``dated`` marks characters of dates."""

    def __init__(self, tokens: Tokens, dated: Sequence[int], lex: Words) -> None:
        self._tokens = tokens
        self._dated = dated
        self._lex = lex

    def before(self, first: int, floor: int) -> Run | None:
        """The subject in the clause before token ``first``: "doanh thu" of "doanh thu ước đạt 877 tỷ"."""
        end = self._verbless(first, floor)
        start = self._clause(end, floor)
        if start >= end or self._tokens.fold[end - 1] == "và":
            return None
        return self._headed(start, end, first) or self._last_run(start, end)

    def previous(self, first: int, floor: int) -> Run | None:
        """The headed subject of the clause before that of ``first``: "số khách đông nhất, khoảng 2 triệu"."""
        i = self._verbless(first, floor)
        if i <= floor or self._tokens.fold[i - 1] != ",":
            return None
        found = self.before(i - 1, floor)
        return found if found and self.headed(found) else None

    def headed(self, run: Run) -> bool:
        """Whether a subject opens with a noun of measure: "tỷ lệ ...", "doanh thu ..."."""
        return longest(self._lex.heads, self._tokens, run[0], run[1]) is not None

    def doing(self, first: int, floor: int) -> Run | None:
        """The verb that a sum was spent by, with what stands behind it: "hỗ trợ hai hộ" of "hỗ trợ hai hộ 60 triệu"."""
        end = self._verbless(first, floor)
        for i in range(end, max(floor, end - 8), -1):
            if self._tokens.kind[i - 1] != "w":
                return None
            hit = back(self._lex.actions, self._tokens, i, floor)
            if hit:
                return hit[0], end
        return None

    def _noun(self, start: int, end: int, first: int, floor: int) -> bool:
        """Whether a verb of change is a noun of measure here: "đạt tăng trưởng 4%", "tăng trưởng đạt 4%"."""
        heads = self._lex.heads
        if start > floor and (wide := longest(heads, self._tokens, start - 1, end)) and wide[0] == end:
            return True  # "tổng trị giá 9 triệu đồng"
        head = longest(heads, self._tokens, start, end)
        if head is None or head[0] < end:
            return False
        return end < first or (start > floor and self._tokens.fold[start - 1] in self._lex.particles["restart"])

    def _verbless(self, first: int, floor: int) -> int:
        """Where the subject ends: verbs, dates, a colon and a bracket between it and its number skipped."""
        tokens, lex, small = self._tokens, self._lex, self._lex.particles
        colon, end = False, first
        while end > floor:
            verb, near = back(lex.verbs, tokens, end, floor), back(lex.before, tokens, end, floor)
            starts = [hit[0] for hit in (verb, near) if hit]
            if starts and self._noun(min(starts), end, first, floor):
                break
            if starts:
                end = min(starts)
            elif tokens.fold[end - 1] == ")":
                opened = _opening(tokens, end - 1, floor)
                if opened == floor:
                    break
                end = opened
            elif self._dated[self._tokens.start[end - 1]]:
                end -= 1
            elif end - 2 >= floor and tokens.fold[end - 2] in small["time"] and tokens.fold[end - 1] in small["when"]:
                end -= 2
            elif tokens.fold[end - 1] == ":" and not colon:
                end, colon = end - 1, True
            else:
                break
        return end

    def _clause(self, end: int, floor: int) -> int:
        """Where the clause starts that ends before token ``end``."""
        tokens = self._tokens
        start = end
        while start > max(floor, end - _REACH):
            before = start - 1
            word = tokens.fold[before]
            if word == ")" and (opened := _opening(tokens, before, floor)) > floor:
                start = opened
            elif (
                tokens.kind[before] in "wn"
                or self._dated[tokens.start[before]]
                or (word == "-" and _glued(tokens, before))
            ):
                start = before
            else:
                break
        return start

    def _headed(self, start: int, end: int, first: int) -> Run | None:
        """The words from the last clause's noun of measure to its end."""
        found = None
        i = start
        while i < end:
            hit = None
            if self._tokens.fold[i] in self._lex.heads and (
                found is None or self._tokens.fold[i - 1] in self._lex.particles["restart"]
            ):
                hit = longest(self._lex.heads, self._tokens, i, first)
            if hit and not self._pointing(i, hit[0], start, first):
                found = i, max(hit[0], self._cut(hit[0], end))
                i = hit[0]
            else:
                i += 1
        return found

    def _pointing(self, i: int, after: int, start: int, first: int) -> bool:
        """Whether a noun of measure only points at a number: "con số", "số 12", "số này"."""
        if i > start and self._tokens.fold[i - 1] in _NO_NUMBER:
            return True
        if after == first:
            return False
        tokens = self._tokens
        if tokens.fold[after] in ("này", "đó"):
            return True
        return tokens.kind[after] == "n" and tokens.fold[after - 1] == "số" and not self._dated[tokens.start[after]]

    def _cut(self, i: int, end: int) -> int:
        """The end of a subject: at the first word of place or time."""
        low = i
        while i < end and i - low < 12:
            if (
                self._tokens.fold[i] in self._lex.particles["cut"]
                or self._dated[self._tokens.start[i]]
                or self._tokens.fold[i] == "("
            ):
                break
            i += 1
        return i - 1 if i > low and self._tokens.fold[i - 1] in ("của", "và") else i

    def _last_run(self, start: int, end: int) -> Run | None:
        """The last words of a clause that no function word parts."""
        i = low = start
        while i < end:
            kept = longest(self._lex.keeps, self._tokens, i, end)
            hit = None if kept else longest(self._lex.stops, self._tokens, i, end)
            if kept:
                i = kept[0]
            elif self._tokens.fold[i] in ("và", "của") and low < i:
                i += 1
            elif hit:
                i = low = hit[0]
            elif self._tokens.kind[i] != "w" or self._dated[self._tokens.start[i]]:
                i = low = i + 1
            else:
                i += 1
        if low == end or (
            low > start and self._tokens.kind[low - 1] == "n" and self._tokens.fold[low] in self._lex.measures
        ):
            return None  # "dưới 10 tuổi chiếm 1%"
        return max(low, end - _ITEM), end


def _opening(tokens: Tokens, i: int, floor: int) -> int:
    """The token that opens the bracket closed at ``i``; ``floor`` where none does."""
    low = max(floor, i - _REACH)
    while i > low and tokens.fold[i] != "(":
        i -= 1
    return i if tokens.fold[i] == "(" else floor


def _glued(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.end[i - 1] == tokens.start[i]
