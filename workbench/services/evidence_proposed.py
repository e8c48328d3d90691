"""A file of evidence as it was understood, before it is kept, and what a person is told and asked about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from interviews.readers.document import UnreadableDocument
from interviews.readers.sniff import Kind
from interviews.readers.table import Sheet
from interviews.readers.transcript import speakers
from interviews.submission import Publication, Snapshot, Submission, Turn

_MOST_NAMED = 12
_LINES_SHOWN = 8
_LONGEST_SHOWN = 200
_WITHOUT_FORM = (Kind.PLAIN.value, Kind.MARKDOWN.value)


@dataclass(frozen=True)
class About:
    """What stands about a piece of evidence: proposed by the document, corrected by a person.

    ``as_tables`` takes the tables in the file in as data snapshots in place of its words. ``instead_of`` is the id of a
    submission whose text this becomes.
    """

    title: str
    partner_id: str = ""
    sender: str = ""
    capacity: str = ""
    received: date | None = None
    publication: Publication = Publication.PRIVATE
    as_tables: bool = False
    instead_of: str = ""


@dataclass(frozen=True)
class Proposed:
    """One file as it was understood. ``data`` is the original; ``report`` says in sentences what was read of it.

    ``tables`` are the tables that it holds; ``attached`` what came with it, ``unread`` what came and cannot be read,
    with the reason. ``here`` names what the group has of these very bytes; ``like`` is the submission that was taken in
    from another file of the same name.
    """

    name: str
    data: bytes
    sha256: str
    form: str
    text: str
    about: About
    turns: list[Turn] = field(default_factory=list)
    pages: int = 0
    dropped: list[str] = field(default_factory=list)
    tables: list[Sheet] = field(default_factory=list)
    attached: list[Proposed] = field(default_factory=list)
    unread: list[tuple[str, bytes, str]] = field(default_factory=list)
    here: list[Submission | Snapshot] = field(default_factory=list)
    like: Submission | None = None

    @property
    def can_be_tables(self) -> bool:
        """Whether there is a table to take in."""
        return bool(self.tables)

    @property
    def can_be_words(self) -> bool:
        """Whether there are words to take in; a table alone has none."""
        return bool(self.text.strip() or self.attached or self.unread)

    @property
    def only_figures_are_new(self) -> bool:
        """Whether the group has its words already, and tables in it could still be taken in."""
        return bool(self.here and self.tables) and not self.about.as_tables

    @property
    def kind(self) -> str:
        """What it is: the form of the file, or "table" where the words of a plain text are its cells."""
        return "table" if self.about.as_tables and self.form in _WITHOUT_FORM else self.form

    @property
    def speakers(self) -> list[str]:
        """Those who speak in a transcript."""
        return speakers(self.turns)

    @property
    def report(self) -> list[str]:
        """What was understood, and what was left out, a sentence each."""
        return [*self._understood(), *self.dropped, *self._came_with()]

    @property
    def told(self) -> list[str]:
        """The report without what was made of it, for when it is kept."""
        understood = self._understood()
        return [*(understood[:1] if self.about.as_tables else understood), *self.dropped, *self.unread_in_words]

    def _understood(self) -> list[str]:
        if self.about.as_tables:
            return [f"Form: {self.kind}.", *map(table_in_words, self.tables)]
        parts = [self.form, f"{self.pages} page{'s' if self.pages != 1 else ''}" if self.pages else ""]
        lines = [f"Form: {', '.join(filter(None, parts))}, {len(self.text.split()):,} words."]
        if self.turns:
            names = self.speakers
            told = "; ".join(names[:_MOST_NAMED]) + (
                f" and {len(names) - _MOST_NAMED} more" if names[_MOST_NAMED:] else ""
            )
            lines.append(f"Speakers: {told}." if names else "No speaker is named in it.")
            times = [turn.at for turn in self.turns if turn.at]
            if times:
                lines.append(f"The times of {len(self.turns):,} passages are kept, from {times[0]} to {times[-1]}.")
        if self.tables:
            many = "a table" if len(self.tables) == 1 else f"{len(self.tables)} tables"
            lines.append(f"It holds {many}: take it in again as a data snapshot to cite the figures.")
        return lines

    def _came_with(self) -> list[str]:
        lines = []
        for each in self.attached:
            what = "data snapshot" if each.about.as_tables else "submission"
            lines.append(f"The attachment {each.name} becomes a {what} of its own.")
            lines += [f"{each.name}: {sentence}" for sentence in each.dropped]
        return [*lines, *self.unread_in_words]

    @property
    def unread_in_words(self) -> list[str]:
        """A sentence about each attachment that cannot be read."""
        return [f"The attachment {name} is kept as it came, not read: {why}" for name, _, why in self.unread]


def must_be(proposed: Proposed, kind: str) -> None:
    """Raise UnreadableDocument where somebody said that a file is a transcript or an e-mail and it is none."""
    if kind == "transcript" and not proposed.turns:
        raise UnreadableDocument(
            f"{proposed.name} has no times and speakers as a transcript has them: take it in as a submission."
        )
    if kind == "email" and proposed.form != Kind.EMAIL.value:
        raise UnreadableDocument(f"{proposed.name} is no e-mail ({proposed.form}): take it in as a submission.")


def first_lines(proposed: Proposed) -> list[str]:
    """How it begins, a few lines: of a transcript with who speaks, of a table its cells."""
    if proposed.about.as_tables:
        return [" | ".join(row)[:_LONGEST_SHOWN] for row in proposed.tables[0].rows[:_LINES_SHOWN]]
    lines = proposed.text.split("\n", 4 * _LINES_SHOWN)
    voices = {turn.line: turn for turn in proposed.turns[: 4 * _LINES_SHOWN]}
    found = []
    for number, line in enumerate(lines[: 4 * _LINES_SHOWN], start=1):
        if line.strip():
            turn = voices.get(number)
            said_by = " ".join(part for part in (turn.at, turn.speaker) if part) if turn else ""
            found.append(f"{said_by}: {line}"[:_LONGEST_SHOWN] if said_by else line[:_LONGEST_SHOWN])
    return found[:_LINES_SHOWN]


def table_in_words(table: Sheet) -> str:
    """The title of a table and how large it is."""
    headings = "1 heading row" if table.heading_rows == 1 else f"{table.heading_rows} heading rows"
    figures = len(table.rows) - table.heading_rows
    return f"{table.title} ({headings}, {figures:,} of figures, {len(table.rows[0])} columns)"
