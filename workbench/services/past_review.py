"""A past review out of a pack: its report is read, turned into a whole review of ours, and kept in one write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from groups.finding import partner_order
from groups.group import Group, meetings_held
from groups.numbering import in_words
from groups.people import same_person
from index.archive import ArchivedPack
from index.reviews.models import PastReview
from index.reviews.reader import read_reviews
from interviews.review import Review
from workbench.services.past_review_parts import review_from
from workbench.services.topics import listed
from workbench.workspace.workspace import Workspace

__all__ = ["AlreadyHere", "NoReport", "ToldReview", "groups_from_report", "keep_review", "kept_before", "reviews_in"]


@dataclass(frozen=True)
class ToldReview:
    """A review as a report tells it, not kept yet, and what should be known about it in plain sentences."""

    review: Review
    remarks: list[str] = field(default_factory=list)


class NoReport(LookupError):
    """The pack holds no report of a task and finish group; the message says what to do."""


class AlreadyHere(ValueError):
    """The review was made from this report before; ``group`` is that one."""

    def __init__(self, group: Group) -> None:
        super().__init__(
            f"There is one already: {group.title}. Put it in the bin first if you want it read again from the pack."
        )
        self.group = group


def reviews_in(workspace: Workspace, pack: ArchivedPack) -> list[ToldReview]:
    """The reviews that the reports in a pack tell; nothing is kept. Raises NoSuchPack, WorkspaceProblem."""
    told = read_reviews(workspace.packs.text(pack.id), workspace.packs.content(pack.id))
    found = []
    for past in told:
        review = review_from(past, pack.id)
        found.append(ToldReview(review, list(_remarks(past, review))))
    return found


def groups_from_report(workspace: Workspace, pack: ArchivedPack) -> tuple[list[Group], list[str]]:
    """Every review that the reports in a pack tell, kept as one group each; and what should be known about them.

    Raises NoReport where there is none, AlreadyHere where all of them were taken in before, WorkspaceProblem.
    """
    told = reviews_in(workspace, pack)
    if not told:
        day = f" of {pack.meeting_date}" if pack.meeting_date else ""
        raise NoReport(f"The pack{day} holds no report of a task and finish group: choose another pack.")
    fresh = [t for t in told if kept_before(workspace, t.review) is None]
    if not fresh:
        raise AlreadyHere(kept_before(workspace, told[0].review) or told[0].review.group)
    with workspace.write(f"Take in the past review {listed(t.review.group.title for t in fresh)}"):
        made = [keep_review(workspace, t.review) for t in fresh]
    return made, [remark for t in fresh for remark in t.remarks]


def kept_before(workspace: Workspace, review: Review) -> Group | None:
    """The group outside the bin that was read from the same place in the same pack."""
    group = review.group
    here = workspace.records.groups.find(source_pack=group.source_pack, source_line=group.source_line)
    return here[0] if here and group.source_pack else None


def keep_review(workspace: Workspace, review: Review) -> Group:
    """Keep a whole new review in one write; people who are known already are not made twice.

    Raises AlreadyHere where a review from the same place in the same pack is outside the bin, and WorkspaceProblem.
    """
    records = workspace.records
    with workspace.write(f"Take in the past review {review.group.title}"):
        here = kept_before(workspace, review)
        if here is not None:
            raise AlreadyHere(here)
        known = records.people.find()
        ids: dict[str, str] = {}
        for person in review.people:
            same = next((k for k in known if same_person(k.name, person.name)), None)
            ids[person.id] = (same or records.people.add(person)).id
        group = records.groups.add(review.group)
        for field, rows in records.of_group().items():
            for row in getattr(review, field):
                rows.add(row.model_copy(update={"person_id": ids[row.person_id]}) if field == "members" else row)
    return group


def _remarks(past: PastReview, review: Review) -> Iterator[str]:
    """What the report leaves open or tells in two ways."""
    if not review.members:
        yield "The report names no members."
    met = meetings_held(review.meetings).total()
    if past.meetings_told is not None and past.meetings_told != met:
        yield f"The report tells of {in_words(past.meetings_told)} meetings and lists {in_words(met)}."
    sessions = sum(count.sessions or 0 for count in past.meetings)
    if sessions and sessions != len(review.interviews):
        partners = in_words(len(review.interviews))
        yield (
            f"The report tells of {in_words(sessions)} interviewing sessions and lists {partners} partners: "
            "one session each was assumed."
        )
    heard = set(partner_order(review.findings))
    silent = [i.title for i in review.interviews if not heard & set(i.partner_ids)]
    if silent:
        yield f"Interviewed, but with no section in the report: {listed(silent)}."
    unanswered = [r for r in past.recommendations if not past.responses_to(r.number)]
    if past.responses and unanswered:
        yield f"No reply is printed to recommendation {listed(str(r.number) for r in unanswered)}."
    if past.unread:
        count = len(past.unread)
        lines = listed(str(u.line) for u in past.unread[:8]) + (" and more" if count > 8 else "")
        yield f"{count} line{'' if count == 1 else 's'} found no place in the record (line {lines}); the pack has them."
