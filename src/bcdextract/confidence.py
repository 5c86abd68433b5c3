"""How sure a fact is: the share of facts of its kind and feature that were right in annotated articles.

``of`` looks a feature up in ``data/confidence.yaml``, which ``tools/calibrate.py`` counts and writes; ``at_least``
drops the facts of a record that fall below a confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final, TypeVar

from bcdextract.errors import LexiconError
from bcdextract.record import Document, Meeting, Official, Participant, Position, Record, Result, Unit

Fact = TypeVar("Fact", Meeting, Participant, Unit, Position, Official, Result, Document)
Table = Mapping[tuple[str, str], float]

FILE: Final = "confidence.yaml"
MEAN: Final = "mean"
"""The row of a table that holds all facts of a kind."""
KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "meeting": {
        "day_written": "the text gives the year with the day",
        "year_inferred": "the year comes from the page's date or from elsewhere in the text",
        "relative_day": "the day is told from another: hôm nay, cùng ngày",
        "year_open": "day and month, but no certain year",
        "no_day": "the text gives no day",
        "further": "a second or later meeting of the article",
    },
    "participant": {
        "chair": "chaired",
        "speak": "spoke, by a verb",
        "according_to": "spoke, by theo, cho biết alone",
        "report": "reported",
        "attend": "attended",
        "present_award": "presented awards",
        "other": "another part, which no key judges",
    },
    "unit": {
        "named_again": "named two times or more, at least once outside a post",
        "named": "named once, outside a post",
        "in_posts": "stands only inside posts",
        "in_list": "a list says its head only once",
        "generic": "all units of a level: UBND các phường",
        "head_alone": "the head without a place, number or purpose: Đảng ủy",
    },
    "official": {
        "post_again": "with a post, named two times or more",
        "post": "with a post, named once",
        "no_post": "without a post: by honorific, rank or degree",
        "weak_surname": "with a post; the surname is in no list, or is a word or place too",
    },
    "position": {
        "said_again": "said two times or more",
        "with_unit": "beside the name, with its unit",
        "title_alone": "beside the name, without a unit",
        "apart": "away from the name, in a life or by a verb: được bầu làm",
    },
    "result": {
        "count": "digits and what they count",
        "number_word": "a number word and what it counts",
        "measure": "a quantity with a unit of measure",
        "percent_or_money": "a percent or a sum of money with its own subject",
        "carried": "the subject comes from earlier in the sentence",
        "no_item": "nothing that it counts or measures was found",
    },
    "document": {
        "coded": "a number with its code: 35-NQ/TW",
        "bare": "type and number alone: Nghị quyết 35",
        "other": "known by type and year, or without a number",
    },
}
"""Every feature by kind of fact, and what it means."""


def of(kind: str, feature: str) -> float:
    """The confidence of a fact of this kind and feature.

    >>> of("document", "coded") > 0.5
    True
    """
    return table()[kind, feature]


@cache
def table() -> Table:
    """The package's table: a confidence for every kind and feature; a feature never counted has its kind's mean."""
    import yaml

    text = (resources.files("bcdextract") / "data" / FILE).read_text("utf-8")
    return check(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def check(data: Any) -> Table:
    """A table out of parsed YAML. Raises ``LexiconError`` naming the kind, the feature and the mend."""
    mend = "write the table with tools/calibrate.py"
    if not isinstance(data, dict):
        raise LexiconError(f"{FILE}: not a mapping of kinds; {mend}")
    for kind in [*data, *KINDS]:
        if kind not in KINDS:
            raise LexiconError(f"{FILE}: unknown kind {kind!r}; use one of {list(KINDS)}, or {mend}")
        if not isinstance(data.get(kind), dict) or MEAN not in data[kind]:
            raise LexiconError(f"{FILE}, {kind}: has no {MEAN!r}; {mend}")
        for feature, row in data[kind].items():
            if feature != MEAN and feature not in KINDS[kind]:
                raise LexiconError(f"{FILE}, {kind}: unknown feature {feature!r}; use one of {list(KINDS[kind])}")
            if not _is_row(row):
                raise LexiconError(f"{FILE}, {kind}, {feature}: not {{right, all, confidence}} that fit; {mend}")
    return {
        (kind, feature): float(data[kind].get(feature, data[kind][MEAN])["confidence"])
        for kind, features in KINDS.items()
        for feature in features
    }


def _is_row(row: Any) -> bool:
    """Whether a row holds counts and a share: ``right`` of ``all`` were right, and a confidence from 0 to 1."""
    if not isinstance(row, dict) or set(row) != {"right", "all", "confidence"}:
        return False
    right, every, sure = row["right"], row["all"], row["confidence"]
    return (
        isinstance(sure, int | float)
        and all(type(n) is int for n in (right, every))
        and (0 <= right <= every and 0 <= sure <= 1)
    )


def at_least(record: Record, floor: float) -> Record:
    """``record`` with only the facts of confidence ``floor`` or more; one without a confidence stays.

    What pointed to a fact that fell away points to nothing.
    """
    units = _kept(record.units, floor)
    officials = _kept(record.officials, floor)
    results = _kept(record.results, floor)
    documents = _kept(record.documents, floor)
    known = {u.id for u in units} | {o.id for o in officials} | {r.id for r in results} | {d.id for d in documents}
    return record.model_copy(
        update={
            "meetings": tuple(_meeting(meeting, floor, known) for meeting in _kept(record.meetings, floor)),
            "units": tuple(unit.model_copy(update={"parent": _known(unit.parent, known)}) for unit in units),
            "officials": tuple(_official(official, floor, known) for official in officials),
            "results": tuple(_result(result, known) for result in results),
            "documents": tuple(d.model_copy(update={"linked_to": _known(d.linked_to, known)}) for d in documents),
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
