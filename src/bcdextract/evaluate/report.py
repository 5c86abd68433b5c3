"""Scores as text for people or as JSON for programs: a table, errors with sentence and rule, gains and losses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from bcdextract.evaluate.outcomes import Json, Outcome
from bcdextract.evaluate.scores import Case, Scores
from bcdextract.evaluate.strings import fold
from bcdextract.evaluate.tally import CORE, Counts
from bcdextract.segment import segment


def report(scores: Scores, before: Scores | None = None, *, errors: int = 0, as_json: bool = False) -> Iterator[str]:
    """Lines of the report; with ``before``, what these records gained and lost against those."""
    if as_json:
        yield json.dumps(_json(scores, before, errors), ensure_ascii=False, indent=2)
        return
    yield f"{'field':20} {'P':>6} {'R':>6} {'F1':>6}  {'95% of F1':13} {'strict':>6} {'n':>5}"
    for field, counts in scores.lenient.items():
        yield _row(field, counts, scores)
        for error in list(_errors(scores, field))[:errors]:
            yield f"    {error['case']}: {error['verdict']}: {_difference(error)}"
            yield f"        {error['sentence'] or 'the text does not have these words'} ({error['rule'] or 'no rule'})"
    yield ""
    yield f"core macro-F1 {_number(scores.macro)} {_interval(scores, 'macro')} over {', '.join(CORE)}"
    total, wrong = scores.spans
    yield f"spans {total}, wrong {wrong}; facts without a span {scores.bare}"
    yield from (f"no record: {name}" for name in scores.missing)
    if before:
        yield from _changes(scores, before)


def _row(field: str, counts: Counts, scores: Scores) -> str:
    strict = scores.strict.get(field, Counts()).f1
    numbers = " ".join(f"{_number(number):>6}" for number in (counts.precision, counts.recall, counts.f1))
    return f"{field:20} {numbers}  {_interval(scores, field):13} {_number(strict):>6} {counts.support:>5}"


def _number(score: float | None) -> str:
    return "-" if score is None else f"{score:.3f}"


def _interval(scores: Scores, field: str) -> str:
    low, high = scores.intervals.get(field, (None, None))
    return f"{_number(low)}..{_number(high)}"


def _difference(error: Json) -> str:
    return f"{error['want'] or 'nothing'} -> {error['got'] or 'nothing'}"


def _errors(scores: Scores, field: str) -> Iterator[Json]:
    for case in scores.cases:
        for outcome in case.outcomes:
            if outcome.field == field and outcome.verdict != "found":
                yield _error(case, outcome)


def _error(case: Case, outcome: Outcome) -> Json:
    return {
        "case": case.name,
        "field": outcome.field,
        "verdict": outcome.verdict,
        "want": outcome.want,
        "got": outcome.got,
        "sentence": _sentence(case.record, outcome),
        "rule": (outcome.evidence or {}).get("rule"),
    }


def _sentence(record: Json | None, outcome: Outcome) -> str | None:
    """The sentence a found fact came from; of a missed one, the first sentence that has its words."""
    text = record["article"].get("text", "") if record else ""
    wanted = fold(outcome.want.rpartition(": ")[2])
    for sentence in segment(text).sentences:
        words = text[sentence.start : sentence.end]
        if outcome.evidence is not None:
            if sentence.start <= outcome.evidence["start"] < sentence.end:
                return " ".join(words.split())
        elif wanted and wanted in fold(words):
            return " ".join(words.split())
    return None


def _changes(scores: Scores, before: Scores) -> Iterator[str]:
    yield ""
    yield f"against before: core macro-F1 {_number(before.macro)} -> {_number(scores.macro)}"
    for field in sorted({*scores.lenient, *before.lenient}):
        was, now = before.lenient.get(field, Counts()).f1, scores.lenient.get(field, Counts()).f1
        if was != now:
            yield f"    {field:20} {_number(was)} -> {_number(now)}"
    for change in _moved(scores, before):
        yield f"    {change['change']}: {change['case']}: {change['field']}: {change['verdict']}: {_difference(change)}"


def _moved(scores: Scores, before: Scores) -> Iterator[Json]:
    """Errors that are gone (gains) and new ones (losses), case by case."""
    olds = {case.name: case for case in before.cases}
    for case in scores.cases:
        new = _mistakes(case)
        old = _mistakes(olds[case.name])
        for name, rest in (("gain", old - new), ("loss", new - old)):
            for field, verdict, want, got in rest.elements():
                yield {
                    "change": name, "case": case.name, "field": field, "verdict": verdict, "want": want, "got": got
                }  # fmt: skip


def _mistakes(case: Case) -> Counter[tuple[str, str, str, str]]:
    return Counter((o.field, o.verdict, o.want, o.got) for o in case.outcomes if o.verdict != "found")


def _json(scores: Scores, before: Scores | None, errors: int) -> Json:
    total, wrong = scores.spans
    found: Json = {
        "fields": {field: _field(field, counts, scores) for field, counts in scores.lenient.items()},
        "macro": scores.macro,
        "macro_interval": scores.intervals.get("macro"),
        "missing": scores.missing,
        "spans": total,
        "spans_bad": wrong,
        "facts_without_evidence": scores.bare,
    }
    if errors:
        found["errors"] = [error for field in scores.lenient for error in list(_errors(scores, field))[:errors]]
    if before:
        found["before"] = {"macro": before.macro, "changes": list(_moved(scores, before))}
    return found


def _field(field: str, counts: Counts, scores: Scores) -> Json:
    return {
        "p": counts.precision,
        "r": counts.recall,
        "f1": counts.f1,
        "n": counts.support,
        "interval": scores.intervals.get(field),
        "strict_f1": scores.strict.get(field, Counts()).f1,
    }
