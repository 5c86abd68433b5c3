"""What a marked phrase says by itself: the values that follow from its words, for regions that people drew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bcdextract.pipeline import extract
from bcdextract.record import Model


def _unit(text: str) -> dict[str, Any]:
    found = extract(text).units
    return {"name": text, **({"kind": found[0].kind, "level": found[0].level} if len(found) == 1 else {})}


def _official(text: str) -> dict[str, Any]:
    return {"name": text}


def _position(text: str) -> dict[str, Any]:
    return {"title": text, "text": text}


def _location(text: str) -> dict[str, Any]:
    return {"text": text}


def _period(text: str) -> dict[str, Any]:
    day = _one(extract(text).dates, ("start_date", "end_date"))
    return {"text": text, **({"start": day["start_date"], "end": day["end_date"]} if day else {})}


def _meeting_date(text: str) -> dict[str, Any]:
    day = _one(extract(text).dates, ("start_date", "end_date", "precision", "session", "partial", "basis"))
    return {"text": text, **{_SHORT.get(name, name): value for name, value in day.items()}}


_SHORT = {"start_date": "start", "end_date": "end"}


def _date(text: str) -> dict[str, Any]:
    every = ("start_date", "end_date", "precision", "type", "session", "partial", "basis")
    return _one(extract(text).dates, every)


def _result(text: str) -> dict[str, Any]:
    every = ("value", "upper", "total", "measure", "unit", "item", "approximation")
    return _one(extract(text).results, every)


def _document(text: str) -> dict[str, Any]:
    return _one(extract(text).documents, ("number", "number_text", "type", "issuer", "date"))


def _one(found: tuple[Model, ...], names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of the only fact found; nothing where there are several or none."""
    return {name: getattr(found[0], name) for name in names} if len(found) == 1 else {}


_READERS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "Unit": _unit,
    "Official": _official,
    "Position": _position,
    "Location": _location,
    "Period": _period,
    "MeetingDate": _meeting_date,
    "DateMention": _date,
    "Result": _result,
    "Document": _document,
}
FOLLOWING: Mapping[str, frozenset[str]] = {
    "Unit": frozenset({"name"}),
    "Official": frozenset({"name"}),
    "Position": frozenset({"title", "text"}),
    "Location": frozenset({"text"}),
    "Period": frozenset({"text", "start", "end"}),
    "MeetingDate": frozenset({"text", "start", "end", "precision", "session", "partial", "basis"}),
    "DateMention": frozenset({"start_date", "end_date", "precision", "type", "session", "partial", "basis"}),
    "Result": frozenset({"value", "upper", "total", "measure", "unit", "item", "approximation"}),
    "Document": frozenset({"number", "number_text", "type", "issuer", "date"}),
}
"""The values of a label that change with its words: read anew where people moved a region's ends."""


def said(label: str, text: str) -> dict[str, str]:
    """The values that the words of a region of ``label`` give, as text.

    >>> said("Result", "hơn 1.200 lượt người")
    {'value': '1200', 'measure': 'count', 'item': 'lượt người', 'approximation': 'over'}
    """
    found = _READERS[label](text) if label in _READERS else {}
    return {name: str(value) for name, value in found.items() if value is not None}
