"""The scores: counted as people would, the same as the independent scorer's, and explained error by error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bcdextract import ReadError, extract_many
from bcdextract.cli import main
from bcdextract.evaluate import evaluate, report
from bcdextract.evaluate.strings import document_number, near_post, same_item, same_unit, short_form
from bcdextract.evaluate.tally import Counts, intervals, macro

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXT = (
    "Sáng 5/3/2024, Tỉnh ủy Hà Nam họp. Ông Lê An, Bí thư Tỉnh ủy, chủ trì. Có 40 đại biểu. Theo Nghị quyết 35-NQ/TW."
)


def said(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "rule": "by_hand"}


def a_record(**changes: Any) -> dict[str, Any]:
    return {
        "article": {"source": "in/case.txt", "text": TEXT, "title": "Họp", "published": "2024-03-06"},
        "meetings": [
            {
                "kind": "session",
                "date": {"start": "2024-03-05", "session": "morning", "evidence": [said("Sáng 5/3/2024")]},
                "conveners": ["u"],
                "participants": [{"official": "o", "role": "chair", "evidence": [said("chủ trì")]}],
            }
        ],
        "units": [{"id": "u", "name": "Tỉnh ủy Hà Nam", "mentions": [said("Tỉnh ủy Hà Nam")]}],
        "officials": [
            {
                "id": "o",
                "name": "Lê An",
                "mentions": [said("Lê An")],
                "positions": [{"text": "Bí thư Tỉnh ủy", "evidence": [said("Bí thư Tỉnh ủy")]}],
            }
        ],
        "results": [{"value": "40", "item": "đại biểu", "measure": "count", "evidence": [said("40 đại biểu")]}],
        "documents": [{"type": "Nghị quyết", "number": "35-NQ/TW", "evidence": [said("Nghị quyết 35-NQ/TW")]}],
        **changes,
    }


KEY: dict[str, Any] = {
    "title": "Họp",
    "published": None,
    "authors": [],
    "meetings": [
        {"kind": "hop", "date": "2024-03-05", "session": "sáng", "convener": "Tỉnh uỷ Hà Nam", "chairs": ["Lê An"]}
    ],
    "officials": [{"name": "Lê An", "positions": ["Bí thư Tỉnh ủy"], "roles": ["chair"]}],
    "units": ["Tỉnh ủy Hà Nam"],
    "documents": [{"type": "Nghị quyết", "number": "35-NQ/TW"}],
    "results": [{"value": 40, "item": "đại biểu"}],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "case.json").write_text(json.dumps(KEY), encoding="utf-8")
    return folder


def written(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records) + "\n\n", encoding="utf-8")
    return path


def test_a_record_that_has_everything(gold: Path, tmp_path: Path) -> None:
    scores = evaluate([gold], written(tmp_path / "a.jsonl", a_record()))
    wrong = {field for field, counts in scores.lenient.items() if counts.f1 != 1}
    assert wrong == {"article.published"}  # the key knows of no date, the record has one
    assert (scores.macro, scores.missing, scores.spans, scores.bare) == (1.0, (), (7, 0), 0)


def test_no_record_misses_everything(gold: Path, tmp_path: Path) -> None:
    scores = evaluate([gold], written(tmp_path / "a.jsonl"))
    assert scores.missing == ("case",)
    assert {counts.found for counts in scores.lenient.values()} == {0}
    assert (scores.macro, scores.lenient["officials.role"].missed) == (0.0, 1)


def test_strict_wants_the_words(gold: Path, tmp_path: Path) -> None:
    units = [{"id": "u", "name": "Tỉnh ủy tỉnh Hà Nam", "mentions": [said("Tỉnh ủy Hà Nam")]}]
    results = [{"value": "40", "item": "đại biểu dự họp", "evidence": [said("40 đại biểu")]}]
    scores = evaluate([gold], written(tmp_path / "a.jsonl", a_record(units=units, results=results)))
    for field in ("units", "results", "meeting.convener"):
        assert (scores.lenient[field].f1, scores.strict[field].f1) == (1.0, 0.0), field


def test_an_extra_person_costs_his_posts_too(gold: Path, tmp_path: Path) -> None:
    extra = {"id": "x", "name": "Hà Nam", "mentions": [said("Hà Nam")], "positions": [{"text": "Bí thư"}]}
    record = a_record(officials=[*a_record()["officials"], extra])
    scores = evaluate([gold], written(tmp_path / "a.jsonl", record))
    assert scores.lenient["officials.name"] == Counts(found=1, spurious=1)
    assert scores.lenient["officials.position"] == Counts(found=1, spurious=1)


def test_wrong_spans_and_bare_facts_are_counted(gold: Path, tmp_path: Path) -> None:
    units = [{"id": "u", "name": "Tỉnh ủy Hà Nam", "mentions": [{**said("Tỉnh ủy Hà Nam"), "start": 0}]}]
    results = [{"value": "40", "item": "đại biểu"}]
    scores = evaluate([gold], written(tmp_path / "a.jsonl", a_record(units=units, results=results)))
    assert (scores.spans[1], scores.bare) == (1, 1)


def test_errors_show_sentence_and_rule(gold: Path, tmp_path: Path) -> None:
    late = [{"kind": "session", "date": {"start": "2024-03-06", "evidence": [said("Sáng 5/3/2024")]}}]
    scores = evaluate([gold], written(tmp_path / "a.jsonl", a_record(meetings=late, results=[])))
    text = "\n".join(report(scores, errors=3))
    assert "case: wrong: 2024-03-05 -> 2024-03-06\n        Sáng 5/3/2024, Tỉnh ủy Hà Nam họp. (by_hand)" in text
    assert "case: missed: 40 đại biểu -> nothing" in text
    assert "case: missed: Lê An: chair -> nothing" in text


def test_gains_and_losses(gold: Path, tmp_path: Path) -> None:
    old = written(tmp_path / "old.jsonl", a_record(results=[]))
    new = written(tmp_path / "new.jsonl", a_record(documents=[]))
    arguments = ["evaluate", str(gold), str(new), "--compare", str(old)]
    text = CliRunner().invoke(main, arguments).stdout
    assert "    results              0.000 -> 1.000" in text
    assert "gain: case: results: missed: 40 đại biểu -> nothing" in text
    assert "loss: case: documents: missed: Nghị quyết 35-NQ/TW -> nothing" in text
    data = json.loads(CliRunner().invoke(main, [*arguments, "--json", "--errors", "1"]).stdout)
    assert {change["change"] for change in data["before"]["changes"]} == {"gain", "loss"}
    assert data["fields"]["results"] == {
        "p": 1.0, "r": 1.0, "f1": 1.0, "n": 1, "interval": None, "strict_f1": 1.0,
    }  # fmt: skip
    assert {"documents", "article.published"} <= {error["field"] for error in data["errors"]}


def test_facts_files_are_the_answers_where_there_are_any(gold: Path, tmp_path: Path) -> None:
    (gold / "case.json").rename(gold / "case.facts.json")
    (gold / "case.record.json").write_text("[]", encoding="utf-8")
    scores = evaluate([gold], written(tmp_path / "a.jsonl", a_record()))
    assert ([case.name for case in scores.cases], scores.macro) == (["case"], 1.0)


def test_the_table_names_cases_without_a_record(gold: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["evaluate", str(gold), str(written(tmp_path / "a.jsonl"))])
    assert (done.exit_code, "no record: case" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "line 1: not a record"), ("[]", "line 1: not a record"), ('{"article": {}}', "line 1: not a record")],
)
def test_a_line_that_is_no_record(gold: Path, tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    done = CliRunner().invoke(main, ["evaluate", str(gold), str(tmp_path / "a.jsonl")])
    assert (done.exit_code, message in done.stderr) == (1, True)


def test_answers_that_are_none(gold: Path, tmp_path: Path) -> None:
    records = written(tmp_path / "a.jsonl", a_record())
    with pytest.raises(ReadError, match=r"no \*\.json in it"):
        evaluate([tmp_path / "nowhere"], records)
    (gold / "case.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReadError, match="not JSON"):
        evaluate([gold], records)


@pytest.mark.parametrize(
    ("same", "one", "other", "expected"),
    [
        (same_unit, "BCĐ 35 Thành ủy", "Ban Chỉ đạo 35 Thành uỷ", True),
        (same_unit, "Ban Chỉ đạo 35 Thành ủy", "Ban Chỉ đạo 94 Thành ủy", False),
        (same_unit, "UBND huyện", "UBND tỉnh", False),
        (same_unit, "Sở", "Sở Y tế", False),
        (short_form, "Ban Chỉ đạo", "Ban Chỉ đạo 35 tỉnh Hà Nam", True),
        (short_form, "Sở", "Sở Y tế", False),
        (near_post, "Trưởng ban Tuyên giáo Huyện ủy", "Trưởng ban Tuyên giáo", True),
        (near_post, "Ủy viên BTV Tỉnh ủy", "Ủy viên Ban Thường vụ Tỉnh uỷ", True),
        (near_post, "Phó Bí thư", "Bí thư", False),
        (near_post, "Phó Trưởng ban A", "Phó Trưởng ban B", False),
        (same_item, "", "bất kỳ", True),
        (same_item, "bài", "bài viết về rất nhiều điều khác nhau trong cả năm qua", False),
    ],
)
def test_forms_of_one_thing(same: Any, one: str, other: str, expected: bool) -> None:
    assert same(one, other) is expected


@pytest.mark.parametrize(
    ("number", "expected"), [("35 –NQ/TW", "35-NQ/TW"), ("05", "5"), ("13/2023/NĐ-CP", "13/2023/NĐ-CP")]
)
def test_document_numbers(number: str, expected: str) -> None:
    assert document_number(number) == expected


def test_intervals_are_the_same_on_every_run_and_hold_the_score() -> None:
    cases = [{"units": Counts(found=n % 3, missed=1)} for n in range(20)]
    low, high = intervals(cases)["units"]
    assert intervals(cases) == intervals(cases)
    assert 0 < low < 18 * 2 / (18 * 2 + 20) < high < 1
    assert intervals(cases[:1]) == {}
    assert macro({}) is None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of real articles is not at hand")
def test_scores_are_those_of_the_independent_scorer(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    texts = sorted([*(SHARED / "articles").glob("*.txt"), *(SHARED / "corpus" / "text").glob("*.txt")])
    with out.open("w", encoding="utf-8") as file:
        file.writelines(row.model_dump_json() + "\n" for row in extract_many(texts[1:]))
    gold = [SHARED / "gold", SHARED / "corpus" / "gold"]
    command = [sys.executable, SHARED / "tools" / "score.py", ",".join(map(str, gold)), out, "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    ours = evaluate(gold, out)
    counted = {field: row for field, row in theirs["fields"].items() if row["f1"] == row["f1"]}
    assert {field: counts.f1 for field, counts in ours.lenient.items()} == pytest.approx(
        {field: row["f1"] for field, row in counted.items()}
    )
    assert {field: counts.support for field, counts in ours.lenient.items()} == {
        field: row["n"] for field, row in counted.items()
    }
    assert ours.macro == pytest.approx(theirs["macro"])
    assert (ours.spans, ours.bare) == ((theirs["spans"], theirs["spans_bad"]), theirs["facts_without_evidence"])
    assert list(ours.missing) == theirs["missing"]
