"""Asks for the correction of a confirmed line: what is right, beside what was confirmed."""

from __future__ import annotations

from textual.app import App

from interviews.interview import Note
from workbench.dialogs.ask import AskWords
from workbench.services.corrections import correct
from workbench.workspace.workspace import Workspace


async def ask_correction(app: App[int], workspace: Workspace, note: Note) -> Note | None:
    """Ask, from a worker, what is right, and add it as a new line; None on Esc. Raises what ``correct`` raises."""
    question = f"The line stands as it was confirmed:\n“{note.text}”\nWhat is right? It is added as a new line."
    text = await app.push_screen_wait(AskWords(question, hint="such as: it was 140, not 40"))
    return correct(workspace, note, text) if text else None
