"""A record from the regions and links of a corrected article: what people changed wins, what follows from changed
words is read anew, what they left alone stays as it was."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from bcdextract.corrections.sheet import CorrectionError, Found, Sheet
from bcdextract.corrections.values import Json, is_list, place, unflat
from bcdextract.corrections.words import FOLLOWING, said
from bcdextract.export.models import fields, listed
from bcdextract.export.spans import SAME, Region, key_of, marked, schemes, unmarked
from bcdextract.record import Record

BY_HAND = "by_hand"
"""The rule of a span that a person drew."""
_NEW = 10**9
"""The place of what was not exported, after all that was."""


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
        self._known: dict[str, Region] = {}
        """By a region's id now, the one that was exported."""

    def record(self) -> Record:
        self._recognise()
        self._regions()
        self._links()
        self._reattach()
        data: Json = {"schema_version": self._sheet.record.schema_version}
        data["article"] = self._sheet.record.article.model_dump(mode="json")
        labels = {model.__name__: name for name, kind in fields(Record) if (model := listed(kind))}
        for label, name in labels.items():
            data[name] = self._list(label, name)
        self._orphans(labels)
        return self._checked(data)

    def _list(self, label: str, name: str) -> list[Json]:
        """Facts as they stood, or in text order where there is a new one; those without a span as they were."""
        before = {
            key_of(fact, name, number): number for number, fact in enumerate(getattr(self._sheet.record, name), 1)
        }
        keys = [key for key, fact in self._facts.items() if fact.label == label]
        new = any(key not in before for key in keys)
        made = []
        for key in keys:
            start = min(found.start for found in self._facts[key].regions)
            made.append((start if new else before[key], self._fact(key)))
        for number, fact in unmarked(self._sheet.record, name):
            made.append((_NEW if new else number, fact.model_dump(mode="json")))
        return [one for _, one in sorted(made, key=lambda pair: pair[0])]

    def _checked(self, data: Json) -> Record:
        if not self._problems:
            try:
                return Record.model_validate(data)
            except ValidationError as error:
                for each in error.errors()[:5]:
                    self._problems.append(f"{place(data, each['loc'])}: {each['msg']}; set it in the tool")
        raise CorrectionError(f"{self._sheet.where}: {'; '.join(self._problems)}")

    def _recognise(self) -> None:
        """Which regions were exported: by their ids or, where the tool gave new ones, by label and place."""
        by_id = {region.id: region for region in self._before.regions}
        by_place: dict[tuple[str, int, int], list[Region]] = {}
        for region in reversed(self._before.regions):
            by_place.setdefault((region.label, region.start, region.end), []).append(region)
        taken = {found.id for found in self._sheet.regions if found.id in by_id}
        for found in self._sheet.regions:
            was = by_id.get(found.id)
            places = by_place.get((found.label, found.start, found.end), [])
            while was is None and places:
                place = places.pop()
                was = place if place.id not in taken else None
            if was is not None and was.label == found.label:
                self._known[found.id] = was

    def _regions(self) -> None:
        """Every region to its fact: one that was exported to its own, a new one to one of its own or a ``same``."""
        order = {region.id: number for number, region in enumerate(self._before.regions)}
        places = {name: order[region.id] for name, region in self._known.items()}
        joined = {a: b for a, b, kind in self._sheet.links if kind == SAME}
        for found in sorted(self._sheet.regions, key=lambda each: (each.start, each.end)):
            self._region(found, places, joined)
        for key, fact in self._facts.items():
            fact.regions.sort(key=lambda found: (places.get(found.id, _NEW), found.start))
            fact.was = [r for r in self._before.regions if r.fact == key and r.label == fact.label]

    def _region(self, found: Found, places: dict[str, int], joined: dict[str, str]) -> None:
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
        key = self._known[head].fact if head in self._known else head
        first = places.get(head, _NEW)
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
            fact.links.sort(key=lambda link: (was.get((key, link[1], link[0]), _NEW), self._facts[link[1]].order))

    def _links_before(self) -> list[tuple[str, str, str]]:
        fact = {region.id: region.fact for region in self._before.regions}
        return [(fact[link.source], fact[link.target], link.kind) for link in self._before.links]

    def _reattach(self) -> None:
        """Links that went only because the tool deleted them with a region, where both facts have another one left."""
        ids = {found.id for found in self._sheet.regions}
        numbered_anew = ids.isdisjoint(region.id for region in self._before.regions)
        left = {region.id for region in self._known.values()} if numbered_anew else ids
        first = {region.fact: region.id for region in reversed(self._before.regions)}
        for source, target, kind in self._links_before():
            if first[source] in left and first[target] in left:
                continue  # it went because somebody deleted it
            if source in self._facts and target in self._facts:
                fact, label = self._facts[source], self._facts[target].label
                if (kind, target) not in fact.links and schemes()[fact.label].links.get(kind) == label:
                    fact.links.append((kind, target))

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
        data = unflat(scheme, self._values(fact))
        if "id" in scheme.model.model_fields:
            data["id"] = key
        data[scheme.spans] = [self._span(found, fact) for found in fact.regions]
        kinds = dict(fields(scheme.model))
        for kind, target in fact.links:
            named = "id" in schemes()[self._facts[target].label].model.model_fields
            value: Any = target if named else self._fact(target)
            if is_list(kinds[kind]):
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
