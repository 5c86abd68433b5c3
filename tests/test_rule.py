"""Rules: order is priority, examples hold."""

from __future__ import annotations

from bcdextract.rule import rule, run
from bcdextract.text import fold

DAY_AND_MONTH = rule("day_and_month", r"\d+/\d+", "5/3", never="5-3")
NUMBER = rule("number", r"\d+", "5")


def test_an_earlier_rule_keeps_its_words() -> None:
    found = [(each.name, match.group()) for each, match in run((DAY_AND_MONTH, NUMBER), "9 việc, ngày 5/3")]
    assert found == [("number", "9"), ("day_and_month", "5/3")]


def test_order_decides() -> None:
    assert [match.group() for _, match in run((NUMBER, DAY_AND_MONTH), "5/3")] == ["5", "3"]


def test_a_rule_without_its_example_does_not_hold() -> None:
    assert DAY_AND_MONTH.holds()
    assert not rule("wrong_example", r"\d+", "không").holds()
    assert not rule("wrong_counter_example", r"\d+", "5", never="6").holds()


def test_examples_are_folded_as_texts_are() -> None:
    assert rule("committee", fold("Uỷ") + r"\sban", "Ủy Ban").holds()
