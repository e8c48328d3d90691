"""Sister groups: who they are, what is shared with consent, how it is taken and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation
from groups.finding import Finding
from groups.group import Group, Meeting, MeetingKind, Membership, Person, Stage
from groups.recommendation import Recommendation, RestsOn
from groups.sensitivity import Sensitivity
from groups.share import Shared, ShareState
from interviews.interview import Interview, Note
from interviews.partner import Partner
from interviews.role_name import RoleName
from interviews.submission import Submission
from workbench.screens.place import Place, place_of
from workbench.services import sharing
from workbench.services.checking import check_group
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import pieces, source_of
from workbench.services.findings import add_finding, link_evidence
from workbench.services.gathering import groups_that_may_use, pieces_found
from workbench.services.overview import at_a_glance
from workbench.services.passport import passport_of, render
from workbench.services.publishing import leaks_in
from workbench.services.search import Found
from workbench.services.shareable import NoSuchShare, find_shareable, share_called
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

BOARD = "Children and Families Scrutiny Board (2)"
CONSENT = "Home Educators’ Network, by e-mail of 12 January 2026"


@pytest.fixture
def two(workspace: Workspace) -> tuple[Group, Group]:
    """Two groups of one minute, with a visit, an interview of two partners under an umbrella, and a submission."""
    records = workspace.records
    with workspace.write("Make two groups"):
        set_up = {"boards": [BOARD], "minute_number": "24", "resolution_date": date(2026, 1, 8)}
        giver = records.groups.add(Group(title="Elective Home Education", short_title="EHE", **set_up))
        taker = records.groups.add(Group(title="School Attendance", **set_up))
        person = records.people.add(Person(name="Councillor P Nair"))
        for group in (giver, taker):
            records.memberships.add(Membership(group_id=group.id, person_id=person.id, name=person.name))
        of: dict[str, Any] = {"group_id": giver.id}
        health = records.partners.add(Partner(name="Health", **of))
        valley = records.partners.add(Partner(name="Wex Valley", umbrella_id=health.id, **of))
        visit = records.meetings.add(
            Meeting(kind=MeetingKind.VISIT, on=date(2026, 1, 10), place="Harbour", present=["Cllr P Nair"], **of)
        )
        talk = records.interviews.add(
            Interview(title="School nurses", partner_ids=[valley.id], meeting_id=visit.id, **of)
        )
        records.notes.add(Note(interview_id=talk.id, text="Nobody is rung twice.", line_id="theirs", **of))
        records.notes.add(Note(interview_id=talk.id, text="A secret of a child.", sensitivity=Sensitivity.EXEMPT, **of))
        letter = Submission(reference="EHE01", title="Letter", partner_id=valley.id, text="We ring once.", **of)
        records.submissions.add(letter)
        closed = {"sensitivity": Sensitivity.CONFIDENTIAL, "reference": "EHE02", "title": "Case file", "text": "x"}
        records.submissions.add(Submission(**closed, **of))
    return giver, taker


def shared(workspace: Workspace, giver: Group, taker: Group, name: str) -> str:
    what, ident = find_shareable(workspace.records.review(giver.id), name)
    return sharing.offer(workspace, giver.id, taker.id, what, ident, CONSENT).id


def test_groups_of_one_minute_or_one_board_are_sisters(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, taker = two
    with workspace.write("Make others"):
        board = workspace.records.groups.add(Group(title="Reading Rooms", boards=[BOARD]))
        workspace.records.groups.add(Group(title="Old one", boards=[BOARD], stage=Stage.CLOSED))
        workspace.records.groups.add(Group(title="Stranger", boards=["Another Board"]))
    found = [(group.title, why) for group, why in sharing.sister_groups(workspace, giver.id)]
    assert found == [
        (taker.title, "set up by the same minute, 24"),
        (board.title, "at work for the same board"),
    ]


def test_what_is_on_offer_is_told_at_home_until_it_is_taken(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, taker = two
    share = shared(workspace, giver, taker, "School nurses")
    glance = at_a_glance(workspace, taker, date(2026, 1, 14))
    assert glance.remarks[0].text == f"On offer from {giver.title}: interview School nurses."
    assert place_of(taker.id, glance.remarks[0]) == Place("sharing", taker.id)
    assert not sharing.offer_remarks(workspace, giver.id)
    sharing.accept(workspace, share)
    assert not sharing.offer_remarks(workspace, taker.id)


def test_a_note_of_a_shared_interview_is_evidence_of_the_other_group(
    workspace: Workspace, two: tuple[Group, Group]
) -> None:
    giver, taker = two
    share = shared(workspace, giver, taker, "School nurses")
    review = workspace.records.review(taker.id)
    assert sharing.with_shared(workspace, review) == review  # only offered
    sharing.accept(workspace, share)
    review = sharing.with_shared(workspace, workspace.records.review(taker.id))
    (piece,) = [p for p in pieces(review) if p.address.kind is EvidenceKind.NOTE]
    assert piece.words == "Nobody is rung twice."
    partner = workspace.records.partners.get(piece.partner_id)
    assert (partner.group_id, partner.name) == (taker.id, "Wex Valley")
    assert workspace.records.partners.get(partner.umbrella_id).name == "Health"
    assert all(not note.line_id for note in review.notes)
    finding = add_finding(workspace, taker.id, "Families are rung once at most.")
    link_evidence(workspace, finding, [piece], Relation.SUPPORTS)
    (link,) = workspace.records.evidence.find(finding_id=finding.id)
    assert "School nurses" in source_of(link, review)
    undo(workspace), undo(workspace), undo(workspace)
    assert workspace.records.shares.get(share).state is ShareState.OFFERED
    assert workspace.records.partners.find(group_id=taker.id) == []


def test_a_visit_at_which_its_members_were_is_a_meeting_of_both(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, taker = two
    sharing.accept(workspace, shared(workspace, giver, taker, "site visit, Harbour"))
    (meeting,) = workspace.records.meetings.find(group_id=taker.id)
    assert (meeting.kind, meeting.present) == (MeetingKind.VISIT, ["Cllr P Nair"])
    review = sharing.with_shared(workspace, workspace.records.review(taker.id))
    assert [i.title for i in review.interviews] == ["School nurses"]


def test_exempt_words_are_kept_back_and_counted(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, taker = two
    sharing.accept(workspace, shared(workspace, giver, taker, "School nurses"))
    review = sharing.with_shared(workspace, workspace.records.review(taker.id))
    assert "secret" not in review.model_dump_json()
    (thing,) = sharing.received(workspace, taker.id)
    assert (thing.about, thing.giver.title) == ("1 note, 1 kept back", giver.title)
    with pytest.raises(NoSuchShare):
        find_shareable(workspace.records.review(giver.id), "EHE02")
    closed = next(s for s in workspace.records.submissions.find() if s.reference == "EHE02")
    with pytest.raises(NotAccepted, match="confidential"):
        sharing.offer(workspace, giver.id, taker.id, Shared.SUBMISSION, closed.id, CONSENT)


def test_what_became_exempt_after_it_was_shared_is_gone(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, taker = two
    sharing.accept(workspace, shared(workspace, giver, taker, "EHE01"))
    read = sharing.with_shared(workspace, workspace.records.review(taker.id))
    (letter,) = read.submissions
    kept = workspace.records.submissions.get(letter.id)
    with workspace.write("Make it exempt"):
        workspace.records.submissions.save(kept.model_copy(update={"sensitivity": Sensitivity.EXEMPT}))
    assert sharing.with_shared(workspace, workspace.records.review(taker.id)).submissions == []


def test_without_consent_twice_or_by_a_stranger_nothing_is_shared(
    workspace: Workspace, two: tuple[Group, Group]
) -> None:
    giver, taker = two
    what, ident = find_shareable(workspace.records.review(giver.id), "EHE01")
    with pytest.raises(NotAccepted, match="consent"):
        sharing.offer(workspace, giver.id, taker.id, what, ident, "  ")
    with pytest.raises(NotAccepted, match="another group"):
        sharing.offer(workspace, taker.id, giver.id, what, ident, CONSENT)
    with pytest.raises(NotAccepted, match="no sister"):
        sharing.offer(workspace, giver.id, giver.id, what, ident, CONSENT)
    sharing.offer(workspace, giver.id, taker.id, what, ident, CONSENT)
    with pytest.raises(NotAccepted, match="already"):
        sharing.offer(workspace, giver.id, taker.id, what, ident, CONSENT)


def test_taken_back_it_is_gone_and_can_be_shared_anew(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, taker = two
    share = shared(workspace, giver, taker, "EHE01")
    sharing.accept(workspace, share)
    sharing.withdraw(workspace, share)
    assert sharing.with_shared(workspace, workspace.records.review(taker.id)).submissions == []
    with pytest.raises(NotAccepted, match="already"):
        sharing.withdraw(workspace, share)
    with pytest.raises(NotAccepted, match="not on offer"):
        sharing.accept(workspace, share)
    again = shared(workspace, giver, taker, "EHE01")
    assert share_called(sharing.given(workspace, giver.id), "EHE01").id == again


def test_recommendations_of_sisters_that_pull_apart_are_named(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, taker = two
    with workspace.write("Recommend"):
        rows = workspace.records.recommendations
        rows.add(Recommendation(group_id=giver.id, action="A home visit to new families stays voluntary"))
        rows.add(Recommendation(group_id=taker.id, action="A home visit is required of all new families"))
    ((found, sister),) = sharing.pulling_apart(workspace, giver.id)
    assert (found.words, found.other_words, sister.title) == ("required", "voluntary", taker.title) or (
        found.words,
        found.other_words,
        sister.title,
    ) == ("voluntary", "required", taker.title)


def test_a_name_that_fits_two_is_asked_again(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, _ = two
    with workspace.write("Add another"):
        workspace.records.partners.add(Partner(group_id=giver.id, name="Wex Valley North"))
        workspace.records.partners.add(Partner(group_id=giver.id, name="Wex Valley South"))
    with pytest.raises(NoSuchShare, match="more than one"):
        find_shareable(workspace.records.review(giver.id), "Wex")
    with pytest.raises(NoSuchShare, match="nothing called"):
        find_shareable(workspace.records.review(giver.id), "Moon")


def test_what_a_sister_shares_is_guarded_when_the_other_publishes(
    workspace: Workspace, two: tuple[Group, Group]
) -> None:
    giver, taker = two
    words = "My son was left at the gate on eleven mornings before anybody rang me"
    (talk,) = workspace.records.interviews.find()
    with workspace.write("Take a note"):
        workspace.records.notes.add(Note(group_id=giver.id, interview_id=talk.id, text=words))
        workspace.records.findings.add(Finding(group_id=taker.id, text=f"One parent said it: {words}."))
    data = words.encode()
    assert leaks_in(workspace, taker.id, data, "txt") == []  # not shared: no words of this group's evidence
    sharing.accept(workspace, shared(workspace, giver, taker, "School nurses"))
    (leak,) = leaks_in(workspace, taker.id, data, "txt")
    assert (leak.table, leak.why) == ("notes", "working paper")


def test_a_name_that_a_sister_keeps_private_is_private_where_her_evidence_is_used(
    workspace: Workspace, two: tuple[Group, Group]
) -> None:
    giver, taker = two
    of = {"group_id": taker.id}
    (note,) = [n for n in workspace.records.notes.find() if not n.sensitivity.is_closed]
    sharing.accept(workspace, shared(workspace, giver, taker, "School nurses"))
    with workspace.write("Quote a parent"):
        said = {"text": "Pat Quillfeather was never rung back.", "speaker": "Pat Quillfeather"}
        workspace.records.notes.save(note.model_copy(update={**said, "sensitivity": Sensitivity.PUBLIC}))
        for group, name in ((giver, "Pat Quillfeather"), (taker, "Ed Lund")):
            workspace.records.role_names.add(RoleName(group_id=group.id, name=name, role="Parent A"))
        finding = workspace.records.findings.add(Finding(text="Nobody is rung back.", **of))
        workspace.records.evidence.add(
            EvidenceLink(finding_id=finding.id, address=Address(kind=EvidenceKind.NOTE, id=note.id), **of)
        )
        asked = workspace.records.recommendations.add(Recommendation(action="ring back", **of))
        workspace.records.rests_on.add(RestsOn(recommendation_id=asked.id, finding_id=finding.id, **of))
    page = render(passport_of(workspace, taker, asked.id), "md")
    assert b"Quillfeather" not in page
    assert b"Parent A (Elective Home Education) was never rung back" in page.replace(b"\\", b"")
    assert leaks_in(workspace, taker.id, b"Ms Quillfeather told it", "txt")


def test_what_is_found_of_a_sister_can_be_linked_by_both(workspace: Workspace, two: tuple[Group, Group]) -> None:
    giver, taker = two
    (note,) = [n for n in workspace.records.notes.find() if not n.sensitivity.is_closed]
    (secret,) = [n for n in workspace.records.notes.find() if n.sensitivity.is_closed]
    found = [found_note(note)]
    assert groups_that_may_use(workspace, found) == {giver.id}
    with pytest.raises(NotAccepted, match="another group"):
        pieces_found(workspace, taker.id, found)
    share = shared(workspace, giver, taker, "School nurses")
    assert groups_that_may_use(workspace, found) == {giver.id}  # only offered
    sharing.accept(workspace, share)
    assert groups_that_may_use(workspace, found) == {giver.id, taker.id}
    assert groups_that_may_use(workspace, [*found, found_note(secret)]) == {giver.id}
    (piece,) = pieces_found(workspace, taker.id, found)
    assert workspace.records.partners.get(piece.partner_id).group_id == taker.id
    (own,) = pieces_found(workspace, giver.id, found)
    assert workspace.records.partners.get(own.partner_id).group_id == giver.id
    sharing.withdraw(workspace, share)
    assert groups_that_may_use(workspace, found) == {giver.id}


def found_note(note: Note) -> Found:
    place = Place("interview", note.interview_id)
    return Found(f"notes:{note.id}", "note", "", [], note.text, [], note.text, [], "", "", place)


def test_the_check_says_what_pulls_apart_within_and_across_groups(
    workspace: Workspace, two: tuple[Group, Group]
) -> None:
    giver, taker = two
    with workspace.write("Recommend"):
        rows = workspace.records.recommendations
        rows.add(Recommendation(group_id=giver.id, action="A home visit to new families stays voluntary", position=1))
        rows.add(Recommendation(group_id=giver.id, action="Absence figures reach the ward monthly", position=2))
        rows.add(Recommendation(group_id=giver.id, action="Absence figures reach the ward termly", position=3))
        rows.add(Recommendation(group_id=taker.id, action="A home visit is required of all new families"))
    found = [
        remark for remark in check_group(workspace, giver.id).open if "pull" in remark.text or "Talk" in remark.text
    ]
    assert [remark.text for remark in found] == [
        "Recommendations 2 and 3 pull against each other, “monthly” and “termly”: they give two answers to how often.",
        "Recommendation 1 says “voluntary”, and one of School Attendance says “required”: one makes it a duty, the "
        "other leaves it open. Talk to each other before both are agreed.",
    ]
