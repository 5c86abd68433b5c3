"""Pages to articles: our own pages, the saved pages of the shared collection, and what must hold of any page."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdextract import extract
from bcdextract.errors import ReadError
from bcdextract.lexicon import builtin
from bcdextract.read import read
from bcdextract.read.byline import signature
from bcdextract.read.page import build, families, walk
from bcdextract.read.page.marks import mark
from bcdextract.read.page.signed import of_author
from bcdextract.read.page.tree import parse
from bcdextract.read.plain import Given
from bcdextract.read.published import stamp
from bcdextract.record import Article
from bcdextract.text import fold
from fixture_facts import CORE, Tally, compare
from test_fixtures import assert_own_words, facts_of, text_of

pytest.importorskip("lxml", reason="reading HTML needs the html extra")
HERE = Path(__file__).resolve()
PAGES = HERE.parents[1] / "fixtures" / "pages"
SHARED = HERE.parents[2] / "shared" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
BODY = ("lead", "paragraph", "heading", "list", "row")


def expected(name: str, folder: Path = PAGES) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def norm(text: str | None) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFC", text or "").casefold()).strip()


def blocks(article: Article, *kinds: str) -> list[str]:
    return [norm(article.text[b.start : b.end]) for b in article.blocks if b.kind in kinds]


def captions(article: Article) -> list[str]:
    """Captions with their credit, as one reads them."""
    found: list[str] = []
    for block in article.blocks:
        text = norm(article.text[block.start : block.end])
        if block.kind == "caption":
            found.append(text)
        elif block.kind == "credit":
            found[-1] = f"{found[-1]} {text}"
    return found


def generic(path: Path) -> Article:
    """The article that the generic path makes of a page, the families of sites left out."""
    source = read_source(path)
    made = build.article(source, Given(source=path.name), families.NONE)
    assert made is not None, path.name
    return made


def read_source(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1258")


@pytest.mark.parametrize("way", ["families", "generic"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "index-page"])
def test_our_pages(name: str, way: str) -> None:
    want = expected(name)
    article = read(PAGES / f"{name}.html") if way == "families" else generic(PAGES / f"{name}.html")
    assert norm(article.title) == norm(want["title"])
    assert (str(article.published)[:10] if article.published else None) == want["published"]
    assert [norm(author) for author in article.authors] == [
        norm(part) for part in re.split(r"\s+-\s+", want["author"] or "") if part
    ] or want["author"] is None
    body = [norm(want["lead"])] if want["lead"] else []
    assert blocks(article, *BODY) == body + [norm(part) for part in want["body"]]
    assert captions(article) == [norm(caption) for caption in want["captions"]]
    for line in (
        article.text[b.start : b.end] for b in article.blocks if b.kind == "byline"
    ):  # all that is left: who wrote it and when it was published
        by = signature(line) or of_author(line)
        assert len(line) <= 80 and (by or stamp(fold(line), 0, len(line))), line


def test_a_list_of_articles_is_none() -> None:
    assert expected("index-page") == {"article": False}
    with pytest.raises(ReadError, match=r"index-page\.html: no article text found"):
        read(PAGES / "index-page.html")


def test_our_pages_are_our_own_words() -> None:
    texts = {name: re.sub(r"<[^>]*>", " ", read_source(PAGES / f"{name}.html")) for name in NAMES}
    assert_own_words(texts)


def test_every_family_has_its_page() -> None:
    for entry, family in zip(builtin("site_families"), families.families(), strict=True):
        page = HERE.parents[1] / entry.example.split(": ")[1]
        assert page.is_file(), entry.name
        assert all(told in page.read_text(encoding="utf-8") for told in family.tells), entry.name


FAMILY_OF_PAGE = {
    "nukeviet-xa": "nukeviet",
    "sharepoint-so": "sharepoint tin tức",
    "liferay-tinh": "liferay",
    "vccorp-daily": "vccorp",
    "fck-daily": "fck detail",
    "epi-cms": "cms body",
    "wordpress-doan": "wordpress",
    "joomla-hoi": "joomla",
}


@pytest.mark.parametrize(("page", "family"), FAMILY_OF_PAGE.items())
def test_a_page_is_told_by_its_source(page: str, family: str) -> None:
    source = read_source(PAGES / f"{page}.html")
    found = [each for each in families.families() if all(told in source for told in each.tells)]
    assert [each.name for each in found] == [family]
    assert families.roles_of(source)


class Score(NamedTuple):
    titles: int
    pages: int
    dates: int
    dated: int
    invented: int
    signed: int
    signers: int
    whole: float
    leaked: int


@functools.cache
def shared_score(way: str) -> Score:
    n = dict.fromkeys("titles pages dates dated invented signed signers kept chars leaked".split(), 0)
    for path in sorted(SHARED.glob("*.html")):
        want = expected(path.stem, SHARED)
        article = read(path) if way == "families" else generic(path)
        day = str(article.published)[:10] if article.published else None
        rest = {norm(article.text[b.start : b.end]) for b in article.blocks if b.kind != "caption"}
        n["pages"] += 1
        n["titles"] += norm(article.title) == norm(want["title"])
        n["dated"] += want["published"] is not None
        n["dates"] += day is not None and day == want["published"]
        n["invented"] += day is not None and day != want["published"]
        if want["author"]:
            n["signers"] += 1
            n["signed"] += norm(", ".join(article.authors)) == norm(want["author"])
        n["chars"] += sum(len(norm(part)) for part in want["body"])
        n["kept"] += sum(len(norm(part)) for part in want["body"] if norm(part) in rest)
        n["leaked"] += sum(norm(part) in rest for part in want["captions"])
    return Score(
        *(n[key] for key in "titles pages dates dated invented signed signers".split()),
        n["kept"] / max(1, n["chars"]),
        n["leaked"],
    )


@pytest.mark.parametrize("way", ["families", "generic"])
def test_saved_pages(way: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("the collection of saved pages is not at hand")
    score = shared_score(way)
    assert score.titles == score.pages
    assert (score.dates, score.invented) == (score.dated, 0)
    assert score.signed >= score.signers - 1
    assert score.whole >= 0.97
    assert score.leaked == 0


NAMED = re.compile(r"""\s(?:class|id|itemprop)\s*=\s*(?:"[^"]*"|'[^']*')""")
TOLD = re.compile(r"<meta\b[^>]*>|<script\b.*?</script>|<title>.*?</title>", re.DOTALL)


def test_saved_pages_whose_elements_have_no_names_and_whose_heads_say_nothing() -> None:
    if not SHARED.is_dir():
        pytest.skip("the collection of saved pages is not at hand")
    for path in sorted(SHARED.glob("*.html")):
        want = expected(path.stem, SHARED)
        article = read(NAMED.sub("", TOLD.sub("", path.read_text(encoding="utf-8", errors="replace"))))
        assert norm(article.title) == norm(want["title"]), path.name
        assert (str(article.published)[:10] if article.published else None) == want["published"], path.name


PAGE = """<html><head><title>Cổng thông tin điện tử huyện Sông Bùa</title>{head}</head><body>
<ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li></ul>{over}
<h1>Huyện Sông Bùa họp giao ban công tác tuyên truyền quý I</h1>{under}
<p>Sáng 2/4, Ban Chỉ đạo 35 huyện Sông Bùa họp giao ban, nghe các xã báo việc đã làm trong ba tháng đầu năm.</p>
<p>Đồng chí Lò Thị Ánh, Phó Bí thư Thường trực Huyện ủy, yêu cầu mỗi xã cử hai người viết bài cho trang của huyện.</p>
{foot}</body></html>"""


def page(head: str = "", over: str = "", under: str = "", foot: str = "") -> str:
    return PAGE.format(head=head, over=over, under=under, foot=foot)


LD = '<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{0}"}}</script>'
META = '<meta property="article:published_time" content="{0}">'
MICRO = '<meta itemprop="datePublished" content="{0}">'


@pytest.mark.parametrize(
    ("source", "day", "codes"),
    [
        (page(under="<div>Thứ tư, 03/04/2024 - 08:15</div>"), "2024-04-03", []),
        (page(under="<div>(03.04.2024 08:15)</div>", head=LD.format("2024-04-03")), "2024-04-03", []),
        (page(under="<p>Ngày đăng: 03/04/2024 | Lượt xem: 1203</p>"), "2024-04-03", []),
        (page(under="<p>Đăng bởi Quản trị viên - 03/04/2024 14:05</p>"), "2024-04-03", []),
        (page(under='<time datetime="2024-04-03T08:00:00+07:00">2 giờ trước</time>'), "2024-04-03", []),
        (page(head=LD.format("2024-04-02T20:30:00Z")), "2024-04-03", []),
        (page(head=META.format("2024-04-03T08:15:00+0700")), "2024-04-03", []),
        (page(head=LD.format("2024-04-03"), foot=MICRO.format("2024-12-30")), "2024-04-03", []),
        (page(foot=MICRO.format("2024-04-03+0716:23:00")), "2024-04-03", []),
        (page(foot="<div>Ngày đăng: 03/04/2024</div>"), "2024-04-03", []),
        # the day of the visit over the menu, or over the headline while the page declares another
        (page(over="<div>Thứ sáu, 15/11/2024</div>"), None, ["published_unknown"]),
        (page(over="<div>Thứ sáu, 15/11/2024 10:22:33</div>"), None, ["published_unknown"]),
        (page(over="<p>Hôm nay: 15/11/2024</p>"), None, ["published_unknown"]),
        # dates of other articles, of a document, of an event, of no day
        (page(foot="<ul><li><a>Chợ phiên đông khách ngày cuối tuần</a> (12/08/2024)</li></ul>"), None, None),
        (page(over="<ul><li><a>Chợ phiên đông khách ngày cuối tuần</a><i>12/08/2024</i></li></ul>"), None, None),
        (page(over="<table><tr><td>Tin tức</td><td class='Time'>31/12/9999</td></tr></table>"), None, None),
        (page(foot="<p>10/04/2024: họp giao ban tuần.</p>"), None, None),
        (page(under="<div>31/02/2024</div>"), None, None),
        # two that disagree: what is seen wins over what is declared, but for an update
        (page(under="<div>03/04/2024 08:15</div>", head=LD.format("2024-04-05")), "2024-04-03", ["published_conflict"]),
        (page(under="<i>Cập nhật: 05/04/2024</i>", head=LD.format("2024-04-03")), "2024-04-03", ["published_conflict"]),
        (page(), None, ["published_unknown"]),
    ],
)
def test_publication_date(source: str, day: str | None, codes: list[str] | None) -> None:
    record = extract(source)
    assert (str(record.article.published)[:10] if record.article.published else None) == day
    found = [warning.code for warning in record.warnings if warning.code.startswith("published")]
    assert found == (["published_unknown"] if codes is None else codes)


def test_a_date_that_the_caller_gives_needs_no_warning() -> None:
    record = extract(page(), published="2024-04-03")
    assert str(record.article.published) == "2024-04-03"
    assert not [warning for warning in record.warnings if warning.code.startswith("published")]


def test_the_local_day_of_dates_as_portals_print_them() -> None:
    table = SHARED / "dates.tsv"
    if not table.is_file():
        pytest.skip("the collection of saved pages is not at hand")
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            printed, day = line.split("\t")
            assert str(read(page(under=f"<div>{printed}</div>")).published)[:10] == day, printed


@pytest.mark.parametrize(
    ("under", "foot", "authors", "publisher"),
    [
        ("", '<p style="text-align:right"><strong>Lò Thị Ánh</strong></p>', ["Lò Thị Ánh"], None),
        ("", "<p>Tin, ảnh: Lò Thị Ánh - Y Thịnh</p>", ["Lò Thị Ánh", "Y Thịnh"], None),
        ("", "<p>Ảnh: Lò Thị Ánh</p>", [], None),
        ('<span class="author">Theo Lò Thị Ánh</span>', "", ["Lò Thị Ánh"], None),
        (
            '<p><a class="author">LÒ THỊ ÁNH</a><a class="author">toasoan@song-bua.example</a></p>',
            "",
            ["LÒ THỊ ÁNH"],
            None,
        ),
        ("<p>Lò Thị Ánh - 08:15 03/04/2024</p>", "", ["Lò Thị Ánh"], None),
        ('<p class="author">admin</p>', "<p>Theo QV (TTXVN)</p>", [], "TTXVN"),
        ('<div class="author-info">Báo Hà Lương</div>', "", [], "Báo Hà Lương"),
    ],
)
def test_authors(under: str, foot: str, authors: list[str], publisher: str | None) -> None:
    article = read(page(under=under, foot=foot))
    assert list(article.authors) == authors
    assert article.publisher == publisher
    assert "toasoan" not in " ".join(article.authors)


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="Lò Thị Ánh">', ["Lò Thị Ánh"]),
        ('<meta property="og:site_name" content="Báo Dân Xa"><meta name="author" content="Dân Xa">', []),
        ('<meta name="author" content="https://facebook.example/x">', []),
        (
            f'{LD[:35]}{{"@graph": [{{"@type": "Article", "author": [{{"name": "Y Thịnh Niê"}}]}}]}}</script>',
            ["Y Thịnh Niê"],
        ),
        ('<script type="application/ld+json">{"@type": "Article", broken</script>', []),
        (
            f'{LD[:35]}{{"@type": "Article", "author": {{"@type": "Organization", "name": "Lò Thị Ánh"}}}}</script>',
            [],
        ),
    ],
)
def test_declared_authors(head: str, authors: list[str]) -> None:
    assert list(read(page(head=head)).authors) == authors


@pytest.mark.parametrize(
    ("html", "caption", "credit"),
    [
        (
            "<figure><img src=a.jpg><figcaption>Quang cảnh. Ảnh: Y Thịnh</figcaption></figure>",
            "Quang cảnh.",
            "Ảnh: Y Thịnh",
        ),
        ("<table><tr><td><img src=a.jpg><tr><td>Bà con xem bảng tin</table>", "Bà con xem bảng tin", None),
        ("<p><img src=a.jpg></p><p align=center><i>Bà con xem bảng tin</i></p>", "Bà con xem bảng tin", None),
        ("<p><img src=a.jpg><br>Bà con xem bảng tin</p>", "Bà con xem bảng tin", None),
        ('<p class="Image">Bà con xem bảng tin (Ảnh: Y Thịnh)</p>', "Bà con xem bảng tin", "(Ảnh: Y Thịnh)"),
        ('<div class="desc_cation"><p>Bà con xem bảng tin</p></div>', "Bà con xem bảng tin", None),
    ],
)
def test_captions_and_their_credit(html: str, caption: str, credit: str | None) -> None:
    more = "<p>Các xã hứa gửi bài đúng hẹn, xã nào chậm sẽ được nhắc trong buổi họp của tháng sau.</p>"
    article = read(page(foot=html + more))
    text = article.text
    assert [text[b.start : b.end] for b in article.blocks if b.kind == "caption"] == [caption]
    assert [text[b.start : b.end] for b in article.blocks if b.kind == "credit"] == ([credit] if credit else [])
    assert blocks(article, "paragraph")[-1] == norm(more.removeprefix("<p>").removesuffix("</p>"))


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://song-bua.example/tin/1.html">', "https://song-bua.example/tin/1.html"),
        (
            '<meta property="og:url" content="https://song-bua.example/tin/2.html">',
            "https://song-bua.example/tin/2.html",
        ),
        ('<link rel="canonical" href="/tin/3.html">', None),
    ],
)
def test_address(head: str, url: str | None) -> None:
    assert read(page(head=head)).url == url
    saved = "<!-- saved from url=(0033)https://song-bua.example/tin/9.html -->\n" + page(head=head)
    assert read(saved).url == (url or "https://song-bua.example/tin/9.html")


def test_a_date_behind_the_headline_is_no_part_of_it() -> None:
    source = page().replace("quý I</h1>", "quý I và bàn nhiệm vụ quý II (03/04/2024)</h1>")
    article = read(source)
    assert article.title == "Huyện Sông Bùa họp giao ban công tác tuyên truyền quý I và bàn nhiệm vụ quý II"
    assert str(article.published) == "2024-04-03"


def test_the_sites_name_is_no_headline() -> None:
    source = page(head='<meta property="og:title" content="Cổng thông tin điện tử huyện Sông Bùa">')
    source = source.replace("<ul class", "<h1>Cổng thông tin điện tử huyện Sông Bùa</h1><ul class")
    assert read(source).title == "Huyện Sông Bùa họp giao ban công tác tuyên truyền quý I"


def test_what_is_hidden_is_not_read() -> None:
    hidden = "<div style='DISPLAY: none'>Soạn bài viết mới cho chuyên mục này của trang.</div><p hidden>Ẩn đi.</p>"
    assert "Soạn" not in read(page(under=hidden)).text
    assert "Ẩn" not in read(page(under=hidden)).text


def test_elements_in_elements_without_end() -> None:
    words = "<p>Sáng 3/4, xã họp và bàn việc trồng rừng ở ba thôn vùng cao.</p>"
    assert read(page(foot="<div>" * 200 + words + "</div>" * 200)).title == (
        "Huyện Sông Bùa họp giao ban công tác tuyên truyền quý I"
    )
    with pytest.raises(ReadError, match="nested"):
        read(page(foot="<div>" * 3000 + words + "</div>" * 3000))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/pdivtablhr1 =\"'&;#xÁớơ.\x00\ud800\n", max_size=300))
def test_any_markup_gives_blocks_that_cut_the_text(noise: str) -> None:
    try:
        article = read(page(foot=noise))
    except ReadError:
        return
    edges = [edge for block in article.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(article.text[b.start : b.end].strip() for b in article.blocks)
    assert unicodedata.is_normalized("NFC", article.text)


def test_a_page_reads_the_same_twice() -> None:
    first, second = (read(PAGES / "vccorp-daily.html").model_dump_json() for _ in range(2))
    assert first == second


def test_pieces_of_a_table_of_data() -> None:
    root = parse("<table><tr><th>Xã<th>Tin<tr><td>Mường Xa<td>12<tr><td colspan=2>Cộng<td>19</table>")
    assert [piece.text for piece in walk.pieces_of(root, families.NONE).pieces] == [
        "Xã | Tin",
        "Mường Xa | 12",
        "Cộng | 19",
    ]


NAMES_OF_ELEMENTS = [
    ("box-tin-lien-quan", "chrome"),
    ("newsRelatedList", "chrome"),
    ("detail__comment", "chrome"),
    ("share-zalo", "chrome"),
    ("mainMenu", "chrome"),
    ("footer-top", "chrome"),
    ("col-sidebar-2", "chrome"),
    ("block-tu-khoa", "chrome"),
    ("print", "chrome"),
    ("d-none", "hidden"),
    ("news-title", "title"),
    ("detail-sapo", "lead"),
    ("publish-date", "date"),
    ("article-author", "author"),
    ("nguon-tin", "source"),
    ("breadcrumb-item", "section"),
    ("wp-caption-text", "caption"),
    ("image", "caption"),
    ("vnbcbc-body detail-content", "body"),
    ("related-title", "chrome"),  # of two things said, the headline of another article
    # what only looks like one of them
    ("print-area", ""),
    ("image-left", ""),
    ("d-none d-md-block", ""),
    ("sharepoint", ""),
    ("col-md-7", ""),
    ("wrapper", ""),
]


@pytest.mark.parametrize(("names", "kind"), NAMES_OF_ELEMENTS)
def test_what_the_names_of_elements_say(names: str, kind: str) -> None:
    assert mark(names) == kind


def wrapped(article: Article, form: str) -> str:
    """The clean text of an article in the markup of a daily, a portal or an old page."""
    day = f"{article.published:%d/%m/%Y}" if article.published else ""
    lines = [(b.kind, article.text[b.start : b.end]) for b in article.blocks if b.kind not in ("title", "byline")]
    cells = "<table><tr><td><img src='a.jpg'></td></tr><tr><td>{}</td></tr></table>"
    paragraph = {
        "daily": "<p>{}</p>",
        "portal": "<p style='text-align:justify'><span>{}</span></p>",
        "old": "{}<br><br>",
    }[form]
    picture = {"daily": "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>", "portal": cells, "old": cells}[
        form
    ]
    body = "".join((picture if kind == "caption" else paragraph).format(text) for kind, text in lines)
    head = {
        "daily": f"<h1 class='detail-title'>{article.title}</h1><div class='detail-time'>{day}</div>",
        "portal": f"<table><tr><td class='Time'>{day}</td></tr></table><p class='Title'>{article.title}</p>",
        "old": f"<font size='4'><b>{article.title}</b></font><br>{day}<br>",
    }[form]
    return f"<html><body><a href='/'>Trang chủ</a><div>{head}<div>{body}</div></div></body></html>"


def core_f1(records: dict[str, dict[str, Any]]) -> float:
    """Core macro-F1 of the records of our own articles."""
    total = dict.fromkeys(CORE, Tally())
    for name, record in records.items():
        for field, tally in compare(facts_of(name), record).items():
            total[field] += tally
    return sum(tally.f1 for tally in total.values()) / len(total)


@pytest.mark.parametrize("form", ["daily", "portal", "old"])
def test_a_page_gives_the_facts_of_its_clean_text(form: str) -> None:
    names = [path.stem for path in sorted((HERE.parents[1] / "fixtures" / "articles").glob("*.txt"))]
    articles = {name: read(text_of(name)) for name in names}
    clean = {name: extract(text_of(name)) for name in names}
    pages = {name: extract(wrapped(article, form)) for name, article in articles.items()}
    one, other = (core_f1({n: json.loads(r.model_dump_json()) for n, r in made.items()}) for made in (clean, pages))
    assert abs(one - other) <= 0.02


COPIED = """Huyện Sông Bùa họp giao ban công tác tuyên truyền quý I năm 2017
Quản trị viên
2017-12-15T16:23:00+07:00
2017-12-15T16:23:00+07:00
https://songbua.example/vi/news/tin/hop-giao-ban-12.html
https://songbua.example/uploads/a.jpg
Trang thông tin điện tử huyện Sông Bùa
https://songbua.example/logo.png
Thứ ba - 16/05/2017 09:23

Sáng 15/5, Ban Chỉ đạo 35 huyện Sông Bùa họp giao ban, nghe các xã báo việc đã làm trong ba tháng đầu năm.
Quang cảnh buổi họp. Ảnh: Y Thịnh
Đồng chí Lò Thị Ánh, Phó Bí thư Thường trực Huyện ủy, yêu cầu mỗi xã cử hai người viết bài cho trang của huyện.
Tác giả bài viết: Y Thịnh Niê
Nguồn tin: songbua.example
Tổng số điểm của bài viết là: 0 trong 0 đánh giá
Click để đánh giá bài viết
Những tin mới hơn
Chợ phiên đông khách ngày cuối tuần (12/08/2017)
"""


def test_what_is_copied_off_a_page_goes_through_the_same_cleaner() -> None:
    article = read(COPIED)
    assert article.title == "Huyện Sông Bùa họp giao ban công tác tuyên truyền quý I năm 2017"
    assert str(article.published) == "2017-05-16 09:23:00"  # what readers see, not the time of an edit
    assert article.authors == ("Y Thịnh Niê",)
    assert article.url == "https://songbua.example/vi/news/tin/hop-giao-ban-12.html"
    assert captions(article) == ["quang cảnh buổi họp ảnh y thịnh"]
    assert not re.search("logo|đánh giá|chợ phiên|uploads", article.text.lower())
