"""Label Studio's export ("JSON") read back.

Of a task the annotation that a person made is read, of several the one marked as ground truth. A region's words say
whether its offsets count code points or, as old versions did, UTF-16 units; where neither fits, the task is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bcdextract.corrections.sheet import CorrectionError, Found, Problem, Sheet, record_behind
from bcdextract.errors import ReadError
from bcdextract.export.label_studio import LABELS, control
from bcdextract.export.spans import schemes
from bcdextract.record import Record

Json = dict[str, Any]


def read(path: Path, records: Mapping[str, Record]) -> Iterator[Sheet | Problem]:
    """A sheet for each task of the file, in order; a :class:`Problem` for one that gives none."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: no JSON export of Label Studio ({error}); export as JSON, not JSON-MIN") from error
    if not isinstance(tasks, list):
        raise ReadError(f"{path}: no list of tasks; export as JSON, not JSON-MIN")
    for number, task in enumerate(tasks, start=1):
        where = f"{path.name}, task {task.get('id', number) if isinstance(task, dict) else number}"
        try:
            yield _sheet(task, where, records)
        except CorrectionError as error:
            yield Problem(where, str(error))


def _sheet(task: Any, where: str, records: Mapping[str, Record]) -> Sheet | Problem:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(task.get("annotations", []), list):
        raise CorrectionError(f"{where}: has no data; export as JSON, not JSON-MIN")
    made = [one for one in task.get("annotations", []) if not one.get("was_cancelled")]
    chosen = [one for one in made if one.get("ground_truth")] or made
    if not chosen:
        return Problem(where, f"{where}: nobody has annotated it", untouched=True)
    if len(chosen) > 1:
        raise CorrectionError(f"{where}: {len(chosen)} annotations; mark the right one as ground truth")
    record = record_behind(where, data.get("text"), data.get("record"), records)
    results = chosen[0].get("result") or []
    regions = tuple(_regions(results, record.article.text, where))
    links = tuple(
        (one["from_id"], one["to_id"], (one.get("labels") or [""])[0])
        if one.get("direction") != "left"
        else (one["to_id"], one["from_id"], (one.get("labels") or [""])[0])
        for one in results
        if one.get("type") == "relation"
    )
    return Sheet(Path(record.article.source or "").stem, where, record, regions, links)


def _regions(results: list[Json], text: str, where: str) -> Iterator[Found]:
    names = {control(label, name): (label, name) for label, scheme in schemes().items() for name in scheme.values}
    values: dict[str, dict[str, str]] = {}
    for one in results:
        if one.get("from_name") in names and one.get("type") in ("textarea", "choices"):
            held = one["value"].get("text" if one["type"] == "textarea" else "choices") or []
            label, name = names[one["from_name"]]
            said = held if isinstance(held, str) else "\n".join(held)
            values.setdefault(f"{label} {one['id']}", {})[name] = said
    for one in results:
        if one.get("from_name") == LABELS:
            for label in one["value"].get("labels", []):
                start, end = _place(one["value"], text, where, label)
                yield Found(one["id"], label, start, end, values.get(f"{label} {one['id']}", {}))


def _place(value: Json, text: str, where: str, label: str) -> tuple[int, int]:
    """The code points of a region: its words decide what its offsets count."""
    start, end, words = value["start"], value["end"], value.get("text")
    if words is None and text.isascii() | all(ord(c) < 0x10000 for c in text):
        return start, end  # both ways of counting agree
    if text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le")
    before, inside = (units[2 * a : 2 * b].decode("utf-16-le", "replace") for a, b in ((0, start), (start, end)))
    if words is not None and inside == words:
        return len(before), len(before) + len(inside)
    raise CorrectionError(f"{where}: {label} {start}:{end} is not «{words}» in its text; draw the region anew")
