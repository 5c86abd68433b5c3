"""A folder of UIMA CAS files (XMI), one an article, and their ``TypeSystem.xml``: for INCEpTION and other UIMA tools.

A label is a layer, its values are features, its links one slot feature ``links`` (role and target). In the files
offsets count UTF-16 units, as UIMA wants; the library converts them. The layer ``RecordData`` holds the record without
its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bcdextract.errors import ExportError
from bcdextract.export import missing
from bcdextract.export.label_studio import carried
from bcdextract.export.spans import Marked, marked, schemes
from bcdextract.record import Record

LEFT_OUT: Mapping[str, str] = {}
SPACE = "webanno.custom"
DATA = f"{SPACE}.RecordData"
_RESERVED = frozenset({"begin", "end", "sofa", "type"})


def write(records: Iterable[Record], path: Path) -> None:
    """The folder ``path``: ``00001-<name>.xmi`` ... Raises ``ExportError`` for a text that XML cannot hold."""
    try:
        import cassis
    except ImportError as error:
        raise missing("dkpro-cassis", "exchange", error) from error
    path.mkdir(parents=True, exist_ok=True)
    types = typesystem(cassis)
    types.to_xml(path / "TypeSystem.xml")
    for number, record in enumerate(records, start=1):
        stem = re.sub(r"[^\w.-]+", "_", Path(record.article.source or record.article.id).stem)
        made = _cas(cassis, types, record)
        try:
            made.to_xmi(path / f"{number:05}-{stem}.xmi", pretty_print=True)
        except ValueError as error:
            where = record.article.source or record.article.id
            raise ExportError(f"{where}: {error}; XML has no such characters, use another form") from error


def typesystem(cassis: Any) -> Any:
    """The layers: one a label, and ``RecordData`` for the whole text."""
    types = cassis.TypeSystem()
    data = types.create_type(DATA, "uima.tcas.Annotation")
    for name in ("article", "source", "record"):
        types.create_feature(data, name, "uima.cas.String")
    for label, scheme in schemes().items():
        layer = types.create_type(f"{SPACE}.{label}", "uima.tcas.Annotation")
        for name in ("fact", "rule", *scheme.values):
            types.create_feature(layer, feature(name), "uima.cas.String")
        slot = types.create_type(f"{SPACE}.{label}LinksLink", "uima.cas.TOP")
        types.create_feature(slot, "role", "uima.cas.String")
        types.create_feature(slot, "target", "uima.tcas.Annotation")
        types.create_feature(layer, "links", "uima.cas.FSArray", elementType=slot)
    return types


def feature(name: str) -> str:
    """A value's name as a feature may be called.

    >>> feature("locality.code"), feature("end")
    ('locality__code', 'end_')
    """
    return f"{name}_" if name in _RESERVED else name.replace(".", "__")


def _cas(cassis: Any, types: Any, record: Record) -> Any:
    made = cassis.Cas(typesystem=types, document_language=record.article.language)
    text = record.article.text
    made.sofa_string, made.sofa_mime = text, "text/plain"
    own = {"article": record.article.id, "source": record.article.source, "record": carried(record)}
    made.add(types.get_type(DATA)(begin=0, end=len(text), **own))
    _add(made, types, marked(record))
    return made


def _add(made: Any, types: Any, found: Marked) -> None:
    annotations = {}
    slots: dict[str, list[Any]] = {}
    labels = {region.id: region.label for region in found.regions}
    for region in found.regions:
        values = {feature(name): text for name, text in region.values.items()}
        place = {"begin": region.start, "end": region.end, "fact": region.id, "rule": region.rule}
        annotations[region.id] = types.get_type(f"{SPACE}.{region.label}")(**place, **values)
    for link in found.links:
        slot = types.get_type(f"{SPACE}.{labels[link.source]}LinksLink")
        slots.setdefault(link.source, []).append(slot(role=link.kind, target=annotations[link.target]))
    array = types.get_type("uima.cas.FSArray")
    for name, annotation in annotations.items():
        if name in slots:
            annotation.links = array(elements=slots[name])
        made.add(annotation)
