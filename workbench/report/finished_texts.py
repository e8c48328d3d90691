"""Every word of a web page, Markdown, plain text, CSV and JSON, with where it stands."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from interviews.leaks import Stretch

_INLINE = frozenset("a abbr b bdi bdo cite code em i kbd mark q s small span strong sub sup u wbr".split())
_HEADING = "h2"  # the first level is the name of the report
_LINK = re.compile(r"\]\(\s*<?((?:\\.|[^()\\\s]|\([^()]*\))*)>?(?:\s+\"([^\"]*)\")?\s*\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = re.compile(r"^[ \t>]*(?:[-*+•]\s+)?(?:(?:\d+[.)]|\d+(?:\.\d+)+\.?|[a-z]{1,6}[.)])\s+)?", re.MULTILINE)
_MD_HEADING = re.compile(r"##\s+.*")
_TXT_HEADING = re.compile(r"(?:\d{1,2} [A-Z]|Appendix \d+ – )[^\n]{0,100}")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")


class _Page(HTMLParser):
    """Goes through a page; blocks are stretches of one flow, attributes and comments of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Stretch] = []
        self._words: list[str] = []
        self._tags: list[str] = []
        self._part = self._count = 0
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._words.append("\n")
        elif tag not in _INLINE:
            self.end_block()
        self._tags.append(tag)
        for name, value in attrs:
            if value and re.search(r"[^\W\d_]", value):
                label = name if name in ("alt", "title", "content", "href") else "a name or setting"
                what = {"alt": "an alternative text", "content": "properties", "href": "where a link leads"}
                place = what.get(label, label)
                # A link inside the page is named by the words of its heading: not read as a sentence.
                self.found.append(Stretch(f"attribute {len(self.found)}", place, unquote(value).replace("-", " ")))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            is_heading = tag == _HEADING and "nav" not in self._tags
            self.end_block(is_heading=is_heading)
        if tag in self._tags:
            while self._tags and self._tags.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(Stretch(f"comment {len(self.found)}", "a comment in the page", data))

    def end_block(self, *, is_heading: bool = False) -> None:
        """The words so far are a paragraph."""
        words = "".join(self._words)
        self._words = []
        if not words.strip():
            return
        around = self._tags[-1] if self._tags else ""
        if around in ("style", "script", "title"):
            place = "properties, title" if around == "title" else "instructions of the page"
            self.found.append(Stretch(f"{around} {len(self.found)}", place, words))
            return
        if is_heading:
            self._part, self._count, self._heading = self._part + 1, 0, " ".join(words.split())
        else:
            self._count += 1
        where = f"part {self._part}" if self._part else "before the first part"
        place = f"{where}, {'heading' if is_heading else f'paragraph {self._count}'}"
        self.found.append(Stretch("text", place, words, self._heading))


def html_stretches(text: str) -> Iterator[Stretch]:
    """Every word of a web page."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_block()
    yield from page.found


def markdown_stretches(text: str) -> Iterator[Stretch]:
    """Every word of Markdown; where links lead apart from the text that they interrupt."""
    addresses: list[str] = []

    def apart(link: re.Match[str]) -> str:
        addresses.extend(filter(None, (link[1], link[2])))
        return "]"

    plain = _ESCAPED.sub(r"\1", _LINK.sub(apart, text)).replace("*", "")
    yield from _paragraphs(plain, _MD_HEADING)
    for number, address in enumerate(dict.fromkeys(addresses)):
        yield Stretch(f"link {number}", "where a link leads", unquote(address).replace("-", " "))


def text_stretches(text: str) -> Iterator[Stretch]:
    """Every word of plain text."""
    yield from _paragraphs(text, _TXT_HEADING)


def _paragraphs(text: str, headings: re.Pattern[str]) -> Iterator[Stretch]:
    part = count = 0
    heading = ""
    for block in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n")):
        if not block.strip():
            continue
        first, _, rest = block.strip("\n").partition("\n")
        if headings.fullmatch(first.strip()):
            part, count, heading = part + 1, 0, first.strip("# ")
            yield Stretch("text", f"part {part}, heading", heading, heading)
            block = rest
            if not block.strip():
                continue
        count += 1
        where = f"part {part}" if part else "before the first part"
        yield Stretch("text", f"{where}, paragraph {count}", _MARK.sub("", block), heading)


def csv_stretches(text: str) -> Iterator[Stretch]:
    """Every cell of a table, row by row."""
    for row, cells in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff"))), start=1):
        for column, words in enumerate(cells, start=1):
            if words.strip():
                yield Stretch("table", f"row {row}, column {column}", words)


def json_stretches(text: str) -> Iterator[Stretch]:
    """Every text in JSON, the names of its values too."""
    yield from _values(json.loads(text), "value", 0)


def _values(value: Any, place: str, depth: int) -> Iterator[Stretch]:
    match value:
        case str():
            yield Stretch(place, place, value)
        case list():
            for number, inside in enumerate(value, start=1):
                yield from _values(inside, f"{place} {number}", depth + 1)
        case dict():
            for number, (key, inside) in enumerate(value.items(), start=1):
                name = key if _KEY.fullmatch(key) else f"name {number}"
                if name != key:
                    yield Stretch(f"{place}, {name} itself", f"{place}, {name}", key)
                yield from _values(inside, f"{place}, {name}" if depth else name, depth + 1)
