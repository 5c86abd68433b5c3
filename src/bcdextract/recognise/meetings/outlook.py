"""What a meeting looked back on and ahead to: the periods it names, sorted by the words before them and by its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bcdextract.mention import DateHit, Sentence, Span, View
from bcdextract.recognise.meetings.days import sentence_at, top, within
from bcdextract.recognise.meetings.words import Mark, of_sentence
from bcdextract.record import MeetingKind

REVIEWS: frozenset[MeetingKind] = frozenset(("interim_review", "final_review", "review", "briefing"))
"""Kinds that look back by themselves: the period may then stand where the report begins ("Năm 2024, ...")."""

_PARTS = frozenset(("months_of_year", "half_year", "quarter"))
_TERMS = frozenset(("term", "years", "bare_term"))
_NEVER = frozenset(("part_of_year", "anniversary"))
# A period that only bounds something: "đến năm 2030", "so với cùng kỳ năm 2022".
_BOUND = re.compile(
    r"\b(?:đến|tới|từ|so với|cùng kỳ|giai đoạn|trước|sau|hết|cuối|đầu|kể từ|khóa)\s+(?:hết\s+)?(?:trong\s+)?$"
)
# A whole year belongs to many things; it is reviewed or planned only as the year of work.
_WORK = re.compile(
    r"công tác|hoạt động|nhiệm vụ|kết quả|phương hướng|kế hoạch|chương trình|tình hình|phong trào|năm học|thực hiện"
)
_NAMED = re.compile(
    r"cuộc thi|hội thi|kỳ thi|luật|nghị quyết|nghị định|chỉ thị|quyết định|đề án|mục tiêu quốc gia|điều tra|chiến dịch"
    r"|quyết toán"
)
_JOINED = re.compile(r"\s*(?:,|và|;)\s*")
_REPORT = re.compile(
    r"\W*(?:theo\s[^,.]{0,70},\s*)?(?:(?:trong|qua|về|theo báo cáo|báo cáo|tại hội nghị|nhìn lại),?\s+)*"
)
_YEARS_OF = re.compile(r"\d+ năm (?:thực hiện|triển khai|qua|thi hành|hoạt động|xây dựng|thành lập)")
_TASKS = re.compile(
    r"(?:phương hướng|nhiệm vụ|giải pháp|kế hoạch|chương trình công tác|trọng tâm)\s(?:[^,.;]{0,40}\s)?$"
)
_REACH = 100
_NEAR = dt.timedelta(days=450)


class Outlook(NamedTuple):
    """The period reviewed and the period planned."""

    period: DateHit | None
    plan: DateHit | None


class Held(NamedTuple):
    """What the periods are held against: the meeting's day, its kind, whether it is a congress."""

    day: dt.date | None
    kind: MeetingKind
    congress: bool


def of(view: View, dates: Sequence[DateHit], places: Sequence[Sentence], held: Held, reach: Span) -> Outlook:
    """The first period reviewed and the first planned: in the opening, the headline, then where the meeting is named.

    ``places`` are the opening and the headline, ``reach`` the text about this meeting. Text after the places counts
    only in sentences that name the meeting ("Tại hội nghị ... đề ra nhiệm vụ quý IV"), and for a review where a report
    begins ("6 tháng đầu năm, xã đã ...").
    """
    period = plan = None
    dates = within(dates, reach.start, reach.end)
    for sentence, opens in _sentences(view, dates, places):
        for hit, looks in _looked(view, dates, sentence, held, opens):
            if looks == "back":
                period = hit if period is None else _joined(view, period, hit)
            elif plan is None:
                plan = hit
        if period and plan:
            break
    if held.kind in REVIEWS and not (period and plan) and not _over_years(view, places):
        period, plan = _reported(view, dates, held, Outlook(period, plan))
    return Outlook(period, plan)


def _sentences(view: View, dates: Sequence[DateHit], places: Sequence[Sentence]) -> Iterator[tuple[Sentence, bool]]:
    """``places``, then the sentences with a period that name a meeting; with whether it is one of ``places``."""
    for place in places:
        yield place, True
    seen = {place.start for place in places}
    for hit in dates:
        if hit.type != "period":
            continue
        sentence = view.sentences[sentence_at(view, hit.start)]
        if sentence.start in seen:
            continue
        seen.add(sentence.start)
        if any(mark.word.part == "noun" for mark in of_sentence(view, top(view, sentence))):
            yield sentence, False


def _looked(
    view: View, dates: Sequence[DateHit], sentence: Sentence, held: Held, opens: bool
) -> Iterator[tuple[DateHit, str]]:
    """The sentence's periods that something is reviewed or planned in, with ``back`` or ``ahead``."""
    sentence = top(view, sentence)
    marks = [mark for mark in of_sentence(view, sentence) if opens or mark.word.name != "triển khai"]
    last = sentence.start
    said: str | None = None
    for hit in within(dates, sentence.start, sentence.end):
        if (hit.type != "period" and hit.precision != "month") or hit.rule in _NEVER:
            continue
        before = view.folded[last : hit.start]
        looks = _said(marks, last, hit.start)
        last = hit.end
        if _BOUND.search(before):
            continue
        if looks is None and _JOINED.fullmatch(before):
            looks = said
        if looks is None and _is_term(view, hit) and held.congress:
            looks = "ahead"
        if looks is None or not _fits(view, hit, before, (said, looks), held, opens):
            continue
        said = looks
        yield hit, _by_day(hit, held.day) or ("ahead" if looks == "weak" else looks)


def _fits(view: View, hit: DateHit, before: str, said: tuple[str | None, str | None], held: Held, opens: bool) -> bool:
    """Whether a meeting like this one looks at such a period: terms for congresses, years of work, nothing far off."""
    if _is_term(view, hit):
        return held.congress
    if hit.rule in _TERMS and not opens:
        return False
    if not opens and _far(hit, held.day):
        return False
    if hit.type == "date":  # a month
        return opens and _WORK.search(before) is not None
    return (hit.precision != "year" and hit.rule not in _TERMS) or _year_of_work(before, *said, opens)


def _far(hit: DateHit, day: dt.date | None) -> bool:
    if day is None or hit.start_date is None or hit.end_date is None:
        return False
    return hit.end_date < day - _NEAR or hit.start_date > day + _NEAR


def _is_term(view: View, hit: DateHit) -> bool:
    """Whether it is a term of office ("nhiệm kỳ 2025-2030")."""
    return hit.rule in _TERMS and (
        view.folded.startswith("nhiệm kỳ", hit.start) or view.folded.endswith("nhiệm kỳ ", 0, hit.start)
    )


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


def _year_of_work(before: str, said: str | None, looks: str | None, opens: bool) -> bool:
    """Whether a year is one of work: "kết quả công tác năm 2024", "tổng kết năm 2024", not "Luật Đất đai năm 2024"."""
    words = [match.end() for match in _WORK.finditer(before)]
    if words or (opens and looks == "back"):
        return _NAMED.search(before, max(words, default=0)) is None
    return said is not None


def _by_day(hit: DateHit, day: dt.date | None) -> str | None:
    """Back where the period was over or nearly so on the day, ahead where it had not begun."""
    if day is None or hit.start_date is None or hit.end_date is None:
        return None
    grace = dt.timedelta(days=(hit.end_date - hit.start_date).days // 7)
    if hit.end_date <= day + grace:
        return "back"
    if hit.start_date >= day - grace:
        return "ahead"
    return None


def _joined(view: View, first: DateHit, then: DateHit) -> DateHit:
    """ "năm 2022, quý I năm 2023" as one span, where the second begins as the first ends."""
    if not (first.end_date and then.start_date and then.end_date and then.start >= first.end):
        return first
    beside = _JOINED.fullmatch(view.folded[first.end : then.start]) is not None
    if not beside or then.start_date - first.end_date != dt.timedelta(days=1):
        return first
    return replace(first, end=then.end, end_date=then.end_date, precision="range", rule="joined_periods")


def _over_years(view: View, places: Sequence[Sentence]) -> bool:
    """Whether the review is of years of something ("sơ kết 5 năm thực hiện Chỉ thị"): no period of work then."""
    return any(_YEARS_OF.search(view.folded, place.start, place.end) for place in places)


def _reported(view: View, dates: Sequence[DateHit], held: Held, found: Outlook) -> Outlook:
    """Periods that a sentence begins with, sorted by the meeting's day alone: the report, and the tasks ahead."""
    period, plan = found
    for hit in dates:
        if hit.rule not in _PARTS and hit.rule != "year":
            continue
        sentence = view.sentences[sentence_at(view, hit.start)]
        before = view.folded[max(sentence.start, hit.start - _REACH) : hit.start]
        begins = hit.start - sentence.start < _REACH and _REPORT.fullmatch(before) is not None
        looks = _by_day(hit, held.day)
        near = hit.end_date is not None and held.day is not None and hit.end_date >= held.day - _NEAR
        if looks == "back" and begins and near and period is None:
            period = hit
        elif looks == "ahead" and plan is None and ((begins and hit.rule in _PARTS) or _TASKS.search(before)):
            plan = hit
    return Outlook(period, plan)
