"""Question sheets: a follow-up planned, the sheet written, and taken in again as the interview's notes."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group, Membership, Person, Role
from interviews.interview import Interview, InterviewState, Note, NoteKind, notes_of
from interviews.partner import Partner
from interviews.sheet_answers import Where
from interviews.submission import Publication
from workbench.report.checks import check_docx
from workbench.services.editing import Locked, NotAccepted
from workbench.services.notes import bin_note
from workbench.services.question_sheets import follow_up, plan_follow_up, sheet_bytes, sheet_of, write_sheet
from workbench.services.sheets_in import read_sheet, take_sheet, what_was_read
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def made(workspace: Workspace) -> dict[str, Any]:
    """A group with three questions, two partners and a planned interview."""
    records = workspace.records
    with workspace.write("Make"):
        group = records.groups.add(Group(title="School Attendance", short_title="SA", council="Wexcombe City Council"))
        common = {"group_id": group.id}
        officer = records.people.add(Person(name="A Reed"))
        records.memberships.add(Membership(**common, person_id=officer.id, name=officer.name, role=Role.OFFICER))
        health = records.partners.add(Partner(**common, name="Health"))
        trust = records.partners.add(Partner(**common, name="Hospitals Trust", short_name="WHT", umbrella_id=health.id))
        theme = records.enquiry.add(EnquiryLine(**common, kind=LineKind.THEME, text="Absence", position=1))
        who = records.enquiry.add(
            EnquiryLine(**common, kind=LineKind.QUESTION, text="Who is absent?", parent_id=theme.id, position=2)
        )
        parts = [
            records.enquiry.add(
                EnquiryLine(**common, kind=LineKind.SUB_QUESTION, text=text, parent_id=who.id, position=3 + n)
            )
            for n, text in enumerate(("In which years are most away?", "Why are they away?"))
        ]
        helps = records.enquiry.add(
            EnquiryLine(**common, kind=LineKind.QUESTION, text="What helps?", parent_id=theme.id, position=9)
        )
        interview = records.interviews.add(
            Interview(**common, title="Ward sisters", partner_ids=[trust.id], on=date(2026, 2, 3))
        )
    return {
        "group": group,
        "health": health,
        "trust": trust,
        "who": who,
        "years": parts[0],
        "why": parts[1],
        "helps": helps,
        "interview": interview,
    }


def filled(workspace: Workspace, made: dict[str, Any], tmp_path: Path) -> Path:
    """The sheet as plain text, filled in: 1a in two paragraphs, 1b empty, 2 with a bullet, a document promised."""
    text = sheet_bytes(workspace, made["interview"].id, "txt").decode()
    text = text.replace("Filled in by:", "Filled in by: Ms P Lee")
    for heading, answer in (
        ("1a  In which years are most away?", "Year 10.\n\nThen year 11."),
        ("2  What helps?", "- A visit at home"),
        ("Which documents will you send, and by when? One on each line.", "The return for 2025"),
    ):
        assert heading in text
        text = text.replace(heading, f"{heading}\n{answer}\n")
    path = tmp_path / "sheet.txt"
    path.write_text(f"Thank you for asking us.\n{text}", encoding="utf-8")
    return path


def notes(workspace: Workspace, made: dict[str, Any]) -> list[Note]:
    return notes_of(made["interview"].id, workspace.records.notes.find())


class TestFollowUp:
    def test_it_asks_the_chosen_lines_and_follows_the_last_interview(
        self, workspace: Workspace, made: dict[str, Any]
    ) -> None:
        interviews = workspace.records.interviews
        with workspace.write("Hold"):
            held = made["interview"].model_copy(update={"state": InterviewState.CLOSED_OUT})
            interviews.save(held)
        follow = follow_up(workspace, made["group"].id, [made["why"].id, made["helps"].id], made["trust"].id)
        assert follow.title == "Follow-up: WHT"
        assert follow.partner_ids == [made["trust"].id]
        assert follow.to_ask == [made["why"].id, made["helps"].id]
        assert follow.follows == made["interview"].id
        assert follow.state is InterviewState.PLANNED
        assert [q.number for q in sheet_of(workspace, follow.id).asked] == ["1b", "2"]
        undo(workspace)
        assert [i.id for i in interviews.find()] == [made["interview"].id]

    def test_a_question_means_its_parts_and_an_umbrella_follows_its_organisation(
        self, workspace: Workspace, made: dict[str, Any]
    ) -> None:
        follow = follow_up(workspace, made["group"].id, [made["who"].id], made["health"].id)
        assert follow.to_ask == [made["years"].id, made["why"].id]
        assert follow.follows == made["interview"].id

    def test_another_gap_joins_the_follow_up_that_is_planned(self, workspace: Workspace, made: dict[str, Any]) -> None:
        first = follow_up(workspace, made["group"].id, [made["why"].id], made["trust"].id)
        second = follow_up(workspace, made["group"].id, [made["helps"].id, made["why"].id], made["trust"].id)
        assert second.id == first.id
        assert second.to_ask == [made["why"].id, made["helps"].id]
        other = follow_up(workspace, made["group"].id, [made["helps"].id], made["health"].id)
        assert other.id != first.id

    def test_nothing_to_ask_is_refused(self, workspace: Workspace, made: dict[str, Any]) -> None:
        with pytest.raises(NotAccepted, match="nothing to ask"):
            follow_up(workspace, made["group"].id, ["gone"], made["trust"].id)


class TestOut:
    def test_the_word_file_has_real_headings_and_no_fault(self, workspace: Workspace, made: dict[str, Any]) -> None:
        data = sheet_bytes(workspace, made["interview"].id, "docx")
        assert check_docx(data) == []
        assert data == sheet_bytes(workspace, made["interview"].id, "docx")
        document = docx.Document(io.BytesIO(data))
        headings = [
            (p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))
        ]
        assert headings == [
            ("Title", "Questions: Ward sisters"),
            ("Heading 1", "Absence"),
            ("Heading 2", "1  Who is absent?"),
            ("Heading 3", "1a  In which years are most away?"),
            ("Heading 3", "1b  Why are they away?"),
            ("Heading 2", "2  What helps?"),
            ("Heading 1", "Anything else"),
            ("Heading 1", "Documents to follow"),
        ]
        words = [p.text.strip() for p in document.paragraphs]
        for line in ("For: Hospitals Trust", "Date: 3rd February 2026", "From: A Reed, Wexcombe City Council"):
            assert line in words
        assert document.core_properties.title == "Questions: Ward sisters"
        assert sum(p.style.name == "Answer" for p in document.paragraphs) == 4 * 5

    def test_it_is_written_to_the_exports(self, workspace: Workspace, made: dict[str, Any], tmp_path: Path) -> None:
        written = write_sheet(workspace, made["interview"].id, "txt")
        assert written == workspace.exports / "ward-sisters-questions.txt"
        assert write_sheet(workspace, made["interview"].id, "docx", tmp_path / "x.docx").is_file()

    def test_a_sheet_without_questions_is_refused(self, workspace: Workspace, made: dict[str, Any]) -> None:
        with workspace.write("Clear"):
            for line in workspace.records.enquiry.find():
                workspace.records.enquiry.bin(line)
        with pytest.raises(NotAccepted, match="lines of enquiry first"):
            write_sheet(workspace, made["interview"].id, "docx")


class TestIn:
    def test_answers_become_notes_of_their_questions(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        proposed = read_sheet(workspace, made["interview"].id, filled(workspace, made, tmp_path))
        assert notes(workspace, made) == []
        taken = take_sheet(workspace, proposed)
        years, helps = made["years"].id, made["helps"].id
        assert [(n.line_id, n.text, n.kind) for n in notes(workspace, made)] == [
            ("", "Thank you for asking us.", NoteKind.QUOTE),
            (years, "Year 10.", NoteKind.QUOTE),
            (years, "Then year 11.", NoteKind.QUOTE),
            (helps, "A visit at home", NoteKind.QUOTE),
            ("", "The return for 2025", NoteKind.ACTION),
        ]
        assert {(n.speaker, n.author) for n in taken.notes} == {("Ms P Lee", "A Tester")}
        assert len({n.id for n in taken.notes}) == 5
        assert all(len(n.id) == 26 for n in taken.notes)
        assert taken.interview.asked == [years, made["why"].id, helps]
        assert taken.report == [
            "5 notes.",
            "Filled in by Ms P Lee.",
            "Asked, and not answered: 1b.",
            "1 note under no question of the sheet (line 1).",
            "The file is kept as SA01, private until somebody says otherwise.",
            "The interview is on 3 Feb 2026 and stays planned.",
        ]

    @pytest.mark.parametrize(
        ("on", "state"),
        [
            (None, InterviewState.LIVE),
            (date(2026, 1, 14), InterviewState.LIVE),
            (date(2026, 1, 15), InterviewState.PLANNED),
        ],
    )
    def test_an_interview_whose_day_has_come_is_live_with_its_sheet(
        self,
        workspace: Workspace,
        made: dict[str, Any],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        on: date | None,
        state: InterviewState,
    ) -> None:
        with workspace.write("Say the day"):
            workspace.records.interviews.save(made["interview"].model_copy(update={"on": on}))
        proposed = read_sheet(workspace, made["interview"].id, filled(workspace, made, tmp_path))
        with monkeypatch.context() as patched:
            patched.setattr(workspace.records.notes, "find", None)  # however many there are
            taken = take_sheet(workspace, proposed)
        assert taken.interview.state is state
        assert [note.position for note in taken.notes] == [1, 2, 3, 4, 5]

    @pytest.mark.parametrize("form", ["docx", "txt"])
    def test_one_that_came_back_stops_no_other_sheet_but_its_answers_stay_private(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path, form: str
    ) -> None:
        answer = "The ward clerk rings the same three mothers every Monday before nine."
        back = filled(workspace, made, tmp_path)
        back.write_text(back.read_text("utf-8").replace("- A visit at home", answer), "utf-8")
        take_sheet(workspace, read_sheet(workspace, made["interview"].id, back))
        group_id, partner_id = made["group"].id, made["health"].id
        planned = plan_follow_up(workspace, group_id, [made["who"].id, made["helps"].id], partner_id, form)
        assert planned.sheet is not None
        assert planned.sheet.is_file()
        with workspace.write("Paste an answer into a question"):
            asked = workspace.records.enquiry.add(
                EnquiryLine(group_id=group_id, kind=LineKind.QUESTION, text=f"Is it so? {answer}", position=20)
            )
        planned = plan_follow_up(workspace, group_id, [asked.id], partner_id, form, tmp_path / f"next.{form}")
        assert planned.sheet is None
        assert "gives away what may not come out" in planned.why_not
        assert asked.id in planned.interview.to_ask  # the interview is planned; the sheet has to wait
        assert not (tmp_path / f"next.{form}").exists()

    def test_the_file_is_kept_as_a_private_submission(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        path = filled(workspace, made, tmp_path)
        kept = take_sheet(workspace, read_sheet(workspace, made["interview"].id, path)).submission
        assert (kept.reference, kept.partner_id, kept.sender) == ("SA01", made["trust"].id, "Ms P Lee")
        assert kept.publication is Publication.PRIVATE
        assert (workspace.files / kept.file_sha256).read_bytes() == path.read_bytes()

    def test_the_same_sheet_again_changes_nothing(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        path = filled(workspace, made, tmp_path)
        take_sheet(workspace, read_sheet(workspace, made["interview"].id, path))
        with workspace.write("Mend and bin"):
            first, second = notes(workspace, made)[1:3]
            workspace.records.notes.save(first.model_copy(update={"text": "Year ten."}))
        bin_note(workspace, second)
        before = workspace.db.execute("select count(*) from history").fetchone()
        again = read_sheet(workspace, made["interview"].id, path)
        assert again.fresh == []
        taken = take_sheet(workspace, again)
        assert taken.notes == []
        assert taken.report[0] == "0 notes, 5 there already."
        assert workspace.db.execute("select count(*) from history").fetchone() == before

    def test_a_mended_sheet_brings_only_what_is_new(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        path = filled(workspace, made, tmp_path)
        take_sheet(workspace, read_sheet(workspace, made["interview"].id, path))
        path.write_text(path.read_text().replace("1b  Why are they away?", "1b  Why are they away?\nThe bus."))
        taken = take_sheet(workspace, read_sheet(workspace, made["interview"].id, path))
        assert [(n.line_id, n.text) for n in taken.notes] == [(made["why"].id, "The bus.")]

    def test_it_is_one_step_and_can_be_taken_in_again_after_it_was_taken_back(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        path = filled(workspace, made, tmp_path)
        take_sheet(workspace, read_sheet(workspace, made["interview"].id, path))
        assert undo(workspace) == "Take in the question sheet of Ward sisters"
        assert notes(workspace, made) == []
        assert workspace.records.submissions.find() == []
        interview = workspace.records.interviews.get(made["interview"].id)
        assert (interview.asked, interview.state) == ([], InterviewState.PLANNED)
        taken = take_sheet(workspace, read_sheet(workspace, made["interview"].id, path))
        assert len(taken.notes) == 5

    def test_some_are_left_out_and_some_put_under_another_question(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        proposed = read_sheet(workspace, made["interview"].id, filled(workspace, made, tmp_path))
        thanks, ten = proposed.notes[0], proposed.notes[1]
        taken = take_sheet(workspace, proposed, dropped={thanks.mark}, under={ten.mark: made["why"].id})
        assert [n.line_id for n in taken.notes][:2] == [made["why"].id, made["years"].id]
        assert taken.report[0] == "4 notes, 1 left out."

    def test_a_confirmed_interview_takes_nothing_in(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        path = filled(workspace, made, tmp_path)
        proposed = read_sheet(workspace, made["interview"].id, path)
        with workspace.write("Confirm"):
            workspace.records.interviews.save(made["interview"].model_copy(update={"state": InterviewState.CONFIRMED}))
        with pytest.raises(Locked):
            read_sheet(workspace, made["interview"].id, path)
        with pytest.raises(Locked):
            take_sheet(workspace, proposed)
        assert notes(workspace, made) == []

    def test_an_empty_sheet_was_asked_and_not_answered(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        with workspace.write("Leave the day open"):
            workspace.records.interviews.save(made["interview"].model_copy(update={"on": None}))
        path = write_sheet(workspace, made["interview"].id, "docx", tmp_path / "empty.docx")
        taken = take_sheet(workspace, read_sheet(workspace, made["interview"].id, path))
        assert taken.notes == []
        assert taken.report[:3] == ["0 notes.", "Nobody says who filled it in.", "Asked, and not answered: 1a, 1b, 2."]
        assert taken.interview.asked == [made["years"].id, made["why"].id, made["helps"].id]
        assert taken.interview.was_held

    def test_what_was_read_says_what_is_missing(
        self, workspace: Workspace, made: dict[str, Any], tmp_path: Path
    ) -> None:
        path = tmp_path / "answers.md"
        path.write_text("## 2 What helps?\n\nA visit.\n\n## 7c Who pays for the bus?\n\nNobody.\n")
        proposed = read_sheet(workspace, made["interview"].id, path)
        assert what_was_read(proposed) == [
            "3 notes.",
            "Nobody says who filled it in.",
            "Not in the sheet that came back: 1a, 1b.",
            "2 notes under no question of the sheet (line 5, line 7).",
            "No question of this group: “7c Who pays for the bus?”.",
        ]
        assert [n.answer.where for n in proposed.notes] == [Where.QUESTION, Where.LOOSE, Where.LOOSE]
        assert take_sheet(workspace, proposed).interview.asked == [made["helps"].id]

    def test_a_sheet_filled_in_with_word(self, workspace: Workspace, made: dict[str, Any], tmp_path: Path) -> None:
        document = docx.Document(io.BytesIO(sheet_bytes(workspace, made["interview"].id, "docx")))
        at = {p.text: n for n, p in enumerate(document.paragraphs)}
        paragraphs = document.paragraphs
        next(p for p in paragraphs if p.text.startswith("Filled in by:")).add_run(" Ms P Lee")
        paragraphs[at["1a  In which years are most away?"]].text = "1a  In which years are the most away?"
        answer = paragraphs[at["1a  In which years are most away?"] + 1]
        answer.add_run("Year 10.")
        answer.insert_paragraph_before("Most of all, girls.", style="List Bullet")
        helps = paragraphs[at["2  What helps?"] + 1]
        helps.insert_paragraph_before("What we do", style="Heading 3")
        helps.add_run("A visit at home")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "The return", "by Friday"
        taken_out = paragraphs[at["1b  Why are they away?"]]
        taken_out._p.getparent().remove(taken_out._p)
        path = tmp_path / "sheet.docx"
        document.save(str(path))
        taken = take_sheet(workspace, read_sheet(workspace, made["interview"].id, path))
        assert [(n.line_id, n.text) for n in taken.notes] == [
            (made["years"].id, "Most of all, girls."),
            (made["years"].id, "Year 10."),
            (made["helps"].id, "What we do"),
            (made["helps"].id, "A visit at home"),
            ("", "The return | by Friday"),
        ]
        assert {n.speaker for n in taken.notes} == {"Ms P Lee"}
