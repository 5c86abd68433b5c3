"""Meetings: openings, days, kinds, hosts and outlooks, by a table of invented articles."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bcdextract.mention import DateHit, MeetingHit, Span, UnitHit
from bcdextract.recognise import dates, meetings
from bcdextract.recognise.meetings.words import trie
from bcdextract.record import Block
from bcdextract.resolve import years
from bcdextract.segment import segment
from bcdextract.text import fold
from growth import is_linear

ROOT = Path(__file__).resolve().parents[1]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "fixtures" / "examples" / "meetings.yaml").read_text("utf-8"))


def unmarked(marked: str) -> tuple[str, list[UnitHit], int]:
    """The text of a fixture without its marks, its units, and where its headline ends (0: it has none)."""
    title = marked.startswith("# ")
    text, units, start = "", [], 0
    for part in re.split(r"([⟦⟧])", marked.removeprefix("# ")):
        if part == "⟦":
            start = len(text)
        elif part == "⟧":
            units.append(UnitHit(start, len(text), "unit_named", text[start:], "other", None))
        else:
            text += part
    return text, units, text.index("\n") if title else 0


def read(marked: str, published: dt.date | None = None) -> tuple[str, list[MeetingHit]]:
    """The text of a fixture and the meetings found in it."""
    text, units, end = unmarked(marked)
    title = Span(0, end) if end else None
    kinds = (Block(kind="title", start=0, end=end), Block(kind="paragraph", start=end, end=len(text)))
    view = segment(text, kinds if end else ())
    found = years.resolve(dates.recognise(view), published=published, title_span=title, documents=(), view=view)
    return text, meetings.recognise(view, found, units, published=published, title_span=title)


def words(text: str, hit: Span | DateHit | None) -> str | None:
    return text[hit.start : hit.end] if hit else None


def days(hit: DateHit | None) -> str | None:
    return f"{hit.start_date}/{hit.end_date}" if hit else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_example(case: dict[str, Any]) -> None:
    text, found = read(case["text"], case.get("published"))
    if case.get("none"):
        assert found == []
        return
    hit = found[0]
    assert (hit.end - hit.start) <= len(text)
    said = {
        "kind": hit.kind,
        "term": words(text, hit.term),
        "date": words(text, hit.date),
        "start": hit.date.start_date if hit.date else None,
        "session": hit.date.session if hit.date else None,
        "convener": [words(text, span) for span in hit.conveners],
        "period": days(hit.period),
        "plan": days(hit.plan),
        "location": words(text, hit.location),
        "rule": hit.rule,
        "further": [words(text, each.date) for each in found[1:]],
    }
    expected = {"further": [], **{key: case[key] for key in case if key not in ("text", "published")}}
    assert {key: said[key] for key in expected} == expected


def test_topic_is_the_words_after_the_noun() -> None:
    text, found = read("Ngày 5/3, ⟦Huyện ủy⟧ tổ chức hội nghị sơ kết phong trào thi đua yêu nước. Đồng chí Hà dự.")
    assert words(text, found[0].topic) == "sơ kết phong trào thi đua yêu nước"


def test_same_day_takes_the_day_of_the_first_meeting() -> None:
    _, found = read(
        "Sáng 7/9/2024, ⟦Ban Chỉ đạo⟧ tổ chức hội thảo.\nChiều cùng ngày, ⟦Ban Chỉ đạo⟧ tiến hành khảo sát tại xã Đông."
    )
    assert [each.date and each.date.start_date for each in found] == [dt.date(2024, 9, 7)] * 2
    assert [each.date and each.date.session for each in found] == ["morning", "afternoon"]


def test_page_without_a_meeting_word_says_nothing() -> None:
    assert read("Trời mưa.\n" * 40)[1] == []
    assert read("")[1] == []


def test_patterns_are_written_as_the_fold_writes() -> None:
    """Folded text has "họach", never "hoạch": a pattern with the other tone place could not match."""
    rooms = "boards clause convener days further kind opening outlook place same_day told"
    for name in rooms.split():
        module = importlib.import_module(f"bcdextract.recognise.meetings.{name}")
        for pattern in (value for value in vars(module).values() if isinstance(value, re.Pattern)):
            assert re.sub(r"\\[A-Z]", "", pattern.pattern) == fold(re.sub(r"\\[A-Z]", "", pattern.pattern))


def test_lexicon_holds_its_words() -> None:
    assert trie()


def recognising(marked: str) -> Callable[[], object]:
    text, units, _ = unmarked(marked)
    view = segment(text)
    found = dates.recognise(view)
    return lambda: meetings.recognise(view, found, units)


@pytest.mark.parametrize(
    "article",
    [
        "Ngày 5/3/2024, ⟦Huyện ủy⟧ tổ chức hội nghị sơ kết 6 tháng đầu năm 2023 tại xã An.\n",
        "Chiều cùng ngày, ⟦Huyện ủy⟧ tổ chức hội nghị sơ kết quý I năm 2023 tại xã An.\n",
    ],
)
def test_time_grows_with_the_text_only(article: str) -> None:
    assert is_linear(lambda times: recognising(article * (250 * times)))


@pytest.mark.parametrize("filler", [" ", "( ", "- ", "tại ", ", năm 2024", "1-"])
def test_runs_of_anything_take_no_time(filler: str) -> None:
    def runs(times: int) -> Callable[[], object]:
        return recognising(f"Ngày 5/3/2024, ⟦Huyện ủy⟧{filler * (5000 * times)} tổ chức hội nghị tại xã An")

    assert is_linear(runs)


def test_real_articles_give_exact_spans() -> None:
    folder = ROOT.parent / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the folder of real articles is not beside this checkout")
    for path in sorted(folder.glob("*.txt")):
        view = segment(path.read_text("utf-8"))
        found = dates.recognise(view)
        for hit in meetings.recognise(view, found, ()):
            for span in (hit.term, hit.topic, hit.location):
                assert span is None or hit.start <= span.start < span.end <= len(view.text)
