"""The three real packs against what a careful reader found in them, as they are and as a conversion may spoil them."""

from __future__ import annotations

import contextlib
import io
import json
import re
import runpy
import sys
from pathlib import Path

import pytest

from index.packs.lines import read_lines
from index.packs.passages import passages
from index.packs.reader import read_pack
from tests.index.packs.spoiling import SPOILT, what_it_says

PACKS = ("2020-12-03", "2021-09-16", "2026-01-22")
FLOORS = {
    "agenda_items": 0.97,
    "minutes": 0.97,
    "reports": 0.97,
    "segments": 0.97,
    "resolutions": 0.95,
    "addressees": 0.95,
    "work_programme": 0.95,
    "task_groups": 0.90,
    "acronyms": 0.90,
}


def scores(packs_dir: Path, name: str, export: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, float], str]:
    """Run the scorer as a user does; returns F1 by kind and all it printed."""
    monkeypatch.setattr(sys, "argv", ["score.py", str(packs_dir / "gold" / f"{name}.json"), str(export)])
    out = io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit):
        runpy.run_path(str(packs_dir / "score.py"), run_name="__main__")
    text = out.getvalue()
    rows = re.findall(r"(?m)^(\w+)\s+\d+\s+\d+\s+[\d.]+\s+[\d.]+\s+([\d.]+)$", text)
    return {kind: float(f1) for kind, f1 in rows}, text


@pytest.mark.parametrize("name", PACKS)
def test_the_score_of_each_pack(packs_dir: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = tmp_path / "export.json"
    export.write_text(json.dumps(read_pack((packs_dir / f"{name}.txt").read_text(encoding="utf-8")).export()))
    found, printed = scores(packs_dir, name, export, monkeypatch)
    assert set(found) == set(FLOORS)
    assert {kind: f1 for kind, f1 in found.items() if f1 < FLOORS[kind]} == {}, printed
    assert "pack." not in printed


@pytest.mark.parametrize("spoiling", SPOILT)
@pytest.mark.parametrize("name", PACKS)
def test_a_spoilt_pack_says_the_same(packs_dir: Path, name: str, spoiling: str) -> None:
    text = (packs_dir / f"{name}.txt").read_text(encoding="utf-8")
    changed = SPOILT[spoiling](text)
    if changed != text:
        assert what_it_says(read_pack(changed)) == what_it_says(read_pack(text))


@pytest.mark.parametrize("name", PACKS)
def test_every_line_of_a_pack_can_be_found(packs_dir: Path, name: str) -> None:
    text = (packs_dir / f"{name}.txt").read_text(encoding="utf-8")
    covered = {n for p in passages(text, read_pack(text)) for n in range(p.start_line, p.end_line + 1)}
    assert {line.number for line in read_lines(text) if line.text} <= covered


def test_the_groups_that_the_minute_of_november_2025_sets_up(packs_dir: Path) -> None:
    pack = read_pack((packs_dir / "2026-01-22.txt").read_text(encoding="utf-8"))
    assert [(g.minute_number, len(g.members or ())) for g in pack.task_groups] == [("24", 3), ("24", 3)]
