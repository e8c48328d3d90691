"""What is missing in a review's members, scope and lines of enquiry, and what asks too much at once."""

from __future__ import annotations

from collections.abc import Iterator

from groups.enquiry import packed, questions_in
from groups.group import Role, Stage
from groups.numbering import in_words
from groups.scope import latest
from interviews.how_far import has_come_to
from interviews.remark import About, Remark, remarked
from interviews.review import Review


def completeness_remarks(review: Review) -> Iterator[Remark]:
    """Members, scope and lines of enquiry: what is not there, and what asks too much at once."""
    yield from _members(review)
    yield from _scope(review)
    if not review.enquiry:
        yield remarked(
            About.COMPLETENESS, "There are no lines of enquiry yet.", "enquiry_lines", "", "no lines of enquiry"
        )
    for place in packed(review.enquiry):
        count = in_words(questions_in(place.line.text))
        yield remarked(
            About.COMPLETENESS,
            f"{place.number} asks {count} questions in one: split it, or only one will be answered.",
            "enquiry_lines",
            place.line.id,
            "packed",
            place.line.text,
        )


def _members(review: Review) -> Iterator[Remark]:
    serving = [m for m in review.members if m.role is not Role.OFFICER]
    if not serving:
        yield remarked(About.COMPLETENESS, "The group has no members yet.", "groups", "", "no members")
    elif not any(m.role is Role.CHAIR for m in serving):
        yield remarked(About.COMPLETENESS, "No Chair is named.", "groups", "", "no Chair")


def _scope(review: Review) -> Iterator[Remark]:
    scope = latest(review.scope)
    if scope is None:
        yield remarked(About.COMPLETENESS, "There is no scope yet.", "scopes", "", "no scope")
        return
    for field in scope.empty_fields():
        text = f"Scope: “{field.question}” is empty."
        yield remarked(About.COMPLETENESS, text, "scopes", scope.id, "empty", field.key)
    if scope.is_draft and has_come_to(review, Stage.GATHERING):
        text = "The scope is still a draft although evidence is being gathered."
        yield remarked(About.COMPLETENESS, text, "scopes", "", "still a draft")
