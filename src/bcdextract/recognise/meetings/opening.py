"""The sentence that opens a meeting: a date and what was held ("Ngày 5/3, Huyện ủy tổ chức hội nghị ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bcdextract.mention import DateHit, Sentence, Span, UnitHit, View
from bcdextract.recognise.meetings.clause import (
    HOLDS_AFTER,
    PREPOSED,
    STRONG,
    Clause,
    Opening,
    has_subject,
    holds,
    is_done,
    is_held,
    is_matter,
    is_notice,
    was_had,
    what,
)
from bcdextract.recognise.meetings.days import held_on, likely, top, within
from bcdextract.recognise.meetings.same_day import before_next
from bcdextract.recognise.meetings.words import Mark, of_sentence, outside

REACH: Final = 14
"""Body sentences in which an opening is looked for; after these only its echoes ("Tại hội nghị, ...") stand."""
ECHO: Final = 5
"""Sentences still read after a dated opening."""
BEYOND: Final = 8 * REACH
"""How far to go where these name no meeting at all."""

# How strongly a form opens a meeting; a sentence further down costs STEP.
DATED, TOLD_DATED, HELD, DATED_ACT, TOLD, HEADLINE = 40, 36, 34, 32, 20, 0
STEP: Final = 2


_SAYS: Final = frozenset(("noun", "act", "hold"))
_DEEDS: Final = frozenset(("deed", "term"))


def openings(view: View, dates: Sequence[DateHit], units: Sequence[UnitHit], title: Span | None) -> list[Opening]:
    """All candidates of the first ``REACH`` body sentences, in text order; of the first that follow, where none is."""
    found = []
    body, reach = 0, REACH
    for sentence in view.sentences:
        if sentence.block == "byline" or (title is not None and sentence.end <= title.end + 2):
            continue
        opening = read(view, sentence, dates, units)
        if opening is not None:
            found.append(opening._replace(weight=opening.weight - STEP * body))
            if opening.weight == DATED:  # nothing after it is stronger, but the next sentences may name the host
                reach = min(reach, body + ECHO)
        body += 1
        if body >= (reach if found else BEYOND):
            break
    return found


def named(view: View, sentence: Sentence, dates: Sequence[DateHit], units: Sequence[UnitHit]) -> Opening | None:
    """A headline as an opening of the least weight: it tells who and what, where the body never opens the meeting."""
    opening = read(view, sentence, dates, units)
    return None if opening is None else opening._replace(weight=HEADLINE, rule="headline")


def read(view: View, sentence: Sentence, dates: Sequence[DateHit], units: Sequence[UnitHit]) -> Opening | None:
    """What a sentence opens, or ``None``: no meeting word, or it begins aside ("Trước đó, ...", "Cùng ngày, ...")."""
    sentence = before_next(view, top(view, sentence))
    marks = of_sentence(view, sentence)
    if not _tells(dates, sentence, marks):
        return None
    here = within(units, sentence.start, sentence.end)
    marks = outside(marks, here)
    if not _tells(dates, sentence, marks):
        return None
    if any(mark.word.part == "aside" and mark.first - sentence.first < 4 for mark in marks):
        return None
    clause = Clause(view, sentence, marks, held_on(view, dates, sentence.start, sentence.end), here)
    return _dated(clause) or _told_dated(clause) or _held(clause) or _dated_act(clause) or _told(clause)


def _dated(clause: Clause) -> Opening | None:
    """ "Sáng 5/3, Huyện ủy tổ chức hội nghị ...", "Ngày 5/3 diễn ra phiên họp ..." """
    for day in likely(clause.days):
        verb, noun = what(clause.view, _after(clause.marks, day.end))
        if (verb is None and noun is None) or (day.precision != "day" and len(clause.days) > 1):
            continue
        if noun is not None or verb is None or holds(verb) or verb.word.kind in STRONG:
            return clause.opens(DATED, "dated", day, noun, verb)
    return None


def _told_dated(clause: Clause) -> Opening | None:
    """ "... nói tại cuộc họp Ban Chỉ đạo sáng 5/3", "... đã làm việc với xã chiều 5/3": the day stands after."""
    nouns = [mark for mark in clause.marks if mark.word.part == "noun" and not is_notice(clause, mark)]
    for day in clause.days:
        held = any(mark.word.name in HOLDS_AFTER and 0 <= day.start - mark.end <= 60 for mark in clause.marks)
        before = [mark for mark in nouns if mark.end <= day.start and (held or day.start - mark.end <= 200)]
        if before:
            before = _held_at(clause, before, day)
            verbs = [
                mark for mark in clause.marks if mark.word.part == "hold" and 0 <= before[-1].first - mark.last <= 1
            ]
            return clause.opens(TOLD_DATED, "told_dated", day, before[-1], verbs[-1] if verbs else None)
    for day in clause.days:
        verb, noun = what(clause.view, [mark for mark in clause.marks if mark.end <= day.start])
        if verb is not None and noun is None and day.start - verb.end <= 200 and is_held(clause, verb, None):
            return clause.opens(TOLD_DATED, "told_dated", day, None, verb)
    return None


def _held_at(clause: Clause, nouns: list[Mark], day: DateHit) -> list[Mark]:
    """The nouns before the verb, where one is held at another: "Cuộc giao ban diễn ra tại lớp học, tối 5/3"."""
    verb = next((mark for mark in clause.marks if mark.word.name == "diễn ra" and mark.end <= day.start), None)
    return [noun for noun in nouns if verb and noun.end <= verb.start] or nouns


def _held(clause: Clause) -> Opening | None:
    """ "Huyện ủy vừa tổ chức hội nghị ...", "... đã có buổi làm việc": no day."""
    marks = clause.marks
    if any(mark.word.part == "caption" and mark.first - clause.sentence.first < 3 for mark in marks):
        return None
    verb, noun = what(clause.view, marks)
    if noun is not None and clause.word_before(noun) in PREPOSED:
        return None
    if noun is not None and verb is not None and noun.end < verb.start and is_matter(clause, noun):
        return None  # "Cuộc thi được tổ chức hằng năm"
    if is_held(clause, verb, noun):
        return clause.opens(HELD, "held", None, noun, verb)
    had = next(
        (mark for mark in marks if mark.word.part == "noun" and was_had(clause.view, clause.sentence.first, mark)), None
    )
    return clause.opens(HELD, "held", None, had) if had else None


def _dated_act(clause: Clause) -> Opening | None:
    """ "Ngày 5/3, Đoàn đại biểu khảo sát cảng cá": the verb alone is the meeting."""
    for day in likely(clause.days):
        after = _after(clause.marks, day.end)
        verb, noun = what(clause.view, after)
        verb = next((mark for mark in _deeds(clause.marks, day.end) if is_done(clause, day, mark)), verb)
        if verb is None:
            verbs = [mark for mark in after if mark.word.name == "tổ chức" or mark.word.part == "term"]
            verb = next((mark for mark in verbs if has_subject(clause, mark)), None)
        if verb is None and _is_chaired(clause):
            verb = next((mark for mark in clause.marks if mark.start >= day.end and _is_work(clause, mark)), None)
        if verb is not None:
            return clause.opens(DATED_ACT, "dated_act", day, noun, verb)
    return None


_CHAIRED: Final = re.compile(r"[^.]{0,200}\bchủ trì\s*[.;]")


def _is_chaired(clause: Clause) -> bool:
    """Whether the next sentence says who was in the chair, and of nothing else: "Ông An, Phó Giám đốc chủ trì." """
    return _CHAIRED.match(clause.view.folded, min(clause.sentence.end + 1, len(clause.view.folded))) is not None


def _is_work(clause: Clause, mark: Mark) -> bool:
    return mark.word.part == "term" and has_subject(clause, mark)


def _tells(dates: Sequence[DateHit], sentence: Sentence, marks: Sequence[Mark]) -> bool:
    """Whether a sentence has a word for a meeting, or a day and after it what a body does when it meets."""
    deed = None
    for mark in marks:
        if mark.word.part in _SAYS:
            return True
        if mark.word.part in _DEEDS:
            deed = mark
    return deed is not None and any(date.end <= deed.start for date in within(dates, sentence.start, sentence.end))


def _deeds(marks: Sequence[Mark], at: int) -> list[Mark]:
    """The deed of the sentence: the first after the day, with no other verb before it."""
    after = [mark for mark in marks if mark.start >= at and mark.word.part != "post"]
    return after[:1] if after and after[0].word.part in _DEEDS else []


def _told(clause: Clause) -> Opening | None:
    """ "Tại buổi tiếp xúc, cử tri đề nghị ...": the meeting is only named."""
    nouns = (mark for mark in clause.marks if mark.word.part == "noun")
    noun = next((mark for mark in nouns if not is_matter(clause, mark)), None)
    return None if noun is None else clause.opens(TOLD, "told", None, noun)


def _after(marks: Sequence[Mark], at: int) -> list[Mark]:
    """The marks after ``at``; none where what follows was only told that day ("... ra thông cáo về kỳ họp")."""
    found = [mark for mark in marks if mark.start >= at]
    main = next((mark for mark in found if mark.word.part in ("noun", "act", "hold", "notice")), None)
    return [] if main is None or main.word.part == "notice" else found
