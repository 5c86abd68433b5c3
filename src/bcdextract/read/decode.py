"""Bytes to text: byte order marks, UTF-8, UTF-16, declared charsets, windows-1258; never a guess at random bytes."""

from __future__ import annotations

import codecs
import re

from bcdextract.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,20})""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MARK_AFTER_VOWEL = re.compile("[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][\u0300\u0301\u0303\u0309\u0323]")
_MARK = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SAMPLE = 4096
_BROKEN = 1000
"""One undecodable byte in so many is a damaged UTF-8 file, more is another encoding."""


def decode(data: bytes, name: str) -> str:
    """The text of bytes. Raises ``ReadError`` naming ``name`` where they are no text.

    >>> decode("Tỉnh ủy họp".encode("utf-16"), "a.txt")
    'Tỉnh ủy họp'
    """
    for mark, marked_encoding in _MARKS:
        if data.startswith(mark):
            marked = _try(data, marked_encoding)
            if marked is not None:
                return marked
    for encoding in ("utf-8", _declared(data), _wide(data)):
        decoded = _try(data, encoding) if encoding else None
        if decoded is not None and _is_text(decoded):
            return decoded
    found = _damaged(data) or _vietnamese(data) or _detected(data)
    if found is None:
        raise ReadError(f"{name}: not text in any encoding known here; save it as UTF-8 text or HTML")
    return found


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_text(text: str) -> bool:
    """Whether a decoded text is free of control characters, but for a stray one in a long page."""
    return len(_CONTROL.findall(text[: 64 * _SAMPLE])) * _BROKEN <= len(text)


def _declared(data: bytes) -> str | None:
    """The charset that a page declares; windows-1252 and latin-1 are declared of pages of any kind, so not trusted."""
    match = _DECLARED.search(data, 0, _SAMPLE)
    if match is None:
        return None
    encoding = match[1].decode("ascii").lower()
    return None if encoding in ("iso-8859-1", "latin-1", "latin1", "windows-1252", "us-ascii") else encoding


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the line breaks and spaces is null."""
    sample = data[:_SAMPLE]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd + even < len(sample) // 8:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _damaged(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes (cut in a character, a stray byte), each now U+FFFD."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text[: 16 * _SAMPLE]) - broken
    return text if sound > 10 * broken and broken * _BROKEN <= len(text) + _BROKEN and _is_text(text) else None


def _vietnamese(data: bytes) -> str | None:
    """windows-1258, where every tone mark stands after a vowel."""
    text = _try(data, "cp1258")
    if text is None or not _is_text(text):
        return None
    marks = len(_MARK.findall(text))
    return text if marks and marks * 100 >= len(text) and len(_MARK_AFTER_VOWEL.findall(text)) >= 0.95 * marks else None


def _detected(data: bytes) -> str | None:
    """What charset_normalizer makes of it, where it is installed and sure."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(data[: 16 * _SAMPLE]).best()
    if best is None or best.chaos > 0.1 or not best.language or best.language == "Unknown":
        return None
    text = _try(data, best.encoding)
    letters = sum(char.isalpha() or char.isspace() for char in text or "")
    return text if text and _is_text(text) and letters >= 0.7 * len(text) else None
