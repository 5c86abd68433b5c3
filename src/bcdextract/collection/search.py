"""Articles found by their words, whatever their marks: "dak lak" finds Đắk Lắk, "uy" finds ủy and uỷ."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bcdextract.errors import StoreError
from bcdextract.resolve.forms import form
from bcdextract.text import fold

_AROUND = 60
"""Characters shown on each side of the words found."""
_OPEN, _CLOSE = "\x02", "\x03"
_WORD = re.compile(r"\w+(?:\*(?=\s|$))?")
_LETTERS = re.compile(r"[^\W_]+")
_STROKE = str.maketrans("đĐðÐ", "dDdD")


class Hit(NamedTuple):
    """An article that was found; ``before``, ``words`` and ``after`` are of its text, in one line."""

    date: str | None
    title: str | None
    before: str
    words: str
    after: str
    source: str
    article: int

    def line(self) -> str:
        """The hit in one line: date, title, words in context, file."""
        said = f"{self.before}[{self.words}]{self.after}"
        return " | ".join((self.date or "-", _one_line(self.title or "-"), said, self.source))


def search(
    connection: sqlite3.Connection,
    phrases: Sequence[str],
    *,
    unit: str | None = None,
    first: str | None = None,
    last: str | None = None,
    marks: bool = False,
) -> Iterator[Hit]:
    """Articles that hold every phrase, best first; ``*`` at a phrase's end stands for more letters.

    ``unit`` keeps articles that name such a unit; ``first`` and ``last`` are days, months or years (2022, 2022-03) that
    the article's date must lie between, both included. With ``marks`` the words must bear the marks as typed.
    Raises ``StoreError`` for a phrase without letters or digits and for what is no date.
    """
    asked = [_phrase(phrase) for phrase in phrases]
    query = " AND ".join(f"({phrase} OR {phrase.translate(_STROKE)})" for phrase in asked)
    conditions, values = ["articles_fts MATCH ?"], [query]
    for day, comparison, name in ((first, ">=", "from"), (last, "<=", "to")):
        if day is not None:
            conditions.append(f"articles.date {comparison} ?")
            values.append(bound(day, name))
    if unit is not None:
        connection.create_function("named", 1, _named, deterministic=True)
        conditions.append(
            "EXISTS (SELECT 1 FROM units WHERE units.article = articles.id "
            "AND instr(named(units.name || ' ; ' || units.aliases), ?))"
        )
        values.append(_named(unit))
    sql = f"""SELECT articles.date, articles.title, articles.text, articles.source, articles.id,
        highlight(articles_fts, 1, ?, ?), highlight(articles_fts, 3, ?, ?)
        FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
        WHERE {" AND ".join(conditions)} ORDER BY rank, articles.date, articles.id"""
    for date, title, text, source, article, *shown in connection.execute(sql, [_OPEN, _CLOSE] * 2 + values):
        spans = sorted({span for one in shown for span in _spans(one)})
        if marks and not _as_typed(phrases, fold(f"{title or ''}\n{text}")):
            continue
        yield Hit(date, title, *_context(text, spans), source, article)


@lru_cache(1 << 16)
def plain(words: str | None) -> str:
    """Words in small letters without any marks, for comparing.

    >>> plain("Uỷ ban Đắk Lắk") == plain("Ủy ban  dak lak")
    True
    """
    letters = unicodedata.normalize("NFD", (words or "").translate(_STROKE).lower())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _named(words: str | None) -> str:
    """The words of a name without marks, short forms spelt out, blanks around each, to look for whole words."""
    return f" {' '.join(_LETTERS.findall(plain(' '.join(form(words or '')))))} "


def bound(day: str, name: str) -> str:
    """A day, month or year as text to compare dates with.

    >>> bound("2022", "from"), bound("2022", "to"), bound("2024-02", "to")
    ('2022-01-01', '2022-12-31', '2024-02-31')
    """
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", day)
    if match is None:
        raise StoreError(f"--{name} {day}: no date; give a year, a month or a day: 2022, 2022-03, 2022-03-15")
    month, date = ("01", "01") if name == "from" else ("12", "31")
    return "-".join((match[1], match[2] or month, match[3] or date))


def _phrase(phrase: str) -> str:
    """A phrase as FTS5 reads it: words side by side."""
    words = _WORD.findall(unicodedata.normalize("NFC", phrase))
    if not words:
        raise StoreError(f"{phrase!r}: no word to look for; give letters or digits")
    *whole, last = words
    ends = last.endswith("*")
    return f'"{" ".join([*whole, last.rstrip("*")])}"' + ("*" if ends else "")


def _as_typed(phrases: Sequence[str], folded: str) -> bool:
    """Whether the text has every phrase with its marks."""
    said = " ".join(_WORD.findall(folded))
    return all(" ".join(_WORD.findall(fold(phrase))).rstrip("*") in said for phrase in phrases)


def _spans(shown: str | None) -> Iterator[tuple[int, int]]:
    """Spans between the signs that FTS5 put around the words found, as offsets without the signs."""
    start = offset = 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", shown or ""):
        if part == _OPEN:
            start = offset
        elif part == _CLOSE:
            yield start, offset
        else:
            offset += len(part)


def _context(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, str, str]:
    """The words found first in the text with some on each side; the text's first words where only the title has any."""
    start, end = spans[0] if spans else (0, 0)
    left = max(0, start - _AROUND)
    right = min(len(text), end + _AROUND)
    if left:
        left = text.find(" ", left, start) + 1 or left
    if right < len(text):
        right = max(text.rfind(" ", end, right), end) if text.rfind(" ", end, right) > 0 else right
    before, after = _one_line(text[left:start]), _one_line(text[end:right])
    return (
        ("… " if left else "") + before + (" " if text[start - 1 : start].isspace() else ""),
        _one_line(text[start:end]),
        (" " if text[end : end + 1].isspace() else "") + after + (" …" if right < len(text) else ""),
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())
