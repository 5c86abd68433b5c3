"""YAML lexicons: loaded, checked, and compiled to one trie over syllables.

A lexicon file is a mapping with ``fields`` (a sentence on each field, for readers) and ``entries``. Every entry has
``aliases`` (at least one) and an ``example`` that one of its aliases occurs in; other keys must be named in
``fields``. Loading refuses unknown keys, an alias given twice in the file, and an example that does not match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

from bcdextract.errors import LexiconError
from bcdextract.mention import Tokens
from bcdextract.segment import tokens_of
from bcdextract.text import fold


class Entry(NamedTuple):
    """One lexicon entry: its name (the first alias as written), all aliases, and the other keys of the entry."""

    name: str
    aliases: tuple[str, ...]
    example: str
    data: Mapping[str, Any]


Node = dict[str, Any]
LEAF: Final = ""
"""The key under which a trie node keeps what its path spells."""


def words(phrase: str) -> tuple[str, ...]:
    """A phrase as the folded syllables a trie is keyed by.

    >>> words("Uỷ ban MTTQ")
    ('ủy', 'ban', 'mttq')
    """
    return tokens_of(phrase, fold(phrase)).fold


def build_trie(pairs: Iterable[tuple[str, Any]]) -> Node:
    """A trie of phrases, each with its value at the leaf. A phrase given again replaces the earlier value."""
    root: Node = {}
    for phrase, value in pairs:
        node = root
        for word in words(phrase):
            node = node.setdefault(word, {})
        node[LEAF] = value
    return root


def longest(root: Node, tokens: Tokens, i: int, stop: int | None = None) -> tuple[int, Any] | None:
    """The longest phrase of the trie that starts at token ``i``: (token index after it, value), or ``None``."""
    node: Node | None = root
    found, folds = None, tokens.fold
    end = tokens.count if stop is None else stop
    while i < end:
        node = node.get(folds[i])  # type: ignore[union-attr]
        if node is None:
            break
        i += 1
        if LEAF in node:
            found = (i, node[LEAF])
    return found


def load(path: Path) -> tuple[Entry, ...]:
    """The checked entries of a lexicon file. Raises ``LexiconError`` naming the file, the entry and the mend."""
    import yaml

    try:
        data = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{path}: cannot be read as YAML ({error}); mend the file") from error
    return check(path.name, data)


@cache
def builtin(name: str) -> tuple[Entry, ...]:
    """The checked entries of one of the package's own lexicons, by file name without its ending."""
    with resources.as_file(resources.files("bcdextract") / "data" / f"{name}.yaml") as path:
        return load(path)


def check(name: str, data: Any) -> tuple[Entry, ...]:
    """Entries out of a lexicon's parsed YAML, or ``LexiconError``."""
    if not isinstance(data, dict) or set(data) != {"fields", "entries"}:
        raise LexiconError(f"{name}: a lexicon has two keys, fields and entries; give it both and no other")
    allowed = set(data["fields"]) | {"aliases", "example"}
    seen: dict[tuple[str, ...], str] = {}
    return tuple(_entry(name, number, raw, allowed, seen) for number, raw in enumerate(data["entries"], start=1))


def _entry(name: str, number: int, raw: Any, allowed: set[str], seen: dict[tuple[str, ...], str]) -> Entry:
    where = f"{name}, entry {number}"
    if not isinstance(raw, dict) or not raw.get("aliases"):
        raise LexiconError(f"{where}: has no aliases; give it a list of at least one")
    aliases = tuple(str(alias) for alias in raw["aliases"])
    where = f"{where} ({aliases[0]})"
    unknown = set(raw) - allowed
    if unknown:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]!r}; use one of {sorted(allowed)}")
    for alias in aliases:
        key = words(alias)
        if key in seen:
            raise LexiconError(f"{where}: alias {alias!r} stands in {seen[key]} too; keep one of them")
        seen[key] = where
    example = str(raw.get("example", ""))
    if not any(_occurs(words(alias), words(example)) for alias in aliases):
        raise LexiconError(f"{where}: no alias occurs in its example {example!r}; mend the example")
    rest = {key: value for key, value in raw.items() if key not in ("aliases", "example")}
    return Entry(aliases[0], aliases, example, rest)


def _occurs(needle: tuple[str, ...], hay: tuple[str, ...]) -> bool:
    return any(hay[i : i + len(needle)] == needle for i in range(len(hay) - len(needle) + 1))
