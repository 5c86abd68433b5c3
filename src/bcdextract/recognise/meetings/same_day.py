"""Where a further meeting of the same day opens: "Chiều cùng ngày, ...", also inside a sentence that runs on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from bcdextract.mention import Sentence, Span, View

_ALSO: Final = re.compile(r"cũng (?:trong|vào) (?:buổi )?(?:sáng|chiều|ngày|tối)\b")
_SESSION: Final = re.compile(r"(?:sáng|trưa|chiều|tối)\s$")
# Nothing but a mark of a new item before it: "(TTXVN) * Chiều cùng ngày", not "8h30 cùng ngày", "trước đó, cùng ngày".
_BEGINS: Final = re.compile(
    r"(?:^|[.)!?\n])[\s*+-]*(?:vào\s|và\s|buổi\s|trong\s|trước đó,\s(?:vào\s)?|tiếp đó,\s|sau đó,\s)*$"
)


def before_next(view: View, sentence: Sentence) -> Sentence:
    """The sentence up to where a further meeting opens inside it ("... sắp xếp thôn. * Tối cùng ngày, ...")."""
    for span in same_day(view, sentence.start + 1, sentence.end):
        last = token_at(view, sentence, span.start)
        if last - sentence.first > 5 and begins(view, sentence, span.start):
            return sentence._replace(last=last, end=view.tokens.end[last - 1])
    return sentence


def same_day(view: View, start: int, end: int) -> Iterator[Span]:
    """Places of "cùng ngày" and "cũng trong chiều", the first with the part of the day before it, in text order."""
    same, also = view.folded.find("cùng ngày", start, end), view.folded.find("cũng ", start, end)
    while same >= 0 or also >= 0:
        if also < 0 or 0 <= same < also:
            session = _SESSION.search(view.folded, max(start, same - 6), same)
            yield Span(session.start() if session else same, same + len("cùng ngày"))
            same = view.folded.find("cùng ngày", same + 1, end)
        else:
            if match := _ALSO.match(view.folded, also, end):
                yield Span(*match.span())
            also = view.folded.find("cũng ", also + 1, end)


def begins(view: View, sentence: Sentence, at: int) -> bool:
    """Whether a sentence may begin there: after a mark or a word like "và", or with a capital of its own."""
    return view.text[at].isupper() or _BEGINS.search(view.folded[max(sentence.start, at - 14) : at]) is not None


def token_at(view: View, sentence: Sentence, at: int) -> int:
    return bisect_left(view.tokens.start, at, sentence.first, sentence.last)
