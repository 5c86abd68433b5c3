"""Whether a word can be a Vietnamese syllable: what tells a text in the right encoding from one in the wrong one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOP_TONES: Final = "\u0301\u0323"
"""Before c, ch, k, p and t only the sharp and the heavy tone stand: "tất", "mật", and never "tàt"."""
_ONSET: Final = r"(?:ngh?|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_GLIDED: Final = (
    r"a[iouy]|â[uy]|eo|êu|iu|[oôơ]i|ui|ư[iu]|[iy]êu|uôi|ươ[iu]|oa[iyo]|uây|oeo|uyu"  # "tháo", "tiếu", "khoái"
)
_NUCLEUS: Final = r"(?:uyê|[iy]ê|ươ|uô|oa|oă|oe|oo|uâ|uê|uy|[aăâeêioôơuưy])"
_OPEN: Final = r"uya|ia|ưa|ua|uơ"
_SYLLABLE: Final = re.compile(rf"{_ONSET}(?:{_GLIDED}|{_OPEN}|{_NUCLEUS}(?P<coda>ch|nh|ng|[ckmnpt])?)")


@lru_cache(20_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is written as a Vietnamese syllable is.

    >>> [is_syllable(word) for word in ("nghị", "Quyết", "Ủy", "héi", "nghÞ", "été", "tàt")]
    [True, True, True, False, False, False, False]
    """
    apart = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(apart)
    if len(tones) > 1:
        return False
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", apart)))
    if found is None:
        return False
    return found["coda"] not in ("c", "ch", "k", "p", "t") or not tones or tones[0] in _STOP_TONES
