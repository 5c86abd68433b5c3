"""FollowTheMoney entities, one a line, for Aleph, OpenAleph and their tools.

People are ``Person``, units ``Organization``, ``PublicBody`` or ``Company``, posts ``Position`` with an ``Occupancy``,
meetings ``Event``, parts in them ``UnknownLink``, documents ``Document``, results, dates and warnings ``Note``. What
FollowTheMoney has no property for stands in ``notes`` (of links in ``description``), a line a value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bcdextract.export.rest import lines
from bcdextract.record import DateMention, Document, Meeting, Model, Official, Record, Result, Unit

LEFT_OUT: Mapping[str, str] = {}
SCHEMATA = {
    "government": "PublicBody",
    "people_council": "PublicBody",
    "armed_forces": "PublicBody",
    "police": "PublicBody",
    "enterprise": "Company",
}
"""The schema of a unit by its kind; any other is an ``Organization``."""
LANGUAGES = {"vi": "vie", "en": "eng", "fr": "fra"}
Entity = dict[str, Any]


def write(records: Iterable[Record], path: Path) -> None:
    """An entity a line."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            for entity in entities(record):
                file.write(f"{json.dumps(entity, ensure_ascii=False)}\n")


def entities(record: Record) -> Iterator[Entity]:
    """The entities of a record, those that others point to first."""
    article = _article(record)
    yield article
    about = _About(record.article.id)
    for unit in record.units:
        yield about.unit(unit)
    for official in record.officials:
        yield from about.official(official)
    for meeting in record.meetings:
        yield from about.meeting(meeting)
    for document in record.documents:
        yield about.document(document)
    for result in record.results:
        yield about.result(result)
    for number, date in enumerate(record.dates, start=1):
        yield about.date(date, number)
    for number, warning in enumerate(record.warnings, start=1):
        name = f"{warning.code}: {warning.message}"
        yield about.thing("Note", f"warning-{number}", warning, {"code", "message"}, description=name)


def _entity(name: str, schema: str, properties: Mapping[str, Iterable[object]]) -> Entity:
    held = {key: [str(value) for value in values if value is not None] for key, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {key: held[key] for key in sorted(held) if held[key]}}


def _article(record: Record) -> Entity:
    article = record.article
    mapped = {"id", "title", "lead", "authors", "publisher", "text"}
    notes = [*lines(article, frozenset(mapped)), f"schema_version: {record.schema_version}"]
    properties = {
        "title": [article.title],
        "author": article.authors,
        "summary": [article.lead],
        "publisher": [article.publisher],
        "sourceUrl": [article.url if article.url and "://" in article.url else None],
        "publishedAt": [article.published.isoformat()[:10] if article.published else None],
        "language": [LANGUAGES.get(article.language)],
        "fileName": [article.source],
        "bodyText": [article.text],
        "notes": notes,
    }
    return _entity(article.id, "Article", properties)


class _About:
    """The entities of one article; all name it as their proof."""

    def __init__(self, article: str) -> None:
        self._article = article

    def _id(self, fact: str | None) -> str | None:
        return f"{self._article}.{fact}" if fact else None

    def thing(self, schema: str, key: str, fact: Model, mapped: set[str], /, **properties: object) -> Entity:
        """An entity with what is mapped, and a note for every other value of the fact."""
        held = {key: value if isinstance(value, (list, tuple)) else [value] for key, value in properties.items()}
        notes = lines(fact, frozenset({"id", *mapped}))
        return _entity(str(self._id(key)), schema, {**held, "proof": [self._article], "notes": notes})

    def link(self, schema: str, key: str, fact: Model, mapped: set[str], /, **properties: object) -> Entity:
        """An entity between two others."""
        made = self.thing(schema, key, fact, mapped, **properties)
        notes = made["properties"].pop("notes", None)
        if notes:
            made["properties"] = dict(sorted({**made["properties"], "description": notes}.items()))
        return made

    def unit(self, unit: Unit) -> Entity:
        forms = list(dict.fromkeys([*unit.aliases, *(span.text for span in unit.mentions)]))
        return self.thing(
            SCHEMATA.get(unit.kind, "Organization"),
            unit.id,
            unit,
            {"name", "aliases", "parent"},
            name=unit.name,
            alias=[form for form in forms if form != unit.name],
            parent=self._id(unit.parent),
            country="vn",
        )

    def official(self, official: Official) -> Iterator[Entity]:
        yield self.thing(
            "Person",
            official.id,
            official,
            {"name", "positions"},
            name=official.name,
            title=[official.honorific, official.rank, official.academic],
            position=[post.text for post in official.positions],
            country="vn",
        )
        for number, post in enumerate(official.positions, start=1):
            name = f"{official.id}.position-{number}"
            own = {"text", "unit"}
            organization = self._id(post.unit)
            yield self.thing("Position", name, post, own, name=post.text, organization=organization, country="vn")
            status = "former" if post.former else "acting" if post.acting else None
            both = {"holder": self._id(official.id), "post": self._id(name), "status": status}
            yield self.link("Occupancy", f"{name}.held", post, set(type(post).model_fields), **both)

    def meeting(self, meeting: Meeting) -> Iterator[Entity]:
        date = meeting.date
        involved = [*(part.official for part in meeting.participants), *(a.unit for a in meeting.attending_units)]
        yield self.thing(
            "Event",
            meeting.id,
            meeting,
            {"topic", "conveners", "participants", "attending_units"},
            name=meeting.topic or meeting.term or meeting.kind,
            summary=meeting.topic,
            startDate=date.start if date else None,
            endDate=date.end if date else None,
            location=meeting.location.text if meeting.location else None,
            organizer=[self._id(unit) for unit in meeting.conveners],
            involved=[self._id(name) for name in dict.fromkeys(involved)],
            country="vn",
        )
        for number, part in enumerate(meeting.participants, start=1):
            ends = {"subject": self._id(part.official), "object": self._id(meeting.id), "role": part.role}
            yield self.link("UnknownLink", f"{meeting.id}.part-{number}", part, {"official", "role"}, **ends)
        for number, unit in enumerate(meeting.attending_units, start=1):
            ends = {"subject": self._id(unit.unit), "object": self._id(meeting.id), "role": "attend"}
            yield self.link("UnknownLink", f"{meeting.id}.unit-{number}", unit, {"unit"}, **ends)

    def document(self, document: Document) -> Entity:
        called = " ".join(filter(None, (document.type, document.number or document.number_text)))
        return self.thing(
            "Document",
            document.id,
            document,
            {"title", "issuer"},
            title=[called, document.title],
            fileName=called or document.title or document.id,
            author=document.issuer,
            date=document.date,
        )

    def result(self, result: Result) -> Entity:
        said = result.evidence[0].text if result.evidence else f"{result.value} {result.item or ''}".strip()
        about = [self._article, *filter(None, [self._id(result.actor)])]
        return self.thing("Note", result.id, result, set(), description=said, entity=about)

    def date(self, date: DateMention, number: int) -> Entity:
        return self.thing(
            "Note", f"date-{number}", date, set(), description=date.evidence[0].text, entity=self._article
        )
