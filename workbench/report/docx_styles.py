"""The styles, language and properties of a Word report, in a plain document or in a council's own template."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips

from workbench.report.docx_template import Template, opened, page_parts
from workbench.report.tree import Report
from workbench.report.words import plain

NUMBERED, COUNCIL, MARKING = "Numbered Paragraph", "Council Name", "Marking"
NUMBERED_STYLES = ("Heading 1", NUMBERED)
TABLE_HEADING, TABLE_TEXT, QUOTATION = "Table Heading", "Table Text", "Quote"
CONTENTS, CONTENTS_HEADING = "toc 1", "Contents Heading"

_FONT = "Arial"
_SIZES = {"Normal": 12, "Title": 24, "Heading 1": 16, "Heading 2": 14, "Caption": 12, TABLE_TEXT: 10}
_BUILT_IN = ("Title", "List Paragraph", "Caption", QUOTATION, CONTENTS, *(f"Heading {n}" for n in range(1, 10)))
_OURS = {
    NUMBERED: False,
    COUNCIL: True,
    MARKING: True,
    TABLE_TEXT: False,
    TABLE_HEADING: True,
    CONTENTS_HEADING: True,
}
_LONGEST_PROPERTY = 255


def new_document(template: Template | None = None, council: str = "") -> Any:
    """An empty document with every style that a report needs.

    With a template its page, headers, footers and styles are kept and only what is missing is added. Raises
    docx_template.BadTemplate where the file cannot be used.
    """
    document = opened(template, council) if template else docx.Document()
    present = {style.name: style.type for style in document.styles}
    for name in ("Normal", *_BUILT_IN, *_OURS):
        if present.get(name) != WD_STYLE_TYPE.PARAGRAPH:
            _add_style(document, name, is_taken=name in present)
    if "Hyperlink" not in present:
        link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.color.rgb = RGBColor(0x05, 0x3F, 0x8C)
        link.font.underline = True
    if template is None:
        _make_legible(document)
    return document


def _add_style(document: Any, name: str, *, is_taken: bool) -> None:
    """Add a style that a template lacks, in the template's own font; another kind of style may bear its name."""
    if is_taken:
        document.styles[name].name = f"{name} (template)"
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name not in _OURS)
    if name == "Normal":
        return
    style.base_style = document.styles[TABLE_TEXT if name == TABLE_HEADING else "Normal"]
    style.font.bold = _OURS.get(name) or (name.startswith("Heading") or name == "Title") or None
    if name.startswith(("Heading", "Title", "Caption", CONTENTS_HEADING)):
        style.paragraph_format.keep_with_next = True
    if name in _SIZES and name != "Caption":
        style.font.size = Pt(_SIZES[name])
    if name.startswith("Heading"):
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(name.split()[1]) - 1))
        style.element.get_or_add_pPr().append(level)


def link_numbering(document: Any, number_id: int) -> None:
    """Give sections and numbered paragraphs their numbers by style; no other heading may bring its own."""
    for name in (*(f"Heading {n}" for n in range(2, 10)), "Title", "List Paragraph"):
        properties = document.styles[name].element.get_or_add_pPr()
        for numbers in properties.findall(qn("w:numPr")):
            properties.remove(numbers)
    for level, name in enumerate(NUMBERED_STYLES):
        numbers = document.styles[name].element.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_ilvl().val = level
        numbers.get_or_add_numId().val = number_id


def set_language(document: Any, language: str) -> None:
    """The language of every word, so that a screen reader speaks it and the spelling is checked in it."""
    styles, settings = document.styles.element, document.settings.element
    defaults = _child(_child(_child(styles, "w:docDefaults", first=True), "w:rPrDefault", first=True), "w:rPr")
    _child(defaults, "w:lang")
    for root in (styles, document.element, *page_parts(document)):
        for mark in root.iter(qn("w:lang")):
            mark.set(qn("w:val"), language)
            mark.set(qn("w:eastAsia"), language)
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), language)
    document.core_properties.language = language


def set_properties(document: Any, report: Report) -> None:
    """Title, subject, author and dates; the dates are the report's own, so that the same report is the same file."""
    core = document.core_properties
    day = datetime(report.on.year, report.on.month, report.on.day) if report.on else None
    core.title = plain(report.full_title)[:_LONGEST_PROPERTY]
    core.subject = plain(report.subject or report.title)[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = plain(report.author)[:_LONGEST_PROPERTY]
    core.comments = core.keywords = core.category = core.content_status = core.identifier = core.version = ""
    core.revision = 1
    for name in ("created", "modified", "lastPrinted"):
        for old in core._element.findall(f".//{{*}}{name}"):
            core._element.remove(old)
    if day:
        core.created = core.modified = day


def _make_legible(document: Any) -> None:
    """A4, and black Arial of a readable size instead of the writer's own theme."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and (style.name in _BUILT_IN or style.name in ("Normal", *_OURS)):
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for name in list(fonts.attrib):
                del fonts.attrib[name]
            style.font.name = _FONT
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.font.italic = False
            if style.name.startswith("Heading") or style.name in _SIZES:
                style.font.size = Pt(_SIZES.get(style.name, 12))
    document.styles[QUOTATION].paragraph_format.left_indent = Twips(567)
    document.styles[TABLE_TEXT].paragraph_format.space_after = Pt(2)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    document.styles["List Paragraph"].paragraph_format.space_after = Pt(6)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del document.part.package.rels[key]


def _child(parent: Any, name: str, first: bool = False) -> Any:
    """The child of that name, added where there is none."""
    found = parent.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        parent.insert(0, found) if first else parent.append(found)
    return found
