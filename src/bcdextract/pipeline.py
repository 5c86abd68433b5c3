"""extract(): the only room that knows the order of the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from bcdextract.assemble import facts, meetings, people
from bcdextract.collector import put_off
from bcdextract.limits import DEFAULTS, Limits
from bcdextract.mention import PersonHit, RoleHit, Span
from bcdextract.own_words import OwnWords, load_lexicon
from bcdextract.phrase import Phrases, lines_of, mark
from bcdextract.read import read
from bcdextract.recognise import dates, documents, officials, results, units
from bcdextract.recognise import meetings as meeting_mentions
from bcdextract.record import Article, Record
from bcdextract.resolve import localities, years
from bcdextract.resolve import people as resolve_people
from bcdextract.resolve import units as resolve_units
from bcdextract.segment import segment


@put_off()
def extract(
    source: str | bytes | Path,
    *,
    url: str | None = None,
    published: dt.date | dt.datetime | str | None = None,
    title: str | None = None,
    authors: Iterable[str] | str | None = None,
    publisher: str | None = None,
    section: str | None = None,
    name: str | None = None,
    locality: str | None = None,
    lexicon: str | Path | OwnWords | None = None,
    charset: str | None = None,
    sift: bool = False,
    limits: Limits = DEFAULTS,
) -> Record:
    """The record of one article: text, a page's HTML, bytes, or a ``Path`` (a Word file, a PDF or MHTML among them).

    What the caller gives (``published``, ``title`` ...) wins over what the page says; ``name`` becomes
    ``article.source``; ``charset`` is that of an HTTP header. ``locality`` names the place the article is from ("huyện
    Kon Rẫy, Kon Tum"): a bare "huyện" is taken to be it where the article itself does not tell. ``lexicon`` is a
    YAML file of words of your own, or what ``load_lexicon`` made of it; it counts for this call alone.

    Raises ``ReadError`` for an input that is no article to read, its kind ``LimitError`` for one over ``limits`` and,
    with ``sift``, ``NotAnArticle`` for a page that is an index, a menu or an error page; ``ValueError`` for a
    ``locality`` that is no certain place, ``LexiconError`` for a ``lexicon`` that does not hold. ``limits.seconds`` is
    kept by ``extract_many`` alone.

    >>> record = extract("Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban. Đồng chí Lê Thị An - Phó Bí thư chủ trì.")
    >>> record.meetings[0].kind, str(record.meetings[0].date.start), record.officials[0].name
    ('briefing', '2024-03-05', 'Lê Thị An')
    """
    _check_types(
        url=url, title=title, publisher=publisher, section=section, name=name, locality=locality, charset=charset
    )
    _check_type("published", published, (dt.date, str), "a date or a str")
    _check_type("lexicon", lexicon, (str, Path, OwnWords), "a path or what load_lexicon made")
    _check_type("limits", limits, (Limits,), "Limits")
    authors = _texts("authors", authors)
    if locality is not None:
        localities.check(locality)
    own = None if lexicon is None else load_lexicon(lexicon)
    return record_of(
        read(
            source,
            url=url,
            published=published,
            title=title,
            authors=authors,
            publisher=publisher,
            section=section,
            name=name,
            charset=charset,
            sift=sift,
            limits=limits,
        ),
        locality,
        own,
    )


def _check_types(**told: object) -> None:
    """``TypeError`` for what is no text, told by its name."""
    for name, value in told.items():
        _check_type(name, value, (str,), "a str")


def _check_type(name: str, value: object, kinds: tuple[type, ...], shown: str) -> None:
    if value is not None and not isinstance(value, kinds):
        raise TypeError(f"extract() takes {name} as {shown}, not {type(value).__name__}")


def _texts(name: str, value: Iterable[str] | str | None) -> tuple[str, ...] | None:
    """A text or several as a tuple; ``TypeError`` where one is none."""
    _check_type(name, value, (Iterable,), "a str or several")
    if value is None:
        return None
    made = (value,) if isinstance(value, str) else tuple(value)
    _check_types(**{f"{name}[{number}]": one for number, one in enumerate(made)})
    return made


@put_off()
def record_of(article: Article, locality: str | None = None, own: OwnWords | None = None) -> Record:
    """The record of an article that has been read; ``locality`` is where it is from if it does not tell.

    ``own`` are words beside those of the package.
    """
    view = segment(article.text, article.blocks, article._folded)
    p = mark(view, own)
    found_dates = dates.recognise(view)
    found_units = units.recognise(p)
    found_documents = documents.recognise(view, found_dates, found_units)
    title = next((Span(b.start, b.end) for b in article.blocks if b.kind == "title"), None)
    found_dates = years.resolve(
        found_dates, published=article.published, title_span=title, documents=found_documents, view=view
    )
    found_meetings = meeting_mentions.recognise(
        view, found_dates, found_units, published=article.published, title_span=title
    )
    groups = resolve_units.resolve(found_units, view.text)
    placed = localities.resolve(article, p, groups, found_meetings, locality)
    unit_facts = facts.units(article.id, view.text, groups, placed.units)
    unit_ids = people.unit_spans([group.hits for group in groups], [unit.id for unit in unit_facts])
    persons = resolve_people.resolve(officials.recognise(p), view.text)
    later = list(resolve_people.later_mentions(p, persons, view.text))
    official_facts = people.officials(article.id, view.text, persons, later, unit_ids)
    document_groups = documents.merge(found_documents)
    funds_aside = [unit for unit in found_units if unit.head != "Quỹ"]  # a fund is what its money is of
    masked = _masked(found_dates, found_documents, funds_aside, persons)
    return Record(
        article=article,
        meetings=meetings.meetings(
            article.id,
            view,
            found_meetings,
            [(official_facts[number].id, hit) for number, hit in _roles(p, persons, later)],
            _attending(p, unit_ids),
            unit_ids,
            article.published,
            placed.places,
        ),
        units=unit_facts,
        officials=official_facts,
        results=facts.results(article.id, view, results.recognise(view, masked), found_dates, unit_ids),
        documents=facts.documents(
            article.id,
            view.text,
            document_groups,
            [documents.issuer_of(group[0].number) for group in document_groups],
        ),
        dates=facts.dates(view.text, found_dates),
        warnings=(
            *article._warnings,
            *meetings.warnings(view, found_meetings),
            *facts.warnings(view.text, placed.notices),
        ),
    )


def _roles(
    p: Phrases, persons: Sequence[resolve_people.Person], later: Sequence[tuple[int, PersonHit]]
) -> list[tuple[int, RoleHit]]:
    """Roles by person number, from all mentions of all people."""
    mentions = [(number, hit) for number, person in enumerate(persons) for hit in person.hits]
    mentions += list(later)
    mentions.sort(key=lambda pair: (pair[1].start, pair[1].end))
    return [(mentions[hit.person][0], hit) for hit in officials.roles(p, [hit for _, hit in mentions])]


def _masked(*groups: Sequence[object]) -> list[tuple[int, int]]:
    """Spans whose numbers are no results: dates, documents, units, posts and names."""
    *mentions, persons = groups
    spans = [(hit.start, hit.end) for group in mentions for hit in group]  # type: ignore[attr-defined]
    for person in persons:
        assert isinstance(person, resolve_people.Person)
        spans += [(hit.start, hit.end) for hit in person.hits]
        spans += [(hit.start, hit.end) for held in person.posts for hit in held.hits]
    return sorted(spans)


def _attending(p: Phrases, unit_ids: dict[tuple[int, int], str]) -> list[tuple[str, Span]]:
    """Units that a sentence of attendance names: "Dự hội nghị có đại diện Sở Nội vụ"."""
    found: list[tuple[str, Span]] = []
    for line in lines_of(p):
        if "U" not in line.kinds or "V" not in line.kinds:
            continue
        after = False
        for item in line.items:
            if item.kind == "V":
                after = after or item.value.data["role"] == "attend"
            elif after and item.kind == "U":
                span = Span(p.tokens.start[item.first], p.tokens.end[item.last - 1])
                if span in unit_ids:
                    found.append((unit_ids[span], span))
    return found
