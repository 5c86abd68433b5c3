"""The subject of a clause: looked back for from a number that no noun follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results.items import Run
from bcdextract.recognise.results.line import Line
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words, back

_NO_NUMBER: Final = ("con", "thiểu", "đa", "miễn")
"""Words that make another word of a noun of measure behind them: "thiểu số", "con số"."""
_QUOTES: Final = ('"', "'")
_REACH: Final = 60
"""Tokens that are looked back over for a subject."""
_ITEM: Final = 8
"""Tokens that a subject without a noun of measure has at most."""


class Subjects:
    """Looks back from a number for what a percent, a sum or a measure is of. ``dated`` marks characters of dates."""

    def __init__(self, tokens: Tokens, dated: Sequence[int], lex: Words) -> None:
        self._tokens = tokens
        self._dated = dated
        self._lex = lex

    def of(self, q: Quantity, line: Line) -> Run | None:
        """The subject of the clause: one with a noun of measure, else what stands behind the number before."""
        near = self.before(q.first, line.floor)
        if near and self.headed(near):
            return near
        if line.floor > line.first:
            whole = self.before(q.first, line.first)
            part = near is not None and self.part(near, line)
            if whole and self.headed(whole) and (not part or self._tokens.fold[whole[0] - 1] == "đó"):
                return whole
        if near and self._tokens.fold[near[0]] in self._lex.places:
            return self.earlier(near, line.floor) or near
        return near

    def part(self, run: Run, line: Line) -> bool:
        """Whether a run behind "trong đó" opens with a counted noun: "trong đó cán bộ của trường là 67"."""
        return line.whole is not None and longest(self._lex.counted, self._tokens, run[0], run[1]) is not None

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
        if i > floor and self._tokens.fold[i - 1] != "," and self.before(first, floor) is None:
            i = self._clause(i, floor)  # "tổng mức bán lẻ hàng hóa, | dịch vụ tiêu dùng | đạt 6 tỷ đồng"
        if i <= floor or self._tokens.fold[i - 1] != ",":
            return None
        found = self.before(i - 1, floor)
        return found if found and self.headed(found) else None

    def earlier(self, run: Run, floor: int) -> Run | None:
        """The headed subject a comma or two before a run: "tổng thu của các ngành điện, nước trên địa bàn"."""
        start = self._clause(run[0], floor)
        for _ in range(3):
            if start <= floor or self._tokens.fold[start - 1] != ",":
                return None
            low = self._clause(start - 1, floor)
            if found := self._headed(low, start - 1, start - 1):
                return found
            start = low
        return None

    def headed(self, run: Run) -> bool:
        """Whether a subject opens with a noun of measure: "tỷ lệ ...", "doanh thu ..."."""
        return longest(self._lex.heads, self._tokens, run[0], run[1]) is not None

    def lone(self, run: Run) -> bool:
        """Whether a subject is a noun of measure alone: "số tiền", "tổng số"."""
        head = longest(self._lex.heads, self._tokens, run[0], run[1])
        return head is not None and head[0] == run[1]

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

    def _kept(self, start: int, end: int, floor: int) -> bool:
        """Whether a verb is only the end of a longer word: "mặt bằng"."""
        return (
            start > floor
            and (hit := longest(self._lex.keeps, self._tokens, start - 1, end)) is not None
            and hit[0] == end
        )

    def _verbless(self, first: int, floor: int) -> int:
        """Where the subject ends: verbs, dates, a colon and a bracket between it and its number skipped."""
        tokens, lex, small = self._tokens, self._lex, self._lex.particles
        colon, end = False, first
        while end > floor:
            verb, near = back(lex.verbs, tokens, end, floor), back(lex.before, tokens, end, floor)
            starts = [hit[0] for hit in (verb, near) if hit]
            if starts and (self._noun(min(starts), end, first, floor) or self._kept(min(starts), end, floor)):
                break
            if starts:
                end = min(starts)
            elif tokens.fold[end - 1] == ")":
                opened = _opening(tokens, end - 1, floor)
                if opened == floor:
                    break
                end = opened
            elif tokens.fold[end - 1] in _QUOTES and (opened := _quote(tokens, end - 1, floor)) > floor:
                end = opened
            elif self._dated[self._tokens.start[end - 1]]:
                end -= 1
            elif end - 2 >= floor and tokens.fold[end - 2] in small["time"] and tokens.fold[end - 1] in small["when"]:
                end -= 2
            elif end - 2 >= floor and tokens.kind[end - 2] == "n" and tokens.fold[end - 1] in small["time"]:
                end -= 2  # "sản xuất thép 9 tháng đạt ..."
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
            if (
                self._tokens.fold[i] in self._lex.heads
                and not self._dated[self._tokens.start[i]]
                and (found is None or self._tokens.fold[i - 1] in self._lex.particles["restart"])
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
        if i > start + 1 and (kept := longest(self._lex.keeps, self._tokens, i - 2, first)) and kept[0] >= after:
            return True  # "các tổ chức tín dụng" are banks
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


def _quote(tokens: Tokens, i: int, floor: int) -> int:
    """The token that opens the quotation closed at ``i``; ``floor`` where none does."""
    low = max(floor, i - 3 * _ITEM)
    opened = next((j for j in range(i - 1, low, -1) if tokens.fold[j] in _QUOTES), floor)
    return opened if opened > floor and tokens.end[opened] == tokens.start[opened + 1] else floor


def _glued(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.end[i - 1] == tokens.start[i]
