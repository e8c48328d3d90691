"""Traceability both ways: from recommendation to finding to evidence, and from evidence forward again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from groups.evidence import EvidenceKind, EvidenceLink, Relation, by_finding
from groups.finding import Finding, FindingKind, leading_nowhere
from groups.finding import shown_numbers as finding_numbers
from groups.group import Stage
from groups.recommendation import Recommendation, RecommendationState, RestsOn, resting_on, used_findings
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.gaps import listed
from interviews.how_far import has_come_to
from interviews.interview import NoteKind
from interviews.remark import About, Remark, folded, remarked
from interviews.reported_answers import is_reported
from interviews.review import Review

_MOST_NAMED = 6
# A finding that only says what goes well asks for nothing, unless one of the second words stands in it too.
_PRAISE = re.compile(
    r"\b(?:confiden(?:t|ce)|effective(?:ly)?|good|well|clear|strong(?:ly)?|seamless(?:ly)?|improve(?:d|ment)"
    r"|better understanding|embedded|experienced|welcomed?|valued?|praised?|excellent|pleased)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:should|must|need(?:s|ed)?|would be|could be|issues?|(?<!raise )(?<!raising )(?<!those )concern(?:s|ed)?"
    r"|worr(?:y|ied|ies)|lack(?:s|ed|ing)?|delay(?:s|ed)?|difficult(?:y|ies)?|inconsisten\w+|unclear|limited|not|no"
    r"|never|nobody|few|fewer|too|more|less|but|although|however|gaps?|missing|barriers?|problems?|fail\w*|without"
    r"|cannot|out of date)\b",
    re.IGNORECASE,
)


def finding_traces(review: Review) -> Iterator[Remark]:
    """Findings that rest on nothing, and findings that lead nowhere."""
    yield from _without_evidence(review)
    if any(row.state is not RecommendationState.DROPPED for row in review.recommendations):
        yield from _nowhere(review)


def recommendation_traces(review: Review) -> Iterator[Remark]:
    """Recommendations that rest on no finding, or only on findings without evidence."""
    numbers = recommendation_numbers(review.recommendations)
    named = finding_numbers(review.findings)
    behind = resting_on(rest for rest in review.rests_on if rest.finding_id in named)
    bare = {finding.id for finding in _bare(review)}
    for row in sorted(review.recommendations, key=lambda r: (r.position, r.id)):
        if row.state is RecommendationState.DROPPED:
            continue
        name = f"Recommendation {numbers[row.id]}"
        rests = behind.get(row.id, [])
        if not rests:
            text = f"{name} rests on no finding."
            yield remarked(About.TRACEABILITY, text, "recommendations", row.id, "rests on nothing")
            continue
        found = list(dict.fromkeys(rest.finding_id for rest in rests))
        if all(finding in bare for finding in found):
            which = listed([named[finding] for finding in found])
            text = f"{name} rests on no evidence: nothing is linked to {which}, on which it rests."
            yield remarked(
                About.TRACEABILITY, text, "recommendations", row.id, "rests on bare findings", *sorted(found)
            )
        yield from _parts(row, rests, numbers)


def _parts(row: Recommendation, rests: Sequence[RestsOn], numbers: dict[str, str]) -> Iterator[Remark]:
    """Lettered parts without a finding, where the others have findings of their own."""
    own = {rest.part_id for rest in rests}
    if "" in own:
        return
    for part in row.parts:
        if part.id not in own:
            text = f"Recommendation {numbers[part.id]} rests on no finding of its own, as the other parts do."
            yield remarked(About.TRACEABILITY, text, "recommendations", row.id, "part rests on nothing", part.id)


def _without_evidence(review: Review) -> Iterator[Remark]:
    numbers = finding_numbers(review.findings)
    linked = {link.finding_id for link in review.evidence_links}
    for finding in _bare(review):
        text = f"Finding {numbers[finding.id]} rests on no evidence."
        if finding.id in linked:
            text = f"Finding {numbers[finding.id]} rests on no evidence: nothing that is linked to it supports it."
        yield remarked(About.TRACEABILITY, text, "findings", finding.id, "rests on no evidence")


def _bare(review: Review) -> list[Finding]:
    """The findings that nothing supports. The place where a report that was read tells a finding is enough there.

    A limit of the evidence needs none.
    """
    links = by_finding(review.evidence_links)
    return [
        finding
        for finding in review.findings
        if finding.kind is not FindingKind.LIMIT and not any(map(_bears, links.get(finding.id, [])))
    ]


def _bears(link: EvidenceLink) -> bool:
    return link.relation is Relation.SUPPORTS or link.address.kind is EvidenceKind.PACK


def _nowhere(review: Review) -> Iterator[Remark]:
    numbers = finding_numbers(review.findings)
    used = used_findings(review.rests_on, review.recommendations)
    # A limit of the evidence asks for nothing.
    nowhere = [f for f in leading_nowhere(review.findings, used) if f.kind is not FindingKind.LIMIT]
    if len(nowhere) > 1 and not used:
        # As in a report that was read: nobody has said yet what rests on what, and a line for each says no more.
        text = f"No recommendation says on which findings it rests: {len(nowhere)} findings lead nowhere yet."
        yield remarked(About.TRACEABILITY, text, "recommendations", "", "nothing rests on anything")
        return
    content = [finding for finding in nowhere if _asks_nothing(finding)]
    if len(content) < 2:
        content = []
    for finding in nowhere:
        if finding not in content:
            text = f"Finding {numbers[finding.id]} leads nowhere: use it, or say why not."
            yield remarked(About.TRACEABILITY, text, "findings", finding.id, "leads nowhere", finding.text)
    if content:
        which = listed([numbers[finding.id] for finding in content])
        text = (
            f"{len(content)} findings say what goes well, and no recommendation uses them: {which}. Mark them as "
            "noted and say why, so that a reader sees that it was meant."
        )
        ids = sorted(finding.id for finding in content)
        yield remarked(About.TRACEABILITY, text, "findings", content[0].id, "go well", *ids, whole=True)


def _asks_nothing(finding: Finding) -> bool:
    """Whether a finding says only what goes well; an issue for the service never does."""
    if finding.kind is FindingKind.ISSUE:
        return False
    return bool(_PRAISE.search(finding.text)) and not _ASKS.search(finding.text)


# -- evidence that nothing uses ----------------------------------------------------------------------------------------


def unused_evidence(review: Review) -> Iterator[Remark]:
    """What was gathered and is used by no finding, as a count; once the report is begun."""
    if not review.findings or not has_come_to(review, Stage.DRAFTING) or is_reported(review):
        return
    used = {link.address.id for link in review.evidence_links}
    notes = [n for n in review.notes if n.kind is not NoteKind.ACTION and not n.corrects and n.text.strip()]
    idle = [note for note in notes if note.id not in used]
    told = Counter(note.interview_id for note in notes)
    silent = {i: n for i, n in Counter(note.interview_id for note in idle).items() if n == told[i]}
    names: list[tuple[str, str]] = [
        (interview.id, f"{interview.title} ({silent[interview.id]} note{'' if silent[interview.id] == 1 else 's'})")
        for interview in sorted(review.interviews, key=lambda i: (i.position, i.id))
        if interview.id in silent
    ]
    names += [
        (row.id, f"{row.reference} {row.title}".strip())
        for row in sorted(review.submissions, key=lambda s: (s.position, s.id))
        if row.id not in used and row.text.strip()
    ]
    names += [
        (row.id, row.title) for row in sorted(review.snapshots, key=lambda s: (s.position, s.id)) if row.id not in used
    ]
    if not names:
        return
    count = f"Of {len(notes)} notes {len(idle)} are used by no finding. " if notes and idle else ""
    shown = listed([name for _, name in names[:_MOST_NAMED]] + _and_more(len(names) - _MOST_NAMED))
    text = f"{count}Nothing at all is used of {shown}: look whether something was overlooked."
    ids = sorted(row_id for row_id, _ in names)
    yield remarked(
        About.EVIDENCE, text, "interviews", names[0][0] if names[0][0] in silent else "", "unused", *ids, whole=True
    )


def _and_more(count: int) -> list[str]:
    return [f"{count} more"] if count > 0 else []


# -- partners that were heard and do not come up -----------------------------------------------------------------------


def unreported_partners(review: Review) -> Iterator[Remark]:
    """Partners that were interviewed, while no finding tells of them or rests on their words; once it is drafted."""
    if not review.findings or not has_come_to(review, Stage.DRAFTING) or is_reported(review):
        return
    sessions = {note.id: note.interview_id for note in review.notes}
    handed = {s.id: s.partner_id for s in review.submissions} | {s.id: s.partner_id for s in review.snapshots}
    heard_in = {sessions.get(link.address.id, "") for link in review.evidence_links}
    told = {finding.partner_id for finding in review.findings} | {link.partner_id for link in review.evidence_links}
    told |= {handed.get(link.address.id, "") for link in review.evidence_links}
    above = {partner.id: partner.umbrella_id for partner in review.partners}
    told |= {above.get(partner, "") for partner in told} | {p for p, over in above.items() if over and over in told}
    names = {partner.id: partner.shown for partner in review.partners}
    written = folded(" ".join(finding.text for finding in review.findings))
    for interview in sorted(review.interviews, key=lambda i: (i.position, i.id)):
        partners = [p for p in interview.partner_ids if p in names]
        if not interview.was_held or interview.id in heard_in or not partners or told & set(partners):
            continue
        if any(f" {folded(names[p])} " in f" {written} " for p in partners):
            continue
        who = listed([names[p] for p in partners])
        when = f" ({interview.title})" if folded(interview.title) != folded(who) else ""
        text = f"{who} was interviewed{when}, and no finding reports or uses what was said."
        yield remarked(About.COVERAGE, text, "interviews", interview.id, "not reported")
