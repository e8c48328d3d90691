"""Advice on words and what was recommended before in such words, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from groups.group import Group, Stage
from groups.recommendation import Recommendation, SubPart
from groups.rows import Author
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.cli.command import Command
from workbench.workspace.workspace import open_workspace

TRAVEL = "The travel service tells families why a place was refused"
WHOLE = ("--to", "Cabinet Member for Transport", "--by", "31 March 2027", "--measure", "letters sent")


@pytest.fixture
def command(tmp_path: Path, author: Author, capsys: pytest.CaptureFixture[str]) -> Command:
    """A finished group and one at work, each with recommendations."""
    where = tmp_path / "workspace"
    with open_workspace(where, author) as workspace, workspace.write("Begin"):
        records = workspace.records
        for title, stage, texts in (
            ("School Travel", Stage.CLOSED, [TRAVEL, "The council opens a lido"]),
            ("Short Breaks", Stage.DRAFTING, ["The team says why a place was refused", "Parents choose a weekend:"]),
        ):
            group = records.groups.add(Group(title=title, stage=stage))
            for n, text in enumerate(texts):
                parts = [SubPart(id="a", text="a lido for families")] if text.endswith(":") else []
                records.recommendations.add(
                    Recommendation(group_id=group.id, action=text, addressee="Cabinet Member", parts=parts, position=n)
                )
    return Command(where, capsys)


def test_words_find_what_was_recommended_before(command: Command) -> None:
    said = command("similar", "Short Breaks", "tell families why a place is refused")
    assert command.status == 0
    assert said.startswith(f"1. {TRAVEL}\n   To Cabinet Member, School Travel, recommendation 1; likeness ")
    assert "   Position: no reply yet; outcome: nothing reported\n" in said
    (one,) = command.json("similar", "Short Breaks", "tell families why a place is refused")
    assert (one["text"], one["addressee"], one["pack_id"], one["on"]) == (TRAVEL, "Cabinet Member", "", None)
    assert 0 < one["likeness"] <= 1
    assert one["recommendation_id"]


def test_a_number_stands_for_a_recommendation_or_its_part(command: Command) -> None:
    assert [one["text"] for one in command.json("similar", "Short Breaks", "1")] == [TRAVEL]
    assert command.json("similar", "Short Breaks", "2a")[0]["text"] == "The council opens a lido"
    assert command.json("similar", "Short Breaks", "1", "--limit", "1")
    command("similar", "Short Breaks", "9")
    assert command.status == 2
    assert "There is no recommendation 9." in command.errors


def test_nothing_like_it_is_said_in_words(command: Command) -> None:
    assert command("similar", "Short Breaks", "astronomy").startswith("Nothing like it was recommended before")
    assert command.json("similar", "Short Breaks", "astronomy") == []
    command("similar", "Nowhere", "astronomy")
    assert command.status == 2


def test_advice_says_why_and_how_to_mend_it(command: Command) -> None:
    said = command("advice", "The service makes every effort to reply", *WHOLE)
    assert command.status == 1
    assert said == (
        "“makes every effort”: an effort cannot be shown to have been made or not. "
        "Say what is to be different afterwards, and by how much.\n"
    )
    (one,) = command.json("advice", "The service makes every effort to reply", *WHOLE)
    assert sorted(one) == ["mend", "rule", "why", "words"]
    assert command.status == 1


def test_where_there_is_nothing_to_say_the_status_is_0(command: Command) -> None:
    assert command("advice", TRAVEL, *WHOLE) == "Nothing to add: it says who, what, by when and how one will know.\n"
    assert command.status == 0
    assert command.json("advice", "The service names:", "--part", "a driver", "--part", "a number", *WHOLE) == []


def test_advice_compares_with_a_group(command: Command) -> None:
    (one,) = command.json("advice", "The team says why a place was refused", *WHOLE, "--group", "Short Breaks")
    assert (one["rule"], one["words"]) == ("same", "“The team says why a place was refused”")
    assert "recommendation 1" in one["why"]


@pytest.mark.parametrize("text", [t for t in HOSTILE_STRINGS if t.strip() and len(t) < 2000])
def test_hostile_text_is_printed_safely(command: Command, text: str) -> None:
    for arguments in (["similar", "Short Breaks", f"lido {text}"], ["advice", f"x {text}", "--to", text]):
        said = command(*arguments)
        assert command.status in (0, 1)
        assert "\x1b" not in said
        assert "\u202e" not in said
