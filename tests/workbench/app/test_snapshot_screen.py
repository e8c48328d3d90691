"""The screen of a data snapshot: measures and remarks, chart and sentence, the table, citing, finding, editing."""

from __future__ import annotations

import time

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from groups.evidence import EvidenceKind
from groups.group import Group
from interviews.figure_address import Cell
from interviews.submission import Snapshot
from tests.interviews.tables import two_rows_of_headings
from tests.workbench.app.conftest import picture, says, settled, until
from workbench.app import WorkbenchApp
from workbench.dialogs.record_dialog import RecordDialog
from workbench.screens.place import Place
from workbench.screens.snapshot import SnapshotScreen
from workbench.widgets.figure_chart import FigureChart
from workbench.widgets.figure_table import FigureTable
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]
SAME = "Timely 2024 and Answered late 2024 are identical in all 6 months."


@pytest.fixture
def kept(workspace: Workspace, group: Group) -> Snapshot:
    """Figures of an invented team, two of whose columns are the same."""
    with workspace.write("Add"):
        return workspace.records.snapshots.add(
            Snapshot(group_id=group.id, title="Calls taken", rows=two_rows_of_headings(), heading_rows=2)
        )


def opened(workspace: Workspace, kept: Snapshot, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("snapshot", kept.id, chosen=chosen))


async def read(pilot: Pilot[int]) -> FigureTable:
    """Wait until the figures are there."""
    await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen) and "remarks" in picture(pilot.app))
    return pilot.app.screen.query_one(FigureTable)


async def test_measures_chart_sentence_and_table_are_on_one_screen(workspace: Workspace, kept: Snapshot) -> None:
    app = opened(workspace, kept)
    async with app.run_test(size=(120, 40)) as pilot:
        await read(pilot)
        await until(pilot, says(app, "Calls rose 24% from 2023 (600) to 2024 (744)", "2023 600 ██", "JAN │ 120 160"))
        seen = picture(app)
        assert "Data snapshot ▸ Calls taken" in seen
        assert "4 measures · 3 remarks" in seen
        await until(pilot, says(app, "Not said yet: source, owner, as at which day, definition, unit.", "Press"))
        assert "Timely" in seen
        assert "1 to look at" in seen
        await pilot.press("down")
        await until(pilot, says(app, "Timely in JUN rose from 7.7% in 2023 to 88.4% in 2024"))


async def test_on_a_narrow_screen_list_and_figures_take_turns(workspace: Workspace, kept: Snapshot) -> None:
    app = opened(workspace, kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        assert SAME in " ".join(picture(app).split())
        assert "JAN" not in picture(app)
        await pilot.press("enter")
        await until(pilot, says(app, "Calls rose 24%", "JAN, Calls 2023: 120", "JAN │"))
        await pilot.press("escape")
        await until(pilot, says(app, "The check"))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, SnapshotScreen))


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_enter_on_a_remark_leads_to_its_cells(
    workspace: Workspace, kept: Snapshot, size: tuple[int, int]
) -> None:
    app = opened(workspace, kept)
    async with app.run_test(size=size) as pilot:
        table = await read(pilot)
        app.screen.query_one("#measures", RecordList).choose("remark:1")
        await pilot.press("enter")
        await settled(pilot)
        assert table.has_focus
        assert table.cell == Cell(2, 4)
        await until(pilot, says(app, "•61.5%", "JAN, Timely 2024: 61.5%"))


async def test_a_remark_on_what_is_not_said_leads_to_the_form(workspace: Workspace, kept: Snapshot) -> None:
    app = opened(workspace, kept)
    async with app.run_test(size=(120, 40)) as pilot:
        await read(pilot)
        app.screen.query_one("#measures", RecordList).choose("remark:0")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordDialog))
        first = app.screen.query(Input).first()
        assert first.id == "field-source", "what is missing is asked for first"
        first.value = "Case system"
        await pilot.press("escape")
        await until(pilot, says(app, "Case system"))
        assert "Not said yet: owner" in picture(app)
    assert workspace.records.snapshots.get(kept.id).source == "Case system"


async def test_the_chart_follows_the_chosen_figure(workspace: Workspace, kept: Snapshot) -> None:
    app = opened(workspace, kept)
    async with app.run_test(size=(120, 40)) as pilot:
        table = await read(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: table.has_focus)
        assert table.cell == Cell(2, 1)
        await pilot.press("right", "down")
        await until(pilot, says(app, "FEB, Calls 2024: 110", "2024, by month"))
        await pilot.press("left")
        await until(pilot, says(app, "FEB, Calls 2023: 90", "2023, by month"))
        await pilot.press("end")
        await until(pilot, says(app, "Who rang most is most often “Schools”"))
        assert app.screen.query_one("#measures", RecordList).chosen == "measure:3"


async def test_a_citation_is_copied(workspace: Workspace, kept: Snapshot) -> None:
    app = opened(workspace, kept)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await read(pilot)
        await pilot.press("enter", "down", "c")
        await until(pilot, lambda: app.clipboard == "FEB, Calls 2023: 90 (Calls taken)")


@pytest.mark.parametrize("in_table", [True, False], ids=["a figure", "a measure"])
async def test_f_makes_a_finding(workspace: Workspace, kept: Snapshot, in_table: bool) -> None:
    app = opened(workspace, kept)
    async with app.run_test(size=(120, 40)) as pilot:
        await read(pilot)
        if in_table:
            await pilot.press("enter", "right")
        await pilot.press("f")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        offered = app.screen.query_one(Input).value
        assert offered.startswith("JAN, Calls 2024: 160" if in_table else "Calls rose 24% from 2023 (600)")
        await pilot.press("enter")
        await until(pilot, lambda: bool(workspace.records.findings.find()))
    (finding,), (link,) = workspace.records.findings.find(), workspace.records.evidence.find()
    assert (finding.text, link.address.kind, link.finding_id) == (offered, EvidenceKind.FIGURE, finding.id)


async def test_a_cited_figure_is_opened_at_its_cell(workspace: Workspace, kept: Snapshot) -> None:
    app = opened(workspace, kept, chosen="MAR, Answered late 2023")
    async with app.run_test(size=(80, 24)) as pilot:
        table = await read_cited(pilot)
        assert table.cell == Cell(4, 5)
        await until(pilot, says(app, "MAR, Answered late 2023: 22.5%"))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, SnapshotScreen))


async def test_a_figure_that_is_gone_is_said(workspace: Workspace, kept: Snapshot) -> None:
    app = opened(workspace, kept, chosen="DEC, Calls 2099")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, says(app, "is not in this table any more"))


async def read_cited(pilot: Pilot[int]) -> FigureTable:
    table = pilot.app.screen.query_one(FigureTable)
    await until(pilot, lambda: table.has_focus)
    await settled(pilot)
    return table


async def test_a_click_chooses_a_figure(workspace: Workspace, kept: Snapshot) -> None:
    app = opened(workspace, kept)
    async with app.run_test(size=(120, 40)) as pilot:
        table = await read(pilot)
        lines = picture(app).splitlines()
        row = next(n for n, line in enumerate(lines) if "│ FEB" in line and "58.2%" in line)
        await pilot.click(offset=(lines[row].index("58.2%") + 1, row))
        await until(pilot, lambda: table.cell == Cell(3, 4))


@pytest.mark.parametrize("rows", [[], [["", "Calls"]], [["", ""], ["", ""]]], ids=["none", "headings", "empty"])
async def test_a_snapshot_without_figures_opens(workspace: Workspace, group: Group, rows: list[list[str]]) -> None:
    with workspace.write("Add"):
        kept = workspace.records.snapshots.add(
            Snapshot(group_id=group.id, title="Nothing yet", rows=rows, heading_rows=min(1, len(rows)))
        )
    app = opened(workspace, kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "There is no table yet"))
        for key in ("enter", "down", "right", "c", "f"):
            await pilot.press(key)
        await settled(pilot)
        assert app.is_running


async def test_enter_in_the_tab_evidence_opens_it(workspace: Workspace, group: Group, kept: Snapshot) -> None:
    app = WorkbenchApp(workspace, start=Place("group", group.id, "evidence", kept.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Calls taken"))
        await pilot.press("enter")
        await read(pilot)


async def test_twenty_thousand_rows_open_and_scroll(workspace: Workspace, group: Group) -> None:
    rows = [["School", "2023", "2024"], *([f"School {n}", str(n % 900), str(n % 870)] for n in range(20_000))]
    with workspace.write("Add"):
        kept = workspace.records.snapshots.add(Snapshot(group_id=group.id, title="Pupils", rows=rows))
    app = opened(workspace, kept)
    async with app.run_test(size=(120, 40)) as pilot:
        table = app.screen.query_one(FigureTable)
        await until(pilot, lambda: table.virtual_size.height > 20_000)
        table.focus()
        await pilot.pause()
        begin = time.thread_time()
        table.action_edge(1, 0)
        table.action_step(-1, 0)
        await pilot.pause()
        assert time.thread_time() - begin < 5
        await until(pilot, says(app, "School 19998"))
        assert app.screen.query_one(FigureChart).display
