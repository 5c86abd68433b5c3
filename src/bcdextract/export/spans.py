"""A record as annotators see it: marked words with values, and links between them. The models decide what there is.

A fact is labelled with the name of its model and has a region for each of its spans; its values stand at the first.
Parts that have spans of their own are facts too, linked from the one they belong to by the field's name; parts without
any are values, as are lists of them, in JSON. A field that names another fact's id is a link to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from bcdextract.export.models import REFERENCES, bare, fields, listed, single
from bcdextract.record import Evidence, Record

SAME = "same"
"""A link by which annotators say that a region is one more mention of another region's fact."""


class Region(NamedTuple):
    """Marked words. ``fact`` is shared by the regions of one fact, ``values`` stand at the first of them."""

    id: str
    fact: str
    label: str
    start: int
    end: int
    text: str
    rule: str
    values: Mapping[str, str]


class Link(NamedTuple):
    """That the fact of region ``source`` has the fact of region ``target`` in its field ``kind``."""

    source: str
    target: str
    kind: str


class Marked(NamedTuple):
    """The regions and links of a record."""

    regions: tuple[Region, ...]
    links: tuple[Link, ...]


class Scheme(NamedTuple):
    """What a label's fact may have: values (with their choices, where they are few), links and what they lead to."""

    model: type[BaseModel]
    spans: str
    values: Mapping[str, tuple[str, ...]]
    links: Mapping[str, str]


@cache
def schemes() -> Mapping[str, Scheme]:
    """The labels, each with what it may have.

    >>> schemes()["Participant"].links
    {'official': 'Official'}
    >>> "interim_review" in schemes()["Meeting"].values["kind"]
    True
    """
    found: dict[str, Scheme] = {}
    for _, kind in fields(Record):
        model = listed(kind)
        if model is not None:
            _scheme(model, found)
    return found


def _scheme(model: type[BaseModel], found: dict[str, Scheme]) -> None:
    values: dict[str, tuple[str, ...]] = {}
    links: dict[str, str] = {}
    spans = span_field(model)
    if model.__name__ in found or spans is None:
        return
    found[model.__name__] = Scheme(model, spans, values, links)
    for name, kind in fields(model):
        inner = single(kind) or listed(kind)
        to = REFERENCES.get(f"{model.__name__}.{name}")
        if inner is Evidence or name == "id":
            continue
        if to is not None:
            target = listed(dict(fields(Record))[to])
            assert target is not None
            links[name] = target.__name__
        elif inner is not None and span_field(inner):
            links[name] = inner.__name__
            _scheme(inner, found)
        values.update(_choices(name, kind))


def _choices(name: str, kind: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The values that a field may have in text, with those of a part that has no spans."""
    inner = single(kind)
    if inner is not None and span_field(inner) is None:
        for below, each in fields(inner):
            yield from _choices(f"{name}.{below}", each)
    else:
        few = get_args(bare(kind)) if str(get_origin(bare(kind))) == "typing.Literal" else ()
        yield name, tuple(map(str, few))


@cache
def span_field(model: type[BaseModel]) -> str | None:
    """The field of a model that holds its spans: ``mentions`` or ``evidence``."""
    return next((name for name, kind in fields(model) if listed(kind) is Evidence), None)


def marked(record: Record) -> Marked:
    """The regions and links of a record. A fact without any span has no region: see :func:`unmarked`.

    >>> import bcdextract
    >>> found = marked(bcdextract.extract("Sáng 5/3/2024, ông Lê Thị An, Bí thư Tỉnh ủy, chủ trì hội nghị."))
    >>> [(region.label, region.text) for region in found.regions if region.label in ("Official", "Position")]
    [('Official', 'Lê Thị An'), ('Position', 'Bí thư Tỉnh ủy')]
    """
    walk = _Walk()
    for name, kind in fields(Record):
        if listed(kind) is not None:
            for number, fact in enumerate(getattr(record, name), start=1):
                walk.fact(fact, key_of(fact, name, number))
    first = {region.fact: region.id for region in reversed(walk.regions)}
    links, homeless = [], []
    for source, target, kind in walk.links:
        if target in first:
            links.append(Link(first[source], first[target], kind))
        else:
            homeless.append((source, target, kind))
    return Marked(_with(walk.regions, homeless), tuple(links))


def _with(regions: list[Region], homeless: list[tuple[str, str, str]]) -> tuple[Region, ...]:
    """The regions, with an id that leads to no region as a value."""
    added: dict[str, dict[str, str]] = {}
    for source, target, kind in homeless:
        own = added.setdefault(source, {})
        own[kind] = f"{own[kind]} {target}" if kind in own else target
    done: set[str] = set()
    found = []
    for region in regions:
        more = added.get(region.fact, {}) if region.fact not in done else {}
        done.add(region.fact)
        found.append(region._replace(values={**region.values, **more}) if more else region)
    return tuple(found)


def key_of(fact: Any, name: str, number: int) -> str:
    """What a fact of the record's list ``name`` is called: its id, else the list and its number there, from 1."""
    return str(getattr(fact, "id", f"{name}-{number}"))


def unmarked(record: Record, name: str) -> Iterator[tuple[int, BaseModel]]:
    """The facts of a list of the record that have no span, each with its number there."""
    for number, fact in enumerate(getattr(record, name), start=1):
        spans = span_field(fact.__class__)
        if spans is None or not getattr(fact, spans):
            yield number, fact


class _Walk:
    """One record on its way into regions."""

    def __init__(self) -> None:
        self.regions: list[Region] = []
        self.links: list[tuple[str, str, str]] = []

    def fact(self, fact: BaseModel, name: str) -> bool:
        """Add a fact with all that hangs on it; whether it has a span to stand at."""
        label = type(fact).__name__
        spans = getattr(fact, span_field(type(fact)) or "", ())
        if not spans:
            return False
        values: dict[str, str] = {}
        at = len(self.regions)
        for number, span in enumerate(spans, start=1):
            own = name if number == 1 else f"{name}~{number}"  # no "#": Label Studio cuts ids there
            said = (span.start, span.end, span.text, span.rule)
            self.regions.append(Region(own, name, label, *said, values if number == 1 else {}))
        for field, kind in fields(type(fact)):
            if field != "id" and listed(kind) is not Evidence:
                values.update(self._field(fact, field, kind, name))
        assert self.regions[at].values is values
        return True

    def _field(self, fact: BaseModel, field: str, kind: Any, name: str) -> Iterator[tuple[str, str]]:
        value = getattr(fact, field)
        if value is None:
            return
        if f"{type(fact).__name__}.{field}" in REFERENCES:
            self.links += [(name, target, field) for target in ([value] if isinstance(value, str) else value)]
        elif (inner := single(kind)) is not None and span_field(inner) is None:
            for below, each in fields(inner):
                yield from ((f"{field}.{key}", text) for key, text in self._field(value, below, each, name))
        elif inner is not None:
            if self.fact(value, f"{name}.{field}"):
                self.links.append((name, f"{name}.{field}", field))
            else:
                yield field, value.model_dump_json()
        elif listed(kind) is not None:
            yield from self._list(value, field, name)
        else:
            dumped = fact.model_dump(mode="json", include={field})[field]
            if dumped != []:
                yield field, dumped if isinstance(dumped, str) else json.dumps(dumped, ensure_ascii=False)

    def _list(self, parts: tuple[BaseModel, ...], field: str, name: str) -> Iterator[tuple[str, str]]:
        """Parts with spans become facts, the others one value."""
        rest = []
        for number, part in enumerate(parts, start=1):
            below = f"{name}.{field}.{number}"
            if self.fact(part, below):
                self.links.append((name, below, field))
            else:
                rest.append(part.model_dump(mode="json"))
        if rest:
            yield field, json.dumps(rest, ensure_ascii=False)
