"""Web pages as text: headings, numbered and bulleted lists, tables as tab-separated lines. Nothing is fetched.

Runs in the fenced child only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from interviews.readers.counting import letters, roman
from interviews.readers.dropped import Dropped, Left
from interviews.readers.problems import Refusal
from interviews.readers.sniff import decode
from interviews.readers.web_tables import Tables
from interviews.readers.web_tokens import Tag, tokens

MOST_BYTES = 20_000_000

_CHARSET = re.compile(rb"<meta[^<>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHARSET_WITHIN = 4_096
# Encodings of letters only: Python knows others that take for ever, or are no encodings of text.
_CHARSETS = re.compile(
    r"(?:iso-?8859-|windows-|cp|koi8-|mac|euc-|gb|big5|shift_jis|us-ascii|latin)[\w-]*", re.IGNORECASE
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_MOST_STEPS = 50  # up the open elements, to find one that a new element closes
_LONGEST_TITLE = 300

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr keygen".split())
_LEFT_OUT = {"script": Left.SCRIPT, "style": Left.STYLE}
_UNSEEN = frozenset("template noscript noembed noframes iframe object svg math audio video datalist select".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_APART = frozenset("p blockquote pre figure address dl ul ol menu".split()) | _HEADINGS
_BLOCKS = _APART | frozenset(
    "html body div section article aside header footer nav main form fieldset legend hr center details summary dt dd "
    "li figcaption table caption tr td th thead tbody tfoot option dialog hgroup search".split()
)
_LISTS = frozenset("ul ol menu".split())
_CELLS = frozenset("td th".split())
# What an opening tag ends where it was left open, and what it does not look beyond.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (_CELLS, frozenset({"table", "tr"})),
    "th": (_CELLS, frozenset({"table", "tr"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "thead": (frozenset({"tr", "thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tbody": (frozenset({"tr", "thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"tr", "thead", "tbody", "tfoot"}), frozenset({"table"})),
}
_MARKS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}


class Web(NamedTuple):
    """A page: its text, what it says of itself, its tables, in which encoding it was read, and what was left out."""

    text: str
    title: str
    author: str
    tables: list[tuple[str, list[list[str]]]]
    encoding: str
    notice: str
    dropped: list[str]


@dataclass
class _Open:
    """An element that has begun; a list counts its items in ``count``, None for bullets."""

    name: str
    hides: bool = False
    count: int | None = None
    step: int = 1
    form: str = "1"


def read_web(data: bytes | str) -> Web:
    """Read a page from its bytes (the encoding by its mark, else as the page says) or its text. Raises Refusal."""
    if len(data) > MOST_BYTES:
        raise Refusal(
            f"has {len(data) / 1e6:.0f} MB; web pages of up to {MOST_BYTES / 1e6:.0f} MB can be read: split it."
        )
    page, encoding, notice = (data, "", "") if isinstance(data, str) else _decoded(data)
    reading = _Page()
    for token in tokens(page):
        if isinstance(token, Tag):
            reading.tag(token)
        else:
            reading.words(token)
    return Web(
        reading.finished(),
        " ".join(reading.title.split())[:_LONGEST_TITLE],
        " ".join(reading.author.split())[:_LONGEST_TITLE],
        reading.tables.found,
        encoding,
        notice,
        reading.dropped.sentences(),
    )


def _decoded(data: bytes) -> tuple[str, str, str]:
    told = decode(data)
    said = _CHARSET.search(data[:_CHARSET_WITHIN])
    name = said.group(1).decode("ascii") if said else ""
    if told.encoding == "Windows-1252" and _CHARSETS.fullmatch(name):
        try:
            text = data.decode(name, errors="replace")
        except (LookupError, ValueError):
            return told
        return text, name, "" if "\ufffd" not in text else "Some letters could not be read and show as \ufffd."
    return told


@dataclass
class _Page:
    """A page on its way from tags to lines."""

    title: str = ""
    author: str = ""
    dropped: Dropped = field(default_factory=Dropped)
    tables: Tables = field(default_factory=Tables)
    _open: list[_Open] = field(default_factory=list)
    _names: dict[str, int] = field(default_factory=dict)
    _hidden: int = 0
    _silent: int = 0  # of those, elements that no reader of the page would expect words from
    _in: str = ""  # the element whose content is no part of the text

    def words(self, text: str) -> None:
        """Text between tags."""
        if self._in == "title":
            self.title = self.title or text
        elif self._in or not text:
            return
        elif self._hidden:
            if text.strip() and not self._silent and not self._names.get("head"):
                self.dropped.add_stretch(Left.HIDDEN_PART)
        elif not self._names.get("head"):
            self.tables.words(text, as_written=bool(self._names.get("pre")))
            if text.strip():
                self.dropped.end_stretch()

    def tag(self, tag: Tag) -> None:
        """An opening or closing tag."""
        if tag.closes:
            self._close(tag.name)
        elif tag.name in _VOID:
            self._void(tag)
        else:
            self._begin(tag)

    def finished(self) -> str:
        """The text, once all tags have been seen."""
        while self._open:
            self._pop()
        return self.tables.finished()

    def _void(self, tag: Tag) -> None:
        if self._hidden:
            return
        if tag.name in ("br", "hr"):
            self.tables.end_line()
        elif tag.name == "img":
            self.dropped.add(Left.PICTURE)
        elif tag.name == "meta" and tag.attributes.get("name", "").casefold() == "author":
            self.author = self.author or tag.attributes.get("content", "")

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        if name in _LEFT_OUT:
            self.dropped.add(_LEFT_OUT[name])
        if name == "title" or name in _LEFT_OUT:
            self._in = "svg" if name == "title" and self._names.get("svg") else name
            return
        if name == "body" and self._names.get("head"):
            self._close("head")
        if name in _BLOCKS:
            self._end_paragraph()
        if name in _ENDS:
            self._end_open(*_ENDS[name])
        opened = _Open(name, self._hides(tag))
        self._open.append(opened)
        self._names[name] = self._names.get(name, 0) + 1
        self._hidden += opened.hides
        self._silent += name in _UNSEEN
        if self._hidden:
            return
        if name in _LISTS:
            self._begin_list(opened, tag)
        if name in _BLOCKS and name not in _CELLS:
            self.tables.end_line()
        if name in _APART and not self._names.get("li"):
            self.tables.blank_line()
        if name == "li":
            self.tables.mark(self._mark(tag))
        elif name == "table":
            self.tables.begin(layout=tag.attributes.get("role") in ("presentation", "none"))
        elif name == "tr":
            self.tables.begin_row()
        elif name in _CELLS:
            self.tables.begin_cell(tag.attributes.get("colspan", ""), tag.attributes.get("rowspan", ""))

    @staticmethod
    def _hides(tag: Tag) -> bool:
        attributes = tag.attributes
        return (
            tag.name in _UNSEEN
            or ("hidden" in attributes and attributes["hidden"].casefold() != "until-found")
            or attributes.get("aria-hidden", "").strip().casefold() == "true"
            or bool(_HIDING.search(attributes.get("style", "")))
        )

    @staticmethod
    def _begin_list(opened: _Open, tag: Tag) -> None:
        if opened.name == "ol":
            opened.count = _integer(tag.attributes.get("start", ""), 1)
            opened.step = -1 if "reversed" in tag.attributes else 1
            opened.form = tag.attributes.get("type", "1")

    def _mark(self, tag: Tag) -> str:
        steps = reversed(self._open[-_MOST_STEPS:])
        inside = next((entry for entry in steps if entry.name in _LISTS), None)
        if inside is None or inside.count is None:
            return "• "
        number = _integer(tag.attributes.get("value", ""), inside.count)
        inside.count = number + inside.step
        return f"{_MARKS.get(inside.form, str)(number)}. "

    def _end_paragraph(self) -> None:
        """A block ends the paragraph that was left open before it, with what stands open inside that."""
        if not self._names.get("p"):
            return
        for entry in reversed(self._open[-_MOST_STEPS:]):
            if entry.name == "p":
                self._close("p")
                return
            if entry.name in _BLOCKS:
                return

    def _end_open(self, names: frozenset[str], limits: frozenset[str]) -> None:
        last = None
        for entry in reversed(self._open[-_MOST_STEPS:]):
            if entry.name in limits and entry.name not in names:
                break
            if entry.name in names:
                last = entry.name
                break
        if last:
            self._close(last)

    def _close(self, name: str) -> None:
        if name == self._in or (self._in == "svg" and name == "title"):
            self._in = ""
        elif self._names.get(name):
            while self._pop() != name:
                pass
        elif name == "p" and not self._hidden:
            self.tables.end_line()

    def _pop(self) -> str:
        entry = self._open.pop()
        name = entry.name
        self._names[name] -= 1
        if not self._hidden:
            if name in _CELLS:
                self.tables.end_cell()
            elif name == "table":
                self.tables.end()
            elif name in _BLOCKS:
                self.tables.end_line()
                if name in _APART and not self._names.get("li"):
                    self.tables.blank_line()
        self._hidden -= entry.hides
        self._silent -= name in _UNSEEN
        if entry.hides:
            self.dropped.end_stretch()
        return name


def _integer(text: str, default: int) -> int:
    text = text.strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else default
