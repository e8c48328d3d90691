"""What people write for the report, section by section, in Markdown."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from groups.record import OfGroup


class ReportSection(StrEnum):
    """The sections of the briefing note in the council's order (2020-12-03:192-335), and the list at its end."""

    PURPOSE = "Purpose of the Note"
    RECOMMENDATIONS = "Recommendations"
    BACKGROUND = "Background and Information"
    AIMS = "Aims and Objectives"
    METHODOLOGY = "Methodology"
    FINDINGS = "Key themes and findings"
    INTERVIEWS = "Interviews with Partners"
    RESPONSE = "Response to recommendations"
    PAPERS = "Background papers"


# The sections with a number; the list of background papers is the last appendix.
NUMBERED_SECTIONS = tuple(section for section in ReportSection if section is not ReportSection.PAPERS)


class Prose(OfGroup):
    """The text for one section of one group's report: paragraphs are numbered when the report is put together.

    ``facts`` are the facts in it as they stood when somebody last read the text over: name → value.
    """

    section: ReportSection
    text: str = ""
    facts: dict[str, str] = Field(default_factory=dict)


class NoSuchSection(LookupError):
    """No section answers to that name; the message says which there are."""


def section_called(name: str) -> ReportSection:
    """The section that a person means by its number, its name in short ("background") or the start of its title."""
    wanted = " ".join(name.casefold().split())
    for n, section in enumerate(ReportSection, start=1):
        if wanted in (str(n), section.name.casefold(), section.value.casefold()):
            return section
    found = [section for section in ReportSection if wanted and section.value.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(section.name.lower() for section in ReportSection)
    raise NoSuchSection(f"The report has no section “{name}”: name one of {known}.")
