"""Packs come in: read and proposed first, then kept with the original file and their passages in one write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from groups.rows import new_id
from index.archive import ArchivedPack
from index.packs.models import Pack, PackFacts, Unread
from index.packs.reader import read_pack
from interviews.readers.document import ReadingCancelled, SourceDocument, read_document
from workbench.services.files import file_bytes, keep_original
from workbench.services.pack_outline import long_date
from workbench.workspace.workspace import Workspace

Same = Literal["ask", "both", "replace"]


@dataclass(frozen=True)
class ProposedPack:
    """A pack as it was read and not kept yet. ``data`` is the file as it came."""

    document: SourceDocument
    data: bytes
    text: str
    pack: Pack
    sha256: str
    notices: list[str]


class SamePackDiffers(Exception):
    """The archive has a pack of the same board and day with other bytes: the caller asks what to do.

    ``here`` is the one in the archive.
    """

    def __init__(self, here: ArchivedPack, proposed: ProposedPack, its_text: str) -> None:
        self.here = here
        super().__init__(_difference(here, proposed, its_text))


def propose_pack(
    data: bytes,
    file_name: str,
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[str], object] | None = None,
) -> ProposedPack:
    """Read a file as a pack; nothing is kept. ``progress`` is told in words how far it is.

    Raises UnreadableDocument with one sentence, and ReadingCancelled where ``cancelled`` says so.
    """
    say = progress or _say_nothing
    say("Reading the text …")
    document = read_document(data, file_name, cancelled)
    say("Finding agenda, minutes, reports and decisions …")
    pack = read_pack(document.text)
    if cancelled is not None and cancelled():
        raise ReadingCancelled
    return ProposedPack(document, data, document.text, pack, document.sha256, [*document.notices, *document.dropped])


def propose_file(
    path: Path,
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[str], object] | None = None,
) -> ProposedPack:
    """Read the file at a path as a pack; nothing is kept. Raises as ``propose_pack`` does."""
    return propose_pack(file_bytes(path), path.name, cancelled=cancelled, progress=progress)


def kept_before(workspace: Workspace, proposed: ProposedPack) -> ArchivedPack | None:
    """The pack in the archive with exactly these bytes, outside the bin; importing it again changes nothing."""
    return workspace.packs.with_hash(proposed.sha256)


def keep_pack(
    workspace: Workspace, proposed: ProposedPack, *, kept: Pack | None = None, same: Same = "ask"
) -> ArchivedPack:
    """Keep a pack: the original file, its text, what was read from it, and its passages for searching; in one write.

    ``kept`` is what was read after somebody reviewed it. The same bytes again change nothing and give the pack that is
    there. Where the board and the day are those of another pack, SamePackDiffers is raised unless ``same`` says to keep
    both, or to replace the other, which then goes to the bin. Raises WorkspaceProblem; nothing is half-kept then.
    """
    here = kept_before(workspace, proposed)
    if here is not None:
        return here
    pack = kept or proposed.pack
    facts = pack.pack
    others = [p for p in workspace.packs.all() if p.meeting_date and _day_and_board(p) == _day_and_board(facts)]
    if others and same == "ask":
        raise SamePackDiffers(others[0], proposed, workspace.packs.text(others[0].id))
    # The file first: one that no row names does no harm, a row without its file would.
    keep_original(workspace.files, proposed.data)
    row = ArchivedPack(
        id=new_id(),
        sha256=proposed.sha256,
        file_name=proposed.document.name,
        council=facts.council,
        board=facts.board,
        meeting_date=facts.meeting_date,
        minutes_of=facts.minutes_of,
        notices=proposed.notices,
    )
    with workspace.write(f"Import the pack {called(row)}"):
        for other in others if same == "replace" else []:
            workspace.packs.put_in_bin(other)
        return workspace.packs.add(row, proposed.text, pack)


def bin_pack(workspace: Workspace, pack: ArchivedPack) -> ArchivedPack:
    """Put a pack in the bin; its passages are found no more until it comes back. Raises WorkspaceProblem."""
    with workspace.write(f"Put the pack {called(pack)} in the bin"):
        return workspace.packs.put_in_bin(pack)


def called(pack: ArchivedPack) -> str:
    """A pack as one speaks of it: its board and day, else the file's name."""
    parts = [pack.board or pack.council, long_date(pack.meeting_date)]
    return ", ".join(p for p in parts if p) or pack.file_name or "without a name"


def import_report(pack: Pack) -> list[str]:
    """What was read from a pack and what could not be, in plain sentences."""
    decided = sum(1 for r in pack.resolutions if r.source_kind == "minute")
    counts = [
        (len(pack.agenda_items), "agenda item", "agenda items"),
        (len(pack.minutes), "minute", "minutes"),
        (decided, "decision", "decisions"),
        (len(pack.resolutions) - decided, "recommendation", "recommendations"),
        (len(pack.reports), "report or appendix", "reports and appendices"),
        (len(pack.task_groups), "task and finish group", "task and finish groups"),
        (sum(1 for r in pack.work_programme if r.title), "item of the work programme", "items of the work programme"),
        (len(pack.acronyms), "abbreviation", "abbreviations"),
    ]
    found = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    lines = [f"Read: {', '.join(found)}." if found else "Nothing was recognised: the text is kept and can be searched."]
    missing = [
        (bool(pack.pack.board), "No board was found: the front page may be missing."),
        (pack.pack.meeting_date is not None, "No date of the meeting was found."),
        (bool(pack.agenda_items), "No agenda was found."),
        (bool(pack.minutes), "No minutes were found."),
    ]
    lines += [sentence for there, sentence in missing if found and not there]
    if pack.unread:
        count = len(pack.unread)
        places = "One place was" if count == 1 else f"{count} places were"
        lines.append(f"{places} not understood and stay{'s' if count == 1 else ''} searchable text:")
        lines += [f"{_lines(u)}: {u.why}" for u in pack.unread]
    return lines


def _day_and_board(pack: PackFacts | ArchivedPack) -> tuple[object, str]:
    return pack.meeting_date, " ".join(pack.board.casefold().split())


def _say_nothing(_words: str) -> None:
    """Nobody wants to know how far it is."""


def _lines(unread: Unread) -> str:
    if unread.start_line == unread.end_line:
        return f"Line {unread.start_line}"
    return f"Lines {unread.start_line} to {unread.end_line}"


def _difference(here: ArchivedPack, proposed: ProposedPack, its_text: str) -> str:
    """In a few words what is other in the pack that is being imported."""
    old, new = its_text.split("\n"), proposed.text.split("\n")
    gone, come = len(set(old) - set(new)), len(set(new) - set(old))
    same = "the words are the same, the file is another" if not gone and not come else ""
    added = "1 line is new" if come == 1 else f"{come} lines are new"
    lines = same or f"{added} and {gone} {'is' if gone == 1 else 'are'} gone ({len(old)} lines before, {len(new)} now)"
    return f"The archive has a pack of {called(here)} already, from the file {here.file_name}: {lines}."
