"""The start of an interview: fast to go through, saved as it is said, and an interest in the body heard is said."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea

from groups.group import Declaration, Group
from interviews.interview import Interview, Interviewee, InterviewState
from interviews.presence import is_to_begin
from tests.workbench.app.conftest import picture, until
from tests.workbench.held_samples import HeldIds, hold
from workbench.app import WorkbenchApp
from workbench.dialogs.begin_interview import BeginInterview
from workbench.services.begin_interview import say_present
from workbench.services.editing import change
from workbench.services.notes import set_state
from workbench.widgets.mark_list import MarkList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


@pytest.fixture
def planned(workspace: Workspace, group: Group) -> Interview:
    """One that has nobody in it yet, of the Attendance team; Okoro chairs, Reed is the officer."""
    held: HeldIds = hold(workspace, group)
    with workspace.write("Plan"):
        return workspace.records.interviews.add(
            Interview(group_id=group.id, title="Second talk", partner_ids=[held.partner.id])
        )


def now(workspace: Workspace, interview: Interview) -> Interview:
    return workspace.records.interviews.get(interview.id)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_it_is_all_in_sight(workspace: Workspace, planned: Interview, size: tuple[int, int]) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size) as pilot:
        await app.push_screen(BeginInterview(workspace, planned))
        await pilot.pause()
        shown = picture(app)
    for words in (
        "who is here? · Second talk",
        "[ ] Councillor A Okoro  Chair",
        "[ ] Mr T Reed  supporting officer",
        "Who is asked",
        "Who else is present",
        "Interests declared",
        "Begin (Ctrl+S)",
        "Not now (Esc)",
    ):
        assert words in shown


async def test_enter_goes_through_empty_fields_and_begins(workspace: Workspace, planned: Interview) -> None:
    app = WorkbenchApp(workspace)
    answers: list[Interview | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(BeginInterview(workspace, planned), answers.append)
        await pilot.pause()
        await pilot.press("enter", "enter", "enter")
        assert answers == []
        await pilot.press("enter")
        await until(pilot, lambda: bool(answers))
    kept = now(workspace, planned)
    assert answers == [kept]
    assert (kept.state, kept.interviewees, kept.present) == (InterviewState.LIVE, [], [])
    assert not is_to_begin(kept)


async def test_what_is_said_is_kept_and_an_interest_is_pointed_out(workspace: Workspace, planned: Interview) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(BeginInterview(workspace, planned))
        await pilot.pause()
        await pilot.press("space")
        await until(pilot, lambda: now(workspace, planned).present == ["Councillor A Okoro"])
        await pilot.press("enter")
        asked = app.screen.query_one("#field-interviewees", TextArea)
        assert asked.has_focus
        asked.text = "Ms P Lee; Head of Service; named"
        await pilot.press("shift+tab", "enter")
        assert asked.has_focus
        assert asked.cursor_location == (1, 0)  # behind what stands there, where Enter goes on
        await pilot.press("enter")
        assert app.screen.query_one("#field-present", Input).has_focus
        asked.focus()
        asked.text = "Ms P Lee; Head of Service; named"
        asked.move_cursor(asked.document.end)
        await pilot.press("enter")
        assert asked.has_focus  # in the midst of words it makes a new line
        assert asked.document.line_count == 2
        await pilot.press("enter")
        others = app.screen.query_one("#field-present", Input)
        assert others.has_focus
        others.value = "Ms R Hale; Cllr A Okoro"
        await pilot.press("enter")
        declared = app.screen.query_one("#field-declarations", TextArea)
        assert declared.has_focus
        declared.text = "Councillor A Okoro; the Attendance Team; former manager"
        await until(pilot, lambda: "declares an interest in the Attendance Team" in " ".join(picture(app).split()))
        assert "Begin (Ctrl+S)" in picture(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, BeginInterview))
    kept = now(workspace, planned)
    assert kept.interviewees == [Interviewee(name="Ms P Lee", role="Head of Service", attribution="named")]
    assert kept.present == ["Councillor A Okoro", "Ms R Hale"]
    assert kept.declarations == [
        Declaration(person="Councillor A Okoro", body="the Attendance Team", interest="former manager")
    ]
    assert (kept.state, kept.began_at is not None) == (InterviewState.LIVE, True)


async def test_all_are_here_and_a_tick_is_taken_back(workspace: Workspace, planned: Interview) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(BeginInterview(workspace, planned))
        await pilot.pause()
        await pilot.press("a")
        await until(pilot, lambda: now(workspace, planned).present == ["Councillor A Okoro", "Mr T Reed"])
        await pilot.press("down", "space")
        await until(pilot, lambda: now(workspace, planned).present == ["Councillor A Okoro"])


async def test_esc_keeps_what_was_typed_and_does_not_begin(workspace: Workspace, planned: Interview) -> None:
    app = WorkbenchApp(workspace)
    answers: list[Interview | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(BeginInterview(workspace.written_by("A Okoro"), planned), answers.append)
        await pilot.pause()
        assert "[x] Councillor A Okoro" in picture(app)
        app.screen.query_one("#field-interviewees", TextArea).text = "Ms P Lee"
        await pilot.press("escape")
        await until(pilot, lambda: bool(answers))
    kept = now(workspace, planned)
    assert answers == [None]
    assert kept.interviewees == [Interviewee(name="Ms P Lee")]
    assert kept.present == []
    assert is_to_begin(kept)


async def test_later_it_only_says_who_is_here(workspace: Workspace, planned: Interview) -> None:
    begun = change(workspace, workspace.records.interviews, planned, {"began_at": workspace.author.now()}, "Begin")
    begun = say_present(workspace, begun, ["Mr T Reed", "Ms R Hale"])
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(BeginInterview(workspace, begun))
        await pilot.pause()
        shown = picture(app)
        assert "Done (Ctrl+S)" in shown
        assert "[ ] Councillor A Okoro" in shown
        assert "[x] Mr T Reed" in shown
        assert app.screen.query_one("#field-present", Input).value == "Ms R Hale"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, BeginInterview))
    assert now(workspace, planned) == begun


async def test_somebody_else_says_who_is_here_at_the_same_time(workspace: Workspace, planned: Interview) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(BeginInterview(workspace, planned))
        await pilot.pause()
        say_present(workspace.written_by("B Other"), planned, ["Mr T Reed"])
        await pilot.press("space")
        await until(pilot, lambda: "B Other changed this" in " ".join(picture(app).split()))
        assert now(workspace, planned).present == ["Mr T Reed"]
        assert app.screen.query_one(MarkList).marked
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, BeginInterview))
    assert now(workspace, planned).present == ["Councillor A Okoro", "Mr T Reed"]


async def test_one_that_was_confirmed_meanwhile_says_so(workspace: Workspace, planned: Interview) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(BeginInterview(workspace, planned))
        await pilot.pause()
        set_state(workspace, planned.id, InterviewState.CONFIRMED)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "confirmed and locked" in " ".join(picture(app).split()))
        assert isinstance(app.screen, BeginInterview)
    kept = now(workspace, planned)
    assert (kept.state, kept.began_at) == (InterviewState.CONFIRMED, None)
