"""Where a meeting was held: the "tại ..." phrase of its opening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bcdextract.mention import Span, UnitHit, View
from bcdextract.recognise.meetings.clause import Opening
from bcdextract.recognise.meetings.days import within

_AT: Final = re.compile(r"\btại\s+")
_END: Final = re.compile(
    r"\s*(?:[,;.)(\n]|\s-\s|$"
    r"|\b(?:đã|vừa|diễn|tổ chức|với|do|về|nhằm|để|sẽ|theo|dưới|từ|vào|ngày|sáng|chiều|tối|có|được|sau|trong)\b)"
)
_AREA: Final = re.compile(
    r",\s*(?=(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn)\s(?!(?:ủy|đòan|đội)\b))"
    r"(?![^,;.]{2,60}\s(?:(?:đã|vừa)\s)?(?:tổ chức|phối hợp|khai mạc|đối thọai)\b)"
)
"""The district after a house, and neither "Huyện ủy" nor the host: "tại nhà văn hóa, ⟦huyện An Bình⟧ tổ chức"."""
# A house that a unit's name may belong to: "Hội trường UBND huyện"; after a town's name a unit is the host instead.
_HOUSE: Final = re.compile(
    r"(?:hội trường|trụ sở|nhà|trung tâm|phòng|văn phòng|khách sạn|khu|điểm cầu|sân|quảng trường|cơ quan|trường)\b"
)
_NO_PLACE: Final = re.compile(
    r"(?:đây|chỗ|đó|các|những|kỳ|khỏan|điều|điểm [a-d]\b|mục|nghị|quyết|công văn|thông báo|báo cáo)"
)


def location(view: View, opening: Opening, units: Sequence[UnitHit]) -> Span | None:
    """Where it was held ("Hội trường Huyện ủy, huyện An Bình"), without "tại"; ``None`` where the opening is silent."""
    sentence = opening.sentence
    for match in _AT.finditer(view.folded, sentence.start, sentence.end):
        at = match.end()
        if any(mark.start == at and mark.word.part in ("noun", "act") for mark in opening.marks):
            continue
        if _NO_PLACE.match(view.folded, at):
            continue
        stop = _stop(view, at, sentence.end)
        if not _HOUSE.match(view.folded, at):
            stop = min([stop, *(unit.start for unit in within(units, at + 1, stop))])
        while stop > at and view.folded[stop - 1] in " ,-":
            stop -= 1
        if stop > at:
            return Span(at, stop)
    return None


def _stop(view: View, at: int, end: int) -> int:
    stop = at
    while True:
        match = _END.search(view.folded, stop, end)
        stop = match.start() if match else end
        area = _AREA.match(view.folded, stop, end)
        if area is None:
            return stop
        stop = area.end()
