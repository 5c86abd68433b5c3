"""Scores on the real articles, and the floor they must not fall below.

``python tests/floor.py`` shows both; ``python tests/floor.py --raise`` lifts the floor to what is reached now.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from pathlib import Path

from bcdextract import Record, extract_many
from bcdextract.evaluate import evaluate

SHARED = Path(__file__).resolve().parents[2] / "shared"
FLOOR = Path(__file__).with_name("floor.json")
SETS = {"articles": ("articles", "gold"), "corpus": ("corpus/text", "corpus/gold")}
"""Each set of articles: its texts and its answers, as folders of the collection."""


def reached() -> dict[str, dict[str, float]]:
    """F1 a field, and the core macro-F1, of each set now."""
    with tempfile.TemporaryDirectory() as folder:
        return {name: _scores(Path(folder) / "records.jsonl", *places) for name, places in SETS.items()}


def _scores(out: Path, texts: str, gold: str) -> dict[str, float]:
    rows = extract_many(sorted((SHARED / texts).glob("*.txt")))
    out.write_text("".join(row.model_dump_json() + "\n" for row in rows if isinstance(row, Record)), encoding="utf-8")
    scores = evaluate([SHARED / gold], out)
    fields = {field: counts.f1 for field, counts in scores.lenient.items()}
    return {field: f1 for field, f1 in {"macro": scores.macro, **fields}.items() if f1 is not None}


def floor() -> dict[str, dict[str, float]]:
    kept: dict[str, dict[str, float]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return kept


def lifted(now: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The floor at what is reached now, cut to three figures; never lower than it was."""
    kept = floor()
    return {
        name: {
            field: max(math.floor(f1 * 1000) / 1000, kept.get(name, {}).get(field, 0)) for field, f1 in fields.items()
        }
        for name, fields in now.items()
    }


def main() -> None:
    now, kept = reached(), floor()
    for name, fields in now.items():
        print(name)
        for field, f1 in fields.items():
            print(f"    {field:20} {f1:.3f}  floor {kept.get(name, {}).get(field, 0):.3f}")
    if sys.argv[1:] == ["--raise"]:
        FLOOR.write_text(json.dumps(lifted(now), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
