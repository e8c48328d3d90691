"""One data snapshot: its measures and what the check says on the left; chart, sentence and table on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Footer, OptionList, Static
from textual.worker import get_current_worker

from groups.rows import NotThere
from interviews.figure_address import Cell
from interviews.measures import Measure
from interviews.snapshot_checks import count_of
from interviews.submission import Snapshot
from workbench.dialogs.record_dialog import RecordDialog
from workbench.faults import in_one_sentence
from workbench.screens.base import WorkbenchScreen
from workbench.screens.parts.gather_acts import link_of, make_of, open_users
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece
from workbench.services.evidence_words import about_snapshot
from workbench.services.figure_bars import Part
from workbench.services.snapshots import (
    Looked,
    at_first_sight,
    cell_of,
    citation,
    finding_words,
    look_at,
    piece_of_figure,
    piece_of_measure,
)
from workbench.text import joined, one_line, shown
from workbench.widgets.evidence_fields import snapshot_fields
from workbench.widgets.figure_chart import FigureChart
from workbench.widgets.figure_table import FigureTable
from workbench.widgets.fitted import FittedList, fitted
from workbench.widgets.hanging import hanging
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_list import Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.workspace import Workspace

_MANY_ROWS = 2000  # from which on a sentence and a chart take longer than a key may
_READING = "Reading the figures …"
_NO_TABLE = "There is no table yet: Esc goes back, and t pastes one from a spreadsheet."


class _Sides(ListAndThing):
    """The list and the figures: Enter goes over to the table, at the cells that the chosen row is about."""

    def __init__(self, records: FittedList, thing: Vertical, opens: Callable[[], None]) -> None:
        super().__init__(records, thing)
        self._opens = opens

    def open_thing(self, *, from_elsewhere: bool = False) -> None:
        """Go over to the table."""
        self._from_elsewhere = from_elsewhere
        self.add_class("-thing")
        self._opens()


class _Measures(FittedList):
    """The measures, where k links to a finding as everywhere."""

    BINDINGS = [Binding("k", "screen.link", "Link", show=False)]


class SnapshotScreen(WorkbenchScreen):
    """A table of figures. On the left are its measures and what the check says; Enter goes to the cells.

    In the table the arrow keys move from figure to figure, and the chart follows. Press c to copy a citation of the
    chosen figure, f to make a finding of it, or on the left of what the whole measure shows, k to link it to a finding
    that is there, u to open the finding that uses it. Press e to say where the figures come from, who answers for them,
    and what they count.
    """

    BINDINGS = [
        Binding("e", "edit", "Edit", tooltip="Say where the figures come from, who answers for them, what they count"),
        Binding("f", "finding", "Finding", tooltip="Make a finding of the chosen figure, or of what the measure shows"),
        Binding("k", "link", "Link", show=False, tooltip="Link the chosen figure, or the measure, to a finding"),
        Binding("u", "users", "Used by", show=False, tooltip="Open the finding that uses the figure or the measure"),
        Binding("c", "cite", "Copy citation", tooltip="Copy a citation of the chosen figure"),
        Binding("m", "to_list", "Measures", show=False, tooltip="Go to the measures and what the check says"),
    ]
    DEFAULT_CSS = """
    SnapshotScreen #figures { height: 1fr; }
    SnapshotScreen #measures { scrollbar-gutter: stable; }
    SnapshotScreen #about-figures { color: $text-muted; height: auto; max-height: 4; }
    SnapshotScreen #not-said { color: $text-warning; height: auto; max-height: 2; }
    SnapshotScreen #shows { height: auto; max-height: 5; max-width: 100; text-style: bold; }
    SnapshotScreen FigureChart { height: auto; max-height: 50%; margin: 1 0; }
    SnapshotScreen.-narrow FigureChart { margin: 0; max-height: 8; }
    SnapshotScreen.-narrow #about-figures { max-height: 2; }
    SnapshotScreen #where-figure { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, snapshot: Snapshot, chosen: str = "", position: int = -1) -> None:
        super().__init__(name="snapshot")
        self.snapshot = snapshot
        self._chosen, self._position = chosen, position
        self._looked: Looked | None = None
        self._shown: tuple[int, str] | None = None
        self._was_seen = self._is_reading = self._read_again = False

    def compose(self) -> ComposeResult:
        """The measures, and what is known of the chosen one."""
        yield TopBar(self.snapshot.title, _READING)
        thing = Vertical(
            Static(id="about-figures"),
            Static(id="not-said"),
            Static(id="shows"),
            FigureChart(id="chart"),
            Static(id="where-figure"),
            FigureTable(id="table"),
            id="figures",
        )
        yield _Sides(_Measures(id="measures", empty=_NO_TABLE), thing, self._open)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show the first rows; then read all figures in the background: a table of any size opens at once."""
        self.query_one("#measures").focus()
        self.query_one(FigureTable).show(self.snapshot.rows, at_first_sight(self.snapshot))
        self.call_after_refresh(self._after_first_look)

    def _after_first_look(self) -> None:
        self._was_seen = True
        self.refresh_records()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the snapshot again in the background; what is shown stays where nobody changed it."""
        if not self._was_seen:
            return
        if self._is_reading:
            self._read_again = True
            return
        self._is_reading = True
        self.look_up(lambda workspace, _: self._look(workspace), self._show)

    def _look(self, workspace: Workspace) -> Looked:
        """In a thread: the snapshot as it is now, understood and checked, unless that was done."""
        try:
            now = workspace.records.snapshots.get(self.snapshot.id)
            known = self._looked
            return known if known and known.snapshot == now else look_at(now)
        finally:
            self._is_reading = False

    def _show(self, looked: Looked) -> None:
        if self._read_again:
            self._read_again = False
            self.call_later(self.refresh_records)
        if looked is self._looked and not self._chosen:
            return
        self._looked, self.snapshot = looked, looked.snapshot
        self._shown = None
        count = len(looked.table.measures)
        about = f"{count} measure{'' if count == 1 else 's'} · {count_of(looked.remarks)}"
        self.query_one(TopBar).show(f"Data snapshot ▸ {self.snapshot.title}", about)
        self.query_one("#about-figures", Static).update(shown(about_snapshot(self.snapshot).partition("\n\n")[0]))
        missing = self.query_one("#not-said", Static)
        missing.display = bool(looked.missing)
        missing.update(one_line(looked.not_said))
        self.query_one(FigureTable).show(self.snapshot.rows, looked.table)
        self.query_one("#measures", FittedList).fit(self._rows)
        if self._chosen:
            self._go_to_cited()
        else:
            self._show_measure()

    def _go_to_cited(self) -> None:
        """Somebody came for one figure: go to its cell, or say that it is gone."""
        looked, name, self._chosen = self._looked, self._chosen, ""
        cell = cell_of(looked, name, position=self._position) if looked else None
        if cell is None:
            self.workbench.say(f"“{name}” is not in this table any more.", wrong=True)
            self._show_measure()
            return
        self.query_one(_Sides).open_thing(from_elsewhere=True)
        self._choose_measure(cell)
        self.query_one(FigureTable).choose(cell)
        self._show_figure()

    def _rows(self, width: int) -> list[Row]:
        """The measures with how much is said of each, then the remarks."""
        looked = self._looked
        if looked is None or not looked.table.measures:
            return []
        rows = [Row(None, one_line("Measures", "bold"))]
        for measure in looked.table.measures:
            said = looked.counts[measure.key]
            name = measure.name or "Figures"
            rows.append(Row(f"measure:{measure.key}", fitted("  ", name, f"{said} to look at" if said else "", width)))
        rows.append(Row(None, joined(one_line("The check", "bold"), one_line(count_of(looked.remarks), "dim"))))
        for n, remark in enumerate(looked.remarks):
            rows.append(Row(f"remark:{n}", hanging("  ", remark.text, width)))
        return rows

    @on(OptionList.OptionHighlighted, "#measures")
    def _highlighted(self) -> None:
        if self.query_one("#measures").has_focus:
            self._show_measure()

    @property
    def _measure(self) -> Measure | None:
        """The measure that is chosen on the left; while a remark is, the one that its first cell belongs to."""
        kind, _, which = (self.query_one("#measures", FittedList).chosen or "").partition(":")
        looked = self._looked
        if looked is None or not which:
            return None
        if kind == "measure":
            return looked.table.measures[int(which)]
        cells = looked.remarks[int(which)].cells
        found = looked.table.measure_at(*cells[0]) if cells else None
        return found[0] if found else None

    def _show_measure(self) -> None:
        """The chart and the sentence of the chosen measure; the cells of the chosen remark are marked."""
        kind, _, which = (self.query_one("#measures", FittedList).chosen or "").partition(":")
        looked, measure = self._looked, self._measure
        if looked is None:
            return
        cells = looked.remarks[int(which)].cells if kind == "remark" else ()
        table = self.query_one(FigureTable)
        table.mark(cells)
        points = [series.points[0] for series in measure.series if series.points] if measure else []
        if cells:
            table.choose(Cell(*cells[0]))
        elif points and not self._is_in(measure, table.cell):
            table.choose(Cell(points[0].row, points[0].column))
        self._draw(measure)

    def _is_in(self, measure: Measure | None, cell: Cell) -> bool:
        found = self._looked.table.measure_at(*cell) if self._looked else None
        return bool(found and measure and found[0].key == measure.key)

    def _draw(self, measure: Measure | None, series_name: str = "") -> None:
        """The chart and the sentence of a measure; of very many rows they are made in the background."""
        looked, wanted = self._looked, (measure.key, series_name) if measure else None
        if looked is None or wanted == self._shown:
            return
        self._shown = wanted
        if measure is None:
            self._put(None, "", [])
        elif len(looked.snapshot.rows) > _MANY_ROWS:
            make = partial(self._draw_later, looked, measure, series_name)
            # Without a description Textual makes one of all that is given to the worker: of every figure.
            self.run_worker(
                make, thread=True, exclusive=True, group="draw", exit_on_error=False, description="draw the chart"
            )
        else:
            self._put(wanted, *_drawn(looked, measure, series_name))

    def _draw_later(self, looked: Looked, measure: Measure, series_name: str) -> None:
        try:
            drawn = _drawn(looked, measure, series_name)
            made = self.LookedUp(partial(self._put, (measure.key, series_name), *drawn), "")
        except Exception as why:  # a worker's error would end the app; the user gets a sentence
            made = self.LookedUp(lambda: None, in_one_sentence(why))
        if not get_current_worker().is_cancelled:
            self.post_message(made)

    def _put(self, which: tuple[int, str] | None, sentence: str, drawn: list[Part]) -> None:
        if which != self._shown:
            return  # somebody went on to another measure meanwhile
        chart = self.query_one(FigureChart)
        self.query_one("#shows", Static).update(shown(sentence))
        chart.display = bool(drawn)
        chart.show(drawn)
        self._say_where()

    @on(FigureTable.Moved)
    def _moved(self) -> None:
        if self.query_one(FigureTable).has_focus:
            self._show_figure()
        else:
            self._say_where()

    def _show_figure(self) -> None:
        """The chart follows the chosen cell."""
        looked, cell = self._looked, self.query_one(FigureTable).cell
        found = looked.table.measure_at(*cell) if looked else None
        if found:
            self._choose_measure(cell)
            self._draw(found[0], found[1].name)
        self._say_where()

    def _choose_measure(self, cell: Cell) -> None:
        """Put the highlight on the measure of a cell, unless it is on a remark about it."""
        found = self._looked.table.measure_at(*cell) if self._looked else None
        records = self.query_one("#measures", FittedList)
        if found and not (records.chosen or "").startswith("remark"):
            records.choose(f"measure:{found[0].key}")

    def _say_where(self) -> None:
        looked, cell = self._looked, self.query_one(FigureTable).cell
        words = ""
        if looked is not None and looked.table.measures:
            try:
                words = finding_words(looked, cell)
            except NotAccepted:
                words = looked.table.name_of(*cell)
        self.query_one("#where-figure", Static).update(one_line(words))

    # -- acting -------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """Enter: to the table, at the cells of the chosen remark; one on what stands about it leads to the form."""
        kind, _, which = (self.query_one("#measures", FittedList).chosen or "").partition(":")
        looked = self._looked
        if looked is None:
            return
        if kind == "remark" and looked.remarks[int(which)].field:
            self.query_one(_Sides).remove_class("-thing")
            self.action_edit()
            return
        self.query_one(FigureTable).focus()
        if self.query_one("#measures").has_focus:
            self._show_measure()

    def action_to_list(self) -> None:
        """Go to the measures and what the check says."""
        self.query_one(_Sides).action_back_to_list()

    def action_edit(self) -> None:
        """Say where the figures come from, who answers for them, and what they count."""
        try:
            current = self.workspace.records.snapshots.get(self.snapshot.id)
        except NotThere:
            self.workbench.say("This snapshot is not there any more: it may lie in the bin.", wrong=True)
            return
        missing = self._looked.missing if self._looked else []
        fields = sorted(
            snapshot_fields(self.workspace, current.group_id),
            key=lambda f: missing.index(f.name) if f.name in missing else len(missing),
        )
        self.app.push_screen(
            RecordDialog(
                "About the figures", fields, self.workspace.records.snapshots, current, what="the data snapshot"
            )
        )

    def action_cite(self) -> None:
        """Copy a citation of the chosen figure."""
        if self._looked is None:
            return
        try:
            words = citation(self._looked, self.query_one(FigureTable).cell)
        except NotAccepted as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.app.copy_to_clipboard(one_line(words).plain)
        self.workbench.say(f"Copied: {words}")

    @work
    async def action_finding(self) -> None:
        """Make a finding: in the table of the chosen figure, on the left of what the measure shows."""
        piece = self._piece()
        if piece is None:
            return
        question, group_id = "What do the figures show? One sentence.", self.snapshot.group_id
        words = piece.words if self.query_one(FigureTable).has_focus else piece.address.words
        if await make_of(self.workbench, group_id, [piece], question=question, value=words):
            self.workbench.say("The finding stands in the tab Findings, with these figures behind it.")

    @work
    async def action_link(self) -> None:
        """Link the chosen figure, or what the measure shows, to a finding, and say how it bears on it."""
        piece = self._piece()
        if piece is not None:
            await link_of(self.workbench, self.snapshot.group_id, [piece])

    @work
    async def action_users(self) -> None:
        """Open the finding that uses the chosen figure or measure, or one of several."""
        piece = self._piece()
        if piece is not None:
            await open_users(self.workbench, self.snapshot.group_id, [piece.address])

    def _piece(self) -> Piece | None:
        """In the table the chosen figure, on the left what the measure shows, as evidence; it is said why not."""
        looked, measure = self._looked, self._measure
        on_figure = self.query_one(FigureTable).has_focus
        if looked is None or (measure is None and not on_figure):
            self.workbench.say("Choose a measure on the left, or a figure in the table.", wrong=True)
            return None
        try:
            if on_figure or measure is None:
                return piece_of_figure(looked, self.query_one(FigureTable).cell)
            return piece_of_measure(looked, measure)
        except NotAccepted as why:
            self.workbench.say(str(why), wrong=True)
            return None


def _drawn(looked: Looked, measure: Measure, series_name: str) -> tuple[str, list[Part]]:
    series = next((one for one in measure.series if one.name == series_name), None) if series_name else None
    return looked.sentence(measure), looked.chart(measure, series)
