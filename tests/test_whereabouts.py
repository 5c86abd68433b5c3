"""Where units are, by their own names or their articles; which units, people and meetings are one."""

# ruff: noqa: E501 (tables: a case a line)

from __future__ import annotations

import pytest

from bcdextract.collection.events import Held, events
from bcdextract.collection.organisations import organisations
from bcdextract.collection.persons import Post, Seen, persons
from bcdextract.collection.whereabouts import Named, Place, in_name, locate


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Huyện ủy Hải Hậu", [("district", "hải hậu")]),
        ("Ban Thường vụ Thành ủy Uông Bí", [("city", "uông bí")]),
        ("UBND xã Ea Bar, huyện Buôn Đôn, tỉnh Đắk Lắk", [("commune", "ea bar"), ("district", "buôn đôn"), ("province", "đắk lắk")]),
        ("Tỉnh Đoàn Phú Yên", []),
        ("Đảng ủy phường 12", [("commune", "12")]),
        ("UBND huyện 30a", []),
        ("Sở Nội vụ", []),
        ("Công an tỉnh", []),
    ],
)  # fmt: skip
def test_places_in_names(name: str, places: list[tuple[str, str]]) -> None:
    assert [(place.level, place.name) for place in in_name(name)[1]] == places


UNITS = [
    Named(1, 1, "UBND huyện Nậm Pàn", level="district"),
    Named(2, 1, "Huyện ủy", level="district"),
    Named(3, 1, "Sở Nội vụ", level="province"),
    Named(4, 2, "Huyện ủy Nậm Pàn", level="district"),
    Named(5, 2, "UBND huyện Mường Tè", level="district"),
    Named(6, 2, "Công an huyện", level="district"),
    Named(7, 3, "Huyện ủy", level="district", code="105", code_level="district", province_code="12"),
    Named(8, 4, "Huyện ủy Nậm Pàn", level="district", ambiguous=True),
]


def test_a_bare_unit_is_where_its_article_is() -> None:
    places = [found.place and tuple(found.place) for found in locate(UNITS, {1: "điện biên"})]
    assert places == [
        ("district", "nậm pàn", "điện biên"),
        ("district", "nậm pàn", "điện biên"),
        ("province", "điện biên", None),
        ("district", "nậm pàn", None),
        ("district", "mường tè", None),
        None,  # its article names two districts
        ("district", "105", "12"),
        None,  # several places of this name
    ]


def test_places_of_one_name_in_two_provinces_are_two() -> None:
    names = [Named(n, n, "Huyện ủy Châu Thành", level="district") for n in (1, 2, 3)]
    links = organisations(locate(names, {1: "long an", 2: "tây ninh"}))
    assert len({link.group for link in links}) == 3  # the third does not tell which of them it is
    links = organisations(locate(names, {1: "long an"}))
    assert len({link.group for link in links}) == 1
    assert [link.confidence for link in links] == [0.97, 0.85, 0.85]


def test_units_known_by_an_alias() -> None:
    units = [
        Named(1, 1, "Ban Chỉ đạo 35 Tỉnh ủy Cao Nguyên", ("Ban Chỉ đạo 35 tỉnh",), "province"),
        Named(2, 2, "Ban Chỉ đạo 35 tỉnh Cao Nguyên", (), "province"),
        Named(3, 3, "UBND các huyện", (), "district"),
        Named(4, 4, "UBND các huyện", (), "district"),
    ]
    links = organisations(locate(units, {}))
    assert [link.group for link in links] == [0, 0, 1, 2]
    assert links[0].reason == "alias_and_place"


A, B = Place("district", "a"), Place("district", "b")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Seen(1, 1, "Lê An", "2022-01-01", posts=(Post("Bí thư", 5, A),)), Seen(2, 2, "LÊ AN", "2023-01-01", posts=(Post("Bí thư", 5, A),)), "same_post"),
        (Seen(1, 1, "Lê An", "2002-01-01", posts=(Post("Bí thư", 5, A),)), Seen(2, 2, "Lê An", "2023-01-01", posts=(Post("Bí thư", 5, A),)), None),
        (Seen(1, 1, "Lê An", None, posts=(Post("Bí thư", 5, A),)), Seen(2, 2, "Lê An", None, posts=(Post("Bí thư", 5, A),)), "same_post"),
        (Seen(1, 1, "Lê An"), Seen(2, 2, "Lê An"), None),
        (Seen(1, 1, "Lê An", posts=(Post("Thủ tướng"),)), Seen(2, 2, "Lê An", posts=(Post("Thủ tướng"),)), "same_central_post"),
        (Seen(1, 1, "Lê Thị An", "2021-01-01", posts=(Post("Bí thư", 5, A),)), Seen(2, 2, "Lê Thị An", "2023-01-01", posts=(Post("Chủ tịch", 6, A),)), "same_place"),
        (Seen(1, 1, "Lê Thị An", "2021-01-01", posts=(Post("Bí thư", 5, A),)), Seen(2, 2, "Lê Thị An", "2021-02-01", posts=(Post("Chủ tịch", 6, A),)), None),
        (Seen(1, 1, "Lê Thị An", "2021-01-01", posts=(Post("Bí thư", 5, A),)), Seen(2, 2, "Lê Thị An", "2021-02-01", posts=(Post("Trưởng Ban", 6, A, beside=True),)), "same_place"),
        (Seen(1, 1, "Lê An", "2021-01-01", posts=(Post("Bí thư", 5, A),)), Seen(2, 2, "Lê An", "2023-01-01", posts=(Post("Chủ tịch", 6, A),)), None),
        (Seen(1, 1, "Lê An", posts=(Post("Bí thư"),), text=3), Seen(2, 2, "Lê An", posts=(Post("Bí thư"),), text=3), "same_text"),
        (Seen(1, 1, "Lê An", text=3, posts=(Post("Bí thư", 1, A),)), Seen(2, 2, "Lê An", text=3, posts=(Post("Bí thư", 2, B),)), None),
        (Seen(1, 1, "Lê An", events=((4, "2024-01-01"),)), Seen(2, 2, "Lê An", events=((4, "2024-01-01"),)), "same_meeting"),
        (Seen(1, 1, "Lê An", honorific="ông", events=((4, "2024-01-01"),)), Seen(2, 2, "Lê An", honorific="Bà", events=((4, "2024-01-01"),)), None),
        (Seen(1, 1, "Lê An", posts=(Post("Cán bộ", 5, A),)), Seen(2, 2, "Lê An", posts=(Post("Cán bộ", 5, A),)), None),
    ],
)  # fmt: skip
def test_who_is_one_person(one: Seen, other: Seen, reason: str | None) -> None:
    links, _ = persons([one, other])
    assert (links[0].group == links[1].group) == (reason is not None)
    assert {link.reason for link in links} == {reason or "only_mention"}


def test_a_chain_does_not_join_what_contradicts() -> None:
    """Each end shares something with the middle, and the ends cannot be one person."""
    middle = Seen(2, 2, "Lê An", "2022-01-01", events=((4, "2022-01-01"), (5, "2022-01-01")))
    first = Seen(1, 1, "Lê An", "2022-01-01", posts=(Post("Bí thư", 1, A),), events=((4, "2022-01-01"),))
    last = Seen(3, 3, "Lê An", "2022-01-01", posts=(Post("Bí thư", 2, B),), events=((5, "2022-01-01"),))
    links, apart = persons([first, middle, last])
    assert [link.group for link in links] == [0, 0, 1]
    assert [tuple(one) for one in apart] == [(0, 1, "posts_in_two_places")]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Held(1, 1, "training", 1, "2024-01-01", conveners=(7,)), Held(2, 2, "training", 1, "2024-01-01", conveners=(7,)), "day_and_convener"),
        (Held(1, 1, "training", 1, "2024-01-01", conveners=(7,)), Held(2, 1, "training", 2, "2024-01-01", conveners=(7,)), None),
        (Held(1, 1, "training", 1, "2024-01-01", "morning", conveners=(7,)), Held(2, 2, "training", 1, "2024-01-01", "evening", conveners=(7,)), None),
        (Held(1, 1, "session", 1, "2024-01-01", chairs=("lê an",)), Held(2, 2, "session", 1, "2024-01-01", chairs=("lê an",)), "day_and_chair"),
        (Held(1, 1, "session", 1, text=5), Held(2, 2, "session", 1, text=5), "same_text"),
        (Held(1, 1, "session", 1, "2024-01-01", text=5), Held(2, 2, "session", 1, "2024-01-03", text=5), None),
        (Held(1, 1, "session", 1, "2024-01-01", text=5, published="2024-01-02"), Held(2, 2, "session", 1, "2024-01-03", text=5, published="2024-01-04T08:00"), "same_text"),
        (Held(1, 1, "session", 1, "2024-01-01", text=5, published="2024-01-02"), Held(2, 2, "session", 1, "2024-03-03", text=5, published="2024-01-04"), None),
        (Held(1, 1, "other"), Held(2, 2, "other"), None),
    ],
)  # fmt: skip
def test_which_meetings_are_one(one: Held, other: Held, reason: str | None) -> None:
    links = events([one, other])
    assert (links[0].group == links[1].group) == (reason is not None)
    assert {link.reason for link in links} == {reason or "only_report"}
