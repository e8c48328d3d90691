"""A web page as a run of tags and texts, in time that grows only with its length, however broken it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple


class Tag(NamedTuple):
    """A tag: its name in small letters, whether it closes, and its attributes (the first of each name counts)."""

    name: str
    closes: bool
    attributes: dict[str, str]


# Every pattern goes forward only. What is not closed reaches to the end of the page, as in a browser; so each search
# for an end can fail at most once.
_OPENING = re.compile(r"<(?:(/?)([A-Za-z][^\s/><]*+)|(!--)|[!?/])")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?+|(=)|(>)|\Z)""", re.DOTALL
)
_MOST_ATTRIBUTES = 200
_REST_OF_TAG = re.compile(r"[^>]*+>?")

# Their content is no markup: it goes on until their own closing tag.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


def tokens(page: str) -> Iterator[Tag | str]:
    """The tags of a page and the texts between them, entities decoded."""
    at, length = 0, len(page)
    while at < length:
        found = _OPENING.search(page, at)
        if found is None:
            yield unescape(page[at:])
            return
        if found.start() > at:
            yield unescape(page[at : found.start()])
        at = found.end()
        if found.group(3):
            end = page.find("-->", at - 2)  # "<!-->" is a whole comment
            at = length if end < 0 else end + 3
        elif not found.group(2):
            end = page.find(">", at)
            at = length if end < 0 else end + 1
        else:
            name = found.group(2).lower()
            attributes, at = _attributes(page, at)
            yield Tag(name, bool(found.group(1)), attributes)
            if name in _RAW and not found.group(1):
                ending = _END[name].search(page, at)
                stop = ending.start() if ending else length
                if stop > at:
                    yield unescape(page[at:stop]) if name in ("textarea", "title") else page[at:stop]
                at = stop


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, and where the tag ends."""
    attributes: dict[str, str] = {}
    for _ in range(_MOST_ATTRIBUTES):
        found = _ATTRIBUTE.match(page, at)
        if found is None or found.end() == at:
            return attributes, min(at + 1, len(page))
        at = found.end()
        if found.group(4):
            return attributes, at
        if found.group(1):
            value = found.group(2) or ""
            quoted = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]
            attributes.setdefault(found.group(1).lower(), unescape(value[1:-1] if quoted else value))
    rest = _REST_OF_TAG.match(page, at)
    return attributes, rest.end() if rest else len(page)
