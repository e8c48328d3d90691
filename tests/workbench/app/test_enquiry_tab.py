"""The tab Enquiry: lines added where one is, moved with their links, split, asked of partners, and put in the bin."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from groups.enquiry import EnquiryLine, LineKind, outline
from groups.group import Group
from interviews.interview import Interview, Note
from interviews.partner import Partner
from tests.workbench.app.conftest import picture
from workbench.app import WorkbenchApp
from workbench.screens.place import Place
from workbench.services import enquiry_edit, scoping
from workbench.widgets.record_form import RecordForm
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


async def opened(app: WorkbenchApp, group: Group, pilot: Pilot[int]) -> RecordList:
    app.open_place(Place("group", group.id, "enquiry"))
    await pilot.pause()
    await pilot.pause()
    return app.screen.query_one("#outline", RecordList)


async def added(app: WorkbenchApp, pilot: Pilot[int], text: str, *keys: str) -> None:
    """Press n, choose what is added, and type its words."""
    await pilot.press("n", *keys, "enter")
    await pilot.pause()
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


def shown_lines(workspace: Workspace, group: Group) -> list[tuple[str, str]]:
    return [(p.number, p.line.text) for p in outline(workspace.records.enquiry.find(group_id=group.id))]


def line(workspace: Workspace, words: str) -> EnquiryLine:
    return next(row for row in workspace.records.enquiry.find() if row.text == words)


LINES = [
    (LineKind.THEME, "Finding out early"),
    (LineKind.QUESTION, "What do families need?"),
    (LineKind.SUB_QUESTION, "Who tells them?"),
    (LineKind.SUB_QUESTION, "When?"),
    (LineKind.QUESTION, "What does the council know?"),
    (LineKind.SUB_QUESTION, "How is the register kept?"),
    (LineKind.SUB_QUESTION, "Who pays? For how long? Who decides?"),
    (LineKind.SUB_QUESTION, "Who may see it?"),
]


@pytest.fixture
def outlined(workspace: Workspace, group: Group) -> None:
    """A theme, two questions and five sub-questions, one of them three questions in one."""
    beside = None
    for kind, text in LINES:
        beside = enquiry_edit.add_line(workspace, group.id, kind, text, beside)


async def filled(app: WorkbenchApp, pilot: Pilot[int]) -> None:
    """The same by keys."""
    await added(app, pilot, "Finding out early")
    await added(app, pilot, "What do families need?", "up")
    await added(app, pilot, "Who tells them?", "up")
    await added(app, pilot, "When?")
    await added(app, pilot, "What does the council know?", "down")
    await added(app, pilot, "How is the register kept?", "up")
    await added(app, pilot, "Who pays? For how long? Who decides?")
    await added(app, pilot, "Who may see it?")


@pytest.mark.parametrize("size", SIZES)
async def test_an_outline_is_built_by_keys_and_the_packed_line_is_named(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, group, pilot)
        assert "Press n to add the first." in " ".join(picture(app).replace("│", " ").split())
        await filled(app, pilot)
        shown = picture(app)
    numbers = ["", "1", "1a", "1b", "2", "2a", "2b", "2c"]
    assert shown_lines(workspace, group) == list(zip(numbers, [text for _, text in LINES], strict=True))
    for words in ("2b asks three questions in one", "three in one · not asked", "[ Up", "] Down", "? Help"):
        assert words in shown


@pytest.mark.parametrize("size", SIZES)
async def test_a_moved_line_says_what_it_was_and_keeps_its_links(
    workspace: Workspace, group: Group, outlined: None, size: tuple[int, int]
) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        records = await opened(app, group, pilot)
        sub = line(workspace, "How is the register kept?")
        with workspace.write("Note"):
            interview = workspace.records.interviews.add(Interview(group_id=group.id, title="Police"))
            note = workspace.records.notes.add(
                Note(group_id=group.id, interview_id=interview.id, line_id=sub.id, text="By hand.")
            )
        scoping.set_answer(workspace, group.id, "title", "What helps?")
        scoping.agree(workspace, group.id, date(2026, 1, 14))
        app.refresh_records()
        records.choose(line(workspace, "What does the council know?").id)
        await pilot.pause()
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert shown_lines(workspace, group)[1:3] == [
            ("1", "What does the council know?"),
            ("1a", "How is the register kept?"),
        ]
        shown = picture(app)
        assert "was 2 · 1 note" in shown
        assert "was 2a · 1 note" in shown
        assert records.chosen == line(workspace, "What does the council know?").id
        assert workspace.records.notes.get(note.id).line_id == sub.id
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "1 is the first already" in picture(app)
        await pilot.press("shift+down")
        await pilot.pause()
        assert "was" not in picture(app)


async def test_a_packed_line_is_split_and_taken_back(workspace: Workspace, group: Group, outlined: None) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        records.choose("remark:0")
        await pilot.press("enter")
        await pilot.pause()
        packed = line(workspace, "Who pays? For how long? Who decides?")
        assert records.chosen == packed.id
        await pilot.press("escape", "s")
        await pilot.pause()
        assert "Make three lines of 2b?" in picture(app)
        await pilot.press("y")
        await pilot.pause()
        assert shown_lines(workspace, group)[6:] == [
            ("2b", "Who pays?"),
            ("2c", "For how long?"),
            ("2d", "Who decides?"),
            ("2e", "Who may see it?"),
        ]
        assert line(workspace, "Who pays?").id == packed.id
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(shown_lines(workspace, group)) == 8


async def test_words_are_written_in_place_and_must_be_there(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, group, pilot)
        await added(app, pilot, "Finding out")
        await pilot.press("e")
        await pilot.pause()
        area = app.screen.query_one("EnquiryPane TextArea", TextArea)
        assert app.focused is area
        area.text = "Finding out early"
        await pilot.pause()
        app.screen.query_one(RecordForm).flush()
        await pilot.pause()
        assert picture(app).count("Finding out early") == 2
        area.text = ""
        await pilot.pause()
        app.screen.query_one(RecordForm).flush()
        await pilot.pause()
        assert "A line of enquiry needs words" in picture(app)
        assert shown_lines(workspace, group) == [("", "Finding out early")]


async def test_who_is_asked_is_marked(workspace: Workspace, group: Group, outlined: None) -> None:
    with workspace.write("Add"):
        names = ("Police", "Schools")
        partners = [workspace.records.partners.add(Partner(group_id=group.id, name=name)) for name in names]
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        records.choose(line(workspace, "When?").id)
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("space", "enter")
        await pilot.pause()
        assert line(workspace, "When?").asked_of == [partners[1].id]
        assert "To be asked of Schools." in picture(app)


async def test_a_line_moves_under_another(workspace: Workspace, group: Group, outlined: None) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        records.choose(line(workspace, "When?").id)
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        choices = app.screen.query_one("#choices", RecordList)
        choices.choose(line(workspace, "What does the council know?").id)
        await pilot.press("enter")
        await pilot.pause()
        assert ("2d", "When?") in shown_lines(workspace, group)


async def test_the_bin_asks_about_what_stands_below_and_brings_it_back(
    workspace: Workspace, group: Group, outlined: None
) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        records.choose(line(workspace, "What do families need?").id)
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert "with the two lines under it" in picture(app)
        await pilot.press("enter")
        await pilot.pause()
        assert [number for number, _ in shown_lines(workspace, group)] == ["", "1", "1a", "1b", "1c"]
        assert "is in the bin. Ctrl+Z brings it back" in picture(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(shown_lines(workspace, group)) == 8


async def test_a_click_chooses_a_line(workspace: Workspace, group: Group, outlined: None) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        await pilot.click("#outline", offset=(10, 3))
        await pilot.pause()
        assert records.chosen == line(workspace, "When?").id
        assert app.screen.query_one("EnquiryPane TextArea", TextArea).text == "When?"
