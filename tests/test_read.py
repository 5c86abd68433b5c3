"""Reading: text, bytes and files to articles. People and places here are invented."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdextract import read as reading
from bcdextract.errors import ReadError
from bcdextract.read import read
from bcdextract.read.byline import signature, tail
from bcdextract.record import Article
from bcdextract.text import fold
from growth import is_linear

SHARED = Path(__file__).resolve().parents[2] / "shared"
TITLE = "Huyện ủy Mường Xa tổng kết phong trào thi đua năm 2023"
BODY = (
    "Sáng 12/3, Huyện ủy Mường Xa họp giao ban quý I với các xã. Đồng chí Lò Văn Tâm chủ trì.\n\n"
    "Các xã đã báo cáo kết quả công tác trước ngày 10/3/2024 theo yêu cầu."
)
PAGE = f"{TITLE}\n\n{{}}\n\n{BODY}\n"


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "05/07/2024",
        "5/7/2024",
        "05-07-2024, 14:40",
        "05.07.2024 - 14h40",
        "(05/07/2024)",
        "[05/07/2024 14:40]",
        "Đăng ngày 05/07/2024",
        "Ngày đăng: 05-07-2024 | Lượt xem: 120",
        "Thứ sáu, 05/07/2024 14:40 GMT+7",
        "Thứ 6, 05/07/2024 14:40",
        "T6, 05/07/2024, 02:40 PM",
        "14:40 | 05/07/2024",
        "14:40 05/07/2024 | 34 lượt xem",
        "Cập nhật lúc 14:40, Thứ Sáu, 05/07/2024 (GMT+7)",
        "Ngày đăng 05/07/2024 - 14:40; Cập nhật 06/07/2024 - 10:00",
        "Ngày 05 tháng 7 năm 2024",
        "Hà Nội, ngày 5 tháng 7 năm 2024",
        "5 tháng 7, 2024",
        "Tháng Bảy 5, 2024",
        "2024-07-05",
        "2024-07-05T14:40:29+07:00",
        "05/07/2024 - 14:40 | Chính trị",
        "Báo Mường Xa 05/07/2024 14:40",
        "05/07/2024  14:40 A- A A+",
        "Lê An (TTXVN/Vietnam+) 05/07/2024 16:20",
        "05/07/2024 - Chuyên mục: Tin nội bộ",
        "Đăng bởi: Ban Biên tập - 05/07/2024 14:40",
        "Đăng bởi: Ban Biên tập | 05/07/2024 | Xem: 233",
        "Đăng bởi: Văn phòng Huyện ủy | 14:40 - 05/07/2024",
        "05/07/2024 14:40:00   Xem cỡ chữ   A   A+   In bài",
        "14:40 | 05/07/2024   Theo dõi trên",
        "Mường Xa, 05/7/2024",
        "Thứ sáu - 05/07/2024 14:40    Đã xem: 147    Phản hồi: 0",
        "Lượt truy cập: 88 - Ngày cập nhật: 05-07-2024",
        "Thứ sáu - 05/07/2024 14:40 - Đã đọc: 147",
        "MXO - Thứ Sáu, ngày 05/07/2024 14:40",
        "Thứ Sáu, 05/07/2024 (Mùng 6 Tết)",
        "Tin hoạt động Hội | 05-07-2024",
        "05-07-2024 - 14:40 PM | Chợ phiên vùng cao",
        "Thứ Sáu, ngày 05/07/2024 - 14:40  Font Size:     |        Print",
    ],
)
def test_date_line_is_the_publication_date(line: str) -> None:
    article = read(PAGE.format(line))
    assert str(article.published)[:10] == "2024-07-05"
    assert article.title == TITLE
    over = read(f"{line}\n{TITLE}\n\n{BODY}")
    assert str(over.published)[:10] == "2024-07-05"
    assert over.title == TITLE


def test_a_time_and_its_offset_are_kept() -> None:
    assert str(read(PAGE.format("Thứ sáu, 05/07/2024 14:40 GMT+7")).published) == "2024-07-05 14:40:00+07:00"
    assert str(read(PAGE.format("05/07/2024 02:40 PM")).published) == "2024-07-05 14:40:00"


@pytest.mark.parametrize(
    "text",
    [
        PAGE.format(""),
        PAGE.format("31/02/2024"),
        PAGE.format("Ngày 05/07/2024, đoàn công tác của huyện đã đi kiểm tra các xã vùng cao."),
        f"Thứ ba, 12/03/2024\nTrang chủ\nGiới thiệu\n{TITLE}\n\n{BODY}",  # the portal's clock
        f"{TITLE} ngày 05/07/2024\n\n{BODY}",
    ],
)
def test_no_date_is_better_than_the_date_of_an_event(text: str) -> None:
    assert read(text).published is None


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        ("Lê Na", ("Lê Na",), None),
        ("LÊ NA", ("LÊ NA",), None),
        ("Lê Na – Hồ Quỳnh", ("Lê Na", "Hồ Quỳnh"), None),
        ("Lê Na-Hồ An", ("Lê Na", "Hồ An"), None),
        ("Hưng - Thủy/VOV.VN", ("Hưng", "Thủy"), "VOV.VN"),
        ("Tác giả bài viết: Lê Na-Hồ An", ("Lê Na", "Hồ An"), None),
        ("Tác giả: Lê Na - BTG Huyện ủy.", ("Lê Na",), "BTG Huyện ủy"),
        ("Tin, ảnh: Lê Na (TTXVN)", ("Lê Na",), "TTXVN"),
        (
            "Tin, ảnh: Lê Na (Trung tâm Truyền thông - Văn hóa - Thể thao huyện)",
            ("Lê Na",),
            "Trung tâm Truyền thông - Văn hóa - Thể thao huyện",
        ),
        ("Bài và ảnh: Lê Na", ("Lê Na",), None),
        ("Tin: Lê Na - Ảnh: Hồ An", ("Lê Na",), None),
        ("Thực hiện: Lê Na", ("Lê Na",), None),
        ("Nguồn tin: Lê Na", ("Lê Na",), None),
        ("Nguồn: Báo Mường Xa", (), "Báo Mường Xa"),
        ("(Theo TTXVN)", (), "TTXVN"),
        ("Theo muongxa.gov.vn", (), "muongxa.gov.vn"),
        ("Lê Na (tổng hợp)", ("Lê Na",), None),
        ("Tin Lê Na – Hồ An", ("Lê Na", "Hồ An"), None),
        ("Tin, ảnh Lê Na", ("Lê Na",), None),
        ("Lê Na - Đài TT-TH huyện", ("Lê Na",), "Đài TT-TH huyện"),
        ("Theo QV (TTXVN)", (), "TTXVN"),
        ("Theo Báo Mường Xa (muongxa.vn)", (), "Báo Mường Xa"),
        ("PV", (), None),
        ("Ảnh: Lê Na", (), None),
        ("Biên tập: Hồ An", (), None),
        ("Y Krắc", ("Y Krắc",), None),
        ("Ksor Hà – TTVH", ("Ksor Hà",), "TTVH"),
        ("Kpă Mlô", ("Kpă Mlô",), None),
    ],
)
def test_byline(line: str, authors: tuple[str, ...], publisher: str | None) -> None:
    for text in (f"{TITLE}\n\n{BODY}\n\n{line}\n", f"{TITLE}\n{line}\n\n{BODY}"):
        article = read(text)
        assert article.title == TITLE
        assert article.authors == authors
        assert article.publisher == publisher
        assert line.startswith("Ảnh:") or ("byline", line) in kinds(article)


@pytest.mark.parametrize(
    "line",
    [
        "Hà Nội",
        "Văn phòng Huyện ủy",
        "Đoàn kết là sức mạnh",
        "Trân trọng",
        "TRÂN TRỌNG",
        "Tiếng Việt",
        "An Ninh Trật Tự",
        "PHƯỜNG NÀ LẠI - THÀNH PHỐ HÀ XA",
        "- Ảnh 1: Đồng chí Lò Văn Tâm, Bí thư Huyện ủy Mường Xa, phát biểu tại buổi họp giao ban.",
    ],
)
def test_no_byline(line: str) -> None:
    assert read(f"{TITLE}\n\n{BODY}\n\n{line}").authors == ()


def test_a_byline_behind_the_last_sentence_is_a_block_of_its_own() -> None:
    article = read(f"{TITLE}\n\n{BODY}\n\nHội nghị bế mạc chiều nay./. Lê Na/VOV.VN")
    assert article.authors == ("Lê Na",)
    assert kinds(article)[-2:] == [("paragraph", "Hội nghị bế mạc chiều nay./."), ("byline", "Lê Na/VOV.VN")]


def test_a_short_form_is_no_end_of_a_sentence() -> None:
    line = "Đoàn đã làm việc tại TP. Lạc Thuỷ"
    assert tail(line, 0, len(line)) is None
    assert signature("Đoàn đã làm việc") is None


@pytest.mark.parametrize(
    "text",
    [
        f"(muongxa.gov.vn) - {BODY}",
        BODY,
        f"Quang cảnh hội nghị.\n{BODY}",
        f"Bí thư Huyện ủy Lò Văn Tâm phát biểu tại hội nghị (Ảnh: Hồ An).\n{BODY}",
        "Sáng 12/3, Huyện ủy họp.",
    ],
)
def test_text_without_a_headline_has_no_title(text: str) -> None:
    assert read(text).title is None


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Xây dựng Đảng\n",
        "Root\n",
        "Tiếng Việt | English\n",
        "Trang chủ » Tin tức\n",
        "image banner\n",
        "Việc làng bản\n",
        "Giới thiệu  Tin tức - Sự kiện  Thủ tục hành chính  Hỏi đáp\n",
        "Font size: A- A A+ In trang Gửi email\n",
        "https://muongxa.vn > Kinh tế - Xã hội\n",
        "PHƯỜNG NÀ LẠI - THÀNH PHỐ HÀ XA, TỈNH MƯỜNG XA\n",
        "Thời sự Chính trị Kinh tế Xã hội Media\n",
    ],
)
def test_a_headline_stands_under_columns_and_menus(above: str) -> None:
    assert read(f"{above}{TITLE}\n\n{BODY}").title == TITLE


def test_a_headline_may_end_in_a_full_stop_over_a_dated_opening() -> None:
    assert (
        read(f"Mường Xa: Họp Ban Chỉ đạo 35 quý đầu năm.\n\n{BODY}").title
        == "Mường Xa: Họp Ban Chỉ đạo 35 quý đầu năm."
    )


def test_sections_publishers_and_urls_of_the_page() -> None:
    urls = "https://muongxa.vn/tin/12.html\nhttps://muongxa.vn/anh.jpg"
    page = f"Xây dựng Đảng\n{TITLE}\n{urls}\nĐài Truyền thanh huyện Mường Xa\n{BODY}"
    article = read(page)
    assert (article.section, article.url) == ("Xây dựng Đảng", "https://muongxa.vn/tin/12.html")
    assert article.publisher == "Đài Truyền thanh huyện Mường Xa"
    assert "http" not in article.text
    assert read(f"{TITLE}\n\n(muongxa.gov.vn) - {BODY}").publisher == "muongxa.gov.vn"
    assert read(PAGE.format("05/07/2024 - Chuyên mục: Tin nội bộ")).section == "Tin nội bộ"
    dated = read(f"{TITLE}\n\n(MXO) 08/07/2024 - {BODY}")
    assert (dated.publisher, str(dated.published)) == ("MXO", "2024-07-08")


def test_page_furniture_goes_and_sentences_stay() -> None:
    page = (Path(__file__).resolve().parents[1] / "fixtures" / "pages" / "mountain-town.txt").read_text()
    expected = json.loads(
        (Path(__file__).resolve().parents[1] / "fixtures" / "pages" / "mountain-town.json").read_text()
    )
    article = read(page, name="mountain-town.txt")
    assert article.title == expected["title"]
    assert article.published is not None
    assert article.published.isoformat() == expected["published"]
    assert list(article.authors) == expected["authors"]
    assert [list(block) for block in kinds(article)] == expected["blocks"]
    assert article.lead == next(text for kind, text in expected["blocks"] if kind == "lead")


def test_under_a_byline_are_buttons_and_links() -> None:
    links = "Trở lại mục tin\n* Mời bạn đọc xem các tin, bài liên quan.\n+ Nà Lại mở 200 mét đường hoa"
    foot = "Báo Mường Xa - Cơ quan của Đảng bộ. Tổng Biên tập: ..."
    article = read(f"{TITLE}\n\n{BODY}\n\nLê Na - Hồ An\n\n{links}\n{foot}")
    assert article.authors == ("Lê Na", "Hồ An")
    assert article.text.endswith("Lê Na - Hồ An")
    going_on = read(f"{TITLE}\n\n{BODY}\n\nLê Na - Hồ An\n\n* Cùng ngày, xã Nà Lại cũng họp dân.")
    assert going_on.text.endswith("họp dân.") and going_on.authors == ()
    pictured = read(f"{TITLE}\n\n{BODY}\n\nẢnh: Lê Na\n\nPhòng Truyền thông huyện\nMùa quýt mới")
    assert pictured.text.endswith("Mùa quýt mới")


def test_related_links_end_where_text_begins_again() -> None:
    article = read(
        f"{TITLE}\n\n{BODY}\n\nTin liên quan\nKhai giảng lớp học\nMùa quýt mới\n\n{BODY.split(chr(10))[0]} Hết."
    )
    assert "Mùa quýt mới" not in article.text
    assert article.text.endswith("Hết.")


def test_results_under_a_heading_are_no_links() -> None:
    article = read(f"{TITLE}\n\n{BODY}\n\nNổi bật:\n- Đăng 12 bài;\n- Mở 3 lớp.\n\nKinh tế\n\n{BODY}")
    assert [text for kind, text in kinds(article) if kind == "list"] == ["- Đăng 12 bài;", "- Mở 3 lớp."]
    assert ("heading", "Kinh tế") in kinds(article)


def test_only_furniture_is_kept_as_it_is() -> None:
    article = read("Chia sẻ bài viết\nĐang online: 3\n")
    assert article.text == "Chia sẻ bài viết\nĐang online: 3"
    assert article.title is None


def test_what_the_caller_gives_wins() -> None:
    article = read(
        PAGE.format("05/07/2024\nLê Na"),
        url="https://a.vn/1",
        published="2024-07-04",
        title="Tên khác",
        authors=["Hồ An"],
        publisher="Báo A",
        section="Tin",
        name="a/b.txt",
    )
    assert (article.url, str(article.published), article.title) == ("https://a.vn/1", "2024-07-04", "Tên khác")
    assert (article.authors, article.publisher, article.section) == (("Hồ An",), "Báo A", "Tin")
    assert article.source == "a/b.txt"
    assert read(PAGE.format("Lê Na"), authors=()).authors == ()
    with pytest.raises(ReadError, match=r"published='hôm qua' is no ISO date"):
        read(BODY, published="hôm qua")


LINES = st.sampled_from(
    [
        *(
            TITLE,
            "05/07/2024",
            "[img]",
            "hop.jpgQuang cảnh",
            "Lê Na",
            "Chia sẻ",
            "Tin liên quan",
            "Quang cảnh hội nghị.",
        ),
        *("  - mục một", "", "\ufeff", "©", *BODY.split("\n")),
    ]
)


@given(
    st.lists(LINES | st.text(max_size=30), max_size=14),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=150, deadline=None)
def test_every_span_maps_back_to_the_callers_string(lines: list[str], form: str, newline: str) -> None:
    source = unicodedata.normalize(form, newline.join(lines))  # type: ignore[arg-type]
    try:
        article = read(source)
    except ReadError:
        return
    if article._origins is None or article._warnings:  # letters of an old encoding were converted
        return
    assert unicodedata.is_normalized("NFC", article.text)
    ends = [0]
    for block in article.blocks:
        assert ends[-1] <= block.start < block.end <= len(article.text)
        ends.append(block.end)
        start, end = article.origin(block.start, block.end)
        inside = article.text[block.start : block.end]
        if not set(inside) & {"\n", "\r"}:  # a piece over two lines may have lost a button between them
            assert unicodedata.normalize("NFC", source[start:end]) == inside
    for i, char in enumerate(article.text):
        start, end = article.origin(i, i + 1)
        if end - start == 1:
            assert unicodedata.normalize("NFC", source[start:end]) == char


@given(st.text(max_size=200) | st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_input_is_an_article_or_a_read_error(source: str | bytes) -> None:
    try:
        article = read(source)
    except ReadError:
        return
    assert read(source) == article


@pytest.mark.parametrize("piece", ["Huyện ủy họp. ", "Huyện ủy họp giao ban\n", "05/07/2024\n", "." * 20])
def test_one_long_line_and_many_short_ones_take_linear_time(piece: str) -> None:
    def reading(times: int) -> Callable[[], object]:
        text = piece * (4000 * times)
        return lambda: read(text)

    assert is_linear(reading)


def test_a_text_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 100)
    with pytest.raises(ReadError, match=r"big\.txt: 200 characters, over the limit of 100; split it"):
        read("a" * 200, name="big.txt")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not beside this checkout")
@pytest.mark.parametrize("key", ["title", "published"])
def test_shared_articles_are_read_as_annotated(key: str) -> None:
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text())
        article = read(SHARED / "articles" / f"{path.stem}.txt")
        found = getattr(article, key)
        assert (str(found)[:10] if key == "published" and found else found) == gold[key]
        assert list(article.authors) == gold["authors"]


@given(
    st.lists(st.sampled_from(["o", "à", "ỳ", "u", "Σ", "A", "\n", " ", "Chia sẻ", "x.jpgQuang cảnh", " © ", "Họp."]))
)
def test_the_fold_handed_on_is_the_fold_of_the_text(pieces: list[str]) -> None:
    text = "Xã An Bình họp." + "".join(pieces)
    article = read(text)
    assert article._folded == fold(article.text)


def test_the_place_before_a_date_is_no_author() -> None:
    article = read(PAGE.format("Mường Xa, 05/7/2024"))
    assert article.authors == ()
