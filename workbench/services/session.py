"""What the screen of one interview shows: its lines, what was asked and what is still to ask, and who promised what."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from groups.enquiry import EnquiryLine, LineKind, Placed, outline, shown_numbers
from groups.group import Group
from interviews.drafts import Draft
from interviews.interview import Interview, Note, asked_lines, still_to_ask
from interviews.partner import Partner, with_members
from interviews.request import InformationRequest, RequestState, in_order
from workbench.services.notes import lines_of_interview
from workbench.workspace.workspace import Workspace


class InterviewNow(NamedTuple):
    """One interview as it stands."""

    group: Group
    interview: Interview
    notes: list[Note]
    drafts: list[Draft]
    enquiry: list[EnquiryLine]
    partners: list[Partner]
    requests: list[InformationRequest]

    @property
    def numbers(self) -> dict[str, str]:
        """Each line of enquiry's number."""
        return shown_numbers(self.enquiry)

    @property
    def asked(self) -> dict[str, int]:
        """Lines of enquiry with notes in this interview, and how many."""
        return asked_lines(self.notes)

    @property
    def to_ask(self) -> list[Placed]:
        """The lines that these partners were not asked yet."""
        wanted: set[str] = set()
        for partner_id in self.interview.partner_ids:
            wanted |= with_members(partner_id, self.partners)
            wanted |= {p.umbrella_id for p in self.partners if p.id == partner_id and p.umbrella_id}
        put = {*self.asked, *self.interview.asked}
        if self.interview.to_ask:
            meant = set(self.interview.to_ask)
            return [p for p in still_to_ask(self.enquiry, put) if meant & {p.line.id, p.line.parent_id}]
        return still_to_ask(self.enquiry, put, wanted)

    @property
    def promised(self) -> list[InformationRequest]:
        """What was promised here and has not come yet, the earliest due first."""
        return in_order(r for r in self.requests if r.state is RequestState.OPEN)

    def questions(self) -> list[tuple[Placed, str]]:
        """Every line of enquiry with what was asked, in words; themes without.

        The words are "asked, 3 notes", "asked, no answer", "not asked", or "not for them" for what others are to say.
        """
        with_parts = {line.parent_id for line in self.enquiry}
        meant = {place.line.id for place in self.to_ask}
        found = []
        asked = self.asked
        for place in outline(self.enquiry):
            count = asked.get(place.line.id, 0)
            unanswered = place.line.id in self.interview.asked
            if place.line.kind is LineKind.THEME or (place.line.id in with_parts and not count and not unanswered):
                words = ""
            elif count:
                words = f"asked, {count} note{'' if count == 1 else 's'}"
            elif unanswered:
                words = "asked, no answer"
            else:
                words = "not asked" if place.line.id in meant else "not for them"
            found.append((place, words))
        return found

    def minutes(self, now: datetime) -> int | None:
        """How long the interview has been going on; None before it began and a day after it."""
        started = self.interview.began_at or min((n.taken_at for n in self.notes if n.taken_at), default=None)
        if started is None:
            return None
        minutes = int((now - started).total_seconds() // 60)
        return minutes if 0 <= minutes < 24 * 60 else None


def interview_now(workspace: Workspace, interview_id: str) -> InterviewNow:
    """Read one interview with all that its screen shows. Raises NotThere."""
    records = workspace.records
    interview = records.interviews.get(interview_id)
    return InterviewNow(
        records.groups.get(interview.group_id),
        interview,
        lines_of_interview(workspace, interview_id),
        records.drafts.of(interview_id),
        records.enquiry.find(group_id=interview.group_id),
        records.partners.find(group_id=interview.group_id),
        records.requests.find(interview_id=interview_id),
    )
