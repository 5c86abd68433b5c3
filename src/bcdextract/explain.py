"""An article with what was found in it: each sentence, and under it each fact, its words and its rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bcdextract.anchors import where
from bcdextract.record import Evidence, Meeting, Record, Result
from bcdextract.segment import segment


class Fact(NamedTuple):
    """One thing found, as a reader would say it, and the words it came from."""

    kind: str
    says: str
    evidence: Evidence


def explain(record: Record, *, links: bool = False) -> Iterator[str]:
    """Lines of the explanation: what the page says of itself, the sentences with their facts, the warnings.

    With ``links``, under each fact stands the link that opens the live page at its words.
    """
    article = record.article
    for name in ("source", "title", "published", "authors", "publisher"):
        value = getattr(article, name)
        if value:
            yield f"{name:10} {', '.join(value) if isinstance(value, tuple) else value}"
    waiting = sorted(facts(record), key=lambda fact: (fact.evidence.start, fact.evidence.end))
    at = 0
    for sentence in segment(article.text, article.blocks).sentences:
        yield ""
        yield " ".join(article.text[sentence.start : sentence.end].split())
        while at < len(waiting) and waiting[at].evidence.start < sentence.end:
            yield _line(waiting[at])
            link = where(article, waiting[at].evidence).link if links else None
            yield from (f"{'':15}{link}",) if link else ()
            at += 1
    yield from ("", *(f"warning    {warning.code}: {warning.message}" for warning in record.warnings))


def facts(record: Record) -> Iterator[Fact]:
    """Every fact of a record, once for each of its evidences."""
    units = {unit.id: unit.name for unit in record.units}
    people = {official.id: official.name for official in record.officials}
    for meeting in record.meetings:
        yield from _meeting(meeting, units, people)
    for official in record.officials:
        yield from (Fact("official", official.name, evidence) for evidence in official.mentions)
        for position in official.positions:
            of = f" ({units[position.unit]})" if position.unit in units else ""
            yield from (Fact("position", f"{official.name}: {position.text}{of}", e) for e in position.evidence)
    for unit in record.units:
        where = f", {unit.locality.code} {unit.locality.name}" if unit.locality and unit.locality.code else ""
        yield from (Fact("unit", f"{unit.name} ({unit.kind}{where})", evidence) for evidence in unit.mentions)
    for result in record.results:
        yield from (Fact("result", _result(result), evidence) for evidence in result.evidence)
    for document in record.documents:
        name = " ".join(str(part) for part in (document.type, document.number, document.date) if part)
        yield from (Fact("document", name, evidence) for evidence in document.evidence)
    for date in record.dates:
        when = f"{date.start_date or date.partial or '?'}..{date.end_date or '?'} ({date.basis or 'year unknown'})"
        yield from (Fact(date.type, when, evidence) for evidence in date.evidence)


def _meeting(meeting: Meeting, units: dict[str, str], people: dict[str, str]) -> Iterator[Fact]:
    conveners = "; ".join(units.get(unit, unit) for unit in meeting.conveners)
    says = f"{meeting.kind}, held by {conveners}" if conveners else meeting.kind
    yield from (Fact("meeting", says, evidence) for evidence in meeting.evidence)
    if meeting.date:
        when = f"held {meeting.date.start or meeting.date.partial or '?'} ({meeting.date.basis or 'year unknown'})"
        yield from (Fact("meeting", when, evidence) for evidence in meeting.date.evidence)
    for name, period in (("looks back on", meeting.period), ("looks ahead to", meeting.plan)):
        if period:
            says = f"{name} {period.start}..{period.end}"
            yield from (Fact("meeting", says, evidence) for evidence in period.evidence)
    if meeting.location:
        yield from (Fact("meeting", f"at {meeting.location.text}", evidence) for evidence in meeting.location.evidence)
    for participant in meeting.participants:
        says = f"{people.get(participant.official, participant.official)}: {participant.role}"
        yield from (Fact("role", says, evidence) for evidence in participant.evidence)
    for attending in meeting.attending_units:
        says = f"{units.get(attending.unit, attending.unit)}: attend"
        yield from (Fact("role", says, evidence) for evidence in attending.evidence)


def _result(result: Result) -> str:
    number = f"{result.value:f}" + (f"-{result.upper:f}" if result.upper is not None else "")
    number += f" of {result.total:f}" if result.total is not None else ""
    unit = "%" if result.measure == "percent" else result.unit
    return " ".join(part for part in (result.approximation, number, unit, result.item, f"[{result.status}]") if part)


def _line(fact: Fact) -> str:
    words = " ".join(fact.evidence.text.split())
    return f"    {fact.kind:9} {fact.says}  «{words}» {fact.evidence.start}:{fact.evidence.end} by {fact.evidence.rule}"
