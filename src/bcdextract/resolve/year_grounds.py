"""From what in its own text an article's year is certain: another full date, a half-year, the year a review is of.

Every ground answers for one day without a year ("Ngày 19/7") and says nothing where it is not sure. A year that only
knowledge of the world could tell stays unknown: "sơ kết 5 năm thực hiện Nghị quyết" is no ground.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bcdextract.mention import DateHit, DocumentHit, Sentence, Span, View
from bcdextract.resolve.spans_of_time import day_in, gap, nearest_year, span_in

NEAR = 60
"""Days within which another full date tells a day's year."""
AFTER_PERIOD = 75
"""Days before or after a period within which a meeting on it is held."""
JUST_ISSUED = 14
"""Days after a central document within which its date tells the meeting's."""
NEARBY = 800
"""Characters between a day and a year that tells its year."""
_HEAD = 4
_LEAD = 24
_LINE = 40
_CLAUSE = 600
MOST = 400
"""Mentions that are asked for a year; in a longer text the rest tell no more."""
_REVIEW = re.compile(r"tổng\skết|sơ\skết|kết\sqủa|kết\squả|đánh\sgiá|kiểm\sđiểm|nhìn\slại")
_PLAN = re.compile(
    r"phương\shướng|nhiệm\svụ|kế\shọach|kế\shoạch|triển\skhai|chương\strình\scông\stác|mục\stiêu|chỉ\stiêu"
)
_AWAY = re.compile(r"(?:\b(?:đến|tới|từ|kỳ|với|trước|sau|hết|nhìn|hướng\stới|cuối|sinh|bằng)|-)\s(?:hết\s)?$")
# Days that tell nothing of when the article's event was: births, entries into the Party, laws coming into force.
_ELSEWHERE = re.compile(r"(?:\b(?:sinh|hiệu\slực\s(?:thi\shành\s)?(?:kể\s)?từ|ban\shành|ký)\s|(?:đảng|thức|cấp):?\s)$")
_SO_FAR = re.compile(r"\b(?:đến|từ|trước|hết|sau)\s$")
_OF_YEARS = re.compile(r"(?:sơ|tổng)\skết\s(?:công\stác\s)?\d+\snăm|(?:sơ|tổng)\skết[^,;]*\($")
_YEARS_OF = re.compile(r"\d+\snăm\s(?:thực\shiện|triển\skhai)")
# Before a year that only tells when something was: the start of a clause, "trong", "vào", "của".
_TELLS_WHEN = re.compile(r"(?:[.,;:\n\"]|\b(?:trong|vào|của|là|và|tóan|toán|sơ\skết|cả|sang)|^)\s*$")
_CONGRESS = "đại hội"


class Article(NamedTuple):
    """What grounds look at: the text, its date mentions, which of them are documents' dates, where its title ends."""

    view: View
    dates: Sequence[DateHit]
    of_documents: frozenset[int]
    of_central: frozenset[int]
    title: Span | None

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence at an offset."""
        return max(bisect_right(self.view.sentences, offset, key=_sentence_start) - 1, 0)


def _date_start(hit: DateHit) -> int:
    return hit.start


def _sentence_start(sentence: Sentence) -> int:
    return sentence.start


def article(view: View, dates: Sequence[DateHit], documents: Sequence[DocumentHit], title: Span | None) -> Article:
    """An article as grounds see it."""
    spans = [span for hit in documents for span in (Span(hit.start, hit.end), hit.dated) if span is not None]
    central = frozenset(hit.dated.start for hit in documents if hit.dated and _is_central(hit))
    starts = {date.start: date.end for date in dates}
    inside = frozenset(at for span in spans for at in _within(starts, span))
    return Article(view, dates[:MOST], inside, central, title)


def _within(starts: Mapping[int, int], span: Span) -> list[int]:
    return [at for at in range(span.start, span.end) if starts.get(at, span.end + 1) <= span.end]


def _is_central(hit: DocumentHit) -> bool:
    """Whether a document is the centre's, which articles cite for years after: 35-NQ/TW, or a number without a code."""
    return hit.number is None or hit.rule == "bare_number" or hit.number.endswith("TW")


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
        start = folded.rfind("\n", max(hit.start - _LINE, 0), hit.start)
        end = folded.find("\n", hit.end, hit.end + _LINE)
        opens, ends = start >= 0 or hit.start <= _LINE, end >= 0 or hit.end + _LINE >= len(folded)
        around = hit.start - max(start, 0) + (end if end >= 0 else len(folded)) - hit.end
        if opens and ends and around <= _LINE and (start >= 0 or end >= 0):
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
    """ "Chiều 13/3 ... bắt đầu từ ngày 1/4/2019": the nearest full date, if no other as near says otherwise."""
    found: list[tuple[int, int]] = []
    for hit in seen.dates:
        if hit.day is None or hit.year is None or not _tells_year(hit, seen):
            continue
        other = day_in(hit, hit.last_year or hit.year)
        for year in (
            (hit.year - 1, hit.year, hit.year + 1) if other and hit.rule != "anniversary" else (hit.last_year or 0,)
        ):
            day = day_in(target, year)
            if day is None or other is None or (hit.start in seen.of_documents and day < other):
                continue
            if abs((day - other).days) <= (NEAR if hit.start not in seen.of_central else JUST_ISSUED):
                found.append((abs((day - other).days), year))
    years = {year for _, year in found}
    return min(found)[1] if found and (len(years) == 1 or min(found)[0] <= 20) else None


def _tells_year(hit: DateHit, seen: Article) -> bool:
    """Whether a full date can be of the same weeks as the article's event."""
    if hit.start in seen.of_documents:
        return _recent_document(hit, seen)
    return not _ELSEWHERE.search(seen.view.folded, max(hit.start - 30, 0), hit.start)


def tells_event(hit: DateHit, seen: Article) -> bool:
    """Whether a full date is of something that happened then, not a bound ("tính đến 31/12/2016") or a birth."""
    before = max(hit.start - 30, 0)
    bound = _SO_FAR.search(seen.view.folded, before, hit.start) or _ELSEWHERE.search(
        seen.view.folded, before, hit.start
    )
    return hit.rule != "anniversary" and bound is None


def leads_sentence(hit: DateHit, seen: Article) -> bool:
    """Whether a day stands first in its sentence, a newsroom's name and dash or an hour aside."""
    return hit.start - seen.view.sentences[seen.sentence_at(hit.start)].start <= _LEAD


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


def end_of_reviewed_years(target: DateHit, seen: Article) -> int | None:
    """ "Ngày 12/9 ... sơ kết 5 năm (2018 - 2023)": a review of years is held in the last of them, New Year apart."""
    if (target.month or 0) < 4:
        return None
    own = seen.view.sentences[seen.sentence_at(target.start)]
    ends = set()
    for hit in seen.dates:
        in_title = seen.title is not None and seen.title.start <= hit.start < seen.title.end
        if hit.rule not in ("bare_term", "term", "years") or not (own.start <= hit.start < own.end or in_title):
            continue
        clause = _clause_before(hit, seen)
        if _OF_YEARS.search(clause):
            ends.add(hit.last_year)
    return next(iter(ends)) if len(ends) == 1 else None


def since_its_start(target: DateHit, seen: Article) -> int | None:
    """ "từ đầu năm 2023 đến nay", "những tháng đầu năm 2023": the year it is."""
    years = {hit.year for hit in seen.dates if hit.rule == "part_of_year" and _still_running(hit, seen)}
    return next(iter(years)) if len(years) == 1 and (target.month or 0) >= 2 else None


def _still_running(hit: DateHit, seen: Article) -> bool:
    before = seen.view.folded[max(hit.start - 20, 0) : hit.start].rstrip()
    after = seen.view.folded[hit.end : hit.end + 10].lstrip()
    return before.endswith(("từ đầu", "tháng đầu")) or (before.endswith("đầu") and after.startswith("đến nay"))


def years_told(target: DateHit, seen: Article) -> int | None:
    """What the body tells of years, where the head gives none.

    "tổng kết công tác năm ... Năm 2024, Ban Chỉ đạo đã ...": a review of the year told first; "9 tháng đầu năm ... hội
    thi năm 2024": that year; "năm 2023 đạt ..., năm 2024 phấn đấu ...", until August: the later.
    """
    month = target.month or 0
    told = [hit for hit in seen.dates if hit.rule in ("year", "bare_year") and hit.year and not _forward(hit, seen)]
    told = [hit for hit in told if hit.start not in seen.of_documents]
    if not told:
        return None
    last = max(hit.year or 0 for hit in told)
    own = seen.view.sentences[seen.sentence_at(target.start)]
    if "tổng kết" in seen.view.folded[own.start : own.end]:
        first = [hit.year or 0 for hit in told if _opens_sentence(hit, seen)]
        return _of_review(first[0], None, month) if first else None
    if month >= 4 and any(_part_reviewed(hit) and own.start <= hit.start < own.end for hit in seen.dates):
        return max((hit.year or 0 for hit in told if not _PLAN.search(_clause_before(hit, seen))), default=None)
    years = {hit.year or 0 for hit in told}
    return last if month <= 8 and last - 1 in years else None


def year_nearby(target: DateHit, seen: Article) -> int | None:
    """ "hội thi ... lần thứ ba năm 2023": the latest year that names something a few lines from the day.

    Around New Year it is open, and a year that only tells when ("Trong năm 2016, ...") is of the past as well.
    """
    if not 2 <= (target.month or 0) <= 11:
        return None
    near = [
        hit.year or 0
        for hit in seen.dates
        if hit.rule in ("year", "bare_year")
        and abs(hit.start - target.start) <= NEARBY
        and hit.start not in seen.of_documents
        and not _forward(hit, seen)
        and not _TELLS_WHEN.search(seen.view.folded, max(hit.start - 16, 0), hit.start)
    ]
    return max(near, default=None)


def _part_reviewed(hit: DateHit) -> bool:
    return hit.rule in ("months_of_year", "half_year", "quarter") and hit.year is None


def _opens_sentence(hit: DateHit, seen: Article) -> bool:
    start = seen.view.sentences[seen.sentence_at(hit.start)].start
    return seen.view.folded[start : hit.start].strip() in ("", "trong", "trong cả")


GROUNDS: tuple[Callable[[DateHit, Article], int | None], ...] = (
    same_day,
    from_dateline,
    congress_of_term,
    end_of_reviewed_years,
    near_full_date,
    near_period,
    reviewed_or_planned_year,
    in_school_year,
    since_its_start,
    years_told,
    year_nearby,
)


def _full_day(hit: DateHit) -> bool:
    return hit.year is not None and hit.day is not None and hit.rule != "anniversary"


def _years_in_head(target: DateHit, seen: Article) -> list[DateHit]:
    """Whole years that the title, the first sentences or the day's own sentence name for themselves."""
    own = seen.sentence_at(target.start)
    found = []
    for hit in seen.dates:
        if hit.rule not in ("year", "bare_year", "part_of_year") or hit.start in seen.of_documents:
            continue
        if hit.year is None or _forward(hit, seen):
            continue
        at = seen.sentence_at(hit.start)
        in_title = seen.title is not None and seen.title.start <= hit.start < seen.title.end
        if in_title or at == own or at < min(own, _HEAD):
            found.append(hit)
    return found


def _clause_before(hit: DateHit, seen: Article) -> str:
    """The words before a year, back to the mention before it or the start of its sentence."""
    start = max(seen.view.sentences[seen.sentence_at(hit.start)].start, hit.start - _CLAUSE)
    at = bisect_left(seen.dates, hit.start, key=_date_start)
    for other in reversed(seen.dates[max(at - 8, 0) : at]):
        if other.rule in ("year", "months_of_year", "quarter", "part_of_year"):
            start = max(start, other.end)
            break
    return seen.view.folded[start : hit.start]


def _forward(hit: DateHit, seen: Article) -> bool:
    """Whether a year is an end or a yardstick, not the time spoken of: "đến năm 2030", "so với năm 2019"."""
    if hit.rule in ("term", "years", "bare_term", "school_year", "year_compared"):
        return True
    return _AWAY.search(seen.view.folded, max(hit.start - 16, 0), hit.start) is not None


def _compared(hit: DateHit, seen: Article) -> bool:
    return seen.view.folded[max(hit.start - 12, 0) : hit.start].rstrip().endswith(("cùng kỳ", "so với"))


_HAPPENED = frozenset(("day", "month", "quarter", "months_of_year"))


def _sane(target: DateHit, year: int, seen: Article) -> bool:
    """Whether there is such a day, and the text tells of nothing well after it."""
    for hit in seen.dates:
        if hit.year is None or hit.rule not in (*_HAPPENED, "year"):
            continue
        forward = _forward(hit, seen)
        limit = year + (1 if hit.rule in _HAPPENED and not forward else 4)
        if hit.year > limit and not (forward and hit.rule == "year"):
            return False
    return day_in(target, year) is not None
