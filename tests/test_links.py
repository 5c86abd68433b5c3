"""Links from article to article: people, units, meetings; what contradicts."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from archives import ROOT, ask, content, made, run, sound

LINKS = ROOT / "fixtures" / "links"


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["case"]) for case in yaml.safe_load((LINKS / name).read_text(encoding="utf-8"))]


def linked(folder: Path, articles: list[dict[str, Any]]) -> Path:
    texts = {
        f"{number}.txt": {"source": article["text"], "published": article.get("published")}
        for number, article in enumerate(articles, start=1)
    }
    path = made(folder / "a.sqlite", texts)
    done = run("links", path)
    assert done.exit_code == 0, done.output
    sound(path)
    return path


def pairs(groups: list[list[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


@pytest.mark.parametrize("case", cases("people.yaml"))
def test_people(tmp_path: Path, case: dict[str, Any]) -> None:
    path = linked(tmp_path, case["articles"])
    rows = ask(
        path,
        """SELECT person, articles.source FROM officials JOIN person_links ON official = officials.id
        JOIN articles ON articles.id = article WHERE officials.name = ?""",
        case["name"],
    )
    people: dict[int, list[int]] = {}
    for person, source in rows:
        people.setdefault(person, []).append(int(source.removesuffix(".txt")))
    assert sorted(number for found in people.values() for number in found) == sorted(chain(*case["people"]))
    assert pairs(list(people.values())) == pairs(case["people"])


def together(path: Path, table: str, key: str, column: str) -> list[list[int]]:
    """The articles (from 1) whose first facts of a table are linked to one another."""
    rows = ask(
        path,
        f"""SELECT {column}, articles.source FROM {table} JOIN {key}_links ON {key}_links.{table[:-1]} = {table}.id
        JOIN articles ON articles.id = {table}.article
        WHERE {table}.id IN (SELECT min(id) FROM {table} GROUP BY article) ORDER BY 2""",
    )
    found: dict[int, list[int]] = {}
    for group, source in rows:
        found.setdefault(group, []).append(int(source.removesuffix(".txt")))
    return list(found.values())


@pytest.mark.parametrize("case", cases("meetings.yaml"))
def test_meetings_and_what_contradicts(tmp_path: Path, case: dict[str, Any]) -> None:
    path = linked(tmp_path, case["articles"])
    assert pairs(together(path, "meetings", "event", "event")) == pairs(case["meetings"])
    told = ask(path, "SELECT kind, about, value, other_value FROM contradictions ORDER BY id")
    assert [list(row) for row in told] == case["contradictions"]


TEXT = "Sáng {0}/3/2024, {1} họp giao ban. Đồng chí Lò Văn Pản, Phó Bí thư Huyện ủy Nậm Pàn, chủ trì hội nghị."
UNITS = {
    "1": "Ban Chỉ đạo 35 huyện Nậm Pàn",
    "2": "BCĐ 35 huyện Nậm Pàn",
    "3": "Ban Chỉ đạo 35 huyện Mường Tè",
    "4": "Ban Chỉ đạo 389 huyện Nậm Pàn",
    "5": "Ban Chỉ đạo 35 Trung ương",
    "6": "BCĐ 35 Trung ương",
    "7": "Sở Nội vụ",
    "8": "Sở Nội vụ",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return linked(tmp_path, [{"text": f"{name} họp ngày {n}/3/2024 bàn việc."} for n, name in UNITS.items()])


def test_units_are_one_by_name_and_place(archive: Path) -> None:
    assert pairs(together(archive, "units", "organisation", "organisation")) == {(1, 2), (5, 6)}
    reasons = ask(archive, "SELECT DISTINCT reason FROM organisation_links ORDER BY reason")
    assert reasons == [("central_name",), ("name_and_place_without_province",), ("only_mention",)]


def test_every_link_has_a_reason_and_a_confidence(archive: Path) -> None:
    for table, facts in (("person", "officials"), ("organisation", "units"), ("event", "meetings")):
        rows = ask(archive, f"SELECT reason, confidence FROM {table}_links")
        assert len(rows) == ask(archive, f"SELECT count(*) FROM {facts}")[0][0]
        assert all(reason and 0.5 < confidence <= 1 for reason, confidence in rows)


def test_links_are_the_same_made_again(archive: Path) -> None:
    before = content(archive)
    assert run("links", archive).exit_code == 0
    assert content(archive) == before


def test_links_go_with_their_article(archive: Path) -> None:
    folder = archive.parent
    (folder / "1.txt").write_text("Sáng 9/9/2024, Huyện ủy Nậm Pàn họp giao ban.", encoding="utf-8")
    done = run("store", folder / "1.txt", "--db", archive)
    assert done.exit_code == 0, done.output
    sound(archive)


def test_posts_of_a_person_over_time(tmp_path: Path) -> None:
    path = linked(tmp_path, [{"text": TEXT.format(day, "Huyện ủy Nậm Pàn")} for day in (7, 5)])
    rows = ask(path, "SELECT date, post, unit FROM posts_over_time ORDER BY date")
    assert rows == [(f"2024-03-0{day}", "Phó Bí thư Huyện ủy Nậm Pàn", "Huyện ủy Nậm Pàn") for day in (5, 7)]
    assert ask(path, "SELECT name, officials, articles, first, last FROM persons") == [
        ("Lò Văn Pản", 2, 2, "2024-03-05", "2024-03-07")
    ]


def test_people_kept_apart_are_listed_with_the_reason(tmp_path: Path) -> None:
    other = TEXT.format(9, "Huyện ủy Mường Tè").replace("ủy Nậm Pàn", "ủy Mường Tè")
    path = linked(tmp_path, [{"text": TEXT.format(7, "Huyện ủy Nậm Pàn")}, {"text": other}])
    assert ask(path, "SELECT person, other, reason FROM persons_apart") == [(1, 2, "posts_in_two_places")]


def test_links_need_an_archive(tmp_path: Path) -> None:
    assert run("links", tmp_path / "none.sqlite").exit_code == 2
    (tmp_path / "a.txt").write_text("no archive", encoding="utf-8")
    assert run("links", tmp_path / "a.txt").exit_code == 1
