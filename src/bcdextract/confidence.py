"""A record without the facts that fall below a confidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from bcdextract.record import Document, Meeting, Official, Participant, Position, Record, Result, Unit

Fact = TypeVar("Fact", Meeting, Participant, Unit, Position, Official, Result, Document)


def at_least(record: Record, floor: float) -> Record:
    """``record`` with only the facts of confidence ``floor`` or more; one without a confidence stays.

    What pointed to a fact that fell away points to nothing.
    """
    units = _kept(record.units, floor)
    officials = _kept(record.officials, floor)
    results = _kept(record.results, floor)
    known = {u.id for u in units} | {o.id for o in officials} | {r.id for r in results}
    return record.model_copy(
        update={
            "meetings": tuple(_meeting(meeting, floor, known) for meeting in _kept(record.meetings, floor)),
            "units": tuple(unit.model_copy(update={"parent": _known(unit.parent, known)}) for unit in units),
            "officials": tuple(_official(official, floor, known) for official in officials),
            "results": tuple(_result(result, known) for result in results),
            "documents": _kept(record.documents, floor),
        }
    )


def _kept(facts: Iterable[Fact], floor: float) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.confidence is None or fact.confidence >= floor)


def _known(fact: str | None, known: set[str]) -> str | None:
    return fact if fact in known else None


def _meeting(meeting: Meeting, floor: float, known: set[str]) -> Meeting:
    return meeting.model_copy(
        update={
            "conveners": tuple(unit for unit in meeting.conveners if unit in known),
            "participants": tuple(p for p in _kept(meeting.participants, floor) if p.official in known),
            "attending_units": tuple(at for at in meeting.attending_units if at.unit in known),
        }
    )


def _official(official: Official, floor: float, known: set[str]) -> Official:
    held = _kept(official.positions, floor)
    return official.model_copy(
        update={"positions": tuple(p.model_copy(update={"unit": _known(p.unit, known)}) for p in held)}
    )


def _result(result: Result, known: set[str]) -> Result:
    return result.model_copy(update={"actor": _known(result.actor, known), "part_of": _known(result.part_of, known)})
