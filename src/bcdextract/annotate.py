"""Facts as W3C Web Annotations, one JSON object a line: what was read, and where on the page it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from bcdextract.anchors import TextPositionSelector, TextQuoteSelector, Where, where
from bcdextract.errors import ExportError
from bcdextract.explain import Fact, facts
from bcdextract.record import Model, Record


class Body(Model):
    """What is said of the words: the kind of fact (tagging), the fact (describing) and its rule (classifying)."""

    type: Literal["TextualBody"] = "TextualBody"
    purpose: Literal["tagging", "describing", "classifying"]
    value: str


class Target(Model):
    """The words: in which page, the link that opens it there, and their place in its text."""

    type: Literal["SpecificResource"] = "SpecificResource"
    id: str | None = None
    source: str
    selector: tuple[TextPositionSelector, TextQuoteSelector]


class Annotation(Model):
    """A fact and its words (https://www.w3.org/TR/annotation-model/)."""

    context: Literal["http://www.w3.org/ns/anno.jsonld"] = Field("http://www.w3.org/ns/anno.jsonld", alias="@context")
    id: str
    type: Literal["Annotation"] = "Annotation"
    motivation: Literal["identifying"] = "identifying"
    body: tuple[Body, ...]
    target: Target


def annotations_of(record: Record) -> Iterator[Annotation]:
    """An annotation for every evidence of every fact, in the order of the text.

    >>> import bcdextract
    >>> record = bcdextract.extract("Sáng 5/3/2024, Huyện ủy họp giao ban.", url="https://a.vn/7")
    >>> first = next(annotations_of(record))
    >>> first.body[0].value, first.target.selector[1].exact
    ('meeting', 'Sáng 5/3/2024')
    """
    ordered = sorted(facts(record), key=lambda fact: (fact.evidence.start, fact.evidence.end))
    for number, fact in enumerate(ordered):
        yield _annotation(record, fact, number)


def _annotation(record: Record, fact: Fact, number: int) -> Annotation:
    article, said = record.article, fact.evidence
    stood = where(article, said)
    content = "\x1f".join((article.id, str(number), str(said.start), str(said.end), fact.kind, fact.says))
    return Annotation(
        id=f"urn:sha256:{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()}",
        body=(
            Body(purpose="tagging", value=fact.kind),
            Body(purpose="describing", value=fact.says),
            Body(purpose="classifying", value=said.rule),
        ),
        target=Target(
            id=stood.link,
            source=article.url or f"urn:sha256:{article.id}",
            selector=(stood.position, stood.quote),
        ),
    )


def lines(records: Iterable[str], name: str) -> Iterator[str]:
    """Annotations as lines of JSON, of records as lines of JSON. ``ExportError`` names the line that is no record."""
    for number, line in enumerate(records, start=1):
        if not line.strip():
            continue
        try:
            record = Record.model_validate_json(line)
        except ValidationError as error:
            mend = "give it a file that `bcdextract extract` wrote"
            raise ExportError(f"{name}, line {number}: no record ({error.error_count()} errors); {mend}") from error
        for annotation in annotations_of(record):
            yield annotation.model_dump_json(by_alias=True, exclude_none=True)


def generate() -> dict[str, Any]:
    """The JSON Schema of an annotation line, as the models have it now; what ``where`` gives is ``$defs/Where``."""
    _, schema = models_json_schema([(Annotation, "serialization"), (Where, "serialization")], by_alias=True)
    named = {"$schema": GenerateJsonSchema.schema_dialect, "$id": "urn:bcdextract:annotation:1.0"}
    return {**named, "$ref": "#/$defs/Annotation", **schema}


def dump() -> str:
    """The text of the published file."""
    return json.dumps(generate(), ensure_ascii=False, indent=2) + "\n"


def published() -> str:
    """The schema as it was published with this version."""
    return resources.files("bcdextract").joinpath("data", "annotation.schema.json").read_text(encoding="utf-8")


if __name__ == "__main__":
    Path(__file__).with_name("data").joinpath("annotation.schema.json").write_text(dump(), encoding="utf-8")
