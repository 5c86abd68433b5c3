"""How well records meet answers given by people: precision, recall and F1 a field, errors, gains and losses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bcdextract.errors import ReadError
from bcdextract.evaluate import fields
from bcdextract.evaluate.meetings import meetings
from bcdextract.evaluate.outcomes import Json, Outcome
from bcdextract.evaluate.report import report
from bcdextract.evaluate.rulers import LENIENT, STRICT, Ruler
from bcdextract.evaluate.scores import Case, Scores
from bcdextract.evaluate.tally import count

__all__ = ["Case", "Scores", "evaluate", "report"]

_FIELDS = (fields.article, fields.officials, fields.units, meetings, fields.documents, fields.results)
_LISTS = ("meetings", "units", "officials", "results", "documents")


def evaluate(gold: Sequence[str | Path], records: Path) -> Scores:
    """Scores of a file of records (one a line) against folders of answers (one JSON file a case).

    In a folder with files ``<case>.facts.json`` these are the answers, else every ``<case>.json``. A record belongs
    to the case of its source's file name. Raises ``ReadError`` naming a folder without cases or a line that is no
    record.
    """
    found = dict(_records(records))
    cases = []
    for path in _keys(gold):
        name = path.name.removesuffix(".json").removesuffix(".facts")
        cases.append(_case(name, _key(path), found.get(name)))
    return Scores(tuple(cases))


def _keys(gold: Iterable[str | Path]) -> list[Path]:
    paths: list[Path] = []
    for folder in map(Path, gold):
        inside = sorted(folder.glob("*.facts.json")) or sorted(folder.glob("*.json"))
        if not inside:
            raise ReadError(f"{folder}: no *.json in it; name a folder of answers, one JSON file a case")
        paths += inside
    return sorted(paths)


def _key(path: Path) -> Json:
    try:
        key: Json = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReadError(f"{path}: not JSON ({error}); mend the file") from error
    return {**{name: [] for name in _LISTS}, **key}


def _records(path: Path) -> Iterator[tuple[str, Json]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record: Json = json.loads(line)
                yield Path(record["article"]["source"] or "").stem, record
            except (ValueError, KeyError, TypeError) as error:
                raise ReadError(f"{path}, line {number}: not a record; write it with bcdextract extract") from error


def _case(name: str, key: Json, record: Json | None) -> Case:
    given = record or {"article": {}, **{part: [] for part in _LISTS}}
    lenient = tuple(_outcomes(key, given, LENIENT))
    return Case(name, record, lenient, count(lenient), count(_outcomes(key, given, STRICT)))


def _outcomes(key: Json, record: Json, ruler: Ruler) -> Iterator[Outcome]:
    for field in _FIELDS:
        yield from field(key, record, ruler)
