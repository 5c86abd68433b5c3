"""Years that the words leave out: a table of invented articles, and what the resolver must never do."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdextract.mention import DateHit
from bcdextract.recognise import dates, documents
from bcdextract.resolve import years
from bcdextract.segment import segment
from bcdextract.text import nfc

SHARED = Path(__file__).resolve().parents[2] / "shared"


def resolve(text: str, published: dt.date | dt.datetime | None = None) -> list[DateHit]:
    view = segment(text)
    found = dates.recognise(view)
    cited = documents.recognise(view, found)
    return years.resolve(found, published=published, title_span=None, documents=cited, view=view)


def spans(text: str, published: dt.date | None = None) -> list[str]:
    """``words = first..last (basis)`` of every mention, a single day once."""
    told = []
    for hit in resolve(text, published):
        days = dict.fromkeys(str(day) for day in (hit.start_date, hit.end_date))
        told.append(f"{text[hit.start : hit.end]} = {'..'.join(days)} ({hit.basis})")
    return told


# Article, the words of the mention, its first day (None: not certain), basis.
FROM_TEXT = [
    ("Ngày 17/7, xã họp. Lớp học mở ngày 17/7/2024.", "Ngày 17/7", "2024-07-17", "year_from_text"),
    ("Tin mới\n09/08/2020\nNgày 8/8, Đảng ủy họp.", "Ngày 8/8", "2020-08-08", "year_from_text"),
    ("Chiều 13/3, tỉnh họp. Đợt cao điểm mở từ ngày 1/4/2019.", "Chiều 13/3", "2019-03-13", "year_from_text"),
    ("Sáng 31/3, ngành giao ban công tác quý 1/2023.", "Sáng 31/3", "2023-03-31", "year_from_text"),
    ("Ngày 10/7, huyện sơ kết 6 tháng đầu năm 2024.", "Ngày 10/7", "2024-07-10", "year_from_text"),
    ("Ngày 12/1, huyện sơ kết 6 tháng cuối năm 2023.", "Ngày 12/1", "2024-01-12", "year_from_text"),
    ("Ngày 14/1, Ban Chỉ đạo tổng kết công tác năm 2024.", "Ngày 14/1", "2025-01-14", "year_from_text"),
    ("Ngày 20/12, Ban Chỉ đạo tổng kết công tác năm 2024.", "Ngày 20/12", "2024-12-20", "year_from_text"),
    ("Chiều 25/5, tỉnh đánh giá kết quả năm 2021, triển khai nhiệm vụ năm 2022.", "Chiều 25/5", "2022-05-25",
     "year_from_text"),
    ("Ra quân tổng điều tra năm 2019\nNgày 1/4, phường ra quân.", "Ngày 1/4", "2019-04-01", "year_from_text"),
    ("Sáng 22/10, đại hội Đảng bộ nhiệm kỳ 2020 - 2025 bế mạc.", "Sáng 22/10", "2020-10-22", "year_from_text"),
    ("Ngày 19/9, tỉnh sơ kết 3 năm (2021-2023) chương trình giai đoạn 2021-2025.", "Ngày 19/9", None, None),
    ("Ngày 26/4, công ty mở Đại hội đồng cổ đông thường niên 2024, bầu hội đồng nhiệm kỳ 2022-2027.", "Ngày 26/4",
     "2024-04-26", "year_from_text"),
    ("Ngày 26/4, công ty mở Đại hội đồng cổ đông, bầu hội đồng nhiệm kỳ 2022-2027.", "Ngày 26/4", None, None),
    ("Chiều 2/10, tỉnh họp. Số vụ giảm 3 vụ so với cùng kỳ 2018.", "Chiều 2/10", "2019-10-02", "year_from_text"),
    ("Sáng 4/6, tỉnh giao ban. Thu ngân sách tăng 8% so với cùng kỳ năm 2023.", "Sáng 4/6", "2024-06-04",
     "year_from_text"),
    ("Sáng 4/1, tỉnh giao ban. Thu ngân sách tăng 8% so với cùng kỳ năm 2023.", "Sáng 4/1", None, None),
    ("Sáng 4/6, tỉnh họp. Thu tăng 8% so với cùng kỳ năm 2023, tăng 9% so với cùng kỳ năm 2021.", "Sáng 4/6", None,
     None),
    ("Sáng 16/4, tỉnh họp. Dự kiến bầu cử vào ngày 15/3/2026.", "Sáng 16/4", None, None),
    ("Ngày 12/9, huyện sơ kết 5 năm (2018 - 2023) thực hiện nghị quyết.", "Ngày 12/9", "2023-09-12", "year_from_text"),
    ("Ngày 17-6, huyện triển khai Kế hoạch số 218-KH/TU ngày 11/6/2021.", "Ngày 17-6", "2021-06-17", "year_from_text"),
    ("Sáng 4/9, tỉnh họp, bàn việc từ nay hết những tháng còn lại của năm 2019.", "Sáng 4/9", "2019-09-04",
     "year_from_text"),
    ("Theo kết quả công bố sáng 20/10, ông An được bầu là Bí thư. Đại hội nhiệm kỳ 2020-2025 bế mạc.", "sáng 20/10",
     "2020-10-20", "year_from_text"),
    ("Sáng 4/9, tỉnh họp, bàn nhiệm vụ từ nay đến cuối năm 2019.", "Sáng 4/9", "2019-09-04", "year_from_text"),
    ("Ngày 19/7, huyện sơ kết 5 năm thực hiện Nghị quyết số 41-NQ/TW ngày 14/3/2017.", "Ngày 19/7", None, None),
    ("Ngày 19/7, Huyện ủy họp bàn công tác cán bộ.", "Ngày 19/7", None, None),
    ("Ngày 22/6, ông An, sinh ngày 12/8/1962, nhận nhiệm vụ.", "Ngày 22/6", None, None),
    ("Sáng 15/3, huyện họp bàn du lịch năm 2023; làng nghề mở cửa lại từ ngày 15/3/2022.", "Sáng 15/3", "2023-03-15",
     "year_from_text"),
    ("Ngày 28/6, huyện tổng kết 5 năm (2012 - 2016) cho vay. Tính đến 31/12/2016, dư nợ đạt 5 tỷ đồng.", "Ngày 28/6",
     "2017-06-28", "year_from_text"),
    ("Ngày 28/6, huyện tổng kết 5 năm (2012 - 2016) cho vay.", "Ngày 28/6", None, None),
    ("Tối 12/5, trường mở cuộc thi viết; nhận bài đến hết ngày 30/9/2023.", "Tối 12/5", "2023-05-12", "year_from_text"),
    ("Ngày 12/5, xã họp; số liệu tính từ 1/1 đến hết ngày 30/9/2022.", "Ngày 12/5", None, None),
    ("Ngày 28/4, xã gặp mặt kỷ niệm 50 năm Ngày giải phóng quê hương (30/4/1975).", "Ngày 28/4", "2025-04-28",
     "year_from_text"),
    ("Sáng 8/4, xã họp. Tháng 11/2023, đường bị sạt; hồi tháng 11 năm ngoái có hai hộ phải dời.", "Sáng 8/4",
     "2024-04-08", "year_from_text"),
    ("Sáng 7/2, tổ giao ban, nói đến kết quả trong năm 2016. Hạn chế của năm qua cần sớm khắc phục.", "Sáng 7/2",
     "2017-02-07", "year_from_text"),
    ("Chiều 22/6, mặt trận mở hội nghị cán bộ các xã năm 2017, sơ kết sáu tháng đầu năm.", "Chiều 22/6", "2017-06-22",
     "year_from_text"),
    ("Ngày 6/6, trường tổng kết năm học 2023 - 2024.", "Ngày 6/6", "2024-06-06", "year_from_text"),
    ("Sáng 30/6, huyện họp bàn mức thu học phí năm học 2017 - 2018.", "Sáng 30/6", None, None),
    ("Ngày 11/6, huyện họp. Trang tin mở từ tháng 4/2017.", "Ngày 11/6", None, None),
    ("Sáng 28/2, thành phố họp bàn chống dịch. Dịch khởi phát từ tháng 12/2019.", "Sáng 28/2", None, None),
    ("Sáng 25/11, huyện họp. Xã phấn đấu vượt mục tiêu năm 2024 và năm 2025.", "Sáng 25/11", None, None),
    ("Chiều 17/5, xã họp, xem báo cáo quyết toán ngân sách năm 2015.", "Chiều 17/5", None, None),
    ("Chiều 17/6, huyện họp. Các xã xong việc đăng ký trong năm 2017. Trong năm 2018 hoàn thành giải thể.",
     "Chiều 17/6", None, None),
    ("Sáng 22/6, xã họp. Ông An vào Đảng ngày 25/8/1982. Chiều cùng ngày, đoàn thăm trường.", "Chiều cùng ngày", None,
     None),
    ("Ngày 31/12/2023, xã họp. Cùng ngày, đoàn thăm trường.", "Cùng ngày", "2023-12-31", "relative_to_text"),
    ("Ngày 5/6, xã họp. Cùng ngày, đoàn thăm trường.", "Cùng ngày", None, None),
]  # fmt: skip
FROM_PUBLICATION = [
    ("Ngày 13-7, Quận ủy họp.", "2023-07-13", "Ngày 13-7", "2023-07-13", "year_from_publication"),
    ("Ngày 28/12, Quận ủy họp.", "2025-01-05", "Ngày 28/12", "2024-12-28", "year_from_publication"),
    ("Bài dự thi gửi trước ngày 30/9.", "2024-07-05", "ngày 30/9", "2024-09-30", "year_from_publication"),
    ("Sáng nay, Quận ủy họp.", "2024-07-05", "Sáng nay", "2024-07-05", "relative_to_publication"),
    ("Chiều qua, Quận ủy họp.", "2024-03-01", "Chiều qua", "2024-02-29", "relative_to_publication"),
    ("Sơ kết 6 tháng cuối năm.", "2025-01-10", "6 tháng cuối năm", "2024-07-01", "year_from_publication"),
    ("Công tác năm nay có nhiều điểm mới.", "2024-07-05", "năm nay", "2024-01-01", "relative_to_publication"),
    ("Năm qua, tổ đã làm tốt.", "2025-01-10", "Năm qua", "2024-01-01", "relative_to_publication"),
    (
        "Từ nay đến cuối năm còn nhiều việc.",
        "2024-09-04",
        "Từ nay đến cuối năm",
        "2024-09-04",
        "relative_to_publication",
    ),
    ("Năm qua, tổ đã làm tốt.", "2025-06-10", "Năm qua", None, None),
    ("Ngày 12/3/2022, Quận ủy họp.", "2024-07-05", "Ngày 12/3/2022", "2022-03-12", "explicit"),
]


def one(text: str, words: str, published: dt.date | None = None) -> tuple[str | None, str | None]:
    hit = next(hit for hit in resolve(text, published) if text[hit.start : hit.end] == words)
    return (str(hit.start_date) if hit.start_date else None), hit.basis


@pytest.mark.parametrize(("text", "words", "start", "basis"), FROM_TEXT, ids=[case[0][:60] for case in FROM_TEXT])
def test_year_from_the_text(text: str, words: str, start: str | None, basis: str | None) -> None:
    assert one(text, words) == (start, basis)


@pytest.mark.parametrize(("text", "page", "words", "start", "basis"), FROM_PUBLICATION)
def test_year_from_the_page(text: str, page: str, words: str, start: str | None, basis: str | None) -> None:
    assert one(text, words, dt.date.fromisoformat(page)) == (start, basis)


def test_parts_of_a_year_take_it_from_each_other() -> None:
    assert spans("Sơ kết 6 tháng đầu năm; xác định nhiệm vụ 6 tháng cuối năm 2024.") == [
        "6 tháng đầu năm = 2024-01-01..2024-06-30 (year_from_text)",
        "6 tháng cuối năm 2024 = 2024-07-01..2024-12-31 (explicit)",
    ]
    assert spans("Tổng kết quý IV, nhiệm vụ quý I/2024.")[0] == "quý IV = 2023-10-01..2023-12-31 (year_from_text)"
    assert spans("Ngày 26/6/2024, quận họp. 6 tháng đầu năm, quận có 5 lớp.")[1] == (
        "6 tháng đầu năm = 2024-01-01..2024-06-30 (year_from_text)"
    )


def test_spans_of_ranges_terms_and_an_agency_half_year() -> None:
    assert spans("Từ ngày 28/12 đến ngày 3/1/2025, trực báo; nhiệm kỳ 2020 - 2025.") == [
        "ngày 28/12 đến ngày 3/1/2025 = 2024-12-28..2025-01-03 (explicit)",
        "nhiệm kỳ 2020 - 2025 = 2020-01-01..2025-12-31 (explicit)",
    ]
    assert spans("6 tháng đầu năm (từ 15/11/2023 đến 14/5/2024)")[0] == (
        "6 tháng đầu năm = 2023-11-15..2024-05-14 (explicit)"
    )


def test_a_page_with_an_hour_tells_the_day() -> None:
    hour = dt.datetime(2024, 7, 5, 23, 50, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    assert resolve("Hôm nay, quận họp.", hour)[0].start_date == dt.date(2024, 7, 5)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "Ngày 5/7|cùng ngày|sáng nay|6 tháng đầu năm|quý I/2022|năm 2024|ngày 29/2|tổng kết|,|.|năm nay".split("|")
        ),
        max_size=20,
    ),
    st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31)),
)
def test_the_same_mentions_come_back(parts: list[str], published: dt.date | None) -> None:
    text = " ".join(parts)
    before = dates.recognise(segment(text))
    after = resolve(text, published)
    assert [(hit.start, hit.end, hit.rule) for hit in after] == [(hit.start, hit.end, hit.rule) for hit in before]
    for hit in after:
        assert (hit.start_date is None) == (hit.end_date is None) == (hit.basis is None)
        assert hit.start_date is None or hit.end_date is None or hit.start_date <= hit.end_date


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared articles and their keys are not here")
def test_meeting_days_of_the_development_articles() -> None:
    for key in sorted((SHARED / "gold").glob("*.json")):
        meeting = json.loads(key.read_text("utf-8"))["meetings"][0]
        if meeting.get("date"):
            text = nfc((SHARED / "articles" / f"{key.stem}.txt").read_text("utf-8")).text
            days = {str(hit.start_date) for hit in resolve(text) if text[hit.start : hit.end] == meeting["date_text"]}
            assert days == {meeting["date"]}, key.stem
