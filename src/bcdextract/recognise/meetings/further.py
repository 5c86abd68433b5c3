"""Further meetings of the day: "Chiều cùng ngày, ...", or a later sentence that dates another one on the same day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bcdextract.mention import SESSIONS, DateHit, Sentence, Span, UnitHit, View
from bcdextract.recognise.meetings.clause import SECOND, Opening, what
from bcdextract.recognise.meetings.days import sentence_at, top, within
from bcdextract.recognise.meetings.opening import DATED, read
from bcdextract.recognise.meetings.same_day import begins, same_day, token_at
from bcdextract.recognise.meetings.words import Mark, of_sentence, outside

MOST: Final = 12
"""Later sentences of the same day that are read."""
_BESIDE: Final = len(" vừa qua đã ")
_ASIDE: Final = len("được biết, trước đó, vào ")
# "hoãn việc tổ chức", "sẽ tổ chức"
_NOT_HELD: Final = frozenset(("việc", "sẽ", "để", "hoãn", "dừng", "không", "chưa"))


def second(view: View, dates: Sequence[DateHit], units: Sequence[UnitHit], after: int) -> Iterator[Opening]:
    """Openings of further meetings: sentences that begin with "cùng ngày" or "cũng trong ngày"."""
    last = -1
    for span in same_day(view, after, len(view.text)):
        sentence = top(view, view.sentences[sentence_at(view, span.start)])
        if span.start < last or not begins(view, sentence, span.start):
            continue
        last = sentence.end
        sentence = _from(view, sentence, span.start)
        marks = outside(of_sentence(view, sentence), within(units, sentence.start, sentence.end))
        verb, noun = what(view, marks)
        if noun is None and view.folded.endswith("trước đó, ", 0, span.start):
            continue
        if noun is not None or (verb is not None and _opens(verb, within(units, sentence.start, sentence.end))):
            near = within(dates, span.start - len("buổi "), span.end + 1)
            day = next((hit for hit in near if hit.end >= span.end), None) or _untimed(view, span)
            yield Opening(sentence, marks, DATED, "same_day", day, noun, verb)


def later(
    view: View, dates: Sequence[DateHit], units: Sequence[UnitHit], first: Opening, day: DateHit | None
) -> Iterator[Opening]:
    """Sentences after the first opening that hold something on the same day: "Trước đó, sáng 5/3, Huyện đoàn tổ chức".

    They are candidates only: whoever asks sees to it that another host holds them.
    """
    if day is None or day.day is None:
        return
    last, read_so_far = first.sentence.end, 0
    for hit in within(dates, last, len(view.text)):
        if hit.start < last or (hit.day, hit.month) != (day.day, day.month) or hit.same_day:
            continue
        sentence = top(view, view.sentences[sentence_at(view, hit.start)])
        last, read_so_far = sentence.end, read_so_far + 1
        if hit.start - sentence.start < _ASIDE:
            sentence = _from(view, sentence, hit.start)
        opening = read(view, sentence, dates, units) if hit.start < sentence.end else None
        if opening is not None and _held_on(view, opening, hit):
            yield opening._replace(rule="later_that_day")
        if read_so_far == MOST:
            return


_PART_OF_DAY: Final = re.compile(r",?\s*(?:vào\s)?(?:buổi\s)?(sáng|trưa|chiều|tối)\b")


def _untimed(view: View, span: Span) -> DateHit:
    """The day of "Cũng trong ngày, buổi chiều, ..." as one told by the day before it."""
    part = _PART_OF_DAY.match(view.folded, span.end)
    session = next((SESSIONS[word] for word in view.folded[slice(*span)].split() if word in SESSIONS), None)
    if part is not None:
        session = SESSIONS[part[1]]
    end = part.end() if part else span.end
    return DateHit(span.start, end, "same_day", "date", "day", session=session, same_day=True)


def _opens(verb: Mark, units: Sequence[UnitHit]) -> bool:
    """Whether a verb alone is a meeting; to found or announce something is one where a unit stands right before it."""
    if verb.word.part == "hold" or verb.word.kind in SECOND:
        return True
    return verb.word.kind == "launch" and any(0 < verb.start - unit.end <= _BESIDE for unit in units)


def _held_on(view: View, opening: Opening, hit: DateHit) -> bool:
    verb, date = opening.verb, opening.date
    if verb is None or date is None or view.tokens.fold[verb.first - 1] in _NOT_HELD:
        return False
    return date.start <= hit.start < date.end


def _from(view: View, sentence: Sentence, at: int) -> Sentence:
    return sentence._replace(start=at, first=token_at(view, sentence, at))
