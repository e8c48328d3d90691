"""Evidence as a document may show it: the words, who said them, when and where; what may not be published is not there.

A public document has only notes, passages and figures that may be public, with names as roles, and of words that were
changed since they were quoted only those that stand in their source today. A private one has everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from groups.evidence import EvidenceKind, EvidenceLink, by_finding
from groups.finding import shown_numbers
from groups.sensitivity import Sensitivity
from interviews.corrections import as_shown
from interviews.interview import Interview, Note, NoteKind
from interviews.partner import Partner
from interviews.review import Review
from interviews.role_key import published_names, speakers, speakers_key, whole_key
from interviews.role_name import RoleName
from interviews.roles import with_roles
from interviews.submission import Publication, Snapshot, Submission, shown_from
from workbench.report.note_parts import partner_names, submission_title, what_is_shown

NOT_HERE = "not there any more: it may lie in the bin"


class Said(NamedTuple):
    """One piece of evidence as it may be shown.

    ``reference`` is short and unique in the review ("I3.14", "EHE01, line 12"); ``where`` says the same in words.
    """

    words: str
    speaker: str
    partner: str
    umbrella: str
    on: date | None
    reference: str
    where: str
    sensitivity: str

    @property
    def who(self) -> str:
        """Who said it, as far as it may be shown: the speaker and the partner."""
        return ", ".join(dict.fromkeys(part for part in (self.speaker, self.partner) if part))


class EvidenceShown:
    """The evidence of a review for one document: ``private`` with everything, else what may be public."""

    def __init__(self, review: Review, *, private: bool, key: Sequence[RoleName] = ()) -> None:
        self.private = private
        self._key = [] if private else whole_key(review, key)
        self._keep = published_names(review)
        self._published: dict[str, str] = {}
        shown = what_is_shown(review, private=private, key=self._key)
        self._shown = shown
        self.review = shown.review
        self.links = by_finding(self.review.evidence_links)
        self.submissions = {row.id: row for row in shown.submissions}
        self.snapshots = {row.id: row for row in shown.snapshots}
        self.interviews = sorted(self.review.interviews, key=lambda i: (i.position, i.id))
        self._interviews = {row.id: (n, row) for n, row in enumerate(self.interviews, start=1)}
        self._partners = {row.id: row for row in self.review.partners}
        self._findings = {row.id: row for row in self.review.findings}
        self._notes: dict[str, tuple[int, Note]] = {}
        self._of_interview: dict[str, list[Note]] = {}
        for note in sorted(self.review.notes, key=lambda n: (n.position, n.id)):
            self._of_interview.setdefault(note.interview_id, []).append(note)
        for notes in self._of_interview.values():
            self._notes |= {note.id: (n, note) for n, note in enumerate(notes, start=1)}
        self._numbers = {note_id: n for note_id, (n, _) in self._notes.items()}
        self.finding_numbers = shown_numbers(self.review.findings)

    def published(self, text: str) -> str:
        """Words as this document may have them: in a public one with names as roles."""
        if not self._key:
            return text
        # Names of partners, questions and speakers come again with every line.
        if text not in self._published:
            self._published[text] = with_roles(text, self._key, self._keep)
        return self._published[text]

    def partner(self, partner_id: str) -> str:
        """A partner as the report names it; an umbrella with its organisations."""
        return self.published(partner_names(partner_id, self._shown)) if partner_id else ""

    # -- notes --------------------------------------------------------------------------------------------------------

    def notes(self, interview_id: str) -> Iterator[tuple[Note, Said]]:
        """The lines of an interview that may be shown, in order."""
        for note in self._of_interview.get(interview_id, []):
            if (said := self.note(note.id)) is not None and note.text.strip():
                yield note, said

    def note(self, note_id: str, quote: str = "") -> Said | None:
        """One line; None where it may not be shown, or is not there. ``quote`` are the words that were cited of it."""
        line, note = self._notes.get(note_id, (0, None))
        number, interview = self._interviews.get(note.interview_id if note else "", (0, None))
        if note is None or interview is None or not (self.private or note.sensitivity.may_be_published):
            return None
        words = self.words_of(note, quote if self.private or _stands_in(quote, note.text) else "")
        single, over = self._names(interview.partner_ids)
        return Said(
            in_quotes(words) if note.kind is NoteKind.QUOTE and not note.corrects else words,
            self.published(note.speaker.strip()),
            single,
            over,
            interview.on or (note.taken_at.astimezone().date() if note.taken_at else None),
            f"I{number}.{line}",
            f"{self.interview_title(interview)}, line {line}",
            closed_words(note.sensitivity, note.exempt_reason),
        )

    def words_of(self, note: Note, quote: str = "") -> str:
        """The words of a line, or those that were cited of it, as they are shown, without quotation marks of ours."""
        words = (quote if quote.strip() else note.text).strip()
        return self.published(as_shown(note.model_copy(update={"text": words}), self._numbers))

    def interview_title(self, interview: Interview) -> str:
        """How an interview is called: by its title, in a public document by its number and its partners."""
        if self.private:
            return interview.title
        single, _ = self._names(interview.partner_ids)
        return f"Interview {self._interviews[interview.id][0]}" + (f" with {single}" if single else "")

    # -- submissions and snapshots ------------------------------------------------------------------------------------

    def submission(self, submission: Submission) -> Said:
        """A whole submission, which must be among ``submissions``."""
        names, hidden = {p.id: p.name for p in self._partners.values()}, self.hides_names(submission)
        single, over = ("", "") if hidden else self._names([submission.partner_id])
        return Said(
            self.text_of(submission),
            "" if hidden or submission.partner_id else self.published(shown_from(submission, names)),
            single,
            over,
            submission.received,
            self.published(submission.reference) or "Submission",
            self.published(submission_title(submission, self.review) if hidden else submission.title)
            or self.published(submission.reference),
            closed_words(submission.sensitivity, submission.exempt_reason),
        )

    def passage(self, submission: Submission, words: str, position: int, quote: str = "") -> Said | None:
        """Words of a submission that begin at a place; None where a public document cannot be sure of them."""
        stands = submission.text.startswith(words, position) or _stands_in(words, submission.text)
        if not self.private and not stands:
            return None
        whole = self.submission(submission)
        said = quote if quote.strip() and (self.private or _stands_in(quote, submission.text)) else words
        line = submission.text.count("\n", 0, position) + 1
        turn = next((t.speaker for t in reversed(submission.turns) if t.line <= line and t.speaker.strip()), "")
        names = speakers(submission, self._key) if self.hides_names(submission) else {}
        return whole._replace(
            words=in_quotes(self._in_submission(said.strip(), submission)),
            speaker=self.published(names.get(turn.strip(), turn.strip())) or whole.speaker,
            reference=f"{whole.reference}, line {line}",
            where=f"{whole.where}, line {line}",
        )

    def snapshot(self, snapshot: Snapshot) -> Said:
        """A whole snapshot, which must be among ``snapshots``."""
        single, over = ("", "") if self.hides_names(snapshot) else self._names([snapshot.partner_id])
        title = self.published(snapshot.title.strip()) or "Data snapshot"
        told = [title, self.published(snapshot.definition.strip()), self.published(snapshot.period.strip())]
        number = list(self.snapshots).index(snapshot.id) + 1
        return Said(
            ". ".join(part.rstrip(".") for part in told if part),
            "",
            single,
            over,
            snapshot.as_at,
            f"S{number}",
            title,
            "" if snapshot.publication is Publication.PUBLISH else snapshot.publication.value,
        )

    def figure(self, snapshot: Snapshot, name: str, words: str) -> Said:
        """A figure of a snapshot with the name of its row and column."""
        whole = self.snapshot(snapshot)
        said = self.published(f"{name}: {words}" if name and name not in words else words)
        return whole._replace(words=said, reference=f"{whole.reference}, {self.published(name)}".rstrip(", "))

    def hides_names(self, given: Submission | Snapshot) -> bool:
        """Whether this document may not say from whom something came."""
        return not self.private and given.publication is Publication.WITHOUT_NAMES

    def text_of(self, submission: Submission) -> str:
        """The text of a submission as this document may have it."""
        return self._in_submission(submission.text, submission)

    def key_of(self, submission: Submission) -> list[RoleName]:
        """The names that are roles in the text of a submission: where names are withheld, its speakers' too."""
        return [*self._key, *(speakers_key(submission, self._key) if self.hides_names(submission) else [])]

    def kept_in(self, submission: Submission) -> list[str]:
        """The names that stand in the text of a submission as they are."""
        return [] if self.hides_names(submission) else self._keep

    # -- whatever a finding rests on ----------------------------------------------------------------------------------

    def of_link(self, link: EvidenceLink) -> Said | None:
        """What a finding rests on; None where it may not be shown."""
        address, words = link.address, link.quote.strip() or link.address.words.strip()
        found: Said | None = None
        match address.kind:
            case EvidenceKind.NOTE:
                found = self.note(address.id, link.quote)
            case EvidenceKind.PASSAGE:
                if handed := self.submissions.get(address.id):
                    found = self.passage(handed, address.words, address.position, link.quote)
            case EvidenceKind.FIGURE:
                if snapshot := self.snapshots.get(address.id):
                    found = self.figure(snapshot, address.before, words)
            case EvidenceKind.FINDING:
                if finding := self._findings.get(address.id):
                    number = self.finding_numbers[finding.id]
                    found = self._plain(link, self.published(finding.text.strip()), f"finding {number}")
            case EvidenceKind.PACK:
                # Packs are public documents.
                line = f", line {address.position}" if address.position else ""
                found = self._plain(link, self.published(words), f"the document pack{line}")
        return found if found or not self.private else self._plain(link, words, NOT_HERE)

    def _plain(self, link: EvidenceLink, words: str, where: str) -> Said:
        single, over = self._names([link.partner_id])
        return Said(words, "", single, over, None, where[:1].upper() + where[1:], where, "")

    def _in_submission(self, words: str, submission: Submission) -> str:
        key = self.key_of(submission)
        return with_roles(words, key, self.kept_in(submission)) if key else words

    def _names(self, partner_ids: Sequence[str]) -> tuple[str, str]:
        """The names of some partners, and of the umbrellas over them."""
        partners = [self._partners[each] for each in partner_ids if each in self._partners]
        over = [self._partners[p.umbrella_id] for p in partners if p.umbrella_id in self._partners]
        return self._listed(partners), self._listed(over)

    def _listed(self, partners: Sequence[Partner]) -> str:
        return ", ".join(dict.fromkeys(self.published(p.name) for p in partners))


def closed_words(sensitivity: Sensitivity, reason: str = "") -> str:
    """How private something is, in words; of what is exempt also why."""
    return f"{sensitivity.value} ({reason})" if sensitivity is Sensitivity.EXEMPT and reason else sensitivity.value


def in_quotes(words: str) -> str:
    """Somebody's own words in quotation marks, unless they have some."""
    return words if not words or words.startswith(("“", '"', "‘")) else f"“{words}”"


def _stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text, blanks and line ends apart."""
    return " ".join(words.split()) in " ".join(text.split())
