"""Commands about marked passages: words of a submission and what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from groups.evidence import Relation
from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json

if TYPE_CHECKING:
    from workbench.services.marking import Mark

RELATIONS = click.Choice([each.value for each in Relation])


@click.group()
def passage() -> None:
    """Words that were marked in submissions."""


@passage.command("add")
@click.argument("group")
@click.argument("reference")
@click.argument("words")
@click.option("--line", default="", metavar="NUMBER", help="The line of enquiry that they speak to, such as 1c.")
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="A theme of theirs; may be given again.")
@click.option("--remark", default="", metavar="TEXT", help="What there is to say about them.")
@click.option("--finding", default="", metavar="NUMBER", help="A finding that they bear on, such as 6.1.ii.")
@click.option("--as", "relation", type=RELATIONS, default="supports", help="How they bear on it.")
@as_json
@pass_session
def add_passage(
    session: Session,
    group: str,
    reference: str,
    words: str,
    line: str,
    themes: tuple[str, ...],
    remark: str,
    finding: str,
    relation: str,
    json_out: bool,
) -> None:
    """Mark WORDS, exactly as they stand, in the submission REFERENCE of the group GROUP."""
    from workbench.services import marking
    from workbench.services.enquiry_edit import find_line
    from workbench.services.exchange import find_group
    from workbench.services.findings import finding_called

    workspace = session.workspace
    found = find_group(workspace, group)
    submission = marking.submission_called(workspace, found.id, reference)
    start, end = marking.place_in(submission, words)
    line_id = find_line(workspace.records.enquiry.find(group_id=found.id), line).line.id if line else ""
    theme_ids = [marking.theme_called(workspace, found.id, name).id for name in themes]
    to = finding_called(workspace.records.review(found.id), finding).id if finding else ""
    with workspace.write("Mark a passage"):
        made = marking.mark(
            workspace, submission, start, end, line_id=line_id, theme_ids=theme_ids, remark=remark.strip()
        )
        if to:
            marking.link_to_finding(workspace, made, to, Relation(relation))
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        place = marking.line_at(submission.text, made.address.position)
        say(f"Marked: {marking.cited(submission, made.address.words, place)}  ({made.id})")


@passage.command("list")
@click.argument("group")
@click.option("--of", "reference", default="", metavar="REFERENCE", help="Only those of this submission.")
@click.option("--unsure", is_flag=True, help="What somebody must look at, with where it may stand now.")
@as_json
@click.pass_context
@pass_session
def list_passages(
    session: Session, ctx: click.Context, group: str, reference: str, unsure: bool, json_out: bool
) -> None:
    """The marked passages of the group GROUP with what they are linked to.

    With --unsure: quoted words of which nobody can be sure where they stand, after their text was changed; the exit
    status is 1 where there are any.
    """
    from workbench.services import marking
    from workbench.services.exchange import find_group

    workspace = session.workspace
    found = find_group(workspace, group)
    only = marking.submission_called(workspace, found.id, reference) if reference else None
    if unsure:
        if _say_unsure(session, found.id, only.id if only else "", json_out):
            ctx.exit(ATTENTION)
        return
    handed = [only] if only else workspace.records.submissions.find(group_id=found.id)
    handed.sort(key=lambda each: (each.position, each.id))
    marked = [(each, marking.marks_of(workspace, each)) for each in handed]
    if json_out:
        say_json([{**_told(one), "reference": each.reference} for each, marks in marked for one in marks])
        return
    if not any(marks for _, marks in marked):
        say("Nothing is marked yet. Mark words with: workbench passage add GROUP REFERENCE “exact words”")
    for each, marks in marked:
        if marks:
            say(f"{each.reference} {each.title}".strip())
            columns(
                (f"line {m.line}" if m.line else "no line", m.about or "not linked", f"{m.words}  ({m.passage.id})")
                for m in marks
            )


@passage.command("remove")
@click.argument("group")
@click.argument("passage")
@pass_session
def remove_passage(session: Session, group: str, passage: str) -> None:
    """Take the mark off a PASSAGE, named by its id or its first words. Findings keep their evidence."""
    from workbench.services import marking
    from workbench.services.exchange import find_group

    workspace = session.workspace
    found = marking.passage_called(workspace, find_group(workspace, group).id, passage)
    marking.take_off(workspace, found.id)
    say("The mark is in the bin: “workbench undo” brings it back.")


@passage.command("settle")
@click.argument("group")
@click.argument("passage")
@click.option("--words", default="", metavar="WORDS", help="The words, as they stand now, that the passage is.")
@click.option("--keep", is_flag=True, help="The text does not have them any more: keep the words without a place.")
@pass_session
def settle_passage(session: Session, group: str, passage: str, words: str, keep: bool) -> None:
    """Say where a PASSAGE that “passage list --unsure” shows stands now: by its id there."""
    from workbench.services import anchoring, marking
    from workbench.services.exchange import find_group

    if keep == bool(words):
        raise click.UsageError("Say --words WORDS or --keep.")
    workspace = session.workspace
    waiting = anchoring.unsettled(workspace, find_group(workspace, group).id)
    one = next((each for each in waiting if passage in (each.key, *(row for _, row in each.rows))), None)
    if one is None:
        raise marking.NoSuchPassage(f"“{passage}” is not among what “workbench passage list --unsure” shows.")
    if keep:
        anchoring.keep_as_words(workspace, one)
        say("Kept as words only.")
    else:
        anchoring.settle(workspace, one, *marking.place_in(one.submission, words))
        say("It stands there now.")


def _say_unsure(session: Session, group_id: str, submission_id: str, json_out: bool) -> bool:
    """Print what somebody must look at; returns whether there is anything."""
    from workbench.services import anchoring, marking

    waiting = anchoring.unsettled(session.workspace, group_id, submission_id)
    told: list[dict[str, Any]] = []
    for one in waiting:
        text = one.submission.text
        places = [
            {"line": marking.line_at(text, s.start), "likeness": round(s.likeness, 2), "words": text[s.start : s.end]}
            for s in anchoring.candidates(one)
        ]
        told.append(
            {
                "id": one.key,
                "reference": one.submission.reference,
                "words": one.words,
                "held_by": one.held_by,
                "places": places,
            }
        )
    if json_out:
        say_json(told)
    elif not told:
        say("Nothing is to be looked at: everything that was quoted stands where it says.")
    else:
        for each in told:
            held = " and ".join(each["held_by"])
            say(f"{each['reference']}: “{' '.join(each['words'].split())}”, {held}  ({each['id']})")
            for place in each["places"]:
                say(f"  now perhaps line {place['line']}: “{' '.join(place['words'].split())}”")
            if not each["places"]:
                say("  nothing like it stands there now")
    return bool(told)


def _told(mark: Mark) -> dict[str, Any]:
    return {
        **mark.passage.model_dump(mode="json"),
        "line": mark.line,
        "line_of_enquiry": mark.number,
        "themes": mark.themes,
        "findings": [{"number": used.number, "relation": used.relation} for used in mark.used_by],
    }
