"""Many articles: in order, as a stream, in one process or several; a bad one is a row and not the end of the run."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bcdextract.errors import BcdExtractError
from bcdextract.pipeline import extract
from bcdextract.record import Model, Record

Source = str | bytes | Path | Mapping[str, Any]
Made = TypeVar("Made")

CHUNK = 8
"""Articles a process is given at a time: some 40 ms of work, so that sending them costs little beside it."""


class ErrorRow(Model):
    """An article that gave no record, and why."""

    source: str
    error: str
    message: str


class Task(NamedTuple):
    """One article to read: what to call it in messages, and the arguments of ``extract``."""

    label: str
    arguments: Mapping[str, Any]


def extract_many(sources: Iterable[Source], *, jobs: int = 1, **options: Any) -> Iterator[Record | ErrorRow]:
    """A record or an :class:`ErrorRow` for each source, in the order of the sources, as they are ready.

    A source is a text, bytes, a ``Path``, or a mapping of ``extract``'s arguments where they differ from article to
    article; ``options`` go to ``extract`` for all. Few sources are read ahead, so ``sources`` may be endless.

    With ``jobs`` above 1 articles are read in that many processes, with the same results; a script must then call
    this under ``if __name__ == "__main__":``, as for any use of processes.

    >>> rows = extract_many(["Ngày 5/3/2024, Tỉnh ủy họp.", b"", {"source": "Họp chiều 8/3.", "url": "https://a.vn/1"}])
    >>> [type(row).__name__ for row in rows]
    ['Record', 'ErrorRow', 'Record']
    """
    return run(_record, map(partial(_task, options), enumerate(sources, start=1)), jobs=jobs)


def run(make: Callable[[Task], Made], tasks: Iterable[Task], *, jobs: int = 1) -> Iterator[Made | ErrorRow]:
    """``make`` of each task, in order; a failure is an :class:`ErrorRow`. ``ValueError`` for ``jobs`` under 1."""
    if jobs < 1:
        raise ValueError(f"jobs is the number of processes, at least 1, not {jobs}")
    return map(partial(_attempt, make), tasks) if jobs == 1 else _in_processes(make, iter(tasks), jobs)


def _task(options: Mapping[str, Any], numbered: tuple[int, Source]) -> Task:
    number, source = numbered
    arguments = {**options, **source} if isinstance(source, Mapping) else {**options, "source": source}
    given = arguments.get("source")
    label = arguments.get("name") or (given.as_posix() if isinstance(given, Path) else f"source {number}")
    return Task(str(label), arguments)


def _record(task: Task) -> Record:
    return extract(**task.arguments)


def _attempt(make: Callable[[Task], Made], task: Task) -> Made | ErrorRow:
    try:
        return make(task)
    except Exception as error:  # the one broad except of the package: an article must not end a run of thousands
        return _failed(task, type(error).__name__, str(error))


def _failed(task: Task, error: str, message: str) -> ErrorRow:
    """An error row whose strings can be written: a file name may hold bytes that are no text."""
    clean = [part.encode("utf-8", "replace").decode() for part in (task.label, error, message)]
    return ErrorRow(source=clean[0], error=clean[1], message=clean[2])


def _attempts(make: Callable[[Task], Made], tasks: list[Task]) -> list[Made | ErrorRow]:
    return [_attempt(make, task) for task in tasks]


def _in_processes(make: Callable[[Task], Made], tasks: Iterator[Task], jobs: int) -> Iterator[Made | ErrorRow]:
    pool = _Pool(jobs)
    single = _Pool(1)
    waiting: deque[tuple[list[Task], Future[list[Made | ErrorRow]]]] = deque()
    try:
        while True:
            while len(waiting) <= 2 * jobs and (chunk := list(islice(tasks, CHUNK))):
                waiting.append((chunk, pool.submit(_attempts, make, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:  # a process died (killed for memory, say): find out over which article
                yield from (_alone(single, make, task) for task in chunk)
    finally:
        pool.close()
        single.close()


def _alone(single: _Pool, make: Callable[[Task], Made], task: Task) -> Made | ErrorRow:
    try:
        return single.submit(_attempts, make, [task]).result()[0]
    except BrokenProcessPool:
        return _failed(task, "ProcessDied", f"{task.label}: its process died, most likely for want of memory; split it")


class _Pool:
    """Worker processes, started on first use and anew when one of them has died. By spawn, as on every system."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, function: Callable[..., Made], *arguments: Any) -> Future[Made]:
        self._executor = self._executor or self._start()
        try:
            return self._executor.submit(function, *arguments)
        except BrokenProcessPool:
            self.close()
            self._executor = self._start()
            return self._executor.submit(function, *arguments)

    def _start(self) -> ProcessPoolExecutor:
        """All processes at once: one started later, while another dies, can leave the executor waiting for ever.

        Raises ``BcdExtractError`` where processes cannot start at all.
        """
        executor = ProcessPoolExecutor(
            self._jobs,
            mp_context=get_context("spawn"),
            initializer=signal.signal,
            initargs=(signal.SIGINT, signal.SIG_IGN),  # Ctrl-C reaches all processes; this one ends the others
        )
        try:
            for answer in [executor.submit(int) for _ in range(self._jobs)]:
                answer.result()
        except BrokenProcessPool as error:
            mend = 'call extract_many under `if __name__ == "__main__":` in a file, or use jobs=1'
            raise BcdExtractError(f"worker processes do not start; {mend}") from error
        return executor

    def close(self) -> None:
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
