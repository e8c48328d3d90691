"""Commands about evidence: partners, interviews and their notes."""

from __future__ import annotations

import sys
from datetime import date

import click

from groups.group import Group
from groups.sensitivity import SCHEDULE_12A, Sensitivity, exempt_reason
from interviews.interview import InterviewState, Note, NoteKind
from workbench.cli import sheets
from workbench.cli.base import Session, as_json, columns, pass_session, say, say_json
from workbench.cli.close_out import close_out, summary


@click.group()
def partner() -> None:
    """The bodies that a group asks."""


@partner.command("add")
@click.argument("group")
@click.argument("name")
@click.option("--short", default="", help="A short name, such as CWPT.")
@click.option("--umbrella", default="", metavar="PARTNER", help="The partner under which it stands.")
@click.option("--kind", default="", help="What it is, such as health, police, school.")
@as_json
@pass_session
def add_partner(session: Session, group: str, name: str, short: str, umbrella: str, kind: str, json_out: bool) -> None:
    """Add the partner NAME to the group GROUP."""
    from workbench.services import partners

    found = _group(session, group)
    above = partners.find_partner(session.workspace, found.id, umbrella).id if umbrella else ""
    made = partners.add_partner(session.workspace, found.id, name, short_name=short, umbrella_id=above, kind=kind)
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        say(f"Added: {made.name}  ({made.id})")


@partner.command("list")
@click.argument("group")
@as_json
@pass_session
def list_partners(session: Session, group: str, json_out: bool) -> None:
    """The partners of the group GROUP with what each has given."""
    from interviews.partner import partner_list
    from workbench.services.partners import given_by

    review = session.workspace.records.review(_group(session, group).id)
    rows = partner_list(review.partners)
    if json_out:
        say_json([{**r.partner.model_dump(mode="json"), "given": given_by(r.partner, review)} for r in rows])
    elif not rows:
        say("There is no partner yet. Add one with: workbench partner add GROUP NAME")
    else:
        columns((f"{'under: ' if r.depth else ''}{r.partner.name}", given_by(r.partner, review)) for r in rows)


@click.group()
def interview() -> None:
    """Interviews with partners."""


@interview.command("add")
@click.argument("group")
@click.argument("title")
@click.option("--partner", "partners", multiple=True, metavar="PARTNER", help="Whom it is with; may be given again.")
@click.option("--on", default="", metavar="DATE", help="The day, such as 14 Jan 2026.")
@as_json
@pass_session
def add_interview(session: Session, group: str, title: str, partners: tuple[str, ...], on: str, json_out: bool) -> None:
    """Plan the interview TITLE for the group GROUP; it is live with its first note."""
    from workbench.dates import read_date
    from workbench.services.partners import add_interview as plan
    from workbench.services.partners import find_partner

    found = _group(session, group)
    ids = [find_partner(session.workspace, found.id, name).id for name in partners]
    day: date | None = read_date(on, session.workspace.today().date())
    made = plan(session.workspace, found.id, title, partner_ids=ids, on=day)
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        say(f"Planned: {made.title}  ({made.id})")


@interview.command("list")
@click.argument("group")
@as_json
@pass_session
def list_interviews(session: Session, group: str, json_out: bool) -> None:
    """The interviews of the group GROUP: state, day, how many notes."""
    from interviews.interview import notes_of
    from workbench.dates import show_date

    review = session.workspace.records.review(_group(session, group).id)
    rows = sorted(review.interviews, key=lambda i: (i.position, i.id))
    if json_out:
        say_json([{**i.model_dump(mode="json"), "notes": len(notes_of(i.id, review.notes))} for i in rows])
    elif not rows:
        say("There is no interview yet. Plan one with: workbench interview add GROUP TITLE")
    else:
        columns(
            (i.title, i.state.value, show_date(i.on) or "no date", f"{len(notes_of(i.id, review.notes))} notes")
            for i in rows
        )


@interview.command("state")
@click.argument("group")
@click.argument("interview")
@click.argument("state", type=click.Choice([state.value for state in InterviewState]))
@pass_session
def set_state(session: Session, group: str, interview: str, state: str) -> None:
    """Say how far an INTERVIEW is: planned, live, closed out, or confirmed, which locks its notes."""
    from workbench.services import notes

    found = notes.find_interview(session.workspace, _group(session, group).id, interview)
    notes.set_state(session.workspace, found.id, InterviewState(state))
    say(f"{found.title} is {state}.")


interview.add_command(close_out)
interview.add_command(summary)
interview.add_command(sheets.follow_up)
interview.add_command(sheets.write)
interview.add_command(sheets.take_in)


@click.group()
def note() -> None:
    """Notes of interviews, line by line."""


@note.command("add")
@click.argument("group")
@click.argument("interview")
@click.argument("text")
@click.option("--line", default="", metavar="NUMBER", help="The line of enquiry that it answers, such as 1c.")
@click.option("--kind", type=click.Choice([kind.value for kind in NoteKind]), default=NoteKind.NOTE.value)
@click.option("--speaker", default="", metavar="NAME", help="Who said it.")
@click.option("--exempt", type=click.IntRange(1, len(SCHEDULE_12A)), help="The paragraph of Schedule 12A.")
@click.option("--reason", default="", metavar="WHY", help="Why keeping it private is in the public interest.")
@click.option("--confidential", is_flag=True, help="Confidential.")
@as_json
@pass_session
def add_note(
    session: Session,
    group: str,
    interview: str,
    text: str,
    line: str,
    kind: str,
    speaker: str,
    exempt: int | None,
    reason: str,
    confidential: bool,
    json_out: bool,
) -> None:
    """Add a note to an INTERVIEW of the group GROUP. TEXT may be - for standard input: one note a line."""
    from workbench.services.notes import find_interview, line_of, take_note

    if exempt is None and reason:
        raise click.UsageError("--reason belongs to --exempt N.")
    if exempt is not None and confidential:
        raise click.UsageError("Say --exempt N or --confidential, not both.")
    found = _group(session, group)
    workspace = session.workspace
    sensitivity = Sensitivity.CONFIDENTIAL if confidential else Sensitivity.WORKING
    blank = Note(
        group_id=found.id,
        interview_id=find_interview(workspace, found.id, interview).id,
        kind=NoteKind(kind),
        speaker=line_of(speaker),
        line_id=_line_id(session, found, line) if line else "",
        sensitivity=Sensitivity.EXEMPT if exempt is not None else sensitivity,
        exempt_reason=exempt_reason(exempt, reason) if exempt is not None else "",
    )
    texts = [each for each in sys.stdin.read().splitlines() if each.strip()] if text == "-" else [text]
    if not texts:
        raise click.UsageError("There was no line on standard input.")
    with workspace.write("Take a note" if len(texts) == 1 else f"Take {len(texts)} notes"):
        made = [take_note(workspace, blank.model_copy(update={"text": each})) for each in texts]
    if json_out:
        say_json([each.model_dump(mode="json") for each in made])
    else:
        say("Kept 1 note." if len(made) == 1 else f"Kept {len(made)} notes.")


@note.command("list")
@click.argument("group")
@click.option("--interview", default="", metavar="INTERVIEW", help="Only the notes of this interview.")
@as_json
@pass_session
def list_notes(session: Session, group: str, interview: str, json_out: bool) -> None:
    """The notes of the group GROUP in order: when, who wrote it, the question, the words, kind and privacy."""
    from groups.enquiry import shown_numbers
    from interviews.corrections import remarks_on
    from interviews.interview import notes_of
    from workbench.services.notes import find_interview

    records = session.workspace.records
    found = _group(session, group)
    rows = sorted(records.interviews.find(group_id=found.id), key=lambda i: (i.position, i.id))
    if interview:
        rows = [find_interview(session.workspace, found.id, interview)]
    notes = records.notes.find(group_id=found.id)
    if json_out:
        say_json([n.model_dump(mode="json") for row in rows for n in notes_of(row.id, notes)])
        return
    if not notes:
        say("There is no note yet. Add one with: workbench note add GROUP INTERVIEW TEXT")
    numbers = shown_numbers(records.enquiry.find(group_id=found.id))
    remarks = remarks_on(notes)
    for row in rows:
        taken = notes_of(row.id, notes)
        say(f"{row.title} ({row.state.value})")
        columns(
            (
                f"{each.taken_at.astimezone():%H:%M}" if each.taken_at else "",
                each.author,
                numbers.get(each.line_id, "") or "—",
                _in_words(each, remarks.get(each.id, "")),
            )
            for each in taken
        )


@note.command("correct")
@click.argument("group")
@click.argument("note_id", metavar="NOTE")
@click.argument("text")
@as_json
@pass_session
def correct_note(session: Session, group: str, note_id: str, text: str, json_out: bool) -> None:
    """Put a confirmed NOTE of the group GROUP right by a new line, TEXT, that says so.

    NOTE is the id that “note list --json” prints. The confirmed line stays as it is.
    """
    from workbench.services.corrections import correct

    found = _group(session, group)
    wrong = session.workspace.records.notes.get(note_id)
    if wrong.group_id != found.id:
        raise click.UsageError(f"There is no note with the id {note_id} in {found.title}.")
    made = correct(session.workspace, wrong, text)
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        say(f"Kept as a correction of: {_in_words(wrong)}")


def _in_words(note: Note, remark: str = "") -> str:
    marks = [] if note.kind is NoteKind.NOTE else [note.kind.value]
    marks += [remark] if remark else []
    if note.sensitivity is not Sensitivity.WORKING:
        marks.append(f"{note.sensitivity.value}{f', {note.exempt_reason}' if note.exempt_reason else ''}")
    said = f"{note.speaker}: {note.text}" if note.speaker else note.text
    return f"{said} [{'; '.join(marks)}]" if marks else said


def _group(session: Session, name: str) -> Group:
    from workbench.services.exchange import find_group

    return find_group(session.workspace, name)


def _line_id(session: Session, group: Group, number: str) -> str:
    from groups.enquiry import outline

    placed = outline(session.workspace.records.enquiry.find(group_id=group.id))
    found = [p.line.id for p in placed if p.number and p.number == number.strip().casefold()]
    if not found:
        known = ", ".join(p.number for p in placed if p.number)
        raise click.UsageError(
            f"There is no line of enquiry {number}. " + (f"There are: {known}." if known else "There is none yet.")
        )
    return found[0]
