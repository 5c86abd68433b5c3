"""Archives for tests: made from records or articles, and read back without what differs from run to run."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from bcdextract import cli, extract
from bcdextract.collection import rows
from bcdextract.collection.write import Entry, Store

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "fixtures" / "articles"
OF_A_RUN = frozenset({"run"})


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def made(path: Path, texts: Mapping[str, str | dict[str, Any]], version: str = "1") -> Path:
    """An archive of these texts by name; a mapping gives arguments of ``extract``."""
    with Store(path, version=version) as archive:
        for name, text in texts.items():
            given = text if isinstance(text, dict) else {"source": text}
            record = extract(**given, name=name)
            archive.add(Entry(name, str(sorted(given.items())), rows.of(record)))
    return path


def ask(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without the runs and what names them."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if name == "runs" or name.startswith("articles_fts"):
                continue
            lines = connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
            found[name] = [tuple(line[key] for key in line.keys() if key not in OF_A_RUN) for line in lines]  # noqa: SIM118
        words = connection.execute(
            "SELECT rowid, rank FROM articles_fts WHERE articles_fts MATCH 'nghi' ORDER BY rowid"
        )
        found["articles_fts"] = [tuple(word) for word in words]
    return found


def sound(path: Path) -> None:
    """Fails for a file that is damaged, a reference to nothing, or a search index that is not that of the articles."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
