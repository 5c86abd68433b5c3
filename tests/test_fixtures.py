"""The project's own articles: facts that rest on their text, records that change only on purpose.

After a change that is meant to alter records: ``pytest tests/test_fixtures.py --refresh-records``, and read the diff.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fixture_facts import CORE, Tally, compare

HERE = Path(__file__).resolve()
ARTICLES = HERE.parents[1] / "fixtures" / "articles"
SHARED = HERE.parents[2] / "shared"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.txt"))
FLOOR = 0.85
"""Core macro-F1 over all fixtures that a change must not fall below."""
KINDS = {"so_ket", "tong_ket", "danh_gia", "hop", "giao_ban", "trien_khai", "tap_huan", "ra_mat", "kiem_tra", "other"}
# Words that stand in every such page or citation, and so are nobody's sentence.
FIXED = re.compile(
    r"nghị quyết số \d+ nq tw ngày \d+ \d+ \d+ (?:của )?(?:bộ chính trị|ban chấp hành trung ương)(?: khóa \w+)?"
    r"|image advertisement|tin mới nhất|tăng tương phản giảm tương phản"
)


def text_of(name: str) -> str:
    return (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")


def facts_of(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((ARTICLES / f"{name}.facts.json").read_text(encoding="utf-8"))
    return facts


def runs(text: str) -> set[str]:
    """All runs of ten words in a row, what is nobody's sentence left out."""
    plain = " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))
    pieces = (piece.split() for piece in FIXED.split(plain))
    return {" ".join(words[i : i + 10]) for words in pieces for i in range(len(words) - 9)}


def assert_own_words(texts: Mapping[str, str]) -> None:
    """Fails where a text, by its name here, shares a run of words with an article of others; skips without those."""
    if not (SHARED / "articles").is_dir():
        pytest.skip("the collection of real articles is not at hand")
    own = {run: name for name, text in texts.items() for run in runs(text)}
    for folder in ("articles", "corpus/text", "corpus/unlabelled"):
        for path in sorted((SHARED / folder).glob("*.txt")):
            common = runs(path.read_text(encoding="utf-8", errors="replace")) & own.keys()
            assert not common, (path.name, [(own[run], run) for run in sorted(common)])


def assert_days_in_order(meeting: Mapping[str, Any]) -> None:
    """Fails where a meeting's day is no day, or its period or plan ends before it begins."""
    assert meeting["date"] is None or date.fromisoformat(meeting["date"])
    for span in (meeting["period"], meeting["plan"]):
        start, end = map(date.fromisoformat, span.split("/")) if span else (date.min, date.max)
        assert start < end


@pytest.fixture(scope="module")
def record_of() -> Callable[[str], dict[str, Any]]:
    """Makes the record of a fixture as JSON data, each fixture once."""
    pipeline = pytest.importorskip("bcdextract.pipeline", reason="bcdextract.pipeline is not there yet")
    made: dict[str, dict[str, Any]] = {}

    def make(name: str) -> dict[str, Any]:
        if name not in made:
            made[name] = json.loads(pipeline.extract(text_of(name)).model_dump_json())
        return made[name]

    return make


def strings(facts: dict[str, Any]) -> Iterator[str | None]:
    """Everything in a facts file that must stand in the text."""
    yield facts["title"]
    yield from facts["authors"]
    for meeting in facts["meetings"]:
        yield from (meeting["date_text"], meeting["convener"], *meeting["chairs"])
    for official in facts["officials"]:
        yield from (official["name"], *official["positions"])
    yield from (*facts["units"], *facts["units_in_titles"], *facts["units_optional"])
    yield from (document["issuer"] for document in facts["documents"])
    for result in (*facts["results"], *facts["targets"]):
        yield from (result["item"], result["approx"])


def test_there_are_articles_of_every_layout() -> None:
    assert len(NAMES) >= 14


@pytest.mark.parametrize("name", NAMES)
def test_facts_stand_in_the_text(name: str) -> None:
    text = " ".join(text_of(name).split()).casefold()
    assert unicodedata.is_normalized("NFC", text)
    missing = [each for each in strings(facts_of(name)) if each and " ".join(each.split()).casefold() not in text]
    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_facts_are_well_formed(name: str) -> None:
    facts = facts_of(name)
    assert facts["id"] == name
    chairs = [official["name"] for official in facts["officials"] if "chair" in official["roles"]]
    for meeting in facts["meetings"]:
        assert meeting["kind"] in KINDS
        assert set(meeting["chairs"]) <= set(chairs)
        assert_days_in_order(meeting)


def test_articles_are_our_own_words() -> None:
    assert_own_words({name: text_of(name) for name in NAMES})


@pytest.mark.parametrize("name", NAMES)
def test_records_change_only_on_purpose(
    name: str, record_of: Callable[[str], dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    path = ARTICLES / f"{name}.record.json"
    made = json.dumps(record_of(name), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--refresh-records"):
        path.write_text(made, encoding="utf-8")
    if not path.exists():
        pytest.skip("no record stored yet; make it with --refresh-records")
    assert json.loads(made) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_span_holds(name: str, record_of: Callable[[str], dict[str, Any]]) -> None:
    record = record_of(name)
    text = record["article"]["text"]

    def spans(part: Any) -> Iterator[dict[str, Any]]:
        if isinstance(part, dict):
            if {"start", "end", "text", "rule"} <= part.keys():
                yield part
            for each in part.values():
                yield from spans(each)
        elif isinstance(part, list):
            for each in part:
                yield from spans(each)

    found = list(spans(record))
    assert found
    assert all(text[span["start"] : span["end"]] == span["text"] != "" for span in found)
    assert all(fact["evidence"] for key in ("results", "documents", "dates") for fact in record[key])
    assert all(fact["mentions"] for key in ("units", "officials") for fact in record[key])


def test_a_text_without_a_meeting_gives_a_record_without_one() -> None:
    pipeline = pytest.importorskip("bcdextract.pipeline", reason="bcdextract.pipeline is not there yet")
    assert pipeline.extract("Chợ phiên Nà Pái đông từ sớm, 40 hàng rau bán hết trước trưa.").meetings == ()


def test_records_agree_with_the_facts(record_of: Callable[[str], dict[str, Any]]) -> None:
    total = dict.fromkeys(CORE, Tally())
    for name in NAMES:
        for field, tally in compare(facts_of(name), record_of(name)).items():
            total[field] += tally
    f1 = {field: round(tally.f1, 3) for field, tally in total.items()}
    assert sum(f1.values()) / len(f1) >= FLOOR, f1
