"""A workspace in which every text that a person or a file can supply is hostile, for looking at every screen of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from groups.chaser import Chaser
from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation, Standing, address_of
from groups.finding import Finding, FindingKind
from groups.group import Declaration, Group, Meeting, MeetingKind, Membership, Person, Stage, Suspension
from groups.prose import Prose, ReportSection
from groups.recommendation import Recommendation, RestsOn, SubPart
from groups.report_draft import DraftParagraph, PublishedFile, ReportDraft
from groups.response import Covered, Progress, Response
from groups.rows import new_id
from groups.scope import Scope, default_template
from groups.sensitivity import Sensitivity
from groups.settled import Settled
from groups.share import Share, Shared
from interviews.interview import Interview, Interviewee, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.role_name import RoleName
from interviews.submission import Publication, Snapshot, Submission, Turn
from interviews.theme import Theme
from tests.hostile import HOSTILE_STRINGS
from workbench.services.packs import keep_pack, propose_pack
from workbench.workspace.workspace import Workspace

# SQLite and JSON hold no half of a surrogate pair: the readers clean it out before anything is kept.
STRINGS = [text.encode("utf-8", "replace").decode() for text in HOSTILE_STRINGS if text.strip()]


def fill(workspace: Workspace) -> tuple[Group, Interview, str]:
    """Fill the workspace; returns the group, an interview of it and the id of the hostile pack."""
    records = workspace.records
    every = "\n".join(STRINGS)
    bad = "[/nope] [@click=app.quit]press[/] \x1b[31mred\x1b[0m \u202eevil"
    with workspace.write(bad):
        group = records.groups.add(
            Group(
                title=f"{bad} group",
                short_title=bad,
                topic_question=bad,
                council=bad,
                boards=[bad],
                portfolio=bad,
                stage=Stage.DRAFTING,
                minute_number=bad,
                minute_title=bad,
                resolution=every,
                resolution_date=date(2026, 1, 1),
                sign_off=bad,
            )
        )
        for text in STRINGS:
            records.groups.add(Group(title=text))
        common: dict[str, Any] = {"group_id": group.id}
        person = records.people.add(Person(name=bad, other_names=[bad]))
        records.memberships.add(Membership(**common, person_id=person.id, name=bad, capacity=bad))
        records.meetings.add(
            Meeting(
                **common,
                kind=MeetingKind.INTERVIEWING,
                on=date(2026, 1, 2),
                place=bad,
                present=[bad],
                apologies=[bad],
                declarations=[Declaration(person=bad, body=bad, interest=bad)],
            )
        )
        records.suspensions.add(Suspension(**common, period=bad, reason=bad))
        fields = default_template()
        answers = {field.key: STRINGS[n % len(STRINGS)] for n, field in enumerate(fields)}
        records.scopes.add(Scope(**common, fields=fields, answers=answers))
        theme = records.enquiry.add(EnquiryLine(**common, kind=LineKind.THEME, text=bad))
        lines = [
            records.enquiry.add(
                EnquiryLine(**common, kind=LineKind.QUESTION, text=text, parent_id=theme.id, position=n)
            )
            for n, text in enumerate(STRINGS)
        ]
        umbrella = records.partners.add(Partner(**common, name=bad, short_name=bad, kind=bad))
        partners = [
            records.partners.add(Partner(**common, name=text, umbrella_id=umbrella.id, position=n))
            for n, text in enumerate(STRINGS)
        ]
        interview = records.interviews.add(
            Interview(
                **common,
                title=bad,
                partner_ids=[partners[0].id],
                interviewees=[Interviewee(name=bad, role=bad, attribution=bad)],
                present=[bad],
                declarations=[Declaration(person=bad, body=bad, interest=bad)],
                state=InterviewState.LIVE,
            )
        )
        for text in STRINGS:
            records.interviews.add(Interview(**common, title=text))
        notes = [
            records.notes.add(
                Note(
                    **common,
                    interview_id=interview.id,
                    text=text,
                    kind=list(NoteKind)[n % len(NoteKind)],
                    speaker=bad,
                    author=bad,
                    line_id=lines[n].id,
                    sensitivity=Sensitivity.PUBLIC,
                    exempt_reason=bad,
                    position=n,
                )
            )
            for n, text in enumerate(STRINGS)
        ]
        for n, text in enumerate(STRINGS):
            records.requests.add(
                InformationRequest(
                    **common,
                    what=text,
                    asked_of=bad,
                    owner=bad,
                    outcome=bad,
                    due=date(2026, 1, 1),
                    interview_id=interview.id,
                    note_id=notes[n].id,
                    position=n,
                )
            )
            records.submissions.add(
                Submission(
                    **common,
                    reference=f"X{n:02d}",
                    title=text,
                    sender=bad,
                    capacity=bad,
                    file_name=bad,
                    text=text,
                    publication=Publication.PUBLISH,
                    sensitivity=Sensitivity.PUBLIC,
                )
            )
        records.role_names.add(RoleName(**common, name="Anna [/nope] Smith", role=bad, other_forms=STRINGS))
        label = records.themes.add(Theme(**common, name=bad))
        quoted = records.submissions.add(
            Submission(**common, reference=bad, title=bad, text=every, turns=[Turn(line=1, speaker=bad, at=bad)])
        )
        for standing in Standing:
            address = address_of(EvidenceKind.PASSAGE, quoted.id, every, 0, len(every.split("\n")[1]) + 6)
            records.marked.add(
                MarkedPassage(
                    **common,
                    submission_id=quoted.id,
                    address=address.model_copy(update={"standing": standing, "was": bad}),
                    theme_ids=[label.id],
                    line_id=lines[0].id,
                    remark=bad,
                )
            )
        records.snapshots.add(
            Snapshot(
                **common,
                title=bad,
                source=bad,
                owner=bad,
                definition=bad,
                unit=bad,
                rows=[[bad, bad], *([text, text] for text in STRINGS)],
                publication=Publication.PUBLISH,
            )
        )
        findings = [
            records.findings.add(
                Finding(
                    **common,
                    kind=list(FindingKind)[n % 4],
                    text=text,
                    partner_id=partners[n].id,
                    attributed_to=bad,
                    position=n,
                )
            )
            for n, text in enumerate(STRINGS)
        ]
        for n, (finding, note) in enumerate(zip(findings, notes, strict=True)):
            records.evidence.add(
                EvidenceLink(
                    **common,
                    finding_id=finding.id,
                    address=Address(kind=EvidenceKind.NOTE, id=note.id),
                    relation=list(Relation)[n % 3],
                    quote=note.text,
                )
            )
        for n, text in enumerate(STRINGS):
            made = records.recommendations.add(
                Recommendation(
                    **common,
                    addressee=bad if n % 2 else text,
                    action=text,
                    parts=[SubPart(id=new_id(), text=text)],
                    owner=bad,
                    by_when_text=bad,
                    measure=bad,
                    reason=bad,
                    cost=text,
                    equality=text,
                    proposed_by=bad,
                    agreed_by=[bad, text],
                    minority_view=text,
                    position=n,
                )
            )
            records.rests_on.add(RestsOn(**common, recommendation_id=made.id, finding_id=findings[n].id))
            records.responses.add(
                Response(
                    **common, body=bad, text=text, covers=[Covered(recommendation_id=made.id)], follow_up=text, order=n
                )
            )
            records.progress.add(Progress(**common, recommendation_id=made.id, what=text, evidence=text, by=bad))
            records.chasers.add(
                Chaser(**common, addressee=bad, text=text, on=date(2026, 1, 2), recommendation_ids=[made.id])
            )
            records.settled.add(Settled(**common, remark=f"coverage-{n}", text=text, reason=text))
            was = DraftParagraph(key="section:aims", number=bad, text=text)
            records.report_drafts.add(
                ReportDraft(**common, number=n + 1, remark=text, paragraphs=[was], signed_off_by=bad if n else "")
            )
            records.published.add(PublishedFile(**common, form="docx", file_name=text, sha256="0" * 64))
        sister = records.groups.add(Group(title=bad, boards=[bad]))
        for partner in records.partners.find(group_id=group.id)[:3]:
            to = {"to_group_id": sister.id, "what": Shared.PARTNER, "record_id": partner.id, "consent": bad}
            records.shares.add(Share(**common, **to))
        for section in ReportSection:
            # Facts in braces are the writer's own mistake and are said as such; everything else is only text.
            words = "\n\n".join(text.replace("{", "(") for text in STRINGS)
            records.prose.add(Prose(**common, section=section, text=words))
        for text in STRINGS:
            binned = records.findings.add(Finding(**common, text=text))
            records.findings.bin(binned)
    proposed = propose_pack(("Agenda\n\n1. " + every).encode(), "[/nope] pack.txt")
    pack = keep_pack(workspace, proposed, same="both")
    return group, interview, pack.id
