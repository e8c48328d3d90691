"""The progress report, put together from the record: each recommendation, the reply, what was done, what it changed.

What nobody can tell is said in so many words, under each recommendation and once more at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from groups.clock import Due
from groups.recommendation import Recommendation, by_addressee, sentence, shown_numbers
from groups.response import Impact, Position, Progress, Response, in_time, untold
from interviews.monitoring import asked
from interviews.review import Review
from interviews.role_key import published_names, whole_key
from interviews.role_name import RoleName
from workbench.report.briefing_note import read_sign_off
from workbench.report.names_as_roles import as_published
from workbench.report.note_parts import item, nothing_yet
from workbench.report.plain_text import blocks
from workbench.report.tree import (
    Block,
    Heading,
    Item,
    ItemList,
    ListStyle,
    Numbered,
    Paragraph,
    Quotation,
    Report,
    Section,
    SectionBlock,
    Strong,
    Text,
    text,
)
from workbench.report.words import counted, listing, long_date

NOT_REPORTED = "nothing reported"


def progress_report(
    review: Review, today: date, *, next_review: Due | None = None, key: Sequence[RoleName] = ()
) -> Report:
    """How far the recommendations of a review have come, as a tree that is not numbered yet.

    Names that are published as roles in the ``key`` are roles here too.
    """
    group = review.group
    reported = in_time(review.progress)
    rows = [pair for paragraph in by_addressee(review.recommendations) for pair in paragraph.recommendations]
    open_ends = {row.id: untold(_replies(row, review), _newest(row, reported)) for _, row in rows}
    made: list[SectionBlock] = []
    for number, row in rows:
        made += _recommendation(number, row, review, reported.get(row.id, []), open_ends[row.id])
    name = f"{group.title} Task and Finish Group" if "task and finish" not in group.title.casefold() else group.title
    report = Report(
        form="Progress report",
        title=f"Progress on the recommendations of the {name}",
        council=group.council,
        to=group.board,
        on=today,
        subject=group.topic_question or group.title,
        signatures=read_sign_off(group.sign_off),
        sections=(
            Section("Purpose of the report", tuple(_purpose(review, name, len(rows), next_review))),
            Section("In short", tuple(_in_short(review, [row for _, row in rows], reported))),
            Section("Each recommendation", tuple(made) or (nothing_yet("There is no recommendation yet."),)),
            Section("What cannot be told yet", tuple(_cannot_be_told(rows, open_ends))),
        ),
    )
    return as_published(report, whole_key(review, key), published_names(review))


def _purpose(review: Review, name: str, count: int, next_review: Due | None) -> list[SectionBlock]:
    group = review.group
    agreed = f" on {long_date(group.board_agreed_on)}" if group.board_agreed_on else ""
    made = f"made {counted(count, 'recommendation')}" if count else "has made no recommendation yet"
    lines = [
        f"The {group.board or 'Board'}{agreed} {made} on the work of the {name}. This report tells what became of them."
    ]
    lines.append(
        "Whether something was done and whether it made a difference are told apart: the one is not the other."
    )
    if next_review is not None and next_review.day is not None:
        lines.append(f"The next report of progress is due by {long_date(next_review.day)} ({next_review.why}).")
    return [Numbered(text(line)) for line in lines]


def _in_short(
    review: Review, rows: Sequence[Recommendation], reported: dict[str, list[Progress]]
) -> list[SectionBlock]:
    """How many stand where, every recommendation counted once and those of which nothing is known counted too."""
    if not rows:
        return [nothing_yet("There is nothing to count yet.")]
    positions = Counter(_position_of(one.reply) for one in asked(review))
    newest = [_newest(row, reported) for row in rows]
    doing = Counter(p.doing.value if p else NOT_REPORTED for p in newest)
    impact = Counter(p.impact.value if p else NOT_REPORTED for p in newest)
    parts = sum(positions.values())
    whole = f"Replies to {counted(parts, 'recommendation or lettered part', 'recommendations and lettered parts')}"
    if parts == len(rows):
        whole = f"Replies to {counted(parts, 'recommendation')}"
    return [
        Numbered(text(f"{whole}: {_listed(positions)}.")),
        Numbered(text(f"Done: {_listed(doing)}.")),
        Numbered(text(f"Impact: {_listed(impact)}.")),
    ]


def _position_of(reply: Response | None) -> str:
    if reply is None:
        return "no reply"
    return "replied, not confirmed where it stands" if reply.position is Position.NONE_YET else reply.position.value


def _listed(counts: Counter[str]) -> str:
    return listing([f"{count} {name}" for name, count in counts.most_common()])


def _recommendation(
    number: int, row: Recommendation, review: Review, history: list[Progress], open_ends: list[str]
) -> list[Block]:
    """One recommendation: to whom, the replies word for word, what was done, what it changed and how one knows."""
    found: list[Block] = [Heading(text(f"Recommendation {number}: {sentence(row)}"))]
    if row.parts:
        found.append(ItemList(ListStyle.LETTER, tuple(item(part.text) for part in row.parts)))
    found.append(_told("To", row.addressee or "nobody yet"))
    replies = _replies(row, review)
    for reply in replies:
        found += _reply(row, reply, review)
    if not replies:
        found.append(_told("Reply", "none has come."))
    for entry in reversed(history):
        found += _entry(entry, is_newest=entry is history[-1])
    if not history:
        found.append(_told("Done", "nothing was reported."))
    if open_ends:
        found.append(_told("What cannot be told", " ".join(open_ends)))
    return found


def _reply(row: Recommendation, reply: Response, review: Review) -> list[Block]:
    """A reply word for word: from whom, when, and to what, where that is more or less than this recommendation."""
    who = reply.body.strip() or "somebody"
    on = f", {long_date(reply.received)}" if reply.received else ""
    numbers = shown_numbers(review.recommendations)
    covered = {c.part_id or c.recommendation_id for c in reply.covers}
    to = [number for ident, number in numbers.items() if ident in covered]
    about = f" to {listing(to)}" if to != [numbers[row.id]] else ""
    stands = "not confirmed yet" if reply.position is Position.NONE_YET else reply.position.value
    found: list[Block] = [_told(f"Reply{about} of {who}{on}", f"{stands}. Word for word:")]
    found.append(Quotation(blocks(reply.text) or (Paragraph(text("(no words)")),)))
    if reply.follow_up.strip():
        found.append(_told("Asked back", reply.follow_up.strip()))
    return found


def _entry(entry: Progress, *, is_newest: bool) -> list[Block]:
    on = f", as at {long_date(entry.on)}" if entry.on else ""
    by = f" (told by {entry.by.strip()})" if entry.by.strip() else ""
    before = "" if is_newest else "Earlier: "
    what = f" {' '.join(entry.what.split())}" if entry.what.strip() else ""
    found: list[Block] = [_told(f"{before}Done{on}", f"{entry.doing.value}.{what}{by}")]
    evidence = f" Evidence: {' '.join(entry.evidence.split())}" if entry.evidence.strip() else " No evidence is given."
    if entry.impact is Impact.NOT_YET and not entry.evidence.strip():
        evidence = ""
    found.append(_told(f"{before}Impact", f"{entry.impact.value}.{evidence}"))
    return found


def _cannot_be_told(rows: Sequence[tuple[int, Recommendation]], open_ends: dict[str, list[str]]) -> list[SectionBlock]:
    items = [Item(text(f"Recommendation {n}: {' '.join(open_ends[row.id])}")) for n, row in rows if open_ends[row.id]]
    if not items:
        return [Paragraph(text("Nothing: every reply is clear, and every report of progress shows what it rests on."))]
    return [ItemList(ListStyle.BULLET, tuple(items))]


def _told(name: str, words: str) -> Paragraph:
    return Paragraph((Strong(text(f"{name}:")), Text(f" {words}")))


def _replies(row: Recommendation, review: Review) -> list[Response]:
    found = [r for r in review.responses if any(c.recommendation_id == row.id for c in r.covers)]
    return sorted(found, key=lambda r: (r.order, r.id))


def _newest(row: Recommendation, reported: dict[str, list[Progress]]) -> Progress | None:
    return reported[row.id][-1] if row.id in reported else None
