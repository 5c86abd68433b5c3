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
