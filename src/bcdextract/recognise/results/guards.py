"""What is no result, though it has digits: dates, durations, numbered names, list numbers, parts of words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from bcdextract.lexicon import longest
from bcdextract.mention import Tokens
from bcdextract.recognise.results.numbers import Quantity
from bcdextract.recognise.results.words import Words, back

_FEW: Final = 10
_YEARS: Final = (Decimal(1900), Decimal(2100))


def refused(tokens: Tokens, q: Quantity, floor: int, stop: int, lex: Words) -> str | None:
    """The name of the guard that says the number is no result, or ``None``."""
    if glued(tokens, q, stop, lex):
        return "glued"
    if q.kind == "duration":
        return "duration"
    if q.kind == "measure" and q.value == 1 and _is_rate(tokens, q, floor, stop):
        return "rate"
    if q.kind and q.total is not None and q.value > q.total and not _outdone(tokens, q, floor, lex):
        return "label"  # "đường tỉnh 255/40 km", "thửa số 255/240 m2"
    if q.kind == "money" and not q.value:
        return "free"  # "phiên chợ 0 đồng" names a market
    if q.kind == "percent" and q.last < stop and tokens.fold[q.last] == "vốn" and q.value == 100:
        return "owned"  # "doanh nghiệp 100% vốn nhà nước" says what kind it is
    if q.scaled and _told_exactly(tokens, q, stop):
        return "approximated"
    if q.kind or q.scaled:
        return None
    if labelled(tokens, q, floor, stop, lex):
        return "label"
    if q.value == 1 and q.total is None and q.last < stop and tokens.fold[q.last] == "số":
        return "some"  # "1 số tỉnh", typed for "một số tỉnh"
    before = tokens.fold[q.first - 1] if q.first > floor else ""
    if q.value <= _FEW and before in ("cả", "giữa"):
        return "all"  # "giảm cả 3 tiêu chí", "giữa hai kỳ họp": named before or after
    if q.total is not None and before in ("xếp", "đứng", "hạng"):
        return "rank"  # "xếp 14/63 tỉnh"
    if before in ("m", "km", "cm") and q.last - q.first == 1 and q.value in (2, 3):
        return "power"  # "12 tỷ m 3", a raised figure that came down
    if slogan(tokens, q, floor, stop, lex):
        return "slogan"
    if q.total is not None and q.value <= 31 and q.total <= 12 and q.noun is None:
        return None if q.last < stop and tokens.fold[q.last] == "số" else "day"  # "dịp 30/4 và 1/5 sắp tới"
    if _YEARS[0] <= q.value <= _YEARS[1] and q.total is None and q.noun is None and "." not in tokens.fold[q.first]:
        return "year"
    return None


_PER: Final = frozenset(("quân", "trị", "suất", "nhập"))
"""Last words of "bình quân", "giá trị", "năng suất", "thu nhập": what is told for one hectare."""


def _is_rate(tokens: Tokens, q: Quantity, floor: int, stop: int) -> bool:
    """Whether "trên 1 ha" is what another number is told for: "giá trị sản xuất trên 1 ha đạt 90 triệu đồng"."""
    if q.first == floor or tokens.fold[q.first - 1] != "trên" or "n" not in tokens.kind[q.last : stop]:
        return False
    return not _PER.isdisjoint(tokens.fold[floor : q.first])


def _outdone(tokens: Tokens, q: Quantity, floor: int, lex: Words) -> bool:
    """Whether a verb stands before more than was planned: "đạt 255/240 ha"."""
    return back(lex.verbs, tokens, q.first, floor) is not None


def _told_exactly(tokens: Tokens, q: Quantity, stop: int) -> bool:
    """Whether the same number follows in brackets to the last figure: "hơn 2 triệu (2.020.241) người"."""
    i = q.last
    if i + 2 >= stop or tokens.fold[i] != "(" or tokens.kind[i + 1] != "n" or tokens.fold[i + 2] != ")":
        return False
    exact = tokens.fold[i + 1].replace(".", "")
    return exact.isdigit() and abs(Decimal(exact) - q.value) <= q.value / 10


def glued(tokens: Tokens, q: Quantity, stop: int, lex: Words) -> bool:
    """Parts of words and codes: "F1", "Covid-19", "35-NQ", "500kV", "8h30", "5875.jpg"."""
    starts, ends, kinds, folds = tokens.start, tokens.end, tokens.kind, tokens.fold
    before, after = q.first - 1, q.last
    if before >= 0 and ends[before] == starts[q.first]:
        sign = folds[before]
        if kinds[before] == "w":
            return sign not in lex.verbs and sign not in lex.before  # "hơn4.900 viên chức"
        if kinds[before] == "n" or sign in "._@#&=+":
            return True
        joined = before > 0 and ends[before - 1] == starts[before]
        if sign in "-:" and joined and kinds[before - 1] in "wn":
            return True
        if sign == "/" and joined and not (q.noun is not None and kinds[before - 1] == "w"):
            return True
    if after < stop and starts[after] == ends[after - 1] and kinds[after - 1] == "n":
        if kinds[after] == "w":
            return q.noun is None  # "113biên chế"
        if folds[after] in "_@":
            return True
        if folds[after] in "-/.:" and after + 1 < stop and starts[after + 1] == ends[after]:
            return kinds[after + 1] != "b"
    return False


_CITING: Final = frozenset(("tại", "theo", "cứ", "của", "định", "khỏan", "và", "các", "ở"))
"""Words before "điều" and a number that cite an article of a law."""


def labelled(tokens: Tokens, q: Quantity, floor: int, stop: int, lex: Words) -> bool:
    """Numbers that are names: "lần thứ 3", "Quận 8", "tiểu đoàn 16, 267"."""
    j = q.first
    low = max(floor, j - 24)
    while _unnamed(q) and j - 2 >= low and tokens.fold[j - 1] in (",", "và") and tokens.kind[j - 2] == "n":
        if _is_year(tokens.fold[j - 2]) and not _is_year(tokens.fold[q.first]):
            break  # "Năm 2024, 2.318 công đoàn cơ sở ..."
        j -= 2  # a list of names: look at what stands before the first of them
    if j > floor and tokens.fold[j - 1] == ")":
        j -= 1  # "Ban Chỉ đạo (BCĐ) 35"
    hit = back(lex.labels, tokens, j, floor)
    if hit is None:
        return False
    start, firm = hit
    if tokens.fold[start] == "cấp" and start > floor and tokens.fold[start - 1] in ("nâng", "cung", "trợ"):
        return False  # "nâng cấp 2 bến phà"
    if tokens.fold[start] == "số" and start > floor and tokens.fold[start - 1] in ("tổng", "trong"):
        return False
    if tokens.fold[start] == "điều":
        cited = start > floor and tokens.fold[start - 1] in _CITING
        return tokens.cap[start] or q.noun is None or cited  # "điều 9 xe chữa cháy": sent, no article of a law
    if firm or (tokens.fold[start] == "lực" and q.noun is not None and "place" in q.noun[1]):
        return True  # also "lực lượng 35 thành phố"
    if not tokens.fold[q.first].isdigit():  # "cấp 12.480 thẻ": names have no thousands
        return q.worded
    return _unnamed(q)


def _unnamed(q: Quantity) -> bool:
    """Whether no plain noun stands behind a number: none that is counted, or one that is a verb as well."""
    return q.noun is None or bool(q.noun[1].get("verbal"))


def _is_year(figures: str) -> bool:
    return figures.isdigit() and _YEARS[0] <= Decimal(figures) <= _YEARS[1]


def slogan(tokens: Tokens, q: Quantity, floor: int, stop: int, lex: Words) -> bool:
    """Watchwords: "4 tại chỗ", "3 không", a number that opens a quotation; not the start of a noun ("12 cấp ủy")."""
    found = longest(lex.slogans, tokens, q.last, stop)
    if found and (q.noun is None or q.noun[0] <= found[0]):
        return True
    return q.first > floor and tokens.fold[q.first - 1] in ('"', "'") and q.noun is None


_OF_YEARS: Final = frozenset(("hằng", "hàng", "mỗi", "đầu", "cuối", "giữa", "trong", "cả", "từng"))
"""Words after which "năm" is a year, and not five."""


def wordy(tokens: Tokens, q: Quantity, floor: int, given: bool, lex: Words, like: str = "") -> bool:
    """Whether a number word is none: a name ("Nguyễn Bốn"), an article ("một kỳ thi"), a year ("mỗi năm thành phố")."""
    if q.value == 2 and _both(tokens, q, lex):
        return True
    if (q.first > floor and tokens.cap[q.first]) or _titled(tokens, q) or tokens.fold[q.last] == "phần":
        return True
    if q.first > floor and tokens.fold[q.first - 1] == "cả":
        return True  # "cả hai đơn vị" were named before
    if q.value == 1 and q.first > floor and tokens.fold[q.first - 1] == "và":
        return not given  # "3 ca nặng và một ca nhẹ", "60 triệu đồng và một phòng làm việc"
    if q.value == 1 and q.first > floor and tokens.fold[q.first - 1] in (",", ";") and like:
        return tokens.fold[q.last] != like  # "3 ca nặng, một ca nhẹ"
    if q.value == 1 and q.noun and _listed(tokens, q.noun[0], lex):
        return False  # "một tập thể và hai cá nhân"
    if q.value == 5 and given and q.noun and tokens.fold[q.first - 1] in (",", "và"):
        return False  # "hai tập thể, năm cá nhân"
    if tokens.fold[q.first] == "năm" and q.first > floor and tokens.fold[q.first - 1] in _OF_YEARS:
        return True  # "mỗi năm trăm hộ thoát nghèo"
    if q.value == 1 or (q.value == 5 and tokens.fold[q.first] == "năm"):
        return back(lex.one, tokens, q.first, floor) is None
    return False


def _both(tokens: Tokens, q: Quantity, lex: Words) -> bool:
    """Whether a pair that was named before acts: "hai đơn vị đã ký kết"; not "hai đơn vị chậm nhất"."""
    last = q.noun[0] if q.noun else q.last + 1
    party = " ".join(tokens.fold[q.last : last]) in lex.particles["party"]
    return party and last < tokens.count and tokens.fold[last] in lex.particles["acts"]


def _listed(tokens: Tokens, i: int, lex: Words) -> bool:
    """Whether "và" or a comma and another number stand at token ``i``."""
    if i + 1 >= tokens.count or tokens.fold[i] not in (",", "và"):
        return False
    after = tokens.fold[i + 1]
    return tokens.kind[i + 1] == "n" or (after in lex.values and after not in ("năm", "một"))


def named(tokens: Tokens, q: Quantity, floor: int) -> bool:
    """Whether a number before no plain noun belongs to a name: "Apollo 11 bay", "trụ sở: 16 Lê Lợi"."""
    if q.last + 1 < tokens.count and tokens.cap[q.last] and tokens.cap[q.last + 1]:
        return True
    if tokens.cap[q.last] and tokens.fold[q.last].isascii() and _mixed(tokens, q.last):
        return True  # "ContentType 0x01 898 Edit in Browser": a page's own words
    if q.first - 1 <= floor:
        return False
    return tokens.kind[q.first - 1] == "w" and tokens.cap[q.first - 1]


def _mixed(tokens: Tokens, i: int) -> bool:
    """Whether a long word is a page's, not an abbreviation: "ContentType", but not "CCCD"."""
    vowels = any(letter in "aeiouy" for letter in tokens.fold[i])
    return vowels and tokens.end[i] - tokens.start[i] > 3


def verbal(tokens: Tokens, i: int, stop: int, lex: Words) -> bool:
    """Whether no plain noun stands at token ``i``: none that is counted, or one that is a verb as well."""
    noun = longest(lex.counted, tokens, i, stop)
    return noun is None or bool(noun[1].get("verbal"))


def multiplied(tokens: Tokens, q: Quantity, floor: int, lex: Words) -> bool:
    """Whether "lần" behind a number multiplies: "tăng gần 1,5 lần", not "họp 2 lần"."""
    return any(word in lex.particles["multiple"] for word in tokens.fold[max(floor, q.first - 3) : q.first])


def far(tokens: Tokens, q: Quantity, floor: int, lex: Words) -> bool:
    """Distances, speeds and weather: "cách bờ 20 km", "gió 40 km/h", "sóng cao 4 m"."""
    if q.unit not in _LENGTHS:
        return False
    if tokens.fold[q.last] == "/" if q.last < tokens.count else False:
        return True
    return any(word in lex.weather for word in tokens.fold[max(floor, q.first - 24) : q.first])


_LENGTHS: Final = frozenset(("km", "m", "hải lý", "mm", "cm"))


def _titled(tokens: Tokens, q: Quantity) -> bool:
    """Whether a capital behind a number word makes it a name; a post written large does not ("hai Phó Chủ tịch")."""
    return tokens.cap[q.last] and (q.noun is None or q.noun[0] - q.last < 2)
