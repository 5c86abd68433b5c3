"""Localities: which administrative unit each organisation and meeting place is of, by the article's own context."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple, get_args

from bcdextract import places
from bcdextract.mention import MeetingHit, Span, UnitHit
from bcdextract.phrase import Phrases
from bcdextract.record import Article, Locality, UnitKind
from bcdextract.resolve.localities.home import Home
from bcdextract.resolve.localities.seek import OF_PROVINCE, Notice, Seeker
from bcdextract.resolve.localities.words import (
    PlaceWord,
    bare_tail,
    gazetteer_end,
    higher_after,
    place_words,
    tokens_of,
)
from bcdextract.resolve.units import UnitGroup

__all__ = ["Localities", "Notice", "check", "resolve"]


class Localities(NamedTuple):
    """Localities of the units and of the meetings' places, in their order, and what is to be said of them."""

    units: tuple[Locality | None, ...]
    places: tuple[Locality | None, ...]
    notices: tuple[Notice, ...]


def resolve(
    article: Article,
    p: Phrases,
    groups: Sequence[UnitGroup],
    meetings: Sequence[MeetingHit],
    default: str | None = None,
) -> Localities:
    """The locality of each unit and meeting place; ``default`` is where the article is from if it does not tell.

    The day is that of publication or of the meeting; without either a name must have meant one unit at all times.
    """
    day = _day(article, meetings)
    hits = [_fullest(group) for group in groups]
    said = [_words_of(p, hit) for hit in hits]
    at = {(hit.start, hit.end): words for group, words in zip(groups, said, strict=True) for hit in group.hits}
    hosts = [at.get((span.start, span.end), []) for span in (meetings[0].conveners if meetings else ())]
    hosts = sorted(filter(None, hosts), key=lambda words: words[0].name is None)
    convening = hosts[0] if hosts else []
    seeker = Seeker(Home(article, p, day, convening, default))
    units = tuple([seeker.locality(words) for words in said])
    where = tuple([seeker.locality(_words_in(p, hit.location)) if hit.location else None for hit in meetings])
    return Localities(units, where, seeker.notices())


def check(default: str) -> None:
    """Raises ``ValueError``, with the mend, for a default that the table of places does not have or has several of."""
    found = places.find(default, None)
    if found.status == "unknown":
        raise ValueError(
            f"locality={default!r}: the table of places has none of that name; check its type and spelling"
        )
    if len({each.within for each in found.candidates}) > 1:
        raise ValueError(f"locality={default!r}: may be any of {len(found.candidates)} places; name its province, too")


def _day(article: Article, meetings: Sequence[MeetingHit]) -> dt.date | None:
    """The day of publication, else of the first meeting that has one."""
    if article.published is not None:
        return article.published.date() if isinstance(article.published, dt.datetime) else article.published
    return next((hit.date.start_date for hit in meetings if hit.date and hit.date.start_date), None)


def _fullest(group: UnitGroup) -> UnitHit:
    return max(group.hits, key=lambda hit: hit.end - hit.start)


_BARE_KINDS: Final = frozenset(get_args(UnitKind)) - {"steering_committee", "school", "enterprise", "other"}
"""Kinds of units that a place's bare name may end the name of: "Sở Y tế Hà Nam"; a school's may be a person's."""
_ADJACENT: Final = 2
"""Characters between a type of place and the place it lies in: "UBND xã, huyện A"."""


def _words_of(p: Phrases, hit: UnitHit) -> list[PlaceWord]:
    """What a unit's name says of its place; nothing for a unit of the centre or all units of a level."""
    if hit.generic or hit.level == "central":
        return []
    first, last = tokens_of(p, hit.start, hit.end)
    found = place_words(p, first, last)
    if found:
        own = _own(found, last_is_own=hit.kind == "steering_committee")
        return own + higher_after(p, last) if own[-1].name and own[-1].end == hit.end else own
    head = p.at(first, "units")
    after = head[0] if head else first + 1
    tail = None if _of_school(p, after, last) else bare_tail(p, after, last)
    if tail is not None and (hit.kind in _BARE_KINDS or p.view.folded[: tail.start].endswith(" của ")):
        return [tail]
    if hit.level == "province" and hit.kind == "government":
        return [PlaceWord(OF_PROVINCE, None, hit.start, hit.end)]  # "Sở Nội vụ" is a province's by its name
    return []


def _of_school(p: Phrases, first: int, last: int) -> bool:
    """Whether a school, firm or the like is part of a name: what that ends with may be its own name."""
    heads = (p.at(i, "units") for i in range(first, last))
    return any(head is not None and head[1].data["kind"] not in _BARE_KINDS for head in heads)


def _own(words: list[PlaceWord], last_is_own: bool) -> list[PlaceWord]:
    """The unit's own place and those above it, without a type that its purpose has: "thẩm định xã ... tỉnh A"."""
    named = next((i for i, word in enumerate(words) if word.name), None)
    if named is None:
        return words[-1:] if last_is_own else words[:1]
    if named and words[named].start - words[named - 1].end <= _ADJACENT:
        named -= 1
    return words[named:]


def _words_in(p: Phrases, span: Span) -> list[PlaceWord]:
    first, last = tokens_of(p, *span)
    found = place_words(p, first, last)
    start = next((i + 1 for i in range(last - 1, first - 1, -1) if p.words[i] in (",", "-")), first)
    bare = p.text(start, last) if last > start and gazetteer_end(p, start, last) == last else None
    if found and found[-1].name and found[-1].end == span.end:
        return found + higher_after(p, last)
    return found or ([PlaceWord("", bare, p.tokens.start[start], span.end)] if bare else [])
