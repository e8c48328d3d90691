"""Commands that open the app: the app itself, and the demo. Textual is imported here and nowhere before."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import click

from groups.rows import Author
from workbench.cli.base import Session, pass_session
from workbench.workspace.connection import DATABASE
from workbench.workspace.workspace import Workspace, open_workspace

COULD_NOT = 2
WANTS_DEMO = -1


def open_app(session: Session) -> int:
    """Open the app on the session's workspace; returns the exit status."""
    first_run = not (session.folder / DATABASE).exists()
    left = _run(session.workspace, first_run=first_run)
    session.close()
    return _open_demo(session.author) if left == WANTS_DEMO else left


@click.command()
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the demo in this folder, or open the one in it.")
@pass_session
@click.pass_context
def demo(ctx: click.Context, session: Session, keep: Path | None) -> None:
    """Open the app on a demo: a council that does not exist, with two groups and a finished review."""
    ctx.exit(_open_demo(session.author, keep))


def _open_demo(author: Author, keep: Path | None = None) -> int:
    from workbench.demo.make import make_demo

    with tempfile.TemporaryDirectory(prefix="workbench-demo-", ignore_cleanup_errors=True) as made:
        folder = keep or Path(made) / "workspace"
        is_new = not (folder / DATABASE).exists()
        with open_workspace(folder, author) as workspace:
            if is_new:
                make_demo(workspace)
            return _run(workspace, first_run=False)


def _run(workspace: Workspace, *, first_run: bool) -> int:
    """Run the app until it is left; returns the exit status, or WANTS_DEMO where the demo was asked for."""
    gc.disable()  # importing makes objects that stay: collecting among them takes a tenth of the start
    from workbench.app import WorkbenchApp
    from workbench.screens.first_run import DEMO

    app = WorkbenchApp(workspace, first_run=first_run)
    gc.freeze()
    gc.enable()
    answer = app.run()
    if app.return_code:
        return COULD_NOT
    return WANTS_DEMO if answer == DEMO else 0
