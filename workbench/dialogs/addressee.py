"""Asks to whom a recommendation is made: the likeliest to choose from, or somebody else."""

from __future__ import annotations

from textual.app import App

from interviews.review import Review
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.services.recommending import addressees
from workbench.workspace.workspace import Workspace

HINT = "such as Cabinet Member for Education and Skills"


async def ask_addressee(app: App[int], workspace: Workspace, review: Review, *, now: str = "") -> str | None:
    """Ask, from a worker; the answer is a name, "" for nobody yet, or None on Esc."""
    known = addressees(workspace, review)
    question = "To whom? Somebody who can do it or decide it."
    choices = [(str(n), name) for n, name in enumerate(known)]
    choices += [("other", "Somebody else …"), ("nobody", "Nobody yet")]
    chosen = await app.push_screen_wait(
        AskWhich(question, choices, chosen=str(known.index(now)) if now in known else choices[0][0])
    )
    if chosen is None:
        return None
    if chosen == "other":
        return await app.push_screen_wait(AskWords("To whom is it made?", hint=HINT))
    return "" if chosen == "nobody" else known[int(chosen)]
