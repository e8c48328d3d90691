"""A report as one accessible HTML page: nothing to fetch, no script, every text escaped, every number as text."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from workbench.report.numbering import NumberedReport
from workbench.report.tree import (
    Appendix,
    Cell,
    Emphasis,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Link,
    ListStyle,
    Numbered,
    Paragraph,
    Place,
    Quotation,
    Reference,
    Report,
    Row,
    Section,
    SectionBlock,
    Signature,
    Span,
    Spans,
    Strong,
    Table,
    Text,
)
from workbench.report.words import long_date, plain


def as_html(numbered: NumberedReport) -> str:
    """The whole page."""
    report = numbered.report
    body = [
        '<a class="skip" href="#report">Go to the report</a>',
        _header(report),
        _contents(report),
        '<main id="report">',
        *(_section(section) for section in report.sections),
        _appendix_list(report.appendices),
        *(_signature(signature) for signature in report.signatures),
        *(_appendix(appendix) for appendix in report.appendices),
        "</main>",
    ]
    author = f'<meta name="author" content="{_text(report.author)}">\n' if report.author else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(report.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{author}'
        f"<title>{_text(report.full_title) or 'Report'}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in body if part)
        + "\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files("workbench.report").joinpath("report.css").read_text(encoding="utf-8")


def _text(words: str) -> str:
    """The only way for words to reach the page."""
    return escape(plain(words))


def _header(report: Report) -> str:
    rows = [
        ("To", report.to),
        ("Date", long_date(report.on) if report.on else ""),
        ("Subject", report.title if report.form else ""),
    ]
    terms = "".join(f"<dt>{name}:</dt> <dd>{_text(words)}</dd>\n" for name, words in rows if words)
    return (
        "<header>\n"
        + (f'<p class="marking">{_text(report.marking)}</p>\n' if report.marking else "")
        + (f'<p class="council">{_text(report.council)}</p>\n' if report.council else "")
        + f"<h1>{_text(report.form or report.title)}</h1>\n"
        + (f"<dl>\n{terms}</dl>\n" if terms else "")
        + "</header>"
    )


def _contents(report: Report) -> str:
    entries = [(s.place.anchor, f"{s.place.number} {s.title}") for s in report.sections]
    entries += [(a.place.anchor, a.heading) for a in report.appendices]
    if not entries:
        return ""
    listed = "".join(f'<li><a href="#{anchor}">{_text(words)}</a></li>\n' for anchor, words in entries)
    return (
        '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n'
        f'<ul class="appendices" role="list">\n{listed}</ul>\n</nav>'
    )


def _section(section: Section) -> str:
    anchor = section.place.anchor
    return (
        f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{section.place.number} {_text(section.title)}</h2>\n'
        f"{_blocks(section.blocks)}</section>"
    )


def _appendix(appendix: Appendix) -> str:
    anchor = appendix.place.anchor
    return (
        f'<section class="appendix" aria-labelledby="{anchor}">\n<h2 id="{anchor}">{_text(appendix.heading)}</h2>\n'
        f"{_blocks(appendix.blocks)}</section>"
    )


def _appendix_list(appendices: tuple[Appendix, ...]) -> str:
    if not appendices:
        return ""
    listed = "".join(f'<li><a href="#{a.place.anchor}">{_text(a.heading)}</a></li>\n' for a in appendices)
    return f'<ul class="appendices" role="list" aria-label="Appendices">\n{listed}</ul>'


def _signature(signature: Signature) -> str:
    lines = [_text(", ".join(part for part in (signature.name, signature.title) if part)), _text(signature.telephone)]
    lines.append(_spans((Link((Text(signature.email),), f"mailto:{signature.email}"),)) if signature.email else "")
    return "<address>" + "<br>\n".join(line for line in lines if line) + "</address>"


def _blocks(blocks: tuple[SectionBlock, ...]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: SectionBlock) -> str:
    match block:
        case Paragraph():
            return f"<p{_id(block.place)}>{_spans(block.spans)}</p>\n"
        case Heading():
            return _heading(block.place, _spans(block.spans))
        case Numbered():
            return _numbered(block)
        case ItemList():
            return _list(block)
        case Quotation():
            return f"<blockquote>\n{_blocks(block.blocks)}</blockquote>\n"
        case Table():
            return _table(block)


def _numbered(block: Numbered) -> str:
    words = f"{block.place.number} {_spans(block.spans)}"
    first = _heading(block.place, words) if block.is_heading else f"<p{_id(block.place)}>{words}</p>\n"
    return first + (f'<div class="under">\n{_blocks(block.blocks)}</div>\n' if block.blocks else "")


def _heading(place: Place, words: str) -> str:
    tag = f"h{min(place.level + 1, 6)}"
    return f"<{tag}{_id(place)}>{words}</{tag}>\n"


def _list(block: ItemList) -> str:
    if block.style is ListStyle.BULLET:
        return "<ul>\n" + "".join(f"<li{_id(i.place)}>{_item(i)}</li>\n" for i in block.items) + "</ul>\n"
    items = "".join(
        f'<li{_id(i.place)}><span class="mark">{i.place.number}</span> <div>{_item(i)}</div></li>\n'
        for i in block.items
    )
    # Without the role, a list that draws no marks of its own is not announced as one by VoiceOver.
    return f'<ol class="marked" role="list">\n{items}</ol>\n'


def _item(item: Item) -> str:
    return f"{_spans(item.spans)}\n{_blocks(item.blocks)}" if item.blocks else _spans(item.spans)


def _table(table: Table) -> str:
    described = f'<span class="described">{_text(table.description)}</span>' if table.description else ""
    caption = f"<caption>{_text(table.caption)} {described}</caption>\n" if table.caption or described else ""
    names = [*table.header, *[()] * (table.width - len(table.header))]
    header = "".join(f'<th scope="col">{_spans(name)}</th>' if name else "<td></td>" for name in names)
    groups: list[list[Row]] = [[]]
    for row in table.rows:
        if row.is_group:
            groups.append([])
        groups[-1].append(row)
    bodies = "".join(
        "<tbody>\n" + "".join(_row(row, table) for row in group) + "</tbody>\n" for group in groups if group
    )
    return (
        f'<div class="table"{_id(table.place)}>\n<table>\n{caption}<thead>\n<tr>{header}</tr>\n</thead>\n{bodies}'
        "</table>\n</div>\n"
    )


def _row(row: Row, table: Table) -> str:
    cells = [*row.cells, *[()] * (table.width - len(row.cells))]
    if row.is_group:
        shown = f'<th scope="rowgroup" colspan="{table.width}">' + " ".join(_cell(cell) for cell in cells) + "</th>"
    else:
        shown = "".join(
            f'<th scope="row">{_cell(cell)}</th>'
            if n == 0 and table.has_row_headings and cell
            else f"<td>{_cell(cell)}</td>"
            for n, cell in enumerate(cells)
        )
    return f"<tr>{shown}</tr>\n"


def _cell(cell: Cell) -> str:
    match cell:
        case (Paragraph() as only,) if not only.place.anchor:
            return _spans(only.spans)
        case _:
            return _blocks(cell)


def _spans(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    match span:
        case Text():
            return _text(span.text)
        case LineBreak():
            return "<br>\n"
        case Emphasis():
            return f"<em>{_spans(span.spans)}</em>"
        case Strong():
            return f"<strong>{_spans(span.spans)}</strong>"
        case Link():
            return f'<a href="{_text(span.address)}">{_spans(span.spans)}</a>'
        case Reference():
            return f'<a href="#{span.anchor}">{_text(span.shown)}</a>'


def _id(place: Place) -> str:
    return f' id="{place.anchor}"' if place.anchor else ""
