"""The command ``bcdextract places``, and ``extract --locality``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bcdextract import cli


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=given)


def test_a_name() -> None:
    done = run("places", "thị xã Duy Tiên", "--on", "2024-07-05")
    assert done.exit_code == 0
    assert done.output.splitlines()[:2] == ["Thị xã Duy Tiên: 349 (district, found)", "  in       Tỉnh Hà Nam (35)"]
    assert "  today    Tỉnh Ninh Bình (37)" in done.output.splitlines()


def test_a_commune_has_its_district() -> None:
    done = run("places", "xã Tân Lập", "--on", "2020-07-05", "--within", "Kon Rẫy", "--within", "Kon Tum")
    assert "  in       Huyện Kon Rẫy (614)\n  in       Tỉnh Kon Tum (62)\n" in done.output


def test_candidates_and_the_exit_code_of_no_certain_answer() -> None:
    done = run("places", "huyện Kỳ Sơn", "--on", "2017-07-05")
    assert done.exit_code == 1
    assert done.output.splitlines()[1] == "  perhaps  Huyện Kỳ Sơn (151), Tỉnh Hòa Bình"
    assert run("places", "huyện Kỳ Sơn", "--on", "2017-07-05", "--within", "Nghệ An").exit_code == 0


def test_json_and_marks() -> None:
    done = run("places", "huyện Lâm Tháo", "--on", "2020-01-01", "--ignore-marks", "--json")
    assert json.loads(done.output)["name"] == "Huyện Lâm Thao"


def test_the_export(tmp_path: Path) -> None:
    target = tmp_path / "places.csv"
    assert run("places", "--export", target).exit_code == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["name"] == "Thành phố Hà Nội" and len(rows) > 14_000
    assert [path.name for path in tmp_path.iterdir()] == ["places.csv"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "give either a NAME or --export FILE"),
        (("huyện Kon Rẫy", "--export", "x.csv"), "give either a NAME or --export FILE"),
        (("huyện Kon Rẫy", "--on", "5/7/2024"), "give it as 2024-07-05"),
        (("--export", "no/such/folder/x.csv"), "make it first"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], says: str) -> None:
    done = run("places", *arguments)
    assert done.exit_code == 2
    assert says in done.output


def test_an_export_that_cannot_be_written_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "places.csv"
    target.write_text("old", encoding="utf-8")

    def broken() -> list[bytes]:
        raise OSError("disk full")

    monkeypatch.setattr(cli, "export", broken)
    done = run("places", "--export", target)
    assert done.exit_code == 1 and "disk full" in done.output
    assert target.read_text(encoding="utf-8") == "old"


def test_extract_takes_a_locality() -> None:
    text = "Sáng 5/7/2024, Huyện ủy họp giao ban."
    done = run("extract", "-", "--locality", "huyện Kon Rẫy, Kon Tum", given=text.encode())
    assert json.loads(done.output)["units"][0]["locality"]["code"] == "614"
    wrong = run("extract", "-", "--locality", "huyện Châu Thành", given=text.encode())
    assert wrong.exit_code == 2 and "name its province" in wrong.output
