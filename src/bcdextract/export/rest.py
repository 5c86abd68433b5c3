"""What a form has no place of its own for, as lines of text: ``field: value``. Nothing of a fact is left behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bcdextract.record import Model


def lines(fact: Model, without: frozenset[str]) -> Iterator[str]:
    """A line for each value of a fact but the fields in ``without``; spans as ``start-end «words» rule``.

    >>> from bcdextract.record import Change
    >>> list(lines(Change(direction="increase", compared_to="cùng kỳ"), frozenset({"direction"})))
    ['compared_to: cùng kỳ']
    """
    for name in type(fact).model_fields:
        if name not in without:
            yield from _lines(name, getattr(fact, name))


def _lines(name: str, value: Any) -> Iterator[str]:
    if value is None or value == ():
        return
    if isinstance(value, Model):
        span = set(type(value).model_fields) == {"start", "end", "text", "rule"}
        if span:
            yield f"{name}: {value.start}-{value.end} «{value.text}» {value.rule}"  # type: ignore[attr-defined]
            return
        for below in type(value).model_fields:
            yield from _lines(f"{name}.{below}", getattr(value, below))
    elif isinstance(value, tuple):
        for one in value:
            if isinstance(one, Model) and "evidence" not in name and "mentions" not in name:
                yield f"{name}: {json.dumps(one.model_dump(mode='json'), ensure_ascii=False)}"
            else:
                yield from _lines(name, one)
    else:
        yield f"{name}: {value.isoformat() if hasattr(value, 'isoformat') else value}"
