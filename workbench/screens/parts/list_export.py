"""Writing a list of a group as a file from its tab: asks for the form and for whom, then writes in the background."""

from __future__ import annotations

from pathlib import Path

from workbench.dialogs.ask import AskWhich
from workbench.dialogs.long_work import Job, LongWork
from workbench.screens.base import Pane
from workbench.services.exports import LISTS, export_list, formats_of

_FOR_WHOM = [
    ("public", "Others: only what may be public, with names as roles"),
    ("private", "The group: a working copy with everything, NOT for publication"),
]


async def write_list(pane: Pane, *lists: str) -> None:
    """Ask in which form one of the lists is wanted and for whom, and write it."""
    forms = [
        (f"{what} {form}", f"{LISTS[what][:1].upper()}{LISTS[what][1:]} as {name} (.{form})")
        for what in lists
        for form, name in formats_of(what).items()
    ]
    wanted = await pane.app.push_screen_wait(AskWhich("What is to be written?", forms))
    if not wanted:
        return
    whom = await pane.app.push_screen_wait(AskWhich("For whom?", _FOR_WHOM, chosen="public"))
    if not whom:
        return
    what, _, form = wanted.partition(" ")
    group_id, private = pane.group_id, whom == "private"

    def write(job: Job) -> Path | None:
        job.say("Putting the list together …")
        with pane.workspace.again() as workspace:
            group = workspace.records.groups.get(group_id)
            return export_list(workspace, group, what, form, private=private, cancelled=job.cancelled)

    written = await pane.app.push_screen_wait(LongWork(f"Writing {LISTS[what]}", write))
    if written is not None:
        pane.workbench.say(f"Written to {written}")
