"""A record in which every field of every model says something of its own, so that no form can lose one unseen."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from bcdextract.export.models import REFERENCES, bare, fields, listed, single
from bcdextract.record import Article, Block, Evidence, Record

_WORDS = 3000
TEXT = "Họp 😀 " + " ".join(f"từ{number:04}" for number in range(_WORDS))
"""A text with a character beyond the first plane before every span."""


class _Filler:
    def __init__(self) -> None:
        self._numbers = count(1)

    def model(self, model: type[BaseModel], name: str = "") -> Any:
        if model is Evidence:
            return self._evidence()
        return model(**{field: self._field(model, field, kind, name) for field, kind in fields(model)})

    def _evidence(self) -> Evidence:
        at = TEXT.index(f"từ{next(self._numbers):04}")
        return Evidence(start=at, end=at + 6, text=TEXT[at : at + 6], rule=f"rule_{next(self._numbers)}")

    def _field(self, model: type[BaseModel], field: str, kind: Any, name: str) -> Any:
        to = REFERENCES.get(f"{model.__name__}.{field}")
        if to:
            other = 0 if name.endswith("-1") else 1  # nothing belongs to itself
            return (f"{to}-0", f"{to}-1") if get_origin(kind) is tuple else f"{to}-{other}"
        if field == "id":
            return name or hashlib.sha256(TEXT.encode()).hexdigest()
        if field == "text" and model is Article:
            return TEXT
        if model is Block and field in ("start", "end"):
            return {"start": 0, "end": len(TEXT)}[field]
        inner = single(kind)
        if inner is not None:
            return self.model(inner)
        parts = listed(kind)
        if parts is not None:
            return tuple(self.model(parts, f"{field}-{number}") for number in range(2))
        return self._value(bare(kind), f"{model.__name__}.{field}")

    def _value(self, kind: Any, where: str) -> Any:
        number = next(self._numbers)
        if get_origin(kind) is Literal:
            return get_args(kind)[number % len(get_args(kind))]
        if get_origin(kind) is Union or dt.date in get_args(kind):
            return dt.datetime(2021, 7, 8, 9, number % 60, tzinfo=dt.timezone(dt.timedelta(hours=7)))
        if get_origin(kind) is tuple:
            return (f"{where} {number}a", f"{where} {number}b")
        made = {
            str: f"{where} “Đắk {number}”",
            int: number,
            float: number / 10_000,
            bool: True,
            Decimal: Decimal(number) / 8,
            dt.date: dt.date(2000, 1, 1) + dt.timedelta(days=number),
        }
        return made[kind]


def full_record() -> Record:
    """Two of everything, every optional field given."""
    record: Record = _Filler().model(Record)
    return record


def leaves(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every value of a record with ``Model.field`` before it, that of lists included; ``None`` is no value."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from leaves(getattr(part, name), (type(part).__name__, name))
    elif isinstance(part, tuple):
        for one in part:
            yield from leaves(one, path)
    elif part is not None:
        yield ".".join(path), part
