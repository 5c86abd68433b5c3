"""A sentence as a line of typed items: names, posts, honorifics, ranks, units, verbs of role, separators.

Rules about people read this line, not the text: "N - P, P; N - P" is the same whatever the names are.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, Final, NamedTuple

from bcdextract.mention import Sentence, maker
from bcdextract.phrase.marks import ASIDES, JOINERS, MIDDLES, SEPARATORS, Mark, Phrases
from bcdextract.phrase.names import foreign_name, name_at
from bcdextract.phrase.posts import post_at
from bcdextract.phrase.units import unit_at
from bcdextract.text import fold


class Item:
    """One thing of a sentence: its kind as a letter, its tokens ``first:last``, what was read there.

    N name, P post, H honorific, L plural honorific, K rank or degree, F "nguyên", A "Quyền", U unit, V verb of role,
    ``&`` "và", ``x`` other words, and separators as they stand.
    """

    __slots__ = ("first", "kind", "last", "value")

    def __init__(self, kind: str, first: int, last: int, value: Any = None) -> None:
        self.kind = kind
        self.first = first
        self.last = last
        self.value = value


def items_of(p: Phrases, sentence: Sentence) -> tuple[Item, ...]:
    """The items of a sentence, in order, without gaps; other words are one ``x`` a run."""
    found: tuple[Item, ...] | None = p.items.get(sentence.first)
    if found is None:
        found = p.items[sentence.first] = tuple(_items(p, sentence))
    return found


class Line(NamedTuple):
    """A sentence as its items, and their kinds as a string: what most rules look at first and need no more of."""

    items: tuple[Item, ...]
    kinds: str


_line: Final = maker(Line)


def lines_of(p: Phrases) -> list[Line]:
    """The line of every sentence of the text.

    >>> from bcdextract.phrase import mark
    >>> from bcdextract.segment import segment
    >>> [line.kinds for line in lines_of(mark(segment("Đồng chí Lê Thị An, Bí thư Tỉnh ủy, phát biểu.")))]
    ['HN,P,Vx']
    """
    if len(p.lines) < len(p.view.sentences):
        found = [items_of(p, sentence) for sentence in p.view.sentences]
        p.lines[:] = [_line((items, "".join([item.kind for item in items]))) for items in found]
    return p.lines


def _items(p: Phrases, sentence: Sentence) -> list[Item]:
    out: list[Item] = []
    stops, words = p.stops, p.words
    i, last = sentence.first, sentence.last
    other = i  # where the present run of other words began
    before: Item | None = None
    listed = False  # names are due under one post
    for stop in stops[bisect_left(stops, i) : bisect_left(stops, last)]:
        if stop < i:
            continue  # inside the item before
        sign = SEPARATORS.get(words[stop])  # one stop in three, and nothing else to ask of it
        if sign is not None:
            item = Item(sign, stop, stop + 1)
        else:
            due = listed and stop == i and out[-1].kind in ":,&"
            found = _item(p, stop, before if stop == i else None, due)
            if (
                found is None
                or found.last > last
                or (other < stop and found.kind == " " and p.tokens.kind[stop] == "b")
            ):
                i, before = stop + 1, None
                continue
            item = found
        if other < stop:
            out.append(Item("x", other, stop))
            listed = False
        if sign is not None and out:
            item.value = out[-1].kind
        out.append(item)
        listed = _list_open(p, out, listed) if listed or item.kind == ":" else False
        before = item
        i = other = item.last
    if other < last:
        out.append(Item("x", other, last))
    return out


_TERM_WORDS: Final = frozenset(map(fold, ("kỳ", "đoạn")))


def _aside(p: Phrases, i: int) -> int:
    """After a term or an age that stands between a name and its posts: "nhiệm kỳ 2015-2020", "42 tuổi"."""
    if p.tokens.kind[i] == "n":
        return i + 2 if p.words[i + 1] == "tuổi" else i
    if p.words[i + 1] not in _TERM_WORDS or not p.words[i + 2][:1].isdigit():
        return i
    dashed = p.words[i + 3] == "-" and p.words[i + 4][:1].isdigit()
    return i + 5 if dashed else i + 3


def _list_open(p: Phrases, out: list[Item], was_open: bool) -> bool:
    """Whether after the last item names are due as a list under one post: "các Phó Chủ tịch UBND huyện: | A, | B"."""
    kind, before = out[-1].kind, out[-2].kind if len(out) > 1 else ""
    if kind != ":":
        return was_open and (before in ":,&" if kind == "N" else kind in ",&" and before == "N")
    if before != "P":
        return False
    post = out[-2]
    if "các" in p.words[post.first : post.last]:
        return False
    return p.words[post.first - 1] == "các" or (len(out) > 2 and out[-3].kind == "L")


def _item(p: Phrases, i: int, before: Item | None, listed: bool) -> Item | None:
    """The item that begins at a token, or ``None`` for one of the other words."""
    kind, word, cap = p.tokens.kind[i], p.words[i], p.caps[i]
    if kind == "b":
        return Item(" ", i, i + 1)
    if kind == "n" or word in ASIDES:
        aside = _aside(p, i)
        if aside > i or kind == "n":
            return Item(" ", i, aside) if aside > i else None
    marks = p.marks.get(i)
    sure = listed or (before is not None and before.kind in "PHKL")
    if marks is None or cap:
        end = name_at(p, i, sure) if cap and not (marks and _longer_phrase(p, i, marks)) else None
        if end is not None:
            return Item("N", i, end)
    if cap and word == "ông" and _surname_ong(p, i, before):
        return Item("N", i, i + 3 + (p.words[i + 1] == "thị" and p.caps[i + 3]))
    if marks is not None:
        found = _marked(p, i, before)
        if found is not None:
            return found
    if cap and before is not None:
        strange = sure and not listed
        end = _strange_name(p, i, before) if strange else _listed_name(p, i) if before.kind in ":;" else None
        if end is not None:
            return Item("N", i, end)
    return Item("&", i, i + 1) if word in JOINERS else None


def _surname_ong(p: Phrases, i: int, before: Item | None) -> bool:
    """Whether Ông is a surname: "bà Ông Thị Lan", "đồng chí | Ông Văn Khởi"."""
    if p.words[i + 1] == "thị":
        return p.caps[i + 1]
    addressed = before is not None and (before.kind in "HK" or (before.kind == "P" and p.words[i + 1] in MIDDLES))
    return addressed and p.caps[i + 1] and p.caps[i + 2] and not p.caps[i + 3]


def _longer_phrase(p: Phrases, i: int, marks: Mark) -> bool:
    """Whether a post or a unit begins at a capital that may also begin a name ("Đoàn Thanh niên", "Thường trực")."""
    return ("positions" in marks and post_at(p, i) is not None) or ("units" in marks and unit_at(p, i) is not None)


def _marked(p: Phrases, i: int, before: Item | None) -> Item | None:
    """The item that a lexicon hit begins, by order of trust."""
    marks = p.marks[i]
    rank, verb = marks.get("ranks"), marks.get("roles")
    post = post_at(p, i) if "positions" in marks else None
    unit = unit_at(p, i) if "units" in marks else None
    named = post is not None and unit is not None and marks["units"][0] > marks["positions"][0]
    if post is not None and unit is not None and unit.last >= post.last + (0 if post.weak or named else 1):
        beside = before is not None and before.value == "N" and unit.last == post.last
        post = post if beside else None  # "Lê Văn An, Thường trực Tỉnh ủy"
    if post is not None:
        longer = max(rank[0] if rank else 0, verb[0] if verb else 0)  # "Trưởng đoàn công tác là": a role
        if i + longer <= post.last:
            return Item("P", i, post.last, post)
    if rank is not None and _addresses(p, i + rank[0], rank[1].data):
        return Item(_form_of_address(rank[1].data), i, i + rank[0], rank[1])
    modifier = marks.get("modifiers")
    if modifier is not None and modifier[1].data["kind"] in ("former", "acting"):
        end = i + modifier[0]
        if _post_follows(p, end):
            return Item("F" if modifier[1].data["kind"] == "former" else "A", i, end)
    if unit is not None and not (before is not None and before.kind == "H" and p.words[i - 1] in _PERSON):
        return Item("U", i, unit.last, unit)
    if verb is not None:
        return Item("V", i, i + verb[0], verb[1])
    return None


_PERSON: Final = frozenset({"ông", "bà"})


def _form_of_address(data: Any) -> str:
    """The kind of a rank: H or, of several people, L for an honorific, K for another."""
    if data["kind"] != "honorific":
        return "K"
    return "L" if data.get("plural") else "H"


def _addresses(p: Phrases, end: int, data: Any) -> bool:
    """Whether an honorific that is an everyday word too stands before a name ("bà Lan", not "bà con")."""
    return (
        not data.get("fallible") or p.caps[end] or p.at(end, "ranks") is not None or p.at(end, "positions") is not None
    )


def _post_follows(p: Phrases, i: int) -> bool:
    return post_at(p, i) is not None or (p.at(i, "ranks") is not None)


def _listed_name(p: Phrases, i: int) -> int | None:
    """Two to five capitals that a list sets before a post, whatever else they may be: ": Kim Sơn - Chủ tịch ..."."""
    end = i
    while end - i < 5 and p.caps[end] and not any(p.at(end, lexicon) for lexicon in ("positions", "ranks")):
        if p.at(end, "units") is not None and unit_at(p, end) is not None:
            return None
        end += 1
    told = p.words[end] in ("-", ",") and p.at(end + 1, "positions") is not None
    return end if end - i >= 2 and told else None


_OF_STATES: Final = frozenset({"Chủ tịch nước", "Bộ trưởng", "Đại sứ", "Tổng thống"})
"""Heads of posts that people of other countries hold in the news."""


def _strange_name(p: Phrases, i: int, before: Item) -> int | None:
    """A name whose surname no list has, after "đồng chí" or a rank: two to five capitals that are nothing else."""
    if before.kind == "P":
        return foreign_name(p, i) if before.value.head.name in _OF_STATES else None
    if before.kind not in "HK":
        return None
    end = i
    while (
        end - i < 5
        and p.caps[end]
        and (post_at(p, end) is None or end == i)
        and not any(p.at(end, lexicon) for lexicon in ("units", "levels", "ranks"))
    ):
        end += 1
    place = p.at(i, "places")  # no more of a name than its beginning: "đồng chí U Minh | Vẽ"
    return end if end - i >= 2 and (place is None or place[0] < end) else None
