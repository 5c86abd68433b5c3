"""A run that is stopped or killed goes on where it was, and its files are whole or not there at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archives import ARTICLES, run
from bcdextract import batch
from bcdextract.errors import BcdExtractError
from bcdextract.resume import EVERY, left, resumable

COMMAND = (sys.executable, "-c", "from bcdextract.cli import main; main()")
TEXT = "Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban lần {0}."
MANY = 3 * EVERY + 5


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(MANY):
        text = TEXT.format(number) if number % 50 != 7 else " "
        (tmp_path / "in" / f"{number:04}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "in")


def stop_after(articles: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C comes while the article of that number is read."""
    extract = batch.extract
    read = 0

    def counting(*arguments: object, **more: object) -> object:
        nonlocal read
        read += 1
        if read > articles:
            raise KeyboardInterrupt
        return extract(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "extract", counting)


@pytest.mark.parametrize("articles", [0, 1, EVERY, 2 * EVERY + 9])
def test_a_stopped_run_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch, articles: int) -> None:
    run("extract", "in", "-o", "whole.jsonl")
    (folder / "out.jsonl").write_text("of before", encoding="utf-8")
    with monkeypatch.context() as patched:
        stop_after(articles, patched)
        patched.setattr(sys, "argv", ["bcdextract", "extract", "in", "-o", "out.jsonl"])
        done = run("extract", "in", "-o", "out.jsonl")
    assert done.exit_code == 130
    said = done.stderr.splitlines()[-1]
    assert said == (
        "bcdextract: stopped; out.jsonl is as it was. To go on: bcdextract extract in -o out.jsonl --resume"
    )
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == "of before"
    assert left(folder / "out.jsonl")
    with monkeypatch.context() as patched:
        stop_after(MANY - articles // EVERY * EVERY, patched)  # what was noted is not read again
        done = run("extract", "in", "-o", "out.jsonl", "--resume")
    assert done.exit_code == 1, done.output
    assert (folder / "out.jsonl").read_bytes() == (folder / "whole.jsonl").read_bytes()
    for kind in ("out", "whole"):
        assert len((folder / f"{kind}.jsonl.errors.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    assert ": 193 articles, " in done.stderr
    assert "4 errors (4 ReadError)" in done.stderr
    assert names(folder) == ["out.jsonl", "out.jsonl.errors.jsonl", "whole.jsonl", "whole.jsonl.errors.jsonl"]


def test_without_resume_a_run_begins_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        stop_after(EVERY + 1, patched)
        run("extract", "in", "-o", "out.jsonl")
    (folder / "in" / "0000.txt").write_text(TEXT.format("một"), encoding="utf-8")
    run("extract", "in", "-o", "out.jsonl")
    assert "lần một" in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert names(folder) == ["out.jsonl", "out.jsonl.errors.jsonl"]


@pytest.mark.parametrize("change", ["file", "option"])
def test_other_work_is_not_gone_on_with(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    with monkeypatch.context() as patched:
        stop_after(EVERY + 1, patched)
        run("extract", "in", "-o", "out.jsonl")
    before = names(folder)
    if change == "file":
        (folder / "in" / "0001a.txt").write_text(TEXT.format(1), encoding="utf-8")
    done = run("extract", "in", "-o", "out.jsonl", "--resume", *(["--min-confidence", "0.5"] * (change == "option")))
    assert done.exit_code == 1
    assert "leave out --resume to begin anew" in done.stderr
    assert names(folder) == before


def test_resume_with_nothing_to_go_on_with_begins(folder: Path) -> None:
    assert run("extract", "in", "-o", "out.jsonl", "--resume").exit_code == 1
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == MANY - 4


@pytest.mark.parametrize("arguments", [["in", "--resume"], ["-", "-o", "out.jsonl", "--resume"]])
def test_what_cannot_be_gone_on_with(folder: Path, arguments: list[str]) -> None:
    done = run("extract", *arguments)
    assert done.exit_code == 2
    assert "--resume needs" in done.stderr


def test_one_run_at_a_time_writes_to_a_place(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with resumable(out, of="a", resume=False) as course:
        course.files[0].write(b"one\n")
        with pytest.raises(BcdExtractError, match="another run is writing"), resumable(out, of="a", resume=False):
            pass
    assert out.read_bytes() == b"one\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_draft_that_lost_its_end_is_begun_anew(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt), resumable(out, of="a", resume=False) as course:
        course.files[0].write(b"one\n" * EVERY)
        course.mark(EVERY, {"n": 1})
        raise KeyboardInterrupt
    draft = tmp_path / ".out.jsonl.part"
    assert draft.stat().st_size == 4 * EVERY
    with draft.open("r+b") as file:
        file.truncate(5)
    with resumable(out, of="a", resume=True) as course:
        assert (course.done, course.counted) == (0, {})
    assert out.read_bytes() == b""


def test_a_note_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / ".out.jsonl.part.note").write_bytes(b"something else, and long enough" * 50)
    with (
        pytest.raises(BcdExtractError, match="remove it to begin anew"),
        resumable(tmp_path / "out.jsonl", of="a", resume=True),
    ):
        pass


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for path in ARTICLES.glob("*.txt"):
        for number in range(15):
            (tmp_path / "in" / f"{number}-{path.name}").write_bytes(path.read_bytes())
    began = time.perf_counter()
    whole = [*COMMAND, "extract", "in", "-o", "whole.jsonl"]
    subprocess.run(whole, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    took = time.perf_counter() - began
    command = [*COMMAND, "extract", "in", "-o", "out.jsonl", "--resume"]
    for share in (0.6, 0.5):
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
        time.sleep(share * took)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
    subprocess.run(command, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert len(json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])) > 5


@pytest.mark.skipif(os.name == "nt", reason="signals of terminals")
@pytest.mark.parametrize("command", [["extract", "in", "-o", "out.jsonl"], ["store", "in", "--db", "out.sqlite"]])
def test_ctrl_c_ends_all_processes_quietly(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "in").mkdir()
    for path in ARTICLES.glob("*.txt"):
        for number in range(100):
            (tmp_path / "in" / f"{number}-{path.name}").write_bytes(path.read_bytes())
    process = subprocess.Popen(
        [*COMMAND, *command, "--jobs", "2"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores Ctrl-C
    )
    draft = tmp_path / (".out.jsonl.part" if "extract" in command else "out.sqlite-wal")
    while not (draft.exists() and draft.stat().st_size > 100_000):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert len(said.splitlines()) == 1
    assert "To go on: bcdextract" in said


@pytest.mark.skipif(os.name == "nt", reason="no terminals of this kind")
@pytest.mark.parametrize("command", [["extract", "in", "-o", "out.jsonl"], ["store", "in", "--db", "out.sqlite"]])
def test_a_terminal_sees_rate_and_time_left(folder: Path, command: list[str]) -> None:
    """And no terminal sees nothing but the errors and the sum."""
    termios = pytest.importorskip("termios")
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 120))
    shown = b""
    with subprocess.Popen([*COMMAND, *command], cwd=folder, stderr=theirs, stdin=subprocess.DEVNULL) as process:
        os.close(theirs)
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # Linux says so when the other side is closed
            pass
        os.close(ours)
        process.wait(timeout=60)
    assert f"{MANY}/{MANY}" in shown.decode()
    assert "article/s" in shown.decode() or "s/article" in shown.decode()
    quiet = run(*command[:-1], "again.out", *(["--anew"] if "store" in command else []))
    assert len(quiet.stderr.splitlines()) == 5
