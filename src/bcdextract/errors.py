"""Errors that callers may catch. Each message names the input and the mend."""

from __future__ import annotations


class BcdExtractError(Exception):
    """Any failure that this package reports about its input."""


class ReadError(BcdExtractError):
    """An input that cannot be read as an article."""


class LexiconError(BcdExtractError):
    """A lexicon file that does not keep its own rules."""


class ExportError(BcdExtractError):
    """Records that cannot be written in the form asked for."""


class LimitError(ReadError):
    """An input that would cost more than it may: too large, too deep, too slow, or packed too tightly."""


class NotAnArticle(ReadError):
    """A page that is no article (a front page, a menu, an error page); ``reason`` names what it is.

    >>> NotAnArticle("index_page", "a.html: links to articles, and no article").reason
    'index_page'
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return self.message
