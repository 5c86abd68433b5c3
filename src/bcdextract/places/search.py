"""Which units a name may mean on a day: read, looked up, and sifted by the places above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bcdextract.places.spelling import LEVELS, Said, by_ear, readings, unmarked
from bcdextract.places.table import TURN, Row, Table, table
from bcdextract.record import PlaceStatus


class Found(NamedTuple):
    """What a name means: one row, or several, or none. ``letter`` is the type as written where it is not the row's."""

    status: PlaceStatus
    rows: tuple[Row, ...] = ()
    letter: str = ""


NOTHING = Found("unknown")
Context = tuple[frozenset[int], ...]
"""Units that a higher place may be, those of one level together, the highest level first."""


def search(name: str, day: str | None, within: Sequence[str], ignore_marks: bool) -> Found:
    """The best answer over all ways to read a name and all ways its spelling can be taken."""
    later = NOTHING
    plain = ignore_marks or name.isascii()
    for said in readings(name):
        contexts = [_context(each, day) for each in (*said.higher, *within)]
        for rows in _spelt(table(), said, plain):
            found = _sift(rows, said, day, contexts)
            if found.status not in ("unknown", "future"):
                return found
            if later is NOTHING:
                later = found
    return later


def _spelt(units: Table, said: Said, plain: bool) -> Iterator[tuple[Row, ...]]:
    """Rows of a key as it is written, then by ear, then, for a name typed without marks, without marks."""
    if not said.key:
        return
    yield units.named(said.key)
    sound = by_ear(said.name)
    if sound:
        yield units.heard(sound)
    if plain:
        yield units.without_marks(unmarked(said.key))


def _sift(rows: tuple[Row, ...], said: Said, day: str | None, contexts: Sequence[Context]) -> Found:
    """The first of ``STAGES`` that leaves a row inside all contexts."""
    if not rows:
        return NOTHING
    typed = [row for row in rows if row.letter in said.types] if said.types else rows
    if day is None:
        found = _choice("found", _once(_inside(typed, contexts, _widely)), bare=not said.types)
        alike = len({row.code for row in found.rows}) == 1
        return Found("found", found.rows[:1]) if alike else found  # its first state: later ones may not have been yet
    for status, stage, reach in STAGES:
        pool = list(stage(rows if stage is _another_type else typed, said, day))
        kept = _inside(pool, contexts, reach) if pool else []
        if stage is _another_type and kept:
            return _as_written(said, pool, kept, contexts)
        if kept and not said.types and stage is _alive:
            former = _inside(_overshadowed(kept, rows, said, day), contexts, _widely)
            if former:
                return Found("ambiguous", (*kept, *_once(former)))
        if kept:
            return _choice(status, _latest(_once(kept)), bare=not said.types)
    return NOTHING


def _alive(rows: Sequence[Row], said: Said, day: str) -> Iterator[Row]:
    """Units that existed on the day under the name and type given."""
    return (row for row in rows if row.on(day))


def _alive_since_turn(rows: Sequence[Row], said: Said, day: str) -> Iterator[Row]:
    """Units of today, for contexts of before: "xã Bờ Y, huyện Ngọc Hồi" in 2025."""
    return (row for row in rows if day >= TURN and row.on(day))


def _renamed(rows: Sequence[Row], said: Said, day: str) -> Iterator[Row]:
    """Units that go on under another name or type: "huyện Duy Tiên" in 2022 is a thị xã."""
    return (then for then in (table().last(row, day) for row in _over(rows, day)) if then.on(day))


def _another_type(rows: Sequence[Row], said: Said, day: str) -> Iterator[Row]:
    """Communes that had the type given before the table's last state of them, or have it since Đồng Nai is a city."""
    later = EARLIER_TYPES.get(said.types, "") if day < TURN else NEWER_TYPES.get(said.types, "")
    for row in rows:
        in_city = day >= NEW_CITY[1] and table().line(row)[-1].code == NEW_CITY[0]
        if row.letter in later and row.on(day) and (day < TURN or in_city):
            yield row


def _former(rows: Sequence[Row], said: Said, day: str) -> Iterator[Row]:
    """Units that had ended by the day: "quận 9" in 2023."""
    return (last for last in (table().last(row, day) for row in _over(rows, day)) if not last.on(day))


def _overshadowed(alive: Sequence[Row], rows: Sequence[Row], said: Said, day: str) -> Iterator[Row]:
    """Former provinces and districts of a bare name that only communes have now: "Bắc Giang" in 2026 may be either."""
    for row in _former(rows, said, day) if all(each.level == "commune" for each in alive) else ():
        if row.level != "commune" and [heir for heir, _ in row.heirs()] != [each.id for each in alive]:
            yield row


def _future(rows: Sequence[Row], said: Said, day: str) -> Iterator[Row]:
    """Units that come only after the day: "phường Sài Gòn" in 2019."""
    return (row for row in rows if row.start > day)


EARLIER_TYPES = {"X": "RP", "R": "P"}
"""What a commune of a type became in the years before the turn: a xã a thị trấn or phường, a thị trấn a phường."""
NEWER_TYPES = {"P": "X"}
NEW_CITY = ("75", "2026-04-30")
"""The province and the day whose ten new phường the sources do not name."""


def _strictly(row: Row, ids: frozenset[int]) -> bool:
    """Whether a unit is one of some others or lies in one, by the units of its own time."""
    for each in table().line(row):
        if each.id in ids:
            return True
    return bool(row.was_in) and row.start != TURN and any(int(number) in ids for number in row.was_in.split())


def _widely(row: Row, ids: frozenset[int]) -> bool:
    """Whether it does by the units of any time: its districts of before, its province of today."""
    units = table()
    if _strictly(row, ids):
        return True
    was_in = row.was_in.split() if row.start == TURN else ()
    others = [units[int(number)] for number in was_in] or [units[heir] for heir, _ in units.line(row)[-1].heirs()]
    return any(_strictly(other, ids) for other in others)


STAGES: tuple[
    tuple[PlaceStatus, Callable[[Sequence[Row], Said, str], Iterable[Row]], Callable[[Row, frozenset[int]], bool]], ...
] = (
    ("found", _alive, _strictly),
    ("found", _alive_since_turn, _widely),
    ("renamed", _renamed, _strictly),
    ("found", _another_type, _strictly),
    ("former", _former, _widely),
    ("future", _future, _widely),
)
"""What a name may mean, the likeliest first; the first that leaves a unit inside the contexts is the answer."""


def _over(rows: Sequence[Row], day: str) -> Iterator[Row]:
    return (row for row in rows if row.end and row.end <= day)


def _once(rows: Iterable[Row]) -> list[Row]:
    """Rows of the same code and name once: one unit in two periods."""
    return list({(row.code, row.letter, row.name): row for row in reversed(list(rows))}.values())[::-1]


def _choice(status: PlaceStatus, rows: list[Row], bare: bool) -> Found:
    """One row if only one remains; of a name without a type, the unit that the others of that name lie in."""
    if bare and len(rows) > 1:
        rows = _highest(rows)
    if not rows:
        return NOTHING
    if status == "future":
        return Found(status)
    return Found(status, tuple(rows)) if len(rows) == 1 else Found("ambiguous", tuple(rows))


def _latest(rows: list[Row]) -> list[Row]:
    """Of two states of one unit that may both be of the day (a commune in 2024), the later one."""
    return rows[-1:] if len({row.code for row in rows}) == 1 else rows


def _highest(rows: list[Row]) -> list[Row]:
    """A province before communes and its own districts of that name; a district before its own communes."""
    provinces, districts, communes = ([row for row in rows if row.letter in letters] for letters in LEVELS.values())
    if provinces:
        ids = _with_later(provinces)
        return provinces + [row for row in districts if not _strictly(row, ids)]
    ids = _with_later(districts)
    return districts + [row for row in communes if not _strictly(row, ids)]


def _as_written(said: Said, pool: list[Row], kept: list[Row], contexts: Sequence[Context]) -> Found:
    """A commune under a type that the table does not have it under: only where no other commune has the name."""
    kept = _latest(kept)
    if len(kept) > 1:
        return Found("ambiguous", tuple(kept))
    return Found("found", tuple(kept), said.types) if contexts or len(_latest(pool)) == 1 else NOTHING


def _inside(
    rows: Iterable[Row], contexts: Sequence[Context], reach: Callable[[Row, frozenset[int]], bool]
) -> list[Row]:
    """The rows that lie in all contexts, or that all contexts lie in."""
    kept = list(rows)
    for context in contexts:
        for ids in context:
            inside = [row for row in kept if reach(row, ids) or _holds(row, ids)]
            if inside:
                break
        else:
            return []
        kept = inside
    return kept


def _holds(row: Row, ids: frozenset[int]) -> bool:
    """Whether a higher unit than the context is asked for: "tỉnh Kon Tum" within "huyện Kon Rẫy"."""
    return row.letter not in LEVELS["commune"] and any(
        row.id == above.id for number in ids for above in table().line(table()[number])
    )


@lru_cache(1024)
def _context(name: str, day: str | None) -> Context:
    """The units that the name of a higher place may mean: those of the day first, then those that had ended."""
    for said in readings(name):
        for rows in _spelt(table(), said, name.isascii()):
            typed = [row for row in rows if (not said.types or row.letter in said.types) and row.start <= (day or TURN)]
            alive = [row for row in typed if day is None or row.on(day)]
            groups = [*_by_level(alive), *_by_level([row for row in typed if row not in alive])]
            if groups:
                return tuple(map(_with_later, groups))
    return ()


def _by_level(rows: Sequence[Row]) -> list[list[Row]]:
    found = [[row for row in rows if row.letter in letters] for letters in LEVELS.values()]
    return [group for group in found if group]


def _with_later(rows: Iterable[Row]) -> frozenset[int]:
    """Ids of units and of what they went on as or were split into, up to the turn."""
    found: set[int] = set()
    waiting = list(rows)
    while waiting:
        row = waiting.pop()
        if row.id not in found:
            found.add(row.id)
            waiting += [table()[number] for kind, number in row.links() if kind != ">" and row.end != TURN]
    return frozenset(found)
