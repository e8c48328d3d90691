"""What people write for the report, section by section, in Markdown."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from groups.record import OfGroup


class ReportSection(StrEnum):
    """The sections of the briefing note in the council's order (2020-12-03:192-335)."""

    PURPOSE = "Purpose of the Note"
    RECOMMENDATIONS = "Recommendations"
    BACKGROUND = "Background and Information"
    AIMS = "Aims and Objectives"
    METHODOLOGY = "Methodology"
    FINDINGS = "Key themes and findings"
    INTERVIEWS = "Interviews with Partners"
    RESPONSE = "Response to recommendations"


class Prose(OfGroup):
    """The text for one section of one group's report: paragraphs are numbered when the report is put together.

    ``facts`` are the facts in it as they stood when somebody last read the text over: name → value.
    """

    section: ReportSection
    text: str = ""
    facts: dict[str, str] = Field(default_factory=dict)
