"""What the documentation says of files and commands is so: links lead to files, and quoted commands can be given."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest

from workbench.cli.main import workbench

HERE = Path(__file__).resolve().parents[1]
PAGES = sorted([HERE / "README.md", HERE / "CONTRIBUTING.md", HERE / "CHANGELOG.md", *(HERE / "docs").rglob("*.md")])
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_START = re.compile(r"^(?:\$ )?(?:python3 start\.py run|workbench)(?=\s+[a-z-]|$)")


def commands_in(page: Path) -> Iterator[tuple[str, bool]]:
    """What stands after ``workbench`` in every command that a page quotes, and whether the command is quoted whole.

    A line of a code block is a whole command; code inside a sentence may only name one.
    """
    text = page.read_text(encoding="utf-8")
    blocks = [block.split("\n", 1)[1] for block in _FENCE.findall(text)]
    rest = _FENCE.sub("", text)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith(("$ workbench", "workbench"))]
    lines += [line.strip() for line in rest.splitlines() if line.startswith("    ")]
    named = re.findall(r"`([^`]+)`", "\n".join(line for line in rest.splitlines() if not line.startswith("    ")))
    for line, is_whole in [*((line, True) for line in lines), *((" ".join(line.split()), False) for line in named)]:
        if start := _START.match(line):
            yield line[start.end() :].split(" # ")[0].strip(), is_whole


def parse(command: click.Command, arguments: list[str], so_far: str = "workbench", *, is_whole: bool = True) -> None:
    """Raises click.UsageError where a command, an option or a choice does not exist, or an argument is missing."""
    if "--help" in arguments:
        arguments = [argument for argument in arguments if argument != "--help"]
        if not arguments:
            return
    context = click.Context(command, info_name=so_far, **command.context_settings)
    found, left, _ = command.make_parser(context).parse_args(list(arguments))
    for param in command.params:
        value = found.get(param.name or "")
        missing = value is None or type(value).__name__ == "Sentinel" or value == ()
        if is_whole and param.required and missing and not found.get("schema"):
            raise click.UsageError(f"{so_far}: {param.name} is missing")
        if isinstance(param.type, click.Choice) and not missing:
            for one in value if isinstance(value, list | tuple) else [value]:
                param.type.convert(one, param, context)
    if isinstance(command, click.Group):
        if left:
            name, inner, left = command.resolve_command(context, left)
            if inner is None:
                raise click.UsageError(f"{so_far} has no such command")
            parse(inner, left, f"{so_far} {name}", is_whole=is_whole)
        elif is_whole and so_far != "workbench":
            raise click.UsageError(f"{so_far} alone does nothing")
    elif left:
        raise click.UsageError(f"{so_far} takes no more arguments: {left}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HERE)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    wrong = []
    for target in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        there = (page.parent / file).resolve() if file else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            wrong.append(target)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HERE)))
def test_every_command_can_be_given(page: Path) -> None:
    wrong = []
    for line, is_whole in commands_in(page):
        plain = re.sub(r"[\[\]…]|\.\.\.", "", line)
        try:
            parse(workbench, shlex.split(plain), is_whole=is_whole)
        except (click.UsageError, ValueError) as why:
            wrong.append(f"workbench {line}: {why}")
    assert wrong == []


def test_every_command_is_in_the_documentation() -> None:
    said = {line for page in PAGES for line, _ in commands_in(page)}
    for path in leaves(workbench):
        assert any(line == path or line.startswith(f"{path} ") for line in said), f"no page says: workbench {path}"


def test_the_output_on_the_page_of_commands_is_what_they_print() -> None:
    page = (HERE / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert program("fill_commands").filled(page) == page, "run: python docs/fill_commands.py"


def test_the_page_of_keys_has_the_keys_of_the_app() -> None:
    page = (HERE / "docs" / "keys.md").read_text(encoding="utf-8")
    assert program("list_keys").page() == page, "run: python docs/list_keys.py"


def program(name: str) -> Any:
    """A program that makes a page of the documentation, as a module."""
    spec = spec_from_file_location(name, HERE / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_tests_of_this_file_can_fail() -> None:
    for line in (
        "nonsense",
        "group nonsense",
        "group show",
        "check EHE --nonsense",
        "report EHE --format odt",
        "undo it",
    ):
        with pytest.raises(click.UsageError):
            parse(workbench, shlex.split(line))
    parse(workbench, shlex.split("--workspace DIR report 'Elective Home' --format md --private"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made from their words."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leaves(command: click.Command, path: str = "") -> Iterator[str]:
    """Every command that does something, by its words."""
    if not isinstance(command, click.Group):
        yield path
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from leaves(inner, f"{path} {name}".strip())
