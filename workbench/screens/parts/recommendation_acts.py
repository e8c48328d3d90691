"""What is asked before a recommendation is split, merged or moved on; the tab and the builder ask the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from groups.finding import shown_numbers as finding_numbers
from groups.joining import PARTS_OVER
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    agreed_by_group,
    by_addressee,
    resting_on,
    sentence,
    shown_numbers,
)
from groups.rows import NotThere, Stale
from groups.wording import two_actions
from interviews.review import Review
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.mark_several import MarkSeveral
from workbench.dialogs.split import SplitDialog, SplitInTwoDialog
from workbench.dialogs.wording_history import WordingHistory
from workbench.faults import in_one_sentence
from workbench.services import agreeing, parting
from workbench.services.editing import NotAccepted
from workbench.services.replies import replies_to
from workbench.services.wording_history import history_of
from workbench.text import in_quotes
from workbench.workspace.problems import WorkspaceProblem

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp

_STATES = {
    RecommendationState.DRAFT: "Back to draft",
    RecommendationState.PROPOSED: "Proposed to the group",
    RecommendationState.AGREED_BY_GROUP: "Agreed by the group …",
    RecommendationState.AGREED_BY_BOARD: "Agreed by the Board",
    RecommendationState.AMENDED: "Amended by the Board …",
    RecommendationState.DROPPED: "Dropped: it stays in sight and does not print",
}
# The same where it had come further already.
_BACK = {
    RecommendationState.PROPOSED: "Back to proposed",
    RecommendationState.AGREED_BY_GROUP: "Back to agreed by the group …",
}


def done(app: WorkbenchApp, act: Callable[[], object], said: str = "") -> bool:
    """Change the record; what stands in the way is said. True where it was changed."""
    try:
        act()
    except (NotAccepted, NotThere, Stale, LookupError, WorkspaceProblem) as why:
        app.say(in_one_sentence(why), wrong=True)
        return False
    app.saved()
    if said:
        app.say(said)
    return True


# -- splitting and merging --------------------------------------------------------------------------------------------


async def split(app: WorkbenchApp, review: Review, row: Recommendation) -> bool:
    """Ask whether into parts or into two, and how; True where it was split."""
    ways = [("parts", "Into lettered parts a. and b."), ("two", "Into two recommendations")]
    number = shown_numbers(review.recommendations).get(row.id, "")
    way = await app.push_screen_wait(AskWhich(f"Split recommendation {number}".strip(), ways))
    if way == "parts":
        return await split_into_parts(app, row)
    return way == "two" and await split_into_two(app, review, row)


async def split_into_parts(app: WorkbenchApp, row: Recommendation) -> bool:
    """Ask for the line over the parts and the parts; where it asks for two things they are proposed."""
    over, parts = row.action, [part.text for part in row.parts]
    if not parts:
        parts = _two(row) or [row.action]
        over = PARTS_OVER
    kept: bool = await app.push_screen_wait(
        SplitDialog(over, parts, lambda lead, lines: parting.split(app.workspace, row, lead, lines))
    )
    if kept:
        app.saved()
        app.say("It is split into lettered parts. Ctrl+Z takes it back.")
    return bool(kept)


async def split_into_two(app: WorkbenchApp, review: Review, row: Recommendation) -> bool:
    """Ask for the words of both and what goes with which; the two things that it asks for are proposed."""
    numbers = finding_numbers(review.findings)
    texts = {finding.id: finding.text for finding in review.findings}
    behind = dict.fromkeys(rest.finding_id for rest in resting_on(review.rests_on).get(row.id, []))
    choices = [(each, f"{numbers[each]}  {texts[each]}") for each in behind if each in numbers]
    choices += [(each.id, f"Reply, {each.body}: {each.text}") for each in replies_to(row.id, review.responses)]
    two = _two(row) or [row.action, ""]
    kept: bool = await app.push_screen_wait(
        SplitInTwoDialog(
            (two[0], two[1]),
            choices,
            lambda first, second, shared: parting.split_in_two(app.workspace, row, first, second, shared),
        )
    )
    if kept:
        app.saved()
        reported = any(row.id == entry.recommendation_id for entry in review.progress)
        stays = "; the progress that was reported stays with the first" if reported else ""
        app.say(f"There are two recommendations now{stays}. Ctrl+Z makes one of them again.")
    return bool(kept)


async def merge(app: WorkbenchApp, review: Review, row: Recommendation) -> bool:
    """Ask with which others to make one of it, and whether with parts or as one text; True where it was done."""
    numbers = shown_numbers(review.recommendations)
    choices: list[tuple[str | None, str]] = [
        (other.id, f"{numbers[other.id]}) {sentence(other)}")
        for paragraph in by_addressee(review.recommendations)
        for _, other in paragraph.recommendations
        if other.id != row.id
    ]
    question = f"Merge {numbers.get(row.id, '')}) {in_quotes(row.action)} with which others?"
    chosen: list[str] | None = await app.push_screen_wait(
        MarkSeveral(question, choices, empty="There is no other recommendation to merge it with.")
    )
    if not chosen:
        return False
    others = {other.id: other for other in review.recommendations}
    rows = [row, *(others[each] for each in chosen)]
    ways = [("parts", "One with a lettered part for each"), ("text", "One text")]
    to = f", to {row.addressee}" if len({each.addressee.strip() for each in rows}) > 1 and row.addressee else ""
    way = await app.push_screen_wait(AskWhich(f"Make one of {len(rows)} recommendations{to}", ways))
    return way is not None and done(
        app,
        lambda: parting.merge(app.workspace, rows, as_parts=way == "parts"),
        "They are one recommendation now; findings and replies went with them. Ctrl+Z takes it back.",
    )


def _two(row: Recommendation) -> list[str]:
    """The two things that a recommendation asks for at once, each as a sentence of its own; none where it asks one."""
    two = two_actions(row.action)
    return [text[:1].upper() + text[1:] for text in (two.first, two.second)] if two else []


# -- moving on --------------------------------------------------------------------------------------------------------


async def move_on(app: WorkbenchApp, row: Recommendation) -> bool:
    """Ask how far the recommendation has come, and by whom; True where that was changed."""
    words = _STATES | _BACK if row.state.is_agreed else _STATES
    choices = [(state.name, words[state]) for state in row.state.onward]
    question = f"{in_quotes(row.action)} is {row.state.in_words}. It becomes"
    chosen = await app.push_screen_wait(AskWhich(question, choices))
    if chosen is None:
        return False
    workspace = app.workspace
    plain: dict[RecommendationState, Callable[[Any, Recommendation], Recommendation]] = {
        RecommendationState.DRAFT: agreeing.back_to_draft,
        RecommendationState.PROPOSED: agreeing.propose,
        RecommendationState.AGREED_BY_BOARD: agreeing.agree_at_board,
        RecommendationState.DROPPED: agreeing.drop,
    }
    state = RecommendationState[chosen]
    if state is RecommendationState.AGREED_BY_GROUP:
        return await _agree(app, row)
    if state is RecommendationState.AMENDED:
        return await _amend(app, row)
    return done(app, lambda: plain[state](workspace, row), f"It is {state.in_words}. Ctrl+Z takes it back.")


async def _agree(app: WorkbenchApp, row: Recommendation) -> bool:
    """Ask who agrees, all members at first; where somebody does not, what they would rather have."""
    names = [member.name for member in agreeing.voting_members(app.workspace, row.group_id)]
    names += [name for name in row.agreed_by if name not in names]
    if not names:
        names = [app.workspace.author.name]
    by = await app.push_screen_wait(
        MarkSeveral("Who agrees?", [(name, name) for name in names], marked=row.agreed_by or names)
    )
    if by is None:
        return False
    view: str | None = None
    if 0 < len(by) < len(names):
        view = await app.push_screen_wait(
            AskWords(
                "What would the others rather have? It prints below the recommendation; leave it empty for nothing.",
                value=row.minority_view,
                about=row.id,
                hint="the minority view, in their words",
                refuse=lambda _: "",
            )
        )
    return done(
        app,
        lambda: agreeing.agree(app.workspace, row, by, view),
        f"Agreed by {len(by)} of {len(names)}. Ctrl+Z takes it back.",
    )


async def _amend(app: WorkbenchApp, row: Recommendation) -> bool:
    """Ask for the Board's words; the group's stay beside them."""
    dialog = SplitDialog(
        row.action,
        [part.text for part in row.parts],
        lambda action, parts: agreeing.amend(app.workspace, row, action, parts),
        title="The Board's words",
        over_label="What the Board asks for; the group's words stay beside it",
    )
    dialog.BEGIN_AT = 0
    kept: bool = await app.push_screen_wait(dialog)
    if kept:
        app.saved()
        app.say("It is amended by the Board. Ctrl+Z takes it back.")
    return bool(kept)


def show_history(app: WorkbenchApp, row: Recommendation, recommendations: Sequence[Recommendation]) -> None:
    """Show who changed which words and when."""
    number = shown_numbers(recommendations).get(row.id)
    title = f"The wording of recommendation {number}" if number else "The wording of the recommendation"
    try:
        dialog = WordingHistory(title, history_of(app.workspace, row.id), agreed_by_group(row))
    except WorkspaceProblem as why:
        app.say(str(why), wrong=True)
        return
    app.push_screen(dialog)
