"""Organisations: every name that ``phrase`` reads, standing free or inside a post, with the alias given in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from bcdextract.lexicon import Entry
from bcdextract.mention import Span, UnitHit, maker
from bcdextract.phrase import Item, Phrases, PostPhrase, UnitPhrase, lines_of, unit_at
from bcdextract.text import fold

_NAMED: Final = re.compile("[UP]")
"""Items that name a unit, or hold one."""
_CALLED: Final = frozenset({"gọi", "sau", "viết", "tắt"})


def recognise(p: Phrases) -> list[UnitHit]:
    """Units in text order; one inside a post has the rule ``unit_in_post``, one inside a longer name is its parent."""
    found: list[UnitHit] = []
    for sentence, (line, kinds) in zip(p.view.sentences, lines_of(p), strict=True):
        byline, known = sentence.block == "byline", len(found)
        for named in _NAMED.finditer(kinds):
            item = line[named.start()]
            if not _credit(p, item):
                found += [hit for hit in _units(p, item) if not byline or hit.kind == "media"]
        for part in _PART_AND_BODY.finditer(kinds) if "U,U" in kinds else ():
            _join(p, line[part.start()], line[part.end() - 1], found, known)
    found.extend(_elided(p))
    found.extend(_after_first(p, found))
    return sorted(found, key=lambda hit: (hit.start, hit.end))


_PART_AND_BODY: Final = re.compile(r"(?<![,&;:/-])(?<![,&;]x)U,U(?![,&;]?[UP&])")


_PARTS: Final = frozenset({"phòng", "vụ", "khoa"})
_FORCES: Final = frozenset(map(fold, ("cảnh", "an", "tham", "chính", "hậu", "kỹ", "hồ")))
"""First words of the fields of police and army: "Cảnh sát", "An ninh", "Tham mưu", "Chính trị", "Hậu cần"."""


def _join(p: Phrases, part: Item, body: Item, found: list[UnitHit], known: int) -> None:
    """Let a part's name go on to the body that a comma parts from it: "Vụ Địa phương II, Ban Nội chính Trung ương"."""
    low, high = part.value, body.value
    if p.words[low.first] not in _PARTS or low.parent is not None or high.head.data.get("part") or high.lone:
        return
    if high.generic or high.head.data["kind"] not in ("party_committee", "police", "armed_forces"):
        return
    if high.head.data["kind"] in ("police", "armed_forces") and p.words[low.first + 1] not in _FORCES:
        return  # "Phòng Giáo dục và Đào tạo, Công an huyện": two of a list
    at = next((k for k in range(known, len(found)) if found[k].start == p.tokens.start[low.first]), None)
    if at is not None:
        parent = Span(p.tokens.start[high.first], p.tokens.end[high.last - 1])
        found[at] = found[at]._replace(end=parent.end, parent=parent)


_LISTS: Final = frozenset(map(fold, ("các", "những", "hai", "ba")))
_KINDS: Final = frozenset(map(fold, ("sở", "bộ", "phòng", "cục", "vụ", "ban", "ngành")))
_LISTED: Final = frozenset(map(fold, ("sở", "bộ", "phòng", "cục", "vụ")))


def _elided(p: Phrases) -> Iterator[UnitHit]:
    """Agencies of a list whose head is said once: "các sở: Nội vụ, Y tế", "các sở, ngành: Y tế, Nội vụ"."""
    for i in p.marks:
        if p.words[i] not in _LISTED or not _opens_list(p, i):
            continue
        head = p.at(i, "units")
        j = _after_kinds(p, i)
        listed = p.words[j] == ":"
        j = j + 1 if listed else i + 1
        fields = list(_fields(p, j, listed)) if head is not None else []
        if head is not None and len(fields) > 1:
            for first, last in fields if listed else fields[1:]:
                yield _listed(p, first, last, head[1])


def _fields(p: Phrases, j: int, listed: bool) -> Iterator[tuple[int, int]]:
    """The fields of work of a list, up to what is none; a name with its own head is passed over after a colon."""
    while p.caps[j]:
        field, whole = p.at(j, "fields"), unit_at(p, j)
        named = whole is not None and (field is None or whole.last > field[0])
        if field is not None and not named:
            yield j, field[0]
            end = field[0]
        elif named and listed and whole is not None:
            end = whole.last  # "các sở: Nội vụ, ⟦Công an tỉnh⟧, Tài chính"
        else:
            return
        if p.words[end] not in (",", "và", ";"):
            return
        j = end + 1


def _opens_list(p: Phrases, i: int) -> bool:
    """Whether several agencies follow: "các | sở: ...", "các ban, | sở, ngành: ..."."""
    while p.words[i - 1] in (",", "và") and p.words[i - 2] in _KINDS:
        i -= 2
    return p.words[i - 1] in _LISTS


def _after_kinds(p: Phrases, i: int) -> int:
    """After the kinds of agencies that are said together: "sở, ban, ngành" up to its colon."""
    i += 1
    while p.words[i] in (",", "và") and p.words[i + 1] in _KINDS:
        i += 2
    return i


def _after_first(p: Phrases, found: Sequence[UnitHit]) -> list[UnitHit]:
    """Agencies that follow the first of a list without their head: "Bộ Y tế, Thông tin và Truyền thông"."""
    more: list[UnitHit] = []
    taken = {hit.start for hit in found}
    for hit in found:
        if hit.head not in ("Bộ", "Sở") or hit.parent is not None:
            continue
        j = bisect_left(p.tokens.end, hit.end) + 1
        while p.words[j] in (",", "và") and p.caps[j + 1] and (field := p.at(j + 1, "fields")) is not None:
            head = p.at(bisect_left(p.tokens.start, hit.start), "units")
            named = p.words[field[0]] == "số"  # "của Bộ Tài chính, Kế hoạch số 5"
            held = p.at(j + 1, "positions") is not None  # "Bộ trưởng Bộ Công an và Giám đốc Công an tỉnh"
            if head is None or field[0] - j < 3 or named or held or p.tokens.start[j + 1] in taken:
                break
            more.append(_listed(p, j + 1, field[0], head[1]))
            taken.add(p.tokens.start[j + 1])
            j = field[0]
    return more


def _listed(p: Phrases, first: int, last: int, head: Entry) -> UnitHit:
    start, end = p.tokens.start[first], p.tokens.end[last - 1]
    return UnitHit(start, end, "unit_in_list", head.name, head.data["kind"], head.data.get("level"))


def _credit(p: Phrases, item: Item) -> bool:
    """Whether an agency only signs a photo or a text: "Ảnh: Lan/TTXVN", "VOV.VN"."""
    site = p.words[item.last] in ("/", ".") and p.words[item.last + 1] in ("vn", "lan")
    return site or p.words[item.first - 1] == "/"


def _units(p: Phrases, item: Item) -> Iterator[UnitHit]:
    if item.kind == "U":
        unit: UnitPhrase = item.value
        yield _hit(p, unit, "unit_named", _alias(p, unit.term, unit.first))
        sender = _sender(p, unit)
        if sender is not None:
            yield _hit(p, sender, "unit_named", None)
    elif item.kind == "P":
        yield from _in_post(p, item.value)


_TEAMS: Final = frozenset(map(fold, ("tổ", "đoàn", "nhóm", "đội")))


def _sender(p: Phrases, unit: UnitPhrase) -> UnitPhrase | None:
    """Whose team it is, a unit of its own: "Đoàn giám sát của | HĐND tỉnh", "Tổ Thư ký giúp việc | Ban Chỉ đạo 35"."""
    if p.words[unit.first] not in _TEAMS:
        return None
    for at in range(unit.first + 2, unit.last):
        if p.words[at - 1] in ("của", "việc"):
            upper = unit_at(p, at)
            named = upper is not None and not (upper.lone and upper.head.data["tail"] == "purpose")
            return upper if named and upper is not None and upper.last == unit.last else None
    return None


def _in_post(p: Phrases, post: PostPhrase) -> Iterator[UnitHit]:
    if post.unit is None:
        return
    unit = unit_at(p, post.unit[0], small=True)
    if unit is None:
        return
    if unit.last > post.unit[1]:  # an unknown place that was the person's name
        unit = unit._replace(last=post.unit[1], term=post.unit[1], own=min(unit.own, post.unit[1]))
    yield _hit(p, unit, "unit_in_post", None)
    i = unit.last
    while i < post.last:
        upper = unit_at(p, i)
        if upper is not None and upper.last <= post.last:
            yield _hit(p, upper, "unit_in_post", None)
            i = upper.last - 1
        i += 1


_found: Final = maker(UnitHit)


def _hit(p: Phrases, unit: UnitPhrase, rule: str, alias: Span | None) -> UnitHit:
    parent = None
    if alias is None and p.words[unit.last - 1] == ")":
        alias = _short_form(p, unit)
    if alias is None and unit.term > unit.last:
        alias = Span(p.tokens.start[unit.first], p.tokens.end[unit.term - 1])
    if unit.parent is not None:
        parent = Span(p.tokens.start[unit.parent], p.tokens.end[unit.last - 1])
    start, end, head = p.tokens.start[unit.first], p.tokens.end[unit.last - 1], unit.head
    return _found((start, end, rule, head.name, head.data["kind"], unit.level, parent, alias, unit.generic, unit.lone))


def _short_form(p: Phrases, unit: UnitPhrase) -> Span | None:
    """The short form in brackets that ends the name itself: "Tổng công ty Hàng hải (VIMC)"."""
    first = next((at for at in range(unit.last - 2, unit.first, -1) if p.words[at] == "("), None)
    if first is None or not p.text(first + 1, unit.last - 1).isupper():
        return None
    return Span(p.tokens.start[first + 1], p.tokens.end[unit.last - 2])


def _alias(p: Phrases, j: int, first: int) -> Span | None:
    """A short form in brackets after the name: "(gọi tắt là Ban Chỉ đạo 25 tỉnh)", "(GD&ĐT)", "(Ban chỉ đạo 138)".

    Another kind of unit in brackets is the one it belongs to: "Lữ đoàn 96 (Quân khu 9)".
    """
    if p.words[j] != "(":
        return None
    start = j + 1
    if p.words[start] in _CALLED:
        while start < p.tokens.count and start - j < 8 and p.words[start] != "là":
            start += 1
        start += 1
    end = start
    while end < p.tokens.count and end - start < 14 and p.words[end] != ")":
        end += 1
    if p.words[end] != ")" or end == start:
        return None
    named = unit_at(p, start)
    board = named is not None and named.head.data["kind"] == "steering_committee"
    short = named is not None and p.text(start, start + 1).isupper()
    same = named is not None and (board or short or named.lone or p.words[named.first] == p.words[first])
    if start > j + 1 or same:
        return Span(p.tokens.start[start], p.tokens.end[end - 1])
    text = p.text(start, end)
    return (
        Span(p.tokens.start[start], p.tokens.end[end - 1])
        if text.isupper() and len(text) <= 14 and start == j + 1
        else None
    )
