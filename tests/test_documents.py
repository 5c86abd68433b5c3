"""Cited documents: the marked sentences of fixtures/examples/documents.yaml, merging, the development articles."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdextract import extract
from bcdextract.mention import Span, UnitHit
from bcdextract.recognise import dates, documents
from bcdextract.rule import Rule
from bcdextract.segment import segment
from bcdextract.text import nfc
from marked import cases, unmark

SHARED = Path(__file__).resolve().parents[2] / "shared"
CASES = cases("documents.yaml")


def read(text: str, units: tuple[UnitHit, ...] = ()) -> list[Any]:
    view = segment(text)
    return documents.recognise(view, dates.recognise(view), units)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_marked_sentence(case: dict[str, Any]) -> None:
    text, spans = unmark(case["text"])
    found = read(text)
    assert [text[hit.start : hit.end] for hit in found] == [text[start:end] for start, end in spans]
    for hit, want in zip(found, case.get("want", []), strict=True):
        got = {
            "type": hit.type,
            "number": hit.number,
            "date": str(hit.date),
            "issuer": hit.issuer and text[slice(*hit.issuer)],
            "title": hit.title and text[slice(*hit.title)],
        }
        assert {key: got[key] for key in want} == want


@pytest.mark.parametrize("each", documents.RULES, ids=lambda each: each.name)
def test_rule_keeps_its_example(each: Rule) -> None:
    assert each.holds()


def test_issuer_is_the_unit_after_the_number() -> None:
    text = "Kế hoạch số 12-KH/HU của Ban Thường vụ Huyện ủy Sông Vân khóa X."
    start = text.index("Ban Thường")
    end = text.index(" khóa")
    (hit,) = read(text, (UnitHit(start, end, "unit_named", "Ban Thường vụ", "party_committee"),))
    assert hit.issuer == Span(start, end)


def test_mentions_of_one_document_are_brought_together() -> None:
    text = (
        "Nghị quyết số 35-NQ/TW ngày 14/3/2017; Nghị quyết 35; Nghị quyết 35/NQ-TƯ; Chỉ thị 35; Chỉ thị 05, "
        "Chỉ thị số 05-CT/TW và Chỉ thị số 05-CT/TU; Luật Thư viện năm 2019; Luật Thư viện năm 2019."
    )
    groups = documents.merge(read(text))
    assert [len(group) for group in groups] == [3, 1, 1, 1, 1, 2]
    assert [documents.best(group).number for group in groups] == [
        "35-NQ/TW", "35", "05", "05-CT/TW", "05-CT/TU", None,
    ]  # fmt: skip
    assert str(documents.best(groups[0]).date) == "2017-03-14"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            'Nghị quyết|số|35|-|/|NQ|TW|2018|ngày|14/3/2017|của|Bộ|Luật|năm|,|và|;|"|về|Kế hoạch'.split("|")
        ),
        max_size=25,
    )
)
def test_any_words_give_ordered_spans(parts: list[str]) -> None:
    text = " ".join(parts)
    found = read(text)
    assert all(hit.end <= after.start for hit, after in pairwise(found))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in found)
    assert sum(len(group) for group in documents.merge(found)) == len(found)


def _number(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.upper().replace("TƯ", "TW").lstrip("0")))


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared articles and their keys are not here")
def test_documents_of_the_development_articles_are_found() -> None:
    for key in sorted((SHARED / "gold").glob("*.json")):
        want = {
            _number(each["number"]) for each in json.loads(key.read_text("utf-8"))["documents"] if each.get("number")
        }
        text = nfc((SHARED / "articles" / f"{key.stem}.txt").read_text("utf-8")).text
        got = {_number(documents.best(group).number or "") for group in documents.merge(read(text))}
        assert got == want, key.stem


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Tháng trước, Ban Bí thư đã ban hành Chỉ thị số 32 về nghề cá.", "Ban Bí thư"),
        ("UBND tỉnh ký ban hành Kế hoạch số 14/KH-UBND trong tháng.", "UBND tỉnh"),
        ("Chủ tịch huyện dẫn Quyết định số 12/QĐ-CTN.", "Chủ tịch nước"),
        ("UBND tỉnh họp, sau khi ban hành Kế hoạch số 14/KH-UBND trong tháng.", None),
    ],
)
def test_the_unit_that_issued_is_the_issuer(text: str, issuer: str | None) -> None:
    assert [document.issuer for document in extract(text).documents] == [issuer]
