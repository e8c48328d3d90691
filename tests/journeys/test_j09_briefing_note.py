"""J9, the plain path: a review becomes the council's briefing note, numbered as the council numbers it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
import pytest

from tests.workbench.app.conftest import picture, says, settled, until
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.demo.make import make_demo
from workbench.report.checks import check_docx
from workbench.screens.place import Place
from workbench.services.exchange import find_group
from workbench.workspace.workspace import Workspace

SECTIONS = [
    "1 Purpose of the Note",
    "2 Recommendations",
    "3 Background and Information",
    "4 Aims and Objectives",
    "5 Methodology",
    "6 Key themes and findings",
    "7 Interviews with Partners",
]


async def test_the_note_is_read_in_the_app_and_written_in_word(workspace: Workspace) -> None:
    make_demo(workspace)
    group = find_group(workspace, "School Travel")
    app = WorkbenchApp(workspace, start=Place("group", group.id, "report"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        seen = picture(app)
        for section in SECTIONS:
            assert section in seen
        await pilot.press("x")
        await until(pilot, says(app, "Write the public note as"))
        await pilot.press("enter")
        await until(pilot, lambda: bool(list(workspace.exports.glob("*.docx"))))
    (written,) = workspace.exports.glob("*.docx")
    assert check_docx(written.read_bytes()) == []
    headings = [
        paragraph.text
        for paragraph in docx.Document(io.BytesIO(written.read_bytes())).paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 1"
    ]
    assert [heading for heading in headings if not heading.startswith("Appendix")][:7] == [
        section.partition(" ")[2] for section in SECTIONS
    ]


def test_the_note_of_2020_has_its_own_numbers(
    tmp_path: Path, packs_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The oracle of the domain: the same sections, the same numbers on the same items, each under its addressee."""
    here = ["--workspace", str(tmp_path / "workspace")]
    assert call([*here, "import", str(packs_dir / "2020-12-03.txt")]) in (0, 1)
    assert call([*here, "group", "new", "--from-report", "2020-12-03"]) in (0, 1)
    out = tmp_path / "note.txt"
    capsys.readouterr()
    assert call([*here, "report", "Partnership Working", "--format", "txt", "--out", str(out)]) == 0
    note = out.read_text(encoding="utf-8")
    for section in [*SECTIONS, "8 Response to recommendations"]:
        assert f"\n{section}" in note
    lines = [" ".join(line.split()) for line in note.split("\n")]
    first = lines.index("2 Recommendations")
    section = " ".join(lines[first : lines.index("3 Background and Information")])
    to_member, to_partnership = section.split("2.2 ")
    capsys.readouterr()
    assert call([*here, "group", "show", "Partnership Working", "--json"]) == 0
    addressees = list(dict.fromkeys(r["addressee"] for r in json.loads(capsys.readouterr().out)["recommendations"]))
    assert len(addressees) == 2
    assert f"{addressees[0]} that: 1) " in to_member
    assert re.findall(r"(?<= )(\d)\) ", to_member) == ["1", "2", "3"]
    assert re.findall(r"(?<= )([ab])\. ", to_member) == ["a", "b"]
    assert f"{addressees[1]} that: 4) " in to_partnership
    assert re.findall(r"(?<= )(\d)\) ", to_partnership) == ["4", "5", "6"]
    romans = [line.split(".")[0] for line in lines if re.match(r"[ivx]+\. ", line)]
    assert romans[:11] == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi"]
    for paragraph in ("7.1.1 Police", "7.1.2 ", "7.1.3 Health", "7.1.4 Education", "7.2 Issues for the service"):
        assert any(line.startswith(paragraph) for line in lines), paragraph
    assert "met on seven occasions" in " ".join(lines)
    assert [line[:12] for line in lines if re.match(r"Appendix \d – ", line)][:4] == [
        f"Appendix {n} –" for n in (1, 2, 3, 4)
    ]


def test_what_is_exempt_never_reaches_the_public_note(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_demo(workspace)
    secrets = [n.text for n in workspace.records.notes.find() if n.sensitivity.is_closed]
    assert secrets
    group = find_group(workspace, "Elective Home Education")
    here = ["--workspace", str(workspace.folder)]
    for form in ("txt", "md", "html"):
        out = tmp_path / f"note.{form}"
        assert call([*here, "report", group.id, "--format", form, "--out", str(out)]) == 0
        note = " ".join(out.read_text(encoding="utf-8").split())
        for secret in secrets:
            assert secret[:40] not in note
