"""Results: marked sentences (fixtures/examples/results.yaml), properties of any text, scores where gold is at hand."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import bcdextract
from bcdextract.lexicon import builtin
from bcdextract.mention import ResultHit, Span, View
from bcdextract.recognise import dates, documents, results
from bcdextract.recognise.results.numbers import digits
from bcdextract.segment import segment
from bcdextract.text import nfc
from growth import is_linear

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(__file__).resolve().parents[2] / "shared"
EXAMPLES = yaml.safe_load((ROOT / "fixtures" / "examples" / "results.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=f"{group}: {case['text'][:50]}") for group, cases in EXAMPLES.items() for case in cases]
LEXICONS = sorted(path.stem for path in (ROOT / "src" / "bcdextract" / "data" / "results").glob("*.yaml"))
WORDS = [*"huyện có đạt tăng giảm trong đó 12 3.500 98,5% tỷ đồng bài viết ca xã tỷ lệ ( ) , . ; : /".split(), "\n"]
WORDS += "hai phần trăm năm mươi linh lần trong tổng số chiếc người không đồng hỗ trợ triệu về với giá".split()
WORDS += "- đến năm 2030 ba một và của".split()


def marked(text: str) -> tuple[str, list[Span]]:
    """A sentence without its marks, and where the marks were."""
    parts = re.split("[⟦⟧]", text)
    spans, at = [], 0
    for i, part in enumerate(parts):
        if i % 2:
            spans.append(Span(at, at + len(part)))
        at += len(part)
    return "".join(parts), spans


def read(view: View, hit: ResultHit, name: str) -> Any:
    """A field of a hit as the examples write it."""
    value = getattr(hit, name)
    if isinstance(value, Span):
        return view.text[value.start : value.end]
    return len(value) if name == "also" else value


@pytest.mark.parametrize("case", CASES)
def test_example(case: dict[str, Any]) -> None:
    text, spans = marked(nfc(case["text"]).text)
    view = segment(text)
    masks = [Span(m.start(), m.end()) for words in case.get("mask", []) for m in re.finditer(words, text)]
    hits = results.recognise(view, masks)
    assert [view.text[h.start : h.end] for h in hits] == [view.text[s.start : s.end] for s in spans]
    assert [Span(h.start, h.end) for h in hits] == spans
    for hit, fact in zip(hits, case.get("facts", []), strict=True):
        for name, want in fact.items():
            got = read(view, hit, name)
            assert (got == Decimal(str(want))) if isinstance(got, Decimal) else (got == want), name


@pytest.mark.parametrize("name", LEXICONS)
def test_lexicon_keeps_its_own_rules(name: str) -> None:
    assert builtin(f"results/{name}")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2.352", "2352"),
        ("98,5", "98.5"),
        ("1.087,5", "1087.5"),
        ("03", "3"),
        ("1,234,567", "1234567"),
        ("19.5", "19.5"),
        ("0", "0"),
        ("27.6.19", None),
        ("0912345678", None),
        ("007", None),
        ("12345678901234", None),
    ],
)
def test_digits(written: str, value: str | None) -> None:
    assert digits(written) == (None if value is None else Decimal(value))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
def test_any_text_gives_sound_hits(given_text: str) -> None:
    view = segment(nfc(given_text).text)
    hits = results.recognise(view)
    assert hits == results.recognise(view)
    assert [h.start for h in hits] == sorted(h.start for h in hits)
    for at, hit in enumerate(hits):
        spans = [Span(hit.start, hit.end), *hit.also, *(s for s in (hit.item, hit.action, hit.compared_to) if s)]
        assert all(0 <= s.start < s.end <= len(view.text) for s in spans)
        assert view.text[hit.start : hit.end].strip()
        assert hit.part_of is None or (hit.part_of != at and 0 <= hit.part_of < len(hits))
        assert hit.upper is None or hit.upper > hit.value
        assert hit.total is None or hit.total >= hit.value


def test_masked_numbers_are_no_results() -> None:
    view = segment("Ban 35 huyện và 12 xã họp.")
    assert [int(h.value) for h in results.recognise(view, [Span(4, 6)])] == [12]


@pytest.mark.parametrize("piece", ["có 12 xã, đạt 5% và 3 tỷ đồng ", "1, 2, 3, ", "tăng tăng ( ", "Huyện có 12 xã.\n"])
def test_time_grows_with_the_text_and_not_its_square(piece: str) -> None:
    def recognising(times: int) -> Callable[[], object]:
        view = segment(piece * (1000 * times))
        return lambda: results.recognise(view)

    assert is_linear(recognising)


def scorer() -> ModuleType:
    """The scorer that stands beside the gold facts."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predicted(text: str) -> list[dict[str, Any]]:
    """Results of a text in the scorer's form, ranges as two."""
    view = segment(nfc(text).text)
    mask = [Span(h.start, h.end) for h in (*dates.recognise(view), *documents.recognise(view))]
    out = []
    for hit in results.recognise(view, mask):
        if hit.status == "achieved":
            item = view.text[hit.item.start : hit.item.end] if hit.item else ""
            fact = {"percent": hit.measure == "percent", "of": hit.total, "item": item}
            out += [{**fact, "value": value} for value in (hit.value, hit.upper) if value is not None]
    return out


@pytest.mark.skipif(not (SHARED / "corpus" / "gold").is_dir(), reason="the annotated corpus is not beside the project")
@pytest.mark.parametrize(("half", "least"), [(0, 0.95), (1, 0.88)])
def test_scores_on_annotated_articles(half: int, least: float) -> None:
    score = scorer()
    total = score.PRF()
    for path in sorted((SHARED / "corpus" / "gold").glob("*.json"))[half::2]:
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = predicted((SHARED / "corpus" / "text" / f"{path.stem}.txt").read_text(encoding="utf-8"))
        pairs, missed, extra = score.align(
            gold["results"], found, lambda a, b: score.value_same(a, b) and score.item_same(a, b)
        )
        planned = gold.get("targets") or []
        extra = [e for e in extra if not any(score.value_same(t, e) for t in planned)]
        extra = [e for e in extra if not score.fold(e["item"]).startswith(score.ABSTRACT)]
        total.add(len(pairs), len(extra), len(missed))
    assert total.f1()[2] >= least


def test_every_field_of_a_hit_is_used_by_the_examples() -> None:
    used = {name for cases in EXAMPLES.values() for case in cases for fact in case.get("facts", []) for name in fact}
    assert used <= set(ResultHit._fields)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Quý I/2020, Sở kiểm tra 320 cơ sở, tăng 12% so với năm 2019, xử phạt 45 cơ sở.", [2020, 2020, 2020]),
        ("Luật Thanh niên năm 2020 gồm 7 chương.", [None]),
        ("Năm 2022, xã trao 45 suất quà, đạt 80% kế hoạch năm 2021, khen thưởng 12 tập thể.", [2022, 2022, 2022]),
        ("Quý I/2017 phát hiện 28 vụ, bằng 48% số vụ cả năm 2016, xử lý 74 đối tượng.", [2017, 2017, 2017]),
    ],
)
def test_what_a_result_is_held_against_is_no_period(text: str, years: list[int | None]) -> None:
    found = [result.period for result in bcdextract.extract(text).results]
    assert [period and period.start and period.start.year for period in found] == years
