"""A past review as its report tells it, turned into a whole review of ours: pure, nothing is read or kept here.

Nothing is guessed: what the report does not say (on which day a session was held, on what a recommendation rests, how a
reply is to be taken) stays empty for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation
from groups.finding import Finding, FindingKind
from groups.group import Group, Meeting, MeetingKind, Membership, Person, Role, Stage, Suspension
from groups.people import same_person
from groups.recommendation import Recommendation, RecommendationState, SubPart, as_agreed
from groups.response import Covered, Response
from groups.rows import new_id
from groups.scope import Scope, ScopeField, agreed, default_template
from groups.sensitivity import Sensitivity
from index.reviews.models import EnquiryQuestion, PastFinding, PastReview
from interviews.interview import Interview, InterviewState
from interviews.partner import Partner
from interviews.review import Review
from interviews.submission import Publication, Snapshot, Submission, next_reference
from workbench.services.past_partners import find_partner, told_partners
from workbench.services.past_prose import told_prose

# The first of these words in what the report calls a kind of meeting says which of ours it is.
_MEETING_WORDS = (
    ("scop", MeetingKind.SCOPING),
    ("plan", MeetingKind.SCOPING),
    ("interview", MeetingKind.INTERVIEWING),
    ("evidence", MeetingKind.INTERVIEWING),
    ("visit", MeetingKind.VISIT),
    ("analy", MeetingKind.ANALYSING),
    ("finding", MeetingKind.ANALYSING),
    ("recommend", MeetingKind.ANALYSING),
    ("report", MeetingKind.ANALYSING),
)


def review_from(past: PastReview, pack_id: str, *, make_id: Callable[[], str] = new_id) -> Review:
    """The whole review that a report in the pack ``pack_id`` tells; every row has an id of its own from ``make_id``."""
    group = _group(past, pack_id, make_id())
    people = [Person(id=make_id(), name=name) for name in _names(past)]
    partners = told_partners(past, group, make_id)
    enquiry = _enquiry(past, group, make_id)
    findings = _findings(past, group, partners.rows, make_id)
    recommendations = _recommendations(past, group, make_id)
    return Review(
        group=group,
        people=people,
        members=_members(past, group, people, make_id),
        meetings=_meetings(past, group, make_id),
        suspensions=[
            Suspension(id=make_id(), group_id=group.id, since=s.starts, until=s.ends, period=s.period, reason=s.reason)
            for s in past.suspensions
        ],
        scope=_scope(past, group, enquiry, make_id),
        enquiry=enquiry,
        partners=partners.rows,
        interviews=[
            Interview(
                id=make_id(),
                group_id=group.id,
                title=partner.name,
                partner_ids=[partner.id],
                state=InterviewState.CLOSED_OUT,
                position=place,
            )
            for place, partner in enumerate(partners.interviewed, start=1)
        ],
        submissions=_submissions(past, group, partners.rows, make_id),
        snapshots=[
            Snapshot(
                id=make_id(),
                group_id=group.id,
                title=table.title,
                source=f"line {table.line} of the pack",
                heading_rows=len(table.header_rows),
                rows=[row.cells for row in [*table.header_rows, *table.rows]],
                publication=Publication.PUBLISH,
                position=place,
            )
            for place, table in enumerate(past.snapshots, start=1)
        ],
        findings=findings,
        evidence_links=[_link(finding, pack_id, make_id()) for finding in findings],
        recommendations=recommendations,
        responses=_responses(past, group, recommendations, make_id),
        prose=told_prose(past, group, make_id),
    )


def _group(past: PastReview, pack_id: str, group_id: str) -> Group:
    answers = {answer.key: " ".join(answer.value.split()) for answer in past.scope}
    return Group(
        id=group_id,
        title=past.title or past.subject,
        topic_question=answers.get("title", ""),
        council=past.council,
        boards=[past.board] if past.board else [],
        portfolio=answers.get("cabinet_portfolio", ""),
        # The report asks the Board to agree; that it did so is not in it. Replies may be printed in it all the same.
        stage=Stage.RESPONSES_IN if past.responses else Stage.AT_BOARD,
        report_date=past.report_date,
        sign_off="\n\n".join(
            "\n".join(part for part in (s.name, s.title, s.telephone, s.email) if part) for s in past.sign_off
        ),
        source_pack=pack_id,
        source_line=past.line,
    )


def _names(past: PastReview) -> list[str]:
    names: list[str] = []
    for name in [*(m.name for m in past.members), *(o.name for o in past.supporting_officers)]:
        if not any(same_person(name, known) for known in names):
            names.append(name)
    return names


def _members(past: PastReview, group: Group, people: list[Person], make_id: Callable[[], str]) -> list[Membership]:
    rows: list[tuple[str, Role, str]] = []
    for member in past.members:
        is_co_opted = bool(re.search(r"co-?\s?opt", member.capacity, re.IGNORECASE))
        role = Role.CHAIR if member.is_chair else Role.CO_OPTED if is_co_opted else Role.MEMBER
        rows.append((member.name, role, member.capacity))
    rows += [(officer.name, Role.OFFICER, officer.title) for officer in past.supporting_officers]
    return [
        Membership(
            id=make_id(),
            group_id=group.id,
            person_id=next(p.id for p in people if p.name == name or same_person(p.name, name)),
            name=name,
            role=role,
            capacity=capacity,
            position=place,
        )
        for place, (name, role, capacity) in enumerate(rows, start=1)
    ]


def _meetings(past: PastReview, group: Group, make_id: Callable[[], str]) -> list[Meeting]:
    kinds = [kind for count in past.meetings for kind in [meeting_kind(count.kind)] * count.meetings]
    return [
        Meeting(id=make_id(), group_id=group.id, kind=kind, position=place) for place, kind in enumerate(kinds, start=1)
    ]


def meeting_kind(words: str) -> MeetingKind:
    """Which kind of meeting a report's words mean; where they say none of ours, evidence was being looked at."""
    plain = words.casefold()
    places = [(plain.find(word), kind) for word, kind in _MEETING_WORDS if word in plain]
    return min(places, key=lambda found: found[0])[1] if places else MeetingKind.ANALYSING


# -- what was handed in ------------------------------------------------------------------------------------------------


def _submissions(
    past: PastReview, group: Group, partners: list[Partner], make_id: Callable[[], str]
) -> list[Submission]:
    rows: list[Submission] = []
    for told in past.submissions:
        partner = find_partner(told.sender, partners) if told.sender else None
        rows.append(
            Submission(
                id=make_id(),
                group_id=group.id,
                reference=next_reference(group.reference, rows),
                title=told.title,
                partner_id=partner.id if partner else "",
                sender=told.sender or told.author,
                capacity=", ".join(part for part in (told.author, told.author_title) if part),
                received=told.dated,
                publication=Publication.PUBLISH,  # it stands in a published pack
                sensitivity=Sensitivity.PUBLIC,
                text=told.text,
                position=len(rows) + 1,
            )
        )
    return rows


# -- what it asked ----------------------------------------------------------------------------------------------------


def _scope(past: PastReview, group: Group, enquiry: list[EnquiryLine], make_id: Callable[[], str]) -> list[Scope]:
    if not past.scope:
        return []
    fields = default_template()
    known = {field.key for field in fields}
    for answer in past.scope:
        if answer.key not in known:
            known.add(answer.key)
            fields.append(ScopeField(key=answer.key, heading=answer.heading, question=answer.label, optional=True))
    answers = {answer.key: answer.value for answer in past.scope if answer.value.strip()}
    scope = Scope(id=make_id(), group_id=group.id, fields=fields, answers=answers)
    # It stands agreed in the report, which does not tell the day: the report's own day is the latest it can be.
    return [agreed(scope, enquiry, past.report_date)] if past.report_date else [scope]


def _enquiry(past: PastReview, group: Group, make_id: Callable[[], str]) -> list[EnquiryLine]:
    rows: list[EnquiryLine] = []

    def add(kind: LineKind, text: str, parent: str) -> str:
        row = EnquiryLine(
            id=make_id(), group_id=group.id, kind=kind, text=text, parent_id=parent, position=len(rows) + 1
        )
        rows.append(row)
        return row.id

    def parts(question: EnquiryQuestion, above: str) -> None:
        for part in question.parts:
            add(LineKind.SUB_QUESTION, part.text, above)
            parts(part, above)  # a third level would be shown on the second: nothing is lost

    for theme in past.enquiry.themes if past.enquiry else []:
        over = add(LineKind.THEME, theme.text, "") if theme.text else ""
        for question in theme.questions:
            parts(question, add(LineKind.QUESTION, question.text, over))
    return rows


# -- what it found and recommended ------------------------------------------------------------------------------------


def _findings(past: PastReview, group: Group, partners: list[Partner], make_id: Callable[[], str]) -> list[Finding]:
    told: list[tuple[FindingKind, PastFinding, str]] = [(FindingKind.KEY, f, "") for f in past.key_findings]
    for section in past.interviews:
        partner = find_partner(section.partner, partners)
        told += [(FindingKind.BY_PARTNER, f, partner.id if partner else "") for f in section.findings]
    told += [(FindingKind.ISSUE, f, "") for f in past.issues]
    return [
        Finding(
            id=make_id(),
            group_id=group.id,
            kind=kind,
            text=finding.text,
            partner_id=partner_id,
            attributed_to=finding.source,
            is_agreed=True,  # the group printed it
            position=place,
            source_line=finding.line,
        )
        for place, (kind, finding, partner_id) in enumerate(told, start=1)
    ]


def _link(finding: Finding, pack_id: str, link_id: str) -> EvidenceLink:
    """The link from a finding to the place in the pack where it stands.

    What the report says it heard from a partner supports the finding, being that partner's words as reported; its key
    findings and issues are the group's own conclusions, and their place in the pack is context, not evidence.
    """
    supports = finding.kind is FindingKind.BY_PARTNER
    return EvidenceLink(
        id=link_id,
        group_id=finding.group_id,
        finding_id=finding.id,
        address=Address(kind=EvidenceKind.PACK, id=pack_id, words=finding.text, position=finding.source_line or 0),
        relation=Relation.SUPPORTS if supports else Relation.CONTEXT,
        quote=finding.text,
        partner_id=finding.partner_id,
        position=1,
    )


def _recommendations(past: PastReview, group: Group, make_id: Callable[[], str]) -> list[Recommendation]:
    told = [(stem.addressee, row) for stem in past.stems for row in stem.recommendations]
    return [
        as_agreed(
            Recommendation(
                id=make_id(),
                group_id=group.id,
                addressee=addressee,
                action=row.text,
                parts=[SubPart(id=make_id(), text=part.text) for part in row.parts],
                state=RecommendationState.AGREED_BY_GROUP,
                position=place,
                source_line=row.line,
            )
        )
        for place, (addressee, row) in enumerate(told, start=1)
    ]


def _responses(
    past: PastReview, group: Group, recommendations: list[Recommendation], make_id: Callable[[], str]
) -> list[Response]:
    """The replies in their words. How each is to be taken is for a person to say, so the position stays "none yet"."""
    told = {row.number: (row, kept) for row, kept in zip(past.recommendations, recommendations, strict=True)}
    rows = []
    for place, reply in enumerate(past.responses, start=1):
        covers = []
        for covered in reply.covers:
            if covered.recommendation not in told:
                continue
            row, kept = told[covered.recommendation]
            letters = [part.letter for part in row.parts]
            part_id = kept.parts[letters.index(covered.part)].id if covered.part in letters else ""
            covers.append(Covered(recommendation_id=kept.id, part_id=part_id))
        rows.append(
            Response(
                id=make_id(),
                group_id=group.id,
                body=reply.body,
                text=reply.text,
                covers=covers,
                order=place,
                source_line=reply.line,
            )
        )
    return rows
