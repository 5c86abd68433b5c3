"""What a page says of its article where readers do not see it: meta elements, JSON-LD, the title of the window."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bcdextract.read.page.pieces import Row
from bcdextract.read.page.tree import Element

_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:News|Blog|Report|Opinion|Reportage|AnalysisNews)?Article$|BlogPosting$")
_SITE = re.compile(r"\s+[-|–—:»«•·]+\s+|\s*[|»]\s*")
_DATES = (
    "article:published_time", "pubdate", "publishdate", "publish-date", "date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.created", "article.published", "publication_date", "og:article:published_time",
    "parsely-pub-date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dable:author", "dc.creator", "dcterms.creator", "parsely-author")


@dataclass(slots=True)
class Metadata:
    """A page's own words on its article. ``titles``, ``authors`` and dates stand in the order of trust."""

    titles: list[str] = field(default_factory=list)
    window: str = ""
    site: str = ""
    url: str | None = None
    section: str | None = None
    publisher: str | None = None
    authors: list[str] = field(default_factory=list)
    declared: list[str] = field(default_factory=list)
    meta_dates: list[str] = field(default_factory=list)
    micro_dates: list[str] = field(default_factory=list)


def metadata_of(root: Element, row: Row, source: str) -> Metadata:
    """What the head of a page and its JSON-LD say."""
    found = Metadata()
    metas = _metas(root, found)
    found.micro_dates += [date for date in row.dates if date.strip()]
    window = next(root.iter("title"), None)
    if window is not None:
        found.window = _flat("".join(window.itertext()))
    _json_ld(row.data, found)
    found.titles += [metas[name] for name in ("og:title", "twitter:title", "title") if metas.get(name)]
    found.site = metas.get("og:site_name") or found.publisher or ""
    found.section = found.section or metas.get("article:section")
    found.publisher = metas.get("og:site_name") or found.publisher
    found.meta_dates = [metas[name] for name in _DATES if metas.get(name)]
    found.authors += [metas[name] for name in _AUTHORS if metas.get(name) and "://" not in metas[name]]
    found.url = _url(root, metas, source)
    return found


def _metas(root: Element, found: Metadata) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        content = _flat(element.get("content") or "")
        if not content:
            continue
        for key in (element.get("property"), element.get("name")):
            if key:
                metas.setdefault(key.strip().lower(), content)
        prop = element.get("itemprop") or ""
        if prop == "datePublished":
            found.micro_dates.append(content)
        elif prop == "headline":
            metas.setdefault("title", content)
        elif prop == "articleSection":
            metas.setdefault("article:section", content)
    return metas


def _url(root: Element, metas: dict[str, str], source: str) -> str | None:
    """The page's own address: canonical link, og:url, or the note that a browser leaves in a page it saves."""
    link = next((e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    saved = _SAVED.search(source, 0, 2000)
    for url in (link, metas.get("og:url"), saved[1] if saved else None):
        if url and re.match(r"https?://[^/]+/.", url.strip()):
            return str(url).strip()
    return None


def _json_ld(scripts: Iterable[str], found: Metadata) -> None:
    nodes = [node for script in scripts for node in _nodes(script)]
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _texts(node.get("@type")))]
    if len({str(node.get("headline")) for node in articles}) > 1:  # a list of articles: the one that the window names
        articles = [node for node in articles if any(title in found.window for title in _texts(node.get("headline")))]
    for node in articles[:1]:
        found.titles += _texts(node.get("headline"))[:1]
        found.declared += _texts(node.get("datePublished"))[:1] or _texts(node.get("dateCreated"))[:1]
        found.authors += _people(node.get("author"))
        found.publisher = next(iter(_names(node.get("publisher"))), None)
        found.section = next(iter(_texts(node.get("articleSection"))), None)


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, those of its ``@graph`` included; none where it is broken."""
    try:
        data = json.loads(
            script.strip().removeprefix("//<![CDATA[").removesuffix("//]]>").strip(" \r\n;"), strict=False
        )
    except (ValueError, RecursionError):
        return
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _people(value: Any) -> list[str]:
    """Names of authors that are no organisations."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            found.append(_flat(one))
        elif isinstance(one, dict) and "Organization" not in str(one.get("@type")):
            found += [_flat(name) for name in _texts(one.get("name"))]
    return [name for name in found if name]


def _names(value: Any) -> list[str]:
    return [
        name
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, dict)
        for name in _texts(one.get("name"))
    ]


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [_flat(one) for one in values if isinstance(one, str) and one.strip()]


def _flat(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def window_titles(window: str) -> list[str]:
    """The title of a window, whole and without what stands after each separator: "Tin - Mục - Báo".

    >>> window_titles("Huyện họp giao ban - Tin tức - Báo Mường Xa")
    ['Huyện họp giao ban - Tin tức - Báo Mường Xa', 'Huyện họp giao ban - Tin tức', 'Huyện họp giao ban']
    """
    ends = [match.start() for match in _SITE.finditer(window)]
    return [window, *(window[:end] for end in reversed(ends))] if window else []
