"""Localities in the record: which unit each organisation and place is of, by the article's own context."""

from __future__ import annotations

from pathlib import Path

import pytest

import bcdextract
from bcdextract import Record

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "articles"


def where(record: Record) -> dict[str, str | None]:
    """The code of each unit's locality, by the unit's name."""
    return {unit.name: unit.locality.code if unit.locality else None for unit in record.units}


def codes(record: Record) -> list[str]:
    return [warning.code for warning in record.warnings if warning.code.startswith("locality")]


CONTEXTS = [
    pytest.param(
        "Ngày 7/10/2022, Ban Chỉ đạo 35 huyện Kon Rẫy họp. Đồng chí Lê Thị An, Phó Bí thư Huyện ủy, chủ trì.",
        {},
        {"Ban Chỉ đạo 35 huyện Kon Rẫy": "614", "Huyện ủy": "614"},
        id="the convener names it",
    ),
    pytest.param(
        "Duy Tiên: Ban Chỉ đạo 35 thị xã họp sơ kết\n05/07/2024\nSáng nay, Thị ủy họp với Ban Tuyên giáo Tỉnh ủy.",
        {},
        {"Thị ủy": "349", "Ban Tuyên giáo Tỉnh ủy": "35"},
        id="the headline begins with it",
    ),
    pytest.param(
        "Sáng 5/7/2024, Quận ủy họp giao ban với Ban Tuyên giáo Thành ủy.",
        {"publisher": "Đài Truyền thanh quận Gò Vấp"},
        {"Quận ủy": "764", "Ban Tuyên giáo Thành ủy": "79"},
        id="the publisher names it",
    ),
    pytest.param(
        "Sáng 5/7/2024, UBND tỉnh họp giao ban.",
        {"publisher": "Cà Mau Online"},
        {"UBND tỉnh": "96"},
        id="the publisher ends in another word",
    ),
    pytest.param(
        "Sáng 5/7/2024, UBND tỉnh họp giao ban.",
        {"publisher": "BAOCAMAU.VN"},
        {"UBND tỉnh": "96"},
        id="the publisher is a host",
    ),
    pytest.param(
        "Sáng 5/7/2024, Huyện ủy họp giao ban với UBND tỉnh.",
        {"url": "https://huyenkonray.kontum.gov.vn/tin/1.html"},
        {"Huyện ủy": "614", "UBND tỉnh": "62"},
        id="the host names it",
    ),
    pytest.param(
        "Sáng 5/7/2024, Huyện ủy họp giao ban. Trên địa bàn huyện Lâm Thao có 12 mô hình hay.",
        {},
        {"Huyện ủy": "237"},
        id="the text names one only",
    ),
    pytest.param(
        "Sáng 5/7/2024, UBND tỉnh họp. Tới dự có UBND huyện Thăng Bình và UBND huyện Phú Ninh.",
        {},
        {"UBND tỉnh": "49", "UBND huyện Thăng Bình": "513", "UBND huyện Phú Ninh": "518"},
        id="all districts named lie in it",
    ),
    pytest.param(
        "Sáng 5/7/2024, Huyện ủy họp giao ban.",
        {"locality": "huyện Kon Rẫy, Kon Tum"},
        {"Huyện ủy": "614"},
        id="the caller says it",
    ),
    pytest.param(
        "Sáng 5/7/2024, Huyện ủy Lâm Thao họp. Bí thư Huyện ủy phát biểu.",
        {"locality": "huyện Kon Rẫy, Kon Tum"},
        {"Huyện ủy Lâm Thao": "237"},
        id="the text wins over the caller",
    ),
    pytest.param(
        "Sáng 5/7/2024, Đảng ủy xã Tân Lập (huyện Kon Rẫy, tỉnh Kon Tum) họp giao ban.",
        {},
        {"Đảng ủy xã Tân Lập": "23497"},
        id="higher places in brackets after it",
    ),
    pytest.param(
        "Sáng 5/7/2024, Huyện ủy Kon Rẫy họp với Đảng ủy xã Tân Lập.",
        {},
        {"Huyện ủy Kon Rẫy": "614", "Đảng ủy xã Tân Lập": "23497"},
        id="the one commune of that name in the district",
    ),
    pytest.param(
        "Sáng 5/7/2024, UBND tỉnh Long An họp. Sở Nội vụ báo cáo, Báo Long An đưa tin, Sở Y tế Hà Nội dự.",
        {},
        {"UBND tỉnh Long An": "80", "Sở Nội vụ": "80", "Báo Long An": "80", "Sở Y tế Hà Nội": "01"},
        id="a department of the province and bare names",
    ),
    pytest.param(
        "Sáng 5/7/2024, Thành ủy TP. Đà Nẵng họp. Bộ Tài chính và Đảng ủy Trường Đại học Cần Thơ cùng dự.",
        {},
        {"Bộ Tài chính": None, "Đảng ủy Trường Đại học Cần Thơ": None},
        id="the centre and schools have none",
    ),
    pytest.param(
        "Sáng 22/8/2025, Đảng ủy xã Kon Đào, tỉnh Quảng Ngãi họp. UBND xã báo cáo với Tỉnh ủy.",
        {},
        {"UBND xã": "23430", "Tỉnh ủy": "51"},
        id="since districts have ended",
    ),
    pytest.param(
        "Sáng 5/7/2024, Thành ủy Gia Nghĩa họp. Bí thư Thành ủy nêu việc của tỉnh. Công an tỉnh báo cáo.",
        {},
        {"Thành ủy Gia Nghĩa": "660", "Công an tỉnh": "67"},
        id="a city of a province",
    ),
]


@pytest.mark.parametrize(("text", "known", "expected"), CONTEXTS)
def test_context_tells(text: str, known: dict[str, str], expected: dict[str, str | None]) -> None:
    found = where(bcdextract.extract(text, **known))
    assert {name: found.get(name, "no such unit") for name in expected} == expected


def test_what_nothing_names_is_unknown_and_said_once() -> None:
    record = bcdextract.extract("Sáng 5/7/2024, Quận ủy họp. Ban Chỉ đạo 35 quận và Công an quận báo cáo Thành ủy.")
    assert set(where(record).values()) == {None}
    assert codes(record) == ["locality_unknown"]
    (warning,) = record.warnings
    assert [each.text for each in warning.evidence] == ["Quận ủy", "Thành ủy"]
    assert all(record.article.text[each.start : each.end] == each.text for each in warning.evidence)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("Sáng 5/7/2022, Huyện ủy Duy Tiên họp.", "locality_not_on_date", "was 'Thị xã Duy Tiên' on 2022-07-05"),
        ("Sáng 5/7/2023, Quận ủy Thủ Đức họp.", "locality_not_on_date", "ended on 2021-01-01, before 2023-07-05"),
        ("Sáng 5/7/2018, Thị ủy Chũ họp.", "locality_not_on_date", "there was no 'Thị xã Chũ' yet on 2018-07-05"),
        ("Sáng 5/7/2018, UBND huyện Sông Lũng họp.", "locality_not_found", "no 'Huyện Sông Lũng'"),
        ("Sáng 5/7/2018, UBND huyện Châu Thành họp.", "locality_ambiguous", "any of 10 units"),
        (
            "Sáng 5/7/2012, UBND tỉnh Kon Tum họp. Tới dự có UBND huyện Đăk Hà.",
            "locality_coverage",
            "outside the table",
        ),
    ],
)
def test_what_is_not_plain_is_said(text: str, code: str, says: str) -> None:
    record = bcdextract.extract(text)
    assert codes(record) == [code]
    assert says in record.warnings[-1].message


def test_a_type_of_before_is_said_where_only_the_headline_names_the_unit() -> None:
    text = "Huyện Duy Tiên họp sơ kết công tác nửa năm\n05/07/2022\nSáng nay, Huyện ủy họp giao ban công tác."
    record = bcdextract.extract(text)
    assert where(record) == {"Huyện ủy": "349"}
    assert [warning.message for warning in record.warnings] == ["'huyện' was 'Thị xã Duy Tiên' on 2022-07-05"]


def test_several_candidates_are_no_answer() -> None:
    (unit,) = bcdextract.extract("Sáng 5/7/2018, UBND huyện Châu Thành họp.").units
    assert unit.locality is not None and unit.locality.code is None
    assert {each.within for each in unit.locality.candidates} >= {"Tỉnh Long An", "Tỉnh Bến Tre"}


def test_a_commune_far_from_the_article_is_not_taken_for_its_namesake() -> None:
    text = "Sáng 5/7/2018, UBND tỉnh Kon Tum họp với UBND {}."
    assert where(bcdextract.extract(text.format("xã Bờ Y")))["UBND xã Bờ Y"] == "23395"
    record = bcdextract.extract(text.format("phường Bến Nghé"))
    assert where(record)["UBND phường Bến Nghé"] is None
    assert codes(record) == ["locality_not_found"]
    assert "no 'Phường Bến Nghé' in Tỉnh Kon Tum on 2018-07-05" in record.warnings[-1].message


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Hà Nội", "01"),
        ("hội trường UBND huyện Kon Rẫy", "614"),
        ("thành phố Vinh, tỉnh Nghệ An", "412"),
        ("Trường THPT Nguyễn Thái Bình", None),
        ("khách sạn Hòa Bình", None),
    ],
)
def test_where_a_meeting_was_held(place: str, code: str | None) -> None:
    record = bcdextract.extract(f"Sáng 5/7/2019, tại {place}, Ban Chỉ đạo 35 Trung ương tổ chức hội nghị sơ kết.")
    location = record.meetings[0].location
    assert location is not None
    assert (location.locality.code if location.locality else None) == code


def test_an_article_without_a_day() -> None:
    record = bcdextract.extract("Ban Chỉ đạo 35 thị xã Duy Tiên vừa họp với Tỉnh ủy Lào Cai.")
    assert where(record) == {"Ban Chỉ đạo 35 thị xã Duy Tiên": "349", "Tỉnh ủy Lào Cai": None}
    assert record.units[0].locality is not None and record.units[0].locality.valid_on is None
    assert codes(record) == ["locality_ambiguous"]


def test_words_that_only_look_like_places() -> None:
    text = (
        "Sáng 5/7/2024, Ban Chỉ đạo 389 tỉnh Kon Tum họp. Đoàn TNCS Hồ Chí Minh, Ban Chỉ đạo cấp huyện, "
        "Công an các huyện, thành phố và Bảo hiểm xã hội cùng dự."
    )
    found = where(bcdextract.extract(text))
    assert {name for name, code in found.items() if code} == {"Ban Chỉ đạo 389 tỉnh Kon Tum"}
    assert not codes(bcdextract.extract(text))


@pytest.mark.parametrize(
    ("locality", "mend"),
    [("huyện Sông Lũng Hạ", "check its type and spelling"), ("huyện Châu Thành", "name its province")],
)
def test_a_default_that_is_no_certain_place_is_refused(locality: str, mend: str) -> None:
    with pytest.raises(ValueError, match=mend):
        bcdextract.extract("Sáng 5/7/2024, Huyện ủy họp.", locality=locality)


def test_a_default_whose_code_changed_is_taken() -> None:
    record = bcdextract.extract("Sáng 5/7/2024, Tỉnh ủy họp.", locality="tỉnh Lào Cai")
    assert where(record) == {"Tỉnh ủy": "10"}


def test_many_articles_take_a_default() -> None:
    rows = bcdextract.extract_many(["Sáng 5/7/2024, Huyện ủy họp."], locality="huyện Kon Rẫy")
    assert [where(row)["Huyện ủy"] for row in rows if isinstance(row, Record)] == ["614"]


@pytest.mark.skipif(not ARTICLES.exists(), reason="the shared articles are not at hand")
@pytest.mark.parametrize(
    ("article", "code", "name", "today"),
    [
        ("kon-ray-2022", "614", "Huyện Kon Rẫy", "Tỉnh Quảng Ngãi"),
        ("duy-tien-2024", "349", "Thị xã Duy Tiên", "Tỉnh Ninh Bình"),
        ("nam-tu-liem-2023", "019", "Quận Nam Từ Liêm", "Thành phố Hà Nội"),
        ("long-an-2023", "80", "Tỉnh Long An", "Tỉnh Tây Ninh"),
    ],
)
def test_the_real_articles(article: str, code: str, name: str, today: str) -> None:
    record = bcdextract.extract(ARTICLES / f"{article}.txt")
    convener = next(unit for unit in record.units if unit.id in record.meetings[0].conveners)
    assert convener.locality is not None and convener.locality.successor_province is not None
    locality = convener.locality
    assert (locality.code, locality.name, locality.successor_province.name) == (code, name, today)
    assert not codes(record)


@pytest.mark.skipif(not ARTICLES.exists(), reason="the shared articles are not at hand")
def test_the_real_article_that_does_not_tell() -> None:
    record = bcdextract.extract(ARTICLES / "quan-unnamed-2024.txt")
    assert set(where(record).values()) == {None}
    assert codes(record) == ["locality_unknown"]
    told = bcdextract.extract(ARTICLES / "quan-unnamed-2024.txt", locality="quận Hồng Bàng, Hải Phòng")
    assert where(told)["Ban Chỉ đạo 35 quận"] == "303"
