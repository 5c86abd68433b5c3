"""Units: all mentions of one organisation together, a short form with the only full form that it can stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bcdextract.lexicon import builtin
from bcdextract.mention import UnitHit
from bcdextract.record import UnitLevel
from bcdextract.resolve.forms import Form, form

Forms = dict[Form, list[UnitHit]]
"""Mentions by their form, in the order of the text."""


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """One organisation: its fullest name and every mention, in text order."""

    name: str
    hits: tuple[UnitHit, ...]
    aliases: tuple[str, ...]
    parent: int | None
    level: UnitLevel | None
    """That of the mention the name was taken from: a headline may say "Ban Chỉ đạo 35" alone."""

    @property
    def full(self) -> UnitHit:
        """The first mention that is more than a head."""
        return next((hit for hit in self.hits if not hit.lone), self.hits[0])


def resolve(hits: Sequence[UnitHit], text: str) -> list[UnitGroup]:
    """Groups in the order of their first mentions; mentions that name no certain unit are left out."""
    by_form: Forms = {}
    for hit in hits:
        by_form.setdefault(_key(hit, text), []).append(hit)
    _add_inner(by_form, hits, text)
    home = _homes(by_form, text)
    groups: Forms = {}
    for key, members in by_form.items():
        target = _root(home, key)
        groups.setdefault(target, []).extend(members)
    kept = [(key, sorted(members, key=_place)) for key, members in groups.items() if not _nameless(members)]
    kept.sort(key=lambda pair: (pair[1][0].start, pair[1][0].end))
    where = {key: number for number, (key, _) in enumerate(kept)}
    return [_group(key, members, sorted(by_form[key], key=_place), text, home, where) for key, members in kept]


def _add_inner(by_form: Forms, hits: Sequence[UnitHit], text: str) -> None:
    """Add the mentions of units named elsewhere that stand inside longer names: "Công đoàn | Bộ Nội vụ"."""
    spans = {(hit.start, hit.end) for hit in hits}
    for hit in hits:
        if hit.parent is None or (hit.parent.start, hit.parent.end) in spans:
            continue
        named = by_form.get(form(text[hit.parent.start : hit.parent.end]))
        if named is not None:
            start, end = hit.parent
            named.append(named[0]._replace(start=start, end=end, rule="unit_in_name", parent=None, alias=None))


def _place(hit: UnitHit) -> tuple[int, int]:
    return hit.start, hit.end


def _key(hit: UnitHit, text: str) -> Form:
    """What mentions of one unit share: its form, with the head that a list says only once."""
    words = form(text[hit.start : hit.end])
    return (*form(hit.head), *words) if hit.rule == "unit_in_list" else words


def _nameless(members: Sequence[UnitHit]) -> bool:
    """A committee's head alone, or all units of a level inside a post: no unit of its own."""
    if all(hit.generic and hit.rule == "unit_in_post" for hit in members):
        return True
    return all(hit.lone and hit.head in _committees() for hit in members)


@cache
def _committees() -> frozenset[str]:
    """Heads of committees that name none alone: "Ban Chỉ đạo". Words of one's own are names as they are told."""
    boards = (entry for entry in builtin("units") if entry.data["kind"] == "steering_committee")
    return frozenset(entry.name for entry in boards if not entry.data.get("alone"))


def _homes(by_form: Forms, text: str) -> dict[Form, Form]:
    """For each form that is short for another, that other form."""
    home: dict[Form, Form] = {}
    for key, members in by_form.items():
        for hit in members:
            if hit.alias is not None:
                alias = form(text[hit.alias.start : hit.alias.end])
                if alias != key and alias in by_form and alias not in home and _root(home, key) != alias:
                    home[alias] = key
    alike = _alike(by_form)
    for key in sorted(by_form, key=len):
        if key in home:
            continue
        near = (*alike[key[:1]], *alike[by_form[key][0].head]) if key else tuple(by_form)
        longer = [other for other in near if len(other) > len(key) and _short_for(by_form, key, other)]
        roots = sorted({_root(home, other) for other in longer})
        tops = [r for r in roots if not any(o != r and o[: len(r)] == r for o in roots)]
        if len(tops) == 1 and _root(home, tops[0]) != key:
            home[key] = tops[0]
    return home


def _alike(by_form: Forms) -> dict[Form | str, list[Form]]:
    """Forms by their first word and by their head: what a form is short for shares one of the two with it."""
    found: dict[Form | str, list[Form]] = defaultdict(list)
    for key, members in by_form.items():
        found[key[:1]].append(key)
        found[members[0].head].append(key)
    return found


def _short_for(by_form: Forms, short: Form, full: Form) -> bool:
    """Whether one form may stand for the other: it is how the other begins, or leaves a purpose out of its middle."""
    small, large = by_form[short][0], by_form[full][0]
    begins = full[: len(short)] == short
    if large.generic != small.generic and not (begins and small.lone and small.kind == "steering_committee"):
        return False  # but "Thường trực Ban Chỉ đạo" may stand for "Thường trực Ban Chỉ đạo cấp tỉnh"
    if begins:
        return True
    if small.head == large.head and len(full) > len(short) and _without_types(full, large.head) == short:
        return True
    if small.head != large.head or small.lone or small.level != large.level or small.kind != "steering_committee":
        return False
    head = len(form(small.head))
    return any(full[:cut] == short[:cut] and full[cut - len(short) :] == short[cut:] for cut in range(head, len(short)))


_TYPES: Final = frozenset({"tỉnh", "huyện", "quận", "xã", "phường"})


def _without_types(words: Form, head: str) -> Form:
    """A form without the types of its places after the head: "Sở Y tế (tỉnh) Hà Nam", "Tỉnh ủy (tỉnh) Hà Nam"."""
    own = len(form(head))
    return *words[:own], *[word for word in words[own:] if word not in _TYPES]


def _root(home: dict[Form, Form], key: Form) -> Form:
    while key in home:
        key = home[key]
    return key


def _group(
    key: Form,
    members: Sequence[UnitHit],
    own: Sequence[UnitHit],
    text: str,
    home: dict[Form, Form],
    where: dict[Form, int],
) -> UnitGroup:
    """One organisation; ``own`` are the mentions by its fullest form, ``members`` all."""
    names = [" ".join(text[hit.start : hit.end].split()) for hit in own]
    name = max(names, key=len)
    forms: dict[str, None] = {}
    for hit in members:
        forms.setdefault(" ".join(text[hit.start : hit.end].split()))
        if hit.alias is not None:
            forms.setdefault(" ".join(text[hit.alias.start : hit.alias.end].split()))
    aliases = tuple(f for f in forms if f != name)
    level = own[names.index(name)].level
    return UnitGroup(name, tuple(members), aliases, _parent(own, text, home, where, key), level)


def _parent(own: Sequence[UnitHit], text: str, home: dict[Form, Form], where: dict[Form, int], key: Form) -> int | None:
    for hit in own:
        if hit.parent is not None:
            found = _root(home, form(text[hit.parent.start : hit.parent.end]))
            if found in where and found != key:
                return where[found]
    return None
