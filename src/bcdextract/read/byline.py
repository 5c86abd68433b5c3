"""Who signed an article: bylines, agencies and sources, at the top, at the end or after the last full stop."""

from __future__ import annotations

import re
from typing import NamedTuple

from bcdextract.read.furniture import heads, key, kinds
from bcdextract.text import fold

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_SYLLABLE = re.compile(rf"(?:ngh?|nh|ch|gh|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?[{_VOWELS}]{{1,3}}(?:ch|ng|nh|[cmnpt])?")
_INITIAL = re.compile(r"(?:[A-ZĐ]\.)+(?:[A-ZĐ][^\W\d_]+)?")  # "L.TUYẾT", "M."
_BETWEEN = re.compile(r"\s*(?:[-–—,;&+]|\s(?:và|cùng)\s)\s*")
_LABEL = re.compile(r"\W*([^:\n]{2,30}?)\s*:\s*(\S.*)", re.DOTALL)
_BRACKETS = re.compile(r"\(([^()]+)\)\.?")
_AGENCY = re.compile(r"(.*?)\s*(?:\(([^()]{2,40})\)|/\s*([^/()]{2,40}))\.?", re.DOTALL)
_SOURCE = re.compile(r"(?:theo|nguồn|trích)\s+")
_STOP = re.compile(r"(?:\./\.?|/\.|[.!?…]+)[\"”')]*\s*(?=\S)")
_SHORT = frozenset(("tp", "ts", "pgs", "gs", "ths", "bs", "ks", "tx", "tt", "q", "p", "ông", "st", "đc", "tr"))
_LONGEST = 120
_TAIL = 150


class Signature(NamedTuple):
    """What a byline says. ``labelled``: it says so itself ("Tác giả: ...")."""

    authors: tuple[str, ...] = ()
    publisher: str | None = None
    labelled: bool = False


def signature(line: str) -> Signature | None:
    """What a line that is nothing but a byline says, or ``None``.

    >>> signature("Tin, ảnh: Lê Hoà - Minh Anh")
    Signature(authors=('Lê Hoà', 'Minh Anh'), publisher=None, labelled=True)
    >>> signature("Trần An/VOV.VN").authors, signature("Hội nghị kết thúc") is None
    (('Trần An',), True)
    """
    line = line.strip().strip("-–—*•| ").strip()
    if not 1 < len(line) <= _LONGEST:
        return None
    bracketed = _BRACKETS.fullmatch(line)
    if bracketed:
        return signature(bracketed[1])
    label = _LABEL.fullmatch(line)
    if label:
        return _labelled(kinds().get(key(fold(label[1]))), label[2].strip())
    source = _SOURCE.match(fold(line))
    if source:
        name = _publisher(line[source.end() :])
        return Signature((), name, True) if name else None
    if _is_agency(line):
        return Signature((), None if key(fold(line)) in ("pv", "btv", "bbt") else line)
    names = _names(line)
    if names:
        return Signature(names)
    return _with_agency(line)


def _labelled(kind: str | None, rest: str) -> Signature | None:
    if kind == "photo_label":
        return Signature(labelled=True)
    if kind not in ("author_label", "source_label"):
        return None
    if kinds().get(key(fold(rest))) == "not_a_name":
        return Signature(labelled=True)
    inner = signature(rest) if len(rest) <= _LONGEST else None
    if inner is not None:
        return inner._replace(labelled=True)
    if kind == "source_label":
        name = _publisher(rest)
        return Signature((), name, True) if name else None
    names = tuple(part for part in _BETWEEN.split(rest.rstrip(".")) if _is_name(part, 2, strict=False))
    return Signature(names, None, True) if names else None


def _with_agency(line: str) -> Signature | None:
    """ "Lê An (TTXVN)", "Hưng - Thủy/VOV.VN": names, and the agency they work for."""
    match = _AGENCY.fullmatch(line)
    if match is None or not match[1]:
        return None
    agency = (match[2] or match[3]).strip()
    known = _is_agency(agency)
    if _is_agency(match[1]):
        return Signature((), line)
    names = _names(match[1], alone=1 if known else 2)
    if not names or not (known or len(agency.split()) <= 5):
        return None
    return Signature(names, None if kinds().get(key(fold(agency))) == "date_label" else agency)


def _names(line: str, alone: int = 2) -> tuple[str, ...]:
    """The people of a line that is only people; a single syllable is a name only among others."""
    line = line.strip().strip("-–—,. ") if not _INITIAL.match(line) else line.strip().strip("-–—, ")
    parts = [part for part in _BETWEEN.split(line) if part]
    least = alone if len(parts) == 1 else 1
    if not 1 <= len(parts) <= 6 or not all(_is_name(part, least) for part in parts):
        return ()
    return tuple(parts)


def _is_name(part: str, least: int, strict: bool = True) -> bool:
    """Whether a part has the shape of a person's name: two to four capitalised syllables of the language."""
    words = part.split()
    if not least <= len(words) + bool(_INITIAL.fullmatch(part)) or not 1 <= len(words) <= 5:
        return False
    for word in words:
        if _INITIAL.fullmatch(word):
            continue
        if not word[0].isupper() or not (word[1:].islower() or word.isupper()):
            return False
        if len(word) == 1 and (len(words) == 1 or len(words[-1]) == 1):
            return False
        if strict and not _SYLLABLE.fullmatch(word.lower()):
            return False
    folded = key(fold(part))
    return bool(folded) and folded not in kinds() and not (folded + " ").startswith(_NO_PERSON())


def _NO_PERSON() -> tuple[str, ...]:
    return heads("unit_head") + heads("media_head")


def _is_agency(part: str) -> bool:
    folded = fold(part)
    first = key(folded.split("/", 1)[0].split("-", 1)[0])
    return kinds().get(key(folded)) == "agency" or kinds().get(first) == "agency" or first in ("pv", "ctv")


def _publisher(rest: str) -> str | None:
    """The name of a source: "Báo ...", "chinhphu.vn"; ``None`` for a clause."""
    name = rest.strip().strip("()").rstrip(". ").strip()
    words = name.split()
    if not 1 <= len(words) <= 8 or not (name[0].isupper() or re.fullmatch(r"[\w.-]+\.\w{2,4}", name)):
        return None
    return None if re.search(r"[,;:]|[.!?]\s", name) else name


def tail(text: str, start: int, end: int) -> tuple[int, Signature] | None:
    """A byline after the last sentence of a paragraph: where it starts, and what it says.

    >>> line = "Kỳ họp bế mạc chiều nay./. Trần An/VOV.VN"
    >>> at, found = tail(line, 0, len(line))
    >>> line[at:], found.authors
    ('Trần An/VOV.VN', ('Trần An',))
    """
    low = max(start, end - _TAIL)
    for stop in _STOP.finditer(text, low, end):
        at = stop.end()
        before = re.search(r"\w+$", text[max(low, stop.start() - 8) : stop.start()])
        if at >= end or end - at > _LONGEST or (before and _inside(fold(before[0]), text, stop)):
            continue
        found = signature(text[at:end])
        if found is not None and (found.authors or found.publisher or found.labelled):
            return at, found
    return None


def _inside(word: str, text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop stands inside a short form: "TP. Vinh", "M. Quân"."""
    return text[stop.start()] == "." and (word in _SHORT or len(word) == 1)
