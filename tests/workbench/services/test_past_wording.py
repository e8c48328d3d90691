"""Advice on the six recommendations of 2020: what a careful reader says of each, and nothing besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from groups.recommendation import shown_numbers
from groups.wording import Advice, advice, too_many
from workbench.services.packs import keep_pack, propose_pack
from workbench.services.past_review import groups_from_report
from workbench.workspace.workspace import Workspace

# Beside the date and the measure that all of them lack: the rule, and how its words begin.
SAID = {
    "1": [("passive", "“are amended")],
    "2": [("lead-in", "“That "), ("passive", "“are made aware"), ("aware", "“made aware")],
    "3": [("effort", "“makes every effort"), ("better", "“improve")],
    "4": [],
    "5": [],
    "6": [("better", "“further information")],
}


@pytest.fixture
def told(workspace: Workspace, packs_dir: Path) -> dict[str, list[Advice]]:
    """The advice on each, by its number as printed."""
    text = (packs_dir / "2020-12-03.txt").read_text(encoding="utf-8")
    (group,), _ = groups_from_report(workspace, keep_pack(workspace, propose_pack(text.encode(), "pack.txt")))
    rows = workspace.records.recommendations.find(group_id=group.id)
    numbers = shown_numbers(rows)
    assert too_many(rows) is None
    return {numbers[row.id]: advice(row, rows) for row in rows}


def test_all_lack_a_date_and_a_measure(told: dict[str, list[Advice]]) -> None:
    assert sorted(told) == ["1", "2", "3", "4", "5", "6"]
    for found in told.values():
        assert [one.words for one in found if one.rule == "missing"] == ["No date", "No measure"]


def test_the_second_does_not_say_by_whom_and_the_third_makes_every_effort(told: dict[str, list[Advice]]) -> None:
    assert [one.why for one in told["2"] if one.rule == "passive"] == ["it does not say by whom."]
    assert [one.words for one in told["3"] if one.rule == "effort"] == ["“makes every effort”"]


@pytest.mark.parametrize("number", list(SAID))
def test_nothing_else_is_said(told: dict[str, list[Advice]], number: str) -> None:
    found = [(one.rule, one.words) for one in told[number] if one.rule != "missing"]
    assert [rule for rule, _ in found] == [rule for rule, _ in SAID[number]]
    assert all(words.startswith(begin) for (_, words), (_, begin) in zip(found, SAID[number], strict=True))
