"""The report from the command line: texts and facts, drafts, sign-off, template, sources, what was published."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
import pytest

from groups.finding import Finding
from groups.group import Group, Meeting, MeetingKind, Membership, Person, Role
from groups.rows import Author
from tests.workbench.cli.command import Command
from workbench.workspace.workspace import open_workspace

G = "School Meals"


@pytest.fixture
def folder(tmp_path: Path, author: Author) -> Path:
    """A group with a Chair, a meeting and a finding."""
    where = tmp_path / "workspace"
    with open_workspace(where, author) as workspace, workspace.write("Begin"):
        records = workspace.records
        group = records.groups.add(Group(title=G, boards=["Wexcombe Scrutiny Board"]))
        person = records.people.add(Person(name="Cllr Cy Fen"))
        records.memberships.add(Membership(group_id=group.id, person_id=person.id, name=person.name, role=Role.CHAIR))
        records.meetings.add(Meeting(group_id=group.id, kind=MeetingKind.SCOPING))
        records.findings.add(Finding(group_id=group.id, text="The food is cold."))
    return where


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(folder, capsys)


def test_texts_are_written_and_shown_and_a_misspelt_fact_is_refused(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("prose", "write", G, "background", "Met {meetings} times.") == (
        "“Background and Information” has 3 words now.\n"
    )
    assert run("prose", "write", G, "3", "{meetngs}") == ""
    assert run.status == 2
    assert "did you mean {meetings}?" in run.errors
    more = tmp_path / "more.md"
    more.write_text("And went on.", encoding="utf-8")
    run("prose", "write", G, "background", "--file", str(more), "--more")
    assert run("prose", "show", G, "background") == (
        "Background and Information\n\nMet {meetings} times.\n\nAnd went on.\n\n"
    )
    monkeypatch.setattr(sys, "stdin", io.StringIO("A policy"))
    run("prose", "write", G, "papers", "--file", "-")
    assert [row["section"] for row in run.json("prose", "show", G)] == [
        "Background and Information",
        "Background papers",
    ]
    run("prose", "write", G, "aims")
    assert run.status == 2
    run("prose", "write", G, "nowhere", "x")
    assert "name one of purpose," in run.errors


def test_facts_are_listed_and_a_changed_one_needs_attention_until_it_is_read(run: Command) -> None:
    run("prose", "write", G, "background", "Met {meetings} times.")
    assert "{meetings}" in run("fact", "list", G)
    assert run.status == 0
    run("meeting", "add", G, "scoping", "yesterday")
    listed = run("fact", "list", G)
    assert "Changed since it was read, in “Background and Information”: meetings was one, is two." in listed
    assert run.status == 1
    assert run.json("fact", "list", G)["changed"] == [
        {"section": "background", "name": "meetings", "was": "one", "now": "two"}
    ]
    assert run("fact", "read", G, "background") == "“Background and Information” was read over: meetings is two.\n"
    run("fact", "list", G)
    assert run.status == 0


def test_drafts_from_keeping_to_sign_off(run: Command) -> None:
    assert "No draft is kept yet" in run("draft", "list", G)
    assert run("draft", "keep", G, "--remark", "first").startswith("Draft 1 is kept: ")
    run("draft", "keep", G)
    assert (run.status, run.errors) == (2, "Nothing changed since draft 1: it says the same.\n")
    run("prose", "write", G, "purpose", "To say that six ovens are old.")
    diff = run("draft", "diff", G, "1")
    assert diff.startswith("From draft 1 to the report as it is now: ")
    assert "To say that six ovens are old." in diff
    assert run.json("draft", "keep", G)["number"] == 2
    run("prose", "write", G, "purpose", "To say that seven ovens are old.")
    assert run("draft", "diff", G, "2", "now").splitlines()[1:] == [
        "1.1 changed:",
        "    To say that [six → seven] ovens are old.",
    ]
    (change,) = run.json("draft", "diff", G, "2")["changes"]
    assert (change["change"], change["now"]["text"]) == ("changed", "To say that seven ovens are old.")
    run("draft", "diff", G, "9")
    assert (run.status, run.errors) == (2, "There is no draft 9: there are 1, 2.\n")
    run("draft", "sign-off", G, "2", "--by", "Cllr Bo Reed")
    assert run.status == 2
    assert "The Chair of this group is Cllr Cy Fen" in run.errors
    assert run("draft", "sign-off", G, "2", "--on", "20 Jan 2026") == (
        "Draft 2 was signed off by Cllr Cy Fen on 20 Jan 2026.\n"
    )
    listed = run("draft", "list", G)
    assert run.status == 1
    assert "Changed since it was signed off: 1 paragraph (1 changed)." in listed
    assert run.json("draft", "list", G)["signed_off"] == {"draft": 2, "changed_paragraphs": 1}
    assert run("draft", "restore", G, "2", "purpose") == "“Purpose of the Note” is as in draft 2.\n"
    run("draft", "list", G)
    assert run.status == 0
    assert "1.1 To say that six ovens are old." in run("draft", "show", G, "2")
    assert run("draft", "bin", G, "1").startswith("Draft 1 is in the bin.")
    run("draft", "bin", G, "2")
    assert run.status == 2


def test_what_was_published_is_known_by_its_bytes(run: Command, tmp_path: Path) -> None:
    assert "Nothing was published yet" in run("published", "list", G)
    file = tmp_path / "note.docx"
    run("report", G, "--out", str(file))
    assert "note.docx, " in run("published", "list", G)
    assert run("published", "verify", G, str(file)).startswith("note.docx is what was published: note.docx, ")
    assert run.status == 0
    file.write_bytes(file.read_bytes() + b"x")
    assert "is not a file that School Meals published" in run("published", "verify", G, str(file))
    assert run.status == 1
    assert run.json("published", "verify", G, str(file))["published"] is None
    run("published", "verify", G, str(tmp_path / "gone"))
    assert run.status == 2


def test_a_template_for_once_and_one_that_is_kept(run: Command, tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].footer.paragraphs[0].text = "The Guildhall"
    made.add_paragraph("An old report")
    head = tmp_path / "head.docx"
    made.save(str(head))
    out = tmp_path / "note.docx"

    def foot() -> str:
        return str(docx.Document(str(out)).sections[0].footer.paragraphs[0].text)

    run("report", G, "--out", str(out), "--template", str(head))
    assert "Its page has text of its own, which is left out" in run.errors
    assert foot() == "The Guildhall"
    run("report", G, "--out", str(out))
    assert foot() == "Page 1"
    assert "There is no template" in run("template", "show", G)
    assert run("template", "use", str(head), "--group", G).startswith("head.docx is the template of this group now.\n")
    assert run.json("template", "show", G) == {"template": "head.docx", "of": "group"}
    run("report", G, "--out", str(out))
    assert foot() == "The Guildhall"
    run("template", "drop", "--group", G)
    assert "no template" in run("template", "show", G)
    run("report", G, "--format", "md", "--template", str(head))
    assert run.status == 2
    run("template", "use", str(tmp_path / "gone.docx"))
    assert run.status == 2


def test_sources_are_named_where_asked_for(run: Command, tmp_path: Path) -> None:
    out = tmp_path / "note.txt"
    run("finding", "add", G, "It is warm.")
    assert run("report", G, "--format", "txt", "--private", "--sources", "--out", str(out)).startswith("Written to")
    assert "i. The food is cold." in out.read_text(encoding="utf-8")
