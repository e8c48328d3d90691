"""A question sheet as an accessible Word document: headings to move about by, ruled lines to write on.

The numbers of the questions are typed words: they must stay with their question when somebody takes others out.
"""

from __future__ import annotations

import io
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from interviews.question_sheet import HOW_TO, ROOM, QuestionSheet, first_lines, last_headings
from workbench.report.docx_page import page_numbers, with_fixed_times
from workbench.report.docx_styles import new_document, set_language, set_properties
from workbench.report.tree import Report
from workbench.report.words import long_date, plain

ANSWER = "Answer"
_RULES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="1" w:color="767676"/>' for side in ("bottom", "between"))


def sheet_docx(sheet: QuestionSheet) -> bytes:
    """The whole file; the same sheet gives the same bytes."""
    document = new_document()
    _make_answer_style(document)
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    document.add_paragraph(plain(f"Questions: {sheet.title}"), style="Title")
    for name, words in first_lines(sheet, long_date(sheet.on) if sheet.on else ""):
        line = document.add_paragraph()
        # A line of bold words alone would look like a heading that is none.
        line.add_run(f"{name}:").bold = bool(words) or None
        line.add_run(f" {plain(words)}")
    document.add_paragraph(HOW_TO)
    for theme in sheet.themes:
        above = 0
        if theme.title:
            document.add_paragraph(plain(theme.title), style="Heading 1")
            above = 1
        last = above
        for question in theme.questions:
            # A part stands one level below its question; no level is left out for those who move about by headings.
            last = min(above + 1 + question.is_part, last + 1)
            document.add_paragraph(plain(question.heading), style=f"Heading {last}")
            if question.is_asked:
                _room(document)
    for heading, about in last_headings():
        document.add_paragraph(heading, style="Heading 1")
        document.add_paragraph(about).paragraph_format.keep_with_next = True
        _room(document)
    page_numbers(document)
    set_language(document, "en-GB")
    set_properties(
        document,
        Report(sheet.title, form="Questions", subject=sheet.group, on=sheet.on, author=sheet.sender or sheet.council),
    )
    saved = io.BytesIO()
    document.save(saved)
    return with_fixed_times(saved.getvalue())


def _room(document: Any) -> None:
    for _ in range(ROOM):
        document.add_paragraph(style=ANSWER)


def _make_answer_style(document: Any) -> None:
    """Ruled lines: they print as lines to write on, and typing moves them down."""
    style = document.styles.add_style(ANSWER, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    # The borders first: Word wants what stands in a style in one order.
    style.element.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{_RULES}</w:pBdr>"))
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(6)
