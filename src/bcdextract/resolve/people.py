"""People: all mentions of one together, the forms of each post merged, later mentions linked where only one fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bcdextract.mention import PersonHit, PostHit
from bcdextract.phrase import Item, Phrases, lines_of
from bcdextract.resolve.forms import Form, form
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


_CLERGY: Final = tuple(map(fold, ("thượng tọa", "hòa thượng", "ni sư", "ni trưởng", "linh mục", "giám mục", "mục sư")))
_COMRADE: Final = "đ"
"""What every form of "đồng chí" begins with ("đ/c", "đ.c")."""


def key(name: str) -> str:
    """A name for comparing: folded, white space blurred."""
    return " ".join(fold(name).split())


def resolve(hits: Sequence[PersonHit], text: str) -> list[Person]:
    """People in a public role, in the order of their first mentions."""
    by_name: dict[str, list[PersonHit]] = {}
    keys = {hit.name: key(hit.name or "") for hit in hits}
    for hit in hits:
        by_name.setdefault(keys[hit.name], []).append(hit)
    beginnings, endings = _beginnings(by_name), _endings(by_name)
    for short in sorted(by_name, key=len):
        longer = [name for name in beginnings.get(short, ()) if name in by_name]
        if not longer:
            longer = [name for name in endings.get(short, ()) if _again(by_name[short], by_name.get(name, ()))]
        if len(longer) == 1:
            by_name[longer[0]] = sorted(by_name[longer[0]] + by_name.pop(short), key=lambda h: h.start)
    people = []
    for name, members in by_name.items():
        posts = _merge([post for hit in members for post in hit.posts], text)
        if posts or _public(members, text):
            same = [hit.name or "" for hit in members if keys[hit.name] == name]
            people.append(Person(_name(same), tuple(members), posts))
    return sorted(people, key=lambda person: person.hits[0].start)


def _endings(names: Iterable[str]) -> dict[str, list[str]]:
    """The names that end in one or two syllables, by those: "quốc bình" ends "lê quốc bình"."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = name.split(" ")
        if len(words) > 2:
            found[words[-1]].append(name)
            found[" ".join(words[-2:])].append(name)
    return found


def _again(short: Sequence[PersonHit], longer: Sequence[PersonHit]) -> bool:
    """Whether somebody is named again by a given name of two syllables: "bà Tố Uyên" after "Phan Thị Tố Uyên"."""
    if not longer:
        return False
    named = longer[0].end <= short[0].start and len((longer[0].name or "").split()) > len((short[0].name or "").split())
    return named and all(hit.honorific and not hit.posts for hit in short)


def _beginnings(names: Iterable[str]) -> dict[str, list[str]]:
    """The names that begin with some fewer words, by those words: "lê an" begins "lê an bình"."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        at = name.find(" ")
        while at >= 0:
            found[name[:at]].append(name)
            at = name.find(" ", at + 1)
    return found


def _name(same: Sequence[str]) -> str:
    """The name as written, in mixed case where any mention has it."""
    return next((name for name in same if not name.isupper()), same[0])


_PRIVATE: Final = re.compile(
    r"^[^.;]{0,25}\b(?:\d+ tuổi|thôn|ấp|xóm|hộ|người (?:dân|hiến|tặng)|nông dân|nhân chứng|nhân vật"
    r"|cử tri|ngư dân|tiểu thương|du khách|cổ đông|nhà (?:ở|sát|gần|cạnh)"
    r"|chủ (?:hộ|quán|cửa|vườn|xưởng|vựa|tàu|trọ|tiệm)|trú tại|ngụ|học sinh|sinh viên"
    r"|bệnh nhân|công nhân|thuộc (?:tiểu|trung|đại) đ[òo]àn"
    r"|người bào chữa)"
    r"|^,? (?:ở )?(?:bản(?! thân)|buôn|bon|làng|tổ dân phố|khu phố)\b|^, (?:xã|phường|thị trấn)\b"
)
"""What follows the name of somebody who is named as a private person."""
_PRIVATELY: Final = re.compile(
    r"\b(?:(?:cử tri|cổ đông|ngư dân|tiểu thương|du khách|bị cáo|bị can|nạn nhân|tài xế|lái xe)\b"
    r"(?: [^.;,]{0,40} và)?|(?:nhà|hộ|gia đình)"
    r"(?: (?:ông|bà) [^.;,\s]+(?: [^.;,\s]+){0,3} và)?)(?: (?:ông|bà))? $"
)
"""What stands before such a name: "nhà bà A", "cử tri A (tổ 14) và bà B"."""


def _public(members: Sequence[PersonHit], text: str) -> bool:
    """Whether a person without a post is named as an official: by "đồng chí", a rank, a degree, or as "ông", "bà"."""
    for hit in members:
        honorific = fold(hit.honorific or "").removeprefix("các ")
        if hit.rank or honorific.startswith((_COMRADE, *_CLERGY)):
            return True
        if (hit.academic or honorific.startswith(("ông", "bà"))) and not _private(hit, text):
            return True
    return False


def _private(hit: PersonHit, text: str) -> bool:
    """Whether the words beside a name say that it is a private person's."""
    before, after = fold(text[max(0, hit.start - 70) : hit.start]), fold(text[hit.end : hit.end + 60])
    return _PRIVATE.search(after) is not None or _PRIVATELY.search(before) is not None


def _merge(posts: Sequence[PostHit], text: str) -> tuple[HeldPost, ...]:
    """Posts with the shorter forms of each put under its longest, in text order."""
    kept: list[tuple[Form, list[PostHit]]] = []
    said = [(form(text[post.start : post.end]), post) for post in posts]
    if any(words != _DELEGATE for words, _ in said):  # "Đại biểu An, Trưởng thôn": that he speaks, beside his post
        said = [(words, post) for words, post in said if words != _DELEGATE]
    for words, post in sorted(said, key=lambda pair: (-len(pair[0]), _short(text, pair[1]), pair[1].start)):
        home = next((group for full, group in kept if _same_post(full, words)), None)
        if home is None:
            kept.append((words, [post]))
        else:
            home.append(post)
    groups = sorted([group for _, group in kept], key=lambda group: min([hit.start for hit in group]))
    return tuple([HeldPost((group[0], *sorted(group[1:], key=lambda h: h.start))) for group in groups])


_DELEGATE: Final = form("đại biểu")


def _short(text: str, post: PostHit) -> bool:
    """Whether a post is written with a short form: "khối CQ&DN" gives way to "khối Cơ quan và Doanh nghiệp"."""
    return len(form(text[post.start : post.end])) > len(text[post.start : post.end].split())


def _same_post(full: Form, short: Form) -> bool:
    """Whether the words of one form stand in the other, after the same first word."""
    if not short or full[:1] != short[:1]:
        return False
    rest = iter(full)
    return all(word in rest for word in short)  # in the same order: "Bí thư Huyện ủy", "Bí thư ... Quân sự huyện"


_ADDRESSED: Final = re.compile("[HKP]")
"""Items by which somebody who was introduced before is named again."""


def later_mentions(p: Phrases, people: Sequence[Person], text: str) -> Iterator[tuple[int, PersonHit]]:
    """Mentions by given name or by post alone, where one person fits.

    "ông Dũng", "Thiếu tá Dũng", "đồng chí Phó Bí thư Huyện ủy".
    """
    taken = frozenset(hit.start for person in people for hit in person.hits)
    owned = frozenset(post.start for person in people for held in person.posts for post in held.hits)
    given: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        given.setdefault(key(person.name).rsplit(" ", 1)[-1], []).append(number)
    posts = _posts_by_first_word(people, text)
    for at, (line, kinds) in enumerate(lines_of(p)):
        for said in _ADDRESSED.finditer(kinds):
            k, kind = said.start(), said[0]
            found = None
            if kind != "P" and kinds[k + 1 : k + 2] in ("x", "N"):
                found = _by_given_name(p, line[k + 1], given, taken)
            elif kind == "P" and p.tokens.start[line[k].first] not in owned:
                found = _by_post(p, line, k, posts, text)
            if found is not None:
                number, first, last, rule = found
                start, end = p.tokens.start[first], p.tokens.end[last - 1]
                yield number, PersonHit(start, end, rule, None, False, sentence=at)


def _posts_by_first_word(people: Sequence[Person], text: str) -> Mapping[str, Sequence[tuple[int, Form]]]:
    """The form of every post with the number of who holds it, by the first word: two forms of a post share it."""
    found: dict[str, list[tuple[int, Form]]] = defaultdict(list)
    for number, person in enumerate(people):
        for held in person.posts:
            words = form(text[held.hits[0].start : held.hits[0].end])
            if words:
                found[words[0]].append((number, words))
    return found


def _by_given_name(
    p: Phrases, item: Item, given: dict[str, list[int]], taken: frozenset[int]
) -> tuple[int, int, int, str] | None:
    if not p.caps[item.first] or p.caps[item.first + 1] or p.tokens.start[item.first] in taken:
        return None
    fits = given.get(p.words[item.first], [])
    return (fits[0], item.first, item.first + 1, "given_name_of_one_person") if len(fits) == 1 else None


_IN_A_LIST: Final = frozenset("LNP&/")
_COMMAS: Final = frozenset(",-:")
_OF_NOBODY: Final = frozenset(("các", "những", "của", "làm", "là", "với", "cho", "bầu", "chức", "danh", "vụ", "cựu"))
"""Words after which a post is spoken of, not its holder: "bầu Phó Bí thư"."""


def _by_post(
    p: Phrases, line: tuple[Item, ...], k: int, posts: Mapping[str, Sequence[tuple[int, Form]]], text: str
) -> tuple[int, int, int, str] | None:
    """The only person who was introduced with this post; plural mentions and posts of a list name nobody."""
    item = line[k]
    before = line[k - 1].kind if k else ""
    after = line[k + 1].kind if k + 1 < len(line) else ""
    listed = before in _IN_A_LIST or (before in _COMMAS and k > 1 and line[k - 2].kind in "NP")
    if listed or after in ("N", "H", "-", "&") or item.value.weak:
        return None
    if before == "x" and p.words[item.first - 1] in _OF_NOBODY:
        return None
    if before == "H" and p.words[line[k - 1].first - 1].isdigit():
        return None  # "27 đồng chí Ủy viên Ban Chấp hành"
    words = form(text[p.tokens.start[item.first] : p.tokens.end[item.last - 1]])
    fits = {number for number, full in posts.get(words[0], ()) if _same_post(full, words)} if words else set()
    return (fits.pop(), item.first, item.last, "post_of_one_person") if len(fits) == 1 else None
