"""An article as the grounds for a year see it: its date mentions, whose they are, and what stands around them."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from bcdextract.mention import DateHit, DocumentHit, Span, View, start_of
from bcdextract.resolve.spans_of_time import day_in

MOST: Final = 400
"""Mentions that are asked for a year; in a longer text the rest tell no more."""
_LEAD: Final = 24
_LINE: Final = 40
_CLAUSE: Final = 600
_ONLINE: Final = 1995
"""The first year of articles that can be read: a day before it is history ("Ngày giải phóng (30/4/1975)")."""
# Before a year that is an end or a yardstick: "đến năm 2030", "so với năm 2019".
_AWAY: Final = re.compile(r"(?:\b(?:đến|tới|từ|kỳ|với|trước|sau|hết|nhìn|hướng\stới|cuối|sinh|bằng)|-)\s(?:hết\s)?$")
# Days that tell nothing of when the article's event was: births, entries into the Party, laws coming into force.
_ELSEWHERE: Final = re.compile(
    r"(?:\b(?:sinh|hiệu\slực\s(?:thi\shành\s)?(?:kể\s)?từ|ban\shành|ký)\s|(?:đảng|thức|cấp):?\s)$"
)
_SO_FAR: Final = re.compile(r"\b(?:đến|từ|trước|hết|sau)\s$")
_YEARS_OF: Final = re.compile(r"\d+\snăm\s(?:thực\shiện|triển\skhai)")


class Article(NamedTuple):
    """What grounds look at: the text, its date mentions, which of them are documents' dates, where its title ends."""

    view: View
    dates: Sequence[DateHit]
    of_documents: frozenset[int]
    of_central: frozenset[int]
    title: Span | None
    sentence_starts: Sequence[int]

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence at an offset."""
        return max(bisect_right(self.sentence_starts, offset) - 1, 0)


def article(view: View, dates: Sequence[DateHit], documents: Sequence[DocumentHit], title: Span | None) -> Article:
    """An article as grounds see it."""
    spans = [span for hit in documents for span in (Span(hit.start, hit.end), hit.dated) if span is not None]
    central = frozenset(hit.dated.start for hit in documents if hit.dated and _is_central(hit))
    inside = frozenset([at for span in spans for at in _within(dates, span)])
    return Article(view, dates[:MOST], inside, central, title, [sentence.start for sentence in view.sentences])


def _within(dates: Sequence[DateHit], span: Span) -> list[int]:
    first, last = bisect_left(dates, span.start, key=start_of), bisect_left(dates, span.end, key=start_of)
    return [date.start for date in dates[first:last] if date.end <= span.end]


def _is_central(hit: DocumentHit) -> bool:
    """Whether a document is the centre's, which articles cite for years after: 35-NQ/TW, or a number without a code."""
    return hit.number is None or hit.rule == "bare_number" or hit.number.endswith("TW")


def full_day(hit: DateHit) -> bool:
    return hit.year is not None and hit.day is not None and hit.rule != "anniversary"


def dateline(seen: Article) -> dt.date | None:
    """The last full date that stands on a line nearly alone: the page's own date, printed in the text."""
    found = None
    folded = seen.view.folded
    for hit in seen.dates:
        if not full_day(hit) or hit.start in seen.of_documents:
            continue
        start = folded.rfind("\n", max(hit.start - _LINE, 0), hit.start)
        end = folded.find("\n", hit.end, hit.end + _LINE)
        opens, ends = start >= 0 or hit.start <= _LINE, end >= 0 or hit.end + _LINE >= len(folded)
        around = hit.start - max(start, 0) + (end if end >= 0 else len(folded)) - hit.end
        if opens and ends and around <= _LINE and (start >= 0 or end >= 0):
            day = day_in(hit, hit.year or 1)
            found = day if found is None or (day and day > found) else found
    return found


_PLANNED: Final = re.compile(r"\b(?:dự kiến|sẽ)\b[^.;]{0,80}$|\bdự kiến\b[^.;,]*$")
"""Before a day that is still to come: "dự kiến bầu cử vào ngày 15/3/2026"."""
_AHEAD: Final = 200
"""Characters of a sentence before such a day that are looked at."""


def tells_year(hit: DateHit, seen: Article) -> bool:
    """Whether a full date can be of the same weeks as the article's event."""
    if (hit.last_year or hit.year or 0) < _ONLINE:
        return False
    if hit.start in seen.of_documents:
        return _recent_document(hit, seen)
    if planned(hit, seen):
        return False
    return not _ELSEWHERE.search(seen.view.folded, max(hit.start - 30, 0), hit.start)


def tells_event(hit: DateHit, seen: Article) -> bool:
    """Whether a full date is of something that happened then, not a bound ("tính đến 31/12/2016") or a birth."""
    before = max(hit.start - 30, 0)
    bound = _SO_FAR.search(seen.view.folded, before, hit.start) or _ELSEWHERE.search(
        seen.view.folded, before, hit.start
    )
    return hit.rule != "anniversary" and bound is None


def _recent_document(hit: DateHit, seen: Article) -> bool:
    """Whether a document's date can tell the meeting's: nothing later is named, and no years of carrying it out."""
    sentence = seen.view.sentences[seen.sentence_at(hit.start)]
    if _YEARS_OF.search(seen.view.folded, sentence.start, hit.start):
        return False
    return not any(other.year and other.year > (hit.year or 0) and not forward(other, seen) for other in seen.dates)


def leads_sentence(hit: DateHit, seen: Article) -> bool:
    """Whether a day stands first in its sentence, a newsroom's name and dash or an hour aside."""
    return hit.start - seen.view.sentences[seen.sentence_at(hit.start)].start <= _LEAD


def forward(hit: DateHit, seen: Article) -> bool:
    """Whether a year is an end or a yardstick, not the time spoken of: "đến năm 2030", "so với năm 2019"."""
    if hit.rule in ("term", "years", "bare_term", "school_year", "year_compared"):
        return True
    return _AWAY.search(seen.view.folded, max(hit.start - 16, 0), hit.start) is not None


def planned(hit: DateHit, seen: Article) -> bool:
    """Whether a day was to come when it was told: "Dự kiến bầu cử vào ngày 15/3/2026"."""
    sentence = seen.view.sentences[seen.sentence_at(hit.start)]
    return _PLANNED.search(seen.view.folded, max(hit.start - _AHEAD, sentence.start), hit.start) is not None


def compared(hit: DateHit, seen: Article) -> bool:
    return seen.view.folded[max(hit.start - 12, 0) : hit.start].rstrip().endswith(("cùng kỳ", "so với"))


def clause_before(hit: DateHit, seen: Article) -> str:
    """The words before a year, back to the mention before it or the start of its sentence."""
    start = max(seen.view.sentences[seen.sentence_at(hit.start)].start, hit.start - _CLAUSE)
    at = bisect_left(seen.dates, hit.start, key=start_of)
    for other in reversed(seen.dates[max(at - 8, 0) : at]):
        if other.rule in ("year", "months_of_year", "quarter", "part_of_year"):
            start = max(start, other.end)
            break
    return seen.view.folded[start : hit.start]
