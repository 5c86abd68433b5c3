"""Headlines under menus, breadcrumbs, names of sites and agencies. People, places and pages here are invented."""

from __future__ import annotations

import pytest

from bcdextract.pipeline import extract
from bcdextract.read import read

BODY = (
    "Sáng 12/3, Huyện ủy Mường Xa họp giao ban quý I với các xã. Đồng chí Lò Văn Tâm chủ trì.\n\n"
    "Các xã đã báo cáo kết quả công tác theo yêu cầu."
)
TITLE = "Mường Xa siết chặt kỷ luật sau kỳ nghỉ dài ngày"
CAPITALS = "BAN CHỈ ĐẠO 35 HUYỆN MƯỜNG XA RÀ SOÁT TRANG MẠNG GIẢ MẠO"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("Trang chủ / Tin tức / Xây dựng Đảng\n\n{TITLE}", TITLE),
        ("Trang chủ » Chính trị » Xây dựng Đảng\n{TITLE}", TITLE),
        ("Trang nhất > Tin tức > Tin trong huyện\n{TITLE}\nThứ tư, 06/03/2024 08:10", TITLE),
        (
            "CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN MƯỜNG XA\nGiới thiệu | Tin tức | Văn bản | Dịch vụ công | Hỏi đáp\n\n{TITLE}",
            TITLE,
        ),
        ("UBND XÃ NÀ LẠI - CỔNG THÔNG TIN ĐIỆN TỬ\nThứ sáu, 15/03/2024\n\n{TITLE}", CAPITALS),
        ("ỦY BAN NHÂN DÂN HUYỆN MƯỜNG XA\nTRANG THÔNG TIN ĐIỆN TỬ\n\n{TITLE}", CAPITALS),
        ("ĐÀI TRUYỀN THANH - TRUYỀN HÌNH HUYỆN MƯỜNG XA\n\n{TITLE}", TITLE),
        ("Trung tâm Văn hóa - Thông tin và Truyền thông huyện Mường Xa\n{TITLE}\n(Đăng lúc: 13/03/2024 10:00)", TITLE),
        ("Chi cục Kiểm lâm vùng Nà Lại tỉnh Hà Xa\n\nTin hoạt động\n\n{TITLE}", TITLE),
        ("BAN TUYÊN GIÁO TỈNH ỦY HÀ XA\n{TITLE}", TITLE),
        ("BAN TỔ CHỨC TỈNH ỦY HÀ XA\n{TITLE}", CAPITALS),
        ("ỦY BAN KIỂM TRA TỈNH ỦY HÀ XA\n\nThứ hai, 11/03/2024\n{TITLE}", TITLE),
        ("CÔNG AN TỈNH HÀ XA\nVÌ AN NINH TỔ QUỐC\n{TITLE}", TITLE),
        ("BỘ CHỈ HUY QUÂN SỰ TỈNH HÀ XA\nQuân sự - Quốc phòng\n{TITLE}", TITLE),
        ("Quân khu 9 Online\nQUÂN KHU 9\n\n{TITLE}", TITLE),
        ("Báo Hà Xa điện tử\nCƠ QUAN CỦA ĐẢNG BỘ ĐẢNG CỘNG SẢN VIỆT NAM TỈNH HÀ XA\n{TITLE}", TITLE),
        ("Nhiệt liệt chào mừng Đại hội đại biểu Đảng bộ huyện lần thứ XII\n{TITLE}", TITLE),
        ("Chào mừng bạn đến với Cổng thông tin điện tử xã Nà Lại\n{TITLE}", TITLE),
        ("ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY HÀ XA\n{TITLE}", TITLE),
        ("An ninh trật tự\n{TITLE}", TITLE),
        ("Chính sách và cuộc sống | Điều hành của Chính phủ và các bộ ngành trung ương\n{TITLE}", TITLE),
        ("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh\n\n{TITLE}", TITLE),
        ("Liên đoàn Lao động tỉnh Hà Xa\n{TITLE}", TITLE),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH TỈNH HÀ XA\nTrang chủ | Giới thiệu | Liên hệ\n{TITLE}", TITLE),
        ("Print Thứ Tư, 13/03/2024 08:22 Gốc\n{TITLE}", TITLE),
        ("Đọc bài viết\n{TITLE}\nCỡ chữ: A- A+", TITLE),
        ("Điện thoại: 0219.000.111 - Email: vp@haxa.gov.vn\nVĂN PHÒNG UBND TỈNH HÀ XA\n{TITLE}", TITLE),
        ("TRƯỜNG CHÍNH TRỊ TỈNH HÀ XA\nNghiên cứu - Trao đổi\n{TITLE}", TITLE),
        ("Tạp chí Xây dựng Bản làng\nSố 4/2024\n{TITLE}", TITLE),
    ],
)
def test_a_headline_stands_under_the_masthead(page: str, title: str) -> None:
    assert read(f"{page.format(TITLE=title)}\n\n{BODY}").title == title


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            f"{TITLE} - Cổng thông tin điện tử huyện Mường Xa\n{TITLE}",
            TITLE,
        ),
        (
            f"{TITLE} | Báo Hà Xa",
            "Mường Xa siết chặt kỷ luật sau kỳ nghỉ dài ngày",
        ),
        ("BAN CHỈ ĐẠO 35 HUYỆN MƯỜNG XA SƠ KẾT QUÝ I", "BAN CHỈ ĐẠO 35 HUYỆN MƯỜNG XA SƠ KẾT QUÝ I"),
        ("Hội nghị Ban Chỉ đạo 35 huyện Mường Xa", "Hội nghị Ban Chỉ đạo 35 huyện Mường Xa"),
        (
            "BAN CHỈ ĐẠO 35 HUYỆN MƯỜNG XA\nSƠ KẾT CÔNG TÁC QUÝ I NĂM 2024",
            "BAN CHỈ ĐẠO 35 HUYỆN MƯỜNG XA SƠ KẾT CÔNG TÁC QUÝ I NĂM 2024",
        ),
        (
            "Ban Chỉ đạo 35 huyện Mường Xa với mạng lưới cộng tác viên\nCộng tác viên ở khắp các bản của huyện",
            "Ban Chỉ đạo 35 huyện Mường Xa với mạng lưới cộng tác viên",
        ),
        (
            "Đài Truyền thanh huyện ra mắt giao diện mới trên mạng",
            "Đài Truyền thanh huyện ra mắt giao diện mới trên mạng",
        ),
        (
            "Công an xã Nà Lại bắt hai đối tượng trộm trâu\nCông an huyện Mường Xa",
            "Công an xã Nà Lại bắt hai đối tượng trộm trâu",
        ),
        ("Báo động nạn phá rừng ở Nà Lại sau mùa mưa", "Báo động nạn phá rừng ở Nà Lại sau mùa mưa"),
        ("Sở Y tế tỉnh Hà Xa: Nhiều cách làm hay ở cơ sở", "Sở Y tế tỉnh Hà Xa: Nhiều cách làm hay ở cơ sở"),
        ("Ban hành quy chế phối hợp giữa ba xã vùng Nà Lại", "Ban hành quy chế phối hợp giữa ba xã vùng Nà Lại"),
        ("Ban hành quy chế giữ rừng ở Nà Lại\nBa xã chung một dòng suối", "Ban hành quy chế giữ rừng ở Nà Lại"),
        ("Sở Y tế hỗ trợ ba xã vùng Nà Lại\nBà con đỡ đi xa khám bệnh", "Sở Y tế hỗ trợ ba xã vùng Nà Lại"),
        ("Công an xã Nà Lại được khen ở Mường Xa\nBa năm liền yên bình", "Công an xã Nà Lại được khen ở Mường Xa"),
    ],
)
def test_a_headline_that_looks_like_a_name_is_one(page: str, title: str) -> None:
    assert read(f"{page}\n\n{BODY}").title == title


@pytest.mark.parametrize(
    "over",
    [
        "CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN MƯỜNG XA",
        "UBND XÃ NÀ LẠI - TRANG THÔNG TIN ĐIỆN TỬ",
        "ĐÀI TRUYỀN THANH - TRUYỀN HÌNH HUYỆN MƯỜNG XA",
        "Chi cục Kiểm lâm tỉnh Hà Xa",
    ],
)
def test_a_masthead_is_the_publisher_and_no_unit(over: str) -> None:
    record = extract(f"{over}\nTin tức | Văn bản | Liên hệ\n\n{TITLE}\n\n{BODY}")
    assert record.article.publisher == over
    assert over not in record.article.text
    assert [unit.name for unit in record.units] == ["Huyện ủy Mường Xa"]


@pytest.mark.parametrize(
    ("line", "published", "publisher"),
    [
        ("Print Thứ Sáu, 13/03/2020 08:22 Gốc", "2020-03-13 08:22:00", None),
        ("Thứ sáu, 13/03/2020 - 08:22 Cỡ chữ: A- A A+ Đọc bài viết", "2020-03-13 08:22:00", None),
        ("13/03/2020 08:22 Nghe đọc bài In bài viết", "2020-03-13 08:22:00", None),
        ("HÀ XA ONLINE 08:01 | 13/03/2020", "2020-03-13 08:01:00", "HÀ XA ONLINE"),
        ("(HXO) | 13/03/2020 10:12", "2020-03-13 10:12:00", "HXO"),
        ("HX4 - 13/3/2020", "2020-03-13", "HX4"),
        ("muongxa.vn 13/03/2020 - 08:22", "2020-03-13 08:22:00", "muongxa.vn"),
        ("Thời gian: 13/03/2020", "2020-03-13", None),
        ("Thời gian: 8 giờ, ngày 13/03/2020\nĐịa điểm: Hội trường xã", "None", None),
    ],
)
def test_buttons_and_outlets_beside_a_date(line: str, published: str, publisher: str | None) -> None:
    article = read(f"{TITLE}\n{line}\n\n{BODY}")
    assert (str(article.published), article.publisher, article.title) == (published, publisher, TITLE)


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("Việc xong trước ngày 30/5. Lò Nguyên", ("Lò Nguyên",)),
        ("Ông Tâm lưu ý. Hoài Vi", ("Hoài Vi",)),
        ("Đoàn về lại TP. Hà Xa", ()),
        ("Việc đã xong.\n\nLò Nguyên\nVăn phòng UBND huyện", ("Lò Nguyên",)),
        ("Việc đã xong.\n\nLò Nguyên – VHXH\n\nLượt xem: 214", ("Lò Nguyên",)),
        ("Việc đã xong.\n\nLò Nguyên\n\nTags: nông thôn, đường liên xã", ("Lò Nguyên",)),
        ("Việc đã xong.\n\nM.Q", ("M.Q",)),
        ("Việc đã xong.\n\nP.V", ()),
        ("Việc đã xong.\n\nY Plêk", ("Y Plêk",)),
    ],
)
def test_who_signed_at_the_end(end: str, authors: tuple[str, ...]) -> None:
    assert read(f"{TITLE}\n\n{BODY} {end}").authors == authors
