"""Where a unit's name ends: its head, then by the head's kind a field, a purpose, a number, a place, a higher unit."""

from __future__ import annotations

from typing import NamedTuple

from bcdextract.lexicon import Entry
from bcdextract.phrase.marks import Phrases

_JOINERS = frozenset({"và", "&", "-"})
_LEVEL_ORDER = ("grassroots", "commune", "district", "province", "central")
_PURPOSE_WORDS = 34
"""The longest purpose of a committee, in tokens; what runs on longer is a sentence, not a name."""


class UnitPhrase(NamedTuple):
    """Token indexes of a unit's name: ``first:last`` whole, ``own`` after its own part, ``parent`` where a higher one begins."""

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


def unit_at(p: Phrases, i: int, small: bool = False) -> UnitPhrase | None:
    """The unit whose name begins at token ``i``, or ``None``; ``small`` takes a head written small (after a post)."""
    hit = p.at(i, "units")
    if hit is None:
        return None
    key = 2 * i + small
    if key not in p.units:
        p.units[key] = None  # a name that leads back to itself is none
        p.units[key] = _read(p, i, small, *hit)
    found: UnitPhrase | None = p.units[key]
    return found


def _read(p: Phrases, i: int, small: bool, j: int, head: Entry) -> UnitPhrase | None:
    if not (p.cap(i) or small or head.data.get("lower")):
        return None
    if j == i + 1 and not _stands_alone(p, i, head, small):
        return None
    if not small and p.tokens[i - 1].kind == "n" and i and head.data["tail"] in ("field", "proper", "place"):
        return None  # "2 Trung tâm thương mại": a count
    j = _abbreviation(p, j)
    tail = _TAILS[str(head.data["tail"])](p, j, head)
    if tail is None:
        return None
    own, generic = tail
    lone = own == j
    if not (p.cap(i) or small) and head.data["tail"] in ("purpose", "field", "proper") and not _definite(p, j, own):
        return None
    level = head.data.get("level")
    last, place_level, all_of = _after(p, own, head)
    parent = None
    if last == own and head.data["tail"] == "purpose":
        last, place_level = _after_alias(p, own)
    if last == own:
        parent = _parent(p, own, head)
        if parent is not None:
            upper = unit_at(p, parent, small=True)
            assert upper is not None
            last, level = upper.last, level or upper.level
    if p.fold(last) == "cơ" and p.fold(last + 1) == "sở" and p.fold(last + 2).isdigit():
        last += 3  # "Bệnh viện Nhiệt đới Trung ương cơ sở 2"
    lone = lone and last == own
    if lone and not head.data.get("bare"):
        return None
    if all_of and head.data["kind"] == "party_committee" and p.fold(last - 1) == "cấp":
        return None  # "cấp ủy, đảng bộ các cấp": no unit in particular
    if lone and not (p.cap(i) or small):
        return None
    if not (p.cap(i) or small) and head.data["tail"] == "proper" and not any(p.cap(at) for at in range(j, last)):
        return None  # "bệnh viện tuyến trung ương": a kind of hospital
    return UnitPhrase(i, last, own, head, place_level or level, parent, generic or all_of, lone, _term(p, last))


def _definite(p: Phrases, j: int, own: int) -> bool:
    """Whether a committee written small has a number, a capital or a level in its tail."""
    return any(p.cap(at) or p.tokens[at].kind == "n" or p.at(at, "levels") is not None for at in range(j, min(own + 1, len(p.tokens))))


def _stands_alone(p: Phrases, i: int, head: Entry, small: bool) -> bool:
    """Whether a head of one syllable is a word here: "Hội | nghị", "Báo | cáo", "cơ | sở", "trường | hợp" are none."""
    tail = head.data["tail"]
    if tail not in ("field", "proper"):
        return True
    if _shouted(p, i) and (tail == "proper" or p.at(i + 1, "fields") is None):
        return False
    if not p.cap(i) and p.fold(i - 1) in ("cơ", "trụ", "hội", "quảng", "thị", "môi", "lập"):
        return False
    return p.cap(i + 1) or (small and tail == "field" and p.at(i + 1, "fields") is not None)


def _shouted(p: Phrases, i: int) -> bool:
    """Whether a line is written in capitals, where they tell nothing: "HỘI THAO QUỐC PHÒNG"."""
    if not (p.cap(i) and p.cap(i + 1)):
        return False
    first, second = p.tokens[i], p.tokens[i + 1]
    return p.view.text[first.start : first.end].isupper() and p.view.text[second.start : second.end].isupper() and len(first.fold) > 2


def _after_alias(p: Phrases, j: int) -> tuple[int, str | None]:
    """After a committee's alias in brackets and the unit or place that goes on its name: "... (Ban Chỉ đạo 35) Tỉnh ủy"."""
    if p.fold(j) != "(" or unit_at(p, j + 1) is None:
        return j, None
    close = next((at for at in range(j + 2, min(j + 12, len(p.tokens))) if p.fold(at) == ")"), None)
    if close is None:
        return j, None
    upper = unit_at(p, close + 1)
    if upper is not None:
        return upper.last, upper.level
    end, level, _ = place_at(p, close + 1)
    return (end, level) if end > close + 1 else (j, None)


def _after(p: Phrases, j: int, head: Entry) -> tuple[int, str | None, bool]:
    """What follows a unit's own part: (end, level, whether it means all units of a level)."""
    if head.data["tail"] in ("purpose", "whole", "number"):
        return j, None, False
    if head.data["tail"] == "place":
        j = _numbered_tail(p, j)
    if head.data["tail"] == "proper":
        end, level, all_of = place_at(p, j)
        return (end, level, all_of) if level else (j, None, False)
    end, level, all_of = place_at(p, j + 1 if p.fold(j) == "của" and p.at(j + 1, "levels") else j)
    field = p.at(j, "fields") if end == j and head.data["kind"] == "front_union" and p.cap(j) else None
    if field is not None and place_at(p, field[0])[0] > field[0]:
        return place_at(p, field[0])  # "Công đoàn Giáo dục Việt Nam"
    if end == j and head.data.get("named") and p.cap(j) and p.fold(j) not in p.names.strong and not _is_head(p, j):
        return _capitals(p, j, most=3), None, False  # "Đồn Biên phòng Thanh Luông"
    bare = p.at(j, "units")
    if end == j and bare is not None and bare[1].data["tail"] == "field" and p.cap(j) and unit_at(p, j) is None:
        return bare[0], None, False  # "Văn phòng Sở"
    return end, level, all_of


def _abbreviation(p: Phrases, j: int) -> int:
    """After a short form in brackets that stands inside the name ("Ban Chỉ đạo (BCĐ) 35")."""
    if p.fold(j) != "(":
        return j
    end = j + 1
    while end < len(p.tokens) and end - j < 8 and p.fold(end) != ")":
        token = p.tokens[end]
        if token.kind == "w" and not p.view.text[token.start : token.end].isupper():
            return j
        end += 1
    return end + 1 if p.fold(end) == ")" and end > j + 1 else j


def _term(p: Phrases, j: int) -> int:
    """After a term: "khóa XII", "(Khóa XI)", "khóa 22"."""
    start = j + 1 if p.fold(j) == "(" else j
    if p.fold(start) in ("khóa", "khoá") and _ordinal(p.fold(start + 1)):
        end = start + 2
        if start > j:
            return end + 1 if p.fold(end) == ")" else j
        return end
    return j


def _ordinal(word: str) -> bool:
    return bool(word) and (word.isdigit() or set(word) <= set("ivxlc"))


def place_at(p: Phrases, j: int) -> tuple[int, str | None, bool]:
    """A level or place at token ``j``: (token index after it, level or ``None``, whether it means all of a level).

    "tỉnh", "huyện Kon Rẫy", "phường 15", "huyện A, tỉnh B", "Trung ương", "các huyện, thị xã", a bare place's name.
    """
    hit = p.at(j, "levels")
    if hit is None or hit[1].data["form"] == "none" or not _is_level(p, j, hit[0]):
        end = _bare_place(p, j)
        return end, None, False
    end, entry = hit
    level = str(entry.data["level"])
    if entry.data["form"] != "word":
        return end, level, entry.data["form"] == "all"
    named = _place_name(p, end, level)
    if named == end:
        return end, level, False
    return _higher_place(p, named, level), level, False


def _reads_as_person(p: Phrases, j: int, end: int, level: str) -> bool:
    """Whether capitals after a bare level are a person: a surname, then given names, longer than a place's name."""
    if p.fold(j) in p.names.strong:
        return level not in ("commune", "grassroots") or end - j != 2
    return end - j >= 3 and all(p.fold(at) in p.names.given for at in range(j + 1, end))


def _level(p: Phrases, j: int) -> bool:
    """Whether a level word begins at ``j``, not a compound that only begins like one ("xã hội")."""
    hit = p.at(j, "levels")
    return hit is not None and hit[1].data["form"] != "none" and _is_level(p, j, hit[0])


def _is_level(p: Phrases, j: int, end: int) -> bool:
    """Whether the level word is one: not the start of "Tỉnh ủy", and a short form only in capitals."""
    unit = p.at(j, "units")
    if unit is not None and unit[0] > end:
        return False
    word = p.fold(j)
    if word in ("tư", "tw", "tx", "tt"):
        return p.view.text[p.tokens[j].start : p.tokens[j].end].isupper()
    return len(word) > 1 or p.cap(j)


def _higher_place(p: Phrases, j: int, level: str) -> int:
    """After ", tỉnh B" or "tỉnh B" that places a named lower level."""
    start = j + 1 if p.fold(j) == "," else j
    hit = p.at(start, "levels")
    if hit is None or hit[1].data["form"] != "word":
        return j
    if _LEVEL_ORDER.index(str(hit[1].data["level"]).replace("bloc", "district")) <= _LEVEL_ORDER.index(level.replace("bloc", "district")):
        return j
    higher = str(hit[1].data["level"])
    end = _place_name(p, hit[0], higher)
    return _higher_place(p, end, higher) if end > hit[0] else j


def _place_name(p: Phrases, j: int, level: str) -> int:
    """After a place's name that follows its type; ``j`` where there is none."""
    hit = p.at(j, "places")
    if hit is not None and p.cap(j):
        return hit[0]
    if level == "province":
        return j  # the gazetteer has them all: what follows a bare "tỉnh" is somebody's name
    if p.fold(j).isdigit() and len(p.fold(j)) <= 2:
        return j + 1
    end = _capitals(p, j, most=4)
    if end > j and p.fold(j) in p.names.every and _reads_as_person(p, j, end, level):
        return j
    while p.fold(end) == "-" and p.cap(end + 1) and p.tokens[end - 1].end == p.tokens[end].start == p.tokens[end + 1].start - 1:
        end = _capitals(p, end + 1, most=2)
    return end


def _bare_place(p: Phrases, j: int) -> int:
    hit = p.at(j, "places")
    return hit[0] if hit is not None and p.cap(j) else j


def _capitals(p: Phrases, j: int, most: int) -> int:
    """After a run of capitals that is no other phrase's beginning; a person's name inside ends it."""
    start = j
    while j - start < most and p.cap(j):
        marks = p.marks.get(j) or {}
        if "positions" in marks or "ranks" in marks or ("levels" in marks and _level(p, j)) or ("units" in marks and _is_head(p, j)):
            break
        if j > start and p.fold(j) in p.names.strong and _name_like(p, j):
            break
        j += 1
    return j


def _is_head(p: Phrases, j: int) -> bool:
    return unit_at(p, j) is not None


def _name_like(p: Phrases, j: int) -> bool:
    """Whether a strong surname at ``j`` is followed by another capital: a person, not part of a place."""
    return p.cap(j + 1) and p.at(j, "places") is None


def _parent(p: Phrases, j: int, head: Entry) -> int | None:
    """The token a higher unit begins at, right after a unit or after "của", "thuộc"."""
    start = j + 1 if p.fold(j) in ("của", "thuộc") and head.data["tail"] in ("purpose", "place") and j > 0 else j
    if head.data["kind"] in ("government", "people_council") and not head.data.get("part") and head.data["tail"] == "place":
        return None
    if p.fold(j) == "-" and head.data.get("part"):
        dashed = unit_at(p, j + 1)  # "Ban Pháp chế - HĐND tỉnh"
        council = dashed is not None and dashed.head.data["kind"] in ("people_council", "party_committee")
        return j + 1 if council else None
    upper = unit_at(p, start, small=start == j)
    if upper is None or (upper.lone and upper.head.data["tail"] == "purpose" and start > j):
        return None
    return start


# --- tails: each gives (token index after the unit's own part, generic), or None where the head needs more ---


def _whole(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    return j, False


def _field(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    hit = p.at(j, "fields")
    if hit is not None and (hit[0] > j + 1 or not _verb(p, j)):
        end = hit[0]
        if p.fold(end) == "và" and p.at(end + 1, "positions") is None and not _person(p, end + 1) and not p.at(end + 1, "units"):
            end = max(end, _term_at(p, end + 1, 4) if p.cap(end + 1) and not p.at(end + 1, "places") else end)
        if p.fold(end) == "," and p.cap(end + 1) and _commas_to_and(p, end):
            end = _run(p, j)
        elif p.fold(end) == "-" and p.cap(end + 1) and not p.at(end + 1, "positions") and (
            p.fold(end + 1) not in p.names.every or p.tokens[end - 1].end == p.tokens[end + 1].start - 1
        ):
            end = max(end, _run(p, j))
        return _abbreviation(p, end), False
    end = _numbered_tail(p, _run(p, j))
    return (_abbreviation(p, end), False) if end > j else None


def _run(p: Phrases, j: int) -> int:
    """After capitals joined by "và", "&" or a dash ("Hành chính và Quản trị")."""
    if p.at(j, "places") is not None:
        return j
    end = _capitals(p, j, most=6)
    if end == j:
        return j
    end = _small_words(p, end, j)
    while end > j:
        at = end
        if p.fold(at) == "," and p.cap(at + 1) and _commas_to_and(p, at):
            end = _term_at(p, at + 1, 3)
            continue
        if p.fold(at) in _JOINERS and p.cap(at + 1) and p.at(at + 1, "positions") is None and unit_at(p, at + 1) is None:
            more = _capitals(p, at + 1, most=5)
            if more > at + 1 and not _person(p, at + 1):
                end = _small_words(p, more, at + 1)
                continue
        break
    return end


def _small_words(p: Phrases, j: int, first: int) -> int:
    """After up to three small words that end a term begun by one capital: "Năng | lượng nguyên tử", "Lý | luận trẻ"."""
    start = j
    if j - 2 >= first and p.cap(j - 2):
        return j  # two capitals together are a name, and what follows is another phrase
    while j - start < 3 and j < len(p.tokens) and p.tokens[j].kind == "w" and not p.cap(j):
        if p.fold(j) in _JOINERS or _verb(p, j) or _level(p, j) or _is_head(p, j) or p.fold(j) in ("các", "của"):
            break
        j += 1
    return j


def _term_at(p: Phrases, j: int, most: int) -> int:
    """After a capitalised term with its small words: "Bưu chính viễn thông"."""
    return _small_words(p, _capitals(p, j, most), j)


def _first_capital(p: Phrases, end: int, start: int) -> int:
    """Where the run of capitals that ends at ``end`` begins."""
    at = end
    while at > start and p.cap(at - 1):
        at -= 1
    return at


def _commas_to_and(p: Phrases, j: int) -> bool:
    """Whether capitals listed after the comma at ``j`` end in "và": "Giáo dục, Thanh niên và Nhi đồng"."""
    at = j
    while p.fold(at) == "," and p.cap(at + 1) and unit_at(p, at + 1) is None and not _person(p, at + 1):
        more = _term_at(p, at + 1, 3)
        if more == at + 1:
            return False
        at = more
    return p.fold(at) == "và" and p.cap(at + 1) and unit_at(p, at + 1) is None


def _person(p: Phrases, j: int) -> bool:
    return p.fold(j) in p.names.strong and p.cap(j + 1)


def _verb(p: Phrases, j: int) -> bool:
    if p.cap(j):
        return False
    hit = p.at(j, "verbs")
    if hit is None or hit[1].data["kind"] == "none":
        return False
    before = p.at(j - 1, "verbs")  # "nhà ở", "hàng không": a compound that ends like a verb
    return before is None or before[0] <= j or before[1].data["kind"] != "none"


def _number(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    branch = j
    while branch - j < 3 and branch < len(p.tokens) and p.tokens[branch].kind == "w" and not p.cap(branch):
        if not head.data.get("named") or _verb(p, branch) or p.at(branch, "levels") or p.fold(branch) in _JOINERS:
            break
        branch += 1
    named = branch
    while head.data.get("named") and named - branch < 4 and p.cap(named) and p.fold(named) not in p.names.strong:
        if p.at(named, "levels") or p.at(named, "positions"):
            break
        named += 1
    if named > branch:
        if named < len(p.tokens) and p.fold(named).isdigit():
            return _capitals(p, named + 1, most=3), False
        return named, False
    if branch > j and not (branch < len(p.tokens) and p.fold(branch).isdigit()):
        return None
    j = branch
    if not (j < len(p.tokens) and p.tokens[j].kind == "n" and p.fold(j).isdigit()):
        return None
    end = j + 1
    while p.fold(end) == "," and p.fold(end + 1).isdigit() and p.cap(end + 1) is False and p.fold(end + 2) in (",", "-", "và"):
        end += 2
    return end, False


def _proper(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    end = j
    while end - j < 7 and end < len(p.tokens) and p.tokens[end].kind == "w" and not p.cap(end):
        if _verb(p, end) and not (end == j and p.at(end, "purposes")):
            break
        if p.at(end, "levels") is not None or p.at(end, "units") is not None:
            break
        end += 1
    while p.cap(end) or p.fold(end) == "-" or _joins(p, end):
        if p.fold(end) == "-" and not (p.cap(end + 1) and p.cap(end - 1)):
            break
        if p.cap(end) and (p.at(end, "positions") is not None or (end > j and p.at(end, "levels")) or _is_head(p, end)):
            break
        end += 1
    if p.cap(end - 1) and end > j:
        more = _small_words(p, end, _first_capital(p, end, j))
        while more > end and p.cap(more) and not (_is_head(p, more) or _person(p, more) or p.at(more, "positions")):
            end = _capitals(p, more, most=4)
            if end == more:
                break
            more = _small_words(p, end, more)
        return _numbered_tail(p, more), False
    if end < len(p.tokens) and (p.at(end, "levels") is not None or (p.at(end, "units") is not None and unit_at(p, end, True))):
        return end, False
    return None


def _numbered_tail(p: Phrases, j: int) -> int:
    """After "số 4" or a number glued to capitals ("PV | 05") at the end of a unit's own name."""
    if p.fold(j) == "số" and p.fold(j + 1).isdigit():
        return j + 2
    glued = j < len(p.tokens) and p.fold(j).isdigit() and p.tokens[j - 1].end == p.tokens[j].start and p.cap(j - 1)
    return j + 1 if glued else j


def _joins(p: Phrases, j: int) -> bool:
    """Whether "và" or "&" at ``j`` joins two capitals of one name, not two names."""
    return p.fold(j) in ("và", "&") and p.cap(j + 1) and p.cap(j - 1) and p.at(j + 1, "units") is None and not p.at(j + 1, "places")


def _purpose(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    """A committee's tail: "35 huyện Kon Rẫy", "phòng, chống dịch Covid-19 tỉnh", "về ... thành phố Hà Nội"."""
    j = _abbreviation(p, j)
    if p.fold(j).isdigit() and p.fold(j + 1) not in _MEASURED:
        return _numbered(p, _abbreviation(p, j + 1))
    if p.fold(j) == "số" and p.fold(j + 1).isdigit():
        return _numbered(p, j + 2)
    end, level, all_of = place_at(p, j)
    if end > j and (all_of or not _purpose_goes_on(p, end, level)):
        return end, all_of
    of = j + 1 if p.fold(j) in ("của", "thuộc") else j
    upper = unit_at(p, of)
    if upper is not None:
        return upper.last, False
    if of > j:
        end, _, all_of = place_at(p, of)
        return (end, all_of) if end > of else ((j, False) if head.data.get("bare") else None)
    return _purpose_words(p, j, head)


def _numbered(p: Phrases, j: int) -> tuple[int, bool]:
    """After what follows a committee's number: a place, or the unit it belongs to."""
    start = j + 1 if p.fold(j) in ("của", "thuộc") else j
    end, _, all_of = place_at(p, start)
    if end > start:
        return end, all_of
    upper = unit_at(p, start, small=start == j)
    return (upper.last, False) if upper is not None else (j, False)


_MEASURED = frozenset({"tháng", "năm", "ngày", "quý", "tuần", "giờ", "đồng", "người", "/"})


_SUBJECTS = frozenset({"tình", "việc", "kết", "những", "một", "nội", "tiến", "dự", "kế"})
"""First words of what a committee meets about: "họp Ban Chỉ đạo về tình hình dịch" names no purpose."""


def _purpose_goes_on(p: Phrases, j: int, level: str | None) -> bool:
    """Whether a purpose follows the level it began with ("Ban Chỉ đạo Trung ương về phòng chống thiên tai")."""
    if p.fold(j) == "về":
        return p.fold(j + 1) not in _SUBJECTS
    if p.cap(j - 1) and level != "central":
        return False  # a named place ends it
    if j >= len(p.tokens) or p.tokens[j].kind != "w" or _verb(p, j) or p.fold(j) in _JOINERS:
        return False
    return not p.cap(j) or (level == "central" and not (p.at(j, "positions") or p.at(j, "units") or _person(p, j)))


def _purpose_words(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    last_level = None
    end = j
    if p.fold(j) in (",", "-", "và", "cùng") or p.fold(j).isdigit():
        return (j, False) if head.data.get("bare") else None
    while end < len(p.tokens) and end - j < _PURPOSE_WORDS:
        skipped = _abbreviation(p, end) if end > j else end
        if skipped > end and (place_at(p, skipped)[0] > skipped or p.tokens[min(skipped, len(p.tokens) - 1)].kind == "w"):
            end = skipped
            continue
        if _purpose_stops(p, end, j):
            break
        here, level, all_of = place_at(p, end)
        if here > end and (level or p.at(end, "places")) and end > j:
            if _purpose_ends(p, here) or p.cap(here - 1):
                return here, all_of
            if level in ("province", "district", "commune", "central"):
                last_level = here
        upper = unit_at(p, end) if p.cap(end) and end > j else None
        if upper is not None and upper.head.data["kind"] in ("party_committee", "government") and not upper.lone:
            return upper.last, False
        end += 1
    if end - j >= _PURPOSE_WORDS:
        end = last_level or j
    while end > j and p.fold(end - 1) in (",", "và", "-", "các"):
        end -= 1
    if end > j:
        return end, False
    return (j, False) if head.data.get("bare") else None


def _purpose_ends(p: Phrases, j: int) -> bool:
    return j >= len(p.tokens) or p.tokens[j].kind != "w" or p.fold(j) in ("và", "cùng") or _purpose_stops(p, j, j - 1)


def _purpose_stops(p: Phrases, j: int, start: int) -> bool:
    token = p.tokens[j]
    if token.kind == "b" or (token.kind == "p" and token.fold not in ",-&/"):
        return True
    if token.fold in (",", "-"):
        return _comma_stops(p, j)
    if token.kind == "w" and _verb(p, j) and not _inside_purpose(p, j, start):
        return True
    if p.at(j, "positions") is not None and p.cap(j):
        return True
    return token.fold in p.names.strong and p.cap(j) and p.cap(j + 1) and p.at(j, "places") is None


def _inside_purpose(p: Phrases, j: int, start: int) -> bool:
    """Whether a verb belongs to the purpose: first in it, or after "về", "công tác", "và" ("về tổng kết Nghị quyết")."""
    if p.at(j, "purposes") is None:
        return False
    if p.fold(j) != "về" and "về" in (p.fold(start), p.fold(start + 1), p.fold(start + 2)):
        return True  # "Ban Chỉ đạo Nhà nước về đổi mới cơ chế hoạt động ...": a purpose said in full
    if p.fold(j) == "về":
        return (j == start and p.fold(j + 1) not in _SUBJECTS) or p.fold(j - 1) in ("nước", "gia", "ương", "tw", "tư") or p.at(j - 2, "levels") is not None
    return j == start or p.fold(j - 1) in ("về", "tác", "và", "trình", ",", "&", "cuộc", "động")


def _comma_stops(p: Phrases, j: int) -> bool:
    """Whether a comma or spaced dash ends the purpose: it goes on only with a small word of the purpose."""
    nxt = j + 1
    if nxt >= len(p.tokens) or p.tokens[nxt].kind != "w":
        return not (p.fold(j) == "-" and nxt < len(p.tokens) and p.tokens[nxt].kind == "n")
    if p.fold(j) == "-":
        glued = p.tokens[j - 1].end == p.tokens[j].start
        return not (glued or (p.tokens[nxt].kind == "w" and not p.at(nxt, "positions") and not p.at(nxt, "units")))
    if p.at(nxt, "positions") or p.at(nxt, "units") or p.at(nxt, "ranks") or _verb(p, nxt):
        return True
    return p.cap(nxt) and not p.at(nxt, "fields")


_TAILS = {
    "whole": _whole,
    "place": _whole,
    "field": _field,
    "number": _number,
    "proper": _proper,
    "purpose": _purpose,
}
