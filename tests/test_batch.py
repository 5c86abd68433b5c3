"""Many articles: order, streaming, error rows, processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from bcdextract import BcdExtractError, ErrorRow, Record, confidence, extract_many
from bcdextract.batch import CHUNK, Task, run
from bcdextract.record import Article, Evidence, Meeting, Official, Participant, Position, Result, Unit


def text(number: int) -> str:
    return f"Ngày {number % 28 + 1}/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban lần {number}."


def lines(rows: Iterator[Record | ErrorRow]) -> list[str]:
    return [row.model_dump_json() for row in rows]


def test_rows_come_in_order_and_bad_articles_are_rows(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text(text(1), encoding="utf-8")
    rows = list(extract_many([good, tmp_path / "none.txt", b"", text(2), {"source": text(3), "name": "third"}]))
    assert [type(row) for row in rows] == [Record, ErrorRow, ErrorRow, Record, Record]
    missing, empty = (row for row in rows if isinstance(row, ErrorRow))
    assert missing.source == (tmp_path / "none.txt").as_posix()
    assert (missing.error, empty.source) == ("ReadError", "source 3")
    assert rows[4].article.source == "third"  # type: ignore[union-attr]


def test_options_are_for_all_and_a_mapping_wins() -> None:
    rows = extract_many([text(1), {"source": text(2), "url": "https://b.vn"}], url="https://a.vn")
    assert [row.article.url for row in rows] == ["https://a.vn", "https://b.vn"]  # type: ignore[union-attr]


def test_a_mistake_in_the_options_is_a_row_too() -> None:
    (row,) = extract_many([text(1)], colour="red")
    assert isinstance(row, ErrorRow)
    assert row.error == "TypeError"


def test_endless_sources_stream() -> None:
    rows = islice(extract_many(map(text, count())), 3)
    assert len(list(rows)) == 3


def test_processes_give_the_same_rows_and_read_little_ahead() -> None:
    taken = 0

    def sources() -> Iterator[str | bytes]:
        nonlocal taken
        for number in range(20 * CHUNK):
            taken += 1
            yield text(number) if number % 9 else b""

    stream = extract_many(sources(), jobs=2)
    first = next(stream)
    assert taken <= 6 * CHUNK
    assert lines(iter([first, *stream])) == lines(extract_many(sources()))


def test_no_processes_is_no_number_of_jobs() -> None:
    with pytest.raises(ValueError, match="at least 1, not 0"):
        extract_many([], jobs=0)


def dies_over_seven(task: Task) -> str:
    if task.label == "7":
        os._exit(3)
    return task.label


def test_a_process_that_dies_costs_one_article() -> None:
    tasks = [Task(str(number), {}) for number in range(5 * CHUNK)]
    rows = list(run(dies_over_seven, tasks, jobs=2))
    assert [row for row in rows if isinstance(row, str)] == [task.label for task in tasks if task.label != "7"]
    assert isinstance(rows[7], ErrorRow)
    assert (rows[7].source, rows[7].error) == ("7", "ProcessDied")


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import bcdextract\nprint(list(bcdextract.extract_many(['a'], jobs=2)))\n", encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"{BcdExtractError.__name__}: worker processes do not start" in done.stderr


def test_a_name_that_is_no_text_can_be_written() -> None:
    (row,) = extract_many([Path(os.fsdecode(b"/none/\xff.txt"))])
    assert isinstance(row, ErrorRow)
    assert row.source == "/none/?.txt"


def test_min_confidence_drops_facts_and_what_points_to_them() -> None:
    said = (Evidence(start=0, end=1, text="H", rule="r"),)
    record = Record(
        article=Article(id="0", text="Họp"),
        meetings=(
            Meeting(
                id="m",
                kind="session",
                conveners=("low", "high"),
                participants=(Participant(official="o", role="chair", evidence=said),),
            ),
            Meeting(id="n", kind="other", confidence=0.1),
        ),
        units=(
            Unit(id="low", name="A", mentions=said, confidence=0.2),
            Unit(id="high", name="B", mentions=said, confidence=0.9, parent="low"),
        ),
        officials=(
            Official(
                id="o",
                name="An",
                mentions=said,
                positions=(
                    Position(title="x", text="x", unit="low", evidence=said, confidence=0.5),
                    Position(title="y", text="y", evidence=said, confidence=0.4),
                ),
            ),
        ),
        results=(
            Result(id="r", value=1, actor="low", part_of="s", evidence=said),
            Result(id="s", value=2, evidence=said, confidence=0.3),
        ),
    )
    kept = confidence.at_least(record, 0.5)
    assert [meeting.id for meeting in kept.meetings] == ["m"]
    assert kept.meetings[0].conveners == ("high",)
    assert [(unit.id, unit.parent) for unit in kept.units] == [("high", None)]
    assert [(p.text, p.unit) for p in kept.officials[0].positions] == [("x", None)]
    assert [(r.id, r.actor, r.part_of) for r in kept.results] == [("r", None, None)]
    assert confidence.at_least(record, 0) == record
