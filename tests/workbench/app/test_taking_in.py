"""Taking evidence in through the app: what was understood is shown, can be corrected, and only then is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static, TextArea

from groups.group import Group
from interviews.partner import Partner
from interviews.submission import Publication
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.services.evidence_files import FIGURES, TURNS, mail, put, word_submission, workbook
from workbench.app import WorkbenchApp
from workbench.dialogs.ask_files import files_meant
from workbench.dialogs.paste_text import Pasted, PasteText
from workbench.dialogs.taking_in import TakingIn
from workbench.screens.place import Place
from workbench.services.marking import mark
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


@pytest.fixture
def partner(workspace: Workspace, group: Group) -> Partner:
    with workspace.write("Add a partner"):
        return workspace.records.partners.add(Partner(group_id=group.id, name="Wexcombe Parents' Forum"))


def opened(workspace: Workspace, group: Group, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("group", group.id, "evidence", chosen))


async def begin(pilot: Pilot[int], typed: str) -> None:
    """Press i and say which files."""
    await until(pilot, lambda: bool(pilot.app.screen.query("#gathered")))
    await pilot.press("i")
    await until(pilot, says(pilot.app, "Which file do you want to take in?"))
    pilot.app.screen.query_one(Input).value = typed
    await pilot.press("enter")


async def reviewed(pilot: Pilot[int], *words: str) -> TakingIn:
    """Wait for the look at a file whose title has these words."""
    await until(pilot, lambda: isinstance(pilot.app.screen, TakingIn) and says(pilot.app, *words)())
    assert isinstance(pilot.app.screen, TakingIn)
    return pilot.app.screen


async def at_the_tab(pilot: Pilot[int]) -> None:
    await until(pilot, lambda: pilot.app.screen.name == "group")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_an_email_is_shown_as_understood_and_kept_as_corrected(
    workspace: Workspace, group: Group, partner: Partner, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await begin(pilot, str(put(tmp_path, "evidence.eml", mail())))
        look = await reviewed(pilot, "Take in evidence.eml")
        await until(
            pilot, says(app, "Evidence on home education", "Ama Okoro", "14 Jan 2026", "keep private", "Form: e-mail")
        )
        report = str(look.query_one("#report", Static).visual)
        assert "The attachment children_at_home.csv becomes a data snapshot of its own." in report
        assert "The attachment photo.heic is kept as it came, not read:" in report
        assert "We were told in the sixth week of term." in str(look.query_one("#first-lines", Static).visual)
        assert workspace.records.submissions.find() == []
        look.query_one("#title", Input).value = "The forum's letter"
        look.query_one("#capacity", Input).value = "for 40 families"
        assert look.query_one("#partner", Select).value == ""  # the row that is chosen in the tab says nothing of it
        look.query_one("#partner", Select).value = partner.id
        look.query_one("#publication", Select).value = Publication.WITHOUT_NAMES
        await pilot.press("ctrl+s")
        await at_the_tab(pilot)
        chosen = app.screen.query_one("#gathered", RecordList).chosen
    letter, attached = workspace.records.submissions.find()
    assert chosen == f"submission:{letter.id}"
    assert (letter.title, letter.capacity, letter.partner_id) == ("The forum's letter", "for 40 families", partner.id)
    assert letter.publication is Publication.WITHOUT_NAMES
    assert attached.attachment_of == letter.id
    assert [s.partner_id for s in workspace.records.snapshots.find()] == [partner.id]


async def test_esc_keeps_nothing_and_a_bad_date_is_said(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, str(put(tmp_path, "letter.docx", word_submission())))
        look = await reviewed(pilot, "Take in letter.docx")
        look.query_one("#received", Input).value = "some time"
        await pilot.press("enter")
        await until(pilot, says(app, "is no date"))
        look.query_one("#received", Input).value = "12 Jan 2026"
        look.query_one("#title", Input).value = " "
        await pilot.press("enter")
        await until(pilot, says(app, "It needs a title"))
        await pilot.press("escape")
        await at_the_tab(pilot)
    assert workspace.records.submissions.find() == []
    assert list(workspace.files.iterdir()) == []


async def test_a_folder_is_taken_in_file_by_file(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    folder = tmp_path / "sent to us"
    folder.mkdir()
    put(folder, "a letter.docx", word_submission())
    put(folder, "b talk.txt", TURNS)
    put(folder, "c photo.heic", b"\x00\x00\x00\x18ftypheic" + bytes(range(256)) * 4)
    put(folder, "d figures.xlsx", workbook())
    put(folder, "e words.txt", "We were not told.")
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, str(folder))
        await reviewed(pilot, "1 of 4: Take in a letter.docx")
        await pilot.press("enter")
        await reviewed(
            pilot, "2 of 4: Take in b talk.txt", "Speakers: Okoro, Ama; Lee, Pat (Guest).", "00:00:09 Lee, Pat"
        )
        await pilot.click("#skip")
        look = await reviewed(pilot, "3 of 4: Take in d figures.xlsx", "2 data snapshots", "Year | Pupils")
        assert look.query_one("#way", Select).value == "tables"
        await pilot.click("#rest")
        await until(pilot, says(app, "What came of the files", "c photo.heic"))
        await pilot.press("escape")
        await at_the_tab(pilot)
    assert [s.title for s in workspace.records.submissions.find()] == ["What families told us", "E words"]
    assert [s.title for s in workspace.records.snapshots.find()] == ["Absence", "Exclusions"]


async def test_the_same_file_again_says_so(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    app = opened(workspace, group)
    path = str(put(tmp_path, "letter.docx", word_submission()))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await begin(pilot, path)
        await reviewed(pilot, "Take in letter.docx")
        await pilot.press("enter")
        await at_the_tab(pilot)
        await begin(pilot, path)
        await until(pilot, says(app, "Nothing changed:"))
    assert len(workspace.records.submissions.find()) == 1


async def test_the_table_in_a_letter_that_is_there_can_still_be_taken_in(
    workspace: Workspace, group: Group, tmp_path: Path
) -> None:
    page = "<html><body><p>The figures are these.</p><table><tr><th>Year</th><th>Pupils</th></tr>"
    page += "<tr><td>2024</td><td>31</td></tr><tr><td>2025</td><td>42</td></tr></table></body></html>"
    app = opened(workspace, group)
    path = str(put(tmp_path, "letter.html", page))
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, path)
        look = await reviewed(pilot, "Take in letter.html", "It holds a table")
        assert look.query_one("#way", Select).value == "submission"
        await pilot.press("enter")
        await at_the_tab(pilot)
        await until(pilot, lambda: len(workspace.records.submissions.find()) == 1)
        await begin(pilot, path)
        look = await reviewed(pilot, "Take in letter.html")
        assert look.query_one("#way", Select).value == "tables"
        await pilot.press("enter")
        await at_the_tab(pilot)
        await until(pilot, lambda: len(workspace.records.snapshots.find()) == 1)
    assert len(workspace.records.submissions.find()) == 1
    assert workspace.records.snapshots.find()[0].rows[1] == ["2024", "31"]


async def test_a_newer_file_of_the_same_name_becomes_the_text(
    workspace: Workspace, group: Group, tmp_path: Path
) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, str(put(tmp_path, "talk.txt", "We were not told.")))
        await reviewed(pilot, "Take in talk.txt")
        await pilot.press("enter")
        await at_the_tab(pilot)
        await begin(pilot, str(put(tmp_path, "talk.txt", TURNS)))
        await reviewed(pilot, "Take in talk.txt", "the newer text of EHE01 Talk")
        await pilot.press("ctrl+s")
        await at_the_tab(pilot)
    (kept,) = workspace.records.submissions.find()
    assert (kept.reference, len(kept.turns)) == ("EHE01", 3)


async def test_a_newer_text_says_how_many_passages_are_to_be_looked_at(
    workspace: Workspace, group: Group, tmp_path: Path
) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, str(put(tmp_path, "talk.txt", "We were not told.")))
        await reviewed(pilot, "Take in talk.txt")
        await pilot.press("enter")
        await at_the_tab(pilot)
        (kept,) = workspace.records.submissions.find()
        mark(workspace, kept, 0, len("We were not told."))
        await begin(pilot, str(put(tmp_path, "talk.txt", TURNS)))
        await reviewed(pilot, "Take in talk.txt", "the newer text of EHE01 Talk")
        await pilot.press("ctrl+s")
        await until(pilot, says(app, "What came of the files", "1 quoted passage is to be looked at"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Year\tChildren\n2024\t9\n2025\t14", "snapshot"), (TURNS, "transcript"), ("We were\tnot told.", "text")],
    ids=["table", "transcript", "text"],
)
async def test_something_pasted_is_taken_in_as_what_it_is(
    workspace: Workspace, group: Group, text: str, kind: str
) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#gathered")))
        await pilot.press("n")
        await until(pilot, says(app, "Something to paste"))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PasteText))
        app.screen.query_one(Input).value = "What the forum sent"
        app.screen.query_one(TextArea).text = text
        await pilot.press("ctrl+s")
        await reviewed(pilot, "What the forum sent")
        await pilot.press("ctrl+s")
        await at_the_tab(pilot)
    if kind == "snapshot":
        (figures,) = workspace.records.snapshots.find()
        assert (figures.title, figures.rows[1]) == ("What the forum sent", ["2024", "9"])
    else:
        (words,) = workspace.records.submissions.find()
        assert words.title == "What the forum sent"
        assert bool(words.turns) == (kind == "transcript")
        assert words.received == date(2026, 1, 14)
    assert Pasted("", "") == PasteText.LEFT


async def test_what_was_pasted_is_there_again_after_esc(workspace: Workspace, group: Group) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#gathered")))
        for _ in range(2):
            await pilot.press("n")
            await until(pilot, says(app, "Something to paste"))
            await pilot.press("end", "enter")
            await until(pilot, lambda: isinstance(app.screen, PasteText))
            app.screen.query_one(TextArea).text = app.screen.query_one(TextArea).text or "We were not told."
            await pilot.press("ctrl+s")
            look = await reviewed(pilot, "pasted text")
            assert "We were not told." in str(look.query_one("#first-lines", Static).visual)
            await pilot.press("escape")
            await at_the_tab(pilot)
    PasteText.LEFT = Pasted("", "")
    assert workspace.records.submissions.find() == []


async def test_hostile_text_in_a_file_is_only_text(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    text = "\n".join(HOSTILE_STRINGS).encode("utf-8", "replace").decode()
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, str(put(tmp_path, "[b] letter [nope.txt", text)))
        look = await reviewed(pilot, "Take in [b] letter [nope.txt")
        for field in look.query(Input):
            field.value = " ".join(HOSTILE_STRINGS) if field.id != "received" else ""
        assert "\x1b" not in picture(app)
        await pilot.press("ctrl+s")
        await at_the_tab(pilot)
        assert "\x1b" not in picture(app)
    assert len(workspace.records.submissions.find()) == 1


def test_files_as_people_name_them(tmp_path: Path) -> None:
    one, two = put(tmp_path, "one letter.txt", "x"), put(tmp_path, "two.csv", FIGURES)
    put(tmp_path, ".hidden", "x")
    assert files_meant(str(one)) == [one]
    assert files_meant(f"'{one}'") == [one]
    assert files_meant(str(one).replace(" ", "\\ ")) == [one]
    assert files_meant(f"'{one}' {two}") == [one, two]
    assert files_meant(str(tmp_path)) == [one, two]
    assert files_meant("") == "Type where the file is, or press Esc."
    assert "There is no file" in files_meant(str(tmp_path / "three.txt"))
    assert "There is no file" in files_meant(f"{two} {tmp_path / 'three.txt'}")
    assert isinstance(files_meant("'" + "x" * 5_000), str)
    assert isinstance(files_meant("\x00"), str)
    (tmp_path / "empty").mkdir()
    assert "a folder without files" in files_meant(str(tmp_path / "empty"))
