"""Recommendations from the command line: every part, splitting, merging, ordering, agreeing, their wording in time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from groups.group import Group, Role
from groups.rows import Author
from tests.hostile import HOSTILE_STRINGS
from workbench.cli.main import call
from workbench.services.findings import add_finding
from workbench.services.membership import add_member
from workbench.workspace.workspace import open_workspace

G = "School Meals"
CABINET = "Cabinet Member for Schools"


class Command:
    """The command “workbench recommendation” on one workspace."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys
        self.status = 0
        self.errors = ""

    def __call__(self, act: str, *arguments: str) -> str:
        self._capsys.readouterr()
        self.status = call(["--workspace", str(self._folder), "recommendation", act, G, *arguments])
        out, self.errors = self._capsys.readouterr()
        return out

    def json(self, act: str, *arguments: str) -> Any:
        return json.loads(self(act, *arguments, "--json"))

    def numbers(self) -> list[tuple[int, str]]:
        """The recommendations as they print: number and sentence."""
        return [(r["number"], r["sentence"]) for p in self.json("list") for r in p["recommendations"]]


@pytest.fixture
def command(tmp_path: Path, author: Author, capsys: pytest.CaptureFixture[str]) -> Command:
    """A group with two findings and two members, and three recommendations to two addressees."""
    where = tmp_path / "workspace"
    with open_workspace(where, author) as workspace:
        with workspace.write("Begin"):
            group = workspace.records.groups.add(Group(title=G, boards=["Wexcombe Scrutiny Board"]))
        for text in ("Meals arrive cold", "Ovens are old"):
            add_finding(workspace, group.id, text)
        add_member(workspace, group.id, "Councillor A Okoro", Role.CHAIR)
        add_member(workspace, group.id, "Councillor B Lunt")
    made = Command(where, capsys)
    made("add", "The service buys ovens", "--to", CABINET, "--from-finding", "6.1.i")
    made("add", "The service buys plates", "--to", CABINET)
    made("add", "The trust weighs waste", "--to", "Wexcombe Trust")
    return made


def test_every_part_is_written_shown_and_changed(command: Command) -> None:
    made = command.json(
        "add", "These steps are taken", "--to", CABINET, "--owner", "Head of Catering", "--by", "31/3/2027",
        "--measure", "meals served hot", "--so-that", "children eat", "--cost", "£9,000", "--equality", "Diets",
        "--proposed-by", "Councillor B Lunt", "--minority-view", "Lease them", "--part", "Buy", "--part", "Fit",
    )  # fmt: skip
    assert made["number"] == "3"
    assert made["lettered"] == ["a. Buy", "b. Fit"]
    assert made["notes"] == ["Cost: £9,000", "Equality: Diets", "Minority view: Lease them"]
    changed = command.json("edit", "3", "--by", "the summer", "--cost", "", "--part", "Fit", "--part", "Test")
    assert (changed["by_when"], changed["by_when_text"], changed["cost"]) == (None, "the summer", "")
    assert [p["text"] for p in changed["parts"]] == ["Fit", "Test"]
    assert changed["parts"][0]["id"] == made["parts"][1]["id"]
    assert command.json("edit", "3", "--no-parts")["parts"] == []
    shown = command("show", "3")
    assert shown.startswith(
        f"The Wexcombe Scrutiny Board recommend to the {CABINET} that:\n  3) These steps are taken, by"
    )
    assert "     Equality: Diets\n     Minority view: Lease them\n" in shown
    assert "     Proposed by Councillor B Lunt\n" in shown


def test_numbers_run_on_when_they_are_moved_and_made_to_others(command: Command) -> None:
    assert [n for n, _ in command.numbers()] == [1, 2, 3]
    command("move", "2", "up")
    assert command.numbers()[0] == (1, "The service buys plates")
    assert command.json("address", "1", "Wexcombe Trust")["number"] == "3"
    assert [text for _, text in command.numbers()] == [
        "The service buys ovens",
        "The trust weighs waste",
        "The service buys plates",
    ]
    command("move", "1", "up")
    assert (command.status, command.errors) == (2, "Recommendation 1 cannot go further up.\n")


def test_findings_are_taken_in_and_let_go(command: Command) -> None:
    assert command.json("rest-on", "1", "6.1.ii")["rests_on"] == ["6.1.i", "6.1.ii"]
    assert command.json("rest-on", "1", "6.1.i", "--off")["rests_on"] == ["6.1.ii"]
    assert command.json("rest-on", "1", "6.1.i", "--only")["rests_on"] == ["6.1.i"]


def test_split_into_parts_into_two_and_merged_again(command: Command) -> None:
    command("edit", "1", "--text", "The service rings every family and publishes one page.")
    parts = command.json("split", "1")
    assert parts["lettered"] == ["a. The service rings every family", "b. Publishes one page."]
    command("split", "1", "--first", "The service rings", "--second", "The service writes", "--only-first", "6.1.i")
    assert [text for _, text in command.numbers()][:2] == ["The service rings:", "The service writes"]
    assert command.json("show", "2")["rests_on"] == []
    merged = command.json("merge", "2", "3", "4")
    assert merged["number"] == "2"
    assert merged["lettered"] == ["a. The service writes", "b. The service buys plates", "c. The trust weighs waste"]
    assert len(command.numbers()) == 2
    assert "; and the service rings" in command("merge", "2", "1", "--as-text")


def test_proposed_agreed_amended_dropped_and_its_history(command: Command) -> None:
    assert command.json("propose", "1", "--by", "Councillor B Lunt")["proposed_by"] == "Councillor B Lunt"
    agreed = command.json("agree", "1", "--by", "Councillor A Okoro", "--minority-view", "Lease them")
    assert (agreed["state"], agreed["agreed_by"]) == ("agreed by group", ["Councillor A Okoro"])
    assert command.json("agree", "2")["agreed_by"] == ["Councillor A Okoro", "Councillor B Lunt"]
    assert command.json("agree", "1", "--board")["state"] == "agreed by Board"
    amended = command("amend", "1", "The service leases ovens")
    assert "1) The service leases ovens" in amended
    assert "The group agreed these words: The service buys ovens" in amended
    told = command("history", "1")
    assert "The Board amends a recommendation\n    What: The service [out: buys] [in: leases] ovens\n" in told
    assert [v["label"] for v in command.json("history", "1")][1:3] == [
        "Propose a recommendation",
        "The group agrees a recommendation",
    ]
    dropped = command.json("drop", "2")
    assert (dropped["state"], dropped["number"]) == ("dropped", "")
    assert "Dropped: these do not print\n  – The service buys plates" in command("list")
    assert command.json("reopen", dropped["id"])["number"] == "2"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "9"], "There is no recommendation 9. There are: 1, 2, 3."),
        (["edit", "1"], "Say what to change"),
        (["edit", "1", "--text", " "], "needs some words"),
        (["split", "1"], "It asks for one thing"),
        (["split", "1", "--part", "One"], "write at least two"),
        (["split", "1", "--part", "One", "--first", "x"], "Either into parts"),
        (["split", "1", "--first", "One"], "Both need some words"),
        (
            ["split", "1", "--first", "a", "--second", "b", "--only-first", "6.9"],
            "no finding's number and no reply's id",
        ),
        (["merge", "1"], "at least two"),
        (["merge", "1", "7"], "There is no recommendation 7."),
        (["move", "3", "down"], "cannot go further down"),
        (["move", "3", "left"], "is not one of"),
        (["rest-on", "1", "6.1.x"], "There is no finding 6.1.x."),
        (["rest-on", "1", "6.1.i", "--off", "--only"], "give one of the two"),
        (["agree", "1", "--board"], "have it agreed by the group first"),
        (["agree", "1", "--board", "--by", "X"], "--board goes without"),
        (["amend", "1", "New words"], "have it agreed by the group first"),
        (["reopen", "1"], "is draft already"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    command: Command, arguments: list[str], said: str
) -> None:
    before = command.json("list")
    act, *rest = arguments
    command(act, *rest)
    assert command.status == 2
    assert said in command.errors
    assert command.errors.count("\n") == 1
    assert command.json("list") == before


@pytest.mark.parametrize("text", [t for t in HOSTILE_STRINGS if t.strip() and len(t) < 2000])
def test_hostile_text_is_kept_as_text_and_printed_safely(command: Command, text: str) -> None:
    told = f"x {text}"
    command("edit", "1", "--text", told, "--owner", told, "--cost", told, "--part", "a", "--part", told)
    assert (command.status, command.errors) == (0, "")
    command("agree", "1", "--by", f"x {text}", "--minority-view", f"x {text}")
    for act in ("show", "history"):
        said = command(act, "1")
        assert (command.status, command.errors) == (0, "")
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert command.json(act, "1")
