"""A tree to its row of pieces: one pass over the elements, in the order of the source."""

from __future__ import annotations

import re
import unicodedata

from bcdextract.read.lines import BLANK
from bcdextract.read.page.families import Roles
from bcdextract.read.page.marks import mark, promises_body
from bcdextract.read.page.pieces import Piece, Row, Scope, hold_to_roles, judge
from bcdextract.read.page.tables import rows
from bcdextract.read.page.tree import Element

_SKIPPED = frozenset(
    "style noscript svg iframe select option button textarea template object embed canvas input map math "
    "datalist audio video applet frameset title meta link".split()
)
_INLINE = frozenset(
    "a abbr acronym b big bdi bdo cite code dfn em font i ins kbd label mark nobr q s samp small span strike strong "
    "sub sup time tt u var wbr data del o:p st1:place st1:city st1:country-region ins ruby rt rp "
    "v:shape v:imagedata".split()
)
_MARKS = frozenset(("br", "hr", "img", "amp-img", "script"))
_CHROME_TAGS = frozenset(("nav", "menu", "aside", "dialog", "form"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TEXTS = _HEADINGS | {"p", "td"}
"""Elements that hold one text: of several names of such a one, a name that promises an article wins."""
_WRAPPERS = frozenset(("html", "body", "main"))
_BREAKING = frozenset(("date", "author", "source", "section"))
"""Roles of inline elements that part from the words before them, where these are no more than a label."""
_LABEL = 40
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_BIG = re.compile(
    r"font-size\s*:\s*(?:1[5-9]|[2-5]\d)(?:\.\d+)?(?:px|pt)|font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE
)
_BREAK = "\x1f"
_PARAGRAPH = re.compile(rf"{_BREAK}(?:\s|{_BREAK})*{_BREAK}")
_NO_WIDTH = re.compile("[\u200b\ufeff\u00ad\u2060]")
_FLAGS = {
    "a": (("link", True),),
    **dict.fromkeys(("b", "strong"), (("bold", True),)),
    **dict.fromkeys(("i", "em"), (("italic", True),)),
    **dict.fromkeys(("figure", "figcaption"), (("figure", True),)),
    "li": (("item", True),),
    **{tag: (("heading", int(tag[1])),) for tag in sorted(_HEADINGS)},
}
"""What a tag alone says of the text in it."""
_ROLES = {"figcaption": "caption", "time": "date"}
_ITEMPROPS = {
    "articleBody": "body",
    "headline": "title",
    "author": "author",
    "datePublished": "date",
    "description": "lead",
}
DEEPEST = 400
"""Elements inside elements up to which each is looked at; the text of what lies deeper is taken as one."""


def pieces_of(root: Element, roles: Roles) -> Row:
    """All pieces of a page. ``roles`` are what a site's family says of its elements."""
    walk = _Walk(roles)
    walk.visit(root, Scope(), 0)
    walk.flush()
    hold_to_roles(walk.row)
    judge(walk.row)
    return walk.row


class _Walk:
    """One pass over the tree, in the order of the source."""

    def __init__(self, roles: Roles) -> None:
        self.row = Row()
        self.roles = roles
        self.block: Element = None
        self.outer = Scope()
        self.picture: tuple[int, ...] | None = None
        self.tables = 0
        self.glued = False
        self.clear()

    def clear(self) -> None:
        self.parts: list[str] = []
        self.linked = self.bold = self.italic = self.links = 0
        self.role = ""

    def visit(self, element: Element, scope: Scope, depth: int) -> None:
        """The text of an element and all in it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        if depth > DEEPEST:
            self.add(" ".join(element.itertext()), scope)
            return
        if tag in _MARKS:
            self.mark(element, tag, scope)
            return
        inline = tag in _INLINE
        inner = self.enter(element, tag, scope, inline)
        if inner is None:
            return
        alone = not inline or ((inner.role != scope.role or tag == "time") and self.breaks(inner.role))
        if tag == "a":
            self.links += 1
            if self.linked and self.glued:
                self.parts.append(" ")
        if alone:
            if self.parts:
                self.flush()
            self.links = int(tag == "a")
            before = self.block, self.outer
            self.block, self.outer = element, inner
        if tag != "table" or not self.data_rows(element, inner):
            if element.text:
                self.add(element.text, inner)
            for child in element:
                self.visit(child, inner, depth + 1)
                if child.tail:
                    self.add(child.tail, inner)
        if alone:
            if self.parts:
                self.flush()
            self.block, self.outer = before
        self.glued = tag == "a"

    def breaks(self, role: str) -> bool:
        """Whether an inline element of a role stands for itself here: "Lê An" and "12/3/2024" are no one text."""
        before = len("".join(self.parts).strip()) if role and self.parts else 0
        return bool(role) and (not before or (before < _LABEL and role in _BREAKING))

    def mark(self, element: Element, tag: str, scope: Scope) -> None:
        """A line break, a rule, a picture or a script."""
        if tag == "script":
            if element.get("type") == "application/ld+json" and element.text:
                self.row.data.append(element.text)
        elif tag in ("img", "amp-img"):
            if not "".join(self.parts).strip():
                self.picture = scope.chrome
            self.row.pictures.add(scope.table)
        elif tag == "br" and (
            self.block is not None and (self.block.tag in ("p", "li", "figcaption") or scope.heading)
        ):
            self.parts.append(_BREAK)
        else:
            self.flush()

    def enter(self, element: Element, tag: str, scope: Scope, inline: bool) -> Scope | None:
        """The scope inside an element; ``None`` where nothing in it is to be seen."""
        changes: dict[str, object] = dict(_FLAGS.get(tag, ()))
        if element.attrib and not self.attributes(element, tag, scope, inline, changes):
            return None
        if tag in _CHROME_TAGS or (tag == "footer" and not scope.body):
            self.apart(scope, tag, changes)
        elif tag == "table":
            self.tables += 1
            changes["table"] = self.tables
        elif tag in _ROLES:
            self.role_of(_ROLES[tag], scope, changes)
        return scope._replace(**changes) if changes else scope  # type: ignore[arg-type]

    def attributes(self, element: Element, tag: str, scope: Scope, inline: bool, changes: dict[str, object]) -> bool:
        """What an element's attributes say, into ``changes``; whether it is to be seen."""
        style = element.get("style")
        if tag != "body" and (element.get("hidden") is not None or (style and _HIDDEN.search(style))):
            return False
        if self.named(element, tag, scope, inline, changes) == "hidden" and inline:
            return False
        if not inline:
            align = _ALIGN.search(style) if style else None
            side = align[1].lower() if align else (element.get("align") or "").lower()
            if side:
                changes["align"] = side
        if style and _BIG.search(style):
            changes["bold" if inline else "big"] = True
        elif tag == "font" and (element.get("size") or "").lstrip("+") in ("3", "4", "5", "6", "7"):
            changes["bold"] = True
        return True

    def named(self, element: Element, tag: str, scope: Scope, inline: bool, changes: dict[str, object]) -> str:
        """What an element's class, id and itemprop say, into ``changes``; the kind is given back."""
        classes, identity = element.get("class") or "", element.get("id") or ""
        names = f"{classes} {identity}" if classes and identity else classes or identity
        known = self.roles.of(tag, classes, identity) if self.roles else ""
        prop = element.get("itemprop")
        if prop == "datePublished":
            self.row.dates.append(element.get("content") or element.get("datetime") or element.text or "")
        marked = mark(names, inline or tag in _TEXTS) if names else ""
        if marked == "chrome" and promises_body(names):
            marked = "body"
        kind = known or (_ITEMPROPS.get(prop, "") if prop and marked != "hidden" else "") or marked
        if kind == "drop":
            self.apart(scope, "family", changes)
        elif kind in ("chrome", "hidden"):
            if not inline and tag not in _WRAPPERS and tag not in ("article", "td", "tr"):
                self.apart(scope, "name", changes)
        elif kind == "body":
            changes["body"] = True
            changes["role"] = ""
            if known:
                self.row.pardoned.update(scope.chrome)
        elif kind:
            self.role_of(kind, scope, changes)
        return kind

    def role_of(self, role: str, scope: Scope, changes: dict[str, object]) -> None:
        """An element with a role, and its number."""
        changes["role"] = role
        changes["marked"] = len(self.row.marks)
        self.row.marks.append((role, scope.marked))

    def apart(self, scope: Scope, kind: str, changes: dict[str, object]) -> None:
        """An element that promises no article: its number goes into the scope of all in it."""
        changes["chrome"] = (*scope.chrome, len(self.row.chromes))
        self.row.chromes.append(kind)

    def data_rows(self, table: Element, scope: Scope) -> bool:
        """The rows of a table of data, one piece each; whether it was one."""
        found = rows(table)
        for text in found:
            self.row.pieces.append(Piece(_clean(text), table, scope, "", 0, 0, 0, False, row=True))
        return bool(found)

    def add(self, text: str, scope: Scope) -> None:
        """A stretch of text. Two elements side by side may be a word each without a space between them."""
        self.glued = False
        if not self.parts and text.isspace():
            return
        if self.parts and self.parts[-1][-1:].islower() and text[:1].isupper():
            text = " " + text
        self.parts.append(text)
        if scope.link or scope.bold or scope.italic or scope.role != self.outer.role:
            size = len(text.strip())
            if not size:
                return
            self.linked += size if scope.link else 0
            self.bold += size if scope.bold else 0
            self.italic += size if scope.italic else 0
            if scope.role and len("".join(self.parts).strip()) == size:
                self.role = scope.role

    def flush(self) -> None:
        """What has been gathered becomes a piece, or several where empty lines part it."""
        if not self.parts:
            return
        whole = "".join(self.parts)
        if not whole.strip(BLANK + "\r\n" + _BREAK):
            self.clear()
            return
        for part in _PARAGRAPH.split(whole):
            text = _clean(part)
            if text:
                self.row.pieces.append(self.piece(text))
                self.picture = None
        self.clear()

    def piece(self, text: str) -> Piece:
        """The piece of a text, with what was counted of it."""
        role = self.role or self.outer.role
        pictured = self.picture is not None and self.picture == self.outer.chrome
        made = Piece(text, self.block, self.outer, role, self.linked, self.bold, self.italic, pictured)
        made.links = self.links
        if self.block.tag == "time":
            made.moment = self.block.get("datetime") or ""
        return made


def _clean(raw: str) -> str:
    """Text as a browser shows it: white space run together, NFC, line breaks kept where the page has them."""
    lines = (" ".join(line.split()) for line in _NO_WIDTH.sub("", raw).split(_BREAK))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))
