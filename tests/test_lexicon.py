"""Lexicons: loading refuses what would rot, the trie finds the longest phrase."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdextract.errors import LexiconError
from bcdextract.lexicon import build_trie, builtin, check, load, longest, words
from bcdextract.segment import tokens_of
from bcdextract.text import fold

DATA = resources.files("bcdextract") / "data"


def entry(**changes: Any) -> dict[str, Any]:
    return {"aliases": ["Bí thư"], "example": "Bí thư Tỉnh ủy", **changes}


def lexicon(*entries: Any) -> dict[str, Any]:
    return {"fields": {"kind": "what it is"}, "entries": list(entries)}


def test_a_good_lexicon() -> None:
    (found,) = check("posts.yaml", lexicon(entry(kind="post", aliases=["Bí thư", "BT"])))
    assert (found.name, found.aliases, dict(found.data)) == ("Bí thư", ("Bí thư", "BT"), {"kind": "post"})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "two keys, fields and entries"),
        ({"entries": []}, "two keys, fields and entries"),
        (lexicon(entry(aliases=[])), "entry 1: has no aliases"),
        (lexicon("Bí thư"), "entry 1: has no aliases"),
        (lexicon(entry(color="red")), "unknown key 'color'; use one of"),
        (lexicon(entry(), entry(aliases=["BÍ THƯ"])), "entry 2 .*stands in posts.yaml, entry 1"),
        (lexicon(entry(example="Chủ tịch")), "no alias occurs in its example 'Chủ tịch'"),
        (lexicon(entry(example="")), "mend the example"),
    ],
)
def test_a_bad_lexicon_is_refused_with_its_entry_and_the_mend(data: Any, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        check("posts.yaml", data)


@pytest.mark.parametrize("content", [None, "fields: [", "fields: {a: b: c}"])
def test_a_file_that_is_no_yaml_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "posts.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"posts\.yaml: cannot be read as YAML"):
        load(path)


phrases = st.lists(
    st.lists(st.sampled_from(["ban", "chỉ", "đạo", "ủy"]), min_size=1, max_size=3).map(" ".join), min_size=1
)


@given(phrases, st.lists(st.sampled_from(["Ban", "Chỉ", "đạo", "uỷ", "họp"]), max_size=8))
def test_the_longest_phrase_is_found(given_phrases: list[str], text_words: list[str]) -> None:
    text = " ".join(text_words)
    tokens = tokens_of(text, fold(text))
    trie = build_trie((phrase, phrase) for phrase in given_phrases)
    for at in range(len(tokens)):
        rest = tokens.fold[at:]
        fits = [words(phrase) for phrase in given_phrases if rest[: len(words(phrase))] == words(phrase)]
        found = longest(trie, tokens, at)
        assert (found and found[0] - at) == (max(map(len, fits)) if fits else None)


def test_a_stop_is_not_passed() -> None:
    tokens = tokens_of("ban chỉ đạo", "ban chỉ đạo")
    trie = build_trie([("ban", 1), ("ban chỉ đạo", 3)])
    assert longest(trie, tokens, 0) == (3, 3)
    assert longest(trie, tokens, 0, stop=2) == (1, 1)


def test_lexicons_are_loaded_once() -> None:
    name = sorted(Path(str(item)).stem for item in DATA.iterdir() if item.name == "ranks.yaml")
    assert name == ["ranks"]
    assert builtin("ranks") is builtin("ranks")
