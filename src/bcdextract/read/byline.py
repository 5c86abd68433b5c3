"""Who signed an article: bylines, agencies and sources, at the top, at the end or after the last full stop."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bcdextract.read.furniture import heads, key, kinds
from bcdextract.text import fold

_VOWELS: Final = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
# a syllable of Vietnamese, or of the neighbours' names: "Nguyễn", "Krắc", "H'Mai"
_SYLLABLE: Final = re.compile(
    rf"(?:[hry]')?(?:ngh?|nh|ch|gh|kh|ph|qu|th|tr|[kbđdpg][rl]|hl|sr|k[spbd]|m[ln]|bk|[bcdđghklmnprstvx])?[{_VOWELS}]{{1,3}}(?:ch|ng|nh|[cmnptklrh])?"
)
_INITIAL: Final = re.compile(r"(?:[A-ZĐ]\.)+(?:[A-ZĐ][^\W\d_]*)?")  # "L.TUYẾT", "M.", "M.Q"
_SHORT_UNIT: Final = re.compile(r"[A-ZĐ&]{3,7}")  # "Lê An - VHXH"
_BETWEEN: Final = re.compile(r"\s*(?:[-–—,;&+]|\s(?:và|cùng)\s)\s*")
_LABEL: Final = re.compile(r"\W*([^:\n]{2,30}?)\s*:\s*(\S.*)", re.DOTALL)
_BRACKETS: Final = re.compile(r"\(([^()]+)\)\.?")
_AGENCY: Final = re.compile(r"(.*?)\s*(?:\(([^()]{2,70})\)|/\s*([^/()]{2,40}))\.?", re.DOTALL)
_SOURCE: Final = re.compile(r"(?:theo|nguồn|trích)\s+")
# "...; ảnh: Lê An", "... (ảnh Lê An)": the photographer behind the author
_CAMERA: Final = ("ảnh", "clip", "video", "đồ họa")
_PHOTO: Final = re.compile(rf"[\s;,.|(–—-]+(?:{'|'.join(_CAMERA)})(?:\s*:|\s).*$", re.DOTALL)
# "Tin Lê An", "PV Lê An", "ThS. Lê An"
_RANK: Final = re.compile(
    r"(?:(?:tin|bài)(?:,? (?:và )?(?:ảnh|bài))?|pv|ctv|btv|phóng viên|cộng tác viên|bởi|by|ths|ts|bs)\b[.:]?\s+(?=\S)"
)
_STOP: Final = re.compile(r"(?:\./\.?|/\.|[.!?…]+)[\"”')]*\s*(?=\S)")
_SHORT: Final = frozenset(("tp", "ts", "pgs", "gs", "ths", "bs", "ks", "tx", "tt", "q", "p", "ông", "st", "đc", "tr"))
_LONGEST: Final = 120
_CREDIT: Final = 60
"""Characters of the longest name after "Ảnh:"; a longer sentence tells what is in the picture."""
_TAIL: Final = 150


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
    line = line.strip().strip("-–—*•| ").removesuffix("/.").strip()
    if not 1 < len(line) <= _LONGEST:
        return None
    bracketed = _BRACKETS.fullmatch(line)
    if bracketed:
        return signature(bracketed[1])
    label = _LABEL.fullmatch(line) if ":" in line else None
    kind = kinds().get(key(fold(label[1]))) if label else None
    if label and kind:
        rest = label[2].strip()
        return _labelled(kind, _without_photographer(rest, fold(rest)))
    folded = fold(line)
    line = _without_photographer(line, folded)
    return None if ":" in line else _unlabelled(line, folded[: len(line)])


def _without_photographer(line: str, folded: str) -> str:
    photo = _PHOTO.search(folded) if any(word in folded for word in _CAMERA) else None
    if photo is None:
        return line
    before = line[: photo.start()]
    return before if before and kinds().get(key(fold(before))) != "author_label" else line


def _unlabelled(line: str, folded: str) -> Signature | None:
    kind = kinds().get(key(folded))
    if kind in ("agency", "staff_mark"):
        return Signature((), line if kind == "agency" else None)
    source = _SOURCE.match(folded)
    if source:
        both = _with_agency(line[source.end() :]) if re.search(r"[/(].*\w", line) else None
        name = _publisher(line[source.end() :])
        return both or (Signature((), name, True) if name else None)
    rank = _RANK.match(folded)
    if rank:
        line = line[rank.end() :]
    return _people(line) or _with_agency(line)


def _labelled(kind: str | None, rest: str) -> Signature | None:
    if kind in ("photo_label", "editor_label"):
        return None if len(rest) > _CREDIT and rest.endswith(".") else Signature(labelled=True)
    if kind not in ("author_label", "source_label", "staff_mark"):
        return None
    folded = fold(rest)
    if kinds().get(key(folded)) == "not_a_name":
        return Signature(labelled=True)
    inner = _unlabelled(rest, folded) if len(rest) <= _LONGEST else None
    if inner is not None:
        return inner._replace(labelled=True)
    if kind == "source_label":
        name = _publisher(rest)
        return Signature((), name, True) if name or len(rest.split()) <= 6 else None
    names = tuple(part for part in _BETWEEN.split(rest.rstrip(".")) if _is_name(part, 2, strict=False))
    return Signature(names, None, True) if names else None


def _with_agency(line: str) -> Signature | None:
    """ "Lê An (TTXVN)", "Hưng - Thủy/VOV.VN": names, and the agency they work for."""
    match = _AGENCY.fullmatch(line) if "(" in line or "/" in line else None
    if match is None or not match[1]:
        return None
    agency = (match[2] or match[3]).strip()
    kind = _staff(agency)
    if _staff(match[1]) == "agency":
        return Signature((), line)
    people = _people(match[1], alone=1 if kind else 2)
    if people is None or (len(agency.split()) > 6 and not is_unit(agency)):
        return None
    return people if kind == "staff_mark" else people._replace(publisher=agency)


def _people(line: str, alone: int = 2) -> Signature | None:
    """The people of a line that is only people and, after them, their unit: "Lê An - Ban Tuyên giáo Huyện ủy".

    A single syllable is a name only among others.
    """
    parts = [part for part in _BETWEEN.split(line.strip().strip("-–—, ")) if part]
    parts = [part if _INITIAL.fullmatch(part) else part.rstrip(". ") for part in parts]
    least = alone if len(parts) == 1 else 1
    names: list[str] = []
    for n, part in enumerate(parts):
        if _is_name(part, least):
            names.append(part)
        elif n and names and len(line) <= 90 and (_staff(part) or is_unit(part) or _SHORT_UNIT.fullmatch(part)):
            unit = None if _staff(part) == "staff_mark" else line[line.rindex(part) :].strip(" .")
            return Signature(tuple(names), unit) if len(" ".join(names)) > 3 else None
        else:
            return None
    return Signature(tuple(names)) if 0 < len(names) <= 6 else None


def _is_name(part: str, least: int, strict: bool = True) -> bool:
    """Whether a part has the shape of a person's name: two to five capitalised syllables of the language."""
    words = part.split()
    if not 1 <= len(words) <= 5 or not (least <= len(words) or (least <= len(words) + 1 and _is_whole(part))):
        return False
    for word in words:
        if "." in word and _INITIAL.fullmatch(word):
            continue
        if not word[0].isupper() or not (word[1:].islower() or word.isupper() or "'" in fold(word)):
            return False
        if len(word) == 1 and (len(words) == 1 or len(words[-1]) == 1):
            return False
        if strict and not _SYLLABLE.fullmatch(word.lower().replace("’", "'")):
            return False
    letters = key(fold(part))
    return bool(letters) and letters not in kinds() and not _begins_as_unit(letters)


def _is_whole(part: str) -> bool:
    """Whether one word says as much as two: initials with a name, or a name with an apostrophe."""
    return _INITIAL.fullmatch(part) is not None or "'" in fold(part)


def is_unit(part: str) -> bool:
    """Whether a part begins as units and publishers do, and is no longer than their names."""
    return sum(word[0].isalnum() for word in part.split()) <= 10 and _begins_as_unit(key(fold(part)))


def _begins_as_unit(letters: str) -> bool:
    return (letters + " ").startswith(heads("unit_head") + heads("media_head"))


def _staff(part: str) -> str | None:
    """``agency`` or ``staff_mark`` where a part is one, or begins with one ("VOV-Trung tâm tin")."""
    folded = fold(part)
    for words in (folded, folded.split("/", 1)[0].split("-", 1)[0]):
        kind = kinds().get(key(words))
        if kind in ("agency", "staff_mark"):
            return kind
    return None


def _publisher(rest: str) -> str | None:
    """The name of a source: "Báo ...", "chinhphu.vn"; ``None`` for a clause."""
    name = rest.strip().rstrip(". ")
    bracketed = _BRACKETS.search(name)
    if bracketed:  # "QV (TTXVN)" is TTXVN's, "Báo Mường Xa (muongxa.vn)" the paper's
        name = (bracketed[1] if _staff(bracketed[1]) else name[: bracketed.start()]).strip()
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
        if at >= end or end - at > _LONGEST or (before and _inside(before[0], text, stop)):
            continue
        found = signature(text[at:end])
        if found is not None and (found.authors or found.publisher or found.labelled):
            return at, found
    return None


def _inside(word: str, text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop stands inside a short form: "TP. Vinh", "M. Quân"; not in "ngày 5/5. Lê An"."""
    return text[stop.start()] == "." and (fold(word) in _SHORT or (len(word) == 1 and word.isupper()))
