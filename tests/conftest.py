"""Options of the test run."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("no clock", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")
"""Examples are judged by what they give and never by how long a busy machine took for one."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-records",
        action="store_true",
        help="write fixtures/articles/*.record.json anew from what extract() gives now; read the diff after",
    )
