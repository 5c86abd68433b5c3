"""Articles with much the same text: found when edited by up to a fifth, told from others on the same matters."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from archives import ROOT, ask, made, run
from bcdextract.collection.duplicates import duplicates
from bcdextract.errors import StoreError


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


vary = load("vary")


def pairs(groups: Iterable[list[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def by_group(groups: Iterable[int]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        found.setdefault(group, []).append(number)
    return list(found.values())


def test_recall_and_precision_on_two_thousand() -> None:
    texts, origins = vary.near_duplicates(2000)
    firsts = {one.text: one.first for one in duplicates(texts)}
    found = pairs(by_group(firsts.get(number, number) for number in range(len(texts))))
    meant = pairs(by_group(origins))
    assert len(meant) == 3000
    assert len(found & meant) / len(meant) >= 0.95
    assert len(found & meant) / len(found) >= 0.95


def test_the_generator_gives_the_same_articles_and_none_twice() -> None:
    one, other = list(vary.articles(300)), list(vary.articles(300))
    assert one == other
    assert len({text for _, text in one}) == len({name for name, _ in one}) == 300


@pytest.mark.parametrize("texts", [[], [""], ["", "…"], ["một"]])
def test_texts_without_words_are_like_nothing(texts: list[str]) -> None:
    assert duplicates(texts) == []


def test_the_same_text_is_wholly_like() -> None:
    (one,) = duplicates(["Tỉnh ủy họp giao ban", "Huyện nhà có mưa", "Tỉnh  ủy HỌP giao ban"])
    assert one == (2, 0, 1.0)


def test_an_archive_lists_similar_articles_under_the_earliest(tmp_path: Path) -> None:
    first, other = vary.composed(2)
    texts = {
        "late": {"source": first + "\nBài đăng lại.", "published": "2024-05-02"},
        "early": {"source": first, "published": "2024-05-01"},
        "other": {"source": other, "published": "2024-05-01"},
    }
    path = made(tmp_path / "a.sqlite", texts)
    assert run("links", path).exit_code == 0
    rows = ask(
        path,
        """SELECT one.source, leader.source FROM duplicates JOIN articles AS one ON one.id = article
        JOIN articles AS leader ON leader.id = first_article""",
    )
    days = dict(ask(path, "SELECT source, date FROM articles"))
    assert [{*row} for row in rows] == [{"late", "early"}]
    assert days[rows[0][1]] <= days[rows[0][0]]


def test_without_datasketch_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasketch", None)
    with pytest.raises(StoreError, match=r"bcdextract\[store\]"):
        duplicates(["a"])
