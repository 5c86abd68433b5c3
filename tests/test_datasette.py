"""A real Datasette opens an archive as it is, with the metadata written beside it, and answers over loopback."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from archives import ARTICLES, run
from bcdextract.collection.datasette import QUERIES, TABLES

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("datasette") is None, reason="datasette is not installed: pip install datasette"
)
SERVE = "import warnings; warnings.simplefilter('ignore'); from datasette.cli import cli; cli()"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Datasette that serves the fixtures' archive."""
    path = tmp_path_factory.mktemp("datasette") / "archive.sqlite"
    assert run("store", ARTICLES, "--db", path).exit_code == 0
    command = [sys.executable, "-c", SERVE, "serve", str(path), "-m", f"{path}.metadata.json", "-p", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr
        told = []
        for line in process.stderr:
            told.append(line)
            if address := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                yield f"{address[1]}/archive"
                break
        else:
            pytest.fail(f"datasette did not start: {told}")
        process.terminate()
        process.wait(timeout=30)


def get(address: str) -> Any:
    with urlopen(address, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_shown_with_its_facets(server: str, table: str) -> None:
    shown = get(f"{server}/{table}.json?_size=5")
    assert "rows" in shown
    given = TABLES[table].get("facets", [])
    names = {facet if isinstance(facet, str) else next(iter(facet.values())) for facet in given}
    assert {facet["name"] for facet in shown["facet_results"].values()} == names


def test_the_page_of_the_archive_is_shown(server: str) -> None:
    with urlopen(server, timeout=30) as page:
        text = page.read().decode()
    assert all(query["title"] in text for query in QUERIES.values())


@pytest.mark.parametrize("words", ["mường ảng", "muong ang", "đắk glong", "dak glong", "Đắk Glong"])
def test_the_search_box_knows_no_marks(server: str, words: str) -> None:
    rows = get(f"{server}/articles.json?_shape=array&_search={quote(words)}")
    assert len(rows) == 1


ASKED = {
    "search": {"words": "dak glong"},
    "who_chaired": {"name": ""},
    "results_of_a_unit": {"unit": "35", "from": "2021-01-01", "to": "2021-12-31"},
    "posts_of_a_person": {"name": "Lò Thị Phương Nhài"},
    "documents_cited_most": {},
    "contradicting_articles": {},
}


@pytest.mark.parametrize("name", QUERIES)
def test_every_question_is_answered(server: str, name: str) -> None:
    given = "&".join(f"{key}={quote(value)}" for key, value in ASKED[name].items())
    rows = get(f"{server}/{name}.json?_shape=array&{given}")
    assert rows or name == "contradicting_articles"


def test_who_chaired_names_the_official_and_the_meeting(server: str) -> None:
    rows = get(f"{server}/who_chaired.json?_shape=array&name={quote('Lò Thị Phương Nhài')}")
    assert [(row["official"], row["kind"], row["date"]) for row in rows] == [
        ("Lò Thị Phương Nhài", "interim_review", "2021-07-08")
    ]


def test_posts_are_shown_in_order_of_time(server: str) -> None:
    rows = get(f"{server}/posts_of_a_person.json?_shape=array&name={quote('Lò Thị Phương Nhài')}")
    assert {row["post"] for row in rows} == {"Phó Bí thư Thường trực Huyện ủy", "Trưởng BCĐ 35 huyện"}


def test_results_stand_under_the_unit_that_convened(server: str) -> None:
    rows = get(f"{server}/results_of_a_unit.json?_shape=array&unit=35&from=2021-01-01&to=2021-12-31")
    assert {"convener"} <= {row["tied_by"] for row in rows}
    assert any(row["value"] == 37 for row in rows)
    assert get(f"{server}/results_of_a_unit.json?_shape=array&unit=35&from=2030-01-01&to=") == []
