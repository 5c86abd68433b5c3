"""Facts that are known of well-known documents, and what a record says against them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from bcdextract.errors import LexiconError
from bcdextract.record import Document, Record, Warning
from bcdextract.text import fold

FILE = "known_documents.yaml"
CODE = "known_date_differs"
_TERMS = (1991, 1996, 2001, 2006, 2011, 2016, 2021, 2026)
"""The years of the Party's congresses: numbers of its documents begin anew in each term."""


class Known(NamedTuple):
    """A document whose date is known."""

    number: str
    date: dt.date
    type: str
    issuer: str
    about: str


def check(record: Record) -> Iterator[Warning]:
    """A warning for every document that the record dates otherwise than is known.

    A date in another term of the Party is another document of that number, unless only the year differs.

    >>> import bcdextract
    >>> said = bcdextract.extract("Tỉnh ủy họp về Nghị quyết số 35-NQ/TW ngày 22/8/2018 của Bộ Chính trị.")
    >>> [warning.message for warning in check(said)]
    ['35-NQ/TW is dated 2018-08-22 here; the Nghị quyết of Bộ Chính trị is known to be of 2018-10-22']
    """
    for document in record.documents:
        wrong = _differs(document)
        if wrong:
            message = (
                f"{document.number} is dated {document.date} here; "
                f"the {wrong.type} of {wrong.issuer} is known to be of {wrong.date}"
            )
            yield Warning(code=CODE, message=message, evidence=document.evidence)


def _differs(document: Document) -> Known | None:
    """The known document that is meant and has another date; ``None`` where all agrees or another one is meant."""
    date = document.date
    if document.number is None or date is None:
        return None
    same = documents().get(fold(document.number).replace(" ", ""), ())
    if any(one.date == date for one in same):
        return None
    meant = (one for one in same if _term(one.date) == _term(date) or one.date.replace(year=date.year) == date)
    return next(meant, None)


def _term(day: dt.date) -> int:
    """The term that a day lies in, by the year of its congress, which is held in January or later."""
    return sum(1 for year in _TERMS if day >= dt.date(year, 2, 1))


@cache
def documents() -> Mapping[str, tuple[Known, ...]]:
    """The known documents by folded number; one number may stand for a document in each term.

    Raises ``LexiconError`` for an entry that lacks a field or has one that is not known.
    """
    import yaml

    text = resources.files("bcdextract").joinpath("data", FILE).read_text(encoding="utf-8")
    found: dict[str, tuple[Known, ...]] = {}
    for entry in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        one = known(entry)
        key = fold(one.number)
        found[key] = (*found.get(key, ()), one)
    return found


def known(entry: Mapping[str, Any]) -> Known:
    """An entry of the file, checked.

    >>> known({"number": "1-A"})
    Traceback (most recent call last):
    ...
    bcdextract.errors.LexiconError: known_documents.yaml: 1-A: about, date, issuer, type missing; add them
    """
    name = entry.get("number", "an entry without a number")
    missing = sorted(set(Known._fields) - set(entry))
    if missing:
        raise LexiconError(f"{FILE}: {name}: {', '.join(missing)} missing; add them")
    unknown = sorted(set(entry) - set(Known._fields))
    if unknown:
        raise LexiconError(f"{FILE}: {name}: unknown {', '.join(unknown)}; take them out")
    if not isinstance(entry["date"], dt.date):
        raise LexiconError(f"{FILE}: {name}: {entry['date']!r} is no date; write it as 2018-10-22")
    return Known(**entry)
