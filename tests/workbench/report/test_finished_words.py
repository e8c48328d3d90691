"""Every word of a finished file is seen, wherever it stands: each place is planted with words of its own."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from interviews.leaks import Stretch
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.as_pdf import can_write_pdf
from workbench.report.as_text import as_text
from workbench.report.finished_words import CannotCheck, words_of
from workbench.report.numbering import number
from workbench.report.tree import (
    Appendix,
    Item,
    ItemList,
    Link,
    ListStyle,
    Numbered,
    Paragraph,
    Report,
    Row,
    Section,
    Signature,
    Table,
    Text,
    cell,
    text,
)


def where(found: list[Stretch], words: str) -> str:
    """The place of the stretch that has these words."""
    places = [stretch.place for stretch in found if words in " ".join(stretch.text.split())]
    assert places, f"nobody sees “{words}”"
    return places[0]


def report() -> Report:
    return Report(
        title="Canary of the title",
        council="Wexcombe City Council",
        to="Canary of the board",
        subject="Canary of the subject",
        author="Canary of the author",
        marking="Canary of the marking",
        sections=(
            Section("Purpose", (Numbered(text("The first paragraph.")),)),
            Section(
                "Findings",
                (
                    Numbered(
                        text(
                            "The canary of a paragraph that is long enough to be wrapped over more than one line of it"
                        ),
                        (ItemList(ListStyle.ROMAN, (Item(text("canary of an item")),)),),
                    ),
                    Numbered((Link(text("a page"), "https://wexcombe.example/canary-of-a-link"),)),
                    Table(
                        (text("Canary heading"), text("b"), text("c")),
                        (Row((cell("canary of a cell"), cell("beside it"), cell("and on"))),),
                        caption="Canary of the caption",
                        description="Canary of the description",
                    ),
                ),
            ),
        ),
        appendices=(Appendix("Canary of the appendix", (Paragraph((Text("canary of its text"),)),)),),
        signatures=(Signature("Canary of the name", "Officer", "01632 960001", "canary@wexcombe.example"),),
    )


FORMS = [
    ("docx", lambda note: as_docx(note)),
    ("html", lambda note: as_html(note).encode()),
    ("md", lambda note: as_markdown(note).encode()),
    ("txt", lambda note: as_text(note).encode()),
]


@pytest.mark.parametrize(("form", "write"), FORMS, ids=[form for form, _ in FORMS])
def test_every_word_of_a_report_is_seen(form: str, write: Any) -> None:
    found = words_of(write(number(report())), form)
    for words in (
        *("Canary of the title", "Canary of the board", "Canary of the marking", "canary of an item"),
        *("Canary heading", "canary of a cell", "Canary of the appendix", "canary of its text"),
        *("Canary of the caption", "Canary of the name"),
    ):
        where(found, words)
    assert where(found, "canary of a paragraph that is long enough to be wrapped") == "part 2, paragraph 1"
    if form in ("docx", "html"):
        where(found, "Canary of the author")
    if form == "docx":
        assert where(found, "Canary of the description") == "text: an alternative text of a table"
        assert where(found, "Canary of the subject") == "properties, subject"
    if form != "txt":
        assert where(found, "canary of a link" if form != "docx" else "canary-of-a-link").startswith(
            ("where a", "links")
        )
    # What reads on is one flow: a sentence is not cut by where a link leads, nor by a cell.
    flow = " ".join(s.text for s in found if s.flow in ("text", "word/document.xml"))
    assert "canary of a cell beside it and on" in " ".join(flow.replace("|", " ").split())
    assert "https" not in flow


def hostile_docx() -> bytes:
    """A Word file with words in every place that is easily forgotten."""
    document = docx.Document()
    document.add_heading("Opening", 1)
    paragraph = document.add_paragraph("The canary ")
    paragraph.add_run("is spl")
    paragraph.add_run("it over runs.")
    hidden = document.add_paragraph("Shown, ").add_run("canary of hidden words")
    hidden.font.hidden = True
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="Canary Author">'
            "<w:r><w:delText>canary of a deletion</w:delText></w:r></w:del>"
        )
    )
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="2" w:author="Somebody"><w:r><w:t>canary of an insertion</w:t></w:r></w:ins>'
        )
    )
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> AUTHOR canary of a field </w:instrText></w:r>'
        )
    )
    marked = document.add_paragraph("Marked.")._p
    marked.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="9" w:name="CanaryOfABookmark"/>'))
    marked.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="9"/>'))
    document.sections[0].header.paragraphs[0].text = "canary of the header"
    document.sections[0].footer.paragraphs[0].text = "canary of the footer"
    document.core_properties.comments = "canary of the remarks"
    document.core_properties.keywords = "canary of the keywords"
    document.styles.add_style("Canary Of A Style", WD_STYLE_TYPE.PARAGRAPH)
    document.part.relate_to("https://a.example/?q=canary%20of+a%20link", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "canary that reads", "on in a cell"
    document.add_paragraph()._p.append(
        parse_xml(
            f"<w:r {nsdecls('w', 'wp')}><w:drawing><wp:inline>"
            '<wp:docPr id="3" name="Picture" descr="canary of a picture"/></wp:inline></w:drawing></w:r>'
        )
    )
    saved = io.BytesIO()
    document.save(saved)
    more: dict[str, str | bytes] = {
        "word/comments.xml": _paragraph_in("comment", "canary of a comment"),
        "word/footnotes.xml": _paragraph_in("footnote", "canary of a footnote"),
        "docProps/custom.xml": '<P xmlns:vt="urn:types"><property name="Canary Of A Name">'
        "<vt:lpwstr>canary of a custom property</vt:lpwstr></property></P>",
        "customXml/item9.xml": "<data><!-- canary of an XML comment --><x>canary of custom data</x></data>",
        "word/media/image9.png": b"\x89PNG\r\n\x1a\n\0\0tEXtDescription\0canary of the bytes of a picture\0\0",
        "word/embeddings/inside.docx": inner_docx(),
        "word/notes.txt": "canary of a text inside",
    }
    with zipfile.ZipFile(saved, "a") as package:
        for name, content in more.items():
            package.writestr(name, content)
    return saved.getvalue()


def _paragraph_in(kind: str, words: str) -> str:
    inside = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    return f'<w:{kind}s {nsdecls("w")}><w:{kind} w:id="2">{inside}</w:{kind}></w:{kind}s>'


def inner_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("canary of a document inside")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("The canary is split over runs.", "part 1, paragraph 1"),
        ("Shown, canary of hidden words", "part 1, paragraph 2: hidden or deleted words"),
        ("canary of a deletion", "part 1, paragraph 3: hidden or deleted words"),
        ("canary of an insertion", "part 1, paragraph 4"),
        ("canary of a field", "part 1, paragraph 5: a field"),
        ("Canary Author", "text: who wrote a comment or a change"),
        ("CanaryOfABookmark", "text: the name of a bookmark"),
        ("canary of the header", "header, paragraph 1"),
        ("canary of the footer", "footer, paragraph 1"),
        ("canary of the remarks", "properties, description"),
        ("canary of the keywords", "properties, keywords"),
        ("Canary Of A Style", "styles: a name or setting"),
        ("canary of a link", "links: where a link leads"),
        ("canary of a picture", "text: an alternative text"),
        ("canary of a comment", "comments, paragraph 1"),
        ("canary of a footnote", "footnotes, paragraph 1"),
        ("Canary Of A Name", "properties: the name of a property"),
        ("canary of a custom property", "properties, lpwstr"),
        ("canary of an XML comment", "a remark in the file"),
        ("canary of custom data", "custom data"),
        ("canary of the bytes of a picture", "another part: words among its bytes"),
        ("canary of a document inside", "a file inside, before the first part, paragraph 1"),
        ("canary of a text inside", "before the first part, paragraph 1"),
        ("word/embeddings/inside.docx", "the name of a part"),
    ],
)
def test_every_place_of_a_word_file_is_seen(words: str, place: str) -> None:
    assert where(words_of(hostile_docx(), "docx"), words) == place


def test_every_place_of_a_spreadsheet_is_seen() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Canary of a sheet"
    sheet.append(["canary that reads", "on in the next cell"])
    sheet["B2"] = '=CONCATENATE("canary of a formula","x")'
    sheet["A1"].comment = Comment("canary of a remark", "Canary Writer")
    header: Any = sheet.oddHeader
    header.center.text = "canary of the page"
    away = book.create_sheet("Away")
    away.sheet_state = "hidden"
    away.append(["canary of a hidden sheet"])
    book.defined_names["Canary_of_a_name"] = DefinedName("Canary_of_a_name", attr_text="Away!$A$1")
    book.properties.title = "canary of the title"
    saved = io.BytesIO()
    book.save(saved)
    found = words_of(saved.getvalue(), "xlsx")
    assert where(found, "canary that reads") == "sheet 1, cell A1"
    assert where(found, "canary of a formula") == "sheet 1: a formula"
    assert where(found, "canary of a hidden sheet") == "sheet 2 (hidden), cell A1"
    assert where(found, "Canary of a sheet") == "sheets: the name of a sheet"
    assert where(found, "Canary_of_a_name") == "sheets: a defined name"
    assert where(found, "canary of the title") == "properties, title"
    assert where(found, "canary of the page") == "sheet 1: header or footer"
    where(found, "canary of a remark")
    where(found, "Canary Writer")
    assert {s.flow for s in found if s.place in ("sheet 1, cell A1", "sheet 1, cell B1")} == {"sheet 1"}
    assert not [s for s in found if s.text in ("A1", "B1")]  # which cell it is are no words


def test_every_place_of_an_exchange_file_is_seen() -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        package.writestr(
            "project.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0" name="canary of the project"><CodeBook><Codes>'
            '<Code guid="1" name="canary of a code"><Description>canary of a description</Description></Code>'
            "</Codes></CodeBook>"
            '<Sources><TextSource name="canary of a source" plainTextPath="internal://1.txt"/></Sources></Project>',
        )
        package.writestr("sources/1.txt", "canary of the text of a source")
    found = words_of(saved.getvalue(), "qdpx")
    for words in ("the project", "a code", "a description", "a source", "the text of a source"):
        where(found, f"canary of {words}")


def test_every_place_of_a_page_is_seen() -> None:
    page = """<!DOCTYPE html><html lang="en"><head><title>canary of the title</title>
    <meta name="description" content="canary of the description"><style>/* canary of the style */</style></head><body>
    <!-- canary of a comment --><h2>Opening</h2><p>The can<em>ary</em> of a <b>sentence</b><br>reads on.</p>
    <img src="x.png" alt="canary of a picture">
    <a href="mailto:canary%20of%20a%20link@x.example" title="canary of a tip">x</a>
    <table><tr><td>canary of</td><td>a cell</td></tr></table><p hidden>canary of hidden words</p></body></html>"""
    found = words_of(page.encode(), "html")
    assert where(found, "The canary of a sentence reads on.") == "part 1, paragraph 1"
    for words in (
        "the title",
        "the description",
        "the style",
        "a comment",
        "a picture",
        "a link",
        "a tip",
        "hidden words",
    ):
        where(found, f"canary of {words}")
    flow = " ".join(" ".join(s.text for s in found if s.flow == "text").split())
    assert "canary of a cell" in flow


def test_tables_and_json_are_seen() -> None:
    found = words_of('\ufeff"Words","Where"\r\n"canary, of a cell","a ""place"""\r\n'.encode(), "csv")
    assert where(found, "canary, of a cell") == "row 2, column 1"
    assert where(found, 'a "place"') == "row 2, column 2"
    body = {"notes": [{"text": "canary of a value"}], "Canary of a name": {"x": "canary below"}}
    found = words_of(json.dumps(body).encode(), "json")
    assert where(found, "canary of a value") == "notes 1, text"
    assert where(found, "Canary of a name") == "value, name 2"
    # A name that somebody gave stands in no place: places are kept and told.
    assert where(found, "canary below") == "name 2, x"


@pytest.mark.skipif(not can_write_pdf(), reason="no typesetter: PDFs are not written in this run")
def test_every_place_of_a_pdf_is_seen() -> None:
    from workbench.report.as_pdf import as_pdf

    found = words_of(as_pdf(number(report())), "pdf")
    flow = " ".join(" ".join(s.text for s in found if s.flow == "text").split())
    assert "canary of a paragraph that is long enough to be wrapped over more than one line" in flow
    assert "canary of a cell" in flow
    where(found, "Canary of the title")
    where(found, "Canary of the author")
    where(found, "canary-of-a-link")


def test_what_stands_on_each_page_of_a_pdf_interrupts_no_sentence() -> None:
    from workbench.report.finished_pdf import _text

    pages = [
        "Council of canaries\nA sentence goes on from one page\n1 of 3",
        "Council of canaries\nto the next without a stop\n2 of 3",
        "Council of canaries\nand ends.\n3 of 3",
    ]
    found = list(_text(pages))
    assert " ".join(s.text for s in found if s.flow == "text").startswith(
        "A sentence goes on from one page to the next"
    )
    assert [s.place for s in found if s.flow == "furniture"][:1] == ["page 1, header or footer"]


@pytest.mark.parametrize(
    ("data", "form"),
    [(b"no zip", "docx"), (b"%PDF-1.7 broken", "pdf"), (b"{", "json"), (b"x", "exe"), (b"PK\3\4", "xlsx")],
)
def test_what_cannot_be_looked_through_is_refused(data: bytes, form: str) -> None:
    with pytest.raises(CannotCheck):
        words_of(data, form)
