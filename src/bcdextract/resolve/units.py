"""Units: all mentions of one organisation together, a short form with the only full form that it can stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bcdextract.mention import Span, UnitHit
from bcdextract.resolve.forms import form


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """One organisation: its fullest name and every mention, in text order."""

    name: str
    hits: tuple[UnitHit, ...]
    aliases: tuple[str, ...]
    parent: int | None

    @property
    def full(self) -> UnitHit:
        """The mention that the name was taken from."""
        return next(hit for hit in self.hits if not hit.lone) if any(not h.lone for h in self.hits) else self.hits[0]


def resolve(hits: Sequence[UnitHit], text: str) -> list[UnitGroup]:
    """Groups in the order of their first mentions; mentions that name no certain unit are left out."""
    by_form: dict[tuple[str, ...], list[UnitHit]] = {}
    for hit in hits:
        by_form.setdefault(_key(hit, text), []).append(hit)
    home = _homes(by_form, text)
    groups: dict[tuple[str, ...], list[UnitHit]] = {}
    for key, members in by_form.items():
        target = _root(home, key)
        groups.setdefault(target, []).extend(members)
    kept = [
        (key, sorted(members, key=lambda h: (h.start, h.end)))
        for key, members in groups.items()
        if not _nameless(members)
    ]
    kept.sort(key=lambda pair: (pair[1][0].start, pair[1][0].end))
    where = {key: number for number, (key, _) in enumerate(kept)}
    return [_group(key, members, text, home, where) for key, members in kept]


def _key(hit: UnitHit, text: str) -> tuple[str, ...]:
    """What mentions of one unit share: its form, with the head that a list says only once."""
    words = form(text[hit.start : hit.end])
    return (*form(hit.head), *words) if hit.rule == "unit_in_list" else words


def _nameless(members: Sequence[UnitHit]) -> bool:
    """A committee's head alone, or all units of a level inside a post: no unit of its own."""
    if all(hit.generic and hit.rule == "unit_in_post" for hit in members):
        return True
    return all(hit.lone and hit.kind == "steering_committee" and hit.head != "Tổ Thư ký giúp việc" for hit in members)


def _homes(by_form: dict[tuple[str, ...], list[UnitHit]], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """For each form that is short for another, that other form."""
    home: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key, members in by_form.items():
        for hit in members:
            if hit.alias is not None:
                alias = form(text[hit.alias.start : hit.alias.end])
                if alias != key and alias in by_form and alias not in home and _root(home, key) != alias:
                    home[alias] = key
    for key in sorted(by_form, key=len):
        if key in home:
            continue
        longer = [other for other in by_form if len(other) > len(key) and _short_for(by_form, key, other)]
        roots = sorted({_root(home, other) for other in longer})
        tops = [r for r in roots if not any(o != r and o[: len(r)] == r for o in roots)]
        if len(tops) == 1 and _root(home, tops[0]) != key:
            home[key] = tops[0]
    return home


def _short_for(by_form: dict[tuple[str, ...], list[UnitHit]], short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one form may stand for the other: it is how the other begins, or leaves a purpose out of its middle."""
    small, large = by_form[short][0], by_form[full][0]
    if large.generic != small.generic:
        return False
    if full[: len(short)] == short:
        return True
    if small.head == large.head and _without_types(full) == short and len(full) > len(short):
        return True
    if small.head != large.head or small.lone or small.level != large.level or small.kind != "steering_committee":
        return False
    head = len(form(small.head))
    return any(full[:cut] == short[:cut] and full[cut - len(short) :] == short[cut:] for cut in range(head, len(short)))


_TYPES = frozenset({"tỉnh", "huyện", "quận", "xã", "phường"})


def _without_types(words: tuple[str, ...]) -> tuple[str, ...]:
    """A form without the types of its places: "Sở Y tế (tỉnh) Hà Nam"."""
    return tuple(word for word in words if word not in _TYPES)


def _root(home: dict[tuple[str, ...], tuple[str, ...]], key: tuple[str, ...]) -> tuple[str, ...]:
    while key in home:
        key = home[key]
    return key


def _group(
    key: tuple[str, ...],
    members: Sequence[UnitHit],
    text: str,
    home: dict[tuple[str, ...], tuple[str, ...]],
    where: dict[tuple[str, ...], int],
) -> UnitGroup:
    own = [hit for hit in members if _key(hit, text) == key]
    name = max((" ".join(text[hit.start : hit.end].split()) for hit in own), key=len)
    forms: dict[str, None] = {}
    for hit in members:
        forms.setdefault(" ".join(text[hit.start : hit.end].split()))
        if hit.alias is not None:
            forms.setdefault(" ".join(text[hit.alias.start : hit.alias.end].split()))
    return UnitGroup(name, tuple(members), tuple(f for f in forms if f != name), _parent(own, text, home, where, key))


def _parent(
    own: Sequence[UnitHit],
    text: str,
    home: dict[tuple[str, ...], tuple[str, ...]],
    where: dict[tuple[str, ...], int],
    key: tuple[str, ...],
) -> int | None:
    for hit in own:
        if hit.parent is not None:
            found = _root(home, form(text[hit.parent.start : hit.parent.end]))
            if found in where and found != key:
                return where[found]
    return None


def covering(groups: Sequence[UnitGroup], span: Span | None, text: str) -> int | None:
    """The number of the group that a span of the text names, or ``None``."""
    if span is None:
        return None
    for number, group in enumerate(groups):
        if any(hit.start == span.start and hit.end == span.end for hit in group.hits):
            return number
    wanted = form(text[span.start : span.end])
    for number, group in enumerate(groups):
        if any(form(text[hit.start : hit.end]) == wanted for hit in group.hits):
            return number
    return None
