"""Communes of 2023 that were merged, renamed or retyped before 2025-07-01, beside those of the day before that.

Which of the days between the two states it was, the sources do not tell: such days end in ``?`` in the table. Both
states hold for lookups in between, so that neither is taken for certain where they differ.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from place_units import Unit

from bcdextract.places.spelling import key, unmarked
from bcdextract.text import fold

SEEN = "2023-04-10"
"""The first day on which all districts are as in the state of 2023."""
SETTLED = "2025-03-01"
"""The day since when nothing changed before the turn."""
_ALIKE = 0.8
"""How much of two names must be the same for them to be two spellings of one."""
SPELLINGS = frozenset("00829 03244 04136 07540 22237 31231 31729".split())
"""Codes whose two names are spellings of one although they are less alike ("Xa Lý", "Sa Lý")."""
RENAMED = frozenset("08389 08905 09646 10096 10174 11977 15331 17779 19627 19654 20236 20821".split())
"""Codes whose two names are alike but of two communes: another was merged into it ("Hợp Thịnh", "Hội Thịnh")."""

State = tuple[str, str]


def add_earlier(
    communes: list[Unit],
    earlier: dict[str, tuple[str, str]],
    merged: dict[str, list[str]],
    districts: dict[State, list[Unit]],
) -> list[Unit]:
    """The communes of 2023 that are not among the last ones; these learn of them."""
    last = {unit.code: unit for unit in communes}
    homes = {unit.code: unit for units in districts.values() for unit in units if _on(unit, SEEN)}
    now = {(unit.parent, key(unit.name)) for unit in communes}
    then = {(_final(homes[home]), key(_unit(code, full).name)) for code, (full, home) in earlier.items()}
    into = {(unit.parent, alias): unit for unit in communes for alias in merged.get(unit.code, ())}
    named = {(unit.parent, unit.letter, key(unit.name)): unit for unit in communes}
    found = []
    for code, (full, home) in sorted(earlier.items()):
        unit = _unit(code, full)
        unit.parent = _final(homes[home])
        after = last.get(code)
        if after is None:
            after = into.get((unit.parent, _plain(full))) or _elsewhere(into, unit, full)
            recoded = named.get((unit.parent, unit.letter, key(unit.name)))
            _follow(unit, after or recoded, ">" if after else "=")
        elif key(unit.name) == key(after.name) and unit.letter == after.letter:
            continue
        elif _spelling(unit, after, now, then):
            after.spellings.append(unit.name)
            continue
        else:
            _follow(unit, after, "=" if key(unit.name) == key(after.name) else ">")
            after.start = f"{SEEN}?"
        if homes[home] is not unit.parent and homes[home].next[0][0] == ">":
            unit.was_in[homes[home]] = None
        found.append(unit)
    for unit in communes:
        if unit.code not in earlier:
            unit.start = f"{SEEN}?"
    return found


def _unit(code: str, full: str) -> Unit:
    return Unit.of(code, full.replace(" N.T ", " NT ").replace(" NT ", " Nông trường "), "commune", end=f"{SETTLED}?")


def _plain(full: str) -> str:
    """A full name as the package writes its keys: "xatanlap"."""
    return re.sub(r"[\W_]", "", unmarked(fold(full)))


def _on(unit: Unit, day: str) -> bool:
    return unit.start <= day and (not unit.end or day < unit.end)


def _final(unit: Unit) -> Unit:
    """What a district was on the eve of the turn; of one that was split, its first part."""
    while unit.next:
        unit = unit.next[0][1]
    return unit


def _follow(unit: Unit, after: Unit | None, link: str) -> None:
    """A commune and what it became: the successors of that one are its own."""
    if after is not None:
        unit.next.append((link, after))
        unit.today = dict(after.today)


def _elsewhere(into: dict[tuple[Unit | None, str], Unit], unit: Unit, full: str) -> Unit | None:
    """What a commune merged into in another district of its province, where only one says so."""
    assert unit.parent is not None
    found = [
        after
        for (home, alias), after in into.items()
        if alias == _plain(full) and home is not None and home.parent is unit.parent.parent
    ]
    return found[0] if len(found) == 1 else None


def _spelling(unit: Unit, after: Unit, now: set[tuple[Unit | None, str]], then: set[tuple[Unit | None, str]]) -> bool:
    """Whether two names of one code are one name in two spellings: alike, and neither is another commune's."""
    if unit.code in SPELLINGS or unit.code in RENAMED:
        return unit.code in SPELLINGS
    if unit.letter != after.letter or (unit.parent, key(unit.name)) in now or (after.parent, key(after.name)) in then:
        return False
    one, other = unmarked(key(unit.name)), unmarked(key(after.name))
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE
