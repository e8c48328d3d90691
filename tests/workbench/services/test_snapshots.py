"""Data snapshots looked at: charts, citations, findings from figures, and the address that holds when rows move."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from groups.evidence import Address, EvidenceKind
from groups.group import Group
from interviews.figure_address import Cell, figure_address, figure_addresses, find_figure
from interviews.snapshot_checks import understood
from interviews.submission import Snapshot
from tests.interviews.tables import snapshot, two_rows_of_headings
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import pieces, source_of
from workbench.services.figure_bars import MOST_BARS, chart_lines
from workbench.services.packs import keep_pack, propose_pack
from workbench.services.past_review import groups_from_report
from workbench.services.snapshots import (
    NoSuchMeasure,
    NoSuchSnapshot,
    cell_of,
    citation,
    find_snapshot,
    look_at,
    make_finding_from_figure,
    make_finding_from_measure,
    measure_called,
)
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

REAL = Path(__file__).parents[4] / "shared" / "packs" / "2020-12-03.txt"


@pytest.fixture
def kept(workspace: Workspace) -> Snapshot:
    """A snapshot of an invented group, in the workspace."""
    with workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="Front Door"))
        return workspace.records.snapshots.add(
            Snapshot(
                group_id=group.id,
                title="Calls taken",
                source="Case system",
                as_at=date(2026, 1, 9),
                heading_rows=2,
                rows=two_rows_of_headings(),
            )
        )


def test_the_chart_shows_what_the_sentence_says(kept: Snapshot) -> None:
    looked = look_at(kept)
    calls = looked.table.measures[0]
    lines = [line for line, _ in chart_lines(looked.chart(calls), 60)]
    assert lines[:3] == [
        "Calls, all 6 months",
        f"2023  600 {'█' * 40}▎",
        f"2024  744 {'█' * 50}",
    ]
    assert looked.sentence(calls).startswith("Calls rose 24% from 2023 (600) to 2024 (744)")
    assert lines[4] == "2024, by month"
    assert [line.split()[:2] for line in lines[5:]] == [
        ["JAN", "160"],
        ["FEB", "110"],
        ["MAR", "99"],
        ["APR", "140"],
        ["MAY", "120"],
        ["JUN", "115"],
    ]
    first = looked.chart(calls, calls.series[0])[-1]
    assert (first.heading, first.bars[0].shown) == ("2023, by month", "120")


@pytest.mark.parametrize("width", [10, 40, 72, 100, 300])
def test_a_chart_fits_its_width_and_is_told_by_length_alone(kept: Snapshot, width: int) -> None:
    looked = look_at(kept)
    for measure in looked.table.measures:
        lines = [line for line, _ in chart_lines(looked.chart(measure), width)]
        assert max(map(len, lines)) <= min(max(width, 40), 100)
    lines = [line for line, _ in chart_lines(looked.chart(looked.table.measures[0]), width)]
    assert lines[1].count("█") < lines[2].count("█")


def test_gaps_and_figures_below_zero_are_seen_in_a_chart() -> None:
    looked = look_at(snapshot([["", "Change"], ["JAN", "10"], ["FEB", "-5"], ["MAR", "<5"], ["APR", ""], ["MAY", "0"]]))
    lines = [line for line, _ in chart_lines(looked.chart(looked.table.measures[0]), 60)][1:]
    assert "█" in lines[0]
    assert "░" in lines[1]
    assert "−5" in lines[1]
    assert lines[2].endswith("held back because s…")
    assert "no figure" in lines[3]
    assert lines[4].split() == ["MAY", "0"], "nothing is drawn for nought"


def test_a_chart_of_many_rows_says_what_it_leaves_out() -> None:
    rows = [["School", "Pupils"], *([f"School {n}", str(n)] for n in range(1, 301))]
    looked = look_at(snapshot(rows))
    (part,) = looked.chart(looked.table.measures[0])
    assert len(part.bars) == MOST_BARS
    assert part.bars[0].label == "School 300"
    assert part.note == "The highest 40 of 300 rows; the table has all of them."


def test_words_are_charted_by_how_often_each_is_said(kept: Snapshot) -> None:
    looked = look_at(kept)
    (part,) = looked.chart(measure_called(looked, "who rang"))
    assert (part.bars[0].label, part.bars[0].shown) == ("Schools", "7")
    assert part.note == "One category in several spellings is counted as one."


def test_a_citation_names_row_measure_period_and_where_it_comes_from(kept: Snapshot) -> None:
    looked = look_at(kept)
    assert citation(looked, Cell(3, 2)) == "FEB, Calls 2024: 110 (Calls taken, Case system, as at 9 Jan 2026)"
    with pytest.raises(NotAccepted, match="is a heading: choose a figure"):
        citation(looked, Cell(0, 1))


def test_an_address_holds_when_rows_and_columns_change_places(kept: Snapshot) -> None:
    looked = look_at(kept)
    address = figure_address(kept, looked.table, Cell(3, 2))
    assert address
    assert (address.before, address.words) == ("FEB, Calls 2024", "110")
    heads, body = kept.rows[:2], kept.rows[2:]
    moved = look_at(kept.model_copy(update={"rows": [*heads, *reversed(body)]}))
    cell = cell_of(moved, address.before, address.words, address.position)
    assert cell
    assert moved.snapshot.rows[cell.row][0] == "FEB"
    again = figure_address(moved.snapshot, moved.table, cell)
    assert again
    assert again.key == address.key
    gone = look_at(kept.model_copy(update={"rows": [*heads, *body[2:]]}))
    assert cell_of(gone, address.before, address.words, address.position) is None


def test_an_older_address_still_leads_to_its_figure(kept: Snapshot) -> None:
    """Once only the headings straight over a figure were kept, which in a table of years is the year alone."""
    table = understood(kept)
    width = len(kept.rows[0])
    assert find_figure(kept, table, "FEB, 2024", "58.2%", 3 * width + 4) == Cell(3, 4)
    assert find_figure(kept, table, "FEB, Calls 2023", "90", 3 * width + 1) == Cell(3, 1)
    assert find_figure(kept, table, "Calls", "Calls rose", 0) == Cell(2, 1), "a whole measure leads to its first figure"
    assert find_figure(kept, table, "FEB, 1999") is None


def test_rows_of_one_name_have_addresses_of_their_own() -> None:
    made = snapshot([["School", "Pupils"], ["A", "10"], ["A", "30"]])
    table = understood(made)
    found = list(figure_addresses(made, table))
    assert len({address.key for address in found}) == 2
    assert [figure_address(made, table, Cell(row, 1)) for row in (1, 2)] == found
    for row, address in enumerate(found, start=1):
        assert find_figure(made, table, address.before, address.words, address.position) == Cell(row, 1)


def test_a_finding_rests_on_one_figure_and_undo_takes_it_back(workspace: Workspace, kept: Snapshot) -> None:
    looked = look_at(kept)
    finding = make_finding_from_figure(workspace, looked, Cell(3, 2), "Calls were few in February")
    (link,) = workspace.records.evidence.find()
    assert (link.finding_id, link.quote) == (finding.id, "FEB, Calls 2024: 110")
    assert (link.address.kind, link.address.id) == (EvidenceKind.FIGURE, kept.id)
    review = workspace.records.review(kept.group_id)
    assert source_of(link, review) == "Calls taken, 9 Jan 2026"
    assert link.address.key in {piece.key for piece in pieces(review)}, "the list of evidence knows it as linked"
    undo(workspace)
    assert workspace.records.findings.find() == []
    assert workspace.records.evidence.find() == []


def test_a_finding_rests_on_what_a_whole_measure_shows(workspace: Workspace, kept: Snapshot) -> None:
    looked = look_at(kept)
    make_finding_from_measure(workspace, looked, looked.table.measures[0], "More calls are taken")
    (link,) = workspace.records.evidence.find()
    assert link.address.words == "Calls rose 24% from 2023 (600) to 2024 (744), counting all 6 months."
    assert cell_of(looked, link.address.before) == Cell(2, 1)


def test_snapshots_and_measures_are_found_by_name(workspace: Workspace, kept: Snapshot) -> None:
    for name in ("calls", "Calls taken", kept.id):
        assert find_snapshot(workspace, kept.group_id, name).id == kept.id
    with pytest.raises(NoSuchSnapshot, match="There are: Calls taken"):
        find_snapshot(workspace, kept.group_id, "Visits")
    looked = look_at(kept)
    assert measure_called(looked, "calls").name == "Calls"
    with pytest.raises(NoSuchMeasure, match="There are: Calls; Timely"):
        measure_called(looked, "visits")


def test_every_figure_is_a_piece_of_evidence_with_its_whole_name(workspace: Workspace, kept: Snapshot) -> None:
    found = pieces(workspace.records.review(kept.group_id))
    assert len(found) == 6 * 8
    assert found[1].words == "JAN, Calls 2024: 160"
    assert len({piece.key for piece in found}) == len(found)


def test_twenty_thousand_rows_are_looked_at_in_seconds() -> None:
    rows = [["School", "2023", "2024"], *([f"School {n}", str(n * 7 % 900), str(n * 11 % 870)] for n in range(20_000))]
    begin = time.process_time()
    looked = look_at(snapshot(rows))
    assert time.process_time() - begin < 20, "nothing here may grow with the square of the rows"
    assert looked.remarks


def test_the_figures_of_the_real_report(workspace: Workspace) -> None:
    if not REAL.is_file():
        pytest.skip("the packs are not beside the project (../shared/packs), so the real report cannot be read")
    pack = keep_pack(workspace, propose_pack(REAL.read_bytes(), REAL.name))
    (group,), _ = groups_from_report(workspace, pack)
    (real,) = workspace.records.snapshots.find(group_id=group.id)
    looked = look_at(real)
    contacts = measure_called(looked, "number of contacts")
    assert [bar.shown for bar in looked.chart(contacts)[0].bars] == ["13,247", "13,516", "19,494"]
    assert [remark.text for remark in looked.remarks][1:] == [
        "DV contact to conversion rate 2018 and DV Contact Timeliness 2018 are identical in all 12 months.",
        "In Highest referrer one category seems to be written in 2 ways: “Charities and other public bodies” "
        "(8 times) and “Charities and Other Public Bodies” (5 times).",
    ]


def test_an_address_without_a_name_is_told_by_its_place() -> None:
    one, other = (Address(kind=EvidenceKind.FIGURE, id="s", words="5", position=n) for n in (1, 2))
    assert one.key != other.key
