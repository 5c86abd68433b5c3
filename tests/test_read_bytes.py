"""Reading bytes and files: encodings, and errors that name the file and the mend."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bcdextract.errors import ReadError
from bcdextract.read import read
from legacy import cp1258

TEXT = "Sáng 12/3, Huyện ủy Mường Xa họp giao ban với các xã vùng cao. Đồng chí Lò Văn Tâm chủ trì hội nghị này."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    assert read(TEXT.encode(encoding)).text == TEXT


def test_windows_1258_is_found_and_composed() -> None:
    assert read(cp1258(TEXT)).text == TEXT


def test_a_file_cut_inside_a_character_is_still_text() -> None:
    data = (TEXT + "ạ").encode()[:-1]
    assert read(data).text == TEXT + "\ufffd"


def test_random_bytes_are_refused_by_name() -> None:
    noise = random.Random(7).randbytes(5000)
    with pytest.raises(ReadError, match=r"photo\.txt: not text in any encoding known here; save it as UTF-8"):
        read(noise, name="photo.txt")
    with pytest.raises(ReadError, match="not text"):
        read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200))


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read(path).source == str(path)
    assert read(path, name="a.txt").source == "a.txt"


@pytest.mark.parametrize("data", ["", " \n\t", "\ufeff", b"", b"\xef\xbb\xbf"])
def test_empty_input_is_refused(data: str | bytes) -> None:
    with pytest.raises(ReadError, match=r"x\.txt: empty; give it the text of an article"):
        read(data, name="x.txt")


def test_unreadable_files_are_named_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt: no such file; check the path"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match=r"a folder, not a file"):
        read(tmp_path)
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(ReadError, match=r"empty\.txt: empty"):
        read(empty)
    with pytest.raises(ReadError, match=r"cannot be read"):
        read(tmp_path / ("x" * 300))
    with pytest.raises(TypeError, match="not int"):
        read(5)  # type: ignore[arg-type]
