"""A letter that asks for a reply: why, what was recommended in full, by when and who says so, what is still open.

The wording is that of the step (``groups/chaser_steps.toml``); the rest is put together from the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from groups.chaser import Chaser, Step, letter_parts
from groups.clock import Due
from groups.recommendation import Recommendation, sentence, shown_numbers
from groups.response import Response
from interviews.monitoring import Asked, in_days, in_short
from interviews.review import Review
from interviews.role_key import published_names, whole_key
from interviews.role_name import RoleName
from workbench.report.briefing_note import read_sign_off
from workbench.report.names_as_roles import as_published
from workbench.report.note_parts import item
from workbench.report.plain_text import blocks
from workbench.report.tree import Block, Item, ItemList, ListStyle, Paragraph, Quotation, Report, Section, text
from workbench.report.words import listing, long_date


class Chase(NamedTuple):
    """What one letter is about: to whom, which step, what waits with its date, the questions that are open still.

    ``before`` are the letters that went to the same addressee already.
    """

    addressee: str
    step: Step
    due: Due
    late: int
    waiting: list[Asked]
    questions: list[Response]
    before: list[Chaser]


def chaser_letter(review: Review, chase: Chase, today: date, *, key: Sequence[RoleName] = ()) -> Report:
    """The letter as a tree that is not numbered yet; names that the ``key`` publishes as roles are roles here too."""
    group, words = review.group, letter_parts()
    filled = _filled(review, chase)
    opening, asking = list(chase.step.opening), [chase.step.asking, chase.step.closing]
    if not chase.waiting:
        opening, asking = opening[:1], [chase.step.closing]
    sections = [Section(words.why, _paragraphs(filled(line) for line in opening))]
    if chase.waiting:
        sections.append(Section(words.asked, tuple(_recommendations(chase.waiting, review))))
        sections.append(Section(words.rule, _paragraphs(_rule(chase))))
    if chase.questions:
        asked = ItemList(ListStyle.BULLET, tuple(_question(reply, chase, review) for reply in chase.questions))
        sections.append(Section(words.questions, (*_paragraphs([words.questions_opening]), asked)))
    sections.append(Section(words.wish, _paragraphs(filled(line) for line in asking)))
    subject = chase.step.subject if chase.waiting else words.questions_subject
    report = Report(
        form=subject,
        title=f"Recommendations of the task and finish group on {group.title}",
        council=group.council,
        to=chase.addressee or "(no addressee yet)",
        on=today,
        subject=subject,
        sections=tuple(sections),
        signatures=read_sign_off(group.sign_off),
    )
    return as_published(report, whole_key(review, key), published_names(review))


def _paragraphs(lines: Iterable[str]) -> tuple[Block, ...]:
    return tuple(Paragraph(text(line)) for line in lines if line.strip())


class _Filled(NamedTuple):
    """Fills the names in braces of a wording; what a council wrote in braces of its own stays as it is."""

    values: dict[str, str]

    def __call__(self, wording: str) -> str:
        for name, value in self.values.items():
            wording = wording.replace(f"{{{name}}}", value)
        return " ".join(wording.split())


def _filled(review: Review, chase: Chase) -> _Filled:
    group = review.group
    return _Filled(
        {
            "board": (group.board or "Board").removeprefix("the ").removeprefix("The "),
            "group": group.title,
            "addressee": chase.addressee.removeprefix("the ").removeprefix("The ") or "(no addressee yet)",
            "agreed": f"On {long_date(group.board_agreed_on)}" if group.board_agreed_on else "Some time ago",
            "due": _due_sentence(chase),
            "late": in_days(chase.late),
            "last": _last_sentence(chase.before),
        }
    )


def _due_sentence(chase: Chase) -> str:
    day = chase.due.day
    if day is None:
        return "No day is laid down for your reply."
    if chase.late:
        return f"Your reply was due by {long_date(day)}, {in_days(chase.late)} ago."
    return f"Your reply is due by {long_date(day)}."


def _last_sentence(before: Sequence[Chaser]) -> str:
    days = [long_date(chaser.on) for chaser in before if chaser.on is not None]
    return f"We wrote to you about it on {listing(days)}." if days else ""


def _rule(chase: Chase) -> list[str]:
    """The rule that applies and where it stands."""
    source = chase.due.rule.source.strip().rstrip(".")
    if chase.due.day is None:
        return [f"{source}." if source else "No day is laid down for your reply."]
    lines = [f"By {long_date(chase.due.day)}: {chase.due.why}."]
    return [*lines, f"{source}."] if source else lines


def _recommendations(waiting: Sequence[Asked], review: Review) -> list[Block]:
    """The recommendations that wait, in full, under the numbers that they have in the report."""
    numbers = shown_numbers(review.recommendations)
    rows: dict[str, list[Asked]] = {}
    for one in waiting:
        rows.setdefault(one.recommendation.id, []).append(one)
    found: list[Block] = []
    for ident, asked in rows.items():
        row = asked[0].recommendation
        found.append(ItemList(ListStyle.BRACKET, (_in_full(row),), start=int(numbers[ident])))
        if row.parts and len(asked) < len(row.parts):
            found.append(Paragraph(text(f"We have had a reply to part of it, and none to {listing(in_short(asked))}.")))
    return found


def _in_full(row: Recommendation) -> Item:
    parts = tuple(item(part.text) for part in row.parts)
    return item(sentence(row), "", (ItemList(ListStyle.LETTER, parts),) if parts else ())


def _question(reply: Response, chase: Chase, review: Review) -> Item:
    """The question that was put back, with what was recommended and what was replied."""
    numbers = shown_numbers(review.recommendations)
    rows = {r.id: r for r in review.recommendations}
    covered = [c for c in reply.covers if rows.get(c.recommendation_id) and c.recommendation_id in numbers]
    own = [c for c in covered if rows[c.recommendation_id].addressee.strip() == chase.addressee]
    order = list(numbers)
    ids = sorted({c.part_id or c.recommendation_id for c in own} & set(order), key=order.index)
    shown = listing([numbers[ident] for ident in ids])
    by = f" by {reply.body.strip()}" if reply.body.strip() and reply.body.strip() != chase.addressee else ""
    on = f" on {long_date(reply.received)}" if reply.received else ""
    what = [
        Paragraph(text(f"{numbers[c]}) {sentence(rows[c])}")) for c in dict.fromkeys(c.recommendation_id for c in own)
    ]
    quoted = Quotation(blocks(reply.text) or (Paragraph(text("(no words)")),))
    asked = Paragraph(text(f"We ask: {reply.follow_up.strip()}"))
    plural = "recommendations" if len(ids) > 1 else "recommendation"
    return Item(text(f"The reply to {plural} {shown} was given{by}{on} in these words:"), (quoted, *what, asked))
