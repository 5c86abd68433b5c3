"""Mentions of one document brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bcdextract.mention import DocumentHit
from bcdextract.recognise.documents.kinds import kinds
from bcdextract.text import fold

Key = tuple[str, str, str, str]


def merge(hits: Sequence[DocumentHit]) -> list[list[DocumentHit]]:
    """Mentions grouped by document, in order of first mention.

    A bare number joins the one full number of its type that begins with it ("Nghị quyết 35", "Nghị quyết 35-NQ/TW");
    of two such it joins neither.
    """
    groups: dict[Key, list[DocumentHit]] = {}
    for hit in hits:
        groups.setdefault(_key(hit), []).append(hit)
    full: dict[tuple[str, str], list[Key]] = {}
    for key in groups:
        if key[0] == "coded":
            full.setdefault((key[1], key[2]), []).append(key)
    merged: dict[Key, list[DocumentHit]] = {}
    for key, members in groups.items():
        homes = full.get((key[1], key[2]), []) if key[0] == "bare" else []
        home = homes[0] if len(homes) == 1 else key
        merged.setdefault(home, []).extend(members)
    ordered = [sorted(group, key=_start) for group in merged.values()]
    return sorted(ordered, key=lambda group: group[0].start)


def best(group: Sequence[DocumentHit]) -> DocumentHit:
    """The mention that says most of a document: with its code, else with its date; the first of such."""
    return max(group, key=lambda hit: (hit.rule == "coded_number", hit.date is not None, -hit.start))


def issuer_of(number: str | None) -> str | None:
    """The issuer that a number's last code tells for certain.

    >>> issuer_of("749/QĐ-TTg"), issuer_of("35-NQ/TW")
    ('Thủ tướng Chính phủ', None)
    """
    if not number:
        return None
    return kinds().issuers.get(fold(re.split(r"[-/]", number)[-1]))


def _start(hit: DocumentHit) -> int:
    return hit.start


def _key(hit: DocumentHit) -> Key:
    """What two mentions of one document share: type and number, or a law's type and title."""
    kind = hit.type or ""
    if hit.number is None:
        return ("law", kind, hit.number_text or "", "")
    lead = re.match(r"0*(\d+[a-zđ]?)", fold(hit.number))
    head = lead[1] if lead else hit.number
    if hit.rule == "bare_number":
        return ("bare", kind, head, "")
    return ("coded", kind, head, fold(hit.number).replace("/", "-").lstrip("0"))
