"""What takes several questions on the tab Monitoring: writing a letter, and the progress report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from groups.chaser import steps
from interviews.review import Review
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.long_work import Job, LongWork
from workbench.report.chaser_letter import Chase
from workbench.screens.tabs.monitoring_rows import chase_words
from workbench.services import chasing, monitoring

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp


async def chase(app: WorkbenchApp, review: Review, near: str) -> Path | None:
    """Ask to whom (``near`` is proposed), which letter and in what form, and write it; None where somebody left."""
    found = chasing.chases(app.workspace, review, app.workspace.today().date())
    if not found:
        app.say(chasing.nothing_to_ask(review), wrong=True)
        return None
    one = await _to_whom(app, found, near)
    if one is None:
        return None
    choices = [(str(step.step), f"{step.name}: {step.about}") for step in steps()]
    question = AskWhich(f"Which letter to {one.addressee}?", choices, chosen=str(one.step.step))
    which = await app.push_screen_wait(question)
    if not which:
        return None
    forms = [(form, f"{name[:1].upper()}{name[1:]} (.{form})") for form, name in chasing.FORMATS.items()]
    form = await app.push_screen_wait(AskWhich("Write it as", forms, chosen="docx"))
    if not form:
        return None
    chosen = one._replace(step=chasing.step_called(which))

    def write(job: Job) -> Path:
        job.say("Writing the letter …")
        with app.workspace.again() as workspace:
            return chasing.write_letter(workspace, review, chosen, form)[0]

    made: Path | None = await app.push_screen_wait(LongWork("Writing the letter", write))
    return made


async def _to_whom(app: WorkbenchApp, found: list[Chase], near: str) -> Chase | None:
    if len(found) == 1:
        return found[0]
    today = app.workspace.today().date()
    choices = [(str(n), chase_words(one, today)) for n, one in enumerate(found)]
    proposed = next((str(n) for n, one in enumerate(found) if one.addressee == near), "")
    answer = await app.push_screen_wait(AskWhich("To whom?", choices, chosen=proposed))
    return found[int(answer)] if answer else None


async def write_report(app: WorkbenchApp, group_id: str) -> Path | None:
    """Ask in what form, and write the progress report; None where somebody left or stopped it."""
    forms = [(form, f"{name[:1].upper()}{name[1:]} (.{form})") for form, name in monitoring.FORMATS.items()]
    form = await app.push_screen_wait(AskWhich("Write the progress report as", forms, chosen="docx"))
    if not form:
        return None

    def write(job: Job) -> Path | None:
        job.say("Putting the report together …")
        with app.workspace.again() as workspace:
            group = workspace.records.groups.get(group_id)
            return monitoring.export_progress(workspace, group, form, cancelled=job.cancelled)

    work = LongWork(f"Writing the progress report as {monitoring.FORMATS[form]}", write)
    made: Path | None = await app.push_screen_wait(work)
    return made
