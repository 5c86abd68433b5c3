"""Forms of names: what makes two forms of a unit or post the same."""

from __future__ import annotations

import pytest

from bcdextract import extract
from bcdextract.lexicon import words
from bcdextract.resolve.forms import form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BCĐ 35 (tỉnh)", "Ban Chỉ đạo 35"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Uỷ ban nhân dân tỉnh", "ỦY BAN NHÂN DÂN TỈNH"),
        ("Văn phòng của Huyện ủy", "Văn phòng Huyện ủy"),
    ],
)
def test_forms_of_one_name_are_the_same(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize("name", ["Cư M’gar", "Tổ 3.5, khu 12", "Đội A_B\nsố 7", "Sở…Y–tế", ""])
def test_a_name_has_the_words_that_the_text_has(name: str) -> None:
    dropped = {"-", ",", "."}
    assert form(name) == tuple(word for word in words(name) if word not in dropped)


def test_a_post_is_given_in_its_full_form() -> None:
    text = (
        "Phó Bí thư Đảng ủy khối CQ&DN tỉnh Lê Văn Tám dự hội nghị. "
        "Phó Bí thư Đảng ủy khối Cơ quan và Doanh nghiệp tỉnh Lê Văn Tám trao quà."
    )
    posts = extract(text).officials[0].positions
    assert [post.text for post in posts] == ["Phó Bí thư Đảng ủy khối Cơ quan và Doanh nghiệp tỉnh"]
