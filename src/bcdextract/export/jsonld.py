"""JSON-LD: facts in the words of schema.org, every span a Web Annotation. One document, its context inside.

A field that schema.org has a property for has its name; any other is ``bcd:<field>``. An annotation's body is the fact,
its target the article with a position selector (code points) and a quote selector.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from bcdextract.export.models import REFERENCES
from bcdextract.record import Evidence, Model, Record

LEFT_OUT: Mapping[str, str] = {}
CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "bcd": "urn:bcdextract:",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPES = {
    "Article": "NewsArticle",
    "Meeting": "Event",
    "Unit": "Organization",
    "Official": "Person",
    "Position": "OrganizationRole",
    "Participant": "Role",
    "Location": "Place",
    "Result": "Observation",
    "Document": "CreativeWork",
}
"""The schema.org type of a model; any other is ``bcd:<Model>``."""
TERMS = {
    "Article.title": "headline",
    "Article.lead": "abstract",
    "Article.authors": "author",
    "Article.publisher": "publisher",
    "Article.section": "articleSection",
    "Article.language": "inLanguage",
    "Article.published": "datePublished",
    "Article.url": "url",
    "Article.text": "articleBody",
    "Article.id": "identifier",
    "Meeting.topic": "name",
    "Meeting.location": "location",
    "Meeting.conveners": "organizer",
    "MeetingDate.start": "startDate",
    "MeetingDate.end": "endDate",
    "Period.start": "startDate",
    "Period.end": "endDate",
    "Unit.name": "name",
    "Unit.aliases": "alternateName",
    "Unit.parent": "parentOrganization",
    "Official.name": "name",
    "Official.honorific": "honorificPrefix",
    "Official.academic": "honorificSuffix",
    "Official.positions": "hasOccupation",
    "Position.title": "roleName",
    "Position.unit": "worksFor",
    "Position.text": "name",
    "Participant.official": "participant",
    "Participant.role": "roleName",
    "AttendingUnit.unit": "attendee",
    "Location.text": "name",
    "Result.value": "value",
    "Result.item": "measuredProperty",
    "Result.unit": "unitText",
    "Result.actor": "observationAbout",
    "Document.number": "identifier",
    "Document.type": "genre",
    "Document.issuer": "publisher",
    "Document.date": "dateCreated",
    "Document.title": "name",
}
Json = dict[str, Any]


def write(records: Iterable[Record], path: Path) -> None:
    """One document: the context, then the nodes of every record."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        first = True
        for record in records:
            for node in nodes(record):
                file.write("\n" if first else ",\n")
                file.write(json.dumps(node, ensure_ascii=False))
                first = False
        file.write("\n]}\n")


def nodes(record: Record) -> Iterator[Json]:
    """The nodes of a record: the article, its facts, and the annotations of all their spans."""
    graph = _Graph(f"urn:sha256:{record.article.id}")
    article = graph.node(record.article, graph.article)
    facts = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, tuple):
            own = [graph.node(fact, graph.name(getattr(fact, "id", f"{name}-{n}"))) for n, fact in enumerate(value, 1)]
            facts += own
            article[f"bcd:{name}"] = [{"@id": node["@id"]} for node in own]
        elif name != "article":
            article[f"bcd:{name}"] = value
    yield article
    yield from facts
    yield from graph.annotations


class _Graph:
    """The nodes of one article."""

    def __init__(self, article: str) -> None:
        self.article = article
        self.annotations: list[Json] = []

    def name(self, fact: str) -> str:
        return f"{self.article}#{fact}"

    def node(self, part: Model, name: str) -> Json:
        """A model as a node; its parts are nodes inside it."""
        model = type(part).__name__
        made: Json = {"@id": name, "@type": TYPES.get(model, f"bcd:{model}")}
        for field in type(part).model_fields:
            value = getattr(part, field)
            if value is None or value == () or (field == "id" and model != "Article"):
                continue
            if isinstance(value, tuple) and isinstance(value[0], Evidence):
                self._annotate(value, name, field)
            else:
                made[TERMS.get(f"{model}.{field}", f"bcd:{field}")] = self._value(value, f"{model}.{field}", name)
        return made

    def _value(self, value: Any, path: str, name: str) -> Any:
        field = path.partition(".")[2]
        if path in REFERENCES:
            return [{"@id": self.name(to)} for to in ([value] if isinstance(value, str) else value)]
        if isinstance(value, Model):
            return self.node(value, _below(name, field))
        if isinstance(value, tuple):
            return [
                self.node(one, _below(name, f"{field}.{n}")) if isinstance(one, Model) else one
                for n, one in enumerate(value, start=1)
            ]
        if isinstance(value, Decimal):
            return {"@type": "xsd:decimal", "@value": format(value, "f")}
        return value.isoformat() if isinstance(value, dt.date) else value

    def _annotate(self, spans: Iterable[Evidence], body: str, field: str) -> None:
        for number, span in enumerate(spans, start=1):
            selectors = [
                {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end},
                {"@type": "oa:TextQuoteSelector", "oa:exact": span.text},
            ]
            target = {"oa:hasSource": {"@id": self.article}, "oa:hasSelector": selectors}
            made = {"@id": _below(body, f"{field}.{number}"), "@type": "oa:Annotation", "oa:hasBody": {"@id": body}}
            self.annotations.append({**made, "oa:hasTarget": target, "bcd:rule": span.rule})


def _below(name: str, part: str) -> str:
    return f"{name}.{part}" if "#" in name else f"{name}#{part}"
