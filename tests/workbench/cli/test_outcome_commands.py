"""Findings, recommendations, replies and progress from the command line: plain lines, JSON, exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from groups.group import Group, Stage
from groups.response import Doing, Impact, Progress
from groups.rows import Author
from interviews.interview import Interview, InterviewState, Note
from interviews.partner import Partner
from interviews.submission import Submission
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.cli.command import Command
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace, open_workspace

G = "School Meals"


@pytest.fixture
def folder(tmp_path: Path, author: Author) -> Path:
    """A group with two interviews and a submission."""
    where = tmp_path / "workspace"
    with open_workspace(where, author) as workspace, workspace.write("Begin"):
        records = workspace.records
        group = records.groups.add(Group(title=G, boards=["Wexcombe Scrutiny Board"], stage=Stage.ANALYSING))
        for n, (name, words) in enumerate([("Kitchens", "The ovens are old"), ("Schools", "The food is cold")]):
            partner = records.partners.add(Partner(group_id=group.id, name=name, position=n))
            interview = records.interviews.add(
                Interview(
                    group_id=group.id, title=name, partner_ids=[partner.id], state=InterviewState.CLOSED_OUT, position=n
                )
            )
            records.notes.add(Note(id=f"note{n}", group_id=group.id, interview_id=interview.id, text=words))
        records.submissions.add(
            Submission(group_id=group.id, reference="MEA01", title="From parents", text="It is warm.\nWe like it.")
        )
    return where


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(folder, capsys)


def opened(folder: Path, author: Author) -> Workspace:
    return open_workspace(folder, author)


def test_findings_get_their_numbers_and_their_evidence(command: Command) -> None:
    assert "no finding yet" in command("finding", "list", G)
    assert command("finding", "add", G, "Meals arrive cold").startswith("Finding 6.1.i: Meals arrive cold")
    assert "Finding 7.1.1.i" in command("finding", "add", G, "Ovens are old", "--partner", "kitch")
    assert "Finding 7.2.i" in command("finding", "add", G, "No spare parts", "--kind", "issue")
    assert "Finding 6.2.i" in command("finding", "add", G, "No pupil was asked", "--kind", "limit")
    assert command("finding", "link", G, "6.1.i", "note0") == "Finding 6.1.i is supported: 1 partner, 1 kind.\n"
    assert "corroborated: 2 partners, 1 kind" in command("finding", "link", G, "6.1.i", "note1")
    said = command("finding", "link", G, "6.1.i", "MEA01", "--words", "It is warm.", "--contradicts")
    assert said == "Finding 6.1.i is contested: 2 partners, 1 kind, 1 contrary.\n"
    listed = command("finding", "list", G)
    assert "    supports: The ovens are old (Kitchens, line 1)" in listed
    assert "    contradicts: “It is warm.” (MEA01, From parents)" in listed
    data = command.json("finding", "list", G)
    assert [row["number"] for row in data] == ["6.1.i", "6.2.i", "7.1.1.i", "7.2.i"]
    assert data[0]["state"] == "contested"
    assert data[0]["leads_nowhere"] is True


def test_linking_the_same_evidence_again_changes_how_it_bears(command: Command) -> None:
    command("finding", "add", G, "Meals arrive cold")
    command("finding", "link", G, "6.1.i", "note0")
    command("finding", "link", G, "6.1.i", "note0", "--context")
    (found,) = command.json("finding", "list", G)
    assert [piece["relation"] for piece in found["evidence"]] == ["context"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["finding", "link", G, "6.1.ix", "note0"], "There is no finding 6.1.ix. There are: 6.1.i."),
        (["finding", "link", G, "6.1.i", "note9"], "There is no evidence called “note9”"),
        (["finding", "link", G, "6.1.i", "MEA01", "--words", "not there"], "does not have these words"),
        (["finding", "add", G, "x", "--partner", "Nobody"], "There is no partner called “Nobody”. There are: Kitchens"),
        (["finding", "add", G, "x", "--kind", "partner"], "needs a partner"),
        (["finding", "add", G, "x", "--kind", "key", "--partner", "Kitchens"], "--kind partner only"),
        (["finding", "add", G, " "], "needs some words"),
        (["recommendation", "add", G, "", "--to", "Y"], "needs some words"),
        (["recommendation", "add", G, "x", "--to", "Y", "--from-finding", "9"], "There is no finding 9."),
        (["reply", "add", G, "3", "Yes", "--from", "Y"], "There is no recommendation 3."),
        (["reply", "add", G, "1", "Yes", "--from", "Y", "--position", "maybe"], "“maybe” is no position"),
        (["reply", "add", G, "1", "Yes", "--from", "Y", "--date", "soon"], "is no date"),
        (["progress", "Nothing"], "There is no group called “Nothing”."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    command: Command, arguments: list[str], said: str
) -> None:
    command("finding", "add", G, "Meals arrive cold")
    command("recommendation", "add", G, "Buy ovens", "--to", "Cabinet Member")
    command(*arguments)
    assert command.status == 2
    assert said in command.errors
    assert len(command.json("finding", "list", G)) == 1
    assert command.json("recommendation", "list", G)[0]["recommendations"][0]["reply"] == "no reply yet"


def test_recommendations_print_as_they_will_stand_with_advice(command: Command) -> None:
    command("finding", "add", G, "Meals arrive cold")
    said = command(
        "recommendation", "add", G, "All kitchen ovens are replaced", "--to", "the Cabinet Member for Schools",
        "--owner", "Head of Catering", "--by", "31 March 2027", "--measure", "meals served hot",
        "--so-that", "children eat them", "--from-finding", "6.1.i",
    )  # fmt: skip
    assert said.startswith("The Wexcombe Scrutiny Board recommend to the Cabinet Member for Schools that:\n  1) ")
    assert (
        "All kitchen ovens are replaced, by the Head of Catering, by 31 March 2027, measured by meals served hot, "
        "so that children eat them" in said
    )
    assert "Advice" not in said
    vague = command("recommendation", "add", G, "It makes every effort to warm the food", "--to", "Kitchens Board")
    assert "Advice: No date:" in vague
    assert "“makes every effort”: an effort cannot be shown" in vague
    listed = command("recommendation", "list", G)
    assert listed.index("2.1 The Wexcombe") < listed.index("  1) All kitchen") < listed.index("2.2 The Wexcombe")
    assert "  2) It makes every effort" in listed
    assert "draft; no reply yet; rests on 6.1.i" in listed
    data = command.json("recommendation", "list", G)
    assert [p["paragraph"] for p in data] == ["2.1", "2.2"]
    assert [one["rule"] for one in data[1]["recommendations"][0]["advice"]][1:] == ["missing", "missing", "effort"]
    assert command.json("finding", "list", G)[0]["leads_nowhere"] is False


def test_words_for_a_date_are_kept_as_typed(command: Command) -> None:
    made = command.json("recommendation", "add", G, "Buy ovens", "--to", "X", "--by", "the end of term")
    assert made["by_when"] is None
    assert made["sentence"] == "Buy ovens, by the end of term"


def test_one_reply_answers_two_recommendations(command: Command, folder: Path, author: Author) -> None:
    for text in ("Buy ovens", "Buy plates", "Buy trays"):
        command("recommendation", "add", G, text, "--to", "Cabinet Member")
    said = command("reply", "add", G, "1,3", "In hand.", "--from", "Head of Catering", "--date", "14 Jan 2027",
                   "--position", "already doing")  # fmt: skip
    assert said.startswith("Reply to 1, 3 from Head of Catering: already doing")
    with opened(folder, author) as workspace, workspace.write("Report"):
        first = workspace.records.recommendations.find()[0]
        workspace.records.progress.add(
            Progress(group_id=first.group_id, recommendation_id=first.id, doing=Doing.COMPLETE, impact=Impact.NONE_SEEN)
        )
    told = command("progress", G)
    assert "1) Buy ovens\n   To: Cabinet Member\n   Reply: already doing\n" in told
    assert "     Head of Catering, 14 Jan 2027: In hand.\n   Doing: complete\n   Impact: none seen\n" in told
    assert "2) Buy plates\n   To: Cabinet Member\n   Reply: no reply yet\n   Doing: nothing reported yet\n" in told
    data = command.json("progress", G)
    assert [(row["position"], row["doing"], row["impact"]) for row in data] == [
        ("already doing", "complete", "none seen"),
        ("no reply yet", None, None),
        ("already doing", None, None),
    ]


def test_each_command_is_one_step_of_undo(command: Command, folder: Path, author: Author) -> None:
    command("finding", "add", G, "Meals arrive cold")
    command("finding", "link", G, "6.1.i", "note0")
    command("recommendation", "add", G, "Buy ovens", "--to", "Cabinet Member", "--from-finding", "6.1.i")
    command("reply", "add", G, "1", "No.", "--from", "Cabinet Member")
    with open_workspace(folder, Author(_name(folder, author), author.now)) as workspace:
        labels = [undo(workspace) for _ in range(4)]
        assert labels == [
            "Record a reply",
            "Write a recommendation",
            "Link one piece of evidence as supporting",
            "Write down a finding",
        ]
        review = workspace.records.review(workspace.records.groups.find()[0].id)
    assert [review.findings, review.evidence_links, review.recommendations, review.responses] == [[], [], [], []]


def _name(folder: Path, author: Author) -> str:
    """The name under which the command wrote."""
    with open_workspace(folder, author) as workspace:
        return workspace.records.findings.find()[0].created_by


@pytest.mark.parametrize("text", [t for t in HOSTILE_STRINGS if t.strip() and len(t) < 2000])
def test_hostile_text_is_kept_as_text_and_printed_safely(command: Command, text: str) -> None:
    command("finding", "add", G, f"x {text}")
    command("recommendation", "add", G, f"x {text}", "--to", f"x {text}", "--owner", text, "--by", f"x {text}")
    assert command.status == 0
    command("reply", "add", G, "1", f"x {text}", "--from", text)
    assert command.status == 0
    for arguments in (["finding", "list", G], ["recommendation", "list", G], ["progress", G]):
        said = command(*arguments)
        assert command.status == 0
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert command.json(*arguments)
