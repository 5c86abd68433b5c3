"""The name data: surnames, given syllables, forms of address and ranks, names of places."""

from __future__ import annotations

import unicodedata
from importlib import resources
from itertools import combinations
from typing import Any

import pytest
import yaml

from bcdextract import lexicon

DATA = resources.files("bcdextract") / "data"
FIRST = ("kinh_strong", "kinh_weak", "peoples", "peoples_weak")
GROUPS = (*FIRST, "peoples_pairs", "peoples_second", "female_male_middle")


@pytest.fixture(scope="module")
def surnames() -> dict[str, Any]:
    return yaml.safe_load((DATA / "surnames.yaml").read_text(encoding="utf-8"))


def lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def test_every_group_of_surnames_is_explained_and_holds_names_once(surnames: dict[str, Any]) -> None:
    assert set(surnames) == {"fields", *GROUPS}
    assert set(surnames["fields"]) == set(GROUPS)
    for group in GROUPS:
        names = surnames[group]
        assert all(isinstance(name, str) and name[0].isupper() for name in names), group
        assert all(unicodedata.is_normalized("NFC", name) for name in names), group
        assert len(set(map(lexicon.words, names))) == len(names), group


def test_a_first_element_has_one_strength(surnames: dict[str, Any]) -> None:
    for one, other in combinations(FIRST, 2):
        assert not set(map(lexicon.words, surnames[one])) & set(map(lexicon.words, surnames[other])), (one, other)


def test_first_elements_are_one_word_and_pairs_begin_with_one(surnames: dict[str, Any]) -> None:
    single = {name for group in FIRST for name in surnames[group]}
    assert not [name for name in single if " " in name]
    assert all(len(pair.split()) > 1 and pair.split()[0] in single for pair in surnames["peoples_pairs"])


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Nguyễn", "kinh_strong"),
        ("Trịnh", "kinh_strong"),
        ("Đoàn", "kinh_weak"),  # Đoàn Thanh niên
        ("Lâm", "kinh_weak"),  # Lâm Đồng
        ("Thích", "kinh_weak"),
        ("Rơ Châm", "peoples_pairs"),
        ("Rơ", "peoples"),
        ("Ksor", "peoples"),
        ("Giàng", "peoples"),
        ("Niê", "peoples"),
        ("Y", "peoples_weak"),
        ("Bàn", "peoples_weak"),
        ("Mlô", "peoples_second"),
        ("Thị", "female_male_middle"),
    ],
)
def test_surnames_stand_in_their_group(surnames: dict[str, Any], name: str, group: str) -> None:

    assert name in surnames[group]


def test_given_syllables_are_single_capitalised_and_many() -> None:
    given = lines("given.txt")
    assert len(given) == len(set(given)) > 900
    assert all(" " not in word and word[0].isupper() and unicodedata.is_normalized("NFC", word) for word in given)


def test_ranks_load_and_know_their_kind() -> None:
    entries = lexicon.builtin("ranks")
    kinds = {alias: entry.data["kind"] for entry in entries for alias in entry.aliases}
    assert {entry.data["kind"] for entry in entries} == {"honorific", "rank", "academic", "clergy"}
    assert (kinds["đồng chí"], kinds["Thượng tướng"], kinds["PGS.TS"], kinds["Linh mục"]) == (
        "honorific",
        "rank",
        "academic",
        "clergy",
    )


def test_place_names_carry_a_level_and_are_named_once() -> None:
    rows = [line.split("\t") for line in lines("place_names.txt")]
    assert all(len(row) == 2 and set(row[1]) <= set("PDCRN") for row in rows)
    assert len({lexicon.words(name) for name, _ in rows}) == len(rows)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Hà Nội", "P"),
        ("Nam Từ Liêm", "D"),
        ("Đắk R'lấp", "D"),
        ("Đăk R’Lấp", "D"),
        ("Thủ Đức", "D"),
        ("Quận 3", "D"),
        ("Bắc Cạn", "P"),
        ("Thừa Thiên-Huế", "P"),
        ("TPHCM", "P"),
        ("Tây Nguyên", "R"),
        ("Huế", "P"),
    ],
)
def test_places_are_found_however_written(name: str, level: str) -> None:
    levels = {lexicon.words(row): letters for row, letters in (line.split("\t") for line in lines("place_names.txt"))}
    assert level in levels[lexicon.words(name)]
