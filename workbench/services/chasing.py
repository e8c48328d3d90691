"""Letters that ask for a reply: what one is about, writing it as a file, and keeping that it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from groups.chaser import Chaser, Step, next_step, steps, written_to
from groups.clock import due, has_gone_out
from groups.group import Group
from groups.record import Record
from groups.response import Response
from interviews.monitoring import open_questions, waits
from interviews.review import Review
from workbench.report.as_docx import as_docx
from workbench.report.as_text import as_text
from workbench.report.chaser_letter import Chase, chaser_letter
from workbench.report.numbering import NumberedReport, number
from workbench.services.clocks import rules_of
from workbench.services.editing import NotAccepted
from workbench.services.files import file_name, write_file
from workbench.services.publishing import refuse_leaks
from workbench.services.roles import public_words
from workbench.workspace.workspace import Workspace

FORMATS = {"docx": "Word", "txt": "plain text"}


def chases(workspace: Workspace, review: Review, today: date) -> list[Chase]:
    """What letters there are to write, one an addressee: about what waits, and about questions that are open still."""
    rules = rules_of(workspace)
    waiting = {wait.addressee: wait for wait in waits(review, rules, today)}
    rows = {r.id: r for r in review.recommendations}
    questions: dict[str, list[Response]] = {}
    for reply in open_questions(review) if has_gone_out(review.group) else ():
        covered = [rows[c.recommendation_id] for c in reply.covers if c.recommendation_id in rows]
        for addressee in dict.fromkeys(row.addressee.strip() for row in covered):
            questions.setdefault(addressee, []).append(reply)
    found = []
    for addressee in dict.fromkeys([*waiting, *questions]):
        wait = waiting.get(addressee)
        when = wait.due if wait else due(addressee, review.group, review.suspensions, rules, today)
        before = written_to(addressee, review.chasers)
        step = next_step(when, before, today) if wait else steps()[0]
        found.append(
            Chase(
                addressee,
                step,
                when,
                wait.late if wait else 0,
                wait.asked if wait else [],
                questions.get(addressee, []),
                before,
            )
        )
    return found


def chase_to(workspace: Workspace, review: Review, addressee: str, today: date) -> Chase:
    """The letter to one addressee, by name or the beginning of it. Raises NotAccepted where there is nothing to ask."""
    found = chases(workspace, review, today)
    wanted = " ".join(addressee.casefold().split()).removeprefix("the ")
    names = [c.addressee.casefold().removeprefix("the ") for c in found]
    exact = [c for c, name in zip(found, names, strict=True) if name == wanted]
    begun = exact or [c for c, name in zip(found, names, strict=True) if wanted and name.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    known = "; ".join(c.addressee or "(nobody)" for c in found)
    raise NotAccepted(f"Nothing is asked of “{addressee}”. Waiting: {known}." if known else nothing_to_ask(review))


def nothing_to_ask(review: Review) -> str:
    """Why there is no letter to write, in a sentence."""
    if not review.recommendations:
        return "There is no recommendation yet, so there is nobody to write to."
    if not has_gone_out(review.group):
        return "The Board has not agreed the recommendations yet, so nobody owes a reply: say in Overview when it has."
    return "Every recommendation has a reply, and no question is open: there is nothing to ask."


def step_called(number_or_name: str) -> Step:
    """A step by its number or its name. Raises NotAccepted."""
    wanted = number_or_name.strip().casefold()
    for step in steps():
        if wanted in (str(step.step), step.name.casefold()):
            return step
    known = ", ".join(f"{step.step} ({step.name.lower()})" for step in steps())
    raise NotAccepted(f"There is no letter “{number_or_name}”: there are {known}.")


def letter(workspace: Workspace, review: Review, chase: Chase) -> NumberedReport:
    """The letter with its numbers, ready to be written in any form."""
    key = workspace.records.role_names.find(group_id=review.group.id)
    whole = workspace.records.review(review.group.id) if key else review
    return number(chaser_letter(whole, chase, workspace.today().date(), key=key))


def letter_text(workspace: Workspace, review: Review, chase: Chase) -> str:
    """The letter as plain text."""
    return as_text(letter(workspace, review, chase))


def write_letter(
    workspace: Workspace, review: Review, chase: Chase, form: str, out: Path | None = None
) -> tuple[Path, Chaser]:
    """Write the letter as a file, then keep that it was written; returns both. Raises WorkspaceProblem.

    The file is there whole or not at all, and nothing is kept where it could not be written.
    """
    made = letter(workspace, review, chase)
    plain = as_text(made)
    name = public_words(workspace, review.group, f"{review.group.title} {chase.step.name} {chase.addressee}")
    target = out or workspace.exports / file_name(name, form)
    data = as_docx(made) if form == "docx" else plain.encode()
    refuse_leaks(workspace, review.group.id, data, "docx" if form == "docx" else "txt")
    write_file(target, data)
    return target, keep_letter(workspace, review.group, chase, plain)


def keep_letter(workspace: Workspace, group: Group, chase: Chase, text: str) -> Chaser:
    """Keep that a letter was written today."""
    covered = [one.recommendation.id for one in chase.waiting]
    covered += [c.recommendation_id for reply in chase.questions for c in reply.covers]
    with workspace.write(f"Write to {chase.addressee or 'nobody named'}: {chase.step.name.lower()}"):
        return workspace.records.chasers.add(
            Chaser(
                group_id=group.id,
                addressee=chase.addressee,
                step=chase.step.step,
                on=workspace.today().date(),
                recommendation_ids=list(dict.fromkeys(covered)),
                text=text,
            )
        )


def step_name(number: int) -> str:
    """What the letter of a step is called."""
    return next((step.name for step in steps() if step.step == number), f"Letter {number}")


def bin_chaser(workspace: Workspace, chaser: Record) -> None:
    """Take back that a letter was written; the file, if it went out, stays where it is."""
    rows = workspace.records.chasers
    with workspace.write("Put a letter in the bin"):
        rows.bin(rows.get(chaser.id))
