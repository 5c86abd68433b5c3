"""The words that reading a number needs, out of ``data/results/*.yaml``, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from bcdextract.lexicon import LEAF, Entry, Node, build_trie, builtin, words
from bcdextract.mention import Tokens


@dataclass(frozen=True, slots=True)
class Words:
    """Tries and tables by what they are for.

    Spelt backwards, for ``back``: ``before``, ``labels``, ``verbs``, ``sums``, ``grants``, ``near``, ``actions``,
    ``occurring`` and ``one``.
    """

    values: dict[str, Decimal]
    times: dict[str, Decimal]
    openers: frozenset[str]
    """Words one of which stands behind every number word that counts."""
    before: Node
    after: Node
    measures: Node
    counted: Node
    labels: Node
    stops: Node
    verbs: Node
    heads: Node
    plans: Node
    status: Node
    opening: Node
    aims: Node
    signals: frozenset[str]
    near: Node
    actions: Node
    one: Node
    slogans: Node
    keeps: Node
    sums: Node
    grants: Node
    spent: Node
    events: Node
    occurring: Node
    occasions: Node
    weather: frozenset[str]
    predicates: Node
    places: frozenset[str]
    """First words of places that are counted: "tỉnh", "địa"."""
    particles: dict[str, frozenset[str]]
    back: re.Pattern[str]
    """The particles of that role where a noun ends."""


@cache
def lexicon() -> Words:
    """All word lists, read once."""
    numbers, particles = builtin("results/numbers"), _roles(builtin("results/particles"))
    values, times = _numbers(numbers, "value"), _numbers(numbers, "times")
    said, status = [e for e in numbers if "approximation" in e.data], builtin("results/status")
    lasting = _trie([e for e in status if not (e.data.get("near") or e.data.get("opening"))], "status")
    counted = build_trie((a, e.data) for e in builtin("results/counted") for a in e.aliases)
    measures = build_trie((a, (e.data["kind"], e.data["unit"])) for e in builtin("results/measures") for a in e.aliases)
    opening = _trie([e for e in status if e.data.get("opening")], "status")
    return Words(
        values=values,
        times=times,
        openers=frozenset((*values, *times, *counted, *measures, "-", "đến", "tới", "/", "%", "trong", "trên", "phần")),
        before=_backward([e for e in said if not e.data.get("after")], "approximation"),
        after=_trie([e for e in said if e.data.get("after")], "approximation"),
        measures=measures,
        counted=counted,
        labels=_backward(builtin("results/labels"), "firm"),
        stops=_trie(builtin("results/stops")),
        verbs=_backward(builtin("results/verbs"), "direction"),
        heads=_trie(builtin("results/heads"), "counts"),
        occasions=_trie(builtin("results/occasions")),
        sums=_backward(builtin("results/sums")),
        grants=_backward([e for e in builtin("results/grants") if not e.data.get("spent")]),
        spent=_trie([e for e in builtin("results/grants") if e.data.get("spent")]),
        events=_trie([e for e in builtin("results/events") if not e.data.get("verb")]),
        occurring=_backward([e for e in builtin("results/events") if e.data.get("verb")]),
        plans=_trie(builtin("results/plans"), "own"),
        status=lasting,
        opening=opening,
        aims=_trie(builtin("results/aims")),
        signals=frozenset((*lasting, *opening, "năm", "đó", ";", ":", "(", ")")),
        near=_backward([e for e in status if e.data.get("near")], "status"),
        actions=_backward(builtin("results/actions"), "category"),
        one=_backward(builtin("results/one")),
        slogans=_trie(builtin("results/slogans")),
        keeps=_trie(builtin("results/keeps")),
        predicates=_trie(builtin("results/predicates")),
        places=frozenset(words(a)[0] for e in builtin("results/counted") if "place" in e.data for a in e.aliases),
        particles=particles,
        back=_pointer(sorted(particles["back"])),
        weather=frozenset(alias for e in builtin("results/weather") for alias in e.aliases),
    )


def back(phrases: Node, tokens: Tokens, end: int, floor: int) -> tuple[int, Any] | None:
    """The longest phrase that ends before token ``end``: (its first token, value), or ``None``."""
    node: Node | None = phrases
    found, folds = None, tokens.fold
    while end > floor:
        end -= 1
        node = node.get(folds[end])  # type: ignore[union-attr]
        if node is None:
            break
        if LEAF in node:
            found = (end, node[LEAF])
    return found


def _pointer(said: Sequence[str]) -> re.Pattern[str]:
    """Matches what points back at things named before: "này", "nói trên", "trên" at the end of a clause."""
    return re.compile(rf"\s*(?:(?:{'|'.join(said)})\b(?<!đó(?=\slà\b))|trên(?=\s?[.,;:)]|\s(?:được|đã|sẽ|là|có)\b))")


def _numbers(entries: Sequence[Entry], field: str) -> dict[str, Decimal]:
    return {alias: Decimal(e.data[field]) for e in entries if field in e.data for alias in e.aliases}


def _backward(entries: Sequence[Entry], field: str | None = None) -> Node:
    """A trie of phrases spelt from their last word to their first."""
    root: Node = {}
    for entry in entries:
        for alias in entry.aliases:
            node = root
            for word in reversed(words(alias)):
                node = node.setdefault(word, {})
            node[LEAF] = entry.data.get(field) if field else True
    return root


def _trie(entries: Sequence[Entry], field: str | None = None) -> Node:
    return build_trie((alias, e.data.get(field) if field else True) for e in entries for alias in e.aliases)


def _roles(entries: Sequence[Entry]) -> dict[str, frozenset[str]]:
    """The words of each role, folded."""
    roles = sorted({role for entry in entries for role in entry.data["role"]})
    return {r: frozenset(" ".join(words(a)) for e in entries if r in e.data["role"] for a in e.aliases) for r in roles}
