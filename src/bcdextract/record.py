"""The public contract: what one article gives. Frozen Pydantic v2 models, nothing else.

Offsets are code points into ``Article.text``, half-open: ``article.text[e.start:e.end] == e.text`` for every
:class:`Evidence`. A value that is not known is ``None``; a value that was inferred says from what (``basis``).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PrivateAttr,
    WithJsonSchema,
)

SCHEMA_VERSION = "1.0"


def _date_or_datetime(value: Any) -> Any:
    """An ISO string of ten characters is a date, a longer one a datetime; anything else passes as it is."""
    if isinstance(value, str):
        return dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)
    return value


DateOrDatetime = Annotated[dt.datetime | dt.date, BeforeValidator(_date_or_datetime)]


def _plain(number: Decimal) -> str:
    """Digits without an exponent: exact, and read by every program."""
    return format(number, "f")


def _shortest(number: Decimal) -> Decimal:
    """The number without an exponent and without zeros at the end of a fraction: one form for one value."""
    digits = format(number, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


Number = Annotated[
    Decimal,
    AfterValidator(_shortest),
    PlainSerializer(_plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}, mode="serialization"),
]
"""An exact number; a string in JSON, so that no reader rounds it."""

Basis = Literal[
    "explicit",
    "year_from_publication",
    "year_from_text",
    "relative_to_publication",
    "relative_to_text",
    "published",
]
Precision = Literal["day", "month", "quarter", "year", "range"]
Session = Literal["morning", "noon", "afternoon", "evening"]
MeetingKind = Literal[
    "interim_review",
    "final_review",
    "review",
    "briefing",
    "rollout",
    "training",
    "session",
    "launch",
    "inspection",
    "other",
]
UnitKind = Literal[
    "steering_committee",
    "party_committee",
    "party_office",
    "government",
    "people_council",
    "front_union",
    "armed_forces",
    "police",
    "media",
    "school",
    "enterprise",
    "other",
]
UnitLevel = Literal["central", "province", "district", "commune", "bloc", "grassroots"]
Role = Literal["chair", "speak", "report", "attend", "present_award", "other"]
BlockKind = Literal["title", "lead", "paragraph", "caption", "byline", "heading", "list", "row", "credit"]
Measure = Literal["count", "percent", "money", "other"]
Approximation = Literal["over", "nearly", "about", "at_least", "at_most"]
Category = Literal["output", "participation", "award", "resource", "other"]
Status = Literal["achieved", "target"]
PlaceLevel = Literal["province", "district", "commune"]
PlaceStatus = Literal["found", "renamed", "former", "ambiguous", "unknown", "future", "coverage"]


class Model(BaseModel):
    """Every part of a record: immutable, and strict about names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Model):
    """Words of the article that a fact came from, and the rule that read them."""

    start: int
    end: int
    text: str
    rule: str


class Block(Model):
    """A piece of ``Article.text`` and what it is on the page."""

    kind: BlockKind
    start: int
    end: int


class Article(Model):
    """The text that every offset points into, and what the page says about itself."""

    id: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    lead: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    language: str = "vi"
    published: DateOrDatetime | None = None
    text: str
    blocks: tuple[Block, ...] = ()

    _origins: Any = PrivateAttr(default=None)
    _folded: str | None = PrivateAttr(default=None)
    _warnings: Any = PrivateAttr(default=())

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Offsets ``(start, end)`` in the string the caller passed in, for plain text.

        Raises ``ValueError`` where the article came from a page (HTML has no such offsets) or from JSON.

        >>> import bcdextract, unicodedata
        >>> given = unicodedata.normalize("NFD", "Ngày 5/3/2024, Tỉnh ủy họp.")
        >>> article = bcdextract.extract(given).article
        >>> at = article.text.index("Tỉnh ủy")
        >>> start, end = article.origin(at, at + len("Tỉnh ủy"))
        >>> unicodedata.normalize("NFC", given[start:end])
        'Tỉnh ủy'
        """
        if self._origins is None:
            raise ValueError("origin() needs an article that extract() read from plain text")
        found: tuple[int, int] = self._origins.origin(start, end)
        return found

    def __eq__(self, other: object) -> bool:
        """Equal in what the record says; where the text came from (``origin``) is no part of it."""
        return isinstance(other, Article) and self.__dict__ == other.__dict__


class DateMention(Model):
    """One temporal expression of the text."""

    start_date: dt.date | None = None
    end_date: dt.date | None = None
    precision: Precision
    type: Literal["date", "period"]
    session: Session | None = None
    partial: str | None = None
    basis: Basis | None = None
    evidence: tuple[Evidence, ...]


class MeetingDate(Model):
    """When a meeting was. ``partial`` is ``--MM-DD`` where the year is not certain."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "day"
    session: Session | None = None
    text: str | None = None
    partial: str | None = None
    basis: Basis | None = None
    evidence: tuple[Evidence, ...] = ()


class Period(Model):
    """A span of time that a meeting looks back on or ahead to, both ends included."""

    start: dt.date
    end: dt.date
    text: str
    evidence: tuple[Evidence, ...]


class Participant(Model):
    """An official's part in a meeting."""

    official: str
    role: Role
    evidence: tuple[Evidence, ...]
    confidence: float | None = None


class AttendingUnit(Model):
    """A unit that was at a meeting."""

    unit: str
    evidence: tuple[Evidence, ...]


class Successor(Model):
    """An administrative unit that has the land of another one, whole or a part of it (``partial``)."""

    code: str
    name: str
    partial: bool


class Candidate(Model):
    """One of the units that a name may mean; ``within`` are the units above it, the nearest first."""

    code: str
    name: str
    level: PlaceLevel
    province_code: str
    within: str | None = None


class Locality(Model):
    """An administrative unit as it was on ``valid_on``, and what it is today.

    ``status`` says how sure it is. ``found``: the unit is ``code``. ``renamed``: it is, and had another name or type
    by that day. ``former``: it is, and no longer existed on that day. ``ambiguous``: one of ``candidates``.
    ``unknown``: the table has no such unit. ``future``: it has one only later than that day. ``coverage``: the day is
    outside the table. The first three have a code, the others never.

    ``name`` is the official name of that day, the name asked for where there is no code. ``valid_from`` and
    ``valid_to`` are the unit's first day and the day after its last, null outside the table. ``successors`` are the
    units of today that have its land: the unit itself where it still exists, communes where a district ended.
    ``successor_province`` is the province of today; ``successor_unit`` the unit of the same level that a former one
    became.
    """

    name: str
    level: PlaceLevel | None = None
    code: str | None = None
    province_code: str | None = None
    province: str | None = None
    district_code: str | None = None
    district: str | None = None
    valid_on: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    status: PlaceStatus
    successors: tuple[Successor, ...] = ()
    successor_unit: Successor | None = None
    successor_province: Successor | None = None
    candidates: tuple[Candidate, ...] = ()


class Location(Model):
    """Where a meeting was held, as written."""

    text: str
    locality: Locality | None = None
    evidence: tuple[Evidence, ...] = ()


class Meeting(Model):
    """A meeting that the article reports."""

    id: str
    kind: MeetingKind
    term: str | None = None
    topic: str | None = None
    date: MeetingDate | None = None
    period: Period | None = None
    plan: Period | None = None
    location: Location | None = None
    conveners: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    attending_units: tuple[AttendingUnit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None


class Unit(Model):
    """An organisation named in the article."""

    id: str
    name: str
    kind: UnitKind = "other"
    level: UnitLevel | None = None
    locality: Locality | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...]
    confidence: float | None = None


class Position(Model):
    """A post that an official holds, in the longest form of the text."""

    title: str
    unit: str | None = None
    text: str
    acting: bool = False
    former: bool = False
    evidence: tuple[Evidence, ...]
    confidence: float | None = None


class Official(Model):
    """A named living person in a public role."""

    id: str
    name: str
    honorific: str | None = None
    rank: str | None = None
    academic: str | None = None
    positions: tuple[Position, ...] = ()
    mentions: tuple[Evidence, ...]
    confidence: float | None = None


class Change(Model):
    """That a result grew or fell, and against what."""

    direction: Literal["increase", "decrease"]
    compared_to: str | None = None


class Result(Model):
    """A number that the article reports, with what it counts or measures."""

    id: str
    value: Number
    upper: Number | None = None
    total: Number | None = None
    measure: Measure = "count"
    unit: str | None = None
    item: str | None = None
    approximation: Approximation | None = None
    change: Change | None = None
    category: Category = "other"
    actor: str | None = None
    action: str | None = None
    period: Period | None = None
    part_of: str | None = None
    status: Status = "achieved"
    evidence: tuple[Evidence, ...]
    confidence: float | None = None


class Document(Model):
    """A numbered document that the article cites."""

    id: str
    number: str | None = None
    number_text: str | None = None
    type: str | None = None
    issuer: str | None = None
    date: dt.date | None = None
    title: str | None = None
    linked_to: str | None = None
    evidence: tuple[Evidence, ...]
    confidence: float | None = None


class Warning(Model):
    """Something a reader should know about the record."""

    code: str
    message: str
    evidence: tuple[Evidence, ...] = ()


class Record(Model):
    """Everything found in one article."""

    schema_version: str = SCHEMA_VERSION
    article: Article
    meetings: tuple[Meeting, ...] = ()
    units: tuple[Unit, ...] = ()
    officials: tuple[Official, ...] = ()
    results: tuple[Result, ...] = ()
    documents: tuple[Document, ...] = ()
    dates: tuple[DateMention, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def _repr_html_(self) -> str:
        """Tables of the facts, as a notebook shows them; a fact's sentence stands in its tooltip."""
        from bcdextract.notebook import render

        return render(self)
