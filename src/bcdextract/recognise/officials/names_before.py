"""Backward: the verb's subject is the name before it: "Đồng chí A, P, phát biểu"; "A và B đồng chủ trì"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from bcdextract.phrase import Item
from bcdextract.recognise.officials.names_after import NOBODY
from bcdextract.recognise.officials.role_line import MOST_ITEMS, RoleLine

_JOINERS: Final = frozenset({"và", "đồng thời", "cũng", "rồi", "thời", "tiếp", "đã", "nghị"})
_MOST_WORDS: Final = 14
"""Words between a name and its verb; what stands farther off has another subject."""
_THERE_WERE: Final = frozenset({"có", "còn", "gồm"})
"""Words after "dự" that make those who attended follow."""
_TELLING: Final = frozenset({"biết", "rõ", "nêu", "rằng", "hay", "thấy", "tin"})
"""Last words of verbs whose object is what was told: "cho biết", "nêu rõ", "thông tin"."""
_OBJECT: Final = frozenset({"cho", "tới", "với", "của", "gửi", "đến", "định", "nhiệm"})
_ASKS: Final = frozenset({"yêu", "đề", "giao", "kiến", "nhắc"})
"""First words of verbs that ask somebody to do something: "yêu cầu Bộ trưởng | báo cáo lại"."""


def names_before(line: RoleLine, k: int, last_verb: int | None) -> tuple[int, int]:
    """Which of the names before a verb are its subjects, ``names[first:stop]``."""
    at = bisect_left(line.names, k)
    if at == 0:
        return NOBODY
    nearest = line.names[at - 1]
    data = line.items[k].value.data
    joint = bool(data.get("joint"))
    if data["role"] == "attend" and line.p.words[line.items[k].last] in _THERE_WERE:
        return NOBODY  # "A chủ trì; tham dự | có đại diện các sở"
    if line.p.words[line.items[k].first] == "tại" and last_verb is not None and last_verb > nearest:
        return NOBODY  # "A chủ trì tại điểm cầu ...": where, no second deed
    if data["role"] == "report" and _heard(line, nearest, k):
        return NOBODY
    if not joint and _object(line, nearest):
        return NOBODY
    if last_verb is not None and last_verb > nearest:
        if not _coordinated(line, last_verb, k) or _asked_of_others(line, last_verb, k) or _told(line, last_verb, k):
            return NOBODY
    elif (not joint and data["role"] != "chair" and _words_between(line.items, nearest, k) > _MOST_WORDS) or (
        _verb_between(line, nearest, k) and not _coordinated(line, nearest, k)
    ):
        return NOBODY
    if joint:
        return 0 if last_verb is None or last_verb > nearest else bisect_right(line.names, last_verb), at
    turn = bisect_right(line.turns, nearest)
    plural = line.turns[turn - 1] if turn else None
    if plural is not None and line.items[plural].kind == "L" and not _verb_between(line, plural, k):
        return bisect_left(line.names, plural), at  # "Các đồng chí A, P; B, P chủ trì": all of the list
    if line.p.words[line.items[k].first - 1] == "lượt":
        return _in_turn(line, at - 1), at
    return line.joined[at - 1], at


def _object(line: RoleLine, k: int) -> bool:
    """Whether a name and its posts are what is spoken of: after "cho", "yêu cầu", "chỉ định", so the next verb is not
    theirs.
    """
    items = line.items
    most = max(k - MOST_ITEMS, 0)
    while k > most and items[k - 1].kind in "HKPFA ":
        k -= 1
    if k > 0 and items[k - 1].kind == "V":
        return line.p.words[items[k - 1].first] in _ASKS
    return k > 0 and items[k - 1].kind == "x" and line.p.words[items[k - 1].last - 1] in _OBJECT


def _heard(line: RoleLine, first: int, last: int) -> bool:
    """Whether the one who reports is somebody without a name: "ông A nghe lãnh đạo nhà trường | báo cáo"."""
    between = range(line.items[first].last, line.items[last].first)
    return len(between) <= MOST_ITEMS and any(line.p.words[i] == "nghe" for i in between)


def _in_turn(line: RoleLine, last: int) -> int:
    """The first of the names that each did it: "A, Chánh án ..., B, Viện trưởng ... lần lượt | báo cáo"."""
    first = last
    while first > max(0, last - MOST_ITEMS) and all(
        line.items[j].kind in "PHKFA,-&; " for j in range(line.names[first - 1] + 1, line.names[first])
    ):
        first -= 1
    return first


def _asked_of_others(line: RoleLine, verb: int, k: int) -> bool:
    """Whether a report after a speech is what others are told to do: "đề nghị các sở rà soát, báo cáo"."""
    roles = line.items[verb].value.data["role"], line.items[k].value.data["role"]
    return roles[0] == "speak" and roles[1] in ("report", "attend") and _words_between(line.items, verb, k) > 4


def _told(line: RoleLine, verb: int, k: int) -> bool:
    """Whether a gift is only told of in what was said: "ông A trình bày báo cáo nêu rõ đã | trao 45 giấy khen"."""
    if line.items[k].value.data["role"] != "present_award":
        return False
    said = line.items[verb].value.data["role"] in ("speak", "report")
    words = line.p.words
    return said and (words[line.items[verb].last - 1] in _TELLING or words[line.items[k].first - 1] == "đã")


def _words_between(items: tuple[Item, ...], first: int, last: int) -> int:
    """Words of other phrases between two items, counted up to one more than matters."""
    words = 0
    for k in range(last - 1, first, -1):
        if items[k].kind in "xU":
            words += items[k].last - items[k].first
            if words > _MOST_WORDS:
                break
    return words


def _verb_between(line: RoleLine, first: int, last: int) -> bool:
    return bisect_right(line.verbs, first) < bisect_left(line.verbs, last)


def _coordinated(line: RoleLine, verb: int, k: int) -> bool:
    """Whether the verb at ``k`` goes on an earlier one with the same subject: "chủ trì và phát biểu", "dự, chỉ đạo"."""
    before = line.items[k - 1]
    if k - 1 == verb or before.kind in ",&;":
        return True
    return before.kind == "x" and line.p.words[before.last - 1] in _JOINERS
