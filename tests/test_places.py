"""Places: the table of our own cases, the shared ones, properties of the table and of the answers."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import io
import json
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bcdextract
from bcdextract import places
from bcdextract.places import spelling
from bcdextract.places.export import COLUMNS, export
from bcdextract.places.table import TURN, table
from bcdextract.record import Locality

CASES = Path(__file__).parents[1] / "fixtures" / "places" / "cases.csv"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "places" / "cases.jsonl"
ROWS = list(csv.DictReader(CASES.read_text("utf-8").splitlines()))


def says(found: Locality) -> dict[str, str]:
    """What a case of ours expects, out of an answer."""
    today = found.successor_province.name if found.successor_province else ""
    full = found.name if found.code else ""
    return {
        "status": found.status,
        "code": found.code or "",
        "full": full,
        "province_code": found.province_code or "",
        "today": today,
    }


@pytest.mark.parametrize("case", ROWS, ids=[f"{row['name']} {row['on']}" for row in ROWS])
def test_our_cases(case: dict[str, str]) -> None:
    found = places.find(case["name"], case["on"], case["within"])
    assert says(found) == {key: case[key] for key in says(found)}, case["why"]
    assert bool(found.candidates) == (found.status == "ambiguous")


def _as_expected(case: dict, found: Locality) -> bool:
    expect = case["expect"]
    if "code" not in expect:
        return found.code is None and len(found.candidates) >= expect.get("candidates_at_least", 0)
    units = {"successor_province": found.successor_province, "successor_unit": found.successor_unit}
    later = all(unit and case[key]["code"] == unit.code for key, unit in units.items() if case.get(key))
    return later and all(getattr(found, key) == value for key, value in expect.items())


@pytest.mark.skipif(not SHARED.exists(), reason="the shared cases of places are not at hand")
def test_the_shared_cases() -> None:
    cases = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()]
    answers = [(case, places.find(case["name"], case["date"], case["context"])) for case in cases]
    wrong = [case["name"] for case, found in answers if not _as_expected(case, found)]
    assert len(wrong) <= 0.05 * len(cases), wrong
    assert not [case["name"] for case, found in answers if "code" not in case["expect"] and found.code]


@pytest.mark.parametrize("name", ["Huyện Kon Rẫy", "TX. Duy Tiên", "TP.HCM", "Thừa Thiên - Huế", "phường 5, quận 3"])
def test_the_form_of_the_characters_does_not_matter(name: str) -> None:
    asked = [name, unicodedata.normalize("NFD", name), name.upper(), name.lower(), f"  {name} "]
    codes = {places.find(each, "2020-05-05").code for each in asked}
    assert len(codes) == 1 and codes != {None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đăk Glei", "Đắc Glei"),
        ("Krông Pắc", "krông pắk"),
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Quỳ Hợp", "Quì Hợp"),
        ("Phường 05", "phường 5"),
        ("H' Drai", "H’drai"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa-Vũng Tàu"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert spelling.key(one) == spelling.key(other)


@pytest.mark.parametrize(("one", "other"), [("Hương Vân", "Hương Văn"), ("Cẩm Giang", "Cẩm Giàng"), ("Mai", "May")])
def test_names_that_differ_by_marks_stay_apart(one: str, other: str) -> None:
    assert spelling.key(one) != spelling.key(other)


def test_marks_can_be_ignored() -> None:
    assert places.find("huyện Lâm Tháo", "2020-01-01").status == "unknown"
    assert places.find("huyện Lâm Tháo", "2020-01-01", ignore_marks=True).code == "237"


def test_a_day_can_be_given_in_several_ways_or_not_at_all() -> None:
    days = ["2019-05-05", dt.date(2019, 5, 5), dt.datetime(2019, 5, 5, 12), "2019-05-05T12:00:00+07:00"]
    assert {places.find("huyện Kon Rẫy", day).valid_on for day in days} == {dt.date(2019, 5, 5)}
    undated = places.find("huyện Kon Rẫy", None)
    assert (undated.code, undated.valid_on, undated.status) == ("614", None, "found")
    assert places.find("tỉnh Lào Cai", None).status == "ambiguous", "its code has changed"
    assert places.find("tỉnh Hưng Yên", None).code == "33", "its code has not"


def test_what_is_no_day_or_no_name_is_said() -> None:
    with pytest.raises(ValueError, match="give it as 2024-07-05"):
        places.find("huyện Kon Rẫy", "5/7/2024")
    with pytest.raises(TypeError, match="not int"):
        places.find(5, "2024-07-05")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", " ", "huyện", "xã", ",", "-", "???", "tỉnh,", "(", "P.", "0"])
def test_names_of_nothing(name: str) -> None:
    assert places.find(name, "2020-01-01").status == "unknown"


def test_within_takes_several_places_and_localities() -> None:
    district = places.find("huyện Kon Rẫy", "2020-01-01")
    assert places.find("xã Tân Lập", "2020-01-01", district).code == "23497"
    assert places.find("xã Tân Lập", "2020-01-01", ["Kon Rẫy", "Kon Tum"]).code == "23497"
    assert places.find("xã Tân Lập", "2020-01-01", ["Kon Rẫy", "Hà Nội"]).status == "unknown"
    assert places.find("tỉnh Kon Tum", "2020-01-01", "huyện Kon Rẫy").code == "62", "a higher place than the context"
    assert places.find("xã Tân Lập", "2020-01-01", "miền Trung").status == "unknown", "no place that can be checked"
    assert places.find("xã Kon Braih", "2025-10-10", "Kon Tum").code == "23497", "the province of before"


@pytest.mark.parametrize(
    ("name", "on", "district"),
    [
        ("phường Thảo Điền", "2019-01-01", "Quận 2"),
        ("phường Thảo Điền", "2022-01-01", "Thành phố Thủ Đức"),
        ("xã Cần Yên", "2019-01-01", "Huyện Thông Nông"),
        ("phường Long Biên, Long Biên", "2019-01-01", "Quận Long Biên"),
        ("xã Tân Mộc", "2025-02-01", "Huyện Lục Ngạn"),
        ("xã Quý Sơn", "2018-01-01", "Huyện Lục Ngạn"),
        ("xã Bờ Y", "2026-01-10", None),
    ],
)
def test_the_district_of_the_day(name: str, on: str, district: str | None) -> None:
    assert places.find(name, on).district == district


def test_successors() -> None:
    divided = [row for row in map(table().__getitem__, range(len(table()))) if row.today.startswith("~")]
    assert len(divided) > 400
    gone = places.find("quận 2", "2019-01-01")
    assert [each.name for each in gone.successors] == ["Phường An Khánh", "Phường Bình Trưng", "Phường Cát Lái"]
    assert all(each.partial for each in gone.successors)
    island = places.find("huyện Lý Sơn", "2019-01-01")
    assert [(each.name, each.partial) for each in island.successors] == [("Đặc khu Lý Sơn", False)]
    still = places.find("xã Kon Braih", "2026-01-01")
    assert [each.code for each in still.successors] == [still.code], "a unit of today stands for itself"


def test_every_unit_is_found_by_its_own_name() -> None:
    units = table()
    for row in map(units.__getitem__, range(len(units))):
        day = "2023-06-01" if row.start.endswith("?") else row.start or "2015-01-01"
        above = [then.full for each in units.line(row)[1:] if (then := units.then(each, day))]
        found = places.find(row.full, day, above)
        codes = [found.code, *(each.code for each in found.candidates)]
        assert row.code in codes, (row, found)
        assert row.end or row.start != TURN or found.province_code == units.line(row)[-1].code


def test_every_unit_has_a_place_today_and_periods_that_do_not_overlap() -> None:
    units = table()
    periods: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in map(units.__getitem__, range(len(units))):
        assert row.heirs() or not row.end or row.end == "2025-03-01?", row
        for number, _ in row.heirs():
            assert not units[number].end, row
        assert (row.parent < 0) == (row.level == "province")
        periods.setdefault((row.level, row.code), []).append((row.start, row.end or "9999"))
    for spans in periods.values():
        spans.sort()
        assert all(a[1] <= b[0] or "?" in a[1] + b[0] for a, b in pairwise(spans)), spans


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.none() | st.dates(dt.date(2014, 6, 1), dt.date(2027, 6, 1)), st.text(max_size=12))
def test_any_text_has_an_answer(name: str, on: dt.date | None, within: str) -> None:
    found = places.find(name, on, within)
    assert (found.code is not None) == (found.status in ("found", "renamed", "former"))
    assert bool(found.candidates) == (found.status == "ambiguous")
    if on is not None and not places.COVERAGE[0] <= on <= places.COVERAGE[1]:
        assert found.status == "coverage"


def test_the_export_is_a_table_of_all_units() -> None:
    rows = list(csv.DictReader(io.StringIO(b"".join(export()).decode())))
    assert tuple(rows[0]) == COLUMNS and len(rows) == len(table())
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows), "an id is one unit in one period"
    assert all(set(row["successors"].split()) <= ids for row in rows)
    assert {row["parent_id"] for row in rows} - {""} <= ids


def test_the_import_of_the_package_does_not_load_the_table() -> None:
    code = "import sys, bcdextract; print('bcdextract.places' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
    assert bcdextract.places is places


def test_the_benchmark_looks_names_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[1] / "benchmarks"))
    assert importlib.import_module("run").lookups().count("µs") == 2
