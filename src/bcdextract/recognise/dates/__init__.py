"""Dates and periods of a text, as written: days with and without a year, months, quarters, parts of years, terms.

One pass over the tokens: a word or figure that can start a date calls the shapes that start with it. A year that the
text leaves out stays ``None`` here; ``resolve.years`` finds it from the whole article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bcdextract.mention import DateHit, View
from bcdextract.recognise.dates import days, periods
from bcdextract.rule import Rule

RULES: Final[tuple[Rule, ...]] = (*days.RULES, *periods.RULES)

_Reader = Callable[[View, int], DateHit | None]
_STARTS: Final[dict[str, tuple[_Reader, ...]]] = {
    **dict.fromkeys(periods.COUNTS, (periods.at_count,)),
    **dict.fromkeys(("sáng", "sớm", "trưa", "chiều", "tối", "đêm", "hôm", "ngày"), (days.at_session,)),
    "cùng": (days.at_same,),
    "từ": (periods.at_rest,),
    "nửa": (periods.at_half,),
    "tháng": (periods.at_month,),
    **dict.fromkeys(("qúy", "quí"), (periods.at_quarter,)),
    "năm": (periods.at_count, periods.at_year),
    **dict.fromkeys(("nhiệm", "giai", "niên", "khóa"), (periods.at_term,)),
}
_BOUND_KEYS: Final = ("day", "month", "year", "last_day", "last_month", "last_year")
# An agency's own bounds of a period, in brackets after it: "(tính từ ngày 15/11/2023 đến 14/5/2024)".
_BOUNDS: Final = re.compile(r"\s*\(\s*(?:(?:số\sliệu|tính|từ|thời\sgian)[\s:,]*){0,3}$")


def recognise(view: View) -> list[DateHit]:
    """Temporal expressions of a text, in text order, not overlapping.

    >>> from bcdextract.segment import segment
    >>> view = segment("Sáng nay (4/10), Huyện ủy sơ kết 9 tháng đầu năm 2024; đạt 19/19 tiêu chí.")
    >>> [(view.text[d.start:d.end], d.rule) for d in recognise(view)]
    [('Sáng nay (4/10)', 'day'), ('9 tháng đầu năm 2024', 'months_of_year')]
    """
    found: list[DateHit] = []
    last: DateHit | None = None
    starts, tokens = _STARTS, view.tokens
    for i in sorted((*_figures(view), *[i for i, fold in enumerate(view.folds) if fold in starts])):
        if last is not None and tokens.start[i] < last.end:
            continue
        hit = _at_number(view, i, last) if tokens.kind[i] == "n" else _at_word(view, i)
        if hit is not None:
            if last is not None and hit.start < last.end:  # "sáng nay" inside "Sáng nay (4/10)"
                found.pop()
            found.append(hit)
            last = hit
    return _bounded(found, view.folded)


_GOES_ON: Final = days.AFTER_DAY | periods.COUNTED_BY


def _figures(view: View) -> list[int]:
    """The numbers that may be of a date: one of two figures has a sign or a word of dates behind it."""
    folds = view.folds
    return [i for i in view.numbers if len(folds[i]) > 2 or not _GOES_ON.isdisjoint(folds[i + 1 : i + 2])]


def _at_word(view: View, i: int) -> DateHit | None:
    for read in _STARTS[view.folds[i]]:
        hit = read(view, i)
        if hit is not None:
            return hit
    return None


def _at_number(view: View, i: int, before: DateHit | None) -> DateHit | None:
    return periods.at_count(view, i) or days.at_number(view, i, before) or periods.at_figures(view, i)


def _bounded(found: list[DateHit], folded: str) -> list[DateHit]:
    """A part of a year takes the bounds that brackets right after it give."""
    bounded: dict[tuple[str, int | None, int | None], DateHit] = {}
    for at in range(len(found) - 1):
        period, bounds = found[at], found[at + 1]
        if (
            period.rule in ("months_of_year", "half_year", "quarter", "year")
            and bounds.precision == "range"
            and (bounds.day is not None or bounds.rule == "months")
            and _BOUNDS.match(folded[period.end : bounds.start])
        ):
            found[at] = period._replace(
                day=bounds.day,
                month=bounds.month,
                year=bounds.year,
                last_day=bounds.last_day,
                last_month=bounds.last_month,
                last_year=bounds.last_year,
            )
            bounded[period.rule, period.month, period.last_month] = found[at]
    return _as_bounded(found, bounded) if bounded else found


def _as_bounded(found: list[DateHit], bounded: dict[tuple[str, int | None, int | None], DateHit]) -> list[DateHit]:
    """The same part of the year told elsewhere without bounds has them too, if its year is that in which they end."""
    for at, hit in enumerate(found):
        like = bounded.get((hit.rule, hit.month, hit.last_month))
        if like is not None and hit.year in (None, like.last_year) and hit.relative_year is None:
            span = like._asdict()
            found[at] = hit._replace(**{key: span[key] for key in _BOUND_KEYS})
    return found
