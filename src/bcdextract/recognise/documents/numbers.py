"""Document numbers: with a code (35-NQ/TW, 13/2023/NĐ-CP, 38/2019/QH14) or bare ("Chỉ thị 05", "Nghị định 13/2023")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from bcdextract.lexicon import words
from bcdextract.mention import DocumentHit, View
from bcdextract.recognise.documents.kinds import Kind, kinds
from bcdextract.rule import rule
from bcdextract.text import fold

CODE: Final = r"(?:t\.\s?ư|t\.w|[a-zđư][a-zđư&\d]*)"
CODED: Final = rule(
    "coded_number",
    rf"(?P<n>\d{{1,5}}[a-zđ]?)(?:\s?(?P<r>[/-])\s?(?P<year>(?:19|20)\d\d))?(?:\s?(?P<s>[-/])\s?|\s)(?P<a>{CODE})"
    rf"(?:(?:\s?(?P<t>[-/])\s?|\.(?=t[wưu]\b))(?P<b>{CODE}))?(?:\s?(?P<u>[-/])\s?(?P<c>{CODE}))?(?![\w/])",
    "Nghị quyết số 35 –NQ/TW",
    "ngày 5/7/2024",
)
BARE: Final = rule(
    "bare_number",
    r"(?P<n>\d{1,4}[a-zđ]?(?:/(?:19|20)\d\d)?)(?![\w/%]|[.,]\d|\s?-\s?\d)",
    "Chỉ thị 05 của",
    "quyết định 10%",
)
# A code with its issuer run together: 35-NQTW.
_GLUED: Final = re.compile(r"(nq|ct|kl|qđ|hd|kh|tb|cv)(tw|tu|hu|qu)$")
# Issuers of Party documents, whose numbers are written 35-NQ/TW, never 35/NQ-TW.
_PARTY: Final = frozenset(words("tw tu hu qu đu thu tgtw btgtw bctw đuk tđtn đtn"))
# What may follow a bare number: nothing that it would count ("quyết định 3 nội dung").
_CLAUSE: Final = frozenset(
    words(
        "của về và có được với đã là trong tại cho khi theo đến thì vừa bằng để do trên quy nêu ra khóa vẫn còn thời "
        "gắn đối cũng sẽ hoặc nhằm kể vào hay này từ nói như mà ban hướng sau trước phê sửa chưa đang ở gồm cùng làm "
        "không"
    )
)
# After "Kế hoạch 64" only an issuer, a title or the end: "kế hoạch 5 năm" counts years.
_LED: Final = frozenset(words("của về"))


def coded(view: View, i: int, first: int, kind: Kind | None) -> DocumentHit | None:
    """The number with a code at token ``i``; ``first`` is the first token of its type."""
    match = CODED.pattern.match(view.folded, view.tokens.start[i])
    if match is None:
        return None
    codes = [view.text[match.start(key) : match.end(key)] for key in ("a", "b", "c") if match[key]]
    if not _is_code(codes, match, kind):
        return None
    name = kind.name if kind else kinds().by_code.get(fold(codes[0]))
    text = view.text[match.start() : match.end()]
    return DocumentHit(view.tokens.start[first], match.end(), "coded_number", canonical(match, codes), text, name)


def _is_code(codes: Sequence[str], match: re.Match[str], kind: Kind | None) -> bool:
    """Whether letters after a number are a document's code: capitals, after a type or with a type's own code."""
    if not all(any(c.isupper() for c in code) for code in codes):
        return False
    known = fold(codes[0]) in kinds().by_code and (len(codes) > 1 or match["year"] is not None)
    return known or (kind is not None and match["s"] is not None)


def canonical(match: re.Match[str], codes: Sequence[str]) -> str:
    """The number in its one form: no spaces, TW for TƯ, the Party's order of signs for the Party's issuers.

    >>> match = CODED.pattern.match("35/nq-tư")
    >>> canonical(match, ["NQ", "TƯ"])
    '35-NQ/TW'
    """
    parts = [code.replace(" ", "") for code in codes]
    if len(parts) == 1 and (glued := _GLUED.match(fold(parts[0]))):
        parts = [parts[0][: glued.end(1)], parts[0][glued.end(1) :]]
    if fold(parts[-1]) in ("tư", "t.ư", "t.w", "tw"):
        parts[-1] = "TW"
    if len(parts) == 2 and not match["year"] and fold(parts[1]) in _PARTY:
        return f"{match['n']}-{parts[0]}/{parts[1]}"
    head = match["n"] + (match["r"] + match["year"] if match["year"] else "")
    signs = [match["s"] or "-", match["t"] or "/", match["u"]]
    return head + "".join(f"{sign}{part}" for sign, part in zip(signs, parts, strict=False))


def bare(view: View, i: int, first: int, kind: Kind | None, *, listed: bool = False) -> DocumentHit | None:
    """The bare number at token ``i`` after its type: "Nghị quyết 35", "Kế hoạch số 12", "Nghị định 13/2023"."""
    if kind is None or kind.law or kind.bare == "said":
        return None
    match = BARE.pattern.match(view.folded, view.tokens.start[i])
    if match is None or not match["n"].strip("0"):
        return None
    said = view.tokens.fold[i - 1] in ("số", ":") and not listed
    if not said and not _can_end(view, match, kind, view.tokens.cap[first] and not listed):
        return None
    number = view.text[match.start() : match.end()]
    return DocumentHit(view.tokens.start[first], match.end(), "bare_number", number, number, kind.name)


def _can_end(view: View, match: re.Match[str], kind: Kind, named: bool) -> bool:
    """Whether a bare number ends there, by the word after it; ``named`` where its type is written as a name."""
    after = bisect_left(view.tokens.start, match.end())
    if after >= view.tokens.count:
        return named or kind.bare == "always"
    sort, word, cap = view.tokens.kind[after], view.folds[after], view.tokens.cap[after]
    if word == "ngày":
        return after + 1 < view.tokens.count and view.tokens.kind[after + 1] == "n"
    if kind.bare == "led":
        return named and (sort in "pb" or word in _LED)
    sure = named and match["n"].startswith("0")
    return sort != "n" and (sure or sort in "pb" or cap or word in _CLAUSE)
