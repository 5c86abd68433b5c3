"""``bcdextract links``: what articles of an archive have in common, and where they do not agree."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import click

from bcdextract.collection import database
from bcdextract.collection.links import link
from bcdextract.errors import BcdExtractError


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def links(archive: Path) -> None:
    """Link the people, units, meetings and texts of ARCHIVE across its articles, all anew.

    Every link has its reason and confidence. People of one name stay apart unless they share more than the name.
    """
    try:
        with closing(database.to_write(archive)) as connection:
            linked = link(connection)
            database.settle(connection)
    except (BcdExtractError, sqlite3.Error) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"bcdextract: {archive}: in more than one article: {linked.persons:,} people, {linked.organisations:,} units, "
        f"{linked.events:,} meetings; {linked.duplicates:,} articles much like an earlier one; "
        f"{linked.apart:,} people kept apart; {linked.contradictions:,} contradictions",
        err=True,
    )
