"""Time and memory of ``bcdextract``, beside what else reads Vietnamese: ``python benchmarks/run.py``.

All in one run on one core: text to record for articles of about 5 KB, beside ``underthesea.word_tokenize`` and
``underthesea.ner`` on the same texts (``pip install ".[benchmark]"``; left out where they are not there); import
over a bare interpreter; peak memory; texts up to 1 MB, to see that time grows with the length and no faster; and
saved pages beside trafilatura (``benchmarks/pages.py``).
``--write`` puts the table into README.md.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import pages
from bcdextract import segment

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("fixtures/articles", "../shared/articles", "../shared/corpus/text")
SIZES = (4_000, 6_500)
"""Bytes of an article of about 5 KB."""
ROUNDS = 5
"""Times that each text is read, the best of which counts: the same for both sides (``ner`` takes seconds: once)."""
START, END = "<!-- benchmark -->", "<!-- /benchmark -->"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true", help="put the table into README.md")
    write = arguments.parse_args().write
    lines = list(table())
    print("\n".join(lines))
    if write:
        readme = ROOT / "README.md"
        before, _, rest = readme.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        readme.write_text("\n".join([before + START, *lines, END]) + after, encoding="utf-8")


def table() -> Iterator[str]:
    """Lines of the table, as Markdown."""
    texts = articles()
    size = median(len(text.encode()) for text in texts)
    built = "plain Python" if segment.__file__.endswith(".py") else "compiled"
    machine = f"Python {platform.python_version()}, {platform.machine()}, one core, bcdextract {built}"
    yield f"{machine}; {len(texts)} articles of {size:,.0f} bytes (median)."
    yield ""
    yield "| what | median |"
    yield "|---|---|"
    yield f"| `bcdextract.extract`, text to record | {shown(ours(texts))} an article |"
    yield f"| `underthesea.word_tokenize` | {shown(theirs('word_tokenize', texts, ROUNDS))} an article |"
    yield f"| `underthesea.ner` | {shown(theirs('ner', texts[:5], 1))} an article |"
    yield f"| `import bcdextract`, over a bare interpreter | {shown(imported('import bcdextract'))} |"
    yield f"| first `extract` of a process, models and lexicons loaded | {shown(imported(FIRST))} |"
    yield f"| `bcdextract.places.find`, one name on one day, first and kept | {lookups()} |"
    yield f"| peak memory after {len(texts)} articles | {memory()} |"
    yield from (f"| a text of {length // 1000:,} KB | {shown(seconds)} |" for length, seconds in growth(texts))
    yield from (f"| {what} | {found} |" for what, found in pages.rows())


def articles() -> list[str]:
    """The texts of about 5 KB that are at hand."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.txt"))]
    return [p.read_text(encoding="utf-8") for p in paths if SIZES[0] <= p.stat().st_size <= SIZES[1]]


def timed(job: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Seconds for one text: the median over texts of the best of ``rounds``."""
    best = []
    for text in texts:
        runs = []
        for _ in range(rounds):
            start = time.perf_counter()
            job(text)
            runs.append(time.perf_counter() - start)
        best.append(min(runs))
    return median(best)


def ours(texts: Sequence[str]) -> float:
    from bcdextract import extract

    extract(texts[0])
    return timed(extract, texts, ROUNDS)


def theirs(name: str, texts: Sequence[str], rounds: int) -> float | None:
    """The same of a function of underthesea; ``None`` where it or its model cannot be had."""
    try:
        job = getattr(importlib.import_module("underthesea"), name)
        job(texts[0])
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        print(f"underthesea.{name} is left out: {type(error).__name__}: {error}", file=sys.stderr)
        return None
    return timed(job, texts, rounds)


def lookups() -> str:
    """Microseconds of looking names of places up, by the cases that the tests ask: for the first time and again."""
    from bcdextract import places

    with (ROOT / "fixtures" / "places" / "cases.csv").open(encoding="utf-8", newline="") as lines:
        asked = [(row["name"], row["on"], row["within"] or None) for row in csv.DictReader(lines)]
    places.find("Hà Nội", None)
    spent = []
    for _ in range(2):
        start = time.perf_counter()
        for name, on, within in asked:
            places.find(name, on, within)
        spent.append(f"{(time.perf_counter() - start) / len(asked) * 1e6:.0f} µs")
    return ", ".join(spent)


FIRST = "import bcdextract; bcdextract.extract('Tỉnh ủy họp.')"


def imported(code: str) -> float:
    """Seconds that ``code`` takes a new interpreter, over one that does nothing."""

    def started(code: str) -> float:
        subprocess.run([sys.executable, "-c", code], check=True)
        return 0

    return timed(started, [code], rounds=7) - timed(started, ["pass"], rounds=7)


def memory() -> str:
    """The peak memory of a process that reads the articles."""
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import resource, run, bcdextract\n"
        "for text in run.articles(): bcdextract.extract(text)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    return (
        f"{subprocess.run([sys.executable, '-c', code], capture_output=True, check=True, text=True).stdout.strip()} MB"
    )


def growth(texts: Sequence[str]) -> Iterator[tuple[int, float]]:
    """Bytes and seconds of ever longer texts, each twice the one before, up to 1 MB."""
    from bcdextract import extract

    whole = "\n".join(texts)
    length = 62_500
    while length <= 1_000_000:
        text = (whole * (length // len(whole.encode()) + 1)).encode()[:length].decode(errors="ignore")
        yield length, timed(extract, [text], rounds=2)
        length *= 2


def shown(seconds: float | None) -> str:
    if seconds is None:
        return "not available"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
