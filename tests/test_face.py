"""The names users import, and that importing them is cheap until they are used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import bcdextract


def test_every_name_of_the_face_is_there() -> None:
    assert all(getattr(bcdextract, name) is not None for name in bcdextract.__all__)
    assert set(bcdextract.__all__) <= set(dir(bcdextract))
    assert set(bcdextract._HOMES) <= set(bcdextract.__all__)


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = bcdextract.extrakt


def test_import_loads_nothing_heavy() -> None:
    script = "import sys, json; import bcdextract; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout)
    heavy = {"pydantic", "yaml", "click", "tqdm", "trafilatura", "underthesea", "multiprocessing"}
    assert not heavy & set(loaded)


@pytest.mark.parametrize("name", ["url", "title", "publisher", "section", "name", "locality", "charset"])
def test_what_is_no_text_is_told_by_its_name(name: str) -> None:
    with pytest.raises(TypeError, match=f"takes {name} as a str, not int"):
        bcdextract.extract("Huyện ủy họp.", **{name: 5})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"published": 20240305}, "published as a date or a str, not int"),
        ({"authors": 5}, "authors as a str or several, not int"),
        ({"authors": ["Lê An", 5]}, r"authors\[1\] as a str, not int"),
        ({"lexicon": {"units": []}}, "lexicon as a path or what load_lexicon made, not dict"),
        ({"limits": 5}, "limits as Limits, not int"),
    ],
)
def test_what_is_of_another_type_is_told_by_its_name(given: dict[str, Any], told: str) -> None:
    with pytest.raises(TypeError, match=told):
        bcdextract.extract("Huyện ủy họp.", **given)


@pytest.mark.parametrize("name", ["page.html", "in/b.TXT", "https://a.vn/tin/1.htm", "crawl.warc.gz"])
def test_a_name_is_no_article(name: str) -> None:
    with pytest.raises(bcdextract.ReadError, match=r"names a file or a page; give a pathlib\.Path"):
        bcdextract.extract(name)
    assert bcdextract.extract(f"Xem {name}").article.text == f"Xem {name}"


@pytest.mark.parametrize("source", ["Huyện ủy họp.", b"x", Path("x")])
def test_many_articles_are_a_list(source: object) -> None:
    with pytest.raises(TypeError, match=r"not one \w+; put it into"):
        list(bcdextract.extract_many(source))  # type: ignore[arg-type]
