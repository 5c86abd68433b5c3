"""Boards, their heads and hosts that other sentences tell: "Trưởng ⟦Ban Chỉ đạo⟧ chủ trì", "cuộc họp ⟦Ban Chỉ đạo⟧"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bcdextract.mention import Span, UnitHit, View
from bcdextract.recognise.meetings.clause import Opening
from bcdextract.recognise.meetings.days import sentence_at, within
from bcdextract.recognise.meetings.words import Mark

CHAIR_REACH: Final = 8
"""Sentences in which the person in the chair is looked for."""

ALIAS: Final = (
    r"\s*(?:,\s(?:đơn vị|cụm trưởng)\s[^,]{0,60},\s*)?"  # "Công an xã X, đơn vị cụm trưởng cụm thi đua số 2, tổ chức"
    r"(?:,?\s*khóa\s\w+\b)?(?:,?\s*nhiệm kỳ\s[\d\s-]+)?(?:,?\s*lần thứ\s\w+\b)?(?:,?\s*năm\s\d{4}\b)?"
    r"\s*(?:\([^)]*\)\s*)?"
)
"""Between a host and its verb: what it is besides, its term, its year, its short form in brackets."""
_STANDING: Final = re.compile(r"thường trực $")
_LATELY: Final = re.compile(rf"{ALIAS}(?:vừa|đã|mới)\s")


def said_before(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """The host that the sentence before begins with: "⟦Đảng ủy xã⟧ vừa công bố ... Buổi lễ diễn ra chiều 8/9"."""
    at = sentence_at(view, opening.sentence.start)
    if at == 0 or opening.noun is None or opening.noun.first > opening.sentence.first:
        return ()
    before = view.sentences[at - 1]
    first = within(units, before.start, before.start + 1)[:1]
    return tuple(Span(unit.start, unit.end) for unit in first if _LATELY.match(view.folded, unit.end, before.end))


def is_board(view: View, unit: UnitHit) -> bool:
    """Whether the unit is one that exists to meet: a steering committee, an appraisal council."""
    return unit.kind == "steering_committee" or view.folded.startswith(("ban chỉ đạo", "bcđ", "tiểu ban"), unit.start)


def led_by_person(opening: Opening) -> bool:
    """Whether a person holds it ("Chủ tịch huyện chủ trì ...", "Bộ trưởng làm việc với ..."): then no unit does."""
    verb = opening.verb
    if verb is None or verb.word.name == "tổ chức":
        return False
    start = opening.date.end if opening.date and opening.date.end <= verb.start else opening.sentence.start
    return any(mark.word.part == "post" and start <= mark.start < verb.start for mark in opening.marks)


def in_post(view: View, unit: UnitHit, marks: Sequence[Mark]) -> bool:
    """Whether the unit belongs to a person's post ("Chủ tịch ⟦UBND huyện⟧ ...").

    "Thường trực ⟦HĐND huyện⟧" does only after a post: "Phó Chủ tịch Thường trực ⟦HĐND huyện⟧".
    """
    standing = _STANDING.search(view.folded, max(0, unit.start - 13), unit.start)
    before = standing.start() if standing else unit.start
    if any(mark.word.part == "post" and mark.start < before <= mark.end + 1 for mark in marks):
        return True  # also "Trưởng ban" of "Trưởng ⟦Ban Dân vận⟧"
    begins = view.folded.endswith((", ", "\n"), 0, before) or before == 0
    return unit.rule == "unit_in_post" and standing is None and not begins


def chaired(view: View, units: Sequence[UnitHit], title: Span | None) -> tuple[Span, ...]:
    """The board whose head is in the chair, where the text never opens the meeting: "Trưởng ⟦Ban Chỉ đạo⟧ chủ trì"."""
    first = sentence_at(view, title.end) if title else 0
    for sentence in view.sentences[first : first + CHAIR_REACH]:
        for unit in within(units, sentence.start, sentence.end):
            headed = view.folded.endswith(("trưởng ", "chủ tịch "), sentence.start, unit.start)
            if headed and is_board(view, unit) and "chủ trì" in view.folded[unit.end : sentence.end]:
                return (Span(unit.start, unit.end),)
    return ()


def board_that_met(view: View, units: Sequence[UnitHit], opening: Opening) -> tuple[Span, ...]:
    """The board of "cuộc họp ⟦Ban Chỉ đạo⟧" wherever the text says so, for a meeting that is called a "họp"."""
    if opening.noun is None or opening.noun.word.kind != "session":
        return ()
    met = (unit for unit in units if view.folded.endswith(("họp ", "họp của "), 0, unit.start) and is_board(view, unit))
    return tuple(Span(unit.start, unit.end) for unit in met)[:1]
