"""Introductions: a name with its posts, in any of the orders of the genre.

The line of a sentence is cut into runs of names, posts, honorifics and separators. In a run a post between two names
belongs to the name that its order and separators say: "N - P, P; N - P", "P, P - N; P - N", "P N, P và P N".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from bcdextract.mention import PersonHit, PostHit, Span
from bcdextract.phrase import Item, Phrases, PostPhrase, lines_of, unit_at
from bcdextract.recognise.officials.biography import holds_from, posts_told, tells_life
from bcdextract.text import fold

_RUN = re.compile(r"(?:[NPHKLFA,\-:;&) /]|\((?:[^NPV)]{0,5}\))?)+")
"""A run of the line: brackets that hold neither name nor post are one with it ("Giám đốc Sở (Bộ Y tế) Lê Văn An")."""
_NEVER = frozenset(
    {"hồ chí minh", "tôn đức thắng", "võ nguyên giáp", "các mác", "lê nin", "võ thị sáu", "lý thường kiệt"}
)
"""People of the past whose names stand in news for other things."""


def recognise(p: Phrases) -> list[PersonHit]:
    """Every mention of a person by full name, with the posts that it ties to them, in text order."""
    found: list[PersonHit] = []
    lived = 0
    for number, (line, kinds) in enumerate(lines_of(p)):
        if "N" not in kinds:
            if found and number - lived <= _NEAR and (life := _life(p, line)):
                found[-1] = _with_posts(found[-1], life)
                lived = number
            continue
        lived = number
        for first, last in _runs(kinds):
            before = p.words[line[first - 1].last - 1] if first > 0 and line[first - 1].kind == "x" else ""
            people = list(_people(p, line[first:last], number, before))
            several = _told_of_several(p, line, first)
            people = [_with_posts(person, several) for person in people]
            told = _told_after(p, line, last) if _still_told_of(kinds[first:last]) else []
            if told and people:
                shared = "L" in kinds[first:last] and not any(person.posts for person in people)
                held_by = people if shared else people[-1:]  # "các ông A, B được bầu làm ..."
                people[-len(held_by) :] = [_with_posts(person, told) for person in held_by]
            found.extend(people)
        if found and found[-1].sentence == number and tells_life(p, line):
            known = {post.start for post in found[-1].posts}
            told = [_post(p, line, k) for k in posts_told(line)]
            found[-1] = _with_posts(found[-1], [post for post in told if post.start not in known])
    return _each_his_own(found)


def _life(p: Phrases, line: Sequence[Item]) -> list[PostHit]:
    """The posts that a sentence without a name tells of the person named before it."""
    if tells_life(p, line):
        return [_post(p, line, k) for k in posts_told(line)]
    since = holds_from(p, line)
    return [] if since is None else [_post(p, line, k) for k in posts_told(line, since)]


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


_NEAR = 3
"""How many sentences after a name "Ông", "Bà" may still mean that person."""


def _with_posts(hit: PersonHit, posts: Sequence[PostHit]) -> PersonHit:
    return hit._replace(posts=(*hit.posts, *posts), rule="name_with_posts") if posts else hit


def _told_of_several(p: Phrases, line: Sequence[Item], first: int) -> list[PostHit]:
    """The post of all names of a run that "là" ties to it: "hai Phó Chủ tịch UBND huyện là ông A và bà B"."""
    if first < 2 or line[first - 2].kind != "P" or line[first - 1].kind != "x":
        return []
    verb = line[first - 1]
    tied = verb.last - verb.first <= 3 and p.words[verb.last - 1] in ("là", "gồm") and p.words[verb.first] in _TIES
    return [_post(p, line, first - 2)] if tied and _several(p.words[line[first - 2].first - 1]) else []


def _still_told_of(run: str) -> bool:
    """Whether what follows a run is told of its last name: not after "A, Phó Giám đốc Sở; các ông | là ..."."""
    after = run[run.rindex("N") :]
    return not (";" in after and "L" in after)


_TIES = frozenset({"là", "gồm", "lần", "bao"})
"""First words of "là", "gồm", "lần lượt là", "bao gồm"."""


def _told_after(p: Phrases, line: Sequence[Item], last: int) -> list[PostHit]:
    """Posts that a verb of holding or appointment gives to the name before: "A được bầu làm Bí thư", "A là PBT"."""
    at = last
    while at < len(line) and line[at].kind in "xVU,&" and at - last < 6:
        at += 1
    if at == last or at >= len(line) or line[at].kind not in "PFA":
        return []
    words = line[at - 1]
    if words.kind not in "xV" or not _gives_post(p, words, sum(i.last - i.first for i in line[last:at])):
        return []
    found: list[PostHit] = []
    while at < len(line) and line[at].kind in "PFA,&":
        if line[at].kind == "&" and any(item.kind == "N" for item in line[at : at + 4]):
            return found
        if line[at].kind == "P" and not _all_of_them(p, line[at]):
            found.append(_post(p, line, at))
        at += 1
    return [] if at < len(line) and line[at].kind in "NHKL" else found


def _gives_post(p: Phrases, words: Item, distance: int) -> bool:
    tail = " ".join(p.words[i] for i in range(max(words.first, words.last - 3), words.last))
    if tail.endswith(
        ("giữ chức", "giữ chức vụ", "làm", "giữ cương vị", "đảm nhiệm chức vụ", "giữ vị trí", "giữ chức danh")
    ):
        return distance <= 30
    if tail.endswith(("chức vụ", "chức danh", "nhận nhiệm vụ", "đắc cử", "trúng cử", "đảm nhiệm")):
        return distance <= 16
    return distance <= 2 and tail in ("là", "hiện là", "đang là", "từng là")


def _runs(kinds: str) -> Iterator[tuple[int, int]]:
    """Item indexes of the runs that hold at least one name."""
    return (run.span() for run in _RUN.finditer(kinds) if "N" in run[0])


_GIVEN = frozenset({"là", "làm", "chức", "vụ", "danh", "của", "với", "nhiệm"})
"""Words after which a post belongs to somebody named before: "giữ chức Bí thư và Phó Chủ tịch A"."""


_ALL = frozenset(map(fold, ("thể", "ngũ", "đảo")))
"""Last words of "toàn thể", "tập thể", "đội ngũ", "đông đảo": a post after them is that of many."""
_PLURAL = frozenset({"các", "những", "hai", "ba", "bốn", "năm"})


def _several(word: str) -> bool:
    """Whether the word before a post says that several people hold it: "các Phó Bí thư", "2 Phó Bí thư"."""
    return word in _PLURAL or (word.isdigit() and len(word.lstrip("0")) == 1)


def _people(p: Phrases, run: Sequence[Item], sentence: int, before: str) -> Iterator[PersonHit]:
    names = [k for k, item in enumerate(run) if item.kind == "N" and not _eponym(p, item)]
    held = _holders(p, run, names, before)
    for k in names:
        if not held[k] and _householder(p, run, k):
            continue
        yield _person(p, run, k, tuple(_post(p, run, at) for at in sorted(held[k])), sentence)


def _householder(p: Phrases, run: Sequence[Item], k: int) -> bool:
    """Whether somebody is only named for his household: "thăm hộ ông A", "gia đình bà B"."""
    at = k
    while at > 0 and run[at - 1].kind in "HK ":
        at -= 1
    return p.words[run[at].first - 1] in ("hộ", "đình") and at < k


def _eponym(p: Phrases, item: Item) -> bool:
    return " ".join(p.words[item.first : item.last]) in _NEVER


_MOST_SHARED = 8
"""Posts that one colon may give to all names after it; a longer line of posts is no heading of a list."""


def _holders(p: Phrases, run: Sequence[Item], names: Sequence[int], before: str) -> dict[int, set[int]]:
    """Who holds which post: the item index of each name, and those of its posts."""
    held: dict[int, set[int]] = {k: set() for k in names}
    if not names:
        return held
    shared: list[int] = []
    name_first = _first_kind(run) == "N"
    for number, (left, right) in enumerate(_gaps(names, len(run))):
        posts = [k for k in range(left + 1, right) if run[k].kind == "P" and not _all_of_them(p, run[k])]
        if left == -1:
            own, opened = _before_first(run, posts, right, before)
            shared = opened
            held[right].update(own)
        elif right == len(run):
            held[left].update(_until_semicolon(run, posts, left))
        else:
            mine, theirs, opened = _between(run, posts, left, right, name_first)
            ended = _new_group(run, left, right) or (bool(theirs) and _last(run, ":", 0, left) is None)
            shared = opened or ([] if ended else shared)
            held[left].update(mine)
            held[right].update(theirs)
        if right < len(run):
            held[right] -= set(_of_somebody_else(p, run, sorted(k for k in held[right] if k < right)))
        if right < len(run) and len(shared) <= _MOST_SHARED:
            held[right].update(shared)
        if number == 0:
            name_first = name_first or not posts
    _end_lists(run, names, held)
    for left, right in pairwise(names):
        if not held[left] and _joined(run, left, right) and held[right] and all(k > right for k in held[right]):
            held[left] = set(held[right])  # "ông A và bà B, Phó Chủ tịch UBND phường"
    return held


def _end_lists(run: Sequence[Item], names: Sequence[int], held: dict[int, set[int]]) -> None:
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


def _joined(run: Sequence[Item], left: int, right: int) -> bool:
    """Whether only "và" and forms of address stand between two names."""
    gap = [item.kind for item in run[left + 1 : right]]
    return "&" in gap and all(kind in "&HK " for kind in gap)


_SOLE = ("tổng bí thư", "chủ tịch nước", "chủ tịch quốc hội", "thủ tướng", "phó thủ tướng", "bộ trưởng")
"""Titles whose holder has no lower post of the State: it is the next person's."""
_ABOVE = ("tổng bí thư", "chủ tịch nước", "chủ tịch quốc hội", "thủ tướng")
"""Titles whose holder is no minister: "thừa ủy quyền của Thủ tướng, Bộ trưởng A"."""


def _of_somebody_else(p: Phrases, run: Sequence[Item], posts: Sequence[int]) -> list[int]:
    """Posts before a name that another holds: "Thủ tướng, Phó Thủ tướng A", "Bộ trưởng, Phó Chủ tịch UBND tỉnh A"."""
    if len(posts) < 2:
        return []
    near: PostPhrase = run[posts[-1]].value
    unit = unit_at(p, near.unit[0], small=True) if near.unit is not None else None
    local = unit is not None and unit.level in ("province", "district", "commune")
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


def _first_kind(run: Sequence[Item]) -> str:
    """N where a list opens with a name, P where with a post; what stands before a colon does not count."""
    start = max((k + 1 for k, item in enumerate(run) if item.kind == ":"), default=0)
    kinds = [item.kind for item in run[start:] if item.kind in "NP"] or [item.kind for item in run if item.kind in "NP"]
    return kinds[0]


def _all_of_them(p: Phrases, item: Item) -> bool:
    """Posts of many people: "Chủ tịch UBND các xã"."""
    post: PostPhrase = item.value
    if post.unit is None:
        return False
    unit = unit_at(p, post.unit[0], small=True)
    return unit is not None and unit.generic


def _before_first(run: Sequence[Item], posts: Sequence[int], right: int, before: str) -> tuple[list[int], list[int]]:
    """Posts before the first name of a run: (those of that name, those shared by the list that a colon opens)."""
    colon = _last(run, ":", 0, right)
    if colon is None:
        posts = [k for k in posts if not (_mere(run[k].value) and _separated(run, k, right))]
    if colon is not None:
        plural = _several(before) or any(run[k].kind == "L" for k in range(colon)) or _list_follows(run, right)
        opening = [k for k in posts if k < colon]
        return [k for k in posts if k > colon] + ([] if plural else opening), opening if plural else []
    list_opens = _last(run, "L", 0, right) is not None
    if list_opens and posts and _separated(run, posts[-1], right):
        return [], []
    if (list_opens or _several(before)) and posts and run[right - 1].kind in "PHK" and _list_follows(run, right):
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


def _list_follows(run: Sequence[Item], name: int) -> bool:
    """Whether the next thing after a name is another name: "A, B và C"."""
    for item in run[name + 1 :]:
        if item.kind == "N":
            return True
        if item.kind not in ",&HK ":
            return False
    return False


def _until_semicolon(run: Sequence[Item], posts: Sequence[int], left: int) -> list[int]:
    """The posts after a name that no semicolon parts from it."""
    last = posts[-1] if posts else left
    stop = next((k for k in range(left, last) if run[k].kind == ";"), last + 1)
    return [k for k in posts if k < stop]


def _between(
    run: Sequence[Item], posts: Sequence[int], left: int, right: int, name_first: bool
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
    joint = next((k for k in range(left + 1, right) if run[k].kind == "&" and k < posts[-1]), None)
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


def _separated(run: Sequence[Item], post: int, name: int) -> bool:
    """Whether a comma, semicolon or "và" stands between a post and the name after it (a dash parts nothing)."""
    return any(run[k].kind in ",;&:" for k in range(post + 1, name))


def _new_group(run: Sequence[Item], left: int, right: int) -> bool:
    """Whether a shared post stops between two names: a post of its own kind order, "L" or a verb begins a new list."""
    return any(run[k].kind == "L" for k in range(left + 1, right))


def _last(run: Sequence[Item], kind: str, first: int, last: int) -> int | None:
    for k in range(last - 1, first - 1, -1):
        if run[k].kind == kind:
            return k
    return None


def _post(p: Phrases, run: Sequence[Item], at: int) -> PostHit:
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


def _person(p: Phrases, run: Sequence[Item], k: int, posts: tuple[PostHit, ...], sentence: int) -> PersonHit:
    item = run[k]
    words: dict[str, str] = {}
    at = k - 1
    while at >= 0 and run[at].kind in "HKL ":
        entry = run[at].value
        if entry is not None:
            words.setdefault(str(entry.data["kind"]), p.text(run[at].first, run[at].last))
        at -= 1
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
