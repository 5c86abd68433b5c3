"""A sentence as rules about roles read it: its items, the people named in it, where its names and verbs stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bcdextract.phrase import Item, Line, Phrases

MOST_ITEMS: Final = 80
"""Items between a verb and the first name of the list it opens."""


@dataclass(frozen=True, slots=True)
class RoleLine:
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


_VERB: Final = re.compile("V")
_TURN: Final = re.compile("[LV]")


def role_line(p: Phrases, line: Line, starts: Mapping[int, int]) -> RoleLine:
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
    deeds = [k for k in verbs if new_clause(items, k) and (_is_act(items[k]) or items[k - 1].kind == ";")]
    joined = _joined(_with_plurals(p, items, kinds), names)
    return RoleLine(p, items, people, names, verbs, predicates, deeds, turns, _open_until(items), joined)


def _places(sought: re.Pattern[str], kinds: str) -> list[int]:
    return [found.start() for found in sought.finditer(kinds)]


def _with_plurals(p: Phrases, items: Sequence[Item], kinds: str) -> str:
    """The kinds of items, "các" after "cùng" and before a post told as small: "A cùng | các | Phó Giám đốc B, C"."""
    if "&x" not in kinds:
        return kinds
    return "".join(
        " " if kind == "x" and k and kinds[k - 1] == "&" and p.words[item.first : item.last] == ["các"] else kind
        for k, (item, kind) in enumerate(zip(items, kinds, strict=True))
    )


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


def _is_act(item: Item) -> bool:
    return item.value.data["role"] in ("chair", "speak", "report", "present_award")


def new_clause(items: tuple[Item, ...], k: int) -> bool:
    return any(item.kind == ";" for item in items[max(0, k - 2) : k])


def _open_until(items: tuple[Item, ...]) -> int:
    """The last item that nothing but ten small words and place words stands before in its sentence."""
    words = 0
    for k, item in enumerate(items):
        if item.kind in "xU&,":
            words += item.last - item.first
            if words > 10:
                return k
    return len(items)


_BEFORE_NOUN: Final = frozenset(
    (
        "nghe nội dung ý các theo trước với đối bản những sự được bị lời thư cuộc dự thảo kèm qua văn tờ phiếu ban sẽ "
        "buổi lễ dẫn"
    ).split()
)
"""Words before "báo cáo", "chỉ đạo", "tặng" that make it no deed of the subject: "nghe báo cáo", "được tặng"."""


def is_noun(p: Phrases, items: Sequence[Item], k: int) -> bool:
    """Whether a verb of role is a noun or an object here: "nghe | báo cáo", "văn bản | đề nghị"."""
    item = items[k]
    if k and items[k - 1].kind in "PUN":
        return False  # "Phó Trưởng ban | báo cáo", "Trưởng phòng Cảnh sát hình sự | cảnh báo"
    before = p.words[item.first - 1]
    if p.words[item.last] == "bởi":
        return False  # "được trình bày bởi ông A"
    if before == "sự":
        return str(item.value.data["role"]) != "chair"
    return (
        before in _BEFORE_NOUN
        and (not p.caps[item.first - 1] or (k == 1 and item.first - items[0].first == 1))
        and item.value.data["role"] in ("speak", "report", "present_award")
    )
