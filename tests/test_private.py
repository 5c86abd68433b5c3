"""Who is named as a private person: no post, and words before or after the name that say so."""

from __future__ import annotations

import pytest

from bcdextract import extract


@pytest.mark.parametrize(
    "text",
    [
        "Phần còn lại vướng nhà bà Vũ Thị Lành và ông Lê Văn Đởm.",
        "Cử tri Hồ Văn Lộc (tổ 14) và bà Vũ Thị Sương phản ánh đường ngập.",
        "Luật sư Đinh Quang Tuấn, người bào chữa cho bị cáo, cho biết sẽ kháng cáo.",
        "Ông Lê Văn Bình, xã Suối Mây cho biết lúa được mùa.",
        "Bà Vũ Thị Sương ở bản Nà Lại nói vậy.",
        "Bị cáo Lê Văn Bình thừa nhận sai phạm.",
        "Đoàn thăm hộ ông Lê Văn Bình.",
        "Ông Lê Văn Bình (72 tuổi) vui mừng nói.",
        "Bà Vũ Thị Sáu, nhà sát mép kè, kể nghe tiếng động lớn.",
        "Ông Lê Văn Bình, chủ xưởng may ở thị trấn, kể đã tuyển thêm thợ.",
        "Trong đó có ông Lê Văn Bình, ngư dân xã Suối Mây.",
        "Cổ đông Lê Văn Bình và bà Vũ Thị Sáu hỏi về cổ tức.",
        "Du khách Lê Văn Bình khen món ăn ngon.",
        "Còn bà Vũ Thị Sáu, cử tri phường 14, phản ánh đường ngập.",
        "Anh Lê Văn Bình, tiểu thương chợ Mới, nói vậy.",
    ],
)
def test_private_people_are_no_officials(text: str) -> None:
    assert extract(text).officials == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ông Lê Văn Bình, xã đội trưởng cho biết.",
        "Theo TS. Đinh Quang Tuấn, lúa được mùa.",
        "Đồng chí Lê Văn Bình ở điểm cầu tỉnh phát biểu.",
        "Ông Lê Văn Bình bản thân là đảng viên đã phát biểu.",
        "Dự hội thảo có các nhà khoa học và ông Lê Văn Bình.",
    ],
)
def test_others_are(text: str) -> None:
    assert len(extract(text).officials) == 1


def test_a_delegate_with_a_post_has_only_that_post() -> None:
    (person,) = extract("Đại biểu Lê Văn Bình, Trưởng ban Công tác Mặt trận thôn đề nghị làm đường.").officials
    assert [position.text for position in person.positions] == ["Trưởng ban Công tác Mặt trận thôn"]
