"""``bcdextract store``: articles into an SQLite archive that can be searched, shared and added to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click
from tqdm import tqdm

from bcdextract import __version__, confidence
from bcdextract.batch import ErrorRow, Skip, Task, record_of, run
from bcdextract.collection import datasette
from bcdextract.collection import rows as collected
from bcdextract.collection.write import Entry, Store
from bcdextract.commands import feed
from bcdextract.commands.place import check_file
from bcdextract.commands.tally import STOPPED, Tally, again, facts, progress
from bcdextract.errors import BcdExtractError
from bcdextract.files import articles, whole
from bcdextract.options import limited, limits_of, own_words, with_lexicon
from bcdextract.own_words import OwnWords
from bcdextract.record import SCHEMA_VERSION

Reader = Callable[[Iterator[Task]], Iterator["Made | Skip | ErrorRow"]]


class Made(NamedTuple):
    """What a process gives back of an article: its rows, and what to count."""

    rows: collected.Rows
    facts: int
    warnings: int


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--db", "path", type=click.Path(path_type=Path), required=True, help="The archive, new or to add to.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to use.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out facts of less confidence.")
@click.option("--anew", is_flag=True, help="Read unchanged articles again as well.")
@click.option("--all-pages", is_flag=True, help="Read index pages, menus and error pages as well.")
@click.option("--locality", help='Where articles are from that do not tell: "huyện Kon Rẫy, Kon Tum".')
@with_lexicon
@limited
@click.pass_context
def store(
    context: click.Context,
    /,
    inputs: tuple[str, ...],
    path: Path,
    jobs: int,
    min_confidence: float | None,
    anew: bool,
    all_pages: bool,
    locality: str | None,
    lexicon: Path | None,
    **caps: float,
) -> None:
    """Put the articles of files and folders into an archive; only what is new or changed is read.

    A run that was stopped or killed goes on with the same command. Beside the archive stands its metadata for
    Datasette: datasette ARCHIVE -m ARCHIVE.metadata.json
    """
    names = articles(inputs, without=[path])
    check_file(path, names, "--db")
    limits = limits_of(caps)
    words = own_words(lexicon)
    options = {"sift": not all_pages, "locality": locality, "lexicon": words}
    version = _version(min_confidence, words)
    tally = Tally()
    try:
        with Store(path, version=version, inputs=inputs, jobs=jobs) as archive:
            tasks = feed.tasks(names, limits, **options)
            with progress(feed.total(names)) as bar:
                read = partial(run, partial(_made, min_confidence), jobs=jobs, seconds=limits.seconds)
                _fill(archive, tasks, tally, read, bar, anew)
            counts = tally.counts
            counted = {name: counts[name] for name in ("articles", "unchanged", "facts", "warnings")}
            archive.finish(**counted, errors=tally.errors.total())
        with whole(datasette.beside(path)) as (file,):
            file.write(datasette.metadata(path).encode())
    except KeyboardInterrupt:
        click.echo(f"bcdextract: stopped; what was stored is kept. To go on: {again()}", err=True)
        context.exit(STOPPED)
    except (BcdExtractError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"bcdextract: {path}: {tally.line()}", err=True)
    context.exit(1 if tally.errors else 0)


def _version(min_confidence: float | None, words: OwnWords | None) -> str:
    """What articles are read by: with another one they are read again.

    >>> _version(0.8, None).partition(" min")[2]
    '-confidence 0.8'
    """
    floor = "" if min_confidence is None else f" min-confidence {min_confidence}"
    own = "" if words is None else f" lexicon {words.digest[:12]}"
    return f"{__version__} schema {SCHEMA_VERSION}{floor}{own}"


def _fill(archive: Store, tasks: Iterator[Task], tally: Tally, read: Reader, bar: tqdm[Any], anew: bool) -> None:
    """Every article that is new or changed, read and stored."""
    hashes: deque[tuple[str, str | None]] = deque()

    def fresh() -> Iterator[Task]:
        for task in tasks:
            content = None if task.ready else feed.content(task)
            label = task.label.encode("utf-8", "replace").decode()
            if content and not anew and archive.has(label, content):
                tally.unchanged()
                bar.update()
            else:
                hashes.append((label, content))
                yield task

    for row in read(fresh()):
        label, content = hashes.popleft()
        if isinstance(row, Skip):
            tally.skip(row)
            archive.add(Entry(label, content, error=f"skipped: {row.reason}", message=row.message))
        elif isinstance(row, ErrorRow):
            tally.failed(row)
            archive.add(Entry(label, content, error=row.error, message=row.message))
        else:
            tally.add(row.facts, row.warnings)
            archive.add(Entry(label, content, made=row.rows))
        bar.update()


def _made(min_confidence: float | None, task: Task) -> Made:
    record = record_of(task)
    kept = record if min_confidence is None else confidence.at_least(record, min_confidence)
    rows = collected.of(kept)
    return Made(rows, facts(kept), len(rows.facts["warnings"]))
