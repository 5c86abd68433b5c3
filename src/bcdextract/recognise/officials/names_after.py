"""Forward: the verb opens the sentence, the names follow: "Dự hội nghị có các đồng chí: A ...", "sự chủ trì của A"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from bcdextract.phrase import Item, Phrases
from bcdextract.recognise.officials.role_line import MOST_ITEMS, RoleLine, is_noun, new_clause

_OPENERS: Final = frozenset({"có", "gồm", "là", "còn", "bởi"})
NOBODY: Final = (0, 0)


def names_after(line: RoleLine, k: int, role: str) -> tuple[int, int]:
    """Items ``first:stop`` whose names are the verb's: the list that "có" or a colon opens, or one after a comma."""
    at = bisect_right(line.names, k)
    if at == len(line.names) or role == "other" or line.names[at] - k > MOST_ITEMS:
        return NOBODY
    p, items, first = line.p, line.items, line.names[at]
    gap = items[k + 1 : first]
    others = [
        other
        for other, item in enumerate(gap, k + 1)
        if item.kind == "V"
        and item.value.data["role"] not in ("attend", "none", "speak")
        and not (role == "attend" and item.value.data.get("near"))  # "Dự lễ ký có ..."
    ]
    if not all(is_noun(p, items, other) for other in others):
        return NOBODY
    if is_of(p, gap):
        opens = k == 0 or p.words[items[k].first - 1] == "theo"  # "Báo cáo của ông A", "theo báo cáo của ông A"
        said = p.words[items[k].first] in ("phát", "sự") or role == "chair" or (opens and role in ("report", "speak"))
        return (first, _after_joined(line, first)) if said else NOBODY
    if at > 0 and not new_clause(items, k) and not _there_were(p, items, k, role):
        return NOBODY
    if _opens_list(p, gap) or p.words[items[k].last - 1] in ("là", "có"):
        return first, min(_next(line.predicates, first, len(items)), _next(line.deeds, first, len(items)))
    deed = role in ("speak", "report", "present_award") or (role == "chair" and k == 0)  # "Chủ tọa cuộc họp, bà A ..."
    if deed and any(item.kind == "," for item in gap) and k <= line.open_until:
        return first, first + 1
    return NOBODY


def _there_were(p: Phrases, items: tuple[Item, ...], k: int, role: str) -> bool:
    """Whether a verb after a comma opens its own list: "A chủ trì, | dự còn có | B"."""
    said = p.words[items[k].last - 1] == "có" or p.words[items[k].last] in ("có", "còn")
    return role == "attend" and said and items[k - 1].kind == ","


def _next(places: Sequence[int], first: int, last: int) -> int:
    """The first of some items, in order, from ``first`` on; ``last`` where there is none."""
    at = bisect_left(places, first)
    return places[at] if at < len(places) else last


def is_of(p: Phrases, gap: tuple[Item, ...]) -> bool:
    """Whether the verb is a noun here, its person right after "của": "dưới sự chủ trì của đồng chí A"."""
    words = [item for item in gap if item.kind not in "HKLPF-,"]
    return (
        len(words) == 1
        and words[0].kind == "x"
        and p.words[words[0].last - 1] == "của"
        and words[0].last - words[0].first <= 3
    )


def _after_joined(line: RoleLine, first: int) -> int:
    """After the names that only posts and separators part from the first."""
    k = first + 1
    while k < len(line.items) and (k in line.people or line.items[k].kind in "PHKLFA,-&; ()"):
        k += 1
    return k


def _opens_list(p: Phrases, gap: tuple[Item, ...]) -> bool:
    """Whether "có", "gồm" or a colon stands between the verb and the first name."""
    for item in gap:
        if item.kind == ":":
            return True
        if item.kind == "x" and any(p.words[i] in _OPENERS for i in range(item.first, item.last)):
            return True
    return False
