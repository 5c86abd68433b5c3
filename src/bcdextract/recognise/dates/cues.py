"""What stands beside the figures of a day: sessions, weekdays, "ngày", and words that say it is no date at all."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bcdextract import mention
from bcdextract.lexicon import words
from bcdextract.mention import Tokens
from bcdextract.record import Session

SESSIONS: Final[dict[str, Session]] = {**mention.SESSIONS, "sớm": "morning", "đêm": "evening", "khuya": "evening"}
RELATIVE: Final = {"nay": 0, "qua": -1, "mai": 1}
_WEEKDAYS: Final = frozenset(words("hai ba tư năm sáu bảy bẩy 2 3 4 5 6 7"))
# Before "thứ": an ordinal, not a weekday ("lần thứ 5", "kỳ họp thứ hai").
_ORDINALS: Final = frozenset(words("lần họp hạng khóa đợt đứng xếp người"))
# Words that lead to a day without being part of it: "từ 31/3", "trước 30/6", "tính đến 31/12".
_LEADS: Final = frozenset(words("từ đến tới trước sau hết vào lúc"))
_STRONG: Final = frozenset((*SESSIONS, "ngày", "mùng", "mồng", "hôm", "nay", "mai"))
_INSIDE: Final = _STRONG | {"buổi", "rạng", "qua"}
# "mỗi ngày 8-10 giờ": a rate, not a day.
_RATES: Final = frozenset(words("mỗi một hằng hàng"))
# What may follow figures that no "ngày" leads: a sign, the end, a capital, or a word that starts a clause.
_CLAUSE: Final = frozenset(
    words(
        "đến tới và là để sẽ đã đang các với tại theo có trở vừa do nhưng mà thì cho trên ở của về khi nếu phải trong "
        "ra năm nay này diễn được"
    )
)
# A day told by the moon: "15/3 âm lịch", "mùng 1 Tết", "10 tháng Giêng".
LUNAR: Final = re.compile(r"\s*[(,]?\s*(?:năm\s\w+\s\w+\s?)?(?:âm\slịch|al\b|âl\b|tết\b|tháng\s(?:giêng|chạp))")


class Cue(NamedTuple):
    """The words left of a day that belong to it: the token they start with, and what they say."""

    first: int
    strong: bool
    session: Session | None
    lead: bool


def left_of(tokens: Tokens, i: int) -> Cue:
    """The cue before token ``i``: back over sessions, weekdays, "ngày", commas and an opening bracket.

    >>> from bcdextract.segment import segment
    >>> left_of(segment("Họp sáng thứ Sáu, ngày 5/7").tokens, 6)
    Cue(first=1, strong=True, session='morning', lead=False)
    """
    at = first = i
    session: Session | None = None
    strong = False
    while at > 0 and i - at < 10:
        word = tokens.fold[at - 1]
        if word in ",(":
            at -= 1
            continue
        if word in _INSIDE and (word != "qua" or _yesterday(tokens, at - 1)):
            at -= 1
        elif _weekday(tokens, at - 1):
            at -= 2
        else:
            break
        first = at
        session = SESSIONS.get(word, session)
        strong = True if word != "buổi" else strong
    before = tokens.fold[first - 1] if first else ""
    if first < i and tokens.fold[first] == "ngày" and before in _RATES:
        strong = False
    return Cue(first, strong, session, first == i and before in _LEADS)


def _yesterday(tokens: Tokens, i: int) -> bool:
    """Whether "qua" at token ``i`` follows a session or "hôm"."""
    return i > 0 and (tokens.fold[i - 1] in SESSIONS or tokens.fold[i - 1] == "hôm")


def _weekday(tokens: Tokens, i: int) -> bool:
    """Whether tokens ``i - 1`` and ``i`` are a weekday: "thứ Sáu", "chủ nhật"."""
    if i < 1:
        return False
    pair = tokens.fold[i - 1], tokens.fold[i]
    if pair[0] == "thứ" and pair[1] in _WEEKDAYS:
        return i < 2 or tokens.fold[i - 2] not in _ORDINALS
    return pair == ("chủ", "nhật")


def opens_clause(tokens: Tokens, i: int) -> bool:
    """Whether what stands at token ``i`` can follow a date; a counted noun cannot ("19/19 tiêu chí")."""
    if i >= tokens.count:
        return True
    word = tokens.fold[i]
    return (tokens.kind[i] in "pb" and word not in "/%") or tokens.cap[i] or word in _CLAUSE
