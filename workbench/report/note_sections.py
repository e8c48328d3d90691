"""The first sections of a briefing note: purpose, recommendations, background, aims (after 2020-12-03:192-228).

Each function takes what people wrote for its section, as numbered paragraphs, and gives the section's blocks with it in
its fixed place.
"""

from __future__ import annotations

from datetime import date

from groups.group import Membership, Role, Suspension
from groups.prose import ReportSection
from groups.recommendation import by_addressee, lead_in, notes_on, sentence
from workbench.report import plain_text
from workbench.report.note_parts import SCOPE, Shown, item, key, mentions, printed_scope
from workbench.report.tree import (
    Item,
    ItemList,
    ListStyle,
    Numbered,
    Paragraph,
    Quotation,
    Reference,
    SectionBlock,
    Text,
    text,
)
from workbench.report.words import listing, long_date

Blocks = tuple[SectionBlock, ...]


def purpose(shown: Shown, written: Blocks) -> Blocks:
    """What people wrote; where they wrote nothing, the purpose that every such note has."""
    if written:
        return written
    addressees = [_the(row.addressee) for row in by_addressee(shown.review.recommendations) if row.addressee]
    asks = f", and to ask it to agree the recommendations to {listing(addressees)}" if addressees else ""
    return (
        Numbered(
            text(f"To report to the {shown.review.group.board or 'Board'} what the {shown.group_name} found{asks}.")
        ),
    )


def recommendations(shown: Shown, written: Blocks) -> Blocks:
    """One paragraph an addressee with numbers running on, what is noted below each, then what people wrote."""
    paragraphs = []
    for addressed in by_addressee(shown.review.recommendations):
        items = []
        for _, row in addressed.recommendations:
            parts = tuple(item(part.text, key("part", part.id)) for part in row.parts)
            lettered = (ItemList(ListStyle.LETTER, parts),) if parts else ()
            below = tuple(Paragraph(text(note)) for note in notes_on(row))
            items.append(item(sentence(row), key("recommendation", row.id), (*lettered, *below)))
        listed = ItemList(ListStyle.BRACKET, tuple(items), run="recommendations", noun="recommendation")
        paragraphs.append(Numbered(text(lead_in(shown.review.group.board, addressed.addressee)), (listed,)))
    return (*paragraphs, *written)


def background(shown: Shown, written: Blocks) -> Blocks:
    """Who set the group up, what people wrote, where the scope is, and when the work stood still."""
    return (*_set_up(shown), *written, *_scope(shown), *_suspended(shown))


def aims(shown: Shown, written: Blocks) -> Blocks:
    """The members and who supported them, then what people wrote or, where nothing, what the scope hopes for."""
    found: list[SectionBlock] = []
    serving = sorted(shown.review.members, key=lambda m: (m.role is not Role.CHAIR, m.position, m.id))
    members = tuple(Item(text(_member(m))) for m in serving if m.role is not Role.OFFICER)
    officers = [", ".join(part for part in (m.name, m.capacity) if part) for m in serving if m.role is Role.OFFICER]
    if members:
        listed = ItemList(ListStyle.BULLET, members)
        found.append(Numbered(text("Members of the task and finish group were:"), (listed,)))
    if officers:
        found.append(Numbered(text(f"The group was supported by {listing(officers)}.")))
    scope = printed_scope(shown)
    hopes = scope.answers.get("hopes", "").strip() if scope else ""
    if hopes and not written:
        found.append(
            Numbered(text("The scope says what the group hopes to achieve:"), (Quotation(plain_text.blocks(hopes)),))
        )
    return (*found, *written)


def _set_up(shown: Shown) -> Blocks:
    group = shown.review.group
    if not group.resolution_date and not group.minute_number:
        return ()
    on = f" on {long_date(group.resolution_date)}" if group.resolution_date else ""
    minute = f" (minute {group.minute_number})" if group.minute_number else ""
    words = f"The {group.board or 'Board'} resolved{on}{minute} to set up the {shown.group_name}."
    exact = (Quotation(plain_text.blocks(group.resolution)),) if group.resolution.strip() else ()
    return (Numbered(text(words), exact),)


def _scope(shown: Shown) -> Blocks:
    if not shown.review.scope or mentions(shown, ReportSection.BACKGROUND, SCOPE):
        return ()
    return (Numbered((Text("The scope of the review can be found at "), Reference(SCOPE), Text("."))),)


def _suspended(shown: Shown) -> Blocks:
    rows = sorted(shown.review.suspensions, key=lambda s: (s.since or s.until or date.max, s.id))
    if not rows:
        return ()
    return (Numbered(text(f"The work of the group was suspended {listing([_time(row) for row in rows])}.")),)


def _time(suspension: Suspension) -> str:
    """A suspension in words, those of its source where it has some: "in November – December 2019 (elections)"."""
    words = [f"in {suspension.period.strip()}"] if suspension.period.strip() else []
    if not words and suspension.since:
        words.append(f"from {long_date(suspension.since)}")
    if suspension.until and not suspension.period.strip():
        words.append(f"{'to' if suspension.since else 'until'} {long_date(suspension.until)}")
    if suspension.reason.strip():
        words.append(f"({suspension.reason.strip()})" if words else f"for {suspension.reason.strip()}")
    return " ".join(words) or "for a time"


def _member(member: Membership) -> str:
    """A member as listed: "Cllr A Quill (Chair)", "B Reed (co-opted member, Diocese)", "C Fen (until 3rd May 2026)"."""
    role = "" if member.role is Role.MEMBER else member.role.value
    if role and role.casefold() in member.capacity.casefold():
        role = ""
    until = f"until {long_date(member.until)}" if member.until else ""
    since = f"from {long_date(member.since)}" if member.since else ""
    notes = [part for part in (role, member.capacity.strip(), since, until) if part]
    return f"{member.name} ({', '.join(notes)})" if notes else member.name


def _the(addressee: str) -> str:
    return addressee if addressee.casefold().startswith("the ") else f"the {addressee}"
