"""What recognisers hand on: mentions that point into ``Article.text``, not yet linked to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

from bcdextract.record import (
    Approximation,
    Basis,
    Block,
    Category,
    Measure,
    MeetingKind,
    Precision,
    Role,
    Session,
    Status,
    UnitKind,
    UnitLevel,
)

SESSIONS: Final[dict[str, Session]] = {"sáng": "morning", "trưa": "noon", "chiều": "afternoon", "tối": "evening"}
"""Parts of a day by the word that an article says for each."""
start_of: Final = attrgetter("start")
"""Where a token, sentence or hit starts: the key of a bisection over them, twice as fast as a function of one's own."""


class Span(NamedTuple):
    """Half-open offsets into ``Article.text``."""

    start: int
    end: int


T = TypeVar("T", bound=tuple[Any, ...])


def maker(cls: type[T]) -> Callable[[tuple[Any, ...]], T]:
    """What makes a named tuple from all its fields, in a third of the time of a call: for those made by the hundred.

    >>> maker(Span)((0, 7))
    Span(start=0, end=7)
    """
    return partial(tuple.__new__, cls)


class Token(NamedTuple):
    """A syllable, number, punctuation mark or line break. ``fold`` is its folded text, ``cap`` a capital first letter.

    ``kind`` is ``w`` word, ``n`` number, ``p`` punctuation, ``b`` line break.
    """

    start: int
    end: int
    fold: str
    kind: str
    cap: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as a table of five columns: ``tokens.fold[i]`` and ``tokens[i].fold`` are the same.

    Rules read the columns. A thousand objects an article cost more to make, to keep and to look through for garbage
    than all that is read of them; a row is made where it is asked for.
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    fold: tuple[str, ...]
    kind: tuple[str, ...]
    cap: tuple[bool, ...]
    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, i: int) -> Token:
        return Token(self.start[i], self.end[i], self.fold[i], self.kind[i], self.cap[i])


class Sentence(NamedTuple):
    """Offsets of a sentence, its tokens ``view.tokens[first:last]``, and the kind of block it stands in."""

    start: int
    end: int
    first: int
    last: int
    block: str


@dataclass(frozen=True, slots=True)
class View:
    """An article's text as recognisers see it: made once, read by all.

    ``folds`` is ``tokens.fold``; ``numbers`` has the indexes of the tokens that are numbers. ``noted`` keeps
    what a recogniser found in a stretch of tokens that it asks for again.
    """

    text: str
    folded: str
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    folds: tuple[str, ...]
    numbers: tuple[int, ...]
    noted: dict[tuple[int, int], Any] = field(default_factory=dict, repr=False, compare=False)


class DateHit(NamedTuple):
    """A temporal expression. ``year`` is ``None`` until resolve finds it; ``start_date``/``end_date`` follow from it.

    ``type`` is ``date`` (a day, a month, a range of days that something was on) or ``period`` (``6 tháng đầu năm``).
    """

    start: int
    end: int
    rule: str
    type: str
    precision: Precision
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    session: Session | None = None
    relative: int | None = None
    """Days from publication for "hôm nay" (0), "hôm qua" (-1); ``None`` where a date is given."""
    basis: Basis | None = None
    last_year: int | None = None
    """The year a term or range ends in, where that is not ``year``."""
    relative_year: int | None = None
    """Years from publication for "năm nay" (0), "năm ngoái" (-1)."""
    same_day: bool = False
    """Whether it is "cùng ngày": the day of the date before it."""


class DocumentHit(NamedTuple):
    """A cited document. ``number`` is canonical; ``issuer`` is a span of the text where the text names it.

    ``start..end`` covers type, number and a date right after; ``dated`` is the span of that date's ``DateHit``.
    """

    start: int
    end: int
    rule: str
    number: str | None
    number_text: str | None
    type: str | None
    issuer: Span | None = None
    date: dt.date | None = None
    title: Span | None = None
    dated: Span | None = None


class UnitHit(NamedTuple):
    """An organisation named in the text. ``own`` ends the unit proper; a higher unit inside it is ``parent``."""

    start: int
    end: int
    rule: str
    head: str
    kind: UnitKind
    level: UnitLevel | None = None
    parent: Span | None = None
    alias: Span | None = None
    generic: bool = False
    lone: bool = False
    """The head alone, without a tail: "Ban Chỉ đạo", "Đảng ủy"."""


class PostHit(NamedTuple):
    """A post, with the unit inside it where there is one."""

    start: int
    end: int
    rule: str
    title: str
    unit: Span | None = None
    acting: bool = False
    former: bool = False


class PersonHit(NamedTuple):
    """One mention of a person: ``start..end`` is the name (or, for a later mention by post alone, the post).

    ``posts`` are those that this mention ties to the person. ``full`` tells a full name from "ông Dũng" or
    "đồng chí Phó Bí thư" (``name`` is then ``None`` or a given name only).
    """

    start: int
    end: int
    rule: str
    name: str | None
    full: bool
    honorific: str | None = None
    rank: str | None = None
    academic: str | None = None
    posts: tuple[PostHit, ...] = ()
    sentence: int = -1


class RoleHit(NamedTuple):
    """That the person of mention ``person`` had a part in a meeting; ``start..end`` are the words that say it."""

    start: int
    end: int
    rule: str
    person: int
    role: Role


class ResultHit(NamedTuple):
    """A number with what it counts or measures. Spans point into the text; links are indexes into the same list."""

    start: int
    end: int
    rule: str
    value: Decimal
    upper: Decimal | None = None
    total: Decimal | None = None
    measure: Measure = "count"
    unit: str | None = None
    item: Span | None = None
    approximation: Approximation | None = None
    direction: str | None = None
    compared_to: Span | None = None
    category: Category = "other"
    actor: Span | None = None
    action: Span | None = None
    part_of: int | None = None
    status: Status = "achieved"
    also: tuple[Span, ...] = ()
    """Other places of the text that state the same fact (headline, caption, a later paragraph)."""


class MeetingHit(NamedTuple):
    """A meeting that the text reports with its own opening: start..end is that opening sentence."""

    start: int
    end: int
    rule: str
    kind: MeetingKind
    term: Span | None = None
    topic: Span | None = None
    date: DateHit | None = None
    period: DateHit | None = None
    plan: DateHit | None = None
    location: Span | None = None
    conveners: tuple[Span, ...] = ()
    """Spans of the units (``UnitHit``) that hold it."""
