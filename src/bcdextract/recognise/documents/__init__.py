"""Cited documents: "Nghị quyết số 41-NQ/TW, ngày 14/3/2017 của Bộ Chính trị", "Chỉ thị 05", "Luật ... năm 2018".

A document is read from its number: a code ("35-NQ/TW") is enough by itself, a bare number needs the type before it.
``merge`` then brings the mentions of one document together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from bcdextract.mention import DateHit, DocumentHit, Span, UnitHit, View
from bcdextract.recognise.documents.around import Around
from bcdextract.recognise.documents.kinds import LEADS, ends_with_kind, kind_before, kinds
from bcdextract.recognise.documents.merging import best, issuer_of, merge
from bcdextract.recognise.documents.numbers import BARE, CODED, bare, coded
from bcdextract.rule import Rule, rule
from bcdextract.text import fold

__all__ = ["RULES", "best", "issuer_of", "merge", "recognise"]

LAW: Final = rule(
    "law_of_year",
    r"(?:bộ\sluật|luật|pháp\slệnh|hiến\spháp)(?P<title>(?:\s(?!năm\b|số\b|so\svới\b|\d)[^\s.;:()\"]+){0,16}?)"
    r"(?:\s\(sửa\sđổi(?:,\sbổ\ssung)?\))?\s(?:năm\s)?(?P<year>(?:19|20)\d\d)(?![\d/])",
    "Luật Đầu tư công năm 2019",
    "luật chơi",
)
RULES: Final[tuple[Rule, ...]] = (CODED, BARE, LAW)
# What is looked for, and how many tokens before it the name starts.
_LAWS: Final = (("luật", 0), ("luật", 1), ("pháp", 0), ("hiến", 0))
_TO_NEXT: Final = re.compile(r"\s?(?:,\s?và|;\s?và|,|;|và)\s(?:số\s)?")
_AND: Final = re.compile(r"\s?(?:,|và|;)\s?$")
_YEAR_CODE: Final = re.compile(r"\d+\w?(?P<year>[-/](?:19|20)\d\d)?(?P<code>[-/][^\d].*)")


def recognise(view: View, dates: Sequence[DateHit] = (), units: Sequence[UnitHit] = ()) -> list[DocumentHit]:
    """Cited documents of a text, in text order, not overlapping.

    >>> from bcdextract.segment import segment
    >>> view = segment("Sơ kết Nghị quyết số 35/NQ-TƯ và Chỉ thị 05 của Bộ Chính trị")
    >>> [(d.type, d.number, d.number_text) for d in recognise(view)]
    [('Nghị quyết', '35-NQ/TW', '35/NQ-TƯ'), ('Chỉ thị', '05', '05')]
    """
    around, tokens = Around(view, dates, units), view.tokens
    found: list[DocumentHit] = []
    end = 0
    for i in sorted((*view.numbers, *_laws(view))):
        if tokens.start[i] < end:
            continue
        numbered = tokens.kind[i] == "n"
        if numbered and not _may_be_cited(view, i):
            continue
        hits = list(_numbered(view, i) if numbered else _law(view, i))
        if hits:
            found.extend(around.complete(hit) for hit in _with_code(hits))
            end = found[-1].end
    return _sharing(found, view.folded)


_CODE_SIGNS: Final = frozenset("/-")
_LONGEST_CODE: Final = 8
"""Tokens of a number among which the first sign of its code stands."""


def _may_be_cited(view: View, i: int) -> bool:
    """Whether a number has a word before it that leads to documents, or a sign of a code behind it: few have."""
    before = view.folds[i - 1] if i else ""
    led = before in kinds().backwards or before in LEADS
    return led or not _CODE_SIGNS.isdisjoint(view.folds[i + 1 : i + _LONGEST_CODE])


def _laws(view: View) -> Iterator[int]:
    """Tokens that a law's name can start with: "Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", with a capital."""
    for word, before in _LAWS:
        at = view.folded.find(word)
        while at >= 0:
            i = bisect_left(view.tokens.start, at) - before
            if 0 <= i < view.tokens.count and view.tokens.cap[i]:
                yield i
            at = view.folded.find(word, at + 1)


def _numbered(view: View, i: int) -> Iterator[DocumentHit]:
    """The document whose number is token ``i``, and those listed after it: "Quyết định 935, 936"."""
    if i and view.tokens.end[i - 1] == view.tokens.start[i] and view.tokens.fold[i - 1] in "/-._":
        return
    first, kind = kind_before(view.tokens, i)
    hit = coded(view, i, first, kind) or bare(view, i, first, kind)
    while hit is not None:
        yield hit
        joint = _TO_NEXT.match(view.folded, hit.end)
        if joint is None or kind is None:
            return
        i = bisect_left(view.tokens.start, joint.end())
        if i >= view.tokens.count or view.tokens.kind[i] != "n":
            return
        again = hit.rule == "bare_number"
        hit = coded(view, i, i, kind) or (bare(view, i, i, kind, listed=True) if again else None)


def _with_code(hits: list[DocumentHit]) -> list[DocumentHit]:
    """Bare numbers of a list take the code that only its last number carries: "Nghị quyết số 18, 19-NQ/TW".

    So they take its year, where they have none: "các Nghị định số 29, 33 và 62/2023/NĐ-CP".
    """
    if len(hits) < 2 or hits[-1].rule != "coded_number" or hits[0].rule != "bare_number":
        return hits
    last = _YEAR_CODE.fullmatch(hits[-1].number or "")
    if last is None:
        return hits  # "145/2023"
    year, code = last["year"] or "", last["code"]
    return [
        hit._replace(number=f"{hit.number}{'' if '/' in (hit.number or '') else year}{code}", rule="coded_number")
        if hit.rule == "bare_number"
        else hit
        for hit in hits
    ]


def _law(view: View, i: int) -> Iterator[DocumentHit]:
    """A law by its title and year: "Luật An ninh mạng năm 2018", "Hiến pháp năm 2013"."""
    match = LAW.pattern.match(view.folded, view.tokens.start[i])
    if match is None:
        return
    title = view.text[match.start("title") : match.end("title")].strip()
    constitution = view.tokens.fold[i] == "hiến"
    if constitution == bool(title) or (title and not title[0].isupper()):
        return
    after = bisect_left(view.tokens.start, match.start("title"))
    kind = ends_with_kind(view.tokens, after)[1]
    named = Span(match.start(), match.end("title")) if title else None
    words = fold(view.text[match.start() : match.end()])
    yield DocumentHit(match.start(), match.end(), "law_of_year", None, words, kind.name if kind else None, title=named)


def _sharing(found: list[DocumentHit], folded: str) -> list[DocumentHit]:
    """Documents joined by "và" or a comma share the issuer that stands after the last."""
    for at in range(len(found) - 2, -1, -1):
        hit, after = found[at], found[at + 1]
        joined = hit.issuer is None and hit.type == after.type and after.issuer is not None
        joined = joined and issuer_of(hit.number) == issuer_of(after.number)
        if joined and after.start - hit.end < 8 and _AND.match(folded[hit.end : after.start]):
            found[at] = hit._replace(issuer=after.issuer)
    return found
