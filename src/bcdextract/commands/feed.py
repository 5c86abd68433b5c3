"""What the commands read: a task for every article that the names on the command line stand for."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from bcdextract.batch import Task, tasks_of
from bcdextract.limits import DEFAULTS, Limits
from bcdextract.sources import is_named_archive, items


def tasks(names: Iterable[str], limits: Limits = DEFAULTS, **options: object) -> Iterator[Task]:
    """A task for every item that the names stand for, as it is come to; ``options`` are arguments of ``extract``."""
    numbers = count(1)
    for name in names:
        found = items(sys.stdin.buffer if name == "-" else Path(name), name=name, limits=limits)
        yield from tasks_of(found, {"limits": limits, **options}, numbers)


def total(names: Sequence[str]) -> int | None:
    """How many items the names stand for, where that can be told without opening them."""
    return None if any(name == "-" or is_named_archive(name) for name in names) else len(names)


def content(task: Task) -> str | None:
    """A hash of all that the record of a task comes from but its name and the words of a lexicon; ``None`` for a file
    that cannot be read."""
    source = task.arguments["source"]
    if isinstance(source, Path):
        try:
            source = source.read_bytes()
        except OSError:
            return None
    given = {key: value for key, value in task.arguments.items() if key not in _APART}
    told = json.dumps(given, sort_keys=True, default=str, ensure_ascii=False)
    data = source if isinstance(source, bytes) else str(source).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data + b"\0" + told.encode("utf-8", "surrogatepass")).hexdigest()


_APART = frozenset({"source", "name", "limits", "lexicon"})


def work(names: Iterable[str], **options: object) -> str:
    """A hash of a run's inputs, as they are now, and its options: two runs with the same one do the same work."""
    told = hashlib.sha256(json.dumps(options, sort_keys=True, default=str).encode())
    for name in names:
        stat = Path(name).stat() if Path(name).exists() else None
        told.update(f"{name}\0{stat and (stat.st_size, stat.st_mtime_ns)}\0".encode("utf-8", "surrogateescape"))
    return told.hexdigest()
