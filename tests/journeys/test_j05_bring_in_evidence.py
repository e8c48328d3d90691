"""J5: a Word submission, a Teams transcript, an e-mail with attachments and a pasted table become evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from groups.group import Group
from interviews.partner import Partner
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.services.evidence_files import mail, put, word_submission, word_transcript
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.dialogs.paste_text import PasteText
from workbench.dialogs.taking_in import TakingIn
from workbench.screens.place import Place
from workbench.services.exchange import find_group
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """A group of a council that does not exist, with the partner that sends most of it."""
    with workspace.write("Make a group"):
        made = workspace.records.groups.add(
            Group(title="Elective Home Education", short_title="EHE", council="Wexcombe City Council")
        )
        workspace.records.partners.add(Partner(group_id=made.id, name="Ama Okoro"))
    return made


async def test_evidence_of_every_form_is_taken_in_through_the_app(
    workspace: Workspace, group: Group, tmp_path: Path
) -> None:
    folder = tmp_path / "from the partners"
    folder.mkdir()
    put(folder, "1 submission.docx", word_submission())
    put(folder, "2 interview.docx", word_transcript())
    put(folder, "3 evidence.eml", mail())
    app = WorkbenchApp(workspace, start=Place("group", group.id, "evidence"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#gathered")))
        await pilot.press("i")
        await until(pilot, says(app, "Which file do you want to take in?"))
        app.screen.query_one(Input).value = str(folder)
        await pilot.press("enter")
        await until(pilot, says(app, "1 of 3: Take in 1 submission.docx", "1. Nobody told them in time."))
        await pilot.press("enter")
        await until(pilot, says(app, "2 of 3", "Speakers: Okoro, Ama; Lee, Pat (Guest).", "00:00:03 Okoro, Ama:"))
        await pilot.press("enter")
        await until(pilot, says(app, "3 of 3", "Evidence on home education", "Ama Okoro", "14 Jan 2026"))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.name == "group" and len(workspace.records.submissions.find()) == 4)
        await pilot.press("n")
        await until(pilot, says(app, "Something to paste"))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PasteText))
        app.screen.query_one(Input).value = "Children educated at home"
        app.screen.query_one(TextArea).text = "Year\tBoys\tGirls\n2024\t9\t9\n2025\t14\t14\n"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, TakingIn))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen.name == "group" and len(workspace.records.snapshots.find()) == 2)
        await until(pilot, says(app, "EHE01 What families told us", "EHE03 Evidence on home education"))
        seen = " ".join(picture(app).split())
        assert "Children educated at home" in seen
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(workspace.records.snapshots.find()) == 1)
    review = workspace.records.review(group.id)
    words, talk, letter, attached = sorted(review.submissions, key=lambda s: s.position)
    assert [words.form, talk.form, letter.form, attached.form] == [
        "Word document",
        "transcript",
        "e-mail",
        "Word document",
    ]
    assert "2. The letters were hard to read." in words.text
    assert [(turn.speaker, turn.at) for turn in talk.turns][1] == ("Lee, Pat (Guest)", "00:00:09")
    assert (letter.sender, attached.attachment_of) == ("Ama Okoro", letter.id)
    assert review.snapshots[0].title == "Children at home"
    for kept in review.submissions:
        assert (workspace.files / kept.file_sha256).is_file()


def test_the_same_from_the_command_line(
    workspace: Workspace, group: Group, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--workspace", str(workspace.folder)]
    submission = put(tmp_path, "submission.docx", word_submission())
    transcript = put(tmp_path, "interview.docx", word_transcript())
    letter = put(tmp_path, "evidence.eml", mail())
    table = put(tmp_path, "pasted.tsv", "Year\tBoys\tGirls\n2024\t9\t9\n2025\t14\t14\n")
    said = ["--capacity", "for 40 families", "--publish", "without-names"]
    assert call([*here, "import", str(submission), "--as", "submission", "--group", "EHE", *said]) == 0
    assert call([*here, "import", str(transcript), "--as", "transcript", "--group", "EHE"]) == 0
    assert call([*here, "import", str(letter), "--as", "email", "--group", "EHE"]) == 1, "one attachment is unread"
    assert call([*here, "import", str(table), "--as", "snapshot", "--group", "EHE"]) == 0
    printed = capsys.readouterr().out
    assert "Speakers: Okoro, Ama; Lee, Pat (Guest)." in printed
    assert "children_at_home.csv: taken in as the data snapshot Children at home." in printed
    assert call([*here, "group", "export", "EHE", "--json"]) == 0
    review = json.loads(capsys.readouterr().out)
    assert [s["reference"] for s in review["submissions"]] == ["EHE01", "EHE02", "EHE03", "EHE04"]
    assert review["submissions"][0]["publication"] == "publish without names"
    assert [s["title"] for s in review["snapshots"]] == ["Children at home", "Pasted"]
    found = find_group(workspace, "EHE")
    assert len(workspace.records.submissions.find(group_id=found.id)) == 4
