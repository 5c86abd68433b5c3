"""The tail of a committee: its number or its purpose in words, then its place or the unit it belongs to."""

from __future__ import annotations

from typing import Final

from bcdextract.lexicon import Entry
from bcdextract.phrase import units  # the grammar is recursive: a tail may hold a unit
from bcdextract.phrase.asides import about_here, document_follows, exam_year, passed, past_place, until_year
from bcdextract.phrase.marks import MIDDLES, Phrases
from bcdextract.phrase.places import place_at
from bcdextract.phrase.words import JOINERS_INSIDE, after_abbreviation, after_term, ends_name, full_name, person_begins
from bcdextract.text import fold

_PURPOSE_WORDS: Final = 44
"""The longest purpose of a committee, in tokens; what runs on longer is a sentence, not a name."""


def purpose(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    """A committee's tail: "35 huyện Kon Rẫy", "phòng, chống dịch Covid-19 tỉnh", "về ... thành phố Hà Nội"."""
    j = after_abbreviation(p, j)
    if p.words[j].isdigit() and p.words[j + 1] == "/" and p.words[j + 2] == "cp":
        return j + 3, False  # "Ban Chỉ đạo 138/CP"
    if p.words[j].isdigit() and not _counts(p, j + 1):
        return _after_number(p, after_abbreviation(p, j + 1))
    if p.words[j] == "số" and p.words[j + 1].isdigit():
        about = p.words[j + 2] == "về"
        return (about and _purpose_words(p, j + 2, head)) or _after_number(p, j + 2)
    end, level, all_of = place_at(p, j)
    if level == "central" and p.words[end].isdigit() and not _counts(p, end + 1):
        return _after_number(p, end + 1)  # "Ban Chỉ đạo Trung ương 35"
    if all_of and p.words[end : end + 2] == ["kỳ", "thi"]:
        return _purpose_words(p, end, head)  # "Ban Chỉ đạo cấp tỉnh | Kỳ thi tốt nghiệp THPT năm 2024"
    if end > j and (all_of or not _purpose_goes_on(p, end, level)):
        return end, all_of
    if p.words[j + 1] == "." and end > j:
        return _purpose_words(p, end, head)  # "Ban Chỉ đạo T.Ư | về ..."
    of = j + 1 if p.words[j] in ("của", "thuộc") else j
    upper = units.unit_at(p, of)
    if upper is not None:
        said = of > j and p.words[upper.last] == "về" and p.words[upper.last + 1] not in _SUBJECTS
        return (said and _purpose_words(p, upper.last, head)) or (upper.last, False)  # "... của Thành ủy về ..."
    if of > j:
        held = p.at(of, "positions")
        if held is not None and held[1].data["tail"] == "whole" and p.words[of] not in ("ủy", "bí"):
            return held[0], False  # "Tổ công tác của Thủ tướng Chính phủ"
        end, _, all_of = place_at(p, of)
        return (end, all_of) if end > of else ((j, False) if head.data.get("bare") else None)
    return _purpose_words(p, j, head)


def _counts(p: Phrases, j: int) -> bool:
    """Whether a noun of measure stands behind a number, which is no committee's then: "gồm 35 | đồng", "15 | người"."""
    return p.words[j] in _MEASURED and p.words[j : j + 3] != _JOINTLY


def _after_number(p: Phrases, j: int) -> tuple[int, bool]:
    """After what follows a committee's number: a place, or the unit it belongs to."""
    start = j + 1 if p.words[j] in ("của", "thuộc") else j
    end, _, all_of = place_at(p, start)
    if end > start:
        return (end + 3 if p.words[end : end + 3] == _LIKE else end), all_of
    upper = units.unit_at(p, start, small=start == j)
    bare = p.at(start, "units") if upper is None and start > j and p.caps[start] else None
    if bare is not None and bare[1].data["tail"] in ("field", "proper"):
        return bare[0], False  # "Ban Chỉ đạo 35 của Bộ"
    if upper is None and p.words[start : start + 2] == _REGION and not p.words[start + 2].isdigit():
        return start + 2, False  # "Ban Chỉ đạo 515 Quân khu"
    return (upper.last, False) if upper is not None else (j, False)


_REGION: Final = fold("quân khu").split()
_LIKE: Final = fold("và tương đương").split()
"""What goes on a level: "Ban Chỉ đạo 35 cấp xã và tương đương"."""
_JOINTLY: Final = fold("đồng chủ trì").split()
"""Where "đồng" is no money."""
_MEASURED: Final = frozenset(map(fold, ("tháng", "năm", "ngày", "quý", "tuần", "giờ", "đồng", "người", "/")))


_PROGRAMMES: Final = frozenset(map(fold, "chương đề dự nghị chỉ luật mục phong cuộc khâu đột".split()))
"""First words of what a committee may be set up for in numbers: "thực hiện 3 chương trình mục tiêu quốc gia"."""
_SUBJECTS: Final = frozenset(map(fold, "tình việc kết những một nội tiến dự kế nguyên sự mức vấn kiểm".split()))
"""First words of what a committee meets about: "họp Ban Chỉ đạo về tình hình dịch" names no purpose."""


def _purpose_goes_on(p: Phrases, j: int, level: str | None) -> bool:
    """Whether a purpose follows the level it began with ("Ban Chỉ đạo Trung ương về phòng chống thiên tai")."""
    if p.words[j] == "về":
        about = p.words[j + 1] not in _SUBJECTS
        return about and not (level != "central" and p.words[j + 1 : j + 3] == ["công", "tác"])
    if p.caps[j - 1] and level != "central":
        return False  # a named place ends it
    if j >= p.tokens.count or p.tokens.kind[j] != "w" or ends_name(p, j) or p.words[j] in JOINERS_INSIDE:
        return False
    return not p.caps[j] or (
        level == "central" and not (p.at(j, "positions") or p.at(j, "units") or person_begins(p, j))
    )


_NO_PURPOSE: Final = frozenset(
    map(fold, ", - và cùng sớm thời cơ kết phụ việc gửi thay nhất bỏ có chịu cũ mới".split())
)
"""What follows a committee and is never its purpose: "Ban Chỉ đạo | sớm ...", "| thời gian tới", "| phụ trách"."""


def _person(p: Phrases, j: int) -> bool:
    """Whether a person's name follows: "Ban Chỉ đạo | Rơ Mah Lik"."""
    return p.caps[j] and p.caps[j + 1] and p.words[j] in p.names.peoples and p.at(j, "places") is None


_DRAWN_UP: Final = frozenset(
    map(fold, ("kế hoạch", "phương án", "báo cáo", "văn bản", "và triển", "và ban", "dự thảo"))
)
"""What a committee draws up: its work, not its purpose."""


def _drawn_up(p: Phrases, j: int) -> bool:
    """Whether a duty follows: "Ban Chỉ đạo | xây dựng kế hoạch ..."."""
    verb = p.at(j, "purposes")
    return verb is not None and " ".join(p.words[verb[0] : verb[0] + 2]) in _DRAWN_UP


def _purpose_words(p: Phrases, j: int, head: Entry) -> tuple[int, bool] | None:
    last_level = None
    end = j
    about = p.words[j] == "về" and p.words[j + 1] in _SUBJECTS  # "họp Ban Chỉ đạo về tình hình dịch"
    if about or p.words[j] in _NO_PURPOSE or p.words[j].isdigit() or _person(p, j) or _drawn_up(p, j):
        return (j, False) if head.data.get("bare") else None
    while end < p.tokens.count and end - j < _PURPOSE_WORDS:
        if end > j and (over := passed(p, end)) > end:
            end = over
            continue
        if end > j and (dated := until_year(p, end)) > end:
            return place_at(p, dated)[0], False
        if _purpose_stops(p, end, j) or document_follows(p, end, j):
            break
        here, level, all_of = place_at(p, end)
        if here > end and (level or p.at(end, "places")) and end > j:
            if (over := past_place(p, end, here)) > end:
                end = over
                continue
            if all_of or (_purpose_ends(p, here) and until_year(p, here) == here) or p.caps[here - 1]:
                return exam_year(p, j, here), all_of
            if level in ("province", "district", "commune", "central"):
                last_level = here
        upper = units.unit_at(p, end) if p.caps[end] and end > j else None
        if upper is not None and upper.generic and p.words[end - 1] == "và":
            break  # "Ban Quản lý dự án đầu tư xây dựng | và UBND các xã"
        if upper is not None and upper.head.data["kind"] in ("party_committee", "government") and not upper.lone:
            return upper.last, False
        if upper is not None and upper.head.data["tail"] == "whole":
            end = after_term(p, upper.last)  # "... Chỉ thị của Ban Bí thư | về tín dụng chính sách"
            continue
        verb = p.at(end, "purposes")
        end = verb[0] if verb is not None and not p.caps[end] else end + 1
    if end - j >= _PURPOSE_WORDS:
        end = last_level or j
    while end > j and p.words[end - 1] in (",", "và", "-", "các", "về", "của"):
        end -= 1
    if end > j:
        return about_here(p, exam_year(p, j, end)), False
    return (j, False) if head.data.get("bare") else None


def _purpose_ends(p: Phrases, j: int) -> bool:
    return j >= p.tokens.count or p.tokens.kind[j] != "w" or p.words[j] in ("và", "cùng") or _purpose_stops(p, j, j - 1)


def _purpose_stops(p: Phrases, j: int, start: int) -> bool:
    kind, word = p.tokens.kind[j], p.words[j]
    if kind == "b" or (kind == "p" and word not in ",-&/"):
        return True
    if word in (",", "-"):
        return _comma_stops(p, j)
    if kind == "w" and ends_name(p, j) and not _inside_purpose(p, j, start):
        return p.words[j : j + 3] != ["ở", "cơ", "sở"]  # "Quy chế dân chủ ở cơ sở"
    if (p.caps[j] and p.at(j, "positions") is not None) or (word == "và" and p.at(j + 1, "ranks") is not None):
        return True
    if not (p.caps[j] and p.caps[j + 1]):
        return False
    if (word == "y" or word in p.names.peoples) and p.at(j - 1, "levels") is not None:
        return True  # "Ban Chỉ đạo bầu cử huyện | Y Wem Niê"
    if word in p.names.every and p.words[j + 1] in MIDDLES and p.caps[j + 2]:
        return True  # "Ban Chỉ đạo Thân Văn Quyền": a person, not a purpose
    if p.at(j, "places") is not None:
        return False
    if word in p.names.strong:
        return True
    named = word in p.names.every and p.caps[j + 2] and p.at(j - 1, "levels") is None
    return named and full_name(p, j, j + 3)  # "Ban Quản lý dự án 6B | Hoàng Đức Thiện"


_HOW: Final = frozenset(
    map(fold, ("kỹ", "tốt", "nghiêm", "ngay", "sớm", "lại", "thêm", "rõ", "hơn", "cụ", "chặt", "có"))
)
"""Words that tell how a verb is done: what the committee does, not what it is for."""
_DUTIES: Final = frozenset(
    map(fold, ("tổng hợp", "rà soát", "tăng cường", "kêu gọi", "tiếp thu", "lãnh đạo", "theo dõi"))
)
"""What a committee does, and none is for."""
_LOOKS: Final = frozenset(("đánh giá", "kiểm tra"))
_SEVERAL: Final = frozenset(("các", "những"))
"""Words between these verbs and what is looked at: "Hội đồng | đánh giá các chỉ tiêu"; a purpose has none."""


def _inside_purpose(p: Phrases, j: int, start: int) -> bool:
    """Whether a verb belongs to the purpose: first in it, or after "về", "công tác", "và" ("về tổng kết Luật")."""
    own, said = p.at(j, "purposes"), p.at(j, "verbs")
    if own is None or (j == start and said is not None and said[0] > own[0]):
        return False  # "Ban Chỉ đạo | đánh giá cao ..."
    if own[0] - j >= 3:
        return True  # a phrase of its own: "trên lĩnh vực tư tưởng, văn hóa"
    act = " ".join(p.words[j : own[0]])
    if j == start and (p.words[own[0]] in _HOW or act in _DUTIES or (act in _LOOKS and p.words[own[0]] in _SEVERAL)):
        return False  # "Ban Chỉ đạo | thực hiện tốt ...", "Ban Chỉ đạo | rà soát ..."
    if p.words[j] != "về" and "về" in (p.words[start], p.words[start + 1], p.words[start + 2]):
        return True  # "Ban Chỉ đạo Nhà nước về đổi mới cơ chế hoạt động ...": a purpose said in full
    if p.words[j] == "về":
        return (
            (j == start and p.words[j + 1] not in _SUBJECTS)
            or p.words[j - 1] in ("nước", "gia", "ương", "tw", "tư")
            or p.at(j - 2, "levels") is not None
        )
    counted = p.words[own[0]].isdigit() and p.words[own[0] + 1] not in _MEASURED | _PROGRAMMES
    if j == start and counted:
        return False  # "Ban Chỉ đạo | tiếp nhận 38 tin báo"; not "... tổng kết 10 năm", "... thực hiện 3 chương trình"
    return j == start or p.words[j - 1] in ("về", "tác", "và", "trình", ",", "&", "cuộc", "động", "chống")


_NEW_CLAUSE: Final = frozenset(
    map(fold, "các những nhiều một mỗi thời lý bố nhất đặc kịp căn cả đồng song tuy".split())
)
"""First words of what follows a committee after a comma, and never goes on its purpose: "..., thời gian tới"."""


def _longer_purpose(p: Phrases, j: int) -> bool:
    """Whether a verb is part of a longer word of a purpose: "tổ chức lại", "lập bản đồ"."""
    own, said = p.at(j, "purposes"), p.at(j, "verbs")
    return own is not None and said is not None and own[0] > said[0]


def _comma_stops(p: Phrases, j: int) -> bool:
    """Whether a comma or spaced dash ends the purpose: it goes on only with a small word of the purpose."""
    nxt = j + 1
    if nxt >= p.tokens.count or p.tokens.kind[nxt] != "w":
        return not (p.words[j] == "-" and nxt < p.tokens.count and p.tokens.kind[nxt] == "n")
    if p.caps[nxt] and p.words[nxt + 1] == ":":
        return True  # "... giao thông | - Ảnh: Lê An"
    if p.words[j] == "-":
        glued = p.tokens.end[j - 1] == p.tokens.start[j]
        return not (glued or (p.tokens.kind[nxt] == "w" and not p.at(nxt, "positions") and not p.at(nxt, "units")))
    if _longer_purpose(p, nxt):
        return False
    if p.at(nxt, "positions") or p.at(nxt, "units") or p.at(nxt, "ranks") or ends_name(p, nxt):
        return True
    if p.words[nxt] in _NEW_CLAUSE:
        return True
    short = p.text(nxt, nxt + 1).isupper() and p.words[nxt + 1] == "/"  # "tội phạm, HIV/AIDS, tệ nạn xã hội"
    return p.caps[nxt] and not short and not p.at(nxt, "fields")
