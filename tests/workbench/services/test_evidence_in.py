"""Evidence of every form: what is proposed, what is kept in one step, what is told; the same file again."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from groups.group import Group
from interviews.partner import Partner
from interviews.submission import Publication
from tests.interviews.readers.mails import with_attachments
from tests.workbench.services.evidence_files import (
    FIGURES,
    TURNS,
    mail,
    put,
    word_submission,
    word_transcript,
    workbook,
)
from workbench.services.editing import NotAccepted
from workbench.services.evidence_in import (
    Taken,
    UnreadableDocument,
    add_pasted_table,
    add_pasted_text,
    add_snapshot,
    add_submission,
    keep_evidence,
    replace_text,
)
from workbench.services.evidence_reading import propose_evidence
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    with workspace.write("Make a group"):
        made = workspace.records.groups.add(Group(title="Elective Home Education", short_title="EHE"))
        workspace.records.partners.add(Partner(group_id=made.id, name="Ama Okoro", position=1))
    return made


def told(taken: Taken, *parts: str) -> bool:
    return all(any(part in sentence for sentence in taken.report) for part in parts)


def test_a_word_submission_with_its_numbers(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    data = word_submission()
    taken = add_submission(workspace, group.id, put(tmp_path, "letter.docx", data))
    (kept,) = workspace.records.submissions.find()
    assert taken.submissions == [kept]
    assert (kept.reference, kept.title, kept.form) == ("EHE01", "What families told us", "Word document")
    assert "1. Nobody told them in time." in kept.text
    assert "2. The letters were hard to read." in kept.text
    # The day on which the file was last saved is not the day on which it came.
    assert (kept.sender, kept.received, kept.publication) == ("Pat Lee", None, Publication.PRIVATE)
    assert kept.file_sha256 == hashlib.sha256(data).hexdigest()
    assert (workspace.files / kept.file_sha256).read_bytes() == data
    assert told(taken, "as EHE01 What families told us (", "from Pat Lee). It is private", "Form: Word document, ")


@pytest.mark.parametrize("form", ["word", "text"])
def test_a_transcript_keeps_speakers_and_times(workspace: Workspace, group: Group, tmp_path: Path, form: str) -> None:
    path = put(tmp_path, "talk.docx", word_transcript()) if form == "word" else put(tmp_path, "talk.txt", TURNS)
    taken = add_submission(workspace, group.id, path)
    (kept,) = workspace.records.submissions.find()
    assert kept.text.split("\n") == [
        "Who tells the families?",
        "The schools do, in the sixth week.",
        "Thank you.",
    ]
    assert [(turn.line, turn.speaker, turn.at) for turn in kept.turns] == [
        (1, "Okoro, Ama", "00:00:03"),
        (2, "Lee, Pat (Guest)", "00:00:09"),
        (3, "Okoro, Ama", "01:02:12"),
    ]
    assert kept.form == "transcript"
    assert any("who started or stopped" in sentence for sentence in kept.dropped)
    assert told(taken, "Speakers: Okoro, Ama; Lee, Pat (Guest).", "from 00:00:03 to 01:02:12")


def test_an_email_and_what_came_with_it_are_one_step(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    taken = add_submission(workspace, group.id, put(tmp_path, "evidence.eml", mail()))
    letter, attached = workspace.records.submissions.find()
    (figures,) = workspace.records.snapshots.find()
    assert (letter.reference, letter.title, letter.form) == ("EHE01", "Evidence on home education", "e-mail")
    assert (letter.sender, letter.received) == ("Ama Okoro", date(2026, 1, 14))
    assert letter.partner_id == workspace.records.partners.find()[0].id
    assert (attached.reference, attached.attachment_of, attached.file_name) == (
        "EHE02",
        letter.id,
        "What families told us.docx",
    )
    assert "1. Nobody told them" in attached.text
    assert (figures.title, figures.file_name, figures.partner_id) == (
        "Children at home",
        "children_at_home.csv",
        letter.partner_id,
    )
    assert figures.rows == [["Year", "Children"], ["2024", "9"], ["2025", "14"]]
    (unread,) = [sentence for sentence in letter.dropped if "photo.heic" in sentence]
    assert unread.startswith("The attachment photo.heic is kept as it came, not read:")
    assert told(taken, "photo.heic", "taken in as EHE02", "taken in as the data snapshot Children at home")
    names = {path.name for path in workspace.files.iterdir()}
    assert {letter.file_sha256, attached.file_sha256, figures.file_sha256} < names
    assert len(names) == 4
    undo(workspace)
    assert workspace.records.submissions.find() == []
    assert workspace.records.snapshots.find() == []


@pytest.mark.parametrize("name", ["letter.docx", "evidence.eml", "talk.txt"])
def test_the_same_file_again_changes_nothing(workspace: Workspace, group: Group, tmp_path: Path, name: str) -> None:
    data = {"letter.docx": word_submission, "evidence.eml": mail, "talk.txt": TURNS.encode}[name]()
    first = add_submission(workspace, group.id, put(tmp_path, name, data))
    before = workspace.records.review(group.id)
    again = add_submission(workspace, group.id, put(tmp_path, f"other {name}", data))
    assert again.unchanged
    assert not first.unchanged
    assert again.first == first.first
    assert again.report == [f"Nothing changed: Elective Home Education has other {name} already, as {first.name}."]
    assert workspace.records.review(group.id) == before


def test_one_snapshot_for_each_sheet(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    path = put(tmp_path, "figures 3 December 2025.xlsx", workbook())
    taken = add_snapshot(workspace, group.id, path)
    kept = workspace.records.snapshots.find()
    assert [(s.title, s.rows[2], s.as_at) for s in kept] == [
        ("Absence", ["2025", "42"], date(2025, 12, 3)),
        ("Exclusions", ["2025", "2"], date(2025, 12, 3)),
    ]
    assert {s.file_sha256 for s in kept} == {hashlib.sha256(path.read_bytes()).hexdigest()}
    assert told(taken, "as 2 data snapshots: Absence (1 heading row, 2 of figures, 2 columns); Exclusions")
    assert add_snapshot(workspace, group.id, path).unchanged
    assert len(workspace.records.snapshots.find()) == 2


def test_a_table_out_of_a_word_file(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("The figures are these.")
    table = document.add_table(3, 2)
    for row, cells in zip(table.rows, (("Year", "Pupils"), ("2024", "31"), ("2025", "42")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    held = io.BytesIO()
    document.save(held)
    path = put(tmp_path, "with table.docx", held.getvalue())
    assert told(add_submission(workspace, group.id, path), "It holds a table: take it in again as a data snapshot")
    add_snapshot(workspace, group.id, path)
    (kept,) = workspace.records.snapshots.find()
    assert kept.rows == [["Year", "Pupils"], ["2024", "31"], ["2025", "42"]]


def test_what_is_no_table_makes_no_snapshot(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    for name, data in (("letter.docx", word_submission()), ("letter.txt", b"We were not told.")):
        with pytest.raises(UnreadableDocument, match="holds no table"):
            add_snapshot(workspace, group.id, put(tmp_path, name, data))
    assert workspace.records.snapshots.find() == []


def test_a_pasted_table(workspace: Workspace, group: Group) -> None:
    text = "Year\tChildren\n2024\t9\n2025\t14\n"
    taken = add_pasted_table(workspace, group.id, "Children at home", text)
    (kept,) = workspace.records.snapshots.find()
    assert (kept.title, kept.heading_rows, kept.file_sha256) == ("Children at home", 1, "")
    assert kept.rows == [["Year", "Children"], ["2024", "9"], ["2025", "14"]]
    assert taken.first == kept
    assert add_pasted_table(workspace, group.id, "Children at home", text).unchanged
    with pytest.raises(UnreadableDocument, match="holds no table"):
        add_pasted_table(workspace, group.id, "Words", "only words")


def test_pasted_words_and_a_pasted_transcript(workspace: Workspace, group: Group) -> None:
    add_pasted_text(workspace, group.id, "From the forum", "We were not told.\x1b[31m\r\nNobody was.")
    add_pasted_text(workspace, group.id, "The talk", TURNS)
    words, talk = workspace.records.submissions.find()
    assert (words.reference, words.text, words.form) == ("EHE01", "We were not told.\nNobody was.", "pasted text")
    assert (talk.form, len(talk.turns)) == ("pasted transcript", 3)
    with pytest.raises(UnreadableDocument, match="nothing to take in"):
        add_pasted_text(workspace, group.id, "Nothing", " \n")


def test_what_a_person_corrected_is_what_is_kept(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    proposed = propose_evidence(workspace, group.id, put(tmp_path, "evidence.eml", mail()))
    about = replace(
        proposed.about,
        title="The forum's letter",
        sender="Parents' forum",
        capacity="for 40 families",
        received=date(2026, 1, 15),
        publication=Publication.WITHOUT_NAMES,
    )
    assert workspace.records.submissions.find() == [], "a proposal keeps nothing"
    keep_evidence(workspace, group.id, proposed, about)
    letter, attached = workspace.records.submissions.find()
    assert (letter.title, letter.sender, letter.capacity, letter.received, letter.publication) == (
        "The forum's letter",
        "Parents' forum",
        "for 40 families",
        date(2026, 1, 15),
        Publication.WITHOUT_NAMES,
    )
    assert attached.publication is Publication.WITHOUT_NAMES
    with pytest.raises(NotAccepted, match="needs a title"):
        keep_evidence(workspace, group.id, proposed, replace(about, title=" "))


def test_a_newer_file_replaces_the_text_and_nothing_else(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    first = add_submission(workspace, group.id, put(tmp_path, "talk.txt", "We were not told.")).submissions[0]
    with workspace.write("Say who"):
        workspace.records.submissions.save(first.model_copy(update={"sender": "Parents' forum"}))
    path = put(tmp_path, "talk.txt", TURNS)
    assert propose_evidence(workspace, group.id, path).like is not None
    taken = replace_text(workspace, first, path)
    (kept,) = workspace.records.submissions.find()
    assert taken.submissions == [kept]
    assert (kept.id, kept.reference, kept.title, kept.sender) == (first.id, "EHE01", first.title, "Parents' forum")
    assert kept.text.startswith("Who tells the families?")
    assert (len(kept.turns), kept.form) == (3, "transcript")
    assert kept.file_sha256 == hashlib.sha256(TURNS.encode()).hexdigest()
    assert (workspace.files / first.file_sha256).is_file(), "the older original stays"
    assert replace_text(workspace, kept, path).unchanged
    assert told(taken, "EHE01 Talk has its newer text")
    undo(workspace)
    assert workspace.records.submissions.find()[0].text == "We were not told."


def test_a_newer_file_for_a_submission_in_the_bin_is_refused(
    workspace: Workspace, group: Group, tmp_path: Path
) -> None:
    first = add_submission(workspace, group.id, put(tmp_path, "talk.txt", "We were not told.")).submissions[0]
    with workspace.write("Bin"):
        workspace.records.submissions.bin(first)
    with pytest.raises(NotAccepted, match="not there any more"):
        replace_text(workspace, first, put(tmp_path, "talk.txt", TURNS))


def test_attachments_within_attachments_end(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    data = b"We were not told."
    for _ in range(6):
        data = with_attachments(("inner.eml", data)).as_bytes()
    proposed = propose_evidence(workspace, group.id, put(tmp_path, "outer.eml", data))
    depth = 0
    while proposed.attached:
        proposed, depth = proposed.attached[0], depth + 1
    assert depth == 3
    assert [name for name, _, _ in proposed.unread] == ["inner.eml"]


def test_a_csv_is_a_table_without_being_told(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    proposed = propose_evidence(workspace, group.id, put(tmp_path, "figures.csv", FIGURES))
    assert proposed.about.as_tables
    assert proposed.report[0] == "Form: table."
    assert propose_evidence(workspace, group.id, put(tmp_path, "figures.xlsx", workbook())).about.as_tables
    assert not propose_evidence(workspace, group.id, put(tmp_path, "letter.txt", "We were not told.")).about.as_tables
