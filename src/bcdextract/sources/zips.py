"""Zip files and WACZ: an item for every file in them, read in memory and never written to disk."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from bcdextract.errors import BcdExtractError, ReadError
from bcdextract.limits import Limits, check_ratio, check_size, read_whole
from bcdextract.sources.item import Item, failed
from bcdextract.sources.kinds import HEAD, PAGES, kind_of

Opener = Callable[[BinaryIO, str, Limits], Iterator[Item]]
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def read(stream: BinaryIO, label: str, limits: Limits, openers: dict[str, Opener]) -> Iterator[Item]:
    """An item for every page in a zip, in the order of its table; all items of the archives in it.

    A zip in a zip, a name that leads out of it, a file under a password and one packed too tightly are failed items.
    Of a WACZ only the WARC files are read: the rest of it is about them.
    """
    try:
        archive = ZipFile(stream)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield failed(label, f"{label}: no zip that can be read ({error}); fetch the file anew")
        return
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir() and not _hidden(info.filename)]
        if _is_wacz(label, members):
            members = [info for info in members if info.filename.startswith("archive/")]
        if not members:
            yield failed(label, f"{label}: no files in it; name another")
        for info in members:
            yield from _member(archive, info, label, limits, openers)


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part != ".." for part in parts)


def _is_wacz(label: str, members: list[ZipInfo]) -> bool:
    names = {info.filename for info in members}
    return label.lower().endswith(".wacz") or (
        "datapackage.json" in names and any(name.startswith("archive/") and ".warc" in name for name in names)
    )


def _member(archive: ZipFile, info: ZipInfo, label: str, limits: Limits, openers: dict[str, Opener]) -> Iterator[Item]:
    inner = _named(info)
    name = f"{label}#{inner}"
    try:
        _check(info, inner, name, limits)
        with archive.open(info) as opened:
            kind = kind_of(opened.read(HEAD), inner)
        if kind == "zip":
            raise ReadError(f"{name}: a zip within a zip; unpack it and name it by itself")
        if kind == "page" and not inner.lower().endswith(PAGES):
            yield Item(name, skipped=("not_a_page", f"{name}: not named as a page ({', '.join(PAGES)})"))
            return
        if kind != "page":
            with archive.open(info) as opened:
                yield from openers[kind](opened, name, limits)  # type: ignore[arg-type]
            return
        check_size(info.file_size, name, limits)
        with archive.open(info) as opened:
            data = read_whole(opened, name, limits)  # type: ignore[arg-type]
        yield Item(name, data) if data else failed(name, f"{name}: empty; give it the text of an article")
    except BcdExtractError as error:
        yield failed(name, error)
    except _BROKEN as error:
        yield failed(name, f"{name}: cannot be unpacked ({error}); fetch the archive anew")


def _named(info: ZipInfo) -> str:
    """A member's name; one in UTF-8 that does not say so was read as the code page of the first PCs."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _check(info: ZipInfo, inner: str, name: str, limits: Limits) -> None:
    """Nothing, or the error of a member that is not to be opened."""
    if inner.startswith(("/", "\\")) or ".." in inner.replace("\\", "/").split("/") or inner[1:2] == ":":
        raise ReadError(f"{name}: its name leads out of the archive; rename it and pack the archive anew")
    if info.flag_bits & _ENCRYPTED:
        raise ReadError(f"{name}: under a password; unpack the archive with it, and name the folder")
    check_ratio(info.compress_size, info.file_size, name, limits)
