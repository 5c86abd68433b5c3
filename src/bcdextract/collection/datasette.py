"""What Datasette shows of an archive: facets, labels, and questions ready to ask, as its metadata file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_PLAIN = "replace(replace(replace(replace({0}, 'đ', 'd'), 'Đ', 'D'), 'Ð', 'D'), 'ð', 'd')"
_WORDS = "replace(:words, '\"', ' ')"

TABLES: dict[str, dict[str, Any]] = {
    "articles": {
        "label_column": "title",
        "fts_table": "articles_fts",
        "fts_pk": "id",
        "sort_desc": "date",
        "facets": ["publisher", "section", {"date": "date"}],
    },
    "units": {"label_column": "name", "facets": ["kind", "level"]},
    "meetings": {"label_column": "topic", "facets": ["kind", "date_basis"], "sort_desc": "date_start"},
    "officials": {"label_column": "name", "facets": ["rank"]},
    "positions": {"label_column": "text", "facets": ["title", "acting", "former"]},
    "participations": {"facets": ["role"]},
    "attendances": {"facets": ["role"]},
    "results": {"label_column": "item", "facets": ["category", "measure", "status"]},
    "documents": {"label_column": "number", "facets": ["number", "type", "issuer"]},
    "dates": {"facets": ["type", "basis"]},
    "warnings": {"facets": ["code"]},
    "evidence": {"facets": ["fact_table", "rule"]},
    "sources": {"facets": ["error"]},
    "persons": {"label_column": "name", "sort_desc": "articles"},
    "organisations": {"label_column": "name", "facets": ["kind", "place"], "sort_desc": "articles"},
    "events": {"label_column": "convener", "facets": ["kind"], "sort_desc": "articles"},
    "contradictions": {"facets": ["kind"]},
    "who_chaired_what": {"facets": ["kind", "official"]},
    "unit_results": {"facets": ["category", "measure", "status"]},
    "posts_over_time": {"facets": ["name", "unit"]},
}

QUERIES: dict[str, dict[str, Any]] = {
    "search": {
        "title": "Articles that hold these words side by side, with or without marks",
        "sql": f"""SELECT articles.date, articles.title, snippet(articles_fts, 1, '[', ']', '…', 24) AS words,
articles.source, articles.id AS article FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
WHERE :words <> '' AND articles_fts MATCH '"' || {_WORDS} || '" OR "' || {_PLAIN.format(_WORDS)} || '"'
ORDER BY rank, articles.date""",
    },
    "who_chaired": {
        "title": "Who chaired what: all of it, or of an official or a convening unit",
        "sql": """SELECT * FROM who_chaired_what WHERE :name = '' OR official LIKE '%' || :name || '%'
OR conveners LIKE '%' || :name || '%' ORDER BY date, official, meeting""",
    },
    "results_of_a_unit": {
        "title": "Results of a unit by period",
        "sql": """SELECT * FROM unit_results WHERE unit LIKE '%' || :unit || '%'
AND (:from = '' OR coalesce(period_end, date) >= :from)
AND (:to = '' OR coalesce(period_start, date) <= :to || '~') ORDER BY unit, period_start, period_end, result""",
    },
    "posts_of_a_person": {
        "title": "Posts of a person over time",
        "sql": """SELECT * FROM posts_over_time WHERE name LIKE '%' || :name || '%'
ORDER BY name, person, date, position""",
    },
    "documents_cited_most": {
        "title": "Documents cited most",
        "sql": "SELECT * FROM documents_cited_most",
    },
    "contradicting_articles": {
        "title": "Articles on one meeting that do not agree",
        "sql": """SELECT contradictions.kind, about, value, one.title, one.source, other_value,
other.title AS other_title, other.source AS other_source FROM contradictions
JOIN articles AS one ON one.id = contradictions.article
JOIN articles AS other ON other.id = contradictions.other_article ORDER BY contradictions.id""",
    },
}


def beside(archive: Path) -> Path:
    """Where the metadata of an archive stands.

    >>> beside(Path("a/archive.sqlite")).as_posix()
    'a/archive.sqlite.metadata.json'
    """
    return archive.with_name(f"{archive.name}.metadata.json")


def metadata(archive: Path) -> str:
    """The metadata file of an archive, as ``datasette ARCHIVE -m FILE`` reads it."""
    told = {
        "title": archive.stem,
        "description": "Articles about committee meetings and the facts in them, made by bcdextract",
        "databases": {archive.stem: {"tables": TABLES, "queries": QUERIES}},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
