"""The top of an article: headline, publication date, byline, publisher and column, out of its first lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bcdextract.mention import Span
from bcdextract.read.byline import Signature, signature
from bcdextract.read.furniture import heads, key, kinds
from bcdextract.read.lines import Line, ends_sentence, is_caption, may_head
from bcdextract.read.masthead import is_wrapped, without_site
from bcdextract.read.published import Stamp, stamp

_TOP: Final = 40
"""Lines that may stand before the first sentence: menus included."""
_HEADLINE: Final = 340
# "(longan.gov.vn) - ", "TPO - ", "(Tuyên giáo Củ Chi) – ", "(GNO) 08/07/2025 - "
_DATELINE: Final = re.compile(
    r"\W{0,3}(?:\(([^()\n]{2,40})\)\s*(\d{1,2}[/.-]\d{1,2}[/.-]20\d\d\s*)?[-–—:]|([A-ZĐ]{1,7}O|TTXVN|VOV|VGP|[A-Z]+NEWS)\s*[-–—]\s)"
)
# beside a date: "LĐO", "KON TUM ONLINE", "muongxa.vn"
_OUTLET: Final = re.compile(
    r"[A-ZĐ]{2,6}\d?|[^\W\d_]+(?: [^\W\d_]+){0,3} (?:ONLINE|Online|online|điện tử)|[\w-]+(?:\.[a-z]{2,6})+"
)
# "Ngày 5/3/2024, ...", "Sáng 15/12, ...", "Vừa qua, ..."
_DATED: Final = re.compile(
    r"(?:(?:vào )?(?:sáng|trưa|chiều|tối|đêm)?\s?(?:nay|qua)?,?\s?(?:\(?ngày)?\s?\(?\d{1,2}\s?[/.-]\s?\d{1,2}"
    r"|(?:vừa|mới) qua,|sáng nay,|chiều nay,|hôm nay,|(?:sáng|chiều|tối)?\s?(?:từ )?ngày \d)"
)
_DAY: Final = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)|ngày \d")
# "... năm 2023 (11/08/2023)", "... năm 2023 11/08/2023 14:46" at the end of a headline
STAMPED: Final = re.compile(
    r"\s*(?:[(\[](?:ngày )?\d{1,2}[/-]\d{1,2}[/-]\d{4}[^\d]{0,3}(?:\d{1,2}:\d\d(?::\d\d)?)?[)\]]"
    r"|[-|]?\s*\d{1,2}[/-]\d{1,2}[/-]\d{4}[\s,|-]{1,3}\d{1,2}:\d\d(?::\d\d)?)$"
)
_STOPS: Final = re.compile(r"[.!?]\s+(?=[A-ZĐÀ-Ỹ\"“])")
# "PHƯỜNG NÀ LẠI - TỈNH HÀ XA", over a page
_LEVEL: Final = r"(?:phường|xã|thị trấn|thị xã|quận|huyện|thành phố|tp\.?|tỉnh)"
_WHERE: Final = re.compile(rf"{_LEVEL}(?: [^\W_]+){{1,4}}(?:\s*[-–,]\s*{_LEVEL}(?: [^\W_]+){{1,4}}){{1,2}}")
_CLOCK: Final = 80
"""Characters of the longest line that is an outlet and a time."""
_COLUMN: Final = 5
"""Words of the longest unknown column's name beside a date."""
_SHORT_HEAD: Final = 7
"""Syllables: a line of fewer that stands over a longer one names a column, not the article."""


@dataclass(slots=True)
class Head:
    """What the first lines say. ``roles`` are block kinds by index into the kept lines."""

    title: Span | None = None
    section: str | None = None
    publisher: str | None = None
    stamps: list[tuple[int, Stamp]] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    title_at: int = -1


def read_head(text: str, folded: str, lines: Sequence[Line]) -> Head:
    """The head of an article out of its kept lines."""
    head = Head()
    candidates: list[int] = []
    media: list[int] = []
    first = len(lines)
    for i, line in enumerate(lines[:_TOP]):
        if line.kind == "caption":
            if not candidates and may_head(folded[line.start : line.end]):
                candidates.append(i)
            else:
                head.roles[i] = "caption"
        elif line.kind == "list" or _is_sentence(text, folded, line):
            first = i
            break
        elif _is_event(folded, lines, i) or not _meta(text, folded, line, i, head):
            (media if _is_media(folded, line) else candidates).append(i)
    _late_stamps(text, folded, lines, first, head)
    candidates = _not_under_a_picture(lines, candidates, head)
    if not candidates and media and folded.count(" ", lines[media[0]].start, lines[media[0]].end) >= _SHORT_HEAD - 1:
        candidates = [media.pop(0)]  # "Đài Truyền thanh huyện ra mắt giao diện mới": a publisher in a headline
    if not candidates:
        candidates = _stopped_headline(text, folded, lines, first)
    if len(lines) > 1:
        _choose(text, folded, lines, candidates, head)
    for i in media:
        head.roles[i] = "byline"
        head.publisher = head.publisher or text[lines[i].start : lines[i].end]
    if first < len(lines):
        dateline = _DATELINE.match(text, lines[first].start)
        if dateline:
            head.publisher = (dateline[1] or dateline[3]).strip()
            found = stamp(folded, *dateline.span(2)) if dateline[2] else None
            head.stamps += [(first, found)] if found else []
    return head


def _is_event(folded: str, lines: Sequence[Line], i: int) -> bool:
    """Whether a labelled time is the meeting's: "Thời gian: 8 giờ, ngày 5/7/2024", and "Địa điểm:" under it."""
    if not folded.startswith("thời gian", lines[i].start) or i + 1 == len(lines):
        return False
    return folded.startswith("địa điểm", lines[i + 1].start)


def _late_stamps(text: str, folded: str, lines: Sequence[Line], first: int, head: Head) -> None:
    """Date lines under the lead: some pages have the headline, the lead, then the date."""
    for i in range(first + 1, min(first + 4, len(lines))):
        if stamp(folded, lines[i].start, lines[i].end):
            _meta(text, folded, lines[i], i, head)


def _not_under_a_picture(lines: Sequence[Line], candidates: list[int], head: Head) -> list[int]:
    """The candidates, unless a caption stands over the first: then the page was copied from its picture down.

    A date or byline right under the line makes it a headline all the same.
    """
    if not candidates or candidates[0] == 0 or head.roles.get(candidates[0] - 1) != "caption":
        return candidates
    if head.roles.get(candidates[0] + 1) == "byline":
        return candidates
    for i in candidates:
        head.roles[i] = "heading"
    return []


def _meta(text: str, folded: str, line: Line, i: int, head: Head) -> bool:
    """Whether a line is a date or a byline; it is noted in ``head``."""
    found = stamp(folded, line.start, line.end)
    if found is not None:
        beside = [_beside(text, folded, rest, found.timed) for rest in found.rest]
        if None in beside:
            return False
        head.stamps.append((i, found))
        head.roles[i] = "byline"
        for known in beside:
            head.signatures += [known] if isinstance(known, Signature) else []
            head.section = known if isinstance(known, str) and known else head.section
        return True
    signed = signature(text[line.start : line.end])
    if signed is None:
        return False
    head.signatures.append(signed)
    head.roles[i] = "byline"
    return True


def _beside(text: str, folded: str, rest: Span, timed: bool) -> Signature | str | None:
    """What stands beside a date: a byline, a publisher, a column (its name), a button or place (""); or ``None``."""
    words = text[rest.start : rest.end].strip(" -–—,/")
    if words.count("(") != words.count(")"):
        words = words.strip(" -–—,/()")
    letters = key(folded[rest.start : rest.end])
    kind = kinds().get(letters)
    label, colon, column = words.partition(":")
    if colon and kinds().get(key(folded[rest.start : rest.start + len(label)])) == "section_label":
        return column.strip()  # "05/02/2024 - Chuyên mục: Xây dựng Đảng"
    if rest.end < len(text) and text[rest.end - 1] == "," and words.count(" ") == 1:
        return ""  # "Long Xuyên, 03/7/2024": where it was written
    if colon and kinds().get(key(folded[rest.start : rest.start + len(label)])) == "author_label":
        return signature(words) or ""  # "Đăng bởi: Văn phòng Huyện ủy | 08:03 - 28/06/2024"
    if len(letters) < 2 * len(letters.split()):
        return ""  # "A- A A+"
    if kind is None and _are_buttons(letters.split()):
        return ""
    if kind in ("agency", "staff_mark") or kind is None:
        signed = signature(words)
        if signed or _is_media(folded, rest) or _OUTLET.fullmatch(words):
            return signed or Signature((), words)
        barred = "|" in text[max(rest.start - 3, 0) : rest.start] + text[rest.end : rest.end + 3]
        if barred and words.count(" ") < _COLUMN and (timed or letters.startswith("tin ")):
            return words  # "Tin hoạt động Hội | 18-11-2024", "26-04-2023 - 13:02 | Thị trường chứng khoán"
        return "" if text[rest.start] == "(" and words.count(" ") < _COLUMN else None  # "15/02/2024 (Mùng 6 Tết)"
    return words if kind == "section" else ""


def _are_buttons(words: list[str]) -> bool:
    """Whether words are only buttons side by side: "Cỡ chữ: A- A A+ Đọc bài viết"."""
    known = kinds()
    while words:
        size = next((n for n in range(len(words), 0, -1) if known.get(" ".join(words[:n])) == "drop"), 0)
        if not size and len(words[0]) > 1:
            return False
        words = words[size or 1 :]
    return True


def _is_media(folded: str, line: Line | Span) -> bool:
    """Whether a line names a publisher and says nothing of it."""
    letters = key(folded[line.start : line.end])
    return (letters + " ").startswith(heads("media_head")) and len(letters.split()) <= 10 and " tổ chức" not in letters


def _is_sentence(text: str, folded: str, line: Line) -> bool:
    """Whether a line is running text, and so ends the head."""
    start, end = line.start, line.end
    if end - start > _HEADLINE or (_DATELINE.match(text, start, end) and not _is_clock(folded, line)):
        return True
    if ends_sentence(folded[max(start, end - 6) : end]) and not text.endswith("TP.", start, end):
        return stamp(folded, start, end) is None and signature(text[start:end]) is None
    return end - start > 160 and _STOPS.search(text, start + 20, end) is not None


def _is_clock(folded: str, line: Line) -> bool:
    """Whether a line is no more than an outlet and a time: "NDO - Thứ Sáu, ngày 12/07/2024 17:30"."""
    found = stamp(folded, line.start, line.end) if line.end - line.start <= _CLOCK else None
    return found is not None and found.timed


def _stopped_headline(text: str, folded: str, lines: Sequence[Line], first: int) -> list[int]:
    """A first line that ends in a full stop and is a headline all the same: one undated sentence, then a dated one."""
    after = first + 1
    while after < len(lines) and lines[after].kind == "caption":
        after += 1
    if after >= len(lines):
        return []
    line, opening = lines[first], folded[lines[after].start : lines[after].start + 60]
    words = folded[line.start : line.end]
    if len(words) > 220 or is_caption(words) or _DATED.match(words) or _DAY.search(words) or line.kind == "list":
        return []
    if _STOPS.search(text, line.start + 3, line.end) or _DATELINE.match(text, line.start):
        return []
    dateline = _DATELINE.match(text, lines[after].start)
    return [first] if dateline or _DATED.match(opening) else []


def _choose(text: str, folded: str, lines: Sequence[Line], candidates: Sequence[int], head: Head) -> None:
    """The headline among the candidates: the first that is more than a column's name, else the last."""
    if not candidates:
        return
    spoken = [_spoken(folded[lines[i].start : lines[i].end]) for i in candidates]
    best = next((n for n, count in enumerate(spoken) if count >= _SHORT_HEAD), len(candidates) - 1)
    if best and is_wrapped(text, folded, lines[candidates[best - 1]], lines[candidates[best]]):
        best -= 1
    at = candidates[best]
    head.title_at = at
    end = lines[at].end
    if at + 1 in candidates and _goes_on(text, folded, lines, at):
        end = lines[at + 1].end  # a headline over two lines
        head.roles[at + 1] = "title"
    if end == lines[at].end:
        end = lines[at].start + without_site(text[lines[at].start : end])
    stamped = STAMPED.search(folded, max(lines[at].start, end - 60), end) if end - lines[at].start > 40 else None
    if stamped and (found := stamp(folded, stamped.start(), end)):
        head.stamps.append((at + 1, found))
        end = stamped.start()
    head.title = Span(lines[at].start, end)
    head.roles[at] = "title"
    for n, i in enumerate(candidates):
        if i not in head.roles:
            head.roles[i] = "heading" if spoken[n] <= 12 else "paragraph"
    if best and head.section is None and spoken[best - 1] <= _SHORT_HEAD:
        head.section = text[lines[candidates[best - 1]].start : lines[candidates[best - 1]].end]


def _spoken(line: str) -> int:
    """The syllables of a line, none where it only says where the page is of."""
    return 0 if _WHERE.fullmatch(line) else len(key(line).split())


def _goes_on(text: str, folded: str, lines: Sequence[Line], at: int) -> bool:
    return text[lines[at + 1].start].islower() or is_wrapped(text, folded, lines[at], lines[at + 1])


def publication(text: str, lines: Sequence[Line], head: Head) -> dt.date | dt.datetime | None:
    """The publication date among the date lines at the top: under the headline before over it, labelled first.

    A day of the week over the headline without a time is the portal's clock, unless it stands right over it.
    """
    best: tuple[int, int, int] | None = None
    value: dt.date | dt.datetime | None = None
    for i, found in head.stamps:
        under = i > head.title_at
        if not under and not found.timed and not found.label and _apart(text, lines, i, head.title):
            continue
        rank = (0 if found.label and "cập nhật" not in found.label else 1, 0 if under else 1, 0 if found.timed else 1)
        if best is None or rank < best:
            best, value = rank, found.value
    return value


def _apart(text: str, lines: Sequence[Line], i: int, title: Span | None) -> bool:
    """Whether anything of the page, kept or not, stands between a line and the headline under it."""
    return title is not None and bool(text[lines[i].end : title.start].strip())
