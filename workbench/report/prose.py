"""What people write for a report, in Markdown, as blocks of the report tree.

Nothing that is written is lost: headings become sub-headings, code is plain text, a picture is its alternative text,
HTML is shown as text. ``[paragraph](#finding:ID)`` and ``{{appendix:scope}}`` are references (see ``tree.Reference``),
``{meetings}`` is a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from groups.numbering import in_words
from workbench.report.fact_names import fact_key, instead_of
from workbench.report.markdown_rules import FACT, REFERENCE, TooDeep, parsed
from workbench.report.one_of_them import after_one
from workbench.report.references import ReportProblem
from workbench.report.tree import (
    Block,
    Emphasis,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Link,
    ListStyle,
    Numbered,
    Paragraph,
    Quotation,
    Reference,
    Row,
    SectionBlock,
    Span,
    Spans,
    Strong,
    Table,
    Text,
    may_link_to,
    words_of,
)
from workbench.report.words import listing

# The council's lists under a paragraph are roman, their sub-lists lettered (2020-12-03:251-303).
_BY_DEPTH = (ListStyle.ROMAN, ListStyle.LETTER, ListStyle.ARABIC)


class ProseProblem(ReportProblem):
    """Something in the prose cannot be read; the message says where it stands and what to do."""


def blocks(
    source: str, where: str, facts: Mapping[str, str] | None = None, withheld: Mapping[str, str] | None = None
) -> tuple[Block, ...]:
    """Markdown as blocks without numbers.

    ``where`` names the text in messages ("Methodology"); ``facts`` are the values for ``{name}``, ``withheld`` says
    why others may not be printed. Raises ProseProblem for a fact that cannot be printed and for lists nested too deep.
    """
    return _Reader(where, facts or {}, withheld or {}).blocks(_tree(source, where))


def numbered_blocks(
    source: str, where: str, facts: Mapping[str, str] | None = None, withheld: Mapping[str, str] | None = None
) -> tuple[SectionBlock, ...]:
    """Markdown as the numbered paragraphs of a section; a list, table or quotation belongs to the paragraph above it.

    Raises ProseProblem as ``blocks`` does.
    """
    return _Reader(where, facts or {}, withheld or {}).numbered(_tree(source, where))


def _tree(source: str, where: str) -> SyntaxTreeNode:
    try:
        return SyntaxTreeNode(parsed(source))
    except TooDeep as why:
        raise ProseProblem(
            f"In “{where}” lists or quotations stand inside each other too deep: take out some of the levels."
        ) from why


class _Reader:
    """Turns the syntax tree of one text into blocks."""

    def __init__(self, where: str, facts: Mapping[str, str], withheld: Mapping[str, str]) -> None:
        self._where = where
        self._facts = facts
        self._withheld = withheld
        self._line = 1

    def blocks(self, parent: SyntaxTreeNode, depth: int = 0) -> tuple[Block, ...]:
        return tuple(self._block(node, depth) for node in parent.children)

    def numbered(self, root: SyntaxTreeNode) -> tuple[SectionBlock, ...]:
        placed: list[SectionBlock] = []
        for node in root.children:
            block, above = self._block(node, 0), placed[-1] if placed else None
            if node.type == "paragraph" and isinstance(block, Paragraph):
                placed.append(Numbered(block.spans))
            elif isinstance(above, Numbered) and not isinstance(block, Heading):
                placed[-1] = replace(above, blocks=(*above.blocks, block))
            else:
                placed.append(block)
        return tuple(placed)

    def _block(self, node: SyntaxTreeNode, depth: int) -> Block:
        self._line = node.map[0] + 1 if node.map else self._line
        match node.type:
            case "heading":
                return Heading(self._inline(node), depth=int(node.tag[1]))
            case "bullet_list":
                return ItemList(ListStyle.BULLET, self._items(node, depth))
            case "ordered_list":
                return self._ordered(node, depth)
            case "blockquote":
                return Quotation(self.blocks(node, depth))
            case "code_block" | "fence":
                return Paragraph(_lines(f"{node.info}\n{node.content}" if node.info else node.content))
            case "table":
                return self._table(node)
            case "hr":
                return Paragraph((Text("* * *"),))
            case _:
                return Paragraph(self._inline(node))

    def _ordered(self, node: SyntaxTreeNode, depth: int) -> ItemList:
        start = int(node.attrs.get("start", 1))
        # A list that begins elsewhere than at 1 was given its number on purpose, or is a sentence such as "1999. …".
        style = _BY_DEPTH[depth % len(_BY_DEPTH)] if start == 1 else ListStyle.ARABIC
        return ItemList(style, self._items(node, depth + 1), start=start)

    def _items(self, node: SyntaxTreeNode, depth: int) -> tuple[Item, ...]:
        items = []
        for item in node.children:
            inside = self.blocks(item, depth)
            first = inside[0] if inside else None
            items.append(Item(first.spans, inside[1:]) if isinstance(first, Paragraph) else Item((), inside))
        return tuple(items)

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [[self._inline(cell) for cell in row.children] for part in node.children for row in part.children]
        header, body = tuple(rows[0]), rows[1:]
        columns = [words_of(spans).strip() or "(no heading)" for spans in header]
        return Table(
            header,
            tuple(Row(tuple((Paragraph(spans),) if spans else () for spans in row)) for row in body),
            description=f"Columns: {listing(columns)}. Rows below the headings: {len(body)}.",
        )

    def _inline(self, node: SyntaxTreeNode) -> Spans:
        spans = [span for inline in node.children for child in inline.children for span in self._span(child)]
        for n, (span, after) in enumerate(pairwise(spans), start=1):
            if _is_count_of_one(span) and isinstance(after, Text) and not after.fact:
                spans[n] = replace(after, text=after_one(after.text))
        return tuple(spans)

    def _inside(self, node: SyntaxTreeNode) -> Spans:
        return tuple(span for child in node.children for span in self._span(child))

    def _span(self, node: SyntaxTreeNode) -> Spans:
        match node.type:
            case "softbreak":
                return (Text(" "),)
            case "hardbreak":
                return (LineBreak(),)
            case "em":
                return (Emphasis(self._inside(node)),)
            case "strong":
                return (Strong(self._inside(node)),)
            case "link":
                return self._link(node)
            case "image":
                return self._picture(node)
            case _ if node.type == FACT:
                return (self._fact(node.content),)
            case _ if node.type == REFERENCE:
                return (Reference(node.content),)
            case _:
                return (Text(node.content),) if node.content else ()

    def _link(self, node: SyntaxTreeNode) -> Spans:
        address, spans = str(node.attrs.get("href", "")), self._inside(node)
        title = str(node.attrs.get("title", ""))
        after: Spans = (Text(f" ({title})"),) if title else ()
        if address.startswith("#") and len(address) > 1:
            return (Reference(unquote(address[1:]), words_of(spans)), *after)
        if may_link_to(address):
            return (Link(spans or (Text(address),), address), *after)
        # An address that a report may not link to is still what somebody wrote.
        return (*spans, Text(f" ({address})" if address else ""), *after)

    def _picture(self, node: SyntaxTreeNode) -> Spans:
        alternative = self._inside(node)
        return alternative or (Text(str(node.attrs.get("title") or node.attrs.get("src", ""))),)

    def _fact(self, typed: str) -> Span:
        name = fact_key(typed)
        if name in self._facts:
            return Text(self._facts[name], name)
        place = f"In “{self._where}”, line {self._line},"
        if name in self._withheld:
            raise ProseProblem(f"{place} {{{typed}}} may not be printed in the public note: {self._withheld[name]}.")
        raise ProseProblem(
            f"{place} there is no fact {{{typed}}}: {instead_of(name, self._facts)}write \\{{{typed}}} "
            "for the words themselves."
        )


def _is_count_of_one(span: Span) -> bool:
    """Whether it is a fact that counts, and counts one thing; a figure of a snapshot is a word of its table."""
    return (
        isinstance(span, Text) and span.text == in_words(1) and bool(span.fact) and not span.fact.startswith("figure:")
    )


def _lines(code: str) -> Spans:
    """Several lines of plain text as they are, without the last line's end."""
    spans: list[Span] = []
    for n, line in enumerate(code.rstrip("\n").split("\n")):
        spans += [LineBreak()] * (n > 0) + [Text(line)] * bool(line)
    return tuple(spans)
