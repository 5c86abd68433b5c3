"""Where a unit, a post and a name end: one room, read by every recogniser that needs to know.

:func:`mark` looks every lexicon up in one pass; :func:`unit_at`, :func:`post_at` and :func:`name_at` then read one
phrase that begins at a token.
"""

from bcdextract.phrase.items import Item, Line, items_of, lines_of
from bcdextract.phrase.marks import Phrases, mark
from bcdextract.phrase.names import name_at
from bcdextract.phrase.places import place_at
from bcdextract.phrase.posts import PostPhrase, post_at
from bcdextract.phrase.units import UnitPhrase, unit_at

__all__ = [
    "Item",
    "Line",
    "Phrases",
    "PostPhrase",
    "UnitPhrase",
    "items_of",
    "lines_of",
    "mark",
    "name_at",
    "place_at",
    "post_at",
    "unit_at",
]
