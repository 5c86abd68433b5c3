"""Vietnamese numbers: ``2.352`` is 2352, ``3,5 tỷ`` is 3500000000, ``131/139`` is a part of a whole."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final, NamedTuple

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens, maker
from bcdextract.recognise.results import spelt
from bcdextract.recognise.results.spelt import ONE
from bcdextract.recognise.results.words import Words, back

_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_PLAIN: Final = re.compile(r"(?:0?\d|[1-9]\d*)(?:,\d+)?")
_ENGLISH: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")
_POINT: Final = re.compile(r"(?:0|[1-9]\d*)\.\d{1,2}")
_COMMA: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
_RANGES: Final = frozenset(("-", "đến", "tới", "%"))
"""What stands between a number and the far end of its range."""
_HUNDREDS: Final = (Decimal(100), Decimal(1000))
_MILLION: Final = Decimal(1_000_000)
_BILLION: Final = Decimal(1_000_000_000)
_LONG: Final = 13
"""Longer runs of digits are phone and account numbers."""


class Quantity(NamedTuple):
    """A number with its percent sign or unit: ``tokens[first:last]``. ``kind`` is None for a bare number."""

    first: int
    last: int
    value: Decimal
    upper: Decimal | None = None
    total: Decimal | None = None
    kind: str | None = None
    unit: str | None = None
    worded: bool = False
    scaled: bool = False
    unit_at: int = 0
    """The token that the unit starts at."""
    beyond: int = 0
    """The token after the whole, where that stands behind the item."""
    noun: tuple[int, Any] | None = None
    """The counted noun right behind: the token after it and its entry."""


class Amount(NamedTuple):
    """One number of a quantity and the token after it. ``doubtful`` is a decimal point, which only a unit confirms."""

    value: Decimal
    last: int
    scale: Decimal = ONE
    worded: bool = False
    doubtful: bool = False
    comma: bool = False


_amounts, _quantities = maker(Amount), maker(Quantity)


def digits(text: str) -> Decimal | None:
    """The value of digits as Vietnamese newspapers write them; ``None`` for what is no number.

    >>> digits("2.352"), digits("98,5"), digits("1.087,5"), digits("03")
    (Decimal('2352'), Decimal('98.5'), Decimal('1087.5'), Decimal('3'))
    >>> digits("27.6.19"), digits("0912345678")
    (None, None)
    """
    if len(text) > _LONG:
        return None
    if text.isdecimal():
        return Decimal(text) if text[0] != "0" or len(text) <= 2 else None
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(text) if _POINT.fullmatch(text) else None


def plain(value: Decimal) -> Decimal:
    """The same value without trailing zeros or exponent.

    >>> plain(Decimal("1.30") * 1000000), plain(Decimal("98.50"))
    (Decimal('1300000'), Decimal('98.5'))
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def quantity(tokens: Tokens, i: int, stop: int, lex: Words) -> Quantity | None:
    """The number that starts at token ``i``, with a range, a whole, a percent sign or a unit; or ``None``."""
    first = amount(tokens, i, stop, lex)
    if first is None:
        return None
    after = tokens.fold[first.last] if first.last < stop else ""
    read = None
    if after in _RANGES:
        read = _ranged(tokens, first, stop, lex)
    elif after == "/" or (after == "phần" and first.worded):
        read = _fraction(tokens, first, stop, lex)
    read = read or _alone((first.value, first.last, None, None, ONE, False))
    scale = first.scale if read.scale is ONE else max(first.scale, read.scale)
    kind, unit, last = _sign(tokens, read, stop, lex)
    noun = longest(lex.counted, tokens, last, stop)
    large = kind is None and noun is None and scale is not ONE
    if large and scale >= _BILLION:
        kind, unit = "money", "VND"  # "tăng vốn lên 72 tỷ": "đồng" left out
    if large and scale == _MILLION and _spent(tokens, i, last, stop, lex):
        kind, unit = "money", "VND"
    if first.doubtful and kind is None and scale is ONE:
        return None
    value = read.value
    if first.comma and kind is None and scale is ONE:
        value *= 1000  # "1,500 người": a comma typed for a thousands point
    return _quantities(
        (
            i,
            last,
            value,
            read.upper,
            read.total,
            kind,
            unit,
            first.worded and read.total is None,
            scale is not ONE,
            read.last,
            0,
            noun,
        )
    )


def _sign(tokens: Tokens, read: _Read, stop: int, lex: Words) -> tuple[str | None, str | None, int]:
    """Kind and unit of a number by the percent sign or unit behind it, and the token after that."""
    if read.last < stop and tokens.fold[read.last] == "%":
        return "percent", None, read.last + 1
    return ("percent", None, read.last) if read.percent else _unit(tokens, read.last, stop, lex)


def _spent(tokens: Tokens, i: int, last: int, stop: int, lex: Words) -> bool:
    """Whether millions at token ``i`` are money whose unit is left out: "hỗ trợ 40 triệu cho hai hộ"."""
    if last < stop and tokens.kind[last] == "w" and longest(lex.stops, tokens, last, stop) is None:
        return False
    while hit := back(lex.before, tokens, i, 0):
        i = hit[0]
    return back(lex.sums, tokens, i, 0) is not None


class _Read(NamedTuple):
    """What digits and their neighbours say together, up to the percent sign or unit."""

    value: Decimal
    last: int
    upper: Decimal | None = None
    total: Decimal | None = None
    scale: Decimal = ONE
    percent: bool = False


_alone: Final = maker(_Read)


def _ranged(tokens: Tokens, first: Amount, stop: int, lex: Words) -> _Read | None:
    """A number and the far end of its range: "40-60%", "5% đến 7%", "8 đến 9 triệu"."""
    percent = _is(tokens, first.last, stop, "%")
    dash = first.last + 1 if percent else first.last
    if not (dash + 1 < stop and tokens.fold[dash] in ("-", "đến", "tới")):
        return None
    second = amount(tokens, dash + 1, stop, lex)
    if second is None:
        return None
    value = first.value
    if first.scale == 1 and second.scale > 1 and value < second.value / second.scale:
        value *= second.scale
    return _Read(value, second.last, second.value, None, second.scale, percent) if second.value > value else None


def _fraction(tokens: Tokens, first: Amount, stop: int, lex: Words) -> _Read | None:
    """A part and its whole: "131/139", "2.477/10.825 tỷ", "hai phần ba"."""
    whole = amount(tokens, first.last + 1, stop, lex)
    if first.worded and whole and whole.worded and whole.value > first.value:
        return _Read(first.value, whole.last, None, whole.value)
    if whole is None or whole.worded or _is(tokens, whole.last, stop, "/-"):
        return None
    if whole.value < first.value and _unit(tokens, whole.last, stop, lex)[0] != "measure":
        return None  # "đạt 255/240 ha" is more than was planned; "30/4" is a day
    scaled = first.value * whole.scale
    return _Read(scaled if scaled <= whole.value else first.value, whole.last, None, whole.value, whole.scale)


def _unit(tokens: Tokens, i: int, stop: int, lex: Words) -> tuple[str | None, str | None, int]:
    """Kind and unit behind a number, unless a longer counted noun stands there ("đồng chí" is not "đồng")."""
    hit = longest(lex.measures, tokens, i, stop) if i < stop and tokens.fold[i] in lex.measures else None
    if hit is None:
        return None, None, i
    if hit[0] == i + 1 and len(tokens.fold[i]) == 1 and tokens.cap[i]:
        return None, None, i  # "mạng 4G" is no weight
    if tokens.fold[i : i + 3] == ("đồng", "chủ", "trì"):
        return None, None, i  # "Phó Trưởng BCĐ 94 | đồng chủ trì"
    noun = longest(lex.counted, tokens, i, stop)
    if noun and noun[0] >= hit[0]:
        return None, None, i
    kind, unit = hit[1]
    return kind, (None if kind == "percent" else unit), hit[0]


def amount(tokens: Tokens, i: int, stop: int, lex: Words) -> Amount | None:
    """One number at token ``i`` with the words that multiply it ("2,5 nghìn tỷ", "1 tỷ 200 triệu")."""
    if i >= stop:
        return None
    figures = tokens.fold[i]
    worded = tokens.kind[i] != "n"
    value = spelt.worded(tokens, i, stop, lex) if worded else None
    if worded:
        if value is None:
            return None
        number, j = value
    else:
        read = digits(figures)
        if read is None:
            return None
        number, j = _spaced(tokens, i, stop, read, lex)
    scale, j = spelt.scale(tokens, j, stop, lex)
    if number < 1 and worded and scale is ONE:
        return None  # "nửa đầu năm"
    if scale is not ONE:
        number *= scale
        if j < stop and tokens.fold[j] == "rưỡi":  # "một tỷ rưỡi"
            number, j = number + scale / 2, j + 1
    if worded and scale in _HUNDREDS:
        number, j = spelt.ones(tokens, j, stop, number, lex)
    if scale is not ONE and j + 1 < stop and tokens.kind[j] == "n" and tokens.fold[j + 1] in lex.times:
        rest, smaller = digits(tokens.fold[j]), lex.times[tokens.fold[j + 1]]
        if rest is not None and smaller < scale:
            number, j = number + rest * smaller, j + 2
    if worded and scale is not ONE and j < stop and tokens.fold[j] in lex.values:
        more = amount(tokens, j, stop, lex)  # "một tỷ hai trăm triệu"
        if more and more.worded and ONE < more.scale < scale and more.value < scale:
            number, j = number + more.value, more.last
    if worded or figures.isdecimal():
        return _amounts((number, j, scale, worded, False, False))
    doubtful = _POINT.fullmatch(figures) is not None
    comma = _COMMA.fullmatch(figures) is not None
    return _amounts((number, j, scale, worded, doubtful, comma))


def _spaced(tokens: Tokens, i: int, stop: int, whole: Decimal, lex: Words) -> tuple[Decimal, int]:
    """A whole number and the token after it; with "42 , 5 km", where spaces were typed, the decimals too."""
    if i + 3 < stop and tokens.fold[i + 1] == "," and tokens.start[i + 1] > tokens.end[i]:
        part = tokens.fold[i + 2]
        measured = tokens.fold[i + 3] in lex.measures or tokens.fold[i + 3] == "%"
        if tokens.kind[i + 2] == "n" and part.isdigit() and measured and "," not in tokens.fold[i]:
            return whole + Decimal(f"0.{part}"), i + 3
    return whole, i + 1


def _is(tokens: Tokens, i: int, stop: int, signs: str) -> bool:
    return i < stop and tokens.fold[i] in signs and tokens.kind[i] == "p"
