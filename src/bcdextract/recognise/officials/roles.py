"""Roles: what a person did at the meeting, from the verb before or after the name.

Backward: the verb's subject is the name before it ("Đồng chí A, P, phát biểu"; "A và B đồng chủ trì"). Forward: the
verb opens the sentence and the names follow ("Dự hội nghị có các đồng chí: A ...", "Phát biểu tại hội nghị, A ...",
"dưới sự chủ trì của A").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bcdextract.mention import PersonHit, RoleHit, maker
from bcdextract.phrase import Item, Line, Phrases, lines_of
from bcdextract.recognise.officials.listed import under_headings

_OPENERS: Final = frozenset({"có", "gồm", "là", "còn", "bởi"})
_JOINERS: Final = frozenset({"và", "đồng thời", "cũng", "rồi", "thời", "tiếp", "đã", "nghị"})
_MOST_WORDS: Final = 14
"""Words between a name and its verb; what stands farther off has another subject."""
_MOST_ITEMS: Final = 80
"""Items between a verb and the first name of the list it opens."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence's items, the people named in it, and where its names and verbs stand."""

    p: Phrases
    items: tuple[Item, ...]
    people: Mapping[int, int]
    """Item index to person number, for every item that a mention of a person begins in."""
    names: Sequence[int]
    verbs: Sequence[int]
    predicates: Sequence[int]
    """Verbs right after a name, which make it a subject of its own."""
    deeds: Sequence[int]
    """Verbs that begin a clause after a semicolon, which end a list too: "Dự có A, Bí thư; | chủ trì là B"."""
    turns: Sequence[int]
    """Verbs and plural forms of address ("các đồng chí")."""
    open_until: int
    """The last item before which the clause has no more than small words and place words."""
    joined: Sequence[int]
    """For each name, which name its list begins with: itself, where no "và" or semicolon joins it to others."""


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
        found.extend(_in_sentence(_line(p, lines[at], starts)))
    return found


_VERB: Final = re.compile("V")
_TURN: Final = re.compile("[LV]")


def _line(p: Phrases, line: Line, starts: Mapping[int, int]) -> _Line:
    items, kinds = line
    firsts = [item.first for item in items]
    people: dict[int, int] = {}
    for start, number in sorted(starts.items()):
        k = bisect_right(firsts, bisect_right(p.tokens.start, start) - 1) - 1
        if k >= 0 and start < p.tokens.end[items[k].last - 1]:
            people[k] = number
    verbs = [k for k in _places(_VERB, kinds) if items[k].value.data["role"] != "none"]
    predicates = [k for k in verbs if _predicate(items, kinds, k, people)]
    names = sorted(people)
    turns = _places(_TURN, kinds)
    deeds = [k for k in verbs if _new_clause(items, k) and _is_act(items[k])]
    return _Line(p, items, people, names, verbs, predicates, deeds, turns, _open_until(items), _joined(kinds, names))


def _places(sought: re.Pattern[str], kinds: str) -> list[int]:
    return [found.start() for found in sought.finditer(kinds)]


def _joined(kinds: str, names: Sequence[int]) -> list[int]:
    """For each name the number of the first that only posts and separators part from it, one "và" among them."""
    found: list[int] = []
    first, linked = 0, False
    for number, k in enumerate(names):
        gap = kinds[names[number - 1] + 1 : k] if number else ""
        if gap.strip("PHKLFA,-&; "):
            first, linked = number, False
        linked = linked or "&" in gap or ";" in gap
        found.append(first if linked else number)
    return found


def _predicate(items: tuple[Item, ...], kinds: str, k: int, people: Mapping[int, int]) -> bool:
    """Whether a verb right after a name makes it a subject of its own: a list that was opened has ended."""
    if items[k].value.data["role"] in ("attend", "other"):
        return False
    return len(kinds[:k].rstrip("P,-:( ")) - 1 in people


def _in_sentence(line: _Line) -> Iterator[RoleHit]:
    last_verb: int | None = None
    listed: set[int] = set()  # people that a list has named: later verbs before them are not theirs
    ended = 0  # where the last list ended
    reported: set[int] = set()
    shared: set[tuple[int, str]] = set()  # roles already told, by the name before their verb: a list has each once
    yield from _according_to(line)
    for k in line.verbs:
        item = line.items[k]
        role, second = str(item.value.data["role"]), item.value.data.get("also")
        if (_noun(line.p, item) and not _speech_of(line, k)) or not _near_enough(line, k):
            continue
        if role == "block":
            last_verb = k
            continue
        first, stop = _forward(line, k, role)
        if first < stop:
            ahead = _names(line, max(first, ended), stop)
            yield from (_hit(line, item, j, role, "role_before_name") for j in ahead if j not in listed)
            yield from (_hit(line, item, j, str(second), "role_before_name") for j in ahead[:1] if second)
            listed.update(ahead)
            ended = max(ended, stop)
            if role == "report":
                reported.update(ahead)
            continue
        first, stop = _backward(line, k, last_verb)
        if first < stop:
            last_verb = k
            if stop - first > 1 and (stop, role) in shared:
                continue
            shared.add((stop, role))
            behind = line.names[first:stop]
            if role == "speak":  # "Báo cáo tại hội nghị, A cho biết": one role, the report
                behind = [j for j in behind if j not in reported]
            elif role == "report":
                reported.update(behind)
            yield from (_hit(line, item, j, role, "role_after_name") for j in behind)
            yield from (_hit(line, item, j, str(second), "role_after_name") for j in behind[-1:] if second)


def _near_enough(line: _Line, k: int) -> bool:
    """Whether an everyday verb stands right after a name and its posts: "ông A kể", not "muốn" anywhere."""
    if not line.items[k].value.data.get("near"):
        return True
    if k == 0:
        return False
    before = line.items[k - 1]
    given_name = before.kind == "x" and before.last - before.first == 1 and k > 1 and line.items[k - 2].kind == "H"
    return before.kind in "NP,)" or given_name or line.p.words[before.last - 1] == "sự"


def _names(line: _Line, first: int, stop: int) -> Sequence[int]:
    return line.names[bisect_left(line.names, first) : bisect_left(line.names, stop)]


def _speech_of(line: _Line, k: int) -> bool:
    """Whether the noun "phát biểu" is somebody's: "nghe phát biểu của ông A"."""
    at = bisect_right(line.names, k)
    if line.p.words[line.items[k].first] != "phát" or at == len(line.names) or line.names[at] - k > _MOST_ITEMS:
        return False
    return _of(line.p, line.items[k + 1 : line.names[at]])


_BEFORE_NOUN: Final = frozenset(
    (
        "nghe nội dung các theo trước với đối bản những sự được bị lời thư cuộc dự thảo kèm qua văn tờ phiếu ban sẽ "
        "buổi lễ"
    ).split()
)
"""Words before "báo cáo", "chỉ đạo", "tặng" that make it no deed of the subject: "nghe báo cáo", "được tặng"."""


def _noun(p: Phrases, item: Item) -> bool:
    before = p.words[item.first - 1]
    if p.words[item.last] == "bởi":
        return False  # "được trình bày bởi ông A"
    if before == "sự":
        return str(item.value.data["role"]) != "chair"
    return (
        before in _BEFORE_NOUN
        and not p.caps[item.first - 1]
        and item.value.data["role"] in ("speak", "report", "present_award")
    )


def _according_to(line: _Line) -> Iterator[RoleHit]:
    """ "Theo ông A, Giám đốc ..., ...", "Còn theo bà B, ...": what is told is A's and B's word."""
    p, opening = line.p, line.items[0]
    said = p.words[opening.first : opening.last]
    if said not in (["theo"], ["còn", "theo"], ["cũng", "theo"]) or not line.names:
        return
    first = line.names[0]
    if all(item.kind in "HKPFA,-( " for item in line.items[1:first]):
        yield _hit(line, opening, first, "speak", "role_according_to")


_OBJECT: Final = frozenset({"cho", "tới", "với", "của", "gửi", "đến"})


def _object(line: _Line, k: int) -> bool:
    """Whether a preposition stands before a name and its posts, so that the next verb is not theirs."""
    items = line.items
    most = max(k - _MOST_ITEMS, 0)
    while k > most and items[k - 1].kind in "HKPFA ":
        k -= 1
    return k > 0 and items[k - 1].kind == "x" and line.p.words[items[k - 1].last - 1] in _OBJECT


_role: Final = maker(RoleHit)


def _hit(line: _Line, item: Item, k: int, role: str, rule: str) -> RoleHit:
    tokens = line.p.tokens
    return _role((tokens.start[item.first], tokens.end[item.last - 1], rule, line.people[k], role))


_NOBODY: Final = (0, 0)


def _forward(line: _Line, k: int, role: str) -> tuple[int, int]:
    """Items ``first:stop`` whose names are the verb's: the list that "có" or a colon opens, or one after a comma."""
    at = bisect_right(line.names, k)
    if at == len(line.names) or role == "other" or line.names[at] - k > _MOST_ITEMS:
        return _NOBODY
    p, items, first = line.p, line.items, line.names[at]
    gap = items[k + 1 : first]
    others = [item for item in gap if item.kind == "V" and item.value.data["role"] not in ("attend", "none", "speak")]
    if not all(_noun(p, item) for item in others):
        return _NOBODY
    if _of(p, gap):
        said = p.words[items[k].first] in ("phát", "sự") or role == "chair" or (k == 0 and role in ("report", "speak"))
        return (first, _after_joined(line, first)) if said else _NOBODY
    if at > 0 and not _new_clause(items, k):
        return _NOBODY
    if _opens_list(p, gap) or p.words[items[k].last - 1] in ("là", "có"):
        return first, min(_next(line.predicates, first, len(items)), _next(line.deeds, first, len(items)))
    deed = role in ("speak", "report", "present_award") or (role == "chair" and k == 0)  # "Chủ tọa cuộc họp, bà A ..."
    if deed and any(item.kind == "," for item in gap) and k <= line.open_until:
        return first, first + 1
    return _NOBODY


def _next(places: Sequence[int], first: int, last: int) -> int:
    """The first of some items, in order, from ``first`` on; ``last`` where there is none."""
    at = bisect_left(places, first)
    return places[at] if at < len(places) else last


def _is_act(item: Item) -> bool:
    return item.value.data["role"] in ("chair", "speak", "report", "present_award")


def _of(p: Phrases, gap: tuple[Item, ...]) -> bool:
    """Whether the verb is a noun here, its person right after "của": "dưới sự chủ trì của đồng chí A"."""
    words = [item for item in gap if item.kind not in "HKLPF-,"]
    return (
        len(words) == 1
        and words[0].kind == "x"
        and p.words[words[0].last - 1] == "của"
        and words[0].last - words[0].first <= 3
    )


def _after_joined(line: _Line, first: int) -> int:
    """After the names that only posts and separators part from the first."""
    k = first + 1
    while k < len(line.items) and (k in line.people or line.items[k].kind in "PHKLFA,-&; ()"):
        k += 1
    return k


def _new_clause(items: tuple[Item, ...], k: int) -> bool:
    return any(item.kind == ";" for item in items[max(0, k - 2) : k])


def _opens_list(p: Phrases, gap: tuple[Item, ...]) -> bool:
    """Whether "có", "gồm" or a colon stands between the verb and the first name."""
    for item in gap:
        if item.kind == ":":
            return True
        if item.kind == "x" and any(p.words[i] in _OPENERS for i in range(item.first, item.last)):
            return True
    return False


def _open_until(items: tuple[Item, ...]) -> int:
    """The last item that nothing but ten small words and place words stands before in its sentence."""
    words = 0
    for k, item in enumerate(items):
        if item.kind in "xU&,":
            words += item.last - item.first
            if words > 10:
                return k
    return len(items)


def _backward(line: _Line, k: int, last_verb: int | None) -> tuple[int, int]:
    """Which of the names before a verb are its subjects, ``names[first:stop]``."""
    at = bisect_left(line.names, k)
    if at == 0:
        return _NOBODY
    nearest = line.names[at - 1]
    data = line.items[k].value.data
    joint = bool(data.get("joint"))
    if line.p.words[line.items[k].first] == "tại" and last_verb is not None and last_verb > nearest:
        return _NOBODY  # "A chủ trì tại điểm cầu ...": where, no second deed
    if not joint and _object(line, nearest):
        return _NOBODY
    if last_verb is not None and last_verb > nearest:
        if not _coordinated(line, last_verb, k) or _asked_of_others(line, last_verb, k):
            return _NOBODY
    elif (not joint and data["role"] != "chair" and _words_between(line.items, nearest, k) > _MOST_WORDS) or (
        _verb_between(line, nearest, k) and not _coordinated(line, nearest, k)
    ):
        return _NOBODY
    if joint:
        return 0 if last_verb is None or last_verb > nearest else bisect_right(line.names, last_verb), at
    turn = bisect_right(line.turns, nearest)
    plural = line.turns[turn - 1] if turn else None
    if plural is not None and line.items[plural].kind == "L" and not _verb_between(line, plural, k):
        return bisect_left(line.names, plural), at  # "Các đồng chí A, P; B, P chủ trì": all of the list
    if line.p.words[line.items[k].first - 1] == "lượt":
        return _in_turn(line, at - 1), at
    return line.joined[at - 1], at


def _in_turn(line: _Line, last: int) -> int:
    """The first of the names that each did it: "A, Chánh án ..., B, Viện trưởng ... lần lượt | báo cáo"."""
    first = last
    while first > max(0, last - _MOST_ITEMS) and all(
        line.items[j].kind in "PHKFA,-&; " for j in range(line.names[first - 1] + 1, line.names[first])
    ):
        first -= 1
    return first


def _asked_of_others(line: _Line, verb: int, k: int) -> bool:
    """Whether a report after a speech is what others are told to do: "đề nghị các sở rà soát, báo cáo"."""
    roles = line.items[verb].value.data["role"], line.items[k].value.data["role"]
    return roles[0] == "speak" and roles[1] in ("report", "attend") and _words_between(line.items, verb, k) > 4


def _words_between(items: tuple[Item, ...], first: int, last: int) -> int:
    """Words of other phrases between two items, counted up to one more than matters."""
    words = 0
    for k in range(last - 1, first, -1):
        if items[k].kind in "xU":
            words += items[k].last - items[k].first
            if words > _MOST_WORDS:
                break
    return words


def _verb_between(line: _Line, first: int, last: int) -> bool:
    return bisect_right(line.verbs, first) < bisect_left(line.verbs, last)


def _coordinated(line: _Line, verb: int, k: int) -> bool:
    """Whether the verb at ``k`` goes on an earlier one with the same subject: "chủ trì và phát biểu", "dự, chỉ đạo"."""
    before = line.items[k - 1]
    if k - 1 == verb or before.kind in ",&;":
        return True
    return before.kind == "x" and line.p.words[before.last - 1] in _JOINERS
