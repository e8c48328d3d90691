"""A form saves what is typed by itself, says when it cannot, and never writes over somebody else's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input, Static, TextArea

from groups.group import Group, Stage, Suspension
from tests.workbench.app.conftest import says, settled, until
from workbench.app import WorkbenchApp
from workbench.screens.place import Place
from workbench.widgets import record_form
from workbench.widgets.record_form import Field, RecordForm
from workbench.workspace.problems import DiskFull
from workbench.workspace.workspace import Workspace


class FormApp(App[None]):
    """Only a form."""

    FIELDS: ClassVar = [
        Field("title", "Title"),
        Field("topic_question", "Question", "text"),
        Field("stage", "Stage", "choice", choices=lambda: [(s.shown, s) for s in Stage]),
        Field("resolution_date", "Date", "date"),
    ]
    saved_state = "Saved"

    def __init__(self, workspace: Workspace, group: Group) -> None:
        super().__init__()
        self.workspace = workspace
        self.group = group
        self.failures = 0
        self.told = 0
        self.waiting: list[Callable[[], object]] = []

    def compose(self) -> ComposeResult:
        yield RecordForm(self.FIELDS, what="the group")

    def on_mount(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.query_one(RecordForm).show(self.workspace.records.groups, self.group)

    def saved(self) -> None:
        self.saved_state = "Saved"

    def on_record_form_saved(self) -> None:
        self.told += 1

    def keep_trying(self, save: Callable[[], object]) -> None:
        self.waiting.append(save)

    def not_saved(self) -> None:
        self.saved_state = "NOT SAVED"
        self.failures += 1


def kept(workspace: Workspace, group: Group) -> Group:
    return workspace.records.groups.get(group.id)


async def test_what_is_typed_is_saved_by_itself(workspace: Workspace, group: Group) -> None:
    app = FormApp(workspace, group)
    async with app.run_test() as pilot:
        app.query_one("#field-title", Input).value = "Home Education"
        await until(pilot, lambda: kept(workspace, group).title == "Home Education")
        app.query_one("#field-topic_question", TextArea).text = "How\nmany?"
        app.query_one("#field-title").focus()
        app.query_one("#field-topic_question").focus()
        app.query_one("#field-title").focus()
        await pilot.pause()
        assert kept(workspace, group).topic_question == "How\nmany?"


async def test_a_long_text_is_saved_though_somebody_writes_on(
    workspace: Workspace, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that goes dark must not take all that was written since the last pause."""
    monkeypatch.setattr(record_form, "DELAY", 600)
    monkeypatch.setattr(record_form, "LONGEST", 0.05)
    app = FormApp(workspace, group)
    async with app.run_test() as pilot:
        area = app.query_one("#field-topic_question", TextArea)
        area.focus()
        await pilot.pause()

        def writes_on() -> bool:
            area.insert("more ")
            return "more more" in kept(workspace, group).topic_question

        await until(pilot, writes_on)
        assert app.told == 0  # what shows the record would keep the keys waiting
        app.query_one("#field-title").focus()
        await until(pilot, lambda: app.told == 1)
        assert kept(workspace, group).topic_question == area.text


async def test_leaving_at_once_loses_nothing(workspace: Workspace, group: Group) -> None:
    app = FormApp(workspace, group)
    async with app.run_test() as pilot:
        app.query_one("#field-title", Input).value = "Typed in the last moment"
        await pilot.pause()
    assert kept(workspace, group).title == "Typed in the last moment"


async def test_a_date_is_typed_as_people_write_it_and_a_wrong_one_is_said(workspace: Workspace, group: Group) -> None:
    app = FormApp(workspace, group)
    async with app.run_test() as pilot:
        date_input = app.query_one("#field-resolution_date", Input)
        date_input.value = "3rd December 2020"
        await pilot.pause()
        app.query_one(RecordForm).flush()
        await pilot.pause()
        assert str(kept(workspace, group).resolution_date) == "2020-12-03"
        assert date_input.value == "3rd December 2020"
        date_input.focus()
        await pilot.press("tab")
        await pilot.pause()
        assert date_input.value == "3 Dec 2020"  # as it was understood
        date_input.value = "some time"
        await pilot.pause()
        app.query_one(RecordForm).flush()
        await pilot.pause()
        assert "is no date" in str(app.query_one("#problem-resolution_date", Static).content)
        assert date_input.value == "some time"
        assert str(kept(workspace, group).resolution_date) == "2020-12-03"


async def test_two_people_in_one_field_are_asked(workspace: Workspace, group: Group) -> None:
    app = FormApp(workspace, group)
    async with app.run_test(size=(100, 40)) as pilot:
        with workspace.write("Theirs"):
            workspace.records.groups.save(kept(workspace, group).model_copy(update={"topic_question": "Theirs?"}))
        app.query_one("#field-topic_question", TextArea).text = "Mine?"
        await pilot.pause()
        app.query_one(RecordForm).flush()
        await until(pilot, says(app, "changed this while you were writing", "Mine?", "Theirs?"))
        await pilot.press("escape")
        await until(pilot, lambda: kept(workspace, group).topic_question == "Theirs?\n\nMine?")


async def test_a_full_disk_is_said_and_the_words_are_saved_when_there_is_room(
    workspace: Workspace, group: Group
) -> None:
    app = FormApp(workspace, group)
    async with app.run_test() as pilot:
        pages = workspace.db.execute("pragma page_count").fetchone()[0]
        workspace.db.conn.execute(f"pragma max_page_count = {pages}")
        app.query_one("#field-topic_question", TextArea).text = "x" * 50_000
        await pilot.pause()
        app.query_one(RecordForm).flush()
        await pilot.pause()
        assert app.saved_state == "NOT SAVED"
        assert "full" in str(app.query_one("#problem-topic_question", Static).content)
        workspace.db.conn.execute("pragma max_page_count = 1000000")
        await until(pilot, lambda: app.saved_state == "Saved")
        assert len(kept(workspace, group).topic_question) == 50_000


async def test_typing_is_one_step_of_undo(workspace: Workspace, group: Group) -> None:
    from workbench.workspace.undo import undo

    app = FormApp(workspace, group)
    async with app.run_test() as pilot:
        for text in ("Home", "Home Ed", "Home Education"):
            app.query_one("#field-title", Input).value = text
            await pilot.pause()
            app.query_one(RecordForm).flush()
            await pilot.pause()
    undo(workspace)
    assert kept(workspace, group).title == "Elective Home Education"


async def test_a_value_the_record_cannot_have_is_said(workspace: Workspace, group: Group) -> None:
    with workspace.write("Suspend"):
        row = workspace.records.suspensions.add(Suspension(group_id=group.id, since=date(2026, 3, 2)))

    class SuspensionApp(FormApp):
        FIELDS: ClassVar = [Field("until", "Until", "date")]

        def begin(self) -> None:
            self.query_one(RecordForm).show(self.workspace.records.suspensions, row)

    app = SuspensionApp(workspace, group)
    async with app.run_test() as pilot:
        app.query_one("#field-until", Input).value = "1 March 2026"
        await pilot.pause()
        app.query_one(RecordForm).flush()
        await pilot.pause()
        assert "cannot end before it begins" in str(app.query_one("#problem-until", Static).content)


def no_room(*_: object, **__: object) -> None:
    raise DiskFull("The disk is full: free some room and try again. Nothing was lost.")


@pytest.mark.parametrize("leaves", [False, True], ids=["another record is shown", "the form goes away"])
async def test_what_a_form_could_not_save_is_handed_to_the_app(
    workspace: Workspace, group: Group, monkeypatch: pytest.MonkeyPatch, leaves: bool
) -> None:
    with workspace.write("Another"):
        other = workspace.records.groups.add(Group(title="School Attendance"))
    app = FormApp(workspace, group)
    async with app.run_test() as pilot:
        monkeypatch.setattr(workspace, "write", no_room)
        app.query_one("#field-title", Input).value = "Home Education"
        app.query_one("#field-topic_question", TextArea).text = "How many?"
        await pilot.pause()
        if leaves:
            await app.query_one(RecordForm).remove()
        else:
            app.query_one(RecordForm).show(workspace.records.groups, other)
        assert kept(workspace, group).title == "Elective Home Education"
        monkeypatch.undo()
        (save,) = app.waiting
        save()
    assert kept(workspace, group).title == "Home Education"
    assert kept(workspace, group).topic_question == "How many?"
    assert kept(workspace, other).title == "School Attendance"


async def test_what_could_not_be_saved_is_saved_later_though_one_moved_on(
    workspace: Workspace, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = WorkbenchApp(workspace, start=Place("group", group.id, "overview"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(workspace, "write", no_room)
        app.screen.query_one("#field-topic_question", TextArea).text = "What was lost?"
        await pilot.pause()
        await pilot.press("down", "down", "down")
        await until(pilot, lambda: app.saved_state.startswith("NOT SAVED since"))
        await pilot.press("ctrl+q")
        await until(pilot, says(app, "would be lost"))
        await pilot.press("escape")
        monkeypatch.undo()
        await until(pilot, lambda: app.saved_state.startswith("Saved"))
    assert kept(workspace, group).topic_question == "What was lost?"
