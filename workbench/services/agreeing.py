"""How far a recommendation has come: proposed, agreed by the group and by the Board, amended, dropped; and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from groups.group import Membership, Role
from groups.recommendation import Recommendation, RecommendationState, as_agreed
from interviews.readers.clean import clean
from workbench.services.editing import NotAccepted
from workbench.services.membership import members_of
from workbench.services.parting import keep_parts, parts_of
from workbench.workspace.workspace import Workspace

_LABELS = {
    RecommendationState.DRAFT: "Make a recommendation a draft again",
    RecommendationState.PROPOSED: "Propose a recommendation",
    RecommendationState.AGREED_BY_GROUP: "The group agrees a recommendation",
    RecommendationState.AGREED_BY_BOARD: "The Board agrees a recommendation",
    RecommendationState.AMENDED: "The Board amends a recommendation",
    RecommendationState.DROPPED: "Drop a recommendation",
}
_FIRST = "The group has not agreed this recommendation yet: have it agreed by the group first."


def voting_members(workspace: Workspace, group_id: str) -> list[Membership]:
    """Who can agree a recommendation: those who serve on the group, without the officers who support it."""
    return [member for member in members_of(workspace, group_id) if member.role is not Role.OFFICER]


def propose(workspace: Workspace, recommendation: Recommendation, by: str = "") -> Recommendation:
    """Put a recommendation to the group; the one who writes proposes it unless somebody else is named."""
    row = workspace.records.recommendations.get(recommendation.id)
    who = clean(by).strip() or row.proposed_by or workspace.author.name
    return _move(workspace, row, RecommendationState.PROPOSED, proposed_by=who)


def agree(
    workspace: Workspace, recommendation: Recommendation, by: Iterable[str], minority_view: str | None = None
) -> Recommendation:
    """The group agrees a recommendation: who did, and what the others wanted, where that is said now.

    Raises NotAccepted where nobody agrees.
    """
    names = list(dict.fromkeys(name for each in by if (name := clean(each).strip())))
    if not names:
        raise NotAccepted("Say who agrees: at least one member of the group.")
    row = workspace.records.recommendations.get(recommendation.id)
    view = row.minority_view if minority_view is None else clean(minority_view).strip()
    return _move(workspace, row, RecommendationState.AGREED_BY_GROUP, agreed_by=names, minority_view=view)


def agree_at_board(workspace: Workspace, recommendation: Recommendation) -> Recommendation:
    """The Board agrees a recommendation. Raises NotAccepted where the group has not."""
    return _move(workspace, recommendation, RecommendationState.AGREED_BY_BOARD)


def amend(
    workspace: Workspace, recommendation: Recommendation, action: str, parts: Sequence[str] | None = None
) -> Recommendation:
    """The Board puts other words in place of the group's, whose words are kept and shown beside them.

    Raises NotAccepted where nothing would be left, or where the words are the same.
    """
    rows = workspace.records.recommendations
    words = clean(action).strip()
    lines = None if parts is None else [clean(line).strip() for line in parts if clean(line).strip()]
    if not words:
        raise NotAccepted("An amended recommendation needs the Board's words.")
    with workspace.write(_LABELS[RecommendationState.AMENDED]):
        row = rows.get(recommendation.id)
        _must_be_agreed(row)
        row = row if row.agreed_words else as_agreed(row)
        new_parts = row.parts if lines is None else parts_of(row.parts, lines)
        if words == row.action.strip() and [p.text for p in new_parts] == [p.text for p in row.parts]:
            raise NotAccepted("These are the group's words: change them to the Board's, or say that the Board agreed.")
        changed = {"action": words, "parts": new_parts, "state": RecommendationState.AMENDED}
        return keep_parts(workspace, row, row.model_copy(update=changed))


def drop(workspace: Workspace, recommendation: Recommendation) -> Recommendation:
    """The recommendation is not made: it stays in sight, does not print, and the numbers after it move up."""
    return _move(workspace, recommendation, RecommendationState.DROPPED)


def back_to_draft(workspace: Workspace, recommendation: Recommendation) -> Recommendation:
    """The recommendation is written anew, or one that was dropped is taken up again."""
    return _move(workspace, recommendation, RecommendationState.DRAFT)


def _must_be_agreed(row: Recommendation) -> None:
    if row.state in (RecommendationState.DRAFT, RecommendationState.PROPOSED, RecommendationState.DROPPED):
        raise NotAccepted(_FIRST)


def _move(workspace: Workspace, recommendation: Recommendation, to: RecommendationState, **more: Any) -> Recommendation:
    rows = workspace.records.recommendations
    with workspace.write(_LABELS[to]):
        row = rows.get(recommendation.id)
        if to is RecommendationState.AGREED_BY_BOARD:
            _must_be_agreed(row)
        if row.state is to and not more:
            raise NotAccepted(f"This recommendation is {to.value} already.")
        if to is RecommendationState.AGREED_BY_GROUP:
            row = as_agreed(row)
        return rows.save(row.model_copy(update={**more, "state": to}))
