"""From what in its own text an article's year is certain: another full date, a half-year, the year a review is of.

Every ground answers for one day without a year ("Ngày 19/7") and says nothing where it is not sure. A year that only
knowledge of the world could tell stays unknown: "sơ kết 5 năm thực hiện Nghị quyết" is no ground.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bcdextract.mention import DateHit, DocumentHit, Sentence, Span, View
from bcdextract.resolve.spans_of_time import day_in, gap, nearest_year, span_in

NEAR = 60
"""Days within which another full date tells a day's year."""
AFTER_PERIOD = 75
"""Days before or after a period within which a meeting on it is held."""
_HEAD = 4
_REVIEW = re.compile(r"tổng\skết|sơ\skết|kết\sqủa|kết\squả|đánh\sgiá|kiểm\sđiểm|nhìn\slại")
_PLAN = re.compile(
    r"phương\shướng|nhiệm\svụ|kế\shọach|kế\shoạch|triển\skhai|chương\strình\scông\stác|mục\stiêu|chỉ\stiêu"
)
_AWAY = re.compile(r"(?:\b(?:đến|tới|từ|kỳ|với|trước|sau|hết|nhìn|hướng\stới|cuối|sinh|bằng)|-)\s(?:hết\s)?$")
_YEARS_OF = re.compile(r"\d+\snăm\s(?:thực\shiện|triển\skhai)")
_CONGRESS = "đại hội"


class Article(NamedTuple):
    """What grounds look at: the text, its date mentions, which of them are documents' dates, where its title ends."""

    view: View
    dates: Sequence[DateHit]
    of_documents: frozenset[int]
    title: Span | None

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence at an offset."""
        return max(bisect_right(self.view.sentences, offset, key=_sentence_start) - 1, 0)


def _sentence_start(sentence: Sentence) -> int:
    return sentence.start


def article(view: View, dates: Sequence[DateHit], documents: Sequence[DocumentHit], title: Span | None) -> Article:
    """An article as grounds see it."""
    dated = [hit.dated or Span(hit.start, hit.end) for hit in documents]
    inside = frozenset(
        date.start for span in dated for date in dates if span.start <= date.start and date.end <= span.end
    )
    return Article(view, dates, inside, title)


def year_of(target: DateHit, seen: Article) -> int | None:
    """The year of a day by the first ground that is sure of it."""
    for ground in GROUNDS:
        year = ground(target, seen)
        if year is not None and _sane(target, year, seen):
            return year
    return None


def dateline(seen: Article) -> dt.date | None:
    """The last full date that stands on a line nearly alone: the page's own date, printed in the text."""
    found = None
    folded = seen.view.folded
    for hit in seen.dates:
        if not _full_day(hit) or hit.start in seen.of_documents:
            continue
        start = folded.rfind("\n", 0, hit.start) + 1
        end = folded.find("\n", hit.end)
        rest = (end if end >= 0 else len(folded)) - start - (hit.end - hit.start)
        if rest <= 40 and (start or end >= 0):
            day = day_in(hit, hit.year or 1)
            found = day if found is None or (day and day > found) else found
    return found


def same_day(target: DateHit, seen: Article) -> int | None:
    """ "Ngày 17/7 ... ngày 17/7/2024": the same day in full elsewhere."""
    years = {
        (hit.last_year if hit.rule == "anniversary" else hit.year)
        for hit in seen.dates
        if hit.year and (hit.day, hit.month) == (target.day, target.month) and hit.start not in seen.of_documents
    }
    return next(iter(years)) if len(years) == 1 else None


def from_dateline(target: DateHit, seen: Article) -> int | None:
    """ "09/08/2020" on a line of its own: the nearest past."""
    line = dateline(seen)
    return nearest_year(target, line) if line else None


def near_full_date(target: DateHit, seen: Article) -> int | None:
    """ "Chiều 13/3 ... bắt đầu từ ngày 1/4/2019": a full date at most two months away."""
    best: tuple[int, int] | None = None
    for hit in seen.dates:
        if not _full_day(hit) or (hit.start in seen.of_documents and not _recent_document(hit, seen)):
            continue
        for year in (hit.year or 0) - 1, hit.year or 0, (hit.year or 0) + 1:
            day, other = day_in(target, year), day_in(hit, hit.year or 0)
            if day is None or other is None or (hit.start in seen.of_documents and day < other):
                continue
            away = abs((day - other).days)
            if away <= NEAR and (best is None or away < best[0]):
                best = (away, year)
    return best[1] if best else None


def _recent_document(hit: DateHit, seen: Article) -> bool:
    """Whether a document's date can tell the meeting's: nothing later is named, and no years of carrying it out."""
    sentence = seen.view.sentences[seen.sentence_at(hit.start)]
    if _YEARS_OF.search(seen.view.folded, sentence.start, hit.start):
        return False
    return not any(other.year and other.year > (hit.year or 0) and not _forward(other, seen) for other in seen.dates)


def near_period(target: DateHit, seen: Article) -> int | None:
    """ "Sáng 31/3 ... quý 1/2023": a part of a year that a meeting of that day can look back on or ahead to."""
    best: tuple[int, int] | None = None
    for hit in seen.dates:
        if hit.year is None or hit.rule not in ("months_of_year", "half_year", "quarter", "month", "months"):
            continue
        span = span_in(hit, hit.year)
        if span is None or _compared(hit, seen):
            continue
        for year in range(span[0].year - 1, span[1].year + 2):
            day = day_in(target, year)
            if day is None:
                continue
            away = gap(day, span)
            if away <= AFTER_PERIOD and (best is None or away < best[0]):
                best = (away, year)
    return best[1] if best else None


def in_school_year(target: DateHit, seen: Article) -> int | None:
    """ "sáng 22/2 ... năm học 2019-2020": the one school year that is named, if the day lies in it."""
    spans = {span_in(hit, hit.year) for hit in seen.dates if hit.rule == "school_year" and hit.year}
    if len(spans) != 1:
        return None
    span = next(iter(spans))
    if span is None:
        return None
    days = (day_in(target, year) for year in (span[0].year, span[1].year))
    return next((day.year for day in days if day and gap(day, span) == 0), None)


def reviewed_or_planned_year(target: DateHit, seen: Article) -> int | None:
    """ "Ngày 14/1 ... tổng kết công tác năm 2024": held in the year after, from October on in the year itself."""
    month = target.month or 0
    reviewed, planned, named = set(), set(), set()
    for hit in _years_in_head(target, seen):
        clause = _clause_before(hit, seen)
        if _REVIEW.search(clause):
            reviewed.add(hit.year or 0)
        elif _PLAN.search(clause):
            planned.add(hit.year or 0)
        else:
            named.add(hit.year or 0)
    if len(reviewed) > 1 or len(planned) > 1:
        return None
    if reviewed:
        return _of_review(next(iter(reviewed)), next(iter(planned), None), month)
    if planned and not named - planned:
        plan = next(iter(planned))
        return plan if month <= 9 else (plan - 1 if month == 12 else None)
    if len(named) == 1 and month >= 2:
        return next(iter(named))
    return None


def _of_review(reviewed: int, planned: int | None, month: int) -> int | None:
    if month >= 10:
        return reviewed
    if month <= 3 or planned == reviewed + 1:
        return reviewed + 1
    return None


def congress_of_term(target: DateHit, seen: Article) -> int | None:
    """ "sáng 22/10 ... đại hội ... nhiệm kỳ 2020 - 2025": a congress opens the term it is of."""
    terms = [hit for hit in seen.dates if hit.rule == "term" and hit.year]
    if not terms or not 2 <= (target.month or 0) <= 11:
        return None
    sentence = seen.view.sentences[seen.sentence_at(target.start)]
    if _CONGRESS not in seen.view.folded[sentence.start : sentence.end]:
        return None
    return max(hit.year or 0 for hit in terms)


GROUNDS: tuple[Callable[[DateHit, Article], int | None], ...] = (
    same_day,
    from_dateline,
    near_full_date,
    near_period,
    reviewed_or_planned_year,
    congress_of_term,
    in_school_year,
)


def _full_day(hit: DateHit) -> bool:
    return hit.year is not None and hit.day is not None and hit.rule != "anniversary"


def _years_in_head(target: DateHit, seen: Article) -> list[DateHit]:
    """Whole years that the title, the first sentences or the day's own sentence name for themselves."""
    own = seen.sentence_at(target.start)
    found = []
    for hit in seen.dates:
        if hit.rule not in ("year", "bare_year", "part_of_year") or hit.year is None or _forward(hit, seen):
            continue
        at = seen.sentence_at(hit.start)
        in_title = seen.title is not None and seen.title.start <= hit.start < seen.title.end
        if in_title or at == own or at < min(own, _HEAD):
            found.append(hit)
    return found


def _clause_before(hit: DateHit, seen: Article) -> str:
    """The words before a year, back to the mention before it or the start of its sentence."""
    start = seen.view.sentences[seen.sentence_at(hit.start)].start
    for other in seen.dates:
        if start < other.end <= hit.start and other.rule in ("year", "months_of_year", "quarter", "part_of_year"):
            start = other.end
    return seen.view.folded[start : hit.start]


def _forward(hit: DateHit, seen: Article) -> bool:
    """Whether a year is an end or a yardstick, not the time spoken of: "đến năm 2030", "so với năm 2019"."""
    if hit.rule in ("term", "years", "bare_term", "school_year", "year_compared"):
        return True
    return _AWAY.search(seen.view.folded, max(hit.start - 16, 0), hit.start) is not None


def _compared(hit: DateHit, seen: Article) -> bool:
    return seen.view.folded[max(hit.start - 12, 0) : hit.start].rstrip().endswith(("cùng kỳ", "so với"))


_HAPPENED = frozenset(("day", "month", "quarter", "months_of_year", "year"))


def _sane(target: DateHit, year: int, seen: Article) -> bool:
    """Whether there is such a day and nothing in the text is of a year well after it."""
    later = (hit for hit in seen.dates if hit.year is not None and hit.year > year + 1 and hit.rule in _HAPPENED)
    return day_in(target, year) is not None and all(_forward(hit, seen) for hit in later)
