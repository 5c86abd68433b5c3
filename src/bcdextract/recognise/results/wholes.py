"""Two numbers that words tie: "15 trong tổng số 16 ca", "17 vụ trên tổng số 28 vụ", "từ 680 lên 1.015 tỷ đồng"."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import build_trie, longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results.numbers import Quantity, amount, quantity
from bcdextract.recognise.results.words import Words

_OF: Final = ("trong", "trên")
_ABOUT: Final = frozenset(("hơn", "gần", "khỏang", "trên"))
_TURNS: Final = frozenset(("lên", "xuống", "thành", "còn"))
"""What stands between a number and the one that it rose or fell to."""
_REACH: Final = 8
"""Tokens between a number and the words of its whole."""
_TOTAL: Final = build_trie([("tổng số", True), ("tổng", True), ("số", True)])


def whole(tokens: Tokens, q: Quantity, stop: int, lex: Words) -> Quantity | None:
    """A number and the whole it is a part of: "15 trong tổng số 16 ca", "17 vụ trên tổng số 28 vụ"; or ``None``."""
    if q.total is not None or (q.value == 1 and not q.kind):
        return None
    i, reach = q.last, min(stop, q.last + _REACH)
    while i < reach and tokens.kind[i] == "w" and tokens.fold[i] not in _OF:
        i += 1
    if i >= stop or tokens.fold[i] not in _OF:
        return None
    told = longest(_TOTAL, tokens, i + 1, stop)
    if told is None and i > q.last:
        return None
    at = told[0] if told else i + 1
    while told and at < stop and tokens.fold[at] in _ABOUT:
        at += 1
    more = quantity(tokens, at, stop, lex)
    if more is None or more.value < q.value:
        return None
    if told and i == q.last and more.kind in ("money", "measure"):  # "110 trong số 180 tấn", "7 tỷ trong số 60 tỷ đồng"
        fits = q.kind is None or (q.kind, q.unit) == (more.kind, more.unit)
        return more._replace(first=q.first, value=q.value, total=more.value) if fits else None
    about = told is not None and at > told[0]
    if about or q.kind or more.kind or (more.noun is None and q.noun is None):
        return None
    if i == q.last:
        return q._replace(last=more.last, total=more.value, noun=more.noun)
    if q.noun is None or (more.noun and tokens.fold[q.last] != tokens.fold[more.last]):
        return None
    return q._replace(total=more.value, beyond=more.noun[0] if more.noun else more.last)


def stretched(tokens: Tokens, q: Quantity, stop: int, lex: Words) -> Quantity:
    """A number with the unit that only the one it rose or fell to carries: "từ 680 lên 1.015 tỷ đồng"."""
    if q.kind or q.noun or q.scaled or q.total is not None or q.last >= stop or tokens.fold[q.last] not in _TURNS:
        return q
    i = q.last + 1
    while i < stop and (tokens.fold[i] == "còn" or tokens.fold[i] in lex.before):
        i += 1
    told = amount(tokens, i, stop, lex)
    more = quantity(tokens, i, stop, lex) if told else None
    if told is None or more is None or more.kind not in ("money", "percent", "measure"):
        return q
    return q._replace(value=q.value * told.scale, kind=more.kind, unit=more.unit, scaled=more.scaled)
