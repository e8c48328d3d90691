"""The builder of recommendations: three panes, the sentence with every key, advice, and the way to the evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from groups.evidence import Relation
from groups.group import Group
from groups.recommendation import RecommendationState
from groups.response import Progress
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, settled, until
from tests.workbench.app.evidence_samples import a_finding, add_evidence
from tests.workbench.app.waiting import opens
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.split import SplitInTwoDialog
from workbench.dialogs.wording_history import WordingHistory
from workbench.screens.builder import BuilderScreen
from workbench.screens.place import FROM_FINDINGS, Place
from workbench.services.evidence_pieces import pieces
from workbench.services.findings import link_evidence
from workbench.services.parting import split
from workbench.services.places import last_place
from workbench.services.recommending import add_recommendation
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]
CABINET = "Cabinet Member for Children and Young People"


def builder(workspace: Workspace, group: Group, chosen: str = "", tab: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("builder", group.id, tab, chosen))


def pane(app: WorkbenchApp, n: int) -> str:
    """One of the three panes of a wide screen as one line."""
    columns = [line.split("│") for line in picture(app).splitlines() if line.count("│") == 2]
    return " ".join(" ".join(column[n] for column in columns).split())


def write(app: WorkbenchApp, field: str, text: str) -> None:
    box = app.screen.query_one(f"#field-{field}")
    if isinstance(box, TextArea):
        box.text = text
    else:
        app.screen.query_one(f"#field-{field}", Input).value = text


async def leave(pilot: Pilot[Any]) -> None:
    await pilot.press("escape")
    await until(pilot, lambda: not isinstance(pilot.app.screen, BuilderScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_the_three_panes_stand_beside_each_other_or_take_turns(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    found = pieces(workspace.records.review(group.id))
    link_evidence(workspace, finding, found[:1], Relation.SUPPORTS)
    made = add_recommendation(workspace, group.id, "Make every effort to tell families.", CABINET, [finding.id])
    app = builder(workspace, group, made.id)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await until(pilot, says(app, "As it will print", "1) Make every effort to tell"))
        if size[0] == 80:
            assert "Rests on" not in picture(app)
            await pilot.press("f2")
        rows = says(app, "[x] 6.1.i Families are not told") if size[0] == 80 else lambda: "[x] 6.1.i" in pane(app, 0)
        await until(pilot, rows)
        seen = pane(app, 0) if size[0] == 120 else " ".join(picture(app).split())
        assert "supports: “Nobody told us there was a helpline.”" in seen
        if size[0] == 80:
            assert "As it will print" not in picture(app)
            await pilot.press("shift+tab")  # round to the last pane
        await until(pilot, says(app, "Advice (never stops you)"))
        await until(pilot, says(app, "Similar past recommendations"))
        assert "“Make every effort”" in picture(app)
        assert "Help" in picture(app).splitlines()[-1]
        if size[0] == 80:
            await pilot.press("tab", "tab")
            await pilot.pause()
            assert app.focused is app.screen.query_one("#field-addressee")
            await pilot.press("shift+tab")
            await until(pilot, says(app, "Rests on"))


async def test_every_key_shows_the_sentence_and_nothing_needs_saving(workspace: Workspace, group: Group) -> None:
    add_recommendation(workspace, group.id, "The service visits every family", CABINET)
    app = builder(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "that: 2) (what should be done?)" in pane(app, 1)
        assert "Write what should be done" in pane(app, 2)
        write(app, "addressee", CABINET)
        write(app, "action", "The service prints one page")
        await pilot.pause()
        assert "2) The service prints one page" in pane(app, 1)
        await until(pilot, lambda: len(workspace.records.recommendations.find()) == 2)
        for field, text in (
            ("owner", "Head of Inclusion"),
            ("when", "31/3/27"),
            ("measure", "calls to the helpline"),
            ("reason", "families know whom to ask"),
            ("cost", "£200"),
            ("equality", "In six languages"),
            ("minority_view", "One member wants a poster"),
        ):
            write(app, field, text)
        await pilot.pause()
        assert (
            "2) The service prints one page, by the Head of Inclusion, by 31 March 2027, measured by calls to the "
            "helpline, so that families know whom to ask" in pane(app, 1)
        )
        assert "Cost: £200 Equality: In six languages Minority view: One member wants a poster" in pane(app, 1)
        write(app, "parts", "In plain words\n\nIn six languages")
        await pilot.pause()
        assert "a. In plain words b. In six languages" in pane(app, 1)
        await leave(pilot)
    made = workspace.records.recommendations.find()[1]
    assert (made.owner, made.by_when, made.cost) == ("Head of Inclusion", date(2027, 3, 31), "£200")
    assert [part.text for part in made.parts] == ["In plain words", "In six languages"]
    assert last_place(workspace) is not None


async def test_words_for_a_day_are_kept_and_questioned(workspace: Workspace, group: Group) -> None:
    made = add_recommendation(workspace, group.id, "The service visits every family", CABINET)
    app = builder(workspace, group, made.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        write(app, "when", "by the end of term")
        await until(pilot, lambda: "“by the end of term”" in pane(app, 2))
        assert "1) The service visits every family, by the end of term" in pane(app, 1)
        await leave(pilot)
    kept = workspace.records.recommendations.get(made.id)
    assert (kept.by_when, kept.by_when_text) == (None, "by the end of term")


async def test_a_new_one_rests_on_the_findings_it_began_with(workspace: Workspace, group: Group) -> None:
    first, second = a_finding(workspace, group, "First"), a_finding(workspace, group, "Second")
    app = builder(workspace, group, f"{first.id},{second.id}", FROM_FINDINGS)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "[x] 6.1.i First" in pane(app, 0))
        await pilot.press("f2", "space")
        await until(pilot, lambda: "[ ] 6.1.i First" in pane(app, 0))
        assert workspace.records.recommendations.find() == []
        write(app, "action", "The service writes to families")
        await until(pilot, lambda: len(workspace.records.rests_on.find()) == 1)
        assert workspace.records.rests_on.find()[0].finding_id == second.id
        app.screen.query_one("#builder-findings").focus()
        await pilot.press("end", "space")
        await until(pilot, lambda: len(workspace.records.rests_on.find()) == 2)
        await pilot.press("f2", "ctrl+z")
        await until(pilot, lambda: "[ ] 6.1.i First" in pane(app, 0))
        assert [rest.finding_id for rest in workspace.records.rests_on.find()] == [second.id]


async def test_leaving_without_a_word_keeps_nothing(workspace: Workspace, group: Group) -> None:
    finding = a_finding(workspace, group)
    app = builder(workspace, group, finding.id, FROM_FINDINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await leave(pilot)
    assert workspace.records.recommendations.find() == []


async def test_undo_takes_back_that_one_was_begun(workspace: Workspace, group: Group) -> None:
    app = builder(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        write(app, "addressee", "Trust")
        await until(pilot, lambda: len(workspace.records.recommendations.find()) == 1)
        await pilot.press("f2", "ctrl+z")
        await until(pilot, says(app, "A new recommendation"))
        assert app.screen.query_one("#field-addressee", Input).value == ""
        write(app, "action", "The trust reports each year")
        await until(pilot, lambda: len(workspace.records.recommendations.find()) == 1)
    assert workspace.records.recommendations.find()[0].action == "The trust reports each year"


async def test_evidence_opens_in_its_place_and_esc_returns_to_where_one_was(workspace: Workspace, group: Group) -> None:
    add_evidence(workspace, group)
    finding, other = a_finding(workspace, group), a_finding(workspace, group, "Visits are welcome")
    found = pieces(workspace.records.review(group.id))
    link_evidence(workspace, finding, found[:2], Relation.SUPPORTS)
    link_evidence(workspace, other, found[2:3], Relation.CONTRADICTS)
    made = add_recommendation(workspace, group.id, "The service tells families", CABINET, [finding.id])
    app = builder(workspace, group, made.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f2", "down", "down")
        chosen = app.screen.query_one("#builder-findings", OptionList).highlighted
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.name == "interview")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BuilderScreen))
        await settled(pilot)
        records = app.screen.query_one("#builder-findings", OptionList)
        assert (records.highlighted, records.has_focus) == (chosen, True)
        assert "contradicts:" not in picture(app)
        await pilot.press("end", "enter")  # the evidence of a finding that it does not rest on
        await until(pilot, lambda: "contradicts: We ring every family" in pane(app, 0))


async def test_advice_leads_to_where_it_is_mended(workspace: Workspace, group: Group) -> None:
    finding = a_finding(workspace, group)
    made = add_recommendation(
        workspace, group.id, "The service rings every family and publishes one page of what help there is.", CABINET
    )
    with workspace.write("Report"):
        workspace.records.progress.add(Progress(group_id=group.id, recommendation_id=made.id))
    app = builder(workspace, group, made.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "No finding: nobody can see why" in pane(app, 2))
        await pilot.press("home", "enter")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#builder-findings")
        await pilot.press("space")
        await until(pilot, lambda: "No finding:" not in pane(app, 2))
        assert "Press" not in pane(app, 0)
        await pilot.press("f4", "home", "enter")
        await until(pilot, lambda: app.focused is app.screen.query_one("#field-when"))
        app.screen.query_one("#builder-beside").focus()
        rows = app.screen.query_one("#builder-beside", OptionList)
        place = next(n for n in range(rows.option_count) if "two" in str(rows.get_option_at_index(n).prompt))
        rows.highlighted = place
        await opens(pilot, AskWhich, "enter")
        dialog = await opens(pilot, SplitInTwoDialog, "down", "enter")
        assert dialog.query_one("#box-0", TextArea).text == "The service rings every family"
        assert dialog.query_one("#box-1", TextArea).text.startswith("Publishes one page")
        dialog.query_one("#box-1", TextArea).text = "The service publishes one page of what help there is."
        assert "Keep (Ctrl+S)" in picture(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BuilderScreen))
        said = [notice.message for notice in app._notifications]
        assert any("now; the progress that was reported stays with the first. Ctrl+Z" in one for one in said)
    first, second = workspace.records.recommendations.find()
    assert first.action == "The service rings every family"
    assert second.action == "The service publishes one page of what help there is."
    behind = [(rest.recommendation_id, rest.finding_id) for rest in workspace.records.rests_on.find()]
    assert behind == [(first.id, finding.id), (second.id, finding.id)]
    assert undo(workspace) == "Split a recommendation into two"


async def test_the_addressee_is_offered_and_chosen(workspace: Workspace, group: Group) -> None:
    add_recommendation(workspace, group.id, "An older one", CABINET)
    made = add_recommendation(workspace, group.id, "The service tells families", "")
    app = builder(workspace, group, made.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("shift+tab")
        box = app.screen.query_one("#field-addressee", Input)
        assert box.has_focus
        await pilot.press("c")
        await until(pilot, lambda: box._suggestion == CABINET)
        await pilot.press("right")
        assert box.value == CABINET
        write(app, "addressee", "")
        await opens(pilot, AskWhich, "f5")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BuilderScreen) and box.value == CABINET)
        await until(pilot, lambda: workspace.records.recommendations.get(made.id).addressee == CABINET)
        assert "2) The service tells families" in pane(app, 1)


async def test_state_and_history_from_the_builder(workspace: Workspace, group: Group) -> None:
    made = add_recommendation(workspace, group.id, "The service tells families", CABINET)
    app = builder(workspace, group, made.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        write(app, "action", "The service writes to families")
        await opens(pilot, AskWhich, "f9")
        await pilot.press("enter")
        await until(pilot, says(app, "proposed (F9)"))
        await opens(pilot, WordingHistory, "f10")
        seen = " ".join(picture(app).replace("│", " ").split())
        assert "What: The service [out: tells] [in: writes to] families" in seen
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BuilderScreen))
        app.screen.query_one("#field-action").focus()
        await pilot.press("ctrl+z")  # what was done, as it was said, and not the letters that were typed before
        await until(pilot, says(app, "draft (F9)"))
        assert workspace.records.recommendations.get(made.id).action == "The service writes to families"
        await pilot.press("ctrl+y")
        await until(pilot, says(app, "proposed (F9)"))
        write(app, "action", "The service writes to every family")
        await pilot.pause()
        await pilot.press("ctrl+z")  # something was typed since: now it is of the letters
        await pilot.pause()
        assert workspace.records.recommendations.get(made.id).state is RecommendationState.PROPOSED
    kept = workspace.records.recommendations.get(made.id)
    assert (kept.state, kept.proposed_by) == (RecommendationState.PROPOSED, "A Tester")


async def test_hostile_text_is_only_text(workspace: Workspace, group: Group) -> None:
    texts = [text for text in HOSTILE_STRINGS if text.strip()]
    whole = " ".join(texts[:4])[:400]
    add_evidence(workspace, group)
    finding = a_finding(workspace, group, f"x {whole}")
    made = add_recommendation(workspace, group.id, f"x {whole}", f"x {whole}", [finding.id], owner=whole, cost=whole)
    split(workspace, made, f"x {whole}:", [f"x {text[:300]}" for text in texts])
    app = builder(workspace, group, made.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        seen = picture(app)
        for field in ("addressee", "when", "measure", "reason", "equality", "proposed_by", "agreed_by"):
            write(app, field, " ".join(whole.splitlines()))
        for field in ("action", "minority_view"):
            write(app, field, "\n".join(texts).encode("utf-8", "replace").decode())
        await settled(pilot)
        for key in ("f2", "f4", "f3"):
            await pilot.press(key)
            await pilot.pause()
            seen += picture(app)
        assert app.return_value is None
        assert isinstance(app.screen, BuilderScreen)
    assert "\x1b" not in seen
    assert "\u202e" not in seen
