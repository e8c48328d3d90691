"""Partners and what they give: adding a partner, an interview, a submission or a snapshot, and who has given what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from interviews.interview import Interview
from interviews.partner import Partner, possible_umbrellas, with_members
from interviews.review import Review
from interviews.submission import Snapshot, Submission, next_reference
from workbench.services.called import one_called
from workbench.services.editing import NotAccepted
from workbench.services.notes import line_of
from workbench.workspace.workspace import Workspace


class NoSuchPartner(NotAccepted):
    """No partner of the group answers to that name; the message says which there are."""


def find_partner(workspace: Workspace, group_id: str, name: str) -> Partner:
    """The partner that a person means: by id, name or short name, or by the beginning of one. Raises NoSuchPartner."""
    return one_called(
        name,
        workspace.records.partners.find(group_id=group_id),
        lambda partner: (partner.name, partner.short_name),
        NoSuchPartner,
        what="partner",
        shown=lambda partner: partner.shown,
        instead="write more of the name",
    )


def add_partner(
    workspace: Workspace, group_id: str, name: str, *, short_name: str = "", umbrella_id: str = "", kind: str = ""
) -> Partner:
    """Add a partner behind the others. Raises NotAccepted without a name or under one that cannot be an umbrella."""
    partners = workspace.records.partners
    with workspace.write(f"Add the partner {_named(name, 'partner')}"):
        rows = partners.find(group_id=group_id)
        if umbrella_id and umbrella_id not in {p.id for p in possible_umbrellas("", rows)}:
            raise NotAccepted("It cannot stand under a partner that stands under another itself.")
        return partners.add(
            Partner(
                group_id=group_id,
                name=line_of(name),
                short_name=line_of(short_name),
                umbrella_id=umbrella_id,
                kind=line_of(kind),
                position=_next(rows),
            )
        )


def add_interview(
    workspace: Workspace, group_id: str, title: str, *, partner_ids: Sequence[str] = (), on: date | None = None
) -> Interview:
    """Plan an interview; it becomes live with its first note. Raises NotAccepted without a title."""
    interviews = workspace.records.interviews
    with workspace.write(f"Plan the interview {_named(title, 'interview')}"):
        return interviews.add(
            Interview(
                group_id=group_id,
                title=line_of(title),
                partner_ids=list(partner_ids),
                on=on,
                position=_next(interviews.find(group_id=group_id)),
            )
        )


def begin_submission(workspace: Workspace, group_id: str, title: str, *, partner_id: str = "") -> Submission:
    """A submission whose text is written or pasted by hand, under the next reference (EHE01)."""
    records = workspace.records
    with workspace.write(f"Add the submission {_named(title, 'submission')}"):
        prefix = records.groups.get(group_id).reference
        rows = records.submissions.find(group_id=group_id)
        binned = records.submissions.find(group_id=group_id, binned=True)
        return records.submissions.add(
            Submission(
                group_id=group_id,
                reference=next_reference(prefix, [*rows, *binned]),
                title=line_of(title),
                partner_id=partner_id,
                received=workspace.today().date(),
                position=_next(rows),
            )
        )


def begin_snapshot(workspace: Workspace, group_id: str, title: str, *, partner_id: str = "") -> Snapshot:
    """A data snapshot whose table is pasted by hand."""
    snapshots = workspace.records.snapshots
    with workspace.write(f"Add the data snapshot {_named(title, 'data snapshot')}"):
        return snapshots.add(
            Snapshot(
                group_id=group_id,
                title=line_of(title),
                partner_id=partner_id,
                heading_rows=0,
                as_at=workspace.today().date(),
                position=_next(snapshots.find(group_id=group_id)),
            )
        )


def begin(
    workspace: Workspace, group_id: str, kind: str, name: str, partner_id: str = ""
) -> Partner | Interview | Submission | Snapshot:
    """Add a partner, an interview, a submission or a snapshot by its name; all but the first may be of a partner."""
    match kind:
        case "partner":
            return add_partner(workspace, group_id, name)
        case "interview":
            return add_interview(workspace, group_id, name, partner_ids=[partner_id] if partner_id else [])
        case "submission":
            return begin_submission(workspace, group_id, name, partner_id=partner_id)
        case _:
            return begin_snapshot(workspace, group_id, name, partner_id=partner_id)


def first_row_is_heading(workspace: Workspace, snapshot: Snapshot) -> Snapshot:
    """The table of a snapshot was written for the first time: its first row is its heading."""
    snapshots = workspace.records.snapshots
    with workspace.write(f"Change the table of {snapshot.title}"):
        current = snapshots.get(snapshot.id)
        return snapshots.save(current.model_copy(update={"heading_rows": min(1, len(current.rows))}))


def given_by(partner: Partner, review: Review) -> str:
    """What a partner has given, in words; for an umbrella with what its organisations have given."""
    wanted = with_members(partner.id, review.partners)
    held = [i for i in review.interviews if i.was_held and wanted & set(i.partner_ids)]
    ids = {i.id for i in held}
    planned = [i for i in review.interviews if not i.was_held and wanted & set(i.partner_ids)]
    counts = (
        (len(held), "interview", "interviews"),
        (sum(1 for n in review.notes if n.interview_id in ids), "note", "notes"),
        (sum(1 for s in review.submissions if s.partner_id in wanted), "submission", "submissions"),
        (sum(1 for s in review.snapshots if s.partner_id in wanted), "data snapshot", "data snapshots"),
    )
    words = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    if planned:
        words.append("interview planned" if len(planned) == 1 else f"{len(planned)} interviews planned")
    return ", ".join(words) or "nothing yet"


def _named(name: str, what: str) -> str:
    plain = line_of(name)
    if not plain:
        raise NotAccepted(f"The {what} needs a name.")
    return plain


def _next(rows: Sequence[Partner] | Sequence[Interview] | Sequence[Submission] | Sequence[Snapshot]) -> int:
    return max((row.position for row in rows), default=0) + 1
