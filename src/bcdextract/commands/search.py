"""``bcdextract search``: articles of an archive by their words, a line a hit."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from bcdextract.collection import database
from bcdextract.collection.search import search as found
from bcdextract.errors import BcdExtractError


@click.command()
@click.argument("archive", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--unit", help='Only articles that name this unit: "ban chi dao 35".')
@click.option("--from", "first", metavar="DATE", help="Not before this year, month or day: 2022, 2022-03, 2022-03-15.")
@click.option("--to", "last", metavar="DATE", help="Not after this year, month or day.")
@click.option("--marks", is_flag=True, help="Words must bear the marks as typed.")
@click.pass_context
def search(
    context: click.Context,
    archive: Path,
    words: tuple[str, ...],
    unit: str | None,
    first: str | None,
    last: str | None,
    marks: bool,
) -> None:
    """Print a line for each article of ARCHIVE that holds WORDS: date, title, words in context, file.

    Words in one argument stand side by side; of several arguments an article holds all. Marks and case do not matter:
    "dak lak" finds Đắk Lắk. A * at the end stands for more letters. Where nothing is found, nothing is printed and
    the exit code is 1.
    """
    hits = 0
    try:
        with closing(database.to_read(archive)) as connection:
            for hit in found(connection, words, unit=unit, first=first, last=last, marks=marks):
                hits += 1
                click.echo(hit.line())
    except BcdExtractError as error:
        raise click.UsageError(str(error)) from error
    context.exit(0 if hits else 1)
