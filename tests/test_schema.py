"""The published schema is the models', and records keep to it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

import bcdextract
from bcdextract import schema
from bcdextract.record import Article, Evidence, Record, Result

ARTICLES = sorted((Path(__file__).parents[1] / "fixtures" / "articles").glob("*.txt"))
VALIDATOR = Draft202012Validator(schema.generate(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_published_schema_is_the_models() -> None:
    assert schema.published() == schema.dump(), "run: python -m bcdextract.schema"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema.generate())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_records_keep_to_the_schema(path: Path) -> None:
    line = bcdextract.extract(path).model_dump_json()
    VALIDATOR.validate(json.loads(line))
    assert Record.model_validate_json(line).model_dump_json() == line


def test_something_else_does_not() -> None:
    with pytest.raises(ValidationError):
        VALIDATOR.validate({"article": {"id": 1}})


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)
evidences = st.builds(Evidence, start=st.integers(0, 9), end=st.integers(0, 9), text=st.text(), rule=st.text())
results = st.builds(
    Result,
    id=st.text(),
    value=numbers,
    upper=st.none() | numbers,
    item=st.none() | st.text(),
    period=st.none(),
    change=st.none(),
    evidence=st.lists(evidences, max_size=2).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(st.lists(results, max_size=3), st.none() | st.dates(), st.text())
def test_any_record_keeps_to_the_schema(found: list[Result], published: object, text: str) -> None:
    record = Record(article=Article(id="0", text=text, published=published), results=tuple(found))
    data = json.loads(record.model_dump_json())
    VALIDATOR.validate(data)
    assert [Decimal(row["value"]) for row in data["results"]] == [result.value for result in found]
