"""Files that are whole or not there at all, from a run that may be stopped or killed and goes on where it was.

What is written stands in drafts beside the files' places. Now and then the run notes how far it is (``mark``): how many
rows, and how long each draft is by then. A run that goes on cuts the drafts to those lengths and leaves out as many
rows. The note is a small SQLite file that is locked while a run lives, so two runs never write to one place.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from bcdextract.errors import BcdExtractError

EVERY = 64
"""Rows from one note to the next: the most that a killed run loses."""


class Course:
    """Files being written, the rows ``done`` before, and what the run had ``counted`` until then."""

    def __init__(
        self,
        files: Sequence[BinaryIO],
        note: sqlite3.Connection | None = None,
        done: int = 0,
        counted: Mapping[str, Any] | None = None,
    ) -> None:
        self.files = tuple(files)
        self.done = done
        self.counted = counted or {}
        self._note = note

    def mark(self, rows: int, counted: Mapping[str, Any]) -> None:
        """Notes, every so often, that ``rows`` rows stand in the drafts. Without a note nothing is done."""
        if self._note is None or rows % EVERY:
            return
        for file in self.files:
            file.flush()
        lengths = [file.tell() for file in self.files]
        self._note.execute("UPDATE note SET rows = ?, lengths = ?, counted = ?", _row(rows, lengths, counted))


@contextmanager
def resumable(*paths: Path, of: str, resume: bool) -> Iterator[Course]:
    """Files to write that take the place of ``paths`` at the end, the drafts of a stopped run of the same work kept.

    ``of`` says what the work is: inputs, options, version. With ``resume`` a run of the same work goes on; otherwise it
    begins anew. When the block is left by an error, the paths are as they were and the drafts go; after Ctrl-C or a
    kill the drafts stay. A file left empty that is not the first takes no place, and what an earlier run left there
    goes. Raises ``BcdExtractError`` while another run writes to the same place, and for drafts of other work.
    """
    places = [path.resolve() for path in paths]
    drafts = [place.with_name(f".{place.name}.part") for place in places]
    note = drafts[0].with_name(f"{drafts[0].name}.note")
    with closing(_locked(note, paths[0])) as state:
        done, lengths, counted = _noted(state, of, drafts, resume, paths[0])
        opened: list[BinaryIO] = []
        try:
            for draft, length in zip(drafts, lengths, strict=True):
                opened.append(draft.open("r+b" if length else "w+b"))
                opened[-1].truncate(length)
                opened[-1].seek(length)
            yield Course(opened, state, done, counted)
            for file in opened:
                file.close()
            _place(drafts, places)
        except Exception:
            _clear(drafts, note, opened)
            raise
        finally:
            for file in opened:
                file.close()
        state.close()
        _clear(drafts, note, opened)


def left(output: Path) -> bool:
    """Whether a stopped run left drafts for ``output``."""
    place = output.resolve()
    return place.with_name(f".{place.name}.part.note").exists()


def _locked(note: Path, path: Path) -> sqlite3.Connection:
    """The note, locked: the lock goes when the process does, on every system."""
    state = sqlite3.connect(note, timeout=0, isolation_level=None)
    try:
        state.execute("PRAGMA locking_mode=EXCLUSIVE")
        state.execute("PRAGMA synchronous=OFF")
        state.execute("PRAGMA journal_mode=TRUNCATE")
        state.execute("CREATE TABLE IF NOT EXISTS note (work TEXT, rows INTEGER, lengths TEXT, counted TEXT)")
        state.execute("UPDATE note SET rows = rows")  # a lock for writing, which is kept
    except sqlite3.OperationalError as error:
        state.close()
        raise BcdExtractError(f"{path}: another run is writing to it; wait, or name another file") from error
    except sqlite3.DatabaseError as error:
        state.close()
        raise BcdExtractError(f"{note}: {error}; remove it to begin anew") from error
    return state


def _noted(
    state: sqlite3.Connection, work: str, drafts: Sequence[Path], resume: bool, path: Path
) -> tuple[int, Sequence[int], Mapping[str, Any]]:
    """How far an earlier run came: rows, the lengths of its drafts, what it counted."""
    found = state.execute("SELECT work, rows, lengths, counted FROM note").fetchone()
    if found and resume:
        if found[0] != work:
            raise BcdExtractError(
                f"{path}: the run that was stopped had other inputs, options or another version; "
                "give it the same, or leave out --resume to begin anew"
            )
        lengths = json.loads(found[2])
        if all(
            draft.is_file() and draft.stat().st_size >= length for draft, length in zip(drafts, lengths, strict=True)
        ):
            return found[1], lengths, json.loads(found[3])
    empty = [0] * len(drafts)
    state.execute("DELETE FROM note")
    state.execute("INSERT INTO note (rows, lengths, counted, work) VALUES (?, ?, ?, ?)", (*_row(0, empty, {}), work))
    return 0, empty, {}


def _row(rows: int, lengths: Sequence[int], counted: Mapping[str, Any]) -> tuple[int, str, str]:
    return rows, json.dumps(lengths), json.dumps(counted)


def _place(drafts: Sequence[Path], places: Sequence[Path]) -> None:
    for number, (draft, place) in enumerate(zip(drafts, places, strict=True)):
        if number == 0 or draft.stat().st_size:
            draft.replace(place)
        else:
            place.unlink(missing_ok=True)


def _clear(drafts: Sequence[Path], note: Path, opened: Sequence[BinaryIO]) -> None:
    for file in opened:
        file.close()
    for path in (*drafts, note, note.with_name(f"{note.name}-journal")):
        with suppress(OSError):
            path.unlink(missing_ok=True)
