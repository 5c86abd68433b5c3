"""The fields that are scored: one small function each gives the outcomes of a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bcdextract.evaluate.outcomes import Json, Outcome, first_evidence, pair, value
from bcdextract.evaluate.rulers import Ruler
from bcdextract.evaluate.strings import fold, groups, same_unit, unit_words

_ABSTRACT = (
    "nội dung", "nhiệm vụ", "mục đích", "mục tiêu", "đột phá", "khâu đột phá", "giải pháp", "nhóm giải pháp",
    "nhóm nhiệm vụ", "vấn đề", "quan điểm", "phần", "điểm", "chuyên đề", "nguyên tắc", "bước",
)  # fmt: skip
"""Counted in some keys and not in others: a record may have them or not."""
_POST_HEADS = frozenset("trưởng phó bí chủ giám viên thành".split())


def words(found: Any) -> list[str]:
    """The strings of a list of strings or of spans."""
    return [one if isinstance(one, str) else one.get("text") or one.get("name") or "" for one in found or []]


def forms(unit: Json) -> list[str]:
    """All that a record calls a unit, its name first."""
    return [unit["name"], *words(unit.get("aliases")), *words(unit.get("mentions"))]


def article(key: Json, record: Json, ruler: Ruler) -> Iterator[Outcome]:
    """``article.title``, ``article.published`` (also where the key says there is none) and ``article.authors``."""
    page = record["article"]
    if key.get("title"):
        yield from value("article.title", key["title"], page.get("title"), _same(key["title"], page.get("title")))
    if "published" in key:
        day = str(page.get("published") or "")[:10]
        yield from value("article.published", key["published"], day, day == key["published"])
    if key.get("authors") is not None:
        pairing = pair(key["authors"], page.get("authors") or [], _same)
        yield from pairing.outcomes("article.authors", str, str, lambda _: None)


def _same(want: str | None, got: str | None) -> bool:
    return fold(want or "") == fold(got or "")


def officials(key: Json, record: Json, ruler: Ruler) -> Iterator[Outcome]:
    """``officials.name``, and of each person found or missed ``officials.position`` and ``officials.role``."""
    pairing = pair(key["officials"], record["officials"], lambda want, got: _same(want["name"], got["name"]))
    yield from pairing.outcomes("officials.name", _name, _name, first_evidence)
    played = _roles(record)
    for want, got in pairing.pairs:
        yield from _positions(want, got, ruler)
        yield from _played(want, played.get(fold(want["name"]), {}))
    for want in pairing.missed:
        yield from _positions(want, {}, ruler)
        yield from _played(want, {})
    for got in pairing.spurious:
        yield from _positions({"name": got["name"], "positions": []}, got, ruler)


def _name(fact: Json) -> str:
    return str(fact["name"])


def _positions(want: Json, got: Json, ruler: Ruler) -> Iterator[Outcome]:
    pairing = pair(want["positions"], got.get("positions") or [], lambda post, held: ruler.post(post, held["text"]))
    yield from pairing.outcomes(
        "officials.position",
        lambda post: f"{want['name']}: {post}",
        lambda held: f"{want['name']}: {held['text']}",
        first_evidence,
    )


def _roles(record: Json) -> dict[str, dict[str, Json | None]]:
    """By folded name, the roles a person has in the record's meetings, each with its evidence."""
    people = {official["id"]: fold(official["name"]) for official in record["officials"]}
    found: dict[str, dict[str, Json | None]] = {}
    for meeting in record["meetings"]:
        for part in meeting.get("participants") or []:
            if part.get("official") in people and part["role"] != "other":
                found.setdefault(people[part["official"]], {}).setdefault(part["role"], first_evidence(part))
    return found


def _played(want: Json, got: dict[str, Json | None]) -> Iterator[Outcome]:
    asked = [role for role in dict.fromkeys(want.get("roles") or []) if role != "other"]
    pairing = pair(asked, got, lambda role, played: role == played)

    def says(role: str) -> str:
        return f"{want['name']}: {role}"

    yield from pairing.outcomes("officials.role", says, says, got.get)


def units(key: Json, record: Json, ruler: Ruler) -> Iterator[Outcome]:
    """``units``: a body with its short forms is one; what stands only inside a post, or may be listed, is free."""
    found = [{**unit, "forms": forms(unit)} for unit in record["units"]]
    pairing = pair(
        groups(key["units"]),
        found,
        lambda group, unit: any(ruler.unit(form, unit["forms"]) for form in group),
        lambda group, unit: fold(unit["name"]) in map(fold, group),
    )
    taken = {fold(unit["name"]) for _, unit in pairing.pairs}
    apart = [fold(unit) for unit in key["units"] if fold(unit) not in taken]
    pool, optional = _pool(key), _optional(key)
    counted = []
    for unit in pairing.spurious:
        if any(_may_stand(form, optional, pool) for form in unit["forms"]):
            continue
        if fold(unit["name"]) in apart:  # a short form that the record lists apart: free once
            apart.remove(fold(unit["name"]))
        else:
            counted.append(unit)
    left = pairing._replace(spurious=counted)
    yield from left.outcomes("units", lambda group: str(group[0]), _name, first_evidence)


def _optional(key: Json) -> list[str]:
    return [unit for name in ("units_in_titles", "units_optional", "units_expanded") for unit in key.get(name) or []]


def _pool(key: Json) -> str:
    """All words of the key in which a unit may stand without being listed."""
    posts = [post for official in key["officials"] for post in official["positions"]]
    issuers = [document.get("issuer") or "" for document in key["documents"]]
    conveners = [meeting.get("convener") or "" for meeting in key["meetings"]]
    return " | ".join(" ".join(unit_words(one)) for one in [*_optional(key), *posts, *issuers, *conveners])


def _may_stand(form: str, optional: list[str], pool: str) -> bool:
    if any(same_unit(form, unit) for unit in optional):
        return True
    spelt = unit_words(form)
    return len(spelt) >= 2 and spelt[0] not in _POST_HEADS and " ".join(spelt) in pool


def documents(key: Json, record: Json, ruler: Ruler) -> Iterator[Outcome]:
    """``documents`` (number and type) and, where the key has one, ``documents.date``."""
    pairing = pair(
        [document for document in key["documents"] if document.get("number")],
        [document for document in record["documents"] if document.get("number")],
        lambda want, got: (
            ruler.number(want["number"], got["number"])
            and fold(want.get("type") or "") in ("", fold(got.get("type") or ""))
        ),
    )
    yield from pairing.outcomes("documents", _document, _document, first_evidence)
    for want, got in pairing.pairs:
        if want.get("date"):
            day = str(got.get("date") or "")[:10]
            yield from value("documents.date", want["date"], day, day == want["date"], first_evidence(got))


def _document(document: Json) -> str:
    return f"{document.get('type') or ''} {document['number']}".strip()


def results(key: Json, record: Json, ruler: Ruler) -> Iterator[Outcome]:
    """``results`` (value and item), ``results.value`` (whatever the item) and ``results.total`` ("131/139")."""
    found = [one for result in record["results"] if result.get("status") != "target" for one in _ends(result)]
    pairing = pair(
        key["results"],
        found,
        lambda want, got: _same_value(want, got) and ruler.item(want.get("item") or "", got["item"]),
    )
    targets = key.get("targets") or []
    counted = [
        got
        for got in pairing.spurious
        if not any(_same_value(target, got) for target in targets) and not fold(got["item"]).startswith(_ABSTRACT)
    ]
    left = pairing._replace(spurious=counted)
    yield from left.outcomes("results", _quantity, _quantity, first_evidence)
    by_value = pair(key["results"], found, _same_value)
    yield from by_value.outcomes("results.value", _quantity, _quantity, first_evidence)
    for want, got in pairing.pairs:
        if want.get("of") is not None:
            yield from value("results.total", want["of"], got["total"], _equal(want["of"], got["total"]))


def _ends(result: Json) -> Iterator[Json]:
    """A result as the key has it: a range is two entries."""
    percent = result.get("measure") == "percent" or bool(result.get("percent"))
    one = {**result, "percent": percent, "item": result.get("item") or "", "total": result.get("total")}
    yield one
    if result.get("upper") is not None:
        yield {**one, "value": result["upper"]}


def _equal(want: Any, got: Any) -> bool:
    try:
        return abs(float(want) - float(got)) < 1e-6
    except (TypeError, ValueError):
        return False


def _same_value(want: Json, got: Json) -> bool:
    return _equal(want["value"], got["value"]) and bool(want.get("percent")) == got["percent"]


def _quantity(result: Json) -> str:
    return f"{result['value']}{'%' if result.get('percent') else ''} {result.get('item') or ''}".strip()
