"""Which words a number belongs to: the noun behind it, the subject before it, or what an earlier number left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results import context, events, guards, items
from bcdextract.recognise.results.items import Run
from bcdextract.recognise.results.line import Item, Line
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.shares import Shares
from bcdextract.recognise.results.subjects import Subjects
from bcdextract.recognise.results.words import Words, back

_INSIDE: Final = (("trong", "nước"), ("ngòai", "nước"))
"""Where things are, and not what they are: "trong đó ở trong nước 112"."""


class Attach:
    """Finds the item of each number of a text."""

    def __init__(self, tokens: Tokens, dated: Sequence[int], lex: Words) -> None:
        self._tokens = tokens
        self._lex = lex
        self._subjects = Subjects(tokens, dated, lex)
        self._shares = Shares(tokens, self._subjects, lex)

    def item(self, q: Quantity, line: Line) -> Item | None:
        """What the number is of; ``None`` where nothing says so and it is no result."""
        if q.kind is None:
            return self._worded(q, line) if q.worded else self._counted(q, line) or self._elided(q, line)
        if q.kind == "measure":
            return self._measured(q, line)
        if q.kind == "times":
            return self._times(q, line)
        return self._shares.item(q, line)

    def _worded(self, q: Quantity, line: Line) -> Item | None:
        """A number word before a noun that is counted: "ba tiểu đoàn"."""
        run = items.behind(self._tokens, q.last, line.last, self._lex)
        known = q.noun
        if (
            run is None
            or known is None
            or guards.wordy(
                self._tokens,
                q,
                line.first,
                line.started,
                self._lex,
                self._tokens.fold[line.item[0]] if line.item else "",
            )
        ):
            return None
        return Item("number_word", run, run[1])

    def _counted(self, q: Quantity, line: Line) -> Item | None:
        """A bare number before its noun: "23 bài dự thi"."""
        tokens, lex = self._tokens, self._lex
        at = items.past_bracket(tokens, q, line.first, line.last)
        if tokens.fold[q.last : q.last + 1] == ("và",) and tokens.kind[q.last + 1 : q.last + 2] == ("n",):
            each = tokens.fold[q.first - 2 : q.first] == ("lần", "lượt")
            run = items.behind(tokens, q.last + 2, line.last, lex) if each else None
            return Item("count", run, q.last) if run else None  # "lần lượt 140 và 96 bài"
        run = items.behind(tokens, at, line.last, lex)
        if run is None or (guards.verbal(tokens, at, line.last, lex) and guards.named(tokens, q, line.first)):
            return None
        if tokens.fold[run[0]] == "lượt" and run[1] - run[0] <= 2:  # "tổng lượt khách đạt 12.000 lượt"
            subject = self._subjects.before(q.first, line.floor)
            if subject and self._subjects.headed(subject):
                return Item("count_of_subject", subject, run[1])
            bare = run[1] - run[0] == 1
            shut = run[1] == line.last or tokens.kind[run[1]] in "pb"
            if bare and shut and subject and longest(lex.counted, tokens, subject[0], subject[1]):
                return Item("count_of_subject", subject, run[1])  # "khách quốc tế ước đạt 900 lượt"
            return Item("count", run, run[1], self._subjects.doing(q.first, line.floor) or (subject if bare else None))
        found = self._bare(q, run, line)
        if found is None and q.noun and q.noun[0] == run[1] and context.grows(tokens, q, line.first, lex):
            subject = self._subjects.of(q, line)  # "tai nạn giảm 12 vụ (8%)": the percent is of the accidents
            told = subject is not None and tokens.fold[subject[0]] not in lex.places
            carried = line.subject if subject is None and self._again(run, line) else None
            return Item("count", run, run[1], subject if told else carried)
        return found or Item("count", run, run[1], events.topic(tokens, q, run, line.floor, lex))

    def _again(self, run: Run, line: Line) -> bool:
        """Whether the same noun is counted as before: "tai nạn xảy ra 120 vụ, giảm 8 vụ (6%)"."""
        folds = self._tokens.fold
        return line.item is not None and folds[run[0] : run[1]] == folds[line.item[0] : line.item[1]]

    def _bare(self, q: Quantity, run: Run, line: Line) -> Item | None:
        """A noun that says too little: "số học viên là 90 người", "bác sĩ của viện (90 người)", "thêm 105 chiếc"."""
        tokens, small = self._tokens, self._lex.particles
        closed = run[1] == line.last or tokens.kind[run[1]] in "pb"
        if run[1] - run[0] > 1 and (q.noun is None or q.noun[0] != run[1]):
            return None
        word = " ".join(tokens.fold[run[0] : run[1]])
        if not closed and word not in small["rank"]:
            return None
        if word in small["rank"]:
            subject = self._subjects.of(q, line)
            return Item("count_of_subject", subject, run[1]) if subject and self._subjects.headed(subject) else None
        if word in small["piece"]:
            return Item("count_inherited", line.item, run[1]) if line.item else None
        if word not in small["bare"]:
            return None
        opened = self._opened(q, line)
        if opened is not None and run[1] < line.last and tokens.fold[run[1]] == ")":
            subject = self._subjects.before(opened, line.floor)
            counted = longest(self._lex.counted, tokens, subject[0], subject[1]) if subject else None
            known = counted is not None and counted[1].get("category") in ("participation", "resource")
            return Item("count_in_brackets", subject, run[1]) if known else None
        subject = self._subjects.before(q.first, line.floor)
        head = longest(self._lex.heads, tokens, subject[0], subject[1]) if subject else None
        if subject is None or not (head and head[1]) or tokens.fold[run[0]] in tokens.fold[subject[0] : subject[1]]:
            return None
        if self._subjects.lone(subject) and tokens.fold[subject[0]] in ("số", "tổng"):
            return None  # "đã lấy tổng số 900 mẫu", but "dân số 900 người"
        return Item("count_of_subject", subject, run[1])

    def _opened(self, q: Quantity, line: Line) -> int | None:
        """The bracket that opens right before a number or its "hơn", "gần"."""
        near = back(self._lex.before, self._tokens, q.first, line.first)
        i = (near[0] if near else q.first) - 1
        return i if i >= line.first and self._tokens.fold[i] == "(" else None

    def _elided(self, q: Quantity, line: Line) -> Item | None:
        """A number without a noun behind it: "số khách ... khoảng 2 triệu", "tăng 451 so với cùng kỳ"."""
        tokens, lex = self._tokens, self._lex
        verb = back(lex.verbs, tokens, q.first, line.first)
        near = back(lex.before, tokens, q.first, line.first)
        subject = self._subjects.of(q, line)
        told = subject is not None and (self._subjects.headed(subject) or self._subjects.part(subject, line))
        if subject and told and (q.scaled or verb or near or self._voted(q, subject)):
            return Item("count_of_subject", subject, q.last)
        if subject is None and q.scaled and (subject := self._subjects.previous(q.first, line.first)):
            return Item("count_of_subject", subject, q.last)
        said = items.predicated(tokens, q, line.first, line.last, lex)
        if line.item and said:
            return Item("count_predicated", (q.last, said), said)
        if line.item and (q.scaled or near or (verb and verb[1])):
            return Item("count_inherited", line.item, q.last)
        if line.whole is not None and line.listed(tokens, q):
            inside = tokens.fold[q.first - 2 : q.first] in _INSIDE
            if (tokens.cap[q.first - 1] or inside) and line.item:  # "trong đó Sa Pa 12, Bát Xát 5": the same things
                return Item("count_of_place", line.item, q.last)
            act = back(lex.actions, tokens, subject[1], subject[0]) if subject else None
            if act and subject and act[0] == subject[0] and line.item:
                return Item("count_inherited", line.item, q.last)  # "trong đó khai trừ 12": of the same people
            if subject:  # "trong đó mới 5, cũ 2"
                return Item("count_behind_item", subject, q.last)
        if line.item and subject and line.listed(tokens, q) and self._in_row(q, subject):
            return Item("count_behind_item", subject, q.last)
        return None

    def _in_row(self, q: Quantity, subject: Run) -> bool:
        """Whether one more number closes the entry beside its own: "74 ý kiến: đất đai 29, giao thông 21"."""
        tokens, first = self._tokens, subject[0]
        if subject[1] != q.first or tokens.cap[q.first - 1] or tokens.fold[first - 1] not in (",", ":", ";"):
            return False
        if tokens.kind[first - 2] == "n" and tokens.fold[first - 1] != ":":
            return True
        i = q.last + 1
        while i < min(tokens.count, q.last + 5) and tokens.kind[i] == "w":
            i += 1
        return (
            tokens.fold[q.last : q.last + 1] == (",",) and i > q.last + 1 and i < tokens.count and tokens.kind[i] == "n"
        )

    def _voted(self, q: Quantity, subject: Run) -> bool:
        """Whether a part and its whole close a number's own subject: "số phiếu 37/38", not "tỷ lệ 1/500"."""
        head = longest(self._lex.heads, self._tokens, subject[0], subject[1])
        return q.total is not None and head is not None and bool(head[1]) and head[0] < subject[1]

    def _measured(self, q: Quantity, line: Line) -> Item | None:
        """A number with a unit: "12 km đường", "công suất 50 MW"."""
        tokens, lex = self._tokens, self._lex
        if guards.far(tokens, q, line.first, lex):
            return None
        run = items.behind(tokens, q.last, line.last, lex)
        if run is not None:
            near = self._subjects.before(q.first, line.floor)
            lost = near is not None and tokens.fold[near[0]] == "thiệt"  # "thiệt hại 4 ha rừng": forest
            if near and near[1] == q.first and self._subjects.headed(near) and not lost:
                return Item("measure_of_subject", near, run[1])  # "sản lượng 40 nghìn tấn nhân"
            return Item("measure", (q.unit_at, run[1]), run[1])
        subject = self._subjects.of(q, line)
        if subject and self._subjects.headed(subject):
            return Item("measure_of_subject", subject, q.last)
        if subject and tokens.cap[subject[0]] and line.whole is not None and (line.subject or line.item):
            return Item("measure_of_place", line.subject or line.item, q.last)  # "(Ea Súp 40 tấn, Ea Kar 9 tấn)"
        extent = (
            subject is not None and subject[1] - subject[0] == 1 and tokens.fold[subject[0]] in lex.particles["extent"]
        )
        if extent and line.item:
            return Item("measure_inherited", line.item, q.last)  # "thắp sáng 14 tuyến đường (dài 9,6 km)"
        carried = line.subject or self._subjects.previous(q.first, line.first)
        if carried and subject is None:
            return Item("measure_inherited", carried, q.last)
        helped = subject is not None and subject[0] > line.first and subject[1] - subject[0] == 1
        done = helped and subject is not None and tokens.fold[subject[0] - 1] in lex.particles["helper"]
        if done or subject is None:  # "đã cắt 200 ha"
            subject = q.unit_at, q.last
        return Item("measure", subject, q.last)

    def _times(self, q: Quantity, line: Line) -> Item | None:
        """A multiple: "thu nhập tăng gấp 4 lần so với năm trước"."""
        if not guards.multiplied(self._tokens, q, line.first, self._lex):
            return self._occasions(q, line)
        run = self._subjects.of(q, line) or line.subject or line.item
        return Item("multiple", run, q.last) if run else None

    def _occasions(self, q: Quantity, line: Line) -> Item | None:
        """How often something was done: "3 lần nhắc nhở"."""
        tokens, i = self._tokens, q.last
        if q.value < 2 or i >= line.last or longest(self._lex.occasions, tokens, i, line.last):
            return None
        while i < min(line.last, q.last + 4) and tokens.kind[i] == "w" and not tokens.cap[i]:
            i += 1
        return Item("occasions", (q.unit_at, i), i) if i > q.last else None
