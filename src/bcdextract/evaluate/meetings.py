"""The fields of meetings: the first of the key against the first of the record, then the rest in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from bcdextract.evaluate.fields import forms
from bcdextract.evaluate.outcomes import Json, Outcome, first_evidence, pair, value
from bcdextract.evaluate.rulers import Ruler
from bcdextract.evaluate.strings import fold
from bcdextract.mention import SESSIONS

_KINDS = {
    "so_ket": ("interim_review", "review"),
    "tong_ket": ("final_review",),
    "danh_gia": ("review", "interim_review"),
    "hop": ("session",),
    "giao_ban": ("briefing",),
    "trien_khai": ("rollout",),
    "tap_huan": ("training",),
    "ra_mat": ("launch",),
    "kiem_tra": ("inspection",),
    "other": ("other",),
}


def meetings(key: Json, record: Json, ruler: Ruler) -> Iterator[Outcome]:
    """``meetings`` (how many) and the ``meeting.*`` fields of each that the key has."""
    units = {unit["id"]: unit for unit in record["units"]}
    people = {official["id"]: official["name"] for official in record["officials"]}
    for want, got in zip_longest(key["meetings"], record["meetings"]):
        evidence = first_evidence(got) if got else None
        asked = (want.get("kind") or "meeting") if want else None
        yield from value("meetings", asked, got and got.get("kind"), bool(want and got), evidence)
        if want:
            yield from _date(want, got or {})
            yield from _session(want, got or {})
            yield from _kind(want, got or {}, ruler)
            yield from _convener(want, got or {}, units, ruler)
            yield from _periods(want, got or {})
            yield from _chairs(want, got or {}, people)


def _date(want: Json, got: Json) -> Iterator[Outcome]:
    date = got.get("date") or {}
    start = date.get("start")
    if want.get("date") or (date.get("basis") != "published" and date.get("precision", "day") == "day"):
        yield from value("meeting.date", want.get("date"), start, start == want.get("date"), first_evidence(date))


def _session(want: Json, got: Json) -> Iterator[Outcome]:
    if "session" in want:
        asked = SESSIONS.get(want["session"], want["session"])
        session = (got.get("date") or {}).get("session")
        yield from value("meeting.session", asked, session, session == asked)


def _kind(want: Json, got: Json, ruler: Ruler) -> Iterator[Outcome]:
    if want.get("kind") and want["kind"] != "other":
        accepted = [want["kind"], *((want.get("kinds_all") or []) if ruler.any_kind else [])]
        same = any(got.get("kind") in _KINDS[kind] for kind in accepted)
        yield from value("meeting.kind", want["kind"], got.get("kind"), same, first_evidence(got))


def _convener(want: Json, got: Json, units: dict[str, Json], ruler: Ruler) -> Iterator[Outcome]:
    if want.get("convener"):
        held = [units[unit] for unit in got.get("conveners") or [] if unit in units][:2]
        called = [form for unit in held for form in forms(unit)]
        name = held[0]["name"] if held else ""
        names = "; ".join(unit["name"] for unit in held)
        same = ruler.convener(want["convener"], called, name)
        yield from value("meeting.convener", want["convener"], names, same, first_evidence(got))


def _periods(want: Json, got: Json) -> Iterator[Outcome]:
    for name in ("period", "plan"):
        if name in want:
            period = got.get(name)
            span = f"{period.get('start')}/{period.get('end')}" if period else ""
            source = first_evidence(period) if period else None
            yield from value(f"meeting.{name}", want[name], span, span == want[name], source)


def _chairs(want: Json, got: Json, people: dict[str, str]) -> Iterator[Outcome]:
    chairs = [
        part for part in got.get("participants") or [] if part.get("role") == "chair" and part.get("official") in people
    ]
    pairing = pair(want.get("chairs") or [], chairs, lambda name, part: fold(name) == fold(people[part["official"]]))
    yield from pairing.outcomes("meeting.chair", str, lambda part: people[part["official"]], first_evidence)
