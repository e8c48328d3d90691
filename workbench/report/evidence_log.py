"""The evidence log of a review: every piece of evidence with who, when and where, and which findings rest on it.

The public log has only what may be public, with names as roles; a private one has everything and is marked so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from groups.enquiry import EnquiryLine, LineKind
from groups.enquiry import shown_numbers as enquiry_numbers
from groups.evidence import Address, EvidenceKind, EvidenceLink
from groups.finding import in_order
from groups.recommendation import resting_on
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.interview import NoteKind
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.submission import Submission
from interviews.theme import Theme
from workbench.report.briefing_note import WORKING_COPY
from workbench.report.evidence_shown import EvidenceShown, Said
from workbench.report.sheet import Column, Sheet

COLUMNS = (
    Column("Reference", 14),
    Column("Date", 12),
    Column("Time", 8),
    Column("Partner", 22),
    Column("Umbrella", 16),
    Column("Speaker", 20),
    Column("Kind", 14),
    Column("Line of enquiry", 10),
    Column("Question", 36),
    Column("Themes", 22),
    Column("Words", 70),
    Column("Where", 34),
    Column("Who may see it", 18),
    Column("Findings", 24),
    Column("Recommendations", 18),
)
IN_WORD = (
    ("Reference", ("Reference", "Who may see it")),
    ("Who and when", ("Speaker", "Partner", "Date", "Time")),
    ("Words", ("Words", "Where")),
    ("Question and themes", ("Line of enquiry", "Themes")),
    ("Findings and recommendations", ("Findings", "Recommendations")),
)
_MOST_OF_SUBMISSION = 2_000  # letters of a whole text; what is marked or cited of it has a row of its own


def evidence_log(
    review: Review, *, private: bool = False, today: date | None = None, key: Sequence[RoleName] = ()
) -> Sheet:
    """The log, in the order of interviews, submissions and data snapshots, each followed by what is cited of it."""
    log = _Log(review, private=private, key=key)
    rows = [*log.notes(), *log.submissions(), *log.snapshots(), *log.elsewhere()]
    group = log.shown.review.group
    left = log.left_out()
    return Sheet(
        title="Evidence log",
        group=log.shown.published(group.title),
        columns=COLUMNS,
        rows=rows,
        in_word=IN_WORD,
        council=log.shown.published(group.council),
        on=today,
        marking=WORKING_COPY if private else "",
        about=(
            "Every piece of evidence of the review, with the findings that use it and the recommendations that they "
            "lead to.",
            *([f"{left} {'piece' if left == 1 else 'pieces'} of evidence are not for publication."] if left else []),
        ),
    )


class _Log:
    """Makes the rows of one log."""

    def __init__(self, review: Review, *, private: bool, key: Sequence[RoleName]) -> None:
        self.shown = EvidenceShown(review, private=private, key=key)
        kept = self.shown.review
        self._whole = review
        self._lines = {line.id: line for line in kept.enquiry}
        self._numbers = enquiry_numbers(kept.enquiry)
        self._themes: dict[str, Theme] = {theme.id: theme for theme in kept.themes}
        self._links: dict[str, list[EvidenceLink]] = {}
        order = {finding.id: n for n, finding in enumerate(in_order(kept.findings))}
        for link in sorted(kept.evidence_links, key=lambda x: (order.get(x.finding_id, 0), x.position, x.id)):
            if link.finding_id in order:
                self._links.setdefault(link.address.id, []).append(link)
        self._reached: dict[str, list[str]] = {}
        shown = recommendation_numbers(kept.recommendations)
        for rests in resting_on(kept.rests_on).values():
            for rest in rests:
                if number := shown.get(rest.part_id or rest.recommendation_id):
                    self._reached.setdefault(rest.finding_id, []).append(number)
        self._order = {number: n for n, number in enumerate(shown.values())}

    def notes(self) -> Iterator[tuple[str, ...]]:
        """A row for every line of every interview."""
        for interview in self.shown.interviews:
            for note, said in self.shown.notes(interview.id):
                links = self._links.get(note.id, [])
                at = _clock(note.taken_at)
                kind = "" if note.kind is NoteKind.NOTE else note.kind.value
                yield self._row(said, kind or "note", links, at, note.line_id, note.theme_ids)

    def submissions(self) -> Iterator[tuple[str, ...]]:
        """A row for every submission, then one for each passage that is marked or cited."""
        for submission in self.shown.submissions.values():
            links = self._links.get(submission.id, [])
            whole = self.shown.submission(submission)
            yield self._row(whole._replace(words=_beginning(whole.words)), submission.form or "submission", links)
            yield from self._passages(submission, links)

    def _passages(self, submission: Submission, links: Sequence[EvidenceLink]) -> Iterator[tuple[str, ...]]:
        marked = {p.address.key: p for p in self.shown.review.passages if p.submission_id == submission.id}
        cited: dict[str, list[EvidenceLink]] = {}
        for link in links:
            if link.address.kind is EvidenceKind.PASSAGE:
                cited.setdefault(link.address.key, []).append(link)
        places: dict[str, Address] = {k: p.address for k, p in marked.items()}
        places |= {k: those[0].address for k, those in cited.items()}
        for name, address in sorted(places.items(), key=lambda pair: (pair[1].position, len(pair[1].words))):
            said = self.shown.passage(submission, address.words, address.position)
            if said is not None and address.words.strip():
                mark = marked.get(name)
                line_id, themes = (mark.line_id, mark.theme_ids) if mark else ("", [])
                yield self._row(said, "passage", cited.get(name, []), "", line_id, themes)

    def snapshots(self) -> Iterator[tuple[str, ...]]:
        """A row for every data snapshot, then one for each figure that is cited."""
        for snapshot in self.shown.snapshots.values():
            links = self._links.get(snapshot.id, [])
            yield self._row(self.shown.snapshot(snapshot), "data snapshot", links)
            cited: dict[str, list[EvidenceLink]] = {}
            for link in links:
                cited.setdefault(link.address.key, []).append(link)
            for those in cited.values():
                address = those[0].address
                words = those[0].quote.strip() or address.words
                yield self._row(self.shown.figure(snapshot, address.before, words), "figure", those)

    def elsewhere(self) -> Iterator[tuple[str, ...]]:
        """What is cited of packs and of other findings, and in a private log what is no longer in the review."""
        here = {note.id for note in self.shown.review.notes}
        here |= {*self.shown.submissions, *self.shown.snapshots}
        for address_id, links in self._links.items():
            if address_id in here:
                continue
            for name in dict.fromkeys(link.address.key for link in links):
                those = [link for link in links if link.address.key == name]
                said = self.shown.of_link(those[0])
                if said is not None:
                    yield self._row(said, those[0].address.kind.value, those)

    def left_out(self) -> int:
        """How many notes, submissions and snapshots this log does not have."""
        whole = self._whole
        notes = sum(1 for note in whole.notes if note.binned_at is None and note.text.strip())
        notes -= sum(1 for interview in self.shown.interviews for _ in self.shown.notes(interview.id))
        handed = sum(1 for row in (*whole.submissions, *whole.snapshots) if row.binned_at is None)
        return notes + handed - len(self.shown.submissions) - len(self.shown.snapshots)

    def _row(
        self,
        said: Said,
        kind: str,
        links: Sequence[EvidenceLink],
        at: str = "",
        line_id: str = "",
        theme_ids: Sequence[str] = (),
    ) -> tuple[str, ...]:
        line = self._lines.get(line_id)
        published = self.shown.published
        themes = [published(self._themes[each].name) for each in theme_ids if each in self._themes]
        uses = [f"{self.shown.finding_numbers[link.finding_id]} ({link.relation.value})" for link in links]
        reached = {number for link in links for number in self._reached.get(link.finding_id, [])}
        return (
            said.reference,
            said.on.isoformat() if said.on else "",
            at,
            said.partner,
            said.umbrella,
            said.speaker,
            kind,
            self._number(line),
            published(line.text) if line else "",
            "; ".join(themes),
            said.words,
            said.where,
            said.sensitivity,
            "; ".join(dict.fromkeys(uses)),
            ", ".join(sorted(reached, key=self._order.__getitem__)),
        )

    def _number(self, line: EnquiryLine | None) -> str:
        if line is None:
            return ""
        return self._numbers.get(line.id, "") or ("theme" if line.kind is LineKind.THEME else "")


def _clock(at: datetime | None) -> str:
    return f"{at.astimezone():%H:%M}" if at else ""


def _beginning(words: str) -> str:
    if len(words) <= _MOST_OF_SUBMISSION:
        return words
    return words[:_MOST_OF_SUBMISSION].rsplit(" ", 1)[0].rstrip() + " … (the text goes on)"
