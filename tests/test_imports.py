"""The command line imports Textual only to open the app, and Whoosh or python-docx only where they are needed."""

import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "whoosh", "docx", "markdown_it")


def loaded_after(code: str) -> set[str]:
    """The heavy packages that are loaded in a fresh process after some code ran."""
    probe = f"import sys\n{code}\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split()) if done.stdout.strip() else set()


def test_starting_the_command_imports_none_of_them() -> None:
    assert loaded_after("import workbench.cli.main") == set()


@pytest.mark.parametrize("arguments", [["group", "list"], ["archive", "list"], ["doctor"], ["undo"]])
def test_plain_commands_import_no_interface(arguments: list[str], tmp_path: object) -> None:
    call = f"from workbench.cli.main import call; call(['--workspace', {str(tmp_path)!r}, *{arguments!r}])"
    assert loaded_after(call) <= {"whoosh"}


def test_the_probe_sees_what_is_loaded() -> None:
    assert loaded_after("import textual") >= {"textual"}
