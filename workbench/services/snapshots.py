"""Data snapshots looked at: measures, what the check says, what figures show; citing them and finding from them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from groups.evidence import Address, Relation
from groups.finding import Finding
from interviews import figure_words
from interviews.figure_address import Cell, cell_text, figure_address, find_figure, measure_address
from interviews.measures import Measure, Measured, Series
from interviews.snapshot_checks import checked, missing_about, understood
from interviews.snapshot_words import Remark
from interviews.submission import Snapshot
from workbench.dates import show_date
from workbench.services.called import one_called
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece, figure_piece
from workbench.services.figure_bars import Part, parts
from workbench.services.findings import add_finding, link_evidence
from workbench.workspace.workspace import Workspace


class NoSuchSnapshot(LookupError):
    """No data snapshot answers to that name; the message says which there are."""


class NoSuchMeasure(LookupError):
    """No measure answers to that name; the message says which there are."""


class Looked(NamedTuple):
    """A snapshot with its table understood and checked; ``counts`` says how many remarks each measure has."""

    snapshot: Snapshot
    table: Measured
    remarks: tuple[Remark, ...]
    counts: tuple[int, ...]

    def adds_up(self, measure: Measure) -> bool:
        """Whether the rows of a measure may be added up."""
        return figure_words.adds_up(measure, figure_words.about(self.snapshot))

    def sentence(self, measure: Measure) -> str:
        """What a measure shows, in a sentence or two."""
        return figure_words.sentence(measure, add=self.adds_up(measure))

    def chart(self, measure: Measure, series: Series | None = None) -> list[Part]:
        """What the chart of a measure shows; ``series`` is the one that is looked at closely."""
        return parts(measure, add=self.adds_up(measure), series=series)

    @property
    def missing(self) -> list[str]:
        """The fields about it that say nothing yet."""
        return missing_about(self.snapshot, self.table) if self.table.measures else []

    @property
    def not_said(self) -> str:
        """The same in a sentence; "" where all is said."""
        names = [_CALLED.get(name, name) for name in self.missing]
        return f"Not said yet: {', '.join(names)}. Press e." if names else ""


_CALLED = {"as_at": "as at which day"}


_FIRST_ROWS = 300  # more than a screenful, and enough to see how wide the columns are


def at_first_sight(snapshot: Snapshot) -> Measured:
    """The table as its headings and first rows let it be understood: at once, however long it is."""
    return understood(snapshot.model_copy(update={"rows": snapshot.rows[: snapshot.heading_rows + _FIRST_ROWS]}))


def look_at(snapshot: Snapshot) -> Looked:
    """Understand and check a snapshot."""
    table = understood(snapshot)
    remarks = tuple(checked(snapshot, table))
    side = 0 if table.is_transposed else 1
    measure_of = {
        (point.row, point.column)[side]: measure.key
        for measure in table.measures
        for series in measure.series
        for point in series.points[:1]
    }
    counts = Counter(key for remark in remarks for key in {measure_of.get(cell[side], -1) for cell in remark.cells})
    return Looked(snapshot, table, remarks, tuple(counts[measure.key] for measure in table.measures))


def find_snapshot(workspace: Workspace, group_id: str, name: str) -> Snapshot:
    """The snapshot that a person means: by id, by title, or by the beginning of one. Raises NoSuchSnapshot."""
    return one_called(
        name,
        in_order(workspace, group_id),
        lambda snapshot: (snapshot.title,),
        NoSuchSnapshot,
        what="data snapshot",
        shown=lambda snapshot: snapshot.title,
        apart=lambda snapshot: f"{snapshot.title} ({snapshot.id})",
        none_yet="There is none yet: bring one in with “workbench import”.",
    )


def in_order(workspace: Workspace, group_id: str) -> list[Snapshot]:
    """The data snapshots of a group, in order."""
    return sorted(workspace.records.snapshots.find(group_id=group_id), key=lambda s: (s.position, s.id))


def measure_called(looked: Looked, name: str) -> Measure:
    """The measure with this name, or the only one whose name has these words. Raises NoSuchMeasure."""
    measures = looked.table.measures
    wanted = " ".join(name.casefold().split())
    same = [m for m in measures if m.name.casefold() == wanted]
    if same:
        return same[0]
    found = [m for m in measures if wanted and wanted in m.name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchMeasure(f"“{name}” could be {' or '.join(m.name for m in found)}: say more of it.")
    known = "; ".join(m.name for m in measures)
    raise NoSuchMeasure(
        f"There is no measure called “{name}”. " + (f"There are: {known}." if known else "The table has none.")
    )


def citation(looked: Looked, cell: Cell) -> str:
    """A figure as one cites it: "JAN, Number of contacts 2018: 1,164 (Contacts, Case system, as at 3 Dec 2020)".

    Raises NotAccepted for a cell that is no figure of the table.
    """
    address = _address(looked, cell)
    return f"{address.before}: {address.words} ({told_about(looked.snapshot)})".removeprefix(": ")


def told_about(snapshot: Snapshot) -> str:
    """Where figures come from, in a few words: title, source, day."""
    day = f"as at {show_date(snapshot.as_at)}" if snapshot.as_at else ""
    return ", ".join(part.strip() for part in (snapshot.title, snapshot.source, day) if part.strip())


def finding_words(looked: Looked, cell: Cell) -> str:
    """What a finding on one figure might begin with."""
    address = _address(looked, cell)
    return f"{address.before}: {address.words}".removeprefix(": ")


def make_finding_from_figure(workspace: Workspace, looked: Looked, cell: Cell, text: str) -> Finding:
    """A finding that rests on one figure. Raises NotAccepted, WorkspaceProblem."""
    return _finding(workspace, looked.snapshot, text, piece_of_figure(looked, cell))


def make_finding_from_measure(workspace: Workspace, looked: Looked, measure: Measure, text: str) -> Finding:
    """A finding that rests on what a whole measure shows. Raises NotAccepted, WorkspaceProblem."""
    return _finding(workspace, looked.snapshot, text, piece_of_measure(looked, measure))


def piece_of_figure(looked: Looked, cell: Cell) -> Piece:
    """One figure as evidence. Raises NotAccepted for a cell that is no figure."""
    return figure_piece(looked.snapshot, _address(looked, cell))


def piece_of_measure(looked: Looked, measure: Measure) -> Piece:
    """What a whole measure shows, as evidence. Raises NotAccepted where nothing can be said of it."""
    sentence = looked.sentence(measure)
    if not sentence:
        raise NotAccepted("Nothing can be said of this measure as a whole: choose a single figure in the table.")
    return figure_piece(looked.snapshot, measure_address(looked.snapshot, measure, sentence))


def cell_of(looked: Looked, name: str, words: str = "", position: int = -1) -> Cell | None:
    """Where a figure that was cited stands now; None where it is gone."""
    return find_figure(looked.snapshot, looked.table, name, words, position)


def _address(looked: Looked, cell: Cell) -> Address:
    address = figure_address(looked.snapshot, looked.table, cell)
    if address is None:
        words = cell_text(looked.snapshot, cell)
        raise NotAccepted(
            f"“{words}” is a heading: choose a figure." if words else "There is no figure here: choose another cell."
        )
    return address


def _finding(workspace: Workspace, snapshot: Snapshot, text: str, piece: Piece) -> Finding:
    with workspace.write("Make a finding"):
        finding = add_finding(workspace, snapshot.group_id, text)
        link_evidence(workspace, finding, [piece], Relation.SUPPORTS)
    return finding
