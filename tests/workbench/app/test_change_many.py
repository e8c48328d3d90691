"""Saying the same about several lines by keys, correcting a confirmed one, and taking up a promise."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from groups.group import Group
from groups.sensitivity import Sensitivity
from interviews.interview import InterviewState, NoteKind
from interviews.theme import Theme
from tests.workbench.app.conftest import picture, until
from tests.workbench.app.waiting import place_of_choice
from tests.workbench.held_samples import HeldIds, hold
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.change_many import change_many
from workbench.dialogs.correction import ask_correction
from workbench.dialogs.mark_several import MarkSeveral
from workbench.services.notes import lines_of_interview
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace


@pytest.fixture
def held(workspace: Workspace, group: Group) -> HeldIds:
    return hold(workspace, group)


def ask(app: WorkbenchApp, question: Callable[[], Awaitable[object]]) -> list[object]:
    """Ask in a worker, as a screen does; what comes of it is put in the list."""
    answers: list[object] = []

    async def wait() -> None:
        answers.append(await question())

    app.run_worker(wait())
    return answers


async def pick(pilot: Pilot[int], words: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, AskWhich))
    records = pilot.app.screen.query_one(RecordList)
    records.highlighted = place_of_choice(records, words)
    await pilot.press("enter")
    await pilot.pause()


async def answer(pilot: Pilot[int], text: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, AskWords))
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


async def test_lines_are_marked_with_space_and_changed_together(workspace: Workspace, held: HeldIds) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        done = ask(app, lambda: change_many(app, workspace, held.interview.id))
        await until(pilot, lambda: isinstance(app.screen, MarkSeveral))
        assert "1a   Ms P Lee: Absence is highest" in picture(app) or "1a Ms P Lee: Absence" in picture(app)
        await pilot.press("space", "down", "down", "space", "enter")
        await until(pilot, lambda: "about 2 lines" in picture(app))
        await pick(pilot, "The question")
        await pick(pilot, "3")
        await until(pilot, lambda: bool(done))
    assert done == ["2 lines were changed."]
    lines = lines_of_interview(workspace, held.interview.id)
    assert [n.line_id == held.lines["3"] for n in lines] == [True, False, True, False, False]


@pytest.mark.parametrize(
    ("answers", "field", "value"),
    [
        (["What kind", "view"], "kind", NoteKind.VIEW),
        (["Who spoke", "Councillor A Okoro"], "speaker", "Councillor A Okoro"),
        (["Who spoke", "Nobody"], "speaker", ""),
        (["How private", "Confidential"], "sensitivity", Sensitivity.CONFIDENTIAL),
        (
            ["How private", "Exempt, paragraph 2", "=names them"],
            "exempt_reason",
            "Schedule 12A, paragraph 2: names them",
        ),
        (["The question", "No question"], "line_id", ""),
    ],
    ids=["kind", "speaker", "nobody", "confidential", "exempt", "no question"],
)
async def test_each_thing_can_be_said_of_marked_lines(
    workspace: Workspace, held: HeldIds, answers: list[str], field: str, value: object
) -> None:
    app = WorkbenchApp(workspace)
    marked = [held.notes["highest"].id, held.notes["loose"].id]
    async with app.run_test(size=(80, 24)) as pilot:
        done = ask(app, lambda: change_many(app, workspace, held.interview.id, marked=marked))
        for words in answers:
            await (answer(pilot, words[1:]) if words.startswith("=") else pick(pilot, words))
        await until(pilot, lambda: bool(done))
    lines = {n.id: n for n in lines_of_interview(workspace, held.interview.id)}
    assert [getattr(lines[ident], field) for ident in marked] == [value, value]
    assert lines[held.notes["anxiety"].id] == held.notes["anxiety"]


async def test_a_theme_is_put_on_and_esc_changes_nothing(workspace: Workspace, held: HeldIds) -> None:
    with workspace.write("Theme"):
        theme = workspace.records.themes.add(Theme(group_id=held.interview.group_id, name="Anxiety [/b]"))
    app = WorkbenchApp(workspace)
    marked = [held.notes["anxiety"].id]
    async with app.run_test(size=(80, 24)) as pilot:
        done = ask(app, lambda: change_many(app, workspace, held.interview.id, marked=marked))
        await pick(pilot, "A theme")
        await pick(pilot, "Anxiety")
        await until(pilot, lambda: done == ["1 line was changed."])
        for step in ("A theme", "Who spoke"):
            left = ask(app, lambda: change_many(app, workspace, held.interview.id, marked=marked))
            await pick(pilot, step)
            await until(pilot, lambda: isinstance(app.screen, AskWhich))
            await pilot.press("escape")
            await until(pilot, lambda answers=left: answers == [None])  # type: ignore[misc]
    (line,) = (n for n in lines_of_interview(workspace, held.interview.id) if n.id == marked[0])
    assert (line.theme_ids, line.speaker) == ([theme.id], "")


async def test_a_confirmed_line_is_corrected_by_a_new_one(workspace: Workspace, group: Group) -> None:
    held = hold(workspace, group, state=InterviewState.CONFIRMED)
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        done = ask(app, lambda: ask_correction(app, workspace, held.notes["highest"]))
        await until(pilot, lambda: "“Absence is highest in Year 10”" in picture(app))
        await answer(pilot, "Absence is highest in Year 11")
        await until(pilot, lambda: bool(done))
    last = lines_of_interview(workspace, held.interview.id)[-1]
    assert (last.corrects, last.text) == (held.notes["highest"].id, "Absence is highest in Year 11")
