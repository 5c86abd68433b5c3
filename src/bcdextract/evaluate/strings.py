"""When two strings name the same thing: units, posts, items and document numbers as people write them.

Answers are strings, not spans, so a key's "BCĐ 35 Tỉnh uỷ" has to meet a record's "Ban Chỉ đạo 35 Tỉnh ủy".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe",
    "oẽ": "õe", "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_SHORT = {
    "bcđ": "ban chỉ đạo", "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "tw": "trung ương",
    "t.ư": "trung ương", "tư": "trung ương", "ubmttq": "ủy ban mặt trận tổ quốc", "mttq": "mặt trận tổ quốc",
    "chqs": "chỉ huy quân sự", "btv": "ban thường vụ", "bch": "ban chấp hành", "uv": "ủy viên", "tp": "thành phố",
    "đ/c": "đồng chí",
}  # fmt: skip
_LEVELS = frozenset("trung tỉnh phố huyện quận xã phường trấn khu".split())
_DOCUMENT = re.compile(r"^(\d+)[/-](NQ|KL|CT|QĐ|KH|HD|TB|CV|QC|ĐA|BC|TT)[/-](.+)$")


@lru_cache(maxsize=65536)
def fold(words: str) -> str:
    """Words without what writers differ in: case, tone-mark place, dashes, quotes, white space, marks at the ends.

    >>> fold("Uỷ ban – “MTTQ” ;")
    'ủy ban-mttq'
    """
    words = unicodedata.normalize("NFC", words).lstrip("\ufeff").casefold().replace("ð", "đ")
    for new, old in _TONES.items():
        words = words.replace(new, old)
    words = re.sub(r"[–—−‐-]", "-", words)
    words = re.sub(r"[“”\"'’‘]", "", words)
    return re.sub(r"\s+", " ", re.sub(r"\s*-\s*", "-", words)).strip(" .,;:-")


@lru_cache(maxsize=65536)
def unit_words(name: str) -> tuple[str, ...]:
    """The words of a unit or post, short forms spelt out, brackets and linking words left out.

    >>> unit_words("BCĐ 35 của Tỉnh uỷ (mới)")
    ('ban', 'chỉ', 'đạo', '35', 'tỉnh', 'ủy')
    """
    plain = re.sub(r"\([^)]*\)", " ", fold(name)) or fold(name)
    found = re.findall(r"[\w&]+", plain.replace("t.ư", "tw"))
    spelt = [word for short in found for word in _SHORT.get(short, short).split()]
    return tuple(word for word in spelt if word not in ("của", "các"))


def _numbers(words: Iterable[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def same_unit(one: str, other: str) -> bool:
    """One body under two forms: same head and numbers, one inside the other but for a short rest, the same level.

    >>> same_unit("Ban Chỉ đạo 35 Tỉnh ủy", "BCĐ 35 Tỉnh uỷ"), same_unit("Tỉnh ủy Hà Nam", "Huyện ủy Hà Nam")
    (True, False)
    """
    a, b = unit_words(one), unit_words(other)
    if a == b:
        return True
    if len(a) < 2 or len(b) < 2 or a[:2] != b[:2] or _numbers(a) != _numbers(b):
        return False
    short, long = sorted((Counter(a), Counter(b)), key=lambda words: words.total())
    if short - long or (set(long - short) & _LEVELS and set(short) & _LEVELS):
        return False
    return short.total() >= 0.75 * long.total()


def short_form(one: str, other: str) -> bool:
    """Whether ``one`` is a short form of ``other``, as an alias is.

    >>> short_form("Ban Chỉ đạo", "Ban Chỉ đạo 35 Tỉnh ủy"), short_form("Ban Chỉ đạo 94", "Ban Chỉ đạo 35")
    (True, False)
    """
    a, b = unit_words(one), unit_words(other)
    if len(a) < 2 or a[:2] != b[:2] or Counter(a) - Counter(b):
        return False
    return (not _numbers(a) or _numbers(a) == _numbers(b)) and set(a) & _LEVELS <= set(b)


def groups(units: Iterable[str]) -> list[list[str]]:
    """Units of a key, each body with its short forms in one group.

    >>> groups(["Ban Chỉ đạo", "Tỉnh đoàn", "Ban Chỉ đạo 35"])
    [['Ban Chỉ đạo 35', 'Ban Chỉ đạo'], ['Tỉnh đoàn']]
    """
    found: list[list[str]] = []
    for unit in sorted(units, key=lambda unit: -len(unit_words(unit))):
        home = next((group for group in found if any(same_unit(unit, u) or short_form(unit, u) for u in group)), None)
        if home:
            home.append(unit)
        else:
            found.append([unit])
    return found


def near_post(one: str, other: str) -> bool:
    """Two forms of one post: the same two head words and numbers, one inside the other, little left over.

    >>> near_post("Phó Trưởng ban Tuyên giáo Tỉnh ủy", "Phó Trưởng ban Tuyên giáo"), near_post("Bí thư", "Phó Bí thư")
    (True, False)
    """
    a, b = unit_words(one), unit_words(other)
    if a == b:
        return bool(a)
    if a[:2] != b[:2] or _numbers(a) != _numbers(b):
        return False
    left, right = Counter(a), Counter(b)
    if left - right and right - left:
        return False
    return 2 * (left & right).total() / (left.total() + right.total()) >= 0.8


def same_item(want: str, got: str) -> bool:
    """Whether two item phrases share half the words of the shorter one, and ``got`` is no whole clause.

    >>> same_item("bài dự thi", "bài dự thi trực tuyến"), same_item("bài dự thi", "đại biểu")
    (True, False)
    """
    a, b = set(re.findall(r"[\w&]+", fold(want))), set(re.findall(r"[\w&]+", fold(got)))
    return not a or (len(a & b) / max(1, min(len(a), len(b))) >= 0.5 and len(b) <= 3 * len(a) + 4)


def document_number(number: str) -> str:
    """A document's number in one form.

    >>> document_number("035/NQ-TƯ"), document_number("35 - NQ/TW")
    ('35-NQ/TW', '35-NQ/TW')
    """
    one = fold(number).upper().replace(" ", "").replace("TƯ", "TW").replace("T.Ư", "TW").replace("T.W", "TW")
    match = _DOCUMENT.match(one)
    return f"{int(match[1])}-{match[2]}/{match[3]}" if match else one.lstrip("0")
