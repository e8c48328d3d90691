"""The tab Recommendations: as they will print, what each rests on and where it stands, and the replies to it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from textual.widgets import Input, TextArea

from groups.group import Group
from groups.recommendation import RecommendationState, shown_numbers
from groups.response import Covered, Position
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, settled, until
from tests.workbench.app.evidence_samples import a_finding, add_evidence
from tests.workbench.app.waiting import back, opens
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.mark_several import MarkSeveral
from workbench.dialogs.reply import ReplyDialog
from workbench.dialogs.split import SplitDialog, TwoBoxes
from workbench.dialogs.wording_history import WordingHistory
from workbench.screens.builder import BuilderScreen
from workbench.screens.group import GroupScreen
from workbench.screens.place import Place
from workbench.services.parting import split
from workbench.services.recommending import (
    add_recommendation,
    address_to,
    addressees,
    move_recommendation,
    rest_on,
)
from workbench.services.replies import add_reply
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]
CABINET = "Cabinet Member for Children and Young People"


def the_tab(workspace: Workspace, group: Group, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("group", group.id, "recommendations", chosen))


def right(app: WorkbenchApp) -> str:
    """The right-hand side of a wide screen, or the whole of a narrow one, as one line."""
    return " ".join(" ".join(line.rpartition("│")[2] for line in picture(app).splitlines()).split())


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_tab_says_what_a_recommendation_is_and_how_to_begin(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = " ".join(" ".join(line.partition("│")[0] for line in picture(app).splitlines()).split())
        assert "A recommendation asks somebody who can do it for something that can be checked later." in shown
        assert "Press n to write one" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_the_builder_is_one_key_away_and_the_tab_shows_what_was_written_there(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    add_recommendation(workspace, group.id, "Consider a second adviser where possible", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = picture(app)
        assert "2.1 The Children and Families Scrutiny" in shown
        assert "  1)  Consider a second adviser where" in shown
        await opens(pilot, BuilderScreen, "enter")
        await settled(pilot)
        app.screen.query_one("#field-action", TextArea).text = "The service appoints a second adviser"
        await back(pilot, "escape")
        assert "  1)  The service appoints a second" in picture(app)
        await opens(pilot, BuilderScreen, "n")
        await settled(pilot)
        app.screen.query_one("#field-action", TextArea).text = "The service prints a leaflet"
        await back(pilot, "escape")
        assert "The service prints a leaflet" in picture(app)
    assert [row.action for row in workspace.records.recommendations.find()] == [
        "The service appoints a second adviser",
        "The service prints a leaflet",
    ]


async def test_a_new_one_is_chosen_in_the_list(workspace: Workspace, group: Group) -> None:
    add_recommendation(workspace, group.id, "An older one", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, BuilderScreen, "n")
        await settled(pilot)
        app.screen.query_one("#field-addressee", Input).value = "Trust"
        await back(pilot, "escape")
        assert "recommend to the Trust that: 2) (what should be done?)" in right(app)


async def test_where_it_stands_and_by_whom(workspace: Workspace, group: Group) -> None:
    made = add_recommendation(workspace, group.id, "The service visits every family", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, AskWhich, "a")
        await back(pilot, "enter")
        assert "Proposed · proposed by A Tester" in right(app)
        await opens(pilot, AskWhich, "a")
        await opens(pilot, MarkSeveral, "enter")
        assert "[x] Councillor A Okoro" in picture(app)
        await back(pilot, "enter")
        assert "Agreed by group · proposed by A Tester · agreed by Councillor A Okoro" in right(app)
        await opens(pilot, AskWhich, "a")
        await opens(pilot, SplitDialog, "down", "enter")
        app.screen.query_one("#box-0", TextArea).text = "The service visits every family each year"
        await back(pilot, "ctrl+s")
        shown = right(app)
        assert "Amended" in shown
        assert "1) The service visits every family each year" in shown
        assert "The group agreed these words: The service visits every family" in shown
        await opens(pilot, WordingHistory, "h")
        seen = " ".join(str(app.screen.query_one("#versions Static").render()).split())
        assert "A Tester: The Board amends a recommendation" in seen
        assert "What: The service visits every family [in: each year]" in seen
        await back(pilot, "escape")
    assert workspace.records.recommendations.get(made.id).state is RecommendationState.AMENDED


async def test_several_are_made_one_from_the_list(workspace: Workspace, group: Group) -> None:
    for n in range(3):
        add_recommendation(workspace, group.id, f"The service does {n}", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, MarkSeveral, "u")
        await pilot.press("space", "down", "space")
        await opens(pilot, AskWhich, "enter")
        await back(pilot, "enter")
        assert "1) These steps are taken: a. The service does 0 b. The service does 1" in right(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "3)  The service does 2" in picture(app)


@pytest.mark.parametrize("size", SIZES)
async def test_numbers_run_on_across_addressees_and_follow_every_move(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    rows = [add_recommendation(workspace, group.id, f"Do {n}", to) for n, to in enumerate([CABINET, CABINET, "Trust"])]
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = picture(app)
        order = [shown.index(words) for words in ("2.1 The", "1)  Do 0", "2)  Do 1", "2.2 The", "3)  Do 2")]
        assert order == sorted(order)
        await pilot.press("shift+down")
        await pilot.pause()
        shown = picture(app)
        assert "1)  Do 1" in shown
        assert "2)  Do 0" in shown
        await opens(pilot, AskWhich, "m")
        await opens(pilot, AskWhich, "down", "down", "enter")  # to somebody else
        await back(pilot, "down", "enter")  # the trust
        shown = picture(app)
        order = [shown.index(words) for words in ("2.1 The", "1)  Do 1", "2.2 The", "2)  Do 2", "3)  Do 0")]
        assert order == sorted(order)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "2)  Do 0" in picture(app)
    assert workspace.records.recommendations.get(rows[0].id).addressee == CABINET


def test_a_whole_paragraph_moves_past_another(workspace: Workspace, group: Group) -> None:
    rows = [add_recommendation(workspace, group.id, f"Do {n}", to) for n, to in enumerate(["A", "A", "B"])]

    def order() -> list[str]:
        found = workspace.records.recommendations.find(group_id=group.id)
        numbers = shown_numbers(found)
        return [r.action for r in sorted(found, key=lambda r: int(numbers[r.id]))]

    assert move_recommendation(workspace, rows[1], 1)
    assert order() == ["Do 2", "Do 0", "Do 1"]
    assert not move_recommendation(workspace, rows[1], 1)
    assert address_to(workspace, rows[2], "A").addressee == "A"
    assert order() == ["Do 0", "Do 1", "Do 2"]


async def test_the_findings_behind_are_chosen_and_lead_to_their_tab(workspace: Workspace, group: Group) -> None:
    first, second = a_finding(workspace, group, "First"), a_finding(workspace, group, "Second")
    made = add_recommendation(workspace, group.id, "Visit every family", CABINET, [first.id])

    def behind() -> list[str]:
        return [rest.finding_id for rest in workspace.records.rests_on.find(recommendation_id=made.id)]

    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, MarkSeveral, "f")
        await back(pilot, "space", "down", "space", "enter")
        assert behind() == [second.id]
        assert "6.1.ii Second" in right(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert behind() == [first.id]
        await pilot.press("tab", "tab")
        await until(pilot, lambda: app.screen.query_one("#rec-behind").has_focus)
        await opens(pilot, GroupScreen, "g")
        await pilot.pause()
        assert "▸ Findings" in picture(app)
        assert "6.1.i  First" in picture(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "▸ Recommendations" in picture(app)
    rest_on(workspace, made, [])
    assert behind() == []


@pytest.mark.parametrize("size", SIZES)
async def test_one_reply_answers_several_and_stands_under_each(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    rows = [add_recommendation(workspace, group.id, f"Do {n}", CABINET) for n in range(3)]
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "no reply yet" not in picture(app)
        await opens(pilot, ReplyDialog, "p")
        app.screen.query_one("#field-text", TextArea).text = "The trust has this in hand."
        app.screen.query_one("#field-body", Input).value = "Director of Education"
        app.screen.query_one("#field-received", Input).value = "3 March 2027"
        app.screen.query_one("#field-position").value = Position.PASSED_ON  # type: ignore[attr-defined]
        await pilot.pause()
        app.screen.query_one("#answers").focus()
        await pilot.press("down", "down", "space")
        await pilot.pause()
        assert "[x] 3) Do 2" in picture(app)
        await back(pilot, "escape")
        shown = picture(app)
        assert shown.count("draft · passed on") == 2
        assert shown.count("reply, passed on, Director") == 2
    (reply,) = workspace.records.responses.find(group_id=group.id)
    assert [c.recommendation_id for c in reply.covers] == [rows[0].id, rows[2].id]
    assert (reply.text, reply.received) == ("The trust has this in hand.", date(2027, 3, 3))


async def test_a_reply_opens_and_goes_to_the_bin_from_its_line(workspace: Workspace, group: Group) -> None:
    made = add_recommendation(workspace, group.id, "Visit every family", CABINET)
    covers = [Covered(recommendation_id=made.id)]
    add_reply(workspace, workspace.records.review(group.id), covers, "We do so already.", body="Director")
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, ReplyDialog, "down", "enter")
        assert "We do so already." in app.screen.query_one("#field-text", TextArea).text
        await back(pilot, "escape")
        assert "draft · replied" in picture(app)
        await pilot.press("d")
        await pilot.pause()
        assert "Director" not in picture(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "reply, Director" in picture(app)
    assert len(workspace.records.recommendations.find(group_id=group.id)) == 1


async def test_a_reply_in_which_nothing_was_written_is_not_kept(workspace: Workspace, group: Group) -> None:
    add_recommendation(workspace, group.id, "Visit every family", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, ReplyDialog, "p")
        await back(pilot, "escape")
    assert workspace.records.responses.find(group_id=group.id) == []


async def test_a_dropped_recommendation_stays_in_sight_and_does_not_print(workspace: Workspace, group: Group) -> None:
    made = add_recommendation(workspace, group.id, "Visit every family", CABINET, state=RecommendationState.DROPPED)
    add_recommendation(workspace, group.id, "Publish one page", CABINET)
    app = the_tab(workspace, group, made.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = picture(app)
        assert re.search(r"1\)  Publish one page[\s\S]*Dropped: these do not print[\s\S]*–   Visit every family", shown)
        assert "It is dropped and does not print." in right(app)


async def test_too_many_are_told_under_the_list(workspace: Workspace, group: Group) -> None:
    for n in range(9):
        add_recommendation(workspace, group.id, f"Do {n}", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "9 recommendations: six to eight are" in picture(app)


async def test_a_click_chooses_a_recommendation(workspace: Workspace, group: Group) -> None:
    for n in range(2):
        add_recommendation(workspace, group.id, f"Do {n}", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.click("#recommendation-list", offset=(8, 5))
        await pilot.pause()
        assert "2) Do 1" in right(app)
        await pilot.click("#recommendation-list", offset=(8, 5))
        await until(pilot, lambda: isinstance(app.screen, BuilderScreen))


async def test_a_recommendation_goes_to_the_bin_and_comes_back(workspace: Workspace, group: Group) -> None:
    add_recommendation(workspace, group.id, "Include exploitation in the guidance", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "No finding: nobody can see why it is asked." in right(app)
        await pilot.press("d")
        await pilot.pause()
        assert workspace.records.recommendations.find(group_id=group.id) == []
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Include exploitation" in picture(app)


def test_the_likeliest_addressees_come_first(workspace: Workspace, group: Group) -> None:
    add_evidence(workspace, group)
    with workspace.write("Another group"):
        other = workspace.records.groups.add(Group(title="School Meals"))
        workspace.records.groups.save(group.model_copy(update={"portfolio": "Children and Young People"}))
    add_recommendation(workspace, other.id, "Buy ovens", "Cabinet Member for Schools")
    add_recommendation(workspace, group.id, "Tell families", "Wexcombe Safeguarding Partnership")
    assert addressees(workspace, workspace.records.review(group.id)) == [
        "Wexcombe Safeguarding Partnership",
        "Cabinet Member for Children and Young People",
        "Cabinet Member for Schools",
        "Parent group",
        "Attendance team",
        "EHE officers",
    ]


def test_parts_keep_their_ids_and_what_was_linked_to_one_that_goes(workspace: Workspace, group: Group) -> None:
    finding = a_finding(workspace, group)
    made = split(workspace, add_recommendation(workspace, group.id, "x", CABINET), "Steps:", ["One", "Two", "Three"])
    one, two, three = made.parts
    with workspace.write("Rest the third part on the finding"):
        rows = workspace.records.rests_on
        rest_on(workspace, made, [finding.id])
        rows.save(rows.find(recommendation_id=made.id)[0].model_copy(update={"part_id": three.id}))
    add_reply(
        workspace,
        workspace.records.review(group.id),
        [Covered(recommendation_id=made.id, part_id=three.id)],
        "Yes.",
        body=CABINET,
    )
    again = split(workspace, made, "Steps:", ["Two", "One, reworded"])
    assert [(part.id, part.text) for part in again.parts] == [(two.id, "Two"), (one.id, "One, reworded")]
    assert [rest.part_id for rest in workspace.records.rests_on.find(recommendation_id=made.id)] == [""]
    assert workspace.records.responses.find()[0].covers == [Covered(recommendation_id=made.id)]
    undo(workspace)
    assert workspace.records.rests_on.find(recommendation_id=made.id)[0].part_id == three.id


async def test_a_split_that_cannot_be_kept_says_why_and_keeps_what_was_typed(
    workspace: Workspace, group: Group
) -> None:
    made = add_recommendation(workspace, group.id, "Visit every family", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await opens(pilot, AskWhich, "s")
        await opens(pilot, SplitDialog, "enter")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "write at least two, each on a line" in picture(app)
        assert app.screen.query_one("#box-1", TextArea).text == "Visit every family"
        app.screen.query_one("#box-1", TextArea).text = "Ring every family first"
        await back(pilot, "escape")
        await opens(pilot, AskWhich, "s")
        dialog = await opens(pilot, SplitDialog, "enter")
        assert dialog.query_one("#box-1", TextArea).text == "Ring every family first"
        await back(pilot, "escape")
    assert workspace.records.recommendations.get(made.id).parts == []


async def test_hostile_text_is_only_text(workspace: Workspace, group: Group) -> None:
    texts = [text for text in HOSTILE_STRINGS if text.strip()]
    finding = a_finding(workspace, group, f"x {texts[0]} {texts[1]}")
    for text in texts:
        made = add_recommendation(workspace, group.id, f"x {text}", f"x {text[:90]}", [finding.id])
        split(workspace, made, f"x {text}:", [f"x {text}", f"y {text}"])
    app = the_tab(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = picture(app)
        for key, dialog in (
            ("a", AskWhich),
            ("u", MarkSeveral),
            ("h", WordingHistory),
        ):
            await opens(pilot, dialog, key)
            seen += picture(app)
            await back(pilot, "escape")
        for keys in (["enter"], ["down", "enter"]):
            await opens(pilot, AskWhich, "s")
            await opens(pilot, TwoBoxes, *keys)
            seen += picture(app)
            await back(pilot, "escape")
        for _ in range(4):
            await pilot.press("pagedown")
            await pilot.pause()
            seen += picture(app)
        assert app.return_value is None
        assert app.screen.name == "group"
    assert "[/nope]" in seen
    assert "\x1b" not in seen
    assert "\u202e" not in seen
