"""Whose name stands beside what is written: said once for an account, and kept in the workspace."""

from __future__ import annotations

from interviews.readers.clean import clean
from workbench.workspace.workspace import Workspace

LONGEST = 60


class NoName(ValueError):
    """A text cannot be somebody's name; the message says why."""


def named(workspace: Workspace) -> Workspace:
    """The workspace as worked in by the account's own name, where one was said before."""
    kept = workspace.meta(f"name:{workspace.account}")
    return workspace.written_by(kept) if kept else workspace


def call_oneself(workspace: Workspace, name: str) -> Workspace:
    """Keep a name for the account; returns the workspace as worked in by it. Raises NoName, WorkspaceProblem."""
    plain = " ".join(clean(name).split())
    if not plain:
        raise NoName("Type a name, such as Cllr A Okoro.")
    if len(plain) > LONGEST:
        raise NoName(f"A name has at most {LONGEST} letters here: shorten it.")
    with workspace.transaction():
        workspace.set_meta(f"name:{workspace.account}", plain)
    return workspace.written_by(plain)
