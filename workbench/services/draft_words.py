"""Drafts and their differences in words: what the screen and the command line both print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from groups.paragraph_diff import Change, Kind, marked
from groups.report_draft import DraftParagraph, ReportDraft
from workbench.dates import show_date


def about_draft(draft: ReportDraft) -> str:
    """A draft on one line: "3 Nov 2026, working copy, after the second meeting, signed off by Cllr Cy Fen on …"."""
    signed = f"signed off by {draft.signed_off_by} on {show_date(draft.signed_off_on)}" if draft.signed_off_by else ""
    parts = (show_date(draft.on), "working copy" if draft.private else "", draft.remark, signed)
    return ", ".join(part for part in parts if part)


def difference_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Every paragraph that is not the same, each as a line that says what happened and one with its words."""
    under = ""
    for change in changes:
        if change.kind is not Kind.SAME:
            yield f"{_where(change, under)} {_what(change)}".strip()
            if words := _words(change):
                yield f"    {words}"
        under = _number(change.now) or under


def _where(change: Change, under: str) -> str:
    """The number now, and the old one where it is another; what has none stands under the last that has one."""
    now, was = _number(change.now), _number(change.was)
    if now and was and now != was:
        return f"{now} (was {was})"
    return now or was or (f"Under {under}," if under else "")


def _number(paragraph: DraftParagraph | None) -> str:
    return "" if paragraph is None or paragraph.number == "•" else paragraph.number


def _what(change: Change) -> str:
    return f"{change.kind.value}{' and moved' if change.is_moved and change.kind is Kind.CHANGED else ''}:"


def _words(change: Change) -> str:
    if change.kind is Kind.CHANGED:
        return marked(change)
    paragraph = change.now or change.was
    return paragraph.text if paragraph else ""
