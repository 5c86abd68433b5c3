"""Time grows with the length of a text and not with its square, whatever the text is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bcdextract import extract
from growth import is_linear

ARTICLES = sorted((Path(__file__).parents[1] / "fixtures" / "articles").glob("*.txt"))
WHOLE = "\n\n".join(path.read_text(encoding="utf-8") for path in ARTICLES)
SHAPES = {
    "articles": WHOLE,
    "one line": WHOLE.replace("\n", " "),
    "one sentence": WHOLE.replace("\n", " ").replace(".", ","),
    "one word a line": WHOLE.replace(" ", "\n"),
    "capitals": WHOLE.upper(),
    "names": "Lê Thị An, Phó Bí thư Huyện ủy; " * 700,
    "units": "Ban Chỉ đạo 35 Tỉnh ủy, Sở Y tế và UBND huyện, " * 500,
    "numbers": "12 vụ/48 bị can, 3,5 tỷ đồng, 98,5% " * 700,
    "dates": "từ ngày 5 đến 7/8/2024, sáng 4.10 " * 700,
    "quotes": '"(' * 10_000,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text(shape: str) -> None:
    def reading(times: int) -> Callable[[], object]:
        text = SHAPES[shape][:10_000] * times
        return lambda: extract(text)

    assert is_linear(reading)
