"""From the words of a name to the unit they mean in this article, and what a reader should know about that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bcdextract import places
from bcdextract.mention import Span
from bcdextract.places.spelling import LEVELS, TYPES
from bcdextract.places.table import TURN
from bcdextract.record import Locality, PlaceLevel
from bcdextract.resolve.localities.home import SURE, Home, asked_for, sure
from bcdextract.resolve.localities.words import PlaceWord


class Notice(NamedTuple):
    """What a reader should know about a locality: the code and words of a warning, and the places it is about."""

    code: str
    message: str
    spans: tuple[Span, ...]


OF_PROVINCE: Final = "TM"
"""The letters of a place that a unit's head alone tells to be a province's."""
Key = tuple[tuple[str, str | None], ...]


class Seeker:
    """Finds localities in one article; every name is sought once and spoken of once."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._day = home.day
        self._known: dict[Key, Locality | None] = {}
        self._notices: list[Notice] = []
        self._missing: dict[str, PlaceWord] = {}

    def locality(self, words: Sequence[PlaceWord]) -> Locality | None:
        """The unit that a name's place words mean, candidates, or ``None``."""
        if not words:
            return None
        if self._day is not None and not places.COVERAGE[0] <= self._day <= places.COVERAGE[1]:
            if not self._notices:
                self._note("locality_coverage", f"{self._day} is outside the table of places", words[0])
            return None
        key = tuple([(word.letters, word.name) for word in words])
        if key not in self._known:
            self._known[key] = self._named(words) if words[0].name else self._bare(*words)
        return self._known[key]

    def notices(self) -> tuple[Notice, ...]:
        """Warnings, in the order of the text; one for all types of places that nothing names.

        A "xã" in an article about a known province or district is any of its communes and worth no warning.
        """
        found = list(self._notices)
        known = any(unit is not None for unit in self._known.values())
        missing = {name: w for name, w in self._missing.items() if not known or w.letters not in LEVELS["commune"]}
        if missing:
            spans = tuple([Span(word.start, word.end) for word in missing.values()])
            named = ", ".join(repr(name) for name in missing)
            found.append(Notice("locality_unknown", f"the article does not tell which unit is meant by {named}", spans))
        return tuple(sorted(found, key=lambda notice: notice.spans))

    def _bare(self, word: PlaceWord, *higher: PlaceWord) -> Locality | None:
        """The article's own unit of a type: "huyện", "Thành ủy"; inside the higher places said with it."""
        for level in _levels(word.letters):
            unit = self._home.unit(level)
            if unit is not None and (unit.status != "found" or _has_type(unit, word.letters)):
                inside = [asked_for(each) for each in higher if each.name]
                if inside and not sure(unit.name, self._day, [*inside, str(unit.province)]):
                    return None
                if unit.status != "found" and not self._notices:
                    self._note("locality_not_on_date", _not_then(TYPES[word.letters[0]].lower(), unit), word)
                return unit
        if word.letters != OF_PROVINCE:
            self._missing.setdefault(TYPES[word.letters[0]].lower(), word)
        return None

    def _named(self, words: Sequence[PlaceWord]) -> Locality | None:
        """The unit of a name: by the higher places said with it, else the only one, else the one of this article."""
        name, *higher = [asked_for(word) for word in words if word.name]
        found = places.find(name, self._day, higher)
        if found.status == "ambiguous" or (not higher and self._far(found)):
            found = self._near(name, higher) or found
        if not words[0].letters:
            return self._without_type(found)
        if found.status in SURE and (higher or not self._far(found)):
            if found.status != "found":
                self._note("locality_not_on_date", _not_then(name, found), words[0])
            return found
        return self._unsure(name, found, words[0])

    def _near(self, name: str, higher: Sequence[str]) -> Locality | None:
        """The unit of that name in this article's district or province."""
        for level in ("district", "province"):
            unit = self._home.unit(level)
            if unit is not None:
                found = places.find(name, self._day, [*higher, unit])
                if found.status in SURE:
                    return found
        return None

    def _far(self, found: Locality) -> bool:
        """Whether a commune lies outside this article's province, at a time when the table has not all communes."""
        if found.level != "commune" or (self._day is not None and self._day.isoformat() >= TURN):
            return False
        province = self._home.unit("province")
        return province is not None and found.province_code not in (None, province.code)

    def _without_type(self, found: Locality) -> Locality | None:
        """The province or district that a bare name means at the end of a unit's name: "Sở Y tế Hòa Bình"."""
        provinces = [each for each in found.candidates if each.level == "province"]
        if len(provinces) == 1:
            found = places.find(provinces[0].name, self._day)
        return found if found.status in SURE and found.level != "commune" else None

    def _unsure(self, name: str, found: Locality, word: PlaceWord) -> Locality | None:
        day = f" on {self._day}" if self._day else ""
        if found.status == "ambiguous":
            self._note("locality_ambiguous", f"{name!r} may be any of {len(found.candidates)} units{day}", word)
            return found
        if found.status == "future" and not set(word.letters) & set(LEVELS["commune"]):
            self._note("locality_not_on_date", f"there was no {name!r} yet{day}", word)
        else:
            province = self._home.unit("province") if found.code else None
            near = f" in {province.name}" if province else ""
            self._note("locality_not_found", f"the table of places has no {name!r}{near}{day}", word)
        return None

    def _note(self, code: str, message: str, word: PlaceWord) -> None:
        self._notices.append(Notice(code, message, (Span(word.start, word.end),)))


def _levels(letters: str) -> list[PlaceLevel]:
    """The levels that a type may be of; a city is one of a province before it is one of the centre."""
    found = [level for level, of_level in LEVELS.items() if set(letters) & set(of_level)]
    return found[::-1]


def _has_type(unit: Locality, letters: str) -> bool:
    return any(unit.name.startswith(TYPES[letter] + " ") for letter in letters)


def _not_then(name: str, found: Locality) -> str:
    if found.status == "renamed":
        return f"{name!r} was {found.name!r} on {found.valid_on}"
    ended = f"on {found.valid_to}, " if found.valid_to else ""
    return f"{name!r} ended {ended}before {found.valid_on}"
