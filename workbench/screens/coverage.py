"""The coverage matrix of a group: lines of enquiry by partners, who was asked what, and how much came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Footer, Static

from groups.group import Group
from interviews.coverage import NOBODY, REPORT, Cell, CellState, Coverage, CoverageRow, coverage
from interviews.kinds_given import KindNotGiven, kinds_not_given
from interviews.review import Review
from workbench.dialogs.ask import AskWhich, AskYes, Tell
from workbench.dialogs.long_work import Job, LongWork
from workbench.screens.parts.cell_acts import CellActs
from workbench.screens.place import Place
from workbench.services.coverage import Said, behind, in_full
from workbench.text import one_line, shown
from workbench.widgets.matrix import Matrix, MatrixRow
from workbench.widgets.top_bar import TopBar
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.services.question_sheets import Planned

_MOST_BEHIND = 30  # pieces of evidence that are shown below the matrix; Enter lists them all
_BRIEF = {CellState.PLANNED: "planned", CellState.NO_REPORT: "not reported"}
_STYLES = {CellState.NOT_MEANT: "dim", CellState.NOT_ASKED: "bold", CellState.NO_ANSWER: "bold"}
_MEANT = {
    CellState.NOT_MEANT: "The question is not meant for {name}.",
    CellState.NOT_ASKED: "{name} was not asked.",
    CellState.PLANNED: "An interview with {name} is planned that is to ask it.",
    CellState.NO_ANSWER: "{name} was asked, and no note or passage answers it.",
    CellState.NO_REPORT: "The report has no answer from {name}, going by its words.",
}
LEGEND = (
    "not asked: nobody put it · planned: to be put · asked, no answer: nothing noted · 3 notes: answered · "
    "not for them: meant for others"
)
EMPTY = "There is nothing to compare yet: a group needs lines of enquiry (tab 3) and partners (tab 4)."


class CoverageScreen(CellActs):
    """Which partner was asked which line of enquiry, and what came of it: the gaps while there is time to fill them.

    Enter on a cell with notes lists them, and leads to each in its place; f makes a finding of them, k links them to
    one, and Space picks several such cells for it. Enter on an empty cell plans a follow-up
    interview that asks that partner, with a question sheet to send or to print; Space picks several empty cells of one
    partner for one sheet. Press u for single organisations instead of umbrellas, o for whole questions without their
    parts. Not asked, planned, asked without an answer: each is a word, and bold where something can still be asked.
    """

    DEFAULT_CSS = """
    CoverageScreen #not-given { height: auto; max-height: 3; padding: 0 1; color: $text-warning; }
    CoverageScreen #behind { height: 9; border-top: solid $panel-lighten-1; padding: 0 1; }
    CoverageScreen.-wide #behind { height: 12; }
    CoverageScreen #legend { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
    """
    BINDINGS = [
        Binding(
            "space", "pick", "Pick", tooltip="Pick this cell: an empty one to be asked, an answered one for a finding"
        ),
        Binding(
            "f",
            "finding",
            "Finding",
            show=False,
            tooltip="Make a finding of what was answered here, or in the picked cells",
        ),
        Binding(
            "k", "link", "Link", show=False, tooltip="Link what was answered here, or in the picked cells, to a finding"
        ),
        Binding("u", "umbrella", "Single", tooltip="Change between umbrellas and single organisations"),
        Binding("o", "questions", "Questions", tooltip="Change between whole questions and their parts"),
        Binding("h", "themes", "Themes", show=False, tooltip="The themes of this group"),
    ]

    def __init__(self, group: Group, chosen: str = "") -> None:
        super().__init__(name="coverage")
        self.group_id = group.id
        self._group = group
        self._choose = chosen
        self._single = False
        self._whole = False
        self._review: Review | None = None
        self._matrix = Coverage([], [])
        self._picked: dict[str, None] = {}  # lines, all of one partner
        self._picked_of = ""
        self._answers: dict[tuple[str, str], None] = {}  # cells with answers, picked for a finding

    def compose(self) -> ComposeResult:
        """What nobody has given, the matrix, what stands behind a cell, and what the words mean."""
        yield TopBar(f"{self._group.title} ▸ Coverage")
        yield Static(id="not-given")
        yield Matrix(id="matrix")
        with VerticalScroll(id="behind", can_focus=False):
            yield Static(id="about-cell")
        yield Static(one_line(LEGEND), id="legend")
        yield Footer()

    def on_mount(self) -> None:
        """Read and show; ready to move."""
        self.query_one(Matrix).focus()
        self.refresh_records()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the review again, in the background: thousands of notes may be counted."""
        single, whole = self._single, self._whole

        def read(workspace: Workspace, _: Callable[[], bool]) -> tuple[Review, Coverage, list[KindNotGiven]]:
            review = workspace.records.review(self.group_id)
            held = any(interview.was_held for interview in review.interviews)
            matrix = coverage(review, single=single, whole_questions=whole)
            return review, matrix, kinds_not_given(review) if held and not matrix.reported else []

        self.look_up(read, self._show)

    def _show(self, found: tuple[Review, Coverage, list[KindNotGiven]]) -> None:
        self._review, self._matrix, not_given = found
        names = ", ".join(kind.name for kind in not_given)
        self.query_one("#not-given", Static).update(one_line(f"Nobody has given: {names}." if names else ""))
        self.query_one("#not-given").display = bool(names)
        columns = "single organisations" if self._single else "umbrellas"
        self.query_one(TopBar).show(f"{self._group.title} ▸ Coverage", f"{len(self._matrix.columns)} {columns}")
        self._draw()
        if self._choose:
            self.query_one(Matrix).go_to(self._choose)
            self._choose = ""
        self._show_cell()

    def _draw(self) -> None:
        width = 46 if self.size.width >= 140 else 36 if self.size.width >= 100 else 26
        columns = [(column.id, column.name) for column in self._matrix.columns]
        rows = [MatrixRow(row.place.line.id, _name(row), self._cells(row)) for row in self._matrix.rows]
        self.query_one(Matrix).show("Line of enquiry", columns, rows, width)

    def _cells(self, row: CoverageRow) -> list[tuple[str, str]]:
        line = row.place.line.id
        return [
            ("picked", "reverse")
            if (each == self._picked_of and line in self._picked) or (line, each) in self._answers
            else (_BRIEF.get(cell.state, cell.words), _STYLES.get(cell.state, ""))
            for each, cell in row.cells.items()
        ]

    def on_resize(self) -> None:
        """The names of the lines have another width."""
        if self._review is not None:
            self._draw()

    @on(DataTable.CellHighlighted)
    def _moved(self) -> None:
        self._show_cell()

    def _here(self) -> tuple[CoverageRow | None, str, Cell | None]:
        """The row of the cursor, the id of its column and its cell; no cell on a heading or on a row's name."""
        table = self.query_one(Matrix)
        line_id, column = table.at
        row = next((row for row in self._matrix.rows if row.place.line.id == line_id), None)
        return row, column, row.cells.get(column) if row is not None and not table.on_names else None

    def _show_cell(self) -> None:
        row, column, cell = self._here()
        about = self.query_one("#about-cell", Static)
        if row is None:
            about.update(shown(EMPTY if not self._matrix.rows or not self._matrix.columns else ""))
            return
        head = one_line(_name(row), "bold")
        if cell is None:
            told = [f"{name}: {in_full(row.cells[each])}" for each, name in self._named() if each in row.cells]
            lines = [head, *(one_line(each) for each in told)]
        else:
            name = dict(self._named())[column]
            lines = [head, *self._about(name, cell)]
        about.update(Content("\n").join(lines))
        self.query_one("#behind", VerticalScroll).scroll_home(animate=False)

    def _about(self, name: str, cell: Cell) -> list[Content]:
        if self._review is None:
            return []
        said = behind(cell, self._review)
        if said:
            lines = [one_line(f"{name}: {in_full(cell)}. Enter lists it, f makes a finding of it.")]
            if self._answers:
                count = len(self.evidence_meant())
                lines = [
                    one_line(f"{name}: {in_full(cell)}. {count} pieces picked: f makes a finding, k links to one.")
                ]
            for each in said[:_MOST_BEHIND]:
                lines += [one_line(each.words), Content("    ") + one_line(each.about, "dim")]
            return lines
        lines = [one_line(_MEANT[cell.state].format(name=name))]
        if self._picked:
            numbers = ", ".join(self._numbers())
            lines.append(one_line(f"Picked for {dict(self._named())[self._picked_of]}: {numbers}. Enter plans it."))
        elif self._can_ask(cell):
            lines.append(one_line(f"Enter plans to ask {name}, with a question sheet. Space picks several."))
        return lines

    def _named(self) -> list[tuple[str, str]]:
        return [(column.id, column.name) for column in self._matrix.columns]

    def _numbers(self) -> list[str]:
        return [row.place.number for row in self._matrix.rows if row.place.line.id in self._picked]

    # -- acting -------------------------------------------------------------------------------------------------------

    @on(DataTable.CellSelected)
    def _open(self) -> None:
        """Open the evidence behind the cell, or plan to ask what is empty."""
        row, column, cell = self._here()
        if row is None:
            return
        if cell is None:
            self.workbench.open_place(Place("group", self.group_id, "enquiry", row.place.line.id))
        elif cell.state in (CellState.ANSWERED, CellState.REPORTED):
            self._list(row, column, cell)
        elif self._refuse(column):
            return
        else:
            if column != self._picked_of or not self._picked:
                self._picked, self._picked_of = {row.place.line.id: None}, column
            self._ask()

    @work
    async def _list(self, row: CoverageRow, column: str, cell: Cell) -> None:
        """The evidence behind a cell; one piece of it is opened in its place."""
        if self._review is None:
            return
        said = behind(cell, self._review)
        title = f"{row.place.number}, {dict(self._named())[column]}: {in_full(cell)}"
        choices = [(str(n), f"{each.words}  ({each.about})") for n, each in enumerate(said)]
        chosen = await self.app.push_screen_wait(AskWhich(title, choices))
        if chosen is not None:
            self.workbench.open_place(place_of(said[int(chosen)], self.group_id))

    def _can_ask(self, cell: Cell) -> bool:
        return cell.is_gap or cell.state in (CellState.NOT_MEANT, CellState.PLANNED)

    def _refuse(self, column: str) -> bool:
        """Whether nobody can be asked there; it is said why."""
        if column not in (NOBODY, REPORT):
            return False
        self.workbench.say("Choose the column of a partner: here is nobody who could be asked.", wrong=True)
        return True

    def action_pick(self) -> None:
        """Pick this empty cell for one question sheet with others of the same partner, or take it back."""
        row, column, cell = self._here()
        if row is None or cell is None:
            return
        if not self._can_ask(cell):
            self._answers = _toggled(self._answers, (row.place.line.id, column))
            self._draw()
            self._show_cell()
            return
        if self._refuse(column):
            return
        if column != self._picked_of:
            self._picked, self._picked_of = {}, column
        line = row.place.line.id
        if line in self._picked:
            del self._picked[line]
        else:
            self._picked[line] = None
        self._draw()
        self._show_cell()

    @work
    async def _ask(self) -> None:
        """Ask once, then plan the interview and write its question sheet."""
        name, numbers = dict(self._named())[self._picked_of], " and ".join(_few(self._numbers()))
        question = f"Ask {name} about {numbers}: plan a follow-up interview with a question sheet?"
        lines, partner = list(self._picked), self._picked_of
        if not await self.app.push_screen_wait(AskYes(question, yes="Plan it", no="Back")):
            if len(lines) == 1:
                self._picked = {}
            return

        def plan(job: Job) -> Planned | None:
            from workbench.services.question_sheets import plan_follow_up

            job.say("Writing the question sheet …")
            with self.workspace.again() as workspace:
                return plan_follow_up(workspace, self.group_id, lines, partner, "docx")

        planning: LongWork[Planned] = LongWork(f"Planning to ask {name}", plan)
        made = await self.app.push_screen_wait(planning)
        if made is None:
            return
        self._picked = {}
        self.workbench.saved()
        self.refresh_records()
        title = made.interview.title
        words = f"{title} is among the interviews, in the tab Evidence; Ctrl+Z takes it back.\n\n"
        if made.sheet is None:
            words += f"Its question sheet is not written yet. {made.why_not} Then q in the tab Evidence writes it."
        else:
            words += f"Its question sheet is {made.sheet}\n\nSend it or print it. "
            words += "Filled in, q in the tab Evidence takes it in as the notes of that interview."
        await self.app.push_screen_wait(Tell(f"Planned: {title}", words))

    def evidence_meant(self) -> list[Said]:
        """What stands behind the picked cells, or behind this one; one thing in two cells is one."""
        review = self._review
        if review is None:
            return []
        _, _, here = self._here()
        rows = {row.place.line.id: row for row in self._matrix.rows}
        picked = [rows[line].cells[each] for line, each in self._answers if line in rows and each in rows[line].cells]
        found = [said for cell in (picked or ([here] if here else [])) for said in behind(cell, review)]
        return list({(said.table, said.id): said for said in found}.values())

    def let_go(self) -> None:
        """The picked cells are done with."""
        self._answers = {}

    def action_umbrella(self) -> None:
        """Change between umbrellas and single organisations."""
        self._single = not self._single
        self._picked, self._answers = {}, {}
        self.refresh_records()

    def action_questions(self) -> None:
        """Change between whole questions and their parts."""
        self._whole = not self._whole
        self._picked, self._answers = {}, {}
        self.refresh_records()

    def action_themes(self) -> None:
        """The themes of this group."""
        self.workbench.open_place(Place("themes", self.group_id))


def _toggled(picked: dict[tuple[str, str], None], cell: tuple[str, str]) -> dict[tuple[str, str], None]:
    """The picked cells with one more, or without it where it was picked."""
    return {each: None for each in picked if each != cell} if cell in picked else {**picked, cell: None}


def place_of(said: Said, group_id: str) -> Place:
    """Where a piece of evidence is opened."""
    match said.table:
        case "notes":
            return Place("interview", said.held_in, chosen=said.id)
        case "marked_passages":
            return Place("document", said.held_in, chosen=said.id)
        case _:
            return Place("group", group_id, "findings", said.id)


def _name(row: CoverageRow) -> str:
    return f"{row.place.number} {row.place.line.text}".strip()


def _few(numbers: list[str]) -> list[str]:
    """Numbers so that the last can follow an "and"."""
    return [", ".join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers
