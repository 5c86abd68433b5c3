"""The table as rows for other programs, and an answer as lines for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bcdextract.places.table import Row, Table, table
from bcdextract.record import Locality

COLUMNS = (
    "id",
    "code",
    "name",
    "level",
    "valid_from",
    "valid_to",
    "parent_id",
    "parent",
    "province_code",
    "province",
    "successors",
    "split",
    "days",
)
"""``id`` is code and first day, as codes pass from one unit to another; ``valid_to`` the day after the last, both empty
outside the table; ``successors`` are ids of the units of today, ``split`` says whether they each got only a part;
``days`` is "bounds" where a commune changed on a day not known between 2023-04-10 and 2025-03-01, else "exact"."""


def export() -> Iterator[bytes]:
    """The whole table as lines of CSV in UTF-8, the names of the columns first.

    >>> lines = list(export())
    >>> lines[0].decode().split(",")[:3], len(lines) > 15_000
    (['id', 'code', 'name'], True)
    """
    units = table()
    yield _line(COLUMNS)
    for number in range(len(units)):
        yield _line(_fields(units, units[number]))


def _line(fields: tuple[str, ...]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(fields)
    return buffer.getvalue().encode()


def _fields(units: Table, row: Row) -> tuple[str, ...]:
    line = units.line(row)
    heirs = row.heirs() or ([] if row.end else [(row.id, False)])
    return (
        _id(row),
        row.code,
        row.full,
        row.level,
        row.start.rstrip("?"),
        row.end.rstrip("?"),
        _id(line[1]) if len(line) > 1 else "",
        line[1].full if len(line) > 1 else "",
        line[-1].code,
        line[-1].full,
        " ".join(_id(units[number]) for number, _ in heirs),
        "yes" if any(part for _, part in heirs) else "no",
        "bounds" if "?" in row.start + row.end else "exact",
    )


def _id(row: Row) -> str:
    return f"{row.code}@{row.start.rstrip('?')}" if row.start else row.code


def lines(found: Locality) -> Iterator[str]:
    """What a person wants to know of an answer.

    >>> from bcdextract import places
    >>> print(*lines(places.find("Q.2", on="2019-07-05")), sep="\\n")
    Quận 2: 769 (district, found)
      in       Thành phố Hồ Chí Minh (79)
      from     before the table to 2021-01-01
      became   Thành phố Thủ Đức (769)
      today    Thành phố Hồ Chí Minh (79)
               a part to Phường An Khánh (27094)
               a part to Phường Bình Trưng (27097)
               a part to Phường Cát Lái (27112)
    """
    kind = f"{found.level}, {found.status}" if found.level else found.status
    yield f"{found.name}: {found.code or 'no certain code'} ({kind})"
    if found.district:
        yield f"  in       {found.district} ({found.district_code})"
    if found.province and found.level != "province":
        yield f"  in       {found.province} ({found.province_code})"
    if found.valid_from or found.valid_to:
        yield f"  from     {found.valid_from or 'before the table'} to {found.valid_to or 'today'}"
    if found.successor_unit:
        yield f"  became   {found.successor_unit.name} ({found.successor_unit.code})"
    if found.successor_province:
        yield f"  today    {found.successor_province.name} ({found.successor_province.code})"
    for each in found.successors if found.level != "province" else ():
        yield f"           {'a part to ' if each.partial else ''}{each.name} ({each.code})"
    for candidate in found.candidates:
        yield f"  perhaps  {candidate.name} ({candidate.code}){', ' + candidate.within if candidate.within else ''}"
