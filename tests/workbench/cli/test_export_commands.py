"""Lists and passports from the command line: plain lines, JSON, files, exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from groups.rows import Author
from tests.workbench.cli.command import Command
from tests.workbench.report.walked import keep_walked
from workbench.report import as_pdf
from workbench.workspace.workspace import open_workspace


@pytest.fixture
def command(tmp_path: Path, author: Author, capsys: pytest.CaptureFixture[str]) -> Command:
    with open_workspace(tmp_path / "workspace", author) as workspace:
        keep_walked(workspace)
    return Command(tmp_path / "workspace", capsys)


def test_a_list_is_written_where_it_is_wanted(command: Command, tmp_path: Path) -> None:
    said = command("export", "evidence", "School Meals")
    assert command.status == 0
    assert said == f"Written to {command.folder / 'exports' / 'school-meals-evidence-log.csv'}\n"
    out = tmp_path / "found.xlsx"
    command("export", "findings", "School Meals", "--format", "xlsx", "--private", "--out", str(out))
    assert out.read_bytes()[:2] == b"PK"
    told = json.loads(command("export", "codebook", "School Meals", "--json"))
    assert (told["format"], told["private"], Path(told["file"]).name) == ("qdpx", False, "school-meals-codebook.qdpx")


def test_a_list_that_has_no_such_form_is_refused_in_one_sentence(command: Command) -> None:
    assert command("export", "codebook", "School Meals", "--format", "csv") == ""
    assert command.status == 2
    assert command.errors == "The codebook with its quotations can be written as qdpx.\n"
    command("export", "evidence", "No such group")
    assert command.status == 2


def test_a_passport_is_printed_and_holds_nothing_private(command: Command) -> None:
    said = command("passport", "School Meals", "1")
    assert command.status == 0
    for words in ("Recommendation 1, School Meals", "Finding 6.1.i", "=1+1 is what they told us", "Nurse A"):
        assert words in said
    assert "canary" not in said.casefold()
    assert "CANARY-EXEMPT" in command("passport", "School Meals", "1a", "--private")
    command("passport", "School Meals", "9")
    assert command.status == 2
    assert command.errors.startswith("There is no recommendation 9.")


def test_a_passport_as_json_has_every_step_with_its_place(command: Command) -> None:
    told = json.loads(command("passport", "School Meals", "1", "--json"))
    assert (told["number"], told["left_out"], told["file"]) == ("1", 3, None)
    behind = next(part for part in told["parts"] if part["heading"] == "What it rests on")
    assert behind["steps"][0]["where"] == {"table": "findings", "id": "k1", "chosen": "", "line": 0}
    assert behind["steps"][0]["under"][0]["where"]["table"] == "notes"


def test_a_passport_is_written_in_the_form_of_its_file(command: Command, tmp_path: Path) -> None:
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!DOCTYPE"), ("md", b"Wexcombe")):
        out = tmp_path / f"page.{form}"
        assert command("passport", "School Meals", "1", "--out", str(out)) == f"Written to {out}\n"
        assert out.read_bytes().startswith(begins)
    command("passport", "School Meals", "1", "--out", str(tmp_path / "page.xyz"))
    assert command.status == 2
    assert "--format" in command.errors


def test_the_report_as_pdf_without_its_part_says_how_to_get_it(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_pdf, "can_write_pdf", lambda: False)
    command("report", "School Meals", "--format", "pdf")
    assert command.status == 2
    assert "pip install scrutiny-workbench[pdf]" in command.errors
    assert "Word" in command.errors
    assert not list((command.folder / "exports").iterdir())
