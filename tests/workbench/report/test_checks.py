"""Each check of a Word file finds its fault, and a file that is none is told in a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.report.samples import report
from workbench.report.as_docx import as_docx
from workbench.report.checks import check_docx
from workbench.report.numbering import number

GOOD = as_docx(number(report()))


def spoilt(change: Callable[[Any], None]) -> list[str]:
    document = docx.Document(io.BytesIO(GOOD))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return check_docx(saved.getvalue())


def no_header_row(document: Any) -> None:
    row = document.tables[0].rows[0]._tr
    row.trPr.remove(row.trPr.find(qn("w:tblHeader")))


def no_description(document: Any) -> None:
    properties = document.tables[1]._tbl.tblPr
    properties.remove(properties.find(qn("w:tblDescription")))


def merged(document: Any) -> None:
    document.tables[1].cell(0, 0).merge(document.tables[1].cell(0, 1))


def nested(document: Any) -> None:
    document.tables[1].cell(1, 1).add_table(1, 1)


def picture(document: Any) -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xml = f'<wp:docPr xmlns:wp="{space}" id="1" name="Chart"/>'
    document.paragraphs[0]._p.append(parse_xml(xml))


def picture_in_header(document: Any) -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    document.sections[0].header.paragraphs[0]._p.append(parse_xml(f'<wp:docPr xmlns:wp="{space}" id="1" name="Logo"/>'))


def older_picture(document: Any) -> None:
    document.paragraphs[0]._p.append(
        parse_xml('<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Logo"><v:imagedata/></v:shape>')
    )


def language_of_footer(document: Any) -> None:
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), "cy-GB")
    document.sections[0].footer.paragraphs[0].runs[0]._r.get_or_add_rPr().append(mark)


def tracked(document: Any) -> None:
    document.paragraphs[3]._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="A"/>'))


def remarked(document: Any) -> None:
    document.add_comment(document.paragraphs[3].runs, text="Why?")


def link(words: str, anchor: str = "") -> Callable[[Any], None]:
    def change(document: Any) -> None:
        made = parse_xml(f"<w:hyperlink {nsdecls('w')}><w:r><w:t>{words}</w:t></w:r></w:hyperlink>")
        if anchor:
            made.set(qn("w:anchor"), anchor)
        document.paragraphs[3]._p.append(made)

    return change


def language(document: Any) -> None:
    run = document.paragraphs[5].runs[0]
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), "fr-FR")
    run._r.get_or_add_rPr().append(mark)


def default_language(document: Any) -> None:
    document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}").set(qn("w:val"), "en-US")


def no_headings(document: Any) -> None:
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("Heading"):
            paragraph.style = "Normal"


def property_of(name: str, value: str) -> Callable[[Any], None]:
    return lambda document: setattr(document.core_properties, name, value)


def paragraph(words: str, style: str = "Normal", bold: bool | None = None) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document.add_paragraph(style=style).add_run(words).bold = bold

    return change


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (lambda document: None, []),
        (property_of("title", " "), ["The document has no title in its properties."]),
        (property_of("language", "en-US"), ["The language in the document's properties is en-US, not en-GB."]),
        (default_language, ["The language of the text is en-US, not en-GB."]),
        (language, ["Some words are marked as fr-FR."]),
        (no_header_row, ["Table 1 has no header row."]),
        (no_description, ["Table 2 has no alternative text."]),
        (merged, ["Table 2 has merged cells."]),
        (nested, ["Table 2 has a table inside it.", "Table 3 has no header row.", "Table 3 has no alternative text."]),
        (picture, ["The picture “Chart” has no alternative text."]),
        (picture_in_header, ["The picture “Logo” has no alternative text."]),
        (older_picture, ["The picture “Logo” has no alternative text."]),
        (language_of_footer, ["Some words are marked as cy-GB."]),
        (tracked, ["The document has tracked changes that nobody accepted."]),
        (remarked, ["The document has comments in its margin."]),
        (link("click here"), ["The link “click here” does not say where it leads."]),
        (link("https://x.org"), ["The link “https://x.org” does not say where it leads."]),
        (link("paragraph 9", "_Gone"), ["The link “paragraph 9” leads to a place that is not in the document."]),
        (no_headings, ["The document has no headings."]),
        (paragraph("", "Heading 1"), ["There is a heading without words."]),
        (paragraph("Deep", "Heading 3"), ["The heading “Deep” skips a level: 1 is followed by 3."]),
        (paragraph("Bold words", bold=True), ["“Bold words” looks like a heading and is only bold text."]),
        (paragraph("Bold " * 40, bold=True), []),
        (paragraph("ii. typed"), ["“ii. typed” begins with a number or a bullet that was typed."]),
        (paragraph("• typed"), ["“• typed” begins with a number or a bullet that was typed."]),
        (paragraph("2.1 typed"), ["“2.1 typed” begins with a number or a bullet that was typed."]),
        (paragraph("2.1 quoted", "Quote"), []),
        (paragraph("e.g. this"), []),
    ],
)  # fmt: skip
def test_faults(change: Callable[[Any], None], faults: list[str]) -> None:
    found = spoilt(change)
    if change is no_headings:
        found = [fault for fault in found if "headings" in fault]
    assert found == faults


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", zipfile.ZipFile])
def test_what_is_no_word_document(data: Any) -> None:
    if data is zipfile.ZipFile:
        made = io.BytesIO()
        zipfile.ZipFile(made, "w").close()
        data = made.getvalue()
    assert check_docx(data) == ["This is not a Word document that can be read."]


def test_entities_are_not_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(made, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            if name == "word/styles.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
            bad.writestr(name, content)
    assert check_docx(made.getvalue()) == ["This is not a Word document that can be read."]


@settings(max_examples=40)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_damaged_file_never_raises(at: int, value: int) -> None:
    check_docx(GOOD[:at] + bytes([value]) + GOOD[at + 1 :])
