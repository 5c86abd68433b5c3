"""FollowTheMoney, JSON-LD, Popolo and Omeka: read by the tools of each, and every value is there."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld as pyld

import bcdextract
from bcdextract import Record, export
from bcdextract.export import jsonld, popolo
from full_record import full_record, leaves

ARTICLES = Path(__file__).parents[1] / "fixtures" / "articles"
RECORDS = [bcdextract.extract(path) for path in sorted(ARTICLES.glob("*.txt"))]
FULL = full_record()


def written(form: str, folder: Path, *records: Record) -> Path:
    export.write(records, form, folder / "out")
    return folder / "out"


def shown(value: Any) -> str:
    """A value as forms of text have it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def strings(part: Any) -> Iterator[str]:
    """Every string, number and truth value of JSON."""
    if isinstance(part, dict):
        for one in part.values():
            yield from strings(one)
    elif isinstance(part, list):
        for one in part:
            yield from strings(one)
    elif part is not None:
        yield shown(part)


def lost(record: Record, held: str) -> set[str]:
    """The fields with a value that is not in ``held``, which is all that a form says."""
    small = held.lower()
    return {path for path, value in leaves(record) if shown(value).lower() not in small}


def test_popolo_holds_every_value(tmp_path: Path) -> None:
    data = json.loads(written("popolo", tmp_path, FULL).read_text("utf-8"))
    assert set(data) == set(popolo.COLLECTIONS)
    assert lost(FULL, "\n".join(strings(data))) == set()


def test_popolo_as_its_library_reads_it(tmp_path: Path) -> None:
    importer = pytest.importorskip("popolo_data.importer")
    read = importer.Popolo.from_filename(str(written("popolo", tmp_path, *RECORDS)))
    assert [person.name for person in read.persons] == [o.name for record in RECORDS for o in record.officials]
    assert [one.name for one in read.organizations] == [u.name for record in RECORDS for u in record.units]
    held = [post for record in RECORDS for official in record.officials for post in official.positions]
    assert [one.role for one in read.memberships] == [post.title for post in held]
    assert {one.person.id for one in read.memberships} <= {person.id for person in read.persons}
    assert len(read.events) == sum(len(record.meetings) for record in RECORDS)


def test_json_ld_holds_every_value(tmp_path: Path) -> None:
    data = json.loads(written("jsonld", tmp_path, FULL).read_text("utf-8"))
    expanded = pyld.expand(data)
    assert lost(FULL, "\n".join(strings(expanded))) == set()


def test_json_ld_as_a_processor_reads_it(tmp_path: Path) -> None:
    data = json.loads(written("jsonld", tmp_path, *RECORDS[:3]).read_text("utf-8"))
    graph = {node["@id"]: node for node in pyld.flatten(data)}
    spans = 0
    for record in RECORDS[:3]:
        article = graph[f"urn:sha256:{record.article.id}"]
        assert article["@type"] == ["https://schema.org/NewsArticle"]
        for meeting in record.meetings:
            node = graph[f"urn:sha256:{record.article.id}#{meeting.id}"]
            assert node["@type"] == ["https://schema.org/Event"]
            held = [one["@id"].partition("#")[2] for one in node.get("https://schema.org/organizer", [])]
            assert tuple(held) == meeting.conveners
        spans += sum(1 for path, _ in leaves(record) if path == "Evidence.rule")
    annotations = [node for node in graph.values() if "http://www.w3.org/ns/oa#Annotation" in node.get("@type", [])]
    assert len(annotations) == spans
    assert all(node["http://www.w3.org/ns/oa#hasBody"][0]["@id"] in graph for node in annotations)


def test_no_term_is_lost_in_the_context() -> None:
    """A field without a term or prefix would fall away in expansion; two fields of a model may not share one."""
    models = {path.partition(".")[0] for path in jsonld.TERMS}
    for model in models:
        terms = [term for path, term in jsonld.TERMS.items() if path.partition(".")[0] == model]
        assert len(terms) == len(set(terms))


def test_omeka_holds_every_value(tmp_path: Path) -> None:
    with written("omeka", tmp_path, FULL).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert lost(FULL, "\n".join(row.values())) == set()
    assert all(term.partition(":")[0] in ("dcterms", "bibo") for term in row)


def test_omeka_says_where_each_fact_stands(tmp_path: Path) -> None:
    with written("omeka", tmp_path, RECORDS[0]).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    told = row["dcterms:provenance"].split("|")
    for unit in RECORDS[0].units:
        (line,) = [line for line in told if line.startswith(f"Unit: id: {unit.id}; ")]
        assert all(f"mentions: {at.start}-{at.end} «{at.text}» {at.rule}" in line for at in unit.mentions)


def test_omeka_parts_its_values(tmp_path: Path) -> None:
    record = RECORDS[0].model_copy(
        update={"article": RECORDS[0].article.model_copy(update={"authors": ("Lan|Khuê", "Thế Đảng")})}
    )
    with written("omeka", tmp_path, record).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["dcterms:creator"].split("|") == ["Lan¦Khuê", "Thế Đảng"]
    assert row["dcterms:subject"].split("|")[-len(record.units) :] == [unit.name for unit in record.units]


def test_follow_the_money_holds_every_value(tmp_path: Path) -> None:
    lines = written("followthemoney", tmp_path, FULL).read_text("utf-8").splitlines()
    assert lost(FULL, "\n".join(strings([json.loads(line) for line in lines]))) == set()


def test_follow_the_money_finds_every_entity_valid(tmp_path: Path) -> None:
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney (with ICU) is not installed", exc_type=ImportError
    )
    lines = written("followthemoney", tmp_path, FULL, *RECORDS).read_text("utf-8").splitlines()
    entities = [json.loads(line) for line in lines]
    schemata = {entity["id"]: ftm.model.get(entity["schema"]) for entity in entities}
    for entity in entities:
        ftm.model.get(entity["schema"]).validate(entity)
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        kept = {name: len(values) for name, values in proxy.to_dict()["properties"].items()}
        given = {name: len(set(values)) for name, values in entity["properties"].items()}
        assert kept == given, (entity, proxy.to_dict())
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in schemata, f"{prop.name} leads nowhere"
                assert schemata[value].is_a(prop.range), f"{prop.name} of {entity['schema']} to {schemata[value].name}"


@pytest.mark.parametrize("form", ["jsonl", "followthemoney", "jsonld", "popolo", "omeka", "doccano"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_as_many_records_as_there_are(form: str, count: int, tmp_path: Path) -> None:
    text = written(form, tmp_path, *RECORDS[:count]).read_text("utf-8")
    for record in RECORDS[:count]:
        assert record.article.id in text
    if form in ("popolo", "jsonld"):
        json.loads(text)
