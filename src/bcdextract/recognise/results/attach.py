"""Which words a number belongs to: the noun behind it, the subject before it, or what an earlier number left."""

from __future__ import annotations

from collections.abc import Sequence

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results import context, guards, items
from bcdextract.recognise.results.items import Run, Subjects
from bcdextract.recognise.results.line import Item, Line
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words, back

_AND = ("và", "còn", "tại", "ở", "trong", "trên", "do", "vì", "từ")


class Attach:
    """Finds the item of each number of a text."""

    def __init__(self, tokens: Tokens, dated: Sequence[int], lex: Words) -> None:
        self._tokens = tokens
        self._lex = lex
        self._subjects = Subjects(tokens, dated, lex)

    def item(self, q: Quantity, line: Line) -> Item | None:
        """What the number is of; ``None`` where nothing says so and it is no result."""
        if q.kind is None:
            return self._worded(q, line) if q.worded else self._counted(q, line) or self._elided(q, line)
        if q.kind == "measure":
            return self._measured(q, line)
        if q.kind == "times":
            return self._times(q, line)
        return self._share(q, line)

    def _subject(self, q: Quantity, line: Line) -> Run | None:
        """The subject of the clause: one with a noun of measure, else what stands behind the number before."""
        near = self._subjects.before(q.first, line.floor)
        if line.floor == line.first or (near and (self._subjects.headed(near) or self._part(near, line))):
            return near
        whole = self._subjects.before(q.first, line.first)
        return whole if whole and self._subjects.headed(whole) else near

    def _part(self, run: Run, line: Line) -> bool:
        """Whether a run behind "trong đó" opens with a counted noun: "trong đó cán bộ của trường là 67"."""
        return line.whole is not None and longest(self._lex.counted, self._tokens, run[0], run[1]) is not None

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
        run = items.behind(tokens, at, line.last, lex)
        if run is None or (guards.verbal(tokens, at, line.last, lex) and guards.named(tokens, q, line.first)):
            return None
        if tokens.fold[run[0]] == "lượt" and run[1] - run[0] <= 2:  # "tổng lượt khách đạt 12.000 lượt"
            subject = self._subjects.before(q.first, line.floor)
            if subject and self._subjects.headed(subject):
                return Item("count_of_subject", subject, run[1])
            return Item(
                "count",
                run,
                run[1],
                self._subjects.doing(q.first, line.floor) or (subject if run[1] - run[0] == 1 else None),
            )
        return self._bare(q, run, line) or Item("count", run, run[1])

    def _bare(self, q: Quantity, run: Run, line: Line) -> Item | None:
        """A noun that says too little: "số học viên là 90 người", "bác sĩ của viện (90 người)", "thêm 105 chiếc"."""
        tokens, small = self._tokens, self._lex.particles
        word = tokens.fold[run[0]]
        closed = run[1] == line.last or tokens.kind[run[1]] in "pb"
        if run[1] - run[0] > 1 or not closed:
            return None
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
        if subject is None or not (head and head[1]) or word in tokens.fold[subject[0] : subject[1]]:
            return None
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
        subject = self._subject(q, line)
        told = subject is not None and (self._subjects.headed(subject) or self._part(subject, line))
        if subject and told and (q.scaled or verb or near):
            return Item("count_of_subject", subject, q.last)
        if subject is None and q.scaled and (subject := self._subjects.previous(q.first, line.first)):
            return Item("count_of_subject", subject, q.last)
        said = self._predicated(q, line)
        if line.item and said:
            return Item("count_predicated", (q.last, said), said)
        if line.item and (q.scaled or near or (verb and verb[1])):
            return Item("count_inherited", line.item, q.last)
        if line.whole is not None and line.listed(tokens, q):
            if tokens.cap[q.first - 1] and line.item:  # "trong đó Sa Pa 12, Bát Xát 5": each of the same things
                return Item("count_of_place", line.item, q.last)
            if subject:  # "trong đó khiển trách 5, cảnh cáo 2"
                return Item("count_behind_item", subject, q.last)
        return None

    def _predicated(self, q: Quantity, line: Line) -> int | None:
        """The end of a predicate right behind a number that opens a clause: "1.800 người khỏe, 4 dương tính"."""
        tokens, i = self._tokens, q.first
        while near := back(self._lex.before, tokens, i, line.first):
            i = near[0]
        if i == line.first or tokens.fold[i - 1] not in (",", ";", "(", "và", "còn", "có"):
            return None
        hit = longest(self._lex.predicates, tokens, q.last, line.last)
        if hit is None:
            return None
        i = hit[0]
        while i < min(line.last, q.last + 6) and tokens.kind[i] == "w" and tokens.fold[i] not in _AND:
            i += 1
        return i

    def _measured(self, q: Quantity, line: Line) -> Item | None:
        """A number with a unit: "12 km đường", "công suất 50 MW"."""
        tokens, lex = self._tokens, self._lex
        if guards.far(tokens, q, line.first, lex):
            return None
        run = items.behind(tokens, q.last, line.last, lex)
        if run is not None:
            return Item("measure", (q.unit_at, run[1]), run[1])
        subject = self._subject(q, line)
        if subject and self._subjects.headed(subject):
            return Item("measure_of_subject", subject, q.last)
        carried = line.subject or self._subjects.previous(q.first, line.first)
        if carried and subject is None:
            return Item("measure_inherited", carried, q.last)
        return Item("measure", subject or (q.unit_at, q.last), q.last)

    def _times(self, q: Quantity, line: Line) -> Item | None:
        """A multiple: "thu nhập tăng gấp 4 lần so với năm trước"."""
        if not guards.multiplied(self._tokens, q, line.first, self._lex):
            return self._occasions(q, line)
        run = self._subject(q, line) or line.subject or line.item
        return Item("multiple", run, q.last) if run else None

    def _occasions(self, q: Quantity, line: Line) -> Item | None:
        """How often something was done: "3 lần nhắc nhở"."""
        tokens, i = self._tokens, q.last
        if q.value < 2 or i >= line.last or longest(self._lex.occasions, tokens, i, line.last):
            return None
        while i < min(line.last, q.last + 4) and tokens.kind[i] == "w" and not tokens.cap[i]:
            i += 1
        return Item("occasions", (q.unit_at, i), i) if i > q.last else None

    def _share(self, q: Quantity, line: Line) -> Item | None:
        """A percent or a sum: of the noun behind it, of the clause's subject, or of the subject before that."""
        tokens, lex = self._tokens, self._lex
        at = items.determined(tokens, items.past_bracket(tokens, q, line.first, line.last), line.last, lex)
        noun = items.behind(tokens, at, line.last, lex)
        plan = longest(lex.plans, tokens, q.last, line.last)
        planned = plan is not None
        own = noun is not None and (q.kind == "percent" or tokens.fold[noun[0]] in lex.heads)
        told = self._predicated(q, line) if q.kind == "percent" and not planned and line.started else None
        if told and told - q.last > 1:
            return Item("percent_predicated", (q.last, told), told)  # "95% ý kiến đồng tình, 3% không đồng tình"
        if noun and own and not planned and not self._compares(q, line):
            return Item(f"{q.kind}_of_noun", noun, noun[1])
        subject = self._subject(q, line)
        if subject and self._lone(subject):
            subject = self._widened(subject, at, line)
        elif (
            q.kind == "money"
            and (subject is None or not self._subjects.headed(subject))
            and (topic := self._topic(q, line))
        ):
            subject = topic
        elif q.kind == "money" and (subject is None or not self._subjects.headed(subject)):
            subject = noun if noun and not planned else self._subjects.doing(q.first, line.floor) or subject
        if subject:
            return Item(f"{q.kind}_of_subject", subject, q.last)
        act = line.action
        listed = line.floor < q.first and tokens.fold[line.floor] in (",", "và")
        if q.kind == "money" and act and line.item and listed and context.joined(tokens, line.floor, q, lex):
            return Item("money_of_action", (act.first, act.last), q.last)  # "thu giữ 2 xe máy và 45 triệu đồng"
        carried = line.subject or self._subjects.previous(q.first, line.first)
        if not (plan and plan[1] and self._bracketed(q)):
            carried = carried or line.item
        if carried:
            return Item(f"{q.kind}_inherited", carried, q.last)
        opened = q.first - 1 if q.first > line.first and tokens.fold[q.first - 1] == "(" else line.first
        if subject := self._subjects.before(opened, line.first):
            return Item(f"{q.kind}_in_brackets", subject, q.last)
        return Item(f"{q.kind}_bare", noun, noun[1] if noun and planned else q.last)

    def _lone(self, run: Run) -> bool:
        """Whether a subject is a noun of measure alone: "số tiền", "tổng số"."""
        head = longest(self._lex.heads, self._tokens, run[0], run[1])
        return head is not None and head[0] == run[1]

    def _widened(self, run: Run, at: int, line: Line) -> Run:
        """A lone noun of measure with what it is of: "tặng quà với giá trị", "trong số 90 triệu đồng đi vay"."""
        tokens, start = self._tokens, run[0]
        before = tokens.fold[start - 1] if start > line.first else ""
        if before == "trong" and tokens.fold[run[1] - 1] == "số":
            i = at
            while i < min(line.last, at + 6) and tokens.kind[i] == "w":
                if i - at >= 2 and longest(self._lex.stops, tokens, i, line.last):
                    break
                i += 1
            return (at, i) if i - at >= 2 else run
        wider = self._subjects.before(start, line.floor) if before == "với" else None
        return (wider[0], run[1]) if wider and run[1] - wider[0] <= 9 else run

    def _topic(self, q: Quantity, line: Line) -> Run | None:
        """What the sentence says it is about, ahead of its first number: "Về thi hành án, ngành thụ lý 20 tỷ đồng"."""
        tokens, first = self._tokens, line.first
        if line.floor > first or tokens.fold[first] != "về":
            return None
        i = first + 1
        while i < min(q.first, first + 14) and tokens.kind[i] == "w":
            i += 1
        return (first + 1, i) if first + 2 < i < q.first and tokens.fold[i] == "," else None

    def _compares(self, q: Quantity, line: Line) -> bool:
        """Whether the words behind are what the subject is held against: "chỉ bằng 21% khách nội địa"."""
        return q.first > line.first and self._tokens.fold[q.first - 1] in self._lex.particles["compares"]

    def _bracketed(self, q: Quantity) -> bool:
        """Whether a bracket opens within three tokens before the number: "(vượt 275% chỉ tiêu)"."""
        return "(" in self._tokens.fold[max(0, q.first - 3) : q.first]
