"""The tab Monitoring, the reply clocks and the scorecard in the app, at both sizes and by keys."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Button, Input, Select, TextArea

from groups.group import Group, Stage
from groups.response import Covered, Doing, Impact, Position
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.waiting import answer, back, opens
from tests.workbench.outcome_samples import CABINET, sent_review
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords, Tell
from workbench.dialogs.long_work import LongWork
from workbench.dialogs.progress import ProgressDialog
from workbench.dialogs.record_dialog import RecordDialog
from workbench.dialogs.reply import ReplyDialog
from workbench.screens.place import Place
from workbench.services.clocks import has_own_rules, outcome_of
from workbench.services.monitoring import add_progress
from workbench.services.replies import add_reply
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


def the_tab(workspace: Workspace, group: Group, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("group", group.id, "monitoring", chosen))


def right(app: WorkbenchApp) -> str:
    """The right-hand side of a wide screen as one line."""
    return " ".join(" ".join(line.rpartition("│")[2] for line in picture(app).splitlines()).split())


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_tab_says_what_begins_it(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Nothing to follow yet."))
        shown = " ".join(" ".join(line.partition("│")[0] for line in picture(app).splitlines()).split())
        assert "Monitoring begins when the Board has agreed recommendations" in shown
        assert "Overview" in picture(app).splitlines()[1]
        assert picture(app).splitlines()[1].rstrip().endswith("Monitoring")


async def test_what_is_due_answered_and_done_is_in_sight(workspace: Workspace) -> None:
    group = sent_review(workspace)
    review = outcome_of(workspace, group)
    add_reply(
        workspace, review, [Covered(recommendation_id="r4"), Covered(recommendation_id="r5")],
        "It goes to the Partnership.", body="Director", received=date(2026, 1, 4), position=Position.PASSED_ON,
    )  # fmt: skip
    add_progress(workspace, review, review.recommendations[1], doing=Doing.COMPLETE, what="Told.", impact=Impact.SOME)
    app = the_tab(workspace, group, "r4")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(
            pilot, says(app, "reply overdue 12 days", "Reply to 4, 5: passed on", "“It goes to the Partnership.”")
        )
        assert "Answered. The rule: Partnership." in picture(app)
        app.screen.query_one("#mon-list").choose("r2")  # type: ignore[attr-defined]
        await until(pilot, says(app, "Done: complete", "Impact: some (no evidence given)"))
        shown = right(app)
        assert "Due 2 Jan 2026: two months from 2 Nov 2025, when the report was received." in shown
        assert "Local Government Act 2000, section 9FE" in shown
        assert "• Its impact is called some, and no evidence is given for it." in shown


async def test_a_reply_is_typed_read_and_confirmed(workspace: Workspace) -> None:
    group = sent_review(workspace)
    app = the_tab(workspace, group, "r2")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "reply overdue 12 days"))
        dialog = await opens(pilot, ReplyDialog, "p")
        dialog.query_one("#field-text", TextArea).load_text("This has been started. It is nearly complete.")
        await until(pilot, lambda: "already doing" in str(dialog.query_one("#confirm", Button).label))
        assert workspace.records.responses.find()[0].position is Position.NONE_YET
        await pilot.press("f2")
        await until(pilot, lambda: workspace.records.responses.find()[0].position is Position.ALREADY_DOING)
        kept = workspace.records.responses.find()[0]
        assert kept.follow_up.startswith("What of it is in place since when")
        assert dialog.query_one("#field-position", Select).value is Position.ALREADY_DOING
        await back(pilot, "escape")
        await until(pilot, says(app, "already doing"))
        assert undo(workspace) == "Say where a reply stands"


async def test_a_question_is_taken_up_by_itself(workspace: Workspace) -> None:
    group = sent_review(workspace)
    review = outcome_of(workspace, group)
    add_reply(workspace, review, [Covered(recommendation_id="r2")], "We note it.", body="X")
    app = the_tab(workspace, group, workspace.records.responses.find()[0].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Reply to 2: to be confirmed"))
        app.screen.query_one("#mon-history").focus()
        await opens(pilot, ReplyDialog, "enter")
        await until(pilot, says(app, "It leaves open: “Will you do it, by when"))
        await pilot.press("f3")
        await until(pilot, lambda: workspace.records.responses.find()[0].follow_up.startswith("Will you do it"))
        assert workspace.records.responses.find()[0].position is Position.NONE_YET


async def test_progress_is_written_with_doing_and_impact_apart(workspace: Workspace) -> None:
    group = sent_review(workspace)
    app = the_tab(workspace, group, "r3")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "reply overdue 12 days"))
        dialog = await opens(pilot, ProgressDialog, "o")
        dialog.query_one("#field-doing", Select).value = Doing.COMPLETE
        dialog.query_one("#field-impact", Select).value = Impact.CLEAR
        await until(pilot, says(app, "Its impact is called clear, and no evidence is given for it."))
        dialog.query_one("#field-what", TextArea).load_text("All are answered in time.")
        dialog.query_one("#field-evidence", TextArea).load_text("The monthly figures.")
        await back(pilot, "escape")
        await until(pilot, says(app, "done: complete · impact: clear (14 Jan 2026)"))
    (kept,) = workspace.records.progress.find()
    assert (kept.recommendation_id, kept.what, kept.evidence) == (
        "r3",
        "All are answered in time.",
        "The monthly figures.",
    )


async def test_a_letter_is_written_and_opened_again(workspace: Workspace) -> None:
    group = sent_review(workspace)
    app = the_tab(workspace, group, "r2")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "reply overdue 12 days"))
        await opens(pilot, AskWhich, "c")
        assert "Children and Young People: no reply to" in picture(app)
        await opens(pilot, AskWhich, "enter")
        await until(pilot, says(app, "Which letter", "Overdue: when the day has passed"))
        await opens(pilot, AskWhich, "enter")
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(workspace.records.chasers.find()) == 1 and not isinstance(app.screen, LongWork))
        await until(pilot, says(app, "Letter “Overdue” to Cabinet Member"))
        (kept,) = workspace.records.chasers.find()
        assert (kept.addressee, kept.step) == (CABINET, 2)
        assert [path.suffix for path in workspace.exports.iterdir()] == [".txt"]
        app.screen.query_one("#mon-history").focus()
        await opens(pilot, Tell, "enter")
        assert "Your reply to our recommendations is overdue" in picture(app)
        await back(pilot, "escape")
        await pilot.press("d")
        await until(pilot, lambda: workspace.records.chasers.find() == [])


async def test_the_progress_report_is_written(workspace: Workspace) -> None:
    group = sent_review(workspace)
    app = the_tab(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "reply overdue 12 days"))
        await opens(pilot, AskWhich, "x")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: any(workspace.exports.glob("*progress-report.md")))


async def test_days_are_said_and_start_the_clocks(workspace: Workspace) -> None:
    nothing = dict.fromkeys(("board_agreed_on", "notice_on", "sent_on", "received_on"))
    group = sent_review(workspace, stage=Stage.DRAFTING, **nothing)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "nobody owes a reply yet", "press e to say on which day the Board agreed"))
        dialog = await opens(pilot, RecordDialog, "e")
        dialog.query_one("#field-board_agreed_on", Input).value = "2 Nov 2025"
        await back(pilot, "escape")
        await until(pilot, says(app, "reply overdue 12 days", "The Board agreed on 2 Nov 2025."))
        await opens(pilot, AskWords, "v")
        await answer(pilot, "8 Sept 2026")
        await until(pilot, says(app, "Next report of progress: 8 Sep 2026."))


async def test_a_change_of_the_stage_asks_for_its_days(workspace: Workspace) -> None:
    nothing = dict.fromkeys(("board_agreed_on", "notice_on", "sent_on", "received_on"))
    group = sent_review(workspace, stage=Stage.AT_BOARD, **nothing)
    app = WorkbenchApp(workspace, start=Place("group", group.id, "overview"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#field-stage")))
        app.screen.query_one("#field-stage", Select).value = Stage.AGREED_BY_BOARD
        await until(pilot, says(app, "On which day did the Board agree the recommendations?"))
        await answer(pilot, "3 Nov 2025")
        await until(pilot, says(app, "On which day did the Board give notice of them"))
        await answer(pilot, "")
        await until(pilot, lambda: workspace.records.groups.get(group.id).board_agreed_on == date(2025, 11, 3))
        assert workspace.records.groups.get(group.id).notice_on is None
        assert workspace.records.groups.get(group.id).stage is Stage.AGREED_BY_BOARD


async def test_home_says_what_is_overdue_and_leads_to_it(workspace: Workspace) -> None:
    sent_review(workspace)
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: f"Reply overdue 12 days: {CABINET}, to 1, 2, 3" in right(app))
        assert "1 overdue" in picture(app)
        app.screen.query_one("#attention").focus()
        await pilot.press("home", "enter")
        await until(pilot, says(app, "▸ Monitoring", "Due 2 Jan 2026"))


# -- the reply clocks -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_rule_is_changed_and_the_defaults_come_back(workspace: Workspace, size: tuple[int, int]) -> None:
    app = WorkbenchApp(workspace, start=Place("clocks"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Reply clocks", "the defaults", "two months · statutory"))
        await pilot.press("e")
        await until(pilot, lambda: bool(app.screen.query_one("#field-months").region.height))
        app.screen.query_one("#field-months", Input).value = "3"
        await until(pilot, lambda: has_own_rules(workspace))
        await until(pilot, says(app, "changed here"))
        app.screen.query_one("#field-months", Input).value = "many"
        await until(pilot, says(app, "Type a whole number"))
        await pilot.press("escape")
        app.screen.query_one("#rules").focus()
        await until(pilot, says(app, "three months · statutory"))
        await pilot.press("b")
        await until(pilot, says(app, "the defaults", "two months · statutory"))
        assert not has_own_rules(workspace)


# -- the scorecard ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_the_scorecard_leads_to_what_is_behind_a_count(workspace: Workspace, size: tuple[int, int]) -> None:
    sent_review(workspace)
    app = WorkbenchApp(workspace, start=Place("scorecard"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Wexcombe Scrutiny Board", "5 made · 6 without a clear answer"))
        await pilot.press("a")
        await until(pilot, says(app, CABINET, "3 made · 4 without a clear answer"))
        await pilot.press("enter")
        counts = app.screen.query_one("#counts")
        await until(pilot, lambda: counts.has_focus)
        await until(pilot, says(app, "4 no reply"))
        counts.choose("count:9")  # type: ignore[attr-defined]
        await opens(pilot, AskWhich, "enter")
        assert "no reply (4)" in picture(app)
        await pilot.press("down", "down", "enter")
        await until(pilot, says(app, "School Meals ▸ Monitoring"))


async def test_an_empty_scorecard_says_what_begins_it(workspace: Workspace) -> None:
    app = WorkbenchApp(workspace, start=Place("scorecard"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "No group has made a recommendation yet"))


async def test_hostile_text_stays_text(workspace: Workspace) -> None:
    group = sent_review(workspace)
    review = outcome_of(workspace, group)
    words = "\n".join(HOSTILE_STRINGS)[:4000]
    add_reply(workspace, review, [Covered(recommendation_id="r2")], f"x {words}", body=words)
    add_progress(
        workspace, review, review.recommendations[1], doing=Doing.COMPLETE, what=words, evidence=words, by=words
    )
    app = the_tab(workspace, group, "r2")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Reply to 2: to be confirmed"))
        assert "\x1b" not in picture(app)
        await opens(pilot, ReplyDialog, "p")
        await pilot.press("escape")
