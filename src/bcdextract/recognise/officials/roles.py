"""Roles: what a person did at the meeting, from the verb before or after the name.

Backward: the verb's subject is the name before it ("Đồng chí A, P, phát biểu"; "A và B đồng chủ trì"). Forward: the
verb opens the sentence and the names follow ("Dự hội nghị có các đồng chí: A ...", "Phát biểu tại hội nghị, A ...",
"dưới sự chủ trì của A").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from bcdextract.mention import PersonHit, RoleHit, maker
from bcdextract.phrase import Item, Phrases, lines_of
from bcdextract.recognise.officials.listed import under_headings
from bcdextract.recognise.officials.names_after import is_of, names_after
from bcdextract.recognise.officials.names_before import names_before
from bcdextract.recognise.officials.role_line import MOST_ITEMS, RoleLine, is_noun, role_line


def roles(p: Phrases, people: Sequence[PersonHit]) -> list[RoleHit]:
    """Role mentions in text order; ``person`` is an index into ``people``, whose names are all mentions in the text."""
    by_sentence: dict[int, dict[int, int]] = {}
    for number, person in enumerate(people):
        by_sentence.setdefault(person.sentence, {})[person.start] = number
    found: list[RoleHit] = []
    lines = lines_of(p)
    headed = under_headings(p, lines, by_sentence)
    for at, starts in sorted(by_sentence.items()):
        found += [headed[at]] if at in headed else []
        found.extend(_in_sentence(role_line(p, lines[at], starts)))
    return found


def _in_sentence(line: RoleLine) -> Iterator[RoleHit]:
    last_verb: int | None = None
    listed: set[int] = set()  # people that a list has named: later verbs before them are not theirs
    rows: set[int] = set()  # those of them that stand in a list of several
    ended = 0  # where the last list ended
    reported: set[int] = set()
    shared: set[tuple[int, str]] = set()  # roles already told, by the name before their verb: a list has each once
    for k in line.verbs:
        item = line.items[k]
        role, second = str(item.value.data["role"]), item.value.data.get("also")
        if (is_noun(line.p, line.items, k) and not _speech_of(line, k)) or not _near_enough(line, k):
            continue
        if role == "block":
            last_verb = k
            continue
        first, stop = names_after(line, k, role)
        if first < stop:
            ahead = _names(line, max(first, ended), stop)
            yield from (_hit(line, item, j, role, "role_before_name") for j in ahead if j not in listed)
            yield from (_hit(line, item, j, str(second), "role_before_name") for j in ahead[:1] if second)
            listed.update(ahead)
            rows.update(ahead if len(ahead) > 1 else ())
            ended = max(ended, stop)
            if role == "report":
                reported.update(ahead)
            continue
        first, stop = names_before(line, k, last_verb)
        if first < stop:
            last_verb = k
            if stop - first > 1 and (stop, role) in shared:
                continue
            shared.add((stop, role))
            behind = line.names[first:stop]
            if not item.value.data.get("joint"):  # "Dự có A; B | chủ trì": of a list the last
                behind = [j for j in behind if j not in rows or j == behind[-1]]
            if role == "speak":  # "Báo cáo tại hội nghị, A cho biết": one role, the report
                behind = [j for j in behind if j not in reported]
            elif role == "report":
                reported.update(behind)
            yield from (_hit(line, item, j, role, "role_after_name") for j in behind)
            both = behind if "," in line.p.words[item.first : item.last] else behind[-1:]  # "A và B dự, chỉ đạo"
            yield from (_hit(line, item, j, str(second), "role_after_name") for j in both if second)
    yield from _according_to(line, reported)


def _near_enough(line: RoleLine, k: int) -> bool:
    """Whether an everyday verb stands right after a name and its posts: "ông A kể", not "muốn" anywhere."""
    if not line.items[k].value.data.get("near"):
        return True
    if k == 0:
        return False
    before = line.items[k - 1]
    given_name = before.kind == "x" and before.last - before.first == 1 and k > 1 and line.items[k - 2].kind == "H"
    if before.kind == "V" and before.value.data["role"] == "none" and k > 1:  # "Trưởng khoa trực tiếp | giảng dạy"
        before = line.items[k - 2]
    return before.kind in "NP,)" or given_name or line.p.words[before.last - 1] == "sự"


def _names(line: RoleLine, first: int, stop: int) -> Sequence[int]:
    return line.names[bisect_left(line.names, first) : bisect_left(line.names, stop)]


def _speech_of(line: RoleLine, k: int) -> bool:
    """Whether a noun is somebody's word: "nghe phát biểu của ông A", "theo báo cáo của bà B"."""
    at, item = bisect_right(line.names, k), line.items[k]
    told = line.p.words[item.first] == "phát" or line.p.words[item.first - 1 : item.last] == ["theo", "báo", "cáo"]
    if not told or at == len(line.names) or line.names[at] - k > MOST_ITEMS:
        return False
    return is_of(line.p, line.items[k + 1 : line.names[at]])


def _according_to(line: RoleLine, reported: set[int]) -> Iterator[RoleHit]:
    """ "Theo ông A, Giám đốc ..., ...", "..., theo Giám đốc Sở B, ...": A's and B's word, unless they report it."""
    p, after = line.p, -1
    for k in line.names:
        first = k
        while first - 1 > after and line.items[first - 1].kind in "HKPFA,-( ":
            first -= 1
        if first and k not in reported and _is_source(p, line.items, first - 1):
            last = line.items[first - 1].last
            yield _hit(line, Item("x", last - 1, last), k, "speak", "role_according_to")
        after = k


def _is_source(p: Phrases, items: tuple[Item, ...], k: int) -> bool:
    """Whether "theo" opens a sentence or its second half: "Còn theo", ", theo"; so where the full stop was lost."""
    item = items[k]
    if item.kind != "x" or p.words[item.last - 1] != "theo":
        return False
    before = p.words[item.first : item.last - 1]
    opens = (k == 0 or items[k - 1].kind == ",") and before in ([], ["còn"], ["cũng"])
    return opens or p.caps[item.last - 1]


_role: Final = maker(RoleHit)


def _hit(line: RoleLine, item: Item, k: int, role: str, rule: str) -> RoleHit:
    tokens = line.p.tokens
    return _role((tokens.start[item.first], tokens.end[item.last - 1], rule, line.people[k], role))
