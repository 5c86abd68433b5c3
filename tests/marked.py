"""Sentences marked with ⟦ and ⟧: the text without its marks, and the spans between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).resolve().parents[1] / "fixtures" / "examples"


def cases(name: str) -> list[dict[str, Any]]:
    """The entries of a table of examples."""
    return list(yaml.safe_load((EXAMPLES / name).read_text(encoding="utf-8")))


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text and the half-open spans that were marked in it, in its order; one may stand inside another."""
    text, spans = "", []
    starts: list[int] = []
    for char in marked:
        if char == "⟦":
            starts.append(len(text))
        elif char == "⟧":
            spans.append((starts.pop(), len(text)))
        else:
            text += char
    return text, sorted(spans)
