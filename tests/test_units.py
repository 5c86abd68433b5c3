"""Units: where each begins and ends, what it is part of, by a table of invented sentences."""

from __future__ import annotations

from typing import Any

import pytest

import bcdextract
from bcdextract.lexicon import Entry, builtin, words
from bcdextract.mention import Span, UnitHit
from bcdextract.phrase import Phrases, mark, place_at, unit_at
from bcdextract.recognise import units
from bcdextract.segment import segment
from bcdextract.text import fold
from marked import cases, unmark

CHECKED = {"kinds", "levels", "parents", "aliases", "generic"}


def read(text: str) -> list[UnitHit]:
    return units.recognise(mark(segment(text)))


@pytest.mark.parametrize("case", cases("units.yaml"), ids=lambda case: case["text"][:50])
def test_example(case: dict[str, Any]) -> None:
    assert set(case) <= CHECKED | {"text"}
    text, spans = unmark(case["text"])

    def said(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    found = read(text)
    assert [text[hit.start : hit.end] for hit in found] == [text[start:end] for start, end in spans]
    assert [(hit.start, hit.end) for hit in found] == spans
    seen = {
        "kinds": [hit.kind for hit in found],
        "levels": [hit.level for hit in found],
        "parents": [said(hit.parent) for hit in found],
        "aliases": [said(hit.alias) for hit in found],
        "generic": [hit.generic for hit in found],
    }
    assert {key: seen[key] for key in seen if key in case} == {key: case[key] for key in seen if key in case}


def test_the_headless_units_of_a_byline_are_left_out() -> None:
    assert read("Ảnh: Minh Anh/TTXVN") == []


def parsed(entry: Entry) -> Phrases:
    return mark(segment(entry.example))


def places(p: Phrases, entry: Entry) -> list[int]:
    """Tokens of an entry's example that one of its aliases begins at."""
    spelled = [words(alias) for alias in entry.aliases]
    folded = p.tokens.fold
    return [i for i in range(len(folded)) if any(folded[i : i + len(alias)] == alias for alias in spelled)]


def named(entry: Entry) -> str:
    return f"{entry.name}: {entry.example}"


@pytest.mark.parametrize("entry", builtin("units"), ids=named)
def test_a_head_s_example_is_a_unit_that_begins_with_it(entry: Entry) -> None:
    p = parsed(entry)
    assert any(unit_at(p, i, small=True) is not None for i in places(p, entry))


@pytest.mark.parametrize("entry", builtin("fields"), ids=named)
def test_a_field_s_example_is_a_unit_that_holds_it(entry: Entry) -> None:
    p = parsed(entry)
    unit = unit_at(p, 0)
    assert unit is not None and unit.first < places(p, entry)[0] < unit.last == len(p.tokens)


@pytest.mark.parametrize("entry", builtin("levels"), ids=named)
def test_a_level_s_example_says_that_level(entry: Entry) -> None:
    p = parsed(entry)
    end, level, all_of = place_at(p, places(p, entry)[-1])
    if entry.data["form"] == "none":
        assert level is None
    else:
        assert (end, level, all_of) == (len(p.tokens), entry.data["level"], entry.data["form"] == "all")


@pytest.mark.parametrize("entry", builtin("purposes"), ids=named)
def test_a_purpose_s_example_is_one_name(entry: Entry) -> None:
    p = parsed(entry)
    unit = unit_at(p, 0)
    assert unit is not None and unit.last == len(p.tokens)


@pytest.mark.parametrize("entry", builtin("verbs"), ids=named)
def test_a_name_ends_before_a_verb(entry: Entry) -> None:
    p = parsed(entry)
    unit = unit_at(p, 0)
    assert entry.data["kind"] == "none" or (unit is not None and unit.last == places(p, entry)[0])


@pytest.mark.parametrize("entry", builtin("abbreviations"), ids=named)
def test_a_short_form_is_shorter_than_its_words(entry: Entry) -> None:
    assert all(len(fold(alias)) < len(fold(str(entry.data["full"]))) for alias in entry.aliases)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bí thư Tỉnh ủy Hà Nam dự. Bí thư Tỉnh ủy tỉnh Hà Nam nói.", ["Tỉnh ủy tỉnh Hà Nam"]),
        (
            "Đoàn công tác của Bộ Nông nghiệp và Môi trường thăm xã. Thứ trưởng Bộ NN&MT Lê An dự.",
            ["Đoàn công tác của Bộ Nông nghiệp và Môi trường", "Bộ Nông nghiệp và Môi trường"],
        ),
        ("Ban Thường vụ Huyện ủy họp.", ["Ban Thường vụ Huyện ủy"]),
        ("Lữ đoàn 96 (Quân khu 9) họp.", ["Lữ đoàn 96", "Quân khu 9"]),
        ("Bộ Tài chính và Quyết định số 5.", ["Bộ Tài chính"]),
    ],
)
def test_a_unit_takes_its_fullest_name(text: str, names: list[str]) -> None:
    assert [unit.name for unit in bcdextract.extract(text).units] == names


def test_level_is_that_of_the_full_name() -> None:
    article = "Hội nghị Ban Chỉ đạo 35 bàn việc quý IV.\n\nNgày 7/10/2022, Ban Chỉ đạo 35 huyện Mường Xa họp."
    assert [(unit.name, unit.level) for unit in bcdextract.extract(article).units] == [
        ("Ban Chỉ đạo 35 huyện Mường Xa", "district")
    ]
