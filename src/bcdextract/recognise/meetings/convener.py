"""Which unit holds the meeting: what stands between the opening's day and its verb, else whose meeting it is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bcdextract.mention import Span, UnitHit, View
from bcdextract.recognise.meetings.boards import ALIAS, in_post, is_board
from bcdextract.recognise.meetings.clause import Opening, was_had
from bcdextract.recognise.meetings.days import within

# Between a noun of meeting and the unit whose meeting it is: "phiên họp thứ 3 (mở rộng) của", "đại hội đại biểu".
_OWNED: Final = re.compile(
    r"\s*(?:(?:trực tuyến|thường kỳ|định kỳ|bất thường|chuyên đề|mở rộng|tòan thể|giao ban|khẩn|đầu tiên|thường trực"
    r"|cuối năm|giữa năm|liên tịch|thường niên|lần|thứ|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|[ivx]+|\d+|của"
    r"|đại biểu|tháng|qúy|các"
    r"|\([^)]*\))[\s,]+)*"
)
# Between the host and its verb: "vừa", "(gọi tắt là ...)", "đã phối hợp".
_LEADS: Final = re.compile(
    rf"{ALIAS}[,-]?\s*(?:(?:đã|vừa|qua|sẽ|cũng|có|chính thức|long trọng|trọng thể|đồng|phối hợp|tiếp tục|dự kiến"
    r"|trực tiếp|buổi)\s+)*"
)
# The host is led by a person: "⟦Đoàn công tác⟧ do đồng chí ... làm trưởng đoàn đã ..."
_LED: Final = re.compile(rf"{ALIAS},?\s*do\s+(?:đồng chí|đ/c|ông|bà|[^,]{{0,80}}\b(?:làm trưởng đòan|dẫn đầu|chủ trì))")
_PAIR: Final = re.compile(rf"{ALIAS}(?:,|và|,\s*và)\s*(?:(?:lãnh đạo|thường trực|đòan chủ tịch|ban thường trực)\s*)?")
_PARTNER: Final = re.compile(
    rf"{ALIAS},?\s*(?:(?:đã|vừa|sẽ|tổ chức)\s+)*(?:chủ trì\s*,?\s*)?(?:phối hợp|cùng|kết hợp|liên kết|làm việc)\b"
)
_AFTER_DAY: Final = re.compile(r"[\s,:;)-]*(?:tại\s[^,]{0,60},\s*)?(?:thường trực\s|lãnh đạo\s|liên\s)?")
# Before a unit that is met, helped, named or only lends its house: no host. "làm việc với", "nghị quyết của", "trụ sở".
_MET: Final = re.compile(
    r"(?:với|cùng|phối hợp|của|thuộc|từ|bởi|cho|ở|gồm|theo|trụ sở|hội trường|phòng họp)\s+(?:lãnh đạo\s+|các\s+)?$"
)
_HOLDS: Final = re.compile(r"[^.;]{0,120}\b(?:tổ chức|chủ trì|phối hợp?|đăng cai|phát động|triệu tập)\b")
_OPENS: Final = re.compile(rf"{ALIAS}\s*(?:mở|tổ chức|chủ trì|triệu tập|tiến hành)\b")
_WITH: Final = re.compile(r"\s(?:trực tuyến\s)?(?:với|cùng)\s(?:thường trực\s|lãnh đạo\s|các\s)?")
_AT: Final = (" tại ", " trong ", " ở ")
_DECIDES: Final = re.compile(
    rf"{ALIAS}(?:(?:đã|cũng|sẽ)\s+)*(?:thống nhất|biểu quyết|quyết định|thông qua|bầu|khai trừ|cho ý kiến|xem xét"
    r"|đề ra|kỷ luật|thi hành|bãi nhiệm|miễn nhiệm|nhất trí)"
)
# What a board does at its own meeting, others at any: "Tại cuộc họp sáng 5/3, ⟦Ban Chỉ đạo⟧ đánh giá".
_REVIEWS: Final = re.compile(
    rf"{ALIAS}(?:(?:đã|cũng)\s+)*(?:đánh giá(?! cao)|nhận định|bàn|thảo luận|rà sóat|kiểm điểm)\b"
)
# What anybody does at a meeting of its own: "⟦Sở Tư pháp⟧ tổng kết năm học tại hội nghị sáng 5/3".
_REPORTS: Final = re.compile(rf"{ALIAS}(?:(?:đã|vừa)\s+)*(?:tổng kết|sơ kết|triển khai)\b")
_MEETS: Final = re.compile(rf"{ALIAS}(?:(?:đã|vừa|cũng)\s+)*(?:họp|mở|tổ chức\s(?:họp|hội nghị|cuộc họp|phiên họp))\b")
_PAPER: Final = re.compile(
    r"quyết định|kết luận|nghị quyết|chỉ thị|ý kiến|công điện|luật|đề án|nghị định|thông tư|chỉ đạo của|làm việc với"
)
# What a meeting was about, with no clause of its own: "về phòng, chống dịch", "tổng kết năm 2023, triển khai ... 2024".
_ON_ONE_MATTER: Final = re.compile(
    r"(?:[^,;]|,(?= (?:chống|khắc phục|triển khai|đề ra|bàn|phương hướng|nhiệm vụ|giải pháp|quán triệt|kế họach)\b))*"
)
_CLOSES: Final = re.compile(rf"{ALIAS}(?:[,.;]|$|(?:đã|diễn|được|sáng|chiều|tối|ngày|vào|do|nhằm|để)\b)")


# Bodies whose own meeting it is wherever they are named beside a meeting of that name.
_MEET_SO: Final = {
    "kỳ họp": ("hđnd", "hội đồng nhân dân", "quốc hội"),
    "phiên họp": ("ủy ban thường vụ quốc hội", "thường trực hđnd", "thường trực hội đồng nhân dân"),
}
_HEADED: Final = ("trưởng ", "chủ tịch ", "chủ nhiệm ")
_BARE_BOARD: Final = re.compile(
    r" của (ban chỉ đạo|ủy ban|hội đồng|tiểu ban|ban chỉ huy|tổ công tác)(?=[,.;]|$| (?:diễn|sáng|chiều|ngày)\b)"
)


class _Seen(NamedTuple):
    """An opening with the units of its sentence that do not merely stand in the place's name."""

    view: View
    opening: Opening
    units: Sequence[UnitHit]

    def between(self, start: int, end: int) -> str:
        return self.view.folded[start:end]

    def past_day(self, start: int, end: int) -> str:
        """The text between two places without the day of the opening: "⟦Huyện ủy⟧ sáng 5/3 tổ chức"."""
        date = self.opening.date
        if date is None or not start <= date.start < date.end <= end:
            return self.between(start, end)
        return self.between(start, date.start).rstrip(" ,") + self.between(date.end, end)

    def follows(self, unit: UnitHit, words: str | tuple[str, ...]) -> bool:
        """Whether the words stand right before the unit."""
        return self.view.folded.endswith(words, self.opening.sentence.start, unit.start)

    def is_standing(self, unit: UnitHit) -> bool:
        """Whether it only says what the unit before it is, too: "⟦Ban Tuyên giáo⟧ - Cơ quan Thường trực ..."."""
        return self.view.folded.startswith("cơ quan thường trực", unit.start)

    def is_met(self, unit: UnitHit) -> bool:
        start = max(self.opening.sentence.start, unit.start - 40)
        return _MET.search(self.view.folded, start, unit.start) is not None

    def is_post(self, unit: UnitHit) -> bool:
        return in_post(self.view, unit, self.opening.marks)


_Hosts = list[UnitHit]


def _subject(seen: _Seen) -> _Hosts:
    """ "Ngày 5/3, ⟦Huyện ủy⟧ tổ chức ...", "⟦Sở A⟧ và ⟦Sở B⟧ phối hợp tổ chức ..." """
    at, noun, verb = seen.opening.at, seen.opening.noun, seen.opening.verb
    took_place = noun is not None and verb is not None and verb.word.name == "diễn ra"
    last = min(at, noun.start) if noun and took_place else at  # "Hội nghị của ⟦Huyện ủy⟧ đã diễn ra": no subject
    chain: _Hosts = []
    for unit in seen.units:
        if unit.start >= last:
            break
        between = seen.between(chain[-1].end, unit.start).strip() if chain else ""
        belongs = between in ("thuộc", "trực thuộc") or (between == "-" and seen.is_standing(unit))
        if not belongs and (seen.is_post(unit) or seen.is_met(unit)):
            chain = []
            continue
        if chain and not belongs and not _PAIR.fullmatch(seen.between(chain[-1].end, unit.start)):
            chain = []
        chain += [] if belongs else [unit]
        after = seen.past_day(unit.end, at)
        if _LEADS.fullmatch(after) or _PARTNER.match(after) or _LED.match(after):
            return chain
    return []


def _had(seen: _Seen) -> _Hosts:
    """ "⟦Ban Tổ chức⟧ Lễ kỷ niệm 50 năm thành lập xã vừa có phiên họp": the first of the sentence."""
    opening = seen.opening
    if opening.noun is None or not was_had(seen.view, opening.sentence.first, opening.noun):
        return []
    return [unit for unit in seen.units[:1] if unit.start == opening.sentence.start]


def _by(seen: _Seen) -> _Hosts:
    """ "hội thi do ⟦Hội Nông dân huyện⟧ phối hợp với ... tổ chức", "được ⟦Ban Chỉ đạo⟧ mở" """
    noun, end, text = seen.opening.noun, seen.opening.sentence.end, seen.view.folded
    after = [unit for unit in seen.units if noun and unit.start > noun.end]
    by = [unit for unit in after if seen.follows(unit, " do ") and _HOLDS.match(text, unit.end, end)]
    return (by or [unit for unit in after if seen.follows(unit, " được ") and _OPENS.match(text, unit.end, end)])[:1]


def _owner(seen: _Seen) -> _Hosts:
    """ "tại cuộc họp ⟦Ban Chỉ đạo phòng chống dịch tỉnh⟧", "phiên họp thứ 3 của ⟦Hội đồng⟧" """
    noun = seen.opening.noun
    after = [unit for unit in seen.units if noun and unit.start >= noun.end][:1]
    return [unit for unit in after if noun and _OWNED.fullmatch(seen.between(noun.end, unit.start) + " ")]


def _first_after_day(seen: _Seen) -> _Hosts:
    """ "Sáng 5/3, ⟦Đoàn đại biểu Quốc hội tỉnh⟧, gồm ..., đã tiếp xúc cử tri": right after the dated opening."""
    date, at = seen.opening.date, seen.opening.at
    after = [unit for unit in seen.units if date and date.end <= unit.start < at and not seen.is_post(unit)]
    return [unit for unit in after if date and _AFTER_DAY.fullmatch(seen.between(date.end, unit.start))][:1]


def _decided(seen: _Seen) -> _Hosts:
    """ "Tại kỳ họp sáng 8/4, ⟦HĐND tỉnh⟧ đã thông qua ...": the subject decides, so the meeting is its own."""
    after = [unit for unit in seen.units if unit.start > seen.opening.at and seen.follows(unit, ", ")]
    text = seen.view.folded
    acts = [
        unit
        for unit in after
        if _DECIDES.match(text, unit.end) or (is_board(seen.view, unit) and _REVIEWS.match(text, unit.end))
    ]
    return [unit for unit in acts if not seen.is_post(unit)][:1]


def _of(seen: _Seen) -> _Hosts:
    """ "cuộc họp sơ kết 6 tháng của ⟦Ban Chỉ đạo⟧ sáng 11/7": whose meeting it is, said after what it was about."""
    noun = seen.opening.noun
    if noun is None:
        return []
    after = [unit for unit in seen.units if unit.start > noun.end and seen.follows(unit, " của ")]
    after = [unit for unit in after if _ON_ONE_MATTER.fullmatch(seen.between(noun.end, unit.start))]
    after = [unit for unit in after if not _PAPER.search(seen.between(max(noun.end, unit.start - 60), unit.start))]
    return [unit for unit in after if _CLOSES.match(seen.view.folded, unit.end)][:1]


def _between(seen: _Seen) -> _Hosts:
    """ "Hội nghị đánh giá công tác phối hợp giữa ⟦Chi cục A⟧, ⟦Đồn B⟧ và ⟦Trạm C⟧": those it was between."""
    noun = seen.opening.noun
    after = [unit for unit in seen.units if noun and unit.start > noun.end]
    chain = [unit for unit in after[:1] if seen.follows(unit, " giữa ")]
    for unit in after[1:]:
        if not chain or not _PAIR.fullmatch(seen.between(chain[-1].end, unit.start)):
            break
        chain.append(unit)
    return chain if len(chain) > 1 else []


def _own_board(seen: _Seen) -> _Hosts:
    """ "ông Tám, Trưởng ⟦Ban Chỉ đạo 389⟧, nói tại cuộc họp sơ kết của Ban Chỉ đạo": a board by its bare name."""
    noun = seen.opening.noun
    if noun is None:
        return []
    bare = _BARE_BOARD.search(seen.view.folded, noun.end, seen.opening.sentence.end)
    before = [unit for unit in seen.units if bare and unit.end <= bare.start() and seen.follows(unit, _HEADED)]
    return [unit for unit in before[-1:] if bare and seen.view.folded.startswith(bare[1], unit.start)]


def _head(seen: _Seen) -> _Hosts:
    """ "Sáng 5/3, ông Tám, Trưởng ⟦Ban Chỉ đạo 389⟧ chủ trì cuộc họp ...": the board that its head holds it for."""
    verb = seen.opening.verb
    if verb is None or not (verb.word.part == "hold" or verb.word.name == "họp"):
        return []
    before = [unit for unit in seen.units if unit.end <= verb.start and seen.follows(unit, ("trưởng ", "chủ tịch "))]
    return [unit for unit in before[-1:] if is_board(seen.view, unit) and verb.start - unit.end <= 60]


def _chaired_meeting(seen: _Seen) -> _Hosts:
    """ "khi chủ trì họp ⟦Thường trực Chính phủ⟧ về ...": whose meeting it is, right after the verb."""
    return [unit for unit in seen.units if seen.follows(unit, "chủ trì họp ")][:1]


def _with_board(seen: _Seen) -> _Hosts:
    """ "Chiều 5/3, ông Tám họp với ⟦Ban Chỉ đạo 389⟧": one meets with a board at its own meeting."""
    verb = seen.opening.verb
    if verb is None or verb.word.name != "họp":
        return []
    after = [unit for unit in seen.units if unit.start >= verb.end and is_board(seen.view, unit)]
    return [unit for unit in after[:1] if _WITH.fullmatch(seen.between(verb.end, unit.start))]


def _takes_part(seen: _Seen) -> _Hosts:
    """ "⟦Ban Chỉ đạo 389⟧ đã bàn việc quý II tại cuộc họp sáng 5/3": what a board does at a meeting, at its own."""
    noun = seen.opening.noun
    if noun is None or noun.word.kind not in (None, "session") or not seen.between(0, noun.start).endswith(_AT):
        return []
    first = [unit for unit in seen.units if unit.end < noun.start and not seen.is_post(unit)][:1]
    text = seen.view.folded
    first = [
        unit
        for unit in first
        if is_board(seen.view, unit) or _DECIDES.match(text, unit.end) or _REPORTS.match(text, unit.end)
    ]
    return [unit for unit in first if unit.start - seen.opening.sentence.start <= 3 or seen.follows(unit, ", ")]


def _then_meets(seen: _Seen) -> _Hosts:
    """ "Sơ kết 6 tháng đầu năm, ⟦Ban Chỉ đạo 389⟧ họp sáng 5/3": the subject after a clause that opens the sentence."""
    after = [unit for unit in seen.units if unit.start > seen.opening.at and seen.follows(unit, ", ")]
    return [unit for unit in after if _MEETS.match(seen.view.folded, unit.end) and not seen.is_post(unit)][:1]


def _council(seen: _Seen) -> _Hosts:
    """ "100% đại biểu ⟦HĐND tỉnh⟧ biểu quyết tại kỳ họp": the body that has its meetings under that name."""
    noun = seen.opening.noun
    said = [name for name in _MEET_SO if noun and seen.view.folded.startswith(name, noun.start)]
    bodies = _MEET_SO[said[0]] if said else None
    return [unit for unit in seen.units if bodies and seen.view.folded.startswith(bodies, unit.start)][:1]


RULES: Final[tuple[Callable[[_Seen], _Hosts], ...]] = (
    _subject, _had, _by, _owner, _first_after_day, _decided, _own_board, _of, _between, _head,
    _chaired_meeting, _with_board, _takes_part, _then_meets, _council,
)  # fmt: skip


def hosts(view: View, opening: Opening, units: Sequence[UnitHit], place: Span | None) -> tuple[Span, ...]:
    """The units that hold the meeting, by this sentence alone; empty where a person is its subject or none is named."""
    here = within(units, opening.sentence.start, opening.sentence.end)
    if place is not None:
        here = [unit for unit in here if not place.start <= unit.start < place.end]
    seen = _Seen(view, opening, _outer(here))
    found = next((hosts for rule in RULES if (hosts := rule(seen))), []) if here else []
    return tuple(Span(unit.start, unit.end) for unit in found)


def by_whom(view: View, opening: Opening, units: Sequence[UnitHit]) -> tuple[Span, ...]:
    """The unit that a sentence says it was held by, whoever was in the chair: "tại hội nghị do ⟦Huyện ủy⟧ tổ chức"."""
    here = within(units, opening.sentence.start, opening.sentence.end)
    return tuple(Span(unit.start, unit.end) for unit in _by(_Seen(view, opening, _outer(here))))


def _outer(units: Sequence[UnitHit]) -> list[UnitHit]:
    """The units that stand in no longer name: "⟦Đoàn công tác của Tỉnh ủy⟧" and not "Tỉnh ủy" in it."""
    found: list[UnitHit] = []
    for unit in units:
        if not (found and found[-1].start < unit.start and unit.end <= found[-1].end):
            found.append(unit)
    return found
