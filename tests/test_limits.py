"""Limits on what one item may cost: each a row that names the item and the mend, and the rest is read."""

from __future__ import annotations

import gc
import gzip
import io
import json
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import bcdextract
import packed
from bcdextract import ErrorRow, LimitError, Limits, Record, cli, extract_many
from bcdextract.batch import Task, run
from bcdextract.limits import check_depth, check_ratio
from bcdextract.timing import TimeUp, can_ring, within
from packed import TEXT, Answer, page

SMALL = Limits(size=50_000)
MEGA = 1_000_000
GZIPPED = {"Content-Type": "text/html", "Content-Encoding": "gzip"}


def bombs(folder: Path) -> dict[str, Path]:
    """Made to unpack to far more than they are; a good article beside each in the archives."""
    good = Answer("https://a.vn/good", page())
    table = io.BytesIO()
    pq.write_table(pa.table({"text": ["a" * 60 * MEGA]}), table, compression="zstd", use_dictionary=False)
    word = packed.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a>" + b" " * 30 * MEGA})
    made = {
        "http.warc.gz": packed.warc([Answer("https://a.vn/bad", packed.bomb(30 * MEGA), headers=GZIPPED), good]),
        "record.warc.gz": packed.warc([Answer("https://a.vn/bad", b"a" * 60 * MEGA), good]),
        "a.zip": packed.zipped({"bad.html": b"<p>" * 10 * MEGA, "good.html": page()}),
        "a.wacz": packed.wacz({"bad.warc.gz": packed.warc([Answer("https://a.vn/bad", b"a" * 60 * MEGA), good])}),
        "a.docx": word,
        "a.html.gz": packed.bomb(60 * MEGA),
        "a.jsonl.gz": gzip.compress(b'{"text": "' + b"a" * 60 * MEGA + b'"}\n'),
        "lines.jsonl.gz": gzip.compress(b'{"text": "a"}\n' + b"\n" * 60 * MEGA),
        "a.parquet": table.getvalue(),
        "in.zip": packed.zipped({"a.docx": word, "good.html": page()}, zipfile.ZIP_STORED),
    }
    paths = {}
    for name, data in made.items():
        paths[name] = folder / name
        paths[name].write_bytes(data)
    return paths


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return bombs(tmp_path_factory.mktemp("bombs"))


HELD = {
    "http.warc.gz": 1,
    "record.warc.gz": 1,
    "a.zip": 1,
    "a.wacz": 1,
    "a.docx": 0,
    "a.html.gz": 0,
    "a.jsonl.gz": 0,
    "lines.jsonl.gz": 1,
    "a.parquet": 0,
    "in.zip": 1,
}


@pytest.mark.parametrize("name", HELD)
def test_bombs(name: str, made: dict[str, Path]) -> None:
    rows = list(extract_many([made[name]]))
    failed = [row for row in rows if isinstance(row, ErrorRow)]
    assert [row.error for row in failed] == ["LimitError"]
    assert failed[0].message.startswith(made[name].as_posix())
    assert "over the limit of" in failed[0].message
    assert "--max-" in failed[0].message
    assert sum(isinstance(row, Record) for row in rows) == HELD[name]


def test_a_bomb_does_not_fill_the_memory(made: dict[str, Path]) -> None:
    script = (
        "import resource, sys; from pathlib import Path; import bcdextract, bcdextract.pipeline\n"
        "import fastwarc.warc, pyarrow.parquet, docx\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for name in sys.argv[1:]:\n"
        "    for item in bcdextract.items(Path(name)): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    if sys.platform != "linux":
        pytest.skip("the peak of memory is told in kilobytes on Linux only")
    names = [str(path) for name, path in made.items() if name != "a.parquet"]
    done = subprocess.run([sys.executable, "-c", script, *names], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200_000


def test_size() -> None:
    long = TEXT * 600
    for source in (long.encode(), page() + b" " * 60_000):
        with pytest.raises(
            LimitError, match=r"a\.txt: \d+ bytes, over the limit of 50000; split it, or raise --max-size"
        ):
            bcdextract.extract(source, name="a.txt", limits=SMALL)
    assert bcdextract.extract(long.encode(), limits=Limits(size=200_000)).article.text


@pytest.mark.parametrize("kind", ["page.html", "a.warc.gz", "a.zip", "a.jsonl", "a.parquet"])
def test_size_of_items(kind: str, tmp_path: Path) -> None:
    long = page() + b" " * 60_000
    table = io.BytesIO()
    pq.write_table(pa.table({"html": [long.decode(), page().decode()]}), table)
    rows = "".join(json.dumps({"html": one.decode()}) + "\n" for one in (long, page()))
    data = {
        "page.html": long,
        "a.warc.gz": packed.warc([Answer("https://a.vn/1", long), Answer("https://a.vn/2", page())]),
        "a.zip": packed.zipped({"a.html": long, "b.html": page()}),
        "a.jsonl": rows.encode(),
        "a.parquet": table.getvalue(),
    }[kind]
    (tmp_path / kind).write_bytes(data)
    first, *others = extract_many([tmp_path / kind], limits=SMALL)
    assert isinstance(first, ErrorRow)
    assert (first.error, "over the limit of 50000" in first.message) == ("LimitError", True)
    assert all(isinstance(row, Record) for row in others)
    assert len(others) == (kind != "page.html")


def nested(depth: int) -> str:
    return f"<html><body>{'<div>' * depth}<p>{TEXT}</p>{'</div>' * depth}</body></html>"


def test_depth() -> None:
    assert bcdextract.extract(nested(200)).article.text
    for depth in (260, 100_000):
        with pytest.raises(LimitError, match=r"a\.html: tags nested over 250 deep; save the page anew"):
            bcdextract.extract(nested(depth), name="a.html")
    with pytest.raises(LimitError, match="over 20 deep"):
        bcdextract.extract(nested(30), limits=Limits(depth=20))


FLAT = [
    "<p>a" * 5000,
    "<ul>" + "<li>a" * 5000 + "</ul>",
    "<br>" * 5000 + "<img src=a>" * 5000,
    "<div><span>a</span></div>" * 5000,
    "<table>" + "<tr><td>a<td>b" * 5000 + "</table>",
    "<div><font><font>a</div>" * 5000,
    "<svg><path d='a'/></svg>" * 5000,
    "<script>" + "var a = '<div>';" * 5000 + "</script>",
    "<!-- " + "<div>" * 5000 + " -->",
    "</div>" * 5000,
    "<DIV>a</div>" * 5000,
]


@pytest.mark.parametrize("page", FLAT)
def test_long_pages_are_not_deep(page: str) -> None:
    check_depth(page, "a.html", Limits(depth=20))


def test_ratio_counts_over_a_megabyte_only() -> None:
    check_ratio(1, MEGA, "a", Limits())
    check_ratio(0, 0, "a", Limits())
    check_ratio(MEGA, 200 * MEGA, "a", Limits())
    with pytest.raises(LimitError, match="over the limit of 200 to 1"):
        check_ratio(MEGA, 201 * MEGA, "a", Limits())


def test_nothing_is_fetched_and_no_entity_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refused(*arguments: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật của máy", encoding="utf-8")
    entity = f"<!DOCTYPE html [<!ENTITY x SYSTEM '{secret.as_uri()}'><!ENTITY y SYSTEM 'http://127.0.0.1:9/x'>]>"
    told = page().decode().replace("<!doctype html>", entity).replace("<article>", "<article><p>&x; &y;</p>")
    assert "bí mật" not in bcdextract.extract(told).model_dump_json()
    more = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    parts = {}
    with zipfile.ZipFile(io.BytesIO(packed.docx([TEXT, "MARK"]))) as word:
        for name in word.namelist():
            data = word.read(name)
            if name == "word/document.xml":
                body = data.split(b"?>", 1)[1]
                data = more + body.replace(b"MARK", b"&x;")
            parts[name] = data
    (row,) = extract_many([{"source": packed.zipped(parts)}])
    assert "bí mật" not in row.model_dump_json()


def slow(task: Task) -> str:
    if task.label == "3":
        while True:
            sum(range(1000))
    return task.label


def deaf(task: Task) -> str:
    """Hangs where no alarm reaches it, as work outside Python may."""
    if task.label == "3":
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(600)
    return task.label


TASKS = [Task(str(number), {}, number) for number in range(12)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_time(jobs: int) -> None:
    rows = list(run(slow, TASKS, jobs=jobs, seconds=1))
    assert [row for row in rows if isinstance(row, str)] == [task.label for task in TASKS if task.label != "3"]
    late = rows[3]
    assert isinstance(late, ErrorRow)
    assert (late.source, late.error, late.number) == ("3", "LimitError", 3)
    assert late.message == "3: over the limit of 1 seconds; leave it out, or raise --timeout"


def test_a_process_that_hears_no_alarm_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bcdextract.workers._GRACE", 3.0)
    rows = list(run(deaf, TASKS, jobs=2, seconds=0.3))
    assert [type(row).__name__ for row in rows] == ["str"] * 3 + ["ErrorRow"] + ["str"] * 8


def test_without_alarms_one_job_works_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bcdextract.batch.can_ring", lambda: False)
    rows = list(run(slow, TASKS[:5], seconds=1))
    assert [type(row).__name__ for row in rows] == ["str"] * 3 + ["ErrorRow", "str"]


def test_an_alarm_rings_again_and_leaves_no_trace() -> None:
    if not can_ring():
        pytest.skip("there are no alarms here")
    before = signal.getsignal(signal.SIGALRM)
    swallowed = 0
    with pytest.raises(TimeUp), within(0.1):
        while True:
            try:
                time.sleep(5)
            except BaseException:
                swallowed += 1
                if swallowed > 1:
                    raise
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_the_command_has_them_as_options(tmp_path: Path) -> None:
    (tmp_path / "deep.html").write_text(nested(40), encoding="utf-8")
    (tmp_path / "long.html").write_bytes(page() + b" " * 60_000)
    (tmp_path / "tight.zip").write_bytes(packed.zipped({"a.txt": TEXT.encode() * 20_000}))
    options = ["--max-depth", "30", "--max-size", "0.05", "--max-ratio", "20", "--timeout", "30"]
    done = CliRunner().invoke(cli.main, ["extract", str(tmp_path), *options])
    assert done.exit_code == 1
    for message in ("deep.html: tags nested over 30 deep", "over the limit of 50000", "over the limit of 20 to 1"):
        assert message in done.stderr


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("source", ["Huyện ủy họp.", b""])
def test_the_collector_is_as_it_was(enabled: bool, source: str | bytes) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with suppress(bcdextract.ReadError):
            bcdextract.extract(source)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
