"""A review in plain lines, for the command line and for people who use a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

from groups.bearing import strength
from groups.enquiry import outline
from groups.finding import in_order, state_of
from groups.finding import shown_numbers as finding_numbers
from groups.group import meetings_held
from groups.numbering import letter
from groups.recommendation import by_addressee, lead_in, sentence
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.response import Response
from groups.scope import latest
from interviews.finding_evidence import bearings
from interviews.interview import asked_lines, notes_of
from interviews.partner import partner_list
from interviews.review import Review
from workbench.dates import show_date
from workbench.services.membership import met_in_words


def review_in_lines(review: Review) -> str:
    """The whole review as text, a heading a part; parts that hold nothing are left out."""
    parts = [_group, _members, _meetings, _scope, _enquiry, _evidence, _findings, _recommendations, _replies]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part(review))))


def _group(review: Review) -> Iterator[str]:
    group = review.group
    yield group.title
    yield f"Stage: {group.stage.value}"
    if group.topic_question:
        yield f"Question: {group.topic_question}"
    if group.boards:
        yield f"Board: {group.board}"
    if group.minute_number:
        day = f" of {show_date(group.resolution_date)}" if group.resolution_date else ""
        yield f"Set up by minute {group.minute_number}{day}"
    for suspension in review.suspensions:
        days = [show_date(day) for day in (suspension.since, suspension.until) if day]
        yield f"Suspended: {suspension.period or ' to '.join(days)} {suspension.reason}".rstrip()


def _members(review: Review) -> Iterator[str]:
    if review.members:
        yield "MEMBERS"
    for member in sorted(review.members, key=lambda m: (m.position, m.id)):
        yield f"  {member.name}, {member.role.value}" + (f" ({member.capacity})" if member.capacity else "")


def _meetings(review: Review) -> Iterator[str]:
    if meetings_held(review.meetings):
        yield "MEETINGS"
        yield f"  {met_in_words(review)}"


def _scope(review: Review) -> Iterator[str]:
    scope = latest(review.scope)
    if scope is None:
        return
    yield f"SCOPE ({scope.state})"
    for field in scope.fields:
        yield f"  {field.question}"
        yield f"    {' '.join(scope.answers.get(field.key, '').split()) or '(empty)'}"


def _enquiry(review: Review) -> Iterator[str]:
    if review.enquiry:
        yield "LINES OF ENQUIRY"
    counts = asked_lines(review.notes)
    for place in outline(review.enquiry):
        notes = f"  [{counts[place.line.id]} notes]" if place.line.id in counts else ""
        yield f"  {'  ' * place.depth}{place.number} {place.line.text}".rstrip() + notes


def _evidence(review: Review) -> Iterator[str]:
    if review.partners or review.interviews or review.submissions:
        yield "EVIDENCE"
    for row in partner_list(review.partners):
        yield f"  {'  ' * row.depth}Partner: {row.partner.name}"
    for interview in sorted(review.interviews, key=lambda i: (i.position, i.id)):
        count = len(notes_of(interview.id, review.notes))
        yield f"  Interview: {interview.title}, {interview.state.value}, {count} notes"
    for submission in review.submissions:
        yield f"  {submission.reference}: {submission.title} ({submission.publication.value})"
    for snapshot in review.snapshots:
        yield f"  Data snapshot: {snapshot.title}"


def _findings(review: Review) -> Iterator[str]:
    if review.findings:
        yield "FINDINGS"
    numbers = finding_numbers(review.findings)
    evidence = bearings(review)
    for finding in in_order(review.findings):
        behind = evidence.get(finding.id, [])
        yield f"  {numbers[finding.id]} {finding.text}"
        yield f"      {state_of(finding, behind).value}; {strength(behind)}"


def _recommendations(review: Review) -> Iterator[str]:
    if review.recommendations:
        yield "RECOMMENDATIONS"
    for n, paragraph in enumerate(by_addressee(review.recommendations), start=1):
        yield f"  2.{n} {lead_in(review.group.board, paragraph.addressee)}"
        for number, row in paragraph.recommendations:
            yield f"    {number}) {sentence(row)}  [{row.state.value}]"
            yield from (f"       {letter(k)}. {part.text}" for k, part in enumerate(row.parts, start=1))


def _replies(review: Review) -> Iterator[str]:
    if review.responses:
        yield "REPLIES"
    for reply in sorted(review.responses, key=lambda r: (r.order, r.id)):
        yield f"  To {_covered(review, reply)}: {reply.position.value}"
        yield f"      {' '.join(reply.text.split())}"


def _covered(review: Review, reply: Response) -> str:
    numbers = recommendation_numbers(review.recommendations)
    names = [numbers.get(c.part_id or c.recommendation_id, "?") for c in reply.covers]
    return ", ".join(names) or "no recommendation"
