"""J8: a recommendation from a finding: vague wording told with why, addressee, owner, date, measure, similar, split."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from groups.group import Group, Stage
from groups.recommendation import Recommendation, RecommendationState
from groups.response import Covered, Position
from tests.workbench.app.conftest import picture, says, settled, until
from tests.workbench.app.waiting import opens
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.split import SplitDialog
from workbench.screens.builder import BuilderScreen
from workbench.screens.place import Place
from workbench.services.findings import add_finding
from workbench.services.recommending import add_recommendation
from workbench.services.replies import add_reply
from workbench.workspace.workspace import Workspace

BOARD = "Children and Families Scrutiny Board"
CABINET = "Cabinet Member for Children and Young People"
VAGUE = "The service makes every effort to tell families and publishes one page of what help there is."
PARTS = [
    "The service sends each family the number of the helpline",
    "The service publishes one page of what help there is",
]


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """A group with two findings, and a finished one that asked for such a thing before and had a reply."""
    with workspace.write("Make two groups"):
        groups = workspace.records.groups
        made = groups.add(Group(title="Elective Home Education", boards=[BOARD], portfolio="Children and Young People"))
        before = groups.add(Group(title="Family Support", boards=[BOARD], stage=Stage.CLOSED))
    for text in ("Families are not told what support exists.", "Visits are welcomed when they are announced."):
        add_finding(workspace, made.id, text)
    asked = add_recommendation(
        workspace,
        before.id,
        "The service publishes one page of what help families can have, with the number of the helpline",
        CABINET,
        state=RecommendationState.AGREED_BY_BOARD,
    )
    add_reply(
        workspace,
        workspace.records.review(before.id),
        [Covered(recommendation_id=asked.id)],
        "The page was printed and sent to every school.",
        body="Director of Children's Services",
        position=Position.ACCEPTED,
    )
    return made


def as_it_must_be(row: Recommendation) -> None:
    """What both ways of writing it must have kept."""
    assert row.addressee == CABINET
    assert (row.owner, row.by_when, row.measure) == ("Head of Inclusion", date(2027, 3, 31), "calls to the helpline")
    assert [part.text for part in row.parts] == PARTS


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_in_the_app(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = WorkbenchApp(workspace, start=Place("group", group.id, "findings"))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await opens(pilot, BuilderScreen, "r")
        await settled(pilot)
        await show(pilot, "f2", "[x] 6.1.i Families are not told")

        write(app, "action", VAGUE)
        await show(pilot, "f4", "“makes every effort”", "an effort cannot be shown")
        assert "No date" in words(app)
        await until(pilot, lambda: "The page was printed and sent" in whole_list(app))
        for told in ("To Cabinet Member", "Family Support", "(accepted)"):
            assert told in whole_list(app)

        await pilot.press("f3")
        await opens(pilot, AskWhich, "f5")
        await until(pilot, says(app, CABINET))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BuilderScreen))
        for field, text in (
            ("owner", "Head of Inclusion"),
            ("when", "31st March 2027"),
            ("measure", "calls to the helpline"),
        ):
            write(app, field, text)
        await until(pilot, says(app, "that: 1) The service makes every") if size[0] == 80 else lambda: True)
        await until(pilot, lambda: "No date" not in whole_list(app))

        await opens(pilot, AskWhich, "f8")
        dialog = await opens(pilot, SplitDialog, "enter")
        assert dialog.query_one("#box-1", TextArea).text.splitlines() == [
            "The service makes every effort to tell families",
            "Publishes one page of what help there is.",
        ]
        dialog.query_one("#box-1", TextArea).text = "\n".join(PARTS)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BuilderScreen))
        await until(pilot, lambda: "every effort" not in whole_list(app))
        printed = str(app.screen.query_one("#builder-printed").render())
        assert printed.splitlines() == [
            f"The {BOARD} recommend to the {CABINET} that:",
            "1) These steps are taken, by the Head of Inclusion, by 31 March 2027, measured by calls to the helpline:",
            f"   a. {PARTS[0]}",
            f"   b. {PARTS[1]}",
        ]
        await pilot.press("escape")
        await until(pilot, says(app, "▸ Findings"))
    (row,) = workspace.records.recommendations.find(group_id=group.id)
    as_it_must_be(row)
    finding = workspace.records.findings.find(group_id=group.id)[0]
    assert [rest.finding_id for rest in workspace.records.rests_on.find(recommendation_id=row.id)] == [finding.id]


def test_by_the_command_line(workspace: Workspace, group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert call(["--workspace", str(workspace.folder), "recommendation", *arguments]) == 0
        return capsys.readouterr().out

    name = group.title
    first = run("add", name, VAGUE, "--to", CABINET, "--from-finding", "6.1.i")
    assert "Advice: “makes every effort”: an effort cannot be shown" in first
    assert "Advice: No date:" in first
    similar = run("show", name, "1", "--similar")
    assert "Similar: The service publishes one page of what help families can have" in similar
    assert (
        "Reply: Director of Children's Services: The page was printed and sent to every school. (accepted)" in similar
    )
    owned = run(
        "edit", name, "1", "--owner", "Head of Inclusion", "--by", "31st March 2027",
        "--measure", "calls to the helpline",
    )  # fmt: skip
    assert "No date" not in owned
    last: dict[str, Any] = json.loads(run("split", name, "1", "--part", PARTS[0], "--part", PARTS[1], "--json"))
    assert last["sentence"] == (
        "These steps are taken, by the Head of Inclusion, by 31 March 2027, measured by calls to the helpline:"
    )
    assert last["lettered"] == [f"a. {PARTS[0]}", f"b. {PARTS[1]}"]
    assert last["rests_on"] == ["6.1.i"]
    (row,) = workspace.records.recommendations.find(group_id=group.id)
    as_it_must_be(row)


def write(app: WorkbenchApp, field: str, text: str) -> None:
    box = app.screen.query_one(f"#field-{field}")
    if isinstance(box, TextArea):
        box.text = text
    else:
        app.screen.query_one(f"#field-{field}", Input).value = text


def words(app: WorkbenchApp) -> str:
    return " ".join(picture(app).replace("│", " ").split())


def whole_list(app: WorkbenchApp) -> str:
    """All of the pane with advice and similar ones, also what is below its edge."""
    rows = app.screen.query_one("#builder-beside", OptionList)
    lines = [str(rows.get_option_at_index(n).prompt) for n in range(rows.option_count)]
    return " ".join(" ".join(lines).split())


async def show(pilot: Pilot[Any], key: str, *told: str) -> None:
    """Go to a pane and wait until it says all of this, wherever its lines break."""
    await pilot.press(key)
    rows = {"f2": "#builder-findings", "f4": "#builder-beside"}[key]

    def there() -> bool:
        found = pilot.app.screen.query_one(rows, OptionList)
        lines = [str(found.get_option_at_index(n).prompt) for n in range(found.option_count)]
        return all(each in " ".join(" ".join(lines).split()) for each in told)

    await until(pilot, there)
