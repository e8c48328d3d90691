"""Words in a paragraph of a Word report: runs, links that lead somewhere, and the bookmarks they lead to."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from workbench.report.tree import Emphasis, LineBreak, Link, Place, Reference, Spans, Strong, Text, text
from workbench.report.words import plain

_FIRST_ID = 1000  # above the ids of bookmarks that a template brings


class Words:
    """Writes spans into the paragraphs of one document, and knows the document's bookmarks."""

    def __init__(self) -> None:
        self._bookmarks: dict[str, int] = {}

    def plain(self, paragraph: Any, words: str) -> None:
        """Add plain words."""
        self.write(paragraph, text(words))

    def write(self, paragraph: Any, spans: Spans, italic: bool = False, bold: bool = False) -> None:
        """Add spans; ``italic`` and ``bold`` come from the emphasis around them."""
        for span in spans:
            match span:
                case Text():
                    run = paragraph.add_run(plain(span.text))
                    if italic:
                        run.italic = True
                    if bold:
                        run.bold = True
                case LineBreak():
                    paragraph.add_run().add_break()
                case Emphasis():
                    self.write(paragraph, span.spans, True, bold)
                case Strong():
                    self.write(paragraph, span.spans, italic, True)
                case Link():
                    kind = RELATIONSHIP_TYPE.HYPERLINK
                    key = paragraph.part.relate_to(plain(span.address), kind, is_external=True)
                    self._linked(paragraph, span.spans, "r:id", key)
                case Reference():
                    self.link(paragraph, span.anchor, span.shown)

    def link(self, paragraph: Any, anchor: str, words: str) -> None:
        """Add words that lead to a bookmark of the same document."""
        self._linked(paragraph, text(words), "w:anchor", self._name(anchor))

    def mark(self, paragraph: Any, place: Place) -> None:
        """Put a bookmark into the paragraph, where something can refer to it."""
        if place.anchor:
            name = self._name(place.anchor)
            number = _FIRST_ID + self._bookmarks[place.anchor]
            for xml in (f'Start {nsdecls("w")} w:id="{number}" w:name="{name}"', f'End {nsdecls("w")} w:id="{number}"'):
                paragraph._p.append(parse_xml(f"<w:bookmark{xml}/>"))

    def _name(self, anchor: str) -> str:
        """Word's name for an anchor: at most forty letters, figures and underscores; hidden by the first underscore."""
        return f"_Ref{self._bookmarks.setdefault(anchor, len(self._bookmarks) + 1)}"

    def _linked(self, paragraph: Any, spans: Spans, attribute: str, target: str) -> None:
        before = len(paragraph._p)
        self.write(paragraph, spans)
        link = OxmlElement("w:hyperlink")
        link.set(qn(attribute), target)
        link.set(qn("w:history"), "1")
        for child in list(paragraph._p)[before:]:
            if child.tag == qn("w:r"):
                child.get_or_add_rPr().insert(0, parse_xml(f'<w:rStyle {nsdecls("w")} w:val="Hyperlink"/>'))
            link.append(child)
        paragraph._p.append(link)
