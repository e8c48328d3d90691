"""Two sister groups use the same partners, visits and evidence: offered with consent, taken, taken back.

What is shared stays the record of the group that gave it: the other group reads it in its place and can rest findings
on it, and nobody copies or changes it. Exempt and confidential words are never shared.
"""

from __future__ import annotations

from collections.abc import Iterable

from groups.contradictions import Contradiction, between
from groups.group import Group, Meeting
from groups.people import same_person
from groups.rows import NotThere
from groups.share import Share, Shared, ShareState, sisters
from interviews.interview import Interview, Note
from interviews.partner import Partner
from interviews.readers.clean import clean
from interviews.remark import About, Remark, remarked
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.submission import Snapshot, Submission
from workbench.services.editing import NotAccepted
from workbench.services.shareable import Record, SharedThing, name_of, record_of
from workbench.workspace.workspace import Workspace


def sister_groups(workspace: Workspace, group_id: str) -> list[tuple[Group, str]]:
    """The sister groups of a group, each with the reason why it is one."""
    records = workspace.records
    return sisters(records.groups.get(group_id), records.groups.find())


def offer(workspace: Workspace, group_id: str, to_group_id: str, what: Shared, record_id: str, consent: str) -> Share:
    """Offer something to a sister group, with who agreed to that.

    Raises NotAccepted without consent, to a group that is no sister, for something exempt, or where it is offered
    already.
    """
    records = workspace.records
    agreed = clean(consent).strip()
    if not agreed:
        raise NotAccepted("Say who agreed that another review may use it, and when: without consent it is not shared.")
    taker = next((group for group, _ in sister_groups(workspace, group_id) if group.id == to_group_id), None)
    if taker is None:
        raise NotAccepted("That group is no sister of this one: only groups of the same board share what they have.")
    record = record_of(workspace, what, record_id)
    if record.group_id != group_id:
        raise NotAccepted("It belongs to another group: only the group that gathered it can share it.")
    if isinstance(record, Submission) and record.sensitivity.is_closed:
        raise NotAccepted(f"{name_of(record)} is {record.sensitivity.value}: it is not shared with another review.")
    for share in records.shares.find(group_id=group_id, to_group_id=to_group_id, record_id=record_id):
        if share.state is not ShareState.WITHDRAWN:
            raise NotAccepted(f"{name_of(record)} is shared with {taker.title} already ({share.state.value}).")
    with workspace.write(f"Share {name_of(record)} with {taker.title}"):
        return records.shares.add(
            Share(
                group_id=group_id,
                to_group_id=to_group_id,
                what=what,
                record_id=record_id,
                consent=agreed,
                on=workspace.today().date(),
            )
        )


def accept(workspace: Workspace, share_id: str) -> Share:
    """Take what a sister group offers: its partners become partners of this group too, to whom the words are put down.

    A meeting at which members of this group were present counts as a meeting of this group as well. Raises NotAccepted
    where it is not on offer any more.
    """
    records = workspace.records
    share = records.shares.get(share_id)
    if share.state is not ShareState.OFFERED or share.binned_at is not None:
        raise NotAccepted("It is not on offer any more.")
    record = record_of(workspace, share.what, share.record_id)
    with workspace.write(f"Take {name_of(record)} from a sister group"):
        _bring_partners(workspace, share, record)
        if isinstance(record, Meeting):
            _bring_meeting(workspace, share.to_group_id, record)
        return records.shares.save(share.model_copy(update={"accepted_on": workspace.today().date()}))


def withdraw(workspace: Workspace, share_id: str) -> Share:
    """Take a share back. Findings that rest on it keep the quoted words, and the checks name them."""
    records = workspace.records
    share = records.shares.get(share_id)
    if share.state is ShareState.WITHDRAWN:
        raise NotAccepted("It is taken back already.")
    with workspace.write("Take back what is shared with a sister group"):
        return records.shares.save(share.model_copy(update={"withdrawn_on": workspace.today().date()}))


def given(workspace: Workspace, group_id: str) -> list[SharedThing]:
    """What a group shares with others, the newest last."""
    return [_told(workspace, share) for share in workspace.records.shares.find(group_id=group_id)]


def received(workspace: Workspace, group_id: str) -> list[SharedThing]:
    """What others share with a group, the newest last."""
    return [_told(workspace, share) for share in workspace.records.shares.find(to_group_id=group_id)]


def offer_remarks(workspace: Workspace, group_id: str) -> list[Remark]:
    """What sister groups offer and this one has not taken, as Home lists what needs attention."""
    return [
        remarked(
            About.EVIDENCE,
            f"On offer from {thing.giver.title}: {thing.share.what.value} {thing.name}.",
            "shares",
            thing.share.id,
            "offered",
        )
        for thing in received(workspace, group_id)
        if thing.share.state is ShareState.OFFERED
    ]


def with_shared(workspace: Workspace, review: Review) -> Review:
    """The review with the evidence that sister groups share with it, put down to this group's own partners.

    What is read together so is for finding, linking and checking evidence; counts of the group's own work take the
    review as it is.
    """
    in_use = [s for s in workspace.records.shares.find(to_group_id=review.group.id) if s.state is ShareState.ACCEPTED]
    if not in_use:
        return review
    interviews: dict[str, Interview] = {}
    notes: dict[str, Note] = {}
    submissions: dict[str, Submission] = {}
    snapshots: dict[str, Snapshot] = {}
    for giver_id in dict.fromkeys(share.group_id for share in in_use):
        giver = workspace.records.review(giver_id)
        ids = {share.record_id for share in in_use if share.group_id == giver_id}
        here = _partners_here(giver.partners, review.partners)
        for interview in giver.interviews:
            if interview.id in ids or interview.meeting_id in ids:
                partners = [here[p] for p in interview.partner_ids if p in here]
                interviews[interview.id] = interview.model_copy(update={"partner_ids": partners})
        # Their lines of enquiry and themes are not this group's.
        bare = {"line_id": "", "theme_ids": []}
        notes |= {
            n.id: n.model_copy(update=bare)
            for n in giver.notes
            if n.interview_id in interviews and not n.sensitivity.is_closed
        }
        for submission in giver.submissions:
            if submission.id in ids and not submission.sensitivity.is_closed:
                partner = here.get(submission.partner_id, "")
                submissions[submission.id] = submission.model_copy(update={"partner_id": partner})
        for snapshot in giver.snapshots:
            if snapshot.id in ids:
                snapshots[snapshot.id] = snapshot.model_copy(update={"partner_id": here.get(snapshot.partner_id, "")})
    return review.model_copy(
        update={
            "interviews": [*review.interviews, *interviews.values()],
            "notes": [*review.notes, *notes.values()],
            "submissions": [*review.submissions, *submissions.values()],
            "snapshots": [*review.snapshots, *snapshots.values()],
        }
    )


def key_with_shared(workspace: Workspace, group_id: str) -> list[RoleName]:
    """The names that a group publishes as roles, with those of the groups whose evidence it uses or has used.

    A role that somebody has here already is told apart: "Parent A (School Attendance)".
    """
    records = workspace.records
    rows = records.role_names.find(group_id=group_id)
    names, roles = {row.name.casefold() for row in rows}, {row.role.casefold() for row in rows}
    taken = [s for s in records.shares.find(to_group_id=group_id) if s.state is not ShareState.OFFERED]
    for giver_id in dict.fromkeys(share.group_id for share in taken):
        title = records.groups.get(giver_id).title
        for row in records.role_names.find(group_id=giver_id):
            if row.name.casefold() not in names:
                role = f"{row.role} ({title})" if row.role.casefold() in roles else row.role
                rows.append(row.model_copy(update={"role": role}))
    return rows


def taken_by(workspace: Workspace, record: Interview | Submission | Snapshot) -> set[str]:
    """The sister groups that use an interview or something handed in, by itself or with its meeting."""
    ids = {record.id, record.meeting_id} if isinstance(record, Interview) else {record.id}
    rows = workspace.records.shares.find(group_id=record.group_id)
    return {s.to_group_id for s in rows if s.record_id in ids and s.state is ShareState.ACCEPTED}


def partners_here(workspace: Workspace, group_id: str) -> dict[str, str]:
    """The partners of the groups that share with this one → this group's own of the same name."""
    records = workspace.records
    givers = {s.group_id for s in records.shares.find(to_group_id=group_id) if s.state is ShareState.ACCEPTED}
    ours = records.partners.find(group_id=group_id)
    return {
        theirs: our
        for giver in givers
        for theirs, our in _partners_here(records.partners.find(group_id=giver), ours).items()
    }


def pulling_apart(workspace: Workspace, group_id: str) -> list[tuple[Contradiction, Group]]:
    """The recommendations of this group and of its sisters that pull against each other, with the sister."""
    records = workspace.records
    ours = records.recommendations.find(group_id=group_id)
    found = []
    for sister, _ in sister_groups(workspace, group_id):
        found += [(c, sister) for c in between(ours, records.recommendations.find(group_id=sister.id))]
    return found


def _told(workspace: Workspace, share: Share) -> SharedThing:
    groups = workspace.records.groups
    giver, taker = groups.get(share.group_id), groups.get(share.to_group_id)
    try:
        record = record_of(workspace, share.what, share.record_id)
    except NotThere:
        return SharedThing(share, "not there any more", giver, taker)
    if record.binned_at is not None:
        return SharedThing(share, f"{name_of(record)} (in the bin)", giver, taker)
    return SharedThing(share, name_of(record), giver, taker, _how_much(workspace, record))


def _how_much(workspace: Workspace, record: Record) -> str:
    """How much goes with it, and what stays behind because it is exempt or confidential."""
    records = workspace.records
    if isinstance(record, Meeting):
        held = records.interviews.find(group_id=record.group_id, meeting_id=record.id)
    elif isinstance(record, Interview):
        held = [record]
    else:
        return ""
    notes = [note for interview in held for note in records.notes.find(interview_id=interview.id)]
    kept_back = sum(note.sensitivity.is_closed for note in notes)
    count = f"{len(notes) - kept_back} note{'' if len(notes) - kept_back == 1 else 's'}"
    return count + (f", {kept_back} kept back" if kept_back else "")


def _partners_here(theirs: Iterable[Partner], ours: Iterable[Partner]) -> dict[str, str]:
    """Each of their partners → ours of the same name."""
    by_name = {partner.name.casefold().strip(): partner.id for partner in ours}
    found = {partner.id: by_name.get(partner.name.casefold().strip(), "") for partner in theirs}
    return {their: our for their, our in found.items() if our}


def _bring_partners(workspace: Workspace, share: Share, record: Record) -> None:
    """Put the partners of what is taken among this group's own, an umbrella before what stands under it."""
    records = workspace.records
    match record:
        case Partner():
            wanted = [record.id]
        case Meeting():
            held = records.interviews.find(group_id=record.group_id, meeting_id=record.id)
            wanted = [partner for interview in held for partner in interview.partner_ids]
        case Interview():
            wanted = record.partner_ids
        case _:
            wanted = [record.partner_id]
    theirs = {p.id: p for p in records.partners.find(group_id=share.group_id)}
    for partner_id in dict.fromkeys(wanted):
        chain = [theirs[partner_id]] if partner_id in theirs else []
        if chain and chain[0].umbrella_id in theirs:
            chain.insert(0, theirs[chain[0].umbrella_id])
        umbrella = ""
        for partner in chain:
            ours = records.partners.find(group_id=share.to_group_id)
            known = next((p for p in ours if p.name.casefold().strip() == partner.name.casefold().strip()), None)
            if known is None:
                place = max((p.position for p in ours), default=0) + 1
                known = records.partners.add(
                    Partner(
                        group_id=share.to_group_id,
                        name=partner.name,
                        short_name=partner.short_name,
                        kind=partner.kind,
                        umbrella_id=umbrella,
                        position=place,
                    )
                )
            umbrella = known.id


def _bring_meeting(workspace: Workspace, group_id: str, meeting: Meeting) -> None:
    """A meeting at which members of this group were present is one of its own meetings too."""
    records = workspace.records
    members = [m.name for m in records.memberships.find(group_id=group_id)]
    present = [name for name in meeting.present if any(same_person(name, member) for member in members)]
    if present:
        place = max((m.position for m in records.meetings.find(group_id=group_id)), default=0) + 1
        records.meetings.add(
            Meeting(
                group_id=group_id,
                kind=meeting.kind,
                on=meeting.on,
                place=meeting.place,
                held=meeting.held,
                present=present,
                position=place,
            )
        )
