"""The command ``workbench``. Without a command it opens the app; Textual is imported only there.

Exit status: 0 done, 1 done but something needs attention, 2 could not.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from workbench.cli.base import Session, lacks_a_group, the_folder, the_name, which_group
from workbench.workspace.problems import WorkspaceProblem

# command → (module, name of the Click command in it); a module is imported when its command is called.
COMMANDS = {
    "advice": ("similar", "advice"),
    "archive": ("archive", "archive"),
    "backup": ("keeping", "backup"),
    "bin": ("bin", "the_bin"),
    "chase": ("chase", "chase"),
    "clock": ("clock", "clock"),
    "check": ("check", "check"),
    "coverage": ("coverage", "coverage"),
    "demo": ("open_app", "demo"),
    "draft": ("draft", "draft"),
    "doctor": ("keeping", "doctor"),
    "enquiry": ("enquiry", "enquiry"),
    "export": ("export", "export"),
    "fact": ("writing", "fact"),
    "finding": ("finding", "finding"),
    "group": ("group", "group"),
    "import": ("imports", "import_files"),
    "interview": ("evidence", "interview"),
    "note": ("evidence", "note"),
    "overdue": ("scorecard", "overdue"),
    "partner": ("evidence", "partner"),
    "passage": ("passage", "passage"),
    "passport": ("passport", "passport"),
    "meeting": ("membership", "meeting"),
    "member": ("membership", "member"),
    "progress": ("progress", "progress"),
    "prose": ("writing", "prose"),
    "published": ("published", "published"),
    "recommendation": ("recommendation", "recommendation"),
    "name": ("keeping", "name"),
    "redo": ("keeping", "redo"),
    "reindex": ("search", "reindex"),
    "reply": ("reply", "reply"),
    "request": ("requests", "request"),
    "report": ("report", "report"),
    "restore": ("keeping", "restore"),
    "resume": ("stage", "resume"),
    "role": ("roles", "role"),
    "scope": ("scope", "scope"),
    "scorecard": ("scorecard", "scorecard"),
    "search": ("search", "search"),
    "share": ("share", "share"),
    "similar": ("similar", "similar"),
    "snapshot": ("snapshot", "snapshot"),
    "stage": ("stage", "stage"),
    "suspend": ("stage", "suspend"),
    "template": ("report", "template"),
    "theme": ("theme", "theme"),
    "undo": ("keeping", "undo"),
}


class _Commands(click.Group):
    """The commands by name, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"workbench.cli.{module}"), name)
        return command


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--workspace", type=click.Path(path_type=Path), help="The folder of the workspace.")
@click.version_option(package_name="scrutiny-workbench", prog_name="workbench")
@click.pass_context
def workbench(ctx: click.Context, workspace: Path | None) -> None:
    """A workbench for task and finish groups. Without a command it opens the app.

    The workspace is the folder given with --workspace, else the one named by WORKBENCH_WORKSPACE, else your own.
    """
    session = Session(the_folder(workspace), the_name())
    ctx.obj = session
    ctx.call_on_close(session.close)
    if ctx.invoked_subcommand is None:
        from workbench.cli.open_app import open_app

        ctx.exit(open_app(session))


def run(arguments: list[str] | None = None) -> None:
    """The console command: runs, and turns every error into one sentence and an exit status."""
    sys.exit(call(arguments))


def call(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    try:
        status = workbench.main(arguments, standalone_mode=False)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 2
    except click.MissingParameter as why:
        click.echo(_lacking(why), err=True)
        return 2
    except click.ClickException as why:
        click.echo(f"{why.format_message()} See “workbench --help”.", err=True)
        return 2
    except BrokenPipeError:
        return 2
    except Exception as why:
        from workbench.faults import in_one_sentence

        click.echo(in_one_sentence(why), err=True)
        return 2
    return status if isinstance(status, int) else 0


def _lacking(why: click.MissingParameter) -> str:
    """What a command was called without; where that is the group, which groups there are."""
    session = why.ctx.find_object(Session) if why.ctx else None
    if session is not None and lacks_a_group(why) and session.folder.exists():
        try:
            return which_group(why, session.workspace)
        except WorkspaceProblem as problem:
            return str(problem)
        finally:
            session.close()
    return f"{why.format_message()} See “workbench --help”."
