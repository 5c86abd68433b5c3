"""What README.md shows is what the program does."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bcdextract.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_examples_run() -> None:
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert (failed, tried > 5) == (0, True)


def missing(shown: Any, record: Any, path: str = "record") -> list[str]:
    """Paths of what is shown and not in the record; lists may be cut at the end."""
    if isinstance(shown, dict) and isinstance(record, dict):
        return [gap for key in shown for gap in missing(shown[key], record.get(key, "nothing"), f"{path}.{key}")]
    if isinstance(shown, list) and isinstance(record, list) and len(shown) <= len(record):
        pairs = enumerate(zip(shown, record, strict=False))
        return [gap for number, (one, other) in pairs for gap in missing(one, other, f"{path}[{number}]")]
    return [] if shown == record else [f"{path}: {shown!r}, not {record!r}"]


def test_the_record_is_what_the_command_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    block = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert block
    shown = json.loads(block[1])
    record = json.loads(CliRunner().invoke(main, ["extract", shown["article"]["source"]]).stdout)
    assert missing(shown, record) == []


def test_every_command_is_named() -> None:
    for name in main.commands:
        assert f"bcdextract {name} " in README or f"bcdextract {name}\n" in README


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("command", re.findall(r"(scripts/\S+|benchmarks/\S+\.py)", README))
def test_scripts_are_there(command: str) -> None:
    assert (ROOT / command.rstrip("`")).exists()
