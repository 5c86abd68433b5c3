"""Work in several processes: in order, little read ahead; a process that dies or hangs costs one task."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from typing import Any, Generic, TypeVar

from bcdextract.errors import BcdExtractError

Work = TypeVar("Work")
Made = TypeVar("Made")

CHUNK = 8
"""Tasks a process is given at a time: some 40 ms of work, so that sending them costs little beside it."""
_HEAVY = 2_000_000
"""Bytes in a chunk after which it takes no more tasks, so that few are in memory at a time."""
_GRACE = 5.0
"""Seconds over the limit after which a process that did not end its task by itself is killed."""


class Workers(Generic[Work, Made]):
    """``make`` of tasks in ``jobs`` processes. ``died`` and ``late`` make the row of a task that killed its process,
    and of one that hung in it for more than ``seconds``; ``weight`` is a task's bytes."""

    def __init__(
        self,
        make: Callable[[list[Work]], list[Made]],
        jobs: int,
        *,
        weight: Callable[[Work], int],
        died: Callable[[Work], Made],
        late: Callable[[Work], Made],
        seconds: float | None,
    ) -> None:
        self._make = make
        self._jobs = jobs
        self._weight = weight
        self._died = died
        self._late = late
        self._seconds = seconds

    def run(self, tasks: Iterator[Work]) -> Iterator[Made]:
        """What was made of each task, in order."""
        pool, single = _Pool(self._jobs), _Pool(1)
        waiting: deque[tuple[list[Work], Future[list[Made]]]] = deque()
        try:
            while True:
                while len(waiting) <= 2 * self._jobs and (chunk := self._chunk(tasks)):
                    waiting.append((chunk, pool.submit(self._make, chunk)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                try:
                    made = future.result(self._patience(len(chunk)))
                except TimeoutError:  # the oldest chunk is at work since we wait for it: one of its tasks hangs
                    pool.kill()
                except BrokenProcessPool:  # a process died (killed for memory, say)
                    pass
                else:
                    yield from made
                    continue
                for task in chunk:  # find out which task it was
                    yield self._alone(single, task)
        finally:
            pool.close()
            single.close()

    def _chunk(self, tasks: Iterator[Work]) -> list[Work]:
        chunk: list[Work] = []
        heavy = 0
        while len(chunk) < CHUNK and heavy < _HEAVY:
            try:
                task = next(tasks)
            except StopIteration:
                break
            chunk.append(task)
            heavy += self._weight(task)
        return chunk

    def _patience(self, tasks: int) -> float | None:
        return None if self._seconds is None else tasks * self._seconds + _GRACE

    def _alone(self, single: _Pool, task: Work) -> Made:
        try:
            return single.submit(self._make, [task]).result(self._patience(1))[0]
        except TimeoutError:
            single.kill()
            return self._late(task)
        except BrokenProcessPool:
            return self._died(task)


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C waits while processes start, which it would find half made.

    They inherit a mask and leave it to us. The mask is not enough for ourselves: threads of numpy and pyarrow have
    none, and what they hear interrupts the main thread. The tracker of multiprocessing runs before: it starts with
    the first process, and would take the mask off.
    """
    heard: list[int] = []
    masks = hasattr(signal, "pthread_sigmask")
    if masks:
        resource_tracker.ensure_running()
    handler = signal.getsignal(signal.SIGINT) if threading.current_thread() is threading.main_thread() else None
    if handler is not None:  # one that Python did not set cannot be set again
        signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else None
        try:
            yield
        finally:
            if mask is not None:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    finally:
        if handler is not None:
            signal.signal(signal.SIGINT, handler)
        if heard and callable(handler):
            handler(heard[0], None)  # the signal itself was told already, to asyncio's own file
        elif heard and handler == signal.SIG_DFL:
            signal.raise_signal(signal.SIGINT)


class _Pool:
    """Worker processes, started on first use and anew when one of them has died. By spawn, as on every system."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, function: Callable[..., Made], *arguments: Any) -> Future[Made]:
        with _deaf():  # a process that was not needed so far may start now
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

    def kill(self) -> None:
        """Ends all processes at once, whatever they do; the next task starts others."""
        if self._executor:
            for process in list(self._executor._processes.values()):  # there is no public way before Python 3.14
                process.kill()
            self.close()

    def close(self) -> None:
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
