"""Units, documents, results and dates: mentions as parts of a record."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from bcdextract.assemble.evidence import evidence, evidences, identity, period
from bcdextract.assemble.features import of_document, of_result, of_unit
from bcdextract.mention import DateHit, DocumentHit, ResultHit, Span, View
from bcdextract.record import Change, DateMention, Document, Locality, Result, Unit, Warning
from bcdextract.resolve.localities import Notice
from bcdextract.resolve.units import UnitGroup
from bcdextract.text import fold

Ids = Mapping[tuple[int, int], str]


def units(article: str, text: str, groups: Sequence[UnitGroup], where: Sequence[Locality | None]) -> tuple[Unit, ...]:
    """One unit a group, in text order, with its locality, and the id of its parent where that is a unit too."""
    ids = [identity(article, "unit", group.name) for group in groups]
    return tuple(_unit(text, group, ids, number, where[number]) for number, group in enumerate(groups))


def _unit(text: str, group: UnitGroup, ids: Sequence[str], number: int, where: Locality | None) -> Unit:
    full = group.full
    return Unit(
        id=ids[number],
        name=group.name,
        kind=full.kind,
        level=group.level,
        locality=where,
        parent=None if group.parent is None or group.parent == number else ids[group.parent],
        aliases=group.aliases,
        mentions=evidences(text, group.hits),
        confidence=of_unit(full, group.hits),
    )


def documents(
    article: str, text: str, groups: Sequence[Sequence[DocumentHit]], issuers: Sequence[str | None]
) -> tuple[Document, ...]:
    """One document a group; ``issuers`` holds what the number tells where the text names nobody."""
    return tuple(_document(article, text, hits, issuer) for hits, issuer in zip(groups, issuers, strict=True))


def _document(article: str, text: str, hits: Sequence[DocumentHit], told: str | None) -> Document:
    full = max(hits, key=lambda hit: len(hit.number or ""))
    title = next((hit.title for hit in hits if hit.title), None)
    issuer = next((hit.issuer for hit in hits if hit.issuer), None)
    day: dt.date | None = next((hit.date for hit in hits if hit.date), None)
    return Document(
        id=identity(article, "document", full.type, full.number, full.start if full.number is None else ""),
        number=full.number,
        number_text=full.number_text,
        type=full.type,
        issuer=_words(text, issuer) or told,
        date=day,
        title=_words(text, title),
        evidence=evidences(text, hits),
        confidence=of_document(full),
    )


def _words(text: str, span: Span | None) -> str | None:
    return " ".join(text[span.start : span.end].split()) if span else None


def results(
    article: str, view: View, hits: Sequence[ResultHit], dates: Sequence[DateHit], ids: Ids
) -> tuple[Result, ...]:
    """One result a mention, with its unit and the period that its sentence names before it."""
    text = view.text
    numbers = [identity(article, "result", hit.value, hit.total, hit.start) for hit in hits]
    when = _periods(view, hits, dates)
    return tuple(_result(text, hit, numbers, number, when[number], ids) for number, hit in enumerate(hits))


def _result(text: str, hit: ResultHit, numbers: Sequence[str], number: int, when: DateHit | None, ids: Ids) -> Result:
    compared = _words(text, hit.compared_to)
    return Result(
        id=numbers[number],
        value=hit.value,
        upper=hit.upper,
        total=hit.total,
        measure=hit.measure,
        unit=hit.unit,
        item=_words(text, hit.item),
        approximation=hit.approximation,
        change=Change(direction=hit.direction, compared_to=compared) if hit.direction else None,
        category=hit.category,
        actor=ids.get((hit.actor.start, hit.actor.end)) if hit.actor else None,
        action=_words(text, hit.action),
        period=period(text, when),
        part_of=None if hit.part_of is None else numbers[hit.part_of],
        status=hit.status,
        evidence=(
            evidence(text, hit.start, hit.end, hit.rule),
            *(evidence(text, span.start, span.end, hit.rule) for span in hit.also),
        ),
        confidence=of_result(hit),
    )


_HELD: Final = tuple(map(fold, ("so với", "cùng kỳ", "kế hoạch", "chỉ tiêu", "dự toán")))
_YARDSTICK: Final = re.compile(
    rf"(?:{'|'.join(_HELD)}|\bluật(?:\s[^\W\d]+,?){{1,8}}|\bbằng\s[^,;.]{{1,30}})\s(?:của\s)?$"
)
"""What stands before a year that results are held against, or that a law is of: "tăng 5% so với | năm 2019"."""
_REACH: Final = 60


def _periods(view: View, hits: Sequence[ResultHit], dates: Sequence[DateHit]) -> list[DateHit | None]:
    """For each result the nearest period named before it in its sentence."""
    spans = [date for date in dates if date.type == "period" and date.start_date is not None]
    spans = [date for date in spans if not _is_yardstick(view.folded[max(date.start - _REACH, 0) : date.start])]
    starts = [date.start for date in spans]
    found: list[DateHit | None] = []
    sentences = iter(view.sentences)
    sentence = next(sentences, None)
    for hit in hits:
        while sentence is not None and sentence.end <= hit.start:
            sentence = next(sentences, None)
        low = sentence.start if sentence is not None else 0
        before = bisect_right(starts, hit.start) - 1
        while before >= 0 and spans[before].start >= low and spans[before].end > hit.start:
            before -= 1  # a period that the number is part of
        found.append(spans[before] if before >= 0 and spans[before].start >= low else None)
    return found


def _is_yardstick(before: str) -> bool:
    """Whether the words before a year make it what results are held against; most have none of them."""
    said = "luật" in before or "bằng" in before or any(held in before for held in _HELD)
    return said and _YARDSTICK.search(before) is not None


def dates(text: str, hits: Sequence[DateHit]) -> tuple[DateMention, ...]:
    """Every temporal expression of the text."""
    return tuple(
        DateMention(
            start_date=hit.start_date,
            end_date=hit.end_date,
            precision=hit.precision,
            type="period" if hit.type == "period" else "date",
            session=hit.session,
            partial=partial(hit),
            basis=hit.basis if hit.start_date else None,
            evidence=evidences(text, (hit,)),
        )
        for hit in hits
    )


def partial(hit: DateHit) -> str | None:
    """``--MM-DD`` of a day whose year is not certain."""
    if hit.start_date is not None or hit.day is None or hit.month is None:
        return None
    return f"--{hit.month:02d}-{hit.day:02d}"


def warnings(text: str, notices: Sequence[Notice]) -> tuple[Warning, ...]:
    """What a reader should know about localities."""
    return tuple(
        Warning(
            code=notice.code,
            message=notice.message,
            evidence=tuple(evidence(text, *span, notice.code) for span in notice.spans),
        )
        for notice in notices
    )
