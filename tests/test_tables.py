"""Tables: driven by the models, read back by the programs they are made for, and nothing lost on the way."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas
import pytest
from pyarrow import parquet

import bcdextract
from bcdextract import ExportError, Record, export
from bcdextract.export import csv_files, tables, xlsx
from bcdextract.export.models import REFERENCES
from bcdextract.export.tables import rows
from full_record import full_record, leaves

ARTICLES = Path(__file__).parents[1] / "fixtures" / "articles"
RECORDS = [bcdextract.extract(path) for path in sorted(ARTICLES.glob("*.txt"))]
Tables = dict[str, list[tuple[Any, ...]]]
FULL = [full_record(), *RECORDS[:3]]


def expected(records: list[Record]) -> Tables:
    found: Tables = {table.name: [] for table in tables.tables()}
    for number, record in enumerate(records, start=1):
        for name, row in rows(record, number):
            found[name].append(row)
    return found


def types(name: str) -> list[str]:
    return [column.type for table in tables.tables() if table.name == name for column in table.columns]


def test_rows_hold_every_value() -> None:
    record = full_record()
    held = {
        value for _, row in rows(record, 1) for cell in row for value in (cell if isinstance(cell, tuple) else (cell,))
    }
    missing = [
        path
        for path, value in leaves(record)
        if (value.isoformat() if isinstance(value, dt.datetime) else value) not in held
    ]
    assert missing == []


@pytest.mark.parametrize("record", FULL)
def test_keys_are_unique_and_lead_somewhere(record: Record) -> None:
    found = expected([record, record])
    for table in tables.tables():
        names = [column.name for column in table.columns]
        assert all(len(row) == len(names) for row in found[table.name])
        keys = [tuple(row[names.index(name)] for name in table.key) for row in found[table.name]]
        assert len(keys) == len(set(keys))
        for foreign in table.foreign:
            there = next(each for each in tables.tables() if each.name == foreign.table)
            at = [[column.name for column in there.columns].index(name) for name in foreign.there]
            targets = {tuple(row[i] for i in at) for row in found[foreign.table]}
            own = {tuple(row[names.index(name)] for name in foreign.columns) for row in found[table.name]}
            assert {key for key in own if None not in key} <= targets


def test_every_reference_is_known() -> None:
    ids = {
        fact.id
        for record in RECORDS
        for part in ("meetings", "units", "officials", "results", "documents")
        for fact in getattr(record, part)
    }
    named = {path for record in RECORDS for path, value in leaves(record) if value in ids and not path.endswith(".id")}
    assert named <= set(REFERENCES)


def of_csv(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    read: dict[str, Callable[[str], Any]] = {
        "text": csv_files.unescaped,
        "integer": int,
        "number": Decimal,
        "float": float,
        "boolean": lambda cell: cell == "true",
        "date": dt.date.fromisoformat,
        "list": lambda cell: tuple(json.loads(cell)),
    }
    for table in tables.tables():
        with (path / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            _, *body = csv.reader(file)
        kinds = types(table.name)
        yield (
            table.name,
            [tuple(read[k](cell) if cell else None for k, cell in zip(kinds, row, strict=True)) for row in body],
        )


def of_xlsx(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    read: dict[str, Callable[[Any], Any]] = {
        "number": lambda cell: Decimal(str(cell)),
        "float": float,
        "date": lambda cell: cell.date(),
        "list": lambda cell: tuple(json.loads(cell)),
    }
    for table in tables.tables():
        sheet = book[xlsx.sheet_name(table)]
        assert sheet.freeze_panes == "A2"
        kinds = types(table.name)
        yield (
            table.name,
            [
                tuple(
                    None if cell is None else read.get(k, lambda c: c)(cell) for k, cell in zip(kinds, row, strict=True)
                )
                for row in sheet.iter_rows(min_row=2, values_only=True)
            ],
        )


def of_parquet(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    for table in tables.tables():
        read = parquet.read_table(path / f"{table.name}.parquet")
        columns = [column.to_pylist() for column in read.columns]
        yield (
            table.name,
            [tuple(tuple(c) if isinstance(c, list) else c for c in row) for row in zip(*columns, strict=True)],
        )


def of_duckdb(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    for table in tables.tables():
        found = duckdb.sql(f"from read_parquet('{(path / table.name).as_posix()}.parquet')").fetchall()
        yield table.name, [tuple(tuple(c) if isinstance(c, list) else c for c in row) for row in found]


@pytest.mark.parametrize(
    ("form", "read"), [("csv", of_csv), ("xlsx", of_xlsx), ("parquet", of_parquet), ("parquet", of_duckdb)]
)
def test_read_back_it_is_what_was_written(form: str, read: Any, tmp_path: Path) -> None:
    export.write(FULL, form, tmp_path / "out")
    assert dict(read(tmp_path / "out")) == expected(FULL)


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_same_bytes(form: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export.write(iter(RECORDS[:3]), form, tmp_path / name)
    one, two = ([p.read_bytes() for p in sorted((tmp_path / n).rglob("*")) or [tmp_path / n]] for n in ("one", "two"))
    assert one == two


def test_a_data_package_that_frictionless_finds_valid(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    export.write(FULL, "csv", tmp_path / "out")
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize("text", ["=1+1", "+84", "-3", "@SUM(A1)", "\t=1", "'=1", "'x'", "", "'", "''-", "35-NQ/TW"])
def test_formulas_are_text_in_csv(text: str) -> None:
    cell = csv_files.escaped(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"} or not cell
    assert csv_files.unescaped(cell) == text


def nasty(text: str) -> Record:
    record = bcdextract.extract("Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban.")
    return record.model_copy(update={"article": record.article.model_copy(update={"title": text})})


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "2024-03-05", "01", "TRUE"])
def test_text_stays_text_in_a_workbook(text: str, tmp_path: Path) -> None:
    export.write([nasty(text)], "xlsx", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["articles"]
    cell = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "title")
    assert (cell.value, cell.data_type) == (text, "s")
    assert sheet["C2"].number_format == "@"
    assert sheet["C1"].value == "id"


def test_control_characters_as_excel_writes_them(tmp_path: Path) -> None:
    export.write([nasty("a\x0bb _x000B_")], "xlsx", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["articles"]
    assert "a_x000B_b _x005F_x000B_" in [cell.value for cell in sheet[2]]


def test_a_long_text_goes_on_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    long = "Đắk " * 20_000
    export.write([nasty(long)], "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    (cell,) = [c.value for c in book["articles"][2] if isinstance(c.value, str) and c.value.endswith(xlsx.MORE)]
    assert len(cell) == xlsx.MOST_CHARACTERS
    parts = list(book["overflow"].iter_rows(min_row=2, values_only=True))
    assert {row[:4] for row in parts} == {(1, "articles", "2", "title")}
    assert "".join(row[5] for row in parts) == long


def test_more_rows_than_a_sheet_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(ExportError, match="no sheet holds; write csv or parquet"):
        export.write(RECORDS[:3], "xlsx", tmp_path / "out.xlsx")


def test_a_number_that_parquet_does_not_hold(tmp_path: Path) -> None:
    record = next(record for record in RECORDS if record.results)
    result = record.results[0].model_copy(update={"value": Decimal("0.12345678901")})
    with pytest.raises(ExportError, match=r"results\.value.*write CSV"):
        export.write([record.model_copy(update={"results": (result,)})], "parquet", tmp_path / "out")


def test_long_numbers_and_early_days_are_text_in_a_workbook(tmp_path: Path) -> None:
    assert xlsx._value(Decimal("1234567890123456")) == "1234567890123456"
    assert xlsx._value(dt.date(1887, 1, 2)) == "1887-01-02"


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames(library: Any) -> None:
    frames = bcdextract.to_frames(FULL, library)
    for name, found in expected(FULL).items():
        frame = frames[name]
        assert list(frame.columns) == [c.name for t in tables.tables() if t.name == name for c in t.columns]
        values = frame.rows() if library == "polars" else frame.astype("object").itertuples(index=False, name=None)
        made = [tuple(tuple(c) if isinstance(c, list) else c for c in row) for row in values]
        absent = [[c if isinstance(c, tuple) or not pandas.isna(c) else None for c in row] for row in made]
        assert [tuple(row) for row in absent] == found


def test_frames_of_another_library() -> None:
    with pytest.raises(ValueError, match="take pandas or polars"):
        bcdextract.to_frames([], "arrow")  # type: ignore[arg-type]


@pytest.mark.parametrize(("library", "form"), [("pyarrow", "parquet"), ("openpyxl", "xlsx"), ("cassis", "cas")])
def test_a_missing_library_names_the_mend(
    library: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(ExportError, match=r'pip install "bcdextract\['):
        export.write(RECORDS[:1], form, tmp_path / "out")


def test_missing_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(ExportError, match=r'pip install "bcdextract\[polars\]"'):
        bcdextract.to_frames([], "polars")


def test_a_form_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="take one of jsonl, csv"):
        export.write([], "ods", tmp_path / "out")


def test_a_workbook_that_fails_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def broken() -> Iterator[Record]:
        yield RECORDS[0]
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        export.write(broken(), "xlsx", tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []
