"""Runs of words inside a name: capitals, small words that end a term, short forms in brackets, numbers at the end."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import Entry
from bcdextract.phrase import units  # the grammar is recursive: a tail may hold a unit
from bcdextract.phrase.marks import MIDDLES, Phrases
from bcdextract.text import fold

JOINERS_INSIDE: Final = frozenset({"và", "&", "-"})
COMMUNES: Final = frozenset({"xã", "phường", "trấn"})
"""Last words of the types of communes."""
CLOSERS: Final = frozenset(".,;:()-") | {"\n"}
"""Signs after which a number before them belongs to the name: "phường Hải Châu 1, ..."."""


def shouted(p: Phrases, i: int) -> bool:
    """Whether a line is written in capitals, where they tell nothing: "HỘI THAO QUỐC PHÒNG"."""
    both = p.caps[i] and p.caps[i + 1]
    return both and len(p.words[i]) > 2 and p.text(i, i + 1).isupper() and p.text(i + 1, i + 2).isupper()


def after_abbreviation(p: Phrases, j: int) -> int:
    """After a short form in brackets that stands inside the name ("Ban Chỉ đạo (BCĐ) 35")."""
    if p.words[j] != "(":
        return j
    end = j + 1
    while end < p.tokens.count and end - j < 8 and p.words[end] != ")":
        if p.tokens.kind[end] == "w" and not p.text(end, end + 1).isupper():
            return j
        end += 1
    return end + 1 if p.words[end] == ")" and end > j + 1 else j


def after_term(p: Phrases, j: int) -> int:
    """After a term: "khóa XII", "(Khóa XI)", "khóa 22"."""
    start = j + 1 if p.words[j] == "(" else j
    if p.words[start] == "khóa" and is_ordinal(p.words[start + 1]):
        end = start + 2
        if start > j:
            return end + 1 if p.words[end] == ")" else j
        return end
    return j


def ordinal(p: Phrases, j: int) -> bool:
    """Whether a number or a Roman number in capitals stands at ``j``: "khu vực 3", "khu vực XIV"."""
    return p.words[j].isdigit() or (p.caps[j] and is_ordinal(p.words[j]) and p.text(j, j + 1).isupper())


def is_ordinal(word: str) -> bool:
    """Whether a word is a number, or letters that Roman numbers are made of: "13", "xiii"."""
    return bool(word) and (word.isdigit() or set(word) <= set("ivxlc"))


def level_begins(p: Phrases, j: int) -> bool:
    """Whether a level word begins at ``j``, not a compound that only begins like one ("xã hội")."""
    hit = p.at(j, "levels")
    return hit is not None and hit[1].data["form"] != "none" and is_level(p, j, hit[0])


def is_level(p: Phrases, j: int, end: int) -> bool:
    """Whether the level word is one: not the start of "Tỉnh ủy", and a short form only in capitals."""
    unit = p.at(j, "units")
    if unit is not None and unit[0] > end and not surname_in(p, j, unit[0]):
        return False
    word = p.words[j]
    if (word == "thôn" and p.words[j - 1] == "nông") or (word == "xã" and p.words[j - 1] == "thị"):
        return False  # "nông thôn"; the second syllable of "thị xã" is no commune
    if word in ("tư", "tw", "tx", "tt"):
        return p.view.text[p.tokens.start[j] : p.tokens.end[j]].isupper()
    return len(word) > 1 or p.caps[j]


def surname_in(p: Phrases, i: int, j: int) -> bool:
    """Whether a level and a surname only look like a head: "Chủ tịch UBND | tỉnh | Đoàn Anh Khoa"."""
    level = j == i + 2 and not p.caps[i] and p.caps[i + 1] and p.words[i + 1] in p.names.every
    return level and full_name(p, i + 1, i + 4) and all(p.caps[j : j + 2]) and not p.caps[j + 2]


def capitals(p: Phrases, j: int, most: int) -> int:
    """After a run of capitals that is no other phrase's beginning; a person's name inside ends it."""
    start = j
    while j - start < most and p.caps[j]:
        marks = p.marks.get(j) or {}
        addressed = "ranks" in marks and not (j == start and _part_of_name(p, j, marks["ranks"][1]))
        if "positions" in marks or addressed or level_begins(p, j) or ("units" in marks and unit_begins(p, j)):
            break
        if j > start and p.words[j] in p.names.strong and _name_like(p, j):
            break
        if p.words[j] in _SHOUTED and p.text(j, j + 1).isupper():
            break  # "PHƯỜNG | VÀ MẶT TRẬN"
        if p.words[j + 1] in MIDDLES and p.caps[j + 1] and p.caps[j + 2] and p.words[j] in p.names.every:
            break  # "xã Trung Thành | Hứa Thị Phin"
        j += 1
    return j


def _part_of_name(p: Phrases, j: int, rank: Entry) -> bool:
    """Whether a form of address written large begins a place: "huyện Cô Lan", not "xã | Bà Nguyễn Thị Lan"."""
    return bool(rank.data.get("fallible")) and not (p.words[j + 1] in p.names.every and p.caps[j + 2])


_SHOUTED: Final = frozenset(map(fold, ("và", "của", "về", "các", "với", "tại", "tổ", "họp", "những", "sơ", "tổng")))
"""Words that no place's name goes on with in a line of capitals."""


def unit_begins(p: Phrases, j: int) -> bool:
    return units.unit_at(p, j) is not None


def _name_like(p: Phrases, j: int) -> bool:
    """Whether a strong surname at ``j`` is followed by another capital: a person, not part of a place."""
    return p.caps[j + 1] and p.at(j, "places") is None


def joined_capitals(p: Phrases, j: int) -> int:
    """After capitals joined by "và", "&" or a dash ("Hành chính và Quản trị")."""
    if p.at(j, "places") is not None:
        return j
    end = capitals(p, j, most=6)
    if end == j:
        return j
    end = small_words(p, end, j)
    while end > j:
        at = end
        if p.words[at] == "," and p.caps[at + 1] and commas_to_and(p, at):
            end = term_at(p, at + 1, 3)
            continue
        if (
            p.words[at] in JOINERS_INSIDE
            and p.caps[at + 1]
            and p.at(at + 1, "positions") is None
            and units.unit_at(p, at + 1) is None
        ):
            more = capitals(p, at + 1, most=5)
            if more > at + 1 and not person_begins(p, at + 1):
                end = small_words(p, more, at + 1)
                continue
        break
    return end


def small_words(p: Phrases, j: int, first: int) -> int:
    """After the small words that end a term begun by one capital: "Năng | lượng nguyên tử", "Lý | luận trẻ".

    Up to three of them, or seven that another phrase or a sign ends: "Ứng | phó sự cố môi trường Việt Nam".
    """
    start = j
    if j - 2 >= first and p.caps[j - 2] and not p.text(j - 2, j - 1).isupper():
        return j  # two capitals together are a name, and what follows is another phrase
    while j - start < 7 and j < p.tokens.count and p.tokens.kind[j] == "w" and not p.caps[j]:
        if (
            p.words[j] in JOINERS_INSIDE
            or (ends_name(p, j) and not (j > start and p.words[j - 2 : j] in _TASKS and p.caps[j - 2]))
            or level_begins(p, j)
            or unit_begins(p, j)
            or p.words[j] in AFTER_NAMES
            or (p.words[j] == "số" and p.words[j + 1].isdigit())
        ):
            break
        j += 1
    closed = j - start < 7 and p.words[j] not in JOINERS_INSIDE
    return j if closed else min(j, start + 3)


_TASKS: Final = (["nghiên", "cứu"], ["hỗ", "trợ"], ["tư", "vấn"], ["huấn", "luyện"])
"""Tasks that a verb may be the object of: "Viện Nghiên cứu | lập pháp"."""
AFTER_NAMES: Final = frozenset(
    map(fold, ("các", "của", "về", "thành", "gần", "lên", "ra", "cấp", "đối", "trở", "cách", "cuối"))
)
"""Small words that never end a name begun by a capital: "Cục Quản lý dược | về", "Học viện Tư pháp | thành"."""


def term_at(p: Phrases, j: int, most: int) -> int:
    """After a capitalised term with its small words: "Bưu chính viễn thông"."""
    return small_words(p, capitals(p, j, most), j)


def first_capital(p: Phrases, end: int, start: int) -> int:
    """Where the run of capitals that ends at ``end`` begins."""
    at = end
    while at > start and p.caps[at - 1]:
        at -= 1
    return at


def commas_to_and(p: Phrases, j: int) -> bool:
    """Whether capitals listed after the comma at ``j`` end in "và": "Giáo dục, Thanh niên và Nhi đồng"."""
    at = j
    while p.words[at] == "," and p.caps[at + 1] and units.unit_at(p, at + 1) is None and not person_begins(p, at + 1):
        more = term_at(p, at + 1, 3)
        if more == at + 1:
            return False
        at = more
    return p.words[at] == "và" and p.caps[at + 1] and units.unit_at(p, at + 1) is None


def place_before_person(p: Phrases, j: int) -> bool:
    """Whether two capitals are a place before a person: "Sở Y tế | Hà Sơn | Đinh Thị Nhung"."""
    middle = p.words[j + 3] in MIDDLES and all(p.caps[j : j + 5])
    return middle and p.words[j + 2] in p.names.every and p.words[j + 1] not in MIDDLES


def person_begins(p: Phrases, j: int) -> bool:
    return p.words[j] in p.names.strong and p.caps[j + 1]


def full_name(p: Phrases, first: int, end: int) -> bool:
    """Whether capitals are a surname and two given names, and no place: not "Đại học | Y Dược Hải Phòng"."""
    given = range(first + 1, end)
    return len(given) > 1 and all(
        p.words[at] in p.names.given and (p.at(at, "places") or (at + 1,))[0] == at + 1 for at in given
    )


def ends_name(p: Phrases, j: int) -> bool:
    if p.caps[j]:
        return False
    hit = p.at(j, "verbs")
    if hit is None or hit[1].data["kind"] == "none":
        return False
    before = p.at(j - 1, "verbs")  # "nhà ở", "hàng không": a compound that ends like a verb
    return before is None or before[0] <= j or before[1].data["kind"] != "none"


_ROMAN: Final = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii"})


def numbered(p: Phrases, j: int) -> int:
    """After "số 4" or a number glued to capitals ("PV | 05") at the end of a unit's own name."""
    if p.words[j] in ("số", "vùng") and ordinal(p, j + 1):
        return j + 2  # "Chi cục Kiểm lâm vùng II"
    if p.caps[j] and p.words[j] in _ROMAN and p.text(j, j + 1).isupper():
        return j + 1
    if p.words[j].isdigit() and p.words[j + 1] == "-" and p.words[j + 2].isdigit() and p.caps[j + 3]:
        code = p.tokens.end[j + 2] == p.tokens.start[j + 3] and len(p.words[j + 3]) == 1
        return j + 4 if code else j  # "Trung tâm Đăng kiểm 77-02S"
    glued = j < p.tokens.count and p.words[j].isdigit() and p.tokens.end[j - 1] == p.tokens.start[j] and p.caps[j - 1]
    return j + 1 if glued else j


def joins(p: Phrases, j: int) -> bool:
    """Whether "và" or "&" at ``j`` joins two capitals of one name, not two names."""
    return (
        p.words[j] in ("và", "&")
        and p.caps[j + 1]
        and p.caps[j - 1]
        and p.at(j + 1, "units") is None
        and p.at(j + 1, "positions") is None
        and not p.at(j + 1, "places")
        and p.at(j + 1, "ranks") is None
        and not person_begins(p, j + 1)
    )
