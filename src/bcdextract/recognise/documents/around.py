"""What stands beside a document's number: its date, its issuer, its title."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from bcdextract.lexicon import words
from bcdextract.mention import DateHit, DocumentHit, Span, UnitHit, View

# Between a number and its date: ", ngày", " (ban hành ngày", " được Ban Bí thư ban hành ngày".
_TO_DATE: Final = re.compile(
    r"(?:[\s,(]*(?:(?:được\s)?(?:ký|ban\shành)\s)?(?:vào\s)?|\s(?:được|do)\s[^.;:\n\"]{2,60}?\sban\shành\s(?:vào\s)?)$"
)
# Between a date and the document signed then: "Ngày 28/2, Thủ tướng đã ký ban hành Quyết định".
_SIGNED: Final = re.compile(r",?\s[^.;:\n\"]{2,80}?\s(?:ký|ban\shành)\s(?:ban\shành\s)?(?:các\s)?$")
# Between the issuer and its document: "Ban Bí thư đã ban hành Chỉ thị số 32".
_ISSUED: Final = re.compile(r"\s(?:(?:đã|vừa|mới)\s)?(?:ký\s)?ban\shành\s(?:[^\W\d_]+\s){0,4}(?:số\s)?$")
_TO_ISSUER: Final = re.compile(r"[\s,)]*(?:do|của)\s")
_TO_TITLE: Final = re.compile(
    r'(?:\s?\(?khóa\s[ivx]+\)?)?(?:[^.;"\n]{0,60}?\bvề(?:\sviệc)?)?\s?[:,(]?\s?"(?P<title>[^"\n]{3,400})"'
)
_ISSUER_STOPS: Final = frozenset(words("về khóa ngày phê quy hướng sửa năm và là đã được trong"))
_FAR: Final = 90


class Around:
    """Dates, units and quotes of one article, asked beside each document's number."""

    def __init__(self, view: View, dates: Sequence[DateHit], units: Sequence[UnitHit]) -> None:
        self.view = view
        self.dates = dates
        self.date_starts = [date.start for date in dates]
        self.units = {unit.start: unit for unit in reversed(units)}
        self.units_by_end = {unit.end: unit for unit in units}

    def complete(self, hit: DocumentHit) -> DocumentHit:
        """The document with its date, issuer and title, which follow the number in any order."""
        dated = self._date(hit.end)
        if dated is not None and self.view.folded[hit.end : dated.start].strip(" ,(") == "":
            hit = hit._replace(end=dated.end)
        issuer = self._issuer(hit.end) or self._issuing(hit.start)
        at = max(issuer.end, hit.end) if issuer else hit.end
        if dated is None:
            dated = self._date(at)
            at = dated.end if dated else at
        dated = dated or self._signed(hit.start)
        return hit._replace(
            issuer=issuer,
            dated=Span(dated.start, dated.end) if dated else None,
            date=_day_of(dated),
            title=hit.title or self._title(at),
        )

    def _date(self, end: int) -> DateHit | None:
        """The day that follows the number or its issuer."""
        at = bisect_left(self.date_starts, end)
        if at == len(self.dates) or not _is_day(self.dates[at]):
            return None
        date = self.dates[at]
        near = date.start - end <= _FAR and _TO_DATE.match(self.view.folded[end : date.start])
        return date if near else None

    def _signed(self, start: int) -> DateHit | None:
        """The day on which the sentence before the number says it was signed."""
        at = bisect_left(self.date_starts, start) - 1
        if at < 0 or not _is_day(self.dates[at]):
            return None
        date = self.dates[at]
        near = start - date.end <= _FAR and _SIGNED.match(self.view.folded[date.end : start])
        return date if near else None

    def _issuer(self, end: int) -> Span | None:
        match = _TO_ISSUER.match(self.view.folded, end)
        if match is None:
            return None
        unit = self.units.get(match.end())
        if unit is not None:
            return Span(unit.start, unit.end)
        return self._capitals(bisect_left(self.view.tokens.start, match.end()))

    def _issuing(self, start: int) -> Span | None:
        """The unit that the sentence before the number says issued it: "Bộ Chính trị ban hành Nghị quyết số 35"."""
        told = _ISSUED.search(self.view.folded, max(0, start - _FAR), start)
        unit = self.units_by_end.get(told.start()) if told else None
        return Span(unit.start, unit.end) if unit is not None else None

    def _capitals(self, i: int) -> Span | None:
        """A run of capitalised words from token ``i``, each with at most one small syllable after it."""
        tokens = self.view.tokens
        at = i
        while at < tokens.count and at - i < 12:
            small = not tokens.cap[at] and (at == i or not tokens.cap[at - 1] or tokens.fold[at] in _ISSUER_STOPS)
            if tokens.kind[at] != "w" or small:
                break
            at += 1
        return Span(tokens.start[i], tokens.end[at - 1]) if at > i else None

    def _title(self, end: int) -> Span | None:
        match = _TO_TITLE.match(self.view.folded, end)
        return Span(*match.span("title")) if match else None


def _is_day(hit: DateHit) -> bool:
    return hit.precision == "day" and hit.day is not None


def _day_of(hit: DateHit | None) -> dt.date | None:
    """The calendar day of a full date, else ``None``."""
    if hit is None or hit.year is None or hit.month is None or hit.day is None:
        return None
    return dt.date(hit.year, hit.month, hit.day)
