"""Periods that meetings look back on and ahead to: a table of invented openings."""

from __future__ import annotations

import pytest

from bcdextract import extract

# Article, period reviewed, period planned (None: the words tell none).
CASES = [
    ("Ngày 5/10/2023, Đảng ủy xã họp đánh giá kết quả công tác 9 tháng, phương hướng nhiệm vụ 3 tháng cuối năm 2023.",
     "2023-01-01/2023-09-30", "2023-10-01/2023-12-31"),
    ("Sáng 3/8/2023, Ban Chỉ đạo 35 giao ban công tác tháng 7, triển khai nhiệm vụ tháng 8.",
     "2023-07-01/2023-07-31", "2023-08-01/2023-08-31"),
    ("Ngày 12/7/2022, Thành ủy Lâm Hà sơ kết 6 tháng đầu năm và triển khai nhiệm vụ những tháng cuối năm 2022.",
     "2022-01-01/2022-06-30", "2022-07-01/2022-12-31"),
    ("Ngày 9/4/2024, Ban Chỉ đạo giao ban quý I và triển khai nhiệm vụ quý tiếp theo.",
     "2024-01-01/2024-03-31", "2024-04-01/2024-06-30"),
    ("Ngày 9/1/2024, Sở Nội vụ tổng kết công tác năm 2023 và bàn nhiệm vụ năm tới.",
     "2023-01-01/2023-12-31", "2024-01-01/2024-12-31"),
    ("Ngày 9/1/2024, Cụm thi đua số 3 tổng kết công tác năm 2023, ký kết giao ước thi đua năm 2024.",
     "2023-01-01/2023-12-31", "2024-01-01/2024-12-31"),
    ("Ngày 16/7/2024, huyện tổ chức hội nghị đánh giá công tác 2 quý đầu năm, triển khai nhiệm vụ 2 quý cuối năm.",
     "2024-01-01/2024-06-30", "2024-07-01/2024-12-31"),
    ("Ngày 19/6/2023, Huyện ủy sơ kết 5 năm thực hiện Nghị quyết số 35-NQ/TW, giai đoạn 2018 - 2023.",
     "2018-01-01/2023-12-31", None),
    ("Ngày 7/2/2017, đoàn của Tỉnh ủy làm việc với huyện. Báo cáo với đoàn, ông Lê Văn An cho biết, năm 2016, lúa tốt.",
     "2016-01-01/2016-12-31", None),
    ("Ngày 27/11/2024, đoàn làm việc với huyện về kết quả công tác năm 2024, kế hoạch năm 2025, giai đoạn 2025 - 2030.",
     "2024-01-01/2024-12-31", "2025-01-01/2030-12-31"),
    ("Sáng 12/7/2024, Ban Chỉ đạo 35 tổ chức hội nghị sơ kết. Ông An yêu cầu trong 6 tháng cuối năm bám sát việc.",
     None, "2024-07-01/2024-12-31"),
    ("Sáng 20/1/2024, Ban Chỉ đạo 35 tổ chức hội nghị tổng kết. Năm 2023, Ban đăng 35 tin. Năm 2024, Ban lo 3 việc.",
     "2023-01-01/2023-12-31", "2024-01-01/2024-12-31"),
    ("Thực hiện Chương trình công tác năm 2024, ngày 8/6/2024, Đảng ủy xã tổ chức hội nghị chuyên đề.", None, None),
    ("Sáng 24/6/2017, Huyện đoàn tổ chức hội nghị. Hội nghị nghe báo cáo kết quả kiểm điểm năm 2016.", None, None),
    ("Sáng 30/6/2017, Thường trực HĐND họp báo về kỳ họp. Kỳ họp sẽ xem xét báo cáo kết quả 6 tháng đầu năm.", None,
     None),
    ("Ngày 9/12/2024, huyện tổng kết công tác năm 2024; tiếp tục triển khai nhiệm vụ đến năm 2030.",
     "2024-01-01/2024-12-31", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "period", "plan"), CASES, ids=[case[0][:50] for case in CASES])
def test_outlook(text: str, period: str | None, plan: str | None) -> None:
    meeting = extract(text).meetings[0]
    told = [f"{each.start}/{each.end}" if each else None for each in (meeting.period, meeting.plan)]
    assert told == [period, plan]
