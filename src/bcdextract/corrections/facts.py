"""The answers that a corrected record gives, in the form that ``bcdextract evaluate`` scores records against."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bcdextract.mention import SESSIONS
from bcdextract.record import Evidence, Meeting, Official, Period, Record, Result, Unit

Json = dict[str, Any]
KINDS = {
    "interim_review": "so_ket",
    "final_review": "tong_ket",
    "review": "danh_gia",
    "session": "hop",
    "briefing": "giao_ban",
    "rollout": "trien_khai",
    "training": "tap_huan",
    "launch": "ra_mat",
    "inspection": "kiem_tra",
}
_SAID = {session: word for word, session in SESSIONS.items()}


def facts(record: Record, name: str) -> Json:
    """The answers of a case. Title, authors and day of publication are not marked in the tools, so they are left out.

    >>> import bcdextract
    >>> key = facts(bcdextract.extract("Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban."), "bai-1")
    >>> key["meetings"][0]["kind"], key["meetings"][0]["date"], key["units"]
    ('giao_ban', '2024-03-05', ['Ban Chỉ đạo 35 Tỉnh ủy'])
    """
    posts = [span for official in record.officials for post in official.positions for span in post.evidence]
    inside = {unit.id: all(_within(span, posts) for span in unit.mentions) for unit in record.units}
    return {
        "id": name,
        "meetings": [_meeting(meeting, record) for meeting in record.meetings],
        "officials": [_official(official, record) for official in record.officials],
        "units": [unit.name for unit in record.units if not inside[unit.id]],
        "units_in_titles": [unit.name for unit in record.units if inside[unit.id]],
        "documents": [
            {"number": one.number, "type": one.type, "date": one.date and one.date.isoformat(), "issuer": one.issuer}
            for one in record.documents
            if one.number
        ],
        "results": [end for one in record.results if one.status == "achieved" for end in _ends(one)],
        "targets": [end for one in record.results if one.status == "target" for end in _ends(one)],
    }


def _within(span: Evidence, posts: list[Evidence]) -> bool:
    return any(post.start <= span.start and span.end <= post.end for post in posts)


def _meeting(meeting: Meeting, record: Record) -> Json:
    units: dict[str, Unit] = {unit.id: unit for unit in record.units}
    people = {official.id: official.name for official in record.officials}
    date = meeting.date
    known = date is not None and date.precision == "day" and date.start is not None
    return {
        "kind": KINDS.get(meeting.kind, "other"),
        "date": str(date.start) if date and known else None,
        "date_text": date.text if date else None,
        "session": _SAID[date.session] if date and date.session else None,
        "convener": units[meeting.conveners[0]].name if meeting.conveners else None,
        "period": _period(meeting.period),
        "plan": _period(meeting.plan),
        "chairs": [people[part.official] for part in meeting.participants if part.role == "chair"],
    }


def _period(period: Period | None) -> str | None:
    return f"{period.start}/{period.end}" if period else None


def _official(official: Official, record: Record) -> Json:
    played = [part.role for meeting in record.meetings for part in meeting.participants if part.official == official.id]
    return {
        "name": official.name,
        "positions": [post.text for post in official.positions],
        "roles": list(dict.fromkeys(played)),
    }


def _ends(result: Result) -> list[Json]:
    """A result as answers have it: a range is two."""
    one = {
        "value": _number(result.value),
        "of": _number(result.total),
        "percent": result.measure == "percent",
        "approx": result.approximation,
        "item": result.item,
    }
    return [one, {**one, "value": _number(result.upper)}] if result.upper is not None else [one]


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
