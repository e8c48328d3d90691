"""Asks for the council's own Word document as the template of reports: for one group, or for the whole workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dialogs.ask import AskWhich, Tell
from workbench.dialogs.ask_file import AskFile
from workbench.dialogs.long_work import Job, LongWork
from workbench.report.docx_template import Template
from workbench.services.report_template import drop_template, template_name, use_template
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp


async def ask_template(app: WorkbenchApp, workspace: Workspace, group_id: str) -> None:
    """Ask what is to be done about the template, and do it; what there is to know of it is said."""
    name, is_own = template_name(workspace, group_id)
    now = f"it is {name}{'' if is_own else ', for the whole workspace'}" if name else "none, our plain form is used"
    choices = [("group", "Choose one for this group"), ("all", "Choose one for every group that has none of its own")]
    choices += [("drop", "Take off this group's own")] if is_own else []
    choices += [("drop all", "Take off that of the whole workspace")] if name and not is_own else []
    wish = await app.push_screen_wait(AskWhich(f"The Word template of the report: {now}", choices))
    if wish in ("drop", "drop all"):
        drop_template(workspace, group_id if wish == "drop" else "")
        app.say("The template was taken off. The file stays among the originals.")
        return
    path = await app.push_screen_wait(AskFile("Where is the Word document (.docx or .dotx)?")) if wish else None
    if path is None:
        return

    def look(_: Job) -> Template:
        with workspace.again() as again:
            return use_template(again, path, group_id if wish == "group" else "")

    kept = await app.push_screen_wait(LongWork("Looking at the template", look))
    if kept is not None and kept.remarks:
        await app.push_screen_wait(Tell(f"{kept.name} is the template now", "\n\n".join(kept.remarks)))
    elif kept is not None:
        app.say(f"{kept.name} is the template now.")
