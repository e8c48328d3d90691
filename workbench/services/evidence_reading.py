"""What a file of evidence holds, read and proposed before anything is kept: a person may correct it first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from index.packs.dates import find_date
from index.packs.lines import read_lines
from index.reviews.places import Places
from index.reviews.submission import read_submission
from interviews.readers.clean import clean, visible
from interviews.readers.document import SourceDocument, UnreadableDocument, read_document, tables_of
from interviews.readers.problems import Refusal
from interviews.readers.sniff import Kind
from interviews.readers.table import Sheet, from_name, looks_like_a_table, read_table
from interviews.readers.transcript import read_transcript
from interviews.submission import Snapshot, Submission, Turn
from workbench.services.evidence_proposed import About, Proposed
from workbench.services.files import file_bytes
from workbench.services.past_partners import find_partner
from workbench.workspace.workspace import Workspace

LONGEST_TITLE = 120
MOST_ATTACHED = 50
_DEEPEST = 3  # an e-mail attached to an e-mail attached to an e-mail
_LOOK_AT = 50
_WORD_NAMES = re.compile(r"(?:microsoft word\s*-\s*)?(?:document|doc)?\s*\d*(?:\.docx?)?", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:python-docx|openpyxl|microsoft office user|user|admin(?:istrator)?|author|owner|unknown)?", re.IGNORECASE
)


def propose_evidence(
    workspace: Workspace,
    group_id: str,
    source: Path,
    *,
    as_tables: bool | None = None,
    partner_id: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Proposed:
    """Read a file and say what it would become; nothing is kept.

    ``as_tables`` says whether its tables or its words are wanted; None leaves it to what the file is. Raises
    UnreadableDocument with a sentence, ReadingCancelled, NotThere, WorkspaceProblem.
    """
    data = file_bytes(source)
    document = read_document(data, source.name, cancelled)
    proposed = _proposed(document, data, as_tables, cancelled)
    return _known(workspace, group_id, proposed, partner_id)


def propose_text(workspace: Workspace, group_id: str, title: str, text: str, *, partner_id: str = "") -> Proposed:
    """Text that was pasted: a submission, a transcript where it is one. Raises UnreadableDocument where it is empty."""
    plain = clean(text).strip("\n")
    if not plain.strip():
        raise UnreadableDocument("There is nothing to take in yet: paste the text first.")
    try:
        spoken = read_transcript(plain)
    except Refusal as why:
        raise UnreadableDocument(f"The text {why}") from None
    about = About(title=_titled(title) or _titled(plain.lstrip().split("\n", 1)[0]), received=workspace.today().date())
    proposed = Proposed("", b"", "", "pasted text", plain, about)
    if spoken is not None:
        proposed = replace(
            proposed, form="pasted transcript", text=spoken.text, turns=spoken.turns, dropped=spoken.dropped
        )
    return _known(workspace, group_id, proposed, partner_id)


def propose_table(workspace: Workspace, group_id: str, title: str, text: str, *, partner_id: str = "") -> Proposed:
    """A table that was pasted, cells parted by tabs as a spreadsheet gives them. Raises UnreadableDocument."""
    found = read_table(clean(text), title or "The pasted text")
    named = _titled(title) or found.title
    about = About(title=named, as_tables=True, received=workspace.today().date())
    table = replace(found, title=named)
    return _known(workspace, group_id, Proposed("", b"", "", "pasted table", "", about, tables=[table]), partner_id)


def propose_pasted(workspace: Workspace, group_id: str, title: str, text: str, *, partner_id: str = "") -> Proposed:
    """What was pasted as what it is: a table where nearly every line has tabs in the same number, else words."""
    lines = [line for line in text.splitlines() if line.strip()]
    tabs = Counter(line.count("\t") for line in lines[:_LOOK_AT])
    usual, times = tabs.most_common(1)[0] if tabs else (0, 0)
    is_table = len(lines) > 1 and usual > 0 and times >= 0.7 * len(lines[:_LOOK_AT])
    propose = propose_table if is_table else propose_text
    return propose(workspace, group_id, title, text, partner_id=partner_id)


def _known(workspace: Workspace, group_id: str, proposed: Proposed, partner_id: str) -> Proposed:
    """With the partner that sent it, where its name says so, and with what the group has of it already."""
    records = workspace.records
    records.groups.get(group_id)
    partners = records.partners.find(group_id=group_id)
    handed = records.submissions.find(group_id=group_id)
    snapshots = records.snapshots.find(group_id=group_id)

    def looked_up(one: Proposed, whose: str) -> Proposed:
        if not whose and one.about.sender:
            partner = find_partner(one.about.sender, partners)
            whose = partner.id if partner else ""
        here: list[Submission | Snapshot] = []
        if one.sha256:
            here = [
                *(s for s in handed if s.file_sha256 == one.sha256 and not one.about.as_tables),
                *(s for s in snapshots if s.file_sha256 == one.sha256 and one.about.as_tables),
            ]
        like = next((s for s in handed if one.name and s.file_name == one.name and not s.attachment_of), None)
        attached = [looked_up(each, whose) for each in one.attached]
        about = replace(one.about, partner_id=whose)
        return replace(one, about=about, here=here, like=None if here else like, attached=attached)

    return looked_up(proposed, partner_id)


def _proposed(
    document: SourceDocument,
    data: bytes,
    as_tables: bool | None,
    cancelled: Callable[[], bool] | None = None,
    depth: int = 0,
) -> Proposed:
    wanted = as_tables if as_tables is not None else _is_a_table(document)
    tables = _tables(document, wanted=wanted)
    text, turns, dropped = document.text, list(document.turns), [*document.notices, *document.dropped]
    if document.kind in (Kind.PLAIN, Kind.MARKDOWN) and not wanted:
        spoken = read_transcript(text)
        if spoken is not None:
            text, turns, dropped = spoken.text, spoken.turns, dropped + spoken.dropped
    attached: list[Proposed] = []
    unread: list[tuple[str, bytes, str]] = []
    for name, held in ((each.name, each.data) for each in document.attachments):
        if depth >= _DEEPEST or len(attached) + len(unread) >= MOST_ATTACHED:
            unread.append((name, held, "there are too many attachments; take this one in by itself."))
            continue
        try:
            read = read_document(held, name, cancelled)
            attached.append(_proposed(read, held, None, cancelled, depth + 1))
        except UnreadableDocument as why:
            unread.append((name, held, str(why)))
    return Proposed(
        name=document.name,
        data=data,
        sha256=document.sha256,
        form=_form(document, turns),
        text=text,
        about=_about(document, wanted, tables, spoken=bool(turns)),
        turns=turns,
        pages=document.pages,
        dropped=dropped,
        tables=tables,
        attached=attached,
        unread=unread,
    )


def _is_a_table(document: SourceDocument) -> bool:
    return document.kind is Kind.SPREADSHEET or looks_like_a_table(Path(document.name))


def _tables(document: SourceDocument, *, wanted: bool) -> list[Sheet]:
    """The tables that a document holds; a text is looked at only where its name, or a person, says that it is one."""
    if document.kind in (Kind.PLAIN, Kind.MARKDOWN) and not wanted:
        return []
    if wanted and document.kind is Kind.PDF:
        raise UnreadableDocument(
            f"{document.name} is a PDF: save the table as CSV or as a workbook (.xlsx) and try that file."
        )
    return tables_of(document) if wanted else list(document.tables)


def _form(document: SourceDocument, turns: Sequence[Turn]) -> str:
    return Kind.TRANSCRIPT.value if turns else document.form


def _about(document: SourceDocument, as_tables: bool, tables: Iterable[Sheet], *, spoken: bool) -> About:
    """Title, sender and day as the document says them: an e-mail by its headers, others by their words first."""
    mail = document.kind is Kind.EMAIL
    told = None if mail or as_tables or spoken else read_submission(read_lines(document.text), "", Places())
    own = document.title if not _WORD_NAMES.fullmatch(document.title.strip()) else ""
    author = document.author if not _NOBODY.fullmatch(document.author.strip()) else ""
    if as_tables:
        title = next((table.title for table in tables), "")
    else:
        title = own if mail else (told.title if told else "") or own
    stem = Path(document.name).stem.replace("_", " ")
    by_words = told.dated if told else None
    return About(
        title=_titled(title) or _titled(from_name(document.name)),
        sender=visible((told.sender or told.author if told else "") or author, single_line=True),
        capacity=visible(told.author_title if told else "", single_line=True),
        # Only an e-mail says when it was sent: the day on which another file was last saved is not when it came.
        received=(document.dated if mail else None) or (None if as_tables else by_words) or find_date(stem),
        as_tables=as_tables,
    )


def _titled(words: str) -> str:
    plain = visible(words, single_line=True)
    return plain if len(plain) <= LONGEST_TITLE else plain[: LONGEST_TITLE - 1].rstrip() + "…"
