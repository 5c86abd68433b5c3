"""Encodings from before Unicode (``data/encodings.yaml``) and misread UTF-8: what was written, and its letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from importlib import resources
from typing import Any, NamedTuple

from bcdextract.errors import LexiconError

_KEYS = {"id", "name", "source", "declared", "rows", "bytes", "bases", "marks", "singles", "example"}
MISREAD = {"cp1252": "windows-1252", "cp1250": "windows-1250", "cp1258": "windows-1258"}
"""Codecs that UTF-8 is read in by mistake, and how they are called."""


class Table(NamedTuple):
    """How one encoding writes: ``pattern`` finds its units in a text, ``letters`` says what a unit stands for."""

    id: str
    name: str
    declared: frozenset[str]
    pattern: re.Pattern[str]
    letters: Callable[[str], str]

    def convert(self, written: str) -> str:
        """``written`` with every unit replaced by its letters."""
        return self.pattern.sub(lambda match: self.letters(match[0]), written)


@cache
def shown(codec: str) -> tuple[str, ...]:
    """The character of every byte in a one-byte codec; a byte that it leaves out is the control character.

    >>> shown("cp1252")[0x80], shown("cp1252")[0x81]
    ('€', '\\x81')
    """
    return tuple(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(256))


@cache
def tables() -> tuple[Table, ...]:
    """TCVN3, VISCII, VNI and windows-1258. Raises ``LexiconError`` for a table that does not keep its own example."""
    import yaml

    text = resources.files("bcdextract").joinpath("data", "encodings.yaml").read_text("utf-8")
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return (*map(checked, loaded), _windows_1258())


@cache
def misread() -> tuple[Table, ...]:
    """UTF-8 that was read as something else, a character a byte: "á»§" for "ủ"."""
    return tuple(_misread(codec, name) for codec, name in MISREAD.items())


def checked(entry: Mapping[str, Any]) -> Table:
    """The table of one entry of the file; ``LexiconError`` names the entry and the mend."""
    where = f"encodings.yaml, {entry.get('id', 'an entry without id')}"
    if unknown := set(entry) - _KEYS:
        raise LexiconError(f"{where}: unknown keys {sorted(unknown)}; use {sorted(_KEYS)}")
    table = _table(entry)
    for written, meant in entry["example"].items():
        if table.convert(written) != meant:
            raise LexiconError(
                f"{where}: {written!r} gives {table.convert(written)!r}, not {meant!r}; mend one of them"
            )
    return table


def _table(entry: Mapping[str, Any]) -> Table:
    single = dict(entry.get("singles", {}))
    codes = dict(entry.get("bytes", {}))
    for first, row in entry.get("rows", {}).items():
        codes.update({first + place: letter for place, letter in enumerate(row) if letter != "."})
    for byte, letter in codes.items():
        single |= {chr(byte): letter, shown("cp1252")[byte]: letter}
    bases, marks = entry.get("bases", {}), entry.get("marks", {})
    pairs = {
        base + sign: letter
        for base, plain in bases.items()
        for signs, mark in marks.items()
        for sign in signs
        if len(letter := unicodedata.normalize("NFC", plain + mark)) == 1
    }
    units = {**single, **pairs}
    longest_first = sorted(units, key=lambda unit: (-len(unit), unit))
    return Table(
        entry["id"],
        entry["name"],
        frozenset(entry["declared"]),
        re.compile("|".join(map(re.escape, longest_first))) if pairs else _one_of(units),
        units.__getitem__,
    )


def _one_of(characters: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(characters))}]")


def _windows_1258() -> Table:
    """A letter and the tone mark after it are one unit: "ngh\u00ea" and 0xF2 are "nghệ"."""
    code = {char: byte for byte, char in enumerate(shown("cp1252"))}
    meant = shown("cp1258")
    marks = "".join(char for char, byte in code.items() if unicodedata.combining(meant[byte]))

    @lru_cache(4096)
    def letters(unit: str) -> str:
        return unicodedata.normalize("NFC", "".join(meant[code[char]] if char in code else char for char in unit))

    pattern = re.compile(f"[A-Za-z\x80-\xff{re.escape(''.join(shown('cp1252')[0x80:0xA0]))}][{marks}]?")
    return Table("windows-1258", "windows-1258", frozenset({"windows-1258", "cp1258", "x-cp1258"}), pattern, letters)


def _misread(codec: str, name: str) -> Table:
    code = {char: byte for byte, char in enumerate(shown(codec)) if byte >= 0x80}
    code |= {chr(byte): byte for byte in range(0x80, 0xA0)}
    named = [(char, byte) for char, byte in code.items()]
    following = "[" + re.escape("".join(char for char, byte in named if byte < 0xC0)) + "]"
    leads = [
        "".join(char for char, byte in named if low <= byte <= high)
        for low, high in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4))
    ]
    pattern = "|".join(f"[{re.escape(lead)}]{following}{{{count}}}" for count, lead in enumerate(leads, start=1))
    if codec == "cp1252":
        pattern += "|" + _LOST_SPACE
    return Table(f"misread-{codec}", name, frozenset(), re.compile(pattern), partial(_reread, code))


_LOST_SPACE = (
    r"Ã (?=(?:nh|ng|ch|[cmnptiou])(?![^\W\d_]))"  # "thÃ nh": what stands after it is no word
    r"|(?<![vVlL])Ã (?=y(?![^\W\d_]))"  # "nÃ y", and not "vÃ y tế"
    r"|Ã(?=[\s.,;:!?)]|$)"
)
"""The letter à, whose second byte is a no-break space: cleaning often leaves a space of it, or none."""


def _reread(code: Mapping[str, int], unit: str) -> str:
    if unit in ("Ã", "Ã "):
        return "à"
    try:
        return bytes(map(code.__getitem__, unit)).decode("utf-8")
    except UnicodeDecodeError:
        return unit
