"""Files that have broken programs like this one, made small by code: each is refused or read, never more."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests.interviews.readers.office_files import make_docx, make_xlsx, para, part, sample_docx, sample_xlsx, zipped
from tests.interviews.readers.pdfs import from_objects, make_pdf, repeated

_DTD = (
    '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]>"
)
_EXTERNAL = '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

PAGE = ["The group heard from its partners about the lines of enquiry, one by one,", "and met three times in all."]


def with_parts(data: bytes, changed: Mapping[str, bytes | str]) -> bytes:
    """The same zip file with some parts put in the place of others, or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts: dict[str, bytes | str] = {name: file.read(name) for name in file.namelist()}
    # Stored and not packed: what is repeated a thousand times would not pass as an honest file by its size alone.
    return zipped(parts | dict(changed), zipfile.ZIP_STORED)


def _with_entry(name: str, times: int = 1) -> bytes:
    """A Word file with more entries of one name, as no program writes them."""
    held = io.BytesIO(sample_docx())
    with zipfile.ZipFile(held, "a") as file:
        for _ in range(times):
            info = zipfile.ZipInfo(name)
            file.writestr(info, "<x/>")
    return held.getvalue()


def _document(xml: str | bytes) -> bytes:
    return with_parts(sample_docx(), {"word/document.xml": xml})


def _nested_zip() -> bytes:
    inner = b"\x00" * 10_000_000
    for _ in range(4):
        inner = zipped({f"{n}.zip": inner for n in range(4)})
    return inner


def _encrypted() -> bytes:
    data = bytearray(sample_docx())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _lying_sizes() -> bytes:
    """The directory says that each part is small; what is packed is forty times as large."""
    data = bytearray(_document(part("document", f"<w:body>{para('x' * 4_000_000)}</w:body>")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 1_000)
        at += 4
    return bytes(data)


def _large_document() -> bytes:
    """A document.xml of 30 MB, in words that do not pack too well to be true."""
    words = " ".join(f"{zlib.crc32(str(n).encode()):08x}" for n in range(330))
    return make_docx("".join(para(f"{n} {words}") for n in range(9_500)))


_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHARED: dict[str, str] = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
            ("styles", "styles"),
        )
    )
    + "</Types>"
}


def _sheet(rows: str, dimension: str = "A1:B2", **parts: str) -> bytes:
    types = _SHARED if "sharedStrings" in parts else {}
    xml = f'<worksheet xmlns="{_SHEET}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    return with_parts(
        sample_xlsx(), types | {"xl/worksheets/sheet1.xml": xml} | {f"xl/{k}.xml": v for k, v in parts.items()}
    )


def _strings(count: int, each: str) -> str:
    return f'<sst xmlns="{_SHEET}" count="{count}">{f"<si><t>{each}</t></si>" * count}</sst>'


def _html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>Page</title></head><body><p>Agenda</p>{body}</body></html>".encode()


def _pdf_aborting() -> bytes:
    """Each object stands inside another: what walks the page tree by calling itself runs out of stack."""
    deep = "[" * 40_000 + "]" * 40_000
    return from_objects(["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids {deep} /Count 1 >>"])


def _pdf_bomb() -> bytes:
    """A page of a few kilobytes whose content unpacks to 400 MB."""
    packed = zlib.compress(b"BT /F1 9 Tf (a) Tj ET " * 18_000_000, 1).decode("latin-1")
    return (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >> endobj\n"
        + f"4 0 obj << /Length {len(packed)} /Filter /FlateDecode >> stream\n{packed}\nendstream endobj\n".encode(
            "latin-1"
        )
        + b"trailer << /Root 1 0 R >>\n%%EOF"
    )


def _rows_apart() -> str:
    return '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'


MAIL = b"From: a@board.example\nTo: b@board.example\nSubject: Evidence\nMIME-Version: 1.0\n"

FILES: dict[str, Callable[[], bytes]] = {
    "zip bomb.docx": lambda: zipped({"word/document.xml": b"<w:document>" + b" " * 150_000_000}),
    "nested zip bomb.docx": _nested_zip,
    "many bombs.docx": lambda: zipped({f"word/document{n}.xml": b"\x00" * 39_000_000 for n in range(6)}),
    "sizes that lie.docx": _lying_sizes,
    "6,000 entries.docx": lambda: zipped(
        {"word/document.xml": "<x/>"} | {f"word/{n}.xml": "<x/>" for n in range(6_000)}
    ),
    "duplicate names.docx": lambda: _with_entry("word/document.xml"),
    "duplicate but for capitals.docx": lambda: _with_entry("WORD/Document.xml"),
    "traversal.docx": lambda: _with_entry("../../../tmp/hostile-was-here.xml"),
    "traversal of Windows.docx": lambda: _with_entry("..\\..\\hostile-was-here.xml"),
    "absolute name.docx": lambda: _with_entry("/tmp/hostile-was-here.xml"),
    "drive.docx": lambda: _with_entry("C:/hostile-was-here.xml"),
    "encrypted.docx": _encrypted,
    "packed oddly.docx": lambda: zipped({"word/document.xml": "<x/>"}, zipfile.ZIP_BZIP2),
    "billion laughs.docx": lambda: _document(f"{_DTD}<w:document {_NAMES}><w:body>&k;</w:body></w:document>"),
    "external entity.docx": lambda: _document(f"{_EXTERNAL}<w:document {_NAMES}><w:body>&x;</w:body></w:document>"),
    "definitions in UTF-16.docx": lambda: _document(
        f"{_DTD}<w:document {_NAMES}><w:body>&k;</w:body></w:document>".encode("utf-16")
    ),
    "odd encoding.docx": lambda: _document(f"<?xml version='1.0' encoding='cp037'?><w:document {_NAMES}/>"),
    "nested deeply.docx": lambda: _document(
        part("document", f"<w:body>{'<w:sdt><w:sdtContent>' * 60_000}{'</w:sdtContent></w:sdt>' * 60_000}</w:body>")
    ),
    "tables in tables.docx": lambda: make_docx(
        "<w:tbl><w:tr><w:tc>" * 900 + para("x") + "</w:tc></w:tr></w:tbl>" * 900
    ),
    "runs in runs.docx": lambda: make_docx(f"<w:p>{'<w:r>' * 50_000}<w:t>x</w:t>{'</w:r>' * 50_000}</w:p>"),
    "30 MB.docx": _large_document,
    "a million elements.docx": lambda: make_docx("<w:p/>" * 1_200_000, zipfile.ZIP_STORED),
    "many small paragraphs.docx": lambda: make_docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 150_000, zipfile.ZIP_STORED),
    "wide cells.docx": lambda: make_docx(
        "<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr></w:tc>' * 40_000 + "</w:tr></w:tbl>",
        zipfile.ZIP_STORED,
    ),
    "long number.docx": lambda: make_docx(
        para("x", list_id=1, level=0) * 5_000,
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999999"/>'
        f'<w:numFmt w:val="upperRoman"/><w:lvlText w:val="{"%1." * 100_000}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ),
    "styles in a ring.docx": lambda: make_docx(
        para("Agenda", style="A"),
        styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    ),
    "note that refers to itself.docx": lambda: make_docx(
        '<w:p><w:r><w:t>Agenda</w:t><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes='<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>',
    ),
    "a workbook inside.docx": lambda: with_parts(sample_docx(), {"word/document.xml": sample_xlsx()}),
    "truncated.docx": lambda: sample_docx()[:-300],
    "half.docx": lambda: sample_docx()[: len(sample_docx()) // 2],
    "empty parts.docx": lambda: zipped({"word/document.xml": ""}),
    "only a name.docx": lambda: b"PK\x03\x04word/document.xml",
    "a million rows.xlsx": lambda: _sheet(_rows_apart(), "A1:XFD1048576"),
    "a million rows declared.xlsx": lambda: _sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>', "A1:XFD1048576"
    ),
    "a million empty rows.xlsx": lambda: _sheet("".join(f'<row r="{n}"/>' for n in range(1, 400_000))),
    "a row far down.xlsx": lambda: _sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999"><c r="A9"><v>1</v></c></row>'
    ),
    "strings bomb.xlsx": lambda: _sheet(
        '<row r="1">' + '<c t="s"><v>0</v></c>' * 200 + "</row>", sharedStrings=_strings(1, "x" * 30_000_000)
    ),
    "many strings.xlsx": lambda: _sheet('<row r="1"><c t="s"><v>0</v></c></row>', sharedStrings=_strings(400_000, "x")),
    "one string many times.xlsx": lambda: _sheet(
        '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 15_000, sharedStrings=_strings(1, "x" * 30_000)
    ),
    "many cells.xlsx": lambda: _sheet(f"<row>{'<c><v>1</v></c>' * 200}</row>" * 2_400),
    "definitions.xlsx": lambda: _sheet(
        "<row/>", sharedStrings=f'{_DTD.replace("w:document", "sst")}<sst xmlns="{_SHEET}">&k;</sst>'
    ),
    "digits.xlsx": lambda: _sheet(f'<row r="1"><c r="A1"><v>{"9" * 100_000}</v></c><c r="B1"><v>1e999</v></c></row>'),
    "no such string.xlsx": lambda: _sheet(
        '<row r="1"><c r="A1" t="s"><v>-7</v></c><c r="B1" s="99999"><v>x</v></c></row>'
    ),
    "nested deeply.xlsx": lambda: _sheet("<row>" * 90_000 + "</row>" * 90_000),
    "truncated.xlsx": lambda: sample_xlsx()[:-200],
    "half.xlsx": lambda: sample_xlsx()[: len(sample_xlsx()) // 2],
    "long format.xlsx": lambda: make_xlsx(
        [["a", "b"], [1.5, 2.5]], {"A2": "0" * 30_000 + "." + "0" * 30_000, "B2": '"' * 9_999}
    ),
    "nested 100,000 deep.html": lambda: _html("<div>" * 100_000),
    "spans 100,000 deep.html": lambda: _html("<b><i>" * 50_000 + "x" + "</b>" * 50_000),
    "tables 20,000 deep.html": lambda: _html("<table><tr><td>" * 20_000 + "x"),
    "lists 50,000 deep.html": lambda: _html("<ul><li>x" * 50_000),
    "unclosed tags.html": lambda: _html("<a <a" * 300_000),
    "unclosed comments.html": lambda: _html("<!--" * 500_000),
    "unclosed scripts.html": lambda: _html("<script>" * 200_000),
    "unclosed quotes.html": lambda: _html("<a b=\"'" * 200_000),
    "declarations.html": lambda: _html("<![CDATA[ <!x <? " * 200_000),
    "attribute bomb.html": lambda: _html("<p " + " ".join(f"a{n}=1" for n in range(400_000)) + ">x</p>"),
    "long attribute.html": lambda: _html(f'<p style="{"display:" * 300_000}">x</p>'),
    "blanks in a tag.html": lambda: _html("<p" + " " * 3_000_000 + "x"),
    "entities.html": lambda: _html("&amp;" * 400_000 + "&#x1b;]52;c;cm0=&#7;" + "&#99999999999;" * 10_000),
    "spans.html": lambda: _html("<table>" + "<tr><td colspan=99999 rowspan=99999>x" * 3_000 + "</table>"),
    "odd charset.html": lambda: b"<html><head><meta charset=punycode></head><body>" + b"caf\xe9 abc " * 90_000,
    "end tags.html": lambda: _html("</p></table></li></x>" * 100_000),
    "deep.pdf": _pdf_aborting,
    "content bomb.pdf": _pdf_bomb,
    "pages in a ring.pdf": lambda: from_objects(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"]
    ),
    "too many pages.pdf": lambda: repeated(2_001),
    "truncated.pdf": lambda: make_pdf([PAGE] * 3)[:-400],
    "only a name.pdf": lambda: b"%PDF-1.7\n",
    "truncated.eml": lambda: (
        MAIL + b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nThe evi'
    ),
    "headers.eml": lambda: MAIL + b"X-A: b\n" * 200_000 + b"\nHello",
    "truncated.vtt": lambda: b"WEBVTT\n\n00:00:01.000 --> 00:0",
    "captions.vtt": lambda: b"WEBVTT\n\n" + b"00:00:01.000 --> 00:00:02.000\n<v A>x\n\n" * 50_000,
    "arrows.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\n" + b"-->" * 500_000,
    "wrong extension.docx": lambda: make_pdf([PAGE]),
    "wrong extension.xlsx": lambda: b"Agenda\nand nothing else\n",
    "wrong extension.txt": sample_docx,
    "wrong extension.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20,
    "empty.docx": lambda: b"",
    "empty.html": lambda: b"<!DOCTYPE html><html><body></body></html>",
    "blank.txt": lambda: b" \r\n\t\n",
    "UTF-16.txt": lambda: "Agenda – 1".encode("utf-16"),
    "UTF-16.html": lambda: "<!DOCTYPE html><html><body>Agenda – 1</body></html>".encode("utf-16"),
    "UTF-16 without a mark.txt": lambda: "Agenda".encode("utf-16-le") * 500,
    "NUL.txt": lambda: b"Agenda " * 100 + b"\x00" * 3,
    "all NUL.txt": lambda: b"\x00" * 5_000,
    "control.txt": lambda: b"Agenda\n" * 300 + b"\x1b]52;c;cm0=\x07\x1b[2J\x9b31m\x07\x08",
    "direction.txt": lambda: "Agenda \u202eevil\u202c \u2066isolated\u2069".encode(),
    "direction.docx": lambda: make_docx(para("Agenda \u202eevil\u202c \u200b\ufeff")),
    "marks.txt": lambda: ("Z" + "\u0301\u0316" * 50_000).encode(),
    "one line.csv": lambda: b"a,b\n" + b'"' * 200_000,
    "wide.csv": lambda: b"," * 100_000 + b"\n1,2\n",
    "rich.rtf": lambda: b"{\\rtf1\\ansi Agenda}",
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 3_000,
    "locked.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "mail.msg": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_001A".encode("utf-16-le"),
    "slides.pptx": lambda: zipped({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}),
    "text.odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
    "archive.zip": lambda: zipped({"notes.txt": "Agenda"}),
    "binary.xlsb": lambda: zipped({"xl/workbook.bin": b"\x00"}),
    "picture.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
}
