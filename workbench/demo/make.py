"""Makes the demo in an empty workspace: two packs in the archive, two groups from a minute, and a finished review."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from groups.group import Group
from groups.prose import ReportSection
from groups.rows import Author
from index.archive import ArchivedPack
from workbench.demo.days import Days
from workbench.demo.keeper import Clock
from workbench.demo.review import Builder
from workbench.services.drafts import keep_draft, sign_off
from workbench.services.files import file_name
from workbench.services.minutes import create_groups, propose_groups
from workbench.services.packs import keep_pack, propose_pack
from workbench.services.past_review import reviews_in
from workbench.services.shareable import find_shareable
from workbench.services.sharing import offer
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

OFFICER = "Ines Farrow"
SETTING_UP, SCHOOL_TRAVEL = "pack-setting-up.md", "pack-school-travel.md"
_PACKS = {SCHOOL_TRAVEL: -400, SETTING_UP: -77}  # each with the day of its meeting
_MINUTE = "20"
_SHARED = {
    "Home-educating families": "The network’s committee, at its meeting in October; names stay with the first review.",
    "Families known and visits, by term": "Dele Marsh, by e-mail.",
}


def make_demo(workspace: Workspace) -> None:
    """Fill an empty workspace with the demo; its dates are counted from the workspace's today.

    The people of the demo are its authors, so that undo takes back nothing of it. Raises WorkspaceProblem where the
    workspace holds groups or packs already: the demo is never mixed with somebody's own work.
    """
    if workspace.records.groups.count() or workspace.packs.all():
        raise WorkspaceProblem(
            f"{workspace.folder} holds groups or packs already, so no demo was made there: name a new folder, or open "
            f"what is there with: workbench --workspace {workspace.folder}"
        )
    days = Days(workspace.today())
    clock = Clock(days.now)
    officer = Workspace(workspace.folder, workspace.db, Author(OFFICER, clock))
    packs = {}
    for name, offset in _PACKS.items():
        clock.at = days.at(offset, "17:00")
        packs[name] = _keep_pack(officer, days, name)
    proposal = propose_groups(officer.packs.content(packs[SETTING_UP].id), _MINUTE)
    home_education, attendance = create_groups(officer, packs[SETTING_UP], proposal)
    for group, name in ((home_education, "home-education.toml"), (attendance, "attendance.toml")):
        Builder(officer, days, clock, packs).fill(group, _read(name))
    travel = _read("school-travel.toml")
    with officer.write("Take in the review School Travel"):
        builder = Builder(officer, days, clock, packs)
        # As if it had been read from its report, so that the app knows the two to be one.
        report = reviews_in(officer, packs[SCHOOL_TRAVEL])[0].review.group
        origin = {"source_pack": report.source_pack, "source_line": report.source_line}
        group = builder.group(travel["group"] | origin)
        builder.fill(group, travel)
        builder.mark_sources(group, officer.packs.content(packs[SCHOOL_TRAVEL].id))
    _sign_off(officer, days, clock, group)
    builder.amend()
    _share(officer, days, clock, home_education, attendance)


def _sign_off(officer: Workspace, days: Days, clock: Clock, group: Group) -> None:
    """Two drafts of the finished review's report: that of the last meeting, and the one that its Chair signed off."""
    clock.at = days.at(-412, "16:00")
    rows = officer.records.prose
    aims = next(row for row in rows.find(group_id=group.id) if row.section is ReportSection.AIMS)
    with officer.write("Write the aims"):
        short = rows.save(aims.model_copy(update={"text": "The group wanted to know how children get to school."}))
    keep_draft(officer, group, remark="for the last meeting of the group")
    clock.at = days.at(-408, "11:00")
    with officer.write("Write the aims"):
        rows.save(short.model_copy(update={"text": aims.text}))
    sign_off(officer, keep_draft(officer, group, remark="for the Board"))


def _share(officer: Workspace, days: Days, clock: Clock, giver: Group, taker: Group) -> None:
    """What one of the two groups at work offers its sister group."""
    clock.at = days.at(-3, "10:00")
    review = officer.records.review(giver.id)
    for name, consent in _SHARED.items():
        what, ident = find_shareable(review, name)
        offer(officer, giver.id, taker.id, what, ident, consent)


def _keep_pack(workspace: Workspace, days: Days, name: str) -> ArchivedPack:
    text = days.filled(_text(name))
    called = file_name(f"{days.day(_PACKS[name]):%Y-%m-%d} Children and Families Scrutiny Board", "md")
    return keep_pack(workspace, propose_pack(text.encode(), called))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return files("workbench.demo").joinpath(name).read_text(encoding="utf-8")
