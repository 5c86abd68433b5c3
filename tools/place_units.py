"""A unit in one period, as the scripts that build the table of places pass it to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bcdextract.places.spelling import LEVELS, TYPES

TURN = "2025-07-01"
"""The day on which districts ended and provinces and communes were merged."""
CORRECTED = {"Xã Pờ Y": "Xã Bờ Y"}
"""Names that the package's data misspell."""


@dataclass(eq=False)
class Unit:
    """One unit in one period."""

    code: str
    letter: str
    name: str
    start: str = ""
    end: str = ""
    parent: Unit | None = None
    next: list[tuple[str, Unit]] = field(default_factory=list)
    """``=`` goes on under another name, type or code; ``>`` merged into; ``/`` split into."""
    today: dict[Unit, bool] = field(default_factory=dict)
    """Units since the turn, each with whether only a part of this unit went to it."""
    was_in: dict[Unit, None] = field(default_factory=dict)
    """Of a commune: the districts that it, or since the turn its land, lay in before."""
    spellings: list[str] = field(default_factory=list)
    """Other ways in which sources write the name."""
    before: Unit | None = None
    """What a province or district was before, or was split from."""

    @classmethod
    def of(cls, code: str, full: str, level: str, start: str = "", end: str = "") -> Unit:
        """A unit out of its full name ("Thị xã Duy Tiên")."""
        full = " ".join(full.replace("’", "'").split())
        full = CORRECTED.get(full, full).replace("' ", "'")
        for letter in LEVELS[level]:
            kind = TYPES[letter]
            if full.lower().startswith(kind.lower() + " "):
                name = full[len(kind) + 1 :]
                return cls(code, letter, re.sub(r"^0(?=\d$)", "", name), start, end)
        raise SystemExit(f"{code} {full}: no type of level {level}; mend CORRECTED or TYPES")


def cased(full: str) -> str:
    """A full name with its type in the one way to write it: "Thị Xã Buôn Hồ" is "Thị xã Buôn Hồ"."""
    for kind in TYPES.values():
        if full.lower().startswith(kind.lower() + " "):
            return kind + full[len(kind) :]
    return full
