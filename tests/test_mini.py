"""The mini articles: each tries one form of phrasing. What is known to fail is listed, so that a gain is noticed.

After a change that mends or breaks some: ``pytest tests/test_mini.py --refresh-records``, and read the diff of
``fixtures/mini/known_failures.json``.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from bcdextract import Record, extract_many
from bcdextract.evaluate import Scores, evaluate
from test_fixtures import KINDS, assert_days_in_order, assert_own_words, strings

MINI = Path(__file__).resolve().parents[1] / "fixtures" / "mini"
KNOWN = MINI / "known_failures.json"
NAMES = sorted(path.stem for path in MINI.glob("*.txt"))
TOPICS = {"officials": 30, "roles": 15, "units": 25, "results": 25, "dates": 20, "documents": 12}
"""Topics, each with the least number of articles it has."""
FLOOR = {
    "macro": 0.92,
    "article.authors": 0.97,
    "article.published": 0.97,
    "article.title": 0.97,
    "documents": 0.97,
    "documents.date": 0.97,
    "meeting.chair": 0.87,
    "meeting.convener": 0.88,
    "meeting.date": 0.95,
    "meeting.kind": 0.95,
    "meeting.period": 0.93,
    "meeting.session": 0.95,
    "meetings": 0.93,
    "officials.name": 0.92,
    "officials.position": 0.89,
    "officials.role": 0.80,
    "results": 0.95,
    "results.value": 0.95,
    "units": 0.83,
}
"""F1 a field that a change must not fall below; raise it with each gain."""
ROLES = {"chair", "speak", "report", "attend", "present_award", "other"}


def text_of(name: str) -> str:
    return (MINI / f"{name}.txt").read_text(encoding="utf-8")


def facts_of(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((MINI / f"{name}.facts.json").read_text(encoding="utf-8"))
    return facts


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """All mini articles, extracted and scored."""
    out = tmp_path_factory.mktemp("mini") / "records.jsonl"
    rows = extract_many([MINI / f"{name}.txt" for name in NAMES])
    out.write_text("".join(row.model_dump_json() + "\n" for row in rows if isinstance(row, Record)), encoding="utf-8")
    return evaluate([MINI], out)


def failures(scores: Scores) -> dict[str, set[str]]:
    """By field, the articles in which something of it is missed, wrong or too many.

    Not ``results.value``: it holds against a record what facts leave open.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for case in scores.cases:
        for outcome in case.outcomes:
            if outcome.verdict != "found" and outcome.field != "results.value":
                found[outcome.field].add(case.name)
    return dict(found)


def known() -> dict[str, set[str]]:
    """What is known to fail: by field, the articles."""
    return {field: set(names) for field, names in json.loads(KNOWN.read_text(encoding="utf-8")).items()}


def write(found: dict[str, set[str]]) -> None:
    lines = [f" {json.dumps(field)}: {json.dumps(sorted(names))}" for field, names in sorted(found.items())]
    KNOWN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def pairs(found: dict[str, set[str]]) -> set[tuple[str, str]]:
    return {(name, field) for field, names in found.items() for name in names}


def test_every_topic_has_its_articles() -> None:
    written = Counter(name.partition("-")[0] for name in NAMES)
    assert not {topic: written[topic] for topic, least in TOPICS.items() if written[topic] < least}


@pytest.mark.parametrize("name", NAMES)
def test_facts_stand_in_the_text(name: str) -> None:
    text = " ".join(text_of(name).split()).casefold()
    facts = facts_of(name)
    assert unicodedata.is_normalized("NFC", text) and facts["id"] == name
    missing = [each for each in strings(facts) if each and " ".join(each.split()).casefold() not in text]
    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_facts_are_well_formed(name: str) -> None:
    facts = facts_of(name)
    assert all(set(official["roles"]) <= ROLES for official in facts["officials"])
    chairs = {official["name"] for official in facts["officials"] if "chair" in official["roles"]}
    assert chairs == {chair for meeting in facts["meetings"] for chair in meeting["chairs"]}
    for meeting in facts["meetings"]:
        assert meeting["kind"] in meeting["kinds_all"] and set(meeting["kinds_all"]) <= KINDS
        assert_days_in_order(meeting)


def test_articles_are_our_own_words() -> None:
    assert_own_words({name: text_of(name) for name in NAMES})


def test_every_article_has_a_record_and_every_span_holds(scores: Scores) -> None:
    assert scores.missing == () and scores.spans[1] == 0 and scores.bare == 0


def test_scores_stay_above_the_floor(scores: Scores) -> None:
    now = {"macro": scores.macro, **{field: counts.f1 for field, counts in scores.lenient.items()}}
    assert not {field: now[field] for field, least in FLOOR.items() if (now[field] or 0) < least}


def test_known_failures_are_the_failures(scores: Scores, request: pytest.FixtureRequest) -> None:
    """A gain is to be taken off the list, a loss to be mended or owned: both by --refresh-records."""
    found = failures(scores)
    if request.config.getoption("--refresh-records"):
        write(found)
    gained, lost = sorted(pairs(known()) - pairs(found)), sorted(pairs(found) - pairs(known()))
    assert not gained and not lost, f"right now (run with --refresh-records): {gained}; no longer right: {lost}"
