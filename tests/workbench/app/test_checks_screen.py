"""Before publishing, on the screen: by subject, leading to the place, settling with a reason, the filter named."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from groups.enquiry import EnquiryLine, LineKind
from groups.finding import Finding
from groups.group import Group
from groups.prose import Prose, ReportSection
from groups.recommendation import Recommendation
from interviews.interview import Interview, InterviewState
from interviews.remark import About, Remark
from interviews.submission import Snapshot, Submission
from tests.workbench.app.conftest import picture, says, settled, until
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWords
from workbench.screens.checks import EVERYTHING, ChecksScreen
from workbench.screens.group import GroupScreen
from workbench.screens.place import Place, place_of
from workbench.services.checking import check_group
from workbench.services.settling import settle
from workbench.widgets.fitted import FittedList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]
REFERENCE = "Background and Information refers to Appendix 9"


@pytest.fixture
def review(workspace: Workspace, group: Group) -> Group:
    """A group with a finding that rests on nothing, a loose recommendation, and a reference to nowhere."""
    own = {"group_id": group.id}
    records = workspace.records
    with workspace.write("Fill"):
        records.findings.add(Finding(**own, text="The register is old.", position=1))
        records.findings.add(Finding(**own, text="Letters are late.", position=2))
        records.recommendations.add(Recommendation(**own, addressee="Cabinet Member", action="The list is renewed"))
        records.prose.add(Prose(**own, section=ReportSection.BACKGROUND, text="As told in Appendix 9."))
        records.interviews.add(Interview(**own, title="Schools", state=InterviewState.CLOSED_OUT))
        records.enquiry.add(EnquiryLine(**own, kind=LineKind.QUESTION, text="Who is on the list?"))
    return group


def opened(workspace: Workspace, group: Group, *, tab: str = "", chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("checks", group.id, tab, chosen))


def listed(app: WorkbenchApp) -> FittedList:
    return app.screen.query_one("#remarks", FittedList)


def choose(workspace: Workspace, app: WorkbenchApp, group: Group, words: str) -> Remark:
    remark = next(one for one in check_group(workspace, group.id).open if words in one.text)
    assert listed(app).choose(remark.key)
    return remark


async def say_why(pilot: Pilot[int], reason: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, AskWords))
    pilot.app.screen.query_one(Input).value = reason
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChecksScreen))


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_by_subject_with_counts_and_the_filter_named(
    workspace: Workspace, review: Group, size: tuple[int, int]
) -> None:
    app = opened(workspace, review)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Only what is open is shown"))
        shown = picture(app)
        count = len(check_group(workspace, review.id).open)
        assert f"Only what is open is shown ({count})" in shown
        assert f"{count} open" in shown
        assert "What is missing (" in shown
        assert "There is no scope yet." in shown
        footer = shown.splitlines()[-1]
        for key in ("Go there", "s Settle", "a Open/everything"):
            assert key in footer
        assert "Open again" not in footer
        listed(app).action_last()
        await until(pilot, says(app, "References (1)", REFERENCE))


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_settling_asks_for_a_reason_that_is_shown_and_can_be_taken_back(
    workspace: Workspace, review: Group, size: tuple[int, int]
) -> None:
    app = opened(workspace, review)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Only what is open is shown"))
        remark = choose(workspace, app, review, REFERENCE)
        await pilot.press("s")
        await until(pilot, says(app, "Why may this stand as it is?", "Appendix 9, and there is none"))
        await say_why(pilot, "Handed out on the day")
        await until(pilot, says(app, "1 settled is not shown: a shows everything."))
        assert not any(option.id == remark.key for option in listed(app).options)
        await pilot.press("a")
        await until(pilot, says(app, "Everything is shown:", "1 settled. a shows only what is open."))
        assert listed(app).choose(remark.key)
        await until(pilot, says(app, "Settled (1)", "Handed out on the day (A Tester, 14 Jan 2026)"))
        assert "u Open again" in picture(app)
        await pilot.press("u")
        await until(pilot, says(app, "0 settled. a shows only what is open."))
        assert remark.key in [one.key for one in check_group(workspace, review.id).open]
        await pilot.press("ctrl+z")
        await until(pilot, says(app, "1 settled"))


async def test_esc_at_the_question_settles_nothing(workspace: Workspace, review: Group) -> None:
    app = opened(workspace, review)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, says(app, "Only what is open is shown"))
        choose(workspace, app, review, REFERENCE)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChecksScreen))
        assert workspace.records.settled.find() == []


async def test_enter_leads_to_the_place_and_esc_back_to_the_line(workspace: Workspace, review: Group) -> None:
    app = opened(workspace, review)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Only what is open is shown"))
        remark = choose(workspace, app, review, "Finding 6.1.ii rests on no evidence")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
        await until(pilot, says(app, "▸ Findings", "Letters are late."))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChecksScreen))
        await settled(pilot)
        assert listed(app).chosen == remark.key


async def test_what_was_mended_is_gone_on_coming_back(workspace: Workspace, review: Group) -> None:
    app = opened(workspace, review)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, says(app, "Only what is open is shown"))
        before = len(check_group(workspace, review.id).open)
        row = workspace.records.prose.find(group_id=review.id)[0]
        with workspace.write("Mend"):
            workspace.records.prose.save(row.model_copy(update={"text": "As told below."}))
        app.screen.refresh_records()  # type: ignore[attr-defined]
        await until(pilot, says(app, f"Only what is open is shown ({before - 1})"))


async def test_from_the_group_by_its_key_and_back(workspace: Workspace, review: Group) -> None:
    app = WorkbenchApp(workspace, start=Place("group", review.id, "scope"))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, says(app, "▸ Scope"))
        await pilot.press("exclamation_mark")
        await until(pilot, says(app, "Before publishing", "Only what is open is shown"))
        await pilot.press("escape")
        await until(pilot, says(app, "▸ Scope"))


async def test_a_place_keeps_the_filter_and_the_line(workspace: Workspace, review: Group) -> None:
    remark = next(one for one in check_group(workspace, review.id).open if REFERENCE in one.text)
    settle(workspace, review.id, remark, "Handed out")
    app = opened(workspace, review, tab=EVERYTHING, chosen=remark.key)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, says(app, "Everything is shown:", "Handed out (A Tester"))
        assert listed(app).chosen == remark.key


async def test_when_all_is_settled_it_says_so(workspace: Workspace, review: Group) -> None:
    for remark in check_group(workspace, review.id).open:
        settle(workspace, review.id, remark, "So agreed")
    app = opened(workspace, review)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, says(app, "Nothing is open.", "are not shown: a shows everything."))
        assert "s Settle" not in picture(app)


async def test_words_of_others_are_shown_as_words(workspace: Workspace, review: Group) -> None:
    with workspace.write("Write"):
        workspace.records.submissions.add(Submission(group_id=review.id, reference="[b]", title="[/b] [red]", text="x"))
        workspace.records.interviews.add(
            Interview(
                group_id=review.id, title="[/] late", partner_ids=["x"], on=workspace.today().date().replace(day=1)
            )
        )
    app = opened(workspace, review)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, says(app, "The interview [/] late was planned"))


def test_each_table_leads_to_its_best_screen() -> None:
    def place(table: str, record_id: str = "R", about: About = About.EVIDENCE, line: int = 0) -> Place:
        return place_of("G", Remark(about, "", table, record_id, "", line))

    assert place("interviews") == Place("interview", "R")
    assert place("interviews", "") == Place("group", "G", "evidence")
    assert place("submissions") == Place("document", "R")
    assert place("snapshots") == Place("snapshot", "R")
    assert place("requests") == Place("requests", "G", chosen="R")
    assert place("packs", line=7) == Place("pack", "R", line=7)
    assert place("enquiry_lines", about=About.COVERAGE) == Place("coverage", "G", chosen="R")
    assert place("enquiry_lines", about=About.DRIFT) == Place("group", "G", "enquiry", "R")
    assert place("prose") == Place("group", "G", "report", "R")
    assert place("scopes") == Place("group", "G", "scope", "R")


async def test_a_line_on_figures_opens_the_snapshot(workspace: Workspace, review: Group) -> None:
    with workspace.write("Add figures"):
        rows = [["", "2024", "2025"], ["Home", "12", "17"]]
        workspace.records.snapshots.add(Snapshot(group_id=review.id, title="Children at home", rows=rows))
    app = opened(workspace, review)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Only what is open is shown"))
        choose(workspace, app, review, "Children at home: It is not said")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.name == "snapshot")
