"""Archives, tables, folders and streams: an item for everything in them, in order, and nothing lost."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import random
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bcdextract
import packed
from bcdextract import ErrorRow, Record, Skip, extract_many, items
from bcdextract.limits import Limits
from bcdextract.sources.kinds import kind_of
from packed import TEXT, Answer, page

URLS = [f"https://example.org/bai/{number}" for number in range(6)]


def listed(data: bytes, name: str) -> list[bcdextract.Item]:
    return list(items(io.BytesIO(data), name=name))


def said(item: bcdextract.Item) -> str:
    """What an item is, in a word or a message."""
    if item.skipped:
        return item.skipped[0]
    return item.failed[1] if item.failed else "read"


def parquet(rows: list[dict[str, Any]], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, **options)
    return out.getvalue()


def jsonl(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


@pytest.mark.parametrize("gz", [True, False])
def test_a_warc_gives_an_item_a_response(gz: bool) -> None:
    found = listed(packed.warc([Answer(url, page(i)) for i, url in enumerate(URLS)], packed=gz), "a.warc")
    assert [item.given["url"] for item in found] == URLS
    assert [item.source for item in found] == [page(i) for i in range(len(URLS))]
    assert {item.given["charset"] for item in found} == {"utf-8"}
    assert all(re.fullmatch(r"a\.warc#urn:uuid:[0-9a-f-]{36}", item.label) for item in found)


HTML = {"Content-Type": "text/html"}
ANSWERS = [
    (Answer("https://a.vn/1", page()), "read"),
    (Answer("https://a.vn/2", page(), headers={}), "read"),
    (Answer("https://a.vn/2.htm", page(), headers={"Content-Type": "application/octet-stream"}), "read"),
    (Answer("https://a.vn/3", b"", "301 Moved Permanently", {"Location": "https://a.vn/1"}), "redirect"),
    (Answer("https://a.vn/4", page(), "404 Not Found", HTML), "not_found"),
    (Answer("https://a.vn/5", page(), "410 Gone", HTML), "not_found"),
    (Answer("https://a.vn/6", page(), "403 Forbidden", HTML), "http_error"),
    (Answer("https://a.vn/7", page(), "500 Internal Server Error", HTML), "http_error"),
    (Answer("https://a.vn/8", b"", "204 No Content", HTML), "no_content"),
    (Answer("https://a.vn/9", b"", "200 OK", HTML), "empty"),
    (Answer("https://a.vn/a.jpg", b"\xff\xd8", "200 OK", {"Content-Type": "image/jpeg"}), "not_a_page"),
    (Answer("https://a.vn/a.css", b"p {}", "200 OK", {"Content-Type": "text/css"}), "not_a_page"),
    (Answer("https://a.vn/a.js", b"1", "200 OK", {"Content-Type": "application/javascript"}), "not_a_page"),
    (Answer("https://a.vn/b.png", b"\x89PNG", "200 OK", {}), "not_a_page"),
    (Answer("https://a.vn/robots.txt", b"User-agent: *", "200 OK", {"Content-Type": "text/plain"}), "not_a_page"),
    (Answer("https://a.vn/feed", b"<rss/>", "200 OK", {"Content-Type": "application/rss+xml"}), "feed"),
    (Answer("https://a.vn/10", page(), kind="resource", headers=HTML), "read"),
    (Answer("https://a.vn/11", TEXT.encode(), kind="conversion", headers={"Content-Type": "text/plain"}), "read"),
    (
        Answer("dns:a.vn", b"20240305 a.vn 10.0.0.1", kind="resource", headers={"Content-Type": "text/dns"}),
        "not_a_page",
    ),
    (Answer("https://a.vn/12", gzip.compress(page()), headers={**HTML, "Content-Encoding": "gzip"}), "read"),
    (Answer("https://a.vn/13", page(), headers={**HTML, "Content-Encoding": "gzip"}), "read"),
    (Answer("https://a.vn/14", page(), headers={**HTML, "Content-Encoding": "br"}), "read"),
    (Answer("https://a.vn/15", page(), headers={**HTML, "Transfer-Encoding": "chunked"}), "read"),
    (
        Answer(
            "https://a.vn/16",
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(page()), page()),
            headers={**HTML, "Transfer-Encoding": "chunked"},
        ),
        "read",
    ),
]


@pytest.mark.parametrize(("answer", "expected"), ANSWERS, ids=lambda value: getattr(value, "url", value))
def test_answers(answer: Answer, expected: str) -> None:
    (item,) = listed(packed.warc([answer]), "a.warc.gz")
    assert said(item) == expected
    assert item.given["url"] == answer.url
    if expected == "read" and answer.kind == "response":
        assert item.source == page()


def test_a_revisit_is_an_item() -> None:
    data = packed.warc([Answer(URLS[0], page())], packed=False).replace(b"WARC-Type: response", b"WARC-Type: revisit ")
    assert [said(item) for item in listed(data, "a.warc")] == ["revisit"]


def test_a_page_that_the_crawler_cut_says_so(tmp_path: Path) -> None:
    data = packed.warc([Answer(URLS[0], page())], packed=False)
    at = data.index(b"WARC-Type: response")
    (tmp_path / "a.warc").write_bytes(data[:at] + b"WARC-Truncated: length\r\n" + data[at:])
    (row,) = extract_many([tmp_path / "a.warc"])
    assert isinstance(row, Record)
    cut = [warning for warning in row.warnings if warning.code == "truncated_input"]
    assert len(cut) == 1 and "length" in cut[0].message


def test_a_record_of_no_known_kind_is_a_row() -> None:
    data = packed.warc([Answer(URLS[0], page()), Answer(URLS[1], page())], packed=False)
    found = listed(data.replace(b"WARC-Type: response", b"WARC-Type: respknse", 1), "a.warc")
    assert [said(item)[-90:].partition(": ")[2] or said(item) for item in found][1] == "read"
    assert "of a kind that is not read" in said(found[0])


def urls(found: list[bcdextract.Item]) -> list[str]:
    return [item.given.get("url", "") for item in found if item.source]


def test_a_warc_cut_off() -> None:
    for gz in (True, False):
        data = packed.warc([Answer(url, page(i)) for i, url in enumerate(URLS)], packed=gz)
        found = listed(data[:-150], "a.warc")
        assert urls(found) == URLS[:-1]
        assert "fetch the file anew" in said(found[-1])
        assert len(found) == len(URLS)


def test_a_broken_record_in_the_middle_costs_itself_alone() -> None:
    data = packed.warc([Answer(url, page(i)) for i, url in enumerate(URLS)], packed=False)
    at = data.index(b"WARC/1.0", data.index(URLS[3].encode()))
    assert data.count(b"WARC/1.0") == 13
    start = data.rindex(b"WARC/1.0", 0, at - 1)
    broken = data[:start] + b"XXXX" + data[start + 4 :]
    found = listed(broken, "a.warc")
    assert len([item for item in found if item.failed]) == 1
    assert urls(found) in (URLS[:3] + URLS[4:], URLS)
    assert "reading went on at the next record" in "".join(said(item) for item in found)


def test_broken_bytes_in_a_packed_warc_cost_one_item() -> None:
    shuffled = [bytes(random.Random(i).choices(page(i), k=4000)) for i in range(6)]
    answers = [Answer(url, body) for url, body in zip(URLS, shuffled, strict=True)]
    data = bytearray(packed.warc(answers))
    starts = [match.start() for match in re.finditer(b"\x1f\x8b\x08", bytes(data))]
    inside = starts[7] + (starts[8] - starts[7]) // 2 if len(starts) > 8 else len(data) // 2
    data[inside : inside + 8] = b"\x00\xff" * 4
    found = listed(bytes(data), "a.warc.gz")
    assert [bool(item.failed) for item in found].count(True) == 1
    assert len(urls(found)) >= 5
    assert urls(found) == [url for url in URLS if url in urls(found)]


@pytest.mark.parametrize("data", [b"", b"no archive at all\n" * 30])
def test_a_warc_of_nothing(data: bytes) -> None:
    (item,) = listed(data, "a.warc")
    assert re.search(r"^a\.warc.*(no pages in it|broken after byte 0)", said(item))


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_broken_bytes_end_a_run(place: int, noise: bytes) -> None:
    for gz in (True, False):
        data = packed.warc([Answer(url, page(i)) for i, url in enumerate(URLS[:3])], packed=gz)
        at = place % len(data)
        found = listed(data[:at] + noise + data[at + len(noise) :], "a.warc")
        assert found
        assert len(urls(found)) <= 3


def test_a_wacz_gives_its_warc_files() -> None:
    files = {"a.warc.gz": packed.warc([Answer(URLS[0], page())]), "b.warc": packed.warc([Answer(URLS[1], page())])}
    found = listed(packed.wacz(files), "a.wacz")
    assert urls(found) == URLS[:2]
    assert found[0].label.startswith("a.wacz#archive/a.warc.gz#urn:uuid:")


def test_a_zip_is_read_file_by_file() -> None:
    data = packed.zipped(
        {
            "b.html": page(),
            "xã/bài.txt": TEXT.encode(),
            "__MACOSX/._b.html": b"x",
            "logo.png": b"\x89PNG",
            "rows.jsonl": jsonl({"id": "r1", "text": TEXT}),
            "in.zip": packed.zipped({"c.txt": b"c"}),
            "../out.txt": TEXT.encode(),
            "C:\\out.txt": TEXT.encode(),
            "/etc/out.txt": TEXT.encode(),
            "empty.txt": b"",
            "c.warc.gz": packed.warc([Answer(URLS[0], page())]),
            "t.parquet": parquet([{"text": TEXT}]),
            "d.docx": packed.docx([TEXT]),
        }
    )
    found = {re.sub(r"urn:uuid.*", "urn", item.label): said(item) for item in listed(data, "a.zip")}
    assert list(found) == [
        "a.zip#b.html",
        "a.zip#xã/bài.txt",
        "a.zip#logo.png",
        "a.zip#rows.jsonl#r1",
        "a.zip#in.zip",
        "a.zip#../out.txt",
        *([name] if (name := "a.zip#C:\\out.txt") in found else ["a.zip#C:/out.txt"]),
        "a.zip#/etc/out.txt",
        "a.zip#empty.txt",
        "a.zip#c.warc.gz#urn",
        "a.zip#t.parquet#1",
        "a.zip#d.docx",
    ]
    assert found["a.zip#logo.png"] == "not_a_page"
    assert "a zip within a zip; unpack it" in found["a.zip#in.zip"]
    assert "leads out of the archive" in found["a.zip#../out.txt"]
    assert "leads out of the archive" in found["a.zip#/etc/out.txt"]
    assert "empty" in found["a.zip#empty.txt"]
    assert [name for name, is_read in found.items() if is_read == "read"] == [
        "a.zip#b.html",
        "a.zip#xã/bài.txt",
        "a.zip#rows.jsonl#r1",
        "a.zip#c.warc.gz#urn",
        "a.zip#t.parquet#1",
        "a.zip#d.docx",
    ]


def test_names_in_utf8_that_do_not_say_so() -> None:
    data = packed.zipped({"bai.txt": TEXT.encode()}).replace(b"bai.txt", "bài".encode() + b".tx"[:3])
    assert [item.label for item in listed(data.replace(b".tx", b"txt"), "a.zip")] == ["a.zip#bàitxt"]


BAD_ZIPS = {
    "empty": (packed.zipped({}), "no files in it"),
    "cut": (packed.zipped({"a.txt": TEXT.encode()})[:-30], "no zip that can be read"),
    "locked": (packed.encrypted(packed.zipped({"a.txt": TEXT.encode()})), "under a password"),
    "damaged": (
        packed.zipped({"a.txt": TEXT.encode()}, zipfile.ZIP_STORED).replace(b"Ban", b"Xan"),
        "cannot be unpacked",
    ),
}


@pytest.mark.parametrize("name", BAD_ZIPS)
def test_bad_zips(name: str) -> None:
    data, message = BAD_ZIPS[name]
    (item,) = listed(data, "a.zip")
    assert message in said(item)
    assert said(item).startswith("a.zip")


def test_one_bad_member_leaves_the_others() -> None:
    data = packed.zipped({"a.txt": TEXT.encode(), "b.txt": b"xyz" * 50}, zipfile.ZIP_STORED).replace(b"Ban", b"Xan")
    assert [item.failed is None for item in listed(data, "a.zip")] == [False, True]


def test_rows_of_jsonl() -> None:
    data = jsonl(
        {"id": "a", "text": TEXT, "url": URLS[0], "title": "Họp", "published": "2024-03-05", "authors": ["Lê An"]},
        {"html": page().decode(), "published": "5/3/2024", "section": " Thời sự ", "publisher": ""},
        {"text": TEXT, "published": "hôm qua", "author": "Lê An"},
        {"body": TEXT, "published": "2024-03-05T08:00:00+07:00"},
    )
    found = listed(data, "-")
    assert [item.label for item in found] == ["-#a", "-#2", "-#3", "-#4"]
    assert found[0].given == {"url": URLS[0], "title": "Họp", "published": dt.date(2024, 3, 5), "authors": ("Lê An",)}
    assert found[1].given == {"published": dt.date(2024, 3, 5), "section": "Thời sự"}
    assert (found[2].given, [note.code for note in found[2].notes]) == ({"authors": "Lê An"}, ["given_date_unread"])
    assert str(found[3].given["published"]) == "2024-03-05 08:00:00+07:00"


BAD_ROWS = [
    (b"{not json}\n", "no JSON"),
    (b"[1, 2]\n", "a JSON list, not an object"),
    (b'{"pages": 3}\n', "no column text or html, only pages; name its column text or html"),
    (b'{"text": ""}\n', "nothing to read in text"),
    (b'{"text": 5}\n', "nothing to read in text"),
    (b'{"text": "' + b"a" * 3000 + b'"}\n', "3013 bytes, over the limit of 1000"),
    (b"[" * 100_000 + b"\n", "over the limit"),
    (b'{"text": "\xff\xfe"}\n', "no JSON"),
]


@pytest.mark.parametrize(("row", "message"), BAD_ROWS, ids=[message for _, message in BAD_ROWS])
def test_bad_rows_leave_the_others(row: bytes, message: str) -> None:
    data = jsonl({"text": "a"}) + row + b"\n" + jsonl({"text": "b"})
    found = list(items(io.BytesIO(data), name="a.jsonl", limits=Limits(size=1000)))
    assert [item.source for item in found] == ["a", None, "b"]
    assert found[1].label == "a.jsonl#2"
    assert message in said(found[1])


def test_empty_rows() -> None:
    assert "empty" in said(listed(b"", "a.jsonl")[0])


def test_a_parquet_file() -> None:
    rows = [
        {"text": f"{TEXT} {i}", "url": f"https://a.vn/{i}", "n": i, "published": dt.date(2024, 3, 5)} for i in range(70)
    ]
    found = listed(parquet(rows, row_group_size=30), "a.parquet")
    assert [item.source for item in found] == [row["text"] for row in rows]
    assert (found[69].label, found[69].given) == (
        "a.parquet#70",
        {"url": "https://a.vn/69", "published": dt.date(2024, 3, 5)},
    )


def test_bad_parquet_files() -> None:
    assert "no column text or html, only n" in said(listed(parquet([{"n": 1}]), "a.parquet")[0])
    assert "no rows" in said(listed(parquet([{"text": "a"}])[:0] or _hollow(), "a.parquet")[0])
    assert "no Parquet that can be read" in said(listed(b"PAR1 and no more", "a.parquet")[0])
    broken = bytearray(parquet([{"text": TEXT * 9 + str(i)} for i in range(40)], row_group_size=20, compression="zstd"))
    broken[40:80] = b"\xff" * 40
    found = listed(bytes(broken), "a.parquet")
    assert "cannot be read" in said(found[0])
    assert [said(item) for item in found[1:]] == ["read"] * 20


def _hollow() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), out)
    return out.getvalue()


def test_gzip_of_one_thing() -> None:
    assert [item.source for item in listed(gzip.compress(page()), "a.html.gz")] == [page()]
    assert [item.label for item in listed(gzip.compress(jsonl({"text": "a"}, {"text": "b"})), "a.jsonl.gz")] == [
        "a.jsonl.gz#1",
        "a.jsonl.gz#2",
    ]
    assert "a zip file within gzip" in said(listed(gzip.compress(packed.zipped({"a.txt": b"a"})), "a.gz")[0])
    (cut,) = listed(gzip.compress(page())[:-20], "a.html.gz")
    assert "a.html.gz: cannot be read further" in said(cut)


KINDS = {
    "page": page(),
    "text": TEXT.encode(),
    "warc": packed.warc([Answer(URLS[0], page())]),
    "plain warc": packed.warc([Answer(URLS[0], page())], packed=False),
    "wacz": packed.wacz({"a.warc.gz": packed.warc([Answer(URLS[0], page())])}),
    "zip": packed.zipped({"a.html": page()}),
    "jsonl": jsonl({"html": page().decode()}),
    "parquet": parquet([{"html": page().decode()}]),
    "docx": packed.docx([TEXT]),
    "pdf": packed.pdf([TEXT]),
    "mhtml": packed.mhtml(page(), URLS[0]),
}


class Pipe(io.RawIOBase):
    """A stream that cannot go back and gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece, self._data = self._data[:777], self._data[777:]
        return piece


@pytest.mark.parametrize("kind", KINDS)
def test_standard_input_of_any_kind(kind: str) -> None:
    (item,) = items(cast(BinaryIO, Pipe(KINDS[kind])))
    assert item.label.startswith("-")
    record = bcdextract.extract(item.source, **item.given)  # type: ignore[arg-type]
    assert "Ban Chỉ đạo 35 Huyện ủy Mường Xa" in record.article.text


def test_a_long_first_row_is_a_row() -> None:
    assert kind_of(b'{"text": "' + b"a" * 70_000, "-") == "jsonl"
    assert kind_of(b'{"text": "a", no json\n', "-") == "page"
    assert kind_of(b"{Sang 5/3}", "-") == "page"


def test_documents() -> None:
    word = bcdextract.extract(packed.docx(["Huyện ủy họp giao ban", TEXT], ["Nơi nhận", "Bí thư"]))
    assert word.article.text.split("\n")[:2] == ["Huyện ủy họp giao ban", TEXT]
    assert word.article.text.endswith("Nơi nhận\nBí thư")
    with pytest.raises(ValueError, match="plain text"):
        word.article.origin(0, 1)
    half = TEXT.index("Lò Văn")
    portable = bcdextract.extract(packed.pdf([TEXT[:half], TEXT[half:], "- 2 -", "Ba xã báo cáo."]))
    assert portable.article.text == f"{TEXT}\nBa xã báo cáo."
    saved = bcdextract.extract(packed.mhtml(page(), URLS[0]))
    assert (saved.article.url, saved.article.title) == (URLS[0], "Huyện ủy họp giao ban lần 1")


BAD_DOCUMENTS = [
    (b"PK\x03\x04 and no more", "no Word file that can be read"),
    (packed.zipped({"a.txt": b"a"}), "packed, and no Word file"),
    (packed.zipped({"word/document.xml": b"<a"}), "no Word file that can be read"),
    (packed.docx([]), "no text in this Word file"),
    (b"%PDF-1.4 and no more", "no PDF that can be read"),
    (packed.pdf([]), "no text in this PDF"),
    (packed.warc([]), "an archive, not one article; give its path to extract_many"),
    (b"WARC/1.0\r\n", "an archive, not one article"),
    (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Word or Office file; save it as .docx"),
    (b"{\\rtf1 text}", "RTF; save it as .docx"),
    (packed.mhtml(page(), "").replace(b"text/html", b"text/none"), "no HTML in this saved page"),
]


@pytest.mark.parametrize(("data", "message"), BAD_DOCUMENTS, ids=[message for _, message in BAD_DOCUMENTS])
def test_bad_documents(data: bytes, message: str) -> None:
    with pytest.raises(bcdextract.ReadError, match=f"a.doc: .*{re.escape(message)}"):
        bcdextract.extract(data, name="a.doc")


def test_a_pdf_under_a_password() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(packed.pdf([TEXT]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(bcdextract.ReadError, match="under a password"):
        bcdextract.extract(out.getvalue())


MISSING = [
    ("fastwarc.warc", packed.warc([]), "a.warc.gz", "archives"),
    ("pyarrow.parquet", parquet([{"text": "a"}]), "a.parquet", "archives"),
    ("docx", packed.docx([TEXT]), "a.docx", "documents"),
    ("pypdf", packed.pdf([TEXT]), "a.pdf", "documents"),
]


@pytest.mark.parametrize(("module", "data", "name", "extra"), MISSING, ids=[name for _, _, name, _ in MISSING])
def test_a_reader_that_is_not_installed_is_named(
    module: str, data: bytes, name: str, extra: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(data)
    (row,) = extract_many([tmp_path / name])
    assert isinstance(row, ErrorRow)
    assert row.message.startswith((tmp_path / name).as_posix())
    assert f'pip install "bcdextract[{extra}]"' in row.message


def test_folders_and_archives_give_rows_to_a_python_program(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a" / "a.warc.gz").write_bytes(packed.warc([Answer(URLS[0], page()), ANSWERS[4][0], ANSWERS[10][0]]))
    (tmp_path / "a" / "c.jsonl").write_bytes(jsonl({"text": TEXT, "published": "hôm qua"}, {"n": 1}))
    (tmp_path / "a" / "out.jsonl.errors.jsonl").write_bytes(jsonl({"source": "x"}))
    rows = list(extract_many([tmp_path / "a", {"source": TEXT, "url": URLS[1]}, tmp_path / "none.zip"]))
    kinds = [type(row) for row in rows]
    assert kinds == [Record, Skip, Skip, Record, Record, ErrorRow, Record, ErrorRow]
    first, missing, _, _, row_of_table, no_column, _, no_file = rows
    assert isinstance(first, Record) and isinstance(missing, Skip) and isinstance(row_of_table, Record)
    assert first.article.url == URLS[0]
    assert (missing.number, missing.url, missing.reason) == (2, "https://a.vn/4", "not_found")
    assert "given_date_unread" in [warning.code for warning in row_of_table.warnings]
    assert isinstance(no_column, ErrorRow) and no_column.number == 6
    assert isinstance(no_file, ErrorRow) and "no such file" in no_file.message


def test_the_day_of_a_crawl_is_no_publication(tmp_path: Path) -> None:
    bare = f"<html><body><h1>Huyện ủy họp</h1><p>{TEXT.replace('5/3/2024', '5/3')}</p></body></html>".encode()
    (tmp_path / "a.warc.gz").write_bytes(packed.warc([Answer(URLS[0], bare)]))
    (row,) = extract_many([tmp_path / "a.warc.gz"])
    assert isinstance(row, Record)
    assert row.article.published is None


SHARED = Path(__file__).resolve().parents[2] / "shared" / "pages"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of real pages is not here")
def test_all_pages_in_a_warc_one_row_each_in_order(tmp_path: Path) -> None:
    ours = Path(__file__).parents[1] / "fixtures" / "pages"
    paths = [*sorted(SHARED.glob("*.html")), *sorted(ours.glob("*.html"))]
    answers = [Answer(f"https://example.org/{path.stem}", path.read_bytes(), headers=HTML) for path in paths]
    (tmp_path / "a.warc.gz").write_bytes(packed.warc(answers))
    rows = list(extract_many([tmp_path / "a.warc.gz"]))
    assert [row.article.url if isinstance(row, Record) else row.url for row in rows] == [a.url for a in answers]
    assert all(isinstance(row, Record) for row in rows[: len(list(SHARED.glob("*.html")))])


def long_warc(path: Path, count: int) -> None:
    body = page() + b" " * 100_000
    with path.open("wb") as file:
        for number in range(count):
            file.write(packed.warc([Answer(f"https://a.vn/{number}", body)]))


def test_memory_is_flat_over_a_long_archive(tmp_path: Path) -> None:
    import tracemalloc

    long_warc(tmp_path / "a.warc.gz", 400)

    def peak(found: Iterator[bcdextract.Item]) -> int:
        tracemalloc.start()
        assert sum(1 for _ in found) == 400
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(items(tmp_path / "a.warc.gz")) < 3_000_000
    (tmp_path / "a.wacz").write_bytes(packed.wacz({"a.warc.gz": (tmp_path / "a.warc.gz").read_bytes()}))
    assert peak(items(tmp_path / "a.wacz")) < 3_000_000
    rows = [{"html": page().decode() + " " * 100_000 + str(i)} for i in range(400)]
    (tmp_path / "a.jsonl").write_bytes(jsonl(*rows))
    assert peak(items(tmp_path / "a.jsonl")) < 4_000_000
    with (tmp_path / "a.jsonl").open("rb") as stream:
        assert peak(items(stream)) < 4_000_000


@pytest.mark.parametrize("kind", KINDS)
def test_damage_of_any_kind_is_a_row_with_its_reason(kind: str) -> None:
    """Bytes changed, files cut: every time a row, and never an error that is not ours."""
    for seed in range(25):
        chance = random.Random(f"{kind} {seed}")
        data = bytearray(KINDS[kind])
        for _ in range(chance.choice([1, 3, 20])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        whole = bytes(data[: chance.randrange(1, len(data))] if chance.random() < 0.3 else data)
        found = listed(whole, "a")
        assert found
        for item in found:
            if item.source is None:
                continue
            (row,) = extract_many([{"source": item.source, "name": item.label, **item.given}])
            if isinstance(row, ErrorRow):
                assert row.error in ("ReadError", "LimitError"), row
                assert row.message.startswith("a"), row
