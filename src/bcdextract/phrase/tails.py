"""Tails of heads: (token index after the unit's own part, generic), or ``None`` where the head needs more."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import Entry
from bcdextract.phrase import units  # the grammar is recursive: a tail may hold a unit
from bcdextract.phrase.marks import MIDDLES, Phrases
from bcdextract.phrase.purpose import purpose
from bcdextract.phrase.words import (
    AFTER_NAMES,
    CLOSERS,
    JOINERS_INSIDE,
    after_abbreviation,
    capitals,
    commas_to_and,
    ends_name,
    first_capital,
    joined_capitals,
    joins,
    numbered,
    ordinal,
    person_begins,
    shouted,
    small_words,
    term_at,
    unit_begins,
)
from bcdextract.text import fold


def _whole(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    return j, False


def _longer_term(p: Phrases, end: int) -> int:
    """After a capital with small words that goes on a field: "Quản lý Chất lượng | Nông lâm thủy sản"."""
    if not p.caps[end] or p.caps[end + 1] or not p.words[end + 1][:1].isalpha():
        return end
    if any(p.at(end, lexicon) for lexicon in ("places", "positions", "ranks", "levels")) or unit_begins(p, end):
        return end
    return term_at(p, end, 1) if not ends_name(p, end + 1) else end


def _person_behind(p: Phrases, dash: int) -> bool:
    """Whether a person stands behind a spaced dash: "Trưởng Ban Tổ chức | - Lê Văn An"."""
    spaced = p.tokens.end[dash] != p.tokens.start[dash + 1]
    return spaced and p.words[dash + 1] in p.names.every and p.caps[dash + 2]


def _to_a_person(p: Phrases, end: int) -> int:
    """After small words that go on a field up to a name or "của": "Vụ Hành chính | tư pháp | Lê Thị An"."""
    more = small_words(p, end, end)
    named = p.words[more] in p.names.every and p.caps[more + 1] and p.caps[more + 2] and not ordinal(p, more)
    return more if more - end <= 4 and (named or p.words[more] in ("của", "thuộc")) else end


_LISTED: Final = frozenset({"Bộ", "Sở"})
"""Heads whose fields a comma parts: "Bộ Công an, Quốc phòng và Y tế" are three ministries."""


def _three_of_a_name(p: Phrases, j: int) -> bool:
    """Whether exactly three capitals follow, the last two of them given names."""
    capitals_only = p.caps[j + 1] and p.caps[j + 2] and not p.caps[j + 3]
    return capitals_only and p.words[j + 1] in p.names.given and p.words[j + 2] in p.names.given


def _field(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    hit = p.at(j, "fields")
    if hit is not None and (hit[0] > j + 1 or not ends_name(p, j)):
        end = hit[0]
        if (
            p.words[end] == "và"
            and p.words[end + 3] != "số"  # "Bộ Tài chính | và Quyết định số 5"
            and not (head.name in _LISTED and p.at(end + 1, "fields"))
            and p.at(end + 1, "positions") is None
            and not person_begins(p, end + 1)
            and not p.at(end + 1, "units")
        ):
            end = max(end, term_at(p, end + 1, 4) if p.caps[end + 1] and not p.at(end + 1, "places") else end)
        if p.words[end] == "," and p.caps[end + 1] and head.name not in _LISTED and commas_to_and(p, end):
            end = joined_capitals(p, j)
        elif p.words[end] == "-" and p.caps[end + 1] and not p.at(end + 1, "positions") and not _person_behind(p, end):
            end = max(end, joined_capitals(p, j))
        end = _longer_term(p, _to_a_person(p, end))
        own = _numbered_name(p, end) if head.data.get("part") else numbered(p, end)  # "Phòng Nghiệp vụ 3"
        return after_abbreviation(p, own), False  # "Vụ Địa phương II"
    if person_begins(p, j) and p.caps[j + 2] and p.at(j, "places") is None:
        return None  # "Chủ nhiệm Ủy ban | Vũ Hồng Thân"
    if p.words[j] in p.names.every and p.at(j, "places") is None and _three_of_a_name(p, j):
        return None  # "Trưởng ban | Mã Đình Nam"
    end = _by_number(p, j) or numbered(p, joined_capitals(p, j))
    return (after_abbreviation(p, end), False) if end > j else None


def _number(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    """A number, after the arm it serves in or a name of its own: "12", "pháo binh D15", "Tây Đô 2", "Pháo binh 368"."""
    end = _arm(p, j) if head.data.get("named") else j + (p.words[j] == "số")
    if end < p.tokens.count and p.tokens.kind[end] == "n" and p.words[end].isdigit():
        after = _more_numbers(p, end + 1)
        return (term_at(p, after, 3) if p.caps[after] else after), False  # "Lữ đoàn 125 Hải quân"
    named = joined_capitals(p, j) if head.data.get("named") and not p.at(j, "places") else j
    if named == j and head.data.get("named"):
        named = capitals(p, j, most=4)
    if named == j:
        return (j, False) if head.data.get("bare") else None
    return named, False  # "Tây Đô 2", "Tiểu đoàn | Huấn luyện - Cơ động"


def _arm(p: Phrases, j: int) -> int:
    """After up to four words that tell the arm or the name of a unit of the army."""
    end = j
    while end - j < 4 and end < p.tokens.count and p.tokens.kind[end] == "w":
        if ends_name(p, end) or p.at(end, "levels") or p.at(end, "positions") or p.words[end] in JOINERS_INSIDE:
            break
        end += 1
    return end


def _more_numbers(p: Phrases, j: int) -> int:
    """After further numbers of a list: "tiểu đoàn 16, 267, 268"."""
    while p.words[j] == "," and p.words[j + 1].isdigit() and p.words[j + 2] in (",", "-", "và"):
        j += 2
    return j


_OPENERS: Final = frozenset(map(fold, "trong các với theo tại từ để sau khi qua đến bên ngoài đây tuy".split()))
"""Words that open a sentence, and no name of a school or firm."""


def _small_part(p: Phrases, j: int) -> int:
    """After the small words before a proper name: "Trường | mầm non | Hoa Sen"."""
    end = j
    while end - j < 7 and end < p.tokens.count and p.tokens.kind[end] == "w" and not p.caps[end]:
        if ends_name(p, end) and not (end == j and p.at(end, "purposes")):
            break
        if p.words[end] == "vùng" and p.caps[end + 1]:
            end += 1  # "Bệnh viện Đa khoa | vùng | Tây Bắc"
            break
        if p.at(end, "levels") is not None or p.at(end, "units") is not None:
            break
        if p.words[end] == "số" and p.words[end + 1].isdigit():
            end += 2  # "Trường THPT số 1 Bảo Thắng"
            break
        if p.words[end] in AFTER_NAMES or (p.words[end] == "và" and p.words[end + 1] == "các"):
            break
        if p.words[end] == "và" and p.at(end + 1, "ranks") is not None:
            break  # "Chủ tịch Công ty | và đồng chí Lê Văn An"
        end += 1
    return end


def _capital_part(p: Phrases, end: int, j: int) -> int:
    """After the capitals of a proper name, joined or not, up to the next phrase."""
    while p.caps[end] or p.words[end] == "-" or joins(p, end):
        if p.words[end] == "-" and not (p.caps[end + 1] and p.caps[end - 1]):
            break
        if p.caps[end] and (
            p.at(end, "positions") is not None or (end > j and p.at(end, "levels")) or unit_begins(p, end)
        ):
            break
        if person_begins(p, end) and p.at(end, "places") is None and _placed(p, end, j):
            break  # "Tổng Biên tập Báo Quảng Trị | Lê Văn An"
        end += 1
    return end


def _with_terms(p: Phrases, end: int, j: int) -> int:
    """After the small words and further terms that go on a proper name: "Công nghệ và Nông lâm | Nam Bộ"."""
    more = small_words(p, end, first_capital(p, end, j))
    while (
        more > end and p.caps[more] and not (unit_begins(p, more) or person_begins(p, more) or p.at(more, "positions"))
    ):
        end = capitals(p, more, most=4)
        if end == more:
            break
        more = small_words(p, end, more)
    joined = _joined_term(p, more, j)
    if joined > more and not unit_begins(p, joined) and not person_begins(p, joined):
        joined = term_at(p, joined, most=4)  # "Công nghệ và Nông lâm | Nam Bộ"
    return _numbered_name(p, joined)


def _proper(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    if shouted(p, j - 1):
        return None  # in a line of capitals nothing tells where the name ends
    if _by_number(p, j):
        return j + 1, False
    if p.words[j - 1] == "hội" and p.words[j + 1] in MIDDLES and p.caps[j + 1] and p.caps[j + 2]:
        return None  # "Chủ tịch Hội | Đàng Thị Liên"
    if p.caps[j] and p.words[j] in _OPENERS and not p.caps[j + 1]:
        return None  # "HTX | Trong những năm qua ...": the next sentence
    field = p.at(j, "fields")
    if field is not None and p.caps[j] and field[0] - j > 1 and (head.data.get("part") or p.words[field[0]] == ","):
        if p.words[field[0]] == "," and p.caps[field[0] + 1] and commas_to_and(p, field[0]):
            return joined_capitals(p, j), False  # "Khoa Dân tộc, Tôn giáo và Tín ngưỡng"
        return field[0], False  # "Khoa Hồi sức tích cực, Bệnh viện Đa khoa tỉnh"
    end = _capital_part(p, _small_part(p, j), j)
    if head.data["kind"] == "media" and p.words[j - 1] != "chí":  # "Tạp chí Than - Khoáng sản"
        end = _before_dash(p, j, end)
    if p.caps[end - 1] and end > j:
        return _legal_form(p, _with_terms(p, end, j)), False
    if p.words[end - 2 : end - 1] == ["số"]:
        return end, False  # "Bệnh viện dã chiến số 3"
    if end < p.tokens.count and (
        p.at(end, "levels") is not None or (p.at(end, "units") is not None and units.unit_at(p, end, True))
    ):
        return end, False
    return None


def _before_dash(p: Phrases, j: int, end: int) -> int:
    """Where a paper's name ends before a spaced dash and what it prints: "Báo Cà Mau | - Trước tình hình ..."."""
    for at in range(j + 1, end):
        if p.words[at] == "-" and p.tokens.start[at] > p.tokens.end[at - 1] and p.words[at + 1] not in ("đài", "phát"):
            return at
    return end


_LEGAL: Final = frozenset({"tnhh", "ctcp"})


def _legal_form(p: Phrases, end: int) -> int:
    """After the legal form behind a firm's name: "Tổng công ty Cấp nước Sài Gòn | - TNHH MTV"."""
    told = p.words[end] == "-" and p.words[end + 1] in _LEGAL
    return capitals(p, end + 1, most=4) if told else end


def _placed(p: Phrases, end: int, j: int) -> bool:
    """Whether a place or a person's name ends right before ``end``: the name is whole then."""
    if p.words[end + 1] in MIDDLES and end - 2 >= j and p.caps[end - 1] and p.caps[end - 2]:
        return True  # "Khu kinh tế Vân Phong | Lê Văn An"
    for start in range(max(j, end - 3), end):
        place = p.at(start, "places")
        person = start + 1 < end and person_begins(p, start)  # "Trường THPT Nguyễn | Đổng Chi" is one name
        if p.caps[start] and ((place is not None and place[0] == end) or person):
            return True
    return False


def _joined_term(p: Phrases, end: int, start: int) -> int:
    """After a second term that "và" joins to one of a capital and small words: "Công nghệ và Nông lâm"."""
    while p.words[end] in ("và", "-") and p.caps[end + 1] and not p.caps[end - 1] and end - 1 > start:
        at = end + 1
        if (
            p.at(at, "places")
            or p.at(at, "positions")
            or p.at(at, "ranks")
            or unit_begins(p, at)
            or person_begins(p, at)
        ):
            break
        more = term_at(p, at, 3)
        if more == at or (p.caps[more - 1] and more - at > 1):
            break  # capitals only: another name, not a term
        end = more
    return end


def _numbered_name(p: Phrases, j: int) -> int:
    """After a number that tells one school or unit from the other of its name: "Đại học Sư phạm Hà Nội 2"."""
    end = numbered(p, j)
    alone = end == j and p.words[j].isdigit() and len(p.words[j]) <= 3
    return j + 1 if alone and _closed(p, j + 1) else end


def _by_number(p: Phrases, j: int) -> int:
    """After a number that is the whole name, or 0: "Trung tâm 186", "Bệnh viện 108"."""
    whole = p.words[j].isdigit() and len(p.words[j]) == 3 and _closed(p, j + 1)
    return j + 1 if whole and not (p.words[j + 1] == "-" and p.words[j + 2].isdigit()) else 0


def _closed(p: Phrases, j: int) -> bool:
    """Whether a name has ended before ``j``: a sign stands there, a verb, or another unit."""
    return p.words[j] in CLOSERS or p.at(j, "verbs") is not None or unit_begins(p, j)


TAILS: Final = {
    "whole": _whole,
    "place": _whole,
    "field": _field,
    "number": _number,
    "proper": _proper,
    "purpose": purpose,
}
