"""The one page on an interview as a report tree, so that Word, Markdown and plain text say the same."""

from __future__ import annotations

from collections.abc import Iterable

from interviews.summary import Part, Summary
from workbench.report.tree import Item, ItemList, ListStyle, Report, Section, Strong, text


def interview_page(page: Summary, group: str, council: str = "") -> Report:
    """The page as a report, to be numbered."""
    return Report(
        title=page.title,
        sections=tuple(_section(part) for part in page.parts),
        form="Summary of an interview",
        council=", ".join(part for part in (council, group) if part),
        subject=group,
        marking=page.marking,
    )


def _section(part: Part) -> Section:
    """The lines of a part as a list, and under it each question with its own: lists stand closest on one page."""
    questions = tuple(Item((Strong(text(heading)),), _list(lines)) for heading, lines in part.under)
    nested = (ItemList(ListStyle.BULLET, questions),) if questions else ()
    return Section(part.heading, (*_list(part.lines), *nested))


def _list(lines: Iterable[str]) -> tuple[ItemList, ...]:
    items = tuple(Item(text(line)) for line in lines)
    return (ItemList(ListStyle.BULLET, items),) if items else ()
