"""Two rulers to hold a record against a key: lenient takes forms of one thing as the same, strict wants the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bcdextract.evaluate.strings import document_number, fold, near_post, same_item, same_unit, short_form


class Ruler(NamedTuple):
    """When a record's value is the key's. Names of people, dates and numbers are the same in all rulers."""

    name: str
    unit: Callable[[str, Sequence[str]], bool]
    post: Callable[[str, str], bool]
    item: Callable[[str, str], bool]
    number: Callable[[str, str], bool]
    convener: Callable[[str, Sequence[str], str], bool]
    any_kind: bool
    """Whether every kind of meeting that a reasonable reader accepts will do."""


def _same(want: str, got: str) -> bool:
    return fold(want) == fold(got)


def _any_form(want: str, forms: Sequence[str]) -> bool:
    return any(same_unit(want, form) for form in forms)


def _its_name(want: str, forms: Sequence[str]) -> bool:
    return bool(forms) and _same(want, forms[0])


LENIENT = Ruler(
    name="lenient",
    unit=_any_form,
    post=near_post,
    item=same_item,
    number=lambda want, got: document_number(want) == document_number(got),
    convener=lambda want, forms, name: _any_form(want, forms) or short_form(name, want),
    any_kind=True,
)
STRICT = Ruler(
    name="strict",
    unit=_its_name,
    post=_same,
    item=_same,
    number=_same,
    convener=lambda want, forms, name: _same(want, name),
    any_kind=False,
)
