"""Where an article is at home: the province, district and commune that its bare "tỉnh", "huyện", "xã" are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Final

from bcdextract import places
from bcdextract.phrase import Phrases
from bcdextract.places.spelling import LEVELS, TYPES
from bcdextract.record import Article, Locality, PlaceLevel
from bcdextract.resolve.localities.words import PlaceWord, gazetteer_end, named_places, place_words, tokens_of
from bcdextract.text import fold

SURE: Final = ("found", "renamed", "former")
"""Answers that name one unit."""
_HOST: Final = re.compile(r"^(?:https?://)?([\w.-]+)(?:[:/]|$)")
_HOST_ENDS: Final = frozenset(("vn", "com", "gov", "org", "net", "edu", "info", "www"))
_BEFORE: Final = re.compile(
    r"^(?:bao|dai|web|ubnd|tp|tx|thixa|thanhpho|huyenuy|huyen|quanuy|quan|tinhuy|tinh|tuyengiao|dangbo|congan)+"
)
_AFTER: Final = re.compile(r"(?:tv|ptth|news|online|portal|dientu|city|moi)$")
_MEDIUM: Final = ("điện tử", "online", "tv", "news", "portal")
"""What a publisher's name may end with after its place: "Đắk Nông Điện tử"."""
_SUFFIX: Final = 5
"""Words at the end of a publisher's name that may be a place's."""
_FEW: Final = 8
"""Districts that an article may name and still tell of what province it is."""


def asked_for(word: PlaceWord) -> str:
    """The name to ask the table for: "Huyện Kon Rẫy" where the text says "Huyện ủy Kon Rẫy"."""
    return f"{TYPES[word.letters[0]]} {word.name}" if word.letters else str(word.name)


def sure(name: str, day: dt.date | None, within: Sequence[str] = ()) -> Locality | None:
    """The unit that a name means for certain; ``None`` where it may mean several or none."""
    found = places.find(name, day, within)
    return found if found.status in SURE else None


class Home:
    """The unit of each level that an article is about, found when it is first asked for.

    The surest words are asked first: who convened, the headline, who published it and where, what the text names,
    and last what the caller said. What contradicts a surer source is left out.
    """

    def __init__(
        self, article: Article, p: Phrases, day: dt.date | None, convening: Sequence[PlaceWord], default: str | None
    ) -> None:
        self.day = day
        self._article, self._p = article, p
        self._convening = convening
        self._default = default or ""
        self._of_province = bool(convening) and set(convening[0].letters) <= set(LEVELS["province"])
        self._known: dict[PlaceLevel, Locality] = {}
        self._asked = 0

    def unit(self, level: PlaceLevel) -> Locality | None:
        """The unit of a level, or ``None`` where nothing tells it."""
        while level not in self._known:
            if self._asked == len(SOURCES):
                return None
            self._asked += 1
            for each in SOURCES[self._asked - 1](self):
                self._add(each)
        return self._known[level]

    def _add(self, found: Locality) -> None:
        """A unit and those above it, where they do not contradict what is known."""
        province = self._known.get("province")
        district = self._known.get("district")
        if province is not None and province.province_code != found.province_code:
            return
        if district is not None and found.district_code not in (None, district.code):
            return
        assert found.level is not None and found.province is not None
        self._known.setdefault(found.level, found)
        for level, name in (("district", found.district), ("province", found.province)):
            above = sure(name, self.day, [found.province]) if name and level not in self._known else None
            if above is not None and above.level == level:
                self._known.setdefault(above.level, above)

    def _one(self, name: str, within: Sequence[str] = ()) -> list[Locality]:
        found = sure(name, self.day, within) if name else None
        return [] if found is None else [found]

    def _of_words(self, words: Sequence[PlaceWord]) -> list[Locality]:
        """The lowest place of a name, in the higher ones that follow it: "huyện A, tỉnh B"."""
        named = [asked_for(word) for word in words if word.name]
        return self._one(named[0], named[1:]) if named else []

    def _of_convener(self) -> list[Locality]:
        return self._of_words(self._convening)

    def _of_headline(self) -> list[Locality]:
        """The place a headline begins with ("Kon Rẫy: ...", "Hà Nội mở rộng ...") or names."""
        p = self._p
        title = next((block for block in self._article.blocks if block.kind == "title"), None)
        if title is None:
            return []
        first, last = tokens_of(p, title.start, title.end)
        end = gazetteer_end(p, first, last)
        leading = self._one(p.text(first, end)) if end > first else []
        return leading or self._of_words(place_words(p, first, last))

    def _of_publisher(self) -> list[Locality]:
        """The place that a publisher's name ends with: "Đài Truyền thanh Thị xã A", "Báo B"."""
        words = (self._article.publisher or "").split()
        if len(words) == 1:
            return self._of_labels(words[0])
        if fold(" ".join(words[-2:])).endswith(_MEDIUM):
            words = words[: -1 if fold(words[-1]) in _MEDIUM else -2]
        for count in range(min(_SUFFIX, len(words)), 0, -1):
            found = self._one(" ".join(words[-count:]))
            if found and found[0].level != "commune":
                return found
        return []

    def _of_host(self) -> list[Locality]:
        return self._of_labels(self._article.url or "")

    def _of_labels(self, url: str) -> list[Locality]:
        """The places of a host's name, the lowest first: "duytien.hanamtv.vn"."""
        match = _HOST.match(url.lower())
        found: list[Locality] = []
        for label in reversed(match[1].split(".") if match else ()):
            for name in () if label in _HOST_ENDS else (label, _AFTER.sub("", _BEFORE.sub("", label))):
                unit = next(iter(self._one(name.replace("-", ""), [each.name for each in found])), None)
                if unit is not None and unit.level != "commune":
                    found.append(unit)
                    break
        return found[::-1]

    def _of_text(self) -> list[Locality]:
        """The only province and the only district that the text names, or the only province its districts lie in."""
        province = self._known.get("province")
        names = dict.fromkeys(asked_for(word) for word in named_places(self._p, "TMCSQH"))
        found = [each for name in names for each in self._one(name, [province.name] if province else ())]
        units = {(each.code, each.name): each for each in found}.values()
        provinces = [each for each in units if each.level == "province"]
        if len(provinces) > 1:
            return []
        districts = [each for each in units if each.level == "district"]
        if provinces:
            districts = [each for each in districts if each.province_code == provinces[0].code]
        if len(districts) == 1 and not self._of_province:
            return [*provinces, *districts]
        around = {str(each.province) for each in districts}
        return provinces or (self._one(*around) if len(around) == 1 and len(districts) <= _FEW else [])

    def _of_communes(self) -> list[Locality]:
        """The only commune of the article's district that the text names."""
        above = self._known.get("district")
        names = dict.fromkeys(asked_for(word) for word in named_places(self._p, LEVELS["commune"])) if above else ()
        found = [each for name in names for each in self._one(name, [above.name, str(above.province)])] if above else []
        return found if len({each.code for each in found}) == 1 else []

    def _of_default(self) -> list[Locality]:
        return self._one(self._default)


SOURCES: Final[tuple[Callable[[Home], list[Locality]], ...]] = (
    Home._of_convener,
    Home._of_headline,
    Home._of_publisher,
    Home._of_host,
    Home._of_text,
    Home._of_communes,
    Home._of_default,
)
"""What tells where an article is at home, the surest first."""
