"""Where a person's name begins and ends: a surname, then capitals."""

from __future__ import annotations

from typing import Final

from bcdextract.phrase.marks import MIDDLES, Phrases
from bcdextract.phrase.units import unit_at
from bcdextract.phrase.words import place_before_person
from bcdextract.segment import splits_name
from bcdextract.syllable import is_syllable

_PLACE_BEFORE: Final = frozenset(
    "tỉnh tp phố huyện quận xã phường đường cầu sông hồ chợ trường thôn bản làng trấn núi đảo khu ngã tượng".split()
)


_STREETS: Final = frozenset({"đường", "tượng", "cầu", "chợ", "viên"})
"""Words before a name that is another's: "đường Hoàng Văn Thụ", "tượng Lý Tự Trọng", "công viên"."""
_LONG: Final = frozenset({"y", "a", "ya", "ka"})
"""First elements of names that may have five syllables: "Y Thanh Hà Niê Kđăm"."""


def name_at(p: Phrases, i: int, sure: bool = False) -> int | None:
    """The token index after the person's name that begins at ``i``, or ``None``.

    ``sure`` says that a post, an honorific or a rank stands before it, so that weak surnames count.
    """
    if not p.caps[i]:
        return None
    first = p.words[i]
    names = p.names
    if place_before_person(p, i) or (p.text(i, i + 1) == "VI" and not p.text(i + 1, i + 2).isupper()):
        return None  # "lần thứ VI | Vy Công Lường"
    if p.words[i + 1] == "'" and len(first) == 1 and p.caps[i + 2]:
        return _end(p, i + 2, most=3)  # "K' Mák"
    if first not in names.every:
        return _unlisted(p, i, sure)
    strong, people = first in names.strong, first in names.peoples
    middle = p.words[i + 1] in MIDDLES and p.caps[i + 2]  # "Đồng Văn Thao": no place, whatever the gazetteer has
    if not sure and p.words[i - 1] in _STREETS:
        return None
    if not sure and not middle:
        if (
            (p.caps[i - 1] and not strong)
            or p.words[i - 1] in _PLACE_BEFORE
            or (p.at(i, "places") is not None and not strong)
        ):
            return None
        if not strong and not _reads_as_name(p, i):
            return None
    elif p.at(i, "places") is not None and not strong and not _reads_as_name(p, i):
        return None
    longer = ((people or first in _LONG) and not strong) or p.words[i + 1] == "thị"  # "Lê Thị Thanh Huyền Trân"
    end = _end(p, i, most=5 if longer else 4)
    if end - i < 2 or (middle and not sure and p.caps[i - 1]):
        return None
    place = None if middle else p.at(i, "places")
    if place is not None and place[0] >= end and (not sure or end - i == 2):
        return None
    return end


def _unlisted(p: Phrases, i: int, sure: bool) -> int | None:
    """A name whose surname no list has, known by its middle name ("Thi Thị Ngọc Mai") or its apostrophe ("K'Brêm")."""
    if (p.marks.get(i) is not None and p.at(i, "positions") is None) or p.at(i, "levels") is not None:
        return None
    if p.words[i + 1] in MIDDLES and p.caps[i + 1] and p.caps[i + 2]:
        end = _end(p, i, most=4)
        return end if end - i >= 3 else None
    if p.words[i][:2] not in ("k'", "h'", "y'") or (p.caps[i - 1] and not sure):
        return None
    return _end(p, i, most=3)


def foreign_name(p: Phrases, i: int) -> int | None:
    """A name of two or three capitals, one of them no syllable of Vietnamese: "Bộ trưởng Thương mại | Margaret Tipene".

    It has the last two of four, for the country stands before them: "Thủ tướng New Zealand | Jonathan Whitlock".
    """
    end = i
    while end - i < 4 and p.caps[end] and p.marks.get(end) is None and not p.text(end, end + 1).isupper():
        end += 1
    words = p.words[i:end]
    return end if 2 <= len(words) <= 3 and not all(map(is_syllable, words)) else None


def _reads_as_name(p: Phrases, i: int) -> bool:
    """Whether given names follow a weak surname, or capitals and then a post: "Sùng A Chống, Chủ tịch Hội Nông dân"."""
    end = _end(p, i, most=4)
    if end - i < 2:
        return False
    if all(p.words[j] in p.names.given for j in range(i + 1, end)):
        return True
    told = p.words[end] in (",", "-") and p.at(end + 1, "positions") is not None
    return told and (end - i >= 3 or p.at(i, "places") is None)


def _end(p: Phrases, i: int, most: int) -> int:
    j = i + 1
    while j - i < most and p.caps[j]:
        if _other(p, j) or (p.text(j, j + 1).isupper() and (p.at(j, "roles") or (j, None))[0] - j >= 2):
            break  # "BÍ THƯ LÊ VĂN AN | KIỂM TRA"
        j += 1
        if p.words[j] == "\n" and j - i < 4 and splits_name(p.tokens, j):
            j, most = j + 1, most + 1  # a name that the end of a line splits
    return j


def _other(p: Phrases, j: int) -> bool:
    """Whether another phrase begins at ``j``: a post, a rank, a unit with its tail."""
    if j in p.marks and _begun(p, j):
        return True
    level = p.at(j, "levels")
    return level is not None and p.words[j] not in p.names.given


def _capital_given(p: Phrases, j: int) -> bool:
    """Whether two given names with a capital each follow a surname: a post has one capital ("Công sứ")."""
    surname = p.caps[j - 1] and p.words[j - 1] in p.names.every and not p.caps[j - 2]
    both = p.caps[j + 1] and not p.caps[j + 2] and not p.text(j, j + 1).isupper()
    return surname and both and p.words[j] in p.names.given and p.words[j + 1] in p.names.given


def _begun(p: Phrases, j: int) -> bool:
    """Whether a post or a unit begins at ``j``, longer than a syllable that is a given name as well."""
    post = p.at(j, "positions")
    if post is not None and post[0] == j + 2 and _capital_given(p, j):
        return False  # "Đinh Công Sứ"
    if post is not None and (post[0] - j >= 2 or p.words[j] not in p.names.given):
        return True
    unit = p.at(j, "units")
    return unit is not None and (unit[0] - j >= 2 or p.words[j] not in p.names.given) and unit_at(p, j) is not None
