"""A folder for Label Studio: ``tasks.json`` with the facts as predictions, and ``config.xml``, the labelling interface.

Offsets count code points, as Label Studio's text does since 1.6; every region carries its words, so that what comes
back can be checked. The values of a fact are fields of its first region; the record itself travels in the task's data,
without its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

from bcdextract.export.spans import SAME, Region, marked, schemes
from bcdextract.record import Record

LEFT_OUT: Mapping[str, str] = {}
LABELS, TEXT = "label", "text"
_COLOURS = (
    "#1f77b4",
    "#ff7f0e",
    "#2ca02c",
    "#d62728",
    "#9467bd",
    "#8c564b",
    "#e377c2",
    "#7f7f7f",
    "#bcbd22",
    "#17becf",
)


def write(records: Iterable[Record], path: Path) -> None:
    """The folder ``path`` with tasks and configuration."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "config.xml").write_text(config(), encoding="utf-8")
    with (path / "tasks.json").open("w", encoding="utf-8") as file:
        file.write("[")
        for number, record in enumerate(records):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(task(record), ensure_ascii=False))
        file.write("\n]\n")


def task(record: Record) -> dict[str, Any]:
    """One article as a task: its text, what it needs to come back, and a prediction."""
    found = marked(record)
    results = [part for region in found.regions for part in _region(region)]
    for link in found.links:
        ends = {"from_id": link.source, "to_id": link.target}
        results.append({"type": "relation", **ends, "direction": "right", "labels": [link.kind]})
    data = {"text": record.article.text, "title": record.article.title or "", "source": record.article.source or ""}
    prediction = {"model_version": f"bcdextract {record.schema_version}", "result": results}
    return {"data": {**data, "record": carried(record)}, "predictions": [prediction]}


def carried(record: Record) -> str:
    """The record as JSON without its text, which stands beside it."""
    data = record.model_dump(mode="json")
    del data["article"]["text"]
    return json.dumps(data, ensure_ascii=False)


def _region(region: Region) -> Iterator[dict[str, Any]]:
    place = {"start": region.start, "end": region.end}
    both = {"id": region.id, "to_name": TEXT}
    value: dict[str, Any] = {**place, "text": region.text, "labels": [region.label]}
    yield {**both, "from_name": LABELS, "type": "labels", "value": value}
    for name, text in region.values.items():
        few = schemes()[region.label].values[name]
        kind, held = ("choices", {"choices": [text]}) if few else ("textarea", {"text": [text]})
        yield {**both, "from_name": control(region.label, name), "type": kind, "value": {**place, **held}}


def control(label: str, value: str) -> str:
    """The name of the field that holds a value of a label's regions.

    >>> control("Unit", "locality.code")
    'Unit__locality__code'
    """
    return "__".join((label, *value.split(".")))


def config() -> str:
    """The labelling interface: labels, a field for each value, names of links."""
    view = xml.Element("View")
    labels = xml.SubElement(view, "Labels", name=LABELS, toName=TEXT)
    for number, label in enumerate(schemes()):
        xml.SubElement(labels, "Label", value=label, background=_COLOURS[number % len(_COLOURS)])
    links = {name for scheme in schemes().values() for name in scheme.links}
    relations = xml.SubElement(view, "Relations")
    for name in (*sorted(links), SAME):
        xml.SubElement(relations, "Relation", value=name)
    xml.SubElement(view, "Text", name=TEXT, value="$text")
    for label, scheme in schemes().items():
        when = {"visibleWhen": "region-selected", "whenTagName": LABELS, "whenLabelValue": label}
        part = xml.SubElement(view, "View", when)
        for name, few in scheme.values.items():
            xml.SubElement(part, "Header", value=name, size="5")
            own = {"name": control(label, name), "toName": TEXT, "perRegion": "true", "required": "false"}
            if not few:
                xml.SubElement(part, "TextArea", {**own, "maxSubmissions": "1", "editable": "true"})
                continue
            choices = xml.SubElement(part, "Choices", {**own, "choice": "single", "showInline": "true"})
            for choice in few:
                xml.SubElement(choices, "Choice", value=choice)
    xml.indent(view)
    return xml.tostring(view, encoding="unicode") + "\n"
