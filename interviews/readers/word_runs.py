"""The words inside one paragraph of a Word document: what is shown, in its order, and what is left out counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviews.readers.dropped import Dropped, Left
from interviews.readers.word_styles import Styles, W, is_on, number_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element

WP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"

# Marked as deleted, or moved away: not shown once the changes are accepted.
SKIPPED = {f"{W}del": Left.DELETED, f"{W}moveFrom": Left.MOVED}

_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTHING = {f"{W}{name}" for name in ("pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "tblPr", "tcPr")}
_PICTURES = {f"{_DRAWN}picture}}pic", f"{_VML}imagedata"}
_OBJECTS = {f"{_DRAWN}chart}}chart", f"{_DRAWN}diagram}}relIds", f"{_OFFICE}OLEObject"}
_NOTES = {f"{W}footnoteReference": ("footnotes", "footnote"), f"{W}endnoteReference": ("endnotes", "endnote")}
# Letters of the symbol fonts that answer a question on a form; any other symbol is a bullet.
_SYMBOLS = {
    "F0FE": "☒", "F0FD": "☒", "F078": "☒", "F052": "☑", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0FB": "✗",
    "F0E0": "→", "F0E8": "→",
}  # fmt: skip


class Runs:
    """Reads paragraph after paragraph of one document; fields may begin in one and end in another.

    ``referred`` are the notes that the text refers to, in order. ``boxed`` takes the content of a text box.
    """

    def __init__(self, styles: Styles, dropped: Dropped, boxed: Callable[[Element], None]) -> None:
        self._styles = styles
        self._dropped = dropped
        self._boxed = boxed
        self._fields: list[bool] = []  # for each open field: whether its result has begun
        self._style = ""
        self._hidden = False
        self.referred: dict[str, list[str]] = {"footnotes": [], "endnotes": []}

    def paragraph(self, node: Element, style: str) -> str:
        """The text of a paragraph in a style."""
        outer = self._style, self._hidden
        self._style, self._hidden = style, False
        out: list[str] = []
        self._inline(node, out)
        # What a field is told to do stands in one paragraph; without this, one that never ends would hide the rest.
        self._fields = [result for result in self._fields if result]
        self._style, self._hidden = outer
        return "".join(out)

    def skip(self, node: Element) -> None:
        """Count what stands in a deletion or at the old place of a move."""
        words = (f"{W}delText", f"{W}t")
        if any(child.tag in words and (child.text or "").strip() for child in node.iter()):
            self._dropped.add_stretch(SKIPPED[node.tag])

    @staticmethod
    def alternative(node: Element) -> Iterable[Element]:
        """The one of several ways to show a thing that this reader takes: the newest."""
        choice, fallback = node.find(f"{WP}Choice"), node.find(f"{WP}Fallback")
        if choice is not None:
            return choice
        return fallback if fallback is not None else ()

    def _inline(self, parent: Iterable[Element], out: list[str]) -> None:
        for node in parent:
            tag = node.tag
            if tag == f"{W}t" or tag == f"{_MATHS}t":
                self._keep(node.text or "", out)
            elif tag == f"{W}r":
                self._run(node, out)
            elif tag in _NOTHING:
                continue
            elif tag in _SIGNS:
                self._keep(_SIGNS[tag], out)
            elif tag in SKIPPED:
                self.skip(node)
            elif tag == f"{W}fldChar":
                self._field(node, out)
            elif tag == f"{W}sym":
                self._keep(_SYMBOLS.get(node.get(f"{W}char", "").upper(), "•"), out)
            elif tag in _NOTES:
                self._refer(node, out)
            elif tag == f"{W}commentReference":
                self._dropped.add(Left.COMMENT)
            elif tag == f"{W}txbxContent":
                if not self._hidden:
                    self._boxed(node)
            elif tag == f"{WP}AlternateContent":
                self._inline(self.alternative(node), out)
            elif tag in _PICTURES or tag in _OBJECTS:
                self._dropped.add(Left.PICTURE if tag in _PICTURES else Left.OBJECT)
                self._inline(node, out)
            elif len(node):
                self._inline(node, out)

    def _run(self, node: Element, out: list[str]) -> None:
        properties = node.find(f"{W}rPr")
        outer = self._hidden
        self._hidden = self._hides(properties)
        self._inline(node, out)
        self._hidden = outer

    def _hides(self, properties: Element | None) -> bool:
        own = is_on(properties, "vanish")
        if own is None and (style := value_of(properties, "rStyle")):
            own = self._styles.hides(style)
        return bool(self._styles.hides(self._style) if own is None else own)

    def _keep(self, text: str, out: list[str]) -> None:
        if not all(self._fields):
            return
        if not self._hidden:
            out.append(text)
            self._dropped.end_stretch()
        elif text.strip():
            self._dropped.add_stretch(Left.HIDDEN)

    def _refer(self, node: Element, out: list[str]) -> None:
        kind, called = _NOTES[node.tag]
        if not self._hidden:
            self.referred[kind].append(node.get(f"{W}id", ""))
            self._keep(f"[{called} {len(self.referred[kind])}]", out)

    def _field(self, node: Element, out: list[str]) -> None:
        match node.get(f"{W}fldCharType"):
            case "begin":
                form = node.find(f"{W}ffData")
                if form is not None:
                    self._keep(_answer(form), out)
                self._fields.append(False)
            case "separate" if self._fields:
                self._fields[-1] = True
            case "end" if self._fields:
                self._fields.pop()


def _answer(form: Element) -> str:
    """What a tick box or a drop-down list of an older form shows."""
    box = form.find(f"{W}checkBox")
    if box is not None:
        ticked = is_on(box, "checked")
        return "☒" if (is_on(box, "default") if ticked is None else ticked) else "☐"
    drop_down = form.find(f"{W}ddList")
    entries = drop_down.findall(f"{W}listEntry") if drop_down is not None else []
    chosen = number_of(value_of(drop_down, "result")) or 0
    return entries[chosen].get(f"{W}val", "") if 0 <= chosen < len(entries) else ""
