"""Vietnamese as it was written before Unicode, for tests: encoders that know nothing of the package's tables."""

from __future__ import annotations

import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# TCVN 5712:1993 (VN3), in the order of the alphabet: small letters with their tones, then the capitals it has.
_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9ac"
            "eaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a7a3a4a5a6"
        ),
        strict=True,
    )
)
# VNI for Windows: the marks that follow a letter, and the letters that are one byte.
_VNI_MARKS = {
    "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "\u0302": "â", "\u0302\u0301": "á",
    "\u0302\u0300": "à", "\u0302\u0309": "å", "\u0302\u0303": "ã", "\u0323\u0302": "ä", "\u0306": "ê",
    "\u0306\u0301": "é", "\u0306\u0300": "è", "\u0306\u0309": "ú", "\u0306\u0303": "ü", "\u0323\u0306": "ë",
}  # fmt: skip
_VNI_LETTERS = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì"}


def cp1258(text: str) -> bytes:
    """Text as editors of windows-1258 saved it: tone marks apart, all else composed."""
    out = []
    for char in text:
        apart = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in apart if mark in _TONES)
        out.append(unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES)) + tone)
    return "".join(out).encode("cp1258")


def tcvn3(text: str) -> bytes:
    """Text in TCVN3; a capital that only the fonts of capitals have falls to the small letter."""
    return b"".join(
        bytes([_TCVN3[letter]])
        if (letter := char if char in _TCVN3 else char.lower()) in _TCVN3
        else char.encode("cp1252")
        for char in text
    )


def vni(text: str) -> bytes:
    """Text in VNI for Windows."""
    out = []
    for char in text:
        small = char.lower()
        base, marks = unicodedata.normalize("NFD", small)[0], unicodedata.normalize("NFD", small)[1:]
        if "\u031b" in marks:
            base, marks = {"o": "ô", "u": "ö"}[base], marks.replace("\u031b", "")
        written = _VNI_LETTERS.get(small) or (base + _VNI_MARKS[marks] if marks else small)
        out.append(written.upper() if char != small else written)
    return "".join(out).encode("cp1252")


def misread(text: str, codec: str = "cp1252") -> str:
    """Text whose UTF-8 was read a byte a character."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())
