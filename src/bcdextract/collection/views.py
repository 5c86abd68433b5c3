"""What people ask an archive for, as views, and its full-text search."""

from __future__ import annotations

_PLAIN = "replace(replace(replace(replace({0}, 'đ', 'd'), 'Đ', 'D'), 'Ð', 'D'), 'ð', 'd')"
_SEARCHED = ("title", "text", "title_plain", "text_plain")

SEARCH = (
    f"""CREATE VIEW IF NOT EXISTS articles_searched AS SELECT id, title, text,
    {_PLAIN.format("title")} AS title_plain, {_PLAIN.format("text")} AS text_plain FROM articles""",
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS articles_fts USING fts5(
    {", ".join(_SEARCHED)}, content='articles_searched', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2')""",
    *(
        f"""CREATE TRIGGER IF NOT EXISTS articles_fts_{name} {when} ON articles BEGIN
        INSERT INTO articles_fts({first}rowid, {", ".join(_SEARCHED)})
        SELECT {value}id, {", ".join(_SEARCHED)} FROM articles_searched WHERE id = {row}.id; END"""
        for name, when, first, value, row in (
            ("delete", "BEFORE DELETE", "articles_fts, ", "'delete', ", "old"),
            ("update_before", "BEFORE UPDATE OF title, text", "articles_fts, ", "'delete', ", "old"),
            ("update_after", "AFTER UPDATE OF title, text", "", "", "new"),
        )
    ),
    "DROP TRIGGER IF EXISTS articles_fts_insert",
)
"""The search of articles without marks. The tokens of FTS5 lose all marks but the stroke of đ, which stands for itself
in ``text`` and as d in ``text_plain``: "dak lak" and "Đắk Lắk" are both found. Only the index takes space."""

INDEXING = f"""INSERT INTO articles_fts(rowid, {", ".join(_SEARCHED)})
    VALUES (?1, ?2, ?3, {_PLAIN.format("?2")}, {_PLAIN.format("?3")})"""
"""Puts an article's number, title and text into the search. A trigger would do it, as in archives of before; but for
each statement that fires one FTS5 writes a piece of index, which is then merged with the others."""

_WHEN = "coalesce(meetings.date_start, meetings.date_end, articles.published)"
_POSTS = """(SELECT group_concat(positions.text, '; ') FROM positions
    WHERE positions.official = officials.id AND NOT positions.former)"""
_CONVENERS = """(SELECT group_concat(units.name, '; ') FROM attendances JOIN units ON units.id = attendances.unit
    WHERE attendances.meeting = meetings.id AND attendances.role = 'convene')"""
_RESULT = """results.value, results.upper, results.total, results.measure, results.unit AS of_measure, results.item,
    results.approximation, results.change_direction, results.action, results.category, results.status"""
_SOURCE = "articles.date, articles.title, articles.source, results.id AS result, articles.id AS article"

VIEWS = {
    "who_chaired_what": f"""SELECT substr({_WHEN}, 1, 10) AS date, officials.name AS official, {_POSTS} AS posts,
    meetings.kind, meetings.term, meetings.topic, {_CONVENERS} AS conveners, person_links.person,
    articles.title, articles.source, meetings.id AS meeting, articles.id AS article
    FROM participations JOIN meetings ON meetings.id = participations.meeting
    JOIN officials ON officials.id = participations.official JOIN articles ON articles.id = meetings.article
    LEFT JOIN person_links ON person_links.official = officials.id
    WHERE participations.role = 'chair'""",
    "who_met": f"""SELECT substr({_WHEN}, 1, 10) AS date, units.name AS unit, attendances.role, meetings.kind,
    meetings.term, meetings.topic, articles.title, articles.source, meetings.id AS meeting, articles.id AS article
    FROM attendances JOIN meetings ON meetings.id = attendances.meeting JOIN units ON units.id = attendances.unit
    JOIN articles ON articles.id = meetings.article""",
    "unit_results": f"""SELECT units.name AS unit, results.period_start, results.period_end, {_RESULT},
    'actor' AS tied_by, {_SOURCE} FROM units JOIN results ON results.actor = units.id
    JOIN articles ON articles.id = results.article
    UNION ALL SELECT units.name, coalesce(results.period_start, meetings.period_start),
    coalesce(results.period_end, meetings.period_end), {_RESULT}, 'convener', {_SOURCE}
    FROM units JOIN attendances ON attendances.unit = units.id AND attendances.role = 'convene'
    JOIN meetings ON meetings.id = attendances.meeting JOIN results ON results.article = meetings.article
    JOIN articles ON articles.id = results.article WHERE results.actor IS NULL AND NOT EXISTS
    (SELECT 1 FROM meetings AS earlier WHERE earlier.article = meetings.article AND earlier.id < meetings.id)""",
    "posts_over_time": """SELECT person_links.person, officials.name, articles.date, positions.text AS post,
    positions.title AS post_title, units.name AS unit, positions.acting, positions.former, officials.rank,
    articles.title, articles.source, positions.id AS position, articles.id AS article
    FROM positions JOIN officials ON officials.id = positions.official JOIN articles ON articles.id = positions.article
    LEFT JOIN units ON units.id = positions.unit LEFT JOIN person_links ON person_links.official = officials.id""",
    "documents_cited_most": """SELECT number, max(type) AS type, max(issuer) AS issuer, max(documents.date) AS date,
    count(DISTINCT article) AS articles, min(articles.date) AS first_cited, max(articles.date) AS last_cited
    FROM documents JOIN articles ON articles.id = documents.article WHERE number IS NOT NULL
    GROUP BY number ORDER BY articles DESC, number""",
    "errors_by_kind": """SELECT error, count(*) AS sources, min(source) AS first_source, min(message) AS message
    FROM sources WHERE error IS NOT NULL GROUP BY error ORDER BY sources DESC, error""",
    "similar_articles": """SELECT duplicates.first_article, leader.title AS first_title,
    duplicates.article, articles.title, duplicates.similarity, articles.date, articles.source
    FROM duplicates JOIN articles ON articles.id = duplicates.article
    JOIN articles AS leader ON leader.id = first_article""",
}
"""Views by name: who chaired what and with which posts, who met whom, the results of a unit by period (of the unit that
convened the first meeting where the text names no other), the posts of a person over time, the documents cited most.
They are in no order, so that one unit of a large archive is found without sorting all."""
