"""Pages: HTML in, an :class:`~bcdextract.record.Article` with typed blocks out.

``tree`` parses, ``pieces`` turns the tree into a row of text pieces with what their elements say of them, ``headline``,
``region``, ``dated`` and ``signed`` choose among the pieces, and ``build`` makes the article.
"""

from bcdextract.read.page.build import article

__all__ = ["article"]
