"""An archive's file opened: to write (other writers wait their turn), or to read."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from bcdextract.errors import StoreError

APPLICATION = 0x42434445
"""What an archive bears in its header, so that it is told from another SQLite file ("BCDE")."""
PATIENCE = 120.0
"""Seconds that one writer waits for another; a chunk takes a fraction of one."""
_CACHE_KB = 32_000
_LOG_PAGES = 4_000
"""Pages of the log (16 MB) after which they are moved into the file: pages that change often are moved less often."""


def to_write(path: Path) -> sqlite3.Connection:
    """A connection that writes: a write-ahead log, so that readers go on, and a transaction only where one is begun.

    Raises ``StoreError`` for a file that is no archive.
    """
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _check(connection, path, may_be_new=True)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
            connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}; name an archive, or a new file") from error
    return connection


def settle(connection: sqlite3.Connection) -> None:
    """Leaves one file that opens anywhere, on a read-only disk too; not while another run is at work on it."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute("PRAGMA journal_mode=DELETE")


def to_read(path: Path) -> sqlite3.Connection:
    """A connection that only reads. Raises ``StoreError`` for a file that is missing or no archive."""
    if not path.is_file():
        raise StoreError(f"{path}: no such file; make it with: bcdextract store INPUT... --db {path}")
    try:
        connection = sqlite3.connect(f"file:{quote(path.as_posix())}?mode=ro", uri=True, timeout=PATIENCE)
        try:
            _check(connection, path, may_be_new=False)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}; name an archive that bcdextract store has made") from error
    return connection


def _check(connection: sqlite3.Connection, path: Path, *, may_be_new: bool) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not ours and not (may_be_new and empty):
        raise StoreError(f"{path}: a database of something else; name an archive that bcdextract store has made")
