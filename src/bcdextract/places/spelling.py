"""How names of places are written: a type or its short form, a name in several spellings, the places above it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bcdextract.record import PlaceLevel
from bcdextract.text import fold

TYPES = {
    "T": "Tỉnh",
    "M": "Thành phố",
    "C": "Thành phố",
    "S": "Thị xã",
    "Q": "Quận",
    "H": "Huyện",
    "R": "Thị trấn",
    "X": "Xã",
    "P": "Phường",
    "K": "Đặc khu",
}
"""The types of units by the letter they have in the table: ``M`` is a city of the centre, ``C`` one of a province."""
LEVELS: dict[PlaceLevel, str] = {"province": "TM", "district": "CSQH", "commune": "RXPK"}
"""The letters of each level."""

_LONG = {
    "thành phố trực thuộc trung ương": "M", "thủ đô": "M", "thành phố": "MC", "thị xã": "S", "thị trấn": "R",
    "tỉnh": "T", "quận": "Q", "huyện": "H", "phường": "P", "xã": "X", "đặc khu": "K",
}  # fmt: skip
_SHORT = {
    "tp": "MC", "t.p": "MC", "tx": "S", "t.x": "S", "tt": "R", "t.t": "R",
    "q": "Q", "h": "H", "p": "P", "f": "P", "x": "X",
}  # fmt: skip
_BARE_LONG = {
    "thanh pho": "MC", "thi xa": "S", "thi tran": "R", "tinh": "T", "quan": "Q", "huyen": "H", "phuong": "P",
    "xa": "X", "dac khu": "K",
}  # fmt: skip
_LETTERS = {**_LONG, **_SHORT, **_BARE_LONG}
_TYPE = re.compile(
    rf"(?:({'|'.join(_LONG)})(?=[\s.\d])|({'|'.join(map(re.escape, _SHORT))})(?:\.|(?=[\s\d]))"
    rf"|({'|'.join(_BARE_LONG)})\s)"
    r"\s*(?:(?:đảo|biên giới|miền núi|vùng cao|ven biển)\s+)?"
)
_COMMA = re.compile(r"\s*[,;()]\s*")
_INSIDE = re.compile(r"\s+(?:-\s*|thuộc\s+|của\s+)?(?=(?:tỉnh|thành phố|thị xã|quận|huyện|thị trấn|tp|tx)\b|[qh]\.)")
_DASH = re.compile(r"\s+-\s+|\s+(?:thuộc|của)\s+")

# Syllables of the highlands that newspapers write in several ways.
_HIGHLAND = {
    **dict.fromkeys(("đăk", "đak", "dak", "đắc", "đăc", "dăk", "đác", "dắk"), "đắk"),
    **dict.fromkeys(("lăk", "lak", "lắc", "lăc"), "lắk"),
    **dict.fromkeys(("pắc", "păk", "pak", "păc"), "pắk"),
    **dict.fromkeys(("krong", "k'rông", "k'rong", "krôông"), "krông"),
    "êa": "ea", "kong": "kông", "păh": "pah", "puh": "pưh", "plong": "plông", "cạn": "kạn", "bon": "buôn",
}  # fmt: skip
# A syllable that no Vietnamese word has: such names are written by ear.
_FOREIGN = re.compile(
    r"'|[^nc]h\b|[klrsj]\b|\b(?:[kpbdđg]r|[pbgkm]l|mr|[wjz])|\b(?:ea|ia|chư|cư|kon|plei|ya|yang|dliê)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_I_FOR_Y = {"y": "i", "ỳ": "ì", "ý": "í", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị"}
_Y = re.compile(r"^(qu|[bcdđghklmnprstvx]+)([yỳýỷỹỵ])$")
_QUY = {"qùy": "quì", "qúy": "quí", "qủy": "quỉ", "qũy": "quĩ", "qụy": "quị"}
"""Syllables that the fold gives the other place of the tone mark, which is none in them."""


class Said(NamedTuple):
    """One way to read a name: the letters of its type (or ``""``), the rest, its key, the places above it."""

    types: str
    name: str
    key: str
    higher: tuple[str, ...] = ()


def key(name: str) -> str:
    """What spellings of one name share: case, tone-mark place, spaces, dashes, ``i`` for ``y``, zeros blurred.

    >>> key("Qui Nhơn") == key("QUY NHƠN"), key("Đăk R’Lấp") == key("Đắk R'lấp"), key("Phường 05") == key("phường 5")
    (True, True, True)
    """
    return _key(_folded(name))


def _folded(name: str) -> str:
    return fold(name if name.isascii() else unicodedata.normalize("NFC", name))


def _key(folded: str) -> str:
    return "".join([_syllable(word) for word in _WORD.findall(folded.replace("' ", "'"))])


def _syllable(word: str) -> str:
    if word[-1] in _I_FOR_Y:
        word = _QUY.get(word) or _Y.sub(_with_i, word)
    elif word[0] == "0":
        return word.lstrip("0")
    word = _HIGHLAND.get(word, word)
    return word.replace("'", "") if "'" in word else word


def _with_i(match: re.Match[str]) -> str:
    return match[1] + _I_FOR_Y[match[2]]


def unmarked(text: str) -> str:
    """Keys without tone marks and other signs over letters: ``đ`` is ``d``.

    >>> unmarked(key("Kon Rẫy"))
    'konray'
    """
    return text.translate(_PLAIN)


def _plain() -> dict[int, str]:
    letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    return {ord(letter): "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0] for letter in letters}


_PLAIN = _plain()


def by_ear(name: str) -> str:
    """The sound of a highland name, whatever its marks: final ``c`` is ``k``; ``""`` for a name of Vietnamese words.

    >>> by_ear("M’Drắk") == by_ear("M'Đrăk"), by_ear("Côn Đảo")
    (True, '')
    """
    folded = _folded(name)
    if not _FOREIGN.search(folded):
        return ""
    return unmarked(_key(folded)).replace("c", "k").replace("y", "i").replace("w", "u").replace("j", "ch")


def readings(name: str) -> Iterator[Said]:
    """The ways a name can be read, the likeliest first: higher places after commas, after a type, after a dash.

    >>> next(readings("TX. Duy Tiên, tỉnh Hà Nam"))
    Said(types='S', name='duy tiên', key='duytiên', higher=('tỉnh hà nam',))
    >>> [said.key for said in readings("xã Tân Lập huyện Kon Rẫy")]
    ['tânlậphuyệnkonrẫy', 'tânlập', 'xãtânlậphuyệnkonrẫy']
    """
    folded = _folded(name).strip(" .,;:-\n")
    parts = [part for part in _COMMA.split(folded) if part] if _COMMA.search(folded) else [folded]
    if not parts:
        return
    first, *higher = parts
    yield _said(first, higher)
    for cut in (_INSIDE, _DASH):
        inside = cut.split(first)
        if len(inside) > 1 and inside[0]:
            yield _said(inside[0], [*inside[1:], *higher])
    if _TYPE.match(first):
        yield Said("", first, _key(first), tuple(higher))


def _said(folded: str, higher: list[str]) -> Said:
    found = _TYPE.match(folded)
    if found is None:
        return Said("", folded, _key(folded), tuple(higher))
    name = folded[found.end() :]
    return Said(_LETTERS[found[1] or found[2] or found[3]], name, _key(name), tuple(higher))
