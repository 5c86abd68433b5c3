"""An article as it comes back from a tool: its text, the regions and links people left in it, and its old record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from bcdextract.errors import BcdExtractError
from bcdextract.record import Record


class CorrectionError(BcdExtractError):
    """A corrected article that cannot be read; the message names the words and the mend."""


class Found(NamedTuple):
    """A region as it is now. ``values`` is ``None`` where the tool has no values for regions."""

    id: str
    label: str
    start: int
    end: int
    values: Mapping[str, str] | None


class Sheet(NamedTuple):
    """A corrected article: ``name`` is the case it belongs to, ``record`` what was exported."""

    name: str
    where: str
    record: Record
    regions: tuple[Found, ...]
    links: tuple[tuple[str, str, str], ...]
    """(region, region, kind), as in :class:`bcdextract.export.spans.Link`."""


class Problem(NamedTuple):
    """An article that gives no sheet: why, and whether that is only because nobody has looked at it."""

    where: str
    message: str
    untouched: bool = False


def record_behind(where: str, text: Any, carried: Any, records: Mapping[str, Record]) -> Record:
    """The record that a text was exported from: the one it carries, else the one of its text in ``records``.

    Raises ``CorrectionError`` where there is none, or where the text is not what was exported.
    """
    if not isinstance(text, str):
        raise CorrectionError(f"{where}: has no text; import the whole export of the tool")
    known = records.get(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    if known is None and carried:
        known = _carried(where, text, carried)
    if known is None:
        raise CorrectionError(f"{where}: has no record with it; give the records it was made of with --records")
    return known


def _carried(where: str, text: str, carried: Any) -> Record:
    try:
        data = json.loads(carried) if isinstance(carried, str) else carried
        record = Record.model_validate({**data, "article": {**data["article"], "text": text}})
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise CorrectionError(f"{where}: its record is damaged; give the records with --records") from error
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != record.article.id:
        raise CorrectionError(f"{where}: its text is not the one exported; undo changes to it, as no offset holds")
    return record
