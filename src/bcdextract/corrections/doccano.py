"""doccano's export (JSONL with relations, or labels alone) read back.

doccano keeps no words with an entity, so a shift of offsets could go unseen: an entity that begins or ends inside a
word is refused, unless it was exported so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bcdextract.corrections.sheet import CorrectionError, Found, Problem, Sheet, record_behind
from bcdextract.errors import ReadError
from bcdextract.export.spans import marked
from bcdextract.record import Record


def read(path: Path, records: Mapping[str, Record]) -> Iterator[Sheet | Problem]:
    """A sheet for each line of the file; a :class:`Problem` for one that gives none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: no JSONL export of doccano ({error}); export as JSONL") from error
    for number, line in enumerate(lines, start=1):
        where = f"{path.name}, line {number}"
        if not line.strip():
            continue
        try:
            yield _sheet(json.loads(line), where, records)
        except ValueError as error:
            raise ReadError(f"{path}, line {number}: not JSON ({error}); export as JSONL") from error
        except CorrectionError as error:
            yield Problem(where, str(error))


def _sheet(data: Any, where: str, records: Mapping[str, Record]) -> Sheet:
    if not isinstance(data, dict):
        raise CorrectionError(f"{where}: no article; export as JSONL")
    record = record_behind(where, data.get("text"), data.get("record"), records)
    exported = {(region.start, region.end) for region in marked(record).regions}
    entities = enumerate(_entities(data))
    regions = tuple(_found(number, one, record.article.text, exported, where) for number, one in entities)
    links = tuple(
        (str(one["from_id"]), str(one["to_id"]), str(one.get("type") or "")) for one in data.get("relations") or []
    )
    return Sheet(Path(record.article.source or "").stem, where, record, regions, links)


def _entities(data: dict[str, Any]) -> list[Any]:
    """Entities as objects or, where a project has no relations, as lists of start, end and label."""
    return data.get("entities") or data.get("label") or data.get("labels") or []


def _found(number: int, one: Any, text: str, exported: set[tuple[int, int]], where: str) -> Found:
    try:
        if isinstance(one, dict):
            name, label, start, end = str(one["id"]), one["label"], one["start_offset"], one["end_offset"]
        else:
            start, end, label = one
            name = f"entity {number}"
        outside = not 0 <= start < end <= len(text)
    except (KeyError, ValueError, TypeError) as error:
        raise CorrectionError(f"{where}: an entity without id, label or offsets; export as JSONL") from error
    if outside or ((start, end) not in exported and (_cuts(text, start) or _cuts(text, end))):
        shown = text[max(0, start - 10) : end + 10]
        raise CorrectionError(f"{where}: {label} {start}:{end} cuts a word (… {shown} …); mark whole words")
    return Found(name, label, start, end, None)


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
