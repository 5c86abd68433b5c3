"""Units of different articles that are one organisation: the same name without its place, in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bcdextract.collection.groups import Groups, by_key
from bcdextract.collection.whereabouts import Located, Place, in_name

_LEVEL_WORDS = frozenset("tỉnh thành huyện quận thị xã phường phố ủy".split())
_ALL_OF_A_KIND = frozenset(("các", "mọi"))


class Link(NamedTuple):
    """That something belongs to a group, why, and how sure it is."""

    group: int
    reason: str
    confidence: float


CONFIDENCE = {
    "name_and_place": 0.97,
    "central_name": 0.97,
    "name_and_place_without_province": 0.85,
    "alias_and_place": 0.85,
    "only_mention": 1.0,
}
"""How sure a link is by its reason: weights set by hand, in the order of how much each reason shows."""


def organisations(units: Sequence[Located]) -> list[Link]:
    """The organisation of every unit, by its place in the list of organisations."""
    keys = [list(_keys(unit)) for unit in units]
    named = by_key(keys)
    provinces = {key: {province for number in found if (province := _province(units[number]))} for key, found in
                 named.items()}  # fmt: skip
    full = [[(key, *_told_apart(units[number], provinces[key])) for key in own] for number, own in enumerate(keys)]
    kept = [[key for key in own if "" not in key[1:]] for own in full]
    groups = Groups(len(units))
    shared = by_key(kept)
    for found in shared.values():
        groups.join_all(found)
    places = {number: place for place, members in enumerate(groups.sets()) for number in members}
    return [
        Link(places[number], reason, CONFIDENCE[reason])
        for number, unit in enumerate(units)
        for reason in [_reason(unit, [len(shared[key]) > 1 for key in kept[number]])]
    ]


def _keys(unit: Located) -> Iterator[tuple[object, ...]]:
    """What an organisation is known by; nothing for a name that says neither where it is nor that it is central."""
    if _ALL_OF_A_KIND & set(unit.base) or not unit.base:
        return
    if unit.place is None:
        if unit.unit.level == "central":
            yield ("central", unit.base)
        return
    yield (unit.place.level, unit.place.name, unit.base)
    for alias in unit.unit.aliases:
        base, _ = in_name(alias)
        if re.search(r"\d", alias) and _LEVEL_WORDS & set(base[-2:]) and base != unit.base:
            yield (unit.place.level, unit.place.name, base)


def _province(unit: Located) -> str | None:
    return unit.place.province if unit.place else None


def _told_apart(unit: Located, provinces: Iterable[str]) -> tuple[str, ...]:
    """What tells places of one name apart: nothing where one province at most is named for them; else the unit's own,
    and ``""``, which is no key, for a unit that does not tell it."""
    return () if len(set(provinces)) < 2 else (_province(unit) or "",)


def _reason(unit: Located, shared: Sequence[bool]) -> str:
    if not any(shared):
        return "only_mention"
    if unit.place is None:
        return "central_name"
    if not shared[0]:
        return "alias_and_place"
    sure = _is_whole(unit.place)
    return "name_and_place" if sure else "name_and_place_without_province"


def _is_whole(place: Place) -> bool:
    return place.within() is not None
