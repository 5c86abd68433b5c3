"""How near a record comes to a fixture's facts: pairs, misses and extras for each core field.

The facts of ``fixtures/articles/*.facts.json`` were written by hand from the text. The comparison is plain: texts
are folded, a shorter form of a post or unit counts where its words all stand in the longer one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from bcdextract.text import fold

CORE = ("names", "positions", "date", "convener", "units", "results", "documents")
SHORT = {"bcđ": "ban chỉ đạo", "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "chqs": "chỉ huy quân sự"}


class Tally(NamedTuple):
    """Right, extra and missed answers."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: object) -> Tally:
        assert isinstance(other, Tally)
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else 1.0


def words(text: str | None) -> list[str]:
    """Folded words, abbreviations spelt out, what stands in brackets and the words "của" and "các" left out.

    >>> words("Trưởng BCĐ (35) của huyện")
    ['trưởng', 'ban', 'chỉ', 'đạo', 'huyện']
    """
    plain = fold(unicodedata.normalize("NFC", text or ""))
    plain = re.sub(r"\([^)]*\)", " ", plain) or plain
    spelt = [part for word in re.findall(r"[\w&]+", plain) for part in SHORT.get(word, word).split()]
    return [word for word in spelt if word not in ("của", "các")]


def alike(one: str | None, other: str | None, need: float = 0.75) -> bool:
    """Whether two names of a unit or a post mean the same: one within the other and most of it, same head and numbers.

    >>> alike("Trưởng BCĐ 35 huyện", "Trưởng Ban Chỉ đạo 35 huyện"), alike("Ban Chỉ đạo 35", "Ban Chỉ đạo 94")
    (True, False)
    """
    a, b = words(one), words(other)
    numbers = [{word for word in each if word.isdigit()} for each in (a, b)]
    if not a or not b or a[0] != b[0] or numbers[0] != numbers[1]:
        return a == b != []
    small, big = sorted((Counter(a), Counter(b)), key=lambda counted: sum(counted.values()))
    return not small - big and sum(small.values()) >= need * sum(big.values())


def pair(wanted: Sequence[Any], got: Iterable[Any], same: Callable[[Any, Any], bool]) -> Tally:
    """Each wanted answer takes the first answer not yet taken that is the same."""
    left = list(got)
    right = 0
    for want in wanted:
        hit = next((i for i, one in enumerate(left) if same(want, one)), None)
        if hit is not None:
            del left[hit]
            right += 1
    return Tally(right, len(left), len(wanted) - right)


def same_result(fact: dict[str, Any], result: dict[str, Any]) -> bool:
    """The same number, percent or not, and items that share a half of the shorter one's words."""
    if abs(float(fact["value"]) - float(result["value"])) > 1e-6 or fact["percent"] != result["percent"]:
        return False
    a, b = set(words(fact["item"])), set(words(result["item"]))
    return not a or len(a & b) >= 0.5 * max(1, min(len(a), len(b)))


def results_of(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The record's achieved results as facts have them: a range is two."""
    found = []
    for result in record["results"]:
        if result["status"] != "target":
            for value in (result["value"], result["upper"]):
                if value is not None:
                    percent = result["measure"] == "percent"
                    found.append({"value": value, "percent": percent, "item": result["item"]})
    return found


def number(text: str | None) -> str:
    """A document's number without leading noughts and with one kind of dash.

    >>> number("05-CT/TW")
    '5/ct/tw'
    """
    return fold(text or "").lstrip("0").replace("-", "/")


def compare(facts: dict[str, Any], record: dict[str, Any]) -> dict[str, Tally]:
    """A tally for each field of ``CORE``."""
    people = {tuple(words(official["name"])): official for official in record["officials"]}
    positions = Tally()
    for fact in facts["officials"]:
        official = people.get(tuple(words(fact["name"])))
        texts = [position["text"] for position in official["positions"]] if official else []
        positions += pair(fact["positions"], texts, alike)
    names = pair([tuple(words(fact["name"])) for fact in facts["officials"]], people, lambda a, b: a == b)
    documents = [document["number"] for document in record["documents"] if document["number"]]
    free = {number(target["item"]) + str(float(target["value"])) for target in facts["targets"]}
    results = [r for r in results_of(record) if number(r["item"]) + str(float(r["value"])) not in free]
    return {
        "names": names,
        "positions": positions,
        **meetings(facts, record),
        "units": units(facts, record),
        "results": pair(facts["results"], results, same_result),
        "documents": pair([d["number"] for d in facts["documents"]], documents, lambda a, b: number(a) == number(b)),
    }


def meetings(facts: dict[str, Any], record: dict[str, Any]) -> dict[str, Tally]:
    """Dates and conveners, meeting by meeting in order."""
    known = {unit["id"]: unit for unit in record["units"]}
    date = convener = Tally()
    for i, fact in enumerate(facts["meetings"]):
        found: dict[str, Any] = (
            record["meetings"][i] if i < len(record["meetings"]) else {"date": None, "conveners": ()}
        )
        day = found["date"]["start"] if found["date"] else None
        date += pair([fact["date"]] if fact["date"] else [], [day] if day else [], lambda a, b: a == b)
        hosts = [[known[i]["name"], *known[i]["aliases"]] for i in found["conveners"][:1] if i in known]
        host = [fact["convener"]] if fact["convener"] else []
        convener += pair(host, hosts, lambda a, b: any(alike(a, form, 0.6) for form in b))
    return {"date": date, "convener": convener}


def units(facts: dict[str, Any], record: dict[str, Any]) -> Tally:
    """Units; those that stand only in posts, or may be listed or not, count neither way."""
    forms = [
        [unit["name"], *unit["aliases"], *(mention["text"] for mention in unit["mentions"])] for unit in record["units"]
    ]
    posts = " | ".join(" ".join(words(p)) for official in facts["officials"] for p in official["positions"])
    optional = [*facts["units_in_titles"], *facts["units_optional"]]

    def free(unit: list[str]) -> bool:
        return any(" ".join(words(form)) in posts or any(alike(form, each) for each in optional) for form in unit)

    first = pair(facts["units"], forms, lambda a, b: any(alike(a, form) for form in b))
    taken = [unit for unit in forms if not any(alike(fact, form) for fact in facts["units"] for form in unit)]
    return Tally(first.right, sum(not free(unit) for unit in taken), first.missed)
