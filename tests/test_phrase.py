"""The phrase grammar: its words are folded, it reads any depth, its time grows with the text only."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import bcdextract
from bcdextract.mention import PersonHit, RoleHit, UnitHit
from bcdextract.phrase import mark
from bcdextract.recognise import officials, units
from bcdextract.segment import segment
from bcdextract.text import fold
from growth import is_linear

SOURCE = Path(bcdextract.__file__).parent
MODULES = [
    *sorted((SOURCE / "phrase").glob("*.py")),
    *sorted((SOURCE / "recognise" / "officials").glob("*.py")),
    SOURCE / "recognise" / "units.py",
]
SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương".split()
GIVEN = "Văn Thị Minh Thanh Hà Lan Bình Quân Tuấn Hương Đạt Khôi Dũng".split()


def compared(node: ast.AST) -> Iterator[str]:
    """Strings of a module that stand for themselves: no docstrings, and none that ``fold`` is called on."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call):
        names = [each.id for each in (node.func, *node.args) if isinstance(each, ast.Name)]
        if "fold" in names:
            return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from compared(child)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_small_words_are_written_as_the_fold_writes(path: Path) -> None:
    """Folded text has "đọan", never "đoạn": a word with the other tone place could not be met."""
    words = " ".join(compared(ast.parse(path.read_text("utf-8")))).split()
    assert [word for word in words if word.islower() and word != fold(word)] == []


def read(text: str) -> tuple[list[PersonHit], list[RoleHit], list[UnitHit]]:
    p = mark(segment(text))
    people = officials.recognise(p)
    return people, officials.roles(p, people), units.recognise(p)


@pytest.mark.parametrize(
    "words", ["Hội ", "Trường ", "Văn phòng ", "Ban Quản lý ", "Ban Chỉ đạo của ", "Phòng Nội vụ, ", "Sở - Bộ "]
)
def test_names_inside_names_may_be_many(words: str) -> None:
    assert read(words * 5000)[0] == []


def test_reading_from_the_end_reads_the_same() -> None:
    """A list deeper than names are read inside each other gives the units that a short one gives."""
    list_of = "Phòng Nội vụ, Ban Quản lý khu phố cổ, Hội Nông dân huyện và Trường THPT Lê Lai, "
    few, many = read(list_of * 2)[2], read(list_of * 60)[2]
    assert [hit.end - hit.start for hit in many[: len(few) - 1]] == [hit.end - hit.start for hit in few[:-1]]
    assert len(many) == len(few) * 30


def people(form: str, size: int) -> str:
    """One sentence of about ``size`` characters: a form of words repeated, each time with another invented name."""
    pick = random.Random(size).choice
    parts: list[str] = []
    while size > 0:
        parts.append(form.replace("N", f"{pick(SURNAMES)} {pick(GIVEN)} {pick(GIVEN)}"))
        size -= len(parts[-1])
    return "".join(parts)


FORMS = {
    "names": "N, ",
    "name, post": "N - phó bí thư huyện ủy, ",
    "post, name": "Trưởng phòng Nội vụ huyện N, ",
    "semicolons": "N, Phó Chủ tịch UBND huyện; ",
    "shared posts": "Ủy viên Ban Thường vụ: N, N, Phó Bí thư; ",
    "verb after": "đồng chí N dự, chỉ đạo và phát biểu, ",
    "verb before": "phát biểu của đồng chí N, ",
    "lists opened": "; dự họp có các đồng chí: N, N",
    "appointed": "N được bầu làm Chủ tịch UBND xã, ",
}


@pytest.mark.parametrize("form", FORMS)
def test_one_sentence_of_names_takes_time_by_its_length(form: str) -> None:
    def both(times: int) -> Callable[[], object]:
        p = mark(segment(people(FORMS[form], 20_000 * times)))
        return lambda: officials.roles(p, officials.recognise(p))

    assert is_linear(both)


@pytest.mark.parametrize(
    "text",
    [
        lambda times: "Lê Thị An và Vũ Minh Hà " * times + "dự, phát biểu, " * times,
        lambda times: "các đồng chí " + "Phó Bí thư Huyện ủy, " * times + ": " + "Lê Thị An, Vũ Minh Hà, " * times,
        lambda times: "Lê Thị An" + ", Phó Bí thư Huyện ủy; " * times,
        lambda times: "phát biểu, chỉ đạo " * times + "Lê Thị An",
        lambda times: "Lê Thị An phát biểu" + ", nói" * times,
    ],
    ids=["many verbs", "many posts and names", "many posts", "many verbs first", "many verbs of one name"],
)
def test_many_things_of_two_kinds_are_not_multiplied(text: Callable[[int], str]) -> None:
    def reading(times: int) -> Callable[[], object]:
        long = text(500 * times)
        return lambda: read(long)

    assert is_linear(reading)
