"""A day's year by the years that the text names: reviewed, planned, opened by a congress, still running."""

from __future__ import annotations

import re
from typing import Final

from bcdextract.mention import DateHit
from bcdextract.resolve.seen import Article, clause_before, forward

NEARBY: Final = 800
"""Characters between a day and a year that tells its year."""
_HEAD: Final = 4
_REVIEW: Final = re.compile(r"tổng\skết|sơ\skết|kết\squả|đánh\sgiá|kiểm\sđiểm|nhìn\slại")
_PLAN: Final = re.compile(r"phương\shướng|nhiệm\svụ|kế\shọach|triển\skhai|chương\strình\scông\stác|mục\stiêu|chỉ\stiêu")
_OF_YEARS: Final = re.compile(r"(?:sơ|tổng)\skết\s(?:công\stác\s)?\d+\snăm|(?:sơ|tổng)\skết[^,;]*\($")
_SOME_YEARS: Final = re.compile(r"\b\d+\snăm\b|(?:sơ|tổng)\skết")
# After a year that is over: "năm 2023 đạt 5%", "Năm 2023, xã đã".
_DONE: Final = re.compile(r"[,\s][^.;:]{0,60}\b(?:đã|đạt|tăng|giảm|được|có)\b")
_TOLD_DONE: Final = re.compile(r"\b(?:cho\sbiết[,:]?|đã\s[^.;,]{1,30})\s(?:trong\s)?$")
# Before a year that only tells when something was: the start of a clause, "trong", "vào", "của".
_TELLS_WHEN: Final = re.compile(
    r"(?:[.,;:\n\"]|\b(?:trong|vào|của|là|và|tóan|sơ\skết|cả|sang|ban\shành|thành\slập|ra\sđời|khởi\scông|thông\squa)|^)\s*$"
)
_CONGRESS: Final = re.compile(r"(?<!nghị quyết )(?<!văn kiện )đại hội(?! xi| đồng)")
_TOLD: Final = frozenset(
    ("day", "month", "quarter", "months_of_year", "half_year", "year", "bare_year", "part_of_year")
)
"""Rules of the dates whose years are counted where no other ground is found."""
_ANNUAL: Final = re.compile(r"thường niên (?:năm )?(20\d\d)\b")
_COUNTED_YEARS: Final = re.compile(r"\b(\d+)\snăm[^,;.(]{0,40}\(?$")
# Before a year of what is aimed at ("mục tiêu năm 2025"), and of what is settled or was passed then.
_AIMED: Final = re.compile(r"mục\stiêu|chỉ\stiêu|phấn\sđấu")
_SETTLED: Final = re.compile(r"quyết\stóan|\bluật\s[^,.;]{0,40}$")


def reviewed_or_planned_year(target: DateHit, seen: Article) -> int | None:
    """As in "Ngày 14/1 ... tổng kết công tác năm 2024": held in the year after, from October on in the year itself."""
    month = target.month or 0
    reviewed, planned, named = set(), set(), set()
    for hit in _years_in_head(target, seen):
        clause = clause_before(hit, seen)
        if _REVIEW.search(clause):
            reviewed.add(hit.year or 0)
        elif _PLAN.search(clause):
            planned.add(hit.year or 0)
        else:
            named.add(hit.year or 0)
    if len(reviewed) > 1 or len(planned) > 1:
        return None
    if reviewed:
        return _of_review(next(iter(reviewed)), next(iter(planned), None), month)
    if planned and not named - planned:
        plan = next(iter(planned))
        return plan if month <= 9 else (plan - 1 if month == 12 else None)
    if len(named) == 1 and month >= 2:
        return next(iter(named))
    return None


def _of_review(reviewed: int, planned: int | None, month: int) -> int | None:
    if month >= 10:
        return reviewed
    if month <= 3 or planned == reviewed + 1:
        return reviewed + 1
    return None


def _years_in_head(target: DateHit, seen: Article) -> list[DateHit]:
    """Whole years that the title, the first sentences or the day's own sentence name for themselves."""
    own = seen.sentence_at(target.start)
    found = []
    for hit in seen.dates:
        if hit.rule not in ("year", "bare_year", "part_of_year") or hit.start in seen.of_documents:
            continue
        if hit.year is None or forward(hit, seen) or _settled(hit, seen):
            continue
        at = seen.sentence_at(hit.start)
        in_title = seen.title is not None and seen.title.start <= hit.start < seen.title.end
        if in_title or at == own or at < min(own, _HEAD):
            found.append(hit)
    return found


def _settled(hit: DateHit, seen: Article) -> bool:
    """Whether a year is that of accounts or of a law: "quyết toán ngân sách năm 2015", "Luật Hợp tác xã năm 2012"."""
    return _SETTLED.search(seen.view.folded, max(hit.start - 60, 0), hit.start) is not None


def annual_meeting(target: DateHit, seen: Article) -> int | None:
    """As in "Ngày 26/4 ... tổ chức Đại hội đồng cổ đông thường niên 2024": what is held each year is of its year."""
    sentence = seen.view.sentences[seen.sentence_at(target.start)]
    told = _ANNUAL.search(seen.view.folded, sentence.start, sentence.end)
    return int(told[1]) if told else None


def congress_of_term(target: DateHit, seen: Article) -> int | None:
    """As in "sáng 22/10 ... đại hội ... nhiệm kỳ 2020 - 2025": a congress opens the term it is of."""
    terms = [hit for hit in seen.dates if hit.rule == "term" and hit.year and _of_office(hit, seen)]
    if not terms or not 2 <= (target.month or 0) <= 11:
        return None
    sentence = seen.view.sentences[seen.sentence_at(target.start)]
    if not _CONGRESS.search(seen.view.folded, sentence.start, sentence.end):
        elected = "được bầu" in seen.view.folded[sentence.start : sentence.end]
        if not (elected and _CONGRESS.search(seen.view.folded)):  # "Theo kết quả sáng 22/10, ... được bầu là ..."
            return None
    return max(hit.year or 0 for hit in terms)


def _of_office(hit: DateHit, seen: Article) -> bool:
    """Whether years are a term of office ("nhiệm kỳ 2020 - 2025"), not a stage of some work ("giai đoạn ...")."""
    return not seen.view.folded.startswith("giai", hit.start)


def end_of_reviewed_years(target: DateHit, seen: Article) -> int | None:
    """As in "Ngày 12/9 ... sơ kết 5 năm (2018 - 2023)": a review of years is held in the last, New Year apart."""
    month = target.month or 0
    if month < 4:
        return None
    reviewed = [hit for hit in seen.dates if hit.rule in ("bare_term", "years", "term") and _reviewed(hit, seen)]
    if month < 10 and any(_whole_years(hit, seen) for hit in reviewed):
        return None
    ends = {hit.last_year for hit in reviewed}
    return next(iter(ends)) if len(ends) == 1 else None


def _reviewed(hit: DateHit, seen: Article) -> bool:
    """Whether years are those that a review looks back on: "5 năm (2018 - 2023)", not what is planned or served."""
    clause = clause_before(hit, seen)
    if hit.rule == "bare_term" and seen.view.folded[hit.start - 1] == "(":
        return True
    if hit.rule == "bare_term":
        return _SOME_YEARS.search(clause) is not None and not _PLAN.search(clause[-40:])
    return _OF_YEARS.search(clause) is not None


def _whole_years(hit: DateHit, seen: Article) -> bool:
    """Whether the years are counted whole: "5 năm (2012 - 2016)" ends with 2016, "5 năm (2018 - 2023)" within 2023."""
    counted = _COUNTED_YEARS.search(seen.view.folded, max(hit.start - 60, 0), hit.start)
    return counted is not None and int(counted[1]) == (hit.last_year or 0) - (hit.year or 0) + 1


def since_its_start(target: DateHit, seen: Article) -> int | None:
    """As in "từ đầu năm 2023 đến nay", "những tháng đầu năm 2023": the year it is."""
    years = {hit.year for hit in seen.dates if hit.rule == "part_of_year" and _still_running(hit, seen)}
    if len(years) == 1 and (target.month or 0) >= 2:
        return next(iter(years))
    ends = {hit.year for hit in seen.dates if hit.rule == "rest_of_year" and hit.year}
    return next(iter(ends)) if len(ends) == 1 else None


def _still_running(hit: DateHit, seen: Article) -> bool:
    before = seen.view.folded[max(hit.start - 20, 0) : hit.start].rstrip()
    after = seen.view.folded[hit.end : hit.end + 10].lstrip()
    return before.endswith(("từ đầu", "tháng đầu")) or (before.endswith("đầu") and after.startswith("đến nay"))


def years_told(target: DateHit, seen: Article) -> int | None:
    """What the body tells of years, where the head gives none.

    "tổng kết công tác năm ... Năm 2024, Ban Chỉ đạo đã ...": a review of the year told first; "9 tháng đầu năm ... hội
    thi năm 2024": that year; "năm 2023 đạt ..., năm 2024 phấn đấu ...", until August: the later.
    """
    month = target.month or 0
    told = [hit for hit in seen.dates if hit.rule in ("year", "bare_year") and hit.year and not forward(hit, seen)]
    told = [hit for hit in told if hit.start not in seen.of_documents]
    if not told:
        return None
    last = max(hit.year or 0 for hit in told)
    own = seen.view.sentences[seen.sentence_at(target.start)]
    if "tổng kết" in seen.view.folded[own.start : own.end]:
        first = [hit.year or 0 for hit in told if _opens_sentence(hit, seen)]
        return _of_review(first[0], None, month) if first else None
    if month >= 4 and any(_part_reviewed(hit) and own.start <= hit.start < own.end for hit in seen.dates):
        return max((hit.year or 0 for hit in told if not _PLAN.search(clause_before(hit, seen))), default=None)
    if month >= 11 and any(hit.year == last and _PLAN.search(clause_before(hit, seen)[-60:]) for hit in told):
        return last - 1 if any(hit.year == last - 1 and _opens_sentence(hit, seen) for hit in told) else None
    done = any(hit.year == last - 1 and _is_done(hit, seen) for hit in told)
    return last if month <= 8 and done else None


def _is_done(hit: DateHit, seen: Article) -> bool:
    """Whether a year is told as over: "đã giao trong năm 2016", "cho biết, năm 2016, ...", "năm 2016 đạt ..."."""
    folded = seen.view.folded
    return bool(_TOLD_DONE.search(folded, max(hit.start - 40, 0), hit.start) or _DONE.match(folded, hit.end))


def _part_reviewed(hit: DateHit) -> bool:
    return hit.rule in ("months_of_year", "half_year", "quarter") and hit.year is None


def _opens_sentence(hit: DateHit, seen: Article) -> bool:
    start = seen.view.sentences[seen.sentence_at(hit.start)].start
    return seen.view.folded[start : hit.start].strip() in ("", "trong", "trong cả")


def year_nearby(target: DateHit, seen: Article) -> int | None:
    """As in "hội thi ... lần thứ ba năm 2023": the latest year that names something a few lines from the day.

    Around New Year it is open, and a year that only tells when ("Trong năm 2016, ...") is of the past as well.
    """
    if not 2 <= (target.month or 0) <= 11:
        return None
    years = [hit for hit in seen.dates if hit.rule in ("year", "bare_year") and not forward(hit, seen)]
    near = [
        hit.year or 0
        for hit in years
        if abs(hit.start - target.start) <= NEARBY
        and hit.start not in seen.of_documents
        and not _TELLS_WHEN.search(seen.view.folded, max(hit.start - 16, 0), hit.start)
        and not (_AIMED.search(clause_before(hit, seen)[-80:]) or _settled(hit, seen))
    ]
    last = max((hit.year or 0 for hit in years), default=None)
    return last if last in near else None


def year_after_past(target: DateHit, seen: Article) -> int | None:
    """As in "Sáng 7/2 ... những đóng góp trong năm 2016 ... hạn chế của năm qua": until March, the year after."""
    if (target.month or 12) > 3 or not any(hit.rule == "year_past" for hit in seen.dates):
        return None
    told = {hit.year or 0 for hit in seen.dates if hit.rule == "year" and not forward(hit, seen) and _past(hit, seen)}
    return next(iter(told)) + 1 if len(told) == 1 else None


def _past(hit: DateHit, seen: Article) -> bool:
    clause = clause_before(hit, seen)
    return hit.start not in seen.of_documents and not _PLAN.search(clause[-60:])


def told_all_over(target: DateHit, seen: Article) -> int | None:
    """As in "Ngày 30/5 ... Kế hoạch ngày 16/1/2017 ... trong năm 2017 ... quý III/2017": the last year, told thrice.

    From April to November only: before it a text may be all of the year that is over.
    """
    if not 4 <= (target.month or 0) <= 11:
        return None
    told: dict[int, list[DateHit]] = {}
    for hit in seen.dates:
        if hit.year and hit.rule in _TOLD:
            told.setdefault(hit.year, []).append(hit)
    years = (year for year in sorted(told, reverse=True) if not all(forward(hit, seen) for hit in told[year]))
    last = next(years, None)
    hits = told[last] if last else []
    return last if len(hits) >= 3 and len({hit.rule for hit in hits}) >= 2 else None
