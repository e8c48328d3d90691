"""What the tab Recommendations shows: the list as it prints, what is behind one, where it stands, advice."""

from __future__ import annotations

from textual.content import Content

from groups.bearing import strength
from groups.finding import in_order, state_of
from groups.finding import shown_numbers as finding_numbers
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    by_addressee,
    lead_in,
    lettered,
    resting_on,
    sentence,
)
from groups.response import Position
from groups.wording import Advice, too_many
from interviews.finding_evidence import bearings
from interviews.review import Review
from workbench.dates import show_date
from workbench.services.beside import advice_on
from workbench.services.replies import position_in_words, replies_to
from workbench.text import one_line, shown
from workbench.widgets.fitted import fitted
from workbench.widgets.record_list import Row

NOTHING_TO_SAY = "Nothing to add: it says who, what, by when and how one will know."
NOTHING_ASKED = "(nothing is asked for yet)"


def recommendation_rows(review: Review, width: int) -> list[Row]:
    """The recommendations as they print, each with where it stands and the replies to it; dropped ones at the end."""
    rows: list[Row] = []
    for place, paragraph in enumerate(by_addressee(review.recommendations), start=1):
        rows.append(Row(None, one_line(f"2.{place} {lead_in(review.group.board, paragraph.addressee)}", "bold")))
        for number, row in paragraph.recommendations:
            rows += _rows(row, f"{number})", review, width)
    dropped = [r for r in review.recommendations if r.state is RecommendationState.DROPPED]
    if dropped:
        rows.append(Row(None, one_line("Dropped: these do not print", "bold")))
        rows += [one for row in dropped for one in _rows(row, "–", review, width)]
    many = too_many(review.recommendations)
    if many:
        rows.append(Row(None, _told(many, "$text-warning")))
    return rows


def _rows(row: Recommendation, number: str, review: Review, width: int) -> list[Row]:
    replies = replies_to(row.id, review.responses)
    lines = [fitted(f"  {number:<4}", sentence(row) or NOTHING_ASKED, "", width)]
    lines += [fitted("      ", part, "", width) for part in lettered(row)]
    # Before the report has gone anywhere nobody owes a reply.
    replied = replies or row.state in (RecommendationState.AGREED_BY_BOARD, RecommendationState.AMENDED)
    words = f"{row.state.value} · {position_in_words(replies)}" if replied else row.state.value
    lines.append(fitted("      ", words, "", width, style="dim"))
    rows = [Row(row.id, Content("\n").join(lines))]
    for reply in replies:
        stands = "" if reply.position is Position.NONE_YET else reply.position.value
        head = ", ".join(part for part in ("reply", stands, reply.body, show_date(reply.received)) if part)
        words = f"{head}: {' '.join(reply.text.split())}"
        rows.append(Row(f"{row.id}:{reply.id}", fitted("      ", words, "", width)))
    return rows


def behind_rows(row: Recommendation, review: Review, width: int) -> list[Row]:
    """The findings that a recommendation rests on, each with how well it stands up."""
    numbers, evidence = finding_numbers(review.findings), bearings(review)
    found = {rest.finding_id for rest in resting_on(review.rests_on).get(row.id, [])}
    rows = []
    for finding in in_order(review.findings):
        if finding.id in found:
            behind = evidence.get(finding.id, [])
            standing = f"{state_of(finding, behind).value}, {strength(behind)}"
            rows.append(Row(finding.id, fitted(f"  {numbers[finding.id]:<8} ", finding.text, standing, width)))
    return rows or [Row(None, one_line("  No finding yet: press f to choose.", "dim"))]


def stands(row: Recommendation) -> str:
    """How far a recommendation has come, and by whom: "Agreed by group · proposed by …, agreed by …"."""
    by = [f"proposed by {row.proposed_by}"] if row.proposed_by else []
    by += [f"agreed by {', '.join(row.agreed_by)}"] if row.agreed_by else []
    return " · ".join([row.state.value[:1].upper() + row.state.value[1:], *by])


def advice_text(row: Recommendation, review: Review) -> Content:
    """What would make a recommendation easier to act on and to check, a line each."""
    others = [other for other in review.recommendations if other.id != row.id]
    told = [_told(one) for one in advice_on(row, others, rests=bool(resting_on(review.rests_on).get(row.id)))]
    return Content("\n").join(Content("• ") + one for one in told) if told else shown(NOTHING_TO_SAY)


def _told(one: Advice, style: str = "") -> Content:
    """Advice in words: about which words, why, and how to mend it."""
    return one_line(one.words, f"bold {style}".strip()) + one_line(f": {one.why} {one.mend}", style)
