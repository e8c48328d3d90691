"""Replies, clocks, letters, progress and the scorecard from the command line: plain lines, JSON, exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from groups.group import Stage
from groups.rows import Author
from tests.workbench.cli.command import Command
from tests.workbench.outcome_samples import CABINET, sent_review
from workbench.workspace.workspace import Workspace

G = "School Meals"


@pytest.fixture
def command(
    workspace: Workspace, author: Author, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    monkeypatch.setattr("workbench.cli.base.system_clock", author.now)
    sent_review(workspace)
    return Command(workspace.folder, capsys)


def test_what_is_late_has_an_exit_status(command: Command, workspace: Workspace) -> None:
    said = command("overdue")
    assert said == f"{G}: Reply overdue 12 days: {CABINET}, to 1, 2, 3 (due 2 Jan 2026).\n"
    assert command.status == 1
    (row,) = command.json("overdue")
    assert (row["group"], row["days"], row["table"], command.status) == (G, 12, "recommendations", 1)
    group = workspace.records.groups.find()[0]
    with workspace.write("Close"):
        workspace.records.groups.save(group.model_copy(update={"stage": Stage.CLOSED}))
    assert command("overdue") == "Nothing is overdue.\n"
    assert command.status == 0
    assert command.json("overdue") == []


def test_a_reply_is_read_and_counts_once_it_is_confirmed(command: Command) -> None:
    said = command("reply", "add", G, "4,5", "This will be forwarded to the Partnership.", "--from", "Director")
    assert "Reads as: passed on, because of “This will be forwarded to”. It counts once you confirm it" in said
    listed = command("reply", "list", G)
    assert command.status == 1
    assert "Not confirmed yet." in listed
    assert command("reply", "confirm", G, "4").startswith("The reply to 4, 5 from Director: passed on.\nAsked back")
    (row,) = command.json("reply", "list", G)
    assert command.status == 0
    assert (row["answers"], row["position"], row["reads_as"]) == (["4", "5"], "passed on", "passed on")
    assert row["follow_up"].startswith("To whom was it passed")
    command("reply", "ask", G, "4", "Who?")
    assert command.json("reply", "list", G)[0]["follow_up"] == "Who?"
    assert command.json("reply", "confirm", G, "4", "in part")["position"] == "in part"
    command("reply", "confirm", G, "4", "perhaps")
    assert (command.status, "“perhaps” is no position" in command.errors) == (2, True)
    command("reply", "confirm", G, "1a")
    assert (command.status, "There is no reply to “1a”" in command.errors) == (2, True)


def test_words_can_be_read_without_keeping_anything(command: Command) -> None:
    assert command("reply", "read", "We note it.").startswith(
        "Reads as: no clear answer, because of “note”.\nTo ask back: Will"
    )
    read = command.json("reply", "read", "Accepted.")
    assert (read["position"], read["because"]) == ("accepted", ["Accepted"])
    assert command.json("reply", "list", G) == []


def test_the_clocks_are_listed_changed_and_reset(command: Command) -> None:
    listed = command("clock", "list")
    assert (
        "Executive: two months, statutory, from receipt of the report or, if later, of the committee's notice" in listed
    )
    assert "   Source: Local Government Act 2000, section 9FE" in listed
    assert listed.endswith("These are the defaults.\n")
    assert command("clock", "set", "exec", "--months", "3").startswith("Executive: three months, statutory")
    words = "dentist*, dental*"
    assert command.json("clock", "set", "Dentists", "--words", words, "--days", "30", "--starts", "sent") == {
        "name": "Dentists", "words": ["dentist*", "dental*"], "months": 0, "days": 30,
        "starts": "the day the report was sent", "statutory": False, "source": "",
    }  # fmt: skip
    assert [row["name"] for row in command.json("clock", "list")][:2] == ["Dentists", "Executive"]
    command("clock", "set", "Partnership", "--statutory")
    assert (command.status, "does not start on a day of the group's own" in command.errors) == (2, True)
    command("clock", "set", "Executive")
    assert (command.status, "Say what is to be changed" in command.errors) == (2, True)
    assert command("clock", "reset") == "The default rules hold again.\n"
    assert command("clock", "reset") == "The default rules hold already.\n"


def test_letters_are_written_and_kept(command: Command, tmp_path: Path, workspace: Workspace) -> None:
    shown = command("chase", G, "--to", "Cabinet", "--show")
    assert "Your reply to our recommendations is overdue" in shown
    assert workspace.records.chasers.find() == []
    out = tmp_path / "letter.txt"
    assert command("chase", G, "--to", "Cabinet", "--format", "txt", "--out", str(out)).startswith("Overdue to Cabinet")
    assert "Tell all schools who can see the list" in out.read_text(encoding="utf-8")
    rows = command.json("chase", G)
    assert [(row["step"], row["letter"], row["numbers"]) for row in rows] == [
        (3, "To the Board", ["1a", "1b", "2", "3"]),
        (1, "Reminder", ["4", "5"]),
    ]
    assert all(Path(row["file"]).stat().st_size > 1000 for row in rows)
    assert len(workspace.records.chasers.find()) == 3
    command("chase", G, "--out", str(out))
    assert (command.status, "say --to whom" in command.errors) == (2, True)
    command("chase", G, "--to", "the Queen")
    assert (command.status, "Nothing is asked of “the Queen”" in command.errors) == (2, True)


def test_progress_is_recorded_shown_and_reported(command: Command, tmp_path: Path) -> None:
    said = command("progress", "add", G, "2", "--doing", "Complete", "--what", "All were told", "--impact", "some")
    assert said.startswith("Recommendation 2: complete, impact some, ")
    assert "Look at: Its impact is called some, and no evidence is given for it." in said
    command("progress", "add", G, "2", "--doing", "under way", "--on", "1 Dec 2025", "--by", "Head of Service")
    row = command.json("progress", G)[1]
    assert (row["doing"], row["what"], len(row["history"])) == ("complete", "All were told", 2)
    assert row["history"][0]["by"] == "Head of Service"
    assert "There is no reply." in row["cannot_be_told"]
    shown = command("progress", G)
    assert "   What was done: All were told\n   Look at:" in shown
    assert "   Reported before: 1 Dec 2025 under way" in shown
    out = tmp_path / "progress.md"
    assert command("progress", G, "--out", str(out)) == f"Written to {out}\n"
    assert "Recommendation 2: Tell all schools who can see the list" in out.read_text(encoding="utf-8")
    assert command("progress", G, "--format", "html").startswith("Written to ")
    command("progress", "add", G, "2", "--doing", "nearly")
    assert (command.status, "“nearly” cannot be said with --doing" in command.errors) == (2, True)
    command("progress", G, "--out", str(tmp_path / "x.pdf"))
    assert (command.status, "is no form of a report" in command.errors) == (2, True)


def test_the_scorecard_counts_the_unclear_apart(command: Command) -> None:
    command("reply", "add", G, "2", "Yes.", "--from", "Cabinet", "--position", "accepted")
    said = command("scorecard", "--by", "addressee")
    assert f"{CABINET}: 3 made, 4 answers owed, 3 without a clear answer\n   Reply: accepted 1, no reply 3\n" in said
    assert "Together: 5 made, 6 answers owed, 5 without a clear answer" in said
    (row,) = command.json("scorecard", "--by", "year")
    assert (row["year"], row["made"], row["reply"]["no reply"], row["reply"]["no clear answer"]) == ("2025/26", 5, 5, 0)


def test_the_stage_is_said_with_its_days_and_work_stands_still(command: Command, workspace: Workspace) -> None:
    said = command("stage", G, "agreed by Board", "--on", "3 Nov 2025", "--replies-by", "20 Jan 2026")
    assert said.startswith(f"{G}: agreed by Board\n   Agreed by the Board: 3 Nov 2025\n")
    assert "Replies wanted by: 20 Jan 2026" in said
    assert "is suspended: 1 Dec 2025 to 10 Dec 2025." in command("suspend", G, "1 Dec 2025", "--until", "10 Dec 2025")
    assert "is suspended: since" in command("suspend", G, "1 Jan 2026", "--why", "pre-election period")
    assert "it was suspended 1 Jan 2026 to 5 Jan 2026" in command("resume", G, "5 Jan 2026")
    assert len(workspace.records.suspensions.find()) == 2
    found = command.json("stage", G)
    assert (found["stage"], found["board_agreed_on"]) == ("agreed by Board", "2025-11-03")
    command("stage", G, "finished")
    assert (command.status, "is no stage" in command.errors) == (2, True)
    command("stage", G, "scoping", "--on", "1 Dec 2025")
    assert (command.status, "No day is kept for that stage" in command.errors) == (2, True)


def test_hostile_words_are_printed_safely(command: Command) -> None:
    command("reply", "add", G, "2", "Yes \x1b[31mred\u202e", "--from", "\x1b]0;x\x07Cabinet")
    command("progress", "add", G, "2", "--doing", "complete", "--what", "\x1b[2J", "--evidence", "\u202e")
    for arguments in (["reply", "list", G], ["progress", G], ["chase", G, "--show"], ["scorecard"], ["overdue"]):
        said = command(*arguments)
        assert "\x1b" not in said
        assert "\u202e" not in said
