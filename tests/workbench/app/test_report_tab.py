"""The tab Report: put together in the background, facts put in and read again, the template, the export."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from textual.widgets import Input, OptionList, TextArea

from groups.finding import Finding
from groups.group import Group, Meeting, MeetingKind
from groups.prose import ReportSection
from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.ask_file import AskFile
from workbench.dialogs.facts import AskFact
from workbench.screens.drafts import DraftsScreen
from workbench.screens.place import Place
from workbench.screens.tabs.report import PUTTING, ReportPane
from workbench.services.published import published_of
from workbench.services.report import see
from workbench.services.report_template import template_name
from workbench.services.writing import prose_for, write_prose
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(80, 24), (120, 40)]
BACKGROUND = ReportSection.BACKGROUND


def told(app: WorkbenchApp, words: str) -> Callable[[], bool]:
    return lambda: any(words in each.message for each in app._notifications)


def meet(workspace: Workspace, group: Group) -> None:
    with workspace.write("Meet"):
        workspace.records.meetings.add(
            Meeting(group_id=group.id, kind=MeetingKind.SCOPING, on=workspace.today().date())
        )


def opened(workspace: Workspace, group: Group) -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("group", group.id, "report"))


def there(app: WorkbenchApp) -> Callable[[], bool]:
    """Whether the whole report was put together."""
    return lambda: any(pane._seen is not None for pane in app.screen.query(ReportPane))


def choose(app: WorkbenchApp, row: str) -> None:
    assert app.screen.query_one("#sections", RecordList).choose(row)


@pytest.mark.parametrize("size", SIZES)
async def test_a_changed_fact_marks_its_paragraph_until_it_is_read(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    write_prose(workspace, group.id, BACKGROUND, "The group met on {meetings} occasions.\n\nIt asked around.")
    meet(workspace, group)
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Changed since you read it (1)"))
        assert says(app, "3 Background and Information read again", "Background and Information: meetings was")()
        choose(app, "changed:BACKGROUND:0")
        await pilot.press("enter")
        await until(
            pilot, says(app, "3.1 The group met on one occasion.", "Changed since you read it: meetings was no")
        )
        await pilot.press("escape", "m")
        await until(pilot, told(app, "“Background and Information” is marked as read over."))
        await until(pilot, lambda: "read again" not in picture(app))
        assert prose_for(workspace, group.id, BACKGROUND).facts == {"meetings": "one"}
        await pilot.press("ctrl+z")
        await until(pilot, says(app, "read again"))


@pytest.mark.parametrize("size", SIZES)
async def test_a_fact_is_found_by_its_words_and_put_in_at_the_cursor(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    write_prose(workspace, group.id, BACKGROUND, "Met  times.")
    meet(workspace, group)
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await until(pilot, there(app))
        choose(app, "section:3")
        await pilot.press("e")
        area = app.screen.query_one("#field-text", TextArea)
        await until(pilot, lambda: area.has_focus)
        area.move_cursor((0, 4))
        await pilot.press("f2")
        await until(pilot, says(app, "Put in a fact", "{meetings} one meetings of the group that were held"))
        assert says(app, "Enter puts it in where the cursor stands.")()
        app.screen.query_one(Input).value = "day of the first"
        await until(pilot, lambda: "{meetings}" not in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: area.text == "Met {first_meeting} times.")
        await until(pilot, says(app, "3.1 Met 14th January 2026 times."))
        assert prose_for(workspace, group.id, BACKGROUND).facts == {"first_meeting": "14th January 2026"}


async def test_the_list_of_facts_is_moved_in_while_typing_and_left_with_esc(workspace: Workspace, group: Group) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, there(app))
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, AskFact))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.screen.query_one("#field-text", TextArea).text == "{interviewing_meetings}")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, AskFact))
        app.screen.query_one(Input).value = "nothing like this"
        await until(pilot, says(app, "No fact has these words."))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: not isinstance(app.screen, AskFact))


async def test_a_misspelt_fact_is_said_with_the_one_that_was_meant(workspace: Workspace, group: Group) -> None:
    write_prose(workspace, group.id, BACKGROUND, "Met {meetngs} times.")
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "there is no fact {meetngs}:", "did you mean {meetings}?"))
        write_prose(workspace, group.id, BACKGROUND, "Met {meetings} times.")
        app.refresh_records()
        choose(app, "section:3")
        await until(pilot, says(app, "3.1 Met no times."))
        assert "did you mean" not in picture(app)


async def test_the_chosen_section_is_there_before_the_whole_and_keys_work_meanwhile(
    workspace: Workspace, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_prose(workspace, group.id, ReportSection.PURPOSE, "To tell the Board; see {{section:methodology}}.")
    may_go_on = threading.Event()
    whole = see

    def slow(*args: object, **options: object) -> object:
        arrived = options["arrived"]

        def tell(section: object) -> None:
            arrived(section)  # type: ignore[operator]
            may_go_on.wait(20)

        return whole(*args, **{**options, "arrived": tell})  # type: ignore[arg-type]

    monkeypatch.setattr("workbench.screens.tabs.report.see", slow)
    app = opened(workspace, group)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, says(app, "1.1 To tell the Board; see …."))
            await pilot.press("down")
            await until(pilot, says(app, PUTTING))
            await pilot.press("up")
            may_go_on.set()
            await until(pilot, says(app, "1.1 To tell the Board; see section 5."))
    finally:
        may_go_on.set()


async def test_a_later_change_overtakes_an_earlier_look(workspace: Workspace, group: Group) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, there(app))
        pane = app.screen.query_one(ReportPane)
        for n in range(4):
            write_prose(workspace, group.id, ReportSection.PURPOSE, f"Purpose {n}")
            pane.refresh_records()
        await until(pilot, says(app, "1.1 Purpose 3"))
        assert pane._look >= 5


async def test_papers_are_listed_and_a_published_work_is_pointed_out(workspace: Workspace, group: Group) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, there(app))
        choose(app, "section:9")
        await until(pilot, says(app, "Papers to list besides those that findings cite", "Nothing is listed yet."))
        await pilot.press("e")
        app.screen.query_one("#field-text", TextArea).text = "Attendance policy\nEducation Act 1996"
        await until(pilot, says(app, "Appendix 1 – Background papers", "• Attendance policy", "• Education Act 1996"))
        await until(pilot, says(app, "“Education Act 1996” looks", "published work, which need not be"))


async def test_sources_are_shown_and_hidden(workspace: Workspace, group: Group) -> None:
    from groups.evidence import Address, EvidenceKind, EvidenceLink
    from interviews.interview import Interview, InterviewState, Note

    records = workspace.records
    with workspace.write("Make"):
        made = records.findings.add(Finding(group_id=group.id, text="Letters are long"))
        held = records.interviews.add(Interview(group_id=group.id, title="Heads", state=InterviewState.CONFIRMED))
        note = records.notes.add(Note(group_id=group.id, interview_id=held.id, text="So long", position=1))
        records.evidence.add(
            EvidenceLink(
                group_id=group.id,
                finding_id=made.id,
                address=Address(kind=EvidenceKind.NOTE, id=note.id),
                quote="So long",
            )
        )
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, there(app))
        choose(app, "section:6")
        await pilot.press("b")
        await until(pilot, says(app, "What may be public, with sources", "i. Letters are long"))
        assert "[Sources" not in picture(app)
        await pilot.press("p")
        await until(pilot, says(app, "Working copy: not for publication", "[Sources: Heads, line 1 of the notes]"))


@pytest.mark.parametrize("size", SIZES)
async def test_a_template_is_chosen_what_is_left_out_is_said_and_it_is_taken_off(
    workspace: Workspace, group: Group, size: tuple[int, int], tmp_path: Path
) -> None:
    made = docx.Document()
    made.add_paragraph("An old report")
    file = tmp_path / "head.docx"
    made.save(str(file))
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await until(pilot, there(app))
        await pilot.press("t")
        await until(pilot, says(app, "The Word template of the report: none"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskFile))
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, says(app, "head.docx is the template now", "which is left out"))
        assert template_name(workspace, group.id) == ("head.docx", True)
        await pilot.press("escape", "t")
        await until(pilot, says(app, "it is head.docx", "Take off this group's own"))
        app.screen.query_one(OptionList).highlighted = 2
        await pilot.press("enter")
        await until(pilot, told(app, "The template was taken off."))
        assert template_name(workspace, group.id) == ("", False)


async def test_the_public_note_is_written_and_its_checksum_kept(workspace: Workspace, group: Group) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, there(app))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, AskWhich))
        app.screen.query_one(RecordList).choose("txt")
        await pilot.press("enter")
        await until(pilot, lambda: len(published_of(workspace, group.id)) == 1)


async def test_v_leads_to_the_drafts(workspace: Workspace, group: Group) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, there(app))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, DraftsScreen))
        await until(pilot, says(app, "No draft is kept yet."))
        await pilot.press("escape")
        await until(pilot, there(app))
