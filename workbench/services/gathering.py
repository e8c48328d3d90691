"""Evidence out of whatever it was found in: search results, cells of the matrix, lines of notes, linked in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from groups.bearing import strength
from groups.evidence import Address, EvidenceKind, Relation, address_of
from groups.finding import Finding, FindingKind, shown_numbers, state_of
from groups.rows import NotThere
from interviews.figure_address import figure_addresses
from interviews.finding_evidence import bearings
from interviews.interview import Note
from interviews.snapshot_checks import understood
from interviews.submission import Snapshot, Submission
from workbench.services.coverage import Said
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece, figure_piece, passage_piece
from workbench.services.findings import IN_THE_BIN, RELATION_WORDS, add_finding, link_evidence, refuse_closed
from workbench.services.recommending import outcome
from workbench.services.search import Found
from workbench.services.sharing import partners_here, taken_by
from workbench.workspace.workspace import Workspace

LONGEST_QUOTE = 600  # characters of a pack's passage that are kept beside the link
MOST_FIGURES = 20_000  # of a table that are offered; those of a larger one are chosen in the table itself


def may_be_evidence(found: Found) -> bool:
    """Whether a finding can rest on it: on what was said, handed in or counted, or on a passage of a pack."""
    return _table(found) in ("notes", "submissions", "packs", "marked_passages", "snapshots")


def is_table(found: Found) -> bool:
    """Whether it is a table of figures, of which somebody has to say which ones are meant."""
    return _table(found) == "snapshots"


def figures_found(workspace: Workspace, found: Found) -> list[Piece]:
    """The figures of a table that was found, as evidence. Raises NotThere."""
    snapshot = workspace.records.snapshots.get(_id(found))
    addresses = islice(figure_addresses(snapshot, understood(snapshot)), MOST_FIGURES)
    return [figure_piece(snapshot, address) for address in addresses]


def found_words(found: Found) -> str:
    """The words of what was found that were searched for, each once."""
    return " ".join(dict.fromkeys(found.text[start:end] for start, end in found.marks))


def groups_that_may_use(workspace: Workspace, found: Sequence[Found]) -> set[str] | None:
    """The groups whose finding can rest on all of these, by id: their own evidence, or what a sister shares with them.

    None where any group may: packs belong to no group. Raises NotThere.
    """
    may: set[str] | None = None
    for one in found:
        of_one = _may_use(workspace, one)
        if of_one is not None:
            may = of_one if may is None else may & of_one
    return may


def _may_use(workspace: Workspace, found: Found) -> set[str] | None:
    records = workspace.records
    handed: Submission | Snapshot
    match _table(found):
        case "notes":
            note = records.notes.get(_id(found))
            if note.sensitivity.is_closed:
                return {note.group_id}
            return {note.group_id} | taken_by(workspace, records.interviews.get(note.interview_id))
        case "submissions":
            handed = records.submissions.get(_id(found))
        case "marked_passages":
            handed = records.submissions.get(records.marked.get(_id(found)).submission_id)
        case "snapshots":
            handed = records.snapshots.get(_id(found))
        case _:
            return None
    closed = isinstance(handed, Submission) and handed.sensitivity.is_closed
    return {handed.group_id} | (set() if closed else taken_by(workspace, handed))


def pieces_found(
    workspace: Workspace, group_id: str, found: Sequence[Found], figures: Mapping[str, Sequence[Piece]] | None = None
) -> list[Piece]:
    """What was found by searching, as evidence for a group; of a table the ``figures`` that were chosen, by its id.

    Raises NotAccepted where some of it is none of the group's own.
    """
    may = groups_that_may_use(workspace, found)
    if may is not None and group_id not in may:
        raise NotAccepted(
            "Some of these belong to another group: a finding rests on its own group's evidence, and on what a sister "
            "group shares with it."
        )
    here = partners_here(workspace, group_id)
    chosen = figures or {}
    gathered = [
        piece for one in found for piece in (chosen[one.id] if one.id in chosen else [_piece_found(workspace, one)])
    ]
    return [piece._replace(partner_id=here.get(piece.partner_id, piece.partner_id)) for piece in gathered]


def pieces_of_notes(workspace: Workspace, notes: Iterable[Note]) -> list[Piece]:
    """Lines of notes as evidence."""
    return [_of_note(workspace, note) for note in notes]


def pieces_said(workspace: Workspace, said: Iterable[Said]) -> list[Piece]:
    """What stands behind a cell of the coverage matrix, as evidence."""
    records = workspace.records
    gathered = []
    for one in said:
        match one.table:
            case "notes":
                gathered.append(_of_note(workspace, records.notes.get(one.id)))
            case "marked_passages":
                gathered.append(_of_passage(workspace, one.id))
            case _:
                finding = records.findings.get(one.id)
                address = Address(kind=EvidenceKind.FINDING, id=finding.id)
                gathered.append(Piece(address, finding.text, one.source, one.source, finding.partner_id))
    return gathered


def piece_of_line(submission: Submission, line: int) -> Piece:
    """One line (from 1) of a submission's text as evidence. Raises NotAccepted for an empty one."""
    lines = submission.text.split("\n")
    words = lines[line - 1] if 1 <= line <= len(lines) else ""
    if not words.strip():
        raise NotAccepted("That line is empty: choose the line that says it.")
    start = sum(len(each) + 1 for each in lines[: line - 1]) + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return passage_piece(submission, address_of(EvidenceKind.PASSAGE, submission.id, submission.text, start, end))


def make_finding(
    workspace: Workspace,
    group_id: str,
    text: str,
    gathered: Sequence[Piece],
    relation: Relation = Relation.SUPPORTS,
    *,
    kind: FindingKind = FindingKind.KEY,
) -> Finding:
    """Write down a finding that rests on this evidence, in one step of undo.

    Raises NotAccepted where there are no words, or where some of the evidence is exempt or confidential.
    """
    refuse_closed(gathered)
    noun = "what was found" if len(gathered) > 1 else "a piece of evidence"
    with workspace.write(f"Make a finding of {noun}"):
        finding = add_finding(workspace, group_id, text, kind)
        link_evidence(workspace, finding, gathered, relation)
    return finding


def link_to(workspace: Workspace, finding_id: str, gathered: Sequence[Piece], relation: Relation) -> str:
    """Link evidence to a finding that is there; returns what became of the finding, in a sentence.

    Raises NotAccepted, NotThere, WorkspaceProblem.
    """
    finding = workspace.records.findings.get(finding_id)
    if finding.binned_at is not None:
        raise NotAccepted(IN_THE_BIN)
    if any(piece.address.kind is EvidenceKind.FINDING and piece.address.id == finding_id for piece in gathered):
        raise NotAccepted("A finding cannot rest on itself: choose another one.")
    link_evidence(workspace, finding, gathered, relation)
    count = "One piece" if len(gathered) == 1 else f"{len(gathered)} pieces"
    return f"{count} linked {RELATION_WORDS[relation]}. {stands(workspace, finding)}"


def stands(workspace: Workspace, finding: Finding) -> str:
    """How a finding stands now, in a sentence: "Finding 6.1.i is contested: 3 partners, 2 kinds, 1 contrary."."""
    review = outcome(workspace, finding.group_id)
    behind = bearings(review).get(finding.id, [])
    number = shown_numbers(review.findings)[finding.id]
    now = next(row for row in review.findings if row.id == finding.id)
    return f"Finding {number} is {state_of(now, behind).value}: {strength(behind)}."


def _piece_found(workspace: Workspace, found: Found) -> Piece:
    try:
        match _table(found):
            case "notes":
                return _of_note(workspace, workspace.records.notes.get(_id(found)))
            case "submissions":
                return _of_submission(workspace, found)
            case "marked_passages":
                return _of_passage(workspace, _id(found))
            case "packs":
                address = Address(kind=EvidenceKind.PACK, id=_id(found), words=found.text, position=found.place.line)
                return Piece(address, found.text[:LONGEST_QUOTE], found.citation, found.source)
    except NotThere as why:
        raise NotAccepted(str(why)) from why
    raise NotAccepted(f"“{found.title}” is no evidence: pick notes, submissions, figures or passages of packs.")


def _of_note(workspace: Workspace, note: Note) -> Piece:
    interview = workspace.records.interviews.get(note.interview_id)
    private = note.sensitivity.value if note.sensitivity.is_closed else ""
    partner = interview.partner_ids[0] if interview.partner_ids else ""
    return Piece(
        Address(kind=EvidenceKind.NOTE, id=note.id), note.text, interview.title, interview.title, partner, private
    )


def _of_passage(workspace: Workspace, passage_id: str) -> Piece:
    passage = workspace.records.marked.get(passage_id)
    return passage_piece(workspace.records.submissions.get(passage.submission_id), passage.address)


def _of_submission(workspace: Workspace, found: Found) -> Piece:
    submission = workspace.records.submissions.get(_id(found))
    start = submission.text.find(found.text)
    if start < 0 or not found.text:
        raise NotAccepted(f"{submission.reference} was changed since it was searched: search again.")
    address = address_of(EvidenceKind.PASSAGE, submission.id, submission.text, start, start + len(found.text))
    return passage_piece(submission, address)


def _table(found: Found) -> str:
    return found.id.partition(":")[0]


def _id(found: Found) -> str:
    return found.id.partition(":")[2].partition("#")[0]
