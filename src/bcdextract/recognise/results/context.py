"""How a number is meant: about how much, grown or fallen, done or planned, and by what verb."""

from __future__ import annotations

from typing import Final, NamedTuple

from bcdextract.lexicon import longest
from bcdextract.mention import Span, Tokens
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words, back
from bcdextract.record import Approximation, Category, Status

_COMPARED: Final = ("cao", "thấp", "nhiều", "ít", "lớn", "nhỏ")
_REACH: Final = 14
"""Tokens before a number among which its verb is looked for."""


def approximation(tokens: Tokens, q: Quantity, floor: int, stop: int, lex: Words) -> Approximation | None:
    """What the words beside a number say of it; "trên 41 xã" may be a place and says nothing."""
    behind = None
    for i in range(q.last, min(stop, q.last + 6)):
        if tokens.fold[i] in lex.after and (behind := longest(lex.after, tokens, i, stop)):
            break
        if tokens.kind[i] != "w":
            break
    if behind:
        found: Approximation = behind[1]
        return found
    hit = back(lex.before, tokens, q.first, floor)
    if hit is None or (hit[0] > floor and tokens.fold[hit[0]] == "hơn" and tokens.fold[hit[0] - 1] in _COMPARED):
        return None
    if q.noun and "place" in q.noun[1] and tokens.fold[hit[0]] == "trên":
        return None
    said: Approximation = hit[1]
    return said


def grows(tokens: Tokens, q: Quantity, floor: int, lex: Words) -> bool:
    """Whether a verb of change stands right before a number: "giảm 12 vụ", "tăng hơn 40 hộ"."""
    end = q.first
    while end > floor and (hit := back(lex.before, tokens, end, floor)):
        end = hit[0]
    verb = back(lex.verbs, tokens, end, floor)
    return verb is not None and verb[1] is not None


class Change(NamedTuple):
    """Growth or fall, and the words it is held against."""

    direction: str
    compared_to: Span | None


def change(tokens: Tokens, q: Quantity, floor: int, stop: int, lex: Words) -> Change | None:
    """Growth or fall of a number: "tăng 451 việc so với cùng kỳ"."""
    verb = back(lex.verbs, tokens, q.first, floor)
    if verb and verb[1] and q.first - verb[0] > 1:
        return Change(verb[1], _against(tokens, q.last, stop))  # "cao hơn 2%" is not "hơn 2%"
    end = q.first
    while end > floor and (hit := back(lex.before, tokens, end, floor)):
        end = hit[0]
    verb = verb if end == q.first else back(lex.verbs, tokens, end, floor)
    if verb is None or verb[1] is None:
        return None
    return Change(verb[1], _against(tokens, q.last, stop))


def _against(tokens: Tokens, i: int, stop: int) -> Span | None:
    """The words behind "so với" up to the next sign, within a few words of the number."""
    for j in range(i, min(stop - 2, i + 8)):
        if tokens.kind[j] == "p":
            return None
        if tokens.fold[j] == "so" and tokens.fold[j + 1] == "với":
            end = j + 2
            while end < stop and tokens.fold[end] not in ",;.:()" and tokens.kind[end] != "b" and end - j < 14:
                end += 1
            return Span(tokens.start[j + 2], tokens.end[end - 1]) if end > j + 2 else None
    return None


def status(tokens: Tokens, q: Quantity, floor: int, so_far: Status, lex: Words) -> Status:
    """``so_far``, what the sentence said before the number, unless a word right before it decides ("tối đa 2 bài")."""
    for end in range(q.first, max(floor, q.first - 3), -1):
        hit = back(lex.near, tokens, end, floor) if tokens.fold[end - 1] in lex.near else None
        if hit:
            near: Status = hit[1]
            return near
    return so_far


def until(tokens: Tokens, i: int, floor: int) -> bool:
    """Whether a clause opens with "đến năm", as plans do; "từ ... đến năm" and "tính đến năm" look back."""
    return tokens.fold[i] in ("đến", "tới") and (i == floor or tokens.kind[i - 1] == "p")


class Action(NamedTuple):
    """The verb before a number and the category that it lends."""

    span: Span
    category: Category
    first: int
    """The token that the verb starts at."""
    last: int
    """The token after it."""


def action(tokens: Tokens, q: Quantity, floor: int, lex: Words) -> Action | None:
    """The nearest verb of doing before a number in its clause: "đăng tải" of "đã đăng tải gần 90 tin bài"."""
    for i in range(q.first, max(floor, q.first - _REACH), -1):
        word = tokens.fold[i - 1]
        if word in lex.actions:
            hit = back(lex.actions, tokens, i, floor)
            if hit and not _compound(tokens, hit[0], i, lex):
                return Action(Span(tokens.start[hit[0]], tokens.end[i - 1]), hit[1], hit[0], i)
        elif word in ".;:":
            return None
    return None


def _compound(tokens: Tokens, i: int, end: int, lex: Words) -> bool:
    """Whether a longer word stands where a verb was seen: "dự kiến" is not "dự"."""
    longer = [hit for trie in (lex.stops, lex.keeps, lex.counted) if (hit := longest(trie, tokens, i))]
    return any(hit[0] > end for hit in longer)


def joined(tokens: Tokens, i: int, q: Quantity, lex: Words) -> bool:
    """Whether only a comma, "và" or an approximation stands between token ``i`` and a number: they share a verb."""
    return q.first - i <= 3 and all(
        word in (",", "và", "cùng", "với") or word in lex.before for word in tokens.fold[i : q.first]
    )
