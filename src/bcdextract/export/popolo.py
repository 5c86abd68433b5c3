"""Popolo JSON: persons, organizations, posts, memberships and events, each with its sources.

A source is the article's address and the words (``note``) with their place in its text. What Popolo has no property
for keeps the record's name, as the specification allows; articles, results, documents, dates and warnings are
collections of their own beside Popolo's.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from bcdextract.record import Evidence, Meeting, Model, Official, Record, Unit

LEFT_OUT: Mapping[str, str] = {}
COLLECTIONS = (
    "persons",
    "organizations",
    "posts",
    "memberships",
    "events",
    "articles",
    "results",
    "documents",
    "dates",
    "warnings",
)
Json = dict[str, Any]


def write(records: Iterable[Record], path: Path) -> None:
    """One object with the collections; each is gathered in a file of its own until the end."""
    with ExitStack() as stack:
        parts = {name: stack.enter_context(TemporaryFile("w+", encoding="utf-8")) for name in COLLECTIONS}
        for record in records:
            for name, one in objects(record):
                parts[name].write(",\n" if parts[name].tell() else "\n")
                parts[name].write(json.dumps(one, ensure_ascii=False))
        with path.open("w", encoding="utf-8") as file:
            for number, (name, part) in enumerate(parts.items()):
                file.write(f'{"," if number else "{"}\n"{name}": [')
                part.seek(0)
                shutil.copyfileobj(part, file)
                file.write("\n]")
            file.write("\n}\n")


def objects(record: Record) -> Iterator[tuple[str, Json]]:
    """The objects of a record, each with its collection."""
    article = record.article
    yield "articles", {**article.model_dump(mode="json"), "schema_version": record.schema_version}
    for unit in record.units:
        yield "organizations", _organization(unit, record)
    for official in record.officials:
        yield "persons", _person(official, record)
        yield from _posts(official, record)
    for meeting in record.meetings:
        yield "events", _event(meeting, record)
    for name in ("results", "documents", "dates", "warnings"):
        for fact in getattr(record, name):
            yield name, {**_rest(fact, record), "article_id": article.id}


def _rest(fact: Model, record: Record, *mapped: str) -> Json:
    """The fields of a fact under their own names, its spans as sources."""
    data = fact.model_dump(mode="json", exclude={*mapped, "evidence", "mentions"}, exclude_none=True)
    spans = getattr(fact, "mentions", None) or getattr(fact, "evidence", None) or ()
    return {**data, "sources": [_source(span, record) for span in spans]} if spans else data


def _source(span: Evidence, record: Record) -> Json:
    own = {"note": span.text, "start": span.start, "end": span.end, "rule": span.rule}
    return {"url": record.article.url or record.article.source, "article_id": record.article.id, **own}


def _organization(unit: Unit, record: Record) -> Json:
    data = _rest(unit, record, "kind", "parent", "aliases")
    names = [{"name": alias} for alias in unit.aliases]
    return {**data, "classification": unit.kind, "parent_id": unit.parent, "other_names": names}


def _person(official: Official, record: Record) -> Json:
    data = _rest(official, record, "honorific", "academic", "positions")
    return {**data, "honorific_prefix": official.honorific, "honorific_suffix": official.academic}


def _posts(official: Official, record: Record) -> Iterator[tuple[str, Json]]:
    for number, held in enumerate(official.positions, start=1):
        post, organization = f"{official.id}-post-{number}", held.unit
        yield "posts", {"id": post, "label": held.text, "role": held.title, "organization_id": organization}
        ends = {"person_id": official.id, "organization_id": organization, "post_id": post}
        own = {"id": f"{official.id}-membership-{number}", "label": held.text, "role": held.title, **ends}
        yield "memberships", {**own, **_rest(held, record, "title", "text", "unit")}


def _event(meeting: Meeting, record: Record) -> Json:
    people = {official.id: official.name for official in record.officials}
    date = meeting.date
    data = _rest(meeting, record, "kind", "topic", "date", "location", "conveners", "participants", "attending_units")
    attendees = [
        {"id": part.official, "name": people.get(part.official), **_rest(part, record, "official")}
        for part in meeting.participants
    ]
    return {
        **data,
        "name": meeting.topic or meeting.term or meeting.kind,
        "classification": meeting.kind,
        "start_date": date.start.isoformat() if date and date.start else None,
        "end_date": date.end.isoformat() if date and date.end else None,
        "date": date and _rest(date, record, "start", "end"),
        "location": meeting.location and meeting.location.text,
        "place": meeting.location and _rest(meeting.location, record, "text"),
        "organization_id": meeting.conveners[0] if meeting.conveners else None,
        "organizers": [{"id": unit} for unit in meeting.conveners],
        "attendees": attendees,
        "attending_organizations": [{"id": one.unit, **_rest(one, record, "unit")} for one in meeting.attending_units],
    }
