"""What the tab Monitoring shows: each recommendation with its reply and progress, and all that is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from groups.clock import Due, has_gone_out
from groups.recommendation import Recommendation, by_addressee, lettered, sentence, shown_numbers
from groups.response import Position, Progress, Response, in_time, untold
from interviews.monitoring import Pointed, Wait, due_in_words, open_questions
from interviews.review import Review
from workbench.dates import show_date
from workbench.report.chaser_letter import Chase
from workbench.services.chasing import step_name
from workbench.services.replies import answered, replies_to
from workbench.text import one_line
from workbench.widgets.fitted import fitted
from workbench.widgets.record_list import Row


def list_rows(review: Review, waits: Sequence[Wait], look_at: Sequence[Pointed], today: date, width: int) -> list[Row]:
    """The recommendations under their addressees, each with its reply and progress; then what there is to look at."""
    rows: list[Row] = []
    waiting = {wait.addressee: wait for wait in waits}
    questioned = {c.recommendation_id for reply in open_questions(review) for c in reply.covers}
    late = {one.recommendation.id: wait for wait in waits for one in wait.asked}
    reported = in_time(review.progress)
    for paragraph in by_addressee(review.recommendations):
        wait = waiting.get(paragraph.addressee)
        is_asked = any(row.id in questioned for _, row in paragraph.recommendations)
        when = due_in_words(wait.due, today) if wait else "a question is open" if is_asked else ""
        style = "bold $text-warning" if wait and wait.late else "bold"
        who = paragraph.addressee or "(nobody is addressed)"
        rows.append(Row(None, fitted("", who, one_line(when, style), width, style="bold")))
        for number, row in paragraph.recommendations:
            newest = reported[row.id][-1] if row.id in reported else None
            lines = [fitted(f"  {number:<4}", sentence(row), "", width)]
            replies = replies_to(row.id, review.responses)
            waits_for = late.get(row.id)
            lines.append(fitted("      ", _reply_words(replies, review, waits_for, row), "", width, style="dim"))
            lines.append(fitted("      ", progress_words(newest), "", width, style="dim"))
            rows.append(Row(row.id, Content("\n").join(lines)))
    if look_at:
        rows.append(Row(None, one_line(f"To look at ({len(look_at)})", "bold")))
        rows += [Row(f"look:{n}", one_line(one.text, "$text-warning")) for n, one in enumerate(look_at)]
    return rows


def _reply_words(replies: Sequence[Response], review: Review, wait: Wait | None, row: Recommendation) -> str:
    """Where the reply stands, in words; of parts that wait still, which."""
    stands = ["to be confirmed" if r.position is Position.NONE_YET else r.position.value for r in replies]
    each = list(dict.fromkeys(stands))
    said = f"{'reply' if len(each) == 1 else 'replies'}: {', '.join(each)}" if each else ""
    if wait is None:
        return said or ("no reply yet" if has_gone_out(review.group) else "nobody owes a reply yet")
    numbers = [one.number for one in wait.asked if one.recommendation.id == row.id]
    open_parts = f"none yet to {', '.join(numbers)}" if said else "no reply yet"
    return "; ".join(part for part in (said, open_parts) if part)


def progress_words(newest: Progress | None) -> str:
    """What is done and what it changed, apart: "done: under way · impact: not yet (3 Mar 2027)"."""
    if newest is None:
        return "no progress reported"
    on = f" ({show_date(newest.on)})" if newest.on else ""
    shown_by = "" if newest.evidence.strip() or newest.impact.value == "not yet" else ", no evidence"
    return f"done: {newest.doing.value} · impact: {newest.impact.value}{shown_by}{on}"


def history_rows(row: Recommendation, review: Review, width: int) -> list[Row]:
    """The replies to a recommendation, what was reported on it and the letters about it, each in one or two lines."""
    rows: list[Row] = []
    for reply in replies_to(row.id, review.responses):
        stands = "to be confirmed" if reply.position is Position.NONE_YET else reply.position.value
        others = answered(reply, review)
        head = f"Reply to {others}: {stands}"
        source = ", ".join(part for part in (reply.body, show_date(reply.received)) if part)
        lines = [
            fitted("", head, _tail(source, width), width, style="bold"),
            *_wrapped(f"“{reply.text.strip()}”", width),
        ]
        if reply.follow_up.strip():
            lines += _wrapped(f"Asked back: {reply.follow_up}", width)
        rows.append(Row(f"responses:{reply.id}", Content("\n").join(lines)))
    for entry in reversed(in_time(review.progress).get(row.id, [])):
        lines = [fitted("", f"Done: {entry.doing.value}", _tail(_when(entry), width), width, style="bold")]
        lines += _wrapped(entry.what, width) if entry.what.strip() else []
        evidence = entry.evidence.strip() or "no evidence given"
        lines += _wrapped(f"Impact: {entry.impact.value} ({evidence})", width)
        rows.append(Row(f"progress:{entry.id}", Content("\n").join(lines)))
    for chaser in sorted(review.chasers, key=lambda c: (c.on or date.min, c.id)):
        if row.id in chaser.recommendation_ids:
            words = f"Letter “{step_name(chaser.step)}” to {chaser.addressee}"
            rows.append(Row(f"chasers:{chaser.id}", fitted("", words, show_date(chaser.on), width)))
    return rows or [Row(None, one_line("No reply and no progress yet: p records a reply, o progress.", "dim"))]


def _tail(words: str, width: int) -> Content:
    """What stands at the end of a line: no more than half of it."""
    return one_line(words, "dim").truncate(max(width // 2, 10), ellipsis=True)


def _when(entry: Progress) -> str:
    return ", ".join(part for part in (entry.by.strip(), show_date(entry.on)) if part)


def _wrapped(words: str, width: int) -> list[Content]:
    return [Content("  ") + line for line in one_line(words).wrap(max(width - 2, 20))]


def clock_text(when: Due, wait: Wait | None, today: date) -> str:
    """By when the reply is due, the rule that says so, and where that stands."""
    if wait is None:
        return f"Answered. The rule: {when.rule.name}. {when.rule.source}".strip()
    first = due_in_words(when, today)
    lines = [f"{first[:1].upper()}{first[1:]}."]
    if when.day is not None:
        lines.append(f"Due {show_date(when.day)}: {when.why}.")
    elif ";" in when.why:
        lines.append(f"{when.why[:1].upper()}{when.why[1:]}.")
    lines.append(f"Rule “{when.rule.name}”: {when.rule.source or 'no source is written down'}.")
    return "\n".join(lines)


def open_text(row: Recommendation, review: Review) -> str:
    """What nobody can tell of a recommendation yet, and what of its newest report leaves doubts."""
    entries = in_time(review.progress).get(row.id, [])
    found = untold(replies_to(row.id, review.responses), entries[-1] if entries else None)
    return "\n".join(f"• {one}" for one in found)


def in_full(row: Recommendation, review: Review) -> str:
    """The recommendation with its number and its lettered parts."""
    number = shown_numbers(review.recommendations).get(row.id, "–")
    return "\n".join([f"{number}) {sentence(row)}", *(f"   {part}" for part in lettered(row))])


def chase_words(chase: Chase, today: date) -> str:
    """One addressee as the question "to whom" lists it."""
    numbers = ", ".join(one.number for one in chase.waiting)
    what = f"no reply to {numbers}, {due_in_words(chase.due, today)}" if numbers else "a question is open"
    return f"{chase.addressee or '(nobody is addressed)'}: {what}"
