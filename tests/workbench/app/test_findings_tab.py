"""The tab Findings: writing them down, linking what was said for and against, and going to where it was said."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Input, OptionList, TextArea

from groups.evidence import Relation
from groups.finding import FindingKind, WhyNowhere
from groups.group import Group
from groups.sensitivity import Sensitivity
from interviews.checks import remarks
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.evidence_samples import a_finding, add_evidence
from tests.workbench.app.waiting import answer, back, opens
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.link_evidence import LinkEvidence
from workbench.dialogs.record_dialog import RecordDialog
from workbench.screens.interview import InterviewScreen
from workbench.screens.place import Place
from workbench.screens.tabs.findings import FindingsPane
from workbench.services.evidence_pieces import matching, piece_called, pieces
from workbench.services.findings import add_finding, link_evidence, move_finding
from workbench.services.recommending import add_recommendation
from workbench.services.settling import settle
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


def the_tab(workspace: Workspace, group: Group, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("group", group.id, "findings", chosen))


def flat(app: WorkbenchApp) -> str:
    """The screen without frames and line ends."""
    return " ".join(re.sub("[│┌┐└┘─▊▎]", " ", picture(app)).split())


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_tab_says_what_a_finding_is_and_how_to_begin(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "No finding yet. A finding says what the group makes of what it heard. Press n" in flat(app)
        assert "n New" in picture(app)


async def test_a_finding_is_written_with_its_kind_and_its_partner(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, AskWhich, "n")
        await pilot.press("enter")  # a key finding
        await answer(pilot, "Visits are welcomed.")
        await opens(pilot, AskWhich, "n")
        await opens(pilot, AskWhich, "down", "enter")  # what one partner said
        await pilot.press("down", "enter")  # the second partner
        await answer(pilot, "The leaflet is old.")
        shown = picture(app)
    key, by_partner = workspace.records.findings.find(group_id=group.id)
    assert (key.kind, key.text) == (FindingKind.KEY, "Visits are welcomed.")
    assert (by_partner.kind, by_partner.partner_id) == (FindingKind.BY_PARTNER, ids["Attendance team"])
    assert re.search(r"Key\s.*\n\s+i\.\s+Visits are welcomed\.\s+0", shown)
    assert re.search(r"By partner\s.*\n\s+Attendance team.*\n\s+i\.\s+The leaflet is old\.\s+0", shown)
    assert "7.1.1.i  The leaflet is old." in shown


async def test_without_a_partner_there_is_nothing_to_choose_and_it_is_said(workspace: Workspace, group: Group) -> None:
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, AskWhich, "n")
        await back(pilot, "down", "enter")
        assert any("There is no partner yet" in told.message for told in app._notifications)


@pytest.mark.parametrize("size", SIZES)
async def test_evidence_for_and_against_makes_a_finding_contested(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await opens(pilot, LinkEvidence, "l")
        assert "On the register, 2024: 181" in picture(app)
        await pilot.press("down", "space", "down", "space")
        assert "2 marked" in picture(app)
        await back(pilot, "s")
        await opens(pilot, LinkEvidence, "l")
        app.screen.query_one(Input).value = "ring officers"
        await pilot.pause()
        assert "helpline" not in picture(app)
        await back(pilot, "enter", "c")
        await pilot.press("enter")
        await pilot.pause()
        shown = picture(app)
    links = workspace.records.evidence.find(finding_id=finding.id)
    assert [link.relation for link in links] == [Relation.SUPPORTS, Relation.SUPPORTS, Relation.CONTRADICTS]
    assert "Contested · 2 partners, 2 kinds, 1 contrary" in shown
    assert (
        shown.index("Supports\n")
        < shown.index("“Nobody told us")
        < shown.index("Contradicts\n")
        < shown.index("We ring every family")
    )
    assert "Attendance team, 9 Jan 2026, line 1" in shown


async def test_enter_opens_a_note_in_its_place_and_esc_comes_back(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    review = workspace.records.review(group.id)
    link_evidence(workspace, finding, [piece_called(review, ids["leaflet"])], Relation.SUPPORTS)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, InterviewScreen, "enter", "enter")
        assert app.screen.name == "interview"
        assert "Leaflet last reprinted" in picture(app)
        await back(pilot, "escape")
        assert "Supported · 1 partner, 1 kind" in picture(app)


async def test_on_a_narrow_screen_each_step_along_the_chain_is_one_key(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group, "Families learn of the helpline by chance, one from the other")
    review = workspace.records.review(group.id)
    link_evidence(workspace, finding, [piece_called(review, ids["leaflet"])], Relation.SUPPORTS)
    add_recommendation(workspace, group.id, "Tell them", "Cabinet Member", [finding.id])
    app = the_tab(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "by chance, one from the other"))
        await pilot.press("enter")
        await until(pilot, says(app, "Used by", "s Supports"))
        await back(pilot, "w", "escape")  # the finding's own keys work on a line of its evidence too
        await pilot.press("a")
        await until(pilot, says(app, "Agreed · supported"))
        await opens(pilot, InterviewScreen, "enter")
        await back(pilot, "escape")
        await pilot.press("escape")
        await until(pilot, says(app, "i. Families learn of the helpline by chance, one from the other"))
        await pilot.press("enter", "end", "enter")
        await until(pilot, says(app, "Rests on (f changes it)", "6.1.i Families learn", "esc Back", "Help"))
        await pilot.press("enter")
        await until(pilot, says(app, "▸ Findings", "Supports", "Used by", "esc Back"))
        await pilot.press("escape")
        await until(pilot, says(app, "Rests on (f changes it)"))
        await pilot.press("escape")
        await until(pilot, says(app, "▸ Findings", "Used by"))


async def test_evidence_opens_where_it_stands(
    workspace: Workspace, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    review = workspace.records.review(group.id)
    found = [p for p in pieces(review) if p.words in ("We asked 61 families.", "On the register, 2025: 214")]
    link_evidence(workspace, finding, [piece_called(review, ids["ring"]), *found], Relation.CONTEXT)
    made = add_recommendation(workspace, group.id, "Tell them", "Cabinet Member", [finding.id])
    app = the_tab(workspace, group)
    went: list[Place] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(app, "open_place", went.append)
        await pilot.press("enter")
        for _ in range(4):
            await pilot.press("enter", "down")
        await pilot.pause()
    interview = workspace.records.notes.get(ids["ring"]).interview_id
    quoted = next(x for x in workspace.records.evidence.find() if x.address.id == ids["submission"])
    assert went == [
        Place("interview", interview, chosen=ids["ring"]),
        Place("document", ids["submission"], chosen=quoted.id),
        Place("snapshot", ids["snapshot"], chosen="On the register, 2025", line=5),
        Place("group", group.id, "recommendations", made.id),
    ]


async def test_a_link_changes_goes_and_comes_back(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    review = workspace.records.review(group.id)
    link_evidence(workspace, finding, [piece_called(review, ids["leaflet"])], Relation.SUPPORTS)
    app = the_tab(workspace, group)

    def relations() -> list[str]:
        return [link.relation.value for link in workspace.records.evidence.find(finding_id=finding.id)]

    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        for key, relation in (("c", "contradicts"), ("x", "context"), ("s", "supports")):
            await pilot.press(key)
            await pilot.pause()
            assert relations() == [relation]
        await pilot.press("d")
        await pilot.pause()
        assert relations() == []
        assert "No evidence yet. Press l" in picture(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert relations() == ["supports"]
        assert "Leaflet last reprinted" in picture(app)
    assert len(workspace.records.findings.find(group_id=group.id)) == 1


async def test_the_letters_of_evidence_do_nothing_where_no_evidence_is_chosen(
    workspace: Workspace, group: Group
) -> None:
    add_evidence(workspace, group)
    a_finding(workspace, group)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "s Supports" not in picture(app)
        await pilot.press("s", "c")
        await pilot.pause()
        assert app.screen.name == "group"


async def test_a_click_chooses_a_finding(workspace: Workspace, group: Group) -> None:
    for n in range(3):
        add_finding(workspace, group.id, f"Finding number {n}")
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.click("#finding-list", offset=(8, 3))
        await pilot.pause()
        assert "6.1.iii  Finding number 2" in picture(app)


async def test_a_finding_is_changed_as_it_is_typed(workspace: Workspace, group: Group) -> None:
    finding = a_finding(workspace, group)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, RecordDialog, "e")
        app.screen.query_one("#field-text", TextArea).text = "Some families are told."
        app.screen.query_one("#field-is_agreed").value = True  # type: ignore[attr-defined]
        app.screen.query_one("#field-leads_nowhere").value = WhyNowhere.NOTED  # type: ignore[attr-defined]
        await pilot.pause()
        await back(pilot, "escape")
        assert "Some families are told." in picture(app)
        assert "Agreed · candidate · no evidence yet · leads nowhere: noted" in picture(app)
    kept = workspace.records.findings.get(finding.id)
    assert (kept.is_agreed, kept.leads_nowhere) == (True, WhyNowhere.NOTED)


async def test_findings_move_and_their_numbers_follow(workspace: Workspace, group: Group) -> None:
    first, second = a_finding(workspace, group, "First"), a_finding(workspace, group, "Second")
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("shift+down")
        await pilot.pause()
        assert "6.1.ii  First" in picture(app)
        await opens(pilot, AskWhich, "m")
        await back(pilot, "enter")
        assert "6.1.i  First" in picture(app)
        await pilot.press("shift+up")
        await pilot.pause()
        assert "6.1.i  First" in picture(app)
    assert not move_finding(workspace, workspace.records.findings.get(first.id), -1)
    assert move_finding(workspace, workspace.records.findings.get(second.id), -1)
    assert undo(workspace) == "Move a finding up"


async def test_the_bin_keeps_a_finding_with_its_evidence(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    link_evidence(
        workspace, finding, [piece_called(workspace.records.review(group.id), ids["ring"])], Relation.SUPPORTS
    )
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert "Press n" in picture(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Supported · 1 partner, 1 kind" in picture(app)


@pytest.mark.parametrize("size", SIZES)
async def test_what_leads_nowhere_is_told_once_there_are_recommendations(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    used = a_finding(workspace, group, "Used")
    a_finding(workspace, group, "Loose")
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Leads nowhere" not in picture(app)
        add_recommendation(workspace, group.id, "Tell them", "Cabinet Member", [used.id])
        app.refresh_records()
        await pilot.pause()
        assert "Leads nowhere: 6.1.ii" in picture(app)


async def test_a_link_whose_source_is_gone_keeps_its_words(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    link_evidence(
        workspace, finding, [piece_called(workspace.records.review(group.id), ids["ring"])], Relation.SUPPORTS
    )
    with workspace.write("Bin the note"):
        workspace.records.notes.bin(workspace.records.notes.get(ids["ring"]))
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "We ring every family in the first week" in picture(app)
        assert "not there any more" in picture(app)


def test_the_filter_finds_words_wherever_they_stand(workspace: Workspace, group: Group) -> None:
    add_evidence(workspace, group)
    found = pieces(workspace.records.review(group.id))
    assert [p.words for p in matching(found, "PARENT helpline")] == ["Nobody told us there was a helpline."]
    assert [p.words for p in matching(found, "register 2024")] == ["On the register, 2024: 181"]
    assert [p.words for p in matching(found, "ehe01")] == ["We asked 61 families.", "Most would welcome a visit."]
    assert matching(found, "nothing like it") == []
    assert len({p.key for p in found}) == len(found) == 7


async def test_hostile_text_is_only_text(workspace: Workspace, group: Group) -> None:
    texts = [text for text in HOSTILE_STRINGS if text.strip()]
    ids = add_evidence(workspace, group)
    for text in texts:
        add_finding(workspace, group.id, f"x {text}", FindingKind.BY_PARTNER, ids["Parent group"])
    app = the_tab(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = picture(app)
        await opens(pilot, RecordDialog, "e")
        whole = "\n".join(texts).encode("utf-8", "replace").decode()
        app.screen.query_one("#field-text", TextArea).load_text(whole)
        app.screen.query_one("#field-attributed_to", Input).value = " ".join(whole.splitlines())
        await pilot.pause()
        seen += picture(app)
        await back(pilot, "escape")
        await opens(pilot, LinkEvidence, "l")
        app.screen.query_one(Input).value = texts[0]
        await pilot.pause()
        seen += picture(app)
        await back(pilot, "escape")
        for _ in range(6):
            await pilot.press("pagedown", "down")
            seen += picture(app)
        seen += picture(app)
        assert app.return_value is None
    assert "[/nope]" in seen
    assert "\x1b" not in seen
    assert "\u202e" not in seen


async def test_a_click_marks_evidence_and_a_button_links_it(workspace: Workspace, group: Group) -> None:
    add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, LinkEvidence, "l")
        await pilot.click("#pieces", offset=(8, 1))
        await pilot.pause()
        assert "1 marked" in picture(app)
        assert app.screen.query_one("#pieces", OptionList).highlighted == 1
        await pilot.click("#contradicts")
        await back(pilot)
    (link,) = workspace.records.evidence.find(finding_id=finding.id)
    assert link.relation is Relation.CONTRADICTS
    assert undo(workspace) == "Link one piece of evidence as contradicting"


# -- how it stands, what is questioned, where it leads -----------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_questioned_stands_beside_the_finding_with_why(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group, "All partners agree that leaflets help (from Health Visitors)")
    review = workspace.records.review(group.id)
    link_evidence(workspace, finding, [piece_called(review, ids["leaflet"])], Relation.SUPPORTS)
    app = the_tab(workspace, group)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "no partner of this review is called Health Visitors" in flat(app))
        assert "“All partners agree”: one of the three partners heard is behind it" in flat(app)
        assert "One voice that was not heard" in flat(app)
        assert "Supported · 1 partner, 1 kind" in flat(app)
        remark = next(r for r in remarks(workspace.records.review(group.id)) if "Health Visitors" in r.text)
        settle(workspace, group.id, remark, "They sent a letter")
        app.refresh_records()
        await until(pilot, lambda: "Health Visitors, and" not in flat(app))
        assert "One voice that was not heard" in flat(app), "what is settled is gone, the rest stays"


async def test_several_are_agreed_with_one_key_and_it_is_taken_back(workspace: Workspace, group: Group) -> None:
    first, second, third = (a_finding(workspace, group, text) for text in ("First", "Second", "Third"))
    app = the_tab(workspace, group)

    def agreed() -> list[bool]:
        return [workspace.records.findings.get(one.id).is_agreed for one in (first, second, third)]

    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("space", "space")
        await until(pilot, says(app, "picked First", "picked Second"))
        await pilot.press("a")
        await until(pilot, lambda: agreed() == [True, True, False])
        assert "picked" not in picture(app)
        await pilot.press("home", "a")
        await until(pilot, lambda: agreed() == [False, True, False])
        await pilot.press("ctrl+z", "ctrl+z")
        await until(pilot, lambda: agreed() == [False, False, False])


async def test_picked_findings_make_one_recommendation(
    workspace: Workspace, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _, third = (a_finding(workspace, group, text) for text in ("First", "Second", "Third"))
    app = the_tab(workspace, group)
    went: list[Place] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(app, "open_place", went.append)
        await pilot.press("space", "down", "space", "r")
        await pilot.pause()
    assert [(place.screen, place.chosen) for place in went] == [("builder", f"{first.id},{third.id}")]


@pytest.mark.parametrize("size", SIZES)
async def test_why_a_finding_leads_nowhere_is_asked_in_words(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    used, loose = a_finding(workspace, group, "Used"), a_finding(workspace, group, "Loose")
    add_recommendation(workspace, group.id, "Tell them", "Cabinet Member", [used.id])
    app = the_tab(workspace, group, loose.id)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "leads nowhere" in picture(app).lower())
        app.screen.query_one(FindingsPane).choose(used.id)
        await opens(pilot, AskWhich, "w")
        await opens(pilot, AskWords, "enter")
        app.screen.query_one(Input).value = "said of another finding"
        await back(pilot, "escape")
        app.screen.query_one(FindingsPane).choose(loose.id)
        await opens(pilot, AskWhich, "w")
        assert "For the Board: somebody else is to take it up" in flat(app)
        asked = await opens(pilot, AskWords, "down", "down", "enter")
        assert asked.query_one(Input).value == "", "what was left for one finding is not offered for another"
        await answer(pilot, "the Board looks at it in June")
        await until(pilot, lambda: "Leads nowhere" not in picture(app))
        kept = workspace.records.findings.get(loose.id)
        assert (kept.leads_nowhere, kept.nowhere_reason) == (WhyNowhere.FOR_BOARD, "the Board looks at it in June")
        await pilot.press("enter")
        await until(pilot, says(app, "leads nowhere: for the Board (the Board", "in June)"))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "leads nowhere yet: w says why" in flat(app))


async def test_two_findings_become_one_and_come_apart(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    keep, gone = a_finding(workspace, group, "Leaflets are old"), a_finding(workspace, group, "Leaflets are few")
    for finding, name in ((keep, "leaflet"), (gone, "helpline")):
        found = [piece_called(workspace.records.review(group.id), ids[name])]
        link_evidence(workspace, finding, found, Relation.SUPPORTS)
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await opens(pilot, AskWhich, "u")
        assert "Which finding goes into 6.1.i?" in flat(app)
        await pilot.press("enter")
        await answer(pilot, "Leaflets are old and few")
        await until(pilot, says(app, "Corroborated · 2 partners, 2 kinds"))
        (left,) = workspace.records.findings.find(group_id=group.id)
        assert (left.id, left.text) == (keep.id, "Leaflets are old and few")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(workspace.records.findings.find(group_id=group.id)) == 2)


async def test_exempt_evidence_is_refused_and_nothing_marked_is_lost(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group)
    with workspace.write("Close"):
        notes = workspace.records.notes
        closed = {"sensitivity": Sensitivity.EXEMPT, "exempt_reason": "Schedule 12A, paragraph 1: x"}
        notes.save(notes.get(ids["helpline"]).model_copy(update=closed))
    app = the_tab(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        dialog = await opens(pilot, LinkEvidence, "l")
        await pilot.press("down", "space", "down", "space", "s")
        await until(pilot, says(app, "1 of these is exempt: leave them out"))
        assert app.screen is dialog
        await pilot.press("home", "space")
        await back(pilot, "s")
    (link,) = workspace.records.evidence.find(finding_id=finding.id)
    assert link.address.id == ids["leaflet"]
