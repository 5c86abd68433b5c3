"""The facts of a chunk of articles: given their numbers in the archive, and written many in one statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter

from bcdextract.collection import schema
from bcdextract.collection.rows import EVIDENCE, Row, Rows
from bcdextract.collection.tables import ARTICLE, TABLES, columns
from bcdextract.collection.views import INDEXING

_VALUES = 900
"""Values in a statement, of which every SQLite takes 999: it opens a table and its indexes once for all their rows."""

sqlite3.register_adapter(type(None), lambda none: none)
"""Without it Python looks for a way to adapt each ``None`` in vain, which takes longer than to write it."""


class Facts:
    """Facts that wait to be written, and the last number in use of every table of them, and of articles.

    Within one transaction: no other writer takes a number from its beginning on.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: dict[str, list[Row]] = {name: [] for name in (*REFERENCES, EVIDENCE)}
        self._searched: list[Row] = []
        ask = connection.execute
        self._numbers: dict[str, int] = {
            name: ask(f"SELECT coalesce(max(id), 0) FROM {name}").fetchone()[0] for name in ("articles", *self._waiting)
        }

    def number(self) -> int:
        """The number of the next article."""
        self._numbers["articles"] += 1
        return self._numbers["articles"]

    def add(self, made: Rows, article: int) -> None:
        """Takes the facts of an article; they get the archive's numbers in place of the record's."""
        numbers = self._numbers
        for name, refs in REFERENCES.items():
            self._waiting[name] += _placed(made.facts[name], numbers[name], article, [numbers[to] for to in refs])
        first = numbers[EVIDENCE]
        self._waiting[EVIDENCE] += [
            (number + first, article, table, fact + numbers[table], part, start, end, text, rule)
            for number, _, table, fact, part, start, end, text, rule in made.facts[EVIDENCE]
        ]
        self._searched.append((article, *_SEARCHED(made.article)))
        for name in self._waiting:
            numbers[name] += len(made.facts[name])

    def write(self) -> None:
        """Puts what waits into its tables, and the articles into the search."""
        for name, rows in self._waiting.items():
            step = _VALUES // len(schema.layout()[name])
            many = len(rows) - len(rows) % step
            for start in range(0, many, step):
                self._connection.execute(insertion(name, step), [*chain.from_iterable(rows[start : start + step])])
            self._connection.executemany(insertion(name), rows[many:])
            rows.clear()
        self._connection.executemany(INDEXING, self._searched)
        self._searched.clear()


@cache
def insertion(name: str, rows: int = 1) -> str:
    """The statement that puts so many rows into a table.

    >>> insertion("person_links", 2)
    'INSERT INTO person_links ("official", "person", "reason", "confidence") VALUES (?, ?, ?, ?), (?, ?, ?, ?)'
    """
    types = schema.layout()[name]
    named = ", ".join(f'"{column}"' for column in types)
    row = f"({', '.join('?' * len(types))})"
    return f"INSERT INTO {name} ({named}) VALUES {', '.join([row] * rows)}"


def _references() -> dict[str, tuple[str, ...]]:
    """For every table of facts, of which tables its cells from the third on are numbers: its parent, its references."""
    parents = {table.name: (table.parent,) if table.parent else () for table in TABLES}
    return {table.name: (*parents[table.name], *(name for _, name in table.refs)) for table in TABLES}


REFERENCES = _references()
_SEARCHED = itemgetter(*([column.name for column in columns(ARTICLE)].index(name) for name in ("title", "text")))


def _placed(rows: Sequence[Row], first: int, article: int, firsts: Sequence[int]) -> Iterator[Row]:
    """Rows with the archive's numbers; ``firsts`` are added to the cells that are numbers of other facts."""
    own = 2 + len(firsts)
    for row in rows:
        refs = [None if cell is None else cell + base for cell, base in zip(row[2:own], firsts, strict=True)]
        yield (row[0] + first, article, *refs, *row[own:])
