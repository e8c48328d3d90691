"""What the commands share: the workspace they work on, plain lines out, JSON out, and errors in one sentence."""

from __future__ import annotations

import getpass
import json
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from groups.rows import Author
from interviews.readers.clean import clean
from workbench.services.names import named
from workbench.workspace.place import default_folder
from workbench.workspace.workspace import Workspace, open_workspace, system_clock

F = TypeVar("F", bound=Callable[..., Any])
ATTENTION = 1


class Session:
    """One call of the command: which workspace, who works, and the workspace once a command asks for it."""

    def __init__(self, folder: Path, name: str = "") -> None:
        self.folder = folder
        self._name = name
        self.author = Author(name or the_account(), system_clock)
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace, opened when first asked for. Raises WorkspaceProblem."""
        if self._workspace is None:
            opened = open_workspace(self.folder, self.author)
            self._workspace = opened if self._name else named(opened)
        return self._workspace

    def close(self) -> None:
        """Close the workspace if it was opened."""
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None


pass_session = click.make_pass_decorator(Session)


def as_json(command: F) -> F:
    """The option ``--json`` that every command has which prints data."""
    return click.option("--json", "json_out", is_flag=True, help="Print JSON for programs.")(command)


def the_name() -> str:
    """Who works here by WORKBENCH_NAME; without it that is the name said in the workspace, else the account's."""
    return clean(os.environ.get("WORKBENCH_NAME", "").strip())


def the_account() -> str:
    """The name of the account on this machine."""
    name = ""
    with suppress(OSError, KeyError, ImportError):
        name = getpass.getuser()
    return clean(name) or "Somebody"


def the_folder(given: Path | None) -> Path:
    """The workspace folder: as given, else WORKBENCH_WORKSPACE, else the platform's own place."""
    if given is not None:
        return given.expanduser()
    named = os.environ.get("WORKBENCH_WORKSPACE", "").strip()
    return Path(named).expanduser() if named else default_folder()


def say(text: str = "") -> None:
    """One or more plain lines on standard output, with nothing in them that a terminal would obey."""
    click.echo(clean(text))


def say_json(data: Any) -> None:
    """JSON on standard output; other signs than ASCII are escaped, so it is safe on any terminal."""
    click.echo(json.dumps(data, ensure_ascii=True, indent=1, default=str))


def columns(rows: Iterable[Iterable[str]]) -> None:
    """Rows as plain lines whose columns line up; the last column takes what it needs."""
    table = [[clean(" ".join(cell.split())) for cell in row] for row in rows]
    if not table:
        return
    widths = [max(len(row[n]) for row in table) for n in range(len(table[0]) - 1)]
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        say("  ".join([*cells, row[-1]]).rstrip())


class OrElse(click.Group):
    """A group of commands of which the likeliest need not be named: what is no command is meant for ``other``."""

    def __init__(self, *args: Any, other: str = "", **more: Any) -> None:
        # An option may stand before the first word: it is one of the command that was not named.
        super().__init__(*args, **more, context_settings={"ignore_unknown_options": True})
        self.other = other

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without any word the likeliest command is meant, which then says what it lacks."""
        return super().parse_args(ctx, args or [self.other])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named, else the one that need not be."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return self.other, self.commands[self.other], args


def which_group(lacks: click.MissingParameter, workspace: Workspace) -> str:
    """What to say where a command was called without its group: which groups there are."""
    from workbench.services.overview import listed_groups

    titles = [f"“{group.title}”" for group in listed_groups(workspace)]
    if not titles:
        return "There is no group yet: “workbench group new --help” says how one begins."
    known = " or ".join(part for part in (", ".join(titles[:-1]), titles[-1]) if part)
    called = lacks.ctx
    above = called.parent if called else None
    if called and above and isinstance(above.command, OrElse) and called.info_name == above.command.other:
        called = above  # what need not be named is named by nobody
    return f"Say which group: {known}. “{called.command_path if called else 'workbench'} --help” tells the rest."


def lacks_a_group(lacks: click.MissingParameter) -> bool:
    """Whether what a command was called without is the name of a group."""
    name = lacks.param.name if lacks.param else ""
    told = (lacks.ctx.command.help or "") if lacks.ctx else ""
    return name == "group" or (name == "name" and re.search(r"group NAME|NAME is its title", told) is not None)
