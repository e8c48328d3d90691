"""Evidence comes in as files: a submission with its original kept, a data snapshot as a table of cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.packs.dates import find_date
from index.packs.lines import read_lines
from index.reviews.places import Places
from index.reviews.submission import read_submission
from interviews.readers.document import SourceDocument, UnreadableDocument, read_document
from interviews.readers.sniff import Kind
from interviews.submission import Snapshot, Submission, next_reference
from workbench.services.files import file_bytes, keep_original
from workbench.services.past_partners import find_partner
from workbench.workspace.workspace import Workspace

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_DELIMITERS = ("\t", ",", ";")
_LOOK_AT = 20  # rows, to tell by which sign the cells are parted
_FIGURE = re.compile(r"[£$€]?\s?[-+(]?\d[\d,. ]*\)?\s?%?")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s*[-/]\s*\d{2,4})?")
_LONGEST_TITLE = 120
_TABLE_NAMES = (".csv", ".tsv", ".tab")


@dataclass(frozen=True)
class Table:
    """The cells of a table as they were read: every row as wide as the widest, and which rows are its headings."""

    title: str
    heading_rows: int
    rows: list[list[str]]


def looks_like_a_table(path: Path) -> bool:
    """Whether a file's name says that it is a table."""
    return path.suffix.casefold() in _TABLE_NAMES


def add_submission(
    workspace: Workspace,
    group_id: str,
    path: Path,
    *,
    partner_id: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Submission:
    """Take in a file as a submission to a group, under the next reference (EHE01), with its original and its text.

    Title, sender and day are taken from the document where it says them. Private until somebody says otherwise. The
    same file again changes nothing and gives the submission that is there. Raises UnreadableDocument with a sentence,
    ReadingCancelled, NotThere, WorkspaceProblem.
    """
    data = file_bytes(path)
    document = read_document(data, path.name, cancelled)
    records = workspace.records
    rows = records.submissions.find(group_id=group_id)
    here = next((row for row in rows if row.file_sha256 == document.sha256), None)
    if here is not None:
        return here
    group = records.groups.get(group_id)
    fresh = _submission(document, path)
    if not partner_id and fresh.sender:
        partner = find_partner(fresh.sender, records.partners.find(group_id=group_id))
        partner_id = partner.id if partner else ""
    keep_original(workspace.files, data)
    with workspace.write(f"Take in the submission {fresh.title}"):
        binned = records.submissions.find(group_id=group_id, binned=True)
        return records.submissions.add(
            fresh.model_copy(
                update={
                    "group_id": group_id,
                    "reference": next_reference(group.reference, [*rows, *binned]),
                    "partner_id": partner_id,
                    "position": max((row.position for row in rows), default=0) + 1,
                }
            )
        )


def add_snapshot(
    workspace: Workspace,
    group_id: str,
    path: Path,
    *,
    partner_id: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Snapshot:
    """Take in a table of comma- or tab-separated cells as a data snapshot of a group, every cell as it is written.

    The same table again changes nothing and gives the snapshot that is there. Raises as ``add_submission`` does.
    """
    document = read_document(file_bytes(path), path.name, cancelled)
    if document.kind not in (Kind.PLAIN, Kind.MARKDOWN):
        raise UnreadableDocument(
            f"{path.name} is a {document.kind.value}: save the table as CSV or tab-separated text and try that file."
        )
    table = read_table(document.text, path.name)
    records = workspace.records
    rows = records.snapshots.find(group_id=group_id)
    here = next((row for row in rows if row.rows == table.rows and row.source == document.name), None)
    if here is not None:
        return here
    records.groups.get(group_id)
    with workspace.write(f"Take in the data snapshot {table.title}"):
        return records.snapshots.add(
            Snapshot(
                group_id=group_id,
                title=table.title,
                partner_id=partner_id,
                source=document.name,
                as_at=find_date(path.stem.replace("_", " ")),
                heading_rows=table.heading_rows,
                rows=table.rows,
                position=max((row.position for row in rows), default=0) + 1,
            )
        )


def read_table(text: str, file_name: str) -> Table:
    """The table in a text of separated cells. Raises UnreadableDocument where it is none, or is too large."""
    rows = _rows(text, file_name)
    title = _from_name(file_name)
    if len(rows) > 2 and [bool(cell) for cell in rows[0]].count(True) == 1 and rows[0][0]:
        title = rows.pop(0)[0]  # the only words of the first row are the table's title
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        raise UnreadableDocument(
            f"{file_name} holds no table: its cells must be parted by commas or tabs, in two rows at least."
        )
    rows = [row + [""] * (width - len(row)) for row in rows]
    return Table(title[:_LONGEST_TITLE], _heading_rows(rows), rows)


def _rows(text: str, file_name: str) -> list[list[str]]:
    delimiter = _delimiter(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells = [" ".join(cell.split()) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if not cells:
                continue
            if len(cells) > MOST_COLUMNS or len(rows) >= MOST_ROWS:
                raise UnreadableDocument(
                    f"{file_name} is larger than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns: take in a part of it."
                )
            rows.append(cells)
    except csv.Error as why:
        raise UnreadableDocument(f"{file_name} is no table that can be read ({why}): save it as CSV again.") from why
    return rows


def _delimiter(text: str) -> str:
    """The sign that parts the cells: the one that stands equally often in most of the first rows."""
    lines = [line for line in text.split("\n", _LOOK_AT * 4)[: _LOOK_AT * 4] if line.strip()][:_LOOK_AT]

    def agreement(sign: str) -> int:
        counts = [line.count(sign) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        return counts.count(most) if most else 0

    return max(_DELIMITERS, key=agreement)


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are headings: those without a figure, years being no figures, before one with some."""
    first = next((n for n, row in enumerate(rows) if any(_is_figure(cell) for cell in row[1:])), 1)
    return first if first < len(rows) else 1


def _is_figure(cell: str) -> bool:
    return bool(_FIGURE.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def _submission(document: SourceDocument, path: Path) -> Submission:
    told = read_submission(read_lines(document.text), "", Places())
    title = " ".join(told.title.split())[:_LONGEST_TITLE] if told and told.title else _from_name(path.name)
    return Submission(
        group_id="",
        reference="",
        title=title,
        sender=(told.sender or told.author) if told else "",
        capacity=told.author_title if told else "",
        received=told.dated if told else None,
        file_name=document.name,
        file_sha256=document.sha256,
        text=document.text,
    )


def _from_name(file_name: str) -> str:
    words = " ".join(re.sub(r"[_\s]+", " ", Path(file_name).stem).split())
    return words[:1].upper() + words[1:] if words else "A file without a name"
