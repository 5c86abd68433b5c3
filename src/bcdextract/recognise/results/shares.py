"""What a percent or a sum of money is of: the noun behind it, the clause's subject, or what the money was for."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results import context, items
from bcdextract.recognise.results.items import Run
from bcdextract.recognise.results.line import Item, Line
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.subjects import Subjects
from bcdextract.recognise.results.words import Words, back

_TOTALS: Final = ("tổng", "số", "quy", "dân", "diện")
"""First words of what a share is a share of."""
_VAGUE: Final = ("tiền", "giá", "phí", "trị")
"""Last words of the nouns of measure that say no more than that it was money."""
_ROWS: Final = ((")", ","), (")", ";"), (")", "và"))
"""What stands between the entries of a row that each end in a bracket."""
_WIDE: Final = 9
"""Tokens of the widest item that a lone "số tiền" is given."""
_ACT: Final = 6
"""Tokens between a verb and the noun of its count."""
_OF_FINES: Final = frozenset(("với",))
"""Words between those fined and the sum."""
_AT: Final = frozenset(("tại", "ở", "trong", "cho", "đến", "với"))
"""Words between them that part them."""


class Shares:
    """Finds the item of each percent and sum of a text."""

    def __init__(self, tokens: Tokens, subjects: Subjects, lex: Words) -> None:
        self._tokens = tokens
        self._subjects = subjects
        self._lex = lex

    def item(self, q: Quantity, line: Line) -> Item:
        """A percent or a sum: of the noun behind it, of the clause's subject, or of the subject before that."""
        tokens, lex = self._tokens, self._lex
        at = items.determined(tokens, items.past_bracket(tokens, q, line.first, line.last), line.last, lex)
        noun = items.behind(tokens, at, line.last, lex)
        plan = longest(lex.plans, tokens, q.last, line.last)
        if (fined := self._fined(q, line)) is not None:
            return fined
        told = self._said(q, line) or (None if plan else self._behind(q, noun, line))
        if told:
            return told
        if (beside := self._beside(q, line)) is not None:
            return Item(f"{q.kind}_in_brackets", beside, q.last)
        subject = self._subject(q, line, None if plan else noun, at)
        if subject:
            return Item(f"{q.kind}_of_subject", subject, q.last)
        act = line.action
        listed = line.floor < q.first and tokens.fold[line.floor] in (",", "và")
        if q.kind == "money" and act and line.item and listed and context.joined(tokens, line.floor, q, lex):
            return Item("money_of_action", (act.first, act.last), q.last)  # "thu giữ 2 xe máy và 45 triệu đồng"
        held = bool(plan and plan[1])
        return self._carried(q, line, held) or Item(f"{q.kind}_bare", noun, noun[1] if noun and plan else q.last)

    def _fined(self, q: Quantity, line: Line) -> Item | None:
        """The fine of those counted before it: "xử phạt" of "xử phạt 21 trường hợp với 157 triệu đồng"."""
        act, tokens = line.action, self._tokens
        if q.kind != "money" or act is None or line.item is None or tokens.fold[act.last - 1] != "phạt":
            return None
        between = tokens.fold[line.floor : q.first]
        near = all(word in _OF_FINES or word in self._lex.before for word in between)
        return Item("money_of_action", (act.first, act.last), q.last) if near else None

    def _behind(self, q: Quantity, noun: Run | None, line: Line) -> Item | None:
        """The words behind a number that are no plan: a predicate, or the noun that it is a share of."""
        tokens, lex = self._tokens, self._lex
        if q.kind == "percent" and line.started:
            told = items.predicated(tokens, q, line.first, line.last, lex)
            if told and told - q.last > 1:
                return Item("percent_predicated", (q.last, told), told)  # "95% đồng tình, 3% không đồng tình"
        if noun is None or self._compares(q, line):
            return None
        own = q.kind == "percent" or tokens.fold[noun[0]] in lex.heads
        return Item(f"{q.kind}_of_noun", noun, noun[1]) if own else None

    def _subject(self, q: Quantity, line: Line, noun: Run | None, at: int) -> Run | None:
        """What the clause before a number names; of a sum also its topic, the noun behind it or its verb."""
        subject = self._subjects.of(q, line)
        if subject and self._subjects.lone(subject):
            return self._widened(subject, at, line)
        if q.kind != "money" or (subject and self._subjects.headed(subject)):
            return subject
        done = self._topic(q, line) or noun or self._subjects.doing(q.first, line.floor)
        if not done and line.whole is not None and line.subject:
            return line.subject  # "ủng hộ 2 tỷ đồng, trong đó bà con chợ Mới 40 triệu đồng"
        return done or subject

    def _carried(self, q: Quantity, line: Line, held: bool) -> Item | None:
        """What earlier clauses leave: the subject before a comma, of the number before, or before the bracket.

        ``held`` says that a plan stands behind the number, which may be the item itself: "(vượt 275% chỉ tiêu)".
        """
        carried = self._subjects.previous(q.first, line.floor) or line.subject
        carried = carried or self._subjects.previous(q.first, line.first)
        if not (held and self._bracketed(q)):
            carried = carried or line.item
        if carried:
            return Item(f"{q.kind}_inherited", carried, q.last)
        near = range(q.first - 1, max(line.first, q.first - (2 if held else 4)), -1)
        opened = next((i for i in near if self._tokens.fold[i] == "("), line.first)
        subject = self._subjects.before(opened, line.first)
        return Item(f"{q.kind}_in_brackets", subject, q.last) if subject else None

    def _beside(self, q: Quantity, line: Line) -> Run | None:
        """What stands before the bracket of each of a row: "sai phần đường (36%), rượu bia (17%)"."""
        folds, i = self._tokens.fold, q.first - 1
        row = folds[i] == "(" and folds[line.floor : line.floor + 2] in _ROWS
        return self._subjects.before(i, line.floor + 2) if row and i > line.floor + 2 else None

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
        vague = tokens.fold[run[1] - 1] in _VAGUE
        joint = line.started and 0 <= start - 1 - line.floor <= _WIDE and "p" not in tokens.kind[line.floor : start]
        if before == "với" and vague and joint and (wide := self._dealt(line)):
            return (wide[0], run[1]) if run[1] - wide[0] <= _WIDE else wide if wide[1] - wide[0] > 3 else run
        given = (
            run[1] - start == 2
            and tokens.fold[start] in ("giá", "trị")
            and back(self._lex.verbs, tokens, start, line.first) is None
        )
        wider = self._subjects.before(start, line.floor) if before == "với" or given else None
        return (wider[0], run[1]) if wider and run[1] - wider[0] <= 9 else run

    def _dealt(self, line: Line) -> Run | None:
        """What the count before a lone sum was of: "xử phạt" of "xử phạt 3 cơ sở với số tiền", else its noun."""
        act, noun, folds = line.action, line.item, self._tokens.fold
        if noun is None or folds[noun[0]] in self._lex.places or folds[noun[0] - 2] == "cho":
            return None  # "có mặt tại 12 thôn với kinh phí 3 tỷ đồng": the sum is of none of them
        if act and act.last <= noun[0] <= act.last + _ACT:
            between = folds[act.last : noun[0]]
            return (act.first, noun[0] - 1) if _AT.isdisjoint(between) and "," not in between else None
        return noun

    def _said(self, q: Quantity, line: Line) -> Item | None:
        """What words behind a percent or sum say it is of: "40% tổng số hộ", "9 tỷ đồng là kinh phí dư"."""
        tokens, lex, i = self._tokens, self._lex, q.last
        if i + 1 >= line.last:
            return None
        if q.kind == "money":
            noun = items.behind(tokens, i + 1, line.last, lex) if tokens.fold[i] == "là" else None
            told = noun is not None and self._subjects.headed(noun)
            return Item("money_of_noun", noun, noun[1]) if noun and told else self._granted(q, line)
        compared = self._compares(q, line)
        part = tokens.fold[i] in ("trong", "trên", "về")
        i += part
        if not (compared or part) or tokens.fold[i] not in _TOTALS or tokens.fold[i : i + 2] == ("số", "lượng"):
            return None  # "tăng 58% về số lượng" says how it grew
        near = self._subjects.before(q.first, line.floor)
        if near and self._subjects.headed(near):
            return None
        noun = items.totalled(tokens, i, line.last, lex)
        return Item("percent_of_noun", noun, noun[1]) if noun else None

    def _granted(self, q: Quantity, line: Line) -> Item | None:
        """What money was set aside for: "bố trí 3 tỷ đồng cho dự án kè"; verbs of giving keep theirs ("hỗ trợ")."""
        tokens, lex, i = self._tokens, self._lex, q.last
        tied = tokens.fold[i] in ("cho", "để")
        if not tied and longest(lex.spent, tokens, i, line.last) is None:
            return None
        end = q.first
        while near := back(lex.before, tokens, end, line.first):
            end = near[0]
        if back(lex.grants, tokens, end, line.first) is None:
            return None
        noun = items.purpose(tokens, i + tied, line.last, lex)
        return Item("money_of_purpose", noun, noun[1]) if noun else None

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
        i = q.first
        while near := back(self._lex.before, self._tokens, i, line.first):
            i = near[0]
        return i > line.first and self._tokens.fold[i - 1] in self._lex.particles["compares"]

    def _bracketed(self, q: Quantity) -> bool:
        """Whether a bracket opens within three tokens before the number: "(vượt 275% chỉ tiêu)"."""
        return "(" in self._tokens.fold[max(0, q.first - 3) : q.first]
