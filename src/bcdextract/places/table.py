"""The table of administrative units in time, read from ``data/places`` when it is first asked for.

``units.tsv`` has a unit and period a line, and a line's number is its id: code, letter of its type (``TYPES``), name
without the type, first day, day after the last, id of the unit above, what it turned into (``=`` goes on under
another name, type or code, ``>`` merged into, ``/`` split into), ids of the units of today that have its land (``~``
before those that got a part of it), and, of a commune since 2025-07-01, the ids of districts its land lay in. An
empty day is one outside the table. ``names.tsv`` and ``loose.tsv`` lead from a key to ids.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from bcdextract.places.spelling import LEVELS, TYPES, unmarked

FIRST, LAST = "2015-01-01", "2026-12-31"
"""The days between which the table knows the changes of provinces and districts."""
TURN = "2025-07-01"
"""The day on which districts ended. Of communes before it the table has the last state only."""


class Row(NamedTuple):
    """One unit in one period. Days are ISO dates, ``""`` outside the table."""

    id: int
    code: str
    letter: str
    name: str
    start: str
    end: str
    parent: int
    next: tuple[tuple[str, int], ...]
    today: tuple[tuple[int, bool], ...]
    was_in: tuple[int, ...]

    @property
    def full(self) -> str:
        """The name with its type: "Thị xã Duy Tiên"."""
        return f"{TYPES[self.letter]} {self.name}"

    @property
    def level(self) -> str:
        """province, district or commune."""
        return next(level for level, letters in LEVELS.items() if self.letter in letters)

    def on(self, day: str) -> bool:
        """Whether the unit existed on a day."""
        return self.start <= day and (not self.end or day < self.end)


class Table:
    """All units, each parsed when it is first looked at."""

    def __init__(self, units: str, names: str, loose: str) -> None:
        self._lines = units.split("\n")
        self._rows: list[Row | None] = [None] * len(self._lines)
        self._names = _index(names)
        self._loose = _index(loose)
        self._text = names
        self._unmarked: dict[str, str] | None = None
        self._before: dict[int, int] | None = None
        self._grown: dict[int, str] = {}

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

    def heard(self, loose: str) -> tuple[Row, ...]:
        """Units of the highlands whose name sounds so, of all times."""
        return self._of(self._loose, loose)

    def without_marks(self, plain: str) -> tuple[Row, ...]:
        """Units whose name has a key without its marks, of all times."""
        if self._unmarked is None:
            self._unmarked = {}
            for line in unmarked(self._text).split("\n"):
                key, _, ids = line.partition("\t")
                self._unmarked[key] = f"{self._unmarked[key]} {ids}" if key in self._unmarked else ids
        return self._of(self._unmarked, plain)

    def then(self, row: Row, day: str | None) -> Row | None:
        """What a province or district of the table's last state before the turn, or of today, was on a day.

        ``None`` where it was not yet there, or where another unit has merged into it since: what lies in it now may
        have lain in the other.
        """
        before, grown = self._past()
        while day is not None and row.start > day:
            if row.id not in before:
                return None
            row = self[before[row.id]]
        return row if day is None or day >= grown.get(row.id, "") else None

    def _past(self) -> tuple[dict[int, int], dict[int, str]]:
        """Of provinces and districts: the state before each, and the day since when each has had its last land."""
        if self._before is None:
            self._before, self._grown = {}, {}
            for row in map(self.__getitem__, range(len(self._lines))):
                if row.level == "commune":
                    break
                for kind, later in row.next:
                    if kind == "=":
                        self._before[later] = row.id
                    elif row.level == "district":
                        self._grown[later] = row.end
        return self._before, self._grown

    def line(self, row: Row) -> list[Row]:
        """A unit and those above it, the nearest first; of a commune before the turn, those of its last day."""
        found = [row]
        while row.parent >= 0:
            row = self[row.parent]
            found.append(row)
        return found

    def last(self, row: Row) -> Row:
        """The last state of a unit that goes on under other names, types and codes."""
        while True:
            later = next((number for kind, number in row.next if kind == "="), None)
            if later is None:
                return row
            row = self[later]

    def _of(self, index: dict[str, str], key: str) -> tuple[Row, ...]:
        ids = index.get(key)
        return tuple([self[int(number)] for number in ids.split(" ")]) if ids else ()


def _index(text: str) -> dict[str, str]:
    return dict([line.split("\t") for line in text.split("\n")])  # type: ignore[misc]


def _row(number: int, line: str) -> Row:
    code, letter, name, start, end, parent, later, today, was_in = line.split("\t")
    return Row(
        number,
        code,
        letter,
        name,
        start,
        end,
        int(parent) if parent else -1,
        tuple([(link[0], int(link[1:])) for link in later.split(" ")]) if later else (),
        tuple([(int(each.lstrip("~")), each[0] == "~") for each in today.split(" ")]) if today else (),
        tuple([int(each) for each in was_in.split(" ")]) if was_in else (),
    )


@cache
def table() -> Table:
    """The package's table."""
    folder = resources.files("bcdextract") / "data" / "places"
    return Table(*((folder / name).read_text("utf-8") for name in ("units.tsv", "names.tsv", "loose.tsv")))
