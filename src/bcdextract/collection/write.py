"""An archive added to: a chunk of articles a transaction, nothing twice, nothing by halves."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from bcdextract.collection import database, schema
from bcdextract.collection.placing import REFERENCES, Facts, insertion
from bcdextract.collection.rows import EVIDENCE, Rows
from bcdextract.collection.tables import ARTICLE, columns
from bcdextract.errors import StoreError

CHUNK = 256
"""Articles of a transaction: the most that is to be read again after a run was killed, a second or two of work."""


class Entry(NamedTuple):
    """What became of one source: its rows, or the kind of its error and the message."""

    source: str
    hash: str | None
    made: Rows | None = None
    error: str | None = None
    message: str | None = None


class Store:
    """An archive open for a run; ``with`` it, ``add`` entries, and what is left is written at the end.

    After Ctrl-C all that was added is in the file; after another exception all but the chunk under way.
    """

    def __init__(self, path: Path, *, version: str, inputs: Sequence[str] = (), jobs: int = 1) -> None:
        self._path = path
        self._version = version
        self._connection = database.to_write(path)
        self._waiting: list[Entry] = []
        try:
            schema.prepare(self._connection)
            self.run = self._begin_run(inputs, jobs)
        except sqlite3.Error as error:
            self._connection.close()
            raise StoreError(f"{path}: {error}; name an archive, or a new file") from error
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind in (None, KeyboardInterrupt):
                self.flush()
                database.settle(self._connection)
        finally:
            self._connection.close()

    def has(self, source: str, content: str | None) -> bool:
        """Whether the source was stored with this content by this version."""
        found = self._connection.execute("SELECT hash, version, article FROM sources WHERE source = ?", (source,))
        row = found.fetchone()
        return row is not None and row[2] is not None and row[:2] == (content, self._version)

    def add(self, entry: Entry) -> None:
        """Takes what was made of a source; written with its chunk."""
        self._waiting.append(entry)
        if len(self._waiting) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Writes what waits, in one transaction."""
        if not self._waiting:
            return
        with _transaction(self._connection, self._path):
            facts = Facts(self._connection)
            for entry in self._waiting:
                self._put(entry, facts)
            facts.write()
        self._waiting.clear()

    def finish(self, **counted: int) -> None:
        """Notes what the run counted, and that it came to its end."""
        self.flush()
        values = {**counted, "finished": _now(), "id": self.run}
        named = ", ".join(f"{name} = :{name}" for name in values if name != "id")
        with _transaction(self._connection, self._path):
            self._connection.execute(f"UPDATE runs SET {named} WHERE id = :id", values)

    def _begin_run(self, inputs: Sequence[str], jobs: int) -> int:
        row = (_now(), self._version, "\n".join(inputs), jobs)
        with _transaction(self._connection, self._path):
            made = self._connection.execute(
                "INSERT INTO runs (started, version, inputs, jobs) VALUES (?, ?, ?, ?)", row
            )
        return made.lastrowid or 0

    def _put(self, entry: Entry, facts: Facts) -> None:
        ask = self._connection.execute
        before = ask("SELECT article FROM sources WHERE source = ?", (entry.source,)).fetchone()
        kept = before[0] if before else None  # a source that fails now is no reason to lose what it gave before
        article = self._article(entry, entry.made, facts) if entry.made else kept
        hashed = entry.hash if entry.made else None
        row = (entry.source, hashed, self._version, article, entry.error, entry.message, self.run)
        ask("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        if kept is not None and kept != article:
            self._release(kept, facts)

    def _article(self, entry: Entry, made: Rows, facts: Facts) -> int:
        """The number of the article, whose facts are in the archive after this."""
        found = self._connection.execute("SELECT id, source, version FROM articles WHERE ref = ?", (made.ref,))
        there = found.fetchone()
        if there and there[2] == self._version and there[1] != entry.source:
            return int(there[0])  # the same text under another name
        if there:
            self._remove(there[0], facts)
        number = int(there[0]) if there else facts.number()
        row = (number, made.ref, *made.article, _date(made), self._version, self.run)
        self._connection.execute(insertion("articles"), row)
        facts.add(made, number)
        return number

    def _release(self, article: int, facts: Facts) -> None:
        """An article that a source no longer holds: it goes, unless another source holds it."""
        ask = self._connection.execute
        left = ask("SELECT min(source) FROM sources WHERE article = ?", (article,)).fetchone()[0]
        if left is None:
            self._remove(article, facts)
        else:
            ask("UPDATE articles SET source = ? WHERE id = ? AND source NOT IN (SELECT source FROM sources "
                "WHERE article = ?)", (left, article, article))  # fmt: skip

    def _remove(self, article: int, facts: Facts) -> None:
        """An article with all that hangs on it."""
        facts.write()  # it may be of this chunk
        for sql in _REMOVALS:
            self._connection.execute(sql, (article,))


_LINKED = (
    ("person_links", "official", "officials"),
    ("organisation_links", "unit", "units"),
    ("event_links", "meeting", "meetings"),
)
_REMOVALS = (
    *(f"DELETE FROM {link} WHERE {key} IN (SELECT id FROM {table} WHERE article = ?)" for link, key, table in _LINKED),
    "DELETE FROM duplicates WHERE ?1 IN (article, first_article)",
    "DELETE FROM contradictions WHERE ?1 IN (article, other_article)",
    *(f"DELETE FROM {name} WHERE article = ?" for name in (EVIDENCE, *reversed(REFERENCES))),
    "DELETE FROM articles WHERE id = ?",
)


_NAMES = [column.name for column in columns(ARTICLE)]
_MEETING = [*schema.layout()["meetings"]]
_DAYS = (_MEETING.index("date_start"), _MEETING.index("date_end"))


def _date(made: Rows) -> str | None:
    """The day that an article is about: that of its first meeting, or when it was published."""
    first = made.facts["meetings"][:1]
    days = [row[cell] for row in first for cell in _DAYS if row[cell]]
    published = made.article[_NAMES.index("published")]
    return days[0] if days else published[:10] if published else None


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


class _transaction:
    """All or nothing; other writers wait."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def __enter__(self) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: {error}; try again when no other run writes to it") from error

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._connection.execute("COMMIT")
        elif self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise StoreError(f"{self._path}: {error}; what was written before is kept") from error
