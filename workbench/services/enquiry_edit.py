"""Lines of enquiry as a screen or a command shows and changes them; every change is one step of undo."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from groups.enquiry import EnquiryLine, LineKind, Placed, outline, questions_in
from groups.numbering import in_words
from groups.outline_changes import all_below, moved_under, one_step, split, with_new
from groups.scope import renumbered
from interviews.checks import About, Remark, remarks
from interviews.line_told import LineTold, told_on_lines
from interviews.partner import partner_list
from interviews.review import Review
from workbench.workspace.workspace import Workspace


class NoSuchLine(LookupError):
    """No line of enquiry answers to that number or those words; the message says which there are."""


class CannotMove(ValueError):
    """A line cannot be moved there; the message says why."""


class EnquiryRow(NamedTuple):
    """One line in its place, with what is worth knowing about it.

    ``was`` is its number when the scope was last agreed, where that was another; ``told`` is what came of the line and
    of its sub-questions; ``questions`` is how many it asks; ``asked_of`` names partners, empty for all of them.
    """

    place: Placed
    was: str
    told: LineTold
    questions: int
    asked_of: list[str]

    @property
    def line(self) -> EnquiryLine:
        """The line itself."""
        return self.place.line

    @property
    def is_theme(self) -> bool:
        """A theme is a heading and asks nothing itself."""
        return self.line.kind is LineKind.THEME

    @property
    def noted(self) -> str:
        """What came of it, in words: "3 notes, 1 passage", "asked, no answer", "not asked"; "" for a theme."""
        return "" if self.is_theme else self.told.words

    @property
    def packed(self) -> str:
        """That it asks several questions, in words: "three in one"; else nothing."""
        return f"{in_words(self.questions)} in one" if self.questions > 1 and not self.is_theme else ""


def enquiry_rows(review: Review) -> list[EnquiryRow]:
    """The outline of a review's lines of enquiry in reading order."""
    told = told_on_lines(review)
    was = renumbered(review.scope, review.enquiry)
    names = {row.partner.id: row.partner.shown for row in partner_list(review.partners)}
    return [
        EnquiryRow(
            place,
            was.get(place.line.id, ""),
            told.get(place.line.id, LineTold()),
            questions_in(place.line.text),
            [name for partner, name in names.items() if partner in place.line.asked_of],
        )
        for place in outline(review.enquiry)
    ]


def enquiry_remarks(review: Review) -> list[Remark]:
    """What should be looked at in the lines of enquiry: those that ask too much, those that nobody was asked."""
    about = (About.COMPLETENESS, About.DRIFT, About.COVERAGE)
    return [remark for remark in remarks(review, about=about) if remark.table == "enquiry_lines"]


def called(place: Placed) -> str:
    """A line as one speaks of it: "1c", or for a theme its words."""
    return place.number or f"“{' '.join(place.line.text.split())}”"


def find_line(lines: Iterable[EnquiryLine], name: str) -> Placed:
    """The line that a person means by its number or by the beginning of its words. Raises NoSuchLine."""
    rows = outline(lines)
    wanted = " ".join(name.casefold().split()).rstrip(".)")
    found = [row for row in rows if row.number == wanted]
    found = found or [row for row in rows if wanted and row.line.text.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchLine(f"“{name}” could be {' or '.join(called(row) for row in found)}: use the number.")
    known = ", ".join(row.number for row in rows if row.number)
    raise NoSuchLine(
        f"There is no line of enquiry {name}. " + (f"There are: {known}." if known else "There is none yet.")
    )


def default_beside(lines: Collection[EnquiryLine], kind: LineKind) -> EnquiryLine | None:
    """Where a new line goes if nobody says: the last line under or behind which one of its kind can stand."""
    above = {
        LineKind.THEME: {LineKind.THEME},
        LineKind.QUESTION: {LineKind.THEME, LineKind.QUESTION},
        LineKind.SUB_QUESTION: {LineKind.QUESTION},
    }[kind]
    return next((row.line for row in reversed(outline(lines)) if row.line.kind in above), None)


def add_line(
    workspace: Workspace, group_id: str, kind: LineKind, text: str, beside: EnquiryLine | None = None
) -> EnquiryLine:
    """Add a theme, a question or a sub-question beside or under another line; returns it as kept."""
    rows = workspace.records.enquiry
    new = EnquiryLine(group_id=group_id, kind=kind, text=" ".join(text.split()))
    with workspace.write(f"Add the {kind.value} {_short(new.text)}"):
        for row in with_new(rows.find(group_id=group_id), new, beside):
            if row.id:
                rows.save(row)
            else:
                new = rows.add(row)
    return new


def move(workspace: Workspace, line: EnquiryLine, by: int) -> bool:
    """Move a line one place up (by < 0) or down; False where there is no place left. Links hold, numbers follow."""
    with workspace.write(f"Move {_short(line.text)} {'up' if by < 0 else 'down'}"):
        return bool(_save(workspace, one_step(_lines(workspace, line), line.id, by)))


def move_under(workspace: Workspace, line: EnquiryLine, parent_id: str) -> None:
    """Move a line to the end of another parent, or out from under any. Raises CannotMove."""
    with workspace.write(f"Move {_short(line.text)} to another place"):
        try:
            _save(workspace, moved_under(_lines(workspace, line), line.id, parent_id))
        except KeyError as why:
            raise CannotMove(
                "The line cannot stand there: it has sub-questions of its own, or one of them is gone."
            ) from why


def split_line(workspace: Workspace, line: EnquiryLine) -> int:
    """Make several lines of one that asks several questions; returns how many. Its notes stay with the first."""
    rows = workspace.records.enquiry
    with workspace.write(f"Split {_short(line.text)}"):
        apart = split(_lines(workspace, line), line.id)
        # One more than there are new ones; lines behind them that only make room are no part of it.
        count = sum(1 for row in apart if not row.id) + 1
        for row in apart:
            if row.id:
                rows.save(row)
            else:
                rows.add(row)
    return count


def put_in_bin(workspace: Workspace, line: EnquiryLine, *, with_all_below: bool) -> None:
    """Put a line in the bin, alone or with all that stands under it; links stay, so that it comes back whole."""
    rows = workspace.records.enquiry
    with workspace.write(f"Put {_short(line.text)} in the bin"):
        lines = _lines(workspace, line)
        for row in [line, *(all_below(line.id, lines) if with_all_below else [])]:
            rows.bin(rows.get(row.id))


def ask_of(
    workspace: Workspace, line: EnquiryLine, partner_ids: Collection[str], among: Collection[str]
) -> EnquiryLine:
    """Say which of the partners are asked a line; all of them, or none, is kept as everybody."""
    chosen = [partner for partner in among if partner in partner_ids]
    everybody = len(chosen) == len(among)
    rows = workspace.records.enquiry
    with workspace.write(f"Change who is asked {_short(line.text)}", merge_key=f"enquiry_lines:{line.id}:asked_of"):
        return rows.save(rows.get(line.id).model_copy(update={"asked_of": [] if everybody else chosen}))


def _lines(workspace: Workspace, line: EnquiryLine) -> list[EnquiryLine]:
    """All lines of the group. Raises NoSuchLine where somebody put this one in the bin meanwhile."""
    lines = workspace.records.enquiry.find(group_id=line.group_id)
    if all(row.id != line.id for row in lines):
        raise NoSuchLine("This line of enquiry lies in the bin by now: bring it back first.")
    return lines


def _save(workspace: Workspace, changed: list[EnquiryLine]) -> list[EnquiryLine]:
    return [workspace.records.enquiry.save(row) for row in changed]


def _short(text: str) -> str:
    """The beginning of a text in quotation marks, for the label of a step."""
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= 40 else plain[:39].rstrip() + '…'}”"
