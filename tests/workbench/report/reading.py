"""Reading back what the renderers wrote, independently of them: numbers as shown, and the words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from defusedxml.ElementTree import fromstring
from markdown_it import MarkdownIt

from groups.numbering import letter, roman
from workbench.report.numbering import NumberedReport
from workbench.report.tree import Appendix, Heading, Item, Numbered, Section, walk, words_of
from workbench.report.words import plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerRoman": roman,
    "lowerLetter": letter,
    "upperLetter": lambda n: letter(n).upper(),
}


class Line(NamedTuple):
    """A paragraph as a reader of the Word file sees it."""

    number: str
    words: str
    style: str


def squeezed(words: str) -> str:
    return " ".join(plain(words).split())


def expected_lines(numbered: NumberedReport) -> list[tuple[str, str]]:
    """Every number that the tree gave, with its words, in reading order; headings without a number have none."""
    lines: list[tuple[str, str]] = []
    parts: list[Section | Appendix] = [*numbered.report.sections, *numbered.report.appendices]
    for part in parts:
        number = part.place.number if isinstance(part, Section) else f"Appendix {part.place.number} –"
        lines.append((number, squeezed(part.title)))
        lines += [
            (node.place.number, squeezed(words_of(node.spans)))
            for node in walk(part.blocks)
            if (isinstance(node, Item) and node.place.number) or isinstance(node, Numbered | Heading)
        ]
    return lines


# Word


def docx_part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return fromstring(package.read(name), forbid_dtd=True)


class DocxNumbers:
    """Word's numbers rebuilt from the numbering definitions: counters a definition, levels, starts, styles."""

    def __init__(self, data: bytes) -> None:
        styles, numbering = docx_part(data, "word/styles.xml"), docx_part(data, "word/numbering.xml")
        self.style_names = {s.get(W + "styleId"): _val(s, "name") for s in styles.iter(W + "style")}
        self._style_numbers = {
            s.get(W + "styleId"): (_val(n, "numId"), int(_val(n, "ilvl") or 0))
            for s in styles.iter(W + "style")
            if (n := s.find(f"{W}pPr/{W}numPr")) is not None
        }
        self._levels = {
            a.get(W + "abstractNumId"): {int(lvl.get(W + "ilvl")): lvl for lvl in a.findall(W + "lvl")}
            for a in numbering.findall(W + "abstractNum")
        }
        self._abstract = {n.get(W + "numId"): _val(n, "abstractNumId") for n in numbering.findall(W + "num")}
        self._counters: dict[str, dict[int, int]] = {}

    def of(self, paragraph: Any) -> str:
        style = _val(paragraph, f"pPr/{W}pStyle")
        direct = paragraph.find(f"{W}pPr/{W}numPr")
        if direct is not None:
            number_id, level = _val(direct, "numId"), int(_val(direct, "ilvl") or 0)
        elif style in self._style_numbers:
            number_id, level = self._style_numbers[style]
        else:
            return ""
        levels = self._levels[self._abstract[number_id]]
        counters = self._counters.setdefault(self._abstract[number_id], {})
        counters[level] = counters.get(level, int(_val(levels[level], "start")) - 1) + 1
        for below in [n for n in counters if n > level]:
            del counters[below]
        if _val(levels[level], "numFmt") == "bullet":
            return "•"

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return FORMATS[_val(levels[at], "numFmt")](counters.get(at, int(_val(levels[at], "start"))))

        return re.sub(r"%(\d)", shown, _val(levels[level], "lvlText"))


def docx_lines(data: bytes) -> list[Line]:
    numbers = DocxNumbers(data)
    return [
        Line(numbers.of(p), squeezed(_docx_words(p)), numbers.style_names.get(_val(p, f"pPr/{W}pStyle"), ""))
        for p in docx_part(data, "word/document.xml").iter(W + "p")
    ]


def docx_text(data: bytes) -> str:
    return " ".join(f"{line.number} {line.words}".strip() for line in docx_lines(data))


def _docx_words(paragraph: Any) -> str:
    return "".join(
        (e.text or "") if e.tag == W + "t" else " " for e in paragraph.iter() if e.tag in (W + "t", W + "br")
    )


def _val(element: Any, path: str) -> str:
    found = element.find(W + path)
    return found.get(W + "val") if found is not None else ""


# HTML


class Page(HTMLParser):
    """The text of a page, its headings, the ids it has and the places it leads to."""

    VOID = ("meta", "br")
    INLINE = ("a", "em", "strong", "span")

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unclosed: list[str] = []
        self._silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self.ids += [i for i in [given.get("id")] if i]
        self.hrefs += [h for h in [given.get("href")] if h]
        if tag not in self.VOID:
            self.unclosed.append(tag)
        if tag not in self.INLINE:
            self.words.append(" ")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        self._silent += tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag
        if tag not in self.INLINE:
            self.words.append(" ")
        self._silent -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.words.append(data)
        if any(re.fullmatch(r"h[1-6]", tag) for tag in self.unclosed):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def html_text(html: str) -> str:
    return Page(html).text


def main_text(html: str) -> str:
    """The text of the report's own part of a page, after the contents."""
    return Page(html[html.index('<main id="report">') : html.index("</main>") + len("</main>")]).text


# Markdown


def markdown_text(source: str) -> str:
    """What a CommonMark reader with tables would show, the numbers of its lists included."""
    return " ".join("".join(_markdown_words(source)).split())


def _markdown_words(source: str) -> Iterator[str]:
    counters: list[tuple[int, str] | None] = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(source):
        if token.type == "ordered_list_open":
            counters.append((int(token.attrGet("start") or 1), token.markup))
        elif token.type == "bullet_list_open":
            counters.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            counters.pop()
        elif token.type == "list_item_open" and (at := counters[-1]):
            yield f"{at[0]}{at[1]} "
            counters[-1] = (at[0] + 1, at[1])
        elif token.type in ("code_block", "fence", "html_block"):
            yield f"UNWANTED {token.type}: {token.content} "
        elif token.type == "hr":
            yield "UNWANTED line "
        for child in token.children or []:
            if child.type == "html_inline":
                yield " " if child.content == "<br>" else f"UNWANTED html: {child.content}"
            yield (
                " "
                if child.type in ("softbreak", "hardbreak")
                else child.content
                if child.type != "html_inline"
                else ""
            )
        yield " "
