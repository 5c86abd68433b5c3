"""The table of administrative units in time, read from ``data/places`` when it is first asked for.

``units.tsv`` has a unit and period a line, and a line's number is its id; the fields are those of :class:`Row`.
``names.tsv``, ``loose.tsv`` and ``plain.tsv`` lead from a key, a key by ear and a key without marks to ids.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from bcdextract.places.spelling import LEVELS, TYPES
from bcdextract.record import PlaceLevel

FIRST, LAST = "2015-01-01", "2026-12-31"
"""The days between which the table knows the changes of provinces and districts."""
TURN = "2025-07-01"
"""The day on which districts ended. Of communes before it the table has the last state only."""


_MOVED = "2025-01-01"
"""The day since when no single commune has been moved to another district."""


class Row(NamedTuple):
    """One unit in one period. Days are ISO dates, ``""`` outside the table; lists of ids have spaces between."""

    id: int
    code: str
    letter: str
    """The letter of its type in ``spelling.TYPES``."""
    name: str
    """The name without the type."""
    start: str
    end: str
    """The first day, and the day after the last. Days that end in ``?`` are bounds: it was at some time between
    2023-04-10 and 2025-03-01, and both states hold in between."""
    parent: int
    """The id of the unit above, -1 of a province."""
    next: str
    """What it turned into: ``=`` goes on under another name, type or code, ``>`` merged into, ``/`` split into."""
    today: str
    """The units of today that have its land, ``~`` before those that got a part of it."""
    was_in: str
    """Of a commune: the districts that it, or since the turn its land, lay in before."""
    before: str
    """Of a province or district: what it was before, under another name, type or code, or was split from."""

    @property
    def full(self) -> str:
        """The name with its type: "Thị xã Duy Tiên"."""
        return f"{TYPES[self.letter]} {self.name}"

    @property
    def level(self) -> PlaceLevel:
        """province, district or commune."""
        return _LEVEL_OF[self.letter]

    def links(self) -> list[tuple[str, int]]:
        """``next`` as pairs of kind and id."""
        return [(link[0], int(link[1:])) for link in self.next.split(" ")] if self.next else []

    def heirs(self) -> list[tuple[int, bool]]:
        """``today`` as pairs of id and whether only a part went there."""
        return [(int(each.lstrip("~")), each[0] == "~") for each in self.today.split(" ")] if self.today else []

    def on(self, day: str) -> bool:
        """Whether the unit existed on a day."""
        return self.start <= day and (not self.end or day < self.end)


_LEVEL_OF: dict[str, PlaceLevel] = {letter: level for level, letters in LEVELS.items() for letter in letters}


class Table:
    """All units, each parsed when it is first looked at."""

    def __init__(self, units: str, names: str, loose: str, plain: str) -> None:
        self._lines = units.split("\n")
        self._rows: list[Row | None] = [None] * len(self._lines)
        self._above: list[tuple[Row, ...] | None] = [None] * len(self._lines)
        self._names, self._loose, self._plain = _index(names), _index(loose), _index(plain)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, number: int) -> Row:
        row = self._rows[number]
        if row is None:
            row = self._rows[number] = _row(number, self._lines[number])
        return row

    def named(self, key: str) -> tuple[Row, ...]:
        """Units whose name has a key, of all times."""
        return self._of(self._names, key)

    def heard(self, sound: str) -> tuple[Row, ...]:
        """Units of the highlands whose name sounds so, of all times."""
        return self._of(self._loose, sound)

    def without_marks(self, plain: str) -> tuple[Row, ...]:
        """Units whose name has a key without its marks, of all times."""
        return self._of(self._plain, plain)

    def then(self, row: Row, day: str | None) -> Row | None:
        """What a province or district was on a day, by what it was before; ``None`` where that is not known."""
        while day is not None and row.start > day:
            if not row.before:
                return None
            row = self[int(row.before)]
        return row

    def district(self, commune: Row, day: str | None) -> Row | None:
        """The district of a commune on a day; ``None`` since there are none, and where it is not known.

        Districts that were merged into another are known, moves of single communes only without their days.
        """
        if commune.start == TURN:
            return None
        home = self.then(self[commune.parent], day)
        for each in map(int, commune.was_in.split()):
            former = self[each]
            if home is not None and home.id == former.id:
                return home  # the district was split from it later
            if day is not None and former.end != TURN and day < former.end:
                return self.then(former, day)
            if former.end == TURN and (day is None or day < _MOVED) and not self._split(home, former):
                return None
        return home

    def _split(self, row: Row | None, former: Row) -> bool:
        """Whether a district was split from another."""
        while row is not None and row.before:
            row = self[int(row.before)]
            if row.id == former.id:
                return True
        return False

    def line(self, row: Row) -> tuple[Row, ...]:
        """A unit and those above it, the nearest first; of a commune before the turn, those of its last day."""
        found = self._above[row.id]
        if found is None:
            found = self._above[row.id] = (row, *(self.line(self[row.parent]) if row.parent >= 0 else ()))
        return found

    def last(self, row: Row, day: str | None = None) -> Row:
        """The state of a unit on a later day, where it goes on under other names, types and codes; else its last."""
        while day is None or not row.on(day):
            later = next((number for kind, number in row.links() if kind == "="), None)
            if later is None:
                return row
            row = self[later]
        return row

    def _of(self, index: dict[str, str], key: str) -> tuple[Row, ...]:
        ids = index.get(key)
        return tuple([self[int(number)] for number in ids.split(" ")]) if ids else ()


def _index(text: str) -> dict[str, str]:
    parts = text.replace("\n", "\t").split("\t")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _row(number: int, line: str) -> Row:
    code, letter, name, start, end, parent, *rest = line.split("\t")
    return Row(number, code, letter, name, start, end, int(parent) if parent else -1, *rest)


FILES = ("units.tsv", "names.tsv", "loose.tsv", "plain.tsv")


@cache
def table() -> Table:
    """The package's table."""
    folder = resources.files("bcdextract") / "data" / "places"
    return Table(*((folder / name).read_text("utf-8") for name in FILES))
