"""The passport of a recommendation put together from its review: words, findings, evidence, reply, what came of it.

A public one has only evidence that may be public and counts what is left out; a private one has everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from groups.bearing import strength
from groups.clock import ClockRule, has_gone_out
from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation
from groups.finding import Finding, state_of
from groups.numbering import letter
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    in_full,
    lead_in,
    missing,
    notes_on,
    resting_on,
    sentence,
    shown_numbers,
)
from groups.response import Doing, Position, Progress, Response, in_time, still_asked, untold
from interviews.finding_evidence import bearings
from interviews.monitoring import due_in_words, waits
from interviews.review import Review
from interviews.role_name import RoleName
from workbench.dates import show_date
from workbench.report.briefing_note import WORKING_COPY
from workbench.report.evidence_shown import EvidenceShown
from workbench.report.outcome_lists import not_for_publication
from workbench.report.passport_page import Part, Passport, Step, Where
from workbench.report.words import times

_RELATIONS = {Relation.SUPPORTS: "Supports", Relation.CONTRADICTS: "Contradicts", Relation.CONTEXT: "Context"}


class Wording(NamedTuple):
    """How a recommendation came to its words: the first ones, when and by whom, and how often they were changed since.

    ``agreed`` are the words that the group agreed, where the Board made others of them.
    """

    first: str = ""
    on: date | None = None
    by: str = ""
    changes: int = 0
    last: date | None = None
    agreed: str = ""


def passport(
    review: Review,
    recommendation_id: str,
    *,
    private: bool = False,
    key: Sequence[RoleName] = (),
    wording: Wording | None = None,
    rules: Sequence[ClockRule] = (),
    today: date,
) -> Passport:
    """The passport of one recommendation. Raises LookupError where it is not in the review."""
    row = next((r for r in review.recommendations if r.id == recommendation_id and r.binned_at is None), None)
    if row is None:
        raise LookupError("That recommendation is not there any more: it may lie in the bin.")
    return _Maker(EvidenceShown(review, private=private, key=key), row, wording, rules, today).passport()


class _Maker:
    """Puts one passport together, part by part."""

    def __init__(
        self,
        shown: EvidenceShown,
        row: Recommendation,
        wording: Wording | None,
        rules: Sequence[ClockRule],
        today: date,
    ) -> None:
        self._shown, self._row, self._wording, self._rules, self._today = shown, row, wording, rules, today
        self._review = shown.review
        self._letters = {part.id: letter(n) for n, part in enumerate(row.parts, start=1)}
        self._left_out = 0
        replies = [r for r in self._review.responses if any(c.recommendation_id == row.id for c in r.covers)]
        self._replies = sorted(replies, key=lambda r: (r.order, r.id))
        self._reported: list[Progress] = in_time(self._review.progress).get(row.id, [])

    def passport(self) -> Passport:
        group, published = self._review.group, self._shown.published
        parts = [
            Part("The recommendation", tuple(self._as_printed())),
            Part("How it came to its words", tuple(self._how_it_was_worded())),
            Part("What it rests on", tuple(self._rests_on())),
            Part("Who agreed to it", tuple(self._agreed())),
            Part("What was answered", tuple(self._answered())),
            Part("What came of it", tuple(self._came_of_it())),
            Part("What is still owed", tuple(self._owed())),
        ]
        return Passport(
            self._row.id,
            shown_numbers(self._review.recommendations).get(self._row.id, ""),
            published(group.title),
            published(group.council),
            self._today,
            WORKING_COPY if self._shown.private else "",
            tuple(part for part in parts if part.steps),
            self._left_out,
        )

    def _said(self, label: str, words: str, about: str = "", where: Where | None = None) -> Step:
        return Step(label, self._shown.published(words.strip()), self._shown.published(about), where)

    @property
    def _here(self) -> Where:
        return Where("recommendations", self._row.id)

    def _as_printed(self) -> Iterator[Step]:
        row, group = self._row, self._review.group
        number_shown = shown_numbers(self._review.recommendations).get(row.id)
        if number_shown is None:
            yield Step("Dropped", "It does not print.", where=self._here)
        else:
            yield self._said("", lead_in(group.board, row.addressee), "", self._here)
        parts = tuple(self._said(f"{self._letters[part.id]}.", part.text) for part in row.parts)
        yield self._said(f"{number_shown or '–'})", sentence(row), row.state.value, self._here)._replace(under=parts)
        for note in notes_on(row):
            name, _, words = note.partition(": ")
            yield self._said(name, words, "", self._here)

    def _how_it_was_worded(self) -> Iterator[Step]:
        wording = self._wording
        if wording is None or not (wording.first or wording.changes):
            return
        on = f" on {show_date(wording.on)}" if wording.on else ""
        if not self._shown.private:
            # Earlier words were working papers: what was taken out of them may be what had to be.
            since = (
                f"changed {times(wording.changes)} since, last on {show_date(wording.last)}"
                if wording.changes
                else "not changed since"
            )
            yield Step("", f"First written{on} and {since}.")
            return
        by = f" by {wording.by}" if wording.by else ""
        yield self._said(f"First words{on}{by}", wording.first, "", self._here)
        if wording.agreed:
            yield self._said("As the group agreed it", wording.agreed, "", self._here)
        if wording.changes:
            yield self._said(f"Changed {times(wording.changes)} since; it reads", in_full(self._row), "", self._here)
        else:
            yield Step("", "It has not been changed since.")

    # -- the evidence -------------------------------------------------------------------------------------------------

    def _rests_on(self) -> Iterator[Step]:
        behind: dict[str, list[str]] = {}
        for rest in resting_on(self._review.rests_on).get(self._row.id, []):
            behind.setdefault(rest.finding_id, []).append(self._letters.get(rest.part_id, ""))
        counted = bearings(self._review) if behind else {}
        numbers = self._shown.finding_numbers
        found = [finding for finding in self._review.findings if finding.id in behind]
        for finding in sorted(found, key=lambda f: (numbers[f.id].rpartition(".")[0], f.position, f.id)):
            pieces = counted.get(finding.id, [])
            letters = [each for each in behind[finding.id] if each]
            under = f"behind {', '.join(f'{each}.' for each in letters)}" if letters else ""
            standing = [state_of(finding, pieces).value, strength(pieces), under]
            step = self._said(
                f"Finding {numbers[finding.id]}",
                finding.text,
                "; ".join(part for part in standing if part),
                Where("findings", finding.id),
            )
            yield step._replace(under=tuple(self._evidence(finding)))
        if not found:
            yield Step("", "It rests on no finding.", where=self._here)

    def _evidence(self, finding: Finding) -> Iterator[Step]:
        links = self._shown.links.get(finding.id, [])
        hidden = 0
        for relation, label in _RELATIONS.items():
            for link in (each for each in links if each.relation is relation):
                said = self._shown.of_link(link)
                if said is None:
                    hidden += 1
                    continue
                about = ", ".join(part for part in (said.who, show_date(said.on), said.where) if part)
                # A report that was read from a pack has the finding itself as its place there.
                same = link.address.kind is EvidenceKind.PACK and said.words == self._shown.published(
                    finding.text.strip()
                )
                yield Step(label, "As it was printed." if same else said.words, about, _place(link))
        self._left_out += hidden
        if hidden:
            yield Step("", f"{not_for_publication(hidden)}.")
        if not links:
            yield Step("", "No evidence is linked to it.", where=Where("findings", finding.id))

    # -- what became of it --------------------------------------------------------------------------------------------

    def _agreed(self) -> Iterator[Step]:
        row, group = self._row, self._review.group
        if row.proposed_by.strip() and self._shown.private:
            yield self._said("Proposed by", row.proposed_by, "", self._here)
        if row.agreed_by:
            yield self._said("Agreed by", ", ".join(row.agreed_by), "", self._here)
        if row.state in (RecommendationState.DRAFT, RecommendationState.PROPOSED):
            yield Step("", "The group has not agreed it yet.", where=self._here)
            return
        days = [
            ("The group agreed on", group.agreed_on),
            ("The Board agreed on", group.board_agreed_on),
            ("Notice was given on", group.notice_on),
            ("The report was sent on", group.sent_on),
            ("It was received on", group.received_on),
        ]
        for label, day in days:
            if day is not None:
                yield Step(label, show_date(day), where=Where("groups", group.id))
        if group.board_agreed_on is None:
            agreed = row.state in (RecommendationState.AGREED_BY_BOARD, RecommendationState.AMENDED)
            words = "The Board agreed it; the day is not recorded." if agreed else "The Board has not agreed it yet."
            yield Step("", words, where=Where("groups", group.id))

    def _answered(self) -> Iterator[Step]:
        for reply in self._replies:
            yield from self._reply(reply)
        chased = [c for c in self._review.chasers if self._row.id in c.recommendation_ids]
        for chaser in sorted(chased, key=lambda c: (c.step, c.id)):
            yield Step(
                "Asked again", show_date(chaser.on) or "on a day not recorded", where=Where("chasers", chaser.id)
            )
        if not self._replies and not chased:
            yield Step("", "No reply is recorded.", where=self._here)

    def _reply(self, reply: Response) -> Iterator[Step]:
        to = [self._letters[c.part_id] for c in reply.covers if c.part_id in self._letters]
        label = f"Reply to {', '.join(f'{each}.' for each in to)}" if to else "Reply"
        stands = "not said yet where it stands" if reply.position is Position.NONE_YET else reply.position.value
        about = ", ".join(part for part in (reply.body.strip(), show_date(reply.received), stands) if part)
        asked = self._said("Asked back", reply.follow_up) if reply.follow_up.strip() else None
        step = self._said(label, reply.text, about, Where("responses", reply.id))
        yield step._replace(under=(asked,) if asked else ())

    def _came_of_it(self) -> Iterator[Step]:
        for entry in reversed(self._reported):
            where = Where("progress", entry.id)
            about = ", ".join(part for part in (show_date(entry.on), entry.by.strip()) if part)
            yield self._said(f"Doing: {entry.doing.value}", entry.what, about, where)
            yield self._said(f"Impact: {entry.impact.value}", entry.evidence, "", where)
        if not self._reported:
            yield Step("", "No progress is reported.", where=self._here)

    def _owed(self) -> Iterator[Step]:
        row, review = self._row, self._review
        if row.state is RecommendationState.DROPPED:
            return
        told = [f"It has {each}." if each.startswith("no ") else f"In it {each}." for each in missing(row)]
        for wait in waits(review, self._rules, self._today):
            numbers = [one.number for one in wait.asked if one.recommendation.id == row.id]
            if numbers:
                words = due_in_words(wait.due, self._today)
                told.append(f"{wait.addressee or 'Nobody named'} to {', '.join(numbers)}: {words}.")
        asked = [reply for reply in self._replies if still_asked(reply, review.responses)]
        told += [f"Asked back and not answered: {reply.follow_up.strip()}" for reply in asked]
        newest = self._reported[-1] if self._reported else None
        done = newest is not None and newest.doing in (Doing.COMPLETE, Doing.SUPERSEDED)
        if row.by_when is not None and row.by_when < self._today and not done:
            told.append(f"It was to be done by {show_date(row.by_when)}.")
        if has_gone_out(review.group) or self._replies or newest:
            told += untold(self._replies, newest)
        for words in told:
            yield self._said("", words, "", self._here)
        if not told:
            yield Step("", "Nothing: it is answered clearly, done, and there is evidence of what it changed.")


def _place(link: EvidenceLink) -> Where:
    """Where linked evidence stands."""
    address: Address = link.address
    match address.kind:
        case EvidenceKind.NOTE:
            return Where("notes", address.id)
        case EvidenceKind.PASSAGE:
            return Where("submissions", address.id, link.id)
        case EvidenceKind.FIGURE:
            return Where("snapshots", address.id, address.before, address.position)
        case EvidenceKind.FINDING:
            return Where("findings", address.id)
        case EvidenceKind.PACK:
            return Where("packs", address.id, "", address.position)
