"""What the models of a record are made of, for forms that are driven by them: a new field needs no new code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

REFERENCES: Mapping[str, str] = {
    "Meeting.conveners": "units",
    "Participant.official": "officials",
    "AttendingUnit.unit": "units",
    "Unit.parent": "units",
    "Position.unit": "units",
    "Result.actor": "units",
    "Result.part_of": "results",
    "Document.linked_to": "documents",
}
"""Fields that name another fact of the record by its id, and its table."""


@cache
def fields(model: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """The fields of a model, each with its type."""
    return tuple(
        (name, Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
        for name, field in model.model_fields.items()
    )


def deep(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All fields of a model and of its single parts, each with its path."""
    for name, kind in fields(model):
        inner = single(kind)
        if inner is None:
            yield (*path, name), kind
        else:
            yield from deep(inner, (*path, name))


def dated(kind: Any) -> bool:
    """Whether it is a day or a moment: ISO text in its own column, and the day in a second one."""
    inner = bare(kind)
    return get_origin(inner) in (Union, UnionType) and dt.date in get_args(inner)


@cache
def bare(kind: Any) -> Any:
    """A type without ``Annotated`` and ``None``."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, UnionType) and type(None) in get_args(kind):
            rest = [each for each in get_args(kind) if each is not type(None)]
            kind = rest[0] if len(rest) == 1 else Union[tuple(rest)]  # noqa: UP007
        else:
            return kind


def optional(kind: Any) -> bool:
    if get_origin(kind) is Annotated:
        return optional(get_args(kind)[0])
    return get_origin(kind) in (Union, UnionType) and type(None) in get_args(kind)


@cache
def single(kind: Any) -> type[BaseModel] | None:
    """The model of a field that holds one part."""
    inner = bare(kind)
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


@cache
def listed(kind: Any) -> type[BaseModel] | None:
    """The model of a field that holds a list of parts."""
    inner = bare(kind)
    return single(get_args(inner)[0]) if get_origin(inner) is tuple else None
