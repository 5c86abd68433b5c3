"""Count how often facts are right, and write ``data/confidence.yaml`` and ``docs/confidence.md``.

``python tools/calibrate.py [GOLD TEXTS] [--part aside]`` runs the library on the texts of a folder of answers,
matches facts with the definitions of ``bcdextract.evaluate``, and counts them by kind and feature. ``--part`` takes
every fourth of the sorted names (aside) or the others (read). The counts that are kept were made before any rule was
written from those aside; counted again they would flatter: count on articles of your own instead.
Only counts leave the articles: nothing of their words is written.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from bcdextract import confidence, extract
from bcdextract.confidence import KINDS, MEAN
from bcdextract.evaluate import evaluate
from bcdextract.evaluate.outcomes import Outcome

ROOT = Path(__file__).resolve().parents[1]
GOLD, TEXTS = (ROOT.parent / "shared" / "corpus" / name for name in ("gold", "text"))
TABLE = ROOT / "src" / "bcdextract" / "data" / confidence.FILE
DOCS = ROOT / "docs" / "confidence.md"

FOLDS = 5
WEIGHT = 20
"""A feature counts as if seen so many times more at its kind's mean: facts of one article tend to be wrong together,
so a few of them say little. Of 2, 4, 8 ... 80 it has the least square error on articles left out."""
EDGES = (0.0, 0.8, 0.85, 0.9, 0.95, 1.01)
FLOORS = (0.0, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96)
FIELDS = {
    "meeting": {"meetings", "meeting.kind", "meeting.date"},
    "participant": {"officials.role"},
    "unit": {"units"},
    "official": {"officials.name"},
    "position": {"officials.position"},
    "result": {"results"},
    "document": {"documents"},
}
"""The scored fields that say whether a fact of each kind is right."""
PAIRS = tuple((kind, feature) for kind, features in KINDS.items() for feature in features)
MARKS = {pair: number / 1000 for number, pair in enumerate(PAIRS, start=1)}
"""A table in which every feature has a number of its own, so that a fact made with it tells its feature."""


class Judged(NamedTuple):
    """A fact of an article that the key has a word on."""

    article: str
    kind: str
    feature: str
    right: bool


class Row(NamedTuple):
    """How many facts there were, how many of them were right, and the confidence that follows."""

    right: int
    all: int
    confidence: float


Rows = Mapping[str, Mapping[str, Row]]


def judged(gold: Path, texts: Path, part: str) -> list[Judged]:
    """The facts of a part of the cases, as far as their keys judge them, in the order of the cases."""
    keys = (path.stem for path in gold.glob("*.json") if not path.stem.endswith(".record"))
    names = sorted(stem.removesuffix(".facts") for stem in keys)
    aside = names[3::4]
    names = {"aside": aside, "read": [name for name in names if name not in aside], "all": names}[part]
    with tempfile.TemporaryDirectory() as folder, patch.object(confidence, "table", lambda: MARKS):
        out = Path(folder) / "records.jsonl"
        lines = (extract(texts / f"{name}.txt", name=name).model_dump_json() + "\n" for name in names)
        out.write_text("".join(lines), encoding="utf-8")
        cases = [case for case in evaluate([gold], out).cases if case.record is not None]
    return [one for case in cases for one in _judged(case.name, case.record or {}, case.outcomes)]


def _judged(name: str, record: Mapping[str, Any], outcomes: Iterable[Outcome]) -> Iterator[Judged]:
    """An outcome holds the very evidence of the fact that it is about, so the two are the same object."""
    said: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        said.setdefault(id(outcome.evidence), []).append(outcome)
    for fact, first in _facts(record):
        kind, feature = PAIRS[round(fact["confidence"] * 1000) - 1]
        verdicts = [o.verdict for each in first for o in said.get(id(each), ()) if o.field in FIELDS[kind]]
        if verdicts:
            yield Judged(name, kind, feature, not {"wrong", "spurious"} & set(verdicts))


def _facts(record: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], list[Any]]]:
    """Every fact with the evidences that its outcomes hold."""
    for meeting in record["meetings"]:
        yield meeting, [*meeting["evidence"][:1], *((meeting["date"] or {}).get("evidence") or ())[:1]]
        yield from ((part, part["evidence"][:1]) for part in meeting["participants"])
    for official in record["officials"]:
        yield official, official["mentions"][:1]
        yield from ((position, position["evidence"][:1]) for position in official["positions"])
    yield from ((unit, unit["mentions"][:1]) for unit in record["units"])
    yield from ((fact, fact["evidence"][:1]) for name in ("results", "documents") for fact in record[name])


def rows(facts: Sequence[Judged]) -> Rows:
    """The table: each kind drawn to the mean of all, each feature to its kind's, the more the fewer facts it has."""
    overall = (sum(fact.right for fact in facts) + 1) / (len(facts) + 2)
    return {kind: _kind_rows(kind, [fact for fact in facts if fact.kind == kind], overall) for kind in KINDS}


def _kind_rows(kind: str, facts: Sequence[Judged], overall: float) -> dict[str, Row]:
    right = sum(fact.right for fact in facts)
    mean = (right + WEIGHT * overall) / (len(facts) + WEIGHT)
    found = {MEAN: Row(right, len(facts), round(mean, 2))}
    for feature in KINDS[kind]:
        own = [fact.right for fact in facts if fact.feature == feature]
        if own:
            found[feature] = Row(sum(own), len(own), round((sum(own) + WEIGHT * mean) / (len(own) + WEIGHT), 2))
    return found


def predicted(table: Rows, fact: Judged, by_feature: bool = True) -> float:
    """The confidence that a table gives a fact; its kind's mean where the feature has no row."""
    kind = table[fact.kind]
    return (kind.get(fact.feature, kind[MEAN]) if by_feature else kind[MEAN]).confidence


Guess = tuple[float, bool]
"""A confidence, and whether the fact was right."""


def crossed(facts: Sequence[Judged], by_feature: bool = True) -> list[Guess]:
    """Each fact with the confidence that it has by a table from other articles, a fifth left out at a time."""
    articles = sorted({fact.article for fact in facts})
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    found = []
    for number in range(FOLDS):
        table = rows([fact for fact in facts if fold[fact.article] != number])
        left = [fact for fact in facts if fold[fact.article] == number]
        found += [(predicted(table, fact, by_feature), fact.right) for fact in left]
    return found


class Bin(NamedTuple):
    """Facts of nearly the same confidence: how many, their mean confidence, and the share that was right."""

    low: float
    high: float
    count: int
    said: float
    right: float


def bins(guesses: Sequence[Guess]) -> list[Bin]:
    """The bins that are not empty, in order."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [guess for guess in guesses if low <= guess[0] < high]
        if inside:
            said, right = (sum(part) / len(inside) for part in zip(*inside, strict=True))
            found.append(Bin(low, min(high, 1.0), len(inside), said, right))
    return found


def mean_error(guesses: Sequence[Guess]) -> float:
    """How far confidence and the share of right facts lie apart in a bin, in the mean over all facts."""
    return sum(one.count * abs(one.said - one.right) for one in bins(guesses)) / len(guesses)


def squares(guesses: Sequence[Guess]) -> float:
    """The mean square of what confidence is off by for each fact (Brier score): less is better."""
    return sum((said - right) ** 2 for said, right in guesses) / len(guesses)


def yaml(table: Rows, articles: int, part: str) -> Iterator[str]:
    """Lines of the table's file."""
    yield f"# Confidence of facts, counted on {articles} annotated articles (the collection's part: {part})."
    yield "# Written by `python tools/calibrate.py`; run it again after a change of rules, do not edit by hand."
    yield "# kind of fact -> feature (meanings: confidence.py and docs/confidence.md) -> how many were right, of how"
    yield "# many, and the confidence that follows; a feature without a row has the mean of its kind."
    for kind, features in table.items():
        yield f"{kind}:"
        for feature, row in features.items():
            yield f"  {feature}: {{right: {row.right}, all: {row.all}, confidence: {row.confidence}}}"


def docs(facts: Sequence[Judged], table: Rows, part: str) -> Iterator[str]:
    """Lines of the page about confidence."""
    guesses = crossed(facts)
    articles = len({fact.article for fact in facts})
    yield from HEAD.format(articles=articles, part=PARTS[part], facts=len(facts), weight=WEIGHT).splitlines()
    yield from ("", "| kind | feature | what it means | right | of | confidence |", "|---|---|---|--:|--:|--:|")
    for kind, features in table.items():
        for feature, row in features.items():
            means = "all of the kind" if feature == MEAN else KINDS[kind][feature]
            yield f"| {kind} | {feature} | {means} | {row.right} | {row.all} | {row.confidence:.2f} |"
    yield from RELIABILITY.format(folds=FOLDS).splitlines()
    yield from ("", "| confidence | facts | mean confidence | share right |", "|---|--:|--:|--:|")
    yield from (f"| {b.low:.2f} to {b.high:.2f} | {b.count} | {b.said:.3f} | {b.right:.3f} |" for b in bins(guesses))
    kind = squares(crossed(facts, by_feature=False))
    one = squares(crossed([fact._replace(kind=next(iter(KINDS))) for fact in facts], by_feature=False))
    page = ERRORS.format(error=mean_error(guesses), brier=squares(guesses), kind=kind, one=one, weight=WEIGHT)
    yield from page.splitlines()
    yield from ("", "| at least | facts kept | of all | share right |", "|---|--:|--:|--:|")
    for floor in FLOORS:
        kept = [right for said, right in guesses if said >= floor]
        if kept:
            yield f"| {floor:.2f} | {len(kept)} | {len(kept) / len(guesses):.0%} | {sum(kept) / len(kept):.3f} |"


HEAD = """\
# Confidence

<!-- Written by tools/calibrate.py; do not edit by hand. -->

Meetings, participants, units, officials, positions, results and documents have a `confidence` from 0 to 1: the share
of facts of the same kind and feature that were right when the library read annotated articles. It is a number about
the rules, not about the sentence at hand: two facts of one kind and feature have the same confidence. It says how
often the record has what the text says; whether the text is true is not looked at. `bcdextract extract
--min-confidence X`, or `bcdextract.confidence.at_least(record, x)`, leaves out the facts below, and with them what
points to them. How many facts were not found at all, confidence does not tell.

Counted on {articles} articles of a collection from press and portals: {part}.
By the lenient definitions of `bcdextract evaluate`, {facts} facts are right or wrong. A meeting is right if the key
has it, its kind is one that a reasonable reader accepts, and its day, if it has one, is the key's; who convened it is
not looked at. A participant counts where the person is right. Facts that a key leaves open (units that stand only in
posts, targets, abstract counts) do not count.

A kind's mean is (right + {weight} × mean of all facts) / (all + {weight}), a feature's confidence (right +
{weight} × mean of its kind) / (all + {weight}): a kind with few facts stays near the mean of all, a
feature with few facts stays near the mean of its kind, and one without any has the mean."""
PARTS = {
    "aside": "every fourth of the sorted names, counted before any rule was written from them",
    "read": "the three quarters that rules were written from",
    "all": "all of it, with the three quarters that rules were written from",
}
RELIABILITY = """
## Does it hold?

Each article's facts were given their confidence by a table counted without it: {folds} parts, one left out at a time.
Were confidence perfect, both columns would be the same."""
ERRORS = """
Confidence and share lie {error:.3f} apart, in the mean over all facts. The mean square error of a single fact (Brier
score, less is better) is {brier:.4f}. It would be {kind:.4f} if every fact had the mean of its kind, and {one:.4f} if
all facts had one number. So confidence tells how often facts of a group are right, and hardly which of them are
wrong: most facts are right, and a feature seldom tells what fails. The {weight} above was chosen on the same parts,
which makes these numbers a little kinder than new articles will be.

## What a floor leaves

The same facts, those below a floor left out. Values lie close together, so choose a floor from this table."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD, help="folder of answers, one JSON file a case")
    parser.add_argument("texts", nargs="?", type=Path, default=TEXTS, help="folder of texts, <case>.txt")
    parser.add_argument("--part", choices=("aside", "read", "all"), default="aside")
    parser.add_argument("--dry-run", action="store_true", help="show the table, write nothing")
    given = parser.parse_args()
    facts = judged(given.gold, given.texts, given.part)
    table = rows(facts)
    lines = list(yaml(table, len({fact.article for fact in facts}), given.part))
    page = list(docs(facts, table, given.part))
    if given.dry_run:
        print("\n".join([*lines, *page]))
        return
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    DOCS.parent.mkdir(exist_ok=True)
    DOCS.write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
