"""Users' own words: one YAML file that adds entries to the package's lexicons, checked like them.

The file has a list of entries for each lexicon it adds to; an entry is written as in the package's own files
(``data/units.yaml`` and the others, whose heads say what the fields mean)::

    units:
      - {aliases: [Ban Điều phối Vùng, BĐPV], kind: steering_committee, tail: place, bare: true, example: "BĐPV họp"}
    positions:
      - {aliases: [Trưởng buôn], tail: unit, example: "Trưởng buôn phát biểu"}
    places:
      - {aliases: [Ea Mroh], level: commune, example: "xã Ea Mroh"}
    surnames:
      - {aliases: [Ktăng], example: "bà Ktăng Vy"}

Where an alias stands in the package's lexicon too, the user's entry is the one read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bcdextract.errors import LexiconError
from bcdextract.lexicon import Entry, builtin, check, words

LEXICONS = ("units", "positions", "modifiers", "ranks", "roles", "fields", "levels", "verbs", "purposes")
"""The lexicons that words may be added to, beside ``places`` and ``surnames``."""
LEVELS = {"province": "P", "district": "D", "commune": "C", "region": "R"}
_FEW = 12
"""A field with at most so many values in the package's own entries takes no others."""


@dataclass(frozen=True, eq=False)
class OwnWords:
    """Entries by lexicon. Equal where their content is; may be sent to threads and processes."""

    entries: Mapping[str, tuple[Entry, ...]]
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnWords) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def load_lexicon(source: str | Path | OwnWords) -> OwnWords:
    """The checked words of a YAML file, read again only when the file has changed.

    Raises ``LexiconError`` naming the file, the entry and the mend.
    """
    if isinstance(source, OwnWords):
        return source
    path = Path(source)
    try:
        told = path.stat()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    return _load(path, told.st_mtime_ns, told.st_size)


@lru_cache(8)
def _load(path: Path, changed: int, size: int) -> OwnWords:
    import yaml

    try:
        content = path.read_bytes()
        node = yaml.compose(content, Loader=yaml.SafeLoader)
        data = yaml.safe_load(content)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise LexiconError(f"{path}: cannot be read as YAML ({error}); mend the file") from error
    if not isinstance(data, dict) or not data:
        raise LexiconError(f"{path}: holds no lexicon; give it lists of entries under {', '.join(_names())}")
    keys = [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    for key in keys:
        if keys.count(key) > 1:
            raise LexiconError(f"{path}: {key} stands in it two times; put their entries together")
    found = {str(name): tuple(_section(path, str(name), entries)) for name, entries in data.items()}
    return OwnWords(found, hashlib.sha256(content).hexdigest())


def _names() -> tuple[str, ...]:
    return (*LEXICONS, "places", "surnames")


def _section(path: Path, name: str, entries: Any) -> Iterator[Entry]:
    if name not in _names():
        raise LexiconError(f"{path}: no lexicon {name!r} to add to; use one of {', '.join(_names())}")
    if not isinstance(entries, list):
        raise LexiconError(f"{path}: {name} is no list of entries; begin each with a dash")
    fields = _fields(name)
    for number, entry in enumerate(check(f"{path}: {name}", {"fields": fields, "entries": entries}), start=1):
        where = f"{path}: {name}, entry {number} ({entry.name})"
        for alias in entry.aliases:
            if not any(word[0].isalnum() for word in words(alias)):
                raise LexiconError(f"{where}: alias {alias!r} has no word in it; write one")
            if name == "surnames" and len(words(alias)) != 1:
                raise LexiconError(f"{where}: {alias!r} is more than one syllable; give the first one")
        for field, may in fields.items():
            _value(where, entry, field, may)
        yield entry


Field = tuple[bool, type | None, tuple[str, ...]]
"""Whether a field must be there, the type of its values, and all values where they are few."""


@cache
def _fields(name: str) -> Mapping[str, Field]:
    """The fields of a lexicon, as its own entries use them."""
    if name == "places":
        return {"level": (True, str, tuple(LEVELS))}
    if name == "surnames":
        return {}
    entries = builtin(name)
    found: dict[str, Field] = {}
    for field in dict.fromkeys(field for entry in entries for field in entry.data):
        values = [entry.data[field] for entry in entries if field in entry.data]
        kind = bool if all(isinstance(value, bool) for value in values) else str
        few = tuple(dict.fromkeys(map(str, values))) if kind is str else ()
        prose = any(" " in value for value in few)  # a remark for readers, such as the ``of`` of fields
        found[field] = (not prose and len(values) == len(entries), kind, few if len(few) <= _FEW and not prose else ())
    return found


def _value(where: str, entry: Entry, field: str, may: Field) -> None:
    required, kind, few = may
    if field not in entry.data:
        if required:
            hint = f": one of {', '.join(few)}" if few else ""
            raise LexiconError(f"{where}: has no {field}; give it{hint}")
        return
    value = entry.data[field]
    if few and value not in few:
        raise LexiconError(f"{where}: {field} is {value!r}; use one of {', '.join(few)}")
    if kind is not None and not isinstance(value, kind):
        raise LexiconError(f"{where}: {field} is {value!r}; write {'true or false' if kind is bool else 'words'}")
