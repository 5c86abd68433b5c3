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


class StoreError(BcdExtractError):
    """An archive that cannot be made, opened or asked."""
