"""The groups that a minute sets up: with members, minute and day, and what is missing or surprising."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from groups.group import Role, Stage
from index.packs.reader import read_pack
from tests.index.packs.fictional import PACK
from tests.index.packs.other_packs import COMMITTEE
from workbench.services.minutes import (
    SetsUpNoGroup,
    SetUpBefore,
    create_groups,
    made_before,
    propose_groups,
    setting_up,
)
from workbench.services.packs import keep_pack, propose_pack
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

READ = read_pack(PACK)


def test_two_groups_with_members_minute_and_day() -> None:
    proposal = propose_groups(READ, "34")
    assert [(g.title, g.short_title, [name for name, _ in g.members]) for g in proposal.groups] == [
        ("Reading for Pleasure", "RFP", ["Councillor A Okoro", "Councillor M Bell", "Councillor S Nair"]),
        ("School Libraries", "", ["Councillor M Bell", "Councillor J Garth", "Mr T Lowe"]),
    ]
    first = proposal.groups[0]
    assert (first.council, first.board) == ("Wexcombe City Council", "Children and Families Scrutiny Board (2)")
    assert (first.minute_number, first.minute_title) == ("34", "Reading in Primary Schools")
    assert first.date == date(2026, 1, 29), "the day of the meeting whose minute it is, not that of the pack"
    assert first.resolution.startswith(
        "Agrees to create two Task and Finish Groups to investigate: Reading for Pleasure"
    )
    assert PACK.split("\n")[first.line - 1].startswith("- **Reading for Pleasure")


def test_what_is_missing_or_surprising_is_said() -> None:
    """The work programme of this pack plans no group on reading, so both are new."""
    assert propose_groups(READ, "34").remarks == [
        "No Chair is named for Reading for Pleasure and School Libraries.",
        "Councillor M Bell serves on both Reading for Pleasure and School Libraries.",
        "Reading for Pleasure and School Libraries are new: the work programme does not name them.",
    ]


def test_topics_that_the_work_programme_planned_and_no_group_took_up() -> None:
    planned = PACK.replace(
        "Reading in Primary Schools\tTo set up a group",
        "Reading in Primary Schools\tTo set up a T&F. Covering Reading for Pleasure, Phonics, and Homework Clubs",
    )
    remarks = propose_groups(read_pack(planned), "34").remarks
    line = next(n for n, text in enumerate(planned.split("\n"), start=1) if "Phonics" in text)
    assert (
        f"The work programme (line {line}) also names Phonics and Homework Clubs: they belong to no group."
    ) in remarks
    assert "School Libraries is new: the work programme does not name it." in remarks


def test_a_chair_and_a_surname_alone() -> None:
    named = PACK.replace("(Councillors A Okoro, M Bell, and S Nair)", "(Councillors A Okoro (Chair), Bell, and S Nair)")
    proposal = propose_groups(read_pack(named), "34")
    assert proposal.groups[0].members[0] == ("Councillor A Okoro", Role.CHAIR)
    assert "No Chair is named for School Libraries; the other has one." in proposal.remarks
    assert any(remark.startswith("Councillor Bell is there by surname only") for remark in proposal.remarks)


def test_a_group_in_one_sentence() -> None:
    (group,) = propose_groups(read_pack(COMMITTEE), "13").groups
    assert group.title == "Holiday provision"
    assert group.members == [
        ("Councillor A Dunmore", Role.CHAIR),
        ("Councillor R Fell", Role.MEMBER),
        ("Ms T Ochieng", Role.MEMBER),
    ]


def test_a_minute_that_sets_up_nothing_says_which_does() -> None:
    assert [m.number for m in setting_up(READ)] == [34]
    with pytest.raises(
        SetsUpNoGroup, match=r"Minute 33 sets up no group\. Minute 34 \(Reading in Primary Schools\) does"
    ):
        propose_groups(READ, "33")
    with pytest.raises(SetsUpNoGroup, match="no minute 99"):
        propose_groups(READ, "99")
    with pytest.raises(SetsUpNoGroup, match="No minute of this pack sets one up"):
        propose_groups(read_pack(PACK.replace("Agrees to create two Task and Finish Groups", "Discussed groups")), "34")


def test_making_them_is_one_step_and_cannot_be_done_twice(workspace: Workspace) -> None:
    pack = keep_pack(workspace, propose_pack(PACK.encode(), "pack.txt"))
    proposal = propose_groups(workspace.packs.content(pack.id), "34.")
    made = create_groups(workspace, pack, proposal)
    assert [(g.title, g.stage, g.minute_number, g.resolution_date) for g in made] == [
        ("Reading for Pleasure", Stage.ESTABLISHED, "34", date(2026, 1, 29)),
        ("School Libraries", Stage.ESTABLISHED, "34", date(2026, 1, 29)),
    ]
    assert made_before(workspace, pack, proposal).keys() == {0, 1}
    assert len(workspace.records.people.find()) == 5, "Councillor Bell is one person"
    with pytest.raises(SetUpBefore, match="Reading for Pleasure was set up from this minute before"):
        create_groups(workspace, pack, proposal, chosen=[0])
    undo(workspace)
    assert workspace.records.groups.find() == []


def test_the_minute_of_november_2025(packs_dir: Path) -> None:
    proposal = propose_groups(read_pack((packs_dir / "2026-01-22.txt").read_text(encoding="utf-8")), "24")
    assert [(g.title, g.short_title, [name for name, _ in g.members], g.date) for g in proposal.groups] == [
        (
            "Elective Home Education",
            "EHE",
            ["Councillor L Kelly", "Councillor M Mutton", "Councillor S Nazir"],
            date(2025, 11, 27),
        ),
        (
            "School Attendance",
            "",
            ["Councillor M Mutton", "Councillor J Gardiner", "Mr G Vohra"],
            date(2025, 11, 27),
        ),
    ]
    assert proposal.remarks == [
        "No Chair is named for Elective Home Education and School Attendance.",
        "Councillor M Mutton serves on both Elective Home Education and School Attendance.",
        "The work programme (line 1261) also names Child Missing Education and SEND without an appropriate place: "
        "they belong to no group.",
        "School Attendance is new: the work programme does not name it.",
    ]
