"""The command ``convert``: whole or not at all, never over what is not its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bcdextract
from bcdextract import export
from bcdextract.cli import main
from bcdextract.export import jsonl

ARTICLES = Path(__file__).parents[1] / "fixtures" / "articles"
RECORDS = [bcdextract.extract(path) for path in sorted(ARTICLES.glob("*.txt"))[:3]]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["convert", *(str(argument) for argument in arguments)])


@pytest.fixture
def records(tmp_path: Path) -> Path:
    export.write(RECORDS, "jsonl", tmp_path / "records.jsonl")
    return tmp_path / "records.jsonl"


def inside(path: Path) -> dict[str, bytes]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("form", export.EXPORTERS)
def test_every_form_two_times_over(form: str, records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(records, "--to", form, "-o", out)
    assert (done.exit_code, done.output) == (0, "")
    assert out.is_dir() == export.EXPORTERS[form].folder
    first = inside(out)
    assert first and all(first.values())
    assert run(records, "--to", form, "-o", out).exit_code == 0
    assert inside(out) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "records.jsonl"]


def test_json_lines_are_the_same_again(records: Path, tmp_path: Path) -> None:
    run(records, "--to", "jsonl", "-o", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == records.read_bytes()
    assert list(jsonl.read(records)) == RECORDS


@pytest.mark.parametrize("form", export.EXPORTERS)
def test_after_an_error_all_is_as_it_was(form: str, records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(records, "--to", form, "-o", out)
    before = inside(out)
    records.write_bytes(records.read_bytes() + b'{"article": 1}\n')
    done = run(records, "--to", form, "-o", out)
    assert done.exit_code == 1
    assert "line 4: no record" in done.stderr
    assert "write it with bcdextract extract; " in done.stderr
    assert inside(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "records.jsonl"]


def test_a_folder_with_something_of_its_own_stays(records: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.odt").write_text("years of work", encoding="utf-8")
    done = run(records, "--to", "csv", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "holds thesis.odt" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.odt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "csv", "-o", "records.jsonl"], "is the input"),
        (["--to", "jsonl", "-o", "folder"], "is not a file"),
        (["--to", "csv", "-o", "file"], "is not a folder"),
        (["--to", "csv", "-o", "no/such"], "there is no folder"),
        (["--to", "ods", "-o", "out"], "ods"),
        (["--to", "csv"], "Missing option"),
    ],
)
def test_wrong_usage(
    arguments: list[str], message: str, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    done = run("records.jsonl", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def test_one_article_two_times_stays_two(tmp_path: Path) -> None:
    export.write([RECORDS[0], RECORDS[0]], "jsonl", tmp_path / "two.jsonl")
    frames = bcdextract.to_frames(jsonl.read(tmp_path / "two.jsonl"), "polars")
    assert frames["articles"]["record"].to_list() == [1, 2]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "followthemoney", "jsonld", "popolo", "omeka", "doccano"])
def test_records_are_taken_one_by_one(form: str, tmp_path: Path) -> None:
    """A form never holds the records it has been given: each is gone before the second after it comes."""
    import gc
    import weakref

    held: list[weakref.ref[bcdextract.Record]] = []

    def source() -> object:
        for _ in range(6):
            record = RECORDS[0].model_copy()
            held.append(weakref.ref(record))
            yield record
            del record
            gc.collect()
            assert sum(ref() is not None for ref in held) <= 2

    export.write(source(), form, tmp_path / "out")  # type: ignore[arg-type]
    assert len(held) == 6
