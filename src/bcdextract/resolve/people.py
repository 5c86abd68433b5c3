"""People: all mentions of one person together, the forms of each post merged, later mentions linked where only one fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bcdextract.mention import PersonHit, PostHit
from bcdextract.phrase import Item, Phrases, items_of
from bcdextract.resolve.forms import form
from bcdextract.text import fold


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post with all its mentions; the first is the longest form."""

    hits: tuple[PostHit, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the name, the mentions by full name, and the posts."""

    name: str
    hits: tuple[PersonHit, ...]
    posts: tuple[HeldPost, ...]


_COMRADE = "đ"
"""What every form of "đồng chí" begins with ("đ/c", "đ.c")."""


def key(name: str) -> str:
    """A name for comparing: folded, white space blurred."""
    return " ".join(fold(name).split())


def resolve(hits: Sequence[PersonHit], text: str) -> list[Person]:
    """People in a public role, in the order of their first mentions."""
    by_name: dict[str, list[PersonHit]] = {}
    for hit in hits:
        by_name.setdefault(key(hit.name or ""), []).append(hit)
    for short in sorted(by_name, key=len):
        longer = [name for name in by_name if name.startswith(short + " ")]
        if len(longer) == 1:
            by_name[longer[0]] = sorted(by_name[longer[0]] + by_name.pop(short), key=lambda h: h.start)
    people = []
    for name, members in by_name.items():
        posts = _merge([post for hit in members for post in hit.posts], text)
        if posts or _public(members, text):
            full = next(hit for hit in members if key(hit.name or "") == name)
            people.append(Person(_name(full, members), tuple(members), posts))
    return sorted(people, key=lambda person: person.hits[0].start)


def _name(full: PersonHit, members: Sequence[PersonHit]) -> str:
    """The name as written, in mixed case where any mention has it."""
    same = [hit.name for hit in members if hit.name and key(hit.name) == key(full.name or "")]
    return next((name for name in same if not name.isupper()), same[0])


_PRIVATE = re.compile(
    r"^[^.;]{0,25}\b(?:\d+ tuổi|thôn|ấp|xóm|hộ|người dân|nông dân|nhân chứng|chủ (?:hộ|quán|cửa|vườn)|trú tại|ngụ|học sinh|sinh viên"
    r"|bệnh nhân|công nhân|thuộc (?:tiểu|trung|đại) đ[òo]àn)"
)
"""What follows the name of somebody who is named as a private person."""


def _public(members: Sequence[PersonHit], text: str) -> bool:
    """Whether a person without a post is named as an official: by "đồng chí", a rank, a degree, or as "ông", "bà"."""
    for hit in members:
        honorific = fold(hit.honorific or "").removeprefix("các ")
        if hit.rank or hit.academic or honorific.startswith(_COMRADE):
            return True
        if honorific in ("ông", "bà") and not _PRIVATE.search(fold(text[hit.end : hit.end + 60])):
            return True
    return False


def _merge(posts: Sequence[PostHit], text: str) -> tuple[HeldPost, ...]:
    """Posts with the shorter forms of each put under its longest, in text order."""
    kept: list[list[PostHit]] = []
    for post in sorted(posts, key=lambda h: (-len(form(text[h.start : h.end])), h.start)):
        words = form(text[post.start : post.end])
        home = next((group for group in kept if _same_post(form(text[group[0].start : group[0].end]), words)), None)
        if home is None:
            kept.append([post])
        else:
            home.append(post)
    kept.sort(key=lambda group: min(hit.start for hit in group))
    return tuple(HeldPost(tuple([group[0], *sorted(group[1:], key=lambda h: h.start)])) for group in kept)


def _same_post(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether the words of one form stand in the other, after the same first word."""
    return bool(short) and full[:1] == short[:1] and not Counter(short) - Counter(full)


def later_mentions(p: Phrases, people: Sequence[Person], text: str) -> Iterator[tuple[int, PersonHit]]:
    """Mentions by a given name ("ông Dũng") or by post alone ("đồng chí Phó Bí thư Huyện ủy"), where one person fits."""
    taken = frozenset(hit.start for person in people for hit in person.hits)
    owned = frozenset(post.start for person in people for held in person.posts for post in held.hits)
    given: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        given.setdefault(key(person.name).rsplit(" ", 1)[-1], []).append(number)
    for at, sentence in enumerate(p.view.sentences):
        line = items_of(p, sentence)
        for k, item in enumerate(line):
            found = None
            if item.kind == "H" and k + 1 < len(line) and line[k + 1].kind in "xN":
                found = _by_given_name(p, line[k + 1], given, taken)
            elif item.kind == "P" and p.tokens[item.first].start not in owned:
                found = _by_post(p, line, k, people, text)
            if found is not None:
                number, first, last, rule = found
                start, end = p.tokens[first].start, p.tokens[last - 1].end
                yield number, PersonHit(start, end, rule, None, False, sentence=at)


def _by_given_name(
    p: Phrases, item: Item, given: dict[str, list[int]], taken: frozenset[int]
) -> tuple[int, int, int, str] | None:
    if not p.cap(item.first) or p.cap(item.first + 1) or p.tokens[item.first].start in taken:
        return None
    fits = given.get(p.fold(item.first), [])
    return (fits[0], item.first, item.first + 1, "given_name_of_one_person") if len(fits) == 1 else None


def _by_post(
    p: Phrases, line: Sequence[Item], k: int, people: Sequence[Person], text: str
) -> tuple[int, int, int, str] | None:
    """The only person who was introduced with this post; plural mentions and posts of a list name nobody."""
    item = line[k]
    before = line[k - 1].kind if k else ""
    after = line[k + 1].kind if k + 1 < len(line) else ""
    if (
        before in "LNP&/"
        and before
        or after in ("N", "H", "-", "&")
        or (before in ",-:" and before and k > 1 and line[k - 2].kind in "NP")
    ):
        return None
    if item.value.weak or (
        before == "x" and p.fold(item.first - 1) in ("các", "những", "của", "làm", "là", "với", "cho", "bầu", "chức")
    ):
        return None
    words = form(text[p.tokens[item.first].start : p.tokens[item.last - 1].end])
    fits = [
        number
        for number, person in enumerate(people)
        if any(_same_post(form(text[hit.start : hit.end]), words) for held in person.posts for hit in held.hits[:1])
    ]
    return (fits[0], item.first, item.last, "post_of_one_person") if len(fits) == 1 else None
