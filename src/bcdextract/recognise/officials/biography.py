"""Lives in a sentence: "Bà từng là Giám đốc ..., Phó Bí thư ...", "Ông Lê An, sinh năm 1970, ... Bí thư Huyện ủy"."""

from __future__ import annotations

from collections.abc import Sequence

from bcdextract.phrase import Item, Phrases

_PRONOUNS = frozenset({"ông", "bà", "đồng chí", "anh", "chị"})
_LIVES = frozenset({"sinh", "từng", "kinh", "trải"})
_OPENING = 60
"""How many tokens from the start of a sentence its verb of life may stand; no post stands before it."""


def tells_life(p: Phrases, line: Sequence[Item]) -> bool:
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


def _verb_of_life(p: Phrases, i: int) -> bool:
    """ "sinh năm", "sinh ngày", "từng là", "từng giữ", "kinh qua", "trải qua"; not "sinh viên", "từng bước"."""
    after = p.words[i + 1]
    if p.words[i] == "sinh":
        return after in ("năm", "ngày", "tháng", "ra", "tại") or after[:1].isdigit()
    if p.words[i] == "từng":
        return after in ("là", "làm", "giữ", "đảm", "kinh", "trải", "công", "phụ")
    return after == "qua"


def posts_told(line: Sequence[Item]) -> list[int]:
    """Item indexes of the posts of a life; none where somebody else is named in it after a post."""
    names = [k for k, item in enumerate(line) if item.kind == "N"]
    posts = [k for k, item in enumerate(line) if item.kind == "P" and not item.value.weak]
    return posts if not posts or (len(names) < 2 and all(name < posts[0] for name in names)) else []
