"""Where a unit's name ends: its head, then by the head's kind a field, a purpose, a number, a place, a higher unit."""

from __future__ import annotations

from typing import Final, NamedTuple

from bcdextract.lexicon import Entry
from bcdextract.mention import maker
from bcdextract.phrase.branches import after_branch
from bcdextract.phrase.marks import Phrases
from bcdextract.phrase.places import place_at, unknown_place
from bcdextract.phrase.tails import TAILS
from bcdextract.phrase.unit_heads import definite, may_begin
from bcdextract.phrase.words import (
    CLOSERS,
    after_abbreviation,
    after_term,
    capitals,
    ends_name,
    numbered,
    place_before_person,
    small_words,
    unit_begins,
)


class UnitPhrase(NamedTuple):
    """Token indexes of a unit's name: ``first:last`` whole, ``own`` after its own part, ``parent`` of a higher one."""

    first: int
    last: int
    own: int
    head: Entry
    level: str | None
    parent: int | None
    generic: bool
    lone: bool
    """The head alone, without any tail."""
    term: int
    """After a term that follows the name ("khóa XII"); ``last`` where there is none."""


_phrase: Final = maker(UnitPhrase)


def unit_at(p: Phrases, i: int, small: bool = False) -> UnitPhrase | None:
    """The unit whose name begins at token ``i``, or ``None``; ``small`` takes a head written small (after a post)."""
    marks = p.marks.get(i)
    if marks is None or (hit := marks.get("units")) is None:
        return None
    key = 2 * i + small
    if key not in p.units:
        if len(p.reading) == _DEEPEST:
            _read_backward(p, i)
        p.units[key] = None  # a name that leads back to itself is none
        p.reading.append(key)
        p.units[key] = _read(p, i, small, i + hit[0], hit[1])
        p.reading.pop()
    found: UnitPhrase | None = p.units[key]
    return found


_DEEPEST: Final = 25
"""Names that may be read inside each other before the rest of the text is read from its end, which needs no depth."""


def _read_backward(p: Phrases, i: int) -> None:
    """Read every unit after token ``i``, the last first: a name only asks about names that begin after it."""
    for at in sorted((at for at, marks in p.marks.items() if at > i and "units" in marks), reverse=True):
        for key in (2 * at, 2 * at + 1):
            if key not in p.units:
                p.units[key] = None
                length, head = p.marks[at]["units"]
                p.units[key] = _read(p, at, key != 2 * at, at + length, head)


def _read(p: Phrases, i: int, small: bool, j: int, head: Entry) -> UnitPhrase | None:
    if not may_begin(p, i, j, head, small):
        return None
    j = after_abbreviation(p, j)
    tail = TAILS[str(head.data["tail"])](p, j, head)
    if tail is None:
        return None
    own, generic = tail
    lone = own == j
    if not (p.caps[i] or small) and head.data["tail"] in ("purpose", "field", "proper") and not definite(p, j, own):
        return None
    level = head.data.get("level")
    last, place_level, all_of = _after(p, own, head)
    parent = None
    if last == own and head.data["tail"] == "purpose":
        last, place_level = _after_alias(p, own)
    if last == own:
        parent = _parent(p, own, head)
        upper = unit_at(p, parent, small=True) if parent is not None else None
        if upper is not None:
            last, level = upper.last, level or upper.level
        else:
            parent = _inside(p, j, own)
    last = after_branch(p, numbered(p, last) if last > own else last, head)  # "Tổ đại biểu HĐND thành phố số 2"
    lone = lone and last == own
    if lone and not head.data.get("bare"):
        return None
    if all_of and head.data["kind"] == "party_committee" and p.words[last - 1] == "cấp":
        return None  # "cấp ủy, đảng bộ các cấp": no unit in particular
    if lone and not (p.caps[i] or small):
        return None
    if not (p.caps[i] or small) and head.data["tail"] == "proper" and not any(p.caps[at] for at in range(j, last)):
        return None  # "bệnh viện tuyến trung ương": a kind of hospital
    level = level or place_level or _level_inside(p, j, last, head)
    return _phrase((i, last, own, head, level, parent, generic or all_of, lone, after_term(p, last)))


def _inside(p: Phrases, j: int, own: int) -> int | None:
    """The token at which the higher unit begins that a name ends with: "Đoàn công tác của | Bộ Y tế"."""
    upper = unit_at(p, j + 1) if p.words[j] in _BELONGS else None
    return j + 1 if upper is not None and upper.last == own else None


_BELONGS: Final = frozenset({"của", "thuộc"})


_LONGEST: Final = 40
"""Tokens at the end of a name where its level is looked for."""


def _level_inside(p: Phrases, j: int, last: int, head: Entry) -> str | None:
    """The level that ends a committee's purpose or number: "Ban Chỉ đạo 35 | tỉnh", "... an ninh Tổ quốc | huyện A"."""
    if head.data["tail"] != "purpose":
        return None
    for at in range(last - 1, max(j, last - _LONGEST) - 1, -1):
        upper = unit_at(p, at, small=True)
        if upper is not None and upper.level is not None:
            return upper.level
        end, level, _ = place_at(p, at)
        if level is not None and (end == last or level != "grassroots"):
            return level  # "đổi mới đơn vị sự nghiệp công lập" is of no level
    return None


def _after_alias(p: Phrases, j: int) -> tuple[int, str | None]:
    """After a committee's alias in brackets and what goes on its name: "... (Ban Chỉ đạo 35) Tỉnh ủy"."""
    if p.words[j] != "(" or unit_at(p, j + 1) is None:
        return j, None
    close = next((at for at in range(j + 2, min(j + 12, p.tokens.count)) if p.words[at] == ")"), None)
    if close is None:
        return j, None
    upper = unit_at(p, close + 1)
    if upper is not None:
        return upper.last, upper.level
    end, level, _ = place_at(p, close + 1)
    return (end, level) if end > close + 1 else (j, None)


_LOCAL: Final = frozenset({"party_committee", "front_union", "armed_forces", "police"})
"""Kinds whose heads a bare place may follow ("Huyện ủy A", "Thành đoàn B")."""


def _after(p: Phrases, j: int, head: Entry) -> tuple[int, str | None, bool]:
    """What follows a unit's own part: (end, level, whether it means all units of a level)."""
    if head.data["tail"] in ("purpose", "whole", "number"):
        return j, None, False
    if head.data["tail"] == "place":
        j = numbered(p, j)
        if head.data["kind"] == "armed_forces" and head.data.get("part"):
            lettered = p.caps[j] and len(p.words[j]) == 1 and p.words[j + 1].isdigit()  # "Đội quy tập | K52"
            j += 2 if lettered else p.words[j].isdigit() and len(p.words[j]) > 1  # "Đội quy tập | 192"
    if head.data["tail"] == "proper":
        end, level, all_of = place_at(p, j)
        return (end, level, all_of) if level else (j, None, False)
    if head.data["tail"] == "field" and place_before_person(p, j):
        return j + 2, None, False
    end, level, all_of = place_at(p, j + 1 if p.words[j] == "của" and p.at(j + 1, "levels") else j)
    field = p.at(j, "fields") if end == j and head.data["kind"] == "front_union" and p.caps[j] else None
    if field is not None and place_at(p, field[0])[0] > field[0]:
        return place_at(p, field[0])  # "Công đoàn Giáo dục Việt Nam"
    if end == j and head.data["kind"] == "school" and p.words[j] in p.names.strong and p.caps[j + 1]:
        return _namesake(p, j)
    if end == j and head.data.get("named") and p.caps[j] and _no_person(p, j) and not unit_begins(p, j):
        end = small_words(p, capitals(p, j, most=3), j)  # "Đồn Biên phòng Thanh Luông", "... Cửa khẩu quốc tế Na Mèo"
        return capitals(p, end, most=3), None, False
    if end == j and head.data["tail"] == "place" and head.data["kind"] in _LOCAL and " " in head.name:
        end = unknown_place(p, j)  # "Huyện ủy Kỳ Thủy"
        if end > j:
            return end, None, False
    bare = p.at(j, "units") if end == j and p.caps[j] else None
    if bare is not None and _told_above(p, j, bare) and unit_at(p, j) is None:
        return bare[0], None, False
    return end, level, all_of


def _no_person(p: Phrases, j: int) -> bool:
    """Whether capitals are a place, though they begin like a person: "Đồn Biên phòng | Dương Đông, ..."."""
    closed = p.words[j + 2] in CLOSERS and capitals(p, j, most=3) == j + 2 and p.at(j + 3, "positions") is None
    return p.words[j] not in p.names.strong or closed


def _told_above(p: Phrases, j: int, bare: tuple[int, Entry]) -> bool:
    """Whether a bare head stands for the body named before: "Văn phòng | Sở", "Công đoàn | Công ty", not "Báo cáo"."""
    if bare[1].data["tail"] == "field":
        return True
    long = bare[0] > j + 1 or p.words[bare[0]] in CLOSERS or p.words[bare[0]] == "và" or ends_name(p, bare[0])
    return bare[1].data["tail"] == "proper" and not p.caps[bare[0]] and long


def _namesake(p: Phrases, j: int) -> tuple[int, str | None, bool]:
    """After whom a school is named after, in two syllables or before a level: "Trường Chính trị | Trần Phú"."""
    end = j + 2 + p.caps[j + 2]
    here, level, _ = place_at(p, end)
    if p.caps[end] or (end - j > 2 and level is None):
        return j, None, False
    return here, level, False


def _parent(p: Phrases, j: int, head: Entry) -> int | None:
    """The token a higher unit begins at, right after a unit or after "của", "thuộc"."""
    if head.name == "Bộ":
        return None  # "Bộ Y tế | Cục Quản lý dược": of a ministry there is no higher one
    start = j + 1 if p.words[j] in ("của", "thuộc") and head.data["tail"] in ("purpose", "place") and j > 0 else j
    if (
        head.data["kind"] in ("government", "people_council")
        and not head.data.get("part")
        and head.data["tail"] == "place"
    ):
        return None
    if p.words[j] == "-" and head.data.get("part"):
        dashed = unit_at(p, j + 1)  # "Ban Pháp chế - HĐND tỉnh"
        council = dashed is not None and dashed.head.data["kind"] in ("people_council", "party_committee")
        return j + 1 if council else None
    upper = unit_at(p, start, small=start == j)
    if upper is None or (upper.lone and upper.head.data["tail"] == "purpose" and start > j):
        return None
    return start
