"""A time limit for work in this process, where the system has alarms that reach it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.2
"""Seconds until an alarm that was swallowed on its way rings again."""


class TimeUp(BaseException):
    """The time is up. No ``Exception``, so that a library that catches all of those lets it through."""


def can_ring() -> bool:
    """Whether :func:`within` keeps its limit here: on systems with alarms, in the main thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Raises ``TimeUp`` in what runs for more than ``seconds``; without alarms, or for ``None``, it runs on.

    >>> with within(5):
    ...     done = True
    """
    if seconds is None or not can_ring():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(number: int, frame: FrameType | None) -> None:
    raise TimeUp
