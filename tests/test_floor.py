"""No field's score on the real articles falls below the floor kept in ``floor.json``."""

from __future__ import annotations

import pytest

from floor import SHARED, floor, reached


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of real articles is not at hand")
def test_scores_stay_above_the_floor() -> None:
    now = reached()
    fallen = [
        f"{name} {field}: {now[name].get(field, 0):.3f} is under {least}"
        for name, fields in floor().items()
        for field, least in fields.items()
        if now[name].get(field, 0) < least
    ]
    assert not fallen, "; ".join(fallen)
