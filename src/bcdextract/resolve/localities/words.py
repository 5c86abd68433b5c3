"""What the words of a name say of its place: "huyện Kon Rẫy", "Quận ủy Nam Từ Liêm", "tỉnh", "Sở Y tế Hà Nam"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from bcdextract.phrase import Phrases
from bcdextract.places.spelling import LEVELS


class PlaceWord(NamedTuple):
    """A type of place in the text, with the name after it or without. ``letters`` are of ``places.spelling.TYPES``."""

    letters: str
    name: str | None
    start: int
    end: int


_PAIRS: Final = {
    "tỉnh": {"ủy": "T", "đoàn": "T", "đội": "T"},
    "thành": {"phố": "MC", "ủy": "MC", "đoàn": "MC"},
    "huyện": {"ủy": "H", "đoàn": "H", "đội": "H"},
    "quận": {"ủy": "Q", "đoàn": "Q", "đội": "Q"},
    "thị": {"xã": "S", "trấn": "R", "ủy": "S", "đoàn": "S"},
    "xã": {"đội": "X"},
    "đặc": {"khu": "K"},
    "thủ": {"đô": "M"},
}
"""Types of two words, and party committees and forces that are named after a type."""
_SINGLE: Final = {"tỉnh": "T", "huyện": "H", "quận": "Q", "xã": "X", "phường": "P"}
_SHORT: Final = {"tp": "MC", "tx": "S", "tt": "R", "h": "H", "q": "Q", "p": "P", "x": "X"}
_COMPOUNDS: Final = {"xã": {"hội", "giao", "viên", "luận"}, "tỉnh": {"lộ"}, "phường": {"hội"}}
"""Words that only begin like a type: "xã hội"."""
FIRST: Final = frozenset({*_PAIRS, *_SINGLE, *_SHORT})
_COUNTED: Final = frozenset({"cấp", "các", "mỗi", "từng", "liên", "hai", "những", "nhiều", "ngoại", "nội"})
"""Words before a type that names no unit in particular: "cấp huyện"."""
_BEFORE_HIGHER: Final = frozenset({"(", ",", "-", "thuộc", "của", "ở"})
_LONGEST: Final = 5
"""Words of the longest name of a place."""


def place_words(p: Phrases, first: int, last: int) -> list[PlaceWord]:
    """Types of places between two tokens, with their names, in the order of the text."""
    found: list[PlaceWord] = []
    i = first
    while i < last:
        typed = _type_at(p, i) if p.words[i] in FIRST else None
        if typed is None or p.words[i - 1] in _COUNTED:
            i = typed[1] if typed else i + 1
            continue
        letters, after = typed
        end = name_end(p, after, last, letters)
        name = p.text(after, end) if end > after else None
        if name is None and (letters == "M" or (i > first + 1 and _counted(p, i - 1))):
            i = after
            continue
        stop = p.tokens.end[max(end, after) - 1]
        if found and _said_again(found[-1], letters, p.tokens.start[i]):
            found.pop()
        found.append(PlaceWord(letters, name, p.tokens.start[i], stop))
        i = max(end, after)
    return found


def higher_after(p: Phrases, i: int) -> list[PlaceWord]:
    """The higher places that follow a place right away: "xã A | (huyện B, tỉnh C)"."""
    found: list[PlaceWord] = []
    while True:
        start = i + (p.words[i] in _BEFORE_HIGHER)
        typed = _type_at(p, start)
        if typed is None or set(typed[0]) <= set(LEVELS["commune"]):
            return found
        letters, after = typed
        i = gazetteer_end(p, after, p.tokens.count)
        if i == after:
            return found
        found.append(PlaceWord(letters, p.text(after, i), p.tokens.start[start], p.tokens.end[i - 1]))


def _said_again(before: PlaceWord, letters: str, start: int) -> bool:
    """Whether a type only repeats the one right before it: "Thành ủy | TP. Đà Nẵng"."""
    return before.name is None and start - before.end < 2 and bool(set(before.letters) & set(letters))


def _counted(p: Phrases, i: int) -> bool:
    """Whether a token counts what comes after it ("sự cố ở | 4 tỉnh"), and is not a committee's ("Ban Chỉ đạo 35")."""
    number, before, tokens = p.words[i], i - 1, p.tokens
    if not number.isdigit() or len(number) > 2:
        return False
    return tokens.kind[before] == "w" and not tokens.cap[before] and tokens.fold[before] != "đạo"


def tokens_of(p: Phrases, start: int, end: int) -> tuple[int, int]:
    """The tokens between two offsets of the text."""
    first = bisect_left(p.tokens.start, start)
    return first, bisect_left(p.tokens.start, end, first)


def _type_at(p: Phrases, i: int) -> tuple[str, int] | None:
    """The letters of a type at a token, and the token after it."""
    word, after = p.words[i], p.words[i + 1]
    letters = _PAIRS.get(word, {}).get(after)
    if letters:
        return letters, i + 2
    if word in _SINGLE:
        return None if after in _COMPOUNDS.get(word, ()) else (_SINGLE[word], i + 1)
    if word in _SHORT and p.caps[i]:
        if after == ".":
            return _SHORT[word], i + 2
        named = p.caps[i + 1] or p.text(i, i + 1).isupper()
        if named if len(word) > 1 else word in "qp" and after.isdigit():
            return _SHORT[word], i + 1
    return None


def name_end(p: Phrases, i: int, last: int, letters: str) -> int:
    """After the name that begins at a token, after a type; the token itself where there is none."""
    if i >= last or _type_at(p, i):
        return i
    if p.words[i].isdigit():
        return i + 1 if len(p.words[i]) <= 2 and letters in "QP" else i
    known = gazetteer_end(p, i, last)
    end = i
    while end < min(last, i + _LONGEST) and p.caps[end] and not (end > i and _type_at(p, end)):
        end += 1
    if known == i and end - i >= 3 and letters not in LEVELS["commune"] and p.words[i] in p.names.every:
        return i  # "UBND TP | Đoàn Gia Khang": provinces and districts are all in the gazetteer
    if end > i and end < last and p.words[end].isdigit() and len(p.words[end]) == 1:
        end += 1  # "xã Phú Hòa 1"
    return max(end, known)


def gazetteer_end(p: Phrases, i: int, last: int) -> int:
    """After the province or district of the gazetteer that begins at a token; the token itself where there is none."""
    hit = p.at(i, "places") if p.caps[i] else None
    return hit[0] if hit is not None and hit[0] <= last and set(hit[1]) & {"P", "D"} else i


def bare_tail(p: Phrases, first: int, last: int) -> PlaceWord | None:
    """A province's or district's bare name that a name ends with: "Sở Y tế | Hà Nam"; ``first`` is after the head."""
    for i in range(first, last):
        if gazetteer_end(p, i, last) == last:
            return PlaceWord("", p.text(i, last), p.tokens.start[i], p.tokens.end[last - 1])
    return None


def named_places(p: Phrases, letters: str) -> Iterator[PlaceWord]:
    """Places of some types that the text names; provinces and districts by names that the gazetteer has."""
    wanted = frozenset(letters)
    for i in [i for i, word in enumerate(p.words) if word in FIRST]:
        typed = _type_at(p, i)
        if typed is None or not wanted.intersection(typed[0]):
            continue
        kind, after = typed
        if kind in LEVELS["commune"] or (kind == "Q" and p.words[after].isdigit()):
            end = name_end(p, after, p.tokens.count, kind)
        else:
            end = gazetteer_end(p, after, p.tokens.count)
        if end > after:
            yield PlaceWord(kind, p.text(after, end), p.tokens.start[i], p.tokens.end[end - 1])
