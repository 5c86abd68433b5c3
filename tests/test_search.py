"""Words found whatever their marks, in context, by unit and by date."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from archives import made, run
from bcdextract.collection import database
from bcdextract.collection.search import bound, plain, search

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
TEXTS = {
    "kon-ray.txt": "Sáng 5/3/2022, Ban Chỉ đạo 35 huyện Kon Rẫy họp giao ban. Có 48 cộng tác viên tham gia.",
    "dak-lak.txt": "Chiều 7/8/2023, Tỉnh uỷ Đắk Lắk họp tổng kết công tác dân vận.",
    "Dak-Mil.txt": "Ngày 9/1/2024, Huyện ủy Ðăk Mil họp. Cộng tác viên các xã dự.",
    "khong-ngay.txt": "Mạng lưới cộng tác viên ở cơ sở vẫn còn mỏng. Cán bộ làng bàn cách làm.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("search") / "a.sqlite", TEXTS)


def sources(archive: Path, *arguments: str) -> set[str]:
    lines = run("search", archive, *arguments).stdout.splitlines()
    return {line.rsplit(" | ", 1)[1] for line in lines}


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["kon ray"], {"kon-ray.txt"}),
        (["KON RAY"], {"kon-ray.txt"}),
        (["Kon Rẫy"], {"kon-ray.txt"}),
        (["dak lak"], {"dak-lak.txt"}),
        (["Đắk Lắk"], {"dak-lak.txt"}),
        (["đak lak"], {"dak-lak.txt"}),
        (["dak mil"], {"Dak-Mil.txt"}),
        (["Đăk Mil"], {"Dak-Mil.txt"}),
        ([unicodedata.normalize("NFD", "Đắk Lắk")], {"dak-lak.txt"}),
        (["uy"], {"dak-lak.txt", "Dak-Mil.txt"}),
        (["ủy"], {"dak-lak.txt", "Dak-Mil.txt"}),
        (["uỷ"], {"dak-lak.txt", "Dak-Mil.txt"}),
        (["tinh uy"], {"dak-lak.txt"}),
        (["uy tinh"], set()),
        (["uy", "tinh"], {"dak-lak.txt"}),
        (["cộng tác viên"], {"kon-ray.txt", "Dak-Mil.txt", "khong-ngay.txt"}),
        (["cộng tác viên", "--from", "2022", "--to", "2023"], {"kon-ray.txt"}),
        (["cộng tác viên", "--from", "2022-03-06"], {"Dak-Mil.txt"}),
        (["cộng tác viên", "--to", "2022-03"], {"kon-ray.txt"}),
        (["cộng tác viên", "--unit", "ban chi dao 35"], {"kon-ray.txt"}),
        (["cộng tác viên", "--unit", "ban chỉ đạo 3"], set()),
        (["cộng tác viên", "--unit", "BCĐ 35 huyện Kon Rẫy"], {"kon-ray.txt"}),
        (["giao b*"], {"kon-ray.txt"}),
        (["giao b"], set()),
        (["ban"], {"kon-ray.txt", "khong-ngay.txt"}),
        (["bàn", "--marks"], {"khong-ngay.txt"}),
        (["mil"], {"Dak-Mil.txt"}),
        (["nowhere"], set()),
        (['"kon" OR (mil', "--marks"], set()),
    ],
)
def test_found(archive: Path, arguments: list[str], found: set[str]) -> None:
    assert sources(archive, *arguments) == found


def test_a_line_has_date_title_context_and_file(archive: Path) -> None:
    done = run("search", archive, "cong tac vien", "--unit", "huyện Kon Rẫy")
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    date, _, words, source = line.split(" | ")
    assert (date, source) == ("2022-03-05", "kon-ray.txt")
    assert words.endswith("họp giao ban. Có 48 [cộng tác viên] tham gia.")
    assert words.startswith("… ")


def test_nothing_found_is_nothing_printed(archive: Path) -> None:
    done = run("search", archive, "nowhere")
    assert (done.exit_code, done.output) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["?!"], "no word to look for"), (["ban", "--from", "5/2024"], "give a year"), ([], "Missing argument")],
)
def test_wrong_usage(archive: Path, arguments: list[str], message: str) -> None:
    done = run("search", archive, *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    done = run("search", tmp_path / "none.sqlite", "ban")
    assert done.exit_code == 2
    assert "make it with: bcdextract store" in done.stderr


def test_every_vowel_with_every_tone_is_found_without_marks(tmp_path: Path) -> None:
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    words = [f"{head}b{letter}c" for letter in letters for head in ("đ", "Đ", "Ð", "n")]
    path = made(tmp_path / "a.sqlite", {str(number): f"Họp về {word}." for number, word in enumerate(words)})
    with database.to_read(path) as connection:
        for number, word in enumerate(words):
            for asked in (word, plain(word), unicodedata.normalize("NFD", word)):
                hits = [hit for hit in search(connection, [asked]) if hit.source == str(number)]
                assert [hit.words for hit in hits] == [word], (word, asked)
    connection.close()


@pytest.mark.parametrize("day", ["24", "2024-13", "2024-01-32", "2024-1", "2024-01-01T00"])
def test_what_is_no_date(day: str) -> None:
    with pytest.raises(Exception, match="no date"):
        bound(day, "from")
