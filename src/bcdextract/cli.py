"""The command ``bcdextract``: arguments in, exit code out (0 all well, 1 some articles failed, 2 wrong usage)."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from functools import partial
from itertools import islice
from pathlib import Path

import click

from bcdextract import __version__, annotate, confidence, places, schema, segment
from bcdextract import evaluate as scoring
from bcdextract.batch import Task, record_of, run
from bcdextract.commands import feed, links, search, store
from bcdextract.commands.convert import convert
from bcdextract.commands.gold import gold
from bcdextract.commands.output import Line, opened, write
from bcdextract.commands.place import check_file
from bcdextract.commands.tally import STOPPED, Tally, again, facts, progress
from bcdextract.errors import BcdExtractError
from bcdextract.explain import explain as explained
from bcdextract.files import articles, whole
from bcdextract.options import limited, limits_of, own_words, with_lexicon
from bcdextract.pipeline import extract as extract_one
from bcdextract.places.export import export, lines
from bcdextract.resolve.localities import check
from bcdextract.resume import left

_BUILT = "plain Python" if segment.__file__.endswith(".py") else "compiled"


@click.group()
@click.version_option(__version__, prog_name="bcdextract", message=f"%(prog)s, version %(version)s ({_BUILT})")
def main() -> None:
    """Structured, checked records from Vietnamese news articles about committee meetings."""


main.add_command(convert)
main.add_command(gold)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write, whole or not at all.")
@click.option("--rows", type=click.Path(path_type=Path), help="File for a line on each item: record, skip or error.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to use.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out facts of less confidence.")
@click.option("--all-pages", is_flag=True, help="Read index pages, menus and error pages as well.")
@click.option("--locality", help='Where articles are from that do not tell: "huyện Kon Rẫy, Kon Tum".')
@click.option("--resume", is_flag=True, help="Go on where a run to the same OUTPUT was stopped or killed.")
@with_lexicon
@limited
@click.pass_context
def extract(
    context: click.Context,
    /,
    inputs: tuple[str, ...],
    output: Path | None,
    rows: Path | None,
    jobs: int,
    min_confidence: float | None,
    all_pages: bool,
    locality: str | None,
    resume: bool,
    lexicon: Path | None,
    **caps: float,
) -> None:
    """Write one record a line for each article in files, folders, archives and tables, or - for standard input.

    Each item gives one row: a record; a skip, which is no article (OUTPUT.skipped.jsonl says why); or an error, told
    on standard error and in OUTPUT.errors.jsonl. The rest is written all the same.
    """
    names = articles(inputs, without=[path for path in (output, rows) if path])
    for path, option in ((output, "--output"), (rows, "--rows")):
        if path:
            check_file(path, names, option)
    if resume and (output is None or "-" in names):
        raise click.UsageError("--resume needs an --output to go on with, and inputs that can be read again")
    if locality is not None:
        _check_locality(locality)
    limits = limits_of(caps)
    options = {"sift": not all_pages, "locality": locality}
    told = {"min_confidence": min_confidence, "rows": rows, "limits": limits, "lexicon": lexicon, **options}
    work = feed.work([*names, *([str(lexicon)] if lexicon else [])], version=__version__, **told)
    words = own_words(lexicon)
    try:
        with opened(output, rows, work=work, resume=resume) as (outputs, course):
            tally = Tally(course.counted)
            tasks = islice(feed.tasks(names, limits, lexicon=words, **options), course.done, None)
            with progress(feed.total(names), course.done) as bar:
                found = run(partial(_line, min_confidence), tasks, jobs=jobs, seconds=limits.seconds)
                write(found, outputs, course, tally, bar)
    except BrokenPipeError:  # the reader of our output has enough; click ends quietly
        raise
    except KeyboardInterrupt:
        kept = f"; {output} is as it was. To go on: {again('--resume')}" if output and left(output) else ""
        click.echo(f"bcdextract: stopped{kept}", err=True)
        context.exit(STOPPED)
    except (BcdExtractError, OSError) as error:
        kept = f"; {output} is as it was" if output else ""
        raise click.ClickException(f"{error}{kept}") from error
    if output or tally.skipped:
        click.echo(f"bcdextract: {output or 'standard output'}: {tally.line()}", err=True)
    context.exit(1 if tally.errors else 0)


@main.command()
@click.argument("file")
@click.option("--links", is_flag=True, help="Under each fact, a link that opens the live page at its words.")
@click.option("--url", help="Address of the page, where it does not say so itself.")
@click.option("--locality", help='Where the article is from if it does not tell: "huyện Kon Rẫy, Kon Tum".')
@with_lexicon
def explain(file: str, links: bool, url: str | None, locality: str | None, lexicon: Path | None) -> None:
    """Print an article with each fact, the sentence it stands in and the rule that found it."""
    if locality is not None:
        _check_locality(locality)
    words = own_words(lexicon)
    source = sys.stdin.buffer.read() if file == "-" else Path(file)
    try:
        record = extract_one(source, name=file, url=url, locality=locality, lexicon=words)
    except BcdExtractError as error:
        raise click.ClickException(str(error)) from error
    if links and not record.article.url:
        raise click.ClickException(f"{file}: its address is not known; give it with --url")
    for line in explained(record, links=links):
        click.echo(line)


@main.command("annotations")
@click.argument("records", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write, whole or not at all.")
def print_annotations(records: Path, output: Path | None) -> None:
    """Write the facts of RECORDS (one a line) as W3C Web Annotations, each with a link to its words on its page."""
    if output:
        check_file(output, [str(records)], "--output")
    try:
        with (
            records.open(encoding="utf-8") as lines,
            whole(output) if output else nullcontext([sys.stdout.buffer]) as to,
        ):
            for line in annotate.lines(lines, str(records)):
                to[0].write(f"{line}\n".encode())
    except BrokenPipeError:
        raise
    except (BcdExtractError, OSError, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from error


@main.command("schema")
@click.option("--annotations", "of_annotations", is_flag=True, help="That of an annotation line.")
def print_schema(of_annotations: bool) -> None:
    """Print the JSON Schema of a record."""
    click.echo(annotate.published() if of_annotations else schema.published(), nl=False)


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


@main.command("places")
@click.argument("name", required=False)
@click.option("--on", metavar="DATE", help="The day that the name was used, as 2024-07-05.")
@click.option("--within", multiple=True, help="A place that it lies in; may be given again.")
@click.option("--ignore-marks", is_flag=True, help="Take marks over letters as mistyped.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--export", "output", type=click.Path(path_type=Path), help="Write the whole table as CSV instead.")
@click.pass_context
def find_place(
    context: click.Context,
    name: str | None,
    on: str | None,
    within: tuple[str, ...],
    ignore_marks: bool,
    as_json: bool,
    output: Path | None,
) -> None:
    """Print which administrative unit NAME meant on a day and what it is today; exit code 1 if none is certain."""
    if (name is None) == (output is None):
        raise click.UsageError("give either a NAME or --export FILE")
    if output is not None:
        _export_places(output)
        return
    try:
        found = places.find(str(name), on, within, ignore_marks=ignore_marks)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--on") from error
    for line in [found.model_dump_json()] if as_json else lines(found):
        click.echo(line)
    context.exit(0 if found.code else 1)


def _check_locality(name: str) -> None:
    try:
        check(name)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--locality") from error


def _export_places(output: Path) -> None:
    check_file(output, (), "--export")
    try:
        with whole(output) as (file,):
            file.writelines(export())
    except OSError as error:
        raise click.ClickException(f"{error}; {output} is as it was") from error


def _line(min_confidence: float | None, task: Task) -> Line:
    """One article as one line of JSON."""
    record = record_of(task)
    kept = record if min_confidence is None else confidence.at_least(record, min_confidence)
    told = kept.model_dump_json()
    return Line(task.number, task.label, record.article.url, record.article.id, told, facts(kept), len(kept.warnings))


main.add_command(store.store)
main.add_command(search.search)
main.add_command(links.links)
