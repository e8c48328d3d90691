"""What every Word file of ours has around its text: page numbers, and bytes that do not depend on the clock."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn


def with_fixed_times(data: bytes) -> bytes:
    """The same zip with one time for every part: a zip otherwise holds the minute in which it was made."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename), source.read(part), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def page_numbers(document: Any) -> None:
    """A page number on every page, unless the template has one."""
    footer = document.sections[0].footer
    if any("PAGE" in (field.text or "") for field in footer._element.iter(qn("w:instrText"))):
        return
    paragraph = empty_paragraph(footer)
    paragraph.add_run("Page ")
    begin_field(paragraph, "PAGE")
    paragraph.add_run("1")
    end_field(paragraph)


def begin_field(paragraph: Any, instruction: str) -> None:
    """Begin a field of Word's own; what follows until its end is what it showed last."""
    _field_char(paragraph, "begin")
    words = parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"/>')
    words.text = f" {instruction} "
    paragraph.add_run()._r.append(words)
    _field_char(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """End the field that was begun, in the same paragraph or a later one."""
    _field_char(paragraph, "end")


def _field_char(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def empty_paragraph(where: Any) -> Any:
    """The first paragraph of a header or footer where it is empty, else a new one below what a template has there."""
    first = where.paragraphs[0] if where.paragraphs else None
    return first if first is not None and not first.text.strip() else where.add_paragraph()
