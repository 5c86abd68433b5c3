"""The command: what it writes, what it says, how it exits."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bcdextract
from bcdextract import cli, schema, segment

ARTICLES = Path(__file__).parents[1] / "fixtures" / "articles"
NAMES = sorted(path.name for path in ARTICLES.glob("*.txt"))
TEXT = "Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban."


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two articles, one of them in a folder, and things that are none."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "deep" / "a.TXT").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "notes.md").write_text("no article", encoding="utf-8")
    (tmp_path / "in" / "._b.txt").write_bytes(b"\x00\x05")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(output: str) -> list[str]:
    return [json.loads(line)["article"]["source"] for line in output.splitlines()]


def test_a_folder_to_standard_output(folder: Path) -> None:
    done = run("extract", "in")
    assert (done.exit_code, done.stderr) == (0, "")
    assert sources(done.stdout) == ["in/b.txt", "in/deep/a.TXT"]


def test_names_stay_as_given_and_come_once(folder: Path) -> None:
    done = run("extract", folder / "in" / "b.txt", "in/notes.md", "in", "in/b.txt")
    assert sources(done.stdout) == [(folder / "in/b.txt").as_posix(), "in/notes.md", "in/b.txt", "in/deep/a.TXT"]


def test_standard_input() -> None:
    done = run("extract", "-", given=TEXT.encode())
    assert sources(done.stdout) == ["-"]


def test_the_fixtures_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = run("extract", ARTICLES, "-o", out, "--jobs", 2)
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.fullmatch(rf"bcdextract: {out}: 20 articles, \d+ facts, \d+ warnings, 0 errors\n", done.stderr)
    assert [Path(source).name for source in sources(out.read_text(encoding="utf-8"))] == NAMES
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl"]


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "random.txt": (bytes(range(256)) * 20, "not text"),
    "long.txt": ("Tỉnh ủy họp. ".encode() * 3_500_000, "split it"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_articles_are_named_and_the_rest_is_done(folder: Path, name: str) -> None:
    content, message = BAD[name]
    (folder / "in" / name).write_bytes(content)
    done = run("extract", "in", "-o", "out.jsonl")
    assert done.exit_code == 1
    assert f"in/{name}: " in done.stderr
    assert message in done.stderr
    assert sources((folder / "out.jsonl").read_text(encoding="utf-8")) == ["in/b.txt", "in/deep/a.TXT"]
    row = json.loads((folder / "out.jsonl.errors.jsonl").read_text(encoding="utf-8"))
    assert (row["source"], row["error"]) == (f"in/{name}", "LimitError" if name == "long.txt" else "ReadError")


def test_names_that_hold_no_article(folder: Path) -> None:
    (folder / "hollow").mkdir()
    done = run("extract", "none.txt", "hollow", "in/b.txt")
    assert done.exit_code == 1
    assert "none.txt: no such file" in done.stderr
    assert "hollow: a folder without articles (.txt, .html, .htm," in done.stderr
    assert sources(done.stdout) == ["in/b.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the super-user reads every file")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    (folder / "in" / "b.txt").chmod(0)
    done = run("extract", "in/b.txt")
    assert done.exit_code == 1
    assert "in/b.txt" in done.stderr


def test_a_failure_of_our_own_is_named_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(task: object) -> None:
        raise KeyError("rule")

    monkeypatch.setattr(cli, "record_of", broken)
    done = run("extract", "in/b.txt")
    assert done.stderr == "bcdextract: in/b.txt: KeyError: 'rule'\n"


def test_the_errors_of_an_earlier_run_go(folder: Path) -> None:
    run("extract", "none.txt", "-o", "out.jsonl")
    assert (folder / "out.jsonl").read_bytes() == b""
    assert (folder / "out.jsonl.errors.jsonl").exists()
    run("extract", "in", "-o", "out.jsonl")
    assert sorted(path.name for path in folder.iterdir()) == ["in", "out.jsonl"]


def test_output_is_written_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "out.jsonl").write_text("of before", encoding="utf-8")

    def full(*arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(cli, "write", full)
    done = run("extract", "in", "-o", "out.jsonl")
    assert done.exit_code == 1
    assert "no space left; out.jsonl is as it was" in done.stderr
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == "of before"
    assert sorted(path.name for path in folder.iterdir()) == ["in", "out.jsonl"]


def test_a_reader_that_has_enough_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*arguments: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr(cli, "write", closed)
    done = run("extract", "in")
    assert (done.exit_code, done.output) == (1, "")


def test_a_new_file_has_the_usual_rights(folder: Path) -> None:
    run("extract", "in", "-o", "out.jsonl")
    (folder / "usual").touch()
    rights = [stat.S_IMODE((folder / name).stat().st_mode) for name in ("out.jsonl", "usual")]
    assert rights[0] == rights[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract"], "Missing argument 'INPUT...'"),
        (["extract", "in", "--jbos", "2"], "No such option"),
        (["extract", "in", "--jobs", "0"], "--jobs"),
        (["extract", "in", "--min-confidence", "2"], "--min-confidence"),
        (["extract", "in", "-o", "no/such/out.jsonl"], "there is no folder"),
        (["extract", "in", "-o", "in"], "is not a file"),
        (["extract", "in", "-o", "in/b.txt"], "is one of the inputs"),
        (["evaluate", "in", "none.jsonl"], "none.jsonl"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def test_min_confidence_leaves_certain_facts(folder: Path) -> None:
    every, certain = (run("extract", "in/b.txt", "--min-confidence", floor).stdout for floor in (0, 1))
    assert every == run("extract", "in/b.txt").stdout
    assert len(certain) <= len(every)


def test_explain_shows_sentence_fact_and_rule(folder: Path) -> None:
    done = run("explain", "in/b.txt")
    assert done.exit_code == 0
    assert TEXT in done.stdout.splitlines()
    evidence = bcdextract.extract(TEXT).meetings[0].evidence[0]
    assert f"«{evidence.text}» {evidence.start}:{evidence.end} by {evidence.rule}" in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_explain_leaves_out_no_evidence(name: str) -> None:
    from bcdextract.explain import explain, facts

    record = bcdextract.extract(ARTICLES / name)
    shown = [line for line in explain(record) if line.startswith("    ")]
    assert len(shown) == len(list(facts(record)))


def test_explain_of_nothing() -> None:
    done = run("explain", "none.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "none.txt: no such file" in done.stderr


def test_schema() -> None:
    assert run("schema").stdout == schema.published()


def test_version_tells_how_it_was_built() -> None:
    built = "plain Python" if segment.__file__.endswith(".py") else "compiled"
    assert run("--version").stdout == f"bcdextract, version {bcdextract.__version__} ({built})\n"


def test_the_command_is_installed(folder: Path) -> None:
    command = shutil.which("bcdextract", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("the package is not installed")
    done = subprocess.run([command, "extract", "in"], capture_output=True, timeout=60, check=True)
    assert sources(done.stdout.decode()) == ["in/b.txt", "in/deep/a.TXT"]
    assert done.stderr == b""
