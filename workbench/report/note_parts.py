"""What the sections and appendices of a briefing note share: which rows count, what may be public, keys and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from groups.people import name_parts
from groups.prose import ReportSection
from groups.record import Record
from groups.scope import Scope, latest
from interviews.partner import partner_list
from interviews.review import Review
from interviews.role_key import speakers_key, whole_key
from interviews.role_name import RoleName
from interviews.roles import with_roles
from interviews.submission import Publication, Snapshot, Submission, shown_from
from workbench.report.plain_text import first_and_rest
from workbench.report.tree import Block, Emphasis, Item, Paragraph, Span, Spans, text

SCOPE, ENQUIRY, PAPERS = "appendix:scope", "appendix:enquiry", "appendix:papers"

RowT = TypeVar("RowT", bound=Record)


class Shown(NamedTuple):
    """What a note is made from: the review without its bin, and the evidence that this note may hold.

    ``key`` has the names that are published as roles; a ``private`` note has the names. ``packs`` are the titles of
    the packs that findings cite, by id; with ``sources`` each finding says in brackets what it rests on.
    """

    review: Review
    snapshots: list[Snapshot]
    submissions: list[Submission]
    key: Sequence[RoleName] = ()
    private: bool = False
    packs: Mapping[str, str] = MappingProxyType({})
    sources: bool = False

    @property
    def group_name(self) -> str:
        """The group's title with the words for what it is: "Elective Home Education Task and Finish Group"."""
        title = self.review.group.title.strip()
        has_words = re.search(r"task\s*(and|&)\s*finish", title, re.IGNORECASE)
        return title if has_words else f"{title} Task and Finish Group".strip()

    @property
    def sessions(self) -> int:
        """How many interviewing sessions were held."""
        return sum(interview.was_held for interview in self.review.interviews)

    def heard(self) -> set[str]:
        """The partners, by id, that were interviewed in some session."""
        held = {partner for i in self.review.interviews if i.was_held for partner in i.partner_ids}
        return held & {partner.id for partner in self.review.partners}


def what_is_shown(
    review: Review,
    *,
    private: bool,
    key: Sequence[RoleName] = (),
    packs: Mapping[str, str] = MappingProxyType({}),
    sources: bool = False,
) -> Shown:
    """The rows that a note shows; ``private`` has the evidence that may not be published too."""
    rows = {name: value for name in Review.model_fields if isinstance(value := getattr(review, name), list)}
    kept = review.model_copy(update={name: [r for r in value if r.binned_at is None] for name, value in rows.items()})
    return Shown(
        kept,
        [s for s in _in_order(kept.snapshots) if private or not why_snapshot_is_left_out(s)],
        [s for s in _in_order(kept.submissions) if private or not why_submission_is_left_out(s, key)],
        key,
        private,
        packs,
        sources,
    )


def why_snapshot_is_left_out(snapshot: Snapshot) -> str:
    """Why a public note may not hold a snapshot; "" where it may."""
    return "it is to be kept private" if snapshot.publication is Publication.PRIVATE else ""


def why_submission_is_left_out(submission: Submission, key: Sequence[RoleName] = ()) -> str:
    """Why a public note may not hold a submission; "" where it may.

    It needs two decisions: that of the one who handed it in, and the group's that its text is public. A name in the
    ``key`` is published as a role, so it stands in no way.
    """
    if submission.publication is Publication.PRIVATE:
        return "it is to be kept private"
    if not submission.sensitivity.may_be_published:
        return f"it is marked {submission.sensitivity.value}"
    if submission.publication is Publication.WITHOUT_NAMES:
        surname = name_parts(submission.sender).surname
        text = with_roles(submission.text, [*key, *speakers_key(submission, key)])
        if surname and re.search(rf"\b{re.escape(surname)}\b", text, re.IGNORECASE):
            return "it is to be published without names, and its text still has the sender's"
    return ""


def left_out(review: Review, key: Sequence[RoleName] = ()) -> list[str]:
    """What a public note leaves out, each with the reason as one sentence."""
    kept = what_is_shown(review, private=True)
    told = [(f"The snapshot “{s.title}”", why_snapshot_is_left_out(s)) for s in kept.snapshots]
    roles = whole_key(review, key)
    told += [
        (f"The submission {s.reference or s.title}", why_submission_is_left_out(s, roles)) for s in kept.submissions
    ]
    return [f"{what} is left out of the public note: {why}." for what, why in told if why]


def submission_title(submission: Submission, review: Review) -> str:
    """How a submission is called in the note: without the sender where names are not to be published."""
    if submission.publication is Publication.WITHOUT_NAMES:
        return f"Submission {submission.reference}".strip()
    sender = shown_from(submission, {p.id: p.name for p in review.partners})
    return submission.title.strip() or f"Submission from {sender}"


def printed_scope(shown: Shown) -> Scope | None:
    """The scope that the note prints: the newest that was agreed, else the draft, if there is one."""
    return latest([scope for scope in shown.review.scope if not scope.is_draft] or shown.review.scope)


def appendix_keys(shown: Shown) -> list[str]:
    """The keys of the note's appendices in the council's order: scope, lines of enquiry, snapshots, submissions."""
    keys = [SCOPE] * bool(shown.review.scope) + [ENQUIRY] * bool(shown.review.enquiry)
    return (
        keys + [key("snapshot", s.id) for s in shown.snapshots] + [key("submission", s.id) for s in shown.submissions]
    )


def key(kind: str, row_id: str) -> str:
    """The key by which a report refers to a record; "" for a record that was never kept."""
    return f"{kind}:{row_id}" if row_id else ""


def mentions(shown: Shown, section: ReportSection, appendix: str) -> bool:
    """Whether what people wrote for a section says already where an appendix can be found."""
    written = " ".join(prose.text for prose in shown.review.prose if prose.section is section)
    number = appendix_keys(shown).index(appendix) + 1
    return appendix in written or bool(re.search(rf"\bAppendix {number}\b", written, re.IGNORECASE))


def joined(parts: Sequence[Spans]) -> Spans:
    """Spans as a sentence lists them: a, b and c."""
    spans: list[Span] = []
    for n, part in enumerate(parts):
        between = "" if not n else " and " if n == len(parts) - 1 else ", "
        spans += [*text(between), *part]
    return tuple(spans)


def section_key(section: ReportSection) -> str:
    """The key by which prose refers to a section: "section:recommendations"."""
    return f"section:{section.name.lower()}"


def partner_names(partner_id: str, shown: Shown) -> str:
    """A partner as a heading names it; an umbrella with its organisations, or those of them that were heard."""
    rows = [row.partner for row in partner_list(shown.review.partners)]
    partner = next((p for p in rows if p.id == partner_id), None)
    if partner is None:
        return "Partner not named"
    single = [p for p in rows if p.umbrella_id == partner_id]
    heard = [p for p in single if p.id in shown.heard()] or single
    return f"{partner.name} ({', '.join(p.shown for p in heard)})" if heard else partner.name


def item(words: str, name: str = "", more: tuple[Block, ...] = ()) -> Item:
    """Plain words of a record as an item under its key; further paragraphs and lists in them belong to it."""
    spans, rest = first_and_rest(words)
    return Item(spans, (*rest, *more), name)


def nothing_yet(words: str = "Nothing is recorded under this heading yet.") -> Paragraph:
    """What stands in a place of the council's form for which there is nothing."""
    return Paragraph((Emphasis(text(words)),))


def _in_order(rows: Iterable[RowT]) -> list[RowT]:
    return sorted(rows, key=lambda row: (getattr(row, "position", 0), row.id))
