"""How far a review has come: some checks make sense only once the report is begun."""

from __future__ import annotations

from groups.group import Stage
from interviews.review import Review

_ORDER = list(Stage)
_OUTSIDE = (Stage.MERGED, Stage.ABANDONED)


def has_come_to(review: Review, stage: Stage) -> bool:
    """Whether a review has come as far as a stage; one that was merged or given up has come nowhere."""
    now = review.group.stage
    return now not in _OUTSIDE and _ORDER.index(now) >= _ORDER.index(stage)
