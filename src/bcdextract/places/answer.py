"""What the table knows of a unit, as a :class:`~bcdextract.record.Locality`."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from bcdextract.places.search import Found
from bcdextract.places.spelling import TYPES
from bcdextract.places.table import Row, table
from bcdextract.record import Candidate, Locality, Successor


def locality(name: str, found: Found, on: dt.date | None) -> Locality:
    """The answer to a name asked for on a day: one unit with all that is known of it, or candidates, or neither."""
    day = on.isoformat() if on else None
    if found.status == "ambiguous" or not found.rows:
        levels = {row.level for row in found.rows}
        return Locality(
            name=name,
            level=levels.pop() if len(levels) == 1 else None,
            valid_on=on,
            status=found.status,
            candidates=tuple([candidate(row, day) for row in found.rows]),
        )
    row = found.rows[0]
    full = f"{TYPES[found.letter]} {row.name}" if found.letter else row.full
    return Locality(name=full, valid_on=on, status=found.status, **_place(row, day), **_today(row))


@lru_cache(4096)
def candidate(row: Row, day: str | None) -> Candidate:
    """A unit that may be meant, with the names of those above it."""
    place = _place(row, day)
    above = [name for name in (place.get("district"), place["province"]) if name and name != row.full]
    return Candidate(
        code=row.code,
        name=row.full,
        level=row.level,
        province_code=place["province_code"],
        within=", ".join(above) or None,
    )


@lru_cache(4096)
def _place(row: Row, day: str | None) -> dict[str, Any]:
    """Codes and names of a unit and those above it, as they were on a day or, of a unit that had ended, at its end."""
    units = table()
    at = day if day is None or row.on(day) else min(day, row.end or day)
    top = units.line(row)[-1]
    province = units.then(top, at) or top
    found: dict[str, Any] = {
        "level": row.level,
        "code": row.code,
        "province_code": province.code,
        "province": province.full,
        "valid_from": _date(row.start),
        "valid_to": _date(row.end),
    }
    district = units.district(row, at) if row.level == "commune" else None
    if district is not None:
        found.update(district_code=district.code, district=district.full)
    return found


def _date(day: str) -> dt.date | None:
    """A day of the table; ``None`` outside it and where the table has only bounds."""
    return dt.date.fromisoformat(day) if day and not day.endswith("?") else None


@lru_cache(4096)
def _today(row: Row) -> dict[str, Any]:
    """What has a unit's land today; a unit that exists today stands for itself."""
    units = table()
    heirs = row.heirs() or ([] if row.end else [(row.id, False)])
    became = [number for kind, number in units.last(row).links() if kind == ">"]
    if row.end and row.level == "commune" and not became:
        became = [number for number, _ in heirs]
    province = units.line(row)[-1].heirs()[0][0]
    return {
        "successors": tuple([successor(units[number], part) for number, part in heirs]),
        "successor_unit": successor(units[became[0]], False) if len(became) == 1 else None,
        "successor_province": successor(units[province], False),
    }


@lru_cache(4096)
def successor(row: Row, partial: bool) -> Successor:
    """A unit of today."""
    return Successor(code=row.code, name=row.full, partial=partial)
