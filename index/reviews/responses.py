"""The replies printed in a report: the exact words, which recommendations and parts they cover, and who replies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.reviews.models import Covered, PastRecommendation, PastResponse
from index.reviews.paragraphs import Para, alike
from index.reviews.places import Places

_BODY = re.compile(r"\b(?:from|by)\s+(?:the\s+)?(?P<body>[A-Z].*)\Z")
_LIKE = 0.6  # a restated recommendation may have been edited; a reply is nowhere near


def read_responses(
    paras: Sequence[Para], heading: str, recommendations: Sequence[PastRecommendation], places: Places
) -> list[PastResponse]:
    """The replies of a section that repeats each recommendation and then answers it.

    A paragraph is a repeated recommendation, or a part of one, by its number and by its words; whatever follows it is
    the reply, which covers all that were repeated since the reply before. A numbered paragraph in other words than the
    recommendation of that number is the reply to it.
    """
    body = _BODY.search(heading)
    replying = body["body"].strip(" .:") if body else ""
    responses: list[PastResponse] = []
    pending: list[Covered] = []
    current: PastRecommendation | None = None
    answered = False
    for para in paras:
        restated = _restated(para, current, recommendations)
        if restated is not None:
            current, part = restated
            if answered:
                pending, answered = [], False
            if part:  # the lead-in of a list of parts is not answered itself
                pending = [c for c in pending if (c.recommendation, c.part) != (current.number, "")]
            pending.append(Covered(recommendation=current.number, part=part))
            places.place(para)
            continue
        numbered = _by_number(para, recommendations)
        if numbered is not None:
            pending, answered = [Covered(recommendation=numbered.number)], False
        if para.style == "dotted" and not pending:
            places.leave([para], "a paragraph before the first reply")
        elif not pending:
            places.leave([para], "a reply that stands before any recommendation")
        elif answered:
            text = f"{responses[-1].text}\n{para.text}"
            responses[-1] = responses[-1].model_copy(update={"text": text})
            places.place(para)
        else:
            responses.append(PastResponse(text=para.text, covers=pending, body=replying, line=para.line))
            answered = True
            places.place(para)
    return responses


def _restated(
    para: Para, current: PastRecommendation | None, recommendations: Sequence[PastRecommendation]
) -> tuple[PastRecommendation, str] | None:
    """Which recommendation or part a paragraph repeats: by number where it has one, and always by its words."""
    if para.style == "lower" and current is not None:
        part = next((p for p in current.parts if p.letter == para.label), None)
        if part is not None and alike(part.text, para.text, _LIKE):
            return current, part.letter
    for recommendation in recommendations:
        least = _LIKE if para.arabic == recommendation.number else 0.85
        if alike(recommendation.text, para.text, least):
            return recommendation, ""
        for part in recommendation.parts:
            if alike(part.text, para.text):
                return recommendation, part.letter
    return None


def _by_number(para: Para, recommendations: Sequence[PastRecommendation]) -> PastRecommendation | None:
    if para.arabic is None:
        return None
    return next((r for r in recommendations if r.number == para.arabic), None)
