"""A CSV of Dublin Core terms for Omeka S (module CSV Import): an item an article.

The headers are the terms, so that the module maps them by itself; several values in a cell stand apart by ``|``, which
is to be set as the multivalue separator. A ``|`` inside a value becomes ``¦``. What a catalogue has no term for (ids,
codes, spans, notes on the reading) stands in ``dcterms:provenance``, a value a fact.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bcdextract.export.rest import lines
from bcdextract.record import Document, MeetingDate, Official, Period, Record, Result

SEPARATOR = "|"
LEFT_OUT: Mapping[str, str] = {}


def write(records: Iterable[Record], path: Path) -> None:
    """A row an article under the names of the terms."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for record in records:
            values = dict.fromkeys(COLUMNS, "") | {name: _cell(found) for name, found in item(record)}
            table.writerow(values.values())


COLUMNS = (
    "dcterms:identifier",
    "dcterms:title",
    "dcterms:creator",
    "dcterms:publisher",
    "dcterms:issued",
    "dcterms:abstract",
    "dcterms:type",
    "dcterms:language",
    "dcterms:source",
    "dcterms:isPartOf",
    "dcterms:subject",
    "dcterms:alternative",
    "dcterms:contributor",
    "dcterms:date",
    "dcterms:temporal",
    "dcterms:spatial",
    "dcterms:references",
    "dcterms:description",
    "dcterms:provenance",
    "bibo:content",
)


def item(record: Record) -> Iterator[tuple[str, Iterable[str | None]]]:
    """The terms of an article with their values."""
    article = record.article
    yield "dcterms:identifier", [article.id]
    yield "dcterms:title", [article.title or next(iter(article.text.split("\n")), "")]
    yield "dcterms:creator", article.authors
    yield "dcterms:publisher", [article.publisher]
    yield "dcterms:issued", [article.published.isoformat() if article.published else None]
    yield "dcterms:abstract", [article.lead]
    yield "dcterms:type", ["Text"]
    yield "dcterms:language", [article.language]
    yield "dcterms:source", [article.url, article.source]
    yield "dcterms:isPartOf", [article.section]
    yield "dcterms:subject", [*_meetings(record), *(unit.name for unit in record.units)]
    yield "dcterms:alternative", [alias for unit in record.units for alias in unit.aliases]
    yield "dcterms:contributor", [_person(official, record) for official in record.officials]
    yield "dcterms:date", [_day(meeting.date) for meeting in record.meetings if meeting.date]
    spans = [part for meeting in record.meetings for part in (meeting.period, meeting.plan) if part]
    yield "dcterms:temporal", [_period(part) for part in spans]
    yield "dcterms:spatial", [meeting.location.text for meeting in record.meetings if meeting.location]
    yield "dcterms:references", [_document(document) for document in record.documents]
    yield "dcterms:description", [_result(result) for result in record.results]
    yield "dcterms:provenance", _facts(record)
    yield "bibo:content", [article.text]


def _facts(record: Record) -> Iterator[str]:
    """Every fact with its values and where they stand: ``Unit: id: u-1; name: Sở Nội vụ; mentions: 12-25 «...»``."""
    yield "; ".join((f"Article: schema_version: {record.schema_version}", *lines(record.article, _IN_TERMS)))
    for name in type(record).model_fields:
        value = getattr(record, name)
        for fact in value if isinstance(value, tuple) else ():
            yield f"{type(fact).__name__}: {'; '.join(lines(fact, frozenset()))}"


_IN_TERMS = frozenset("id title lead authors publisher language url source section text".split())
"""Fields of an article that are terms as they are."""


def _cell(values: Iterable[str | None]) -> str:
    kept = dict.fromkeys(value.replace(SEPARATOR, "¦") for value in values if value)
    return SEPARATOR.join(kept)


def _meetings(record: Record) -> Iterator[str]:
    units = {unit.id: unit.name for unit in record.units}
    for meeting in record.meetings:
        held = ", ".join(units[unit] for unit in meeting.conveners if unit in units)
        said = " – ".join(filter(None, (meeting.term, meeting.topic)))
        yield f"{said} ({held})" if held and said else said or held


def _person(official: Official, record: Record) -> str:
    roles = [p.role for meeting in record.meetings for p in meeting.participants if p.official == official.id]
    called = " ".join(filter(None, (official.honorific, official.rank, official.academic, official.name)))
    posts = "; ".join(post.text for post in official.positions)
    played = f" [{', '.join(dict.fromkeys(roles))}]" if roles else ""
    return f"{called}, {posts}{played}" if posts else f"{called}{played}"


def _day(date: MeetingDate) -> str:
    """A day, or a span of days as ISO 8601 writes it; the words where no day is known."""
    if date.start is None:
        known = date.partial or (f"../{date.end}" if date.end else None)
        return " ".join(filter(None, (known, date.text and f"({date.text})")))
    span = str(date.start) if date.end in (None, date.start) else f"{date.start}/{date.end}"
    return f"{span} ({date.text})" if date.text else span


def _period(period: Period) -> str:
    return f"{period.start}/{period.end} ({period.text})"


def _document(document: Document) -> str:
    called = " ".join(filter(None, (document.type, document.number, document.title)))
    by = ", ".join(filter(None, (document.issuer, document.date.isoformat() if document.date else None)))
    return f"{called} ({by})" if by else called


def _result(result: Result) -> str:
    """A result in a line: its number with what it counts, what became of it, and the words it was read from."""
    whole = f"/{result.total:f}" if result.total is not None else ""
    upper = f"–{result.upper:f}" if result.upper is not None else ""
    percent = "%" if result.measure == "percent" else None
    number = f"{result.value:f}{upper}{whole}"
    measured = " ".join(filter(None, (result.approximation, number, percent, result.unit, result.item)))
    change = (result.change.direction, result.change.compared_to) if result.change else ()
    period = _period(result.period) if result.period else None
    about = (result.status, result.category, result.action, *change, period)
    said = "; ".join(span.text for span in result.evidence[:1])
    return f"{measured} [{', '.join(filter(None, about))}]: {said}"
