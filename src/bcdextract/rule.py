"""A rule: a named thing with an example, and how a tuple of them runs.

A :class:`Rule` carries a pattern over the folded text (``text.fold``) and the phrase it was written for. Order is
priority: where two rules match overlapping words, the one that stands first in the tuple has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bcdextract.text import fold


class Rule(NamedTuple):
    """``pattern`` is compiled over folded text; ``example`` must match it and ``never`` must not."""

    name: str
    pattern: re.Pattern[str]
    example: str
    never: str | None = None

    def holds(self) -> bool:
        """Whether the rule keeps its own example and counter-example."""
        hit = self.pattern.search(fold(self.example)) is not None
        return hit and (self.never is None or self.pattern.search(fold(self.never)) is None)


def rule(name: str, pattern: str, example: str, never: str | None = None) -> Rule:
    """A rule from a verbose pattern (``re.VERBOSE``: white space in it means nothing, write ``\\s``)."""
    return Rule(name, re.compile(pattern, re.VERBOSE), example, never)


def run(rules: Sequence[Rule], folded: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Matches of all rules in text order; an earlier rule of the tuple keeps its words from a later one.

    >>> day = rule("day", r"ngày\\s\\d+", "ngày 5")
    >>> [(r.name, m.group()) for r, m in run((day,), "họp ngày 5, nghỉ ngày 6")]
    [('day', 'ngày 5'), ('day', 'ngày 6')]
    """
    taken = bytearray(len(folded))
    found = []
    for each in rules:
        for match in each.pattern.finditer(folded):
            start, end = match.span()
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append((start, each, match))
    for _, each, match in sorted(found, key=lambda hit: hit[0]):
        yield each, match
