"""Where a post ends: its head, "Thường trực" and the like, then its unit, level or field of work."""

from __future__ import annotations

from typing import Final, NamedTuple

from bcdextract.lexicon import Entry
from bcdextract.phrase.marks import MIDDLES, Phrases
from bcdextract.phrase.places import place_at
from bcdextract.phrase.post_ends import after_name, without_person
from bcdextract.phrase.units import UnitPhrase, unit_at
from bcdextract.phrase.words import capitals, ends_name, full_name, is_ordinal, small_words
from bcdextract.text import fold

_OWN_HEADS: Final = frozenset(map(fold, ("ban", "phòng", "đoàn", "khoa", "nhóm", "tổ", "trạm", "đài")))


_GRASSROOTS: Final = frozenset({"thôn", "xóm", "bản", "bon", "buôn", "ấp", "làng", "khu", "phố"})
"""Last words of heads that a place's name follows: "Trưởng thôn Phước Thiện"."""


class PostPhrase(NamedTuple):
    """Token indexes of a post: ``first:last`` whole, ``title`` after the bare title, ``unit`` its unit's, if any."""

    first: int
    last: int
    title: int
    head: Entry
    unit: tuple[int, int] | None
    weak: bool


_NO_POSTS: Final = frozenset({("ban", "thường"), ("chức", "vụ"), ("nhiệm", "vụ"), ("phủ", "chủ")})
"""A word and one after it that only look like a post: "chức | vụ trưởng", "Phủ | Chủ tịch", "Ban | Thường vụ"."""


def post_at(p: Phrases, i: int) -> PostPhrase | None:
    """The post that begins at token ``i``, or ``None``.

    "Phó Bí thư Thường trực Huyện ủy", "Trưởng phòng Báo chí, Ban Tuyên giáo Thành ủy", "Thứ trưởng Tư pháp".
    """
    marks = p.marks.get(i)
    if marks is None or (hit := marks.get("positions")) is None:
        return None
    if (p.words[i - 1], p.words[i]) in _NO_POSTS:
        return None
    if i not in p.posts:
        p.posts[i] = _read(p, i, i + hit[0], hit[1])
    found: PostPhrase | None = p.posts[i]
    return found


def _read(p: Phrases, i: int, end: int, head: Entry) -> PostPhrase | None:
    weak = bool(head.data.get("weak"))
    if weak and p.words[i - 1] == "quan" and p.words[end] == ",":
        return None  # "cơ quan thường trực"
    if head.data.get("names") and not p.caps[end]:
        return None  # "trả lời đại biểu, ..."
    tail = str(head.data["tail"])
    own = None if weak else _own_unit(p, i, end, head)
    if own is not None:
        start, unit = own
        if start < end and all(p.caps[start + 1 : start + 4]) and p.words[start + 2] in MIDDLES:
            return PostPhrase(i, start + 1, start + 1, head, None, weak)  # "Trưởng trạm | Khổng Văn Tiệp"
        title = unit.own if start < end or tail == "own" else end
        last = without_person(p, unit, unit.last) if p.words[i - 1] != "(" else unit.last
        if last < unit.last and (p.words[last + 1] in MIDDLES or full_name(p, last, unit.last)):
            return PostPhrase(i, last, min(title, last), head, (start, last), weak)  # "Phó ban Y Tỉnh ủy | Lâm Văn Sở"
        last = _of_its_body(p, unit, max(_higher(p, unit), unit.term))
        return PostPhrase(i, _standing(p, last), title, head, (start, unit.last), weak)
    if tail == "own":
        return None
    title = _modifiers(p, end)
    if tail == "whole":
        country = p.at(title, "places")  # "Thủ tướng | New Zealand"
        abroad = country is not None and country[1] == "N"
        return PostPhrase(i, country[0] if abroad and country else _term(p, title), title, head, None, weak)
    return _with_unit(p, i, title, head, tail, weak)


def _standing(p: Phrases, j: int) -> int:
    """After "Thường trực" behind the unit, where it ends the post: "Phó Trưởng BCĐ | Thường trực"."""
    said = p.words[j : j + 2] == ["thường", "trực"] and p.words[j + 2] in (",", ";", ".", ")", "-", "\n")
    return j + 2 if said else j


def _with_unit(p: Phrases, i: int, title: int, head: Entry, tail: str, weak: bool, dutiful: bool = True) -> PostPhrase:
    if p.caps[title] and _named(p, title):
        return PostPhrase(i, title, title, head, None, weak)
    start = title + 1 if p.words[title] in ("của", "tại") and unit_at(p, title + 1) else title
    unit = unit_at(p, start, small=True)
    if unit is not None:
        firm = p.words[i - 1] in (",", "-") and p.caps[i - 2] and unit.head.data["kind"] == "enterprise"
        held = p.words[i - 1] == "(" or firm or after_name(p, i, unit.last)  # "Lê An (Bí thư ...)"
        last = unit.last if held else without_person(p, unit, unit.last)
        if last < unit.last:
            return PostPhrase(i, last, title, head, (start, last), weak)
        return PostPhrase(i, _in_brackets(p, max(_higher(p, unit), unit.term)), title, head, (start, unit.last), weak)
    duty = _after_duty(p, title) if dutiful and head.data.get("staff") else title
    if duty > title:
        told = _with_unit(p, i, duty, head, tail, weak, dutiful=False)
        if told.last > duty:
            return told._replace(title=title)  # "công chức | địa chính xã Đông Lâm"
    end = _after_words(p, title, head, tail)
    dashed = (_dashed_unit(p, title) or _staff_of(p, title, head)) if end == 0 else None
    if dashed is not None:
        return PostPhrase(i, dashed.last, title, head, (dashed.first, dashed.last), weak)
    return PostPhrase(i, end or _term(p, title), title, head, None, weak)


def _after_words(p: Phrases, title: int, head: Entry, tail: str) -> int:
    """After a field of work, a level or place, or a body named by its head alone; 0 where none of them follows."""
    field = p.at(title, "fields") if tail == "field" else None
    if field is not None and (p.caps[title] or p.at(title, "verbs") is None):
        return place_at(p, field[0])[0]
    if p.words[title - 1] in _GRASSROOTS and p.caps[title]:
        return place_at(p, title - 1)[0]
    place, level, _ = place_at(p, title)
    if head.data.get("seat") and p.words[place] == "tại" and p.caps[place + 1]:
        if p.words[place + 1 : place + 3] == ["việt", "nam"]:
            return place + 3
        return capitals(p, place + 1, most=3)  # "Đại sứ Việt Nam tại Lào"
    if place > title and (level or tail != "whole"):
        return without_person(p, None, place)
    bare = p.at(title, "units") if p.words[title : title + 2] != ["khoa", "học"] else None
    if bare is not None and (p.caps[title] or bare[1].data.get("lower") or bare[1].data["tail"] == "field"):
        return place_at(p, bare[0])[0]  # "Chủ tịch Hội | huyện Nà Lại"
    if p.words[title - 1] == "phòng" and p.words[title].isdigit() and len(p.words[title]) < 3:
        return title + 1  # "Trưởng phòng | 7"
    if p.words[title] == "tổ" == p.words[title - 2] and not p.caps[title]:
        team = small_words(p, title + 1, title + 1)  # "tổ trưởng | tổ hòa giải"
        return team if team > title + 1 else title
    if p.words[title] == "nhà" and p.words[title + 1] == "trường":
        return title + 2
    if tail != "whole" and _acronym(p, title):
        return place_at(p, title + 1)[0]
    named = small_words(p, title + 1, title) if head.data.get("termed") and p.caps[title] else title
    if named - title >= 4 and p.at(title, "verbs") is None and p.at(title, "roles") is None:
        return named  # "Vụ trưởng | Kết cấu hạ tầng giao thông"
    own = p.at(title - 1, "units")
    if own is not None and own[0] > title and p.caps[title]:
        return own[0]  # "Trưởng Ban | Quản lý"
    return 0


def _named(p: Phrases, j: int) -> bool:
    """Whether a head that is a surname as well begins a person's name of three syllables: "Đoàn Hữu Phước"."""
    if p.words[j] not in p.names.every or not (p.caps[j + 1] and p.caps[j + 2]):
        return False
    if p.caps[j + 3]:
        return p.words[j + 1] == "thị" and not p.caps[j + 4]  # "Tổng giám đốc | Đoàn Thị Kim Chi"
    return p.words[j + 1] in MIDDLES or (p.words[j] in _HEADS_AND_NAMES and full_name(p, j, j + 3))


_HEADS_AND_NAMES: Final = frozenset(map(fold, ("đoàn", "hội", "đảng", "đội", "ban", "tổ", "ty", "trạm")))


def _in_brackets(p: Phrases, j: int) -> int:
    """After the ministry in brackets that a post's unit is part of: "Cục trưởng Cục Quản lý giá | (Bộ Tài chính)"."""
    upper = unit_at(p, j + 1) if p.words[j] == "(" else None
    if upper is None or p.words[upper.last] != ")" or upper.head.name not in ("Bộ", "Công an"):
        return j
    return upper.last + 1


def _acronym(p: Phrases, j: int) -> bool:
    """Whether a word in capitals, an agency's short form that no lexicon has, follows the post: "Giám đốc EVNCPC"."""
    if not p.caps[j] or p.at(j, "ranks") is not None or p.at(j, "positions") is not None:
        return False
    word = p.text(j, j + 1)
    return (
        len(word) >= 3
        and word.isupper()
        and not p.text(j - 1, j).isupper()
        and not (p.caps[j + 1] and p.text(j + 1, j + 2).isupper())
    )


def _dashed_unit(p: Phrases, j: int) -> UnitPhrase | None:
    """The unit that only a dash parts from a post without one: "Phó Tham mưu trưởng - Bộ Tư lệnh"."""
    if p.words[j] != "-" or p.at(j + 1, "positions") is not None:
        return None
    return unit_at(p, j + 1)


_STAFF: Final = tuple(fold(words).split() for words in ("chính trị", "hậu cần", "kỹ thuật"))


def _staff_of(p: Phrases, j: int, head: Entry) -> UnitPhrase | None:
    """The unit that a comma parts from a post of its staff: "Chủ nhiệm Chính trị, Bộ CHQS", "Chuyên viên, Ban A"."""
    if p.words[j] != ",":
        return None
    unit = unit_at(p, j + 1)
    if unit is not None and head.data.get("serves"):
        return unit if not _lists_on(p, unit.last) and p.words[unit.last] != "," else None
    if list(p.words[j - 2 : j]) not in _STAFF:
        return None
    army = unit is not None and unit.head.data["kind"] == "armed_forces" and not _lists_on(p, unit.last)
    return unit if army else None


def _own_unit(p: Phrases, i: int, end: int, head: Entry) -> tuple[int, UnitPhrase] | None:
    """The unit whose head is the last word of the post's head: "Trưởng | ban Tuyên giáo", "Phó Trưởng | phòng Thuế"."""
    own_head = head.data["tail"] == "own"
    for start in (end - 2, end - 1, *([end] if own_head else [])):
        if start <= i or not _starts_own(p, start) or _modifiers(p, start) > start:
            continue
        if start == end - 1 and p.words[start - 1 : end] == ["quốc", "hội"]:
            continue
        if start == end - 1 and p.caps[end] and _modifiers(p, end) > end:
            continue  # "Phó Trưởng ban | Chuyên trách Ban An toàn giao thông"
        unit = unit_at(p, start, small=True)
        if unit is not None and unit.last > end:
            return start, unit
    return None


def _starts_own(p: Phrases, start: int) -> bool:
    return p.words[start] in _OWN_HEADS or p.at(start, "units") is not None


def _modifiers(p: Phrases, j: int) -> int:
    while True:
        hit = p.at(j, "modifiers")
        if hit is None or hit[1].data["kind"] not in ("after", "charge"):
            return j
        if hit[1].data["kind"] == "charge" and unit_at(p, hit[0], small=True) is None:
            after = _after_duty(p, hit[0])
            if after > hit[0] and unit_at(p, after, small=True) is not None:
                return after  # "Phó Giám đốc phụ trách chuyên môn Bệnh viện ..."
            if j > 0 and p.words[hit[0]] in (",", ")", ";", "-", "."):
                return hit[0]  # "Phó Giám thị phụ trách, ..."
            bare = p.at(hit[0], "units")  # "Phó Giám đốc phụ trách Bệnh viện"
            return hit[0] if bare is not None and p.caps[hit[0]] else j
        j = hit[0]


def _after_duty(p: Phrases, j: int) -> int:
    """After up to four small words that tell what somebody is in charge of: "chuyên môn", "địa chính"."""
    end = j
    while end - j < 4 and p.words[end].isalpha() and not p.caps[end] and not ends_name(p, end):
        if p.at(end, "levels") or p.at(end, "positions") or p.words[end] in ("và", "của"):
            break
        end += 1
    return end


def _higher(p: Phrases, unit: UnitPhrase) -> int:
    """After ", Ban Tuyên giáo Thành ủy" that goes on a post in a part of an agency, as far as agencies go on."""
    upper: UnitPhrase | None = unit
    while upper is not None:
        unit, upper = upper, _next_higher(p, upper)
    return unit.last


def _next_higher(p: Phrases, unit: UnitPhrase) -> UnitPhrase | None:
    j = unit.last
    if unit.parent is not None or p.words[j] not in (",", "-") or p.at(j + 1, "positions") is not None:
        return None
    upper = unit_at(p, j + 1)
    if upper is None or (upper.lone and upper.head.data["tail"] not in ("whole", "place")):
        return None
    institute = unit.head.name in _INSTITUTES and upper.head.data["kind"] == "school"
    arms = unit.head.data["tail"] == upper.head.data["tail"] == "number"  # "Trung đoàn 20, Sư đoàn 4"
    board = upper.head.data["kind"] == "steering_committee" != unit.head.data["kind"]
    goes_on = (unit.head.data.get("part") and not board) or institute or arms
    return upper if goes_on and not _lists_on(p, upper.last) else None


def _of_its_body(p: Phrases, unit: UnitPhrase, j: int) -> int:
    """After "của" and the body a part is of: "Trưởng khoa Luật | của Đại học A", "Trưởng phòng Pháp chế | của Sở"."""
    if j > unit.last or p.words[j] != "của" or not unit.head.data.get("part") or not p.caps[j + 1]:
        return j
    body = unit_at(p, j + 1)
    if body is not None:
        return j if body.generic else body.last
    bare = p.at(j + 1, "units")
    return bare[0] if bare is not None and bare[1].data["tail"] in ("field", "proper") and not p.caps[bare[0]] else j


_INSTITUTES: Final = frozenset({"Bệnh viện", "Viện", "Trung tâm", "Khoa"})
"""Heads of what a university may hold: "Viện trưởng Viện Báo chí, Học viện Báo chí và Tuyên truyền"."""


def _lists_on(p: Phrases, j: int) -> bool:
    """Whether the unit after the comma is one of a list of units, not the higher agency of the post."""
    return p.words[j] == "và" and unit_at(p, j + 1) is not None


def _term(p: Phrases, j: int) -> int:
    if p.words[j] == "khóa" and is_ordinal(p.words[j + 1]):
        return j + 2
    return j
