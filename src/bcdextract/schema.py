"""The JSON Schema of a record line, generated from the models and published as ``data/record.schema.json``.

``python -m bcdextract.schema`` writes the published file anew; a test compares it with the models.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from bcdextract.record import SCHEMA_VERSION, Record


def generate() -> dict[str, Any]:
    """The schema as the models have it now.

    >>> generate()["properties"]["meetings"]["type"]
    'array'
    """
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:bcdextract:record:{SCHEMA_VERSION}", **schema}


def dump() -> str:
    """The text of the published file."""
    return json.dumps(generate(), ensure_ascii=False, indent=2) + "\n"


def published() -> str:
    """The schema as it was published with this version."""
    return resources.files("bcdextract").joinpath("data", "record.schema.json").read_text(encoding="utf-8")


if __name__ == "__main__":
    Path(__file__).with_name("data").joinpath("record.schema.json").write_text(dump(), encoding="utf-8")
