"""The floors of the house hold: each room imports only rooms below it."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_layers(capsys: pytest.CaptureFixture[str]) -> None:
    configuration = Path(__file__).parents[1] / "pyproject.toml"
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(configuration), no_cache=True) == 0, capsys.readouterr().out
