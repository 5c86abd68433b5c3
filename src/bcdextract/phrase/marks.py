"""One look-up of all lexicons in a text: what begins at each token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from bcdextract.lexicon import LEAF, Entry, Node, builtin, words
from bcdextract.mention import Tokens, View
from bcdextract.own_words import LEVELS, OwnWords
from bcdextract.syllable import is_syllable
from bcdextract.text import fold

OPENERS: Final = ("units", "positions", "modifiers", "ranks", "roles")
"""Lexicons whose hits begin something; they are looked up at every token."""
INNER: Final = ("fields", "levels", "verbs", "purposes", "places")
"""Lexicons that tell how a name goes on and where it ends; they are looked up only where that is asked."""

Mark = dict[str, tuple[int, Any]]
"""The longest hit of each lexicon at one token: how many tokens it has, and its entry."""
_NOTHING: Final[Mark] = {}


@dataclass(frozen=True, slots=True)
class Phrases:
    """A view with its marks: ``marks[i][lexicon]`` is (number of tokens, entry) of the longest hit at token i."""

    view: View
    tokens: Tokens
    marks: dict[int, Mark]
    stops: list[int]
    """Tokens where something may begin: capitals, signs, line breaks, numbers, hits that open an item."""
    names: NameWords
    words: list[str]
    """The folded tokens; past either end (``words[-1]``, ``words[count]``) stands what is no word."""
    caps: list[bool]
    """Whether a token is a word with a capital first letter; past either end none is."""
    inner_trie: Node
    """The lexicons of ``INNER``."""
    inner: dict[int, Mark] = field(default_factory=dict)
    units: dict[int, Any] = field(default_factory=dict)
    """What ``unit_at`` read at a token: ``2 * i``, one more for a head written small."""
    reading: list[int] = field(default_factory=list)
    """The keys of ``units`` that are being read, one inside the other."""
    posts: dict[int, Any] = field(default_factory=dict)
    items: dict[int, Any] = field(default_factory=dict)
    """The items of a sentence by its first token; ``lines`` has those of all sentences."""
    lines: list[Any] = field(default_factory=list)

    def at(self, i: int, lexicon: str) -> tuple[int, Any] | None:
        """The longest hit of a lexicon at token ``i``: (token index after it, entry), or ``None``."""
        if lexicon in _OPENS:
            found = self.marks.get(i)
        else:
            found = self.inner.get(i)
            if found is None:
                found = self.inner[i] = self._look_up(i)
        hit = found.get(lexicon) if found else None
        return (i + hit[0], hit[1]) if hit else None

    def _look_up(self, i: int) -> Mark:
        words = self.words
        node = self.inner_trie.get(words[i])  # past either end stands what begins nothing
        if node is None or not (LEAF in node or words[i + 1] in node):
            return _NOTHING
        return hits(node, words, i) or _NOTHING

    def text(self, first: int, last: int) -> str:
        """The text of ``tokens[first:last]`` as written."""
        return self.view.text[self.tokens.start[first] : self.tokens.end[last - 1]]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Syllables of personal names, folded."""

    strong: frozenset[str]
    weak: frozenset[str]
    peoples: frozenset[str]
    given: frozenset[str]
    every: frozenset[str]
    """All that a name may begin with."""


@cache
def name_words() -> NameWords:
    """Surnames and given-name syllables of the package's data."""
    import yaml

    data = resources.files("bcdextract") / "data"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    groups = yaml.load((data / "surnames.yaml").read_text("utf-8"), Loader=loader)
    given = (data / "given.txt").read_text("utf-8").split()

    def first(key: str) -> frozenset[str]:
        return frozenset(words(str(name))[0] for name in groups.get(key, ()))

    weak = first("kinh_weak") | first("peoples_weak")
    strong, peoples = first("kinh_strong"), first("peoples")
    syllables = frozenset(fold(word) for word in given) | first("peoples_second")
    return NameWords(strong, weak, peoples, syllables, strong | weak | peoples)


@cache
def opening_trie() -> Node:
    """The lexicons of ``OPENERS`` in one trie; a leaf maps lexicon to entry."""
    return _opening({})


@cache
def inner_trie() -> Node:
    """The lexicons of ``INNER`` in one trie, with the gazetteer as ``places``."""
    return _inner({})


@lru_cache(4)
def _tries(own: OwnWords) -> tuple[Node, Node, NameWords]:
    """What begins an item, what goes on with it, and the names, with users' own words among them."""
    surnames = frozenset(words(alias)[0] for entry in own.entries.get("surnames", ()) for alias in entry.aliases)
    names = name_words()
    with_own = NameWords(
        names.strong | surnames, names.weak - surnames, names.peoples, names.given, names.every | surnames
    )
    return _beginning(_opening(own.entries)), _inner(own.entries), with_own


def _opening(own: Mapping[str, Sequence[Entry]]) -> Node:
    root: Node = {}
    for lexicon in OPENERS:
        _add_entries(root, lexicon, own.get(lexicon, ()))
    _inherit(root, {})
    return root


def _inner(own: Mapping[str, Sequence[Entry]]) -> Node:
    root: Node = {}
    for lexicon in INNER:
        if lexicon != "places":
            _add_entries(root, lexicon, own.get(lexicon, ()))
    for entry in own.get("places", ()):
        for alias in entry.aliases:
            _add(root, alias, "places", LEVELS[entry.data["level"]])
    places = (resources.files("bcdextract") / "data" / "place_names.txt").read_text("utf-8")
    for line in places.splitlines():
        if line and not line.startswith("#"):
            name, _, level = line.partition("\t")
            _add(root, name, "places", level)
    _inherit(root, {})
    return root


def _inherit(node: Node, shorter: Mark) -> None:
    """Every leaf has the hits of shorter phrases that it begins with too: one look-up then gives all, ready made."""
    if LEAF in node:
        node[LEAF] = shorter = {**shorter, **node[LEAF]}
    for word, after in node.items():
        if word != LEAF:
            _inherit(after, shorter)


def _add_entries(root: Node, lexicon: str, own: Sequence[Entry]) -> None:
    """Entries of a lexicon, users' own first: the first of two for the same words is the one kept."""
    for entry in (*own, *builtin(lexicon)):
        for alias in entry.aliases:
            _add(root, alias, lexicon, entry)


_CENTRAL: Final = (("tw",), ("tư",), ("t", ".", "ư"), ("t", ".", "w"))
"""Short forms of "Trung ương", which stand for it in any name."""


def _add(root: Node, phrase: str, lexicon: str, value: Entry | str) -> None:
    key = words(phrase)
    _grow(root, key, lexicon, value)
    at = next((i for i in range(len(key) - 1) if key[i : i + 2] == ("trung", "ương")), None)
    if at is not None and len(key) > 2:
        for short in _CENTRAL:
            _grow(root, (*key[:at], *short, *key[at + 2 :]), lexicon, value)


def _grow(root: Node, key: tuple[str, ...], lexicon: str, value: Entry | str) -> None:
    node = root
    for word in key:
        node = node.setdefault(word, {})
    node.setdefault(LEAF, {}).setdefault(lexicon, (len(key), value))


_OPENS: Final = frozenset(OPENERS)
JOINERS: Final = frozenset({"và", "cùng", "kiêm"})


_LISTERS: Final = (":", ";")
_PAST: Final = ["\n\n"] * 64
_NO_CAPS: Final = [False] * len(_PAST)
"""What stands past the end: longer than any phrase looks ahead."""


def mark(view: View, own: OwnWords | None = None) -> Phrases:
    """The view with every hit of a lexicon that opens something, longest first, by the token it begins at."""
    begins, inner, names = _tries(own) if own else (_begins(), inner_trie(), name_words())
    words = [*view.folds, *_PAST]  # no phrase goes on with what is past the end
    caps = [*view.tokens.cap, *_NO_CAPS]  # only words have capitals
    marks: dict[int, Mark] = {}
    stops: list[int] = []
    addressed = -1  # the token after a form of address or a rank, where any capital may be a name
    for i in range(view.tokens.count):
        word, cap = words[i], caps[i]
        node: Node | None = begins.get(word)
        if node is None and not cap:
            continue  # two tokens in three
        if node and (LEAF in node or words[i + 1] in node):
            found = hits(node, words, i)
            if found:
                marks[i] = found
                stops.append(i)
                if "ranks" in found:
                    addressed = i + found["ranks"][0]
                continue
        if cap:
            if (
                word in names.every
                or i == addressed
                or words[i + 1] in MIDDLES
                or words[i - 1] in _LISTERS
                or "'" in word
                or not is_syllable(word)  # a foreigner's name
            ):
                stops.append(i)
        elif word in _ALWAYS:
            stops.append(i)
        elif word == "tuổi" and words[i - 1][:1].isdigit() and (not stops or stops[-1] < i - 1):
            stops.append(i - 1)
    return Phrases(view, view.tokens, marks, stops, names, words, caps, inner)


ASIDES: Final = frozenset({"nhiệm", "giai"})
"""First syllables of a term that may stand between a name and its posts: "nhiệm kỳ 2015-2020"."""


SEPARATORS: Final = {",": ",", "-": "-", ";": ";", ":": ":", "(": "(", ")": ")", "/": "/", '"': '"', "+": "-", "•": ";"}
"""Signs that part names and posts, and the item kind of each."""
MIDDLES: Final = frozenset({"thị", "văn"})
"""Middle names that hardly ever stand anywhere else in capitals: what stands before one is a surname."""
_ALWAYS: Final = JOINERS | ASIDES | frozenset(SEPARATORS) | {"\n"}


@cache
def _begins() -> Node:
    """The opening lexicons by first word, and with nothing behind them the other words that may begin an item."""
    return _beginning(opening_trie())


def _beginning(trie: Node) -> Node:
    return {**{word: {} for word in (*_ALWAYS, "tuổi")}, **trie}


def hits(node: Node, words: list[str], i: int) -> Mark | None:
    """The longest hit of each lexicon that begins with the word at ``i``, whose trie node is given; ``None`` for none.

    Nothing is made: the marks of a text are parts of the trie.
    """
    found: Mark | None = node.get(LEAF)
    after = node.get(words[i + 1])
    while after is not None:  # what stands past the end of a text goes on no phrase
        i += 1
        found = after.get(LEAF, found)
        after = after.get(words[i + 1])
    return found
