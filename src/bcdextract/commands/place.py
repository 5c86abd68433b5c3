"""Where a command writes: a file or a folder that is there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bcdextract.errors import ExportError


def check_file(output: Path, names: Iterable[str], option: str) -> None:
    """Raises ``BadParameter`` for a file that may not be written to: in no folder, no file, or one of the inputs."""
    if not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}; make it first", param_hint=option)
    if output.exists() and not output.is_file():
        raise click.BadParameter(f"{output} is not a file; name a file to write", param_hint=option)
    if output.resolve() in (Path(name).resolve() for name in names):
        raise click.BadParameter(f"{output} is one of the inputs; name another file", param_hint=option)


def check_place(output: Path, folder: bool, *inputs: Path) -> None:
    """Raises ``BadParameter`` for a place that nothing may be written to."""
    if not output.resolve().parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}; make it first", param_hint="--output")
    if output.resolve() in (path.resolve() for path in inputs):
        raise click.BadParameter(f"{output} is the input; name another", param_hint="--output")
    if output.exists() and output.is_dir() != folder:
        wanted = "a folder" if folder else "a file"
        raise click.BadParameter(f"{output} is not {wanted}; name {wanted} to write", param_hint="--output")


@contextmanager
def whole_path(place: Path) -> Iterator[Path]:
    """A path to write a file or a folder at, which takes the place of ``place`` at the end, after an error not.

    It lies beside its place, so the move is one step. A folder takes the place of another only where that has nothing
    of its own in it: raises ``ExportError`` naming what would be lost.
    """
    place = place.resolve()
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        yield draft
        if draft.is_dir():
            _replace_folder(draft, place)
        else:
            draft.replace(place)
    finally:
        if draft.is_dir():
            shutil.rmtree(draft)
        draft.unlink(missing_ok=True)


def _replace_folder(draft: Path, place: Path) -> None:
    if not place.exists():
        draft.rename(place)
        return
    own = sorted({path.name for path in place.iterdir()} - {path.name for path in draft.iterdir()})
    if own:
        raise ExportError(f"{place.name} holds {own[0]}, which is not of this form; name a new or empty folder")
    former = draft.with_suffix(".former")
    place.rename(former)
    draft.rename(place)
    shutil.rmtree(former)
