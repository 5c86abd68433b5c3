"""A sentence as the forms of opening see it, and what they ask: was it held, by whom, or only named or told of?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bcdextract.mention import DateHit, Sentence, UnitHit, View
from bcdextract.recognise.meetings.words import Mark

# Acts that are a meeting wherever they are dated; an inspection or a visit may be but a detail.
STRONG: Final = frozenset(("session", "interim_review", "final_review", "briefing"))
SECOND: Final = STRONG | {"inspection", "training"}
HOLDS_AFTER: Final = frozenset(("tổ chức", "diễn ra"))
PREPOSED: Final = frozenset("tại trong dự luận sau ở biểu mạc".split())
_LASTS: Final = frozenset(("hội thi", "buổi sinh hoạt"))
_HAD: Final = (("vừa", "có"), ("đã", "có"))
_OPENS_CLASS: Final = frozenset(("khai giảng",))
_NOT_DONE: Final = frozenset("sẽ việc để không chưa hoãn".split())
_ORGANS: Final = frozenset(("party_committee", "people_council", "steering_committee"))
# What a body that decides by meeting is called: where one of these "thảo luận", "xét duyệt", it met.
_ORGAN: Final = re.compile(
    r"hội đồng|thường trực|ban thường vụ|ban chấp hành|bch\b|btv\b|chi bộ|chi ủy|đảng bộ|ban chỉ đạo|bcđ|tiểu ban"
    r"|tổ giúp việc|tổ công tác|đòan giám sát|ủy ban bầu cử|ủy ban kiểm tra|bộ chính trị|ban bí thư|quân ủy"
    r"|chính phủ|quốc hội"
)
_NEAR: Final = 80
_BESIDE: Final = re.compile(r"(?:khóa\s\w+|nhiệm kỳ\s[\d-]+|\([^)]*\)|đã|vừa|cũng|tiếp tục|tiến hành|[\s,])*")


class Opening(NamedTuple):
    """A sentence that may open the meeting: its marks, its day, the noun and the verb that say what was held."""

    sentence: Sentence
    marks: Sequence[Mark]
    weight: int
    rule: str
    date: DateHit | None
    noun: Mark | None
    verb: Mark | None

    @property
    def at(self) -> int:
        """Where what was held begins: the place of the verb, else of the noun."""
        mark = self.verb or self.noun
        return mark.start if mark else self.sentence.end

    def leads(self, date: DateHit) -> bool:
        """Whether a period stands before all that was held: "Thực hiện chương trình năm 2024, ... tổ chức hội nghị"."""
        if date.type != "period":
            return False
        first = min((mark.start for mark in (self.noun, self.verb) if mark), default=self.sentence.start)
        return self.sentence.start <= date.start < first


class Clause(NamedTuple):
    """A sentence with all that the forms ask of it."""

    view: View
    sentence: Sentence
    marks: Sequence[Mark]
    days: Sequence[DateHit]
    units: Sequence[UnitHit]

    def opens(
        self, weight: int, rule: str, date: DateHit | None, noun: Mark | None, verb: Mark | None = None
    ) -> Opening:
        return Opening(self.sentence, self.marks, weight, rule, date, noun, verb)

    def word_before(self, mark: Mark) -> str:
        return self.view.tokens.fold[mark.first - 1] if mark.first > self.sentence.first else ""


def holds(verb: Mark) -> bool:
    return verb.word.part == "hold" or verb.word.name in _OPENS_CLASS


def was_had(view: View, first: int, noun: Mark) -> bool:
    """Whether it is what a body had: "Ban Tổ chức Lễ kỷ niệm vừa có phiên họp"."""
    return noun.first - first > 1 and view.folds[noun.first - 2 : noun.first] in _HAD


def is_held(clause: Clause, verb: Mark | None, noun: Mark | None) -> bool:
    """Whether verb and noun say by themselves that a meeting was held, done and not only planned."""
    if verb is None:
        return noun is not None and clause.word_before(noun) == "có"
    if holds(verb):
        said = any(mark.word.kind and 0 <= mark.first - verb.last <= 2 for mark in clause.marks)
        return (noun is not None or said) and clause.word_before(verb) not in _NOT_DONE
    if verb.first == clause.sentence.first:  # "Kiểm tra đê điều sáng 7/9, Chủ tịch huyện yêu cầu ..."
        return verb.word.kind in SECOND
    return verb.word.kind in STRONG and has_subject(clause, verb)


def is_notice(clause: Clause, noun: Mark) -> bool:
    """Whether the meeting is only told of: "ban hành kế hoạch tổ chức hội nghị", not "thông tin ... tại hội nghị"."""
    if clause.word_before(noun) in PREPOSED:
        return False
    return any(mark.word.part == "notice" and mark.end <= noun.start for mark in clause.marks)


def is_done(clause: Clause, day: DateHit, verb: Mark) -> bool:
    """Whether the deed is a body's own: "Ngày 5/3, ⟦Hội đồng nghĩa vụ quân sự⟧ xét duyệt ...".

    To discuss or to decide is to meet only for a body that exists to meet; prizes and gifts anyone gives.
    """
    units = [unit for unit in clause.units if day.end <= unit.start and unit.end <= verb.start]
    if (
        not units
        or verb.start - units[-1].end > _NEAR
        or not _BESIDE.fullmatch(clause.view.folded, units[-1].end, verb.start)
    ):
        return False
    if verb.word.part == "deed" and verb.word.kind != "session":
        return True
    unit = units[-1]
    if unit.rule == "unit_in_post":
        return False
    return unit.kind in _ORGANS or _ORGAN.match(clause.view.folded, unit.start) is not None


def what(view: View, marks: Sequence[Mark]) -> tuple[Mark | None, Mark | None]:
    """The verb and the noun of what was held: a hold needs a noun or an act with it, an act needs none."""
    hold = None
    for i, mark in enumerate(marks):
        part = mark.word.part
        if part == "noun":
            after = next((each for each in marks[i + 1 :] if each.word.name in HOLDS_AFTER), None)
            opens = (
                marks[i - 1]
                if i and marks[i - 1].word.name in _OPENS_CLASS and marks[i - 1].last == mark.first
                else None
            )
            return hold or opens or (after if after and after.first - mark.last <= 40 else None), mark
        if part == "hold" and hold is None and not _is_name(view, mark):
            hold = mark
        elif part == "act" and i and marks[i - 1].word.name in _OPENS_CLASS and marks[i - 1].last == mark.first:
            return marks[i - 1], None  # "khai giảng lớp tập huấn"
        elif part == "act" or (part == "term" and hold is not None and mark.first - hold.last <= 1):
            if hold is not None and mark.first - hold.last > 25:
                continue
            noun = next((each for each in marks[i + 1 :] if each.word.part == "noun"), None)
            return hold or mark, noun if noun and noun.first - mark.last <= 2 else None
    return None, None


def _is_name(view: View, mark: Mark) -> bool:
    """Whether "Tổ chức" is part of a name ("Bộ phận Tổ chức"): a capital where no sentence starts."""
    tokens = view.tokens
    return (
        tokens.cap[mark.first]
        and tokens.fold[mark.first] == "tổ"
        and mark.first > 0
        and tokens.kind[mark.first - 1] == "w"
    )


def has_subject(clause: Clause, verb: Mark) -> bool:
    """Whether a unit or "đã", "vừa" stands right before the verb: "Quận ủy sơ kết ..." but not "đề án tổng kết ..."."""
    if clause.word_before(verb) in ("đã", "vừa"):
        return True
    return any(unit.end <= verb.start <= unit.end + 2 for unit in clause.units)


def is_matter(clause: Clause, noun: Mark) -> bool:
    """Whether what is named lasts or recurs: "bài dự thi của cuộc thi", "100% chi bộ sinh hoạt chuyên đề"."""
    if noun.word.name not in _LASTS or clause.word_before(noun) in PREPOSED:
        return False
    return not clause.view.folded.startswith("buổi", noun.start)
