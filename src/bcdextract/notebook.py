"""A record as tables, for notebooks: what was found, and in a row's tooltip the words and the rule it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bcdextract.record import Evidence, Locality, Meeting, Official, Record, Result

Row = tuple[Sequence[str], Sequence["Evidence"]]


def render(record: Record) -> str:
    """HTML of a record, every string of the article escaped; empty tables are left out."""
    units = {unit.id: unit.name for unit in record.units}
    people = {official.id: official.name for official in record.officials}
    text = record.article.text
    tables = (
        _table(text, "Meetings", ("kind", "date", "conveners", "chairs"), _meetings(record.meetings, units, people)),
        _table(text, "Officials", ("name", "positions", "roles"), _officials(record)),
        _table(
            text,
            "Units",
            ("name", "kind", "level", "locality"),
            ((_words(u.name, u.kind, u.level, _place(u.locality)), u.mentions) for u in record.units),
        ),
        _table(text, "Results", ("value", "item", "status"), ((_result(r), r.evidence) for r in record.results)),
        _table(
            text,
            "Documents",
            ("type", "number", "date"),
            ((_words(d.type, d.number, d.date), d.evidence) for d in record.documents),
        ),
        _table(text, "Warnings", ("code", "message"), (((w.code, w.message), w.evidence) for w in record.warnings)),
    )
    head = escape(record.article.title or record.article.source or "Record")
    return f'<div class="bcdextract"><p><b>{head}</b> {_published(record)}</p>{"".join(tables)}</div>'


def context(text: str, start: int, end: int, width: int = 160) -> str:
    """The line of the text that ``start..end`` stands in, the words between ``«`` and ``»``, cut to about ``width``.

    >>> context("Tin vắn\\nTỉnh ủy họp chiều qua.", 8, 15)
    '«Tỉnh ủy» họp chiều qua.'
    """
    first = max(text.rfind("\n", 0, start) + 1, start - width)
    stop = text.find("\n", end)
    last = min(len(text) if stop < 0 else stop, end + width)
    return f"{text[first:start]}«{text[start:end]}»{text[end:last]}"


def _published(record: Record) -> str:
    return escape(record.article.published.isoformat()) if record.article.published else ""


def _place(locality: Locality | None) -> str | None:
    return locality.name if locality is not None and locality.code is not None else None


def _words(*values: object) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in values)


def _meetings(meetings: Iterable[Meeting], units: dict[str, str], people: dict[str, str]) -> Iterable[Row]:
    for meeting in meetings:
        date = meeting.date
        when = (date.start or date.partial or date.text) if date else None
        conveners = "; ".join(units.get(unit, unit) for unit in meeting.conveners)
        chairs = "; ".join(people.get(p.official, p.official) for p in meeting.participants if p.role == "chair")
        yield _words(meeting.kind, when, conveners, chairs), meeting.evidence


def _officials(record: Record) -> Iterable[Row]:
    roles: dict[str, list[str]] = {}
    for meeting in record.meetings:
        for participant in meeting.participants:
            held = roles.setdefault(participant.official, [])
            held += [participant.role] if participant.role not in held else []
    for official in record.officials:
        yield _official(official, roles.get(official.id, [])), official.mentions


def _official(official: Official, roles: list[str]) -> tuple[str, ...]:
    return official.name, "; ".join(position.text for position in official.positions), ", ".join(roles)


def _result(result: Result) -> tuple[str, ...]:
    number = f"{result.value:f}"
    number += f"–{result.upper:f}" if result.upper is not None else ""
    number += f"/{result.total:f}" if result.total is not None else ""
    unit = "%" if result.measure == "percent" else f" {result.unit}" if result.unit else ""
    return _words(f"{number}{unit}", result.item, result.status)


def _table(text: str, caption: str, heads: Sequence[str], rows: Iterable[Row]) -> str:
    body = "".join(
        f'<tr title="{escape(_tooltip(text, evidence))}">{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
        for cells, evidence in rows
    )
    if not body:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _tooltip(text: str, evidence: Sequence[Evidence]) -> str:
    return f"{context(text, evidence[0].start, evidence[0].end)} ({evidence[0].rule})" if evidence else ""
