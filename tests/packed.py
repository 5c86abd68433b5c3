"""Archives for tests: WARC by warcio, zip, Word, PDF, MHTML, each made in memory."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXT = "Sáng 5/3/2024, Ban Chỉ đạo 35 Huyện ủy Mường Xa họp giao ban. Đồng chí Lò Văn Tâm chủ trì hội nghị."


def page(number: int = 1) -> bytes:
    """A page with one article."""
    more = f"Có {number + 1} xã báo cáo kết quả, nhiều ý kiến được nêu ra để hội nghị cùng bàn và thống nhất. " * 6
    return (
        "<!doctype html><html><head><meta charset='utf-8'>"
        f"<title>Huyện ủy họp giao ban lần {number}</title></head><body>"
        f"<article><h1>Huyện ủy họp giao ban lần {number}</h1><p>{TEXT}</p><p>{more}</p></article></body></html>"
    ).encode()


class Answer(NamedTuple):
    """One record of a WARC."""

    url: str
    body: bytes
    status: str = "200 OK"
    headers: Mapping[str, str] = {"Content-Type": "text/html; charset=utf-8"}
    kind: str = "response"


def warc(answers: Iterable[Answer], *, packed: bool = True) -> bytes:
    """A WARC file, a request before each response as crawlers write them."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer._create_temp_file = io.BytesIO  # warcio leaves its temporary files open
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for answer in answers:
        told = list(answer.headers.items())
        if answer.kind == "response":
            asked = StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True)
            writer.write_record(writer.create_warc_record(answer.url, "request", http_headers=asked))
            given = StatusAndHeaders(answer.status, told, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                answer.url, "response", payload=io.BytesIO(answer.body), http_headers=given
            )
        else:
            kind = answer.headers.get("Content-Type", "application/octet-stream")
            record = writer.create_warc_record(
                answer.url, answer.kind, payload=io.BytesIO(answer.body), warc_content_type=kind
            )
        writer.write_record(record)
    return out.getvalue()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """A zip file all of whose members say that they are under a password."""
    marked = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            marked[at + place] |= 1
    return bytes(marked)


def wacz(files: Mapping[str, bytes]) -> bytes:
    """A WACZ of WARC files."""
    members = {f"archive/{name}": data for name, data in files.items()}
    about = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
        "indexes/index.cdx.gz": b"",
    }
    return zipped({**about, **members}, zipfile.ZIP_STORED)


def docx(lines: Iterable[str], cells: Iterable[str] = ()) -> bytes:
    """A Word file: paragraphs, and a table of one row."""
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if found := list(cells):
        table = document.add_table(rows=1, cols=len(found))
        for cell, words in zip(table.rows[0].cells, found, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(lines: Iterable[str]) -> bytes:
    """A PDF of one page whose font maps bytes to Vietnamese by a table, as those of word processors do."""
    letters: dict[str, int] = {}
    shown = []
    for line in lines:
        codes = "".join(f"{letters.setdefault(char, len(letters) + 1):02X}" for char in line)
        shown.append(f"<{codes}> Tj T*")
    content = ("BT /F1 12 Tf 14 TL 40 800 Td " + " ".join(shown) + " ET").encode()
    pairs = "\n".join(f"<{code:02X}> <{ord(char):04X}>" for char, code in letters.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(letters)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
    ).encode()
    widths = " ".join(["500"] * (len(letters) + 1))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar {len(letters)} "
        f"/Widths [{widths}] /ToUnicode 6 0 R >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begun = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, begun)


def mhtml(body: bytes, url: str) -> bytes:
    """A page as browsers save it in one file."""
    import quopri

    head = (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {url}\r\nSubject: A page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----part"\r\n\r\n------part\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {url}"
    )
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    packed = quopri.encodestring(body)
    return head.encode() + b"\r\n\r\n" + packed + b"\r\n------part\r\n" + picture.encode() + b"\r\n------part--\r\n"


def bomb(size: int) -> bytes:
    """Bytes that unpack to ``size``."""
    return gzip.compress(b"a" * size)
