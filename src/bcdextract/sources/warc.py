"""WARC files, one item a response: pages with their address and charset; what is no page is skipped with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal, NamedTuple
from urllib.parse import urlsplit

from bcdextract.errors import BcdExtractError, ReadError
from bcdextract.limits import Limits, check_ratio, check_size
from bcdextract.record import Warning
from bcdextract.sources.item import Item, failed

_READ = {"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "multipart/related", "message/rfc822"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNTOLD = {"", "application/octet-stream", "application/http", "binary/octet-stream", "text/*", "unknown/unknown"}
_PICTURE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|woff2?|ttf|eot|mp[34]|avi|flv|swf)$", re.IGNORECASE
)
_FOR_MACHINES = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/security.txt", "/humans.txt", "/llms.txt")
_STARTS = (b"\x1f\x8b\x08", b"WARC/1.", b"WARC/0.")
_SEARCHED = 1 << 20
_Mode = Literal["all", "content", "transfer", "none"]
_MODES: tuple[_Mode, ...] = ("all", "content", "transfer", "none")


class _Answer(NamedTuple):
    """An HTTP answer: its status (200 for a resource, which has none), type, charset and body."""

    status: int
    kind: str
    charset: str | None
    location: str
    body: bytes


def read(stream: BinaryIO, label: str, limits: Limits) -> Iterator[Item]:
    """An item for every response, resource, conversion and revisit record, in the order of the file.

    After a broken record reading goes on at the next one; the gap is one failed item. Requests, metadata and
    ``warcinfo`` are about other records and no items. ``ReadError`` where the WARC reader is not installed.
    """
    at, found, good = 0, 0, True
    while good:
        last = at
        good = False
        try:
            for record in _records(stream, at):
                last = record.stream_pos
                for item in _item(record, label, limits):
                    found += 1
                    yield item
        except OSError as error:
            yield failed(f"{label}#byte {last}", _broken(label, last, error))
            at = _next_start(stream, last)
            good = at > last
            found += 1
    if not found:
        yield failed(label, f"{label}: no pages in it, only records about others, or none; name another")


def _records(stream: BinaryIO, at: int) -> Iterator[Any]:
    """The records from byte ``at`` on, each with the byte it begins at."""
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise ReadError('reading WARC files needs fastwarc: pip install "bcdextract[archives]"') from error
    stream.seek(at)
    yield from ArchiveIterator(stream, parse_http=False)


def _broken(label: str, at: int, error: OSError) -> str:
    return f"{label}: broken after byte {at} ({error}); reading went on at the next record; fetch the file anew"


def _next_start(stream: BinaryIO, after: int) -> int:
    """Where a record after byte ``after`` begins and can be read, or ``after`` where none does."""
    at = after + 1
    while True:
        stream.seek(at)
        piece = stream.read(_SEARCHED)
        places = [place for start in _STARTS if (place := piece.find(start)) >= 0]
        if not places:
            if len(piece) < _SEARCHED:
                return after
            at += _SEARCHED - len(_STARTS[0]) * 2
            continue
        at += min(places)
        try:
            next(_records(stream, at))
            return at
        except (OSError, StopIteration):
            at += 1


def _item(record: Any, label: str, limits: Limits) -> Iterator[Item]:
    kind = str(record.record_type)
    if kind in ("warcinfo", "request", "metadata"):
        return
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    identity = (record.record_id or "").strip("<> ") or f"byte {record.stream_pos}"
    name = f"{label}#{identity}"
    given = {"url": address} if address else {}
    if kind == "revisit":
        yield Item(name, given=given, skipped=("revisit", f"{name}: the same bytes as an earlier record"))
        return
    if kind not in ("response", "resource", "conversion"):
        yield failed(name, f"{name}: a record of a kind that is not read ({kind}); fetch the page anew", **given)
        return
    try:
        answer = _answer(record, kind, name, limits)
    except BcdExtractError as error:
        yield failed(name, error, **given)
        return
    if reason := _no_page(answer, address):
        yield Item(name, given=given, skipped=(reason[0], f"{name}: {reason[1]}"))
    elif not answer.body:
        yield Item(name, given=given, skipped=("empty", f"{name}: an answer without a body"))
    else:
        charset = {"charset": answer.charset} if answer.charset else {}
        cut = record.headers.get("WARC-Truncated")
        notes = (Warning(code="truncated_input", message=f"the crawler cut the page off ({cut})"),) if cut else ()
        yield Item(name, answer.body, {**given, **charset}, notes=notes)


def _answer(record: Any, kind: str, name: str, limits: Limits) -> _Answer:
    """The body of a record, unpacked. ``ReadError`` for a record that is cut, ``LimitError`` for one too large."""
    length = _number(record.headers.get("Content-Length"))
    check_size(length, name, limits)
    try:
        raw = record.reader.read(length) if length else b""
    except OSError as error:
        raise ReadError(f"{name}: cannot be unpacked ({error}); fetch the file anew") from error
    if len(raw) < length:
        raise ReadError(f"{name}: cut off after {len(raw)} of {length} bytes; fetch the file anew")
    told = record.headers.get("Content-Type") or ""
    if kind == "response" and "application/http" in told:
        return _http(raw, name, limits)
    return _Answer(200, *_type(told), "", raw)


def _http(raw: bytes, name: str, limits: Limits) -> _Answer:
    """An HTTP answer. Crawlers leave headers of a packing that they have taken off: then the body is as it stands."""
    for mode in _MODES:
        try:
            message = _message(raw, mode)
            body = message.reader.read(limits.size + 1)
        except (OSError, ValueError):
            continue
        check_ratio(len(raw), len(body), name, limits)
        check_size(len(body), name, limits)
        headers = message.http_headers
        status = _number(str(headers.status_code)) if headers is not None else 0  # a map without headers is falsy
        if not 100 <= status <= 599:
            break
        told = headers.get("Content-Type") or ""
        return _Answer(status, *_type(told), headers.get("Location") or "", body)
    raise ReadError(f"{name}: no HTTP answer in it that can be read; fetch the page anew")


def _message(raw: bytes, mode: _Mode) -> Any:
    from fastwarc.warc import WarcRecord, WarcRecordType

    message = WarcRecord()
    message.init_headers(WarcRecordType.response)
    message.set_bytes_content(raw)
    message.is_http = True
    message.parse_http(auto_decode=mode, quirks_mode=True)
    return message


def _type(told: str) -> tuple[str, str | None]:
    """Content type and charset of a header.

    >>> _type('text/HTML; charset="utf-8"')
    ('text/html', 'utf-8')
    """
    kind, _, rest = told.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.IGNORECASE)
    return kind.strip().lower(), charset[1] if charset else None


def _number(digits: str | None) -> int:
    return int(digits) if digits and digits.strip().isdigit() else 0


def _no_page(answer: _Answer, address: str) -> tuple[str, str] | None:
    """Why an answer is no page to read: (reason, what a reader is told), or ``None``."""
    if 300 <= answer.status < 400:
        return "redirect", f"HTTP {answer.status}, leads to {answer.location or 'another address'}"
    if answer.status in (404, 410):
        return "not_found", f"HTTP {answer.status}, the page is not there"
    if answer.status >= 400:
        return "http_error", f"HTTP {answer.status}, the server failed or refused"
    if answer.status != 200 and answer.status != 203:
        return "no_content", f"HTTP {answer.status}, not a whole page"
    path = urlsplit(address).path if "://" in address else address
    if path.lower().endswith(_FOR_MACHINES):
        return "not_a_page", "a file for machines"
    if answer.kind in _READ or answer.kind == _WORD:
        return None
    if answer.kind in _UNTOLD and not _PICTURE.search(path):
        return None
    if answer.kind.endswith(("/xml", "+xml")) and not answer.kind.startswith("image/"):
        return "feed", f"{answer.kind}, a feed or a list for machines"
    return "not_a_page", f"{answer.kind or 'a file'}, no page of text"
