"""The commands about members, meetings, scope and lines of enquiry: plain lines, JSON, one sentence for an error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.cli.main import call


class Command:
    """The command ``workbench`` on a workspace of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *arguments: str, status: int = 0) -> str:
        """Run it; what it printed, or for status 2 the sentence on standard error."""
        assert call(["--workspace", str(self.folder), *arguments]) == status
        printed = self._capsys.readouterr()
        assert "Traceback" not in printed.err
        return printed.err if status == 2 else printed.out

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    made = Command(tmp_path / "workspace", capsys)
    made("group", "new", "--title", "Home Education")
    made("group", "new", "--title", "School Meals")
    return made


def test_members_and_meetings(run: Command) -> None:
    run("member", "add", "School", "Cllr Mary Bell")
    assert run("member", "add", "Home", "Councillor M Bell (Chair)") == (
        "Added to Home Education: Councillor M Bell, Chair. Serves on School Meals too.\n"
    )
    assert "already" in run("member", "add", "Home", "Mary Bell", status=2)
    assert "supporting officer" in run("member", "add", "Home", "J Garth", "--role", "Supporting Officer")
    assert run("meeting", "add", "Home", "scoping", "3 Dec 2020", "--place", "Council House").endswith("held.\n")
    assert "is no date" in run("meeting", "add", "Home", "scoping", "soon", status=2)
    run("undo")
    assert "MEETINGS" not in run("group", "show", "Home")


def test_a_scope_is_filled_agreed_amended_and_shown(run: Command) -> None:
    assert "not begun" in run("scope", "show", "Home")
    assert "no scope to agree" in run("scope", "agree", "Home", status=2)
    for field in (
        "title hopes success evaluated included strategies method barriers managed equality key_dates meetings "
        "board_portfolio cabinet_portfolio reporting_date reporting_route report_of"
    ).split():
        printed = run("scope", "set", "Home", field, f"About {field}")
    assert printed == "Saved in the draft. 1 field is still empty.\n"
    assert "Its fields are: title" in run("scope", "set", "Home", "weather", "fine", status=2)
    run("enquiry", "add", "Home", "--question", "Who pays? For how long? Who decides?")
    printed = run("scope", "agree", "Home", "--on", "14 Jan 2026", status=1)
    assert "Agreed, version 1, on 14 Jan 2026, and frozen." in printed
    assert "“What will be excluded from the scope?” is empty." in printed
    assert "1 asks three questions in one" in printed
    assert "frozen" in run("scope", "set", "Home", "excluded", "x", status=2)
    run("scope", "amend", "Home")
    run("scope", "set", "Home", "excluded", "Private schools")
    assert "was nothing, is “Private schools”" in run("scope", "show", "Home")
    assert "Private schools" not in run("scope", "show", "Home", "--version", "1")
    assert "There is no version 9" in run("scope", "show", "Home", "--version", "9", status=2)
    shown = run.json("scope", "show", "Home")
    assert (shown["state"], shown["empty"]) == ("draft amendment (version 2)", [])
    assert shown["answers"]["excluded"] == "Private schools"


def test_lines_of_enquiry_are_added_moved_and_shown(run: Command) -> None:
    assert "no lines of enquiry yet" in run("enquiry", "show", "Home")
    assert "stands under a question" in run("enquiry", "add", "Home", "--sub", "Who?", status=2)
    run("enquiry", "add", "Home", "--theme", "Finding out early")
    run("enquiry", "add", "Home", "--question", "What is known?")
    run("enquiry", "add", "Home", "--question", "What helps?")
    assert run("enquiry", "add", "Home", "--sub", "Who knows it?", "--under", "1") == "Added the sub-question 1a.\n"
    assert "three in one" in run("enquiry", "add", "Home", "--sub", "Who pays? How long? Who decides?")
    run("enquiry", "add", "Home", "--theme", "Later on")
    assert run("enquiry", "add", "Home", "--question", "And now?", "--under", "finding") == "Added the question 3.\n"
    assert run("enquiry", "move", "Home", "2", "up") == "Moved up: 2 is 1 now.\n"
    assert "first already" in run("enquiry", "move", "Home", "finding", "up")
    assert run("enquiry", "show", "Home").splitlines() == [
        "Finding out early",
        "  1 What helps?  [not asked]",
        "    1a Who pays? How long? Who decides?  [not asked; three in one]",
        "  2 What is known?  [not asked]",
        "    2a Who knows it?  [not asked]",
        "  3 And now?  [not asked]",
        "Later on",
    ]
    rows = run.json("enquiry", "show", "Home")
    assert [(row["kind"], row["number"], row["questions"]) for row in rows][:3] == [
        ("theme", "", 1),
        ("question", "1", 1),
        ("sub-question", "1a", 3),
    ]
    assert {(row["told"], row["notes"], row["passages"]) for row in rows if row["kind"] != "theme"} == {
        ("not asked", 0, 0)
    }
    run("interview", "add", "Home", "Police")
    run("note", "add", "Home", "Police", "They do.", "--line", "2a")
    run("interview", "add", "Home", "Schools")
    shown = run("enquiry", "show", "Home")
    assert "2a Who knows it?  [1 note]" in shown
    assert "There is no line of enquiry 9" in run("enquiry", "move", "Home", "9", "up", status=2)
    assert "Say one of" in run("enquiry", "add", "Home", status=2)
