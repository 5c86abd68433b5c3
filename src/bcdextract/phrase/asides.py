"""What stands inside a committee's purpose and does not end it: short forms, mottoes, documents, years, phrases."""

from __future__ import annotations

from typing import Final

from bcdextract.phrase.marks import Phrases
from bcdextract.phrase.places import place_at
from bcdextract.phrase.words import after_abbreviation, after_term
from bcdextract.text import fold


def passed(p: Phrases, end: int) -> int:
    """After an aside, or a fixed phrase of three words or more that is part of names; ``end`` where there is none.

    "đơn vị hành chính | cấp huyện, cấp xã", "đại biểu | HĐND các cấp".
    """
    aside = _aside(p, end)
    if aside > end:
        return aside
    phrase = p.at(end, "purposes")
    return phrase[0] if phrase is not None and phrase[0] - end >= 3 else end


def past_place(p: Phrases, end: int, here: int) -> int:
    """After a place ``end:here`` that ends no purpose: the grass roots, or part of a document; else ``end``."""
    if p.words[end - 1] == "ở" and p.words[here] == "và" and not p.caps[here + 1]:
        return here  # "Quy chế dân chủ ở cơ sở | và công tác dân vận"
    short = after_abbreviation(p, here)
    if short > here and place_at(p, short)[0] > short:
        return place_at(p, short)[0]  # "Quy chế dân chủ ở cơ sở (QCDC) | tỉnh"
    document = _in_document(p, end, here)
    return document if document > here else end


_YEARS: Final = ["năm", "thực"]


def _aside(p: Phrases, end: int) -> int:
    """After what stands inside a purpose and ends none: a short form in brackets, a motto, "10 năm thực hiện"."""
    skipped = after_abbreviation(p, end)
    if skipped > end and (place_at(p, skipped)[0] > skipped or p.tokens.kind[min(skipped, p.tokens.count - 1)] == "w"):
        return skipped
    if p.tokens.kind[end] == "n" and p.words[end - 1] == "kết" and p.words[end + 1 : end + 3] == _YEARS:
        return end + 4  # "Ban Chỉ đạo tổng kết | 10 năm thực hiện | Nghị quyết"
    return _quoted(p, end)


_NAMED_BY_MOTTO: Final = frozenset(map(fold, "trào động đề mưu lược trình quỹ vận đua chống".split()))
"""Last words of "phong trào", "cuộc vận động", "chủ đề", "âm mưu", "chiến lược", "chương trình", "Quỹ", "chống"."""


def _quoted(p: Phrases, j: int) -> int:
    """After a motto in quotation marks that names a movement: 'phong trào | "Toàn dân đoàn kết ..." | huyện'."""
    if p.words[j] != '"' or p.words[j - 1] not in _NAMED_BY_MOTTO:
        return j
    close = next((at for at in range(j + 2, min(j + 16, p.tokens.count)) if p.words[at] == '"'), None)
    return j if close is None else close + 1


_SPANS: Final = [words.split() for words in map(fold, ("giai đoạn", "nhiệm kỳ", "năm học"))]


def until_year(p: Phrases, j: int) -> int:
    """After a year or term in a purpose that a level follows: "kỳ thi tốt nghiệp THPT năm 2025 | tỉnh Lào Cai"."""
    end = j + 2 if p.words[j] == "năm" and p.words[j + 1].isdigit() else j
    if end > j and p.words[end] == "-" and p.words[end + 1].isdigit():
        end += 2
    if p.words[j : j + 2] in _SPANS and p.words[j + 3] == "-" and p.words[j + 4].isdigit():
        end = j + 5
    level = p.at(end, "levels") if end > j else None
    return end if level is not None and level[1].data["form"] != "none" and not p.caps[end] else j


def _in_document(p: Phrases, j: int, here: int) -> int:
    """After "TW" or "Trung ương" in a document that a place follows: "Nghị quyết số 18-NQ/TW | tỉnh"; else ``here``."""
    end = here
    if p.words[j - 1] == "quyết" and p.words[end].isdigit():
        end = after_term(p, end + 1)  # "Nghị quyết Trung ương 7 khóa X | huyện"
    elif p.words[j - 1] != "/":
        return here
    level = p.at(end, "levels")
    told = level is not None and level[1].data["form"] == "word" and not p.caps[end]
    return place_at(p, end)[0] if told else here


def document_follows(p: Phrases, j: int, start: int) -> bool:
    """Whether "và" joins a document of its own: "Ban Chỉ đạo về an toàn thực phẩm | và Công văn số 12"."""
    number = p.words[j] == "và" and p.caps[j + 1] and p.words[j + 3] == "số" and p.words[j + 4].isdigit()
    return number and "số" not in p.words[start:j]


def about_here(p: Phrases, end: int) -> int:
    """After the place that a purpose is told for: "... quan điểm sai trái, thù địch | trên địa bàn huyện Phú Lương"."""
    here = p.words[end : end + 3] == ["trên", "địa", "bàn"]
    return place_at(p, end + 3)[0] if here and place_at(p, end + 3)[1] else end


def exam_year(p: Phrases, j: int, end: int) -> int:
    """After the year of an exam, which is part of its name: "kỳ thi tốt nghiệp THPT quốc gia | năm 2024"."""
    exam = p.words[j : j + 2] == ["kỳ", "thi"]
    return end + 2 if exam and p.words[end] == "năm" and p.words[end + 1].isdigit() else end
