"""Sentences with bars: add a line to add a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdextract.record import Block
from bcdextract.segment import _TOKEN, segment, tokens_of
from bcdextract.text import fold
from bcdextract.wrapped import unwrapped

SENTENCES = """
Tỉnh ủy họp.| Ông An dự.
TP. Vinh và Q. 3 cùng họp.| Sau đó nghỉ.
PGS. TS. Lê Văn Bình báo cáo.
Đ. T. Lan có mặt.| Bà Hoa vắng.
Có 2.352 bài, đạt 98,5%.| Năm nay tăng.
Theo vov.vn đưa tin.
Báo cáo viên là Th.S An.| Lớp đã xong.
Xong chưa?| Rồi!| Tốt.”
1. Đồng chí An chủ trì.
Họp xong... rồi về.
Các đồng chí:| Lê An
"""


@pytest.mark.parametrize("marked", [line for line in SENTENCES.splitlines() if line])
def test_sentences_end_at_the_bars(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace(":|", ":\n").replace("|", "")
    view = segment(text)
    assert [view.text[s.start : s.end] for s in view.sentences] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tin vắn\nTỉnh ủy họp", 2),
        ("họp bàn,\nquyết định", 1),
        ("họp bàn việc\nquan trọng", 1),
        ("họp\n\nbàn", 2),
        ("\n\n", 0),
        ("", 0),
    ],
)
def test_line_breaks_end_sentences_unless_they_wrap(text: str, count: int) -> None:
    assert len(segment(text).sentences) == count


def test_a_sentence_knows_its_block() -> None:
    view = segment("Tin\nẢnh An.", [Block(kind="title", start=0, end=3), Block(kind="caption", start=4, end=11)])
    assert [sentence.block for sentence in view.sentences] == ["title", "caption"]


@given(st.text(alphabet="aĐủ1. ,\n'’-"))
def test_spans_are_ordered_and_say_what_the_text_says(text: str) -> None:
    view = segment(text)
    assert view.tokens == tokens_of(text, unwrapped(text, fold(text)))
    at = 0
    tokens = [view.tokens[i] for i in range(len(view.tokens))]
    for token in tokens:
        assert at <= token.start < token.end
        assert view.folded[token.start : token.end] == token.fold
        at = token.end
    last = 0
    for sentence in view.sentences:
        assert last <= sentence.first < sentence.last
        assert view.tokens[sentence.first].start == sentence.start
        assert view.tokens[sentence.last - 1].end == sentence.end
        last = sentence.last
    inside = {i for sentence in view.sentences for i in range(sentence.first, sentence.last)}
    assert all(token.kind == "b" for i, token in enumerate(tokens) if i not in inside)


@given(st.text(alphabet="aăđĐỦủΣİ09.,;:'’!…()-/_%²\n\t \u00ad", max_size=40))
def test_runs_between_spaces_are_read_as_the_pattern_reads_them(text: str) -> None:
    view = segment(text, folded=fold(text))
    kinds = {1: "w", 2: "n", 3: "b", None: "p"}
    found = [(m.start(), m.end(), m[0], kinds[m.lastindex]) for m in _TOKEN.finditer(unwrapped(text, fold(text)))]
    tokens = view.tokens
    assert list(zip(tokens.start, tokens.end, tokens.fold, tokens.kind, strict=True)) == found
    assert tokens.cap == tuple(text[start].isupper() for start in tokens.start)
    assert view.folds == tokens.fold
    assert view.numbers == tuple(i for i, kind in enumerate(tokens.kind) if kind == "n")
    assert view == segment(text)
