"""Corrected annotations back as gold: what people made of a record in Label Studio, doccano or INCEpTION.

A tool's module has ``read(path, records)``: a :class:`Sheet` for each article that was looked at, with its regions and
links as they are now. :func:`record_of` makes a record of it, and :func:`facts` the answers that ``bcdextract
evaluate`` scores against. Nothing is guessed: a sheet that cannot be read says what to mend in the tool.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from bcdextract.corrections.facts import facts
from bcdextract.corrections.rebuild import record_of
from bcdextract.corrections.sheet import Problem, Sheet
from bcdextract.record import Record

__all__ = ["TOOLS", "Problem", "Sheet", "facts", "read", "record_of"]

TOOLS: Mapping[str, str] = {"label-studio": "label_studio", "doccano": "doccano", "cas": "cas"}
"""The tools, and the module of each."""


def read(path: Path, tool: str, records: Mapping[str, Record]) -> Iterator[Sheet | Problem]:
    """The corrected articles of a tool's file or folder; ``records`` by article id, for files that carry none."""
    found: Callable[[Path, Mapping[str, Record]], Any] = import_module(f"{__name__}.{TOOLS[tool]}").read
    yield from found(path, records)
