"""Introductions: a name with its posts, in any of the orders of the genre.

The line of a sentence is cut into runs of names, posts, honorifics and separators. In a run a post between two names
belongs to the name that its order and separators say: "N - P, P; N - P", "P, P - N; P - N", "P N, P và P N".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from bcdextract.mention import PersonHit, PostHit, Span
from bcdextract.phrase import Item, Phrases, PostPhrase, lines_of
from bcdextract.recognise.officials.biography import holds_from, once_held, posts_told, subject, tells_life
from bcdextract.recognise.officials.holders import all_of_them, holders, several
from bcdextract.text import fold

_RUN: Final = re.compile(r"(?:[NPHKLFA,\-:;&) /]|\((?:[^NPV)]{0,5}\))?)+")
"""A run of the line: brackets that hold neither name nor post are one with it ("Giám đốc Sở (Bộ Y tế) Lê Văn An")."""
_NEVER: Final = frozenset(
    {"hồ chí minh", "tôn đức thắng", "võ nguyên giáp", "các mác", "lê nin", "võ thị sáu", "lý thường kiệt"}
)
"""People of the past whose names stand in news for other things."""


def recognise(p: Phrases) -> list[PersonHit]:
    """Every mention of a person by full name, with the posts that it ties to them, in text order."""
    found: list[PersonHit] = []
    given: dict[str, dict[str, int]] = defaultdict(dict)
    """By a given name, the full names that end in it and the index of the last mention of each."""
    lived, who = 0, -1
    for number, (line, kinds) in enumerate(lines_of(p)):
        if "N" not in kinds:
            if (named := _named_again(p, line, given)) is not None:
                who, lived = named, number if named >= 0 else lived
            if who >= 0 and number - lived <= _NEAR and (life := _life(p, line)):
                found[who] = _with_posts(found[who], life)
                lived = number
            continue
        lived = number
        for first, last in _runs(kinds):
            before = p.words[line[first - 1].last - 1] if first > 0 and line[first - 1].kind == "x" else ""
            people = list(_people(p, line[first:last], number, before))
            if people and _goes_to_another(p, line, last):
                people[-1] = _without_post(people[-1], p.tokens.start[line[last - 1].first])
            several = _told_of_several(p, line, first) or _conferred(p, line, first)
            stop = _list_ends(p, line, first, last)
            people = [_with_posts(person, several if person.start < stop else []) for person in people]
            if people and not several and (own := _told_of_one(p, line, first)):
                people[0] = _with_posts(people[0]._replace(posts=()), [*own, *people[0].posts])
            told = _told_after(p, line, last) if _still_told_of(kinds[first:last]) else []
            if told and people:
                shared = "L" in kinds[first:last] and not any(person.posts for person in people)
                held_by = people if shared else people[-1:]  # "các ông A, B được bầu làm ..."
                people[-len(held_by) :] = [_with_posts(person, told) for person in held_by]
            for at, hit in enumerate(people, len(found)):
                name = fold(hit.name or "")
                given[name.rsplit(" ", 1)[-1]][name] = at
            found.extend(people)
        if found and found[-1].sentence == number and tells_life(p, line):
            known = {post.start for post in found[-1].posts}
            told = [_held(p, line, k) for k in posts_told(line)]
            found[-1] = _with_posts(found[-1], [post for post in told if post.start not in known])
        who = len(found) - 1
    return _each_his_own(found)


def _named_again(p: Phrases, line: tuple[Item, ...], given: Mapping[str, Mapping[str, int]]) -> int | None:
    """Whom a sentence opens with by given name ("Ông An quê Huế ..."): the last mention's index, -1 where unclear."""
    told = subject(p, line)
    if told is None or told[1] - told[0] < 2:
        return None
    fits = given.get(p.words[told[0] + 1], {})
    return next(iter(fits.values())) if len(fits) == 1 else -1


def _life(p: Phrases, line: tuple[Item, ...]) -> list[PostHit]:
    """The posts that a sentence without a name tells of the person named before it."""
    if tells_life(p, line):
        return [_held(p, line, k) for k in posts_told(line)]
    since = holds_from(p, line)
    return [] if since is None else [_post(p, line, k) for k in posts_told(line, since)]


def _held(p: Phrases, line: tuple[Item, ...], k: int) -> PostHit:
    """A post of a life: a former one after "từng", up to "hiện": "từng là Bí thư Huyện ủy, hiện là Giám đốc Sở"."""
    post = _post(p, line, k)
    return post._replace(former=True) if once_held(p, line[0].first, line[k].first) else post


def _each_his_own(found: Sequence[PersonHit]) -> list[PersonHit]:
    """The mentions, a post that two joined names share taken from the first where another place gives him his own."""
    if not any(hit.posts and hit.posts == after.posts for hit, after in pairwise(found)):
        return list(found)
    held: dict[str, set[int]] = {}
    for hit in found:
        held.setdefault(fold(hit.name or ""), set()).update(post.start for post in hit.posts)
    kept: list[PersonHit] = []
    for hit, after in zip_longest(found, found[1:]):
        shared = after is not None and bool(hit.posts) and hit.posts == after.posts and hit.posts[0].start > after.start
        own = held[fold(hit.name or "")] - {post.start for post in hit.posts}
        kept.append(hit._replace(posts=(), rule="name") if shared and own else hit)
    return kept


_NEAR: Final = 3
"""How many sentences after a name "Ông", "Bà" may still mean that person."""


def _with_posts(hit: PersonHit, posts: Sequence[PostHit]) -> PersonHit:
    return hit._replace(posts=(*hit.posts, *posts), rule="name_with_posts") if posts else hit


def _told_of_several(p: Phrases, line: tuple[Item, ...], first: int) -> list[PostHit]:
    """The post of all names of a run that "là" ties to it: "hai Phó Chủ tịch UBND xã được bầu là ông A và bà B"."""
    if first < 2 or line[first - 1].kind != "x":
        return []
    at = first - 2 - (line[first - 2].kind in " ," or p.words[line[first - 2].first] == "được")
    if at < 0 or line[at].kind != "P":
        return []
    verb = line[first - 1]
    tied = verb.last - verb.first <= 3 and p.words[verb.last - 1] in ("là", "gồm") and p.words[verb.first] in _TIES
    counted = at - (at > 0 and line[at - 1].kind == "F")  # "hai | nguyên Phó Giám đốc là ..."
    many = several(p.words[line[counted].first - 1]) or line[first].kind == "L"
    return [_post(p, line, at)] if tied and many else []


def _told_of_one(p: Phrases, line: tuple[Item, ...], first: int) -> list[PostHit]:
    """The post that "là" ties to the first name of a run: "Tổ trưởng là Thiếu tá Lê Văn An"."""
    before = line[first - 3] if first > 2 else None
    of_another = before is not None and (before.kind in "NP" or before.value in ("N", "P"))  # "A, Trưởng ban | là ..."
    if first < 2 or line[first - 2].kind != "P" or of_another or several(p.words[line[first - 2].first - 1]):
        return []
    tied = p.words[line[first - 1].first : line[first - 1].last] == ["là"] and line[first].kind in "HKN"
    task = line[first - 2].value.head.data.get("task") if tied else None  # "Giảng viên là TS. Lê Văn An": for a day
    return [_post(p, line, first - 2)] if tied and not task else []


def _list_ends(p: Phrases, line: tuple[Item, ...], first: int, last: int) -> int:
    """Where the first semicolon of a run stands, which ends whom a post is told of; the run's end without one."""
    item = next((item for item in line[first:last] if item.kind == ";"), line[last - 1])
    return p.tokens.end[item.last - 1]


_OFFICE: Final = frozenset({"chức", "danh", "vụ", "cử", "bầu", "lại", "nhiệm"})
"""Last words before a post that is given or taken: "bổ nhiệm chức danh | Phó Chủ tịch ... đối với ông A"."""


def _goes_to_another(p: Phrases, line: tuple[Item, ...], last: int) -> bool:
    """Whether the post that ends a run is told of the name after it: "... và Phó Chủ tịch quận | đối với bà B"."""
    if not 0 < last < len(line) - 1 or line[last - 1].kind != "P" or line[last].kind != "x":
        return False
    said = p.words[line[last].first : line[last].last]
    given = said == ["với"] and _is_given(p, line, last - 1)
    return (given or said == ["đối", "với"]) and line[last + 1].kind in "HKLN"


_GIVES: Final = frozenset({"miễn", "bãi", "bổ", "bầu", "phê", "cử", "cách"})
"""First words of verbs that give a post or take it: "bổ nhiệm", "phê chuẩn"."""


_CLAUSE: Final = 16
"""Items or words before a post among which its verb stands."""


def _is_given(p: Phrases, line: tuple[Item, ...], at: int) -> bool:
    """Whether a post without a name before it is given or taken: "miễn nhiệm chức Phó Chủ tịch | với bà B"."""
    post = line[at].first
    if p.words[post - 1] not in _OFFICE or any(item.kind == "N" for item in line[max(0, at - _CLAUSE) : at]):
        return False
    return not _GIVES.isdisjoint(p.words[max(line[0].first, post - _CLAUSE) : post])


def _conferred(p: Phrases, line: tuple[Item, ...], first: int) -> list[PostHit]:
    """The post given to or taken from the names of a run: "miễn nhiệm chức danh Phó Chủ tịch | đối với ông A"."""
    if first < 2 or not _goes_to_another(p, line, first - 1):
        return []
    joined = first > 2 and line[first - 3].kind == "&"
    return [_post(p, line, first - 2)] if joined or p.words[line[first - 2].first - 1] in _OFFICE else []


def _without_post(hit: PersonHit, start: int) -> PersonHit:
    return hit._replace(posts=tuple(post for post in hit.posts if post.start != start))


def _still_told_of(run: str) -> bool:
    """Whether what follows a run is told of its last name: not after "A, Phó Giám đốc Sở; các ông | là ..."."""
    after = run[run.rindex("N") :]
    return not (";" in after and "L" in after)


_ON_THE_WAY: Final = 14
"""Items between a name and the post that it comes to: "A được điều động, chỉ định tham gia ..., giữ chức | Bí thư"."""
_TIES: Final = frozenset({"là", "gồm", "lần", "bao"})
"""First words of "là", "gồm", "lần lượt là", "bao gồm"."""


def _told_after(p: Phrases, line: tuple[Item, ...], last: int) -> list[PostHit]:
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
        if line[at].kind == "P" and not all_of_them(p, line[at]):
            found.append(_held(p, line, at))
        at += 1
    return [] if at < len(line) and line[at].kind in "NHKL" else found


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
    if tail.endswith(("chức vụ", "chức danh", "nhận nhiệm vụ", "đắc cử", "trúng cử", "đảm nhiệm")):
        return distance <= 16
    if p.words[words.first - 1 : words.last] == _ADDED:
        return distance <= 6
    if words.kind == "V" and tail.endswith(("được bầu", "được bổ nhiệm", "được cử")):
        return distance <= 5
    return distance <= 2 and tail in ("là", "hiện là", "đang là", "từng là")


def _runs(kinds: str) -> Iterator[tuple[int, int]]:
    """Item indexes of the runs that hold at least one name."""
    return (run.span() for run in _RUN.finditer(kinds) if "N" in run[0])


def _people(p: Phrases, run: tuple[Item, ...], sentence: int, before: str) -> Iterator[PersonHit]:
    names = [k for k, item in enumerate(run) if item.kind == "N" and not _eponym(p, item)]
    held = holders(p, run, names, before)
    listed: Item | None = None
    read = 0
    for k in names:
        listed = next((item for item in run[read:k][::-1] if item.kind == "L"), listed)
        read = k
        if not held[k] and _householder(p, run, k):
            continue
        yield _person(p, run, k, tuple(_post(p, run, at) for at in sorted(held[k])), sentence, listed)


def _householder(p: Phrases, run: tuple[Item, ...], k: int) -> bool:
    """Whether somebody is only named for his household: "thăm hộ ông A", "gia đình bà B"."""
    at = k
    while at > 0 and run[at - 1].kind in "HK ":
        at -= 1
    return p.words[run[at].first - 1] in ("hộ", "đình") and at < k


def _eponym(p: Phrases, item: Item) -> bool:
    return " ".join(p.words[item.first : item.last]) in _NEVER


def _post(p: Phrases, run: tuple[Item, ...], at: int) -> PostHit:
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


_OF_MANY: Final = frozenset({"các", "hai", "ba"})


def _of_one(p: Phrases, item: Item) -> str:
    """A form of address as each of those it is said to has it: "ông" of "các ông"."""
    first = item.first + (item.kind == "L" and p.words[item.first] in _OF_MANY and item.last - item.first > 1)
    return p.text(first, item.last)


def _person(
    p: Phrases, run: tuple[Item, ...], k: int, posts: tuple[PostHit, ...], sentence: int, listed: Item | None
) -> PersonHit:
    """A mention by name; ``listed`` is what opened the list it stands in: "các ông"."""
    item = run[k]
    words: dict[str, str] = {}
    at = k - 1
    while at >= 0 and run[at].kind in "HKL ":
        entry = run[at].value
        if entry is not None:
            words.setdefault(str(entry.data["kind"]), _of_one(p, run[at]))
        at -= 1
    if not words and listed is not None:
        words["honorific"] = _of_one(p, listed)
    start, end = p.tokens.start[item.first], p.tokens.end[item.last - 1]
    return PersonHit(
        start,
        end,
        "name_with_posts" if posts else "name_with_honorific" if words else "name",
        " ".join(p.view.text[start:end].split()),
        True,
        words.get("honorific") or words.get("clergy"),
        words.get("rank"),
        words.get("academic"),
        posts,
        sentence,
    )
