"""What kind of meeting it was: the word that says so, looked for first where the meeting is opened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bcdextract.mention import Span, View
from bcdextract.recognise.meetings.clause import Opening
from bcdextract.recognise.meetings.words import Mark
from bcdextract.record import MeetingKind

REACH: Final = 14
"""Tokens after the meeting's noun in which the word for its kind may stand ("hội nghị trực tuyến toàn tỉnh sơ kết")."""
_SAY: Final = frozenset(("act", "term", "noun"))
_STOPS: Final = frozenset(",;.:(")


class Kind(NamedTuple):
    """A kind, the words that said it, and the name of the rule."""

    kind: MeetingKind
    term: Span | None
    rule: str


def of(view: View, opening: Opening, headline: Sequence[Mark], beside: Sequence[Opening] = ()) -> Kind:
    """The kind that the opening says, else the headline, else a sentence beside it, else what the meeting is called."""
    return (
        _after_noun(view, opening)
        or _by_noun(opening)
        or _by_verb(view, opening)
        or _by_headline(headline, opening)
        or next((found for other in beside if (found := _after_noun(view, other))), None)
        or Kind(_board(view, opening), _span(opening.noun), "unsaid")
    )


def _after_noun(view: View, opening: Opening) -> Kind | None:
    """ "hội nghị trực tuyến sơ kết ...", "họp đánh giá ..." """
    base = opening.noun or opening.verb
    if base is None:
        return None
    for mark in opening.marks:
        if mark.start < base.end or mark.word.part not in ("term", "act") or mark.word.kind is None:
            continue
        if mark.first - base.last > REACH or _parted(view, base.last, mark.first):
            break
        if base.word.kind not in (None, "session") and mark.word.kind not in ("interim_review", "final_review"):
            break
        if (base.word.part == "act" and base.word.name != "họp") or (mark.word.kind == "session"):
            break
        if base.word.kind == "session" and mark.word.kind not in ("interim_review", "final_review"):
            break
        return Kind(mark.word.kind, Span(mark.start, mark.end), "said_after_noun")
    return None


def _parted(view: View, first: int, last: int) -> bool:
    return any(view.tokens.fold[i] in _STOPS for i in range(first, last))


def _by_noun(opening: Opening) -> Kind | None:
    """ "phiên họp", "lớp tập huấn": the noun has its kind."""
    noun = opening.noun
    return Kind(noun.word.kind, _span(noun), "noun") if noun and noun.word.kind else None


def _by_verb(view: View, opening: Opening) -> Kind | None:
    """ "Quận ủy sơ kết ...", "tổ chức kiện toàn ...": no noun, the verb or what follows "tổ chức" says it."""
    if opening.noun is not None or opening.verb is None:
        return None
    verb = opening.verb
    if verb.word.part == "deed" and verb.word.kind == "session":
        return Kind("session", _span(verb), "verb")
    said = [mark for mark in opening.marks if mark.start >= verb.start and (mark is verb or mark.word.part in _SAY)]
    said = [mark for mark in said if mark.word.kind]
    if said and said[0].word.kind == "other":  # "đến thăm và chủ trì buổi làm việc với ..."
        said = [mark for mark in said if mark.word.kind == "session"] or said
    return Kind(said[0].word.kind, Span(said[0].start, said[0].end), "verb") if said and said[0].word.kind else None


def _by_headline(headline: Sequence[Mark], opening: Opening) -> Kind | None:
    said = [mark for mark in headline if mark.word.kind and mark.word.part in _SAY]
    said.sort(key=lambda mark: mark.word.part == "noun")
    return Kind(said[0].word.kind, None, "headline") if said and said[0].word.kind else None


_BOARD: Final = re.compile(
    r"ban chấp hành|bch\b|lần thứ|ban thường vụ|ủy ban|hội đồng|ban chỉ đạo|đòan chủ tịch|trung ương (?:đảng|lần|khóa)"
    r"|\b(?:tỉnh|thành|huyện|thị|quận|đảng) ủy"
)


def _board(view: View, opening: Opening) -> MeetingKind:
    """A conference of a board ("hội nghị Ban Chấp hành lần thứ 9") is a session of it; else the kind stays open."""
    if opening.noun is None:
        return "other"
    after = view.folded[opening.noun.end : opening.noun.end + 60]
    return "session" if _BOARD.search(after) else "other"


def _span(mark: Mark | None) -> Span | None:
    return Span(mark.start, mark.end) if mark else None


_TOPIC_END: Final = re.compile(r"[.;\n]|,?\s(?:với sự tham|dưới sự|do đồng chí|do ông|do bà|tại )|$")


def topic(view: View, opening: Opening) -> Span | None:
    """What it was about: the words after its noun or verb ("sơ kết phong trào thi đua"), to the end of the clause."""
    base = opening.noun or opening.verb
    if base is None:
        return None
    start = base.end
    while start < opening.sentence.end and view.folded[start] in " ,:":
        start += 1
    match = _TOPIC_END.search(view.folded, start, opening.sentence.end)
    end = match.start() if match else opening.sentence.end
    return Span(start, end) if end - start > 8 else None
