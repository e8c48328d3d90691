"""Publishing: nothing is written while there are leaks, an override is recorded without the words, all is checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.finding import Finding
from groups.group import Group
from groups.prose import Prose, ReportSection
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState, Note
from interviews.partner import Partner
from interviews.request import InformationRequest
from interviews.role_name import RoleName
from interviews.submission import Publication, Submission
from workbench.cli.main import call
from workbench.demo.make import make_demo
from workbench.report.finished_words import CannotCheck
from workbench.screens.place import Place
from workbench.services.close_out import write_summary
from workbench.services.editing import NotAccepted
from workbench.services.leak_places import source_place, written_in
from workbench.services.publishing import GivesAway, checked, guard_of, leaks_in, publish, refusal, refuse_leaks
from workbench.services.question_sheets import write_sheet
from workbench.services.report import export_report, render
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SECRET = "The mother told us that her brother sleeps in the shelter behind the old cannery."
NEARLY = "The mother said that her brother sleeps in a shelter behind the old cannery."
FORMS = ("docx", "html", "md", "txt")


class Held(NamedTuple):
    group: Group
    interview: Interview
    note: Note
    finding: Finding


@pytest.fixture
def held(workspace: Workspace) -> Held:
    """A group with one exempt note, whose words somebody pasted into a finding."""
    records = workspace.records
    with workspace.write("Make a group"):
        group = records.groups.add(Group(title="Elective Home Education", boards=["Scrutiny Board (2)"]))
        partner = records.partners.add(Partner(group_id=group.id, name="Families"))
        interview = records.interviews.add(
            Interview(group_id=group.id, title="Families", partner_ids=[partner.id], state=InterviewState.LIVE)
        )
        note = records.notes.add(
            Note(
                group_id=group.id,
                interview_id=interview.id,
                text=f"{SECRET} He is sixteen.",
                sensitivity=Sensitivity.EXEMPT,
                exempt_reason="Schedule 12A, paragraph 2: they would be known",
            )
        )
        finding = records.findings.add(Finding(group_id=group.id, text=f"Not every child is seen. {NEARLY}"))
    return Held(group, interview, note, finding)


@pytest.mark.parametrize("form", FORMS)
def test_a_public_file_with_a_leak_is_not_written(workspace: Workspace, held: Held, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"note.{form}"
    with pytest.raises(GivesAway) as refused:
        export_report(workspace, held.group, form, out=out)
    assert not out.exists()
    assert list(tmp_path.glob("*.making-*")) == []
    assert workspace.records.published.find() == []
    (leak,) = refused.value.leaks
    assert leak.record_id == held.note.id
    assert "shelter" in leak.found
    # The sentence may go to a log, an error, a screen somebody else looks at: it has the place and none of the words.
    assert "part 6" in str(refused.value)
    for word in ("shelter", "brother", "cannery"):
        assert word not in str(refused.value)


def test_places_that_are_only_counted_stand_in_the_refusal(workspace: Workspace, held: Held) -> None:
    text = "\n\n".join(f"{SECRET}\n\nBetween them stands paragraph {n}." for n in range(25))
    leaks = leaks_in(workspace, held.group.id, text.encode(), "txt")
    assert len(leaks) == 20
    assert leaks[-1].place.endswith(", and 5 more places")
    assert "in 25 places" in refusal(leaks)
    assert "; and 22 more)" in refusal(leaks)


def test_a_working_copy_is_not_stopped(workspace: Workspace, held: Held, tmp_path: Path) -> None:
    out = tmp_path / "copy.txt"
    assert export_report(workspace, held.group, "txt", out=out, private=True) == out
    assert workspace.records.published.find() == []


def test_taken_out_it_is_written_and_its_checksum_is_kept(workspace: Workspace, held: Held, tmp_path: Path) -> None:
    with workspace.write("Mend"):
        workspace.records.findings.save(held.finding.model_copy(update={"text": "Not every child is seen."}))
    out = tmp_path / "note.docx"
    export_report(workspace, held.group, "docx", out=out)
    (row,) = workspace.records.published.find()
    assert row.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (row.form, row.file_name, row.override_reason, row.overridden) == ("docx", "note.docx", "", [])


def test_an_override_needs_a_reason_and_is_kept_without_the_words(
    workspace: Workspace, held: Held, tmp_path: Path
) -> None:
    out = tmp_path / "note.txt"
    prepared = checked(workspace, held.group.id, render(workspace, held.group, "txt"), "txt")
    for reason in ("yes", "ok then", "1 2 3 4", f"It is no secret that {SECRET}"):
        with pytest.raises(NotAccepted):
            publish(workspace, held.group.id, prepared, out, override=reason)
        assert not out.exists()
    published = publish(workspace, held.group.id, prepared, out, override="The family agreed  in writing in May.")
    assert out.read_bytes() == prepared.data
    row = published.row
    assert row.override_reason == "The family agreed in writing in May."
    assert row.created_by == "A Tester"
    assert row.overridden == ["part 6, paragraph 1: exempt, a note"]
    assert row.sha256 == prepared.sha256
    assert "shelter" not in row.model_dump_json()


def test_where_a_leak_was_written_and_where_its_source_stands(workspace: Workspace, held: Held) -> None:
    (leak,) = leaks_in(workspace, held.group.id, render(workspace, held.group, "docx"), "docx")
    group_id = held.group.id
    assert written_in(workspace, group_id, leak) == Place("group", group_id, "findings", held.finding.id)
    assert source_place(workspace, group_id, leak) == Place("interview", held.interview.id, chosen=held.note.id)
    with workspace.write("Write"):
        prose = workspace.records.prose.add(
            Prose(group_id=group_id, section=ReportSection.BACKGROUND, text=f"It began so. {SECRET} And so on.")
        )
    found = leaks_in(workspace, group_id, render(workspace, held.group, "md"), "md")
    places = [written_in(workspace, group_id, leak) for leak in found]
    assert Place("group", group_id, "report", prose.id) in places


def test_what_another_group_keeps_closed_and_what_is_being_typed_are_guarded_too(
    workspace: Workspace, held: Held
) -> None:
    with workspace.write("Another"):
        other = workspace.records.groups.add(Group(title="School Attendance"))
        workspace.records.findings.add(Finding(group_id=other.id, text=SECRET))
    (leak,) = leaks_in(workspace, other.id, render(workspace, other, "txt"), "txt")
    assert leak.source == "a note of another group"
    with workspace.write("Bin it, ask for it"):
        workspace.records.notes.bin(held.note)
    (leak,) = leaks_in(workspace, other.id, SECRET.encode(), "txt")
    assert leak.source == "a note of another group"
    asked = "The file of the boy who was found asleep in the boiler room of the old baths"
    with workspace.write("Ask for it"):
        workspace.records.requests.add(
            InformationRequest(group_id=held.group.id, what=asked, sensitivity=Sensitivity.CONFIDENTIAL)
        )
    (leak,) = leaks_in(workspace, other.id, asked.encode(), "txt")
    assert leak.source == "what another group waits for"
    assert any(row.text.startswith("The mother") for row in guard_of(workspace, held.group.id).withheld)


def test_what_was_taken_out_of_an_exempt_note_stays_guarded_when_the_rest_is_made_public(
    workspace: Workspace, held: Held
) -> None:
    def now(**values: object) -> None:
        kept = workspace.records.notes.get(held.note.id)
        with workspace.write("Change the note"):
            workspace.records.notes.save(kept.model_copy(update=values))

    data = render(workspace, held.group, "txt")
    now(text="A family spoke of where a boy sleeps.", sensitivity=Sensitivity.PUBLIC, exempt_reason="")
    (leak,) = leaks_in(workspace, held.group.id, data, "txt")
    assert (leak.why, leak.source, leak.record_id) == ("exempt", "an earlier wording of a note", held.note.id)
    # A page for members may have working papers, and what was marked as exempt by mistake is one.
    now(text=held.note.text, sensitivity=Sensitivity.WORKING)
    refuse_leaks(workspace, held.group.id, data, "txt", working_papers=True)
    # Made public as it was: everybody may know it.
    now(sensitivity=Sensitivity.PUBLIC)
    assert leaks_in(workspace, held.group.id, data, "txt") == []
    now(binned_at=held.note.created_at)
    assert leaks_in(workspace, held.group.id, SECRET.encode(), "txt") == []


def test_a_question_that_an_exempt_line_repeats_stays_public_when_it_is_moved(workspace: Workspace, held: Held) -> None:
    question = "What happens in the first month after a family gives notice to a school?"
    records = workspace.records
    with workspace.write("Ask"):
        line = records.enquiry.add(EnquiryLine(group_id=held.group.id, kind=LineKind.QUESTION, text=question))
        group = records.groups.save(held.group.model_copy(update={"topic_question": f"Does it matter? {question}"}))
        own = {"group_id": group.id, "interview_id": held.interview.id, "sensitivity": Sensitivity.EXEMPT}
        records.notes.add(Note(text=f"1a. {group.topic_question} She said that nobody came.", **own))
    with workspace.write("Move it, and go on"):
        records.enquiry.save(line.model_copy(update={"position": 4}))
        records.groups.save(group.model_copy(update={"portfolio": "Children", "position": 2}))
    assert leaks_in(workspace, group.id, question.encode(), "txt") == []
    with workspace.write("Paste into it"):
        records.enquiry.save(records.enquiry.get(line.id).model_copy(update={"text": SECRET}))
    assert len(leaks_in(workspace, group.id, SECRET.encode(), "txt")) == 1


def test_words_of_a_pack_are_no_leak(workspace: Workspace) -> None:
    make_demo(workspace)
    group = next(g for g in workspace.records.groups.find() if g.title.startswith("Elective"))
    pack = workspace.packs.text(workspace.packs.all()[0].id)
    sentence = next(line for line in pack.splitlines() if len(line.split()) > 12 and line[:1].isalpha())
    with workspace.write("Quote"):
        session = workspace.records.interviews.find(group_id=group.id)[0]
        workspace.records.notes.add(
            Note(group_id=group.id, interview_id=session.id, text=sentence, sensitivity=Sensitivity.EXEMPT)
        )
    assert leaks_in(workspace, group.id, sentence.encode(), "txt") == []


@pytest.mark.parametrize("form", FORMS)
def test_the_demo_gives_nothing_away(workspace: Workspace, form: str) -> None:
    make_demo(workspace)
    for group in workspace.records.groups.find():
        assert leaks_in(workspace, group.id, render(workspace, group, form), form) == []


def test_a_file_that_cannot_be_looked_through_is_not_published(workspace: Workspace, held: Held) -> None:
    with pytest.raises(CannotCheck):
        refuse_leaks(workspace, held.group.id, b"not a document", "docx")


# -- the other files that others see -----------------------------------------------------------------------------------


def test_a_question_sheet_that_gives_something_away_is_not_written(workspace: Workspace, held: Held) -> None:
    with workspace.write("Ask"):
        workspace.records.enquiry.add(
            EnquiryLine(group_id=held.group.id, kind=LineKind.QUESTION, text=f"Is it so? {SECRET}")
        )
    with pytest.raises(GivesAway):
        write_sheet(workspace, held.interview.id, "docx")
    assert list(workspace.exports.iterdir()) == []


def test_a_page_on_an_interview_may_have_working_papers_and_nothing_exempt(workspace: Workspace, held: Held) -> None:
    plain = "A working paper of more than eight words, all of them plain."
    with workspace.write("Note"):
        working = workspace.records.notes.add(
            Note(
                group_id=held.group.id,
                interview_id=held.interview.id,
                text=plain,
            )
        )
        workspace.records.submissions.add(
            Submission(
                group_id=held.group.id,
                reference="EHE01",
                title="A letter",
                text=working.text,
                publication=Publication.PRIVATE,
            )
        )
    written = write_summary(workspace, held.interview.id, "txt")
    assert "working paper of more than" in " ".join(written.read_text(encoding="utf-8").split())
    with workspace.write("Promise"):
        workspace.records.requests.add(
            InformationRequest(group_id=held.group.id, interview_id=held.interview.id, what=SECRET)
        )
    written.unlink()
    with pytest.raises(GivesAway):
        write_summary(workspace, held.interview.id, "txt")
    assert not written.exists()
    assert write_summary(workspace, held.interview.id, "txt", private=True).exists()


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def run(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def command(*words: str) -> tuple[int, str, str]:
        status = call(["--workspace", str(workspace.folder), *words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


def test_the_command_tells_the_places_and_keeps_the_words_out_of_its_errors(
    workspace: Workspace, held: Held, run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    out = tmp_path / "note.docx"
    status, told, error = run("report", "Elective", "--out", str(out))
    assert status == 2
    assert not out.exists()
    assert "part 6, paragraph 2: exempt, a note" in error
    assert "--override-leaks" in error
    assert "shelter" not in error
    assert "shelter" in told
    assert "Families, " in told
    status, told, error = run("report", "Elective", "--out", str(out), "--json")
    assert status == 2
    (leak,) = json.loads(told)["leaks"]
    assert leak["record_id"] == held.note.id
    assert leak["is_exact"] is False
    assert run("report", "Elective", "--out", str(out), "--override-leaks", "no")[0] == 2
    assert not out.exists()
    status, told, error = run("report", "Elective", "--out", str(out), "--override-leaks", "They agreed in writing")
    assert (status, error) == (0, "")
    assert out.exists()
    (row,) = workspace.records.published.find()
    assert row.override_reason == "They agreed in writing"


def test_a_name_kept_private_stops_a_file_too(workspace: Workspace, held: Held) -> None:
    with workspace.write("Names"):
        workspace.records.findings.save(held.finding.model_copy(update={"text": "Not every child is seen."}))
        workspace.records.role_names.add(RoleName(group_id=held.group.id, name="Pat Lee", role="Parent A"))
    (leak,) = leaks_in(workspace, held.group.id, b"We thank Ms P Lee for coming.", "txt")
    assert leak.is_name
    with pytest.raises(GivesAway, match="a private name"):
        refuse_leaks(workspace, held.group.id, b"We thank Ms P Lee for coming.", "txt")
    # In the public note she is Parent A everywhere, so there is nothing to find.
    with workspace.write("Finding"):
        workspace.records.findings.add(Finding(group_id=held.group.id, text="Ms P Lee was heard."))
    assert leaks_in(workspace, held.group.id, render(workspace, held.group, "docx"), "docx") == []


def test_undo_does_not_take_back_that_a_file_was_published(workspace: Workspace) -> None:
    with workspace.write("Set up a group"):
        made = workspace.records.groups.add(Group(title="Reading Rooms", boards=["Wexcombe Scrutiny Board"]))
    export_report(workspace, made, "txt")
    assert len(workspace.records.published.find()) == 1
    assert undo(workspace) == "Set up a group"
    assert len(workspace.records.published.find()) == 1
