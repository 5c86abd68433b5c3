"""Roles: what each person did, by a table of invented sentences."""

from __future__ import annotations

from typing import Any

import pytest

from bcdextract import extract
from bcdextract.lexicon import Entry, builtin
from bcdextract.phrase import items_of, mark
from bcdextract.recognise import officials
from bcdextract.segment import segment
from marked import cases


@pytest.mark.parametrize("case", cases("roles.yaml"), ids=lambda case: case["text"][:50])
def test_example(case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "roles", "rules"}
    p = mark(segment(case["text"]))
    people = officials.recognise(p)
    said: dict[str, list[str]] = {}
    rules: dict[str, list[str]] = {}
    for hit in officials.roles(p, people):
        name = str(people[hit.person].name)
        for key, found in ((hit.role, said), (hit.rule, rules)):
            if key not in found.setdefault(name, []):
                found[name].append(key)
        assert hit.start < hit.end <= len(case["text"])
    assert said == case["roles"]
    assert {name: rules.get(name) for name in case.get("rules", {})} == case.get("rules", {})


@pytest.mark.parametrize("entry", builtin("roles"), ids=lambda entry: f"{entry.name}: {entry.example}")
def test_a_verb_s_example_holds_that_verb(entry: Entry) -> None:
    p = mark(segment(entry.example))
    (sentence,) = p.view.sentences
    assert [item.value for item in items_of(p, sentence) if item.kind == "V"][:1] == [entry]


def test_a_given_name_is_not_the_noun_that_it_is_written_like() -> None:
    """ "dự thảo đề nghị" is a paper, "bà Thảo đề nghị" what she said."""
    text = "Huyện họp\n\nNgày 5/3/2024, Huyện ủy họp. Bà Vũ Thị Thảo, Phó Bí thư dự. Bà Thảo đề nghị làm sớm."
    (meeting,) = extract(text).meetings
    assert [participant.role for participant in meeting.participants] == ["attend", "speak"]
