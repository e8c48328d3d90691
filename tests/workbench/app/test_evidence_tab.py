"""The tab Evidence: what was gathered in words, forms that save themselves, texts and tables to read, and the bin."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from groups.evidence import EvidenceKind, find_again
from groups.group import Group
from groups.rows import Rows
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState, Note
from interviews.partner import Partner
from interviews.review import Review
from interviews.submission import Publication, Snapshot, Submission
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.dialogs.taking_in import TakingIn
from workbench.screens.interview import InterviewScreen
from workbench.screens.place import Place
from workbench.screens.tabs.evidence import EvidencePane
from workbench.services.evidence_words import about_submission
from workbench.widgets.line_view import LineView
from workbench.widgets.record_form import RecordForm
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


@pytest.fixture
def gathered(workspace: Workspace, group: Group) -> dict[str, Any]:
    """An umbrella with one organisation that was heard, a partner that was not, and one of everything handed in."""
    records, common = workspace.records, {"group_id": group.id}
    with workspace.write("Gather"):
        health = records.partners.add(Partner(**common, name="Health", position=1))
        trust = records.partners.add(
            Partner(**common, name="Wexcombe Hospitals Trust", short_name="WHT", umbrella_id=health.id, position=2)
        )
        police = records.partners.add(Partner(**common, name="Wexcombe Police", position=3))
        interview = records.interviews.add(
            Interview(
                **common,
                title="Ward sisters",
                partner_ids=[trust.id],
                on=date(2026, 1, 9),
                state=InterviewState.CLOSED_OUT,
            )
        )
        note = records.notes.add(Note(**common, interview_id=interview.id, text="Referrals go both ways"))
        handed = records.submissions.add(
            Submission(
                **common,
                reference="EHE01",
                title="Letter from the parents' forum",
                sender="Parents' forum",
                capacity="for 40 families",
                text="We were not told.\n\nThe letter came in the sixth week.",
                publication=Publication.WITHOUT_NAMES,
            )
        )
        snapshot = records.snapshots.add(
            Snapshot(
                **common,
                title="Children educated at home",
                as_at=date(2025, 12, 1),
                unit="children",
                rows=[["Year", "Children"], ["2024", "9"], ["2025", "1,204"]],
            )
        )
    return {
        "health": health,
        "trust": trust,
        "police": police,
        "interview": interview,
        "note": note,
        "handed": handed,
        "snapshot": snapshot,
    }


def opened(workspace: Workspace, group: Group, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("group", group.id, "evidence", chosen))


async def settle(pilot: Pilot[int]) -> None:
    for _ in range(3):
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_an_empty_tab_says_how_to_begin(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        shown = picture(app)
    assert "none yet: n adds who is to be asked" in shown
    assert "i takes in a file" in shown
    assert "n New" in shown


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_what_each_has_given_is_said_in_words(
    workspace: Workspace, group: Group, gathered: dict[str, Any], size: tuple[int, int]
) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        shown = picture(app)
    lines = [line.split("│")[0].rstrip() for line in shown.splitlines()]
    assert "  Health  1 interview, 1 note" in lines
    assert "    WHT  1 interview, 1 note" in lines
    assert "  Wexcombe Police  nothing yet" in lines
    listed = " ".join(" ".join(lines).split())
    assert "9 Jan 2026 · closed out · 1 note" in listed
    assert "EHE01 Letter from the parents' forum publish without names" in listed
    assert "as at 1 Dec 2025" in shown
    assert "Wexcombe Police has not been heard." in shown


async def test_enter_on_an_interview_opens_its_notes_and_esc_comes_back(
    workspace: Workspace, group: Group, gathered: dict[str, Any]
) -> None:
    app = opened(workspace, group, gathered["note"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, InterviewScreen)
        assert "Referrals go both ways" in picture(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "Ward sisters" in picture(app)
        assert app.screen.query_one("#gathered", RecordList).chosen == f"interview:{gathered['interview'].id}"


async def test_a_partner_is_changed_in_its_form(workspace: Workspace, group: Group, gathered: dict[str, Any]) -> None:
    app = opened(workspace, group, gathered["police"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        name = app.screen.query_one("#field-name", Input)
        assert name.has_focus
        name.value = "Wexcombe Constabulary"
        await pilot.press("tab")
        await settle(pilot)
        assert "Wexcombe Constabulary" in picture(app).partition("│")[0] + picture(app)
        app.screen.query_one("#field-umbrella_id").value = gathered["health"].id  # type: ignore[attr-defined]
        await settle(pilot)
    kept = workspace.records.partners.get(gathered["police"].id)
    assert (kept.name, kept.umbrella_id) == ("Wexcombe Constabulary", gathered["health"].id)


async def test_what_is_typed_as_one_leaves_is_kept(
    workspace: Workspace, group: Group, gathered: dict[str, Any]
) -> None:
    app = opened(workspace, group, gathered["police"].id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = picture(app).splitlines()[3:-1]
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one("#field-name", Input).value += " "
        app.screen.query_one(RecordForm).flush()
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert picture(app).splitlines()[3:-1] == before  # as wide as it was, though it was filled while out of sight
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one("#field-kind", Input).value = "police"
        await pilot.pause()
    assert workspace.records.partners.get(gathered["police"].id).kind == "police"


async def test_partners_of_an_interview_are_written_by_name(
    workspace: Workspace, group: Group, gathered: dict[str, Any]
) -> None:
    with workspace.write("Add a partner"):
        parents = workspace.records.partners.add(Partner(group_id=group.id, name="Parents’ Voice"))
    app = opened(workspace, group, gathered["interview"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        area = app.screen.query_one("#field-partner_ids", TextArea)
        assert area.text == "WHT"
        form = app.screen.query_one(RecordForm)
        area.text = "wht\nWexcombe Pol\nparents' voi"  # the keyboard's apostrophe
        await settle(pilot)
        form.flush()
        kept = workspace.records.interviews.get(gathered["interview"].id)
        assert kept.partner_ids == [gathered["trust"].id, gathered["police"].id, parents.id]
        area.text = "wht\nthe Navy"
        await settle(pilot)
        form.flush()
        await settle(pilot)
        assert "There is no partner called “the Navy”" in " ".join(picture(app).split())
    assert workspace.records.interviews.get(gathered["interview"].id).partner_ids == kept.partner_ids


async def test_a_confirmed_interview_cannot_be_written_in(
    workspace: Workspace, group: Group, gathered: dict[str, Any]
) -> None:
    with workspace.write("Confirm"):
        workspace.records.interviews.save(gathered["interview"].model_copy(update={"state": InterviewState.CONFIRMED}))
    app = opened(workspace, group, gathered["interview"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "Confirmed and locked" in picture(app)
        assert app.screen.query_one(RecordForm).disabled
        await pilot.press("e")
        await settle(pilot)
        assert not app.screen.query_one("#field-title").has_focus


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_a_submission_is_read_and_a_finding_made_of_a_line(
    workspace: Workspace, group: Group, gathered: dict[str, Any], size: tuple[int, int]
) -> None:
    app = opened(workspace, group, gathered["handed"].id)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.name == "document"
        assert "The letter came in the sixth week." in picture(app)
        await pilot.press("m")
        await until(pilot, says(app, "From Parents' forum, for 40"))
        await pilot.press("m")
        assert app.screen.query_one(LineView).has_focus
        await pilot.press("down", "down", "f")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "The letter came in the sixth week."
        app.screen.query_one(Input).value = "Families hear late"
        await pilot.press("enter")
        await settle(pilot)
    (finding,) = workspace.records.findings.find()
    (link,) = workspace.records.evidence.find()
    assert (finding.text, link.finding_id) == ("Families hear late", finding.id)
    assert link.quote == "The letter came in the sixth week."
    assert link.address.kind is EvidenceKind.PASSAGE
    assert find_again(link.address, gathered["handed"].text) == gathered["handed"].text.index("The letter")


async def test_a_table_is_shown_aligned_on_its_figures(
    workspace: Workspace, group: Group, gathered: dict[str, Any]
) -> None:
    app = opened(workspace, group, gathered["snapshot"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        lines = picture(app).splitlines()
    assert any(line.endswith("2024 |        9") for line in lines)
    assert any(line.endswith("2025 |    1,204") for line in lines)


@pytest.mark.parametrize("kind", ["partner", "interview", "submission", "snapshot"])
async def test_n_adds(workspace: Workspace, group: Group, kind: str) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*["down"] * ["partner", "interview", "submission", "snapshot"].index(kind), "enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "Parents' forum [/b]"
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.query_one("#gathered", RecordList).chosen.startswith(kind)  # type: ignore[union-attr]
        if kind == "submission":
            area = app.screen.query_one("#field-text", TextArea)
            assert area.has_focus
            area.text = "Written\nby hand"
        if kind == "snapshot":
            area = app.screen.query_one("#field-rows", TextArea)
            assert area.has_focus
            area.text = "Year\tChildren\n2024\t9"
        await pilot.pause()
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.query_one("#gathered", RecordList).has_focus
        assert "Parents' forum [/b]" in picture(app)
    records = workspace.records
    rows: dict[str, Any] = {
        "partner": records.partners,
        "interview": records.interviews,
        "submission": records.submissions,
        "snapshot": records.snapshots,
    }
    (made,) = rows[kind].find()
    if kind == "submission":
        assert (made.reference, made.text) == ("EHE01", "Written\nby hand")
    if kind == "snapshot":
        assert (made.rows, made.heading_rows) == ([["Year", "Children"], ["2024", "9"]], 1)


async def test_the_bin_takes_and_undo_brings_back(workspace: Workspace, group: Group, gathered: dict[str, Any]) -> None:
    app = opened(workspace, group, gathered["handed"].id)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert workspace.records.submissions.find() == []
        await until(pilot, says(app, "is in the bin."))
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert len(workspace.records.submissions.find()) == 1
        assert "EHE01" in picture(app)


async def test_text_from_a_file_stays_as_it_came(workspace: Workspace, group: Group, gathered: dict[str, Any]) -> None:
    with workspace.write("File"):
        workspace.records.submissions.save(
            gathered["handed"].model_copy(update={"file_sha256": "0" * 64, "file_name": "letter.txt"})
        )
    app = opened(workspace, group, gathered["handed"].id)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        await until(pilot, says(app, "stays as it came"))
        assert not app.screen.query("#field-text")


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [("letter.txt", "We were not told.", "submission"), ("figures.csv", "Year,Children\n2024,9\n", "snapshot")],
)
async def test_a_file_is_taken_in(
    workspace: Workspace, group: Group, tmp_path: Path, name: str, text: str, kind: str
) -> None:
    (tmp_path / name).write_text(text)
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / name)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TakingIn))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.name == "group" and bool(rows_of(workspace, kind).find()))
        await settle(pilot)
        shown = picture(app)
        chosen = app.screen.query_one("#gathered", RecordList).chosen or ""
    assert chosen.startswith(kind)
    assert text.splitlines()[0].split(",")[0] in shown


def rows_of(workspace: Workspace, kind: str) -> Rows[Any]:
    return workspace.records.all_rows()[f"{kind}s"]


async def test_a_file_that_cannot_be_read_is_said(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 broken")
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "scan.pdf")
        await pilot.press("enter")
        await until(pilot, says(app, "It was not done.", "scan.pdf"))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "group")
    assert workspace.records.submissions.find() == []


async def test_a_click_chooses(workspace: Workspace, group: Group, gathered: dict[str, Any]) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.click("#gathered", offset=(5, 3))
        await settle(pilot)
        assert app.screen.query_one("#gathered", RecordList).chosen == f"partner:{gathered['police'].id}"
        assert app.screen.query_one("#field-name", Input).value == "Wexcombe Police"


@pytest.mark.parametrize("kind", ["partner", "interview", "submission", "snapshot"])
async def test_hostile_text_in_every_field_is_only_text(
    workspace: Workspace, group: Group, gathered: dict[str, Any], kind: str
) -> None:
    name = {"partner": "police", "submission": "handed"}.get(kind, kind)
    app = opened(workspace, group, gathered[name].id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        form = next(form for form in app.screen.query(RecordForm) if form.display)
        for field in form.query("Input, TextArea"):
            if isinstance(field, Input):
                field.value = " ".join(HOSTILE_STRINGS)
            elif isinstance(field, TextArea):
                field.text = "\n".join(HOSTILE_STRINGS)
        await pilot.pause()
        form.flush()
        app.screen.query_one(EvidencePane).refresh_records()
        await settle(pilot)
        assert "\x1b" not in picture(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "\x1b" not in picture(app)
        assert app.return_value is None
    kept = str(getattr(workspace.records, f"{kind}s").get(gathered[name].id).model_dump())
    assert not any(sign in kept for sign in ("\\x1b", "\\u202e", "\\x07"))


def test_exempt_without_a_reason_is_said() -> None:
    """The sentence stands beside the submission until a reason is given."""
    review = Review(group=Group(id="g", title="Elective Home Education"))
    handed = Submission(group_id="g", reference="EHE01", title="Letter", sensitivity=Sensitivity.EXEMPT, text="x")
    assert "without a reason" in about_submission(handed, review)
    reasoned = handed.model_copy(update={"exempt_reason": "Schedule 12A, paragraph 1: names a child"})
    assert "without a reason" not in about_submission(reasoned, review)
