"""Time grows with the length of a text and not with its square, whatever the text is made of."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest

from bcdextract import extract

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


def seconds(text: str) -> float:
    """Processor time without the garbage collector, which looks at all that the other tests have left as well."""
    gc.disable()
    start = time.process_time()
    try:
        extract(text)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_takes_about_four_times_as_long(shape: str) -> None:
    text = SHAPES[shape][:10_000]
    once = min(seconds(text) for _ in range(3))
    assert min(seconds(text * 4) for _ in range(2)) < 8 * once + 0.05
