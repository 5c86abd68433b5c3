"""What a number counts: the noun phrase behind it, or the subject before it."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words, back

_AND: Final = ("và", "còn", "tại", "ở", "trong", "trên", "do", "vì", "từ")
Run = tuple[int, int]
"""Token indexes, half-open."""
_LISTED: Final = 6
"""Tokens of a noun that a comma lists with the one before it."""
_ITEM: Final = 8
"""Tokens that an item has at most, nouns joined to it aside."""
_WORD: Final = 3
"""Tokens by which a word that begins inside an item may run over it: "quyền sử dụng đất"."""


def behind(tokens: Tokens, i: int, stop: int, lex: Words) -> Run | None:
    """The noun phrase from token ``i`` on: "bài dự thi" of "23 bài dự thi có chất lượng"."""
    if i + 1 < stop and tokens.fold[i] in "\"'" and tokens.start[i] > tokens.end[i - 1]:
        return _quoted(tokens, i, stop)
    if i >= stop or tokens.kind[i] != "w":
        return None
    start = i
    head = longest(lex.counted, tokens, i, stop)
    if head is None and not tokens.cap[i] and longest(lex.stops, tokens, i, stop) is not None:
        return None  # "486 Tăng, 731 Ni" are monks
    i = head[0] if head else i + 1
    if head and "place" in head[1] and i < stop and tokens.cap[i]:
        return start, i  # "5 tỉnh Sơn La, Lai Châu ...": the names are not part of it
    end = phrase(tokens, i, min(stop, start + _ITEM), lex)
    return start, _joined(tokens, end, end == i and head is not None, stop, lex)


def _quoted(tokens: Tokens, i: int, stop: int) -> Run | None:
    """A name in quotes that is the item as a whole: 23 "Công an phường kiểu mẫu"."""
    for end in range(i + 2, min(stop, i + 3 * _ITEM)):
        if tokens.fold[end] == tokens.fold[i] and tokens.kind[i + 1] == "w":
            return i + 1, end
    return None


def past_bracket(tokens: Tokens, q: Quantity, floor: int, stop: int) -> int:
    """The token behind a number and the bracket around or after it: "73% (58.587) ý kiến"."""
    i = q.last
    if i < stop and tokens.fold[i] == ")" and q.first - 1 > floor and tokens.fold[q.first - 1] == "(":
        return i + 1
    if i + 2 < stop and tokens.fold[i] == "(" and tokens.kind[i + 1] == "n" and tokens.fold[i + 2] == ")":
        return i + 3
    return i


def totalled(tokens: Tokens, i: int, stop: int, lex: Words) -> Run | None:
    """The whole that a share is of, from token ``i`` on: "tổng số hộ" of "40% tổng số hộ cả nước"."""
    head = longest(lex.heads, tokens, i, stop)
    if head is None:
        return None
    end = phrase(
        tokens,
        head[0] + (head[0] < stop and tokens.fold[head[0]] in lex.particles["determiner"]),
        min(stop, i + _ITEM),
        lex,
    )
    return (i, end) if end - i > 1 else None


def purpose(tokens: Tokens, i: int, stop: int, lex: Words) -> Run | None:
    """What stands behind "cho" or "để", a verb too: "đầu tư công", "xây dựng phòng học"."""
    end = i
    while end < min(stop, i + _ITEM) and tokens.kind[end] == "w":
        plural = tokens.fold[end] in lex.particles["determiner"]
        if end > i + 1 and not plural and tokens.fold[end] not in lex.keeps and longest(lex.stops, tokens, end, stop):
            break
        end += 1
    return (i, end) if end > i + 1 else None


def determined(tokens: Tokens, i: int, stop: int, lex: Words) -> int:
    """The token after "các" or "những", which may stand between a percent and its noun."""
    return i + 1 if i < stop and tokens.fold[i] in lex.particles["determiner"] else i


def phrase(tokens: Tokens, i: int, stop: int, lex: Words) -> int:
    """The end of the words that go on with a noun."""
    while i < stop:
        kind, word = tokens.kind[i], tokens.fold[i]
        if kind == "w":
            kept = longest(lex.keeps, tokens, i, min(tokens.count, stop + _WORD)) if word in lex.keeps else None
            if kept:
                i = kept[0]
                continue
            if word in lex.particles["extent"] and i + 1 < tokens.count and tokens.kind[i + 1] == "n":
                break  # "3 cây cầu | dài 120 m"
            if not tokens.cap[i] and word in lex.stops and longest(lex.stops, tokens, i, stop) is not None:
                break
        elif kind == "n":
            if tokens.end[i - 1] != tokens.start[i]:  # "ca F1" but not "bài 5"
                break
        elif word not in ("-", "&") or not _hyphen(tokens, i, stop):
            break
        i += 1
    return i


def _hyphen(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether a dash or "&" stands inside a word: "tay-chân-miệng", "Covid-19", "KH&CN"."""
    if i + 1 >= stop or tokens.kind[i + 1] not in "wn":
        return False
    return tokens.end[i - 1] == tokens.start[i] and tokens.start[i + 1] <= tokens.end[i] + 1


def _joined(tokens: Tokens, end: int, bare: bool, stop: int, lex: Words) -> int:
    """The end with nouns that share the number: "17 tập thể và cá nhân", "11 xã, phường, cơ quan"."""
    while end + 1 < stop and (tokens.fold[end] in ("và", "/") or (bare and tokens.fold[end] == ",")):
        noun = longest(lex.counted, tokens, end + 1, stop)
        if noun is None:
            break
        more = phrase(tokens, noun[0], stop, lex)
        ends = more < stop and tokens.fold[more] in (",", "và", ".", ";", "có")
        if tokens.fold[end] == "," and (not ends or more - end > _LISTED):
            break  # "783 ca, thành phố phát hiện một số ca dương tính"
        end = more
    return end


def predicated(tokens: Tokens, q: Quantity, first: int, last: int, lex: Words) -> int | None:
    """The end of a predicate right behind a number that opens a clause: "1.800 người khỏe, 4 dương tính"."""
    i = q.first
    while near := back(lex.before, tokens, i, first):
        i = near[0]
    if i == first or tokens.fold[i - 1] not in (",", ";", "(", "và", "còn", "có", "đó"):
        return None
    hit = longest(lex.predicates, tokens, q.last, last)
    if hit is None:
        return None
    i = hit[0]
    while i < min(last, q.last + 6) and tokens.kind[i] == "w" and tokens.fold[i] not in _AND:
        i += 1
    return i
