"""A council's own Word document as the template: what stays, what is added, what is left out, what is refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from tests.workbench.report.reading import docx_lines, docx_part, expected_lines
from tests.workbench.report.reviews import full
from tests.workbench.report.samples import report
from workbench.report import docx_template
from workbench.report.as_docx import as_docx
from workbench.report.briefing_note import briefing_note
from workbench.report.checks import check_docx
from workbench.report.docx_template import BadTemplate, checked, read_template
from workbench.report.numbering import number

NUMBERED = number(report())


def _pixel() -> bytes:
    """A picture of one pixel."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0abc")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


PIXEL = _pixel()


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def letterhead() -> Any:
    """A document as a council has it: logo and address on every page, its own fonts, wide margins."""
    document = docx.Document()
    page = document.sections[0]
    page.left_margin = Mm(40)
    page.header.paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL), width=Mm(20))
    page.footer.paragraphs[0].text = "Wexcombe City Council, The Guildhall"
    document.styles["Normal"].font.name = "Gill Sans"
    document.styles["Heading 1"].font.size = Pt(22)
    return document


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def made(document: Any) -> bytes:
    return as_docx(NUMBERED, checked("letterhead.docx", saved(document)))


def test_page_logo_header_footer_and_fonts_stay() -> None:
    document = docx.Document(io.BytesIO(made(letterhead())))
    page = document.sections[0]
    assert round(page.left_margin.mm) == 40
    assert [p.text for p in page.footer.paragraphs] == ["Wexcombe City Council, The Guildhall", "Page 1"]
    assert document.styles["Normal"].font.name == "Gill Sans"
    assert document.styles["Heading 1"].font.size == Pt(22)
    assert any(name.startswith("word/media/") for name in parts_of(made(letterhead())))


def test_the_whole_note_passes_the_checks_in_a_template_and_has_its_numbers() -> None:
    note = number(briefing_note(full(), private=True))
    data = as_docx(note, checked("letterhead.docx", saved(letterhead())))
    assert check_docx(data) == []
    shown = [(n, w) for n, w, style in docx_lines(data) if n not in ("", "•") or style.startswith("heading")]
    assert shown == expected_lines(note)


def test_a_logo_without_words_is_called_the_letterhead_of_the_council_and_it_is_said() -> None:
    template = checked("letterhead.docx", saved(letterhead()))
    assert template.remarks == (
        "A picture in its header or footer has no alternative text: the report calls it the letterhead.",
    )
    assert b'descr="Letterhead of Wexcombe City Council"' in b"".join(
        part for name, part in parts_of(as_docx(NUMBERED, template)).items() if "header" in name
    )


def test_text_in_its_body_is_left_out_and_it_is_said() -> None:
    document = letterhead()
    document.add_paragraph("CANARY of an old report")
    document.add_picture(io.BytesIO(PIXEL))
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "CANARY of a table"
    template = checked("old.docx", saved(document))
    assert template.remarks[0] == (
        "Its page has text and a picture of its own, which is left out: what is to stand on every page goes into the "
        "header."
    )
    data = as_docx(NUMBERED, template)
    assert not any(b"CANARY" in part for part in parts_of(data).values())
    assert docx_lines(data)[0].words == "Wexcombe City Council"


def test_of_several_sections_the_first_gives_the_page() -> None:
    document = letterhead()
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.left_margin = Mm(10)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "CANARY of the second section"
    template = checked("two.docx", saved(document))
    assert "It has several sections: the report takes the page, header and footer of the first." in template.remarks
    data = as_docx(NUMBERED, template)
    opened = docx.Document(io.BytesIO(data))
    assert len(opened.sections) == 1
    assert round(opened.sections[0].left_margin.mm) == 40
    assert not any(b"CANARY" in part for part in parts_of(data).values())
    assert check_docx(data) == []


def test_missing_styles_are_added_legible_and_others_of_their_name_stay_what_they_are() -> None:
    document = letterhead()
    for name in ("Title", "Heading 2", "Caption", "List Paragraph"):
        document.styles[name].delete()
    document.styles.add_style("Caption", WD_STYLE_TYPE.CHARACTER)
    data = made(document)
    assert check_docx(data) == []
    styles = docx.Document(io.BytesIO(data)).styles
    assert (styles["Heading 2"].font.bold, styles["Heading 2"].font.size) == (True, Pt(14))
    assert styles["Heading 2"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"
    assert styles["Caption"].type == WD_STYLE_TYPE.PARAGRAPH
    assert styles["Caption (template)"].type == WD_STYLE_TYPE.CHARACTER


def test_another_language_becomes_ours_everywhere() -> None:
    document = letterhead()
    run = document.sections[0].footer.paragraphs[0].runs[0]._r
    run.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US"/>'))
    assert check_docx(made(document)) == []


def test_what_people_remarked_locked_and_linked_goes() -> None:
    document = letterhead()
    paragraph = document.add_paragraph("x")
    document.add_comment(paragraph.runs, text="CANARY of a remark", author="CANARY Smith")
    settings = document.settings.element
    for name in ("trackRevisions", "documentProtection", "mailMerge"):
        settings.append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))
    document.part._settings_part.rels.get_or_add_ext_rel(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        "https://canary.example/a",
    )
    core = document.core_properties
    core.category = core.comments = core.keywords = core.content_status = core.author = "CANARY property"
    parts = parts_of(made(document))
    assert not any(b"CANARY" in part or b"canary.example" in part for part in parts.values())
    assert b"documentProtection" not in parts["word/settings.xml"]
    assert check_docx(packed(parts)) == []


def test_a_picture_that_would_be_fetched_from_elsewhere_is_taken_out() -> None:
    document = letterhead()
    header = document.sections[0].header
    key = header.part.rels.get_or_add_ext_rel(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", "https://canary.example/logo.png"
    )
    blip = next(header._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    blip.set(qn("r:link"), key)
    assert not any(b"canary.example" in part for part in parts_of(made(document)).values())


def test_a_template_of_words_own_kind_is_taken() -> None:
    parts = parts_of(saved(letterhead()))
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(b"document.main+xml", b"template.main+xml")
    data = as_docx(NUMBERED, checked("letterhead.dotx", packed(parts)))
    assert b"document.main+xml" in parts_of(data)[name]
    assert check_docx(data) == []


def with_macros() -> bytes:
    parts = parts_of(saved(letterhead()))
    return packed({**parts, "word/vbaProject.bin": b"macro"})


def bomb() -> bytes:
    return packed({**parts_of(saved(letterhead())), "word/media/a.png": b"\0" * 50_000_000})


def with_dtd() -> bytes:
    parts = parts_of(saved(letterhead()))
    styles = parts["word/styles.xml"].partition(b"?>")
    parts["word/styles.xml"] = styles[0] + styles[1] + b'<!DOCTYPE a [<!ENTITY b "c">]>' + styles[2]
    return packed(parts)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (lambda: b"", "it is damaged"),
        (lambda: b"%PDF-1.7 not a zip", "it is damaged"),
        (lambda: packed({"a.txt": b"x"}), "save it in Word as a Word document"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600, "is locked with a password, or was saved by an old Word"),
        (with_macros, "has macros in it"),
        (bomb, "it grows to an unlikely size when unpacked"),
        (with_dtd, "it holds definitions that an office document has no need of"),
        (lambda: packed({"../evil.xml": b"<a/>"}), "it has a part with an unsafe name"),
    ],
)
def test_what_cannot_be_a_template_is_refused_in_one_sentence(data: Callable[[], bytes], why: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        checked("x.docx", data())
    assert str(refused.value).startswith("“x.docx” ")
    assert why in str(refused.value)
    assert str(refused.value).endswith(".")


def test_one_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_template, "MOST_BYTES", 1_000_000)
    path = tmp_path / "large.docx"
    path.write_bytes(b"PK" + b"x" * 1_000_000)
    with pytest.raises(BadTemplate, match=r"“large.docx” is larger than 1 MB"):
        read_template(path)


class TestContents:
    NOTE = number(briefing_note(full()))

    def test_a_note_begins_with_a_field_that_is_filled_in(self) -> None:
        data = as_docx(self.NOTE)
        lines = [(line.style, line.words) for line in docx_lines(data)]
        first = lines.index(("Contents Heading", "Contents"))
        listed = [words for style, words in lines[first + 1 :] if style == "toc 1"]
        assert listed[:2] == ["1 Purpose of the Note", "2 Recommendations"]
        assert listed[-1] == "Appendix 4 – Submission from SNT" or listed[-1].startswith("Appendix ")
        assert len(listed) == len(self.NOTE.report.sections) + len(self.NOTE.report.appendices)
        document = docx_part(data, "word/document.xml")
        kinds = [char.get(qn("w:fldCharType")) for char in document.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        assert check_docx(data) == []

    def test_its_lines_lead_to_the_headings(self) -> None:
        document = docx_part(as_docx(self.NOTE), "word/document.xml")
        marks = {
            mark.get(qn("w:name")): "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
            for paragraph in document.iter(qn("w:p"))
            for mark in paragraph.iter(qn("w:bookmarkStart"))
        }
        links = list(document.iter(qn("w:hyperlink")))[: len(self.NOTE.report.sections)]
        leads = [marks[link.get(qn("w:anchor"))] for link in links]
        assert leads == [section.title for section in self.NOTE.report.sections]
