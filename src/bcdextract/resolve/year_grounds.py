"""From what in its own text an article's year is certain: another full date, a half-year, the year a review is of.

Every ground answers for one day without a year ("Ngày 19/7") and says nothing where it is not sure. A year that only
knowledge of the world could tell stays unknown: "sơ kết 5 năm thực hiện Nghị quyết" is no ground.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bcdextract.mention import DateHit
from bcdextract.resolve.seen import Article, forward
from bcdextract.resolve.spans_of_time import day_in
from bcdextract.resolve.year_by_day import (
    after_count,
    after_same_span,
    anniversary,
    before_deadline,
    by_last_year,
    from_dateline,
    in_school_year,
    in_season,
    near_full_date,
    near_period,
    near_undated_period,
    same_day,
)
from bcdextract.resolve.year_by_year import (
    annual_meeting,
    congress_of_term,
    end_of_reviewed_years,
    reviewed_or_planned_year,
    since_its_start,
    told_all_over,
    year_after_past,
    year_nearby,
    years_told,
)

GROUNDS: Final[tuple[Callable[[DateHit, Article], int | None], ...]] = (
    same_day,
    from_dateline,
    anniversary,
    annual_meeting,
    congress_of_term,
    end_of_reviewed_years,
    near_full_date,
    near_period,
    near_undated_period,
    before_deadline,
    by_last_year,
    reviewed_or_planned_year,
    in_school_year,
    in_season,
    since_its_start,
    after_same_span,
    after_count,
    before_deadline,
    year_after_past,
    years_told,
    year_nearby,
    told_all_over,
)
_HAPPENED: Final = frozenset(("day", "month", "quarter", "months_of_year"))
_TELLS: Final = _HAPPENED | {"year"}


FIRST: Final = 1997
"""The first year of newspapers on the web: older years tell of what is remembered ("ngày thành lập Đội 15/5/1941")."""


def year_of(target: DateHit, seen: Article) -> int | None:
    """The year of a day by the first ground that is sure of it."""
    for ground in GROUNDS:
        year = ground(target, seen)
        if year is not None and year >= FIRST and _sane(target, year, seen):
            return year
    return None


def _sane(target: DateHit, year: int, seen: Article) -> bool:
    """Whether there is such a day, and the text tells of nothing well after it."""
    for hit in seen.dates:
        if hit.year is None or hit.rule not in _TELLS:
            continue
        ahead = forward(hit, seen)
        limit = year + (1 if hit.rule in _HAPPENED and not ahead else 4)
        if hit.year > limit and not (ahead and hit.rule == "year"):
            return False
    return day_in(target, year) is not None
