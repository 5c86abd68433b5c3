"""Families of sites (``data/site_families.yaml``): which of their elements hold what, one entry a family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from bcdextract.errors import LexiconError
from bcdextract.lexicon import builtin

ROLES = ("title", "lead", "body", "date", "author", "source", "section", "caption", "drop")


class Family(NamedTuple):
    """A family: strings that tell its pages, and the role of each of its selectors ("h1", ".name", "#id", "p.name")."""

    name: str
    tells: tuple[str, ...]
    selectors: Mapping[str, str]


class Roles:
    """What the families of one page say of its elements."""

    def __init__(self, families: Iterable[Family]) -> None:
        self._selectors = {key: role for family in families for key, role in family.selectors.items()}

    def __bool__(self) -> bool:
        return bool(self._selectors)

    def of(self, tag: str, classes: str, identity: str) -> str:
        """The role of an element, "" where no family names it."""
        known = self._selectors
        if identity and f"#{identity}" in known:
            return known[f"#{identity}"]
        for name in classes.split():
            role = known.get(f"{tag}.{name}") or known.get(f".{name}")
            if role:
                return role
        return known.get(tag, "")


NONE = Roles(())
"""No family at all: the generic path."""


def roles_of(source: str) -> Roles:
    """The roles of the families that a page's source tells of.

    >>> roles_of('<div class="hometext">').of("div", "", "news-bodyhtml")
    'body'
    >>> bool(roles_of("<p>Tỉnh ủy họp."))
    False
    """
    return _roles(tuple(family.name for family in families() if all(told in source for told in family.tells)))


@lru_cache(maxsize=64)
def _roles(names: tuple[str, ...]) -> Roles:
    return Roles(family for family in families() if family.name in names)


@cache
def families() -> tuple[Family, ...]:
    """All families, in the order of the file: of two that name the same element, the later one wins."""
    return tuple(_family(entry.name, entry.data) for entry in builtin("site_families"))


def _family(name: str, data: Mapping[str, object]) -> Family:
    tells = tuple(_words(name, "tells", data))
    if not tells:
        raise LexiconError(f"site_families.yaml ({name}): no tells; give strings that stand in the source of its pages")
    return Family(name, tells, {key: role for role in ROLES for key in _words(name, role, data)})


def _words(name: str, key: str, data: Mapping[str, object]) -> Iterator[str]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise LexiconError(f"site_families.yaml ({name}): {key} is no list; write it as [{value}]")
    yield from map(str, value)
