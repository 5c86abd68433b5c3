"""Where a unit is: the province, district or commune in its name, or the one that its article is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from bcdextract.resolve.forms import form
from bcdextract.text import fold

Held = TypeVar("Held")
_LEVELS = {
    "tỉnh": "province",
    "thành phố": "city",
    "tp": "city",
    "tp.": "city",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "tỉnh ủy": "province",
    "thành ủy": "city",
    "huyện ủy": "district",
    "quận ủy": "district",
    "thị ủy": "district",
    "đảng ủy xã": "commune",
    "đảng ủy phường": "commune",
}
_LEVEL = "|".join(sorted(map(re.escape, _LEVELS), key=len, reverse=True))
_PLACE = re.compile(rf"\b({_LEVEL})\s*")
_NAME = re.compile(r"[A-ZÀ-ỸĐ]\w*(?:[ '-]+[A-ZÀ-ỸĐ]\w*){0,3}|\d{1,2}\b")
_NO_PLACE = frozenset(map(fold, ("Đoàn", "Đội", "Hội", "Công", "Ủy", "Ban")))
"""Words after a level that go on with the unit's name: "Tỉnh Đoàn Phú Yên"."""
_OF_LEVEL = {
    "province": ("province", "city"),
    "district": ("district", "city"),
    "commune": ("commune",),
}
"""The levels in names that a unit's level in the record may stand for: a city is a province's or a district's."""


class Place(NamedTuple):
    """An administrative unit by level and name; ``province`` (name or code) tells places of one name apart."""

    level: str
    name: str
    province: str | None = None

    def within(self) -> str | None:
        """The province it is, or lies in."""
        return self.name if self.level == "province" else self.province


def differ(one: Place, other: Place) -> bool:
    """Whether two places cannot be one, nor one of them lie in the other.

    >>> differ(Place("district", "a", "x"), Place("district", "a", "y"))
    True
    >>> differ(Place("province", "x"), Place("city", "a"))
    False
    """
    provinces = one.within(), other.within()
    if None not in provinces and provinces[0] != provinces[1]:
        return True
    return one.level == other.level and one.name != other.name


class Named(NamedTuple):
    """A unit as far as its whereabouts go: number, article, names, level, the codes of its locality if they are known,
    and whether it has several candidates for one."""

    id: int
    article: int
    name: str
    aliases: tuple[str, ...] = ()
    level: str | None = None
    code: str | None = None
    code_level: str | None = None
    province_code: str | None = None
    ambiguous: bool = False


class Located(NamedTuple):
    """A unit with its place, and its name without it, which is one for "Huyện ủy" and "Huyện ủy Mường Ảng"."""

    unit: Named
    base: tuple[str, ...]
    place: Place | None


def in_name(name: str) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """A unit's name without the places in it, as a form, and the places from the lowest to the highest.

    >>> base, places = in_name("Ban Chỉ đạo 35 huyện Mường Ảng, tỉnh Điện Biên")
    >>> base == in_name("BCĐ 35 huyện")[0], [place.name for place in places]
    (True, ['mường ảng', 'điện biên'])
    """
    folded = fold(name)
    places: list[Place] = []
    kept, at = "", 0
    for match in _PLACE.finditer(folded):
        named = _NAME.match(name, match.end())
        if match.start() < at or named is None or fold(named[0].split()[0]) in _NO_PLACE:
            continue
        if named[0].isdigit() and not match[1].endswith(("phường", "quận")):
            continue
        kept += name[at : match.end()] if not places else name[at : match.start()]
        places.append(Place(_LEVELS[match[1]], " ".join(fold(named[0]).replace("-", " ").split())))
        at = named.end()
    return form((kept + name[at:]).strip(" ,-")), tuple(places)


def province_of(text: str) -> str | None:
    """The one province that a text names by its word; ``None`` where it names none or several.

    >>> province_of("Huyện ủy Châu Thành, tỉnh Long An họp. Các xã trong tỉnh dự.")
    'long an'
    """
    return _only(place.name for place in in_name(text)[1] if place.level == "province")


def locate(units: Sequence[Named], provinces: Mapping[int, str]) -> list[Located]:
    """Every unit of an archive with its place: from its locality, its own name, or from the article, where that names
    just one place of the unit's level. ``provinces`` are those of articles, as their texts tell them."""
    read = [in_name(unit.name) for unit in units]
    about: dict[int, list[Place]] = {}
    for unit, (_, places) in zip(units, read, strict=True):
        about.setdefault(unit.article, []).extend(places)
    told = {**{article: _only(p.name for p in places if _is_province(p, places)) for article, places in about.items()},
            **provinces}  # fmt: skip
    return [
        Located(unit, base, _place(unit, places, about[unit.article], told))
        for unit, (base, places) in zip(units, read, strict=True)
    ]


def _is_province(place: Place, others: Sequence[Place]) -> bool:
    """A province by its word; a city too where the article names no province."""
    return place.level == "province" or (place.level == "city" and not any(o.level == "province" for o in others))


def _place(
    unit: Named, own: Sequence[Place], about: Sequence[Place], provinces: Mapping[int, str | None]
) -> Place | None:
    province = unit.province_code or provinces.get(unit.article)
    if unit.code is not None and unit.code_level is not None:
        return Place(unit.code_level, unit.code, unit.province_code)
    if unit.ambiguous:
        return None
    if own:
        higher = next((place.name for place in own[1:] if place.level == "province"), None)
        lowest = own[0]
        return lowest._replace(province=None if lowest.level == "province" else higher or province)
    levels = _OF_LEVEL.get(unit.level or "", ())
    only = _only(place for place in about if place.level in levels)
    if only is None and unit.level == "province" and provinces.get(unit.article):
        only = Place("province", str(provinces[unit.article]))
    return only if only is None or only.level == "province" else only._replace(province=province)


def _only(found: Iterable[Held]) -> Held | None:
    """The only one of them, however often; ``None`` where there are none or several."""
    several = set(found)
    return several.pop() if len(several) == 1 else None
