"""Who holds which post of a run of names and posts: by their order, by separators, by what a colon shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bcdextract.phrase import Item, Phrases, PostPhrase, unit_at
from bcdextract.text import fold

_GIVEN: Final = frozenset({"là", "làm", "chức", "vụ", "danh", "của", "với", "nhiệm"})
"""Words after which a post belongs to somebody named before: "giữ chức Bí thư và Phó Chủ tịch A"."""


_ALL: Final = frozenset(map(fold, ("thể", "ngũ", "đảo")))
"""Last words of "toàn thể", "tập thể", "đội ngũ", "đông đảo": a post after them is that of many."""
_PLURAL: Final = frozenset({"các", "những", "hai", "ba", "bốn", "năm"})


def several(word: str) -> bool:
    """Whether the word before a post says that several people hold it: "các Phó Bí thư", "2 Phó Bí thư"."""
    return word in _PLURAL or (word.isdigit() and len(word.lstrip("0")) == 1)


_MOST_SHARED: Final = 8
"""Posts that one colon may give to all names after it; a longer line of posts is no heading of a list."""


def holders(p: Phrases, run: tuple[Item, ...], names: Sequence[int], before: str) -> dict[int, set[int]]:
    """Who holds which post: the item index of each name, and those of its posts."""
    held: dict[int, set[int]] = {k: set() for k in names}
    if not names:
        return held
    shared: list[int] = []
    name_first = _first_kind(run) == "N"
    for number, (left, right) in enumerate(_gaps(names, len(run))):
        posts = [k for k in range(left + 1, right) if run[k].kind == "P" and not all_of_them(p, run[k])]
        if left == -1:
            own, opened = _before_first(run, posts, right, before)
            shared = opened
            held[right].update(own)
        elif right == len(run):
            held[left].update(_before_others(run, posts, left))
        else:
            mine, theirs, opened = _between(p, run, posts, left, right, name_first)
            gap = run[left + 1 : right]
            joined = any(p.words[item.first] == "cùng" for item in gap)
            semicolon = any(item.kind == ";" for item in gap)
            apart = (joined and (bool(theirs) or semicolon)) or (bool(theirs) and semicolon and name_first)
            ended = _new_group(run, left, right) or apart or (bool(theirs) and _last(run, ":", 0, left) is None)
            shared = opened or ([] if ended else shared)
            held[left].update(mine)
            held[right].update(theirs)
        if right < len(run):
            held[right] -= set(_of_somebody_else(p, run, sorted(k for k in held[right] if k < right)))
        if right < len(run) and len(shared) <= _MOST_SHARED:
            held[right].update(k for k in shared if not run[k].value.weak)
        if number == 0:
            name_first = name_first or not posts
    _end_lists(run, names, held)
    for left, right in pairwise(names):
        if not held[left] and _joined(run, left, right) and held[right] and all(k > right for k in held[right]):
            held[left] = set(held[right])  # "ông A và bà B, Phó Chủ tịch UBND phường"
    return held


def _end_lists(run: tuple[Item, ...], names: Sequence[int], held: dict[int, set[int]]) -> None:
    """Take a list's post from who follows its semicolon with posts of his own: "Phó Chủ tịch: A, B; Đại tá C, ..."."""
    stop, read, told, since = -1, 0, False, False
    for k in names:
        for at in range(read, k):
            if run[at].kind == ";":
                stop, told, since = at, told or since, False
        read = k
        own = any(post > k for post in held[k])
        if own and not told:
            held[k] = {post for post in held[k] if post > stop}
        since = since or own


def _joined(run: tuple[Item, ...], left: int, right: int) -> bool:
    """Whether only "và" and forms of address stand between two names."""
    gap = [item.kind for item in run[left + 1 : right]]
    return "&" in gap and all(kind in "&HK " for kind in gap)


_SOLE: Final = (
    "tổng bí thư",
    "chủ tịch nước",
    "chủ tịch quốc hội",
    "thủ tướng",
    "phó thủ tướng",
    "bộ trưởng",
    "thứ trưởng",
)
"""Titles whose holder has no lower post of the State: it is the next person's."""
_ABOVE: Final = ("tổng bí thư", "chủ tịch nước", "chủ tịch quốc hội", "thủ tướng")
"""Titles whose holder is no minister: "thừa ủy quyền của Thủ tướng, Bộ trưởng A"."""


def _of_somebody_else(p: Phrases, run: tuple[Item, ...], posts: Sequence[int]) -> list[int]:
    """Posts before a name that another holds: "Thủ tướng, Phó Thủ tướng A", "Bộ trưởng, Phó Chủ tịch UBND tỉnh A"."""
    if len(posts) < 2:
        return []
    near: PostPhrase = run[posts[-1]].value
    unit = unit_at(p, near.unit[0], small=True) if near.unit is not None else None
    local = unit is not None and (unit.level in ("province", "district", "commune") or unit.head.name == "Sở")
    deputy = p.words[near.first] == "phó" and p.words[near.first + 1] in ("thủ", "chủ")
    if p.words[near.first] in ("bộ", "thứ"):
        return [k for k in posts[:-1] if _title(p, run[k].value).startswith(_ABOVE)]
    if not (local or (deputy and near.head.data["tail"] == "whole")):
        return []
    return [k for k in posts[:-1] if _title(p, run[k].value).startswith(_SOLE)]


def _title(p: Phrases, post: PostPhrase) -> str:
    return " ".join(p.words[post.first : post.last])


def _gaps(names: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    edges = [-1, *names, size]
    yield from pairwise(edges)


def _first_kind(run: tuple[Item, ...]) -> str:
    """N where a list opens with a name, P where with a post; what stands before a colon does not count."""
    start = max((k + 1 for k, item in enumerate(run) if item.kind == ":"), default=0)
    kinds = [item.kind for item in run[start:] if item.kind in "NP"] or [item.kind for item in run if item.kind in "NP"]
    return kinds[0]


def all_of_them(p: Phrases, item: Item) -> bool:
    """Posts of many people: "Chủ tịch UBND các xã", "cùng Giám đốc các Điện lực trực thuộc"."""
    post: PostPhrase = item.value
    if post.unit is None:
        return p.words[post.last] == "các" and post.last == post.title
    unit = unit_at(p, post.unit[0], small=True)
    return unit is not None and unit.generic


def _before_first(run: tuple[Item, ...], posts: Sequence[int], right: int, before: str) -> tuple[list[int], list[int]]:
    """Posts before the first name of a run: (those of that name, those shared by the list that a colon opens)."""
    colon = _last(run, ":", 0, right)
    if colon is None:
        posts = [k for k in posts if not (_mere(run[k].value) and _separated(run, k, right))]
    if colon is not None:
        plural = several(before) or any(run[k].kind == "L" for k in range(colon)) or _list_follows(run, right)
        opening = [k for k in posts if k < colon]
        return [k for k in posts if k > colon] + ([] if plural else opening), opening if plural else []
    list_opens = _last(run, "L", 0, right) is not None
    if list_opens and posts and _separated(run, posts[-1], right):
        return [], []
    if (list_opens or several(before)) and posts and run[right - 1].kind in "PHK" and _list_follows(run, right):
        return list(posts), list(posts)  # "các đồng chí Phó Chủ tịch A, B và C"
    if before in _ALL and posts and _separated(run, posts[-1], right):
        return [], []  # "toàn thể cán bộ, hội viên, đồng chí A": what many are
    given = before in _GIVEN
    if given and posts and _separated(run, posts[-1], right):
        return [], []  # "... là Bộ trưởng Bộ Y tế, đồng chí A": the comma ends what was said before
    joint = _last(run, "&", 0, right)
    if given and joint is not None:
        return [k for k in posts if k > joint], []
    stop = _last(run, ";", 0, right)
    return [k for k in posts if stop is None or k > stop], []


def _mere(post: PostPhrase) -> bool:
    """Whether a post without a unit is what many are: "cán bộ, công chức, đồng chí A lưu ý ..."."""
    return post.unit is None and post.last == post.title and (post.weak or bool(post.head.data.get("staff")))


def _list_follows(run: tuple[Item, ...], name: int) -> bool:
    """Whether the next thing after a name is another name: "A, B và C"."""
    for item in run[name + 1 :]:
        if item.kind == "N":
            return True
        if item.kind not in ",&HK ":
            return False
    return False


def _before_others(run: tuple[Item, ...], posts: Sequence[int], left: int) -> list[int]:
    """The posts after the last name, up to those of people without names: "A, Bí thư Đảng ủy, | các đồng chí UVBTV"."""
    others = next((k for k in range(left + 2, len(run)) if run[k].kind == "L" and run[k - 1].kind in ",;&"), len(run))
    return _until_semicolon(run, [k for k in posts if k < others], left)


def _until_semicolon(run: tuple[Item, ...], posts: Sequence[int], left: int) -> list[int]:
    """The posts after a name that no semicolon parts from it."""
    last = posts[-1] if posts else left
    stop = next((k for k in range(left, last) if run[k].kind == ";"), last + 1)
    return [k for k in posts if k < stop]


def _between(
    p: Phrases, run: tuple[Item, ...], posts: Sequence[int], left: int, right: int, name_first: bool
) -> tuple[list[int], list[int], list[int]]:
    """Posts between two names: (the left one's, the right one's, those that a colon shares with the names after it)."""
    colon = _last(run, ":", left, right)
    if colon is not None:
        mine = _until_semicolon(run, [k for k in posts if k < colon], left)
        return mine, [k for k in posts if k > colon], [k for k in posts[len(mine) :] if k < colon]
    stop = _last(run, ";", left, right)
    if stop is not None:
        return [k for k in posts if k < stop], [k for k in posts if k > stop], []
    if not posts:
        return [], [], []
    joints = [k for k in range(left + 1, right) if run[k].kind == "&" and k < posts[-1]]
    with_ = [k for k in joints if p.words[run[k].first] == "cùng"]  # "A, P và P, | cùng | P B"
    joint = next(iter(with_ or joints), None)
    touches = not _separated(run, posts[-1], right)
    if not touches:
        return list(posts), [], []
    if joint is not None:
        after = [k for k in posts if k > joint]
        if not any(run[k].kind in ",-" for k in range(left + 1, posts[0])) and joint > posts[0] and not name_first:
            return [k for k in posts if k < joint], after, []
        return [k for k in posts if k < joint], after, []
    if name_first and run[left + 1].kind in ",-(" and len(posts) > 1 and run[right - 1].kind == "P":
        return list(posts[:-1]), [posts[-1]], []
    if name_first and run[right - 1].kind not in "P" and len(posts) == 1 and run[left + 1].kind == "-":
        return list(posts), [], []
    return [], list(posts), []


def _separated(run: tuple[Item, ...], post: int, name: int) -> bool:
    """Whether a comma, semicolon or "và" stands between a post and the name after it (a dash parts nothing)."""
    return any(run[k].kind in ",;&:" for k in range(post + 1, name))


def _new_group(run: tuple[Item, ...], left: int, right: int) -> bool:
    """Whether a shared post stops between two names: a post of its own kind order, "L" or a verb begins a new list."""
    return any(run[k].kind == "L" for k in range(left + 1, right))


def _last(run: tuple[Item, ...], kind: str, first: int, last: int) -> int | None:
    for k in range(last - 1, first - 1, -1):
        if run[k].kind == kind:
            return k
    return None
