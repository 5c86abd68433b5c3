"""Cited documents: "Nghị quyết số 35-NQ/TW, ngày 22/10/2018 của Bộ Chính trị", "Chỉ thị 05".

A document is read from its number: a code ("35-NQ/TW") is enough by itself, a bare number needs the type before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from bcdextract import lexicon
from bcdextract.lexicon import words
from bcdextract.mention import DateHit, DocumentHit, Span, Token, UnitHit, View
from bcdextract.rule import Rule, rule
from bcdextract.text import fold

CODE = r"(?:t\.\s?ư|t\.w|[a-zđư][a-zđư&]*\d{0,2})"
CODED = rule(
    "coded_number",
    rf"(?P<n>\d{{1,5}}[a-zđ]?)(?:\s?[/-]\s?(?P<year>(?:19|20)\d\d))?\s?(?P<s>[-/])\s?(?P<a>{CODE})"
    rf"(?:\s?(?P<t>[-/])\s?(?P<b>{CODE}))?(?:\s?-\s?(?P<c>{CODE}))?(?![\w/])",
    "Nghị quyết số 35 –NQ/TW",
    "ngày 5/7/2024",
)
BARE = rule("bare_number", r"(?P<n>\d{1,4}[a-zđ]?)(?![\w/%]|[.,]\d|\s?-\s?\d)", "Chỉ thị 05 của", "quyết định 10%")
LAW = rule(
    "law_of_year",
    r"(?P<title>[^.,;:()\"\n]{0,80}?)\s(?:\(sửa\sđổi(?:,\sbổ\ssung)?\)\s)?(?:năm\s)?(?P<year>(?:19|20)\d\d)(?![\d/])",
    "Luật Đầu tư công năm 2019",
)
RULES: tuple[Rule, ...] = (CODED, BARE, LAW)

# Between a number and its date: ", ngày", " (ngày", " ban hành ngày".
_TO_DATE = re.compile(r"[\s,(]*(?:(?:được\s)?(?:ký|ban\shành)\s)?(?:vào\s)?$")
_TO_ISSUER = re.compile(r"[\s,)]*(?:do|của)\s")
_TO_TITLE = re.compile(r'(?:[^.;"\n]{0,60}?\bvề(?:\sviệc)?)?\s?[:,(]?\s?"(?P<title>[^"\n]{3,400})"')
_TO_NEXT = re.compile(r"\s?(?:,\s?và|;\s?và|,|;|và)\s(?:số\s)?")
# What may follow a bare number: nothing that it would count ("quyết định 3 nội dung").
_CLAUSE = frozenset(
    words(
        "của về ngày và có được với đã là trong tại cho khi năm theo đến thì vừa bằng để do trên quy nêu ra khóa vẫn "
        "còn thời gắn đối cũng sẽ hoặc nhằm kể vào hay này từ nói như mà ban hướng sau trước phê sửa chưa đang ở gồm cùng"
    )
)
# Issuers of Party documents, whose numbers are written 35-NQ/TW, never 35/NQ-TW.
_PARTY = frozenset(words("tw tu hu qu đu thu tgtw btgtw bctw đuk tđtn đtn"))
_ISSUER_STOPS = frozenset(words("về khóa ngày ban phê quy hướng sửa năm và là đã được trong"))


class Kinds(NamedTuple):
    """The lexicon as documents are read by: types backwards from their last word, and by code."""

    backwards: lexicon.Node
    by_code: Mapping[str, str]
    laws: frozenset[str]
    issuers: Mapping[str, str]


class Kind(NamedTuple):
    """A type of document: its name, and whether a bare number can follow."""

    name: str
    bare: bool
    law: bool


@cache
def kinds() -> Kinds:
    """The types of ``document_types.yaml``, compiled once."""
    backwards: lexicon.Node = {}
    by_code: dict[str, str] = {}
    issuers: dict[str, str] = {}
    laws = set()
    for entry in lexicon.builtin("document_types"):
        if "issuer" in entry.data:
            issuers.update((fold(alias), str(entry.data["issuer"])) for alias in entry.aliases)
            continue
        law = bool(entry.data.get("law"))
        kind = Kind(entry.name, bool(entry.data.get("bare")), law)
        by_code.update((fold(code), entry.name) for code in entry.data.get("code", ()))
        if law:
            laws.add(words(entry.name)[0])
        for alias in entry.aliases:
            node = backwards
            for word in reversed(words(alias)):
                node = node.setdefault(word, {})
            node[lexicon.LEAF] = kind
    return Kinds(backwards, by_code, frozenset(laws), issuers)


def recognise(view: View, dates: Sequence[DateHit] = (), units: Sequence[UnitHit] = ()) -> list[DocumentHit]:
    """Cited documents of a text, in text order, not overlapping.

    >>> from bcdextract.segment import segment
    >>> view = segment("Sơ kết Nghị quyết số 35/NQ-TƯ và Chỉ thị 05 của Bộ Chính trị")
    >>> [(d.type, d.number, d.number_text) for d in recognise(view)]
    [('Nghị quyết', '35-NQ/TW', '35/NQ-TƯ'), ('Chỉ thị', '05', '05')]
    """
    around = _Around(view, dates, units)
    found: list[DocumentHit] = []
    end = 0
    for i, token in enumerate(view.tokens):
        if token.start < end:
            continue
        if token.kind == "n":
            hits = list(_numbered(view, i))
        elif token.fold in kinds().laws and token.cap:
            hits = list(_law(view, i))
        else:
            continue
        for hit in hits:
            found.append(around.complete(hit))
            end = found[-1].end
    return found


def _numbered(view: View, i: int) -> Iterator[DocumentHit]:
    """The document whose number is token ``i``, and those listed after it: "Quyết định 935, 936"."""
    if i and view.tokens[i - 1].end == view.tokens[i].start and view.tokens[i - 1].fold in "/-._":
        return
    first, kind = _type_before(view.tokens, i)
    hit = _coded(view, i, first, kind) or _bare(view, i, first, kind)
    while hit is not None:
        yield hit
        joint = _TO_NEXT.match(view.folded, hit.end)
        if joint is None or kind is None:
            return
        i = bisect_left(view.tokens, joint.end(), key=_start)
        if i >= len(view.tokens) or view.tokens[i].kind != "n":
            return
        bare = hit.rule == "bare_number"
        hit = _coded(view, i, i, kind) or (_bare(view, i, i, kind, listed=True) if bare else None)


def _start(token: Token) -> int:
    return token.start


def _type_before(tokens: Sequence[Token], i: int) -> tuple[int, Kind | None]:
    """The type that leads to the number at token ``i``, past "số" and a colon: (its first token, the type)."""
    at = i
    said = False
    while at > 0 and tokens[at - 1].fold in ("số", ":") and i - at < 2:
        at -= 1
        said = said or tokens[at].fold == "số"
    first, kind = _ends_with_type(tokens, at)
    if kind is None:
        if said:  # "Bộ luật Hình sự số 100", "Kế hoạch tuyên truyền số 12"
            for back in range(at - 1, max(at - 7, 0), -1):
                if tokens[back].kind != "w":
                    break
                near, found = _ends_with_type(tokens, back)
                if found is not None and tokens[near].cap:
                    return near, found._replace(bare=True)
        return (at if said else i), None
    return first, kind._replace(bare=True) if said else kind


def _ends_with_type(tokens: Sequence[Token], end: int) -> tuple[int, Kind | None]:
    """The longest type whose last word is token ``end - 1``."""
    node = kinds().backwards
    found: tuple[int, Kind | None] = (end, None)
    at = end
    while at > 0:
        at -= 1
        step = node.get(tokens[at].fold)
        if step is None:
            break
        node = step
        if lexicon.LEAF in node:
            found = (at, node[lexicon.LEAF])
    return found


def _coded(view: View, i: int, first: int, kind: Kind | None) -> DocumentHit | None:
    """A number with its code: "35-NQ/TW", "13/2023/NĐ-CP", "38/2019/QH14"."""
    match = CODED.pattern.match(view.folded, view.tokens[i].start)
    if match is None:
        return None
    codes = [view.text[match.start(key) : match.end(key)] for key in ("a", "b", "c") if match[key]]
    if not _is_code(codes, match, kind):
        return None
    known = kinds().by_code.get(fold(codes[0]))
    name = kind.name if kind else known
    if kind and kind.name == "Quyết định" and known and known != kind.name and fold(codes[0]) != "qđ":
        name = known
    start = view.tokens[first].start
    text = view.text[match.start() : match.end()]
    return DocumentHit(start, match.end(), "coded_number", _canonical(match, codes), text, name)


def _is_code(codes: Sequence[str], match: re.Match[str], kind: Kind | None) -> bool:
    """Whether letters after a number are a document's code: capitals, and a type or issuer that is known."""
    if not all(any(c.isupper() for c in code) for code in codes):
        return False
    if kind is not None:
        return True
    return fold(codes[0]) in kinds().by_code and (len(codes) > 1 or match["year"] is not None)


def _canonical(match: re.Match[str], codes: Sequence[str]) -> str:
    """The number in its one form: no spaces, TW for TƯ, the Party's order of signs for the Party's issuers.

    35/NQ-TƯ -> 35-NQ/TW; 30a/2008/NQ- CP -> 30a/2008/NQ-CP.
    """
    parts = [code.replace(" ", "") for code in codes]
    if fold(parts[-1]) in ("tư", "t.ư", "t.w"):
        parts[-1] = "TW"
    number = match["n"]
    if len(parts) == 2 and not match["year"] and fold(parts[1]) in _PARTY:
        return f"{number}-{parts[0]}/{parts[1]}"
    head = number + (
        ("-" if "-" in match.string[match.end("n") : match.start("year")] else "/") + match["year"]
        if match["year"]
        else ""
    )
    text = head + match["s"] + parts[0]
    if match["b"]:
        text += match["t"] + parts[1]
    if match["c"]:
        text += "-" + parts[-1]
    return text


def _bare(view: View, i: int, first: int, kind: Kind | None, *, listed: bool = False) -> DocumentHit | None:
    """A number alone after its type: "Nghị quyết 35", "Kế hoạch số 12"."""
    if kind is None or not kind.bare or kind.law:
        return None
    match = BARE.pattern.match(view.folded, view.tokens[i].start)
    if match is None or not any(c != "0" for c in match["n"]):
        return None
    after = bisect_left(view.tokens, match.end(), key=_start)
    said = view.tokens[i - 1].fold in ("số", ":") and not listed
    if not said and after < len(view.tokens):
        token = view.tokens[after]
        sure = view.tokens[first].cap and match["n"].startswith("0") and not listed
        if token.kind == "n" or not (sure or token.kind in "pb" or token.cap or token.fold in _CLAUSE):
            return None
    start = view.tokens[first].start
    number = view.text[match.start() : match.end()]
    return DocumentHit(start, match.end(), "bare_number", number, number, kind.name)


def _law(view: View, i: int) -> Iterator[DocumentHit]:
    """A law by its title and year: "Luật An ninh mạng năm 2018"."""
    tokens = view.tokens
    two = i > 0 and tokens[i - 1].fold == "bộ" and tokens[i].fold == "luật"
    if i + 1 >= len(tokens) or (
        tokens[i].fold in ("bộ", "hiến", "pháp") and tokens[i + 1].fold not in ("luật", "pháp", "lệnh")
    ):
        return
    length = 1 if tokens[i].fold == "luật" else 2
    first = i - 1 if two else i
    body = tokens[i + length - 1].end
    match = LAW.pattern.match(view.folded, body)
    if match is None:
        return
    title = match["title"].strip()
    named = bool(title) and view.text[body : body + 2].strip().isupper()
    if (title and not named) or (not title and tokens[i].fold != "hiến") or " số" in title or " năm" in title:
        return
    kind = next((k for k in (_ends_with_type(tokens, i + length)[1],) if k), None)
    yield DocumentHit(
        tokens[first].start, match.end(), "law_of_year", None, None, kind.name if kind else None,
        title=Span(tokens[first].start, match.end("title")) if title else None,
    )  # fmt: skip


class _Around:
    """Dates, units and quotes beside a document's number."""

    def __init__(self, view: View, dates: Sequence[DateHit], units: Sequence[UnitHit]) -> None:
        self.view = view
        self.dates = dates
        self.date_starts = [date.start for date in dates]
        self.units = {unit.start: unit for unit in units}

    def complete(self, hit: DocumentHit) -> DocumentHit:
        """The document with its date, issuer and title, which follow the number in any order."""
        dated = self._date(hit.end)
        if dated is not None:
            hit = replace(hit, end=dated.end)
        issuer = self._issuer(hit.end)
        at = issuer.end if issuer else hit.end
        if dated is None:
            dated = self._date(at)
            at = dated.end if dated else at
        title = hit.title or self._title(at)
        day = _day_of(dated)
        span = Span(dated.start, dated.end) if dated else None
        return replace(hit, issuer=issuer, dated=span, date=day, title=title)

    def _date(self, end: int) -> DateHit | None:
        at = bisect_left(self.date_starts, end)
        if at == len(self.dates) or self.dates[at].precision != "day" or self.dates[at].day is None:
            return None
        date = self.dates[at]
        return date if date.start - end < 40 and _TO_DATE.match(self.view.folded[end : date.start]) else None

    def _issuer(self, end: int) -> Span | None:
        match = _TO_ISSUER.match(self.view.folded, end)
        if match is None:
            return None
        unit = self.units.get(match.end())
        if unit is not None:
            return Span(unit.start, unit.end)
        return self._capitals(bisect_left(self.view.tokens, match.end(), key=_start))

    def _capitals(self, i: int) -> Span | None:
        """A run of capitalised words from token ``i``, each with at most one small syllable after it."""
        tokens = self.view.tokens
        at = i
        while at < len(tokens) and at - i < 12:
            token = tokens[at]
            small = not token.cap and (at == i or not tokens[at - 1].cap or token.fold in _ISSUER_STOPS)
            if token.kind != "w" or small:
                break
            at += 1
        return Span(tokens[i].start, tokens[at - 1].end) if at > i else None

    def _title(self, end: int) -> Span | None:
        match = _TO_TITLE.match(self.view.folded, end)
        return Span(*match.span("title")) if match else None


def _day_of(hit: DateHit | None) -> Any:
    """The calendar day of a full date, else ``None``."""
    import datetime as dt

    if hit is None or hit.year is None or hit.month is None or hit.day is None:
        return None
    return dt.date(hit.year, hit.month, hit.day)


def issuer_of(number: str | None) -> str | None:
    """The issuer that a number's last code tells for certain.

    >>> issuer_of("749/QĐ-TTg"), issuer_of("35-NQ/TW")
    ('Thủ tướng Chính phủ', None)
    """
    if not number:
        return None
    return kinds().issuers.get(fold(re.split(r"[-/]", number)[-1]))


def merge(hits: Sequence[DocumentHit]) -> list[list[DocumentHit]]:
    """Mentions grouped by document, in order of first mention.

    A bare number joins the one full number of its type that begins with it ("Nghị quyết 35", "Nghị quyết 35-NQ/TW");
    of two such it joins neither.
    """
    groups: dict[tuple[str, ...], list[DocumentHit]] = {}
    for hit in hits:
        groups.setdefault(_key(hit), []).append(hit)
    full: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for key in groups:
        if key[0] == "coded":
            full.setdefault((key[1], key[2]), []).append(key)
    merged: dict[tuple[str, ...], list[DocumentHit]] = {}
    for key, members in groups.items():
        homes = full.get((key[1], key[2]), []) if key[0] == "bare" else []
        home = homes[0] if len(homes) == 1 else key
        merged.setdefault(home, []).extend(members)
    ordered = [sorted(group, key=lambda hit: hit.start) for group in merged.values()]
    return sorted(ordered, key=lambda group: group[0].start)


def _key(hit: DocumentHit) -> tuple[str, ...]:
    """What two mentions of one document share: type and number, or a law's words."""
    kind = hit.type or ""
    if hit.number is None:
        return ("law", kind, str(hit.start))
    digits = re.match(r"\d+", hit.number)
    head = str(int(digits[0])) + hit.number[digits.end() :].lower()[:1] if digits else hit.number
    lead = re.match(r"0*(\d+[a-zđ]?)", hit.number.lower())
    head = lead[1] if lead else hit.number
    if hit.rule == "bare_number":
        return ("bare", kind, head)
    return ("coded", kind, head, re.sub(r"[-/]", "-", fold(hit.number)).lstrip("0"))
