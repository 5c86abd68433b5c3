"""The contract: frozen parts, exact numbers, JSON there and back, tables for notebooks."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bcdextract import extract
from bcdextract.notebook import context
from bcdextract.record import (
    Article,
    Document,
    Evidence,
    Meeting,
    MeetingDate,
    Official,
    Participant,
    Position,
    Record,
    Result,
    Unit,
    Warning,
)

TEXT = "Họp chiều 5/3\nBà Lê Thị <An>, Bí thư Tỉnh ủy, chủ trì; có 40-60% tham dự."


def evidence(words: str, rule: str = "a_rule") -> Evidence:
    start = TEXT.index(words)
    return Evidence(start=start, end=start + len(words), text=words, rule=rule)


@pytest.fixture
def record() -> Record:
    said = (evidence("Lê Thị <An>", "name_with_posts"),)
    return Record(
        article=Article(id="0", text=TEXT, title="Họp <báo>", published="2024-03-06T08:30:00+07:00"),
        meetings=(
            Meeting(
                id="m",
                kind="session",
                date=MeetingDate(partial="--03-05", text="5/3"),
                conveners=("u",),
                participants=(Participant(official="o", role="chair", evidence=said),) * 2,
            ),
        ),
        units=(Unit(id="u", name="Tỉnh ủy", mentions=(evidence("Tỉnh ủy"),)),),
        officials=(
            Official(
                id="o",
                name="Lê Thị <An>",
                positions=(Position(title="Bí thư", text="Bí thư", evidence=said),),
                mentions=said,
            ),
        ),
        results=(
            Result(id="r", value=Decimal(40), upper=Decimal(60), measure="percent", evidence=(evidence("40-60%"),)),
            Result(id="s", value=Decimal("131"), total=Decimal(139), unit="ha", item="rừng", evidence=()),
        ),
        documents=(Document(id="d", type="Nghị quyết", number="35-NQ/TW", evidence=(evidence("5/3"),)),),
        warnings=(Warning(code="year_unknown", message="no year"),),
    )


def test_parts_cannot_be_changed(record: Record) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        record.article.text = "khác"  # type: ignore[misc]


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Article(id="0", text="", nonsense=1)  # type: ignore[call-arg]


def test_json_there_and_back(record: Record) -> None:
    line = record.model_dump_json()
    again = Record.model_validate_json(line)
    assert again == record
    assert hash(again.article) == hash(record.article)
    assert again.model_dump_json() == line


def test_where_a_text_came_from_is_no_part_of_equality(record: Record) -> None:
    with pytest.raises(ValueError, match="plain text"):
        record.article.origin(0, 1)
    assert record.article != "an article"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_numbers_are_exact_in_json(number: Decimal) -> None:
    result = Result(id="r", value=number, evidence=())
    assert "E" not in result.model_dump_json().partition('"upper"')[0]
    assert Result.model_validate_json(result.model_dump_json()).value == number


def test_a_notebook_shows_every_table_and_escapes_the_text(record: Record) -> None:
    html = record._repr_html_()
    for words in (
        "Meetings",
        "Officials",
        "Units",
        "Results",
        "Documents",
        "Warnings",
        "--03-05",
        "40–60%",
        "131/139 ha",
    ):
        assert words in html
    assert "<An>" not in html
    assert "<báo>" not in html
    assert "Bà «Lê Thị &lt;An&gt;», Bí thư" in html
    assert "(name_with_posts)" in html
    assert html.count("<td>chair</td>") == 1


def test_a_notebook_leaves_out_empty_tables() -> None:
    assert "<table>" not in Record(article=Article(id="0", text="")).model_copy()._repr_html_()


@given(st.text(alphabet="ab\n"), st.integers(0, 20), st.integers(0, 20))
def test_context_holds_the_words_on_one_line(text: str, start: int, length: int) -> None:
    start, end = min(start, len(text)), min(start + length, len(text))
    shown = context(text, start, end, width=5)
    assert f"«{text[start:end]}»" in shown
    assert len(shown) <= end - start + 12


def test_a_record_is_copied_and_sent_to_other_processes() -> None:
    record = extract("Sáng 5/7/2024, Huyện ủy họp.\n\nĐồng chí Lê Thị An chủ trì.")
    sent = pickle.loads(pickle.dumps(record))
    assert sent == record == copy.deepcopy(record)
    assert sent.article.origin(0, 4) == record.article.origin(0, 4)
