"""Section 8 of a briefing note: each recommendation again in full, then the replies to it in their exact words.

One reply may cover several recommendations: it stands under the last of them and says which (2020-12-03:305-335).
"""

from __future__ import annotations

from groups.recommendation import Recommendation, by_addressee, sentence
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.response import Covered, Response
from interviews.review import Review
from workbench.report.note_parts import item, joined, key, nothing_yet
from workbench.report.plain_text import first_and_rest
from workbench.report.tree import Block, Item, ItemList, ListStyle, Paragraph, Reference, Spans, Strong, Text, text
from workbench.report.words import long_date


def responses(review: Review) -> tuple[Block, ...]:
    """The recommendations with their replies; nothing where no reply is recorded."""
    if not review.responses:
        return ()
    order = list(recommendation_numbers(review.recommendations))
    under: dict[str, list[Item]] = {}
    covered: set[str] = set()
    for reply in sorted(review.responses, key=lambda r: (r.order, r.id)):
        ids = sorted({_id(c) for c in reply.covers} & set(order), key=order.index)
        covered |= {_id(c) for c in reply.covers} | {c.recommendation_id for c in reply.covers}
        under.setdefault(ids[-1] if ids else "", []).append(_reply(reply, ids, review))
    again = tuple(
        _recommendation(row, under, covered)
        for addressed in by_addressee(review.recommendations)
        for _, row in addressed.recommendations
    )
    listed = ItemList(ListStyle.BRACKET, again, run="recommendations again", noun="recommendation")
    others = (Paragraph(text("Replies to no one recommendation:")), _bullets(under[""])) if "" in under else ()
    return (*((listed,) if again else ()), *others)


def _recommendation(row: Recommendation, under: dict[str, list[Item]], covered: set[str]) -> Item:
    parts = tuple(item(part.text, "", _replies(part.id, under)) for part in row.parts)
    blocks: list[Block] = [ItemList(ListStyle.LETTER, parts)] if parts else []
    blocks += _replies(row.id, under)
    if row.id not in covered:
        blocks.append(nothing_yet("No reply is recorded yet."))
    return item(sentence(row), "", tuple(blocks))


def _replies(row_id: str, under: dict[str, list[Item]]) -> tuple[Block, ...]:
    return (_bullets(under[row_id]),) if row_id in under else ()


def _bullets(items: list[Item]) -> ItemList:
    return ItemList(ListStyle.BULLET, tuple(items))


def _reply(reply: Response, ids: list[str], review: Review) -> Item:
    """A reply with who gave it, when, and to what where it covers more than one."""
    spans, rest = first_and_rest(reply.text)
    on = f" ({long_date(reply.received)})" if reply.received else ""
    who: Spans = (Strong(text(f"{reply.body.strip()}{on}")),) if reply.body.strip() or on else ()
    to: Spans = ()
    if len(ids) > 1:
        parts = {part.id for row in review.recommendations for part in row.parts}
        numbers = [(Reference(key("part" if i in parts else "recommendation", i), "#"),) for i in ids]
        to = (Text(" to recommendations " if who else "To recommendations "), *joined(numbers))
    lead = (*who, *to, Text(": ")) if who or to else ()
    return Item((*lead, *spans), rest)


def _id(covered: Covered) -> str:
    return covered.part_id or covered.recommendation_id
