"""Many articles: in order, as a stream, in one process or several; a bad one is a row and not the end of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bcdextract.errors import NotAnArticle
from bcdextract.limits import DEFAULTS, Limits
from bcdextract.pipeline import extract
from bcdextract.record import Model, Record, Warning
from bcdextract.sources import Item, items
from bcdextract.timing import TimeUp, can_ring, within
from bcdextract.workers import CHUNK, Workers

__all__ = ["CHUNK", "ErrorRow", "Skip", "Task", "extract_many", "run", "tasks_of"]

Source = str | bytes | Path | Mapping[str, Any]
Made = TypeVar("Made")


class ErrorRow(Model):
    """An article that gave no record, and why. ``number`` is its place among all items of the run, from 1."""

    source: str
    error: str
    message: str
    number: int | None = None
    url: str | None = None


class Skip(Model):
    """An item that is no article, and why: ``index_page``, ``not_found``, ``redirect``, ``not_a_page`` ..."""

    source: str
    reason: str
    message: str
    number: int | None = None
    url: str | None = None


class Task(NamedTuple):
    """One article to read: what to call it in messages, and the arguments of ``extract``; or what it is instead."""

    label: str
    arguments: Mapping[str, Any]
    number: int | None = None
    ready: ErrorRow | Skip | None = None
    notes: tuple[Warning, ...] = ()


def extract_many(sources: Iterable[Source], *, jobs: int = 1, **options: Any) -> Iterator[Record | Skip | ErrorRow]:
    """A record, a :class:`Skip` or an :class:`ErrorRow` for each item, in the order of the sources, as they are ready.

    A source is a text, bytes, a ``Path``, or a mapping of ``extract``'s arguments where they differ from article to
    article; ``options`` go to ``extract`` for all. A ``Path`` may be a folder, an archive (WARC, WACZ, zip) or a table
    (JSONL, Parquet): then there is a row for every item in it. Pages that are no articles are skipped; ``sift=False``
    reads them all the same. Few sources are read ahead, so ``sources`` may be endless. ``limits`` are
    :class:`~bcdextract.limits.Limits`, the seconds an article may take among them.

    With ``jobs`` above 1 articles are read in that many processes, with the same results; a script must then call
    this under ``if __name__ == "__main__":``, as for any use of processes.

    >>> rows = extract_many(["Ngày 5/3/2024, Tỉnh ủy họp.", b"", {"source": "Họp chiều 8/3.", "url": "https://a.vn/1"}])
    >>> [type(row).__name__ for row in rows]
    ['Record', 'ErrorRow', 'Record']
    """
    if isinstance(sources, str | bytes | Path):
        raise TypeError(f"extract_many() takes a list of sources, not one {type(sources).__name__}; put it into [ ]")
    limits: Limits = options.get("limits") or DEFAULTS
    return run(record_of, _tasks(sources, {"sift": True, **options}, limits), jobs=jobs, seconds=limits.seconds)


def run(
    make: Callable[[Task], Made], tasks: Iterable[Task], *, jobs: int = 1, seconds: float | None = None
) -> Iterator[Made | Skip | ErrorRow]:
    """``make`` of each task, in order; a failure is an :class:`ErrorRow`, as is one that takes more than ``seconds``.

    ``ValueError`` for ``jobs`` under 1. One job works in this process, but for a time limit that it could not keep.
    """
    if jobs < 1:
        raise ValueError(f"jobs is the number of processes, at least 1, not {jobs}")
    if jobs == 1 and (seconds is None or can_ring()):
        return map(partial(_attempt, make, seconds), tasks)
    workers = Workers(
        partial(_attempts, make, seconds),
        jobs,
        weight=_weight,
        died=_died,
        late=partial(_late, seconds),
        seconds=seconds,
    )
    return workers.run(iter(tasks))


def tasks_of(found: Iterable[Item], options: Mapping[str, Any], numbers: Iterator[int]) -> Iterator[Task]:
    """A task for every item of an archive; ``options`` are arguments of ``extract`` that the items do not give."""
    for item in found:
        number = next(numbers)
        url = item.given.get("url")
        ready: ErrorRow | Skip | None = None
        if item.skipped:
            reason, message = item.skipped
            ready = Skip(source=_clean(item.label), reason=reason, message=_clean(message), number=number, url=url)
        elif item.failed:
            error, message = item.failed
            ready = ErrorRow(source=_clean(item.label), error=error, message=_clean(message), number=number, url=url)
        arguments = {**options, **item.given, "source": item.source, "name": item.label}
        yield Task(item.label, arguments, number, ready, item.notes)


def record_of(task: Task) -> Record:
    """The record of a task, with what its archive had to note."""
    record = extract(**task.arguments)
    return record.model_copy(update={"warnings": (*task.notes, *record.warnings)}) if task.notes else record


def _tasks(sources: Iterable[Source], options: Mapping[str, Any], limits: Limits) -> Iterator[Task]:
    numbers = count(1)
    for place, source in enumerate(sources, start=1):
        arguments = {**options, **source} if isinstance(source, Mapping) else {**options, "source": source}
        given = arguments.get("source")
        if isinstance(given, Path):
            label = str(arguments.get("name") or given.as_posix())
            yield from tasks_of(items(given, name=label, limits=limits), arguments, numbers)
        else:
            yield Task(str(arguments.get("name") or f"source {place}"), arguments, next(numbers))


def _attempt(make: Callable[[Task], Made], seconds: float | None, task: Task) -> Made | Skip | ErrorRow:
    if task.ready:
        return task.ready
    try:
        with within(seconds):
            return make(task)
    except NotAnArticle as skipped:
        url = task.arguments.get("url")
        return Skip(
            source=_clean(task.label), reason=skipped.reason, message=_clean(str(skipped)), number=task.number, url=url
        )
    except TimeUp:
        return _late(seconds, task)
    except Exception as error:  # the one broad except of the package: an article must not end a run of thousands
        return _failed(task, type(error).__name__, str(error))


def _attempts(make: Callable[[Task], Made], seconds: float | None, tasks: list[Task]) -> list[Made | Skip | ErrorRow]:
    return [_attempt(make, seconds, task) for task in tasks]


def _failed(task: Task, error: str, message: str) -> ErrorRow:
    url = task.arguments.get("url")
    return ErrorRow(source=_clean(task.label), error=error, message=_clean(message), number=task.number, url=url)


def _died(task: Task) -> ErrorRow:
    return _failed(task, "ProcessDied", f"{task.label}: its process died, most likely for want of memory; split it")


def _late(seconds: float | None, task: Task) -> ErrorRow:
    message = f"{task.label}: over the limit of {seconds:g} seconds; leave it out, or raise --timeout"
    return _failed(task, "LimitError", message)


def _clean(words: str) -> str:
    """Words that can be written: a file name may hold bytes that are no text."""
    return words.encode("utf-8", "replace").decode()


def _weight(task: Task) -> int:
    source = task.arguments.get("source")
    return len(source) if isinstance(source, str | bytes) else 0
