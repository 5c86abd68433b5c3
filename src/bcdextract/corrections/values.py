"""Values as tools hold them, which is text, back as the fields of a model."""

from __future__ import annotations

import json
from typing import Any

from bcdextract.export.models import REFERENCES, bare, fields
from bcdextract.export.spans import Scheme

Json = dict[str, Any]


def unflat(scheme: Scheme, values: dict[str, str]) -> Json:
    """The fields of a fact out of its values: ``locality.code`` is the code in its locality.

    >>> from bcdextract.export.spans import schemes
    >>> unflat(schemes()["Unit"], {"name": "Sở Y tế", "locality.code": "62", "aliases": '["SYT"]'})
    {'name': 'Sở Y tế', 'locality': {'code': '62'}, 'aliases': ['SYT']}
    """
    data: Json = {}
    for name, text in values.items():
        if not text.strip():
            continue
        *path, last = name.split(".")
        part = data
        model = scheme.model
        for step in path:
            part = part.setdefault(step, {})
            model = _inner(model, step)
        part[last] = _decoded(model, last, text)
    return data


def _inner(model: Any, name: str) -> Any:
    return bare(dict(fields(model))[name])


def _decoded(model: Any, name: str, text: str) -> Any:
    """A value out of its text: lists and parts are JSON; what is none stays text, for validation to refuse."""
    kind = dict(fields(model)).get(name)
    inner = bare(kind)
    if f"{model.__name__}.{name}" in REFERENCES and is_list(kind):
        return text.split()
    if is_list(kind) or hasattr(inner, "model_fields"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def is_list(kind: Any) -> bool:
    return getattr(bare(kind), "__origin__", None) is tuple


def place(data: Json, loc: tuple[int | str, ...]) -> str:
    """The words of the fact that an error of validation lies in, and the field."""
    part: Any = data
    words = ""
    for step in loc:
        try:
            part = part[step]
        except (KeyError, IndexError, TypeError):
            break
        spans = part.get("mentions") or part.get("evidence") if isinstance(part, dict) else None
        if spans:
            words = spans[0]["text"]
    return f"{'.'.join(map(str, loc))} of «{words}»"
