"""Officials: where a post ends and who holds it, by tables of invented sentences."""

from __future__ import annotations

from typing import Any

import pytest

import bcdextract
from bcdextract.lexicon import Entry, builtin
from bcdextract.mention import PersonHit
from bcdextract.phrase import Item, Phrases, items_of, mark
from bcdextract.recognise import officials
from bcdextract.segment import segment
from bcdextract.text import fold
from marked import cases, unmark

PERSON = {"name", "posts", "honorific", "rank", "academic", "former", "acting"}


def lines(text: str) -> tuple[Phrases, list[Item]]:
    """The items of all sentences of a text."""
    p = mark(segment(text))
    return p, [item for sentence in p.view.sentences for item in items_of(p, sentence)]


@pytest.mark.parametrize("case", cases("posts.yaml"), ids=lambda case: case["text"][:50])
def test_post(case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "titles", "units"}
    text, spans = unmark(case["text"])
    p, items = lines(text)
    posts = [item.value for item in items if item.kind == "P"]
    assert [p.text(post.first, post.last) for post in posts] == [text[start:end] for start, end in spans]
    assert [p.tokens[post.first].start for post in posts] == [start for start, _ in spans]
    if "titles" in case:
        assert [p.text(post.first, post.title) for post in posts] == case["titles"]
    if "units" in case:
        assert [post.unit and p.text(*post.unit) for post in posts] == case["units"]


def told(text: str, hit: PersonHit) -> dict[str, Any]:
    """What a mention says, with the keys that the table has."""

    def said(flag: str | None = None) -> list[str]:
        return [text[post.start : post.end] for post in hit.posts if flag is None or getattr(post, flag)]

    return {
        "name": hit.name,
        "posts": said(),
        "honorific": hit.honorific,
        "rank": hit.rank,
        "academic": hit.academic,
        "former": said("former"),
        "acting": said("acting"),
    }


@pytest.mark.parametrize("case", cases("officials.yaml"), ids=lambda case: case["text"][:50])
def test_person(case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "people"}
    people = case.get("people", {})
    if isinstance(people, dict):
        people = [{"name": name, "posts": posts} for name, posts in people.items()]
    assert all(set(person) <= PERSON for person in people)
    found = officials.recognise(mark(segment(case["text"])))
    assert [hit.name for hit in found] == [person["name"] for person in people]
    assert all(" ".join(case["text"][hit.start : hit.end].split()) == hit.name for hit in found)
    for hit, person in zip(found, people, strict=True):
        seen = told(case["text"], hit)
        assert {key: seen[key] for key in person} == person


def named(entry: Entry) -> str:
    return f"{entry.name}: {entry.example}"


@pytest.mark.parametrize("entry", builtin("positions"), ids=named)
def test_a_position_s_example_is_a_post_that_begins_with_it(entry: Entry) -> None:
    p, items = lines(entry.example)
    posts = [p.text(item.first, item.last) for item in items if item.kind == "P"]
    assert any(fold(posts[0]).startswith(fold(alias)) for alias in entry.aliases)


@pytest.mark.parametrize("entry", builtin("ranks"), ids=named)
def test_a_rank_s_example_is_read_as_one(entry: Entry) -> None:
    _, items = lines(entry.example)
    kinds = {"honorific": "L" if entry.data.get("plural") else "H"}
    want = kinds.get(str(entry.data["kind"]), "K")
    assert [item.value for item in items if item.kind == want][:1] == [entry]


@pytest.mark.parametrize("entry", builtin("modifiers"), ids=named)
def test_a_modifier_s_example_is_part_of_its_post(entry: Entry) -> None:
    p, items = lines(entry.example)
    kinds = {item.kind for item in items}
    assert "P" in kinds <= set("PFA") and items[-1].last == len(p.tokens)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bà Đỗ Thị Kiều Diễm dự. Bà Kiều Diễm phát biểu.", ["Đỗ Thị Kiều Diễm"]),
        ("Bà Kiều Diễm dự. Bà Đỗ Thị Kiều Diễm phát biểu.", ["Kiều Diễm", "Đỗ Thị Kiều Diễm"]),
        (
            "Bà Vũ Kiều Diễm và bà Đỗ Thị Kiều Diễm dự. Bà Kiều Diễm nói.",
            ["Vũ Kiều Diễm", "Đỗ Thị Kiều Diễm", "Kiều Diễm"],
        ),
    ],
)
def test_who_is_named_again_by_two_syllables_is_one_person(text: str, names: list[str]) -> None:
    assert [official.name for official in bcdextract.extract(f"Sáng 5/3/2024, Huyện ủy họp. {text}").officials] == names


@pytest.mark.parametrize(
    "text",
    [
        "Ông Lê Văn An, Bí thư Huyện ủy dự. Ông " + "đang " * 5_000 + "là Chủ tịch UBND tỉnh.",
        "Ông Lê Văn An dự. Ông " + "tiếp tục " * 5_000 + "là Chủ tịch UBND tỉnh.",
        "Trung đoàn trưởng " + "Trung đoàn 1, " * 5_000,
        "Công chức " + "địa chính " * 5_000,
    ],
    ids=lambda text: text[-30:],
)
def test_long_chains_of_words_need_no_depth(text: str) -> None:
    assert bcdextract.extract(text).article.text


def test_to_go_on_sending_others_is_no_post() -> None:
    text = "Ông Lê Văn An, Bí thư Huyện ủy dự. Ông tiếp tục cử Phó Chủ tịch UBND xã đi học."
    assert [post.text for post in bcdextract.extract(text).officials[0].positions] == ["Bí thư Huyện ủy"]
