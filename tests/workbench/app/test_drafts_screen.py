"""The screen of drafts: keep, compare, sign off, take a text up again, put in the bin; at both sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input

from groups.group import Group, Meeting, MeetingKind
from groups.prose import ReportSection
from groups.report_draft import ReportDraft
from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.drafts import DraftsScreen
from workbench.screens.place import Place
from workbench.services.drafts import drafts_of, keep_draft, sign_off
from workbench.services.writing import prose_for, write_prose
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(80, 24), (120, 40)]
PURPOSE = ReportSection.PURPOSE


def told(app: WorkbenchApp, words: str) -> Callable[[], bool]:
    return lambda: any(words in each.message for each in app._notifications)


@pytest.fixture
def draft(workspace: Workspace, group: Group) -> ReportDraft:
    """One draft, after which a sentence changed."""
    write_prose(workspace, group.id, PURPOSE, "To say that six ovens are old.")
    kept = keep_draft(workspace, group, remark="for the Chair")
    write_prose(workspace, group.id, PURPOSE, "To say that seven ovens are old.")
    return kept


def opened(workspace: Workspace, group: Group) -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("drafts", group.id))


@pytest.mark.parametrize("size", SIZES)
async def test_a_draft_is_kept_and_shown(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "No draft is kept yet. Press n"))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        app.screen.query_one(Input).value = "for the Chair"
        await pilot.press("enter")
        await until(pilot, told(app, "Draft 1 is kept."))
        await until(pilot, says(app, "Draft 1 14 Jan 2026 for the Chair"))
        await until(pilot, says(app, "n Keep", "w Against", "s Sign", "t Text", "Help"))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        await pilot.press("enter")
        await until(pilot, says(app, "Nothing changed since draft 1: it says the same."))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DraftsScreen))
        assert len(drafts_of(workspace, group.id)) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_what_changed_is_told_with_words_in_brackets(
    workspace: Workspace, group: Group, draft: ReportDraft, size: tuple[int, int]
) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Draft 1"))
        await pilot.press("enter")
        await until(
            pilot,
            says(
                app,
                "14 Jan 2026, for the Chair",
                "From draft 1 to the report as it is now: 1 paragraph (1 changed)",
                "1.1 changed:",
                "To say that [six → seven] ovens are old.",
            ),
        )
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query_one("#drafts").has_focus)


async def test_it_is_compared_with_another_draft_and_with_now_again(
    workspace: Workspace, group: Group, draft: ReportDraft
) -> None:
    keep_draft(workspace, group)
    write_prose(workspace, group.id, PURPOSE, "To say that nine ovens are old.")
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "From draft 2 to the report as it is now", "[seven → nine]"))
        app.screen.query_one("#drafts", RecordList).choose(draft.id)
        await until(pilot, says(app, "From draft 1 to the report as it is now", "[six → nine]"))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, AskWhich))
        app.screen.query_one("#choices", RecordList).choose("2")
        await pilot.press("enter")
        await until(pilot, says(app, "From draft 1 to draft 2", "[six → seven]"))


@pytest.mark.parametrize("size", SIZES)
async def test_the_chair_is_offered_for_the_sign_off_and_a_later_change_is_said(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    keep_draft(workspace, group)
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Not signed off yet."))
        await pilot.press("s")
        await until(pilot, says(app, "Who signs off draft 1?"))
        assert app.screen.query_one(Input).value == "Councillor A Okoro"
        await pilot.press("enter")
        await until(pilot, says(app, "On which day does"))
        await pilot.press("enter")
        await until(pilot, told(app, "Draft 1 is signed off."))
        await until(pilot, says(app, "was signed off by Councillor A Okoro", "nothing changed since."))
        with workspace.write("Meet"):
            workspace.records.meetings.add(Meeting(group_id=group.id, kind=MeetingKind.SCOPING))
        app.refresh_records()
        await until(pilot, says(app, "Changed since it was", "paragraphs ("))
        await pilot.press("s")
        await until(pilot, told(app, "Draft 1 was signed off by Councillor A Okoro on 14 Jan 2026."))


async def test_somebody_who_is_not_the_chair_is_refused_in_one_sentence(workspace: Workspace, group: Group) -> None:
    keep_draft(workspace, group)
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "Draft 1"))
        await pilot.press("s")
        await until(pilot, says(app, "Who signs off draft 1?"))
        app.screen.query_one(Input).value = "Councillor B Reed"
        await pilot.press("enter")
        await until(pilot, says(app, "On which day does"))
        app.screen.query_one(Input).value = "someday"
        await pilot.press("enter")
        await until(pilot, says(app, "“someday” is no date"))
        app.screen.query_one(Input).value = "12 Jan"
        await pilot.press("enter")
        await until(pilot, told(app, "The Chair of this group is Councillor A Okoro"))
        assert drafts_of(workspace, group.id)[0].signed_off_by == ""


async def test_a_text_is_taken_up_again_and_undone(workspace: Workspace, group: Group, draft: ReportDraft) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "Draft 1"))
        await pilot.press("t")
        await until(pilot, says(app, "Bring back from draft 1 what was written for"))
        await pilot.press("enter")
        await until(pilot, told(app, "“Purpose of the Note” is as in draft 1."))
        assert prose_for(workspace, group.id, PURPOSE).text == "To say that six ovens are old."
        await pilot.press("ctrl+z")
        await until(pilot, told(app, "Taken back: bring back “Purpose of the Note” from draft 1"))
        assert prose_for(workspace, group.id, PURPOSE).text == "To say that seven ovens are old."


async def test_a_draft_goes_to_the_bin_and_a_signed_one_stays(
    workspace: Workspace, group: Group, draft: ReportDraft
) -> None:
    signed = sign_off(workspace, keep_draft(workspace, group))
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Draft 2"))
        await pilot.press("d")
        await until(pilot, told(app, "Draft 2 was signed off by Councillor A Okoro: it stays."))
        app.screen.query_one("#drafts", RecordList).choose(draft.id)
        await pilot.press("d")
        await until(pilot, told(app, "Draft 1 is in the bin."))
        await until(pilot, lambda: "for the Chair" not in picture(app))
        assert [d.id for d in drafts_of(workspace, group.id)] == [signed.id]


async def test_esc_after_a_restart_leads_to_the_report(workspace: Workspace, group: Group) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DraftsScreen))
        await pilot.press("escape")
        await until(pilot, says(app, "▸ Report"))
