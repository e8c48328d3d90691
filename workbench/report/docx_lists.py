"""Word's own numbering for a report: sections and paragraphs, appendices, and every list.

Each list that numbers by itself has a definition of its own, so that none depends on how a program carries counters
from one list to the next; a sub-list of the expected kind is a further level of its list and starts anew by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from workbench.report.tree import ItemList, ListStyle

HANG = 567  # twentieths of a point: one centimetre from a mark to its words
NUMBER_HANG = 851
LEVELS = 9

_FORMATS = {
    ListStyle.ARABIC: "decimal",
    ListStyle.BRACKET: "decimal",
    ListStyle.ROMAN: "lowerRoman",
    ListStyle.LETTER: "lowerLetter",
    ListStyle.CAPITAL: "upperLetter",
    ListStyle.BULLET: "bullet",
}
_BELOW = {
    ListStyle.ARABIC: ListStyle.LETTER,
    ListStyle.BRACKET: ListStyle.LETTER,
    ListStyle.ROMAN: ListStyle.LETTER,
    ListStyle.LETTER: ListStyle.ARABIC,
    ListStyle.CAPITAL: ListStyle.ARABIC,
    ListStyle.BULLET: ListStyle.BULLET,
}


@dataclass
class OpenList:
    """A list being written: its numbering, its level there, and whether the item at hand has a sub-list already."""

    number_id: int
    level: int
    style: ListStyle
    has_sub_list: bool = False


class Numbering:
    """The numbering definitions of one document."""

    def __init__(self, document: Any, linked: Sequence[str]) -> None:
        """``linked`` names the styles that bring the number of a section and of a numbered paragraph."""
        self._element = _numbering_element(document)
        styles = [document.styles[name].style_id for name in linked]
        self._runs: dict[str, int] = {}
        self._bullets: dict[int, int] = {}
        self.sections = self._define([_section_level(n, styles[n] if n < len(styles) else "") for n in range(LEVELS)])
        self.appendices = self._define([_level(0, 1, "decimal", "Appendix %1 –", 0, 0, suffix="space")])

    def open(self, block: ItemList, indent: int, above: OpenList | None) -> OpenList:
        """Begin a list whose marks stand at ``indent``; ``above`` is the list in whose item it stands."""
        level = min(above.level + 1, LEVELS - 1) if above else 0
        if block.run in self._runs:
            return OpenList(self._runs[block.run], level, block.style)
        if above and _is_further_level(block, above):
            above.has_sub_list = True
            return OpenList(above.number_id, level, block.style)
        if block.style is ListStyle.BULLET:
            first = indent - level * HANG
            if first not in self._bullets:
                self._bullets[first] = self._define(_list_levels(block.style, 0, 1, first))
            return OpenList(self._bullets[first], level, block.style)
        number_id = self._define(_list_levels(block.style, level, block.start, indent - level * HANG))
        if block.run:
            self._runs[block.run] = number_id
        return OpenList(number_id, level, block.style)

    def _define(self, levels: list[str]) -> int:
        """Add a definition and one instance of it; the instance's id comes out."""
        root = self._element
        abstract_id = 1 + max((int(a.get(qn("w:abstractNumId"))) for a in root.findall(qn("w:abstractNum"))), default=0)
        number_id = 1 + max((int(n.get(qn("w:numId"))) for n in root.findall(qn("w:num"))), default=0)
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
            f'<w:nsid w:val="{0x5C000000 + abstract_id:08X}"/><w:multiLevelType w:val="multilevel"/>'
            f"{''.join(levels)}</w:abstractNum>"
        )
        instance = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number_id}"><w:abstractNumId w:val="{abstract_id}"/></w:num>'
        )
        first = root.find(qn("w:num"))
        if first is None:
            root.append(abstract)
            root.append(instance)
        else:
            first.addprevious(abstract)
            root.findall(qn("w:num"))[-1].addnext(instance)
        return number_id


def _is_further_level(block: ItemList, above: OpenList) -> bool:
    return (
        block.style is _BELOW[above.style]
        and block.start == 1
        and not block.run
        and above.level < LEVELS - 1
        and (block.style is ListStyle.BULLET or not above.has_sub_list)
    )


def _list_levels(style: ListStyle, level: int, start: int, indent: int) -> list[str]:
    """The nine levels of a list whose own level is ``level``; those below follow the council's order of marks."""
    levels = []
    for n in range(LEVELS):
        shown = "•" if style is ListStyle.BULLET else f"%{n + 1}{')' if style is ListStyle.BRACKET else '.'}"
        levels.append(_level(n, start if n == level else 1, _FORMATS[style], shown, indent + n * HANG, HANG))
        style = _BELOW[style] if n >= level else style
    return levels


def _section_level(n: int, linked: str) -> str:
    """1 for a section, 1.1 for a numbered paragraph, 1.1.1 and so on below it."""
    return _level(n, 1, "decimal", ".".join(f"%{k + 1}" for k in range(n + 1)), 0, NUMBER_HANG, linked=linked)


def _level(
    n: int, start: int, number_format: str, shown: str, indent: int, hang: int, linked: str = "", suffix: str = "tab"
) -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        + (f'<w:pStyle w:val="{linked}"/>' if linked else "")
        + f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent + hang}" w:hanging="{hang}"/></w:pPr></w:lvl>'
    )


def _numbering_element(document: Any) -> Any:
    """The root of the document's numbering part, which a council's template may not have yet."""
    part = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        name, root = PackURI("/word/numbering.xml"), parse_xml(f"<w:numbering {nsdecls('w')}/>")
        made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element
