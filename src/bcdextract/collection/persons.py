"""Officials of different articles that are one person: never by name alone, nor where something speaks against it.

Two mentions of a name are one person where they share more than the name: a post, a unit, a meeting, a text, a place.
They are kept apart where they cannot be one: "ông" and "bà", or posts in two places about the same time.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bcdextract.collection.groups import Groups, by_key
from bcdextract.collection.organisations import Link
from bcdextract.collection.whereabouts import Place, differ
from bcdextract.lexicon import builtin
from bcdextract.resolve.forms import form
from bcdextract.resolve.people import key as name_key
from bcdextract.text import fold

CONFIDENCE = {
    "same_post": 0.97,
    "same_central_post": 0.97,
    "same_meeting": 0.95,
    "same_text": 0.95,
    "same_unit": 0.9,
    "same_place": 0.75,
    "only_mention": 1.0,
}
"""How sure a link is by its reason, the surest first: weights set by hand, in the order of how much each shows."""
MOVING = 2.0
"""Years within which nobody is taken to have posts in two places of one level."""
CAREER = 10.0
"""Years that may lie between two mentions of a person that share a unit or a place."""
STEP = 0.5
"""Years that lie between two different posts in one unit, if the second is the next step and not another person."""
_MEN, _WOMEN = frozenset(map(fold, ("ông", "anh"))), frozenset(map(fold, ("bà", "chị")))


class Post(NamedTuple):
    """A post: its title, the organisation if it is known, where that is, whether it was given up, and whether it is
    held beside another one, as a seat in a steering committee is."""

    title: str
    organisation: int | None = None
    place: Place | None = None
    former: bool = False
    beside: bool = False


class Seen(NamedTuple):
    """An official of one article, with the day the article is about; the meetings (with their days) and the text that
    others report too."""

    id: int
    article: int
    name: str
    day: str | None = None
    honorific: str | None = None
    posts: tuple[Post, ...] = ()
    events: tuple[tuple[int, str], ...] = ()
    text: int | None = None


class Apart(NamedTuple):
    """Two groups of one name that cannot be one person, and why."""

    group: int
    other: int
    reason: str


def persons(officials: Sequence[Seen]) -> tuple[list[Link], list[Apart]]:
    """The person of every official, by its place in the list of persons; and who of one name was kept apart.

    Of a name that many people bear each is set against the first only.
    """
    names = by_key([name_key(official.name)] for official in officials)
    groups = Groups(len(officials))
    reasons: dict[int, str] = {}
    told: list[tuple[int, int, str]] = []
    for numbers in names.values():
        known = {number: _Known([officials[number]]) for number in numbers}
        _join(officials, numbers, groups, known, reasons)
        first, *others = sorted({groups.of(number) for number in numbers})
        told += [(first, other, why) for other in others if (why := known[first].against(known[other]))]
    places = {groups.of(members[0]): place for place, members in enumerate(groups.sets())}
    links = [
        Link(places[groups.of(number)], reason, CONFIDENCE[reason])
        for number in range(len(officials))
        for reason in [reasons.get(number, "only_mention")]
    ]
    return links, sorted(Apart(places[first], places[other], why) for first, other, why in told)


class _Known:
    """What is known of a person so far: the article days, honorifics, and the places of posts with their days."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self.articles = {one.article for one in seen}
        self.honorifics = {fold(one.honorific or "") for one in seen}
        self.held = [
            (post.place, _year(one.day)) for one in seen for post in one.posts if post.place and not post.former
        ]
        self.years = [year for one in seen if (year := _year(one.day)) is not None]

    def add(self, other: _Known) -> None:
        self.articles |= other.articles
        self.honorifics |= other.honorifics
        self.held = sorted({*self.held, *other.held}, key=repr)
        self.years += other.years

    def against(self, other: _Known) -> str | None:
        """Why the two cannot be one person; ``None`` where nothing speaks against it."""
        if self.articles & other.articles:
            return "both_in_one_article"
        if (self.honorifics & _MEN and other.honorifics & _WOMEN) or (
            self.honorifics & _WOMEN and other.honorifics & _MEN
        ):
            return "man_and_woman"
        for place, year in self.held:
            for elsewhere, then in other.held:
                close = year is None or then is None or abs(year - then) < MOVING
                if close and place is not None and elsewhere is not None and differ(place, elsewhere):
                    return "posts_in_two_places"
        return None

    def far(self, other: _Known) -> bool:
        """Whether too many years lie between the two for a shared unit to mean much."""
        if not self.years or not other.years:
            return False
        return max(min(self.years) - max(other.years), min(other.years) - max(self.years)) > CAREER


def _join(
    officials: Sequence[Seen],
    numbers: Sequence[int],
    groups: Groups,
    known: dict[int, _Known],
    reasons: dict[int, str],
) -> None:
    """Joins the mentions of one name, by the surest reasons first."""
    rare = _is_rare([officials[number] for number in numbers])
    shared: dict[str, dict[object, list[int]]] = defaultdict(dict)
    for number in numbers:
        for reason, key in _anchors(officials[number], rare):
            shared[reason].setdefault(key, []).append(number)

    def unless(one: int, other: int) -> bool:
        return known[one].against(known[other]) is not None or known[one].far(known[other])

    for reason in CONFIDENCE:
        for found in shared.get(reason, {}).values():
            for one, other in _pairs(found, groups):
                if not _fits(reason, officials[one], officials[other], rare):
                    continue
                first, second = sorted((groups.of(one), groups.of(other)))
                if groups.join(one, other, unless=unless):
                    known[first].add(known.pop(second))
                if groups.of(one) == groups.of(other):
                    reasons.setdefault(one, reason)
                    reasons.setdefault(other, reason)


def _pairs(found: Sequence[int], groups: Groups) -> Iterator[tuple[int, int]]:
    """Each of them with those before it that stand for a group: few, for most are joined as they come."""
    heads: list[int] = []
    for number in found:
        yield from ((head, number) for head in heads)
        if all(groups.of(head) != groups.of(number) for head in heads):
            heads.append(number)


def _fits(reason: str, one: Seen, other: Seen, rare: bool) -> bool:
    """Whether two mentions that share a unit or a place may be one person by their posts."""
    if reason not in ("same_unit", "same_place"):
        return True
    later = _gap(one, other)
    both = [(post, then) for post in one.posts for then in other.posts]
    if reason == "same_place":
        return any(a.place == b.place is not None and (a.beside or b.beside or later >= STEP) for a, b in both)
    step = rare and later >= STEP
    same = [(a, b) for a, b in both if a.organisation is not None and a.organisation == b.organisation]
    return any(step or _one_title(a.title, b.title) for a, b in same)


def _one_title(title: str, other: str) -> bool:
    """Whether one title is the other, said more fully: "Phó Bí thư" and "Phó Bí thư Thường trực", not "Bí thư"."""
    short, long = sorted((form(title), form(other)), key=len)
    return long[: len(short)] == short


def _gap(one: Seen, other: Seen) -> float:
    """Years between two mentions, none where a day is not known."""
    first, last = _year(one.day), _year(other.day)
    return 0.0 if first is None or last is None else abs(first - last)


def _anchors(official: Seen, rare: bool) -> Iterator[tuple[str, object]]:
    """What an official shares with other mentions of the same person, by reason."""
    for post in official.posts:
        title = " ".join(form(post.title))
        if title in _of_many():
            continue
        if post.organisation is not None:
            yield "same_post", (title, post.organisation)
            yield "same_unit", post.organisation
        elif title in _only_one():
            yield "same_central_post", title
        if rare and post.place is not None and post.place.level in ("district", "commune"):
            yield "same_place", post.place
    for event in official.events:
        yield "same_meeting", event
    if official.text is not None:
        for title in {" ".join(form(post.title)) for post in official.posts} or {""}:
            yield "same_text", (official.text, official.day, title)


def _is_rare(seen: Sequence[Seen]) -> bool:
    """Whether a name of three words or more has posts in one place only, in all of the archive."""
    places = {post.place for one in seen for post in one.posts if post.place}
    same = all(not differ(one, other) for one in places for other in places) if len(places) < 10 else False
    return same and len(name_key(seen[0].name).split()) >= 3


@cache
def _only_one() -> frozenset[str]:
    """Titles that say all by themselves: "Phó Thủ tướng", "Ủy viên Bộ Chính trị"."""
    return frozenset(
        " ".join(form(alias))
        for entry in builtin("positions")
        if entry.data["tail"] == "whole"
        for alias in entry.aliases
    )


@cache
def _of_many() -> frozenset[str]:
    """Titles that many people of one unit bear, so that a name and such a title say little: "cán bộ", "chuyên viên"."""
    return frozenset(
        " ".join(form(alias))
        for entry in builtin("positions")
        if entry.data.get("weak") or "Chuyên viên" in entry.aliases
        for alias in entry.aliases
    )


def _year(day: str | None) -> float | None:
    if day is None:
        return None
    date = dt.date.fromisoformat(day)
    return date.year + date.timetuple().tm_yday / 366


def first_and_last(days: Iterable[str | None]) -> tuple[str | None, str | None]:
    """The first and the last of some days.

    >>> first_and_last(["2024-03-05", None, "2023-01-01"])
    ('2023-01-01', '2024-03-05')
    """
    known = sorted(day for day in days if day)
    return (known[0], known[-1]) if known else (None, None)
