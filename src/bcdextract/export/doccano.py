"""JSONL for doccano's sequence labelling with relations: text, entities, relations.

Offsets count code points, as doccano's do. doccano has no values for entities: the record travels beside the text, and
what people leave alone keeps its values when it comes back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bcdextract.export.label_studio import carried
from bcdextract.export.spans import marked
from bcdextract.record import Record

LEFT_OUT: Mapping[str, str] = {}


def write(records: Iterable[Record], path: Path) -> None:
    """A line of JSON an article."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(f"{json.dumps(line(record), ensure_ascii=False)}\n")


def line(record: Record) -> dict[str, Any]:
    """One article as doccano imports it."""
    found = marked(record)
    numbers = {region.id: number for number, region in enumerate(found.regions, start=1)}
    return {
        "text": record.article.text,
        "entities": [
            {"id": numbers[region.id], "label": region.label, "start_offset": region.start, "end_offset": region.end}
            for region in found.regions
        ],
        "relations": [
            {"id": number, "from_id": numbers[link.source], "to_id": numbers[link.target], "type": link.kind}
            for number, link in enumerate(found.links, start=1)
        ],
        "source": record.article.source,
        "record": carried(record),
    }
