"""The appendices of a briefing note: scope, lines of enquiry, snapshots and submissions in full, background papers."""

from __future__ import annotations

from groups.enquiry import LineKind, outline
from groups.scope import Scope
from interviews.role_key import speakers, speakers_key
from interviews.roles import with_roles
from interviews.submission import Publication, Snapshot, Submission, shown_from
from workbench.report import plain_text
from workbench.report.background_papers import papers_appendix
from workbench.report.note_parts import ENQUIRY, SCOPE, Shown, item, key, printed_scope, submission_title
from workbench.report.snapshot_tables import snapshot_tables
from workbench.report.tree import (
    Appendix,
    Block,
    CellBlock,
    Heading,
    Item,
    ItemList,
    ListStyle,
    Paragraph,
    Quotation,
    Row,
    Strong,
    Table,
    Text,
    cell,
    text,
)
from workbench.report.words import long_date


def appendices(shown: Shown) -> tuple[Appendix, ...]:
    """The appendices in the council's order; one for which there is nothing is not listed."""
    scope = printed_scope(shown)
    return (
        *([Appendix("Scoping Document", _scope(scope), SCOPE)] if scope else []),
        *([Appendix("Key Lines of Enquiry", _enquiry(shown), ENQUIRY)] if shown.review.enquiry else []),
        *(Appendix(s.title or "Data snapshot", _snapshot(s), key("snapshot", s.id)) for s in shown.snapshots),
        *(
            Appendix(submission_title(s, shown.review), _submission(s, shown), key("submission", s.id))
            for s in shown.submissions
        ),
        *papers_appendix(shown),
    )


def _scope(scope: Scope) -> tuple[Block, ...]:
    """The scoping form as a table of two columns, its headings as rows of their own (2020-12-03:351-380)."""
    rows: list[Row] = []
    heading = ""
    for field in scope.fields:
        if field.heading != heading:
            heading = field.heading
            rows.append(Row((cell(heading),), is_group=True))
        rows.append(Row((cell(field.question), plain_text.blocks(scope.answers.get(field.key, "")))))
    state = "Draft: the group has not agreed this scope yet." if scope.is_draft else ""
    state = f"As amended: version {scope.number}." if not state and scope.number > 1 else state
    table = Table(
        (text("Question"), text("Answer")),
        tuple(rows),
        caption="Scope of the review",
        description="The questions of the scoping form under their headings, each with the group's answer.",
    )
    return (*([Paragraph(text(state))] if state else []), table)


def _enquiry(shown: Shown) -> tuple[Block, ...]:
    """Themes as headings, questions numbered through all of them, sub-questions lettered (2020-12-03:382-394)."""
    blocks: list[Block] = []
    questions: list[Item] = []
    loose: list[Item] = []

    def close() -> None:
        if questions:
            blocks.append(ItemList(ListStyle.ARABIC, tuple(questions), run="enquiry", noun="line of enquiry"))
        if loose:
            blocks.append(ItemList(ListStyle.LETTER, tuple(loose), run="loose enquiry", noun="line of enquiry"))
        questions.clear()
        loose.clear()

    for line, number, depth in outline(shown.review.enquiry):
        if line.kind is LineKind.THEME:
            close()
            blocks.append(Heading(text(line.text), key=key("theme", line.id)))
        elif depth == 1:
            questions.append(item(line.text, key("enquiry", line.id)))
        elif number[:1].isdecimal() and questions:
            questions[-1] = _with_part(questions[-1], item(line.text, key("enquiry", line.id)))
        else:
            loose.append(item(line.text, key("enquiry", line.id)))
    close()
    return tuple(blocks)


def _with_part(question: Item, part: Item) -> Item:
    """The question with one lettered part more."""
    last = question.blocks[-1] if question.blocks else None
    if isinstance(last, ItemList) and last.style is ListStyle.LETTER:
        return Item(question.spans, (*question.blocks[:-1], ItemList(last.style, (*last.items, part))), question.key)
    return Item(question.spans, (*question.blocks, ItemList(ListStyle.LETTER, (part,))), question.key)


def _snapshot(snapshot: Snapshot) -> tuple[Block, ...]:
    told = [
        ("Source", snapshot.source),
        ("Owner", "" if snapshot.publication is Publication.WITHOUT_NAMES else snapshot.owner),
        ("As at", long_date(snapshot.as_at) if snapshot.as_at else ""),
        ("Definition", snapshot.definition),
        ("Unit", snapshot.unit),
        ("Period", snapshot.period),
    ]
    lines = tuple(Paragraph(text(f"{name}: {words.strip()}")) for name, words in told if words.strip())
    return (*lines, *snapshot_tables(snapshot))


def _submission(submission: Submission, shown: Shown) -> tuple[Block, ...]:
    """The text as it was handed in; who did so stands over it unless the names are not to be published."""
    told: list[tuple[str, str]] = []
    if submission.publication is not Publication.WITHOUT_NAMES:
        sender = shown_from(submission, {p.id: p.name for p in shown.review.partners})
        told = [("From", sender), ("Reference", submission.reference), ("Capacity", submission.capacity)]
    if submission.received:
        told.append(("Received", long_date(submission.received)))
    lines = tuple(Paragraph(text(f"{name}: {words.strip()}")) for name, words in told if words.strip())
    body = _said(submission, shown) if submission.turns else plain_text.blocks(_text(submission, shown))
    as_file = Paragraph(text("It was handed in as a file, whose text is not printed here."))
    return (*lines, Quotation(body) if body else as_file)


def _text(submission: Submission, shown: Shown) -> str:
    """The text, without the names of those who speak in it where they are not to be published."""
    if shown.private or submission.publication is not Publication.WITHOUT_NAMES:
        return submission.text
    return with_roles(submission.text, [*shown.key, *speakers_key(submission, shown.key)])


def _said(submission: Submission, shown: Shown) -> tuple[CellBlock, ...]:
    """A transcript, turn by turn, each with who speaks."""
    named = shown.private or submission.publication is not Publication.WITHOUT_NAMES
    roles = {} if named else speakers(submission, shown.key)
    lines = _text(submission, shown).split("\n")
    turns = sorted(submission.turns, key=lambda turn: turn.line)
    blocks: list[CellBlock] = list(plain_text.blocks("\n".join(lines[: max(turns[0].line - 1, 0)])))
    for n, turn in enumerate(turns):
        end = turns[n + 1].line - 1 if n + 1 < len(turns) else len(lines)
        words = " ".join(" ".join(lines[max(turn.line - 1, 0) : end]).split())
        speaker = roles.get(turn.speaker.strip(), turn.speaker.strip())
        if words:
            blocks.append(Paragraph((*((Strong(text(f"{speaker}:")), Text(" ")) if speaker else ()), Text(words))))
    return tuple(blocks)
