"""Which unit holds the meeting: what stands between the opening's day and its verb, else whose meeting it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bcdextract.mention import Span, UnitHit, View
from bcdextract.recognise.meetings.days import within
from bcdextract.recognise.meetings.opening import Opening
from bcdextract.recognise.meetings.words import Mark

# Between a noun of meeting and the unit whose meeting it is: "phiên họp thứ 3 (mở rộng) của", "đại hội đại biểu".
_OWNED = re.compile(
    r"\s*(?:(?:trực tuyến|thường kỳ|định kỳ|bất thường|chuyên đề|mở rộng|toàn thể|giao ban|khẩn|đầu tiên|cuối năm|giữa năm"
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
        or _by(view, here)
        or _owner(view, opening, here)
        or _first_after_day(view, opening, here)
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


def _by(view: View, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "... do ⟦Hội Nông dân huyện⟧ phối hợp với ... tổ chức" """
    for unit in units:
        if view.folded.endswith(" do ", 0, unit.start):
            return (Span(unit.start, unit.end),)
    return ()


def _owner(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """ "tại cuộc họp ⟦Ban Chỉ đạo phòng chống dịch tỉnh⟧", "phiên họp thứ 3 của ⟦Hội đồng⟧" """
    for mark in opening.marks:
        if mark.word.part != "noun":
            continue
        after = next((unit for unit in units if unit.start >= mark.end), None)
        if after is not None and _OWNED.fullmatch(view.folded[mark.end : after.start] + " "):
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


def in_post(view: View, unit: UnitHit, marks: Sequence[Mark]) -> bool:
    """Whether the unit belongs to a person's post ("Chủ tịch ⟦UBND huyện⟧ ...")."""
    if unit.rule == "unit_in_post":
        return True
    for mark in marks:
        if mark.word.part == "post" and mark.end <= unit.start:
            between = view.folded[mark.end : unit.start].split()
            if not between or between in (["thường", "trực"], ["chuyên", "trách"], ["ban"]):
                return True
    return False
