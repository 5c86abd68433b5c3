"""Lives in a sentence: "Bà từng là Giám đốc ..., Phó Bí thư ...", "Ông Lê An, sinh năm 1970, ... Bí thư Huyện ủy"."""

from __future__ import annotations

from typing import Final

from bcdextract.phrase import Item, Phrases
from bcdextract.text import fold

_PRONOUNS: Final = frozenset({"ông", "bà", "đồng chí", "anh", "chị"})
_LIVES: Final = frozenset({"sinh", "quê", "từng", "kinh", "trải"})
_OPENING: Final = 60
"""How many tokens from the start of a sentence its verb of life may stand; no post stands before it."""


def tells_life(p: Phrases, line: tuple[Item, ...]) -> bool:
    """Whether a sentence tells the life of the person named first in it, or of the person named before it."""
    if not line:
        return False
    first, last = line[0].first, line[-1].last
    pronoun = p.words[first] in _PRONOUNS or f"{p.words[first]} {p.words[first + 1]}" in _PRONOUNS
    if not (pronoun or line[0].kind in "NHK"):
        return False
    posts = (item.first for item in line if item.kind == "P" and not item.value.weak)
    last = min(next(posts, last), first + _OPENING)
    return any(p.words[i] in _LIVES and _verb_of_life(p, i) for i in range(first + 1, last))


_TIMES: Final = frozenset(map(fold, "từ năm tháng đến trước sau hiện giai khi ngày nhiệm đầu cuối".split()))
"""Words that open a clause of time before the pronoun: "Từ tháng 5/2021 đến nay, ông ...", "Trước khi ..., bà ..."."""
_HOLDS: Final = frozenset(map(fold, "là giữ đảm kinh từng".split()))
_CHOSEN: Final = frozenset(map(fold, "bầu bổ điều phân chỉ cử giao tín luân".split()))
"""What follows "được" when somebody comes to a post: "được bầu", "được bổ nhiệm", "được điều động"."""
_PERSON: Final = frozenset(("ông", "bà"))
_SOON: Final = 14
"""Tokens between the verb and the post that it gives."""


_NOW: Final = frozenset({"hiện", "đang"})


def _holds(p: Phrases, i: int) -> bool:
    """Whether a verb of holding or coming to a post stands at ``i``; "làm việc" is none, nor is "tiếp tục cử"."""
    while p.words[i] in _NOW or (p.words[i], p.words[i + 1]) == ("tiếp", "tục"):
        if p.words[i] in _NOW and p.words[i + 1] == "tại":
            return False
        i += 1 if p.words[i] in _NOW else 2
    verb, after = p.words[i], p.words[i + 1]
    if (verb, after, p.words[i + 2]) == ("tái", "đắc", "cử") or (verb, after) == ("bắt", "đầu"):
        return True  # "Bà bắt đầu là giáo viên ..., sau đó làm Bí thư Huyện đoàn"
    return verb in _HOLDS or (verb == "làm" and after != "việc") or (verb == "được" and after in _CHOSEN)


def subject(p: Phrases, line: tuple[Item, ...]) -> tuple[int, int] | None:
    """The tokens of the "ông", "bà" of whom a sentence tells, and after that person's given name, if one is told.

    "| Ông | từng là", "Năm 2016, | bà | được bầu", "Tháng 5, tại đại hội, | ông An | làm"; ``None`` for another
    sentence, and for one with a longer name.
    """
    if not line:
        return None
    first, last = line[0].first, line[-1].last
    at = first
    if p.words[first] not in _PERSON:
        at = _first_comma(p, first, min(first + 30, last)) + 1
        if not any(p.words[i] in _TIMES for i in range(first, at)):
            return None
    if p.words[at] not in _PERSON or (p.caps[at + 1] and p.caps[at + 2]):
        return None
    return at, at + 1 + p.caps[at + 1]


def _first_comma(p: Phrases, first: int, last: int) -> int:
    """The first comma after a token with "ông" or "bà" behind it; the token itself where there is none."""
    words = p.words
    for i in range(first + 1, last):
        if words[i] == "," and words[i + 1] in _PERSON:
            return i
    return first


def holds_from(p: Phrases, line: tuple[Item, ...]) -> int | None:
    """The token after which the posts are those of "ông", "bà", told in a sentence on somebody's life; else ``None``.

    "Từ tháng 5/2021 đến nay, ông | giữ chức Bí thư Thành ủy", "Năm 2016, bà | được bầu làm Chủ tịch HĐND tỉnh".
    """
    told = subject(p, line)
    verb = None if told is None else _after_age(p, told[1])
    if verb is None or not _holds(p, verb):
        return None
    at = verb - 1
    post = next((item.first for item in line if item.kind == "P" and item.first > at and not item.value.weak), None)
    return at if post is not None and post - at <= _SOON else None


def _after_age(p: Phrases, i: int) -> int:
    """After an age told beside a name: "Ông An, 52 tuổi, | giữ chức", "Ông An 52 tuổi | giữ chức"."""
    at = i + (p.words[i] == ",")
    if not (p.words[at].isdigit() and p.words[at + 1] == "tuổi"):
        return i
    return at + 2 + (p.words[at + 2] == ",")


def _verb_of_life(p: Phrases, i: int) -> bool:
    """ "sinh năm", "quê Nam Định", "từng là", "từng giữ", "kinh qua"; not "sinh viên", "quê hương", "từng bước"."""
    after = p.words[i + 1]
    if p.words[i] == "quê":
        return p.caps[i + 1] or after in ("ở", "tại", "quán")
    if p.words[i] == "sinh":
        return after in ("năm", "ngày", "tháng", "ra", "tại") or after[:1].isdigit()
    if p.words[i] == "từng":
        return after in ("là", "làm", "giữ", "đảm", "kinh", "trải", "công", "phụ")
    return after == "qua"


def once_held(p: Phrases, first: int, last: int) -> bool:
    """Whether "từng là", "từng giữ" stands in a sentence before a post, and no "hiện" after it."""
    since = next((i for i in range(last - 1, max(first, last - _OPENING), -1) if p.words[i] in ("từng", "hiện")), None)
    return since is not None and p.words[since] == "từng" and _verb_of_life(p, since)


def halves(p: Phrases, line: tuple[Item, ...]) -> tuple[tuple[Item, ...], ...]:
    """A sentence on two lives as two: "Ông An là Giám đốc Sở Y tế, còn | bà Mai là Bí thư Huyện ủy"."""
    for k in range(2, len(line)):
        if line[k].kind == "H" and p.words[line[k].first] in _PERSON and p.words[line[k].first - 1] == "còn":
            return line[: k - 1], line[k:]
    return (line,)


def _is_told(item: Item) -> bool:
    """Whether a post counts in a life: an everyday one ("giáo viên") only with where it was held."""
    return not item.value.weak or item.value.unit is not None


def posts_told(line: tuple[Item, ...], since: int = -1) -> list[int]:
    """Item indexes of the posts of a life; none where somebody else is named in it after a post."""
    names = [k for k, item in enumerate(line) if item.kind == "N" and item.first >= since]
    posts = [k for k, item in enumerate(line) if item.kind == "P" and item.first >= since and _is_told(item)]
    return posts if not posts or (len(names) < 2 and all(name < posts[0] for name in names)) else []
