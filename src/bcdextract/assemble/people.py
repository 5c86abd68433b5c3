"""Officials: people with their posts, each post tied to its unit."""

from __future__ import annotations

from collections.abc import Sequence

from bcdextract.assemble.evidence import evidences, identity
from bcdextract.assemble.features import of_official, of_position
from bcdextract.mention import PersonHit, UnitHit
from bcdextract.record import Official, Position
from bcdextract.resolve.people import HeldPost, Person


def officials(
    article: str,
    text: str,
    people: Sequence[Person],
    later: Sequence[tuple[int, PersonHit]],
    unit_ids: dict[tuple[int, int], str],
) -> tuple[Official, ...]:
    """One official a person, in text order; ``unit_ids`` gives the id of the unit whose mention fills a span."""
    mentions = [list(person.hits) for person in people]
    for number, hit in later:
        mentions[number].append(hit)
    return tuple([_official(article, text, *pair, unit_ids) for pair in zip(people, mentions, strict=True)])


def _official(
    article: str, text: str, person: Person, mentions: Sequence[PersonHit], unit_ids: dict[tuple[int, int], str]
) -> Official:
    return Official(
        id=identity(article, "official", person.name),
        name=person.name,
        honorific=_first([hit.honorific for hit in person.hits]),
        rank=_first([hit.rank for hit in person.hits]),
        academic=_first([hit.academic for hit in person.hits]),
        positions=tuple([_position(text, held, person.hits, unit_ids) for held in person.posts]),
        mentions=evidences(text, sorted(mentions, key=lambda hit: (hit.start, hit.end))),
        confidence=of_official(person, mentions),
    )


def _first(values: Sequence[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _position(text: str, held: HeldPost, names: Sequence[PersonHit], unit_ids: dict[tuple[int, int], str]) -> Position:
    longest = held.hits[0]
    unit = next((unit_ids[hit.unit] for hit in held.hits if hit.unit is not None and hit.unit in unit_ids), None)
    return Position(
        title=longest.title,
        unit=unit,
        text=" ".join(text[longest.start : longest.end].split()),
        acting=any(hit.acting for hit in held.hits),
        former=any(hit.former for hit in held.hits),
        evidence=evidences(text, sorted(held.hits, key=lambda hit: hit.start)),
        confidence=of_position(held, names),
    )


def unit_spans(groups: Sequence[Sequence[UnitHit]], ids: Sequence[str]) -> dict[tuple[int, int], str]:
    """The id of the unit for every span that names one."""
    return {(hit.start, hit.end): unit for hits, unit in zip(groups, ids, strict=True) for hit in hits}
