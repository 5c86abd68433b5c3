"""NFC with a map back, and the fold that never changes a length."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdextract.text import Mapped, fold, nfc

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", v + t) for v in VOWELS + VOWELS.upper() for t in TONES] + list("đĐbcdghkBCDGHK")
texts = st.text(alphabet=[*LETTERS, *" \n.,-–/0123456789", "\u0301", "\u0309", "한", "각"])


@pytest.mark.parametrize("letter", LETTERS)
def test_every_vietnamese_letter_is_one_character_and_folds_to_one(letter: str) -> None:
    assert len(letter) == 1
    assert len(fold(letter)) == 1
    assert fold(letter.upper()) == fold(letter)


def test_the_fold_keeps_the_length_of_every_code_point() -> None:
    every = (chr(point) for point in range(sys.maxunicode + 1))
    assert [char for char in every if len(fold(char)) != 1] == []


@given(st.text())
def test_the_fold_keeps_length_and_folds_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"), ("khoẻ", "khỏe"), ("Uỷ ban", "Ủy ban"), ("thuỷ", "thủy"), ("toạ đàm", "tọa đàm"),
        ("Ðảng", "Đảng"), ("19 – 4", "19 - 4"), ("“A”", '"A"'), ("R’lấp", "R'lấp"), ("a\u00a0b", "a b"),
    ],
)  # fmt: skip
def test_two_ways_to_write_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("tính", "tình"), ("đa", "da"), ("Hà", "Hạ"), ("ban", "bàn")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts, st.sampled_from(["NFC", "NFD"]))
def test_nfc_maps_every_stretch_back(text: str, form: str) -> None:
    source = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    mapped = nfc(source)
    assert mapped.text == unicodedata.normalize("NFC", source)
    start, end = mapped.origin(0, len(mapped.text))
    assert (start, end) == (0, len(source))
    for at in range(len(mapped.text)):
        start, end = mapped.origin(at, at + 1)
        assert mapped.text[at] in unicodedata.normalize("NFC", source[start:end])


@given(texts, st.data())
def test_kept_stretches_still_map_to_the_source(text: str, data: st.DataObject) -> None:
    source = unicodedata.normalize("NFD", text)
    mapped = nfc(source)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(mapped.text)), min_size=2, max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    kept = mapped.keep(spans, joiner="\n")
    assert kept.text == "\n".join(mapped.text[start:end] for start, end in spans)
    at = 0
    for start, end in spans:
        assert end == start or kept.origin(at, at + end - start) == mapped.origin(start, end)
        at += end - start + 1


def test_offsets_outside_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="no such span"):
        Mapped.whole("abc").origin(2, 4)


def test_edges() -> None:
    assert Mapped.whole("").origin(0, 0) == (0, 0)
    assert Mapped.whole("abc").origin(1, 1) == (1, 1)
    assert Mapped.whole("abc").origin(3, 3) == (3, 3)
