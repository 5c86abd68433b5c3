"""Things joined into groups, where some may not be joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


class Groups:
    """Disjoint groups of the numbers below ``size``. The smallest number of a group stands for it.

    >>> groups = Groups(4)
    >>> groups.join(2, 0), groups.join(3, 2), groups.join(0, 3)
    (True, True, False)
    >>> groups.sets()
    [[0, 2, 3], [1]]
    """

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def of(self, number: int) -> int:
        """The number that stands for the group."""
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def join(self, one: int, other: int, *, unless: Callable[[int, int], bool] | None = None) -> bool:
        """Joins the groups of two numbers; ``False`` where they are one already, or ``unless`` forbids it."""
        first, second = sorted((self.of(one), self.of(other)))
        if first == second or (unless is not None and unless(first, second)):
            return False
        self._parents[second] = first
        return True

    def join_all(self, numbers: Sequence[int]) -> None:
        """Joins all of them."""
        for number in numbers[1:]:
            self.join(numbers[0], number)

    def sets(self) -> list[list[int]]:
        """The groups, each in order, by their smallest numbers."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parents)):
            found.setdefault(self.of(number), []).append(number)
        return list(found.values())


def by_key(keys: Iterable[Iterable[object]]) -> dict[object, list[int]]:
    """The numbers that have each key, keys in the order they are first seen.

    >>> by_key([["a"], ["b", "a"]])
    {'a': [0, 1], 'b': [1]}
    """
    found: dict[object, list[int]] = {}
    for number, own in enumerate(keys):
        for key in own:
            found.setdefault(key, []).append(number)
    return found
