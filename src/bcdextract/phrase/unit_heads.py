"""Heads of units: where a word that may be one begins a name, and where it is part of another word."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import Entry
from bcdextract.phrase.marks import Phrases
from bcdextract.phrase.words import COMMUNES, shouted, surname_in
from bcdextract.text import fold


def may_begin(p: Phrases, i: int, j: int, head: Entry, small: bool) -> bool:
    """Whether a name begins with the head ``i:j``; ``small`` says that one written small does (after a post)."""
    if not (p.caps[i] or small or head.data.get("lower") or _small_agency(p, i, j, head)):
        return False
    if (p.words[i - 1], p.words[i]) in _WITHIN or _of_a_number(p, i):
        return False
    if (p.words[i], p.words[i + 1]) in _OTHERS and _CONTINENTS.isdisjoint(p.words[i + 2 : i + 4]):
        return False
    if j == i + 1 and not _stands_alone(p, i, head, small):
        return False
    if p.words[i : i + 5] == _OF_A_CONGRESS or surname_in(p, i, j):
        return False
    if p.words[i - 1] in COMMUNES and p.caps[i + 1] and not p.caps[i + 2] and p.words[i] == "trường":
        return False  # "phường | Trường Lạc"
    return small or not _counted(p, i) or head.data["tail"] not in ("field", "proper", "place")


_CONTINENTS: Final = frozenset(map(fold, ("á", "âu", "phi", "mỹ")))
"""What a department of foreign affairs is for, and no season: "Vụ Đông Bắc Á"."""
_UNCOUNTED: Final = frozenset(map(fold, ("thứ", "lần", "ngày", "hôm", "sáng", "chiều", "tối", "tháng", "năm", "quý")))
"""Words before a number that is an ordinal or a part of a date."""


def _of_a_number(p: Phrases, i: int) -> bool:
    """Whether capitals glued to a dash end a document's number: "Quyết định số 12/QĐ-| BTC của Bộ Tài chính"."""
    starts, ends = p.tokens.start, p.tokens.end
    glued = i > 2 and p.words[i - 1] == "-" and ends[i - 1] == starts[i] and ends[i - 2] == starts[i - 1]
    return glued and p.words[i - 3] == "/" and ends[i - 3] == starts[i - 2]


_OF_A_CONGRESS: Final = fold("ban tổ chức đại hội").split()
"""What is set up for a congress, and not the party's "Ban Tổ chức"."""


_COMPOUNDS: Final = frozenset(
    map(fold, "cán nội đồng toàn quốc dự đề phát thành tiền xã cơ trụ căn cục tại một các".split())
)
"""Words before "bộ", "sở", "phòng" that make another word of them: "cán bộ", "quốc phòng"."""


def _small_agency(p: Phrases, i: int, j: int, head: Entry) -> bool:
    """Whether an agency is written with a small head: "sở Y tế", "bộ Tài chính", not "cán bộ Y tế"."""
    field = head.data["tail"] == "field" and p.caps[j] and p.at(j, "fields") is not None
    return field and p.words[i - 1] not in _COMPOUNDS


def _counted(p: Phrases, i: int) -> bool:
    """Whether a number counts what begins at ``i``: "2 Trung tâm thương mại", "120/120 Tổ công nghệ số".

    An ordinal and a date do not: "kỳ họp thứ 8 HĐND tỉnh", "ngày 12/3 Sở Y tế họp", "12/3/2024 Sở Y tế họp".
    """
    if i == 0 or p.tokens.kind[i - 1] != "n":
        return False
    if p.words[i - 2] not in ("/", "-"):
        return p.words[i - 2] not in _UNCOUNTED
    year = len(p.words[i - 1]) == 4 and p.words[i - 1][:2] in ("19", "20")
    return not year and p.words[i - 4] not in _UNCOUNTED


def definite(p: Phrases, j: int, own: int) -> bool:
    """Whether a committee written small has a number, a capital or a level in its tail."""
    return any(
        p.caps[at] or p.tokens.kind[at] == "n" or p.at(at, "levels") is not None
        for at in range(j, min(own + 1, p.tokens.count))
    )


_WITHIN: Final = frozenset(
    {
        ("giỗ", "tổ"),
        ("đại", "hội"),
        ("nghiệp", "vụ"),
        ("nhiệm", "vụ"),
        ("phục", "vụ"),
        ("dịch", "vụ"),
        ("bệnh", "viện"),
        ("phiếu", "chính"),
        ("luật", "viễn"),
        ("-", "viễn"),
        ("ngành", "viễn"),
        ("chính", "viễn"),
    }
)
"""A word and a head that is part of it: "Giỗ | Tổ", "Đại | hội đồng cổ đông"."""
_TWO_SYLLABLES: Final = frozenset(
    map(fold, "cơ trụ hội quảng thị môi lập nghị thư văn thao công hiện chiến giao".split())
)
"""Words that one syllable of a head makes another word of: "cơ | sở", "môi | trường", "giao | ban"."""
_OTHERS: Final = frozenset(
    tuple(two.split())
    for two in fold(
        "ban nha, vụ hè, vụ đông, vụ xuân, vụ mùa, vụ thu, hội an, trường chinh, trường sa, trường sơn, trường thi, "
        "đh đảng, đh đoàn, đh đại, đh chi"
    ).split(", ")
)
"""A head and a word with which it is another: "Tây Ban Nha", "Trường Chinh", "TP. Hội An", "ĐH Đảng bộ"."""


def _stands_alone(p: Phrases, i: int, head: Entry, small: bool) -> bool:
    """Whether a head of one syllable is a word here: "Hội | nghị", "Báo | cáo", "cơ | sở", "trường | hợp" are none."""
    tail = head.data["tail"]
    if tail not in ("field", "proper"):
        return True
    if shouted(p, i) and (tail == "proper" or p.at(i + 1, "fields") is None):
        return False
    if not p.caps[i] and p.words[i - 1] in _TWO_SYLLABLES:
        return False
    if (
        tail == "proper"
        and p.caps[i - 1]
        and p.caps[i]
        and p.caps[i + 1]
        and not (p.caps[i + 2] or p.text(i - 1, i).isupper())
    ):
        return False  # "thị trấn Cửa | Hội Nam"
    field = p.at(i + 1, "fields") if tail == "field" else None
    long = field is not None and p.caps[i] and field[0] > i + 4  # "Phòng cảnh sát điều tra tội phạm về ma túy"
    return p.caps[i + 1] or long or (small and field is not None)
