"""Pages: HTML in, an :class:`~bcdextract.record.Article` with typed blocks out.

``tree`` parses, ``walk`` turns the tree into a row of ``pieces`` with what their elements say of them (``marks`` for
sites of any kind, ``families`` for some), ``headline``, ``region``, ``dated``, ``signed`` and ``blocks`` choose among
the pieces and what the page says of itself (``metadata``), and ``build`` makes the article.
"""

from bcdextract.read.page.build import article

__all__ = ["article"]
