"""Who may see a text: public, working paper, exempt or confidential.

Notes start as working papers, not for publication. Exempt means information of Local Government Act 1972, Schedule 12A,
seven paragraphs, each needing a reason why withholding it is in the public interest.
"""

from __future__ import annotations

from enum import StrEnum


class Sensitivity(StrEnum):
    """How widely a text may be shown."""

    PUBLIC = "public"
    WORKING = "working paper"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"

    @property
    def may_be_published(self) -> bool:
        """Only what somebody made public may stand in a public document."""
        return self is Sensitivity.PUBLIC

    @property
    def is_closed(self) -> bool:
        """Exempt and confidential text has an index of its own and is never in a public file."""
        return self in (Sensitivity.EXEMPT, Sensitivity.CONFIDENTIAL)


# What the seven paragraphs of Schedule 12A, Part 1 (England) are about, shortened for a list to choose from.
SCHEDULE_12A = {
    1: "about an individual",
    2: "likely to reveal who an individual is",
    3: "financial or business affairs of any person, the council among them",
    4: "consultations or negotiations on labour relations",
    5: "legal professional privilege",
    6: "a notice, order or direction that the council proposes",
    7: "preventing, investigating or prosecuting crime",
}


class NoReason(ValueError):
    """Exempt text needs a paragraph and a reason; the message says what is missing."""


def exempt_reason(paragraph: int, why: str) -> str:
    """The reason as it is kept: the paragraph and why withholding is in the public interest. Raises NoReason."""
    if paragraph not in SCHEDULE_12A:
        raise NoReason(f"Schedule 12A has no paragraph {paragraph}: name one from 1 to 7.")
    if not why.strip():
        raise NoReason("Say why keeping this private is in the public interest.")
    return f"Schedule 12A, paragraph {paragraph}: {' '.join(why.split())}"
