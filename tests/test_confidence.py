"""Confidence: a checked table, a number for every fact, a floor that only takes away, and numbers that hold."""

from __future__ import annotations

import copy
import importlib.util
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdextract import Record, confidence, extract
from bcdextract.errors import LexiconError
from bcdextract.record import Document, Evidence

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpus"
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))
RECORDS = {path.stem: extract(path) for path in ARTICLES}
DATA: dict[str, Any] = yaml.safe_load((resources.files("bcdextract") / "data" / "confidence.yaml").read_text("utf-8"))
MEAN_ERROR = 0.05
"""What confidence may lie away from the share that is right, in the mean over the facts of articles left out."""


@pytest.fixture(scope="module")
def calibrate() -> ModuleType:
    """The tool that writes the table."""
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "tools" / "calibrate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def facts(record: Record) -> Iterator[tuple[str, float | None]]:
    """Every fact that has a confidence, by a name of its own in the record."""
    for meeting in record.meetings:
        yield meeting.id, meeting.confidence
        yield from ((f"{meeting.id} {part.official} {part.role}", part.confidence) for part in meeting.participants)
    for official in record.officials:
        yield official.id, official.confidence
        yield from ((f"{official.id} {post.text}", post.confidence) for post in official.positions)
    yield from ((fact.id, fact.confidence) for fact in (*record.units, *record.results, *record.documents))


def pointers(record: Record) -> set[str]:
    """The ids that facts of a record point to."""
    found: list[str | None] = []
    for meeting in record.meetings:
        found += [*meeting.conveners, *(part.official for part in meeting.participants)]
        found += [at.unit for at in meeting.attending_units]
    found += [unit.parent for unit in record.units]
    found += [post.unit for official in record.officials for post in official.positions]
    found += [pointer for result in record.results for pointer in (result.actor, result.part_of)]
    found += [document.linked_to for document in record.documents]
    return {pointer for pointer in found if pointer}


def test_the_table_is_whole() -> None:
    table = confidence.check(DATA)
    assert set(table) == {(kind, feature) for kind, features in confidence.KINDS.items() for feature in features}
    assert all(0 <= sure <= 1 for sure in table.values())
    assert table == confidence.table()


def test_a_feature_without_a_row_has_the_mean_of_its_kind() -> None:
    data = copy.deepcopy(DATA)
    data["unit"] = {"mean": {"right": 1, "all": 2, "confidence": 0.5}}
    assert {sure for (kind, _), sure in confidence.check(data).items() if kind == "unit"} == {0.5}


ROW = {"right": 1, "all": 2, "confidence": 0.5}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rumour": {"mean": ROW}}, "unknown kind 'rumour'; use one of .*'meeting'"),
        ({"unit": {"mean": ROW, "nmaed": ROW}}, "unit: unknown feature 'nmaed'; use one of .*'named'"),
        ({"unit": {"named": ROW}}, "unit: has no 'mean'; write the table with tools/calibrate.py"),
        ({"unit": None}, "unit: has no 'mean'"),
        ({"unit": {"mean": {**ROW, "share": 1}}}, "unit, mean: not {right, all, confidence}"),
        ({"unit": {"mean": {**ROW, "right": 3}}}, "unit, mean: not {right, all, confidence}"),
        ({"unit": {"mean": {**ROW, "confidence": 1.5}}}, "unit, mean: not {right, all, confidence}"),
        ({"unit": {"mean": {**ROW, "confidence": "high"}}}, "unit, mean: not {right, all, confidence}"),
        ({"unit": {"mean": {**ROW, "all": True}}}, "unit, mean: not {right, all, confidence}"),
        ({"unit": {"mean": 0.5}}, "unit, mean: not {right, all, confidence}"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(LexiconError, match=rf"confidence\.yaml.*{message}"):
        confidence.check({**DATA, **change})


def test_a_table_that_is_no_table_is_refused() -> None:
    with pytest.raises(LexiconError, match="not a mapping of kinds"):
        confidence.check(["unit"])


def test_the_table_holds_what_the_counts_give(calibrate: ModuleType) -> None:
    weight = calibrate.WEIGHT
    means = [features["mean"] for features in DATA.values()]
    overall = (sum(mean["right"] for mean in means) + 1) / (sum(mean["all"] for mean in means) + 2)
    for kind, features in DATA.items():
        every, right = features["mean"]["all"], features["mean"]["right"]
        mean = (right + weight * overall) / (every + weight)
        assert features["mean"]["confidence"] == round(mean, 2)
        counted = [row for feature, row in features.items() if feature != "mean"]
        assert (sum(row["right"] for row in counted), sum(row["all"] for row in counted)) == (right, every), kind
        assert all(
            row["confidence"] == round((row["right"] + weight * mean) / (row["all"] + weight), 2) for row in counted
        )


@pytest.mark.parametrize("name", RECORDS)
def test_every_fact_has_a_confidence(name: str) -> None:
    known = set(confidence.table().values())
    found = dict(facts(RECORDS[name]))
    assert all(sure is not None and 0 <= sure <= 1 and sure in known for sure in found.values()), found


def test_a_fact_said_again_is_surer() -> None:
    assert confidence.of("unit", "named_again") > confidence.of("unit", "named")
    assert confidence.of("position", "said_again") > confidence.of("position", "title_alone")


FLOORS = st.floats(0, 1) | st.sampled_from(sorted(set(confidence.table().values())))


@settings(deadline=None)
@given(name=st.sampled_from(sorted(RECORDS)), low=FLOORS, high=FLOORS)
def test_a_higher_floor_never_adds_facts(name: str, low: float, high: float) -> None:
    low, high = sorted((low, high))
    record = RECORDS[name]
    less, least = confidence.at_least(record, low), confidence.at_least(record, high)
    assert set(facts(least)) <= set(facts(less)) <= set(facts(record))
    assert all(sure is not None and sure >= high for _, sure in facts(least))
    assert confidence.at_least(less, high) == least


@settings(deadline=None)
@given(name=st.sampled_from(sorted(RECORDS)), floor=FLOORS)
def test_nothing_points_to_a_fact_that_fell_away(name: str, floor: float) -> None:
    kept = confidence.at_least(RECORDS[name], floor)
    assert pointers(kept) <= {key for key, _ in facts(kept)}
    assert Record.model_validate_json(kept.model_dump_json()) == kept


@settings(deadline=None)
@given(name=st.sampled_from(sorted(RECORDS)), floor=FLOORS)
def test_what_stays_stays_as_it_was(name: str, floor: float) -> None:
    record = RECORDS[name]
    kept = confidence.at_least(record, floor)
    assert (kept.article, kept.dates, kept.warnings) == (record.article, record.dates, record.warnings)
    before = {meeting.id: meeting for meeting in record.meetings}
    for meeting in kept.meetings:
        was = before[meeting.id]
        assert meeting.model_dump(exclude=LINKS) == was.model_dump(exclude=LINKS)
        assert [part for part in was.participants if part in meeting.participants] == list(meeting.participants)


LINKS = {"conveners", "participants", "attending_units"}


def test_a_document_loses_its_link_to_one_that_fell_away() -> None:
    said = (Evidence(start=0, end=1, text="N", rule="r"),)
    full = Document(id="full", number="35-NQ/TW", evidence=said, confidence=0.4)
    short = Document(id="short", number="35", linked_to="full", evidence=said, confidence=0.9)
    record = RECORDS[sorted(RECORDS)[0]].model_copy(update={"documents": (full, short)})
    assert [document.linked_to for document in confidence.at_least(record, 0.5).documents] == [None]
    assert confidence.at_least(record, 0.1).documents == (full, short)


def test_the_tool_counts_judged_facts_the_same_each_time(calibrate: ModuleType) -> None:
    folder = ROOT / "fixtures" / "articles"
    once, again = (calibrate.judged(folder, folder, "read") for _ in range(2))
    assert once == again
    assert {fact.article for fact in once}.isdisjoint({path.stem for path in ARTICLES[3::4]})
    assert {fact.kind for fact in once} == set(confidence.KINDS)
    assert confidence.table() == confidence.check(DATA)  # the tool's own marks are gone
    table = calibrate.rows(once)
    assert confidence.check(yaml.safe_load("\n".join(calibrate.yaml(table, 7, "read"))))
    page = "\n".join(calibrate.docs(once, table, "read"))
    assert all(feature in page for features in table.values() for feature in features)


def test_a_feature_with_few_facts_stays_near_its_kind(calibrate: ModuleType) -> None:
    many = [calibrate.Judged(str(n), "unit", "named", n % 10 > 0) for n in range(1000)]
    few = [calibrate.Judged("x", "unit", "in_list", False)]
    found = calibrate.rows([*many, *few])["unit"]
    assert (found["named"].confidence, found["mean"].confidence) == (0.9, 0.9)
    assert 0.8 < found["in_list"].confidence < 0.9
    assert "generic" not in found


def test_true_confidence_has_no_error(calibrate: ModuleType) -> None:
    guesses = [(0.75, n % 4 > 0) for n in range(100)]
    assert calibrate.mean_error(guesses) == 0
    assert calibrate.mean_error([(1.0, False)]) == 1
    assert [(one.low, one.high, one.count) for one in calibrate.bins([(1.0, True), (0.0, False)])] == [
        (0.0, 0.8, 1),
        (0.95, 1.0, 1),
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of real articles is not at hand")
def test_confidence_is_the_share_that_is_right(calibrate: ModuleType) -> None:
    found = calibrate.judged(SHARED / "gold", SHARED / "text", "aside")
    of_others = calibrate.crossed(found)
    as_shipped = [(confidence.of(fact.kind, fact.feature), fact.right) for fact in found]
    assert calibrate.mean_error(of_others) < MEAN_ERROR
    assert calibrate.mean_error(as_shipped) < MEAN_ERROR, "run tools/calibrate.py: the rules have changed"


def test_the_command_writes_what_at_least_leaves(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from bcdextract.cli import main

    path, floor = ARTICLES[0], 0.9
    done = CliRunner().invoke(main, ["extract", str(path), "--min-confidence", str(floor)])
    assert done.exit_code == 0
    kept = Record.model_validate(json.loads(done.stdout))
    whole = extract(path)
    assert set(facts(kept)) == set(facts(confidence.at_least(whole, floor)))
    assert len(list(facts(kept))) < len(list(facts(whole)))
