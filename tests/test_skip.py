"""Pages that are no article are skipped with their reason, and no article is."""

from __future__ import annotations

from pathlib import Path

import pytest

import bcdextract
from bcdextract import NotAnArticle, Record, Skip, extract_many
from bcdextract.read.skip import REASONS, reason
from packed import TEXT, page

HEADLINE = "Huyện ủy Mường Xa họp giao ban với các xã vùng cao"
LINKS = "".join(f"<li><a href='/tin/{number}'>{HEADLINE} lần thứ {number}</a></li>" for number in range(40))
MENU = (
    "<ul>"
    + "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("Trang chủ", "Giới thiệu", "Tin tức", "Liên hệ"))
    + "</ul>"
)
LONG = f"<p>{TEXT}</p><p>" + "Các xã báo cáo kết quả và nêu ý kiến để hội nghị bàn, thống nhất cách làm. " * 8 + "</p>"
SHORT = f"<p>{TEXT}</p>"
ASIDE = f"<aside><ul>{LINKS}</ul></aside>"

TEASED = "".join(f"<h3><a href='/{n}'>{HEADLINE} lần thứ {n}</a></h3><i>5/3/2024</i><p>{TEXT}</p>" for n in range(12))
OWNER = "Cơ quan chủ quản: Ủy ban nhân dân huyện Mường Xa. Giấy phép số 12/GP-TTĐT do Sở cấp năm 2020."
FOOTER = f"<footer><p>{OWNER}</p></footer>"


def html(body: str, title: str = HEADLINE, head: str = "") -> str:
    top = f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
    return f"{top}<body>{body}</body></html>"


NO_ARTICLES = [
    ("index_page", html(f"{MENU}<ul>{LINKS}</ul>", "Tin tức"), "https://a.vn/tin-tuc"),
    ("index_page", html(f"{MENU}<ul>{LINKS}</ul>", "Cổng thông tin"), "https://a.vn/"),
    (
        "index_page",
        html("".join(f"<h3><a href='/{n}'>{HEADLINE} lần thứ {n}</a></h3><p>{TEXT}</p>" for n in range(4)) + LINKS * 2),
        "https://a.vn/index.html",
    ),
    ("index_page", html("".join(f"<div><a href='/{n}'>{HEADLINE} {n}</a> 5/3/2024</div>" for n in range(12))), None),
    ("index_page", html(TEASED + FOOTER, "Tin tức"), "https://a.vn/tin-tuc?trang=2"),
    ("menu", html(MENU, "Trang chủ"), None),
    ("menu", html(f"{MENU}<form><p>Tìm kiếm</p><input><p>Từ ngày</p><input></form>", "Tìm kiếm"), "https://a.vn/tim"),
    (
        "not_found",
        html("<h1>Not Found</h1><p>The requested URL was not found on this server.</p>", "404 Not Found"),
        None,
    ),
    ("not_found", html(f"{MENU}<p>Xin lỗi, trang bạn tìm không tồn tại.</p>{ASIDE}", "Cổng thông tin"), None),
    ("not_found", html("<h2>Bài viết không tồn tại hoặc đã bị xóa</h2>", "Thông báo"), None),
    ("not_found", html("<h2>Không tìm thấy bài viết</h2>", "Cổng thông tin"), None),
    ("http_error", html("<h1>Access denied</h1><p>Mã 7</p>", "Thông báo"), None),
    ("http_error", html("<h1>502 Bad Gateway</h1><p>nginx</p>", "502 Bad Gateway"), None),
    ("http_error", html("<p>Hệ thống đang bảo trì, mời bạn quay lại sau.</p>", "Thông báo"), None),
    ("redirect", html("<p>Đang chuyển trang</p>", "", "<meta http-equiv='refresh' content='0; url=/trang-chu'>"), None),
]


@pytest.mark.parametrize(("name", "source", "url"), NO_ARTICLES)
def test_no_articles(name: str, source: str, url: str | None) -> None:
    with pytest.raises(NotAnArticle) as raised:
        bcdextract.extract(source, url=url, name="a.html", sift=True)
    assert raised.value.reason == name
    assert str(raised.value).startswith("a.html: ")


ARTICLES = [
    html(f"<h1>{HEADLINE}</h1>{LONG}"),
    html(f"<h1>{HEADLINE}</h1>{SHORT}"),
    html(f"{MENU}<h1>{HEADLINE}</h1>{LONG}{ASIDE}{ASIDE}"),
    html(f"{MENU}<h1>{HEADLINE}</h1>{SHORT}{SHORT}{SHORT}<p>Tin khác</p><ul>{LINKS[:700]}</ul>"),
    html(f"<h1>Hơn 500 đại biểu dự hội nghị</h1>{SHORT}", "Hơn 500 đại biểu dự hội nghị"),
    html(f"<h1>Nghị định 404 và những điểm mới</h1>{SHORT}", "Nghị định 404 và những điểm mới"),
    html(f"<h1>Không tìm thấy người mất tích</h1>{SHORT}", "Không tìm thấy người mất tích"),
    html(f"<h1>Gỡ tin giả</h1>{LONG}<p>Trang này không tồn tại từ lâu.</p>", "Gỡ tin giả"),
    html(f"<h1>Ảnh: {HEADLINE}</h1><figure><img src=a><figcaption>{TEXT}</figcaption></figure>" * 3),
    html(f"{TEXT}<br><br>{TEXT}<br><br>{ASIDE[:900]}"),
    html(f"<table><tr><td>{LONG}</td><td>{ASIDE[:900]}</td></tr></table>", "Cổng thông tin điện tử"),
    html(f"<h1>{HEADLINE}</h1>{SHORT}", head="<meta http-equiv='refresh' content='1800'>"),
]


@pytest.mark.parametrize("source", ARTICLES)
def test_articles(source: str) -> None:
    assert reason(source) is None
    (row,) = extract_many([source])
    assert isinstance(row, Record)


def test_a_front_page_with_an_article_on_it_is_read() -> None:
    (row,) = extract_many([{"source": html(f"{MENU}<h1>{HEADLINE}</h1>{LONG}{ASIDE[:900]}"), "url": "https://a.vn/"}])
    assert isinstance(row, Record)


def test_every_reason_has_a_case() -> None:
    assert {name for name, _, _ in NO_ARTICLES} == {found.name for found in REASONS}


def test_pages_are_read_all_the_same_where_that_is_wanted() -> None:
    (row,) = extract_many([NO_ARTICLES[-2][1]])
    assert isinstance(row, Skip)
    assert (row.source, row.reason, row.number) == ("source 1", "http_error", 1)
    (row,) = extract_many([NO_ARTICLES[-2][1]], sift=False)
    assert not isinstance(row, Skip)


def test_plain_text_is_never_skipped() -> None:
    (row,) = extract_many(["404 Not Found"])
    assert isinstance(row, Record)


SHARED = Path(__file__).resolve().parents[2] / "shared" / "pages"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of real pages is not here")
def test_no_real_article_is_skipped() -> None:
    paths = sorted(SHARED.glob("*.html"))
    assert len(paths) > 20
    for path in paths:
        assert reason(path.read_text(encoding="utf-8", errors="replace")) is None, path.name


def test_a_good_page_is_a_record() -> None:
    assert bcdextract.extract(page(), sift=True).article.title == "Huyện ủy họp giao ban lần 1"
