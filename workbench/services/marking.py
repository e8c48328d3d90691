"""Marked passages: words of a submission, with their line of enquiry, their themes, and the findings that rest on them.

Every change is one step of undo.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from groups.anchors import Placed, place_of
from groups.enquiry import shown_numbers as line_numbers
from groups.evidence import EvidenceKind, EvidenceLink, Relation, Standing, address_of
from groups.finding import Finding
from groups.finding import shown_numbers as finding_numbers
from groups.likeness import same_words
from interviews.passage import MarkedPassage
from interviews.readers.clean import visible
from interviews.submission import Submission, Turn, shown_from
from interviews.theme import Theme, in_order
from workbench.dates import show_date
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece, passage_piece
from workbench.services.findings import add_finding, link_evidence
from workbench.services.used_by import BEARS, same_evidence
from workbench.workspace.workspace import Workspace


class UsedBy(NamedTuple):
    """A finding that rests on a passage: its id, its number, and how the passage bears on it, in words."""

    finding_id: str
    number: str
    relation: str


class Mark(NamedTuple):
    """A marked passage as it is shown: where it stands (0, 0 where nobody is sure), and what it is linked to."""

    passage: MarkedPassage
    start: int
    end: int
    line: int
    number: str
    themes: list[str]
    used_by: list[UsedBy]

    @property
    def words(self) -> str:
        """The words on one line."""
        return visible(self.passage.address.words, single_line=True)

    @property
    def about(self) -> str:
        """What it is linked to, in words."""
        findings = [f"{used.relation} {used.number}" for used in self.used_by]
        standing = self.passage.address.standing
        state = standing.value if standing is not Standing.IN_PLACE else ""
        return " · ".join(filter(None, [state, self.number, ", ".join(self.themes), *findings]))

    @property
    def is_linked(self) -> bool:
        """Whether it is linked to anything."""
        return bool(self.number or self.themes or self.used_by)


class NoSuchPassage(LookupError):
    """Nothing answers to that name; the message says what there is."""


def marks_of(workspace: Workspace, submission: Submission) -> list[Mark]:
    """The marked passages of a submission, in the order of its text."""
    records, group_id = workspace.records, submission.group_id
    numbers = line_numbers(records.enquiry.find(group_id=group_id))
    themes = {theme.id: theme.name for theme in records.themes.find(group_id=group_id)}
    links = [x for x in records.evidence.find(group_id=group_id) if x.address.id == submission.id]
    findings = finding_numbers(records.findings.find(group_id=group_id)) if links else {}
    starts = [0, *accumulate(len(line) + 1 for line in submission.text.split("\n"))]
    made = []
    for passage in records.marked.find(submission_id=submission.id):
        found = place_of(passage.address, submission.text) if passage.address.standing is Standing.IN_PLACE else None
        start, end = found.spot[:2] if isinstance(found, Placed) else (0, 0)
        made.append(
            Mark(
                passage,
                start,
                end,
                bisect_right(starts, start) if end else 0,
                numbers.get(passage.line_id, ""),
                [themes[theme] for theme in passage.theme_ids if theme in themes],
                _used_by(passage, links, findings),
            )
        )
    return sorted(made, key=lambda m: (m.end == 0, m.start, m.end, m.passage.id))


def line_at(text: str, position: int) -> int:
    """The number of the line, from 1, in which a character stands."""
    return text.count("\n", 0, position) + 1


def turn_at(turns: Sequence[Turn], line: int) -> Turn | None:
    """Whose turn it is in a line of a transcript; None before the first."""
    before = [turn for turn in turns if turn.line <= line]
    return max(before, key=lambda turn: turn.line, default=None)


def cited(submission: Submission, words: str, line: int) -> str:
    """Words as they are cited: in quotes, then reference, title, who said them and when, and the line."""
    turn = turn_at(submission.turns, line)
    who = [turn.speaker, turn.at] if turn else []
    name = f"{submission.reference} {submission.title}".strip()
    place = ", ".join(part for part in (name, *who, f"line {line}") if part)
    return f"“{visible(words, single_line=True)}” ({place})"


def handed_in(workspace: Workspace, submission: Submission) -> str:
    """From whom a submission is, in what capacity and since when, and what its import left out."""
    names = {p.id: p.shown for p in workspace.records.partners.find(group_id=submission.group_id)}
    sender = ", ".join(part for part in (shown_from(submission, names), submission.capacity) if part)
    day = f", received {show_date(submission.received)}" if submission.received else ""
    return "\n".join([f"From {sender or 'somebody not named'}{day}", *submission.dropped])


def mark(
    workspace: Workspace,
    submission: Submission,
    start: int,
    end: int,
    *,
    line_id: str = "",
    theme_ids: Sequence[str] = (),
    remark: str = "",
) -> MarkedPassage:
    """Mark the words from ``start`` to ``end`` of a submission's text, blanks at either end left out.

    Words that are marked already are not marked twice: what is said now is added to that mark. Raises NotAccepted.
    """
    text = submission.text
    words = text[max(start, 0) : end]
    if not words.strip():
        raise NotAccepted("There are no words there: choose the words that you want to mark.")
    remark = visible(remark).strip()
    start = max(start, 0) + len(words) - len(words.lstrip())
    address = address_of(EvidenceKind.PASSAGE, submission.id, text, start, start + len(words.strip()))
    rows = workspace.records.marked
    here = rows.find(submission_id=submission.id)
    known = next((p for p in here if p.address.key == address.key and p.address.standing is Standing.IN_PLACE), None)
    with workspace.write("Mark a passage"):
        if known is None:
            return rows.add(
                MarkedPassage(
                    group_id=submission.group_id,
                    submission_id=submission.id,
                    address=address,
                    line_id=line_id,
                    theme_ids=list(theme_ids),
                    remark=remark,
                    position=max((p.position for p in here), default=0) + 1,
                )
            )
        more = [theme for theme in theme_ids if theme not in known.theme_ids]
        said: dict[str, Any] = {"theme_ids": [*known.theme_ids, *more]}
        said |= {"line_id": line_id} if line_id else {}
        said |= {"remark": remark} if remark else {}
        return rows.save(known.model_copy(update=said))


def set_line(workspace: Workspace, passage_id: str, line_id: str) -> MarkedPassage:
    """Say which line of enquiry a passage speaks to; "" for none."""
    return _change(workspace, passage_id, "Say what a passage speaks to", line_id=line_id)


def toggle_theme(workspace: Workspace, passage_id: str, theme_id: str) -> MarkedPassage:
    """Put a theme on a passage, or take it off."""
    now = workspace.records.marked.get(passage_id).theme_ids
    wanted = [one for one in now if one != theme_id] if theme_id in now else [*now, theme_id]
    return _change(workspace, passage_id, "Change the themes of a passage", theme_ids=wanted)


def set_remark(workspace: Workspace, passage_id: str, remark: str) -> MarkedPassage:
    """Write a remark beside a passage; "" takes it away."""
    return _change(workspace, passage_id, "Write a remark beside a passage", remark=visible(remark).strip())


def take_off(workspace: Workspace, passage_id: str) -> None:
    """Take a mark off: it goes to the bin with all that was said of it; findings keep their evidence."""
    rows = workspace.records.marked
    with workspace.write("Take the mark off a passage"):
        rows.bin(rows.get(passage_id))


def _change(workspace: Workspace, passage_id: str, label: str, **values: Any) -> MarkedPassage:
    rows = workspace.records.marked
    with workspace.write(label):
        return rows.save(rows.get(passage_id).model_copy(update=values))


# -- findings ----------------------------------------------------------------------------------------------------------


def make_finding(workspace: Workspace, passage: MarkedPassage, text: str) -> Finding:
    """Write down a finding that rests on a passage, its words kept beside the link.

    Raises NotAccepted where the words may not leave the submission.
    """
    submission = workspace.records.submissions.get(passage.submission_id)
    if submission.sensitivity.is_closed:
        raise NotAccepted(
            f"This is {submission.sensitivity.value}: its words stay where they are. Write the finding in Findings."
        )
    with workspace.write("Make a finding of a passage"):
        finding = add_finding(workspace, passage.group_id, visible(text, single_line=True))
        link_evidence(workspace, finding, [piece_of(passage, submission)], Relation.SUPPORTS)
    return finding


def link_to_finding(workspace: Workspace, passage: MarkedPassage, finding_id: str, relation: Relation) -> None:
    """Link a passage to a finding that is there already."""
    records = workspace.records
    piece = piece_of(passage, records.submissions.get(passage.submission_id))
    link_evidence(workspace, records.findings.get(finding_id), [piece], relation)


def piece_of(passage: MarkedPassage, submission: Submission) -> Piece:
    """A marked passage as a piece of evidence: exactly its words."""
    return passage_piece(submission, passage.address)


def _used_by(passage: MarkedPassage, links: Iterable[EvidenceLink], numbers: dict[str, str]) -> list[UsedBy]:
    found = {
        link.finding_id: UsedBy(link.finding_id, numbers[link.finding_id], BEARS[link.relation])
        for link in links
        if link.finding_id in numbers and same_evidence(passage.address, link.address)
    }
    return list(found.values())


# -- naming things -----------------------------------------------------------------------------------------------------


def submission_called(workspace: Workspace, group_id: str, name: str) -> Submission:
    """The submission that a person means by its reference, its title or its id. Raises NoSuchPassage."""
    rows = workspace.records.submissions.find(group_id=group_id)
    wanted = " ".join(name.casefold().split())
    for row in rows:
        if wanted and wanted in (row.reference.casefold(), row.id.casefold(), row.title.casefold()):
            return row
    known = ", ".join(row.reference for row in rows if row.reference)
    raise NoSuchPassage(
        f"There is no submission called “{name}”. "
        + (f"There are: {known}." if known else "There is none yet: take one in with “workbench import”.")
    )


def theme_called(workspace: Workspace, group_id: str, name: str) -> Theme:
    """The theme that a person means by its name or its beginning. Raises NoSuchPassage."""
    themes = in_order(workspace.records.themes.find(group_id=group_id))
    wanted = " ".join(name.casefold().split())
    found = [t for t in themes if t.name.casefold() == wanted]
    found = found or [t for t in themes if wanted and t.name.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    known = "; ".join(t.name for t in themes)
    raise NoSuchPassage(
        f"There is no one theme called “{name}”. " + (f"There are: {known}." if known else "There is no theme yet.")
    )


def theme_for(workspace: Workspace, group_id: str, name: str) -> Theme:
    """The theme of exactly this name, begun where there is none. Raises NotAccepted for an empty name."""
    plain = visible(name, single_line=True)
    if not plain:
        raise NotAccepted("A theme needs a name.")
    rows = workspace.records.themes
    here = rows.find(group_id=group_id)
    known = next((theme for theme in here if theme.name.casefold() == plain.casefold()), None)
    if known is not None:
        return known
    with workspace.write(f"Begin the theme {plain}"):
        place = max((theme.position for theme in here), default=0) + 1
        return rows.add(Theme(group_id=group_id, name=plain, position=place))


def passage_called(workspace: Workspace, group_id: str, name: str) -> MarkedPassage:
    """The marked passage with this id, or whose words begin so. Raises NoSuchPassage."""
    rows = workspace.records.marked.find(group_id=group_id)
    wanted = visible(name, single_line=True).casefold()
    found = [row for row in rows if row.id == name]
    found = found or [
        row for row in rows if wanted and visible(row.address.words, single_line=True).casefold().startswith(wanted)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchPassage(f"“{name}” could be {' or '.join(row.id for row in found)}: use the id.")
    raise NoSuchPassage(f"There is no marked passage “{name}”: “workbench passage list” shows them with their ids.")


def place_in(submission: Submission, words: str) -> tuple[int, int]:
    """Where words stand in a submission, blanks and quotes counting alike. Raises NoSuchPassage, also for twins."""
    exact = words.strip()
    if exact and submission.text.count(exact) == 1:
        start = submission.text.index(exact)
        return start, start + len(exact)
    found = same_words(exact, submission.text)
    if len(found) == 1:
        return found[0].start, found[0].end
    if found:
        raise NoSuchPassage(
            f"{submission.reference} has these words {len(found)} times: give more of them, so that one place is meant."
        )
    raise NoSuchPassage(f"{submission.reference} does not have these words: copy them exactly.")
