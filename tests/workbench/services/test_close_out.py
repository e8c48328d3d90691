"""Closing out: points are settled in the record, the page is written as Word and text without private words."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from groups.group import Declaration, Group
from groups.rows import new_id
from interviews.close_out import PointKind
from interviews.drafts import Draft
from interviews.interview import Interview, InterviewState
from tests.workbench.held_samples import HeldIds, hold
from workbench.services.begin_interview import begin, offered, say_present, touched
from workbench.services.close_out import close_out, confirm, open_again, points_of, say_asked, write_summary
from workbench.services.editing import Clash, Locked, NotAccepted, change
from workbench.services.notes import set_state
from workbench.services.requests import from_note
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def held(workspace: Workspace) -> HeldIds:
    with workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="School Attendance", council="Wexcombe City Council"))
    return hold(workspace, group)


def kinds(workspace: Workspace, held: HeldIds) -> list[PointKind]:
    return [point.kind for point in points_of(workspace, held.interview.id)]


def test_points_go_as_they_are_settled(workspace: Workspace, held: HeldIds) -> None:
    assert kinds(workspace, held) == [
        PointKind.UNTAGGED,
        PointKind.UNANSWERED,
        PointKind.NOT_ASKED,
        PointKind.ACTION,
        PointKind.NO_SPEAKER,
        PointKind.FOLLOW_UP,
    ]
    interview = say_asked(workspace, held.interview, held.lines["3"])
    assert PointKind.NOT_ASKED not in kinds(workspace, held)
    assert kinds(workspace, held).count(PointKind.UNANSWERED) == 2
    say_asked(workspace, interview, held.lines["3"], asked=False)
    assert PointKind.NOT_ASKED in kinds(workspace, held)
    undo(workspace)
    assert kinds(workspace, held).count(PointKind.UNANSWERED) == 2
    from_note(workspace, held.notes["return"], owner="Mr T Reed", due=workspace.today().date())
    assert PointKind.ACTION not in kinds(workspace, held)
    assert PointKind.TO_COME in kinds(workspace, held)


def test_two_people_say_what_was_asked(workspace: Workspace, held: HeldIds) -> None:
    say_asked(workspace, held.interview, held.lines["3"])
    say_asked(workspace, held.interview, held.lines["1a"])
    asked = workspace.records.interviews.get(held.interview.id).asked
    assert asked == [held.lines["2"], held.lines["3"], held.lines["1a"]]


def test_closing_out_waits_for_nothing(workspace: Workspace, held: HeldIds) -> None:
    assert close_out(workspace, held.interview.id).state is InterviewState.CLOSED_OUT
    assert len(points_of(workspace, held.interview.id)) == 6
    set_state(workspace, held.interview.id, InterviewState.CONFIRMED)
    with pytest.raises(Locked):
        close_out(workspace, held.interview.id)
    with pytest.raises(Locked):
        say_asked(workspace, held.interview, held.lines["3"])
    set_state(workspace, held.interview.id, InterviewState.PLANNED)
    with pytest.raises(NotAccepted, match="planned"):
        close_out(workspace, held.interview.id)


def test_a_line_that_is_being_written_is_not_locked_in(workspace: Workspace, held: HeldIds) -> None:
    draft = Draft(id=new_id(), interview_id=held.interview.id, author="B Other", text="half a wo")
    with workspace.transaction():
        workspace.records.drafts.keep(draft)
    with pytest.raises(NotAccepted, match="A line of B Other is not finished"):
        confirm(workspace, held.interview.id)
    with workspace.transaction():
        workspace.records.drafts.settle(draft.id)
    assert confirm(workspace, held.interview.id).state is InterviewState.CONFIRMED


def test_the_page_is_written_without_private_words(workspace: Workspace, held: HeldIds) -> None:
    from_note(workspace, held.notes["secret"])
    for form in ("docx", "txt", "md"):
        written = write_summary(workspace, held.interview.id, form)
        assert written == workspace.exports / f"attendance-team-summary.{form}"
        data = written.read_bytes()
        if form == "docx":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                data = b"".join(packed.read(name) for name in packed.namelist())
        assert b"Hill Road" not in data
        assert b"Absence is highest in Year 10" in data
        private = write_summary(workspace, held.interview.id, form, private=True)
        assert private.name == f"attendance-team-summary-private.{form}"
    text = (workspace.exports / "attendance-team-summary-private.txt").read_text()
    assert "Hill Road" in text
    assert "keep private" in text


def test_the_word_file_has_headings_and_lists(workspace: Workspace, held: HeldIds) -> None:
    document = docx.Document(str(write_summary(workspace, held.interview.id, "docx")))
    headings = [p.text for p in document.paragraphs if p.style is not None and str(p.style.name).startswith("Heading")]
    assert headings[:2] == ["Who and when", "What was said"]
    texts = [p.text for p in document.paragraphs]
    assert texts.index("1a Part a?") + 1 == texts.index("Ms P Lee: Absence is highest in Year 10")
    assert any(p.text == "Working paper – not for publication" for p in document.paragraphs)


# -- the start of an interview ----------------------------------------------------------------------------------------


@pytest.fixture
def planned(workspace: Workspace, held: HeldIds) -> Interview:
    with workspace.write("Plan"):
        return workspace.records.interviews.add(
            Interview(group_id=held.interview.group_id, title="Ward sisters", partner_ids=[held.partner.id])
        )


def test_it_begins_once(workspace: Workspace, planned: Interview) -> None:
    begun = begin(workspace, planned)
    assert (begun.state, begun.began_at is not None) == (InterviewState.LIVE, True)
    assert begin(workspace, planned) == begun
    undo(workspace)
    assert workspace.records.interviews.get(planned.id).state is InterviewState.PLANNED
    set_state(workspace, planned.id, InterviewState.CONFIRMED)
    with pytest.raises(Locked):
        begin(workspace, planned)
    with pytest.raises(Locked):
        say_present(workspace, workspace.records.interviews.get(planned.id), ["X"])


def test_presence_is_not_written_over(workspace: Workspace, planned: Interview) -> None:
    say_present(workspace, planned, ["Mr T Reed"])
    with pytest.raises(Clash):
        say_present(workspace, planned, ["Councillor A Okoro"])
    assert workspace.records.interviews.get(planned.id).present == ["Mr T Reed"]


def test_members_are_offered_and_the_writer_is_ticked(workspace: Workspace, planned: Interview) -> None:
    assert [(one.name, one.role, one.is_here) for one in offered(workspace, planned)] == [
        ("Mr T Reed", "supporting officer", False)
    ]
    officer = workspace.written_by("Mr T Reed")
    assert [one.is_here for one in offered(officer, planned)] == [True]
    assert [one.is_here for one in offered(officer, begin(workspace, planned))] == [False]


def test_a_confirmed_interview_is_opened_again(workspace: Workspace, held: HeldIds) -> None:
    with pytest.raises(NotAccepted, match="not confirmed"):
        open_again(workspace, held.interview.id)
    set_state(workspace, held.interview.id, InterviewState.CONFIRMED)
    assert open_again(workspace, held.interview.id).state is InterviewState.CLOSED_OUT
    undo(workspace)
    assert workspace.records.interviews.get(held.interview.id).is_locked


def test_an_interest_in_the_partner_is_said(workspace: Workspace, planned: Interview) -> None:
    declared = [Declaration(person="Councillor A Okoro", body="the attendance TEAM", interest="manager")]
    kept = change(workspace, workspace.records.interviews, planned, {"declarations": declared}, "Declare")
    (sentence,) = touched(workspace, kept)
    assert sentence == (
        "Councillor A Okoro declares an interest in the attendance TEAM (manager), the body that is heard here: "
        "ask the Chair how it is to be dealt with."
    )
