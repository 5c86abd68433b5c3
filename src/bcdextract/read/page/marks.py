"""What the name of an element says of the text in it (``data/page_words.yaml``), for sites of any kind."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bcdextract.lexicon import builtin

_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_ORDER = ("hidden", "chrome", "caption", "author", "date", "source", "section", "title", "lead", "body")
"""Kinds in the order in which they win where a name says several things: "related-title" is chrome."""
_RESPONSIVE = re.compile(r"-(?:xs|sm|md|lg|xl|xxl|block|flex|print|mobile|desktop)-")
_GLUED = 7
"""Letters of an alias of several parts from which on it counts inside a longer word, too ("boxtinlienquan")."""


@lru_cache(maxsize=8192)
def mark(names: str, mild: bool = False) -> str:
    """The kind of text that an element's class and id promise, "" where they say nothing.

    ``mild``: of several names, one that promises an article's text wins over one that promises chrome.

    >>> mark("vnn-share-social"), mark("boxTinLienQuan"), mark("detail-sapo"), mark("col-md-7")
    ('chrome', 'chrome', 'lead', '')
    >>> mark("Title allowMenuPost"), mark("Title allowMenuPost", mild=True)
    ('chrome', 'title')
    """
    if mild and " " in names:
        apart = [mark(name) for name in names.split()]
        return next((kind for kind in apart if kind not in ("", "chrome", "hidden")), next(filter(None, apart), ""))
    found = _kinds(names)
    for kind in _ORDER:
        if kind in found:
            return kind
    return ""


def promises_body(names: str) -> bool:
    """Whether an element's names promise an article's text, whatever else they say."""
    return "body" in _kinds(names)


@lru_cache(maxsize=8192)
def _kinds(names: str) -> frozenset[str]:
    split = [[part.lower() for part in _PART.findall(name)] for name in names.split()]
    parts = " ".join(f"-{'-'.join(name)}-" for name in split)
    glued = " " + " ".join("".join(name) for name in split) + " "
    found = set()
    for kind, apart, inside, whole in _patterns():
        if (
            (apart and apart.search(parts))
            or (inside and inside.search(glued))
            or (whole and whole.search(glued) and not (kind == "hidden" and _RESPONSIVE.search(parts)))
        ):
            found.add(kind)
    return frozenset(found)


_Pattern = re.Pattern[str] | None


@cache
def _patterns() -> tuple[tuple[str, _Pattern, _Pattern, _Pattern], ...]:
    """For each kind: aliases as parts of a name, as parts written in one, and as whole names."""
    apart: dict[str, list[str]] = {kind: [] for kind in _ORDER}
    inside: dict[str, list[str]] = {kind: [] for kind in _ORDER}
    whole: dict[str, list[str]] = {kind: [] for kind in _ORDER}
    for entry in builtin("page_words"):
        kind = str(entry.data["kind"])
        for alias in entry.aliases:
            glued = alias.replace("-", "")
            if entry.data.get("whole"):
                whole[kind].append(glued)
                continue
            apart[kind] += dict.fromkeys((alias, glued))
            if "-" in alias and len(glued) >= _GLUED:
                inside[kind].append(glued)
    return tuple(
        (kind, _any("-(?:{})-", apart[kind]), _any("{}", inside[kind]), _any(" (?:{}) ", whole[kind]))
        for kind in _ORDER
    )


def _any(frame: str, words: list[str]) -> _Pattern:
    return re.compile(frame.format("|".join(map(re.escape, words)))) if words else None
