"""J10: suspended before an election, agreed by the Board, answered by another body; a year later the report is there.

Once through the app and once by command: a statutory day stands still, the group's own moves, one reply covers two
recommendations and is only proposed a position, and what was done is told apart from what it changed.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from textual.widgets import Input, Select, TextArea

from groups.group import Group, Stage
from groups.response import Doing, Impact, Position
from groups.rows import Author
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.waiting import answer, back, opens
from tests.workbench.conftest import Clock
from tests.workbench.outcome_samples import CABINET, PARTNERSHIP, sent_review
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.long_work import LongWork
from workbench.dialogs.progress import ProgressDialog
from workbench.dialogs.reply import ReplyDialog
from workbench.screens.place import Place
from workbench.workspace.workspace import Workspace

REPLY = "The guidance belongs to the Partnership, so these recommendations will be forwarded to the Partnership."
G = "School Meals"


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """Drafted and agreed by the group; the Board has not seen it yet."""
    nothing = dict.fromkeys(("board_agreed_on", "notice_on", "sent_on", "received_on"))
    return sent_review(workspace, stage=Stage.AGREED_BY_GROUP, **nothing)


def at(author: Author, year: int, month: int, day: int) -> None:
    """It is this day now."""
    clock = author.now
    assert isinstance(clock, Clock)
    clock.at = datetime(year, month, day, 10, 0, tzinfo=UTC)


async def test_through_the_app(workspace: Workspace, group: Group, author: Author) -> None:
    app = WorkbenchApp(workspace, start=Place("group", group.id, "overview"))
    async with app.run_test(size=(120, 40)) as pilot:
        # The Board agrees: the stage asks for the days.
        await until(pilot, lambda: bool(app.screen.query("#field-stage")))
        app.screen.query_one("#field-stage", Select).value = Stage.AGREED_BY_BOARD
        await until(pilot, says(app, "did the Board agree"))
        await answer(pilot, "14 Jan 2026")
        await until(pilot, says(app, "give notice"))
        await answer(pilot, "15 Jan 2026")
        await until(pilot, lambda: workspace.records.groups.get(group.id).notice_on == date(2026, 1, 15))

        # Sent, and an answer asked for from those who have no statutory date.
        await pilot.press("8")
        await until(pilot, says(app, "reply due 15 Mar 2026"))
        await pilot.press("e")
        await until(pilot, lambda: bool(app.screen.query("#field-replies_wanted_by")))
        app.screen.query_one("#field-sent_on", Input).value = "15 Jan 2026"
        app.screen.query_one("#field-replies_wanted_by", Input).value = "16 Mar 2026"
        await back(pilot, "escape")
        await until(pilot, says(app, "reply due 16 Mar 2026"))

        # The pre-election period: only the group's own date moves.
        await pilot.press("1")
        await until(pilot, says(app, "▸ Overview"))
        await opens(pilot, AskWhich, "n")
        await pilot.press("down", "down", "enter")
        await until(pilot, says(app, "From which day"))
        await answer(pilot, "2 Mar 2026")
        await until(pilot, says(app, "Why?"))
        await answer(pilot, "pre-election period")
        await until(pilot, lambda: len(workspace.records.suspensions.find()) == 1)
        at(author, 2026, 3, 20)
        await pilot.press("r")
        await until(pilot, says(app, "Until which day"))
        await answer(pilot, "11 Mar 2026")
        await until(pilot, lambda: workspace.records.suspensions.find()[0].until is not None)
        await pilot.press("8")
        await until(pilot, says(app, "reply overdue 5 days", "reply due 26 Mar 2026"))

        # A letter to the one who is late.
        await opens(pilot, AskWhich, "c")
        await opens(pilot, AskWhich, "enter")
        await opens(pilot, AskWhich, "enter")
        await pilot.press("enter")
        await until(pilot, lambda: len(workspace.records.chasers.find()) == 1 and not isinstance(app.screen, LongWork))

        # One reply to 4 and 5, from somebody who was not asked; what it reads as is confirmed.
        app.screen.query_one("#mon-list").focus()
        app.screen.query_one("#mon-list").choose("r4")  # type: ignore[attr-defined]
        dialog = await opens(pilot, ReplyDialog, "p")
        dialog.query_one("#field-text", TextArea).load_text(REPLY)
        dialog.query_one("#field-body", Input).value = "Director of Children's Services"
        await until(pilot, says(app, "Reads as: passed on"))
        dialog.query_one("#answers").focus()
        dialog.query_one("#answers").choose("r5:")  # type: ignore[attr-defined]
        await pilot.press("space")
        await until(pilot, lambda: len(workspace.records.responses.find()[0].covers) == 2)
        assert workspace.records.responses.find()[0].position is Position.NONE_YET
        await pilot.press("f2")
        await until(pilot, lambda: workspace.records.responses.find()[0].position is Position.PASSED_ON)
        await back(pilot, "escape")
        await until(pilot, says(app, "passed on", "a question is open"))
        assert workspace.records.responses.find()[0].body == "Director of Children's Services"

        # A year later: what is done, what it changed, and the report that drafts itself.
        at(author, 2027, 1, 20)
        app.screen.query_one("#mon-list").choose("r2")  # type: ignore[attr-defined]
        progress = await opens(pilot, ProgressDialog, "o")
        progress.query_one("#field-doing", Select).value = Doing.COMPLETE
        progress.query_one("#field-impact", Select).value = Impact.NONE_SEEN
        progress.query_one("#field-what", TextArea).load_text("All schools were told.")
        await until(pilot, says(app, "done is not the same as made a difference"))
        await back(pilot, "escape")
        await until(pilot, says(app, "done: complete · impact: none seen"))
        await opens(pilot, AskWhich, "x")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: any(workspace.exports.glob("*progress-report.md")))
        assert "8 Monitoring" in picture(app)
    report = next(workspace.exports.glob("*progress-report.md")).read_text(encoding="utf-8")
    assert "Recommendation 2: Tell all schools who can see the list" in report
    assert "All schools were told." in report
    assert "done is not the same as made a difference" in report
    assert REPLY in report


def test_by_command(
    workspace: Workspace,
    group: Group,
    author: Author,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workbench.cli.base.system_clock", author.now)
    assert group.title == G

    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert call(["--workspace", str(workspace.folder), *arguments]) in (0, 1)
        return capsys.readouterr().out

    run("stage", G, "agreed by Board", "--on", "14 Jan 2026", "--notice", "15 Jan 2026")
    run("stage", G, "sent", "--on", "15 Jan 2026", "--replies-by", "16 Mar 2026")
    at(author, 2026, 4, 20)
    run("suspend", G, "2 Mar 2026", "--until", "11 Mar 2026", "--why", "pre-election period")
    late = {row["text"].partition(": ")[2]: row for row in json.loads(run("overdue", "--json"))}
    assert f"{CABINET}, to 1, 2, 3 (due 15 Mar 2026)." in late
    assert f"{PARTNERSHIP}, to 4, 5 (due 26 Mar 2026)." in late
    assert "9FE" in run("chase", G, "--to", "Cabinet", "--show")
    run("chase", G, "--to", "Cabinet")
    said = run("reply", "add", G, "4,5", REPLY, "--from", "Director of Children's Services")
    assert "Reads as: passed on" in said
    assert "Asked back" in run("reply", "confirm", G, "4")
    at(author, 2027, 1, 20)
    run("progress", "add", G, "2", "--doing", "complete", "--what", "All schools were told.", "--impact", "none seen")
    rows = json.loads(run("progress", G, "--json"))
    assert [row["position"] for row in rows] == ["no reply yet"] * 3 + ["passed on"] * 2
    assert (rows[1]["doing"], rows[1]["impact"]) == ("complete", "none seen")
    out = workspace.exports / "report.txt"
    run("progress", G, "--format", "txt", "--out", str(out))
    text = " ".join(out.read_text(encoding="utf-8").split())
    assert "Recommendation 4: Add a chapter on safety online to the guidance" in text
    assert "Reply to 4 and 5 of Director of Children's Services" in text
    assert "done is not the same as made a difference" in text
    card = json.loads(run("scorecard", "--by", "addressee", "--json"))
    assert [(row["addressee"], row["without_clear_answer"]) for row in card] == [(CABINET, 4), (PARTNERSHIP, 2)]
