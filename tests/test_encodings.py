"""Old encodings and misread UTF-8: put right where they are, left alone where they are not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bcdextract
import legacy
from bcdextract.errors import LexiconError, ReadError
from bcdextract.read import read
from bcdextract.read.decode import decode
from bcdextract.read.mend import composed, mend, mend_words
from bcdextract.read.tables import checked, tables
from bcdextract.syllable import is_syllable
from bcdextract.text import Mapped

TEXT = (
    "Sáng 12/3, Huyện ủy Mường Xa họp giao ban với bí thư các xã vùng cao. Đồng chí Lò Văn Tâm chủ trì hội nghị này.\n"
    "Hội nghị đánh giá việc thực hiện nghị quyết, chỉ thị của cấp trên; ý kiến cử tri được ghi lại đầy đủ.\n"
    "Ba tháng qua, bộ đội và dân quân giúp dân sửa 12 ngôi nhà, phát 350 suất quà."
)
ENCODERS: dict[str, Callable[[str], bytes]] = {
    "windows-1258": legacy.cp1258,
    "TCVN3 (ABC)": legacy.tcvn3,
    "VNI": legacy.vni,
}
PAGE = (
    "<html><head><title>Trang chủ</title><meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>"
    "</head><body><h1>{}</h1><p>{}</p><p>{}</p></body></html>"
)


@pytest.mark.parametrize("name", ENCODERS)
def test_bytes_of_old_encodings(name: str) -> None:
    article = read(ENCODERS[name](TEXT))
    assert article.text == TEXT
    assert [(w.code, name in w.message) for w in article._warnings] == [("encoding_converted", True)]


@pytest.mark.parametrize("name", ENCODERS)
def test_a_page_in_an_old_encoding(name: str) -> None:
    lines = TEXT.split("\n")
    page = ENCODERS[name](PAGE.replace("chủ", "web").format(*lines))
    record = bcdextract.extract(page)
    assert [line in record.article.text for line in lines] == [True, True, True]
    assert "encoding_converted" in [warning.code for warning in record.warnings]


def iconv(text: str, encoding: str) -> bytes:
    command = shutil.which("iconv")
    if command is None:
        pytest.skip("there is no iconv here to encode with")
    done = subprocess.run(
        [command, "-f", "UTF-8", "-t", encoding], input=text.encode(), capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"this iconv does not know {encoding}")
    return done.stdout


def test_viscii() -> None:
    assert read(iconv(TEXT, "VISCII")).text == TEXT


def test_viscii_by_hand() -> None:
    assert decode("Hµi ngh¸ cüa Ðäng bµ huy®n".encode("latin-1"), "a").text == "Hội nghị của Đảng bộ huyện"


@pytest.mark.parametrize(("identity", "encoding"), [("tcvn3", "TCVN"), ("viscii", "VISCII")])
def test_tables_are_those_of_iconv(identity: str, encoding: str) -> None:
    table = next(table for table in tables() if table.id == identity)
    letters = sorted({table.letters(char) for char in map(chr, range(0x80, 0x100)) if table.pattern.fullmatch(char)})
    assert len(letters) > 70
    for letter in letters:
        assert table.convert(iconv(letter, encoding).decode("latin-1")) == letter


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1250", "cp1258"])
def test_misread_utf8(codec: str) -> None:
    mended = mend(legacy.misread(TEXT, codec))
    assert mended.page.text == TEXT
    assert [warning.code for warning in mended.warnings] == ["mojibake"]


@pytest.mark.parametrize("cleaned", [False, True])
def test_misread_utf8_whose_no_break_spaces_were_cleaned(cleaned: bool) -> None:
    text = (
        "Hội nghị này bàn về y tế và giáo dục; các đoàn thành viên là nòng cốt, ngành hàng hải làm mẫu, và y sĩ xã dự."
    )
    written = legacy.misread(text)
    assert mend(" ".join(written.split()) if cleaned else written).page.text == text


def test_utf8_misread_twice_and_saved() -> None:
    article = read(legacy.misread(legacy.misread(TEXT)).encode())
    assert article.text == TEXT
    assert [warning.code for warning in article._warnings] == ["mojibake"]


def test_a_text_half_of_which_is_misread() -> None:
    assert mend(f"{TEXT}\n{legacy.misread(TEXT)}").page.text == f"{TEXT}\n{TEXT}"


def test_a_menu_in_unicode_over_an_article_that_is_not() -> None:
    menu = "Trang chủ\nGiới thiệu\nTin tức - sự kiện\nVăn bản mới\nBộ máy tổ chức\nXã hội\nLiên hệ"
    text = legacy.tcvn3(TEXT).decode("cp1252")
    assert mend(f"{menu}\n{text}").page.text == f"{menu}\n{TEXT}"
    page = "<ul><li>" + menu.replace("\n", "</li><li>") + f"</li></ul><p>{text}</p><script>var a='®¶'</script>"
    mended = mend(page, markup=True).page.text
    assert TEXT in mended
    assert "Tin tức - sự kiện</li>" in mended
    assert "var a='®¶'" in mended


def test_entities_of_an_old_page() -> None:
    written = (
        legacy.tcvn3(TEXT).decode("cp1252").replace("é", "&eacute;").replace("µ", "&micro;").replace("®", "&#174;")
    )
    mended = mend(f"<p>{written}</p><p>&copy; 2006&nbsp;&lt;b&gt;</p>", markup=True)
    assert mended.page.text == f"<p>{TEXT}</p><p>&copy; 2006&nbsp;&lt;b&gt;</p>"


def test_fonts_of_capitals() -> None:
    first, *rest = legacy.tcvn3(TEXT).decode("cp1252").split("\n")
    page = f"<p><font face='.VnTimeH' size=3>{first}</font></p><p><font face='.VnTime'>{rest[0]}</font></p>"
    lines = TEXT.split("\n")
    assert mend(page, markup=True).page.text == (
        f"<p><font face='.VnTimeH' size=3>{lines[0].upper()}</font></p><p><font face='.VnTime'>{lines[1]}</font></p>"
    )


def test_a_few_misread_words_among_many_strange_ones() -> None:
    names = "Krông Búk, Ea Súp, Jörg Müller, Château Élysée, Zürich, Málaga, Łódź, São José, Škoda, Øresund"
    assert mend(f"{names}\n{legacy.misread('hội nghị tổng kết')}").page.text == f"{names}\nhội nghị tổng kết"


def test_signs_of_their_own_stay() -> None:
    written = legacy.tcvn3(TEXT).decode("cp1252")
    assert mend(f"{written}\n© 2006 § 4, 30 µ").page.text == f"{TEXT}\n© 2006 § 4, 30 µ"


LEFT_ALONE = [
    TEXT,
    unicodedata.normalize("NFD", TEXT),
    "Le comité s'est réuni à Genève où le président élu a présenté l'année écoulée aux délégués très intéressés.",
    "A comissão reuniu-se em São Paulo; os cidadãos pedem educação, e não há decisão sobre as três questões.",
    "Über die Änderung wurde in München gesprochen; größere Städte müssen künftig zusätzliche Plätze schaffen.",
    "Krông Búk, Ea H'leo, Đắk Mil, Cư M'gar, Kon Plông; Y Biêr Niê, H'Hen Niê, A Hlôi, Đinh Krưn",
    "BCD 35 hop giao ban thang 3, 12 dai bieu, khong dau",
    "«Nghị quyết» số 35 · © 2024 · 30 µm · ½ số xã · 5 °C · áp suất ±2 · Café Đà Lạt à la carte, résumé, naïve",
    "Ðảng ủy xã Mường Xa họp, ông Ðinh Văn Ký dự, Ðoàn xã báo cáo.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_text_in_unicode_is_left_alone(text: str) -> None:
    for given_text in (text, f"{text}\n" * 12):
        assert mend(given_text) == mend(given_text, markup=True) == (Mapped.whole(given_text), (), ()) or (
            mend(given_text).page.text == mend(given_text, markup=True).page.text == given_text
            and mend(given_text).warnings == ()
        )


@pytest.mark.parametrize("language", range(2, 5))
def test_other_languages_are_read_in_their_own_encoding(language: int) -> None:
    text = LEFT_ALONE[language]
    decoded = decode(text.encode("cp1252"), "a.txt")
    assert decoded.text == text
    assert [warning.message for warning in decoded.warnings] == [
        "the text was in windows-1252 and was converted to Unicode"
    ]


def test_without_the_detector_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cchardet", None)
    monkeypatch.setattr(sys.modules[decode.__module__], "_installed", lambda: False)
    with pytest.raises(ReadError, match=r'pip install "bcdextract\[encodings\]"'):
        decode(LEFT_ALONE[2].encode("cp1252"), "a.txt")


SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of real articles is not here")
@pytest.mark.parametrize("name", ENCODERS)
def test_real_articles(name: str) -> None:
    paths = sorted(SHARED.rglob("*.txt"))
    assert len(paths) > 200
    whole = 0
    for path in paths:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).lstrip("\ufeff")
        assert mend(text).page.text == text, path.name
        kept = "".join(char if _can(name, char) else "?" for char in text)
        whole += decode(ENCODERS[name](kept), path.name).text.lower() == kept.lower()
    assert whole >= 0.98 * len(paths)


def _can(name: str, char: str) -> bool:
    try:
        ENCODERS[name](char)
    except (UnicodeEncodeError, KeyError):
        return False
    return char.isascii() or unicodedata.normalize("NFD", char)[0].isascii() or char in "đĐ"


@pytest.mark.parametrize(
    ("data", "charset", "code"),
    [
        (TEXT.encode("utf-16-le"), "utf-16-le", None),
        (TEXT.encode(), "iso-8859-1", None),
        (b"\xef\xbb\xbf" + TEXT.encode(), "windows-1258", None),
        (legacy.cp1258(TEXT), "windows-1258", "encoding_converted"),
        (legacy.tcvn3(TEXT), "x-viet-tcvn5712", "encoding_converted"),
        (legacy.vni(TEXT), "utf-8", "encoding_converted"),
        (legacy.vni(TEXT), "utf-16", "encoding_converted"),
        (legacy.tcvn3(TEXT), "windows-1251", "encoding_converted"),
        (legacy.tcvn3(TEXT), "windows-1258", "encoding_converted"),
        ("Họ".encode()[:-1] + TEXT.encode(), "utf-8", "encoding_damaged"),
    ],
)
def test_the_charset_of_a_header(data: bytes, charset: str, code: str | None) -> None:
    decoded = decode(data, "a.txt", charset)
    assert decoded.text.endswith(TEXT)
    assert [warning.code for warning in decoded.warnings] == ([code] if code else [])


def test_a_header_tells_another_language() -> None:
    russian = "Комитет собрался в Москве и обсудил итоги прошлого года."
    assert decode(russian.encode("koi8-r"), "a.txt", "koi8-r").text == russian
    assert decode(b"<meta charset='koi8-r'>" + russian.encode("koi8-r"), "a.txt").text.endswith(russian)


@pytest.mark.parametrize("name", ENCODERS)
def test_offsets_lead_back_to_what_was_given(name: str) -> None:
    given_text = ENCODERS[name](TEXT).decode("latin-1") + "\nĐược biết, hội nghị họp tiếp."
    article = read(given_text)
    assert "Được biết" in article.text
    for words in ("Mường Xa", "chủ trì", "nghị quyết", "suất quà", "họp tiếp"):
        at = article.text.index(words)
        start, end = article.origin(at, at + len(words))
        written = given_text[start:end]
        assert written == words or ENCODERS[name](words).decode("latin-1") == written


def test_offsets_through_a_mend_and_marks_that_stand_apart() -> None:
    given_text = legacy.misread(TEXT) + "\n" + unicodedata.normalize("NFD", "Được biết, hội nghị họp tiếp.")
    page = composed(mend(given_text).page)
    at = page.text.index("họp tiếp")
    start, end = page.origin(at, at + 8)
    assert unicodedata.normalize("NFC", given_text[start:end]) == "họp tiếp"
    article = read(given_text)
    assert [warning.code for warning in article._warnings] == ["mojibake", "marks_composed"]
    assert article.origin(article.text.index("họp tiếp"), len(article.text))[0] == start


def test_a_page_has_no_offsets_to_lead_back() -> None:
    with pytest.raises(ValueError, match="plain text"):
        read(PAGE.format(*TEXT.split("\n"))).origin(0, 1)


def test_what_was_done_stands_in_the_record() -> None:
    record = bcdextract.extract("Ðảng ủy cơ sở họp ngày 5/3/2024.")
    assert record.article.text.startswith("Ðảng")
    assert [warning.code for warning in record.warnings] == ["eth_for_d"]


def test_a_given_title_is_put_right_as_its_text_is() -> None:
    title = "Huyện ủy họp giao ban"
    article = read(legacy.tcvn3(TEXT).decode("cp1252"), title=legacy.tcvn3(title).decode("cp1252"), section="Thời sự")
    assert (article.title, article.section) == (title, "Thời sự")
    assert mend_words(title, ()) == title


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=80))
def test_any_text_keeps_a_map_that_holds(text: str) -> None:
    page = mend(text).page
    assert page.origin(0, len(page.text)) == (0, len(text))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "a").text, str)
    except ReadError as error:
        assert "a: not text" in str(error)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"id": "x", "colour": 1}, "unknown keys"),
        ({"id": "x", "name": "X", "declared": [], "bytes": {0xE0: "ă"}, "example": {"à": "b"}}, "gives 'ă', not 'b'"),
    ],
)
def test_a_table_that_does_not_keep_its_rules(entry: dict[str, object], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        checked(entry)


SYLLABLES = "nghiêng khuya quyển giếng ươm oằn xoong yếu gìn ỷ huỳnh quốc tất mật ngoéo thuở đắk niê".split()
NONE = "héi nghÞ été tàt mặc’ ñaûng aa qq cuûa thµnh tiõn strong đđ bầù".split()


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word).upper())


@pytest.mark.parametrize("word", NONE)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
