"""The lines of a copied page: which are text, which are buttons, counters, pictures or links to other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bcdextract.mention import maker
from bcdextract.read.furniture import key, kinds, menu_of
from bcdextract.text import fold
from bcdextract.wrapped import uncut

BLANK: Final = (
    " \t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
    "\u3000\ufeff\u200b\u200c\u200d\u2060\u00ad"
)
"""White space and marks of no width."""
_PICTURE: Final = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|bmp|svg)|[\w-]+(?: [\w()-]+){0,5}\.(?:jpe?g|png|gif|webp)|\[(?:img|image|ảnh)\]"
)
# "hop-bcd.jpgQuang cảnh": a file name glued to its caption
_GLUED: Final = re.compile(r"[\w()%.-]{1,80}?\.(?:jpe?g|png|gif|webp)(?=[^\W\d_])")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+")
_CRUMB: Final = re.compile(r"[»›>]|\s/\s")
_SEPARATOR: Final = re.compile(r"(?:[|•·»›>]|\s/\s)")
PARTS: Final = re.compile(rf"\s*{_SEPARATOR.pattern}\s*")
"""Between the parts of a breadcrumb or a menu."""
_BULLET: Final = re.compile(r"(?:[-+*•●▪◦‣–—✓]|\d{1,2}[.)](?!\d)|[a-zđ]\))\s*(?=\S)")
_SENTENCE_END: Final = re.compile(r"[.;:][\"”’'»)\]]*$")
_LAST: Final = frozenset(".;:\"”’'»)]")
"""What the last character of a sentence may be: looked at before the pattern is."""
# over folded text: "toàn" is "tòan" there
_CAPTION_START: Final = re.compile(
    r"(?:quang|tòan) cảnh\b|(?:các |một số )?(?:đại )?biểu (?:tham )?dự\b|các biểu dự\b|hình ảnh\b|ảnh\s*[:(]"
    r"|\(?ảnh minh|(?:các )?đại biểu chụp\b|một số hình ảnh"
)
_CREDIT: Final = re.compile(
    r"[(.\s](?:nguồn )?ảnh(?: minh họa)?(?::|\s*\)|\s*$)|\(ảnh\b|[.)]\s*ảnh\s\S+(?:\s\S+){0,3}$"
)
# "... Ảnh: Lê An", "... (nguồn ảnh: TTXVN)", "... . Ảnh Lê An" at the end of a caption
_PHOTOGRAPHER: Final = re.compile(
    r"(?:(?<=[\s.,;–|-])|(?<=\())(?<!hình )\(?(?:nguồn )?ảnh(?: minh họa| tư liệu)?\s*:\s*[^:]{2,60}$"
    r"|\((?:nguồn )?ảnh\s*:?\s[^:()]{2,60}\)\.?$|(?<=[.)] )ảnh\s\S+(?:\s\S+){0,3}$"
)
_EVENT: Final = (
    r"(?:hội nghị|cuộc họp|buổi [^\W\d_]+(?: [^\W\d_]+)?|phiên họp|kỳ họp|lễ [^\W\d_]+|đại hội|hội thảo|tọa đàm"
    r"|lớp [^\W\d_]+(?: [^\W\d_]+)?)"
)
_EVENTS: Final = (
    "hội nghị",
    "buổi ",
    "cuộc họp",
    "lễ ",
    "đại hội",
    "phiên họp",
    "kỳ họp",
    "hội thảo",
    "tọa đàm",
    "lớp ",
)
"""One of these stands in every event: looked for before the pattern is."""
_POSED: Final = re.compile(
    r"\s(?:(?:phát biểu|báo cáo|chủ trì|kết luận|trình bày|chỉ đạo|khai mạc|thông tin|quán triệt|tham luận)[^.;]{0,60}"
    rf"{_EVENT}(?:[^.;,]{{0,50}}$|[^.;,]{{0,25}}\.$)|(?:tại|dự) {_EVENT}\.?$)"
)
_GIVEN: Final = re.compile(r"\b(?:trao|tặng)\s(?!đổi)[^.;]{0,120}\bcho\b[^.;]{0,120}\.?$")
_SOUVENIR: Final = re.compile(r"chụp ảnh lưu niệm[^.]{0,60}\.?$")
_UNNAMED_EVENT: Final = re.compile(rf"(?:tại|dự|khai mạc|chỉ đạo|kết luận|chủ trì) {_EVENT}$|lưu niệm")
# how sentences of a report open, and captions do not
_NARRATED: Final = re.compile(
    r"(?:dịp|nhân|tại|cũng|sau|kết thúc|trước|trong|ngày|sáng|trưa|chiều|tối|phát biểu|tham dự|dự|đến|tới|theo"
    r"|trên|với|để|qua|năm|tiếp|đồng thời|bên cạnh|được|thay mặt|ngoài"
    r"|hội nghị|buổi|cuộc|phiên|về|thực hiện|đó|thông tin|vừa)\b|\d"
)
# what only a sentence or a headline says
_REPORTED: Final = re.compile(r"\b(?:tổ chức|vừa|yêu cầu|cho biết|đề nghị|khẳng định|nhấn mạnh|lưu ý)\b")
FOOTER: Final = re.compile(
    r"(?:\(\*\)\s*)?(?:tags?\s*:|từ khóa\s*:|©|copyright\b|bản quyền\b|không sao chép\b|giấy phép(?: số)?\b"
    r"|ghi rõ nguồn\b|chịu trách nhiệm nội dung|tổng biên tập\s*:"
    r"|cơ quan chủ quản\b|địa chỉ\s*:|trụ sở\s*:|điện thọai\s*:|đt\s*:"
    r"|fax\s*:|email\s*:|hotline\b"
    r"|thiết kế bởi\b|phát triển bởi\b|designed by\b|powered by\b|all rights)"
)
_INVITES: Final = re.compile(r"\W*(?:(?:kính )?mời (?:quý )?(?:bạn đọc|độc giả|bạn)|bạn đọc|đọc thêm|xem thêm)\b")
"""How a line under the article begins that sends its readers on: "Mời bạn đọc vào chuyên mục ..."."""
_DATED: Final = re.compile(r"\d\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_SHORT: Final = 130
_BODY: Final = 100
"""Characters of sentences after which the article has begun: menus stand before, related links and footers after."""
_MENU: Final = 30
"""Characters of the longest name in a menu."""
_RELATED: Final = 220
"""A headline in a list of other articles is no longer than this."""


class Line(NamedTuple):
    """A line without the white space around it. ``raw`` is where it began before a file name was cut off it.

    ``kind`` is ``text``, ``list`` or ``caption`` (kept), ``url``, ``section`` or ``drop``.
    """

    start: int
    end: int
    raw: int
    kind: str

    @property
    def kept(self) -> bool:
        """Whether the line stays in the article's text."""
        return self.kind in ("text", "list", "caption")


_line: Final = maker(Line)


def scan(text: str, folded: str) -> list[Line]:
    """All lines of a page that are not blank, each with its kind.

    >>> page = "Chia sẻ bài viết\\n[img]\\nToàn cảnh lễ ra quân\\nĐoàn đã về."
    >>> [line.kind for line in scan(page, page.lower())]
    ['drop', 'drop', 'caption', 'text']
    """
    found: list[Line] = []
    related = pictured = False
    told = 0
    last = ""
    for start, end in _edges(text):
        line = folded[start:end]
        kind, cut = kind_of(line, text[start:end], told >= _BODY)
        sentence = ends_sentence(line)
        if kind == "opener":
            related, kind = told >= _BODY, "drop"
        elif related and kind in ("text", "list"):
            related = _is_link(line, kind)
            kind = "drop" if related else kind
        if kind == "text" and ((pictured and len(line) <= 300) or (is_caption(line) and not _is_signed(line))):
            kind = "caption"
        if kind == "caption" and line == last:
            kind = "drop"  # printed twice: the picture's text and the caption under it
        pictured = kind == "picture"
        told += len(line) if kind == "text" and sentence else 0
        last = line if not pictured else last
        found.append(_line((start + cut, end, start, "drop" if pictured else kind)))
    return found


def _edges(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that is not blank starts and ends, the white space around it left out."""
    at = 0
    for raw in uncut(text.replace("\r\n", " \n").replace("\r", "\n")).split("\n"):
        end = at + len(raw.rstrip(BLANK))
        if at < end:
            yield at + len(raw) - len(raw.lstrip(BLANK)), end
        at += len(raw) + 1


def _is_link(line: str, kind: str) -> bool:
    """Whether a line under "Tin liên quan" is one more headline, and not the article going on."""
    told = ends_sentence(line) and (len(line) > 60 or kind == "list")
    return not (told or len(line) > _RELATED or _CAPTION_START.match(line) or _is_signed(line))


def ends_sentence(line: str) -> bool:
    """Whether a line ends as sentences do; a headline seldom does."""
    return line[-1:] in _LAST and _SENTENCE_END.search(line, max(0, len(line) - 6)) is not None


def may_follow(line: str) -> bool:
    """Whether a folded line may stand under an article's byline: a button or a link, no sentence of the article.

    >>> may_follow("tặng sao cho bài viết 0"), may_follow("mời bạn đọc vào chuyên mục."), may_follow("họ về.")
    (True, True, False)
    """
    if len(line) > _SHORT:
        return False
    return not ends_sentence(line) or _INVITES.match(line) is not None or "tổng biên tập:" in line


def is_caption(line: str) -> bool:
    """Whether a folded line reads like the words under a picture.

    >>> is_caption("quang cảnh hội nghị."), is_caption("đồng chí lê an phát biểu tại hội nghị")
    (True, True)
    >>> is_caption("huyện ủy tổ chức hội nghị.")
    False
    """
    if len(line) > 280:
        return False
    if "ảnh" in line and _CREDIT.search(line):
        return True
    if len(line) <= 200 and _CAPTION_START.match(line):
        return True
    return len(line) <= 180 and not _NARRATED.match(line) and _is_posed(line) and not _REPORTED.search(line)


def credit_of(caption: str) -> tuple[int, int] | None:
    """Where the words of a folded caption end and its photographer begins; ``None`` where it does not have both.

    >>> credit_of("quang cảnh buổi họp - ảnh: lê an"), credit_of("ảnh: lê an"), credit_of("quang cảnh buổi họp")
    ((19, 22), None, None)
    """
    found = _PHOTOGRAPHER.search(caption, 1) if "ảnh" in caption else None
    words = caption[: found.start()].rstrip(BLANK + "-–—|(,;") if found else ""
    return (len(words), found.start()) if found and len(words.strip(" .,")) > 1 else None


def _is_posed(line: str) -> bool:
    """Whether a line says what people do in a picture: speak at an event, hand over a prize, stand for a souvenir."""
    return (
        (any(word in line for word in _EVENTS) and _POSED.search(line) is not None)
        or (("trao" in line or "tặng" in line) and _GIVEN.search(line) is not None)
        or ("lưu niệm" in line and _SOUVENIR.search(line) is not None)
    )


def may_head(line: str) -> bool:
    """Whether a caption without a credit may be a headline: it ends in no full stop and names the event.

    >>> may_head("bí thư chủ trì hội nghị giao ban tháng 3"), may_head("bí thư huyện ủy phát biểu tại hội nghị")
    (True, False)
    """
    if _CREDIT.search(line) or _CAPTION_START.match(line) or ends_sentence(line):
        return False
    return _UNNAMED_EVENT.search(line) is None


def kind_of(line: str, original: str, body: bool) -> tuple[str, int]:
    """The kind of a folded line; and how many characters of a file name to cut off its start.

    ``body`` says that the article has begun: footers and columns are told apart by it.
    """
    if len(line) > _SHORT:
        glued = _GLUED.match(line) if "." in line[:90] else None
        if glued and original[glued.end()].isupper():
            return "caption", glued.end()
        if _URL.fullmatch(line):
            return "url", 0
        return ("drop" if body and FOOTER.match(line) else "list" if _BULLET.match(line) else "text"), 0
    if "." in line or "[" in line:
        if _URL.fullmatch(line):
            return "url", 0
        if _PICTURE.fullmatch(line):
            return "picture", 0
        glued = _GLUED.match(line)
        if glued and original[glued.end()].isupper():
            return "caption", glued.end()
    return _furniture(line, original, body), 0


def _furniture(line: str, original: str, body: bool) -> str:
    """The kind of a short line, by the lexicon of what stands around articles."""
    if ("19" in line or "20" in line) and _DATED.search(line):
        return "list" if _BULLET.match(line) and not line[0].isdigit() else "text"
    letters = key(line)
    kind = kinds().get(letters)
    if kind in ("drop", "opener") or (kind == "section" and not body):
        return kind
    if kind == "counter" and any(char.isdigit() for char in line):
        return "drop"
    if not letters and not any(char.isdigit() for char in line):
        return "drop"
    if body and FOOTER.match(line):
        return "drop"
    if letters and _SEPARATOR.search(original):  # the fold takes » for a quotation mark
        parts = [key(fold(part)) for part in PARTS.split(original)]
        known = [kinds().get(part) in ("drop", "section", "opener") for part in parts]
        known[0] = known[0] or _URL.match(line) is not None  # "https://a.vn > Tin tức"
        if all(here or len(part) < 2 or part == "a a a" for part, here in zip(parts, known, strict=True)):
            return "section" if any(kinds().get(part) == "section" for part in parts) else "drop"
        if known[0] and _CRUMB.search(original):
            return "section"
        if len(parts) > 2 and 2 * sum(known) > len(parts) and max(map(len, parts)) <= _MENU:
            return "drop"
    if menu_of(letters.split()) > (1 if any(char.isdigit() for char in line) else 2):
        return "drop"  # "Giới thiệu  Tin tức  Hỏi đáp", "Lượt xem: 2457   Cỡ chữ"
    return "list" if _BULLET.match(line) else "text"


def _is_signed(line: str) -> bool:
    """Whether a line is a labelled byline: it is the article's own, even under links to others."""
    label, colon, _ = line.partition(":")
    return (
        bool(colon)
        and len(label) <= 30
        and kinds().get(key(label)) in ("author_label", "source_label", "date_label", "staff_mark")
    )
