"""Numbers, and the scales behind them, in words: "hai mươi lăm", "một trăm linh ba", "3,5 | triệu tỷ"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from bcdextract.mention import Tokens
from bcdextract.recognise.results.words import Words

ONE: Final = Decimal(1)
"""The factor of a number without a scale, told by identity."""
_ODD: Final = ("linh", "lẻ")
"""Words between hundreds and ones: "một trăm linh ba"."""
_MOST: Final = 10**15
"""The largest factor that words make: "triệu tỷ"."""
_OTHER_WORDS: Final = frozenset(
    {("tỷ", "lệ"), ("tỉ", "lệ"), ("tỷ", "trọng"), ("tỷ", "suất"), ("tỷ", "giá"), ("tỷ", "số")}
)
"""Words that begin as a scale does: "đến 30/6 | tỷ lệ hồ sơ ..."."""


def scale(tokens: Tokens, j: int, stop: int, lex: Words) -> tuple[Decimal, int]:
    """What "nghìn", "triệu", "tỷ" behind a number multiply it by, and the token after them."""
    scale = ONE
    while j < stop and tokens.fold[j] in lex.times and not tokens.cap[j] and tokens.fold[j] != "mươi":
        if scale * lex.times[tokens.fold[j]] > _MOST or tokens.fold[j : j + 2] in _OTHER_WORDS:
            break
        scale *= lex.times[tokens.fold[j]]
        j += 1
    return scale, j


def ones(tokens: Tokens, j: int, stop: int, hundreds: Decimal, lex: Words) -> tuple[Decimal, int]:
    """Hundreds in words with the rest behind them: "một trăm năm mươi", "hai trăm linh ba"; not "một trăm năm qua"."""
    rest = worded(tokens, j + 1 if j < stop and tokens.fold[j] in _ODD else j, stop, lex)
    if rest is None or (rest[1] == j + 1 and tokens.fold[j] == "năm"):
        return hundreds, j
    return hundreds + rest[0], rest[1]


def worded(tokens: Tokens, i: int, stop: int, lex: Words) -> tuple[Decimal, int] | None:
    """A number in words: "ba", "mười hai", "hai mươi", "hai mươi lăm"."""
    value = lex.values.get(tokens.fold[i]) if i < stop else None
    if value is None:
        return None
    j = i + 1
    tens = j < stop and tokens.fold[j] == "mươi"
    if tens:
        value, j = value * 10, j + 1
    if (tens or value == 10) and j < stop:
        ones = Decimal(5) if tokens.fold[j] == "lăm" else Decimal(1) if tokens.fold[j] == "mốt" else None
        ones = ones or (lex.values.get(tokens.fold[j]) if tokens.fold[j] != "năm" else None)
        if ones and ones < 10:
            value, j = value + ones, j + 1
    return value, j
