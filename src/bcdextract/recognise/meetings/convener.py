"""Which unit holds the meeting: what stands between the opening's day and its verb, else whose meeting it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bcdextract.mention import Span, UnitHit, View
from bcdextract.recognise.meetings.days import sentence_at, within
from bcdextract.recognise.meetings.opening import Opening
from bcdextract.recognise.meetings.words import Mark

# Between a noun of meeting and the unit whose meeting it is: "phiên họp thứ 3 (mở rộng) của", "đại hội đại biểu".
_OWNED = re.compile(
    r"\s*(?:(?:trực tuyến|thường kỳ|định kỳ|bất thường|chuyên đề|mở rộng|toàn thể|giao ban|khẩn|đầu tiên|thường trực|cuối năm|giữa năm"
    r"|lần|thứ|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|[ivx]+|\d+|của|đại biểu|tháng|qúy|các|\([^)]*\))[\s,]+)*"
)
# Between the host and its verb: "vừa", "(gọi tắt là ...)", "đã phối hợp".
_LEADS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?[,-]?\s*"
    r"(?:(?:đã|vừa|qua|sẽ|cũng|có|chính thức|long trọng|trọng thể|đồng|phối hợp|tiếp tục|dự kiến|trực tiếp|đã có|buổi)\s+)*"
)
# The host is led by a person: "⟦Đoàn công tác⟧ do đồng chí ... làm trưởng đoàn đã ..."
_LED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*do\s+(?:đồng chí|đ/c|ông|bà|[^,]{0,80}\b(?:làm trưởng đoàn|dẫn đầu|chủ trì))"
)
_PAIR = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:,|và|,\s*và)\s*(?:lãnh đạo\s*)?")
_PARTNER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:đã|vừa|sẽ|tổ chức)\s+)*(?:chủ trì\s*,?\s*)?(?:phối hợp|cùng|kết hợp|liên kết|làm việc)\b"
)
_AFTER_DAY = re.compile(r"[\s,:;)-]*(?:tại\s[^,]{0,60},\s*)?(?:thường trực\s|lãnh đạo\s|liên\s)?")
# Before a unit that is met, helped or named: no host. "làm việc với", "phối hợp với", "nghị quyết của".
_MET = re.compile(r"(?:với|cùng|của|thuộc|từ|bởi|cho|ở|gồm|theo)\s+(?:lãnh đạo\s+|các\s+)?$")

_HOLDS = re.compile(r"[^.;]{0,120}\b(?:tổ chức|chủ trì|phối hợp?|đăng cai|phát động|triệu tập)\b")
_STANDING = re.compile(r"thường trực $")
_DECIDES = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:đã|cũng|sẽ)\s+)*"
    r"(?:thống nhất|biểu quyết|quyết định|thông qua|bầu|khai trừ|cho ý kiến|xem xét|đề ra|kỷ luật|thi hành|bãi nhiệm|miễn nhiệm|nhất trí)"
)
_PAPER = re.compile(r"quyết định|kết luận|nghị quyết|chỉ thị|ý kiến|công điện|luật|đề án|nghị định|thông tư|chỉ đạo của|làm việc với")
_CLOSES = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[,.;]|$|(?:đã|diễn|được|sáng|chiều|tối|ngày|vào|do|nhằm|để)\b)")
CHAIR_REACH = 8
"""Sentences in which the person in the chair is looked for."""


def hosts(view: View, opening: Opening, units: Sequence[UnitHit], place: Span | None) -> tuple[Span, ...]:
    """The units that hold the meeting, by this sentence alone; empty where a person is its subject or none is named."""
    here = [
        unit
        for unit in within(units, opening.sentence.start, opening.sentence.end)
        if not (place and place.start <= unit.start < place.end)
    ]
    if not here:
        return ()
    return (
        _subject(view, opening, here)
        or _by(view, opening, here)
        or _owner(view, opening, here)
        or _first_after_day(view, opening, here)
        or _decided(view, opening, here)
        or _of(view, opening, here)
        or _elsewhere(view, opening, here)
    )


def _subject(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "Ngày 5/3, ⟦Huyện ủy⟧ tổ chức ...", "⟦Sở A⟧ và ⟦Sở B⟧ phối hợp tổ chức ..." """
    chain: list[UnitHit] = []
    for unit in units:
        if unit.start >= opening.at:
            break
        if in_post(view, unit, opening.marks) or _MET.search(view.folded, opening.sentence.start, unit.start):
            chain = []
            continue
        if chain and not _PAIR.fullmatch(view.folded[chain[-1].end : unit.start]):
            chain = []
        chain.append(unit)
        after = view.folded[unit.end : opening.at]
        if _LEADS.fullmatch(after) or _PARTNER.match(after) or _LED.match(after):
            return tuple(Span(each.start, each.end) for each in chain)
    return ()


def _by(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "hội thi do ⟦Hội Nông dân huyện⟧ phối hợp với ... tổ chức" """
    if opening.noun is None:
        return ()
    for unit in units:
        if unit.start > opening.noun.end and view.folded.endswith(" do ", 0, unit.start):
            if _HOLDS.match(view.folded, unit.end, opening.sentence.end):
                return (Span(unit.start, unit.end),)
    return ()


def _owner(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "tại cuộc họp ⟦Ban Chỉ đạo phòng chống dịch tỉnh⟧", "phiên họp thứ 3 của ⟦Hội đồng⟧" """
    noun = opening.noun
    after = next((unit for unit in units if noun and unit.start >= noun.end), None)
    if noun is not None and after is not None and _OWNED.fullmatch(view.folded[noun.end : after.start] + " "):
        return (Span(after.start, after.end),)
    return ()


def _first_after_day(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "Sáng 5/3, ⟦Đoàn đại biểu Quốc hội tỉnh⟧, gồm các ông ..., đã tiếp xúc cử tri": right after the dated opening."""
    if opening.date is None:
        return ()
    for unit in units:
        if opening.date.end <= unit.start < opening.at and not in_post(view, unit, opening.marks):
            if _AFTER_DAY.fullmatch(view.folded[opening.date.end : unit.start]):
                return (Span(unit.start, unit.end),)
    return ()


def _decided(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "Tại kỳ họp sáng 8/4, ⟦HĐND tỉnh⟧ đã thông qua ...": the subject decides, so the meeting is its own."""
    for unit in units:
        if unit.start > opening.at and not in_post(view, unit, opening.marks):
            if _DECIDES.match(view.folded, unit.end) and view.folded.endswith((", ", "tiền "), 0, unit.start):
                return (Span(unit.start, unit.end),)
    return ()


def _of(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "cuộc họp sơ kết 6 tháng của ⟦Ban Chỉ đạo⟧ sáng 11/7": whose meeting it is, said after what it was about."""
    noun = opening.noun
    if noun is None:
        return ()
    for unit in units:
        if unit.start > noun.end and view.folded.endswith(" của ", noun.end, unit.start):
            if not _PAPER.search(view.folded, max(noun.end, unit.start - 60), unit.start):
                if _CLOSES.match(view.folded, unit.end):
                    return (Span(unit.start, unit.end),)
    return ()


def _elsewhere(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "⟦Sở A⟧ tổ chức hội nghị ..." in a sentence that opens otherwise, as where a picture's line runs into it."""
    for mark in opening.marks:
        if mark.word.name != "tổ chức":
            continue
        for unit in units:
            after = view.folded[unit.end : mark.start] if unit.end <= mark.start else "x"
            if _LEADS.fullmatch(after) and not in_post(view, unit, opening.marks):
                return () if _MET.search(view.folded, 0, unit.start) else (Span(unit.start, unit.end),)
    return ()


def led_by_person(view: View, opening: Opening) -> bool:
    """Whether a person holds the meeting ("Chủ tịch huyện chủ trì ...", "Bộ trưởng làm việc với ..."): no unit does then."""
    verb = opening.verb
    if verb is None or verb.word.name == "tổ chức":
        return False
    start = opening.date.end if opening.date and opening.date.end <= verb.start else opening.sentence.start
    return any(mark.word.part == "post" and start <= mark.start < verb.start for mark in opening.marks)


def in_post(view: View, unit: UnitHit, marks: Sequence[Mark]) -> bool:
    """Whether the unit belongs to a person's post ("Chủ tịch ⟦UBND huyện⟧ ...").

    "Thường trực ⟦HĐND huyện⟧" does only after a post: "Phó Chủ tịch Thường trực ⟦HĐND huyện⟧".
    """
    before = unit.start
    standing = _STANDING.search(view.folded, max(0, before - 13), before)
    if standing is not None:
        before = standing.start()
    for mark in marks:
        if mark.word.part == "post" and mark.end <= before and not view.folded[mark.end : before].strip(" "):
            return True
    return standing is None and unit.rule == "unit_in_post"


def chaired(view: View, units: Sequence[UnitHit], title: Span | None) -> tuple[Span, ...]:
    """The board whose head is in the chair, where the text never opens the meeting: "Trưởng ⟦Ban Chỉ đạo⟧ chủ trì"."""
    first = sentence_at(view, title.end) if title else 0
    for sentence in view.sentences[first : first + CHAIR_REACH]:
        for unit in within(units, sentence.start, sentence.end):
            if unit.kind == "steering_committee" and view.folded.endswith(("trưởng ", "chủ tịch "), 0, unit.start):
                if view.folded.find("chủ trì", unit.end, sentence.end) >= 0:
                    return (Span(unit.start, unit.end),)
    return ()
