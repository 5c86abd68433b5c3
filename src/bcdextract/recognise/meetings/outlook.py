"""What a meeting looked back on and ahead to: the periods it names, sorted by the words before them and by its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bcdextract.mention import DateHit, Sentence, View
from bcdextract.recognise.meetings.days import sentence_at, within
from bcdextract.recognise.meetings.words import Mark, of_sentence

# A period that only bounds something: "đến năm 2030", "so với cùng kỳ năm 2022", "Luật Đất đai năm 2013".
_BOUND = re.compile(r"\b(?:đến|tới|từ|so với|cùng kỳ|giai đoạn|trước|sau|hết|cuối|đầu|kể từ|khóa)\s+(?:hết\s+)?$")
# A whole year belongs to many things; it is reviewed or planned only as the year of work.
_WORK = re.compile(
    r"công tác|hoạt động|nhiệm vụ|kết quả|phương hướng|kế hoạch|chương trình|tình hình|phong trào|năm học"
)
_NAMED = re.compile(
    r"cuộc thi|hội thi|kỳ thi|luật|nghị quyết|nghị định|chỉ thị|quyết định|đề án|mục tiêu quốc gia|điều tra|chiến dịch"
)
_TERM = re.compile(r"nhiệm kỳ\s*")
_JOINED = re.compile(r"\s*(?:,|và|;)\s*")


class Outlook(NamedTuple):
    """The period reviewed and the period planned."""

    period: DateHit | None
    plan: DateHit | None


def of(
    view: View, dates: Sequence[DateHit], places: Sequence[Sentence], held: dt.date | None, *, congress: bool = False
) -> Outlook:
    """The first period reviewed and the first planned: in the opening, the headline, then where the meeting is named.

    Text after the opening counts only in sentences that name the meeting ("Tại hội nghị ... đề ra nhiệm vụ quý IV").
    A term ("nhiệm kỳ 2025-2030") is reviewed or planned by a ``congress`` alone.
    """
    period = plan = None
    for sentence in _sentences(view, dates, places):
        for hit, looks in _looked(view, dates, sentence, held, congress):
            if looks == "back" and period is None:
                period = hit
            elif looks == "back" and period is not None:
                period = _joined(view, period, hit)
            elif looks == "ahead" and plan is None:
                plan = hit
        if period and plan:
            break
    return Outlook(period, plan)


def _sentences(view: View, dates: Sequence[DateHit], places: Sequence[Sentence]) -> Iterator[Sentence]:
    yield from places
    seen = {sentence.start for sentence in places}
    for hit in dates:
        if hit.type != "period":
            continue
        sentence = view.sentences[sentence_at(view, hit.start)]
        if sentence.start in seen:
            continue
        seen.add(sentence.start)
        if any(mark.word.part == "noun" for mark in of_sentence(view, sentence)):
            yield sentence


def _joined(view: View, first: DateHit, then: DateHit) -> DateHit:
    """ "năm 2022, quý I năm 2023" as one span, where the second begins as the first ends."""
    if not (first.end_date and then.start_date and then.end_date and then.start >= first.end):
        return first
    beside = _JOINED.fullmatch(view.folded[first.end : then.start]) is not None
    if not beside or then.start_date - first.end_date != dt.timedelta(days=1):
        return first
    return replace(first, end=then.end, end_date=then.end_date, precision="range", rule="joined_periods")


def _looked(
    view: View, dates: Sequence[DateHit], sentence: Sentence, held: dt.date | None, congress: bool
) -> Iterator[tuple[DateHit, str]]:
    """The sentence's periods that something is reviewed or planned in, with ``back`` or ``ahead``."""
    marks = of_sentence(view, sentence)
    last = sentence.start
    said: str | None = None
    for hit in within(dates, sentence.start, sentence.end):
        if hit.type != "period":
            continue
        before = view.folded[last : hit.start]
        last = hit.end
        if _BOUND.search(before):
            continue
        term = _TERM.match(view.folded, hit.start) is not None or before.endswith("nhiệm kỳ ")
        if term and not congress:
            continue
        looks = _said(marks, hit.start - len(before), hit.start)
        if looks is None:
            looks = said if _JOINED.fullmatch(before) else ("ahead" if term else None)
        if looks is None or (hit.precision == "year" and not _year_of_work(before, said)):
            continue
        said = looks
        yield hit, _by_day(hit, held) or ("ahead" if looks == "weak" else looks)


def _said(marks: Sequence[Mark], start: int, end: int) -> str | None:
    """What the last word before the period says; "nhiệm vụ" gives way to a "kết quả" before it."""
    looks: str | None = None
    for mark in marks:
        if mark.start < start or mark.end > end or mark.word.looks is None:
            continue
        if mark.word.looks == "weak" and looks is not None:
            continue
        looks = mark.word.looks
    return looks


def _year_of_work(before: str, said: str | None) -> bool:
    words = list(_WORK.finditer(before))
    if not words:
        return said is not None or re.search(r"(?:tổng kết|sơ kết|giao ban)\s*$", before) is not None
    return _NAMED.search(before, words[-1].end()) is None


def _by_day(hit: DateHit, held: dt.date | None) -> str | None:
    """Back where the period was over or nearly so on the day, ahead where it had not begun."""
    if held is None or hit.start_date is None or hit.end_date is None:
        return None
    grace = dt.timedelta(days=(hit.end_date - hit.start_date).days // 7)
    if hit.end_date <= held + grace:
        return "back"
    if hit.start_date >= held - grace:
        return "ahead"
    return None
