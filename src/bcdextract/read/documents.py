"""Documents that are one article but no text yet: MHTML, Word (.docx) and text PDF. Told by their first bytes."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

from bcdextract.errors import ReadError
from bcdextract.limits import Limits, check_ratio, check_size
from bcdextract.read import docx, pdf

if TYPE_CHECKING:
    from email.message import Message

_HEAD = 4096
_MHTML = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


class Page(NamedTuple):
    """What a document holds: a text, or the bytes of a page with their charset, and the address it was saved from."""

    content: str | bytes
    charset: str | None = None
    url: str | None = None


def open_document(data: bytes, name: str, limits: Limits) -> Page | None:
    """What a document holds, ``None`` for bytes that are a plain page. Raises ``ReadError`` with the mend."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Page(pdf.text(data, name))
    if head.startswith(b"PK\x03\x04"):
        return Page(docx.text(_checked(data, name, limits), name))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{name}: an old Word or Office file; save it as .docx or as text")
    if head.startswith((b"\x1f\x8b", b"WARC/", b"PAR1")):
        raise ReadError(f"{name}: an archive, not one article; give its path to extract_many or the command")
    if head.startswith(b"{\\rtf"):
        raise ReadError(f"{name}: RTF; save it as .docx or as text")
    if _RELATED.search(head) and _MHTML.search(head):
        return _mhtml(data, name)
    return None


def _checked(data: bytes, name: str, limits: Limits) -> bytes:
    """The bytes of a Word file whose parts may be unpacked."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadError(f"{name}: no Word file that can be read ({error}); save it anew") from error
    if not any(info.filename.startswith("word/") for info in infos):
        raise ReadError(f"{name}: packed, and no Word file; give its path to extract_many or the command as an archive")
    for info in infos:
        check_ratio(info.compress_size, info.file_size, f"{name}, {info.filename}", limits)
    check_size(sum(info.file_size for info in infos), name, limits)
    return data


def _mhtml(data: bytes, name: str) -> Page:
    """The first HTML part of a saved page."""
    import email

    message = email.message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                return Page(content, part.get_content_charset(), _address(message, part))
    raise ReadError(f"{name}: no HTML in this saved page; save it anew as HTML")


def _address(message: Message, part: Message) -> str | None:
    told = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    address = str(told).strip()
    return address if address.startswith(("http://", "https://")) else None
