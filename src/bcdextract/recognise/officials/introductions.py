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

from bcdextract.mention import PersonHit, PostHit
from bcdextract.phrase import Item, Phrases, lines_of
from bcdextract.recognise.officials.biography import halves, holds_from, posts_told, subject, tells_life
from bcdextract.recognise.officials.holders import holders
from bcdextract.recognise.officials.tied import (
    conferred,
    goes_to_another,
    post_hit,
    post_of_life,
    told_after,
    told_of_one,
    told_of_several,
)
from bcdextract.text import fold

_RUN: Final = re.compile(r"(?:[NPHKLFA,\-:;&) /]|\((?:[^NPV)]{0,5}\))?)+")
"""A run of the line: brackets that hold neither name nor post are one with it ("Giám đốc Sở (Bộ Y tế) Lê Văn An")."""
_PAIR: Final = re.compile(r"^[HK ]*N&[HK ]*N$")
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
            for half in halves(p, line):
                if (named := _named_again(p, half, given)) is not None:
                    who, lived = named, number if named >= 0 else lived
                if who >= 0 and number - lived <= _NEAR and (life := _life(p, half)):
                    found[who] = _with_posts(found[who], life)
                    lived = number
            continue
        lived = number
        for first, last in _runs(kinds):
            people = _introduced(p, line, kinds, (first, last), number)
            for at, hit in enumerate(people, len(found)):
                name = fold(hit.name or "")
                given[name.rsplit(" ", 1)[-1]][name] = at
            found.extend(people)
        if found and found[-1].sentence == number and tells_life(p, line):
            known = {post.start for post in found[-1].posts}
            told = [post_of_life(p, line, k) for k in posts_told(line)]
            found[-1] = _with_posts(found[-1], [post for post in told if post.start not in known])
        who = len(found) - 1
    return _each_his_own(found)


def _introduced(p: Phrases, line: tuple[Item, ...], kinds: str, run: tuple[int, int], number: int) -> list[PersonHit]:
    """The people of a run of names and posts, with the posts that words beside the run tie to them."""
    first, last = run
    before = p.words[line[first - 1].last - 1] if first > 0 and line[first - 1].kind == "x" else ""
    people = list(_people(p, line[first:last], number, before))
    if people and goes_to_another(p, line, last, kinds[first]):
        people[-1] = _without_post(people[-1], p.tokens.start[line[last - 1].first])
    common = told_of_several(p, line, first) or conferred(p, line, first)
    listed = first > 0 and p.words[line[first - 1].last - 1] == "gồm"  # "các Ủy viên gồm A; B; C"
    stop = p.tokens.end[line[last - 1].last - 1] if listed else _list_ends(p, line, first, last)
    people = [_with_posts(person, common if person.start < stop else []) for person in people]
    if people and not common and (own := told_of_one(p, line, first)):
        people[0] = _with_posts(people[0]._replace(posts=()), [*own, *people[0].posts])
    told = told_after(p, line, last) if _still_told_of(kinds[first:last]) else []
    if told and people:
        bare = not any(person.posts for person in people)
        shared = bare and ("L" in kinds[first:last] or _PAIR.search(kinds[first:last]) is not None)
        held_by = people if shared else people[-1:]  # "các ông A, B được bầu làm ...", "ông A và bà B được bầu ..."
        people[-len(held_by) :] = [_with_posts(person, told) for person in held_by]
    return people


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
        return [post_of_life(p, line, k) for k in posts_told(line)]
    since = holds_from(p, line)
    return [] if since is None else [post_hit(p, line, k) for k in posts_told(line, since)]


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


def _list_ends(p: Phrases, line: tuple[Item, ...], first: int, last: int) -> int:
    """Where the first semicolon of a run stands, which ends whom a post is told of; the run's end without one."""
    item = next((item for item in line[first:last] if item.kind == ";"), line[last - 1])
    return p.tokens.end[item.last - 1]


def _without_post(hit: PersonHit, start: int) -> PersonHit:
    return hit._replace(posts=tuple(post for post in hit.posts if post.start != start))


def _still_told_of(run: str) -> bool:
    """Whether what follows a run is told of its last name: not after "A, Phó Giám đốc Sở; các ông | là ..."."""
    after = run[run.rindex("N") :]
    return not (";" in after and "L" in after)


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
        if (not held[k] and _householder(p, run, k)) or _photographer(p, run[k]):
            continue
        yield _person(p, run, k, tuple(post_hit(p, run, at) for at in sorted(held[k])), sentence, listed)


def _householder(p: Phrases, run: tuple[Item, ...], k: int) -> bool:
    """Whether somebody is only named for his household: "thăm hộ ông A", "gia đình bà B"."""
    at = k
    while at > 0 and run[at - 1].kind in "HK ":
        at -= 1
    return p.words[run[at].first - 1] in ("hộ", "đình") and at < k


def _photographer(p: Phrases, item: Item) -> bool:
    """Whether a name ends a picture's credit that no stop closes: "Ảnh: VGP/Lê Bình Thủ tướng yêu cầu ..."."""
    return p.words[item.first - 1] == "/" and "ảnh" in p.words[max(0, item.first - 5) : item.first - 1]


def _eponym(p: Phrases, item: Item) -> bool:
    return " ".join(p.words[item.first : item.last]) in _NEVER


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
