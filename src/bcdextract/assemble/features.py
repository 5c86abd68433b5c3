"""Which feature of ``confidence.KINDS`` a fact has: what tells how often facts like it are right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bcdextract.confidence import of
from bcdextract.mention import DocumentHit, MeetingHit, PersonHit, ResultHit, RoleHit, UnitHit
from bcdextract.phrase.marks import name_words
from bcdextract.resolve.people import HeldPost, Person
from bcdextract.text import fold

_CLOSE: Final = 40
"""Characters between a name and a post that still stands beside it, other posts between them."""


def of_meeting(hit: MeetingHit, number: int) -> float:
    """``number`` counts the meetings of the article from 0."""
    date = hit.date
    if number:
        feature = "further"
    elif date is None or (date.start_date is None and date.day is None):
        feature = "no_day"
    elif date.start_date is None:
        feature = "year_open"
    elif date.relative is not None or date.same_day:
        feature = "relative_day"
    else:
        feature = "day_written" if date.basis == "explicit" else "year_inferred"
    return of("meeting", feature)


def of_participant(hits: Sequence[RoleHit]) -> float:
    """``hits`` are the places that give one person one part."""
    role = hits[0].role
    if role == "speak" and all(hit.rule == "role_according_to" for hit in hits):
        return of("participant", "according_to")
    return of("participant", role)


def of_unit(full: UnitHit, hits: Sequence[UnitHit]) -> float:
    """``full`` is what the name was taken from, ``hits`` are all mentions; those inside longer names do not count."""
    hits = [hit for hit in hits if hit.rule != "unit_in_name"]
    if full.generic:
        feature = "generic"
    elif full.lone:
        feature = "head_alone"
    elif full.rule == "unit_in_list":
        feature = "in_list"
    elif all(hit.rule == "unit_in_post" for hit in hits):
        feature = "in_posts"
    else:
        feature = "named_again" if len(hits) > 1 else "named"
    return of("unit", feature)


def of_official(person: Person, mentions: Sequence[PersonHit]) -> float:
    if not person.posts:
        feature = "no_post"
    elif fold(person.name.split(maxsplit=1)[0]) not in name_words().strong:
        feature = "weak_surname"
    else:
        feature = "post_again" if len(mentions) > 1 else "post"
    return of("official", feature)


def of_position(held: HeldPost, names: Sequence[PersonHit]) -> float:
    """``names`` are the mentions of who holds the post."""
    post = held.hits[0]
    if len(held.hits) > 1:
        feature = "said_again"
    elif min(max(name.start - post.end, post.start - name.end) for name in names) > _CLOSE:
        feature = "apart"
    else:
        feature = "title_alone" if post.unit is None else "with_unit"
    return of("position", feature)


_CARRIED: Final = ("_of_subject", "_inherited", "_in_brackets")


def of_result(hit: ResultHit) -> float:
    if hit.item is None:
        feature = "no_item"
    elif hit.rule.endswith(_CARRIED):
        feature = "carried"
    elif hit.measure in ("percent", "money"):
        feature = "percent_or_money"
    elif hit.rule == "number_word":
        feature = "number_word"
    else:
        feature = "measure" if hit.rule.startswith("measure") else "count"
    return of("result", feature)


def of_document(hit: DocumentHit) -> float:
    """``hit`` is the fullest citation."""
    return of("document", {"coded_number": "coded", "bare_number": "bare"}.get(hit.rule, "other"))
