"""Files in and out for the command line: articles found in folders, output that is whole or not there at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from bcdextract.sources import files_in


def articles(names: Iterable[str], without: Iterable[Path] = ()) -> list[str]:
    """The articles that ``names`` stand for, each once, as given and with ``/`` between the parts.

    A folder stands for its pages and archives, those in its folders included, sorted; names that begin with a dot are
    left out, and what an earlier run wrote to the same files (``without``). A folder without any stands for itself, as
    does every other name.
    """
    written = {path.resolve() for path in without}
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        files = files_in(path) if name != "-" and path.is_dir() else []
        inside = [file.as_posix() for file in files if file.resolve() not in written or not _is_ours(file)]
        found.update(dict.fromkeys(inside or [name if name == "-" else path.as_posix()]))
    return list(found)


def _is_ours(file: Path) -> bool:
    """Whether a file holds rows that a run wrote, and no article that would be lost."""
    with file.open("rb") as opened:
        return opened.read(20).startswith((b'{"schema_version"', b'{"number"'))


@contextmanager
def whole(*paths: Path) -> Iterator[tuple[BinaryIO, ...]]:
    """Files to write that take the place of ``paths`` at the end; after an error the paths are as they were.

    They are written beside their places, so the move is one step. A file left empty that is not the first takes no
    place, and what an earlier run left there goes.
    """
    places = [path.resolve() for path in paths]
    drafts = [place.with_name(f".{place.name}.{os.getpid()}.part") for place in places]
    opened: list[BinaryIO] = []
    try:
        opened += [draft.open("wb") for draft in drafts]
        yield tuple(opened)
        for file in opened:
            file.close()
        for number, (draft, place) in enumerate(zip(drafts, places, strict=True)):
            if number == 0 or draft.stat().st_size:
                draft.replace(place)
            else:
                place.unlink(missing_ok=True)
    finally:
        for file in opened:
            file.close()
        for draft in drafts:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
