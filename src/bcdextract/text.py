"""Text that offsets can trust: NFC with an exact map back, and a fold of equal length for matching.

Every Vietnamese vowel with its tone is one NFC code point, and moving a tone mark (``uỷ`` to ``ủy``) swaps two
characters for two, so a fold can blur both without changing any offset.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, NamedTuple


class Piece(NamedTuple):
    """A stretch of a text and where it came from. Lengths differ only where characters were composed."""

    at: int
    source: int
    length: int
    source_length: int


class Mapped:
    """A text made from stretches of a source string, each knowing its place there.

    >>> page = Mapped.whole("Menu\\nTỉnh ủy họp.\\nTin khác")
    >>> clean = page.keep([(5, 17)])
    >>> clean.text, clean.origin(0, 4)
    ('Tỉnh ủy họp.', (5, 9))
    """

    __slots__ = ("_starts", "pieces", "text")

    def __init__(self, text: str, pieces: Iterable[Piece]) -> None:
        self.text = text
        self.pieces = tuple(pieces)
        self._starts = [piece.at for piece in self.pieces]

    def __reduce__(self) -> tuple[type[Mapped], tuple[str, tuple[Piece, ...]]]:
        """How it is copied and sent to another process, compiled or not."""
        return type(self), (self.text, self.pieces)

    @classmethod
    def whole(cls, source: str) -> Mapped:
        """The source itself, unchanged."""
        return cls(source, (Piece(0, 0, len(source), len(source)),) if source else ())

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the source of ``text[start:end]``.

        Raises ``ValueError`` for offsets outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no such span: {start}..{end} in a text of {len(self.text)} characters")
        if not self.pieces:
            return 0, 0
        if start == end:
            edge = self._start(start) if start < len(self.text) else self._end(start)
            return edge, edge
        return self._start(start), self._end(end)

    def _start(self, offset: int) -> int:
        piece = self.pieces[bisect_right(self._starts, offset) - 1]
        return piece.source + (offset - piece.at if piece.length == piece.source_length else 0)

    def _end(self, offset: int) -> int:
        piece = self.pieces[bisect_right(self._starts, offset - 1) - 1]
        if piece.length == piece.source_length:
            return piece.source + offset - piece.at
        return piece.source + piece.source_length

    def keep(self, spans: Iterable[tuple[int, int]], joiner: str = "") -> Mapped:
        """The text of ``spans`` only, in order, ``joiner`` (of no origin: it maps to the end before it) between."""
        parts: list[str] = []
        pieces: list[Piece] = []
        at = 0
        for start, end in spans:
            if parts and joiner:
                before = pieces[-1].source + pieces[-1].source_length if pieces else 0
                pieces.append(Piece(at, before, len(joiner), 0))
                parts.append(joiner)
                at += len(joiner)
            pieces += self._between(start, end, at - start)
            parts.append(self.text[start:end])
            at += end - start
        return Mapped("".join(parts), pieces)

    def _between(self, start: int, end: int, shift: int) -> Iterable[Piece]:
        """Pieces cut to ``start..end`` and moved by ``shift``; a composed piece is never cut."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self.pieces) and self.pieces[index].at < end:
            piece = self.pieces[index]
            index += 1
            low, high = max(start, piece.at), min(end, piece.at + piece.length)
            if low >= high:
                continue
            if piece.length == piece.source_length:
                yield Piece(low + shift, piece.source + low - piece.at, high - low, high - low)
            else:
                yield Piece(low + shift, piece.source, high - low, piece.source_length)


# A base character and all that may compose with it: combining marks, and the conjoining letters of class 0.
_MARKS: Final = r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1161-\u1175\u11a8-\u11c2\u3099\u309a"
_CLUSTER: Final = re.compile(rf"[^{_MARKS}][{_MARKS}]*", re.DOTALL)
_MARKED: Final = re.compile(rf"[^{_MARKS}]?[{_MARKS}]+", re.DOTALL)
# The same, characters without a mark taken many at a time: twenty times fewer pieces to look at.
_STRETCH: Final = re.compile(rf"(?:[^{_MARKS}](?![{_MARKS}]))+|[^{_MARKS}]?[{_MARKS}]+", re.DOTALL)


def nfc(source: str) -> Mapped:
    """``source`` in NFC, mapped back to ``source`` character by character.

    >>> mapped = nfc("U\\u031by\\u0309 ban")
    >>> mapped.text, mapped.origin(0, 1), mapped.origin(3, 6)
    ('Ưỷ ban', (0, 2), (5, 8))
    """
    if unicodedata.is_normalized("NFC", source):
        return Mapped.whole(source)
    whole = unicodedata.normalize("NFC", source)
    plain = unicodedata.is_normalized("NFC", _MARKED.sub(" ", source))
    mapped = _compose(source, (_STRETCH if plain else _CLUSTER).finditer(source))
    if mapped.text != whole:  # scripts whose letters compose across clusters: map line by line
        mapped = _compose(source, re.finditer(r"[^\n]*\n|[^\n]+", source))
    return mapped if mapped.text == whole else Mapped(whole, (Piece(0, 0, len(whole), len(source)),))


def _compose(source: str, clusters: Iterable[re.Match[str]]) -> Mapped:
    parts: list[str] = []
    pieces: list[Piece] = []
    at = last = 0
    begun = Piece(0, 0, 0, 0)  # the piece that may still grow, by characters that stand one to one
    for match in clusters:
        start, end = last, match.end()  # a stray mark at the start of the text joins the cluster after it
        last = end
        raw = source[start:end]
        made = raw if raw.isascii() else unicodedata.normalize("NFC", raw)
        parts.append(made)
        if made != raw or begun.length != begun.source_length or not pieces:
            pieces.append(begun)
            begun = Piece(at, start, len(made), len(raw))
        else:
            begun = Piece(begun.at, begun.source, begun.length + len(raw), end - begun.source)
        at += len(made)
    return Mapped("".join(parts), (*pieces[1:], begun) if pieces else ())


_LONE: Final = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060\uff07", "'"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "),
    **dict.fromkeys("\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\t\r\x0b\x0c", " "),
    **dict.fromkeys("\u00d0\u00f0\u0110\u0189", "đ"),
}
# Three times faster than str.translate; "Đ" is the one of them that lower() mends as well.
_LONE_CHARACTERS: Final = re.compile("[" + re.escape("".join(_LONE).replace("\u0110", "")) + "]")
# New-style tone placement (oà, uý) beside the old style (òa, úy): one form for matching, letter for letter.
_TONES: Final = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_NEW_TONES: Final = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")


def fold(text: str) -> str:
    """``text`` for matching, of the same length: case, tone-mark place, dashes, quotes, odd spaces and Ð blurred.

    >>> fold("Uỷ ban – “Ðảng”") == fold("ủy ban - \\"đảng\\"")
    True
    """
    plain = text.replace("İ", "i").replace("Σ", "σ")  # the two whose small letter is longer, or not always the same
    folded = _LONE_CHARACTERS.sub(lambda match: _LONE[match[0]], plain).lower()
    return _NEW_TONES.sub(lambda match: _TONES[match[0]], folded)
