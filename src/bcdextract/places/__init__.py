"""Administrative units of Vietnam in time: which one a name meant on a day, and what it is today.

>>> from bcdextract import places
>>> town = places.find("TX. Duy Tiên", on="2024-07-05")
>>> town.code, town.name, town.province, town.status
('349', 'Thị xã Duy Tiên', 'Tỉnh Hà Nam', 'found')
>>> town.successor_province.name, len(town.successors)
('Tỉnh Ninh Bình', 6)

The table covers 2015 to 2026: provinces and districts with every change, communes as they were in 2023, on the eve of
2025-07-01, and since. It is loaded at the first question (about 15 ms), never by ``import bcdextract``.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bcdextract.places.answer import locality
from bcdextract.places.search import Found, search
from bcdextract.places.table import FIRST, LAST
from bcdextract.record import Locality

__all__ = ["COVERAGE", "find"]

COVERAGE = (dt.date.fromisoformat(FIRST), dt.date.fromisoformat(LAST))
"""The first and the last day that the table knows about."""

Within = str | Locality | Sequence[str | Locality] | None


def find(
    name: str, on: dt.date | dt.datetime | str | None, within: Within = None, *, ignore_marks: bool = False
) -> Locality:
    """The unit that ``name`` meant on a day: a ``Locality`` with its code, or with candidates, or with neither.

    ``name`` is written as articles write it: with its type or a short form of it ("huyện Kon Rẫy", "TX. Duy Tiên",
    "P.5") or bare, in any usual spelling, followed by higher places or not ("xã Tân Lập, huyện Kon Rẫy"). A name
    typed without any marks ("huyen Kon Ray") is taken so; ``ignore_marks`` does it for names with marks, too.

    ``on`` is a date, an ISO string, or ``None`` where the day is not known: then only a name that has meant one and
    the same unit at all times has a code. ``within`` names a place that the unit lies in, or several.

    ``status`` of the answer says how to take it (see :class:`~bcdextract.record.Locality`); ``code`` is ``None``
    unless one unit is certain. Nothing is guessed: two units of a name are two candidates.

    >>> find("huyện Kỳ Sơn", on="2017-12-10").status
    'ambiguous'
    >>> [(each.code, each.within) for each in find("huyện Kỳ Sơn", on="2017-12-10").candidates]
    [('151', 'Tỉnh Hòa Bình'), ('417', 'Tỉnh Nghệ An')]
    >>> find("huyện Kỳ Sơn", on="2017-12-10", within="Nghệ An").code
    '417'

    A unit that had another type or had ended by that day is found, and the answer says so:

    >>> find("huyện Duy Tiên", on="2022-07-01").name, find("huyện Duy Tiên", on="2022-07-01").status
    ('Thị xã Duy Tiên', 'renamed')
    >>> gone = find("quận 9", on="2023-07-19")
    >>> gone.code, gone.status, str(gone.valid_to), gone.successor_unit.name
    ('763', 'former', '2021-01-01', 'Thành phố Thủ Đức')

    Names that the table does not have, has only later, or days outside it:

    >>> [find(*asked).status for asked in (("huyện Xyz", "2020-01-01"), ("phường Sài Gòn", "2019-03-03"))]
    ['unknown', 'future']
    >>> find("huyện Từ Liêm", on="2010-05-01").status
    'coverage'

    Raises ``ValueError`` for an ``on`` that is no date, ``TypeError`` for a ``name`` that is no string.
    """
    if not isinstance(name, str):
        raise TypeError(f"find() takes the name of a place as a string, not {type(name).__name__}")
    return _found(name, _day(on), tuple(_names(within)), ignore_marks)


@lru_cache(4096)
def _found(name: str, day: dt.date | None, within: tuple[str, ...], ignore_marks: bool) -> Locality:
    """The answer, kept: articles name the same few places again and again."""
    asked = " ".join(unicodedata.normalize("NFC", name).split())
    if day is not None and not COVERAGE[0] <= day <= COVERAGE[1]:
        return locality(asked, Found("coverage"), day)
    return locality(asked, search(asked, day.isoformat() if day else None, within, ignore_marks), day)


def _day(on: dt.date | dt.datetime | str | None) -> dt.date | None:
    if isinstance(on, dt.datetime):
        return on.date()
    if on is None or isinstance(on, dt.date):
        return on
    try:
        return dt.datetime.fromisoformat(on).date()
    except ValueError as error:
        raise ValueError(f"on={on!r} is no ISO date; give it as 2024-07-05") from error


def _names(within: Within) -> list[str]:
    """The names of higher places; those of a locality with the places above it."""
    if within is None:
        return []
    if isinstance(within, Locality):
        above = [each for each in (within.name, within.district, within.province) if each]
        return list(dict.fromkeys(above))
    if isinstance(within, str):
        return [within] if within.strip() else []
    return [name for each in within for name in _names(each)]
