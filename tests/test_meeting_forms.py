"""How meetings are told: hosts, days, kinds, periods and plans of sentences invented for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bcdextract import extract
from bcdextract.record import Period

ROOT = Path(__file__).parents[1]

CASES = yaml.safe_load((ROOT / "fixtures/examples/meeting_forms.yaml").read_text("utf-8"))


def told(article: str) -> dict[str, object]:
    record = extract(article)
    if not record.meetings:
        return {"meetings": 0}
    names = {unit.id: unit.name for unit in record.units}
    first, *others = record.meetings
    second = others[0] if others else None
    return {
        "meetings": len(record.meetings),
        "conveners": [names[unit] for unit in first.conveners],
        "kind": first.kind,
        "date": str(first.date.start) if first.date else "None",
        "period": span(first.period),
        "plan": span(first.plan),
        "second_kind": second and second.kind,
        "second_date": str(second.date.start) if second and second.date else "None",
        "second_session": second.date.session if second and second.date else None,
    }


def span(period: Period | None) -> str:
    return f"{period.start}/{period.end}" if period else "None"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_told(case: dict[str, object]) -> None:
    found = told(str(case["text"]))
    expected = {key: value for key, value in case.items() if key != "text"}
    assert {key: found[key] for key in expected} == expected
