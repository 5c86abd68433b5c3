"""Roles of people who stand in lines of their own under a heading: "Dự hội nghị có: ⏎ - Đồng chí A, ...; ⏎ - Ông B"."""

from __future__ import annotations

import re
from typing import Final

from bcdextract.mention import RoleHit
from bcdextract.phrase import Line, Phrases

_BULLET: Final = ("-", "+")
_FIRST: Final = re.compile(r"[-+] ?[HKL]*N")
"""An entry that opens with a person: what it tells of others is not of the heading."""
_ROLES: Final = frozenset({"attend", "chair"})


def under_headings(p: Phrases, lines: list[Line], people: dict[int, dict[int, int]]) -> dict[int, RoleHit]:
    """By sentence, the heading's role for the first person of an entry; ``people`` are numbers by sentence, offset."""
    heads: dict[int, int] = {}
    told: dict[int, RoleHit] = {}
    for at in sorted(people):
        found = _FIRST.match(lines[at].kinds)
        if found is None:
            continue
        head = at - 1
        while head >= 0 and head not in heads and lines[head].kinds.startswith(_BULLET):
            head -= 1
        heads[at] = head = heads.get(head, head)
        name = lines[at].items[found.end() - 1]
        number = people[at].get(p.tokens.start[name.first])
        said = _said(p, lines[head], number) if head >= 0 and number is not None else None
        if said is not None:
            told[at] = said
    return told


def _said(p: Phrases, head: Line, number: int) -> RoleHit | None:
    """The role that a heading tells: a verb with nobody named behind it, and a colon at the end."""
    last = head.kinds.rfind("V")
    if last < 0 or not head.kinds.endswith(":") or "N" in head.kinds[last:]:
        return None
    verb = head.items[last]
    role = verb.value.data["role"]
    if role not in _ROLES:
        return None
    return RoleHit(p.tokens.start[verb.first], p.tokens.end[verb.last - 1], "role_in_heading", number, role)
