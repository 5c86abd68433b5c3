"""Spans of the text as evidence, and ids that are hashes of content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, cast

from bcdextract.mention import DateHit
from bcdextract.record import Evidence, Period


def evidence(text: str, start: int, end: int, rule: str) -> Evidence:
    """The words of ``text[start:end]`` and the rule that read them, for the model that holds them to make.

    What comes back is a mapping yet: a model makes its evidence along with itself, in a third of the time.

    >>> Evidence.model_validate(evidence("Tỉnh ủy họp", 0, 7, "unit_named")).text
    'Tỉnh ủy'
    """
    return cast(Evidence, {"start": start, "end": end, "text": text[start:end], "rule": rule})


class Hit(Protocol):
    """A mention of any kind: where it stands, and the rule that found it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def rule(self) -> str: ...


def evidences(text: str, hits: Iterable[Hit]) -> tuple[Evidence, ...]:
    """The evidence of each of several mentions, in their order."""
    said = [{"start": hit.start, "end": hit.end, "text": text[hit.start : hit.end], "rule": hit.rule} for hit in hits]
    return cast(tuple[Evidence, ...], tuple(said))


def identity(article: str, kind: str, *parts: object) -> str:
    """An id for a fact: the same for the same article and content, whatever the machine.

    >>> identity("a1", "unit", "Tỉnh ủy") == identity("a1", "unit", "Tỉnh ủy")
    True
    """
    content = _begun(article).copy()  # to begin anew costs more than all the rest
    content.update("\x1f".join(["", kind, *map(str, parts)]).encode())
    return f"{kind[0]}-{content.hexdigest()[:12]}"


@lru_cache(4)
def _begun(article: str) -> hashlib._Hash:
    return hashlib.sha256(article.encode())


def period(text: str, hit: DateHit | None) -> Period | None:
    """A resolved period, or ``None`` where its ends are not both known."""
    if hit is None or hit.start_date is None or hit.end_date is None:
        return None
    return Period(
        start=hit.start_date,
        end=hit.end_date,
        text=text[hit.start : hit.end],
        evidence=evidences(text, (hit,)),
    )
