"""One item of an archive: what to call it, what to read, and what the archive says of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bcdextract.errors import BcdExtractError
from bcdextract.record import Warning


class Item(NamedTuple):
    """An item to read (``source`` and ``given``, the arguments of ``extract``), to skip, or that cannot be read.

    Exactly one of ``source``, ``skipped`` and ``failed`` is set. ``skipped`` is (reason, message), ``failed`` is
    (name of the error, message); ``notes`` are warnings for the record.
    """

    label: str
    source: str | bytes | Path | None = None
    given: Mapping[str, Any] = {}
    skipped: tuple[str, str] | None = None
    failed: tuple[str, str] | None = None
    notes: tuple[Warning, ...] = ()


def failed(label: str, error: BcdExtractError | str, **given: Any) -> Item:
    """An item that cannot be read, with the message that names it and the mend.

    >>> failed("a.zip", "a.zip: no files in it; name another").failed
    ('ReadError', 'a.zip: no files in it; name another')
    """
    name = "ReadError" if isinstance(error, str) else type(error).__name__
    return Item(label, given=given, failed=(name, str(error)))
