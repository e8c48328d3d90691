"""The tab Recommendations: from a finding to a sentence that can be checked later, and the replies to it (J8)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from textual.widgets import Input, TextArea

from groups.group import Group
from groups.recommendation import RecommendationState, shown_numbers
from groups.response import Covered, Position
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, until
from tests.workbench.app.evidence_samples import a_finding, add_evidence
from tests.workbench.app.waiting import answer, back, opens
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.mark_several import MarkSeveral
from workbench.dialogs.reply import ReplyDialog
from workbench.dialogs.split import SplitDialog
from workbench.screens.group import GroupScreen
from workbench.screens.place import Place
from workbench.services.recommending import (
    add_recommendation,
    address_to,
    addressees,
    move_recommendation,
    rest_on,
    split,
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


async def test_a_recommendation_is_built_from_a_finding(workspace: Workspace, group: Group) -> None:
    """J8: vague wording is told with why; addressee, owner, date, measure; split into a. and b.; as it will print."""
    add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    add_recommendation(workspace, group.id, "An older one", CABINET)
    app = WorkbenchApp(workspace, start=Place("group", group.id, "findings"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, AskWhich, "r")
        assert CABINET in picture(app)  # an addressee already used is offered first
        await pilot.press("enter")
        await answer(pilot, "Make every effort to tell families and publish one page of what help there is.")
        await back(pilot)
        assert "▸ Recommendations" in picture(app)
        shown = right(app)
        assert "6.1.i Families are not told what sup… candidate, no evidence yet" in shown
        assert "“Make every effort”: an effort cannot be shown to have been made or not." in shown
        assert "No date: nobody can say when it is late." in shown
        assert "No measure: nobody will know whether it made a difference." in shown
        assert "“… and publish …”: two things in one get one answer" in shown

        await pilot.press("e")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#field-action")
        app.screen.query_one("#field-owner", Input).value = "Head of Inclusion"
        app.screen.query_one("#field-by_when", Input).value = "31st March 2027"
        app.screen.query_one("#field-measure", Input).value = "calls to the helpline"
        await until(pilot, lambda: "measured by calls to the helpline" in right(app))
        shown = right(app)
        assert (
            "2) Make every effort to tell families and publish one page of what help there is, by the Head of "
            "Inclusion, by 31 March 2027, measured by calls to the helpline." in shown
        )
        assert "No date" not in shown
        assert "“Make every effort”" in shown

        await pilot.press("escape")
        await opens(pilot, SplitDialog, "s")
        area = app.screen.query_one(TextArea)
        assert area.text.splitlines()[1] == "Publish one page of what help there is."
        area.text = "Send each family the number of the helpline\n\n" + area.text.splitlines()[1]
        await back(pilot, "ctrl+s")
        shown = right(app)
        assert "2) These steps are taken, by the Head of Inclusion, by 31 March 2027, measured by calls" in shown
        assert "a. Send each family the number of the helpline b. Publish one page of what help there is." in shown
        assert "Advice Nothing to add: it says who, what, by when and how one will know." in shown
    made = workspace.records.recommendations.find(group_id=group.id)[1]
    assert (made.owner, made.by_when, made.measure) == (
        "Head of Inclusion",
        date(2027, 3, 31),
        "calls to the helpline",
    )
    assert [rest.finding_id for rest in workspace.records.rests_on.find(recommendation_id=made.id)] == [finding.id]
    assert undo(workspace) == "Split a recommendation into parts"
    assert workspace.records.recommendations.get(made.id).parts == []


async def test_on_a_small_screen_the_list_and_the_recommendation_take_turns(workspace: Workspace, group: Group) -> None:
    add_recommendation(workspace, group.id, "Consider a second adviser where possible", CABINET)
    app = the_tab(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = picture(app)
        assert "2.1 The Children and Families Scrutiny Board (2) recommend to the Cabinet Member" in shown
        assert "  1)  Consider a second adviser where possible" in shown
        assert "As it will print" not in shown
        await pilot.press("e")
        await pilot.pause()
        shown = picture(app)
        assert "As it will print" in shown
        assert "Measured by" in shown
        assert "2.1 The Children" not in shown
        await pilot.press("escape")
        await pilot.pause()
        assert "2.1 The Children" in picture(app)


async def test_a_long_text_is_whole_when_the_recommendation_comes_on_show(workspace: Workspace, group: Group) -> None:
    """Textual told a box that came on show with its parent nothing of its width: its second line was not there."""
    text = "Publish one page of what help there is and where to ask for it, in the six languages that families speak"
    finding = a_finding(workspace, group, "Families are told of help by chance and by other families, not by us")
    add_recommendation(workspace, group.id, text, CABINET, [finding.id])
    app = the_tab(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        draft = picture(app).partition("Draft")[2].partition("Owner")[0]
        assert text in " ".join(draft.replace("What", "").partition("People")[2].split())
        assert "Families are told of help by chance" in picture(app)


async def test_a_date_that_is_none_is_told_and_words_have_a_place_of_their_own(
    workspace: Workspace, group: Group
) -> None:
    made = add_recommendation(workspace, group.id, "Visit every family", CABINET, measure="visits made")
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("e")
        app.screen.query_one("#field-by_when", Input).value = "end of term"
        await until(pilot, lambda: "is no date" in right(app))
        app.screen.query_one("#field-by_when", Input).value = ""
        app.screen.query_one("#field-by_when_text", Input).value = "by the end of term"
        await until(pilot, lambda: "it names no day" in right(app))
        shown = right(app)
        assert "1) Visit every family, by the end of term, measured by visits made" in shown
        assert "“by the end of term”: it names no day" in shown
    assert workspace.records.recommendations.get(made.id).by_when_text == "by the end of term"


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
        await opens(pilot, GroupScreen, "enter", "g")
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


async def test_a_new_one_is_made_to_somebody_who_was_not_there(workspace: Workspace, group: Group) -> None:
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, AskWhich, "n")
        await pilot.press("enter")  # somebody else
        await answer(pilot, "Wexcombe Safeguarding Partnership")
        await answer(pilot, "Include exploitation in the guidance")
        await back(pilot)
        assert "1) Include exploitation in the guidance" in right(app)
        assert "It rests on no finding yet." in right(app)
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
        await opens(pilot, SplitDialog, "s")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "write at least two, each on a line" in picture(app)
        assert app.screen.query_one(TextArea).text == "Visit every family"
        app.screen.query_one(TextArea).text = "Ring every family first"
        await back(pilot, "escape")
        dialog = await opens(pilot, SplitDialog, "s")
        assert dialog.query_one(TextArea).text == "Ring every family first"
        await back(pilot, "escape")
    assert workspace.records.recommendations.get(made.id).parts == []


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_only_text(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    texts = [text for text in HOSTILE_STRINGS if text.strip()]
    finding = a_finding(workspace, group, f"x {texts[0]} {texts[1]}")
    for text in texts:
        made = add_recommendation(workspace, group.id, f"x {text}", f"x {text[:90]}", [finding.id])
        split(workspace, made, f"x {text}:", [f"x {text}", f"y {text}"])
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = picture(app)
        await pilot.press("e")
        await pilot.pause()
        whole = "\n".join(texts).encode("utf-8", "replace").decode()
        app.screen.query_one("#field-action", TextArea).load_text(whole)
        for name in ("addressee", "owner", "by_when", "by_when_text", "measure", "reason"):
            app.screen.query_one(f"#field-{name}", Input).value = " ".join(whole.splitlines())
        await pilot.pause(0.7)
        seen += picture(app)
        await pilot.press("escape")
        for key, dialog in (("s", SplitDialog), ("p", ReplyDialog), ("f", MarkSeveral)):
            await opens(pilot, dialog, key)
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
