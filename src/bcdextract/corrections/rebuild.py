"""A record from the regions and links of a corrected article: what people changed wins, what follows from changed
words is read anew, what they left alone stays as it was."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from bcdextract.corrections.sheet import CorrectionError, Found, Sheet
from bcdextract.corrections.words import FOLLOWING, said
from bcdextract.export.spans import SAME, Region, Scheme, marked, schemes, unmarked
from bcdextract.export.tables import REFERENCES, _bare, _fields, _listed
from bcdextract.record import Record

BY_HAND = "by_hand"
"""The rule of a span that a person drew."""
Json = dict[str, Any]


class Fact:
    """The regions of one fact, the first of them the one with the values."""

    def __init__(self, label: str, order: int) -> None:
        self.label = label
        self.order = order
        self.regions: list[Found] = []
        self.was: list[Region] = []
        self.links: list[tuple[str, str]] = []
        """(kind, fact)"""


def record_of(sheet: Sheet) -> Record:
    """The record that a sheet says. Raises ``CorrectionError`` listing what people have to mend in it."""
    return _Rebuilt(sheet).record()


class _Rebuilt:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._text = sheet.record.article.text
        self._problems: list[str] = []
        self._before = marked(sheet.record)
        self._facts: dict[str, Fact] = {}
        self._fact_of: dict[str, str] = {}
        self._held: set[str] = set()

    def record(self) -> Record:
        self._regions()
        self._links()
        self._reattach()
        data: Json = {"schema_version": self._sheet.record.schema_version}
        data["article"] = self._sheet.record.article.model_dump(mode="json")
        labels = {model.__name__: name for name, kind in _fields(Record) if (model := _listed(kind))}
        made: dict[str, list[tuple[int, Json]]] = {name: [] for name in labels.values()}
        for key, fact in self._facts.items():
            if fact.label in labels:
                made[labels[fact.label]].append((fact.order, self._fact(key)))
        for name, fact in unmarked(self._sheet.record):
            made[name].append((10**9, fact.model_dump(mode="json")))
        for name, facts in made.items():
            data[name] = [one for _, one in sorted(facts, key=lambda pair: pair[0])]
        self._orphans(labels)
        return self._checked(data)

    def _checked(self, data: Json) -> Record:
        if not self._problems:
            try:
                return Record.model_validate(data)
            except ValidationError as error:
                for each in error.errors()[:5]:
                    self._problems.append(f"{_place(data, each['loc'])}: {each['msg']}; set it in the tool")
        raise CorrectionError(f"{self._sheet.where}: {'; '.join(self._problems)}")

    def _regions(self) -> None:
        """Every region to its fact: one that was exported to its own, a new one to one of its own or a ``same``."""
        by_id = {region.id: region for region in self._before.regions}
        by_place: dict[tuple[str, int, int], list[Region]] = {}
        for region in reversed(self._before.regions):
            by_place.setdefault((region.label, region.start, region.end), []).append(region)
        taken = {found.id for found in self._sheet.regions if found.id in by_id}
        known: dict[str, Region] = {}
        for found in self._sheet.regions:
            was = by_id.get(found.id)
            places = by_place.get((found.label, found.start, found.end), [])
            while was is None and places:
                place = places.pop()
                was = place if place.id not in taken else None
            if was is not None and was.label == found.label:
                known[found.id] = was
        order = {region.id: number for number, region in enumerate(self._before.regions)}
        joined = {a: b for a, b, kind in self._sheet.links if kind == SAME}
        for found in sorted(self._sheet.regions, key=lambda each: (each.start, each.end)):
            self._region(found, known, order, joined)
        for fact in self._facts.values():
            where = {found.id: order[known[found.id].id] for found in fact.regions if found.id in known}
            fact.regions.sort(key=lambda found: (where.get(found.id, 10**6), found.start))
            fact.was = [region for region in self._before.regions if region.fact == self._fact_of[fact.regions[0].id]]

    def _region(self, found: Found, known: dict[str, Region], order: dict[str, int], joined: dict[str, str]) -> None:
        shown = f"{found.label} «{self._text[found.start : found.end]}»"
        if found.label not in schemes():
            self._problems.append(f"{shown}: no label of ours; use one of {', '.join(schemes())}")
            return
        if not 0 <= found.start < found.end <= len(self._text):
            self._problems.append(f"{found.label} {found.start}:{found.end}: outside the text; draw it anew")
            return
        head, seen = found.id, {found.id}
        while head in joined and joined[head] not in seen:
            head = joined[head]
            seen.add(head)
        key = known[head].fact if head in known else head
        first = order[known[head].id] if head in known else 10**6 + found.start
        fact = self._facts.setdefault(key, Fact(found.label, first))
        if fact.label != found.label:
            self._problems.append(f"{shown}: is the same as a {fact.label}; give both one label")
            return
        fact.order = min(fact.order, first)
        fact.regions.append(found)
        self._fact_of[found.id] = key

    def _links(self) -> None:
        for source, target, kind in self._sheet.links:
            if kind == SAME or source not in self._fact_of or target not in self._fact_of:
                continue
            fact, to = self._facts[self._fact_of[source]], self._facts[self._fact_of[target]]
            wanted = schemes()[fact.label].links.get(kind)
            if wanted != to.label:
                may = ", ".join(f"{name} -> {label}" for name, label in schemes()[fact.label].links.items())
                self._problems.append(
                    f"link {kind or 'without a name'} from {self._shown(fact)} to {self._shown(to)}: "
                    f"a {fact.label} has {may or 'no links'}"
                )
            elif (kind, self._fact_of[target]) not in fact.links:
                fact.links.append((kind, self._fact_of[target]))
        was = {(a, b, kind): number for number, (a, b, kind) in enumerate(self._links_before())}
        for key, fact in self._facts.items():
            fact.links.sort(key=lambda link: (was.get((key, link[1], link[0]), 10**6), self._facts[link[1]].order))

    def _links_before(self) -> list[tuple[str, str, str]]:
        fact = {region.id: region.fact for region in self._before.regions}
        return [(fact[link.source], fact[link.target], link.kind) for link in self._before.links]

    def _reattach(self) -> None:
        """Links that went only because the tool deleted them with a region, where both facts have another one left."""
        left = {region.id for region in self._sheet.regions}
        first = {region.fact: region.id for region in reversed(self._before.regions)}
        for source, target, kind in self._links_before():
            gone = first[source] not in left or first[target] not in left
            if gone and source in self._facts and target in self._facts and self._old_id(source, target, left, first):
                self._facts[source].links.append((kind, target))

    def _old_id(self, source: str, target: str, left: set[str], first: dict[str, str]) -> bool:
        """Whether the tool keeps our ids at all, so that a region that is not there was deleted."""
        kept = any(found.values is not None for found in self._sheet.regions)
        return kept and not any(t == target for _, t in self._facts[source].links)

    def _shown(self, fact: Fact) -> str:
        head = fact.regions[0]
        return f"{fact.label} «{self._text[head.start : head.end]}»"

    def _orphans(self, tops: dict[str, str]) -> None:
        for key, fact in self._facts.items():
            if fact.label not in tops and key not in self._held:
                owners = [
                    f"{label}.{kind}"
                    for label, scheme in schemes().items()
                    for kind, to in scheme.links.items()
                    if to == fact.label
                ]
                mend = f"link it from {' or '.join(owners)}, or delete it"
                self._problems.append(f"{self._shown(fact)}: belongs to nothing; {mend}")

    def _fact(self, key: str) -> Json:
        fact = self._facts[key]
        self._held.add(key)
        scheme = schemes()[fact.label]
        data = _unflat(scheme, self._values(fact))
        if "id" in scheme.model.model_fields:
            data["id"] = key
        data[scheme.spans] = [self._span(found, fact) for found in fact.regions]
        kinds = dict(_fields(scheme.model))
        for kind, target in fact.links:
            named = "id" in schemes()[self._facts[target].label].model.model_fields
            value: Any = target if named else self._fact(target)
            if _is_list(kinds[kind]):
                data[kind] = [*(data.get(kind) or []), value]
            elif kind in data:
                self._problems.append(f"{self._shown(fact)}: has {kind} two times; keep one")
            else:
                data[kind] = value
        return data

    def _span(self, found: Found, fact: Fact) -> Json:
        was = next((one for one in fact.was if (one.start, one.end) == (found.start, found.end)), None)
        words = self._text[found.start : found.end]
        return {"start": found.start, "end": found.end, "text": words, "rule": was.rule if was else BY_HAND}

    def _values(self, fact: Fact) -> dict[str, str]:
        """The values of a fact: those given, without those that followed from words it no longer has."""
        head = fact.regions[0]
        before = dict(fact.was[0].values) if fact.was else {}
        given = next((dict(found.values) for found in fact.regions if found.values), None)
        values = before if given is None else given
        moved = not fact.was or not any((r.start, r.end) == fact.was[0][3:5] for r in fact.regions)
        if moved:
            following = FOLLOWING.get(fact.label, frozenset())
            kept = {k: v for k, v in values.items() if k not in following or before.get(k) != v}
            values = {**said(fact.label, self._text[head.start : head.end]), **kept}
        return values


def _unflat(scheme: Scheme, values: dict[str, str]) -> Json:
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
    return _bare(dict(_fields(model))[name])


def _decoded(model: Any, name: str, text: str) -> Any:
    """A value out of its text: lists and parts are JSON; what is none stays text, for validation to refuse."""
    kind = dict(_fields(model)).get(name)
    bare = _bare(kind)
    if f"{model.__name__}.{name}" in REFERENCES and _is_list(kind):
        return text.split()
    if _is_list(kind) or hasattr(bare, "model_fields"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _is_list(kind: Any) -> bool:
    return getattr(_bare(kind), "__origin__", None) is tuple


def _place(data: Json, loc: tuple[int | str, ...]) -> str:
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
