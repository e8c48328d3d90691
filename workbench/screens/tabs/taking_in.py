"""Taking evidence in from the tab Evidence: files or a pasted text are read, looked at one by one, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from groups.rows import NotThere
from interviews.readers.document import UnreadableDocument
from workbench.dialogs.ask import Tell
from workbench.dialogs.ask_files import AskFiles
from workbench.dialogs.long_work import Job, LongWork
from workbench.dialogs.paste_text import PasteText
from workbench.dialogs.taking_in import TakingIn
from workbench.faults import in_one_sentence
from workbench.screens.base import Pane
from workbench.services.editing import NotAccepted
from workbench.services.evidence_in import Taken, keep_evidence
from workbench.services.evidence_proposed import About, Proposed
from workbench.services.evidence_reading import propose_evidence, propose_pasted
from workbench.widgets.evidence_fields import partner_choices
from workbench.workspace.problems import WorkspaceProblem


class _Read(NamedTuple):
    """The files that could be read, and a sentence about each that could not."""

    proposed: list[Proposed]
    problems: list[str]


async def take_in_files(pane: Pane) -> list[Taken]:
    """Ask for files and take them in, from a worker; gives what was kept."""
    paths = await pane.app.push_screen_wait(AskFiles("Which file do you want to take in?"))
    if not paths:
        return []

    def read(job: Job) -> _Read:
        found = _Read([], [])
        with pane.workspace.again() as workspace:
            for place, path in enumerate(paths):
                job.say(f"Reading {path.name} …")
                job.step(place, len(paths))
                try:
                    found.proposed.append(propose_evidence(workspace, pane.group_id, path, cancelled=job.cancelled))
                except UnreadableDocument as why:
                    if len(paths) == 1:
                        raise
                    found.problems.append(str(why))
        return found

    named = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
    reading: LongWork[_Read] = LongWork(
        f"Reading {named}", read, hint="Esc stops it; nothing is kept before you have seen it."
    )
    found = await pane.app.push_screen_wait(reading)
    return await _look_and_keep(pane, found.proposed, found.problems) if found is not None else []


async def take_in_pasted(pane: Pane) -> list[Taken]:
    """Ask for a text and take it in as what it is, from a worker; gives what was kept."""
    pasted = await pane.app.push_screen_wait(PasteText())
    if pasted is None:
        return []
    try:
        proposed = propose_pasted(pane.workspace, pane.group_id, pasted.title, pasted.text)
    except UnreadableDocument as why:
        PasteText.LEFT = pasted
        pane.workbench.say(str(why), wrong=True)
        return []
    taken = await _look_and_keep(pane, [proposed], [])
    if not taken:
        PasteText.LEFT = pasted  # it is there again when somebody comes back to it
    return taken


async def _look_and_keep(pane: Pane, found: Sequence[Proposed], problems: list[str]) -> list[Taken]:
    """Show each as it was understood and keep it as it was left; what could not be kept is said at the end."""
    kept: list[Taken] = []
    unasked = False
    for place, proposed in enumerate(found, start=1):
        about = proposed.about
        if proposed.here and not proposed.only_figures_are_new:
            unasked_about = about  # nothing to correct: the very same bytes are there
        elif not unasked:
            choices = partner_choices(pane.workspace, pane.group_id)()
            answer = await pane.app.push_screen_wait(
                TakingIn(pane.workspace, proposed, choices, place=place, of=len(found))
            )
            if answer is None:
                break
            if answer.what == "skip":
                continue
            unasked = answer.what == "rest"
            unasked_about = answer.about
        else:
            unasked_about = _without_asking(proposed)
        try:
            taken = await asyncio.to_thread(_keep, pane, proposed, unasked_about)
        except (NotAccepted, NotThere, UnreadableDocument, WorkspaceProblem) as why:
            problems.append(f"{proposed.name}: {in_one_sentence(why)}" if proposed.name else in_one_sentence(why))
            continue
        if taken.unchanged:
            problems += taken.report
        else:
            pane.workbench.saved()
        kept.append(taken)
    _say(pane, kept, problems)
    return kept


def _without_asking(proposed: Proposed) -> About:
    like = proposed.like
    return replace(proposed.about, instead_of=like.id) if like and not proposed.about.as_tables else proposed.about


def _keep(pane: Pane, proposed: Proposed, about: About) -> Taken:
    with pane.workspace.again() as workspace:
        return keep_evidence(workspace, pane.group_id, proposed, about)


def _say(pane: Pane, kept: Sequence[Taken], problems: Sequence[str]) -> None:
    """What came of it: a word where all went well, the sentences to read in peace where something needs attention."""
    fresh = [taken for taken in kept if not taken.unchanged]
    unsure = sum(taken.unsure for taken in fresh)
    if unsure:
        passages = "1 quoted passage is" if unsure == 1 else f"{unsure} quoted passages are"
        problems = [*problems, f"{passages} to be looked at: the text was changed. Press o."]
    if len(fresh) == 1 and not problems:
        pane.workbench.say(f"Taken in: {fresh[0].names}. Ctrl+Z takes it back.")
    elif fresh and not problems:
        pane.workbench.say(f"{len(fresh)} files are taken in. Ctrl+Z takes them back one by one.")
    elif len(problems) == 1 and not fresh:
        pane.workbench.say(problems[0], wrong=not kept)
    elif problems:
        names = [f"Taken in: {taken.names}." for taken in fresh]
        pane.app.push_screen(Tell("What came of the files", "\n".join([*names, *problems])))
