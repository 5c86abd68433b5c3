"""Bytes to text: marks, declared charsets, UTF-8, UTF-16, encodings from before Unicode; no guess at random bytes."""

from __future__ import annotations

import codecs
import re
from importlib.util import find_spec
from typing import NamedTuple

from bcdextract.errors import ReadError
from bcdextract.read.mend import Mended, detect, mend, words_of
from bcdextract.read.tables import Table, shown, tables
from bcdextract.record import Warning
from bcdextract.text import Mapped

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,20})""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_FIRST_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""In sound UTF-8 those from U+0080 on are no sign of random bytes: UTF-8 that was misread and saved again has them."""
_ANYTHING = {"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii", "x-user-defined"}
"""Charsets that are declared of pages of any kind, so not trusted."""
_SAMPLE = 4096
_SURE = 0.6
_WIDER = {"iso-8859-1": "windows-1252", "iso-8859-9": "windows-1254", "shift_jis": "cp932", "gb2312": "gb18030"}
"""Encodings that hold all of another one, and are what was meant by it."""
_BROKEN = 1000
"""A control character in so many is a stray one, more is no text."""
_DAMAGED = 50
"""A broken character in so many, with four sound ones to it, is damaged UTF-8: other encodings make no sound ones."""


class Decoded(NamedTuple):
    """A text out of bytes, what was done to get it, and the tables it took."""

    text: str
    warnings: tuple[Warning, ...] = ()
    used: tuple[Table, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None, *, markup: bool = False) -> Decoded:
    """The text of bytes. ``declared`` is the charset of an HTTP header; a byte order mark and sound UTF-8 win over it.

    Raises ``ReadError`` naming ``name`` where they are no text.

    >>> decode("Tỉnh ủy họp".encode("utf-16"), "a.txt").text
    'Tỉnh ủy họp'
    """
    for mark, marked_encoding in _MARKS:
        if data.startswith(mark):
            marked = _try(data, marked_encoding)
            if marked is not None:
                return Decoded(marked)
    charsets = [charset for charset in (_trusted(declared), _in_page(data)) if charset]
    for unicode, control in (("utf-8", _FIRST_CONTROL), (_wide(data), _CONTROL)):
        decoded = _try(data, unicode) if unicode else None
        if decoded is not None and _is_text(decoded, control):
            return Decoded(decoded)
    found = _damaged(data) or _before_unicode(data, charsets, markup) or _as_declared(data, charsets) or _detected(data)
    if found is None:
        mend = "save it as UTF-8 text or HTML" + ("" if _installed() else ', or pip install "bcdextract[encodings]"')
        raise ReadError(f"{name}: not text in any encoding known here; {mend}")
    return found


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_text(text: str, control: re.Pattern[str] = _CONTROL) -> bool:
    """Whether a decoded text is free of control characters, but for a stray one in a long page."""
    return len(control.findall(text[: 64 * _SAMPLE])) * _BROKEN <= len(text) + _BROKEN


def _in_page(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _SAMPLE)
    return _trusted(match[1].decode("ascii")) if match else None


def _trusted(charset: str | None) -> str | None:
    named = (charset or "").strip().strip("\"'").lower()
    return named if named and named not in _ANYTHING else None


def _as_declared(data: bytes, charsets: list[str]) -> Decoded | None:
    """The text in a declared charset. UTF-16 would show, and makes signs of any bytes, so it is not believed."""
    for charset in charsets:
        decoded = None if charset.startswith(("utf", "ucs")) else _try(data, charset)
        if decoded is not None and _is_text(decoded):
            return Decoded(decoded, (_converted(charset),))
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the line breaks and spaces is null."""
    sample = data[:_SAMPLE]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd + even < len(sample) // 8:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (cut in a character, a stray byte), each now U+FFFD."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text[: 16 * _SAMPLE]) - broken
    if sound <= 4 * broken or broken * _DAMAGED > len(text) + 3 * _DAMAGED or not _is_text(text):
        return None
    message = f"{broken} characters of the UTF-8 are broken, and stand as U+FFFD"
    return Decoded(text, (Warning(code="encoding_damaged", message=message),))


def _before_unicode(data: bytes, charsets: list[str], markup: bool) -> Decoded | None:
    """TCVN3, VISCII, VNI or windows-1258, where its words are Vietnamese. One that is declared is looked at first."""
    if b"\x00" in data[: 64 * _SAMPLE]:
        return None
    byte_by_byte = data.decode("latin-1").translate(_SHOWN)
    words = list(words_of(byte_by_byte, markup))
    named = [table for table in tables() if table.declared & set(charsets)]
    table = detect(words, named) or detect(words, tables())
    if table is None:
        return None
    mended = mend(byte_by_byte, markup=markup, known=table)
    text = mended.page.text
    return Decoded(text, mended.warnings, mended.used) if _is_text(text) else None


_SHOWN = {byte: shown("cp1252")[byte] for byte in range(0x80, 0xA0)}


def _detected(data: bytes) -> Decoded | None:
    """What cchardet makes of it, where it is installed and sure. On texts in ten languages it was right in all, and
    charset-normalizer in five."""
    try:
        from cchardet import detect as detected
    except ImportError:
        return None
    guess = detected(data[: 16 * _SAMPLE])
    if not guess["encoding"] or (guess["confidence"] or 0) < _SURE:
        return None
    encoding = _WIDER.get(guess["encoding"].lower(), guess["encoding"].lower())
    text = _try(data, encoding)
    letters = sum(char.isalpha() or char.isspace() for char in text or "")
    if not text or not _is_text(text) or letters < 0.7 * len(text):
        return None
    return Decoded(text, (_converted(encoding),))


def _installed() -> bool:
    return find_spec("cchardet") is not None


def _converted(encoding: str) -> Warning:
    return Warning(code="encoding_converted", message=f"the text was in {encoding} and was converted to Unicode")


def mended(decoded: Decoded, *, markup: bool) -> Mended:
    """A decoded text with what was misread before it was saved put right."""
    if decoded.used:
        return Mended(Mapped.whole(decoded.text), decoded.warnings, decoded.used)
    found = mend(decoded.text, markup=markup)
    return found._replace(warnings=(*decoded.warnings, *found.warnings))
