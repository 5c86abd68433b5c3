"""``bcdextract convert``: records in the forms of other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from tqdm import tqdm

from bcdextract import export
from bcdextract.commands.place import check_place, whole_path
from bcdextract.errors import BcdExtractError
from bcdextract.export import jsonl


@click.command()
@click.argument("records", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", required=True, type=click.Choice(list(export.EXPORTERS)), help="The form to write.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="File or folder, whole or not at all."
)
def convert(records: Path, to: str, output: Path) -> None:
    """Write RECORDS (one a line) in the form of another program.

    A form of several files makes a folder; one that stands there is replaced only if it is such a folder.
    """
    check_place(output, export.EXPORTERS[to].folder, records)
    shown = tqdm(jsonl.read(records), unit="record", file=sys.stderr, disable=None)
    try:
        with whole_path(output) as draft:
            export.write(shown, to, draft)
    except (BcdExtractError, OSError) as error:
        raise click.ClickException(f"{error}; {output} is as it was") from error
