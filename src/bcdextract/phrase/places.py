"""Levels and places: "tỉnh", "huyện Kon Rẫy", "phường 15", "Trung ương", "các huyện, thị xã"."""

from __future__ import annotations

from typing import Final

from bcdextract.phrase.marks import MIDDLES, Phrases
from bcdextract.phrase.words import CLOSERS, capitals, full_name, is_level, shouted
from bcdextract.text import fold

_LEVEL_ORDER: Final = ("grassroots", "commune", "district", "province", "central")


def place_at(p: Phrases, j: int) -> tuple[int, str | None, bool]:
    """A level or place at token ``j``: (token index after it, level or ``None``, whether it means all of a level).

    "tỉnh", "huyện Kon Rẫy", "phường 15", "huyện A, tỉnh B", "Trung ương", "các huyện, thị xã", a bare place's name.
    """
    hit = p.at(j, "levels")
    if hit is None or hit[1].data["form"] == "none" or not is_level(p, j, hit[0]):
        end = _bare_place(p, j)
        return end, None, False
    end, entry = hit
    level = str(entry.data["level"])
    if entry.data["form"] != "word":
        branch = p.at(end, "levels") if p.words[end - 1] == "nam" else None
        if branch is not None and branch[1].data["form"] == "word" and not p.caps[end]:
            return place_at(p, end)  # "Giáo hội Phật giáo Việt Nam tỉnh"
        if entry.data["form"] == "all" and p.caps[j] and not p.caps[j + 1] and p.words[j] == "các":
            return j, None, False  # "TTXVN | Các đơn vị ...": the next sentence
        if entry.data["form"] == "all":
            return _listed_places(p, end, level), level, True
        return end, level, False
    named = _place_name(p, end, level)
    if named == end:
        return end, level, False
    return _higher_place(p, named, level), level, False


def _listed_places(p: Phrases, j: int, level: str) -> int:
    """After two or more names that follow "các huyện": "Trung tâm Y tế các huyện | Bình Sơn, Trà Lĩnh và An Phú"."""
    end = _place_name(p, j, level)
    names = int(end > j)
    while end > j and p.words[end] in (",", "và") and p.caps[end + 1] and not _starts_other(p, end + 1):
        more = _place_name(p, end + 1, level)
        if more == end + 1:
            break
        end, names = more, names + 1
    return end if names > 1 else j


def _starts_other(p: Phrases, j: int) -> bool:
    return p.at(j, "positions") is not None or p.at(j, "units") is not None or p.at(j, "ranks") is not None


def _reads_as_person(p: Phrases, j: int, end: int, level: str) -> bool:
    """Whether capitals after a bare level are a person: a surname, then given names, longer than a place's name."""
    if p.words[j] in p.names.strong:
        return level not in ("commune", "grassroots") or end - j != 2
    if level == "district" and p.words[j] in p.names.peoples:
        return True  # "Chủ tịch UBND huyện | Tòng Thế Anh"
    return end - j >= 3 and all(p.words[at] in p.names.given for at in range(j + 1, end))


def _higher_place(p: Phrases, j: int, level: str) -> int:
    """After ", tỉnh B" or "tỉnh B" that places a named lower level."""
    start = j + 1 if p.words[j] == "," else j
    hit = p.at(start, "levels")
    if hit is None or hit[1].data["form"] != "word":
        return j
    if _LEVEL_ORDER.index(str(hit[1].data["level"]).replace("bloc", "district")) <= _LEVEL_ORDER.index(
        level.replace("bloc", "district")
    ):
        return j
    higher = str(hit[1].data["level"])
    end = _place_name(p, hit[0], higher)
    return _higher_place(p, end, higher) if end > hit[0] else j


_SIDES: Final = frozenset(map(fold, "đông tây nam bắc thượng hạ mới nội".split()))
"""Last words of the names of communes that share their beginning with another."""


_LETTERS: Final = frozenset("abcd")
"""Letters that tell communes of one name apart: "xã Vĩnh Thuận | A"; a capital behind makes a person of it."""


def _goes_on(p: Phrases, j: int, end: int, level: str) -> bool:
    """Whether a known name is the beginning of a commune's longer one: "xã An Phú | Đông", "xã An Biên | B"."""
    if level not in ("commune", "district") or not p.caps[end]:
        return False
    side = p.words[end] in _SIDES
    lettered = level == "commune" and p.words[end] in _LETTERS
    if (side or lettered) and not p.caps[end + 1]:
        return True
    another = (
        (p.words[end] in p.names.every and not side)
        or (end in p.marks and _starts_other(p, end))
        or p.at(end, "levels")
    )
    if another or level != "commune" or end - j != 2 or p.text(end, end + 1).isupper():
        return False
    if not p.caps[end + 1]:
        return True
    person = p.words[end + 1] in p.names.strong or (side and p.words[end + 1] in p.names.every)
    return person and p.caps[end + 2]


def _place_name(p: Phrases, j: int, level: str) -> int:
    """After a place's name that follows its type; ``j`` where there is none."""
    hit = p.at(j, "places")
    if hit is not None and p.caps[j]:
        return hit[0] + 1 if _goes_on(p, j, hit[0], level) else _numbered(p, hit[0], level)
    if level == "province":
        end = unknown_place(p, j)
        if p.words[j] in p.names.peoples:
            return j  # "Ban Dân tộc tỉnh | Kpă Thuyết"
        if end - j > 2 or p.caps[end]:  # "Công an TP | Đoàn Duy Khang": all provinces are known
            named = None if shouted(p, j) else _person_after(p, j, capitals(p, j, most=4))
            return named or j  # "Sở Y tế tỉnh Đông Bình | Lê Thị Vân"
        return end
    if p.words[j].isdigit() and len(p.words[j]) <= 2:
        return j if level == "bloc" and p.caps[j - 1] else j + 1  # "Đảng ủy Khối | 3 báo cáo"
    if p.words[j] == "số" and p.words[j + 1].isdigit():
        return j + 2  # "tổ dân phố số 7"
    if (
        p.words[j][:2] in _OF_PEOPLE
        or (p.words[j] == "y" and p.caps[j + 1] and (level == "district" or p.caps[j + 2]))
        or ("'" in p.words[j] and level == "district")
        or ("'" in p.words[j + 1] and p.words[j] in p.names.peoples)
    ):
        return j  # "UBND huyện | K'Brẻo", "UBND huyện | Y Wem Niê", "UBND xã | Ksor H'Nhuên"
    end = capitals(p, j, most=4)
    end = _person_after(p, j, end) or end
    if end == j + 1 and p.caps[end]:
        known = p.words[j] in p.names.every or p.words[end] not in p.names.strong
        return j if known else end  # "xã Uar | Đinh Văn Hậu", but "huyện | Âu Dương Kiệt"
    if end > j and p.words[j] in p.names.every and _reads_as_person(p, j, end, level):
        return j
    while (
        p.words[end] == "-"
        and p.caps[end + 1]
        and p.tokens.end[end - 1] == p.tokens.start[end] == p.tokens.start[end + 1] - 1
    ):
        end = capitals(p, end + 1, most=2)
    return end


_OF_PEOPLE: Final = ("h'", "y'")
"""What names of people begin with, and next to none of a place: "H'Yim Byă"."""


def _person_after(p: Phrases, j: int, end: int) -> int | None:
    """Where a place ends in capitals that go on with a person, or ``None``: "phường Mai Nam | Đào Duy Khoát"."""
    stop = end
    while p.caps[stop] and stop - end < 4:
        stop += 1
    strong, every = p.names.strong, p.names.every
    for split, surnames in ((stop - 4, strong), (stop - 3, every), (stop - 4, every)):
        if stop == end or not j + 2 <= split <= max(end, j + 2) or p.words[split] not in surnames:
            continue
        if full_name(p, split, stop) or p.words[split + 1] in MIDDLES:
            return split
    return None


def _numbered(p: Phrases, j: int, level: str) -> int:
    """After the number that tells one commune from another of its name: "phường Hải Châu | 1"."""
    told = level == "commune" and p.words[j].isdigit() and len(p.words[j]) == 1
    return j + 1 if told and (p.words[j + 1] in CLOSERS or p.caps[j + 1] or p.at(j + 1, "verbs")) else j


_GLUED: Final = 7
"""Letters from which on a word is a name of several syllables: of single ones only "nghiêng" has as many."""


def unknown_place(p: Phrases, j: int) -> int:
    """After two or three capitals that no gazetteer has, where a place's name stands; ``j`` where there are none.

    They may be somebody's name as well: a post that such a place ends asks again (``posts``).
    """
    end = capitals(p, j, most=3)
    if end == j + 1 and len(p.words[j]) >= _GLUED and "'" not in p.words[j]:
        return end  # "Huyện ủy Đakrông"
    named = p.words[j] in p.names.strong or p.words[j][:2] in _OF_PEOPLE
    return end if end - j >= 2 and not named else j


def _bare_place(p: Phrases, j: int) -> int:
    hit = p.at(j, "places") if p.caps[j] else None
    return j if hit is None else hit[0]
