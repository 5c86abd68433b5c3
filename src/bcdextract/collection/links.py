"""Links from article to article, made for a whole archive: written all at once, the same for the same articles."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bcdextract.collection import schema
from bcdextract.collection.contradictions import Told, contradictions, number_of
from bcdextract.collection.duplicates import Similar, duplicates
from bcdextract.collection.events import Held, events
from bcdextract.collection.organisations import Link, organisations
from bcdextract.collection.persons import Apart, Post, Seen, first_and_last, persons
from bcdextract.collection.whereabouts import Located, Named, locate, province_of
from bcdextract.resolve.people import key as name_key

_TEXT_BLOCKS = frozenset(("title", "lead", "paragraph", "list"))
Rows = Iterable[Sequence[object]]


class Linked(NamedTuple):
    """How much was linked: groups that reach over more than one article, and what was kept apart or contradicts."""

    persons: int
    organisations: int
    events: int
    duplicates: int
    apart: int
    contradictions: int


class _Archive(NamedTuple):
    """All that links are made from, in the order of the articles."""

    articles: list[int]
    texts: Mapping[int, int]
    similar: list[Similar]
    units: list[Located]
    organisations: list[Link]
    meetings: list[Held]
    events: list[Link]


def link(connection: sqlite3.Connection) -> Linked:
    """Makes all links of an archive anew. Other writers wait; after an error the links are as they were."""
    schema.prepare(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        linked = _link(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return linked


def _link(connection: sqlite3.Connection) -> Linked:
    found = _read(connection)
    officials = _officials(connection, found)
    people, apart = persons(officials)
    told = contradictions(_told(connection, found))
    for table in reversed(schema.LINKS):
        connection.execute(f"DELETE FROM {table}")
    _write_organisations(connection, found)
    _write_events(connection, found)
    _write_persons(connection, officials, people, apart)
    numbers = found.articles
    _insert(connection, "duplicates", ((numbers[s.text], numbers[s.first], s.similarity) for s in found.similar))
    _insert(connection, "contradictions", ((n, c.event + 1, *c[1:]) for n, c in enumerate(told, start=1)))
    return Linked(
        _over_articles((o.article for o in officials), people),
        _over_articles((unit.unit.article for unit in found.units), found.organisations),
        _over_articles((meeting.article for meeting in found.meetings), found.events),
        len(found.similar),
        len(apart),
        len(told),
    )


def _read(connection: sqlite3.Connection) -> _Archive:
    articles = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY coalesce(date, '9999'), id")]
    similar = duplicates(_texts(connection))
    texts = {articles[place]: articles[one.first] for one in similar for place in (one.text, one.first)}
    units = locate(
        [
            Named(number, article, name, tuple(json.loads(aliases)), *more)
            for number, article, name, aliases, *more in connection.execute(
                "SELECT id, article, name, aliases, level, locality_code, locality_level, locality_province_code, "
                "coalesce(locality_candidates, '[]') <> '[]' FROM units ORDER BY id"
            )
        ],
        _provinces(connection),
    )
    known = organisations(units)
    meetings = _meetings(connection, {u.unit.id: o.group for u, o in zip(units, known, strict=True)}, texts)
    return _Archive(articles, texts, similar, units, known, meetings, events(meetings))


def _provinces(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("SELECT id, text FROM articles")
    return {article: province for article, text in rows if (province := province_of(text))}


def _texts(connection: sqlite3.Connection) -> Iterable[str]:
    """What each article tells, without the page around it."""
    rows = connection.execute("SELECT text, blocks FROM articles ORDER BY coalesce(date, '9999'), id")
    for text, blocks in rows:
        told = [text[block["start"] : block["end"]] for block in json.loads(blocks) if block["kind"] in _TEXT_BLOCKS]
        yield "\n".join(told) or text


def _meetings(connection: sqlite3.Connection, units: Mapping[int, int], texts: Mapping[int, int]) -> list[Held]:
    conveners = _many(
        connection, "SELECT meeting, unit FROM attendances WHERE role = 'convene' AND unit IS NOT NULL ORDER BY id"
    )
    chairs = _many(
        connection,
        "SELECT meeting, name FROM participations JOIN officials ON officials.id = official "
        "WHERE role = 'chair' ORDER BY participations.id",
    )
    ranks: Counter[int] = Counter()
    made = []
    for number, article, kind, day, session, start, end, published in connection.execute(
        "SELECT meetings.id, article, kind, date_start, date_session, period_start, period_end, published "
        "FROM meetings JOIN articles ON articles.id = article ORDER BY meetings.id"
    ):
        ranks[article] += 1
        made.append(
            Held(
                number,
                article,
                kind,
                ranks[article],
                day,
                session,
                (start, end) if start else None,
                tuple(dict.fromkeys(units[unit] for unit in conveners[number])),
                tuple(dict.fromkeys(name_key(name) for name in chairs[number])),
                texts.get(article),
                published,
            )
        )
    return made


def _officials(connection: sqlite3.Connection, found: _Archive) -> list[Seen]:
    groups = {u.unit.id: (o.group, u.place) for u, o in zip(found.units, found.organisations, strict=True)}
    shared = Counter(one.group for one in found.organisations)
    kinds = dict(connection.execute("SELECT id, kind FROM units"))
    posts = defaultdict(list)
    for official, title, unit, former in connection.execute(
        "SELECT official, title, unit, former FROM positions ORDER BY id"
    ):
        organisation, place = groups.get(unit, (None, None))
        known = organisation if organisation is not None and shared[organisation] > 1 else None
        posts[official].append(Post(title, known, place, bool(former), kinds.get(unit) == "steering_committee"))
    met = _many(connection, "SELECT official, meeting FROM participations ORDER BY id")
    reported = {
        meeting.id: (event.group, meeting.day)
        for meeting, event in zip(found.meetings, found.events, strict=True)
        if meeting.day
    }
    several = Counter(reported.values())
    return [
        Seen(
            number,
            article,
            name,
            day,
            honorific,
            tuple(posts[number]),
            tuple(dict.fromkeys(reported[m] for m in met[number] if m in reported and several[reported[m]] > 1)),
            found.texts.get(article),
        )
        for number, article, name, day, honorific in connection.execute(
            "SELECT officials.id, article, name, date, honorific FROM officials "
            "JOIN articles ON articles.id = officials.article ORDER BY officials.id"
        )
    ]


def _told(connection: sqlite3.Connection, found: _Archive) -> Iterable[Told]:
    """What articles tell of the events that more than one of them reports."""
    several = Counter(event.group for event in found.events)
    of_article: dict[int, int] = {}
    for meeting, event in zip(found.meetings, found.events, strict=True):
        if several[event.group] > 1:
            of_article.setdefault(meeting.article, event.group)
            if meeting.day:
                yield Told(event.group, meeting.article, "date", ("date of the meeting",), meeting.day)
    for article, value, approximation, item, *told in connection.execute(
        "SELECT article, value, approximation, item, measure, unit, status, change_direction, total, upper, "
        "period_start, period_end FROM results WHERE item IS NOT NULL ORDER BY id"
    ):
        if article in of_article:
            said = [None if part is None else str(part) for part in told]
            yield number_of(of_article[article], article, str(value), approximation, item, said)


def _write_organisations(connection: sqlite3.Connection, found: _Archive) -> None:
    _insert(
        connection,
        "organisation_links",
        (
            (u.unit.id, o.group + 1, o.reason, o.confidence)
            for u, o in zip(found.units, found.organisations, strict=True)
        ),
    )
    members = _members(found.units, found.organisations)
    kinds = dict(connection.execute("SELECT id, kind FROM units"))
    _insert(
        connection,
        "organisations",
        (
            (
                group + 1,
                max((unit.unit.name for unit in units), key=lambda name: (len(name), name)),
                Counter(kinds[unit.unit.id] for unit in units).most_common(1)[0][0],
                next((_shown(unit) for unit in units if unit.place), None),
                len(units),
                len({unit.unit.article for unit in units}),
            )
            for group, units in members.items()
        ),
    )


def _shown(unit: Located) -> str | None:
    place = unit.place
    return place and ", ".join(part for part in (place.name, place.province) if part)


def _write_events(connection: sqlite3.Connection, found: _Archive) -> None:
    _insert(
        connection,
        "event_links",
        ((m.id, e.group + 1, e.reason, e.confidence) for m, e in zip(found.meetings, found.events, strict=True)),
    )
    names = dict(connection.execute("SELECT id, name FROM organisations"))
    rows = []
    for group, meetings in _members(found.meetings, found.events).items():
        convener = next((names[one.conveners[0] + 1] for one in meetings if one.conveners), None)
        day = next((one.day for one in meetings if one.day), None)
        rows.append((group + 1, meetings[0].kind, day, convener, len(meetings), len({one.article for one in meetings})))
    _insert(connection, "events", rows)


def _write_persons(
    connection: sqlite3.Connection, officials: Sequence[Seen], links: Sequence[Link], apart: Sequence[Apart]
) -> None:
    _insert(
        connection,
        "person_links",
        ((o.id, one.group + 1, one.reason, one.confidence) for o, one in zip(officials, links, strict=True)),
    )
    rows = []
    for group, seen in _members(officials, links).items():
        first, last = first_and_last(one.day for one in seen)
        rows.append((group + 1, seen[0].name, len(seen), len({one.article for one in seen}), first, last))
    _insert(connection, "persons", rows)
    _insert(
        connection,
        "persons_apart",
        ((n, one.group + 1, one.other + 1, one.reason) for n, one in enumerate(apart, start=1)),
    )


def _members(things: Sequence[Any], links: Sequence[Link]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for thing, one in zip(things, links, strict=True):
        found[one.group].append(thing)
    return dict(sorted(found.items()))


def _over_articles(articles: Iterable[int], links: Sequence[Link]) -> int:
    """How many groups reach over more than one article."""
    found: dict[int, set[int]] = defaultdict(set)
    for article, one in zip(articles, links, strict=True):
        found[one.group].add(article)
    return sum(1 for group in found.values() if len(group) > 1)


def _many(connection: sqlite3.Connection, sql: str) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in connection.execute(sql):
        found[key].append(value)
    return found


def _insert(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    places = ", ".join("?" * len(schema.OWN[table]))
    connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
