"""The list of the tab Report: what it shows, its sections and appendices, what to read again, what to look at first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from groups.prose import NUMBERED_SECTIONS, Prose, ReportSection
from interviews.checks import Remark
from workbench.report.facts import ChangedFact
from workbench.report.tree import Appendix
from workbench.services.report import Seen
from workbench.text import joined, one_line
from workbench.widgets.record_list import Row

SECTIONS = list(ReportSection)


def head_rows(stands: str, *, private: bool, sources: bool) -> list[Row]:
    """Which report is on show, and how it stands to the Chair's sign-off where there is one."""
    words = "Working copy: not for publication" if private else "What may be public"
    rows = [Row(None, one_line(f"{words}{', with sources' if sources else ''}", "dim"))]
    return [*rows, Row(None, one_line(stands, "dim"))] if stands else rows


def section_rows(prose: Iterable[Prose], changed: Mapping[ReportSection, Sequence[ChangedFact]]) -> list[Row]:
    """The sections that people can write in, with how much they wrote and whether it is to be read again."""
    written = {row.section: len(row.text.split()) for row in prose}
    rows = []
    for n, section in enumerate(SECTIONS, start=1):
        words = f"{written[section]} words of yours" if written.get(section) else ""
        name = f"{n} {section.value}" if section in NUMBERED_SECTIONS else section.value
        again = one_line("read again", "$text-warning") if section in changed else ""
        rows.append(Row(f"section:{n}", joined(name, again, one_line(words, "dim"))))
    return rows


def appendix_rows(appendices: Sequence[Appendix]) -> list[Row]:
    """The appendices in their order."""
    return [Row(f"appendix:{n}", one_line(appendix.heading)) for n, appendix in enumerate(appendices)]


def changed_rows(changed: Mapping[ReportSection, Sequence[ChangedFact]]) -> list[Row]:
    """Each fact that changed since somebody read the text that uses it."""
    told = [(section, n, fact) for section, facts in changed.items() for n, fact in enumerate(facts)]
    if not told:
        return []
    heading = Row(None, one_line(f"Changed since you read it ({len(told)})", "bold"))
    rows = [
        Row(f"changed:{section.name}:{n}", one_line(f"{section.value}: {fact.told}", "$text-warning"))
        for section, n, fact in told
    ]
    return [heading, *rows]


def remark_rows(remarks: Sequence[Remark]) -> list[Row]:
    """What should be looked at before the report goes out."""
    if not remarks:
        return []
    heading = Row(None, one_line(f"To look at ({len(remarks)})", "bold"))
    return [heading, *(Row(f"remark:{n}", one_line(r.text, "$text-warning")) for n, r in enumerate(remarks))]


def told(seen: Seen | None, section: ReportSection) -> dict[str, str]:
    """What is said under the paragraphs of a section whose facts changed, by the name of the fact."""
    changed = seen.changed.get(section, []) if seen else []
    return {fact.name: f"Changed since you read it: {fact.told}. m marks it as read." for fact in changed}
