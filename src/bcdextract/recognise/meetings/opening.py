"""The sentence that opens a meeting: a date and what was held ("Ngày 5/3, Huyện ủy tổ chức hội nghị ...")."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from bcdextract.mention import DateHit, Sentence, Span, UnitHit, View
from bcdextract.recognise.meetings.words import Mark, of_sentence

Hit = TypeVar("Hit", DateHit, UnitHit)
REACH = 14
"""Body sentences in which an opening is looked for; after these only its echoes ("Tại hội nghị, ...") stand."""

# Weights of the forms, in sentences and a half: of two openings the stronger wins unless it stands that much later.
DATED, TOLD_DATED, HELD, DATED_ACT, TOLD, HEADLINE = 40, 36, 34, 32, 20, 0

# What goes before a day that is not the meeting's: a limit, a span's end, an anniversary, the day of a document.
_NOT_HELD = re.compile(
    r"(?:đến|tới|trước|từ|hết|sau|kể từ|tính đến|kỷ niệm|nhân|dịp|sinh|mất|giai đoạn|hiệu lực|vụ|ban hành|ký|đăng|cập nhật)"
    r"\s*(?:ngày)?\s*$"
)
# "Nghị quyết số 12-NQ/HU, ngày", "Kế hoạch 7 ngày", "Quyết định của Chính phủ ngày"
_DOCUMENT = re.compile(
    r"(?:\d[\w.]*\s?[-/]\s?[\w.-]*(?:\s?[-/]\s?[\w.-]+)*|\b(?:số|quyết|thị|hoạch|luận|định|báo|tư|văn|điện|trình|luật)\s+\d[\w/-]*"
    r"|(?:nghị quyết|chỉ thị|quyết định|kết luận|nghị định|kế hoạch|thông tư|công văn)\b[^,.;]{0,40})"
    r"\s*[,(]?\s*(?:ban hành\s*)?$"
)
# Acts that are a meeting wherever they are dated; an inspection or a visit may be but a detail.
_STRONG = frozenset(("session", "interim_review", "final_review", "briefing"))
_NOUN_AFTER = frozenset(("tổ chức", "diễn ra"))


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


def within(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """Those of ``hits`` (in text order) that begin in ``start:end``."""
    return hits[bisect_left(hits, start, key=_start) : bisect_left(hits, end, key=_start)]


def _start(hit: DateHit | UnitHit) -> int:
    return hit.start


def outside(marks: Sequence[Mark], units: Sequence[UnitHit]) -> list[Mark]:
    """The marks that are no part of a unit's name ("Ban Chỉ đạo ⟦Tổng kết⟧ thực tiễn")."""
    if not units:
        return list(marks)
    return [mark for mark in marks if not any(unit.start <= mark.start < unit.end for unit in units)]


def _has_subject(view: View, units: Sequence[UnitHit], verb: Mark) -> bool:
    """Whether a unit or "đã", "vừa" stands right before the verb: "Quận ủy sơ kết ..." but not "đề án tổng kết ..."."""
    before = view.tokens[verb.first - 1].fold if verb.first else ""
    return before in ("đã", "vừa") or any(unit.end <= verb.start <= unit.end + 2 for unit in units)


def sentence_at(view: View, at: int) -> int:
    """The index of the sentence that position ``at`` stands in."""
    return max(0, bisect_right(view.sentences, at, key=lambda s: s.start) - 1)


def held_on(view: View, dates: Sequence[DateHit], start: int, end: int) -> list[DateHit]:
    """The days in ``start:end`` that something can have been held on: no document's day, no limit, no anniversary.

    "Sáng nay (5/3)" is two expressions of one day: the second with the session of the first.
    """
    found: list[DateHit] = []
    for hit in within(dates, start, end):
        if hit.type != "date" or hit.precision not in ("day", "range") or _refused(view, hit, start):
            continue
        last = found[-1] if found else None
        if last and hit.start - last.end <= 3 and hit.day is not None and last.day is None:
            found[-1] = replace(hit, start=last.start, session=hit.session or last.session)
        else:
            found.append(hit)
    return found


def _refused(view: View, hit: DateHit, start: int) -> bool:
    before = view.folded[max(start, hit.start - 60) : hit.start]
    return bool(before) and (_NOT_HELD.search(before) is not None or _DOCUMENT.search(before) is not None)


def openings(view: View, dates: Sequence[DateHit], units: Sequence[UnitHit], title: Span | None) -> list[Opening]:
    """All candidates of the first ``REACH`` body sentences, in text order."""
    found = []
    body = 0
    for sentence in view.sentences:
        if title is not None and sentence.start < title.end:
            continue
        if sentence.block in ("title", "byline"):
            continue
        opening = read(view, sentence, dates, units)
        if opening is not None:
            found.append(opening._replace(weight=opening.weight - 2 * body))
        body += 1
        if body >= REACH:
            break
    return found


def read(view: View, sentence: Sentence, dates: Sequence[DateHit], units: Sequence[UnitHit]) -> Opening | None:
    """What a sentence opens, or ``None``: no meeting word, or a word that it looks back ("Trước đó, ...")."""
    here = within(units, sentence.start, sentence.end)
    marks = outside(of_sentence(view, sentence), here)
    if not any(mark.word.part in ("noun", "act", "hold") for mark in marks) or _earlier(sentence, marks):
        return None
    days = held_on(view, dates, sentence.start, sentence.end)
    for form in (_dated, _told_dated, _held, _dated_act, _told):
        opening = form(view, sentence, marks, days, here)
        if opening is not None:
            return opening
    return None


def _earlier(sentence: Sentence, marks: Sequence[Mark]) -> bool:
    return any(mark.word.part == "earlier" and mark.first - sentence.first < 4 for mark in marks)


def _dated(
    view: View, sentence: Sentence, marks: Sequence[Mark], days: Sequence[DateHit], units: Sequence[UnitHit]
) -> Opening | None:
    """ "Sáng 5/3, Huyện ủy tổ chức hội nghị ...", "Ngày 5/3 diễn ra phiên họp ..." """
    for day in days:
        verb, noun = _what(view, [mark for mark in marks if mark.start >= day.end])
        if verb is None and noun is None:
            continue
        if noun is not None or verb is None or verb.word.part == "hold" or verb.word.kind in _STRONG:
            return Opening(sentence, marks, DATED, "dated", day, noun, verb)
    return None


def _dated_act(
    view: View, sentence: Sentence, marks: Sequence[Mark], days: Sequence[DateHit], units: Sequence[UnitHit]
) -> Opening | None:
    """ "Ngày 5/3, Đoàn đại biểu khảo sát cảng cá": the verb alone is the meeting."""
    for day in days:
        verb, noun = _what(view, [mark for mark in marks if mark.start >= day.end])
        if verb is not None:
            return Opening(sentence, marks, DATED_ACT, "dated_act", day, noun, verb)
    return None


def _told_dated(
    view: View, sentence: Sentence, marks: Sequence[Mark], days: Sequence[DateHit], units: Sequence[UnitHit]
) -> Opening | None:
    """ "... nói tại cuộc họp Ban Chỉ đạo sáng 5/3": the day stands after the meeting's noun."""
    nouns = [mark for mark in marks if mark.word.part == "noun"]
    for day in days:
        before = [mark for mark in nouns if mark.end <= day.start and day.start - mark.end <= 200]
        if before:
            return Opening(sentence, marks, TOLD_DATED, "told_dated", day, before[-1], None)
    return None


def _held(
    view: View, sentence: Sentence, marks: Sequence[Mark], days: Sequence[DateHit], units: Sequence[UnitHit]
) -> Opening | None:
    """ "Huyện ủy vừa tổ chức hội nghị ...": no day."""
    verb, noun = _what(view, marks)
    if verb is None or (noun is not None and noun.first - sentence.first < 3 and _preposed(view, noun)):
        return None
    if verb.word.part != "hold" and not (verb.word.kind in _STRONG and _has_subject(view, units, verb)):
        return None
    return Opening(sentence, marks, HELD, "held", None, noun, verb)


def _told(
    view: View, sentence: Sentence, marks: Sequence[Mark], days: Sequence[DateHit], units: Sequence[UnitHit]
) -> Opening | None:
    """ "Tại buổi tiếp xúc, cử tri đề nghị ...": the meeting is only named."""
    noun = next((mark for mark in marks if mark.word.part == "noun"), None)
    return None if noun is None else Opening(sentence, marks, TOLD, "told", None, noun, None)


def _preposed(view: View, noun: Mark) -> bool:
    """Whether the noun stands in "tại hội nghị", "dự hội nghị", "kết luận hội nghị"."""
    return noun.first > 0 and view.tokens[noun.first - 1].fold in ("tại", "trong", "dự", "luận", "sau", "ở", "biểu", "mạc")


def _what(view: View, marks: Sequence[Mark]) -> tuple[Mark | None, Mark | None]:
    """The verb and the noun of what was held: a hold needs a noun or an act with it, an act needs none."""
    hold = None
    for i, mark in enumerate(marks):
        part = mark.word.part
        if part == "noun":
            after = next((m for m in marks[i + 1 :] if m.word.name in _NOUN_AFTER), None)
            return hold or (after if after and after.first - mark.last <= 40 else None), mark
        if part == "hold" and hold is None and not _is_name(view, mark):
            hold = mark
        elif part == "act" or (part == "term" and hold is not None and mark.first - hold.last <= 1):
            noun = next((m for m in marks[i + 1 :] if m.word.part == "noun" and m.first - mark.last <= 2), None)
            if hold is not None and mark.first - hold.last > 25:
                continue
            return hold or mark, noun
    return None, None


def _is_name(view: View, mark: Mark) -> bool:
    """Whether "Tổ chức" is part of a name ("Bộ phận Tổ chức"): a capital where no sentence starts."""
    token = view.tokens[mark.first]
    before = view.tokens[mark.first - 1] if mark.first else None
    return token.cap and before is not None and before.kind == "w" and token.fold == "tổ"


def named(view: View, sentence: Sentence, units: Sequence[UnitHit]) -> Opening | None:
    """A headline as an opening of the least weight: it tells who and what, where the body never opens the meeting."""
    opening = read(view, sentence, (), units)
    return None if opening is None else opening._replace(weight=HEADLINE, rule="headline", date=None)


def second(view: View, dates: Sequence[DateHit], units: Sequence[UnitHit], after: int) -> Iterator[Opening]:
    """Openings of further meetings: sentences that begin with "cùng ngày" or "cũng trong ngày"."""
    seen = -1
    for match in _SAME_DAY.finditer(view.folded, after):
        sentence = view.sentences[sentence_at(view, match.start())]
        if sentence.start == seen or match.start() - sentence.start > 14:
            continue
        seen = sentence.start
        found = outside(of_sentence(view, sentence), within(units, sentence.start, sentence.end))
        marks = [mark for mark in found if mark.start >= match.end()]
        verb, noun = _what(view, marks)
        if (verb or noun) and not _TOLD_BEFORE.search(view.folded, sentence.start, match.start()):
            yield Opening(sentence, marks, DATED, "same_day", _day_at(dates, match), noun, verb)


_SAME_DAY = re.compile(r"cùng ngày\b|cũng trong (?:sáng|chiều|ngày|tối)\b")
_TOLD_BEFORE = re.compile(r"trước đó|theo|khoảng|\d")
_SESSIONS = {"sáng": "morning", "trưa": "noon", "chiều": "afternoon", "tối": "evening"}


def _day_at(dates: Sequence[DateHit], match: re.Match[str]) -> DateHit | None:
    near = [hit for hit in within(dates, match.start() - 12, match.end()) if hit.end >= match.end()]
    return near[0] if near else None
