"""Who holds a post where only capitals tell: the end of its unit's name, or the person after it."""

from __future__ import annotations

from typing import Final

from bcdextract.phrase.marks import MIDDLES, Phrases
from bcdextract.phrase.names import name_at
from bcdextract.phrase.units import UnitPhrase
from bcdextract.phrase.words import COMMUNES, first_capital, full_name, level_begins, person_begins


def after_name(p: Phrases, i: int, end: int) -> bool:
    """Whether a post follows a name, so that two capitals at its end are a place: "Lê An, ... Cửa khẩu Bờ Y"."""
    beside = p.words[i - 1] in (",", "-") and p.caps[i - 2] and p.caps[i - 3] and not p.caps[end]
    return beside and end - first_capital(p, end, end - 4) == 2


def without_person(p: Phrases, unit: UnitPhrase | None, end: int) -> int:
    """Where a post ends if the unknown place at its end is the person who holds it: "Bí thư Huyện ủy | Vũ Hoài Sơn"."""
    first = first_capital(p, end, end - 4)
    first = next((at + 1 for at in range(end - 2, first, -1) if level_begins(p, at)), first)  # "UBND TP | Hải Sơn"
    place = p.at(first, "places")
    person = _person_after_head(p, unit, first, end)
    if person < end:
        return person
    if end - first < 2 or p.caps[end] or (place is not None and place[0] >= end):
        return end
    if unit is not None and unit.head.data["kind"] == "other":
        for at in range(first + 1, end - 2):
            if person_begins(p, at) and p.words[at + 1] in MIDDLES:
                return at  # "Trưởng khoa Nội | Lê Văn Sáu"
    if unit is not None and (
        _school_and_teacher(p, unit, end) or _head_of_firm(p, unit, end) or _of_paper(p, unit, end)
    ):
        return end - 3
    if unit is not None and first < unit.own and p.at(first - 1, "levels") is None:
        return end
    named = unit is not None and unit.head.data.get("named") and not unit.head.data.get("bare")
    if end - first == 2 and named and p.words[first] not in p.names.strong:
        return end  # "Trạm trưởng Trạm Kiểm soát Biên phòng Cà Ná"
    if end - first == 2 and p.words[first - 1] in COMMUNES:
        return end  # "Chủ tịch UBND xã Đồng Mây", "... phường Trần Phú"
    return first if name_at(p, first, sure=True) is not None else end


_NAMESAKES: Final = frozenset({"school", "enterprise", "media", "other"})
"""Kinds of units that are named after people."""


def _person_after_head(p: Phrases, unit: UnitPhrase | None, first: int, end: int) -> int:
    """Where a unit that is never named after people ends before one: "Chính ủy Trung đoàn | Bùi Hữu Nghiêm"."""
    if unit is None or unit.head.data["kind"] in _NAMESAKES or first >= unit.own or p.at(first - 1, "levels"):
        return end
    stop = end
    while p.caps[stop] and stop - end < 3:
        stop += 1
    four = stop - 4 == first and p.words[first] in p.names.strong  # "Chính ủy Trung đoàn | Lê Hoàng Minh Tuấn"
    for at in (stop - 4, stop - 3) if four else (stop - 3, stop - 4):
        if p.words[at + 2] in MIDDLES or not first <= at < end:
            continue
        place = p.at(at, "places")
        elsewhere = place is None or place[0] < stop
        if elsewhere and p.words[at] in p.names.every and full_name(p, at, stop):
            return at
        if p.words[at + 1] in MIDDLES:
            return at  # "Phó Chủ tịch Hội | Xiêng Văn Long"
    return end


def _school_and_teacher(p: Phrases, unit: UnitPhrase, end: int) -> bool:
    """Whether six capitals are a school's namesake and a person: "Trường THCS Lê Văn Tám | Vi Hoài Nam"."""
    if unit.head.data["kind"] != "school" or first_capital(p, end, end - 6) > end - 6:
        return False
    return p.words[end - 6] in p.names.strong and p.words[end - 3] in p.names.every and full_name(p, end - 3, end)


def _of_paper(p: Phrases, unit: UnitPhrase, end: int) -> bool:
    """Whether a person follows a paper: one that ends in a small word ("Báo Giao thông | Lê Thúy Hà"), or of two."""
    head = p.marks[unit.first]["units"][0]
    whole = not p.caps[end - 4] or end - 5 == unit.first + head  # "Báo Hương Bình | Lê Thúy Hà"
    paper = unit.head.data["kind"] == "media" and end - 4 > unit.first and whole
    return paper and p.words[end - 3] in p.names.every and full_name(p, end - 3, end)


def _head_of_firm(p: Phrases, unit: UnitPhrase, end: int) -> bool:
    """Whether a firm's name of three syllables is who leads it, and acts: "Giám đốc Công ty | Mai Văn Sáu chủ trì"."""
    head = p.marks[unit.first]["units"][0]
    firm = unit.head.data["kind"] == "enterprise" and p.at(end, "roles") is not None
    surnames = p.names.every if end - 3 == unit.first + head else p.names.strong  # "... Cảng Bến Đá | Mai Văn Sáu"
    return firm and end - 3 >= unit.first + head and p.words[end - 3] in surnames and full_name(p, end - 3, end)
