"""The tab Scope: the form filled, what is empty named, agreed and frozen, amended, compared, and shown as printed."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from groups.enquiry import LineKind
from groups.group import Group
from groups.scope import default_template
from tests.workbench.app.conftest import picture
from workbench.app import WorkbenchApp
from workbench.screens.place import Place
from workbench.services import enquiry_edit, scoping
from workbench.widgets.record_form import RecordForm
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]
KEYS = [field.key for field in default_template()]


async def opened(app: WorkbenchApp, group: Group, pilot: Pilot[int], tab: str = "scope") -> RecordList:
    app.open_place(Place("group", group.id, tab))
    await pilot.pause()
    await pilot.pause()
    return app.screen.query_one(f"{tab.capitalize()}Pane RecordList", RecordList)


async def answered(app: WorkbenchApp, pilot: Pilot[int], text: str) -> None:
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


def lines_of_enquiry(workspace: Workspace, group: Group) -> None:
    """A theme, two questions, five sub-questions, one of them three questions in one."""
    add = enquiry_edit.add_line
    theme = add(workspace, group.id, LineKind.THEME, "Finding out early")
    one = add(workspace, group.id, LineKind.QUESTION, "What do families need?", theme)
    two = add(workspace, group.id, LineKind.QUESTION, "What does the council know?", one)
    for parent, words in (
        (one, "Who tells them?"),
        (one, "When?"),
        (two, "How is the register kept?"),
        (two, "Who pays? For how long? Who decides?"),
        (two, "Who may see it?"),
    ):
        add(workspace, group.id, LineKind.SUB_QUESTION, words, parent)


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_form_is_filled_agreed_frozen_and_printed(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    lines_of_enquiry(workspace, group)
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        records = await opened(app, group, pilot)
        assert "Not begun" in picture(app)
        for key in KEYS:
            if key in ("excluded", "communications"):
                continue
            records.choose(f"field:{key}")
            await pilot.pause()
            app.screen.query_one("ScopePane TextArea", TextArea).text = f"Answer about {key}."
            await pilot.pause()
        app.screen.query_one(RecordForm).flush()
        await pilot.pause()
        (draft,) = workspace.records.scopes.find(group_id=group.id)
        assert draft.answers == {k: f"Answer about {k}." for k in KEYS if k not in ("excluded", "communications")}
        shown = picture(app)
        assert "Draft · 1 of 19 empty" in shown or size == (80, 24)

        await pilot.press("a")
        await pilot.pause()
        shown = picture(app)
        assert "What will be excluded from the scope?” is empty" in " ".join(shown.replace("│", " ").split())
        assert "2b asks three questions in one" in shown
        await answered(app, pilot, "14 Jan 2026")
        (kept,) = workspace.records.scopes.find(group_id=group.id)
        assert (kept.agreed_on, kept.number, len(kept.enquiry)) == (date(2026, 1, 14), 1, 8)

        records.choose("field:included")
        await pilot.pause()
        assert not app.screen.query_one(RecordForm).display
        await pilot.press("enter")
        await pilot.pause()
        shown = picture(app)
        assert "Answer about included." in shown
        assert "frozen: press m to amend it" in shown
        await pilot.press("escape")
        await pilot.pause()

        await pilot.press("p")
        await pilot.pause()
        await pilot.pause()
        shown = picture(app)
        assert "Appendix 1 – Scoping Document" in shown
        assert "Answer about title." in shown
        await pilot.press("escape")
        records.choose("printed:1")
        await pilot.press("enter")
        await pilot.pause()
        shown = picture(app)
        for words in ("Appendix 2 – Key Lines of Enquiry", "1. What do families need?", "a. Who tells them?"):
            assert words in shown


async def test_an_amendment_shows_what_changed(workspace: Workspace, group: Group) -> None:
    scoping.set_answer(workspace, group.id, "included", "Families")
    scoping.agree(workspace, group.id, date(2026, 1, 14))
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        assert "Agreed, version 1, on 14 Jan 2026" in picture(app)
        assert "a Agree" not in picture(app)
        await pilot.press("m")
        await pilot.pause()
        records.choose("field:excluded")
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.focused, TextArea)
        app.focused.text = "Private schools"
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("v")
        await pilot.pause()
        await pilot.pause()
        shown = picture(app)
        for words in ("Draft amendment (version 2)", "Changed since version 1", "was: nothing", "now: Private schools"):
            assert words in shown
        records.choose("version:1")
        await pilot.pause()
        assert "The first version: 1 of 19 questions answered." in picture(app)


async def test_what_is_typed_stays_when_the_list_is_shown_again(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, group, pilot)
        await pilot.press("enter")
        await pilot.pause()
        area = app.screen.query_one("ScopePane TextArea", TextArea)
        area.text = "What helps "
        await pilot.pause()
        app.screen.query_one(RecordForm).flush()
        area.insert("families", area.document.end)
        await pilot.pause()
        assert area.text == "What helps families"
        assert app.focused is area
        assert "written" in picture(app)
        app.screen.query_one(RecordForm).flush()
        await pilot.pause()
        (kept,) = workspace.records.scopes.find(group_id=group.id)
        assert kept.answers["title"] == "What helps families"
        app.screen.query_one("ScopePane RecordList").focus()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert area.text == ""
        assert "Not begun" in picture(app)


async def test_a_bad_form_is_said_in_one_sentence(workspace: Workspace, group: Group) -> None:
    (workspace.folder / "scope-template.toml").write_text("[[field", encoding="utf-8")
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, group, pilot)
        shown = picture(app)
        assert "The scoping form cannot be read" in shown
        assert "Mend it or remove the file." in " ".join(shown.replace("│", " ").split())
        await pilot.press("e", "a")
        await pilot.pause()
        assert workspace.records.scopes.count() == 0


async def test_nothing_is_agreed_before_anything_is_written(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, group, pilot)
        await pilot.press("a")
        await pilot.pause()
        assert "There is no scope to agree yet" in picture(app)
        await pilot.press("p")
        await pilot.pause()
        assert "nothing to print yet" in picture(app)


async def test_a_click_chooses_a_question(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        await pilot.click("ScopePane RecordList", offset=(6, 4))
        await pilot.pause()
        assert records.chosen == "field:hopes"
        assert isinstance(app.focused, TextArea)
