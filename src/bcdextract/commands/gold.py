"""``bcdextract gold``: what people corrected in an annotation tool, as answers to evaluate against."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from bcdextract import corrections
from bcdextract.commands.place import check_place, whole_path
from bcdextract.corrections.sheet import CorrectionError
from bcdextract.errors import BcdExtractError
from bcdextract.export import jsonl


@click.command()
@click.argument("corrected", type=click.Path(exists=True, path_type=Path))
@click.option("--from", "tool", required=True, type=click.Choice(list(corrections.TOOLS)), help="The tool.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder of answers to write.")
@click.option(
    "--records",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The records that were exported, where the tool did not keep them.",
)
@click.pass_context
def gold(context: click.Context, corrected: Path, tool: str, output: Path, records: Path | None) -> None:
    """Write the facts of CORRECTED, a tool's export, as a folder of answers for bcdextract evaluate.

    CORRECTED is Label Studio's JSON, doccano's JSONL or a folder of CAS files (XMI). Articles that cannot be read are
    told on standard error with what to mend in the tool; the others are written all the same.
    """
    check_place(output, True, corrected)
    problems: list[corrections.Problem] = []
    try:
        known = {record.article.id: record for record in jsonl.read(records)} if records else {}
        with whole_path(output) as draft:
            draft.mkdir()
            written = 0
            for sheet in _sheets(corrections.read(corrected, tool, known), problems):
                written += _write(sheet, draft, problems)
            if not written and not problems:
                raise BcdExtractError(f"{corrected}: no article in it")
    except (BcdExtractError, OSError) as error:
        raise click.ClickException(f"{error}; {output} is as it was") from error
    failed = [problem for problem in problems if not problem.untouched]
    for problem in failed:
        click.echo(f"bcdextract: {problem.message}", err=True)
    left = len(problems) - len(failed)
    more = f"; {left} not annotated yet" if left else ""
    click.echo(f"{written} articles written to {output}{more}", err=True)
    context.exit(1 if failed else 0)


def _sheets(
    found: Iterator[corrections.Sheet | corrections.Problem], problems: list[corrections.Problem]
) -> Iterator[corrections.Sheet]:
    for one in found:
        if isinstance(one, corrections.Problem):
            problems.append(one)
        else:
            yield one


def _write(sheet: corrections.Sheet, folder: Path, problems: list[corrections.Problem]) -> int:
    """One case written; how many that makes."""
    try:
        if not sheet.name:
            raise CorrectionError(f"{sheet.where}: its record has no source, which names the case; extract from files")
        place = folder / f"{sheet.name}.facts.json"
        if place.exists():
            raise CorrectionError(f"{sheet.where}: another article is called {sheet.name} too; rename one file")
        key = corrections.facts(corrections.record_of(sheet), sheet.name)
    except CorrectionError as error:
        problems.append(corrections.Problem(sheet.where, str(error)))
        return 0
    place.write_text(json.dumps(key, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1
