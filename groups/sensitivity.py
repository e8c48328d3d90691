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


# How the Act says it, which notices, minutes and reasons repeat word for word: public wherever it stands.
WORDS_OF_THE_ACT = (
    "exempt by virtue of paragraph 1 of Part 1 of Schedule 12A to the Local Government Act 1972, as amended",
    "as defined in paragraph 1 of Part 1 of Schedule 12A of the Local Government Act 1972, as amended",
    "Under Section 100A(4) of the Local Government Act 1972 the public be excluded from the meeting for the following "
    "item of business on the grounds that it involves the likely disclosure of exempt information as defined in "
    "paragraph 1 of Part 1 of Schedule 12A of the Act",
    "Information relating to any individual",
    "Information which is likely to reveal the identity of an individual",
    "Information relating to the financial or business affairs of any particular person (including the authority "
    "holding that information)",
    "Information relating to any consultations or negotiations, or contemplated consultations or negotiations, in "
    "connection with any labour relations matter arising between the authority or a Minister of the Crown and "
    "employees of, or office holders under, the authority",
    "Information in respect of which a claim to legal professional privilege could be maintained in legal proceedings",
    "Information which reveals that the authority proposes to give under any enactment a notice under or by virtue of "
    "which requirements are imposed on a person; or to make an order or direction under any enactment",
    "Information relating to any action taken or to be taken in connection with the prevention, investigation or "
    "prosecution of crime",
    "in all the circumstances of the case, the public interest in maintaining the exemption outweighs the public "
    "interest in disclosing the information",
)


class NoReason(ValueError):
    """Exempt text needs a paragraph and a reason; the message says what is missing."""


def exempt_reason(paragraph: int, why: str) -> str:
    """The reason as it is kept: the paragraph and why withholding is in the public interest. Raises NoReason."""
    if paragraph not in SCHEDULE_12A:
        raise NoReason(f"Schedule 12A has no paragraph {paragraph}: name one from 1 to 7.")
    if not why.strip():
        raise NoReason("Say why keeping this private is in the public interest.")
    return f"Schedule 12A, paragraph {paragraph}: {' '.join(why.split())}"
