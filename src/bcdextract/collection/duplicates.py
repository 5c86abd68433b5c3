"""Articles with much the same text: copied, syndicated, shortened or edited a little. MinHash is datasketch's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from bcdextract.collection.groups import Groups
from bcdextract.errors import StoreError
from bcdextract.text import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signatures = NDArray[np.uint32]

SIMILAR = 0.3
"""The share of pairs of neighbouring words, of all that two texts have, that makes them the same text. A text with one
word in five changed keeps 0.44 and more; two reports of different meetings seldom share 0.15."""
PERMUTATIONS = 255
_BAND = 3
"""Hashes of a band: two texts that share 0.44 agree in one of 85 bands but for one time in a thousand."""
_WORD = re.compile(r"\w+")
_AT_ONCE = 20_000


class Similar(NamedTuple):
    """A text that is much like the first of its group, and how much: by place in the list of texts."""

    text: int
    first: int
    similarity: float


def duplicates(texts: Iterable[str]) -> list[Similar]:
    """The groups of texts that are much the same, the first of a group left out: every other one with its first.

    Similarity is transitive here: a text joins all that are like it, though the two ends of a chain may differ more.
    Raises ``StoreError`` where datasketch is not installed.

    >>> report = "Ban Chỉ đạo họp sơ kết sáu tháng đầu năm, bàn việc những tháng tới và khen thưởng các tập thể có công"
    >>> other = "Mưa lớn làm ngập nhiều tuyến đường, công an huyện cử người giúp dân qua những đoạn nước chảy xiết"
    >>> [(one.text, one.first) for one in duplicates([report, other, report.replace("sáu", "chín")])]
    [(2, 0)]
    """
    import numpy as np

    signatures = _signatures(texts)
    groups = Groups(len(signatures))
    for start in range(0, PERMUTATIONS, _BAND):
        for some in _agreeing(signatures[:, start : start + _BAND]):
            alike = np.mean(signatures[some[:, 0]] == signatures[some[:, 1]], axis=1)
            for one, other in some[alike >= SIMILAR]:
                groups.join(int(one), int(other))
    return [
        Similar(text, first, round(float(np.mean(signatures[text] == signatures[first])), 2))
        for first, *others in groups.sets()
        for text in others
    ]


def _agreeing(band: Signatures) -> Iterable[Any]:
    """Pairs of texts that agree in a band, each with the first that has the same, a part of them at a time."""
    import numpy as np

    _, firsts, same = np.unique(band, axis=0, return_index=True, return_inverse=True)
    first = firsts[same.ravel()]
    numbers = np.arange(len(band))
    pairs = np.stack([first, numbers], axis=1)[first != numbers]
    return (pairs[at : at + _AT_ONCE] for at in range(0, len(pairs), _AT_ONCE))


def _signatures(texts: Iterable[str]) -> Signatures:
    """A row of hashes for every text."""
    try:
        import numpy as np
        from datasketch import MinHash
    except ImportError as error:
        raise StoreError('links need datasketch: pip install "bcdextract[store]"') from error
    empty = MinHash(num_perm=PERMUTATIONS, hashfunc=crc32)
    rows = []
    for number, text in enumerate(texts):
        made = empty.copy()
        made.update_batch(_pairs(_WORD.findall(fold(text))) or [f"no words: {number}".encode()])
        rows.append(made.digest().astype(np.uint32))
    return np.array(rows, dtype=np.uint32).reshape(len(rows), PERMUTATIONS)


def _pairs(words: Sequence[str]) -> list[bytes]:
    """Every pair of neighbouring words, once."""
    return list(dict.fromkeys(f"{one} {other}".encode() for one, other in pairwise(words)))
