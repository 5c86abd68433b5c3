"""Date mentions: the marked sentences of fixtures/examples/dates.yaml, the rules' own examples, any text at all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdextract.recognise import dates
from bcdextract.recognise.dates.days import full_year, valid
from bcdextract.rule import Rule
from bcdextract.segment import segment
from marked import cases, unmark

CASES = cases("dates.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_marked_sentence(case: dict[str, Any]) -> None:
    text, spans = unmark(case["text"])
    found = dates.recognise(segment(text))
    assert [text[hit.start : hit.end] for hit in found] == [text[start:end] for start, end in spans]
    assert [(hit.start, hit.end) for hit in found] == spans
    for hit, want in zip(found, case.get("want", []), strict=True):
        assert {key: getattr(hit, key) for key in want} == want


@pytest.mark.parametrize("each", dates.RULES, ids=lambda each: each.name)
def test_rule_keeps_its_example(each: Rule) -> None:
    assert each.holds()


@pytest.mark.parametrize(
    ("name", "kind"), [("ngày 5-7/8", "date"), ("ngày 5/7 đến 20/9", "period"), ("quý I", "period")]
)
def test_days_are_dates_and_long_runs_are_periods(name: str, kind: str) -> None:
    (hit,) = dates.recognise(segment(f"Từ {name}, cơ quan trực."))
    assert hit.type == kind


def test_short_years_and_days_that_do_not_exist() -> None:
    assert [full_year(digits) for digits in ("24", "75", "1999", None)] == [2024, 1975, 1999, None]
    assert valid(29, 2, None) and valid(29, 2, 2024) and not valid(29, 2, 2023) and not valid(31, 4, None)


WORDS = st.sampled_from(
    "ngày|sáng|nay|chiều|cùng|năm|tháng|quý|I|2024|2025|5|12|31|/|-|.|,|(|)|và|đến|từ|6|đầu|cuối|nhiệm kỳ|\n".split("|")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30).flatmap(lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])))
def test_any_words_give_ordered_spans_of_days_that_exist(text: str) -> None:
    found = dates.recognise(segment(text))
    for hit, after in pairwise(found):
        assert hit.end <= after.start
    for hit in found:
        assert 0 <= hit.start < hit.end <= len(text)
        if hit.day is not None and hit.month is not None:
            assert valid(hit.day, hit.month, hit.year)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(text[hit.start : hit.end] for hit in dates.recognise(segment(text)))
