"""Where a fact stood: links that open the page at its words, and Web Annotations."""

from __future__ import annotations

import json
import re
import unicodedata
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import bcdextract
from bcdextract import annotate, cli, where
from bcdextract.annotate import annotations_of
from bcdextract.explain import facts
from bcdextract.record import Article

ARTICLES = sorted((Path(__file__).parents[1] / "fixtures" / "articles").glob("*.txt"))
URL = "https://example.org/bai-1.html?id=7"
REPEATED = (
    "Huyện ủy họp giao ban\n"
    "Sáng 5/3, Huyện ủy họp giao ban. Chiều 5/3, Huyện ủy họp tổng kết.\n"
    "Dự họp có ông Lê An (Bí thư), bà Lê An-Bình, ông Vi Văn Tư & các phó bí thư; họp tại huyện, ở hội trường.\n"
    "Huyện ủy họp giao ban"
)


def article(text: str, url: str | None = URL) -> Article:
    return Article(id="0", text=text, url=url)


def directive(link: str) -> tuple[str | None, str, str | None, str | None]:
    """Prefix, start, end and suffix of a link, read as the specification says."""
    parts = link.split(":~:text=", 1)[1].split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else None
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else None
    start, *end = map(unquote, parts)
    assert len(end) < 2
    return prefix, start, end[0] if end else None, suffix


def found(text: str, link: str) -> tuple[int, int] | None:
    """What a browser marks: the specification's steps, over a text whose lines are blocks of the page."""
    prefix, start, end, suffix = directive(link)
    at = 0
    while True:
        if prefix is not None:
            before = search(text, prefix, at)
            if before is None:
                return None
            first = re.compile(r"\s*").match(text, before[1])
            assert first
            begun = search(text, start, first.end())
            if begun is None:
                return None
            if begun[0] != first.end():
                at = before[0] + 1
                continue
        else:
            begun = search(text, start, at)
            if begun is None:
                return None
        close = begun[1]
        while end is not None:
            last = search(text, end, close)
            if last is None:
                return None
            close = last[1]
            if suffix is None or follows(text, suffix, close):
                return begun[0], close
        if suffix is None or follows(text, suffix, close):
            return begun[0], close
        at = begun[0] + 1


def search(text: str, words: str, at: int) -> tuple[int, int] | None:
    """The first place of words in one line, whole ones, case aside, any white space between them."""
    pattern = r"[^\S\n]+".join(map(re.escape, words.lower().split(" ")))
    before, after = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    match = re.compile(before + pattern + after).search(text.lower(), at)
    return match.span() if match else None


def follows(text: str, words: str, at: int) -> bool:
    space = re.compile(r"\s*").match(text, at)
    assert space
    place = search(text, words, space.end())
    return place is not None and place[0] == space.end()


def test_the_parts_of_a_link() -> None:
    text = "Dự họp có bà Lê An-Bình, ông Vi Văn Tư & các phó bí thư."
    start = text.index("Lê An-Bình")
    link = where(article(text), (start, start + 10)).link
    assert link is not None
    assert link.startswith(f"{URL}#:~:text=")
    assert directive(link) == ("họp có bà", "Lê An-Bình", None, ", ông Vi")
    assert "An%2DB" in link
    assert ",-%2C%20" in link
    assert not set(link.split("text=")[1]) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%.,-")
    last = where(article(text), (text.index("& các"), len(text))).link
    assert last is not None and "%26" in last and urlsplit(last).query == "id=7"


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert where(article("Huyện ủy họp", "https://a.vn/1#top"), (0, 8)).link == (
        "https://a.vn/1#top:~:text=Huy%E1%BB%87n%20%E1%BB%A7y,-h%E1%BB%8Dp"
    )


def test_places_of_words_that_stand_more_than_once() -> None:
    told = untold = 0
    for words in ("Huyện ủy", "họp", "5/3", "Huyện ủy họp giao ban", "Lê An", "bí thư", "An"):
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", REPEATED, re.IGNORECASE):
            stood = where(article(REPEATED), match.span())
            assert stood.link is not None
            told, untold = told + bool(stood.unique), untold + (not stood.unique)
            assert (found(REPEATED, stood.link) == match.span()) is stood.unique, stood.link
    assert (told, untold) == (20, 1)


def test_a_prefix_that_overlaps_itself() -> None:
    text = " ".join(["35-NQ/TW."] * 4 + ["họp"])
    for at in (2, 12, 22, 32):
        stood = where(article(text), (at, at + 1))
        assert stood.link is not None
        assert (found(text, stood.link) == (at, at + 1)) is stood.unique, stood.link


def test_words_that_cannot_be_told_apart_say_so() -> None:
    text = "Họp giao ban\nHọp giao ban\nHọp giao ban"
    assert [where(article(text), (start, start + 12)).unique for start in (0, 13, 26)] == [True, True, False]


def test_long_quotes_are_given_by_their_ends() -> None:
    text = "Mở đầu. " + " ".join(f"từ{number}" for number in range(120)) + ". Kết thúc."
    span = (8, text.index(" Kết"))
    link = where(article(text), span).link
    assert link is not None
    _, start, end, _ = directive(link)
    assert (start, end) == ("từ0 từ1 từ2 từ3 từ4", "từ115 từ116 từ117 từ118 từ119.")
    assert found(text, link) == span


def test_a_quote_over_two_lines() -> None:
    span = (REPEATED.index("tổng kết"), REPEATED.index("(Bí thư)"))
    stood = where(article(REPEATED), span)
    assert stood.link is not None
    assert found(REPEATED, stood.link) == (span[0], span[1] - 1)
    assert stood.quote.exact == REPEATED[slice(*span)]


def test_cells_of_a_row_are_apart_on_the_page() -> None:
    text = "Chi bộ | Số đảng viên | Đạt\nBản Kè | 31 | 88%"
    for words in ("31", "88%", "Bản Kè", "Số đảng viên", "31 | 88%"):
        start = text.index(words)
        stood = where(article(text), (start, start + len(words)))
        assert stood.link is not None and stood.unique
        assert "%7C" not in stood.link
        assert found(text.replace(" | ", "\n\n\n"), stood.link) == (start, start + len(words))


def test_words_cut_are_taken_whole() -> None:
    text = "Ngày 05/3 BCĐ35 họp"
    stood = where(article(text), (text.index("35"), text.index("35") + 2))
    assert stood.link is not None
    assert directive(stood.link)[1] == "BCĐ35"
    assert stood.quote.exact == "35"


def test_selectors() -> None:
    start = REPEATED.index("Lê An (")
    stood = where(article(REPEATED), (start, start + 5))
    assert (stood.position.start, stood.position.end) == (start, start + 5)
    quote = stood.quote
    assert quote.exact == "Lê An"
    assert REPEATED.count(quote.prefix + quote.exact + quote.suffix) == 1
    assert len(quote.prefix) == len(quote.suffix) == 32


def test_without_an_address_there_is_no_link() -> None:
    stood = where(article("Huyện ủy họp", None), (0, 8))
    assert (stood.link, stood.unique, stood.quote.exact) == (None, None, "Huyện ủy")


@pytest.mark.parametrize("span", [(3, 3), (5, 2), (-1, 2), (0, 99)])
def test_no_such_words(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no such words"):
        where(article("Huyện ủy họp"), span)


@given(st.data())
def test_a_link_that_says_it_is_unique_is(data: st.DataObject) -> None:
    words = st.sampled_from(
        ["họp", "Huyện", "ủy", "ủy,", "(họp", "An-Bình", "5/3", "&", "-", "\n", "35-NQ/TW.", "a  b"]
    )
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=40)))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    stood = where(article(text), (start, end))
    assert stood.link is not None
    if stood.unique and text[start:end].strip():
        place = found(text, stood.link)
        assert place is not None
        assert text[place[0] : place[1]].split()
        assert place[0] <= max(start, text.index(text[start:end].strip()[0], start))
        assert place[1] >= start + len(text[start:end].rstrip())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_fact_of_our_articles_can_be_found(path: Path) -> None:
    record = bcdextract.extract(path, url=URL)
    for fact in facts(record):
        stood = where(record, fact.evidence)
        assert stood.link is not None
        assert stood.unique, stood.link
        place = found(record.article.text, stood.link)
        assert place is not None, stood.link
        assert place[0] <= fact.evidence.start and place[1] >= fact.evidence.end


SHARED = Path(__file__).resolve().parents[2] / "shared" / "pages"
_TAGS = r"</?(?:p|div|td|th|tr|table|li|ul|ol|h[1-6]|br|section|article|header|footer|figure|figcaption)\b[^<>]*>"


def shown(page: str) -> str:
    """What a browser shows of a page, a line a block: near enough to look for words in it."""
    kept = re.sub(r"(?is)<!--.*?-->|<(script|style|title)\b.*?</\1\s*>", " ", page)
    lines = (re.sub(r"<[^<>]*>", "", piece) for piece in re.split(f"(?i){_TAGS}", unicodedata.normalize("NFC", kept)))
    return "\n".join(filter(None, (" ".join(unescape(line).split()) for line in lines)))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of real pages is not here")
def test_links_lead_to_the_words_on_real_pages() -> None:
    told = reached = 0
    for path in sorted(SHARED.glob("*.html")):
        live = shown(path.read_text(encoding="utf-8", errors="replace"))
        record = bcdextract.extract(path, url=URL)
        for fact in facts(record):
            link = where(record, fact.evidence).link
            assert link is not None
            place = found(live, link)
            told += 1
            if place is None:
                continue
            reached += 1
            words = " ".join(fact.evidence.text.split()).lower()
            assert words in " ".join(live[slice(*place)].split()).lower(), (path.name, link)
    assert told > 300
    assert reached >= 0.9 * told


VALIDATOR = Draft202012Validator(annotate.generate())


def test_the_published_schema_is_the_models() -> None:
    assert annotate.published() == annotate.dump(), "run: python -m bcdextract.annotate"


def test_what_where_gives_keeps_to_the_schema() -> None:
    schema = {"$defs": annotate.generate()["$defs"], "$ref": "#/$defs/Where"}
    for url in (URL, None):
        Draft202012Validator(schema).validate(json.loads(where(article(REPEATED, url), (0, 8)).model_dump_json()))


def test_annotations_keep_to_the_schema_and_tell_every_fact() -> None:
    record = bcdextract.extract(ARTICLES[0], url=URL)
    told = [json.loads(one.model_dump_json(by_alias=True, exclude_none=True)) for one in annotations_of(record)]
    assert len(told) == len(list(facts(record)))
    assert len({one["id"] for one in told}) == len(told)
    for one in told:
        VALIDATOR.validate(one)
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld"
        position, quote = one["target"]["selector"]
        assert record.article.text[position["start"] : position["end"]] == quote["exact"]


def test_the_command_writes_annotations(tmp_path: Path) -> None:
    runner = CliRunner()
    records, out = tmp_path / "records.jsonl", tmp_path / "out.jsonl"
    assert runner.invoke(cli.main, ["extract", str(ARTICLES[0]), "-o", str(records)]).exit_code == 0
    with records.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert runner.invoke(cli.main, ["annotations", str(records), "-o", str(out)]).exit_code == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert runner.invoke(cli.main, ["annotations", str(records)]).stdout.splitlines() == lines
    first = json.loads(lines[0])
    assert first["target"]["source"].startswith("urn:sha256:")
    assert "id" not in first["target"]
    VALIDATOR.validate(first)
    assert runner.invoke(cli.main, ["schema", "--annotations"]).stdout == annotate.published()
    same = runner.invoke(cli.main, ["annotations", str(records), "-o", str(records)])
    assert (same.exit_code, "is one of the inputs" in same.stderr) == (2, True)


def test_lines_that_are_no_records(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"n": 1}\n', encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["annotations", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out.jsonl")])
    assert done.exit_code == 1
    assert "a.jsonl, line 1: no record" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_explain_shows_links(tmp_path: Path) -> None:
    runner = CliRunner()
    done = runner.invoke(cli.main, ["explain", str(ARTICLES[0]), "--links", "--url", URL])
    record = bcdextract.extract(ARTICLES[0], url=URL)
    assert done.stdout.count(f"{URL}#:~:text=") == len(list(facts(record)))
    refused = runner.invoke(cli.main, ["explain", str(ARTICLES[0]), "--links"])
    assert (refused.exit_code, "give it with --url" in refused.stderr) == (1, True)
