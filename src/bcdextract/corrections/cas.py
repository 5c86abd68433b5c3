"""A folder of corrected CAS files (XMI) read back, with the ``TypeSystem.xml`` in it or beside each file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bcdextract.corrections.sheet import CorrectionError, Found, Problem, Sheet, record_behind
from bcdextract.errors import ReadError
from bcdextract.export import missing
from bcdextract.export.cas import DATA, SPACE, feature
from bcdextract.export.spans import schemes
from bcdextract.record import Record


def read(path: Path, records: Mapping[str, Record]) -> Iterator[Sheet | Problem]:
    """A sheet for each ``.xmi`` in the folder and its folders, by name; a :class:`Problem` for one that gives none."""
    try:
        import cassis
    except ImportError as error:
        raise missing("dkpro-cassis", "exchange", error) from error
    files = sorted(path.rglob("*.xmi")) if path.is_dir() else []
    if not files:
        raise ReadError(f"{path}: no folder with .xmi files; unpack the export (UIMA CAS XMI) into a folder")
    for file in files:
        where = file.relative_to(path).as_posix()
        try:
            yield _sheet(_cas(cassis, file, path), where, records)
        except CorrectionError as error:
            yield Problem(where, str(error))


def _cas(cassis: Any, file: Path, top: Path) -> Any:
    folder = next((each for each in (file.parent, top) if (each / "TypeSystem.xml").exists()), None)
    if folder is None:
        raise ReadError(f"{file}: no TypeSystem.xml beside it; keep the files of an export together")
    try:
        with (folder / "TypeSystem.xml").open("rb") as types, file.open("rb") as content:
            return cassis.load_cas_from_xmi(content, typesystem=cassis.load_typesystem(types))
    except (SyntaxError, ValueError, LookupError, TypeError, AttributeError, OSError) as error:
        raise CorrectionError(f"{file.name}: no CAS ({error}); export as UIMA CAS XMI") from error


def _sheet(made: Any, where: str, records: Mapping[str, Record]) -> Sheet:
    data = made.select(DATA) if made.typesystem.contains_type(DATA) else []
    record = record_behind(where, made.sofa_string, data[0].record if data else None, records)
    regions: list[Found] = []
    names: dict[int, str] = {}
    annotations = []
    for label, scheme in schemes().items():
        layer = f"{SPACE}.{label}"
        for annotation in made.select(layer) if made.typesystem.contains_type(layer) else []:
            known = getattr(annotation, "fact", None)
            name = known if known and known not in names.values() else f"new {len(names)}"
            values = {each: getattr(annotation, feature(each), None) or "" for each in scheme.values}
            names[id(annotation)] = name
            annotations.append(annotation)
            regions.append(Found(name, label, annotation.begin, annotation.end, {k: v for k, v in values.items() if v}))
    links = []
    for annotation in annotations:
        slots = getattr(annotation, "links", None)
        for slot in (slots.elements or []) if slots else []:
            if slot.target is not None and id(slot.target) in names:
                links.append((names[id(annotation)], names[id(slot.target)], slot.role or ""))
    return Sheet(Path(record.article.source or "").stem, where, record, tuple(regions), tuple(links))
