"""What is to be questioned about findings: from whom they say they are, how many they say said so, what they rest on.

Advice, never a block. What a finding rests on is its linked evidence; where a finding names a body of which nothing is
linked, what that body told in its own section (7.1.n) or handed in counts too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from groups.bearing import Bearing, counted, independent, of_relation
from groups.evidence import Relation
from groups.finding import Finding, FindingKind, WhyNowhere, in_order, leading_nowhere, shown_numbers
from groups.numbering import in_words
from groups.quantifiers import ALL, FIGURE, MOST, Quantity, quantities
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.recommendation import used_findings
from interviews.attribution import Claim, Named, Names, claims, speaks_for_itself
from interviews.finding_evidence import FIGURE as FIGURES
from interviews.finding_evidence import bearings
from interviews.interview import NoteKind
from interviews.partner import with_members
from interviews.review import Review
from interviews.telling import Telling, Told

ATTRIBUTION, WORDING, EVIDENCE, NOWHERE = "attribution", "wording", "evidence", "nowhere"
_COUNTED_KINDS = (FIGURES, NoteKind.FACT.value)


class FindingRemark(NamedTuple):
    """One remark on a finding: what it is about (attribution, wording, evidence, nowhere), and the sentence.

    ``key`` stays the same while what is remarked on does, whatever number the finding has; ``link_ids`` and
    ``partner_ids`` are the evidence and the partners that it speaks of.
    """

    finding_id: str
    about: str
    text: str
    key: str
    link_ids: tuple[str, ...] = ()
    partner_ids: tuple[str, ...] = ()


def finding_remarks(review: Review) -> list[FindingRemark]:
    """Every remark on the findings of a review, in the order of its report."""
    looked = _Looked(review)
    found = []
    for finding in in_order(review.findings):
        behind = looked.behind.get(finding.id, [])
        found += [
            *_attribution(finding, behind, looked),
            *_wording(finding, behind, looked),
            *_evidence(finding, behind, looked),
            *_nowhere(finding, looked),
        ]
    return found


class _Looked:
    """A review as its findings are looked at, read once."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.behind = bearings(review)
        self.names = Names(review)
        self.telling = Telling(review)
        self.shown = {partner.id: partner.shown for partner in review.partners}
        self.numbers = shown_numbers(review.findings)
        self.used = used_findings(review.rests_on, review.recommendations)
        self.recommended = recommendation_numbers(review.recommendations)
        # Where nobody has said yet what rests on what, a line for each finding says no more than one for all.
        self.loose = {f.id for f in leading_nowhere(review.findings, self.used)} if self.used else set()
        self.sections = {
            f.partner_id: self.numbers[f.id].rpartition(".")[0]
            for f in review.findings
            if f.kind is FindingKind.BY_PARTNER
        }
        self.asked = self._asked()

    def _asked(self) -> list[str]:
        """The partners that were heard, an umbrella as one, in the order of the partners."""
        ids = {one for i in self.review.interviews if i.was_held for one in i.partner_ids}
        ids |= {handed.partner_id for handed in self.review.submissions} | set(self.sections)
        rows = sorted(self.review.partners, key=lambda p: (p.position, p.id))
        above = {p.id: p.umbrella_id for p in rows if p.umbrella_id in self.shown}
        tops = {above.get(one, one) for one in ids}
        return [p.id for p in rows if p.id in tops]

    def called(self, finding: Finding) -> str:
        """The finding by its number."""
        return f"Finding {self.numbers[finding.id]}"


def _key(finding: Finding, about: str, *parts: str) -> str:
    return ":".join(["finding", finding.id, about, *(" ".join(part.casefold().split()) for part in parts)])


# -- from whom it is ---------------------------------------------------------------------------------------------------


def _attribution(finding: Finding, behind: Sequence[Bearing], looked: _Looked) -> Iterator[FindingRemark]:
    """The bodies that a finding names, against the partners of its evidence, of their own sections and submissions."""
    linked = {one for piece in behind if piece.relation is not Relation.CONTRADICTS for one in piece.heard}
    found = claims(finding, looked.names)
    phrases = [claim.words for claim in found]
    for claim in found:
        told = [(named, *_borne_out(named, finding, linked, phrases, looked)) for named in claim.named]
        wrong = [(named, lacking) for named, lacking, is_wrong in told if lacking and is_wrong]
        only = [(named, lacking) for named, lacking, is_wrong in told if lacking and not is_wrong]
        if wrong or only:
            about = ATTRIBUTION if wrong else EVIDENCE
            partners = tuple(one for named, _ in (wrong or only) for one in named.partner_ids)
            yield FindingRemark(
                finding.id,
                about,
                f"{looked.called(finding)} says “{_quoted(claim)}”: {'; '.join(text for _, text in [*wrong, *only])}.",
                _key(finding, about, claim.words, *(named.words for named, _ in (wrong or only))),
                tuple(piece.link_id for piece in behind),
                partners,
            )


def _borne_out(
    named: Named, finding: Finding, linked: set[str], phrases: Sequence[str], looked: _Looked
) -> tuple[str, bool]:
    """What is lacking for a body that a finding names, in words ("" where nothing is), and whether nobody said it."""
    if not named.partner_ids:
        return (
            ""
            if named.is_known
            else f"no partner of this review is called {named.words}, and nobody from there was interviewed",
            True,
        )
    wanted = set(named.partner_ids)
    members = set().union(*(looked.names.members(one) for one in wanted))
    if speaks_for_itself(finding, members) or linked & wanted:
        return "", False
    said = [Told(one, "") for one in sorted(members & linked)]
    if not said:
        near = looked.telling.near(finding, phrases)
        if any(looked.names.members(told.partner_id) & wanted for told in near):
            return "", False
        said = [told for told in near if told.partner_id in members]
    if not said:
        return _nothing_from(named, looked), True
    is_one_of_several = len(members) > 2 and len({told.partner_id for told in said}) == 1
    return _only_one(named, said, looked) if is_one_of_several else "", False


def _quoted(claim: Claim) -> str:
    return " ".join(claim.words.split()).strip("()")


def _nothing_from(named: Named, looked: _Looked) -> str:
    sections = [looked.sections[one] for one in named.partner_ids if one in looked.sections]
    where = f", and {sections[0]} has nothing like it" if sections else ""
    return f"no evidence here is from {named.words}{where}"


def _only_one(named: Named, said: Sequence[Told], looked: _Looked) -> str:
    """That one organisation of several said it: "of Health only WHT said it, in EHE01"."""
    umbrella = named.partner_ids[0]
    places = [told.place for told in said if told.place]
    where = f", in {places[0]}" if places else ""
    section = looked.sections.get(umbrella, "")
    beside = f", and {section} has nothing like it" if places and section else ""
    return f"of {looked.shown[umbrella]} only {looked.shown[said[0].partner_id]} said it{where}{beside}"


# -- how many said so --------------------------------------------------------------------------------------------------


def _wording(finding: Finding, behind: Sequence[Bearing], looked: _Looked) -> Iterator[FindingRemark]:
    """The words of quantity that the evidence does not bear."""
    for quantity in quantities(finding.text):
        lacking = _not_borne(quantity, finding, behind, looked)
        if lacking:
            yield FindingRemark(
                finding.id,
                WORDING,
                f"{looked.called(finding)} says “{quantity.words}”: {lacking}. {quantity.why} "
                f"What would bear it: {quantity.bears[:1].lower()}{quantity.bears[1:]}",
                _key(finding, WORDING, quantity.id, quantity.words),
                tuple(piece.link_id for piece in behind),
            )


def _not_borne(quantity: Quantity, finding: Finding, behind: Sequence[Bearing], looked: _Looked) -> str:
    """What the evidence lacks for a word of quantity, in words; nothing where it bears it."""
    supporting = of_relation(behind, Relation.SUPPORTS)
    against = of_relation(behind, Relation.CONTRADICTS)
    speaks_for_one = finding.kind is FindingKind.BY_PARTNER
    if quantity.is_whole and against:
        return f"evidence from {_who(against, looked)} speaks against it"
    if speaks_for_one or (not supporting and not quantity.is_whole and quantity.needs != MOST):
        return ""  # one partner's words about others; or nothing is linked, which is said for itself
    if any(piece.kind in _COUNTED_KINDS for piece in supporting) and not quantity.of_partners:
        return ""
    apart = independent(supporting)
    if quantity.needs == FIGURE:
        return (
            f"no figure is behind it, only {counted(len(apart), 'source')}" if apart else "no evidence is linked to it"
        )
    if quantity.needs in (ALL, MOST):
        return _not_of_all(quantity, finding, supporting, looked)
    is_are = "is" if len(apart) == 1 else "are"
    return f"only {_sources(apart, looked)} {is_are} behind it" if len(apart) < quantity.least else ""


def _not_of_all(quantity: Quantity, finding: Finding, supporting: Sequence[Bearing], looked: _Looked) -> str:
    """Which of the partners that were heard do not stand behind a finding that claims all or most of them."""
    voices = {one for piece in supporting for one in piece.heard}
    if not supporting:
        voices = {told.partner_id for told in looked.telling.near(finding)}
    for_it = [one for one in looked.asked if voices & with_members(one, looked.review.partners)]
    asked = len(looked.asked)
    enough = len(for_it) == asked if quantity.needs == ALL else len(for_it) * 2 > asked
    if asked and enough:
        return ""
    if not asked:
        return "no partner has been heard yet"
    if not for_it:
        return f"nothing that is linked to it supports it, and {in_words(asked)} partners were heard"
    left = [looked.shown[one] for one in looked.asked if one not in for_it]
    named = f" (not {_listed(left)})" if quantity.needs == ALL and len(left) <= 6 else ""
    verb = "is" if len(for_it) == 1 else "are"
    return f"{in_words(len(for_it))} of the {in_words(asked)} partners heard {verb} behind it{named}"


def _sources(apart: Sequence[Bearing], looked: _Looked) -> str:
    names = [looked.shown[one] for piece in apart for one in piece.partners]
    return f"{counted(len(apart), 'source')} ({_listed(sorted(names))})" if names else counted(len(apart), "source")


def _who(pieces: Sequence[Bearing], looked: _Looked) -> str:
    names = sorted({looked.shown[one] for piece in pieces for one in piece.partners})
    return _listed(names) if names else "somebody not named"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


# -- what it rests on --------------------------------------------------------------------------------------------------


def _evidence(finding: Finding, behind: Sequence[Bearing], looked: _Looked) -> Iterator[FindingRemark]:
    """That a finding has only evidence against it, rests on anecdote alone, or on one source."""
    supporting, against = of_relation(behind, Relation.SUPPORTS), of_relation(behind, Relation.CONTRADICTS)
    called = looked.called(finding)
    rests = finding.kind in (FindingKind.KEY, FindingKind.ISSUE)
    if against and not supporting:
        yield _rests(finding, "contrary", f"{called} has only evidence against it ({_who(against, looked)}).", against)
    elif supporting and all(piece.is_anecdote for piece in supporting):
        yield _rests(
            finding, "anecdote", f"{called} rests on anecdote alone: {_anecdote_of(supporting, looked)}.", supporting
        )
    elif supporting and rests and len(independent(supporting)) == 1:
        yield _rests(
            finding, "one source", f"{called} rests on one source alone: {_who(supporting, looked)}.", supporting
        )


def _anecdote_of(supporting: Sequence[Bearing], looked: _Looked) -> str:
    return f"what {_who(supporting, looked)} told of single cases"


def _rests(finding: Finding, rule: str, text: str, pieces: Iterable[Bearing]) -> FindingRemark:
    rows = list(pieces)
    partners = sorted({one for piece in rows for one in piece.partners})
    ids = tuple(piece.link_id for piece in rows)
    return FindingRemark(finding.id, EVIDENCE, text, _key(finding, EVIDENCE, rule, *partners), ids, tuple(partners))


# -- where it leads ----------------------------------------------------------------------------------------------------


def _nowhere(finding: Finding, looked: _Looked) -> Iterator[FindingRemark]:
    """That a finding leads nowhere and nobody said why, or that what was said of it does not hold."""
    called, said = looked.called(finding), finding.leads_nowhere
    used = [looked.recommended[one] for one in looked.used.get(finding.id, []) if one in looked.recommended]
    if finding.id in looked.loose:
        yield FindingRemark(
            finding.id, NOWHERE, f"{called} leads nowhere: use it, or say why not.", _key(finding, NOWHERE, "loose")
        )
    elif said is not WhyNowhere.NONE and used:
        text = f"{called} is said to lead nowhere ({said.value}), and recommendation {_listed(used)} rests on it."
        yield FindingRemark(finding.id, NOWHERE, text, _key(finding, NOWHERE, "used", *used))
    elif said is not WhyNowhere.NONE and not finding.nowhere_reason.strip():
        text = f"{called} leads nowhere ({said.value}), and nobody wrote why."
        yield FindingRemark(finding.id, NOWHERE, text, _key(finding, NOWHERE, "no reason", said.value))
