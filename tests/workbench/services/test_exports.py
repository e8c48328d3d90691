"""Lists as files: every list in every form, what may be public checked once more, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from groups.group import Group
from tests.workbench.report.walked import keep_walked
from workbench.services.editing import NotAccepted
from workbench.services.exports import FORMATS, LISTS, export_list, formats_of, render_list
from workbench.services.publishing import GivesAway, leaks_in
from workbench.services.report import export_report
from workbench.workspace.workspace import Workspace

EACH = [(what, form) for what in LISTS for form in formats_of(what)]


@pytest.fixture
def group(workspace: Workspace) -> Group:
    return keep_walked(workspace)


@pytest.mark.parametrize(("what", "form"), EACH)
def test_every_list_is_written_in_every_form(workspace: Workspace, group: Group, what: str, form: str) -> None:
    public = export_list(workspace, group, what, form)
    private = export_list(workspace, group, what, form, private=True)
    assert public is not None
    assert private is not None
    assert public.parent == workspace.exports
    assert "working-copy" in private.name
    assert "working-copy" not in public.name
    assert leaks_in(workspace, group.id, public.read_bytes(), form) == []
    assert leaks_in(workspace, group.id, private.read_bytes(), form) if what != "recommendations" else True


def test_a_list_has_no_form_but_its_own(workspace: Workspace, group: Group) -> None:
    assert list(FORMATS) == ["csv", "xlsx", "docx", "qdpx"]
    with pytest.raises(NotAccepted, match="can be written as qdpx"):
        render_list(workspace, group, "codebook", "csv")
    with pytest.raises(NotAccepted, match="csv or xlsx or docx"):
        render_list(workspace, group, "evidence", "qdpx")


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_what_was_pasted_into_a_finding_stops_the_public_list(workspace: Workspace, group: Group, form: str) -> None:
    secret = "the child in question lives with her grandmother and has not been to school since March"
    with workspace.write("Paste"):
        note, finding = workspace.records.notes.get("n2"), workspace.records.findings.get("k1")
        workspace.records.notes.save(note.model_copy(update={"text": secret}))
        workspace.records.findings.save(finding.model_copy(update={"text": f"We heard that {secret.upper()}."}))
    with pytest.raises(GivesAway, match="Nothing was written") as why:
        export_list(workspace, group, "findings", form)
    assert "grandmother" not in str(why.value).casefold()
    assert not list(workspace.exports.iterdir())
    assert export_list(workspace, group, "findings", form, private=True) is not None


def test_one_that_is_stopped_writes_nothing(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    out = tmp_path / "log.csv"
    assert export_list(workspace, group, "evidence", "csv", out=out, cancelled=lambda: True) is None
    assert not out.exists()


def test_a_name_that_is_a_role_stands_in_no_file_name(workspace: Workspace, group: Group) -> None:
    with workspace.write("Name it"):
        named = workspace.records.groups.save(group.model_copy(update={"title": "Meals of Mrs Iris Canaryfield"}))
    public = export_list(workspace, named, "findings", "csv")
    assert public is not None
    assert public.name == "meals-of-parent-b-findings.csv"


def test_the_report_comes_as_pdf_too(workspace: Workspace, group: Group) -> None:
    written = export_report(workspace, group, "pdf")
    assert written is not None
    assert written.read_bytes().startswith(b"%PDF-")
