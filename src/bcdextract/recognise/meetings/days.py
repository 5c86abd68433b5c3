"""The days of a sentence that something can have been held on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, TypeVar

from bcdextract.mention import DateHit, Sentence, Span, UnitHit, View, start_of

LONGEST: Final = 400
"""Tokens of a sentence that are read."""
LONGEST_CHARACTERS: Final = 4000
"""The same in characters, against runs of white space."""

Hit = TypeVar("Hit", DateHit, UnitHit)

# What goes before a day that is not the meeting's: a limit, an anniversary, the day of a paper or of a page.
_NOT_HELD: Final = re.compile(
    r"\b(?:đến|tới|trước|từ|hết|sau|kể từ|kỷ niệm|nhân|dịp|sinh|mất|giai đọan|hiệu lực|ban hành|ký|đăng|cập nhật|thứ"
    r"|chậm nhất|chậm nhất là|muộn nhất|hạn chót|thời hạn)"
    r"\s*(?:ngày)?\s*$"
)
_SPEECH: Final = re.compile(r"\b(?:cho biết|nhấn mạnh|khẳng định|yêu cầu|phát biểu|kết luận|đề nghị|chỉ đạo)\b")
_THIS_DAY: Final = re.compile(r"(?:nay|qua|tuần trước|vừa rồi|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*\($")
_TODAY: Final = ("hôm nay", "sáng nay", "chiều nay", "tối nay", "trưa nay")
# "Kế hoạch số 12-KH/HU, ngày", "Quyết định 7 ngày", "Thông báo kết luận của Chủ tịch ngày"
_DOCUMENT: Final = re.compile(
    r"(?:\d[\w.]*(?:\s?[-/]\s?[\w.]+)*\s?[-/]\s?[\w.]*[^\W\d_][\w.]*"
    r"|\b(?:số|quyết|thị|họach|luận|định|báo|tư|văn|điện|trình|luật)\s+\d[\w/-]*"
    r")\s*[,(]?\s*(?:ban hành\s*)?$"
    r"|(?:nghị quyết|chỉ thị|quyết định|kết luận|nghị định|kế họach|thông tư|công văn)\b(?:(?!diễn ra)[^,.;]){0,40}\s$"
)


def within(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """Those of ``hits`` (in text order) that begin in ``start:end``."""
    return hits[bisect_left(hits, start, key=start_of) : bisect_left(hits, end, key=start_of)]


def sentence_at(view: View, at: int) -> int:
    """The index of the sentence that position ``at`` stands in."""
    return max(0, bisect_right(view.sentences, at, key=start_of) - 1)


def top(view: View, sentence: Sentence) -> Sentence:
    """The sentence, cut where it runs on longer than any opening does (text that lost its full stops)."""
    if sentence.last - sentence.first <= LONGEST and sentence.end - sentence.start <= LONGEST_CHARACTERS:
        return sentence
    last = min(sentence.last, sentence.first + LONGEST)
    while last > sentence.first + 1 and view.tokens.end[last - 1] - sentence.start > LONGEST_CHARACTERS:
        last -= 1
    return sentence if last == sentence.last else sentence._replace(last=last, end=view.tokens.end[last - 1])


def held_on(view: View, dates: Sequence[DateHit], start: int, end: int) -> list[DateHit]:
    """The days in ``start:end`` that something can have been held on: no document's day, no limit, no anniversary.

    "Cùng ngày" counts only where no other day is named. "Sáng nay, 5/3" may be two expressions of one day: the second
    then, with the session of the first.
    """
    found: list[DateHit] = []
    for hit in within(dates, start, end):
        if hit.type != "date" or hit.precision not in ("day", "range") or _refused(view, hit, start):
            continue
        last = found[-1] if found else None
        if last and hit.start - last.end <= 3 and hit.day is not None and last.day is None:
            found[-1] = hit._replace(start=last.start, session=hit.session or last.session)
        else:
            found.append(hit)
    return [hit for hit in found if not hit.same_day] or found


def likely(days: Sequence[DateHit]) -> list[DateHit]:
    """Days with a part of the day first ("sáng 5/3"), then in text order, spans of days last ("từ 5/3 đến 8/3")."""
    return sorted(days, key=lambda day: (day.session is None, day.precision != "day"))


_LABELS: Final = ("thời gian", "ngày giờ", "vào lúc")
_LABEL: Final = re.compile(rf"(?:{'|'.join(_LABELS)})(?: tổ chức)?\s*:")


def labelled(view: View, dates: Sequence[DateHit]) -> DateHit | None:
    """The day that a line of its own gives: "Thời gian: 8 giờ, ngày 12/8/2025"."""
    for sentence in view.sentences[:12]:
        if view.folded.startswith(_LABELS, sentence.start) and _LABEL.match(view.folded, sentence.start, sentence.end):
            days = held_on(view, dates, sentence.start, sentence.end)
            if days:
                return likely(days)[0]
    return None


_TOOK_PLACE: Final = re.compile(
    r"(?:hội nghị|cuộc họp|phiên họp|kỳ họp|buổi lễ|tọa đàm|hội thảo|buổi làm việc|buổi giao ban|lớp tập huấn)"
    r"(?: [^\W\d]+){0,3} (?:được tổ chức|diễn ra)(?: trực tuyến| trọng thể)?(?: vào)? $"
)


def took_place(view: View, dates: Sequence[DateHit]) -> DateHit | None:
    """The day that a sentence further down is about: "Hội nghị diễn ra sáng 5/3 theo hình thức trực tuyến"."""
    for hit in dates:
        if hit.type == "date" and hit.precision in ("day", "range"):
            sentence = view.sentences[sentence_at(view, hit.start)]
            if _TOOK_PLACE.fullmatch(view.folded, sentence.start, hit.start):
                return hit
    return None


def day_of_speech(view: View, dates: Sequence[DateHit], title: Span | None) -> DateHit | None:
    """The day of a meeting that is told of but never opened: "Chiều 30/4, Chủ tịch huyện nhấn mạnh ...".

    It must begin one of the first sentences, and that name a part of the day or tell what was said; else ``None``.
    """
    first = sentence_at(view, title.end) if title else 0
    for sentence in view.sentences[first : first + 4]:
        days = held_on(view, dates, sentence.start, sentence.end)
        begins = days and days[0].start - sentence.start < 3
        if begins and (days[0].session or _SPEECH.search(view.folded, days[0].end, sentence.end)):
            return days[0]
    return None


def today(view: View, dates: Sequence[DateHit]) -> DateHit | None:
    """The day of the report where the text names it with its figures: "hôm nay (3/6), chúng ta thống nhất"."""
    named = (hit for hit in dates if hit.rule == "day" and view.folded.startswith(_TODAY, hit.start))
    return next(named, None)


def _refused(view: View, hit: DateHit, start: int) -> bool:
    dated = hit.day is not None and hit.relative is None and hit.session is None  # no document is of a morning
    if dated and view.folded.startswith((" của ", ") của "), hit.end):
        return True  # "Nghị quyết ngày 5/3 của Huyện ủy", but not "cuộc họp hôm qua của Huyện ủy"
    first = max(start, hit.start - 60)
    before = view.folded[first : hit.start]
    if not before:
        return False
    limit = _NOT_HELD.search(before)
    if limit is not None and limit.start() and view.text[first + limit.start()].isupper():
        limit = None  # "Phó Thủ tướng Bạch Hồng Sinh ngày 20/2 chủ trì ...": a name
    if limit is not None and not (hit.precision == "range" and limit.group().startswith("từ")):
        return True
    if hit.session is not None:
        return False
    return _DOCUMENT.search(before) is not None or _in_brackets(view, hit, before)


def _in_brackets(view: View, hit: DateHit, before: str) -> bool:
    """Whether the day stands bare in brackets, as an anniversary's does: "(3/2/1930", but not "hôm nay (5/3)"."""
    return before.endswith("(") and view.folded[hit.start].isdigit() and not _THIS_DAY.search(before)
