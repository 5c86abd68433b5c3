"""The words that reading a number needs, out of ``data/results/*.yaml``, ready for look-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from bcdextract.lexicon import Entry, Node, build_trie, builtin, words
from bcdextract.mention import Token

Phrases = Mapping[tuple[str, ...], Any]
"""Folded syllables to what they mean, for look-up backwards from a number."""


@dataclass(frozen=True, slots=True)
class Words:
    """Tries look forward from a token, ``Phrases`` back from it."""

    values: Mapping[str, Decimal]
    times: Mapping[str, Decimal]
    before: Phrases
    after: Node
    measures: Node
    counted: Node
    labels: Phrases
    stops: Node
    verbs: Phrases
    heads: Node
    plans: Node
    status: Node
    actions: Phrases
    one: Phrases
    anaphors: Node
    slogans: Node
    keeps: Node
    weather: frozenset[str]
    predicates: Node


@cache
def lexicon() -> Words:
    """All word lists, read once."""
    numbers = builtin("results/numbers")
    return Words(
        values=_numbers(numbers, "value"),
        times=_numbers(numbers, "times"),
        before=_phrases([e for e in numbers if "approximation" in e.data and not e.data.get("after")], "approximation"),
        after=_trie([e for e in numbers if e.data.get("after")], "approximation"),
        measures=build_trie(
            (a, (e.data["kind"], e.data["unit"])) for e in builtin("results/measures") for a in e.aliases
        ),
        counted=build_trie((a, e.data) for e in builtin("results/counted") for a in e.aliases),
        labels=_phrases(builtin("results/labels"), "firm"),
        stops=_trie(builtin("results/stops")),
        verbs=_phrases(builtin("results/verbs"), "direction"),
        heads=_trie(builtin("results/heads")),
        plans=_trie(builtin("results/plans")),
        status=build_trie((a, e.data) for e in builtin("results/status") for a in e.aliases),
        actions=_phrases(builtin("results/actions"), "category"),
        one=_phrases(builtin("results/one")),
        anaphors=_trie(builtin("results/anaphors")),
        slogans=_trie(builtin("results/slogans")),
        keeps=_trie(builtin("results/keeps")),
        predicates=_trie(builtin("results/predicates")),
        weather=frozenset(alias for e in builtin("results/weather") for alias in e.aliases),
    )


def back(phrases: Phrases, tokens: tuple[Token, ...], end: int, floor: int, longest: int = 4) -> tuple[int, Any] | None:
    """The longest phrase that ends before token ``end``: (its first token, value), or ``None``."""
    for size in range(min(longest, end - floor), 0, -1):
        key = tuple(token.fold for token in tokens[end - size : end])
        if key in phrases:
            return end - size, phrases[key]
    return None


def _numbers(entries: Sequence[Entry], field: str) -> Mapping[str, Decimal]:
    return {alias: Decimal(e.data[field]) for e in entries if field in e.data for alias in e.aliases}


def _phrases(entries: Sequence[Entry], field: str | None = None) -> Phrases:
    return {words(alias): e.data.get(field) if field else True for e in entries for alias in e.aliases}


def _trie(entries: Sequence[Entry], field: str | None = None) -> Node:
    return build_trie((alias, e.data.get(field) if field else True) for e in entries for alias in e.aliases)
