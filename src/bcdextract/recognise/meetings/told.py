"""Periods that the text after the opening tells: where a report begins, what is planned next, what follows by words."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bcdextract.mention import DateHit, Sentence, View
from bcdextract.recognise.meetings.days import sentence_at, within

PARTS: Final = frozenset(("months_of_year", "half_year", "quarter"))
# A period that only bounds something: "đến năm 2030", "so với cùng kỳ năm 2022".
BOUND: Final = re.compile(
    r"\b(?:đến|tới|từ|so với|cùng kỳ|giai đọan|trước|sau|hết|cuối|đầu|kể từ|khóa)\s+(?:hết\s+)?(?:trong\s+)?$"
)
_REPORT: Final = re.compile(
    r"\W*(?:theo\s[^,.]{0,70},\s*)?(?:(?:trong|qua|về|theo báo cáo|báo cáo|tại hội nghị|nhìn lại),?\s+)*"
)
# A report told by the one who gave it: "Báo cáo tại buổi làm việc, ông An cho biết, năm 2024, ...".
_TOLD: Final = re.compile(
    r"báo cáo\b[^.;]{0,200}\b(?:cho biết|cho thấy|cho hay|nêu rõ|khẳng định|thông tin)[,:]?\s(?:trong\s)?$"
)
# Praise for a time that is over: "Ghi nhận những đóng góp của tổ trong năm 2024".
_PRAISED: Final = re.compile(r"(?:ghi nhận|biểu dương|đánh giá cao)\b[^.;]{0,100}\btrong\s$")
_NEXT: Final = {
    "range": re.compile(r"(?:những|các) tháng (?:cuối|còn lại(?: của| trong)?) năm(?: 20\d\d| nay)?(?!\w)"),
    "quarter": re.compile(r"qúy (?:tới|sau|tiếp theo)\b"),
    "year": re.compile(r"(?<!những )(?<!các )năm (?:tới|sau|tiếp theo)\b"),
}
_TASKS: Final = re.compile(
    r"(?:phương hướng|nhiệm vụ|giải pháp|kế họach|chương trình công tác|trọng tâm)\s(?:[^,.;]{0,40}\s)?$"
)
# "Đồng chí An yêu cầu, trong 6 tháng cuối năm, các xã ..."
_DEMANDED: Final = re.compile(r"\b(?:yêu cầu|đề nghị|lưu ý|chỉ đạo|nhấn mạnh|thống nhất)\b[^.;]{0,40}?\s(?:trong\s)?$")
REACH: Final = 100
_FAR_BACK: Final = 260
NEAR: Final = dt.timedelta(days=450)


def by_day(hit: DateHit, day: dt.date | None) -> str | None:
    """Back where the period was over or nearly so on the day, ahead where it had not begun."""
    if day is None or hit.start_date is None or hit.end_date is None:
        return None
    grace = dt.timedelta(days=(hit.end_date - hit.start_date).days // 7)
    if hit.end_date <= day + grace:
        return "back"
    if hit.start_date >= day - grace:
        return "ahead"
    return None


def reported(
    view: View,
    dates: Sequence[DateHit],
    day: dt.date | None,
    reviews: bool,
    found: tuple[DateHit | None, DateHit | None],
) -> tuple[DateHit | None, DateHit | None]:
    """Periods that a sentence begins with, sorted by the meeting's day alone: the report, and the tasks ahead.

    Only a meeting that looks back by its kind is taken to report; of another, what is said to be reported.
    """
    period, plan = found
    for hit in dates:
        if hit.rule not in PARTS and hit.rule != "year":
            continue
        looks = by_day(hit, day)
        if looks == "back" and period is None and _recent(hit, day) and _reports(view, hit, reviews):
            period = hit
        elif looks == "ahead" and plan is None and (reviews or _follows(hit, period)) and _is_task(view, hit, period):
            plan = hit
    return period, plan


def _recent(hit: DateHit, day: dt.date | None) -> bool:
    return hit.end_date is not None and day is not None and hit.end_date >= day - NEAR


def _reports(view: View, hit: DateHit, reviews: bool) -> bool:
    """Whether a report begins with the period: "6 tháng đầu năm, xã đã ...", "... báo cáo cho biết, năm 2024, ..."."""
    start = view.sentences[sentence_at(view, hit.start)].start
    before = view.folded[max(start, hit.start - _FAR_BACK) : hit.start]
    if _TOLD.search(before) or (before.endswith("báo cáo ") and view.folded.startswith(":", hit.end)):
        return True  # "bà Vi báo cáo 6 tháng đầu năm: ..."
    return reviews and (_begins(before) or _PRAISED.search(before) is not None)


def _begins(before: str) -> bool:
    return len(before) < REACH and _REPORT.fullmatch(before) is not None


def _is_task(view: View, hit: DateHit, period: DateHit | None) -> bool:
    """Whether a period ahead is one of tasks or demands, or one that begins a sentence and follows on the review."""
    start = view.sentences[sentence_at(view, hit.start)].start
    before = view.folded[max(start, hit.start - REACH) : hit.start]
    if BOUND.search(before):
        return False
    if _TASKS.search(before):
        return True
    if hit.rule not in PARTS and not _follows(hit, period):
        return False
    return _begins(before) or _DEMANDED.search(before) is not None


def _follows(hit: DateHit, period: DateHit | None) -> bool:
    over = period.end_date if period else None
    return over is not None and hit.start_date == over + dt.timedelta(days=1)


def following(view: View, places: tuple[Sentence, ...], period: DateHit | None) -> DateHit | None:
    """What follows the period by words alone: "sơ kết 6 tháng đầu năm, nhiệm vụ những tháng cuối năm".

    A part of the year runs on to its end, a quarter to the next one, a year to the year after.
    """
    if period is None or period.end_date is None or period.start_date is None:
        return None
    begun, pattern = period.end_date + dt.timedelta(days=1), _NEXT.get(period.precision)
    last = dt.date(begun.year, begun.month + 2, 28) if period.precision == "quarter" else dt.date(begun.year, 12, 31)
    if pattern is None or (period.precision == "range" and (begun.month == 1 or begun.day > 1)):
        return None
    for place in places:
        words = pattern.search(view.folded, max(place.start, period.end), place.end)
        if words is not None:
            ended = _month_end(last)
            return period._replace(
                start=words.start(), end=words.end(), rule="next_period", start_date=begun, end_date=ended
            )
    return None


def complement(dates: Sequence[DateHit], places: tuple[Sentence, ...], period: DateHit | None) -> DateHit | None:
    """The rest of the year, named beside what was reviewed: "nhìn lại 6 tháng đầu năm và bàn việc 6 tháng cuối năm"."""
    if period is None or period.end_date is None or period.rule not in PARTS:
        return None
    begins = period.end_date + dt.timedelta(days=1)
    return next((hit for hit in _parts_after(dates, places, period) if hit.start_date == begins), None)


def _parts_after(dates: Sequence[DateHit], places: tuple[Sentence, ...], period: DateHit) -> Iterator[DateHit]:
    for place in places:
        for hit in within(dates, max(place.start, period.end), place.end):
            if hit.rule in PARTS:
                yield hit


def own_half(period: DateHit | None, plan: DateHit | None) -> DateHit | None:
    """The plan; "6 tháng cuối năm" after a half-year with bounds of its own (October to March) is the half after it.

    Only where these are whole months: "15/12 đến 14/6" is how something is counted, not the agency's year.
    """
    if period is None or plan is None or period.end_date is None or period.start_date is None:
        return plan
    half = period.rule == plan.rule == "months_of_year" and plan.last_month == 12 and plan.month == 7
    ends = period.end_date + dt.timedelta(days=1)
    if not half or period.start_date.day != 1 or ends.day != 1 or ends.month == 7:
        return plan
    last = ends.month + 5
    ended = _month_end(dt.date(ends.year + (last > 12), (last - 1) % 12 + 1, 1))
    return plan._replace(start_date=ends, end_date=ended)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
