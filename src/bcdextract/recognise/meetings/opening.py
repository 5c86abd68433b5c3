"""The sentence that opens a meeting: a date and what was held ("Ngày 5/3, Huyện ủy tổ chức hội nghị ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bcdextract.mention import DateHit, Sentence, Span, UnitHit, View
from bcdextract.recognise.meetings.days import held_on, likely, top, within
from bcdextract.recognise.meetings.same_day import before_next
from bcdextract.recognise.meetings.words import Mark, of_sentence, outside

REACH = 14
"""Body sentences in which an opening is looked for; after these only its echoes ("Tại hội nghị, ...") stand."""
ECHO = 5
"""Sentences still read after a dated opening."""
BEYOND = 8 * REACH
"""How far to go where these name no meeting at all."""

# How strongly a form opens a meeting; a sentence further down costs STEP.
DATED, TOLD_DATED, HELD, DATED_ACT, TOLD, HEADLINE = 40, 36, 34, 32, 20, 0
STEP = 2

# Acts that are a meeting wherever they are dated; an inspection or a visit may be but a detail.
_STRONG = frozenset(("session", "interim_review", "final_review", "briefing"))
SECOND = _STRONG | {"inspection", "training"}
_HOLDS_AFTER = frozenset(("tổ chức", "diễn ra"))
_PREPOSED = frozenset("tại trong dự luận sau ở biểu mạc".split())
_LASTS = frozenset(("hội thi", "buổi sinh hoạt"))
_NOT_DONE = frozenset("sẽ việc để".split())


_SAYS = frozenset(("noun", "act", "hold"))
_DEEDS = frozenset(("deed", "term"))
_ORGANS = frozenset(("party_committee", "people_council", "steering_committee"))
# What a body that decides by meeting is called: where one of these "thảo luận", "xét duyệt", it met.
_ORGAN = re.compile(
    r"hội đồng|thường trực|ban thường vụ|ban chấp hành|bch\b|btv\b|chi bộ|chi ủy|đảng bộ|ban chỉ đạo|bcđ|tiểu ban"
    r"|tổ giúp việc|tổ công tác|đòan giám sát|ủy ban bầu cử|ủy ban kiểm tra|bộ chính trị|ban bí thư|quân ủy"
    r"|chính phủ|quốc hội"
)
_NEAR = 80
_BESIDE = re.compile(r"(?:khóa\s\w+|nhiệm kỳ\s[\d-]+|\([^)]*\)|đã|vừa|cũng|tiếp tục|tiến hành|[\s,])*")


class Opening(NamedTuple):
    """A sentence that may open the meeting: its marks, its day, the noun and the verb that say what was held."""

    sentence: Sentence
    marks: Sequence[Mark]
    weight: int
    rule: str
    date: DateHit | None
    noun: Mark | None
    verb: Mark | None

    @property
    def at(self) -> int:
        """Where what was held begins: the place of the verb, else of the noun."""
        mark = self.verb or self.noun
        return mark.start if mark else self.sentence.end

    def leads(self, date: DateHit) -> bool:
        """Whether a period stands before all that was held: "Thực hiện chương trình năm 2024, ... tổ chức hội nghị"."""
        if date.type != "period":
            return False
        first = min((mark.start for mark in (self.noun, self.verb) if mark), default=self.sentence.start)
        return self.sentence.start <= date.start < first


class _Read(NamedTuple):
    """A sentence with all that the forms ask of it."""

    view: View
    sentence: Sentence
    marks: Sequence[Mark]
    days: Sequence[DateHit]
    units: Sequence[UnitHit]

    def opens(
        self, weight: int, rule: str, date: DateHit | None, noun: Mark | None, verb: Mark | None = None
    ) -> Opening:
        return Opening(self.sentence, self.marks, weight, rule, date, noun, verb)

    def word_before(self, mark: Mark) -> str:
        return self.view.tokens.fold[mark.first - 1] if mark.first > self.sentence.first else ""


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
    clause = _Read(view, sentence, marks, held_on(view, dates, sentence.start, sentence.end), here)
    return _dated(clause) or _told_dated(clause) or _held(clause) or _dated_act(clause) or _told(clause)


def _dated(clause: _Read) -> Opening | None:
    """ "Sáng 5/3, Huyện ủy tổ chức hội nghị ...", "Ngày 5/3 diễn ra phiên họp ..." """
    for day in likely(clause.days):
        verb, noun = what(clause.view, _after(clause.marks, day.end))
        if (verb is None and noun is None) or (day.precision != "day" and len(clause.days) > 1):
            continue
        if noun is not None or verb is None or verb.word.part == "hold" or verb.word.kind in _STRONG:
            return clause.opens(DATED, "dated", day, noun, verb)
    return None


def _told_dated(clause: _Read) -> Opening | None:
    """ "... nói tại cuộc họp Ban Chỉ đạo sáng 5/3", "... đã làm việc với xã chiều 5/3": the day stands after."""
    nouns = [mark for mark in clause.marks if mark.word.part == "noun" and not _is_notice(clause, mark)]
    for day in clause.days:
        held = any(mark.word.name in _HOLDS_AFTER and 0 <= day.start - mark.end <= 60 for mark in clause.marks)
        before = [mark for mark in nouns if mark.end <= day.start and (held or day.start - mark.end <= 200)]
        if before:
            verbs = [
                mark for mark in clause.marks if mark.word.part == "hold" and 0 <= before[-1].first - mark.last <= 1
            ]
            return clause.opens(TOLD_DATED, "told_dated", day, before[-1], verbs[-1] if verbs else None)
    for day in clause.days:
        verb, noun = what(clause.view, [mark for mark in clause.marks if mark.end <= day.start])
        if verb is not None and noun is None and day.start - verb.end <= 200 and _is_held(clause, verb, noun):
            return clause.opens(TOLD_DATED, "told_dated", day, noun, verb)
    return None


def _held(clause: _Read) -> Opening | None:
    """ "Huyện ủy vừa tổ chức hội nghị ...", "... đã có buổi làm việc": no day."""
    marks = clause.marks
    if any(mark.word.part == "caption" and mark.first - clause.sentence.first < 3 for mark in marks):
        return None
    verb, noun = what(clause.view, marks)
    if noun is not None and clause.word_before(noun) in _PREPOSED:
        return None
    if noun is not None and verb is not None and noun.end < verb.start and _is_matter(clause, noun):
        return None  # "Cuộc thi được tổ chức hằng năm"
    return clause.opens(HELD, "held", None, noun, verb) if _is_held(clause, verb, noun) else None


def _is_held(clause: _Read, verb: Mark | None, noun: Mark | None) -> bool:
    """Whether verb and noun say by themselves that a meeting was held, done and not only planned."""
    if verb is None:
        return noun is not None and clause.word_before(noun) == "có"
    if verb.word.part == "hold":
        said = any(mark.word.kind and 0 <= mark.first - verb.last <= 2 for mark in clause.marks)
        return (noun is not None or said) and clause.word_before(verb) not in _NOT_DONE
    if verb.first == clause.sentence.first:  # "Kiểm tra đê điều sáng 7/9, Chủ tịch huyện yêu cầu ..."
        return verb.word.kind in SECOND
    return verb.word.kind in _STRONG and _has_subject(clause, verb)


def _is_notice(clause: _Read, noun: Mark) -> bool:
    """Whether the meeting is only told of: "ban hành kế hoạch tổ chức hội nghị", not "thông tin ... tại hội nghị"."""
    if clause.word_before(noun) in _PREPOSED:
        return False
    return any(mark.word.part == "notice" and mark.end <= noun.start for mark in clause.marks)


def _dated_act(clause: _Read) -> Opening | None:
    """ "Ngày 5/3, Đoàn đại biểu khảo sát cảng cá": the verb alone is the meeting."""
    for day in likely(clause.days):
        after = _after(clause.marks, day.end)
        verb, noun = what(clause.view, after)
        verb = next((mark for mark in _deeds(clause.marks, day.end) if _is_done(clause, day, mark)), verb)
        if verb is None:
            verbs = [mark for mark in after if mark.word.name == "tổ chức" or mark.word.part == "term"]
            verb = next((mark for mark in verbs if _has_subject(clause, mark)), None)
        if verb is not None:
            return clause.opens(DATED_ACT, "dated_act", day, noun, verb)
    return None


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


def _is_done(clause: _Read, day: DateHit, verb: Mark) -> bool:
    """Whether the deed is a body's own: "Ngày 5/3, ⟦Hội đồng nghĩa vụ quân sự⟧ xét duyệt ...".

    To discuss or to decide is to meet only for a body that exists to meet; prizes and gifts anyone gives.
    """
    units = [unit for unit in clause.units if day.end <= unit.start and unit.end <= verb.start]
    if (
        not units
        or verb.start - units[-1].end > _NEAR
        or not _BESIDE.fullmatch(clause.view.folded, units[-1].end, verb.start)
    ):
        return False
    if verb.word.part == "deed" and verb.word.kind != "session":
        return True
    unit = units[-1]
    if unit.rule == "unit_in_post":
        return False
    return unit.kind in _ORGANS or _ORGAN.match(clause.view.folded, unit.start) is not None


def _told(clause: _Read) -> Opening | None:
    """ "Tại buổi tiếp xúc, cử tri đề nghị ...": the meeting is only named."""
    nouns = (mark for mark in clause.marks if mark.word.part == "noun")
    noun = next((mark for mark in nouns if not _is_matter(clause, mark)), None)
    return None if noun is None else clause.opens(TOLD, "told", None, noun)


def _after(marks: Sequence[Mark], at: int) -> list[Mark]:
    """The marks after ``at``; none where what follows was only told that day ("... ra thông cáo về kỳ họp")."""
    found = [mark for mark in marks if mark.start >= at]
    main = next((mark for mark in found if mark.word.part in ("noun", "act", "hold", "notice")), None)
    return [] if main is None or main.word.part == "notice" else found


def what(view: View, marks: Sequence[Mark]) -> tuple[Mark | None, Mark | None]:
    """The verb and the noun of what was held: a hold needs a noun or an act with it, an act needs none."""
    hold = None
    for i, mark in enumerate(marks):
        part = mark.word.part
        if part == "noun":
            after = next((each for each in marks[i + 1 :] if each.word.name in _HOLDS_AFTER), None)
            return hold or (after if after and after.first - mark.last <= 40 else None), mark
        if part == "hold" and hold is None and not _is_name(view, mark):
            hold = mark
        elif part == "act" or (part == "term" and hold is not None and mark.first - hold.last <= 1):
            if hold is not None and mark.first - hold.last > 25:
                continue
            noun = next((each for each in marks[i + 1 :] if each.word.part == "noun"), None)
            return hold or mark, noun if noun and noun.first - mark.last <= 2 else None
    return None, None


def _is_name(view: View, mark: Mark) -> bool:
    """Whether "Tổ chức" is part of a name ("Bộ phận Tổ chức"): a capital where no sentence starts."""
    tokens = view.tokens
    return (
        tokens.cap[mark.first]
        and tokens.fold[mark.first] == "tổ"
        and mark.first > 0
        and tokens.kind[mark.first - 1] == "w"
    )


def _has_subject(clause: _Read, verb: Mark) -> bool:
    """Whether a unit or "đã", "vừa" stands right before the verb: "Quận ủy sơ kết ..." but not "đề án tổng kết ..."."""
    if clause.word_before(verb) in ("đã", "vừa"):
        return True
    return any(unit.end <= verb.start <= unit.end + 2 for unit in clause.units)


def _is_matter(clause: _Read, noun: Mark) -> bool:
    """Whether what is named lasts or recurs: "bài dự thi của cuộc thi", "100% chi bộ sinh hoạt chuyên đề"."""
    if noun.word.name not in _LASTS or clause.word_before(noun) in _PREPOSED:
        return False
    return not clause.view.folded.startswith("buổi", noun.start)
