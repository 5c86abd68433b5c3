"""Texts cut to a width, or broken by hand inside sentences, give the facts of the same text in whole lines."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdextract import Record, extract
from bcdextract.wrapped import uncut, unwrapped

ARTICLES = Path(__file__).resolve().parents[1] / "fixtures" / "articles"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.txt"))


def facts(record: Record) -> dict[str, Any]:
    return {
        "people": [(p.name, [" ".join(post.text.split()) for post in p.positions]) for p in record.officials],
        "meetings": [(meeting.kind, meeting.date and meeting.date.start) for meeting in record.meetings],
        "documents": [document.number for document in record.documents],
        "results": [result.value for result in record.results],
        "units": sorted(" ".join(unit.name.split()) for unit in record.units),
    }


def cut(text: str, width: int) -> str:
    lines = (textwrap.wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join("\n".join(pieces) for pieces in lines)


@pytest.mark.parametrize("name", NAMES)
def test_a_text_cut_to_a_width_says_the_same(name: str) -> None:
    text = (ARTICLES / f"{name}.txt").read_text("utf-8")
    assert facts(extract(cut(text, 96))) == facts(extract(text))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_its_people_are_the_same_at_a_narrow_width(name: str, ends: str) -> None:
    text = (ARTICLES / f"{name}.txt").read_text("utf-8")
    whole, narrow = facts(extract(text)), facts(extract(cut(text, 80).replace("\n", ends)))
    assert narrow["people"] == whole["people"]


BY_HAND = """Đảng ủy xã Nà Lại giao ban tháng 10

Sáng 3/11, Đảng ủy xã Nà Lại tổ chức hội nghị giao
ban công tác tháng 10. Dự có đồng chí Lò Văn Thoản, Bí
thư Đảng ủy; đồng chí Thào Thị Sua, Chánh Văn phòng
Đảng ủy báo cáo: xã thu hoạch xong 214,5
ha lúa mùa."""


def test_lines_broken_by_hand() -> None:
    record = extract(BY_HAND)
    assert record.article.title == "Đảng ủy xã Nà Lại giao ban tháng 10"
    assert [post.text.replace("\n", " ") for p in record.officials for post in p.positions] == [
        "Bí thư Đảng ủy",
        "Chánh Văn phòng Đảng ủy",
    ]
    assert [str(result.value) for result in record.results] == ["214.5"]


def test_entries_of_a_list_stay_apart_though_lines_are_broken_by_hand() -> None:
    record = extract(
        "Kính gửi: Đảng ủy xã Nà Lại tổ chức hội nghị giao ban trong\n"
        "tháng này với sự tham gia của các đoàn thể và Ủy ban nhân dân\n"
        "xã cùng các ban ngành.\n"
        "Thành phần tham dự hội nghị gồm có:\n"
        "Đồng chí Lê Văn An, Bí thư Đảng ủy xã\n"
        "Đồng chí Trần Văn Bình, Chủ tịch UBND xã\n"
        "Đồng chí Lò Văn Sơn, Chủ tịch Hội Nông dân xã"
    )
    assert [[post.text for post in person.positions] for person in record.officials] == [
        ["Bí thư Đảng ủy xã"],
        ["Chủ tịch UBND xã"],
        ["Chủ tịch Hội Nông dân xã"],
    ]


LEAD = "Sáng 3/11, Huyện ủy Nà Lại tổ chức hội nghị giao ban\ncông tác tháng 10."


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (LEAD, LEAD.replace("\n", " ")),
        ("Ngắn\nvà ngắn", "Ngắn\nvà ngắn"),
        (LEAD + "\n- Đồng chí Lê Văn An", LEAD.replace("\n", " ") + "\n- Đồng chí Lê Văn An"),
        (LEAD + "\nhttps://nalai.example/a.html", LEAD.replace("\n", " ") + "\nhttps://nalai.example/a.html"),
        ("Toàn cảnh hội nghị giao ban của Huyện ủy Nà Lại sáng\nLê An", None),
        ("x" * 200 + " giao\nban", None),
    ],
    ids=["cut", "short lines", "list", "address", "nothing small", "longer than any width"],
)
def test_what_a_width_cut(text: str, whole: str | None) -> None:
    assert uncut(text) == (whole or text)


@given(st.text(alphabet="aĐ1. ,\n-", max_size=300), st.integers(0, 200))
def test_only_line_breaks_become_spaces(text: str, width: int) -> None:
    text += "b" * width + "\na " * 3
    for told in (uncut(text), unwrapped(text, text)):
        assert len(told) == len(text)
        assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, told, strict=True))
