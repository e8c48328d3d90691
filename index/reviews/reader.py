"""Task and finish reports in a pack, each read whole into a neutral record. Pure: text in, records out."""

from __future__ import annotations

from collections.abc import Sequence

from index.packs.lines import Line, read_lines
from index.packs.models import Pack, SegmentKind
from index.reviews.appendices import Zone, ZoneKind, behind_the_list, end_of_body, read_appendices
from index.reviews.enquiry import read_enquiry
from index.reviews.findings import Findings, read_findings, read_interviews
from index.reviews.header import Head, find_heads, is_about_a_group, place_head, topic
from index.reviews.membership import read_aims
from index.reviews.methodology import read_methodology, under_umbrellas
from index.reviews.models import DataTable, EnquiryOutline, Paragraph, PastReview, PastSubmission, ScopeAnswer
from index.reviews.paragraphs import Para, paragraphs, take_footnotes
from index.reviews.periods import read_suspensions
from index.reviews.places import Places
from index.reviews.recommendations import read_recommendations
from index.reviews.responses import read_responses
from index.reviews.scope import read_scope
from index.reviews.sections import Section, SectionKind, split_sections
from index.reviews.signature import read_signatures
from index.reviews.snapshot import read_tables
from index.reviews.submission import read_submission

_OTHER_PARTS = (SegmentKind.FRONT_AGENDA, SegmentKind.MINUTES, SegmentKind.WORK_PROGRAMME)
_HANDED_IN = (SegmentKind.PARTNER_SUBMISSION, SegmentKind.APPENDIX)


def read_reviews(text: str, pack: Pack) -> list[PastReview]:
    """The reports in a pack that are about a task and finish group and make recommendations.

    ``text`` is the whole pack and ``pack`` what was read from it: its facts fill in for a head that lost them, its
    segments bound the reports. Never raises; what a report says that found no place is in its ``unread``.
    """
    lines = read_lines(text)
    heads = [head for head in find_heads(lines) if not _handed_in(head, pack)]
    reviews = []
    for n, head in enumerate(heads):
        after = heads[n + 1].line if n + 1 < len(heads) else len(lines) + 1
        others = (s.start_line for s in pack.segments if s.kind in _OTHER_PARTS and s.start_line > head.last_line)
        inside = lines[head.line - 1 : min(after, *others, len(lines) + 1) - 1]
        review = _review(head, inside, pack)
        if review is not None:
            reviews.append(review)
    return reviews


def _handed_in(head: Head, pack: Pack) -> bool:
    """Whether a head belongs to a letter among the appendices rather than to a report of its own."""
    return any(s.kind in _HANDED_IN and s.start_line <= head.line <= s.end_line for s in pack.segments)


def _review(head: Head, lines: Sequence[Line], pack: Pack) -> PastReview | None:
    places = Places()
    text, footnotes, used = take_footnotes(lines)
    places.place(*used)
    place_head(head, lines, places)
    below = [line for line in text if line.number > head.last_line]
    end = end_of_body(below, 0)
    sections = split_sections(paragraphs(below[:end]))
    if not _is_a_review(head, sections):
        return None
    for section in sections:
        if section.heading is not None:
            places.place(section.heading)
    stems = read_recommendations(_of(sections, SectionKind.RECOMMENDATIONS), places)
    recommendations = [recommendation for stem in stems for recommendation in stem.recommendations]
    if not recommendations:
        return None
    members, officers, objectives, aims = read_aims(_of(sections, SectionKind.AIMS), places)
    methodology, partners, meetings, told = read_methodology(_of(sections, SectionKind.METHODOLOGY), places)
    findings = _findings(sections, places)
    responses = [
        response
        for section in sections
        if section.kind is SectionKind.RESPONSES
        for response in read_responses(section.paras, section.title, recommendations, places)
    ]
    appendices, zones = read_appendices(below[end:], places)
    in_full = _in_full(zones, places)
    _leave_others(sections, zones, places)
    return PastReview(
        title=topic(head.subject),
        council=head.council or pack.pack.council,
        board=head.to or pack.pack.board,
        report_date=head.dated or pack.pack.meeting_date,
        subject=head.subject,
        line=head.line,
        end_line=lines[-1].number,
        purpose=_prose(_of(sections, SectionKind.PURPOSE), places),
        stems=stems,
        background=_prose(_of(sections, SectionKind.BACKGROUND), places),
        aims=aims,
        members=members,
        supporting_officers=officers,
        objectives=objectives,
        suspensions=read_suspensions(para for section in sections for para in section.paras),
        methodology=methodology,
        partners=under_umbrellas(partners, findings.interviews),
        meetings=meetings,
        meetings_told=told,
        findings_introduction=findings.before,
        key_findings=findings.key_findings,
        interview_introduction=findings.introduction,
        interviews=findings.interviews,
        issues_heading=findings.issues_heading,
        issues=findings.issues,
        closing=findings.closing,
        responses=responses,
        appendices=appendices,
        sign_off=read_signatures(behind_the_list(below[end:], zones), places),
        scope=in_full.scope,
        enquiry=in_full.enquiry,
        snapshots=in_full.snapshots,
        submissions=in_full.submissions,
        footnotes=footnotes,
        unread=places.unread(text),
    )


class _InFull:
    """What the appendices hold."""

    def __init__(self) -> None:
        self.scope: list[ScopeAnswer] = []
        self.enquiry: EnquiryOutline | None = None
        self.snapshots: list[DataTable] = []
        self.submissions: list[PastSubmission] = []


def _is_a_review(head: Head, sections: Sequence[Section]) -> bool:
    """The subject names a task and finish group, or the purpose does and the report has findings or interviews."""
    if is_about_a_group(head.subject):
        return True
    purpose = any(is_about_a_group(para.text) for para in _of(sections, SectionKind.PURPOSE))
    kinds = {section.kind for section in sections}
    return purpose and bool(kinds & {SectionKind.FINDINGS, SectionKind.INTERVIEWS})


def _of(sections: Sequence[Section], kind: SectionKind) -> list[Para]:
    return [para for section in sections if section.kind is kind for para in section.paras]


def _findings(sections: Sequence[Section], places: Places) -> Findings:
    found = read_findings(_of(sections, SectionKind.FINDINGS), places)
    read_interviews(_of(sections, SectionKind.INTERVIEWS), places, found)
    return found


def _prose(paras: Sequence[Para], places: Places) -> list[Paragraph]:
    places.place(*paras)
    return [Paragraph(number=para.label, text=para.text, line=para.line) for para in paras if para.text]


def _in_full(zones: Sequence[Zone], places: Places) -> _InFull:
    found = _InFull()
    for zone in zones:
        if zone.kind is ZoneKind.SCOPE and not found.scope:
            found.scope = read_scope(zone.lines, places)
        elif zone.kind is ZoneKind.ENQUIRY and found.enquiry is None:
            found.enquiry = read_enquiry(paragraphs(zone.lines), zone.title, zone.line, places)
        elif zone.kind is ZoneKind.SNAPSHOT:
            found.snapshots += read_tables(zone.lines, zone.title, zone.line, places)
        elif zone.kind is ZoneKind.SUBMISSION:
            submission = read_submission(zone.lines, zone.title, places)
            found.submissions += [submission] if submission else []
    return found


def _leave_others(sections: Sequence[Section], zones: Sequence[Zone], places: Places) -> None:
    """Tell what has no place because of where it stands."""
    for section in sections:
        if section.kind is SectionKind.HEADER:
            places.leave(section.paras, "text between the head of the report and its first section")
        elif section.kind is SectionKind.OTHER:
            places.leave(section.paras, f"a section that no report of a review usually has: {section.title}")
    for zone in zones:
        why = (
            f"an appendix of an unknown kind: {zone.title}" if zone.title else "text of no known kind in the appendices"
        )
        places.leave((line.number for line in zone.lines), why)
