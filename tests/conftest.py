"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-records",
        action="store_true",
        help="write fixtures/articles/*.record.json anew from what extract() gives now; read the diff after",
    )
