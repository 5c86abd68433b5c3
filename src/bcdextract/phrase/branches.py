"""What tells one branch of an agency from the others, after its name: "cơ sở 2", "khu vực VI", "Chi nhánh Bãi Cháy"."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import Entry
from bcdextract.phrase.marks import Phrases
from bcdextract.phrase.places import place_at, unknown_place
from bcdextract.phrase.words import capitals, ordinal, person_begins

_BASE: Final = ["cơ", "sở"]
_PARKS: Final = ["và", "các", "khu", "công", "nghiệp"]


def after_branch(p: Phrases, last: int, head: Entry) -> int:
    """After the branch of a name: "... cơ sở 2", "Chi cục Thuế khu vực VI", "Agribank Chi nhánh Bãi Cháy"."""
    base = last - 2 if p.words[last - 2 : last] == _BASE else last  # read as a level already
    if p.words[base : base + 2] == _BASE and p.words[base + 2].isdigit():
        last = base + 3
        here, level, _ = place_at(p, last)
        last = here if level else last  # "Thuế cơ sở 5 | tỉnh Hà Tĩnh"
    if p.words[last] == "khu" and p.words[last + 1] == "vực":
        last = _region(p, last)
    if p.words[last : last + 5] == _PARKS:
        last += 5  # "Ban Quản lý Khu kinh tế Nghi Sơn và các khu công nghiệp"
    if p.words[last] == "tại" and head.data.get("seat"):
        seat = place_at(p, last + 1)[0]  # "Tòa án nhân dân cấp cao tại Đà Nẵng"
        last = seat if seat > last + 1 else last
    if p.words[last] == "chi" and p.words[last + 1] == "nhánh" and head.data["kind"] in ("enterprise", "government"):
        last = max(place_at(p, last + 2)[0], unknown_place(p, last + 2))
    return last


def _region(p: Phrases, j: int) -> int:
    """After "khu vực" with its number or places: "khu vực IX", "khu vực 1 - Hà Nội", "khu vực Đô Lương - Tân Kỳ"."""
    end = j + 3 if ordinal(p, j + 2) else capitals(p, j + 2, most=4)
    if end == j + 2:
        return j
    while p.words[end] == "-" and not person_begins(p, end + 1):
        more = capitals(p, end + 1, most=4)
        if more == end + 1:
            break
        end = more
    return end
