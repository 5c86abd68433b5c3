"""Reading pages: headline, date, authors and text out of HTML."""

from __future__ import annotations

import sys

import pytest

from bcdextract.errors import ReadError
from bcdextract.read import html, read
from bcdextract.read.page import tree

PARAGRAPHS = [
    "Sáng 12/3, Ban Chỉ đạo 35 huyện Mường Xa họp giao ban quý I với lãnh đạo các xã và thị trấn trong huyện.",
    "Đồng chí Lò Văn Tâm, Phó Bí thư Thường trực Huyện ủy, chủ trì cuộc họp và giao nhiệm vụ cho từng thành viên.",
    "Trong quý, lực lượng nòng cốt của huyện đã đăng tải 240 tin, bài trên các trang do huyện quản lý.",
]
TITLE = "Ban Chỉ đạo 35 huyện Mường Xa giao ban quý I năm 2024"
PAGE = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="2024-03-13T08:00:00+07:00">
</head><body><nav><a href="/">Trang chủ</a> <a href="/tin">Tin tức</a></nav><article><h1>{TITLE}</h1>
{"".join(f"<p>{line}</p>" for line in PARAGRAPHS)}</article><footer>Bản quyền thuộc về huyện</footer></body></html>"""


def test_a_page_is_told_from_text() -> None:
    assert read("Tỉ lệ < 5%, tăng > 3% so với quý trước.").text == "Tỉ lệ < 5%, tăng > 3% so với quý trước."


@pytest.mark.parametrize("source", [PAGE, PAGE.encode()])
def test_page(source: str | bytes) -> None:
    pytest.importorskip("trafilatura", reason="reading HTML needs the html extra")
    article = read(source, name="mx.html")
    assert article.title == TITLE
    assert str(article.published)[:10] == "2024-03-13"
    assert article.source == "mx.html"
    assert [block.kind for block in article.blocks][:3] == ["title", "lead", "paragraph"]
    for line in PARAGRAPHS:
        assert line in article.text
    assert "Trang chủ" not in article.text
    with pytest.raises(ValueError, match="plain text"):
        article.origin(0, 1)


def test_the_caller_wins_over_the_page() -> None:
    pytest.importorskip("trafilatura", reason="reading HTML needs the html extra")
    article = read(PAGE, title="Tên khác", published="2024-03-14", url="https://mx.vn/1")
    assert (article.title, str(article.published), article.url) == ("Tên khác", "2024-03-14", "https://mx.vn/1")


def test_a_page_without_text_is_refused() -> None:
    pytest.importorskip("trafilatura", reason="reading HTML needs the html extra")
    with pytest.raises(ReadError, match=r"a\.html: no article text found"):
        read("<html><body><nav></nav></body></html>", name="a.html")


def test_a_missing_parser_names_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    tree._etree.cache_clear()
    with pytest.raises(ReadError, match=r'pip install "bcdextract\[html\]"'):
        read(PAGE)
    tree._etree.cache_clear()


def test_a_missing_fallback_names_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert read(PAGE).title == TITLE
    with pytest.raises(ReadError, match=r'pip install "bcdextract\[html\]"'):
        read("<html><body><nav></nav></body></html>")


def test_where_no_body_is_found_trafilatura_reads_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("trafilatura", reason="the fallback needs the html extra")
    monkeypatch.setattr(html.page, "article", lambda *_: None)
    article = read(PAGE, name="mx.html")
    assert (article.title, str(article.published)[:10]) == (TITLE, "2024-03-13")
    assert all(line in article.text for line in PARAGRAPHS)
