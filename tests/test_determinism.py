"""The same article gives the same bytes, however and wherever it is read; the same words give the same facts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bcdextract import Record, extract

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "fixtures" / "articles"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.txt"))


def written(folder: Path, source: str, out: Path, *options: str, seed: str = "0") -> bytes:
    """What the command writes in another process."""
    command = [sys.executable, "-c", "from bcdextract.cli import main; main()", "extract", source, "-o", str(out)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([*command, *options], cwd=folder, env=environment, check=True, timeout=120)
    return out.read_bytes()


def test_same_bytes_whatever_the_jobs_the_seed_and_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    first = written(ROOT, "fixtures/articles", out)
    for seed in ("1", "4294967295"):
        assert written(ROOT, "fixtures/articles", out, seed=seed) == first
    assert written(ROOT, "fixtures/articles", out, "--jobs", "2", seed="7") == first
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures", target_is_directory=True)
    assert written(tmp_path, "fixtures/articles", out, seed="2") == first


NEW_STYLE = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ",
    "ọe": "oẹ", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
OLD_STYLE = {new: old for old, new in NEW_STYLE.items()}


def tones(text: str, style: dict[str, str]) -> str:
    """The text with its tone marks placed in one style where a syllable ends in such a pair."""
    both = {**style, **{a.capitalize(): b.capitalize() for a, b in style.items()}}
    pattern = re.compile(rf"(?<![qQ])({'|'.join(both)})\b")
    return pattern.sub(lambda match: both[match.group()], text)


WRITINGS: dict[str, Callable[[str], str]] = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "nbsp": lambda text: text.replace(" ", "\u00a0"),
    "new tone marks": lambda text: tones(text, NEW_STYLE),
    "old tone marks": lambda text: tones(text, OLD_STYLE),
}


def facts(record: Record) -> Any:
    """What a record says, in words that do not depend on how the text was written."""
    units = {unit.id: plain(unit.name) for unit in record.units}
    people = {official.id: plain(official.name) for official in record.officials}
    return {
        "title": plain(record.article.title),
        "published": record.article.published,
        "meetings": [
            (
                meeting.kind,
                meeting.date and (meeting.date.start, meeting.date.end, meeting.date.basis, meeting.date.session),
                meeting.period and (meeting.period.start, meeting.period.end),
                meeting.plan and (meeting.plan.start, meeting.plan.end),
                [units[unit] for unit in meeting.conveners],
                [(people[part.official], part.role) for part in meeting.participants],
            )
            for meeting in record.meetings
        ],
        "officials": [(plain(o.name), [plain(held.text) for held in o.positions]) for o in record.officials],
        "units": [(plain(unit.name), unit.kind, unit.level) for unit in record.units],
        "results": [(r.value, r.upper, r.total, r.measure, plain(r.item), r.status) for r in record.results],
        "documents": [(d.type, d.number, d.date) for d in record.documents],
        "dates": [(date.start_date, date.end_date, date.type, date.basis) for date in record.dates],
    }


def plain(words: str | None) -> str:
    return " ".join(tones(words or "", OLD_STYLE).split())


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("name", NAMES)
def test_same_facts_however_the_text_is_written(name: str, writing: str) -> None:
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    assert facts(extract(WRITINGS[writing](text))) == facts(extract(text))


@pytest.mark.parametrize("name", NAMES)
def test_every_span_says_what_the_text_says(name: str) -> None:
    source = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    given = unicodedata.normalize("NFD", source)
    record = extract(given)
    article = record.article
    facts = (*record.units, *record.officials, *record.results, *record.documents)
    spans = [span for fact in facts for span in getattr(fact, "mentions", None) or fact.evidence]  # type: ignore[union-attr]
    assert spans
    for span in spans:
        assert article.text[span.start : span.end] == span.text
        start, end = article.origin(span.start, span.end)
        assert unicodedata.normalize("NFC", given[start:end]).split() == span.text.split()
