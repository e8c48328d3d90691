"""The Word file: what its readers and a screen reader need, links, properties, a council's own template."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.workbench.report.reading import W, docx_lines, docx_part, expected_lines
from tests.workbench.report.samples import report
from workbench.report.as_docx import as_docx
from workbench.report.checks import check_docx
from workbench.report.docx_template import BadTemplate, read_template
from workbench.report.numbering import number
from workbench.report.tree import Appendix, Report, Row, Section, Strong, Table, cell, text
from workbench.report.tree import Paragraph as Plain

NUMBERED = number(report())
DATA = as_docx(NUMBERED)


def opened(data: bytes = DATA) -> Any:
    return docx.Document(io.BytesIO(data))


def test_it_passes_the_checks() -> None:
    assert check_docx(DATA) == []


def test_properties() -> None:
    core = opened().core_properties
    assert core.title == "Briefing note: Elective Home Education Task and Finish Group"
    assert core.subject == "Elective Home Education Task and Finish Group"
    assert (core.author, core.last_modified_by, core.comments) == ("Ada Quill", "Ada Quill", "")
    assert core.language == "en-GB"
    assert core.created.replace(tzinfo=None) == core.modified.replace(tzinfo=None) == datetime(2026, 11, 3)


def test_the_page_is_a4_in_black_arial() -> None:
    document = opened()
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Caption", "Numbered Paragraph"):
        style = document.styles[name]
        assert (style.font.name, str(style.font.color.rgb)) == ("Arial", "000000")
        assert style.element.rPr.rFonts.get(W + "asciiTheme") is None


def test_a_title_longer_than_a_property_may_be_is_cut_there_only() -> None:
    long = "word " * 100
    data = as_docx(number(Report(long)))
    assert len(opened(data).core_properties.title) == 255
    assert any(line.words.endswith(long.strip()) for line in docx_lines(data))


def test_headings_are_headings_and_the_form_is_the_councils() -> None:
    lines = [(line.style, line.number, line.words) for line in docx_lines(DATA)]
    assert lines[:6] == [
        ("Council Name", "", "Wexcombe City Council"),
        ("Title", "", "Briefing note"),
        ("", "", "To: Children and Families Scrutiny Board (2)"),
        ("", "", "Date: 3rd November 2026"),
        ("", "", "Subject: Elective Home Education Task and Finish Group"),
        ("heading 1", "1", "Purpose of the Note"),
    ]
    assert ("heading 2", "5.1.1", "Police") in lines
    assert ("heading 2", "4.1", "Key findings") in lines
    assert ("heading 2", "", "Visits") in lines
    assert ("Numbered Paragraph", "2.1", "The Board recommend to the Cabinet Member that:") in lines
    assert ("heading 1", "Appendix 1 –", "Scoping Document") in lines
    listed = lines.index(("", "", "Appendix 1 – Scoping Document"))
    assert lines[listed + 3] == (
        *("", ""),
        "Ada Quill, Scrutiny Officer 01632 960001 ada.quill@wexcombe.example",
    )


def test_links_lead_to_bookmarks_that_are_there_and_out_by_address() -> None:
    document = docx_part(DATA, "word/document.xml")
    marks = [mark.get(W + "name") for mark in document.iter(W + "bookmarkStart")]
    anchors = [link.get(W + "anchor") for link in document.iter(W + "hyperlink") if link.get(W + "anchor")]
    assert len(marks) == len(set(marks))
    assert len(anchors) == 9
    assert set(anchors) <= set(marks)
    ids = [mark.get(W + "id") for mark in document.iter(W + "bookmarkStart")]
    assert len(ids) == len(set(ids))
    addresses = [r.target_ref for r in opened().part.rels.values() if r.is_external]
    assert sorted(addresses) == ["https://example.org/ehe?a=1&b=2", "mailto:ada.quill@wexcombe.example"]


def test_a_link_leads_to_the_paragraph_whose_number_it_shows() -> None:
    document = docx_part(DATA, "word/document.xml")
    at = {
        mark.get(W + "name"): "".join(t.text or "" for t in paragraph.iter(W + "t"))
        for paragraph in document.iter(W + "p")
        for mark in paragraph.iter(W + "bookmarkStart")
    }
    leads = {
        "".join(t.text or "" for t in link.iter(W + "t")): at[link.get(W + "anchor")]
        for link in document.iter(W + "hyperlink")
        if link.get(W + "anchor")
    }
    assert leads["recommendation 4)"] == "The health partners agree on one form, with:"
    assert leads["1a"] == "new families"
    assert leads["paragraph 5.1.1.i"] == "Officers know the families."
    assert leads["Appendix 2"] == "Key Lines of Enquiry"


def test_tables_have_header_rows_and_words_for_those_who_cannot_see_them() -> None:
    scope, figures = opened().tables
    properties = scope._tbl.tblPr
    assert [child.get(W + "val") for child in properties][-2:] == [
        "Scoping document",
        "The questions of the scoping form and the group's answers.",
    ]
    assert [[c.text for c in row.cells] for row in figures.rows] == [
        ["", "2024", "2025"],
        ["JAN", "12", "15"],
        ["FEB", "13", "19"],
    ]
    assert [p.text for p in scope.rows[3].cells[1].paragraphs] == ["Replies", "Change"]


def test_every_page_has_its_number_and_a_working_copy_says_so() -> None:
    made = as_docx(number(Report("T", (Section("S"),), marking="Working copy – not for publication")))
    document = opened(made)
    assert "PAGE" in document.sections[0].footer._element.xml
    assert document.sections[0].header.paragraphs[0].text == "Working copy – not for publication"
    assert docx_lines(made)[0].words == "Working copy – not for publication"


def test_tables_that_touch_stay_two() -> None:
    table = Table((text("a"),), (Row((cell("1"),)),), description="d")
    made = opened(as_docx(number(Report("T", appendices=(Appendix("A", (table, table)),)))))
    tags = [child.tag.removeprefix(W) for child in made.element.body]
    assert tags[-5:] == ["tbl", "p", "tbl", "p", "sectPr"]


class TestTemplate:
    @pytest.fixture
    def template(self, tmp_path: Path) -> Path:
        """A council's letterhead, with headings that number themselves and no numbering part's worth of lists."""
        made = docx.Document()
        made.add_paragraph("Wexcombe letterhead")
        made.sections[0].footer.paragraphs[0].text = "Wexcombe City Council, The Guildhall"
        made.styles["Heading 2"].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1
        made.styles["Normal"].font.name = "Gill Sans"
        made.styles["Quote"].delete()
        path = tmp_path / "letterhead.docx"
        made.save(str(path))
        return path

    def test_its_letterhead_and_styles_stay_and_the_numbers_are_ours(self, template: Path) -> None:
        data = as_docx(NUMBERED, read_template(template))
        lines = docx_lines(data)
        assert lines[0].words == "Wexcombe City Council"
        assert [(n, w) for n, w, style in lines if n not in ("", "•") or style.startswith("heading")] == expected_lines(
            NUMBERED
        )
        document = opened(data)
        assert document.styles["Normal"].font.name == "Gill Sans"
        assert [p.text for p in document.sections[0].footer.paragraphs] == [
            "Wexcombe City Council, The Guildhall",
            "Page 1",
        ]
        assert check_docx(data) == []

    def test_one_with_a_page_number_gets_no_second(self, template: Path) -> None:
        once = as_docx(NUMBERED, read_template(template))
        template.write_bytes(once)
        assert opened(as_docx(NUMBERED, read_template(template))).sections[0].footer._element.xml.count(" PAGE ") == 1

    def test_one_without_a_numbering_part_gets_one(self, template: Path) -> None:
        with zipfile.ZipFile(template) as package:
            parts = {name: package.read(name) for name in package.namelist() if name != "word/numbering.xml"}
        for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
            parts[name] = b"".join(
                piece
                for piece in _elements(parts[name])
                if b"/numbering" not in piece and b'"numbering.xml' not in piece
            )
        with zipfile.ZipFile(template, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
        lines = docx_lines(as_docx(NUMBERED, read_template(template)))
        assert [(n, w) for n, w, style in lines if n not in ("", "•") or style.startswith("heading")] == expected_lines(
            NUMBERED
        )

    @pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
    def test_what_is_no_word_document_is_refused_in_a_sentence(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "template.docx"
        path.write_bytes(content)
        with pytest.raises(BadTemplate, match=r"^“template.docx” cannot be used as a Word template: it is damaged"):
            read_template(path)

    def test_a_missing_file_is_refused_in_a_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(BadTemplate, match=r"“gone.docx” cannot be used"):
            read_template(tmp_path / "gone.docx")


def _elements(xml: bytes) -> list[bytes]:
    return [piece + b">" for piece in xml.split(b">") if piece]


def test_bold_short_paragraphs_are_reported_as_what_they_are() -> None:
    made = as_docx(number(Report("T", (Section("S", (Plain((Strong(text("Not a heading")),)),)),))))
    assert check_docx(made) == ["“Not a heading” looks like a heading and is only bold text."]
