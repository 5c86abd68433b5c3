"""Plain text as people copy it off pages: the clean text with its blocks, and what the page says about itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from bcdextract.mention import Span
from bcdextract.read import head as top
from bcdextract.read.byline import Signature, is_unit, signature, tail
from bcdextract.read.lines import BLANK, PARTS, Line, credit_of, ends_sentence, may_follow, scan
from bcdextract.read.masthead import without_masthead
from bcdextract.read.published import Stamp, stamp
from bcdextract.record import Article, Block, BlockKind
from bcdextract.text import Mapped, fold

_END: Final = 12
"""Lines at the end among which a byline may stand."""
_LEAD: Final = 900
_HEADING: Final = 100
_NAME: Final = 40
"""Characters of the longest name of one author."""
_FOOTER: Final = 1500
_Raw = dict[str, BlockKind | int]
_BLOCKS: Final = TypeAdapter(tuple[Block, ...])
"""Makes all blocks of a text at once, in less time than one by one."""


class Given(NamedTuple):
    """What the caller knows of an article; it wins over what the page says."""

    source: str | None = None
    url: str | None = None
    published: dt.date | dt.datetime | None = None
    title: str | None = None
    authors: tuple[str, ...] | None = None
    publisher: str | None = None
    section: str | None = None


class Part(NamedTuple):
    """A piece of the page that stays, and the kind of its block."""

    start: int
    end: int
    kind: BlockKind


class _Foot(NamedTuple):
    signatures: tuple[Signature, ...]
    stamps: tuple[Stamp, ...]
    kinds: dict[int, BlockKind]
    cut: tuple[int, int] | None
    """Index of a line that ends in a byline, and where that byline starts."""
    last: int
    """Index after the article's last line: under its byline a page has buttons and links."""


def article(page: Mapped, given: Given) -> Article:
    """The article of a page given as text; its offsets map back to what ``page`` was made from."""
    text, folded = page.text, fold(page.text)
    lines = scan(text, folded)
    machine = {line: found for line in lines if (found := _machine(folded, line))}
    bare = without_masthead(text, folded, [line for line in lines if line.kept and line not in machine])
    kept = bare.lines
    head = top.read_head(text, folded, kept)
    dated, kept = kept, _without_footer(text, _without_echo(folded, kept, head))
    foot = _read_foot(text, folded, kept, head)
    kept = kept[: foot.last]
    parts = list(_credited(folded, _parts(text, folded, kept, head, foot)))
    spans, blocks = _clean(text, lines, kept, parts)
    clean = page.keep(spans)
    signed = _signed(head.signatures, foot.signatures)
    published = top.publication(text, dated, head) or next(iter(machine.values()), None)
    if published is None:
        published = next((found.value for found in foot.stamps), None)
    urls = [text[line.start : line.end] for line in lines if line.kind == "url"]
    columns = [line for line in lines if line.kind == "section" and line.start < _first(kept)]
    lead = next((block for block in blocks if block.kind == "lead"), None)
    made = Article(
        id=hashlib.sha256(clean.text.encode("utf-8", "surrogatepass")).hexdigest(),
        source=given.source,
        url=given.url or next((url for url in urls if not _is_picture(url)), None),
        title=given.title or (_flat(text[head.title.start : head.title.end]) if head.title else None),
        lead=clean.text[lead.start : lead.end] if lead else None,
        authors=given.authors if given.authors is not None else _authors(signed),
        publisher=given.publisher
        or head.publisher
        or next((s.publisher for s in signed if s.publisher), None)
        or bare.publisher,
        section=given.section or head.section or (_column(text, columns[-1]) if columns else None),
        published=given.published or published,
        text=clean.text,
        blocks=blocks,
    )
    made._origins = clean
    made._folded = "".join([folded[start:end] for start, end in spans])
    return made


def _flat(words: str) -> str:
    return " ".join(words.split())


def _column(text: str, line: Line) -> str:
    """The last part of a breadcrumb."""
    return PARTS.split(text[line.start : line.end])[-1]


def _first(kept: Sequence[Line]) -> int:
    return kept[min(1, len(kept) - 1)].start if kept else 0


def _is_picture(url: str) -> bool:
    return url.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"))


def _machine(folded: str, line: Line) -> dt.date | dt.datetime | None:
    """The value of a line that is only an ISO date or datetime, as some portals print their metadata."""
    if line.end - line.start > 40 or not folded[line.start].isdigit():
        return None
    found = stamp(folded, line.start, line.end)
    return found.value if found and found.machine and not found.rest else None


def _without_echo(folded: str, kept: list[Line], head: top.Head) -> list[Line]:
    """The lines without later copies of the headline (alternative texts of pictures, lists of links)."""
    if head.title is None:
        return kept
    title = folded[head.title.start : head.title.end]
    size = len(title)
    return [
        line
        for i, line in enumerate(kept)
        if i <= head.title_at + 1 or line.end - line.start != size or folded[line.start : line.end] != title
    ]


def _without_footer(text: str, kept: list[Line]) -> list[Line]:
    """The lines, the last cut before the copyright notice that a crawler glued to it."""
    if not kept or kept[-1].end - kept[-1].start < 300:
        return kept
    last = kept[-1]
    mark = text.rfind(" ©", max(last.start, last.end - _FOOTER), last.end)
    return kept if mark < 0 else [*kept[:-1], last._replace(end=len(text[:mark].rstrip(BLANK)))]


def _read_foot(text: str, folded: str, kept: Sequence[Line], head: top.Head) -> _Foot:
    """Bylines, sources and date lines at the end, and a byline glued to the end of the last paragraph."""
    signatures: list[Signature] = []
    stamps: list[Stamp] = []
    roles: dict[int, BlockKind] = {}
    last = len(kept)
    under = False
    for i in range(len(kept) - 1, max(len(kept) - 1 - _END, head.title_at), -1):
        line = kept[i]
        if i in head.roles:
            continue
        dated = stamp(folded, line.start, line.end)
        rests = dated.rest if dated else (Span(line.start, line.end),)
        signed = next((known for rest in rests if (known := signature(text[rest.start : rest.end]))), None)
        if i > 0 and folded[kept[i - 1].start : kept[i - 1].end].endswith("ảnh:"):
            roles[i] = "caption"  # "... Ảnh:" and the photographer on the next line
        elif i > 0 and is_unit(text[line.start : line.end]) and _is_named(text, kept[i - 1]):
            roles[i] = "byline"  # the author's unit, under the author
        elif signed or (dated and not rests):
            roles[i] = "byline"
            if under and signed and signed.authors:
                last, under = i + 1, False
            signatures += [signed] if signed else []
            stamps += [dated] if dated else []
        elif line.kind != "caption":
            found = tail(text, line.start, line.end)
            authored = found is not None and not any(known.authors for known in signatures)
            if found and authored:
                return _Foot((*signatures, found[1]), tuple(stamps), roles, (i, found[0]), last)
            if any(known.authors for known in signatures) or not may_follow(folded[line.start : line.end]):
                break
            under = True
    return _Foot(tuple(signatures), tuple(stamps), roles, None, last)


def _is_named(text: str, line: Line) -> bool:
    """Whether a line is only the name of one who signed."""
    found = signature(text[line.start : line.end]) if line.end - line.start < _NAME else None
    return found is not None and bool(found.authors)


def _signed(first: Sequence[Signature], last: Sequence[Signature]) -> list[Signature]:
    """The bylines that count: those that say so themselves before those that only look like it."""
    both = [*first, *last]
    return sorted(both, key=lambda found: not found.labelled)


def _authors(signed: Sequence[Signature]) -> tuple[str, ...]:
    """Each author once. A labelled byline ("Tác giả: ...") silences those without a label."""
    labelled = [found for found in signed if found.labelled and found.authors]
    names: dict[str, str] = {}
    for found in labelled or signed:
        for name in found.authors:
            names.setdefault(fold(_flat(name)), _flat(name))
    return tuple(names.values())


def _credited(folded: str, parts: Iterable[Part]) -> Iterator[Part]:
    """The pieces, the photographer apart from the caption."""
    for part in parts:
        edges = credit_of(folded[part.start : part.end]) if part.kind == "caption" else None
        if edges is None:
            yield part
        else:
            yield part._replace(end=part.start + edges[0])
            yield part._replace(start=part.start + edges[1], kind="credit")


def _parts(text: str, folded: str, kept: Sequence[Line], head: top.Head, foot: _Foot) -> Iterator[Part]:
    """The pieces that stay, each line a piece; a line that runs on into the next is one with it."""
    led = False
    open_part: Part | None = None
    for i, line in enumerate(kept):
        kind = _kind(folded, kept, i, head, foot)
        if open_part and _runs_on(text, open_part, line, kind):
            open_part = open_part._replace(end=line.end, kind="caption" if kind == "caption" else open_part.kind)
            continue
        if open_part:
            yield open_part
        if kind == "paragraph" and not led:
            led = True
            kind = "lead" if line.end - line.start <= _LEAD and len(kept) > 1 else kind
        open_part = Part(line.start, line.end, kind)
        if foot.cut and foot.cut[0] == i:
            yield open_part._replace(end=foot.cut[1])
            open_part = Part(foot.cut[1], line.end, "byline")
    if open_part:
        yield open_part


def _kind(folded: str, kept: Sequence[Line], i: int, head: top.Head, foot: _Foot) -> BlockKind:
    role = head.roles.get(i) or foot.kinds.get(i)
    line = kept[i]
    if role is not None:
        return role  # type: ignore[return-value]
    if line.kind in ("caption", "list"):
        return line.kind  # type: ignore[return-value]
    short = line.end - line.start <= _HEADING and i + 1 < len(kept)
    return "heading" if short and not ends_sentence(folded[max(line.start, line.end - 6) : line.end]) else "paragraph"


def _runs_on(text: str, part: Part, line: Line, kind: BlockKind) -> bool:
    """Whether a line continues the piece before it: a comma before the break, or a small letter after it."""
    if kind in ("title", "byline", "list") or part.kind not in ("paragraph", "lead", "heading", "caption"):
        return kind == part.kind == "title"
    return text[part.end - 1] == "," or (text[line.start].islower() and part.kind == kind == "heading")


def _clean(
    text: str, lines: Sequence[Line], kept: Sequence[Line], parts: Sequence[Part]
) -> tuple[list[tuple[int, int]], tuple[Block, ...]]:
    """The spans of the kept lines with the white space before each, and the blocks at their offsets in the new text."""
    if not kept:
        start, end = len(text) - len(text.lstrip(BLANK + "\r\n")), len(text.rstrip(BLANK + "\r\n"))
        return [(start, end)], (Block(kind="paragraph", start=0, end=end - start),)
    gaps = {line.start: (before.end, line.raw) for before, line in pairwise(lines)}
    spans: list[tuple[int, int]] = []
    starts: list[int] = []
    shifts: list[int] = []
    at = 0
    for line in kept:
        gap = gaps[line.start] if spans else (line.start, line.start)
        for start, end in (gap, (line.start, line.end)):
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            elif start < end:
                spans.append((start, end))
            starts.append(start)
            shifts.append(at - start)
            at += end - start
    return spans, _BLOCKS.validate_python(list(_blocks(text, parts, starts, shifts)))


def _blocks(text: str, parts: Sequence[Part], starts: Sequence[int], shifts: Sequence[int]) -> Iterator[_Raw]:
    """Blocks at their offsets in the clean text: each kept stretch from ``starts`` on moved by its shift."""
    for part in parts:
        end = part.start + len(text[part.start : part.end].rstrip(BLANK))
        first = shifts[bisect_right(starts, part.start) - 1]
        last = shifts[bisect_right(starts, end - 1) - 1]
        yield {"kind": part.kind, "start": part.start + first, "end": end + last}
