"""Structured, checked records from Vietnamese news articles about committee meetings.

>>> import bcdextract
>>> record = bcdextract.extract("Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban.")
>>> record.article.text[:10]
'Sáng 5/3/2'

Nothing heavy is loaded until a name is used: ``import bcdextract`` alone costs about a millisecond.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bcdextract import places
    from bcdextract.anchors import Where, where
    from bcdextract.annotate import Annotation
    from bcdextract.batch import ErrorRow, Skip, extract_many
    from bcdextract.errors import BcdExtractError, ExportError, LexiconError, LimitError, NotAnArticle, ReadError
    from bcdextract.export.frames import to_frames
    from bcdextract.limits import Limits
    from bcdextract.own_words import load_lexicon
    from bcdextract.pipeline import extract
    from bcdextract.record import (
        Article,
        AttendingUnit,
        Block,
        Candidate,
        Change,
        DateMention,
        Document,
        Evidence,
        Locality,
        Location,
        Meeting,
        MeetingDate,
        Official,
        Participant,
        Period,
        Position,
        Record,
        Result,
        Successor,
        Unit,
        Warning,
    )
    from bcdextract.sources import Item, items

__version__ = "0.1.0"

__all__ = [
    "Annotation",
    "Article",
    "AttendingUnit",
    "BcdExtractError",
    "Block",
    "Candidate",
    "Change",
    "DateMention",
    "Document",
    "ErrorRow",
    "Evidence",
    "ExportError",
    "Item",
    "LexiconError",
    "LimitError",
    "Limits",
    "Locality",
    "Location",
    "Meeting",
    "MeetingDate",
    "NotAnArticle",
    "Official",
    "Participant",
    "Period",
    "Position",
    "ReadError",
    "Record",
    "Result",
    "Skip",
    "Successor",
    "Unit",
    "Warning",
    "Where",
    "__version__",
    "extract",
    "extract_many",
    "items",
    "load_lexicon",
    "places",
    "to_frames",
    "where",
]

_HOMES = {
    "extract": "pipeline",
    "extract_many": "batch",
    "ErrorRow": "batch",
    "Skip": "batch",
    "Annotation": "annotate",
    "Where": "anchors",
    "where": "anchors",
    "Item": "sources",
    "items": "sources",
    "Limits": "limits",
    "BcdExtractError": "errors",
    "ExportError": "errors",
    "LexiconError": "errors",
    "LimitError": "errors",
    "NotAnArticle": "errors",
    "ReadError": "errors",
    "load_lexicon": "own_words",
    "to_frames": "export.frames",
}
"""Where the names of the face live; every other one is a part of the record."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "places":
        return import_module(f"{__name__}.places")
    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'record')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
