"""The interpreter's search for reference cycles, put off while one article is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """No search for cycles in this block; afterwards as before, whatever happens in it.

    An article makes tens of thousands of small objects and no cycles, but the interpreter looks for them all along: a
    tenth of the time where the package is compiled (``benchmarks/run.py``). What is freed by counting is freed at once
    as ever. Collection is the process's: other threads do without it for those milliseconds too.

    >>> with put_off():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
