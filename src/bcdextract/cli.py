"""The command ``bcdextract``: arguments in, exit code out (0 all well, 1 some articles failed, 2 wrong usage)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click
from tqdm import tqdm

from bcdextract import __version__, confidence, schema
from bcdextract import evaluate as scoring
from bcdextract.batch import ErrorRow, Task, run
from bcdextract.commands.convert import convert
from bcdextract.commands.gold import gold
from bcdextract.errors import BcdExtractError, ReadError
from bcdextract.explain import explain as explained
from bcdextract.files import SUFFIXES, articles, whole
from bcdextract.own_words import OwnWords, load_lexicon
from bcdextract.pipeline import extract as extract_one


@click.group()
@click.version_option(__version__, prog_name="bcdextract")
def main() -> None:
    """Structured, checked records from Vietnamese news articles about committee meetings."""


main.add_command(convert)
main.add_command(gold)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write, whole or not at all.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to use.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out facts of less confidence.")
@click.option("--lexicon", type=click.Path(dir_okay=False, path_type=Path), help="YAML file of words of your own.")
@click.pass_context
def extract(
    context: click.Context,
    inputs: tuple[str, ...],
    output: Path | None,
    jobs: int,
    min_confidence: float | None,
    lexicon: Path | None,
) -> None:
    """Write one record a line for each article: files, folders (with all in them), or - for standard input.

    Articles that fail are listed on standard error and in OUTPUT.errors.jsonl; the rest is written all the same.
    """
    names = articles(inputs)
    if output:
        _check_output(output, names)
    own = _own_words(lexicon)
    tasks = [_task(name, own) for name in names]
    rows = run(partial(_line, min_confidence), tasks, jobs=jobs)
    shown = tqdm(rows, total=len(tasks), unit="article", file=sys.stderr, disable=None)
    try:
        with _files(output) as (records, errors):
            failed = _write(shown, records, errors)
    except BrokenPipeError:  # the reader of our output has enough; click ends quietly
        raise
    except (BcdExtractError, OSError) as error:
        kept = f"; {output} is as it was" if output else ""
        raise click.ClickException(f"{error}{kept}") from error
    context.exit(1 if failed else 0)


@main.command()
@click.argument("file")
def explain(file: str) -> None:
    """Print an article with each fact, the sentence it stands in and the rule that found it."""
    try:
        record = extract_one(**_task(file).arguments)
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


def _check_output(output: Path, names: Iterable[str]) -> None:
    if not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}; make it first", param_hint="--output")
    if output.exists() and not output.is_file():
        raise click.BadParameter(f"{output} is not a file; name a file to write", param_hint="--output")
    if output.resolve() in (Path(name).resolve() for name in names):
        raise click.BadParameter(f"{output} is one of the inputs; name another file", param_hint="--output")


def _task(name: str, own: OwnWords | None = None) -> Task:
    source = sys.stdin.buffer.read() if name == "-" else Path(name)
    return Task(name, {"source": source, "name": name, **({"lexicon": own} if own else {})})


def _own_words(lexicon: Path | None) -> OwnWords | None:
    """The words of a file, checked before any article is read."""
    try:
        return None if lexicon is None else load_lexicon(lexicon)
    except BcdExtractError as error:
        raise click.BadParameter(str(error), param_hint="--lexicon") from error


def _line(min_confidence: float | None, task: Task) -> str:
    """One article as one line of JSON."""
    source = task.arguments["source"]
    if isinstance(source, Path) and source.is_dir():
        raise ReadError(f"{task.label}: a folder without articles ({', '.join(SUFFIXES)}); name another")
    record = extract_one(**task.arguments)
    return (record if min_confidence is None else confidence.at_least(record, min_confidence)).model_dump_json()


@contextmanager
def _files(output: Path | None) -> Iterator[tuple[BinaryIO, BinaryIO | None]]:
    """Where records and errors go: standard output has no file of errors beside it."""
    if output is None:
        yield sys.stdout.buffer, None
    else:
        with whole(output, output.with_name(f"{output.name}.errors.jsonl")) as (records, errors):
            yield records, errors


def _write(rows: Iterable[str | ErrorRow], records: BinaryIO, errors: BinaryIO | None) -> int:
    """Rows written where they belong; how many articles failed."""
    failed = 0
    for row in rows:
        if isinstance(row, str):
            records.write(f"{row}\n".encode())
            continue
        failed += 1
        named = row.message if row.source in row.message else f"{row.source}: {row.error}: {row.message}"
        tqdm.write(f"bcdextract: {named}", file=sys.stderr)
        if errors:
            errors.write(f"{row.model_dump_json()}\n".encode())
    return failed
