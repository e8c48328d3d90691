"""How a group can begin from the archive: from a minute that sets it up, or as a past review from its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from groups.group import Group
from index.archive import ArchivedPack
from interviews.review import Review
from workbench.services.minutes import Proposal, create_groups, made_before, propose_groups, setting_up
from workbench.services.past_review import keep_review, kept_before, reviews_in
from workbench.workspace.workspace import Workspace

How = Literal["minute", "report"]


@dataclass(frozen=True)
class FromMinute:
    """A minute that sets up groups; ``before`` has those that were made from it already, by their place."""

    pack: ArchivedPack
    title: str
    proposal: Proposal
    before: dict[int, Group]


@dataclass(frozen=True)
class FromReport:
    """A report in a pack, read as a whole review; ``before`` is the one that was made from it already."""

    pack: ArchivedPack
    title: str
    review: Review
    remarks: list[str]
    before: Group | None


Beginning = FromMinute | FromReport


def beginnings(workspace: Workspace, how: How, cancelled: Callable[[], bool] | None = None) -> list[Beginning]:
    """Every way in which a group can begin from a pack of the archive, newest pack first."""
    found: list[Beginning] = []
    for pack in workspace.packs.all():
        if cancelled is not None and cancelled():
            break
        found += _minutes(workspace, pack) if how == "minute" else _reports(workspace, pack)
    return found


def begin(workspace: Workspace, beginning: Beginning, chosen: set[int]) -> list[Group]:
    """Make the groups; of a minute's those at the ``chosen`` places.

    Raises SetUpBefore or AlreadyHere where one was made before, and WorkspaceProblem.
    """
    if isinstance(beginning, FromReport):
        return [keep_review(workspace, beginning.review)]
    return create_groups(workspace, beginning.pack, beginning.proposal, chosen)


def _minutes(workspace: Workspace, pack: ArchivedPack) -> Iterator[FromMinute]:
    content = workspace.packs.content(pack.id)
    for minute in setting_up(content):
        proposal = propose_groups(content, str(minute.number))
        yield FromMinute(
            pack, f"Minute {minute.number}, {minute.title}", proposal, made_before(workspace, pack, proposal)
        )


def _reports(workspace: Workspace, pack: ArchivedPack) -> Iterator[FromReport]:
    for told in reviews_in(workspace, pack):
        yield FromReport(pack, told.review.group.title, told.review, told.remarks, kept_before(workspace, told.review))
