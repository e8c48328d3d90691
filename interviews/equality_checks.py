"""Equality: which of the prompts the scope leaves unanswered, and recommendations without a note on whom they touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from groups.recommendation import RecommendationState
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.scope import latest
from interviews.gaps import listed
from interviews.remark import About, Remark, remarked
from interviews.review import Review

# The nine protected characteristics of the Equality Act 2010, section 4, and the two that councils add here.
PROMPTS = {
    "age": r"\bage(?:s|d)?\b|\byears? old\b|\bolder\b|\byounger\b|\bearly years\b",
    "disability": r"\bdisab\w+|\bSENDs?\b|\bspecial (?:educational )?needs\b|\bneurodi\w+|\bautis\w+",
    "gender reassignment": r"\bgender reassignment\b|\btrans(?:gender)?\b|\bgender identity\b",
    "marriage and civil partnership": r"\bmarriage\b|\bmarried\b|\bcivil partner\w*",
    "pregnancy and maternity": r"\bpregnan\w+|\bmaternity\b|\bnew mothers?\b",
    "race": r"\brac(?:e|es|ial|ism)\b|\bethnic\w*|\bminority communit\w+|\bGypsy|\bRoma\b|\bTravellers?\b|\bGRT\b",
    "religion or belief": r"\breligio\w+|\bfaiths?\b|\bbeliefs?\b",
    "sex": r"\bsex\b|\bgirls?\b|\bboys?\b|\bwomen\b|\bmen\b|\bgender\b(?! (?:reassignment|identity))",
    "sexual orientation": r"\bsexual orientation\b|\bLGBT\w*|\bgay\b|\blesbian\b|\bbisexual\b",
    "poverty": r"\bpoverty\b|\bpoor(?:er)?\b|\blow incomes?\b|\bdepriv\w+|\bdisadvantage\w*|\bfree (?:school )?meals\b",
    "looked after children": r"\blooked[- ]after\b|\bin care\b|\bcare[- ](?:leaver|experienced)|\b(?:LAC|CLA)\b",
}
# An answer that speaks of all of them at once answers every prompt.
_ALL = re.compile(
    r"\b(?:all|any|none|no|each|every|the nine|of the)\b[^.;]{0,40}\bprotected (?:characteristics?|groups?)\b"
    r"|\bequality impact assessment\b|\bEq?IA\b",
    re.IGNORECASE,
)


def equality_remarks(review: Review) -> Iterator[Remark]:
    """The prompts that the scope's answer leaves open, and the recommendations without an equality note."""
    yield from _scope(review)
    yield from _recommendations(review)


def _scope(review: Review) -> Iterator[Remark]:
    scope = latest(review.scope)
    answer = scope.answers.get("equality", "").strip() if scope else ""
    if scope is None or not answer or _ALL.search(answer):
        return
    left = [name for name, words in PROMPTS.items() if not re.search(words, answer, re.IGNORECASE)]
    if not left:
        return
    spoken_of = [name for name in PROMPTS if name not in left]
    only = f"speaks of {listed(spoken_of)} and says" if spoken_of else "says"
    text = f"The scope's answer on equality {only} nothing on {listed(left)}: say for each what was considered."
    yield remarked(About.EQUALITY, text, "scopes", scope.id, "prompts", *left)


def _recommendations(review: Review) -> Iterator[Remark]:
    rows = [row for row in review.recommendations if row.state is not RecommendationState.DROPPED]
    numbers = recommendation_numbers(rows)
    without = sorted((row for row in rows if not row.equality.strip()), key=lambda r: int(numbers[r.id]))
    if not without:
        return
    which = listed([numbers[row.id] for row in without])
    if len(without) == len(rows) > 1:
        text = f"No recommendation has a note on equality, whom it would touch and how: {which}."
    elif len(without) == 1:
        text = f"Recommendation {which} has no note on equality, whom it would touch and how."
    else:
        text = f"Recommendations {which} have no note on equality, whom they would touch and how."
    ids = sorted(row.id for row in without)
    yield remarked(About.EQUALITY, text, "recommendations", without[0].id, "no note", *ids, whole=True)
