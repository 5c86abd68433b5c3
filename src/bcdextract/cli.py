"""The command ``bcdextract``: arguments in, exit code out (0 all well, 1 some articles failed, 2 wrong usage)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import click
from tqdm import tqdm

from bcdextract import __version__, confidence, schema
from bcdextract import evaluate as scoring
from bcdextract.batch import ErrorRow, Task, run
from bcdextract.commands import feed, links, search, store
from bcdextract.commands.tally import STOPPED, Tally, again, facts, progress
from bcdextract.errors import BcdExtractError
from bcdextract.explain import explain as explained
from bcdextract.files import articles
from bcdextract.resume import Course, left, resumable


class Line(NamedTuple):
    """A record as its line of JSON, and what to count of it."""

    json: str
    facts: int
    warnings: int


@click.group()
@click.version_option(__version__, prog_name="bcdextract")
def main() -> None:
    """Structured, checked records from Vietnamese news articles about committee meetings."""


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write, whole or not at all.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to use.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out facts of less confidence.")
@click.option("--resume", is_flag=True, help="Go on where a run to the same OUTPUT was stopped or killed.")
@click.pass_context
def extract(
    context: click.Context,
    inputs: tuple[str, ...],
    output: Path | None,
    jobs: int,
    min_confidence: float | None,
    resume: bool,
) -> None:
    """Write one record a line for each article: files, folders (with all in them), or - for standard input.

    Articles that fail are listed on standard error and in OUTPUT.errors.jsonl; the rest is written all the same.
    """
    names = articles(inputs)
    if output:
        _check_output(output, names)
    if resume and (output is None or "-" in names):
        raise click.UsageError("--resume needs an --output to go on with, and inputs that can be read again")
    work = feed.work(names, version=__version__, min_confidence=min_confidence) if output else ""
    try:
        with _files(output, work, resume) as course:
            tally = Tally(course.counted)
            tasks = islice(feed.tasks(names), course.done, None)
            with progress(len(names), course.done) as bar:
                _write(run(partial(_line, min_confidence), tasks, jobs=jobs), course, tally, bar)
    except BrokenPipeError:  # the reader of our output has enough; click ends quietly
        raise
    except KeyboardInterrupt:
        kept = f"; {output} is as it was. To go on: {again('--resume')}" if output and left(output) else ""
        click.echo(f"bcdextract: stopped{kept}", err=True)
        context.exit(STOPPED)
    except (BcdExtractError, OSError) as error:
        kept = f"; {output} is as it was" if output else ""
        raise click.ClickException(f"{error}{kept}") from error
    if output:
        click.echo(f"bcdextract: {output}: {tally.line()}", err=True)
    context.exit(1 if tally.errors else 0)


@main.command()
@click.argument("file")
def explain(file: str) -> None:
    """Print an article with each fact, the sentence it stands in and the rule that found it."""
    try:
        record = feed.record_of(next(feed.tasks([file])))
    except BcdExtractError as error:
        raise click.ClickException(str(error)) from error
    for line in explained(record):
        click.echo(line)


@main.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a record."""
    click.echo(schema.published(), nl=False)


@main.command()
@click.argument("gold")
@click.argument("records", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", type=click.IntRange(min=0), default=0, help="Errors to list for each field.")
@click.option("--compare", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Records of before.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(gold: str, records: Path, errors: int, compare: Path | None, as_json: bool) -> None:
    """Score RECORDS (one a line) against the answers in GOLD: a folder of JSON files, or several with commas."""
    try:
        scores = scoring.evaluate(gold.split(","), records)
        before = scoring.evaluate(gold.split(","), compare) if compare else None
    except BcdExtractError as error:
        raise click.ClickException(str(error)) from error
    for line in scoring.report(scores, before, errors=errors, as_json=as_json):
        click.echo(line)


main.add_command(store.store)
main.add_command(search.search)
main.add_command(links.links)


def _check_output(output: Path, names: Iterable[str]) -> None:
    if not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}; make it first", param_hint="--output")
    if output.exists() and not output.is_file():
        raise click.BadParameter(f"{output} is not a file; name a file to write", param_hint="--output")
    if output.resolve() in (Path(name).resolve() for name in names):
        raise click.BadParameter(f"{output} is one of the inputs; name another file", param_hint="--output")


def _line(min_confidence: float | None, task: Task) -> Line:
    """One article as one line of JSON."""
    record = feed.record_of(task)
    kept = record if min_confidence is None else confidence.at_least(record, min_confidence)
    return Line(kept.model_dump_json(), facts(kept), len(kept.warnings))


@contextmanager
def _files(output: Path | None, work: str, resume: bool) -> Iterator[Course]:
    """Where records and errors go: standard output has no file of errors beside it."""
    if output is None:
        yield Course([sys.stdout.buffer])
    else:
        with resumable(output, output.with_name(f"{output.name}.errors.jsonl"), of=work, resume=resume) as course:
            yield course


def _write(rows: Iterable[Line | ErrorRow], course: Course, tally: Tally, bar: tqdm[Any]) -> None:
    """Rows written where they belong, and counted."""
    records, *errors = course.files
    for done, row in enumerate(rows, start=course.done + 1):
        if isinstance(row, Line):
            records.write(f"{row.json}\n".encode())
            tally.add(row.facts, row.warnings)
        else:
            tally.failed(row)
            for file in errors:
                file.write(f"{row.model_dump_json()}\n".encode())
        bar.update()
        course.mark(done, tally.state())
