"""What an archive costs: ``python benchmarks/collection.py --articles 20000``.

Articles are varied from the fixtures (``vary.py``). Measured: time of ``bcdextract store`` beside that of ``bcdextract
extract`` for the same articles into JSONL, on the clock and of the processor; memory of the store from the first
thousand articles to the last; the same archive content after ``kill -9`` at random moments, each time gone on with;
``links`` over the whole; recall and precision on near-duplicates. Needs Linux, for memory is read from /proc.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import vary

A_CHUNK = 2.0
"""Seconds that a chunk of articles takes, about: a kill comes anywhere within one."""
COMMAND = (sys.executable, "-c", "from bcdextract.cli import main; main()")


class Cost(NamedTuple):
    """What a command took: seconds on the clock and of the processor, memory in MB after a thousand articles and at
    its highest after that."""

    clock: float
    processor: float
    first: float = 0.0
    highest: float = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for line in lines(Path(folder), given.articles, given.kills, given.jobs):
            print(line, flush=True)


def lines(folder: Path, count: int, kills: int, jobs: int) -> Iterator[str]:
    """The report, line by line."""
    inputs, archive = folder / "in", folder / "whole.sqlite"
    vary.write(inputs, count)
    yield f"{count:,} articles, {jobs} jobs"
    written = measured(["extract", str(inputs), "-o", str(folder / "out.jsonl"), "--jobs", str(jobs)])
    yield f"JSONL: {count / written.clock:.0f} articles a second, {written.processor:.0f} s of processor"
    (folder / "out.jsonl").unlink()
    stored = measured(["store", str(inputs), "--db", str(archive), "--jobs", str(jobs)], archive)
    yield f"SQLite: {count / stored.clock:.0f} articles a second, {stored.processor:.0f} s of processor"
    beside = written.clock / stored.clock, written.processor / stored.processor
    yield f"throughput beside JSONL: {beside[0]:.2f} by the clock, {beside[1]:.2f} by the processor"
    yield f"memory: {stored.first:.0f} MB at 1,000 articles, {stored.highest:.0f} MB at the highest after"
    yield f"archive: {archive.stat().st_size / 1e6:.0f} MB"
    again = measured(["store", str(inputs), "--db", str(archive), "--jobs", str(jobs)])
    yield f"a second run over the same articles: {again.clock:.1f} s"
    yield killed(folder, inputs, archive, kills, count, jobs)
    linked = measured(["links", str(archive)])
    yield f"links: {linked.clock:.0f} s"
    yield near_duplicates()


def measured(arguments: list[str], archive: Path | None = None) -> Cost:
    """Runs the command and looks at its memory while the archive fills."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.DEVNULL)
    first = highest = 0.0
    while process.poll() is None:
        time.sleep(0.25)
        if archive is not None:
            memory = resident(process.pid)
            if first:
                highest = max(highest, memory)
            elif articles_in(archive) >= 1000:
                first = memory
    clock = time.perf_counter() - began
    assert process.returncode == 0, arguments
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, first, highest)


def resident(process: int) -> float:
    """MB of memory that a process has; none once it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


def articles_in(archive: Path) -> int:
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as connection:
        found: int = connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0]
        return found
    return 0


def killed(folder: Path, inputs: Path, whole: Path, kills: int, count: int, jobs: int) -> str:
    """Kills runs at random moments all over the articles and goes on with them; then compares the archive with that
    of the whole run."""
    archive = folder / "killed.sqlite"
    command = [*COMMAND, "store", str(inputs), "--db", str(archive), "--jobs", str(jobs)]
    moments = random.Random(10)
    reached = []
    for stored in sorted(moments.sample(range(count * 9 // 10), kills)):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while process.poll() is None and articles_in(archive) < stored:
            time.sleep(0.05)
        time.sleep(moments.uniform(0, A_CHUNK))
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "the run was over before it was killed"
        reached.append(articles_in(archive))
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    same = content(archive) == content(whole)
    with closing(sqlite3.connect(archive)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        connection.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
    return f"kill -9 at {reached} articles: content {'the same' if same else 'DIFFERS'}, integrity {sound}"


def content(archive: Path) -> dict[str, str]:
    """A hash of every table's rows, without the runs and what names them."""
    found = {}
    with closing(sqlite3.connect(archive)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table == "runs" or table.startswith("articles_fts"):
                continue
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "run"]
            named = ", ".join(f'"{column}"' for column in columns)
            told = hashlib.sha256()
            for row in connection.execute(f"SELECT {named} FROM {table} ORDER BY 1"):
                told.update(repr(row).encode())
            found[table] = told.hexdigest()
    return found


def near_duplicates() -> str:
    from bcdextract.collection.duplicates import duplicates

    texts, origins = vary.near_duplicates(2000)
    firsts = {one.text: one.first for one in duplicates(texts)}
    found, meant = pairs(firsts.get(n, n) for n in range(len(texts))), pairs(origins)
    both = len(found & meant)
    return f"near-duplicates: recall {both / len(meant):.3f}, precision {both / len(found):.3f}"


def pairs(groups: Iterable[int]) -> set[tuple[int, int]]:
    """All pairs of numbers in one group."""
    members: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
    return {pair for group in members.values() for pair in combinations(group, 2)}


if __name__ == "__main__":
    main()
