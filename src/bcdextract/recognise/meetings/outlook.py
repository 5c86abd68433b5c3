"""What a meeting looked back on and ahead to: the periods it names, sorted by the words before them and by its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bcdextract.mention import DateHit, Sentence, View
from bcdextract.recognise.meetings.days import sentence_at, top, within
from bcdextract.recognise.meetings.told import (
    BOUND,
    NEAR,
    PARTS,
    REACH,
    by_day,
    complement,
    following,
    own_half,
    reported,
)
from bcdextract.recognise.meetings.words import Mark, of_sentence
from bcdextract.record import MeetingKind

REVIEWS: Final[frozenset[MeetingKind]] = frozenset(("interim_review", "final_review", "review", "briefing"))
"""Kinds that look back by themselves: the period may then stand where the report begins ("Năm 2024, ...")."""

_TERMS: Final = frozenset(("term", "years", "bare_term"))
_NEVER: Final = frozenset(("part_of_year", "anniversary"))
# A whole year belongs to many things; it is reviewed or planned only as the year of work.
_WORK: Final = re.compile(
    r"công tác|họat động|nhiệm vụ|kết quả|phương hướng|kế họach|chương trình|tình hình|phong trào|năm học|thực hiện"
    r"|kịch bản|phương án|giao ước"
)
_NAMED: Final = re.compile(
    r"cuộc thi|hội thi|kỳ thi|luật|nghị quyết|nghị định|chỉ thị|quyết định|đề án|mục tiêu quốc gia|điều tra|chiến dịch"
    r"|quyết tóan"
)
# Before what the meeting only follows from: "Thực hiện Chương trình công tác năm 2024, Đảng ủy tổ chức ...".
_LEADS: Final = re.compile(r"\W*(?:thực hiện|căn cứ|theo)\s(?!kết quả|báo cáo)[^,;:.]{0,120}")
_JOINED: Final = re.compile(r"\s*(?:,|và|;)\s*")
_SOME_YEARS: Final = re.compile(r"\b(\d{1,2}) năm\b")
_YEARS_OF: Final = re.compile(r"\d+ năm (?:thực hiện|triển khai|qua|thi hành|họat động|xây dựng|thành lập)")
# What is to come, at another meeting: "kỳ họp sẽ xem xét báo cáo 6 tháng đầu năm".
_TO_COME: Final = re.compile(r"\bsẽ (?:xem xét|khai mạc|diễn ra|thảo luận|quyết nghị|thông qua|trình|nghe|được)\b")
_FROM: Final = re.compile(r"\btừ\s(?:ngày\s)?$")
_TO_NOW: Final = re.compile(r"\s(?:cho\s)?đến nay\b")
# What a meeting held every month or quarter is of: "phiên họp thường kỳ tháng 5", "cuộc họp quý I".
_REGULAR: Final = re.compile(r"(?:thường kỳ|định kỳ|(?:cuộc|phiên) họp|giao ban)\s$")
_REVIEWED: Final = re.compile(r"\b(?:đánh giá|tình hình|kết quả|sơ kết|tổng kết)\b")
# Before a number that is no year of work: "Tết Quý Mão 2023", "mùa khô 2024 - 2025", "học kỳ I năm học 2023 - 2024".
_NO_YEAR: Final = {
    "bare_year": re.compile(r"\btết\s[^,.;]{0,30}$"),
    "bare_term": re.compile(r"\b(?:mùa|vụ)\s(?:\w+\s){1,2}$"),
    "school_year": re.compile(r"\bhọc kỳ\s\w+,?\s$"),
    "month": re.compile(r"\btuần\s(?:thứ\s)?\w+,\s$"),
}
# "Ông An trình bày dự thảo kế hoạch năm 2025": a plan put before the meeting.
_PRESENTED: Final = re.compile(r"\b(?:trình bày|đọc) (?:dự thảo )?(?:phương hướng|kế họach|chương trình)\b")
_OVER: Final = dt.timedelta(days=366 * 7)
_SUPERVISES: Final = re.compile(r"\bgiám sát\b")
_FOLLOWING: Final = 3
"""Sentences after the opening that may look back on a part of a year without naming the meeting again."""


class Outlook(NamedTuple):
    """The period reviewed and the period planned."""

    period: DateHit | None
    plan: DateHit | None


class Held(NamedTuple):
    """What the periods are held against: the meeting's day, its kind, whether it is a congress."""

    day: dt.date | None
    kind: MeetingKind
    congress: bool


def of(view: View, dates: Sequence[DateHit], places: tuple[Sentence, ...], held: Held) -> Outlook:
    """The first period reviewed and the first planned: in the opening, the headline, then where the meeting is named.

    ``places`` are the opening and the headline; ``dates`` those of the text about this meeting. Text after the places
    counts only in sentences that name the meeting ("Tại hội nghị ... đề ra nhiệm vụ quý IV"), and for a review where a
    report begins ("6 tháng đầu năm, xã đã ...").
    """
    period = plan = None
    for sentence, opens in _sentences(view, dates, places):
        for hit, looks in _looked(view, dates, sentence, held, opens):
            if looks == "ahead" and not opens and not _may_plan(view, sentence):
                continue
            if looks == "back":
                period = hit if period is None else _joined(view, period, hit)
            elif plan is None:
                plan = hit
            else:
                plan = _joined(view, plan, hit)
        if period and plan:
            break
    if not (period and plan) and not _over_years(view, places):
        period, plan = reported(view, dates, held.day, held.kind in REVIEWS, (period, plan))
    period = period or _since(view, dates, places, held.day) or _regular(view, dates, places, held)
    return Outlook(
        period, own_half(period, plan) or complement(dates, places, period) or following(view, places, period)
    )


def _regular(view: View, dates: Sequence[DateHit], places: tuple[Sentence, ...], held: Held) -> DateHit | None:
    """ "họp phiên thường kỳ tháng 5, nghe tình hình": the month or quarter, where nothing else is reviewed."""
    for place in places[:1]:
        for hit in within(dates, place.start, place.end):
            if hit.rule in ("month", "quarter") and by_day(hit, held.day) == "back":
                named = _REGULAR.search(view.folded, place.start, hit.start)
                if named and (hit.rule == "quarter" or _REVIEWED.search(view.folded, hit.end, place.end)):
                    return hit
    return None


def _since(view: View, dates: Sequence[DateHit], places: tuple[Sentence, ...], day: dt.date | None) -> DateHit | None:
    """ "các nhiệm vụ được giao từ 1/10/2016 đến nay": from that day to the meeting's."""
    for place in places[:1]:
        for hit in within(dates, place.start, place.end):
            told = hit.rule == "day" and hit.start_date is not None and day is not None and hit.start_date < day
            if told and _FROM.search(view.folded, place.start, hit.start) and _TO_NOW.match(view.folded, hit.end):
                return hit._replace(precision="range", rule="until_now", end_date=day)
    return None


def _sentences(view: View, dates: Sequence[DateHit], places: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, bool]]:
    """``places``, then the sentences with a period that name a meeting; with whether they open it or lead to that."""
    for place in places:
        yield place, True
    seen = {place.start for place in places}
    opened = sentence_at(view, places[0].start)
    for hit in dates:
        if hit.type != "period":
            continue
        sentence = view.sentences[sentence_at(view, hit.start)]
        if sentence.start in seen:
            continue
        seen.add(sentence.start)
        if _TO_COME.search(view.folded, sentence.start, hit.start):
            continue
        near = sentence_at(view, hit.start) - opened
        part = hit.rule in PARTS and (0 < near <= _FOLLOWING or _is_report(view, sentence))
        if part or _names_meeting(view, sentence) or _PRESENTED.search(view.folded, sentence.start, hit.start):
            yield sentence, near < 0


def _is_report(view: View, sentence: Sentence) -> bool:
    """Whether a sentence is of a report: "Báo cáo sơ kết quý I, nhiệm vụ quý II do đồng chí An trình bày nêu rõ"."""
    if "báo cáo" in view.folded[sentence.start : min(sentence.start + REACH, sentence.end)]:
        return True
    return _PRESENTED.search(view.folded, sentence.start, sentence.end) is not None


def _names_meeting(view: View, sentence: Sentence) -> bool:
    return any(mark.word.part == "noun" for mark in of_sentence(view, top(view, sentence)))


def _may_plan(view: View, sentence: Sentence) -> bool:
    """Whether a plan that a sentence tells of can be the meeting's: other sentences near the opening only look back."""
    return _is_report(view, sentence) or _names_meeting(view, sentence)


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
        looks = _said(view, marks, last, hit.start)
        last = hit.end
        if BOUND.search(before) or _LEADS.fullmatch(before) or _is_no_year(hit, before):
            continue
        if opens and _is_over(view, sentence, hit, held):
            yield hit, "back"
            continue
        if looks is None and _JOINED.fullmatch(before):
            looks = said
        if looks is None and _is_term(view, hit) and held.congress:
            looks = "ahead"
        if looks is None or not _fits(view, hit, before, (said, looks), held, opens):
            continue
        said = looks
        yield hit, by_day(hit, held.day) or ("ahead" if looks == "weak" else looks)


def _is_no_year(hit: DateHit, before: str) -> bool:
    words = _NO_YEAR.get(hit.rule)
    return words is not None and words.search(before) is not None


def _is_over(view: View, sentence: Sentence, hit: DateHit, held: Held) -> bool:
    """Whether it is the stage that a supervision is about, and is over: "giám sát ... giai đoạn 2021 - 2023"."""
    if by_day(hit, held.day) != "back" or held.day is None or (hit.start_date or held.day) < held.day - _OVER:
        return False
    stage = hit.rule == "term" and view.folded.startswith("giai", hit.start)
    return stage and _SUPERVISES.search(view.folded, sentence.start, hit.start) is not None


def _fits(view: View, hit: DateHit, before: str, said: tuple[str | None, str | None], held: Held, opens: bool) -> bool:
    """Whether a meeting like this one looks at such a period: terms for congresses, years of work, nothing far off."""
    if _is_term(view, hit):
        return held.congress
    if hit.rule in _TERMS and not opens:
        return False
    if not opens and (_far(hit, held.day) or _out_of_season(hit, held.day)):
        return False
    if hit.type == "date":  # a month
        return opens and (_WORK.search(before) is not None or "giao ban" in before)
    return (hit.precision != "year" and hit.rule not in _TERMS) or _year_of_work(hit, before, *said, opens)


def _far(hit: DateHit, day: dt.date | None) -> bool:
    if day is None or hit.start_date is None or hit.end_date is None:
        return False
    return hit.end_date < day - NEAR or hit.start_date > day + NEAR


def _out_of_season(hit: DateHit, day: dt.date | None) -> bool:
    """Whether it is a year long over: what a meeting from May to September hears of it is one report among others."""
    if day is None or hit.precision != "year" or hit.end_date is None:
        return False
    return 5 <= day.month <= 9 and hit.end_date < day


def _is_term(view: View, hit: DateHit) -> bool:
    """Whether it is a term of office ("nhiệm kỳ 2025-2030")."""
    return hit.rule in _TERMS and (
        view.folded.startswith("nhiệm kỳ", hit.start) or view.folded.endswith("nhiệm kỳ ", 0, hit.start)
    )


def _said(view: View, marks: Sequence[Mark], start: int, end: int) -> str | None:
    """What the last word before the period says; "nhiệm vụ" and "thực hiện kế hoạch" give way to a "kết quả"."""
    looks: str | None = None
    for mark in marks:
        if mark.start < start or mark.end > end or mark.word.looks is None:
            continue
        carried_out = looks is not None and view.folded.endswith("thực hiện ", start, mark.start)
        if looks is not None and (mark.word.looks == "weak" or carried_out):
            continue
        looks = mark.word.looks
    return looks


def _counts_years(hit: DateHit, before: str) -> bool:
    """Whether years are as many as were told before them: "5 năm thực hiện Nghị quyết, giai đoạn 2018 - 2023"."""
    told = _SOME_YEARS.search(before)
    length = (hit.last_year or 0) - (hit.year or 0)
    return told is not None and int(told[1]) in (length, length + 1)


def _year_of_work(hit: DateHit, before: str, said: str | None, looks: str | None, opens: bool) -> bool:
    """Whether a year is one of work: "kết quả công tác năm 2024", "tổng kết năm 2024", not "Luật Đất đai năm 2024"."""
    if hit.rule in _TERMS and _counts_years(hit, before):
        return True
    words = [match.end() for match in _WORK.finditer(before)]
    if words or (opens and looks == "back"):
        return _NAMED.search(before, max(words, default=0)) is None
    return said is not None


def _joined(view: View, first: DateHit, then: DateHit) -> DateHit:
    """ "năm 2022, quý I năm 2023" as one span; so "năm 2025, giai đoạn 2025 - 2030", where one holds the other."""
    if not (first.end_date and then.start_date and then.end_date and then.start >= first.end):
        return first
    beside = _JOINED.fullmatch(view.folded[first.end : then.start]) is not None
    follows = then.start_date - first.end_date == dt.timedelta(days=1)
    widens = then.start_date == first.start_date and then.end_date > first.end_date
    if not beside or not (follows or widens):
        return first
    return first._replace(end=then.end, end_date=then.end_date, precision="range", rule="joined_periods")


def _over_years(view: View, places: tuple[Sentence, ...]) -> bool:
    """Whether the review is of years of something ("sơ kết 5 năm thực hiện Chỉ thị"): no period of work then."""
    return any(_YEARS_OF.search(view.folded, place.start, place.end) for place in places)
