"""A group for the tests of coverage and themes: three questions, an umbrella, sessions held and planned, a passage."""

from __future__ import annotations

from typing import Any

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind
from groups.group import Group
from interviews.interview import Interview, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.submission import Submission
from workbench.workspace.workspace import Workspace


def fill(workspace: Workspace, group: Group) -> None:
    """Lines t, q1 (with a, b) and q2; Health over Nurses, and Cooks; the notes n1, n2 and the passage p of Cooks."""
    common: dict[str, Any] = {"group_id": group.id}
    records = workspace.records
    with workspace.write("Gather"):
        for line in (
            EnquiryLine(**common, id="t", kind=LineKind.THEME, text="Meals at school", position=1),
            EnquiryLine(**common, id="q1", kind=LineKind.QUESTION, text="Who eats?", parent_id="t", position=1),
            EnquiryLine(**common, id="a", kind=LineKind.SUB_QUESTION, text="Which years?", parent_id="q1", position=1),
            EnquiryLine(**common, id="b", kind=LineKind.SUB_QUESTION, text="Which days?", parent_id="q1", position=2),
            EnquiryLine(**common, id="q2", kind=LineKind.QUESTION, text="What [does] it cost?", position=2),
        ):
            records.enquiry.add(line)
        for partner in (
            Partner(**common, id="cooks", name="Cooks", position=1),
            Partner(**common, id="health", name="Health", position=2),
            Partner(**common, id="nurses", name="School nurses", umbrella_id="health", position=3),
        ):
            records.partners.add(partner)
        held = InterviewState.CLOSED_OUT
        records.interviews.add(
            Interview(**common, id="i", title="Kitchen visit", partner_ids=["cooks"], state=held, asked=["b"])
        )
        records.interviews.add(
            Interview(**common, id="j", title="Ward talk", partner_ids=["nurses"], to_ask=["a"], position=2)
        )
        for n, (kind, text) in enumerate(((NoteKind.QUOTE, "Year 9 never comes."), (NoteKind.FACT, "61 meals."))):
            records.notes.add(
                Note(**common, id=f"n{n + 1}", interview_id="i", line_id="a", kind=kind, text=text, speaker="Ms Lee")
            )
        records.submissions.add(
            Submission(
                **common, id="s", reference="EHE01", title="Letter", partner_id="cooks", text="The queue is long."
            )
        )
        address = Address(kind=EvidenceKind.PASSAGE, id="s", words="The queue is long.")
        records.marked.add(MarkedPassage(**common, id="p", submission_id="s", line_id="a", address=address))
