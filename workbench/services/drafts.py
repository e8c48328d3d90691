"""Numbered drafts of a report: kept, compared paragraph by paragraph, signed off by the Chair, taken up again.

A draft holds the words of the report as they were, and what people had written for its sections. ``NOW`` stands for the
report as it is put together from the record at this moment.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from groups.group import Group, Role
from groups.paragraph_diff import Change, changed_only, differences, summary
from groups.people import same_person
from groups.prose import Prose, ReportSection
from groups.report_draft import SOURCE, DraftParagraph, ReportDraft, last_signed, next_number
from interviews.checks import About, Remark, remarks
from workbench.dates import show_date
from workbench.report.background_papers import published_works
from workbench.report.numbering import number
from workbench.report.paragraphs import paragraphs
from workbench.report.references import ReportProblem
from workbench.services.editing import NotAccepted
from workbench.services.report import assemble
from workbench.services.writing import write_prose
from workbench.workspace.workspace import Workspace

NOW = "now"


class NoSuchDraft(LookupError):
    """No draft answers to that number; the message says which there are."""


class Compared(NamedTuple):
    """Two drafts, or a draft and the report as it is now, side by side."""

    was: str
    now: str
    changes: list[Change]

    @property
    def told(self) -> str:
        """What changed in one line: "From draft 1 to draft 2: 3 paragraphs (1 added, 2 changed)"."""
        return f"From {self.was} to {self.now}: {summary(self.changes)}"


class ToLookAt(NamedTuple):
    """What should be looked at before a report goes out; how it stands to its sign-off, "" where it has none."""

    remarks: list[Remark]
    stands: str


def drafts_of(workspace: Workspace, group_id: str) -> list[ReportDraft]:
    """The drafts of a group, the newest first."""
    rows = workspace.records.report_drafts.find(group_id=group_id)
    return sorted(rows, key=lambda draft: draft.number, reverse=True)


def draft_numbered(workspace: Workspace, group_id: str, number: int | str) -> ReportDraft:
    """The draft with a number. Raises NoSuchDraft."""
    rows = drafts_of(workspace, group_id)
    found = next((draft for draft in rows if str(draft.number) == str(number).strip()), None)
    if found is None:
        known = ", ".join(str(draft.number) for draft in reversed(rows))
        raise NoSuchDraft(
            f"There is no draft {number}: "
            + (f"there are {known}." if known else "none was kept yet; “workbench draft keep” keeps one.")
        )
    return found


def keep_draft(workspace: Workspace, group: Group, *, remark: str = "", private: bool = False) -> ReportDraft:
    """Keep the report as it is now as the next numbered draft.

    Raises ReportProblem where it cannot be put together, NotAccepted where nothing changed since the newest draft of
    the same kind.
    """
    records = workspace.records
    now = paragraphs_now(workspace, group, private=private)
    with workspace.write("Keep a draft of the report"):
        rows = drafts_of(workspace, group.id)
        same = next((draft for draft in rows if draft.private is private), None)
        if same is not None and same.printed == now:
            raise NotAccepted(f"Nothing changed since draft {same.number}: it says the same.")
        written = [
            DraftParagraph(key=f"{SOURCE}{prose.section.name}", text=prose.text)
            for prose in records.prose.find(group_id=group.id)
            if prose.text.strip()
        ]
        everything = [*rows, *records.report_drafts.find(group_id=group.id, binned=True)]
        return records.report_drafts.add(
            ReportDraft(
                group_id=group.id,
                number=next_number(everything),
                on=workspace.today().date(),
                remark=" ".join(remark.split()),
                private=private,
                paragraphs=[*now, *written],
            )
        )


def paragraphs_now(workspace: Workspace, group: Group, *, private: bool = False) -> list[DraftParagraph]:
    """The paragraphs of the report as it is now. Raises ReportProblem."""
    # A date that is only that of today would make every draft another one tomorrow.
    return paragraphs(number(assemble(workspace, group, private=private, dated=False)))


def compare(workspace: Workspace, group: Group, was: int | str, now: int | str = NOW) -> Compared:
    """What changed from one draft to another, or to the report as it is now. Raises NoSuchDraft, ReportProblem."""
    first = draft_numbered(workspace, group.id, was)
    if str(now).strip().casefold() == NOW:
        other, name = paragraphs_now(workspace, group, private=first.private), "the report as it is now"
    else:
        second = draft_numbered(workspace, group.id, now)
        other, name = second.printed, f"draft {second.number}"
    return Compared(f"draft {first.number}", name, differences(first.printed, other))


def bin_draft(workspace: Workspace, draft: ReportDraft) -> None:
    """Put a draft in the bin. Raises NotAccepted for one that was signed off."""
    if draft.signed_off_by:
        raise NotAccepted(f"Draft {draft.number} was signed off by {draft.signed_off_by}: it stays.")
    with workspace.write(f"Put draft {draft.number} in the bin"):
        workspace.records.report_drafts.bin(draft)


# -- sign-off ---------------------------------------------------------------------------------------------------------


def chairs(workspace: Workspace, group_id: str, on: date | None = None) -> list[str]:
    """Who chairs the group on a day, by the record: whose name is offered for the sign-off."""
    day = on or workspace.today().date()
    rows = workspace.records.memberships.find(group_id=group_id)
    return [row.name for row in rows if row.role is Role.CHAIR and (row.until is None or row.until >= day)]


def sign_off(workspace: Workspace, draft: ReportDraft, *, by: str = "", on: date | None = None) -> ReportDraft:
    """Write down that the Chair signed off a draft, today unless another day is said; returns it as kept.

    Raises NotAccepted for a working copy, for a draft that is signed off, where nobody is Chair and nobody is named,
    and where the one named is not the Chair.
    """
    if draft.private:
        raise NotAccepted(
            f"Draft {draft.number} is a working copy with what may not be published: keep a public draft and sign "
            "that off."
        )
    if draft.signed_off_by:
        raise NotAccepted(
            f"Draft {draft.number} was signed off by {draft.signed_off_by} on {show_date(draft.signed_off_on)}."
        )
    name, known = " ".join(by.split()), chairs(workspace, draft.group_id, on)
    if not name and not known:
        raise NotAccepted("Nobody is Chair of this group: name the Chair among its members, or say who signs off.")
    if not name and len(known) > 1:
        raise NotAccepted(f"The group has several Chairs: say which of {' and '.join(known)} signs off.")
    if name and known and not any(same_person(name, chair) for chair in known):
        raise NotAccepted(f"The Chair of this group is {' and '.join(known)}: change who is Chair first, or name them.")
    values = {"signed_off_by": name or known[0], "signed_off_on": on or workspace.today().date()}
    with workspace.write(f"Sign off draft {draft.number}"):
        return workspace.records.report_drafts.save(draft.model_copy(update=values))


def since_sign_off(workspace: Workspace, group: Group) -> tuple[ReportDraft, list[Change]] | None:
    """The newest draft that was signed off, and what changed in the report since; None where none was.

    Raises ReportProblem.
    """
    signed = last_signed(drafts_of(workspace, group.id))
    if signed is None:
        return None
    return signed, changed_only(differences(signed.printed, paragraphs_now(workspace, group)))


def about_sign_off(signed: ReportDraft | None, changes: list[Change]) -> str:
    """How the report stands to its sign-off, in one sentence."""
    if signed is None:
        return "Not signed off yet."
    who = f"Draft {signed.number} was signed off by {signed.signed_off_by} on {show_date(signed.signed_off_on)}"
    if not changes:
        return f"{who}; nothing changed since."
    return f"{who}. Changed since it was signed off: {summary(changes)}."


def to_look_at(workspace: Workspace, group: Group) -> ToLookAt:
    """What should be looked at before a report goes out, and how it stands to its sign-off."""
    review = workspace.records.review(group.id)
    papers = next((prose.id for prose in review.prose if prose.section is ReportSection.PAPERS), "")
    found = remarks(review, workspace.today().date())
    found += [Remark(About.COMPLETENESS, words, "prose", papers) for words in published_works(review)]
    try:
        signed = since_sign_off(workspace, group)
    except ReportProblem:  # the report says itself why it cannot be put together
        signed = None
    return ToLookAt(found, about_sign_off(*signed) if signed else "")


# -- taking a text up again -------------------------------------------------------------------------------------------


def restorable(draft: ReportDraft) -> list[ReportSection]:
    """The sections for which people had written something when the draft was kept."""
    return [section for section in ReportSection if section.name in draft.written]


def restore_prose(workspace: Workspace, draft: ReportDraft, section: ReportSection) -> Prose:
    """Bring back what people had written for a section; what stands there now can be had back with undo.

    Raises NotAccepted where the draft has no such text, or the same stands there now.
    """
    if section.name not in draft.written:
        raise NotAccepted(f"When draft {draft.number} was kept, nobody had written anything for “{section.value}”.")
    text = draft.written[section.name]
    rows = workspace.records.prose.find(group_id=draft.group_id)
    if any(prose.text == text for prose in rows if prose.section is section):
        raise NotAccepted(f"“{section.value}” says the same now as in draft {draft.number}.")
    label = f"Bring back “{section.value}” from draft {draft.number}"
    return write_prose(workspace, draft.group_id, section, text, label=label)
