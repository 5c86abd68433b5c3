"""Whether work grows with the length of a text and not with its square.

Machines are noisy: a bound in seconds, or one measurement beside another, fails by chance. Work of one size and of
four times that size is measured in turns, the best of each kept, until the two are in proportion. What grows with the
square takes sixteen times as long on every turn and never passes.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TIMES = 4
"""How much larger the larger work is."""
MOST = 8.0
"""How much longer it may take: between 4, growth with the length, and 16, growth with the square."""
TURNS = 8


def is_linear(work: Callable[[int], Callable[[], object]]) -> bool:
    """Whether ``work(4)()`` takes less than eight times as long as ``work(1)()``; ``work(n)`` itself is not measured.

    >>> is_linear(lambda times: lambda: sum(range(100_000 * times)))
    True
    >>> is_linear(lambda times: lambda: sum(range(20_000 * times**2)))
    False
    """
    small, large = work(1), work(TIMES)
    once = more = float("inf")
    for _ in range(TURNS):
        once, more = min(once, seconds(small)), min(more, seconds(large))
        if more < MOST * once:
            return True
    return False


def seconds(work: Callable[[], object]) -> float:
    """Processor time without the garbage collector, which looks at all that the other tests have left as well."""
    gc.disable()
    start = time.process_time()
    try:
        work()
        return time.process_time() - start
    finally:
        gc.enable()
