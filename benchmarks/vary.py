"""Articles made from the fixtures, as many as wanted: numbers, days, names and sentences vary, so that no text comes
twice. ``python benchmarks/vary.py FOLDER --articles 20000`` writes them as files. One seed gives the same articles.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Hà Vi Mai Đinh Trịnh Cao".split()
MIDDLES = "Văn Thị Đức Minh Thanh Quốc Hữu Ngọc Xuân Thu Hồng Công Đình Bích Kim".split()
GIVEN = (
    "An Bình Chi Dũng Giang Hải Hạnh Hiền Hòa Hùng Khánh Lan Linh Mai Nam Nga Phúc Quang Sơn Tâm Thảo Tuấn Yến".split()
)
_NUMBER = re.compile(r"(?<![\d/.,-])\d{2,3}(?![\d/.,-])(?! (?:tháng|năm|-))")
_DAY = re.compile(r"(?<!\d)([12]?\d)/([1-9]|1[0-2])/(20[12]\d)(?!\d)")
_NAME = re.compile(rf"\b(?:{'|'.join(FAMILIES)}) [A-ZÀ-ỸĐ]\w+(?: [A-ZÀ-ỸĐ]\w+){{1,2}}")
_SENTENCE = re.compile(r"[^.\n]{40,}\.(?=\s|$)")


def texts() -> list[str]:
    """The articles of the fixtures."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures" / "articles").glob("*.txt"))]


def sentences() -> list[str]:
    """The sentences of all fixtures, the small ones too."""
    paths = sorted((ROOT / "fixtures" / "mini").glob("*.txt"))
    every = [*texts(), *(path.read_text(encoding="utf-8") for path in paths)]
    return list(dict.fromkeys(match[0].strip() for text in every for match in _SENTENCE.finditer(text)))


def articles(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Names and texts of ``count`` articles, each a fixture with other numbers, days, names, and a sentence more."""
    originals, more = texts(), sentences()
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        text = varied(originals[number % len(originals)], chance)
        paragraphs = text.rstrip("\n").split("\n")
        paragraphs.insert(
            chance.randint(len(paragraphs) // 2, len(paragraphs) - 1), varied(chance.choice(more), chance)
        )
        paragraphs.insert(len(paragraphs) // 2, f"Đây là bản tin thứ {number} trong loạt bài về cơ sở.")
        yield f"{number // 1000:03}/{number:06}.txt", "\n".join(paragraphs) + "\n"


def varied(text: str, chance: random.Random) -> str:
    """A text with other numbers, days and names; one name stays one name."""
    names: dict[str, str] = {}

    def person(match: re.Match[str]) -> str:
        other = " ".join((chance.choice(FAMILIES), chance.choice(MIDDLES), chance.choice(GIVEN)))
        return names.setdefault(match[0], other)

    text = _DAY.sub(lambda m: f"{chance.randint(1, 28)}/{m[2]}/{m[3]}", text)
    text = _NUMBER.sub(lambda m: m[0] if m[0] in ("35", "389", "138", "94") else str(chance.randint(11, 990)), text)
    return _NAME.sub(person, text)


def composed(count: int, seed: int = 1) -> list[str]:
    """``count`` texts that are not alike: a dozen sentences each, taken from all fixtures and varied."""
    pool = sentences()
    made = []
    for number in range(count):
        chance = random.Random(f"composed {seed} {number}")
        chosen = chance.sample(pool, chance.randint(8, 16))
        made.append("\n".join(varied(sentence, chance) for sentence in chosen))
    return made


def edited(text: str, share: float, words: Sequence[str], chance: random.Random) -> str:
    """A text in which that share of the words is left out, replaced, or has another word after it."""
    kept: list[str] = []
    for word in text.split():
        if chance.random() >= share:
            kept.append(word)
        elif (edit := chance.randrange(3)) > 0:
            kept += [chance.choice(words)] if edit == 1 else [word, chance.choice(words)]
    return " ".join(kept)


def near_duplicates(count: int, copies: int = 4, seed: int = 1) -> tuple[list[str], list[int]]:
    """``count`` texts in random order and, for each, the number of the text that it was edited from by 1 to 20 percent;
    one of ``copies`` is that text itself."""
    chance = random.Random(seed)
    originals = composed(count // copies, seed)
    words = [word for text in originals for word in text.split()]
    made = [(text, number) for number, text in enumerate(originals)]
    for number, text in enumerate(originals):
        made += [(edited(text, chance.uniform(0.01, 0.2), words, chance), number) for _ in range(copies - 1)]
    chance.shuffle(made)
    return [text for text, _ in made], [number for _, number in made]


def write(folder: Path, count: int) -> None:
    """Writes the articles into a folder, a thousand in each folder of it."""
    for name, text in articles(count):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    given = parser.parse_args()
    write(given.folder, given.articles)
