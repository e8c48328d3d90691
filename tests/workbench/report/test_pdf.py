"""The PDF: the numbers and words of the tree, tagged and with bookmarks, whatever the words are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from tests.hostile import HOSTILE_STRINGS
from tests.workbench.report.reading import expected_lines, squeezed
from tests.workbench.report.reviews import full
from tests.workbench.report.samples import items, report
from workbench.report import as_pdf as module
from workbench.report.as_pdf import NoPdf, as_pdf
from workbench.report.briefing_note import WORKING_COPY, briefing_note
from workbench.report.numbering import number
from workbench.report.tree import (
    Appendix,
    Item,
    ItemList,
    ListStyle,
    Numbered,
    Paragraph,
    Quotation,
    Report,
    Row,
    Section,
    Table,
    Text,
    cell,
    text,
)

NUMBERED = number(report())


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def root_of(data: bytes) -> Any:
    return read(data).trailer["/Root"]


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def one(*blocks: Any, **parts: Any) -> bytes:
    return as_pdf(number(Report("A title", (Section("A section", tuple(blocks)),), **parts)))


def tags(data: bytes) -> list[str]:
    """The structure of the file in reading order."""

    def walk(node: Any) -> Iterator[str]:
        node = node.get_object()
        if not isinstance(node, dict):
            return
        if "/S" in node:
            yield str(node["/S"])[1:]
        below = node.get("/K")
        below = below.get_object() if below is not None and hasattr(below, "get_object") else below
        for each in below if isinstance(below, list) else [below] if below is not None else []:
            if hasattr(each, "get_object"):
                yield from walk(each)

    return list(walk(root_of(data)["/StructTreeRoot"]))


def test_it_shows_the_numbers_that_the_tree_gave_in_their_order() -> None:
    shown = squeezed(words(as_pdf(NUMBERED)))
    at = shown.rindex(squeezed("1 Purpose of the Note"))
    for given, said in expected_lines(NUMBERED):
        line = squeezed(f"{given} {said}")
        assert line in shown[at:], line
        at = shown.index(line, at) + len(line)


def test_it_is_tagged_titled_and_in_british_english() -> None:
    data = as_pdf(number(briefing_note(full())))
    file = read(data)
    root = root_of(data)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.metadata is not None
    assert file.metadata.title == "Briefing note: Elective Home Education Task and Finish Group"
    assert file.metadata.author == "Ada Quill"
    assert {str(page["/Tabs"]) for page in file.pages} == {"/S"}
    found = tags(data)
    assert found[0] == "Document"
    assert found.count("Title") == 1
    assert found.count("THead") == found.count("Table") >= 1
    assert {"TH", "TD", "L", "LI", "Lbl", "LBody", "Link", "TOC", "BlockQuote"} <= set(found)
    levels = [int(tag[1:]) for tag in found if tag[0] == "H" and tag[1:].isdecimal()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_section_and_appendix_is_a_bookmark() -> None:
    note = number(briefing_note(full())).report
    outline = [
        str(entry.title) for entry in read(as_pdf(number(briefing_note(full())))).outline if hasattr(entry, "title")
    ]
    wanted = [f"{s.place.number} {s.title}" for s in note.sections] + [a.heading for a in note.appendices]
    assert [title for title in outline if title != "Contents"] == wanted


def test_only_fonts_inside_the_file_are_used() -> None:
    for page in read(as_pdf(NUMBERED)).pages:
        fonts: Any = page["/Resources"]
        for font in fonts["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert any(f"/FontFile{n}" in below["/FontDescriptor"].get_object() for n in ("", "2", "3"))


def test_references_and_links_lead_somewhere() -> None:
    data = as_pdf(NUMBERED)
    links = [
        note.get_object()
        for page in read(data).pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    outside = {str(link["/A"]["/URI"]) for link in links if "/A" in link and "/URI" in link["/A"]}
    assert outside == {"https://example.org/ehe?a=1&b=2", "mailto:ada.quill@wexcombe.example"}
    assert sum(1 for link in links if "/Dest" in link or "/D" in link.get("/A", {})) >= 8


def test_the_same_report_gives_the_same_bytes() -> None:
    assert as_pdf(NUMBERED) == as_pdf(number(report()))


def test_a_working_copy_says_so_on_every_page_and_a_public_one_holds_nothing_private() -> None:
    private, public = (as_pdf(number(briefing_note(full(), private=each))) for each in (True, False))
    assert all(WORKING_COPY in page.extract_text() for page in read(private).pages)
    assert "CANARY-PRIVATE-TEXT" in words(private)
    assert "CANARY" not in words(public)
    assert WORKING_COPY not in words(public)


@pytest.mark.parametrize("hostile", [*HOSTILE_STRINGS, '#read("/etc/passwd") #import "@preview/x:0.1.0" $x$ @one <a>'])
def test_any_words_are_words_and_nothing_else(hostile: str) -> None:
    hostile = hostile[:2_000]
    listed = ItemList(ListStyle.ROMAN, (Item(text(hostile), (Paragraph(text(hostile)),)), *items("after")))
    table = Table((text(hostile), text("b")), (Row((cell(hostile), (listed,))),), caption=hostile, description=hostile)
    data = one(
        Numbered(text(hostile), (listed, Quotation((Paragraph(text(hostile)),)))),
        Numbered(text(hostile), is_heading=True),
        table,
        council=hostile,
        to=hostile,
        subject=hostile,
        author=hostile,
        appendices=(Appendix(hostile, (table,)),),
    )
    shown = words(data)
    assert "after" in shown
    assert "root:" not in shown
    if hostile.isascii() and hostile.isprintable() and max(map(len, hostile.split()), default=99) < 40:
        assert squeezed(hostile) in squeezed(shown)


def test_a_sign_that_no_font_has_is_told_by_its_name() -> None:
    assert "It helps [thumbs up sign] a lot" in words(one(Numbered(text("It helps 👍 a lot"))))


def test_a_word_without_an_end_and_a_heading_as_long_as_a_page_do_no_harm() -> None:
    long = "word " * 3_000
    rows = tuple(Row((cell("x"), (Paragraph((Text(long),)),))) for _ in range(3))
    data = one(Table((text(long), text("b")), rows), Numbered(text("word" * 3_000)))
    assert len(read(data).pages) < 200


def test_without_the_extra_it_says_how_to_get_it_and_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(NoPdf, match=r"pip install .*\[pdf\].* Word or as a web page"):
        as_pdf(NUMBERED)
