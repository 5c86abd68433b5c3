"""Text from before Unicode, and UTF-8 that was misread, put right: only where words become Vietnamese by it.

ftfy was tried for misread UTF-8: it leaves "á»§" as it is where other words of the line are sound, and keeps no map
back.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from bcdextract.read.tables import Table, misread, tables
from bcdextract.record import Warning
from bcdextract.syllable import is_syllable
from bcdextract.text import Mapped, Piece, nfc

_TELLS: Final = "µ¶¸¹½¾ÆÞþØøßûïäëüñöåæð®Ã".encode("latin-1")
"""Characters that old encodings are full of where Unicode Vietnamese has none, or next to none."""
_ENTITY: Final = re.compile(
    r"&(?:#(?:1[2-9]\d|2[0-4]\d|25[0-5])|(?!nbsp|lt|gt|amp|quot|[lr]aquo|copy|middot)[A-Za-z]{2,6}[1-4]{0,2});"
)
_TELLING: Final = re.compile(
    "&(?:micro|para|cedil|sup1|frac12|frac34|AElig|THORN|thorn|Oslash|oslash|szlig|ucirc|iuml|auml|euml|uuml|ntilde"
    "|ouml|aring|aelig|eth|reg|#(?:18[124589]|19[08]|2(?:16|22|23|28|29|3[059]|4[0168]|5[124])));"
)
_MARKUP: Final = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>|[\r\n]+", re.DOTALL | re.IGNORECASE)
_TOKEN: Final = re.compile(r"[^\x00-\x01\x03\x04\x07-\x13\x15-\x18\x1a-\x1d\x1f-@\[-`{-\x7f]+")
"""Letters, and all that is no ASCII: what stands for a letter in one encoding is a sign in another."""
_EDGES: Final = re.compile("[\\s\xa0\xad“”‘’«»•·…–—©®°]+")
_CAPITALS: Final = re.compile(r"\.Vn\w*H\b")
"""TCVN3 fonts whose small letters look like capitals, in the tag before a text."""
_UNICODE: Final = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]")
"""Letters that no old encoding shows as themselves."""
_SIGNS: Final = ("©", "®", "§", "µ", "°", "·", "»")
"""What is a sign where it stands alone, though it is a letter elsewhere."""
_SAMPLE: Final = 400_000
_LEAST: Final = 3
"""Words that must become Vietnamese before anything is changed."""
_EXPLAINED: Final = 0.6
"""The share of the words that are no Vietnamese as they stand which a table must explain."""


class Mended(NamedTuple):
    """A text put right, mapped to what was given, and what was done."""

    page: Mapped
    warnings: tuple[Warning, ...] = ()
    used: tuple[Table, ...] = ()


def mend(source: str, *, markup: bool = False, known: Table | None = None) -> Mended:
    """``source`` with old encodings converted and misread UTF-8 read again; unchanged where neither is there.

    ``markup`` says that ``source`` is a page, whose tags are left alone and whose map back is lost; ``known`` is a
    table that has been found already.

    >>> mended = mend("Héi nghÞ tæng kÕt nhiÖm kú cña §¶ng bé")
    >>> mended.page.text, [warning.code for warning in mended.warnings]
    ('Hội nghị tổng kết nhiệm kỳ của Đảng bộ', ['encoding_converted'])
    """
    page, warnings, used = Mapped.whole(source), [], []
    for _ in range(3):  # misread twice is read again twice
        table = known or _found(page.text, markup)
        known = None
        if table is None:
            break
        page = _converted(page, table, markup)
        warnings.append(_warning(table))
        used.append(table)
    return Mended(page, tuple(dict.fromkeys(warnings)), tuple(used))


def mend_words(words: str, used: Iterable[Table]) -> str:
    """A short string (a title out of a catalogue) put right in the way the text beside it was."""
    for table in used:
        gained, lost = _balance(_tokens(words), table)
        words = table.convert(words) if gained > lost else words
    return words


def _found(text: str, markup: bool) -> Table | None:
    return detect(words_of(text, markup), (*misread(), *tables())) if _suspect(text, markup) else None


def detect(words: Iterable[str], candidates: Iterable[Table]) -> Table | None:
    """The table under which words that are no Vietnamese become so, or ``None`` where no table explains them.

    >>> detect("réunion à Genève où était élu le président".split(), tables()) is None
    True
    """
    counted = Counter(words)
    strange = [word for word in counted if not _valid(word)]
    best: tuple[int, Table] | None = None
    for table in candidates:
        right = sum(_rights(table, word) for word in strange)
        least = _EXPLAINED * len(strange) * (0.1 if table in misread() else 1)  # nothing else looks like misread UTF-8
        if right >= max(_LEAST, least) and (best is None or right > best[0]):
            best = (right, table)
    return best[1] if best else None


def _rights(table: Table, word: str) -> bool:
    """Whether a table makes a word Vietnamese; what was misread may have been so twice."""
    once = table.convert(word)
    return _valid(once) or (table in misread() and once != word and _valid(table.convert(once)))


def _suspect(text: str, markup: bool) -> bool:
    """Whether a text has enough signs of an old encoding to be looked at word by word."""
    narrow = text.encode("latin-1", "ignore")
    if len(narrow) - len(narrow.translate(None, _TELLS)) >= _LEAST:
        return True
    return text.count("\u00e1\u00bb") >= _LEAST or (markup and len(_TELLING.findall(text, 0, _SAMPLE)) >= _LEAST)


def words_of(text: str, markup: bool) -> Iterator[str]:
    """The words with a letter that is no ASCII, of the start of a text or page."""
    sample = text[:_SAMPLE]
    return _tokens(_plain_entities(_MARKUP.sub(" ", sample)) if markup else sample)


def _tokens(text: str) -> Iterator[str]:
    return (word for word in _TOKEN.findall(text) if not word.isascii())


def _plain_entities(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


@lru_cache(20_000)
def _valid(word: str) -> bool:
    """Whether all that a word is made of are Vietnamese syllables."""
    parts = [part for part in _EDGES.split(unicodedata.normalize("NFC", word)) if part]
    return bool(parts) and all(map(is_syllable, parts))


def _balance(words: Iterable[str], table: Table) -> tuple[int, int]:
    """Words that a table makes Vietnamese, and words that it spoils."""
    gained = lost = 0
    for word in words:
        before, after = _valid(word), _rights(table, word)
        gained += after and not before
        lost += before and not after
    return gained, lost


def _converted(page: Mapped, table: Table, markup: bool) -> Mapped:
    """The page, line by line and text by text in the encoding it is in: a menu in Unicode stays."""
    if not markup:
        units = [
            unit
            for start, end, _ in _segments(page.text, table, markup)
            for unit in _units(table, page.text, start, end)
        ]
        return _through(*_joined(page.text, 0, len(page.text), units, table), page)
    text = _plain_entities(page.text)
    parts: list[str] = []
    at = 0
    for start, end, capitals in _segments(text, table, markup):
        made, _ = _joined(text, start, end, _units(table, text, start, end), table)
        parts += (text[at:start], made.upper() if capitals else made)
        at = end
    return Mapped.whole("".join((*parts, text[at:])))


def _segments(text: str, table: Table, markup: bool) -> Iterator[tuple[int, int, bool]]:
    """Lines, and texts between tags, that are in the encoding; and whether their font shows all as capitals."""
    counted = list(_tokens(_MARKUP.sub(" ", text) if markup else text))
    mixed = sum(map(_valid, counted)) > len(counted) / 2
    at = 0
    tag = ""
    for gap in (*_MARKUP.finditer(text), None):
        end = gap.start() if gap else len(text)
        gained, lost = _balance(_tokens(text[at:end]), table)
        in_doubt = gained == lost and not mixed and not _UNICODE.search(text, at, end)
        if gained > lost or in_doubt:
            yield at, end, markup and table.id == "tcvn3" and _CAPITALS.search(tag) is not None
        at, tag = (gap.end(), gap[0]) if gap else (end, "")


def _units(table: Table, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Units to convert: those of words, so that a "©" between spaces stays a sign; of misread UTF-8 all."""
    if table in misread():
        yield from table.pattern.finditer(text, start, end)
        return
    for word in _TOKEN.finditer(text, start, end):
        alone = text[max(start, word.start() - 1) : word.end() + 1].strip() == word[0]
        if not (alone and word[0] in _SIGNS):
            yield from table.pattern.finditer(text, word.start(), word.end())


def _joined(text: str, start: int, end: int, units: Iterable[re.Match[str]], table: Table) -> tuple[str, list[Piece]]:
    """``text[start:end]`` with its units converted, and where each stretch came from."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at, made_at = start, 0
    for unit in units:
        letters = table.letters(unit[0])
        if letters == unit[0]:
            continue
        kept = text[at : unit.start()]
        for part, source, size in ((kept, at, len(kept)), (letters, unit.start(), len(unit[0]))):
            if part:
                pieces.append(Piece(made_at, source, len(part), size))
                parts.append(part)
                made_at += len(part)
        at = unit.end()
    if at < end:
        pieces.append(Piece(made_at, at, end - at, end - at))
    return "".join((*parts, text[at:end])), pieces


def _through(made: str, pieces: Iterable[Piece], before: Mapped) -> Mapped:
    """``made`` mapped to what ``before`` was made from."""
    if before.pieces and before.pieces[0] == Piece(0, 0, len(before.text), len(before.text)):
        return Mapped(made, pieces)
    return Mapped(made, [piece._replace(**_source(piece, before)) for piece in _single(pieces)])


def _single(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of one character each, so that each has an origin of its own."""
    for piece in pieces:
        if piece.length != piece.source_length:
            yield piece
        else:
            yield from (Piece(piece.at + i, piece.source + i, 1, 1) for i in range(piece.length))


def _source(piece: Piece, before: Mapped) -> dict[str, int]:
    start, end = before.origin(piece.source, piece.source + piece.source_length)
    return {"source": start, "source_length": end - start}


def composed(page: Mapped) -> Mapped:
    """A page in NFC, mapped to what ``page`` was made from."""
    made = nfc(page.text)
    return page if made.text == page.text else _through(made.text, made.pieces, page)


def _warning(table: Table) -> Warning:
    if table in misread():
        return Warning(code="mojibake", message=f"UTF-8 that had been read as {table.name} was read again as UTF-8")
    return Warning(code="encoding_converted", message=f"the text was in {table.name} and was converted to Unicode")
