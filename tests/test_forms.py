"""Forms of names: what makes two forms of a unit or post the same."""

from __future__ import annotations

import pytest

from bcdextract import extract
from bcdextract.lexicon import words
from bcdextract.resolve.forms import form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BCĐ 35 (tỉnh)", "Ban Chỉ đạo 35"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Uỷ ban nhân dân tỉnh", "ỦY BAN NHÂN DÂN TỈNH"),
        ("Văn phòng của Huyện ủy", "Văn phòng Huyện ủy"),
    ],
)
def test_forms_of_one_name_are_the_same(one: str, other: str) -> None:
    assert form(one) == form(other)


SHORT = """
TW = Trung ương;
BCĐ = Ban Chỉ đạo; UBND = Ủy ban nhân dân; HĐND = Hội đồng nhân dân; BTV = Ban Thường vụ; BCH = Ban Chấp hành;
BCH Quân sự = Ban Chỉ huy Quân sự; BCHTW = Ban Chấp hành Trung ương; UBMTTQ = Ủy ban Mặt trận Tổ quốc;
UBMTTQVN = Ủy ban Mặt trận Tổ quốc Việt Nam; MTTQ = Mặt trận Tổ quốc; CHQS = Chỉ huy Quân sự;
BĐBP = Bộ đội Biên phòng; TP = thành phố; TX = thị xã; BTC = Ban Tổ chức; BDV = Ban Dân vận; BNC = Ban Nội chính;
BTG = Ban Tuyên giáo; UBKT = Ủy ban Kiểm tra; ĐBQH = đại biểu Quốc hội; UVTW = Ủy viên Trung ương;
UVTV = Ủy viên Ban Thường vụ; UVBCH = Ủy viên Ban Chấp hành; UV = Ủy viên; UVBCT = Ủy viên Bộ Chính trị;
PBT = Phó Bí thư; PCT = Phó Chủ tịch; LĐLĐ = Liên đoàn Lao động; LHPN = Liên hiệp Phụ nữ; CCB = Cựu chiến binh;
TNCS = Thanh niên Cộng sản; CQ&DN = Cơ quan và Doanh nghiệp; GD&ĐT = Giáo dục và Đào tạo;
TT&TT = Thông tin và Truyền thông; KH&ĐT = Kế hoạch và Đầu tư; KH&CN = Khoa học và Công nghệ;
TN&MT = Tài nguyên và Môi trường; NN&PTNT = Nông nghiệp và Phát triển nông thôn;
NN&MT = Nông nghiệp và Môi trường; LĐ-TB&XH = Lao động Thương binh và Xã hội;
VHTTDL = Văn hóa Thể thao và Du lịch; GTVT = Giao thông vận tải; ATGT = An toàn giao thông;
VKSND = Viện Kiểm sát nhân dân; TAND = Tòa án nhân dân; BHXH = Bảo hiểm xã hội; KCN = Khu công nghiệp;
THPT = trung học phổ thông; ĐH = Đại học; CQ = cơ quan; UBTƯ MTTQ = Ủy ban Trung ương Mặt trận Tổ quốc;
KBNN = Kho bạc Nhà nước; Cty = Công ty; CDC = Trung tâm Kiểm soát bệnh tật; ĐHQG = Đại học Quốc gia;
PCTT = phòng chống thiên tai; TKCN = tìm kiếm cứu nạn; CCHC = cải cách hành chính; PCTN = phòng chống tham nhũng;
NTM = nông thôn mới; CĐS = chuyển đổi số; KT-XH = kinh tế xã hội; TPHCM = thành phố Hồ Chí Minh; VN = Việt Nam;
HĐQT = Hội đồng quản trị; CATP = Công an thành phố; CAT = Công an tỉnh;
SCIC = Tổng công ty Đầu tư và Kinh doanh vốn nhà nước; UBTVQH = Ủy ban Thường vụ Quốc hội;
EVN = Tập đoàn Điện lực Việt Nam; TKV = Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam;
VNPT = Tập đoàn Bưu chính Viễn thông Việt Nam; CSXH = Chính sách xã hội; CSGT = Cảnh sát giao thông;
CSĐT = Cảnh sát điều tra; THADS = Thi hành án dân sự; PTTH = Phát thanh Truyền hình; NHNN = Ngân hàng Nhà nước;
CLB = Câu lạc bộ; HTX = Hợp tác xã; BQL = Ban Quản lý; LLVT = lực lượng vũ trang;
PTDTNT = phổ thông dân tộc nội trú; THCS = trung học cơ sở;
GDNN-GDTX = Giáo dục nghề nghiệp - Giáo dục thường xuyên
"""


@pytest.mark.parametrize("pair", [pair.strip() for pair in SHORT.split(";")])
def test_a_short_form_stands_for_its_words(pair: str) -> None:
    short, full = pair.split(" = ")
    assert form(short) == form(full) != form("")
    assert form(f"Văn phòng {short} huyện") == form(f"Văn phòng {full} huyện")


@pytest.mark.parametrize("name", ["Cư M’gar", "Tổ 3.5, khu 12", "Đội A_B\nsố 7", "Sở…Y–tế", ""])
def test_a_name_has_the_words_that_the_text_has(name: str) -> None:
    dropped = {"-", ",", ".", "\n"}
    assert form(name) == tuple(word for word in words(name) if word not in dropped)


def test_a_post_is_given_in_its_full_form() -> None:
    text = (
        "Phó Bí thư Đảng ủy khối CQ&DN tỉnh Lê Văn Tám dự hội nghị. "
        "Phó Bí thư Đảng ủy khối Cơ quan và Doanh nghiệp tỉnh Lê Văn Tám trao quà."
    )
    posts = extract(text).officials[0].positions
    assert [post.text for post in posts] == ["Phó Bí thư Đảng ủy khối Cơ quan và Doanh nghiệp tỉnh"]


def test_whose_delegation_it_is_is_a_unit_too() -> None:
    names = [unit.name for unit in extract("Đoàn giám sát của HĐND tỉnh Hà Nam làm việc với UBND xã Nà Lại.").units]
    assert names == ["Đoàn giám sát của HĐND tỉnh Hà Nam", "HĐND tỉnh Hà Nam", "UBND xã Nà Lại"]
