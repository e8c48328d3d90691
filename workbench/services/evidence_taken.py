"""What came of taking something in: the records that were made, and the report of it in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from groups.group import Group
from interviews.readers.table import Sheet
from interviews.submission import Publication, Snapshot, Submission
from workbench.services.evidence_proposed import Proposed, table_in_words


@dataclass
class Taken:
    """What came of taking something in: everything that was made, and the report in sentences.

    Where nothing changed, ``unchanged`` is true and what was there already stands in place of what was made.
    ``unsure`` is how many quoted passages of an older text nobody can place in the newer one.
    """

    submissions: list[Submission] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    report: list[str] = field(default_factory=list)
    unchanged: bool = False
    unsure: int = 0

    @property
    def first(self) -> Submission | Snapshot:
        """What the file itself became; what came with it follows."""
        return self.submissions[0] if self.submissions else self.snapshots[0]

    @property
    def is_table(self) -> bool:
        """Whether the file itself became figures and no words."""
        return not self.submissions

    @property
    def name(self) -> str:
        """What it is called from now on."""
        first = self.first
        return f"{first.reference} {first.title}" if isinstance(first, Submission) else first.title

    @property
    def names(self) -> str:
        """What it is called, and what came with it: attachments, and further sheets of a workbook."""
        more = len(self.submissions) + len(self.snapshots) - 1
        return f"{self.name}, with {more} more that came with it" if more else self.name


def kept_as(taken: Taken, proposed: Proposed, group: Group) -> Iterator[str]:
    """How it was kept, a sentence for each thing that was made."""
    about = proposed.about
    of_file = f"{proposed.name}: taken into" if proposed.name else "Taken into"
    if about.instead_of:
        yield f"{taken.name} has its newer text; the older file is kept too."
        return
    several = about.as_tables and len(taken.snapshots) > 1
    told = {
        Publication.PRIVATE: f"{'They are' if several else 'It is'} private until you say so.",
        Publication.WITHOUT_NAMES: f"{'They' if several else 'It'} may be published without names.",
        Publication.PUBLISH: f"{'They' if several else 'It'} may be published.",
    }[about.publication]
    if about.as_tables:
        names = "; ".join(map(table_in_words, _sheets(taken.snapshots)))
        many = f"{len(taken.snapshots)} data snapshots: " if several else ""
        yield f"{of_file} {group.title} as {many}{names}. {told}"
        return
    held = f"{len(proposed.text.split()):,} words" + (f", from {about.sender}" if about.sender else "")
    yield f"{of_file} {group.title} as {taken.name} ({held}). {told}"
    for other in taken.submissions[1:]:
        yield f"{other.file_name}: taken in as {other.reference} {other.title}."
    for snapshot in taken.snapshots:
        yield f"{snapshot.file_name}: taken in as the data snapshot {snapshot.title}."


def _sheets(snapshots: list[Snapshot]) -> Iterator[Sheet]:
    return (Sheet(s.title, s.rows, s.heading_rows) for s in snapshots)
