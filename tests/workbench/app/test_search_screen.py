"""The search screen: results as they are typed, filters named, a result opened in its place, a citation copied."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input

from groups.evidence import EvidenceKind
from groups.finding import Finding
from groups.group import Group
from groups.recommendation import Recommendation
from index.archive import ArchivedPack
from interviews.interview import Interview, Note
from interviews.submission import Snapshot
from tests.hostile import HOSTILE_STRINGS
from tests.index.packs.fictional import PACK
from tests.workbench.app.conftest import picture
from workbench.app import WorkbenchApp
from workbench.screens.search import SearchScreen
from workbench.services.feeding import Feeding
from workbench.services.packs import keep_pack, propose_pack
from workbench.widgets.mark_list import MarkList
from workbench.widgets.record_list import RecordList
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


@pytest.fixture
def pack(workspace: Workspace) -> ArchivedPack:
    return keep_pack(workspace, propose_pack(PACK.encode(), "pack.txt"))


@pytest.fixture
def filled(workspace: Workspace, group: Group, pack: ArchivedPack) -> Workspace:
    """A group with a note, a finding and a recommendation, a pack, and an index that has all of it."""
    of = {"group_id": group.id}
    with workspace.write("Fill the group"):
        interview = workspace.records.interviews.add(Interview(title="Attendance team", **of))
        note = Note(interview_id=interview.id, text="Nobody told the family of a helpline.", speaker="Officer", **of)
        workspace.records.notes.add(note)
        workspace.records.findings.add(Finding(text="The helpline is not known.", **of))
        workspace.records.recommendations.add(
            Recommendation(action="That the helpline be printed on letters", addressee="Cabinet Member", **of)
        )
    feeding = Feeding(workspace)
    assert feeding.feed()
    feeding.close()
    return workspace


async def search(pilot: Pilot[Any], words: str) -> SearchScreen:
    """Open the search screen, where it is not open, and put words into the box."""
    if not isinstance(pilot.app.screen, SearchScreen):
        await pilot.press("slash")
        await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    screen.query_one("#box", Input).value = words
    return screen


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds, for at most five seconds."""
    for _ in range(100):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(picture(pilot.app))


@pytest.mark.parametrize("size", SIZES)
async def test_results_come_as_one_types(filled: Workspace, size: tuple[int, int]) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=size) as pilot:
        await search(pilot, "helpl")
        await until(pilot, lambda: "Nobody told the family" in picture(app))
        shown = picture(app)
        assert "Elective Home Education" in shown
        assert "finding  The helpline is not known." in shown
        await search(pilot, "helpline letters")
        await until(pilot, lambda: "(any of the words)" in picture(app))
        assert "printed on letters" in picture(app)


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_box_says_how_to_search(filled: Workspace, size: tuple[int, int]) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=size) as pilot:
        await search(pilot, "")
        await until(pilot, lambda: "Type what you remember of it" in picture(app))
        assert "after:2020" in picture(app)
        await search(pilot, "xylophone")
        await until(pilot, lambda: "Nothing found." in picture(app))
        await search(pilot, "helpline")
        await until(pilot, lambda: "Nobody told" in picture(app))


async def test_the_chosen_passage_stands_beside_with_its_words_marked(filled: Workspace) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await search(pilot, "helpline kind:note")
        await until(pilot, lambda: "Nobody told" in picture(app))
        await pilot.press("down")
        await pilot.pause()
        shown = picture(app)
        assert "note · Elective Home Education, Attendance team, Officer" in shown
        content = screen.query_one("#passage").render()
        assert isinstance(content, Content)
        assert [content.plain[span.start : span.end] for span in content.spans] == ["helpline"]


async def test_typed_and_chosen_filters_are_named(filled: Workspace, group: Group) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await search(pilot, "helpline kind:finding")
        await until(pilot, lambda: "Only kind: finding" in picture(app))
        screen._kind, screen._group = "note", group.id
        await search(pilot, "helpline")
        await until(pilot, lambda: "Only group: Elective Home Education and kind: note" in picture(app))
        assert "The helpline is not known" not in picture(app)
        await pilot.press("f4")
        await until(pilot, lambda: "The helpline is not known" in picture(app))
        assert "Only" not in picture(app)


async def test_a_kind_is_chosen_from_a_list(filled: Workspace) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, "helpline")
        await until(pilot, lambda: "Nobody told" in picture(app))
        await pilot.press("f2")
        await pilot.pause()
        assert "Show only" in picture(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Only kind: finding" in picture(app))


async def test_enter_opens_a_pack_at_its_line_and_escape_comes_back(filled: Workspace, pack: ArchivedPack) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, '"young carers" kind:resolution')
        await until(pilot, lambda: "RESOLVED" in picture(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen.name == "pack")
        await until(pilot, lambda: "minute 33" in picture(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "search")
        assert app.screen.query_one("#box", Input).value == '"young carers" kind:resolution'


async def test_enter_opens_a_note_in_its_interview(filled: Workspace) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, "helpline kind:note")
        await until(pilot, lambda: "Nobody told" in picture(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen.name == "interview")


async def test_a_citation_is_copied(filled: Workspace) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, "helpline kind:note")
        await until(pilot, lambda: "Nobody told" in picture(app))
        await pilot.press("down", "c")
        await until(pilot, lambda: app.clipboard == "Elective Home Education, Attendance team, Officer")


async def test_a_misspelling_is_forgiven_and_said(filled: Workspace) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, "helplnie")
        await until(pilot, lambda: "Showing results for “helpline”" in picture(app))
        assert "Nobody told" in picture(app)


async def test_no_text_is_taken_as_markup_or_control(workspace: Workspace, group: Group) -> None:
    with workspace.write("Hostile findings"):
        for text in HOSTILE_STRINGS:
            if text.strip():
                kept = text.encode("utf-8", "replace").decode()
                workspace.records.findings.add(Finding(group_id=group.id, text=f"zebra {kept}"))
    feeding = Feeding(workspace)
    assert feeding.feed()
    feeding.close()
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await search(pilot, "zebra")
        await until(pilot, lambda: "zebra" in picture(app) and len(screen._found) > 20)
        for _ in screen._found:
            await pilot.press("down")
        await pilot.pause()
        assert not set(picture(app)) & {chr(n) for n in (*range(10), *range(11, 32), *range(127, 160), 0x202E)}
        for words in HOSTILE_STRINGS:
            screen.query_one("#box", Input).value = words
            await pilot.pause()
        await search(pilot, "zebra kind:finding")
        await until(pilot, lambda: "Only kind: finding" in picture(app))


async def test_what_is_picked_becomes_a_finding_with_its_evidence(filled: Workspace, group: Group) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "helpline kind:note")
        await until(pilot, lambda: "Nobody told" in picture(app))
        await pilot.press("down", "space")
        await until(pilot, lambda: "1 picked: f makes a finding of it, k links to one." in picture(app))
        assert "Help" in picture(app).splitlines()[-1]
        await search(pilot, '"young carers" kind:resolution')
        await until(pilot, lambda: "RESOLVED" in picture(app))
        app.screen.query_one("#results").focus()
        await pilot.press("space")
        await until(pilot, lambda: "2 picked: f makes a finding of them, k links to one." in picture(app))
        await pilot.press("f")
        await until(pilot, lambda: "What does the group find from these 2?" in picture(app))
        app.screen.query_one(Input).value = "Nobody is told of the helpline."
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.name == "group" and "Nobody is told of the helpline" in picture(app))
    (finding,) = [f for f in filled.records.findings.find(group_id=group.id) if f.text.startswith("Nobody is told")]
    links = filled.records.evidence.find(finding_id=finding.id)
    assert sorted(link.address.kind.value for link in links) == ["note", "pack"]
    assert any("Nobody told the family" in link.quote for link in links)
    undo(filled)
    assert finding.id not in [f.id for f in filled.records.findings.find(group_id=group.id)]


@pytest.mark.parametrize("size", SIZES)
async def test_figures_of_a_table_are_picked_from_the_results(
    filled: Workspace, group: Group, size: tuple[int, int]
) -> None:
    rows = [["Helpline", "2024", "2025"], ["Calls", "181", "214"], ["Letters", "9", "8"]]
    with filled.write("Add a table"):
        table = filled.records.snapshots.add(Snapshot(group_id=group.id, title="Who rang", rows=rows))
    feeding = Feeding(filled)
    assert feeding.feed()
    feeding.close()
    app = WorkbenchApp(filled)
    async with app.run_test(size=size) as pilot:
        await search(pilot, "calls helpline kind:figures")
        await until(pilot, lambda: "214" in picture(app))
        await pilot.press("down", "space")
        await until(pilot, lambda: "Which figures of Who rang?" in picture(app))
        assert "[ ] Calls, 2025: 214" in picture(app)
        assert "Letters, 2025" not in picture(app)  # the filter begins with what was searched for
        await pilot.press("escape")
        await until(pilot, lambda: "Which figures" not in picture(app))
        assert "picked" not in picture(app)
        await pilot.press("space")
        await until(pilot, lambda: "Which figures of Who rang?" in picture(app))
        app.screen.query_one(Input).value = "2025"
        await until(pilot, lambda: "181" not in picture(app))
        marks = app.screen.query_one(MarkList)
        assert await pilot.click(marks, offset=(2, 0))
        assert await pilot.click(marks, offset=(2, 1))
        await until(pilot, lambda: "2 marked" in picture(app))
        assert await pilot.click("#done")
        await until(pilot, lambda: "2 picked: f makes a finding of them" in picture(app))
        assert "picked, 2 figures" in picture(app)
        await pilot.press("space")  # lets them go
        await until(pilot, lambda: "picked" not in picture(app))
        await pilot.press("f")
        await until(pilot, lambda: "Which figures of Who rang?" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: "What does the group find from this?" in picture(app))
        app.screen.query_one(Input).value = "More people rang."
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.name == "group" and "More people rang." in picture(app))
    (finding,) = [f for f in filled.records.findings.find(group_id=group.id) if f.text == "More people rang."]
    (link,) = filled.records.evidence.find(finding_id=finding.id)
    assert (link.address.kind, link.address.id, link.address.words) == (EvidenceKind.FIGURE, table.id, "181")


async def test_what_cannot_be_evidence_is_not_picked(filled: Workspace) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await search(pilot, "helpline kind:finding")
        await until(pilot, lambda: "Only kind: finding" in picture(app))
        await pilot.press("down", "space", "f")
        await until(pilot, lambda: "A finding rests on notes" in picture(app))
        assert "picked:" not in picture(app)


async def test_in_the_box_a_letter_is_a_letter(filled: Workspace) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, "helpline")
        await until(pilot, lambda: "Nobody told" in picture(app))
        await pilot.press("end", "space", "f")
        assert app.screen.query_one("#box", Input).value == "helpline f"


async def test_what_is_saved_meanwhile_is_found_without_asking_again(filled: Workspace, group: Group) -> None:
    app = WorkbenchApp(filled)
    async with app.run_test() as pilot:
        screen = await search(pilot, "helpline")
        await until(pilot, lambda: len(screen._found) >= 3)
        results = screen.query_one("#results", RecordList)
        results.choose("1")
        chosen = screen._found[1].id
        with filled.again() as other, other.write("Write a finding"):
            other.records.findings.add(Finding(group_id=group.id, text="A helpline helps."))
        await until(pilot, lambda: any("helps" in found.text for found in screen._found))
        now = results.chosen
        assert now is not None
        assert screen._found[int(now)].id == chosen
