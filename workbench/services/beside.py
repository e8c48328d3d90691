"""What stands beside a recommendation as it is written: advice on it, and what was asked for before in such words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from groups.recommendation import Recommendation, in_full
from groups.wording import Advice, Past, advice
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.services.similar import SimilarAsk

ONE_PART = Advice(
    "one part", "a.", "one lettered part is none.", "Write a second one, or put its words into what should be done."
)
RESTS_ON_NOTHING = Advice(
    "rests on nothing",
    "No finding",
    "nobody can see why it is asked.",
    "Take in the findings behind it: Space in the builder, f in the tab.",
)


class Beside(NamedTuple):
    """What was found for one wording: advice that looks at the past too, the similar ones, or why there are none."""

    advice: list[Advice]
    similar: list[SimilarAsk]
    problem: str = ""


def advice_on(
    recommendation: Recommendation,
    others: Sequence[Recommendation] = (),
    past: Sequence[Past] = (),
    *,
    rests: bool = True,
) -> list[Advice]:
    """What would make a recommendation easier to act on and to check, beside the others and what was asked before.

    ``rests`` says whether there is a finding behind it.
    """
    told = [] if rests else [RESTS_ON_NOTHING]
    told += advice(recommendation, others, past)
    return [*told, ONE_PART] if len(recommendation.parts) == 1 else told


def beside(
    workspace: Workspace,
    recommendation: Recommendation,
    others: Sequence[Recommendation] = (),
    cancelled: Callable[[], bool] | None = None,
    *,
    rests: bool = True,
) -> Beside:
    """Advice and similar past recommendations for the words as they are; it takes a moment, so ask in the background.

    ``cancelled`` says whether newer words overtook these.
    """
    from workbench.services.similar import past_for_advice, similar_to

    problem = ""
    similar: list[SimilarAsk] = []
    past: list[Past] = []
    try:
        if asks_something(recommendation):
            words, group_id = in_full(recommendation), recommendation.group_id
            similar = similar_to(workspace, group_id, words, recommendation.id, cancelled=cancelled)
            past = past_for_advice(workspace, group_id, cancelled=cancelled)
    except WorkspaceProblem as why:
        problem = str(why)
    return Beside(advice_on(recommendation, others, past, rests=rests), similar, problem)


def asks_something(recommendation: Recommendation) -> bool:
    """Whether anything is asked for yet."""
    return bool(recommendation.action.strip() or recommendation.parts)
