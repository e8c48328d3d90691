"""What becomes of the recommendations of a review: what waits for a reply, what was told of it, what to look at.

The clocks count from the Board; what is late is said with the rule that says so. Nothing here asks what day it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from groups.clock import NO_DATE_YET, ClockRule, Due, due, has_gone_out, progress_due, undated
from groups.group import MeetingKind
from groups.numbering import letter
from groups.recommendation import Recommendation, SubPart, by_addressee, shown_numbers
from groups.reply_reading import COMMITS_TO_NOTHING, follow_up_for, read_reply
from groups.response import Doing, Position, Response, answer_to, doubts, in_time, still_asked
from interviews.review import Review


class Asked(NamedTuple):
    """What one answer is owed to: a recommendation, or one lettered part of it; with its number and newest reply."""

    number: str
    recommendation: Recommendation
    part: SubPart | None
    reply: Response | None

    @property
    def id(self) -> str:
        """The id of the part, or of the recommendation."""
        return self.part.id if self.part else self.recommendation.id


class Wait(NamedTuple):
    """What one addressee has not answered yet, by when it is due, and how many days late it is."""

    addressee: str
    asked: list[Asked]
    due: Due
    late: int

    @property
    def numbers(self) -> str:
        """The numbers as shown; a recommendation of which no part is answered is named once."""
        return ", ".join(in_short(self.asked))


class Kind(StrEnum):
    """What a line of the monitoring is about."""

    OVERDUE = "overdue"
    NOT_READ = "to be confirmed"
    OPEN = "leaves open"
    DOUBT = "doubt"
    SET_UP = "to be said"


class Pointed(NamedTuple):
    """One thing to look at: what about, in a sentence, the table and id that it leads to, and since how many days."""

    kind: Kind
    text: str
    table: str
    record_id: str
    late: int = 0


# -- what was asked ---------------------------------------------------------------------------------------------------


def asked(review: Review) -> list[Asked]:
    """What answers are owed to, in order: each recommendation, or each of its lettered parts where it has any."""
    found: list[Asked] = []
    replies: dict[str, list[Response]] = {}
    for reply in review.responses:
        for recommendation_id in {c.recommendation_id for c in reply.covers}:
            replies.setdefault(recommendation_id, []).append(reply)
    for paragraph in by_addressee(review.recommendations):
        for number, row in paragraph.recommendations:
            own = replies.get(row.id, [])
            parts = [
                Asked(f"{number}{letter(n)}", row, part, answer_to(row.id, part.id, own))
                for n, part in enumerate(row.parts, start=1)
            ]
            found += parts or [Asked(str(number), row, None, answer_to(row.id, "", own))]
    return found


def in_short(rows: Sequence[Asked]) -> list[str]:
    """Numbers as one says them: "1" where all parts of a recommendation are among the rows, else "1a"."""
    here = {row.id for row in rows}
    said: list[str] = []
    for row in rows:
        whole = bool(row.recommendation.parts) and all(part.id in here for part in row.recommendation.parts)
        said.append(row.number.rstrip("abcdefghijklmnopqrstuvwxyz") if whole else row.number)
    return list(dict.fromkeys(said))


# -- replies that are waited for --------------------------------------------------------------------------------------


def waits(review: Review, rules: Sequence[ClockRule], today: date) -> list[Wait]:
    """What each addressee has not answered yet, in order; nothing before the Board has agreed."""
    if not has_gone_out(review.group):
        return []
    unanswered: dict[str, list[Asked]] = {}
    for row in asked(review):
        if row.reply is None:
            unanswered.setdefault(row.recommendation.addressee.strip(), []).append(row)
    found = []
    for addressee, rows in unanswered.items():
        when = due(addressee, review.group, review.suspensions, rules, today)
        found.append(Wait(addressee, rows, when, when.days_late(today)))
    return found


def open_questions(review: Review) -> list[Response]:
    """The replies to which a question was put back that nobody has answered yet, in order."""
    rows = sorted(review.responses, key=lambda r: (r.order, r.id))
    return [reply for reply in rows if still_asked(reply, rows)]


def due_in_words(when: Due, today: date) -> str:
    """When a reply that has not come is due: "reply overdue 12 days", "reply due 3 Feb 2027, in 9 days", or why not."""
    if when.day is None:
        return when.why.partition(";")[0]
    late = when.days_late(today)
    if late:
        return f"reply overdue {in_days(late)}"
    left = (when.day - today).days
    return "reply due today" if not left else f"reply due {_day(when.day)}, in {in_days(left)}"


def in_days(count: int) -> str:
    """A count of days: "1 day", "12 days"."""
    return f"{count} {'day' if count == 1 else 'days'}"


# -- the next report of progress --------------------------------------------------------------------------------------


def last_reported(review: Review) -> date | None:
    """The newest day on which progress was reported."""
    return max((p.on for p in review.progress if p.on is not None), default=None)


def next_review(review: Review, rules: Sequence[ClockRule], today: date) -> Due | None:
    """When progress is to be reported next: at the Board's meeting that is planned for it, else by the rule."""
    last = last_reported(review)
    usual = progress_due(review.group, last, review.suspensions, rules, today)
    since = max((day for day in (review.group.board_agreed_on, last) if day is not None), default=None)
    if usual is None or since is None:
        return usual
    ahead = [m.on for m in review.meetings if m.kind is MeetingKind.BOARD and not m.held]
    planned = [day for day in ahead if day is not None and day > since]
    return Due(min(planned), usual.rule, "the Board meets on that day", since) if planned else usual


# -- what to look at --------------------------------------------------------------------------------------------------


def pointed(review: Review, rules: Sequence[ClockRule], today: date) -> list[Pointed]:
    """Everything about the outcome that needs somebody: what is late first, then replies, then progress."""
    late = list(overdue(review, rules, today))
    return [*late, *_days_to_say(review, rules, today), *_replies(review), *_progress(review)]


def overdue(review: Review, rules: Sequence[ClockRule], today: date) -> Iterator[Pointed]:
    """What is late: replies by addressee, recommendations whose own day has passed, the report of progress."""
    for wait in waits(review, rules, today):
        if wait.late:
            who = wait.addressee or "nobody named"
            text = f"Reply overdue {in_days(wait.late)}: {who}, to {wait.numbers} (due {_day(wait.due.day)})."
            yield Pointed(Kind.OVERDUE, text, "recommendations", wait.asked[0].recommendation.id, wait.late)
    if not has_gone_out(review.group):
        return
    numbers, reported = shown_numbers(review.recommendations), in_time(review.progress)
    for row in review.recommendations:
        if row.by_when is None or row.by_when >= today or row.id not in numbers:
            continue
        entries = reported.get(row.id, [])
        doing = entries[-1].doing if entries else None
        if doing in (Doing.COMPLETE, Doing.SUPERSEDED) or _refused(row, review):
            continue
        days = (today - row.by_when).days
        told = f"is {doing.value}" if doing else "has no progress reported"
        name = f"Recommendation {numbers[row.id]}"
        text = f"{name} was to be done by {_day(row.by_when)}, {in_days(days)} ago, and {told}."
        yield Pointed(Kind.OVERDUE, text, "recommendations", row.id, days)
    review_due = next_review(review, rules, today)
    if review_due is not None and numbers and (days := review_due.days_late(today)):
        text = f"Progress report overdue {in_days(days)}: it was due {_day(review_due.day)}, {review_due.why}."
        yield Pointed(Kind.OVERDUE, text, "progress", "", days)


def _refused(row: Recommendation, review: Review) -> bool:
    """Whether the addressee said no: what was refused is not late."""
    reply = answer_to(row.id, "", review.responses)
    return reply is not None and reply.position is Position.NOT_ACCEPTED


def _days_to_say(review: Review, rules: Sequence[ClockRule], today: date) -> Iterator[Pointed]:
    """Days without which no clock runs, and suspensions that move nothing because a day is not known."""
    no_day = {wait.due.why for wait in waits(review, rules, today) if wait.due.day is None}
    for why in sorted(why for why in no_day if why.startswith(NO_DATE_YET)):
        text = f"No clock runs for a reply yet: {why.removeprefix(NO_DATE_YET)}."
        yield Pointed(Kind.SET_UP, text, "groups", review.group.id)
    if review.group.replies_wanted_by is not None:
        for row in undated(review.suspensions):
            name = row.period or row.reason or "one"
            text = f"The suspension “{name}” moves no date of the group, since its first or last day is not known."
            yield Pointed(Kind.SET_UP, text, "suspensions", row.id)


def _replies(review: Review) -> Iterator[Pointed]:
    numbers = shown_numbers(review.recommendations)
    for reply in sorted(review.responses, key=lambda r: (r.order, r.id)):
        ids = [c.part_id or c.recommendation_id for c in reply.covers]
        to = ", ".join(numbers[i] for i in sorted({i for i in ids if i in numbers}, key=list(numbers).index))
        who = f"The reply to {to or 'no recommendation'}" + (f" from {reply.body}" if reply.body else "")
        if reply.position is Position.NONE_YET:
            reading = read_reply(reply.text)
            text = f"{who} is not confirmed yet. {reading.in_words}"
            yield Pointed(Kind.NOT_READ, text, "responses", reply.id)
        elif reply.position in COMMITS_TO_NOTHING and not reply.follow_up.strip():
            question = follow_up_for(reply.text, reply.position)
            text = f"{who} commits to nothing ({reply.position.value}): ask back “{question}”"
            yield Pointed(Kind.OPEN, text, "responses", reply.id)


def _progress(review: Review) -> Iterator[Pointed]:
    numbers, reported = shown_numbers(review.recommendations), in_time(review.progress)
    for ident in numbers:
        for row in reported.get(ident, [])[-1:]:
            for doubt in doubts(row):
                yield Pointed(Kind.DOUBT, f"Recommendation {numbers[ident]}: {doubt}", "progress", row.id)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
