"""Time and memory of reading pages, beside trafilatura: ``python benchmarks/pages.py``.

One run over the saved pages of the shared collection, or over our own where it is not at hand: a page's HTML to an
article, beside ``trafilatura.bare_extraction(with_metadata=True)`` on the same strings, the best of a few rounds each;
and the memory of a process after 1,000 and after 10,000 pages, which must not grow. ``benchmarks/run.py`` puts the
lines into its table.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("../shared/pages", "fixtures/pages")
MANY = 10_000
ROUNDS = 3


def pages() -> list[str]:
    """The HTML of the first folder that has pages."""
    for folder in FOLDERS:
        found = sorted((ROOT / folder).glob("*.html"))
        if found:
            return [path.read_bytes().decode("utf-8", "replace") for path in found]
    raise SystemExit("no pages at hand")


def seconds(job: Callable[[str], object], sources: Sequence[str]) -> list[float]:
    """The best of a few rounds for each page; an error is a page read, too."""
    best = []
    for source in sources:
        runs = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            try:
                job(source)
            except Exception as error:  # a page that is no article
                if type(error).__name__ != "ReadError":
                    raise
            runs.append(time.perf_counter() - start)
        best.append(min(runs))
    return best


def high(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1]


def rows() -> Iterator[tuple[str, str]]:
    """Lines of a table: what was measured, and what came out."""
    from trafilatura import bare_extraction

    from bcdextract.read import read

    sources = pages()
    read(sources[0])
    ours = seconds(read, sources)
    theirs = seconds(lambda source: bare_extraction(source, with_metadata=True), sources)
    for name, of in (("median", median), ("95th percentile", high)):
        one, other = of(ours), of(theirs)
        yield (
            f"a page's HTML to an article ({len(sources)} pages), {name}",
            f"{one * 1000:.1f} ms; trafilatura {other * 1000:.1f} ms; ratio {one / other:.2f}",
        )
    before, after = memory()
    yield f"peak memory after {MANY // 10:,} and after {MANY:,} pages", f"{before} MB and {after} MB"


def memory() -> tuple[int, int]:
    """Peak memory in MB of a process after a tenth of ``MANY`` pages, and after all of them."""
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import resource, itertools, pages\n"
        "from bcdextract.read import read\n"
        "from bcdextract.errors import ReadError\n"
        "sources = pages.pages()\n"
        "for n, source in enumerate(itertools.islice(itertools.cycle(sources), pages.MANY), start=1):\n"
        "    try: read(source)\n"
        "    except ReadError: pass\n"
        "    if n in (pages.MANY // 10, pages.MANY): print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    before, after = map(int, run.stdout.split())
    return before, after


if __name__ == "__main__":
    for what, found in rows():
        print(f"{what}: {found}")
