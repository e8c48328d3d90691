"""When the text of a submission changes: what was quoted from it is found again, and what is unsure goes to a list.

Nothing that was quoted is dropped: a passage that is not found keeps its words, and a person says where it stands now.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from groups.anchors import Found, Placed, Unsure, moved_to, place_of, reattach
from groups.evidence import Address, EvidenceKind, EvidenceLink, Standing
from groups.finding import shown_numbers
from groups.likeness import Spot
from groups.rows import NotThere, Rows
from interviews.passage import MarkedPassage
from interviews.submission import Submission
from workbench.services.editing import NotAccepted
from workbench.workspace.workspace import Workspace


class Reattached(NamedTuple):
    """How what was quoted from a submission came through a change of its text."""

    placed: int = 0
    corrected: int = 0
    unsure: int = 0

    @property
    def sentence(self) -> str:
        """What to say about it; nothing where everything stands as it stood."""
        parts = [f"{self.corrected} marked or quoted with corrected words"] if self.corrected else []
        parts += [f"{self.unsure} to be looked at: nobody can be sure where it stands now"] if self.unsure else []
        return f"Passages of this text: {', '.join(parts)}." if parts else ""


class Unsettled(NamedTuple):
    """Some quoted words of which nobody can be sure where they stand: what holds them, and from which submission."""

    key: str
    submission: Submission
    address: Address
    held_by: list[str]
    rows: list[tuple[str, str]]

    @property
    def words(self) -> str:
        """The words as they were quoted."""
        return self.address.was or self.address.words


def reattach_all(workspace: Workspace, submission_id: str, before: str | None = None) -> Reattached:
    """Find again everything that was quoted from a submission whose text was changed; call it in the same write.

    ``before`` is its text before the change, where known: with it, twins are told apart. What is unsure keeps its
    words and waits for a person; it is tried again at the next change.
    """
    submission = workspace.records.submissions.get(submission_id)
    placed = corrected = unsure = 0
    with workspace.write(f"Find again what was quoted from {submission.reference or submission.title}"):
        for rows, row in _quoting(workspace, submission, binned=True):
            address: Address = row.address
            if address.standing is Standing.WORDS_ONLY:
                continue
            found = reattach(address, submission.text, before)
            if isinstance(found, Placed):
                moved = moved_to(address, submission.text, found.spot)
                corrected += moved.words != address.words
                placed += 1
            else:
                moved = address.model_copy(update={"standing": Standing.UNSURE})
                unsure += row.binned_at is None
            if moved != address:
                rows.save(row.model_copy(update={"address": moved}))
    return Reattached(placed, corrected, unsure)


class SubmissionTexts:
    """The submissions as a form keeps them: where a text changes, what was quoted from it is found again at once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._rows = workspace.records.submissions
        self.name = self._rows.name

    def get(self, row_id: str) -> Submission:
        """The submission with this id. Raises NotThere."""
        return self._rows.get(row_id)

    def add(self, record: Submission) -> Submission:
        """Keep a new submission."""
        return self._rows.add(record)

    def save(self, record: Submission) -> Submission:
        """Save a changed submission, and with another text find again what was quoted."""
        before = self._rows.get(record.id).text
        kept = self._rows.save(record)
        if kept.text != before:
            reattach_all(self._workspace, kept.id, before)
        return kept


def unsettled(workspace: Workspace, group_id: str, submission_id: str = "") -> list[Unsettled]:
    """The passages that somebody must look at, by submission and place; equal ones are one, whatever holds them."""
    records = workspace.records
    marked = [row for row in records.marked.find(group_id=group_id) if submission_id in ("", row.submission_id)]
    links = [
        row
        for row in records.evidence.find(group_id=group_id)
        if row.address.kind is EvidenceKind.PASSAGE and submission_id in ("", row.address.id)
    ]
    quoting: list[MarkedPassage | EvidenceLink] = [*marked, *links]
    wanted = {row.address.id for row in quoting}
    if not wanted:
        return []
    texts = _texts(workspace, wanted)
    numbers = shown_numbers(records.findings.find(group_id=group_id))
    found: dict[str, Unsettled] = {}
    for row in quoting:
        submission = texts.get(row.address.id)
        if submission is None or is_settled(row.address, submission.text):
            continue
        if isinstance(row, EvidenceLink) and row.finding_id not in numbers:
            continue  # the finding lies in the bin
        key = f"{row.address.key}:{row.address.words}"
        here = found.setdefault(key, Unsettled(row.id, submission, row.address, [], []))
        here.rows.append((records.evidence.name if isinstance(row, EvidenceLink) else records.marked.name, row.id))
        here.held_by.append(f"finding {numbers[row.finding_id]}" if isinstance(row, EvidenceLink) else "a mark")
    return sorted(found.values(), key=lambda one: (one.submission.position, one.submission.id, one.address.position))


def _texts(workspace: Workspace, wanted: Iterable[str]) -> dict[str, Submission]:
    """These submissions by id, but for what lies in the bin: a group may have long texts that nobody quotes."""
    found = {}
    for each in wanted:
        with suppress(NotThere):
            submission = workspace.records.submissions.get(each)
            if submission.binned_at is None:
                found[each] = submission
    return found


def is_settled(address: Address, text: str) -> bool:
    """Whether it is known where a passage stands, or that it is kept as words only."""
    if address.standing is Standing.WORDS_ONLY:
        return True
    return address.standing is Standing.IN_PLACE and isinstance(place_of(address, text), Placed)


def candidates(one: Unsettled) -> list[Spot]:
    """The places where an unsettled passage may stand now, the likeliest first."""
    found = _found(one.address, one.submission.text)
    return [found.spot] if isinstance(found, Placed) else list(found.spots) if isinstance(found, Unsure) else []


@lru_cache(maxsize=256)
def _found(address: Address, text: str) -> Found:
    return reattach(address, text)


def settle(workspace: Workspace, one: Unsettled, start: int, end: int) -> None:
    """Say that an unsettled passage stands here now. Raises NotAccepted for a place without words."""
    text = workspace.records.submissions.get(one.submission.id).text
    words = text[start:end]
    if not words.strip():
        raise NotAccepted("There are no words there: choose the words that were meant.")
    start += len(words) - len(words.lstrip())
    spot = Spot(start, start + len(words.strip()))
    _save(workspace, one, "Say where a passage stands now", moved_to(one.address, text, spot))


def keep_as_words(workspace: Workspace, one: Unsettled) -> None:
    """Say that the source does not have a passage any more: its words are kept, its place is given up."""
    address = one.address.model_copy(update={"standing": Standing.WORDS_ONLY})
    _save(workspace, one, "Keep a passage as words only", address)


def _save(workspace: Workspace, one: Unsettled, label: str, address: Address) -> None:
    tables = workspace.records.all_rows()
    with workspace.write(label):
        for table, row_id in one.rows:
            rows: Rows[Any] = tables[table]
            rows.save(rows.get(row_id).model_copy(update={"address": address}))


def _quoting(
    workspace: Workspace, submission: Submission, *, binned: bool
) -> Iterable[tuple[Rows[Any], MarkedPassage | EvidenceLink]]:
    """Every mark and every evidence link on a submission; with ``binned`` those in the bin too, to come back whole."""
    records = workspace.records
    for lies_in_bin in (False, True)[: 1 + binned]:
        for passage in records.marked.find(submission_id=submission.id, binned=lies_in_bin):
            yield records.marked, passage
        for link in records.evidence.find(group_id=submission.group_id, binned=lies_in_bin):
            if link.address.kind is EvidenceKind.PASSAGE and link.address.id == submission.id:
                yield records.evidence, link
