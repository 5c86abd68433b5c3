"""What is no result, though it has digits: dates, durations, numbered names, list numbers, parts of words."""

from __future__ import annotations

from decimal import Decimal

from bcdextract.lexicon import longest
from bcdextract.mention import Token
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words, back

_FEW = 10
_YEARS = (Decimal(1900), Decimal(2100))


def refused(tokens: tuple[Token, ...], q: Quantity, floor: int, stop: int, lex: Words) -> str | None:
    """The name of the guard that says the number is no result, or ``None``."""
    if glued(tokens, q, stop, lex):
        return "glued"
    if q.kind == "duration":
        return "duration"
    if q.kind == "percent" and q.last < stop and tokens[q.last].fold == "vốn" and q.value == 100:
        return "owned"  # "doanh nghiệp 100% vốn nhà nước" says what kind it is
    if q.kind or q.scaled:
        return None
    if labelled(tokens, q, floor, stop, lex):
        return "label"
    if q.value == 1 and q.total is None and q.last < stop and tokens[q.last].fold == "số":
        return "some"  # "1 số tỉnh", typed for "một số tỉnh"
    if q.value <= _FEW and q.first > floor and tokens[q.first - 1].fold == "cả":
        return "all"  # "giảm cả 3 tiêu chí": named before or after
    if slogan(tokens, q, floor, stop, lex):
        return "slogan"
    if q.total is not None and q.value <= 31 and q.total <= 12 and q.noun is None:
        return None if q.last < stop and tokens[q.last].fold == "số" else "day"  # "dịp 30/4 và 1/5 sắp tới"
    if _YEARS[0] <= q.value <= _YEARS[1] and q.total is None and q.noun is None and "." not in tokens[q.first].fold:
        return "year"
    return None


def glued(tokens: tuple[Token, ...], q: Quantity, stop: int, lex: Words) -> bool:
    """Parts of words and codes: "F1", "Covid-19", "35-NQ", "500kV", "8h30", "5875.jpg"."""
    first, final = tokens[q.first], tokens[q.last - 1]
    if q.first > 0 and tokens[q.first - 1].end == first.start:
        before = tokens[q.first - 1]
        if before.kind == "w":
            return before.fold not in lex.verbs and before.fold not in lex.before  # "hơn4.900 viên chức"
        if before.kind == "n" or before.fold in "._@#&=+":
            return True
        joined = q.first > 1 and tokens[q.first - 2].end == before.start
        if before.fold in "-:" and joined and tokens[q.first - 2].kind in "wn":
            return True
        if before.fold == "/" and joined and not (q.noun is not None and tokens[q.first - 2].kind == "w"):
            return True
    if q.last < stop and tokens[q.last].start == final.end and final.kind == "n":
        after = tokens[q.last]
        if after.kind == "w":
            return q.noun is None  # "113biên chế"
        if after.fold in "_@":
            return True
        if after.fold in "-/.:" and q.last + 1 < stop and tokens[q.last + 1].start == after.end:
            return tokens[q.last + 1].kind != "b"
    return False


def labelled(tokens: tuple[Token, ...], q: Quantity, floor: int, stop: int, lex: Words) -> bool:
    """Numbers that are names: "lần thứ 3", "Quận 8", "tiểu đoàn 16, 267"."""
    j = q.first
    low = max(floor, j - 24)
    while q.noun is None and j - 2 >= low and tokens[j - 1].fold in (",", "và") and tokens[j - 2].kind == "n":
        if _is_year(tokens[j - 2]) and not _is_year(tokens[q.first]):
            break  # "Năm 2024, 2.318 công đoàn cơ sở ..."
        j -= 2  # a list of names: look at what stands before the first of them
    if j > floor and tokens[j - 1].fold == ")":
        j -= 1  # "Ban Chỉ đạo (BCĐ) 35"
    hit = back(lex.labels, tokens, j, floor)
    if hit is None:
        return False
    start, firm = hit
    if tokens[start].fold == "số" and start > floor and tokens[start - 1].fold in ("tổng", "trong"):
        return False
    if firm:
        return True
    if not tokens[q.first].fold.isdigit():  # "cấp 12.480 thẻ": names have no thousands
        return q.worded
    return q.noun is None or bool(q.noun[1].get("verbal"))


def _is_year(token: Token) -> bool:
    return token.fold.isdigit() and _YEARS[0] <= Decimal(token.fold) <= _YEARS[1]


def slogan(tokens: tuple[Token, ...], q: Quantity, floor: int, stop: int, lex: Words) -> bool:
    """Watchwords: "4 tại chỗ", "3 không", a number that opens a quotation."""
    if longest(lex.slogans, tokens, q.last, stop):
        return True
    return q.first > floor and tokens[q.first - 1].fold in ('"', "'") and q.noun is None


def wordy(tokens: tuple[Token, ...], q: Quantity, floor: int, given: bool, lex: Words, like: str = "") -> bool:
    """Whether a number word is none: a name ("Nguyễn Bốn"), an article ("một kỳ thi"), a year ("mỗi năm thành phố")."""
    if (q.first > floor and tokens[q.first].cap) or _titled(tokens, q) or tokens[q.last].fold == "phần":
        return True
    if q.first > floor and tokens[q.first - 1].fold == "cả":
        return True  # "cả hai đơn vị" were named before
    if q.value == 1 and tokens[q.first - 1].fold == "và" and q.first > floor:
        return not given  # "3 ca nặng và một ca nhẹ", "60 triệu đồng và một phòng làm việc"
    if q.value == 1 and q.first > floor and tokens[q.first - 1].fold in (",", ";") and like:
        return tokens[q.last].fold != like  # "3 ca nặng, một ca nhẹ"
    if q.value == 1 and q.noun and _listed(tokens, q.noun[0], lex):
        return False  # "một tập thể và hai cá nhân"
    if q.value == 1 or tokens[q.first].fold == "năm":
        return back(lex.one, tokens, q.first, floor) is None
    return False


def _listed(tokens: tuple[Token, ...], i: int, lex: Words) -> bool:
    """Whether "và" or a comma and another number stand at token ``i``."""
    if i + 1 >= len(tokens) or tokens[i].fold not in (",", "và"):
        return False
    after = tokens[i + 1]
    return after.kind == "n" or (after.fold in lex.values and after.fold not in ("năm", "một"))


def named(tokens: tuple[Token, ...], q: Quantity, floor: int) -> bool:
    """Whether a number before no plain noun belongs to a name: "Apollo 11 bay", "trụ sở: 16 Lê Lợi"."""
    if q.last + 1 < len(tokens) and tokens[q.last].cap and tokens[q.last + 1].cap:
        return True
    if tokens[q.last].cap and tokens[q.last].fold.isascii() and tokens[q.last].end - tokens[q.last].start > 3:
        return True  # "ContentType 0x01 898 Edit in Browser": a page's own words
    if q.first - 1 <= floor:
        return False
    before = tokens[q.first - 1]
    return before.kind == "w" and before.cap


def verbal(tokens: tuple[Token, ...], i: int, stop: int, lex: Words) -> bool:
    """Whether no plain noun stands at token ``i``: none that is counted, or one that is a verb as well."""
    noun = longest(lex.counted, tokens, i, stop)
    return noun is None or bool(noun[1].get("verbal"))


def multiplied(tokens: tuple[Token, ...], q: Quantity, floor: int, lex: Words) -> bool:
    """Whether "lần" behind a number multiplies: "tăng gần 1,5 lần", not "họp 2 lần"."""
    return any(token.fold in lex.particles["multiple"] for token in tokens[max(floor, q.first - 3) : q.first])


def far(tokens: tuple[Token, ...], q: Quantity, floor: int, lex: Words) -> bool:
    """Distances, speeds and weather: "cách bờ 20 km", "gió 40 km/h", "sóng cao 4 m"."""
    if q.unit not in _LENGTHS:
        return False
    if tokens[q.last].fold == "/" if q.last < len(tokens) else False:
        return True
    return any(token.fold in lex.weather for token in tokens[max(floor, q.first - 24) : q.first])


_LENGTHS = frozenset(("km", "m", "hải lý", "mm", "cm"))


def _titled(tokens: tuple[Token, ...], q: Quantity) -> bool:
    """Whether a capital behind a number word makes it a name; a post written large does not ("hai Phó Chủ tịch")."""
    return tokens[q.last].cap and (q.noun is None or q.noun[0] - q.last < 2)
