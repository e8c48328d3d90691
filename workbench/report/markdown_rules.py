"""The Markdown that people write for a report: CommonMark with tables, and two signs of our own.

``{meetings}`` or ``{figure: Census; JAN}`` stands for a fact that the program knows, ``{{appendix:scope}}`` for a
reference to a node by its key.
A backslash before the brace keeps it as typed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

FACT, REFERENCE = "fact", "reference_to"

_SIGNS = (
    (REFERENCE, re.compile(r"\{\{\s*([^\s{}][^{}\n]*?)\s*\}\}")),
    (FACT, re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")),
    (FACT, re.compile(r"(?<!\{)\{([A-Za-z][A-Za-z0-9_]*\s*:\s*[^\s{}][^{}\n]*)\}")),
)

_BAR = re.compile(r"(?<!\\)\|")

# Lists and quotations inside each other; at this depth the parser leaves the rest out without a word.
_DEEPEST = 60


class TooDeep(ValueError):
    """Lists or quotations stand inside each other deeper than a report can show."""


def parsed(source: str) -> list[Token]:
    """The tokens of a text. Raises TooDeep where lists or quotations are nested beyond reason.

    Two things that the rules of Markdown leave out come out as the text that they were meant to be: a line such as
    "[Note]: important" (a link definition that no link uses), and the cells of a row beyond the table's last column.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    while True:
        env: dict[str, Any] = {}
        tokens = _parser().parse(source, env)
        if any(token.level >= _DEEPEST - 2 for token in tokens):
            raise TooDeep
        lines = source.split("\n")
        for n in _unused_definitions(tokens, env):
            lines[n] = lines[n].replace("[", "\\[", 1)
        for first, last, columns in _tables(tokens):
            lines[first:last] = [_without_excess(line, columns) for line in lines[first:last]]
        rewritten = "\n".join(lines)
        if rewritten == source:
            return tokens
        source = rewritten


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    parser.inline.ruler.after("escape", "signs", _sign)
    return parser


def _sign(state: StateInline, silent: bool) -> bool:
    """The inline rule for both signs."""
    if state.src[state.pos] != "{":
        return False
    for kind, pattern in _SIGNS:
        match = pattern.match(state.src, state.pos)
        if match:
            if not silent:
                state.push(kind, "", 0).content = match.group(1)
            state.pos = match.end()
            return True
    return False


def _unused_definitions(tokens: list[Token], env: dict[str, Any]) -> list[int]:
    """The first lines of link definitions that no link or picture uses."""
    used = {str(address) for token in _all(tokens) for address in (token.attrGet("href"), token.attrGet("src"))}
    unused = [d["map"][0] for d in env.get("references", {}).values() if d["href"] not in used]
    return unused + [d["map"][0] for d in env.get("duplicate_refs", [])]


def _tables(tokens: list[Token]) -> list[tuple[int, int, int]]:
    """Each table's lines below its headings, first and after the last, and how many columns it has."""
    tables: list[tuple[int, int, int]] = []
    for token in tokens:
        if token.type == "table_open" and token.map:
            tables.append((token.map[0] + 2, token.map[1], 0))
        elif token.type == "th_open":
            first, last, columns = tables[-1]
            tables[-1] = (first, last, columns + 1)
    return tables


def _without_excess(line: str, columns: int) -> str:
    """A table row whose bars after the last column are text, so that the last cell holds what is over."""
    inner = line.rstrip()
    bars = [m.start() for m in _BAR.finditer(inner) if m.start() < len(inner) - 1]
    if bars and not inner[: bars[0]].strip(" \t>"):
        bars = bars[1:]
    for at in reversed(bars[columns - 1 :]):
        line = f"{line[:at]}\\{line[at:]}"
    return line


def _all(tokens: list[Token]) -> list[Token]:
    return [inside for token in tokens for inside in (token, *_all(token.children or []))]
