"""Drafts kept, compared, signed off and taken up again; what was published; the template; what people write."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

from groups.finding import Finding
from groups.group import Group, Meeting, MeetingKind, Membership, Person, Role
from groups.paragraph_diff import Kind, changed_only
from groups.prose import NoSuchSection, ReportSection, section_called
from groups.sensitivity import Sensitivity
from interviews.submission import Publication, Submission
from tests.workbench.report.reviews import full
from workbench.report.docx_template import BadTemplate
from workbench.report.prose import ProseProblem
from workbench.services import drafts
from workbench.services.doctor import examine
from workbench.services.draft_words import about_draft, difference_lines
from workbench.services.editing import NotAccepted
from workbench.services.exchange import export_review, read_review
from workbench.services.published import checksum_of, keep_published, published_as, published_of, told
from workbench.services.report import Stopped, export_report, known_facts, see, to_read_again
from workbench.services.report_template import drop_template, template_name, template_of, use_template
from workbench.services.writing import ProseRows, mark_read, must_be_readable, prose_for, write_prose
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """A group with a Chair, one meeting and a text that says how often it met."""
    records = workspace.records
    with workspace.write("Make a group"):
        made = records.groups.add(Group(title="Elective Home Education", council="Wexcombe City Council"))
        person = records.people.add(Person(name="Cllr Cy Fen"))
        records.memberships.add(Membership(group_id=made.id, person_id=person.id, name="Cllr Cy Fen", role=Role.CHAIR))
    meet(workspace, made)
    write_prose(workspace, made.id, ReportSection.BACKGROUND, "The group met on {meetings} occasions.")
    return made


def meet(workspace: Workspace, group: Group) -> None:
    with workspace.write("Meet"):
        workspace.records.meetings.add(Meeting(group_id=group.id, kind=MeetingKind.SCOPING, on=date(2026, 3, 1)))


class TestDrafts:
    def test_they_are_numbered_and_hold_what_was_printed_and_written(self, workspace: Workspace, group: Group) -> None:
        first = drafts.keep_draft(workspace, group, remark=" for  the Chair ")
        assert (first.number, first.on, first.remark, first.private) == (1, date(2026, 1, 14), "for the Chair", False)
        assert "The group met on one occasion to take the work forward:" not in [p.text for p in first.printed]
        assert ("3.1", "The group met on one occasion.") in [(p.number, p.text) for p in first.printed]
        assert first.written == {"BACKGROUND": "The group met on {meetings} occasions."}
        meet(workspace, group)
        assert drafts.keep_draft(workspace, group).number == 2
        assert [d.number for d in drafts.drafts_of(workspace, group.id)] == [2, 1]
        assert about_draft(first) == "14 Jan 2026, for the Chair"

    def test_the_same_again_is_refused_and_a_number_is_never_given_twice(
        self, workspace: Workspace, group: Group
    ) -> None:
        first = drafts.keep_draft(workspace, group)
        with pytest.raises(NotAccepted, match=r"^Nothing changed since draft 1: it says the same\.$"):
            drafts.keep_draft(workspace, group)
        drafts.bin_draft(workspace, first)
        assert drafts.keep_draft(workspace, group).number == 2

    def test_tomorrow_alone_is_no_change(self, workspace: Workspace, group: Group, author: object) -> None:
        drafts.keep_draft(workspace, group)

        workspace.author.now.at += timedelta(days=3)  # type: ignore[attr-defined]
        assert changed_only(drafts.compare(workspace, group, 1).changes) == []

    def test_a_public_draft_holds_nothing_private(self, workspace: Workspace, group: Group) -> None:
        with workspace.write("Take in"):
            workspace.records.submissions.add(
                Submission(
                    group_id=group.id,
                    reference="EHE01",
                    title="A letter",
                    text="CANARY",
                    publication=Publication.PUBLISH,
                    sensitivity=Sensitivity.EXEMPT,
                )
            )
        assert not any("CANARY" in p.text for p in drafts.keep_draft(workspace, group).paragraphs)
        assert any("CANARY" in p.text for p in drafts.keep_draft(workspace, group, private=True).paragraphs)

    def test_what_changed_is_told_paragraph_by_paragraph(self, workspace: Workspace, group: Group) -> None:
        drafts.keep_draft(workspace, group)
        meet(workspace, group)
        with workspace.write("Find"):
            workspace.records.findings.add(Finding(group_id=group.id, text="Numbers rise."))
        compared = drafts.compare(workspace, group, "1", "now")
        assert compared.told.startswith("From draft 1 to the report as it is now: ")
        lines = list(difference_lines(compared.changes))
        assert lines[lines.index("3.1 changed:") + 1] == "    The group met on [one occasion → two occasions]."
        assert lines[lines.index("6.1.i added:") + 1] == "    Numbers rise."
        drafts.keep_draft(workspace, group)
        assert [c.kind for c in changed_only(drafts.compare(workspace, group, 1, 2).changes)] == [
            c.kind for c in changed_only(compared.changes)
        ]
        assert Kind.REMOVED in [c.kind for c in changed_only(drafts.compare(workspace, group, 2, 1).changes)]

    def test_an_unknown_draft_is_told_with_those_there_are(self, workspace: Workspace, group: Group) -> None:
        with pytest.raises(drafts.NoSuchDraft, match="none was kept yet"):
            drafts.compare(workspace, group, 1)
        drafts.keep_draft(workspace, group)
        with pytest.raises(drafts.NoSuchDraft, match=r"^There is no draft 7: there are 1\.$"):
            drafts.compare(workspace, group, 1, 7)

    def test_a_text_comes_back_and_undo_brings_back_the_newer(self, workspace: Workspace, group: Group) -> None:
        draft = drafts.keep_draft(workspace, group)
        assert drafts.restorable(draft) == [ReportSection.BACKGROUND]
        with pytest.raises(NotAccepted, match="says the same now"):
            drafts.restore_prose(workspace, draft, ReportSection.BACKGROUND)
        with pytest.raises(NotAccepted, match="nobody had written anything for “Aims and Objectives”"):
            drafts.restore_prose(workspace, draft, ReportSection.AIMS)
        write_prose(workspace, group.id, ReportSection.BACKGROUND, "All new.")
        restored = drafts.restore_prose(workspace, draft, ReportSection.BACKGROUND)
        assert (restored.text, restored.facts) == ("The group met on {meetings} occasions.", {"meetings": "one"})
        assert undo(workspace) == "Bring back “Background and Information” from draft 1"
        assert prose_for(workspace, group.id, ReportSection.BACKGROUND).text == "All new."

    def test_they_go_out_and_come_back_with_the_review(self, workspace: Workspace, group: Group) -> None:
        kept = drafts.keep_draft(workspace, group)
        text = export_review(workspace, group.id)

        assert read_review(text, "here").report_drafts == [kept]


class TestSignOff:
    def test_the_chair_signs_a_draft_and_later_changes_are_counted(self, workspace: Workspace, group: Group) -> None:
        draft = drafts.keep_draft(workspace, group)
        assert drafts.since_sign_off(workspace, group) is None
        assert drafts.chairs(workspace, group.id) == ["Cllr Cy Fen"]
        signed = drafts.sign_off(workspace, draft)
        assert (signed.signed_off_by, signed.signed_off_on) == ("Cllr Cy Fen", date(2026, 1, 14))
        found = drafts.since_sign_off(workspace, group)
        assert found is not None
        assert drafts.about_sign_off(*found) == (
            "Draft 1 was signed off by Cllr Cy Fen on 14 Jan 2026; nothing changed since."
        )
        write_prose(workspace, group.id, ReportSection.AIMS, "One.\n\nTwo.")
        found = drafts.since_sign_off(workspace, group)
        assert found is not None
        assert "Changed since it was signed off: 2 paragraphs (2 added)." in drafts.about_sign_off(*found)
        assert drafts.to_look_at(workspace, group).stands == drafts.about_sign_off(*found)

    def test_it_is_bound_to_the_draft(self, workspace: Workspace, group: Group) -> None:
        signed = drafts.sign_off(workspace, drafts.keep_draft(workspace, group))
        with pytest.raises(NotAccepted, match=r"^Draft 1 was signed off by Cllr Cy Fen on 14 Jan 2026\.$"):
            drafts.sign_off(workspace, signed)
        with pytest.raises(NotAccepted, match="it stays"):
            drafts.bin_draft(workspace, signed)

    def test_a_working_copy_is_not_signed_off(self, workspace: Workspace, group: Group) -> None:
        with pytest.raises(NotAccepted, match="Draft 1 is a working copy"):
            drafts.sign_off(workspace, drafts.keep_draft(workspace, group, private=True))

    def test_who_signs(self, workspace: Workspace, group: Group) -> None:
        draft = drafts.keep_draft(workspace, group)
        with pytest.raises(NotAccepted, match=r"^The Chair of this group is Cllr Cy Fen"):
            drafts.sign_off(workspace, draft, by="Cllr Bo Reed")
        assert drafts.sign_off(workspace, draft, by="C Fen", on=date(2026, 2, 2)).signed_off_by == "C Fen"

    def test_without_a_chair_somebody_must_be_named(self, workspace: Workspace, group: Group) -> None:
        (chair,) = workspace.records.memberships.find(group_id=group.id)
        with workspace.write("Leave"):
            workspace.records.memberships.save(chair.model_copy(update={"until": date(2026, 1, 1)}))
        draft = drafts.keep_draft(workspace, group)
        with pytest.raises(NotAccepted, match=r"^Nobody is Chair of this group"):
            drafts.sign_off(workspace, draft)
        assert drafts.sign_off(workspace, draft, by="Cllr Bo Reed").signed_off_by == "Cllr Bo Reed"


class TestPublished:
    def test_a_public_file_is_kept_by_its_checksum_with_the_draft_it_holds(
        self, workspace: Workspace, group: Group
    ) -> None:
        drafts.keep_draft(workspace, group)
        written = export_report(workspace, group, "docx")
        assert written is not None
        (row,) = published_of(workspace, group.id)
        assert row.sha256 == hashlib.sha256(written.read_bytes()).hexdigest() == checksum_of(written)
        assert (row.form, row.file_name, row.draft_number) == ("docx", written.name, 1)
        assert published_as(workspace, group.id, written) == row
        assert told(row) == "elective-home-education-briefing-note.docx, 14 Jan 2026, from draft 1"
        written.write_bytes(written.read_bytes() + b" ")
        assert published_as(workspace, group.id, written) is None

    def test_a_working_copy_and_a_report_that_no_draft_holds(self, workspace: Workspace, group: Group) -> None:
        export_report(workspace, group, "txt", private=True)
        assert published_of(workspace, group.id) == []
        export_report(workspace, group, "txt")
        export_report(workspace, group, "txt")
        (row,) = published_of(workspace, group.id)
        assert row.draft_number == 0

    def test_an_override_is_kept_beside_it(self, workspace: Workspace, group: Group) -> None:
        kept = keep_published(
            workspace, group.id, "md", "a.md", b"x", override_reason="The Chair allows it", overridden=["paragraph 3.1"]
        )
        assert kept.overridden == ["paragraph 3.1"]
        assert told(kept).endswith("published in spite of the leak check")


class TestTemplate:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        made = docx.Document()
        made.sections[0].footer.paragraphs[0].text = "The Guildhall"
        path = tmp_path / "letterhead.docx"
        made.save(str(path))
        return path

    def test_one_is_kept_by_its_bytes_for_a_group_or_for_all(
        self, workspace: Workspace, group: Group, file: Path, tmp_path: Path
    ) -> None:
        assert template_of(workspace, group.id) is None
        kept = use_template(workspace, file)
        assert template_name(workspace, group.id) == ("letterhead.docx", False)
        file.unlink()
        assert template_of(workspace, group.id) == kept
        written = export_report(workspace, group, "docx")
        assert written is not None
        assert docx.Document(str(written)).sections[0].footer.paragraphs[0].text == "The Guildhall"
        other = tmp_path / "other.docx"
        docx.Document().save(str(other))
        use_template(workspace, other, group.id)
        assert template_name(workspace, group.id) == ("other.docx", True)
        assert drop_template(workspace, group.id)
        assert template_name(workspace, group.id) == ("letterhead.docx", False)
        assert drop_template(workspace)
        assert not drop_template(workspace)

    def test_one_that_cannot_be_used_leaves_the_other(self, workspace: Workspace, file: Path, tmp_path: Path) -> None:
        use_template(workspace, file)
        bad = tmp_path / "bad.docx"
        bad.write_bytes(b"x")
        with pytest.raises(BadTemplate, match=r"“bad\.docx”"):
            use_template(workspace, bad)
        assert template_name(workspace, "") == ("letterhead.docx", True)

    def test_one_whose_file_went_is_told(self, workspace: Workspace, group: Group, file: Path) -> None:
        assert "template" not in [found.what for found in examine(workspace)]
        use_template(workspace, file)
        use_template(workspace, file, group.id)
        called = f"The council’s Word template “letterhead.docx” (all groups, {group.title})"
        ((sound, sentence),) = [f[1:3] for f in examine(workspace) if f.what == "template"]
        assert (sound, sentence) == (True, f"{called} is as it was chosen.")
        (kept,) = workspace.files.iterdir()
        kept.write_bytes(b"altered")
        ((sound, sentence),) = [f[1:3] for f in examine(workspace) if f.what == "template"]
        assert not sound
        assert sentence.startswith(f"{called} was changed since it was chosen: choose it again")
        kept.unlink()
        ((sound, sentence),) = [f[1:3] for f in examine(workspace) if f.what == "template"]
        assert not sound
        assert sentence.startswith(f"{called} is missing: choose it again")
        with pytest.raises(BadTemplate, match="is not among the originals of the workspace any more"):
            export_report(workspace, group, "docx")


class TestWriting:
    def test_facts_are_kept_as_they_stood_and_a_changed_one_is_to_be_read_again(
        self, workspace: Workspace, group: Group
    ) -> None:
        assert prose_for(workspace, group.id, ReportSection.BACKGROUND).facts == {"meetings": "one"}
        assert to_read_again(workspace, group) == {}
        meet(workspace, group)
        (changed,) = to_read_again(workspace, group)[ReportSection.BACKGROUND]
        assert changed.told == "meetings was one, is two"
        write_prose(workspace, group.id, ReportSection.BACKGROUND, "With {members} members.", more=True)
        again = prose_for(workspace, group.id, ReportSection.BACKGROUND)
        assert again.text == "The group met on {meetings} occasions.\n\nWith {members} members."
        assert again.facts == {"meetings": "one", "members": "one"}, "writing on is not reading over"
        mark_read(workspace, group, ReportSection.BACKGROUND)
        assert to_read_again(workspace, group) == {}
        assert undo(workspace) == "Mark “Background and Information” as read over"
        assert ReportSection.BACKGROUND in to_read_again(workspace, group)

    def test_a_text_without_facts_has_nothing_to_be_read(self, workspace: Workspace, group: Group) -> None:
        with pytest.raises(NotAccepted, match="uses no facts"):
            mark_read(workspace, group, ReportSection.AIMS)

    def test_values_that_were_read_a_moment_ago_are_taken(self, workspace: Workspace, group: Group) -> None:
        rows = ProseRows(workspace, {"meetings": "nine", "members": "five"})
        prose = prose_for(workspace, group.id, ReportSection.BACKGROUND)
        with workspace.write("Write"):
            kept = rows.save(prose.model_copy(update={"text": "{members} {meetings} {misspelt}"}))
        assert kept.facts == {"members": "five", "meetings": "one"}

    def test_a_misspelt_fact_is_said_before_it_is_written(self, workspace: Workspace, group: Group) -> None:
        with pytest.raises(ProseProblem, match=r"did you mean \{meetings\}\?"):
            must_be_readable(workspace, group.id, ReportSection.AIMS, "{meetngs}")
        must_be_readable(workspace, group.id, ReportSection.PAPERS, "{anything}")

    @pytest.mark.parametrize(
        ("name", "section"),
        [
            ("3", ReportSection.BACKGROUND),
            ("background", ReportSection.BACKGROUND),
            ("Key themes", ReportSection.FINDINGS),
            ("papers", ReportSection.PAPERS),
            ("Background papers", ReportSection.PAPERS),
        ],
    )
    def test_sections_by_number_and_name(self, name: str, section: ReportSection) -> None:
        assert section_called(name) is section

    def test_no_such_section(self) -> None:
        with pytest.raises(NoSuchSection, match=r"^The report has no section “x”: name one of purpose, "):
            section_called("x")


class TestSeeing:
    def test_the_section_looked_at_comes_first_and_the_whole_after_it(self, workspace: Workspace, group: Group) -> None:
        came: list[str] = []
        seen = see(workspace, group, first=ReportSection.BACKGROUND, arrived=lambda s: came.append(s.title))
        assert came == ["Background and Information"]
        assert seen.note is not None
        assert [s.place.number for s in seen.note.report.sections] == [str(n) for n in range(1, 9)]
        assert {fact.name for fact in seen.facts} == {fact.name for fact in known_facts(workspace, group)}

    def test_a_look_that_was_overtaken_stops(self, workspace: Workspace, group: Group) -> None:
        with pytest.raises(Stopped):
            see(workspace, group, first=ReportSection.AIMS, cancelled=lambda: True)

    def test_what_cannot_be_put_together_says_why_and_still_knows_the_facts(
        self, workspace: Workspace, group: Group
    ) -> None:
        write_prose(workspace, group.id, ReportSection.AIMS, "{meetngs}")
        seen = see(workspace, group)
        assert seen.note is None
        assert "did you mean {meetings}?" in seen.problem
        assert seen.facts


def test_a_whole_review_is_kept_and_compared(workspace: Workspace) -> None:
    review = full()
    with workspace.write("Take in"):
        records = workspace.records
        records.groups.put_back(review.group)
        for person in {m.person_id for m in review.members}:
            records.people.put_back(Person(id=person, name=person))
        for field, rows in records.of_group().items():
            for row in getattr(review, field):
                if field != "rests_on" or row.finding_id != "binned":
                    rows.put_back(row)
    group = review.group
    kept = drafts.keep_draft(workspace, group)
    numbers = {p.key: p.number for p in kept.printed}
    assert (numbers["finding:k2"], numbers["recommendation:r4"], numbers["part:r1b"]) == ("6.1.ii", "4)", "1b")
    assert changed_only(drafts.compare(workspace, group, 1).changes) == []
