"""What the commands read: a task for every article that the names on the command line stand for."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bcdextract.batch import Task
from bcdextract.errors import ReadError
from bcdextract.files import SUFFIXES
from bcdextract.pipeline import extract
from bcdextract.record import Record


def tasks(names: Iterable[str], **options: object) -> Iterator[Task]:
    """A task for every name, as it is come to; ``options`` are arguments of ``extract``."""
    for name in names:
        source = sys.stdin.buffer.read() if name == "-" else Path(name)
        yield Task(name, {**options, "source": source, "name": name})


def record_of(task: Task) -> Record:
    """The record of a task. Raises ``ReadError`` for a folder without articles, as ``extract`` for other sources."""
    source = task.arguments["source"]
    if isinstance(source, Path) and source.is_dir():
        raise ReadError(f"{task.label}: a folder without articles ({', '.join(SUFFIXES)}); name another")
    return extract(**task.arguments)


def content(task: Task) -> str | None:
    """A hash of all that the record of a task comes from but its name; ``None`` for a file that cannot be read."""
    source = task.arguments["source"]
    if isinstance(source, Path):
        try:
            source = source.read_bytes()
        except OSError:
            return None
    given = {key: value for key, value in task.arguments.items() if key not in ("source", "name")}
    told = json.dumps(given, sort_keys=True, default=str, ensure_ascii=False)
    data = source if isinstance(source, bytes) else str(source).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data + b"\0" + told.encode("utf-8", "surrogatepass")).hexdigest()


def work(names: Iterable[str], **options: object) -> str:
    """A hash of a run's inputs, as they are now, and its options: two runs with the same one do the same work."""
    told = hashlib.sha256(json.dumps(options, sort_keys=True, default=str).encode())
    for name in names:
        stat = Path(name).stat() if Path(name).exists() else None
        told.update(f"{name}\0{stat and (stat.st_size, stat.st_mtime_ns)}\0".encode("utf-8", "surrogateescape"))
    return told.hexdigest()
