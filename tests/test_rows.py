"""What the command writes for archives: one row an item, in order, the same bytes with any number of processes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import packed
from bcdextract import cli
from bcdextract.commands import tally
from packed import TEXT, Answer, page

HTML = {"Content-Type": "text/html"}
ANSWERS = [
    Answer("https://a.vn/1", page(1)),
    Answer("https://a.vn/2", b"", "301 Moved", {"Location": "https://a.vn/1"}),
    Answer("https://a.vn/3", page(3)),
    Answer("https://a.vn/4", b"\xff\xd8", headers={"Content-Type": "image/jpeg"}),
    Answer("https://a.vn/5", bytes(range(128, 256)) * 40, headers=HTML),
    Answer("https://a.vn/6", b"<h1>502 Bad Gateway</h1>", headers=HTML),
    Answer("https://a.vn/7", page(7)),
]
ROWS = ["record", "skip", "record", "skip", "error", "skip", "record"]


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=given)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.warc.gz").write_bytes(packed.warc(ANSWERS * 3))
    (tmp_path / "in" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "c.zip").write_bytes(packed.zipped({}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_item_gives_one_row_in_order(folder: Path) -> None:
    done = run("extract", "in", "-o", "out.jsonl", "--rows", "rows.jsonl")
    assert done.exit_code == 1
    rows = lines(folder / "rows.jsonl")
    assert [row["row"] for row in rows] == [*ROWS * 3, "record", "error"]
    assert [row["number"] for row in rows] == list(range(1, 24))
    assert [row["url"] for row in rows[:7]] == [answer.url for answer in ANSWERS]
    records = lines(folder / "out.jsonl")
    told = [(row["source"], row["id"]) for row in rows if row["row"] == "record"]
    assert told == [(record["article"]["source"], record["article"]["id"]) for record in records]  # type: ignore[index]
    errors, skips = lines(folder / "out.jsonl.errors.jsonl"), lines(folder / "out.jsonl.skipped.jsonl")
    numbers = [*(row["number"] for row in errors), *(row["number"] for row in skips)]
    assert sorted(numbers) == [row["number"] for row in rows if row["row"] != "record"]  # type: ignore[type-var]
    assert [skip["reason"] for skip in skips[:3]] == ["redirect", "not_a_page", "http_error"]
    assert "9 skipped, no articles (3 http_error, 3 not_a_page, 3 redirect)" in done.stderr
    assert "in/c.zip: no files in it" in done.stderr


def test_processes_change_no_byte(folder: Path) -> None:
    for jobs in (1, 2, 3):
        run("extract", "in", "-o", f"{jobs}.jsonl", "--rows", f"{jobs}.rows.jsonl", "--jobs", jobs)
    for kind in ("", ".errors.jsonl", ".skipped.jsonl"):
        assert len({(folder / f"{jobs}.jsonl{kind}").read_bytes() for jobs in (1, 2, 3)}) == 1
    assert len({(folder / f"{jobs}.rows.jsonl").read_bytes() for jobs in (1, 2, 3)}) == 1


def test_skips_are_no_errors(folder: Path) -> None:
    (folder / "s.warc").write_bytes(packed.warc(ANSWERS[:4], packed=False))
    done = run("extract", "s.warc", "-o", "out.jsonl")
    assert done.exit_code == 0
    assert not (folder / "out.jsonl.errors.jsonl").exists()
    done = run("extract", "s.warc")
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 2)


def test_all_pages_are_read_where_that_is_wanted(folder: Path) -> None:
    (folder / "s.warc").write_bytes(packed.warc(ANSWERS[5:6]))
    assert "1 http_error" in run("extract", "s.warc").stderr
    assert "1 http_error" not in run("extract", "s.warc", "--all-pages").stderr


@pytest.mark.parametrize("packed_in", ["warc", "zip", "jsonl"])
def test_an_archive_from_standard_input(packed_in: str) -> None:
    data = {
        "warc": packed.warc(ANSWERS[:3]),
        "zip": packed.zipped({"a.html": page(1), "b.txt": TEXT.encode()}),
        "jsonl": "".join(json.dumps({"text": TEXT, "id": n}) + "\n" for n in range(2)).encode(),
    }[packed_in]
    done = run("extract", "-", given=data)
    sources = [json.loads(line)["article"]["source"] for line in done.stdout.splitlines()]
    assert len(sources) == 2
    assert all(source.startswith("-#") for source in sources)


def test_rows_may_not_be_an_input(folder: Path) -> None:
    assert run("extract", "in", "--rows", "in/b.txt").exit_code == 2


def test_what_a_run_wrote_is_no_article_of_the_next(folder: Path) -> None:
    for _ in range(2):
        done = run("extract", "in", "-o", "in/out.jsonl", "--rows", "in/all.jsonl")
        assert (done.exit_code, len(lines(folder / "in" / "all.jsonl"))) == (1, 23)
    skipped = run("extract", "in/out.jsonl")
    assert (skipped.exit_code, skipped.stdout, "10 record" in skipped.stderr) == (0, "", True)
    assert run("extract", "in/b.txt", "-o", "in/b.txt").exit_code == 2


def test_a_bar_without_an_end_for_archives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    totals: list[int | None] = []
    shown = tally.progress

    def progress(total: int | None, done: int = 0) -> object:
        totals.append(total)
        return shown(total, done)

    monkeypatch.setattr(cli, "progress", progress)
    run("extract", "in")
    run("extract", "in/b.txt")
    assert totals == [None, 1]


def test_what_a_row_says_wins_over_its_page(folder: Path) -> None:
    row = {"html": page(1).decode(), "url": "https://b.vn/9", "title": "Họp giao ban", "published": "2024-03-06"}
    (folder / "t.jsonl").write_text(json.dumps(row), encoding="utf-8")
    article = json.loads(run("extract", "t.jsonl").stdout)["article"]
    assert (article["url"], article["title"], article["published"]) == ("https://b.vn/9", "Họp giao ban", "2024-03-06")


def test_parquet_rows(folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = io.BytesIO()
    pq.write_table(pa.table({"id": ["x", "y"], "text": [TEXT, ""]}), table)
    (folder / "t.parquet").write_bytes(table.getvalue())
    done = run("extract", "t.parquet", "-o", "out.jsonl")
    assert done.exit_code == 1
    assert lines(folder / "out.jsonl")[0]["article"]["source"] == "t.parquet#x"  # type: ignore[index]
    assert lines(folder / "out.jsonl.errors.jsonl")[0]["source"] == "t.parquet#y"
