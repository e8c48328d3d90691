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
