"""Posts that words tie to a name: "Tổ trưởng là ông A", "A được bầu làm Bí thư", "miễn nhiệm chức ... đối với bà B"."""

from __future__ import annotations

from typing import Final

from bcdextract.mention import PostHit, Span
from bcdextract.phrase import Item, Phrases, PostPhrase
from bcdextract.recognise.officials.biography import once_held
from bcdextract.recognise.officials.holders import all_of_them, several
from bcdextract.text import fold


def post_hit(p: Phrases, run: tuple[Item, ...], at: int) -> PostHit:
    """The post item as a mention, "nguyên" and "Quyền" before it read."""
    post: PostPhrase = run[at].value
    before = run[at - 1] if at else None
    former = before is not None and before.kind == "F"
    acting = before is not None and before.kind == "A"
    unit = None
    if post.unit is not None:
        unit = Span(p.tokens.start[post.unit[0]], p.tokens.end[post.unit[1] - 1])
    first = before.first if before is not None and acting else post.first
    acting = acting or p.words[post.first] in ("quyền", "q")
    start, end = p.tokens.start[first], p.tokens.end[post.last - 1]
    title = p.text(post.first, max(post.title, post.first + 1))
    return PostHit(start, end, "post_beside_name", title, unit, acting, former)


def post_of_life(p: Phrases, line: tuple[Item, ...], k: int) -> PostHit:
    """A post of a life: a former one after "từng", up to "hiện": "từng là Bí thư Huyện ủy, hiện là Giám đốc Sở"."""
    post = post_hit(p, line, k)
    return post._replace(former=True) if once_held(p, line[0].first, line[k].first) else post


def told_of_several(p: Phrases, line: tuple[Item, ...], first: int) -> list[PostHit]:
    """The post of all names of a run that "là" ties to it: "hai Phó Chủ tịch UBND xã được bầu là ông A và bà B"."""
    if first < 2 or line[first - 1].kind != "x":
        return []
    at = first - 2 - (line[first - 2].kind in " ," or p.words[line[first - 2].first] == "được")
    if at < 0 or line[at].kind != "P":
        return []
    verb = line[first - 1]
    tied = verb.last - verb.first <= 3 and p.words[verb.last - 1] in ("là", "gồm") and p.words[verb.first] in _TIES
    counted = at - (at > 0 and line[at - 1].kind == "F")  # "hai | nguyên Phó Giám đốc là ..."
    opened = at > 0 and line[at - 1].kind == "L" and p.words[verb.last - 1] == "gồm"
    many = several(p.words[line[counted].first - 1]) or line[first].kind == "L" or opened
    return [post_hit(p, line, at)] if tied and many else []


def told_of_one(p: Phrases, line: tuple[Item, ...], first: int) -> list[PostHit]:
    """The post that "là" ties to the first name of a run: "Tổ trưởng là Thiếu tá Lê Văn An"."""
    if first < 2 or line[first - 2].kind != "P" or several(p.words[line[first - 2].first - 1]):
        return []
    if first > 2 and _of_another(p, line[first - 3]):
        return []
    tied = p.words[line[first - 1].first : line[first - 1].last] == ["là"] and line[first].kind in "HKN"
    task = line[first - 2].value.head.data.get("task") if tied else None  # "Giảng viên là TS. Lê Văn An": for a day
    return [post_hit(p, line, first - 2)] if tied and not task else []


_OPENERS: Final = frozenset(map(fold, ("gồm", "có", "nay", "đó", "nghị", "họp", "qua")))
"""Last words before a post that "là" ties to a name: "Ban có | Trưởng ban là ông A", not "em của | Giám đốc"."""


def _of_another(p: Phrases, before: Item) -> bool:
    """Whether what stands before a post ties it to somebody else: "A, Trưởng ban | là ...", "em của | Giám đốc"."""
    if before.kind == "x":
        return p.words[before.last - 1] not in _OPENERS and not p.words[before.last - 1].isdigit()
    return before.kind in "NPVU&" or before.value in ("N", "P")


_OFFICE: Final = frozenset({"chức", "danh", "vụ", "cử", "bầu", "lại", "nhiệm"})
"""Last words before a post that is given or taken: "bổ nhiệm chức danh | Phó Chủ tịch ... đối với ông A"."""


_UNREAD: Final = 4
"""Words of a post that no list has, up to the name."""
_ACTS: Final = frozenset(map(fold, ("cho", "với", "thay", "gặp", "cùng", "và")))
"""Words that tie a post to somebody named after it, who does not hold it."""


def goes_to_another(p: Phrases, line: tuple[Item, ...], last: int, run: str = "") -> bool:
    """Whether the post that ends a run is told of the name after it: "... và Phó Chủ tịch quận | đối với bà B".

    ``run`` is the kind of the run's first item: where posts stand before names, so does the last one.
    """
    if not 0 < last < len(line) - 1 or line[last - 1].kind != "P" or line[last].kind != "x":
        return False
    said = p.words[line[last].first : line[last].last]
    unread = 1 < len(said) <= _UNREAD and _ACTS.isdisjoint(said) and p.at(line[last].first, "verbs") is None
    if run == "P" and line[last + 1].kind == "N" and unread and p.words[line[last - 1].first - 1] == ",":
        return True  # "Phó Tổng Kiểm toán A, Phó Kiểm toán trưởng | chuyên ngành III | B"
    given = (said == ["với"] and _is_given(p, line, last - 1)) or (said == ["cho"] and _is_given(p, line, last - 1, 0))
    return (given or said == ["đối", "với"]) and line[last + 1].kind in "HKLN"


_GIVES: Final = frozenset({"miễn", "bãi", "bổ", "bầu", "phê", "cử", "cách"})
"""First words of verbs that give a post or take it: "bổ nhiệm", "phê chuẩn"."""


_CLAUSE: Final = 16
"""Items or words before a post among which its verb stands."""


def _is_given(p: Phrases, line: tuple[Item, ...], at: int, before: int = _CLAUSE) -> bool:
    """Whether a post is given or taken, no name among the ``before`` items: "miễn nhiệm chức Phó Chủ tịch | với bà B".

    What is given "cho" somebody, another may hand over: "ông A trao quyết định bổ nhiệm Phó Giám đốc | cho bà B".
    """
    post = line[at].first
    if p.words[post - 1] not in _OFFICE or any(item.kind == "N" for item in line[max(0, at - before) : at]):
        return False
    return not _GIVES.isdisjoint(p.words[max(line[0].first, post - _CLAUSE) : post])


def conferred(p: Phrases, line: tuple[Item, ...], first: int) -> list[PostHit]:
    """The post given to or taken from the names of a run: "miễn nhiệm chức danh Phó Chủ tịch | đối với ông A"."""
    if first < 2 or not goes_to_another(p, line, first - 1):
        return []
    joined = first > 2 and line[first - 3].kind == "&"
    return [post_hit(p, line, first - 2)] if joined or p.words[line[first - 2].first - 1] in _OFFICE else []


_ON_THE_WAY: Final = 14
"""Items between a name and the post that it comes to: "A được điều động, chỉ định tham gia ..., giữ chức | Bí thư"."""
_TIES: Final = frozenset({"là", "gồm", "lần", "bao"})
"""First words of "là", "gồm", "lần lượt là", "bao gồm"."""


def told_after(p: Phrases, line: tuple[Item, ...], last: int) -> list[PostHit]:
    """Posts that a verb of holding or appointment gives to the name before: "A được bầu làm Bí thư", "A là PBT"."""
    at = last
    while at < len(line) and (line[at].kind in "xVU,&" or _appoints(p, line, at)) and at - last < _ON_THE_WAY:
        at += 1
    if at == last or at >= len(line) or line[at].kind not in "PFA":
        return []
    words = line[at - 1]
    if any(_says(p, item) for item in line[last:at]):
        return []  # "A trình bày tờ trình miễn nhiệm chức vụ Bộ trưởng"
    if words.kind not in "xV" or not _gives_post(p, words, sum(i.last - i.first for i in line[last:at])):
        return []
    found: list[PostHit] = []
    while at < len(line) and line[at].kind in "PFA,&":
        if line[at].kind == "&" and any(item.kind == "N" for item in line[at : at + 4]):
            return found
        if line[at].kind == "P" and not (_mere(p, line[at], words) or all_of_them(p, line[at])):
            found.append(post_of_life(p, line, at))
        at += 1
    return [] if at < len(line) and line[at].kind in "NHKL" else found


def _mere(p: Phrases, item: Item, words: Item) -> bool:
    """Whether "là" only says what somebody is like: "A là cán bộ trẻ", not "A được mời làm cố vấn"."""
    return item.value.weak and item.value.unit is None and p.words[words.last - 1] == "là"


def _says(p: Phrases, item: Item) -> bool:
    """Whether somebody speaks or reports; "được giao", "được bầu bổ sung" is done to him."""
    spoken = item.kind == "V" and item.value.data["role"] in ("speak", "report")
    return spoken and p.words[item.first - 1] not in ("được", "bầu")


def _appoints(p: Phrases, line: tuple[Item, ...], at: int) -> bool:
    """Whether a post is that of who decides: "A được | Thủ tướng | điều động, bổ nhiệm giữ chức ..."."""
    return line[at].kind == "P" and p.words[line[at].first - 1] == "được" and at + 1 < len(line)


_ADDED: Final = fold("bầu bổ sung").split()
"""Elected to a body in its term: "được bầu bổ sung | Ủy viên UBND tỉnh"."""


def _gives_post(p: Phrases, words: Item, distance: int) -> bool:
    first = words.first - (p.words[words.first - 1] == "nhận")  # a verb of its own: "về nhận | nhiệm vụ Phó Ban ..."
    tail = " ".join(p.words[i] for i in range(max(first, words.last - 3), words.last))
    if tail.endswith(
        ("giữ chức", "giữ chức vụ", "làm", "giữ cương vị", "đảm nhiệm chức vụ", "giữ vị trí", "giữ chức danh")
    ):
        return distance <= 30
    if tail.endswith(("chức vụ", "chức danh", "nhận nhiệm vụ", "đắc cử", "cử chức", "trúng cử", "đảm nhiệm")):
        return distance <= 16
    if p.words[words.first - 1 : words.last] == _ADDED:
        return distance <= 6
    if words.kind == "V" and tail.endswith(("được bầu", "được bổ nhiệm", "được cử")):
        return distance <= 5
    return distance <= 2 and tail in ("là", "hiện là", "đang là", "từng là")
