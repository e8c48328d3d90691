"""The sections of a briefing note about evidence: methodology, findings, interviews (after 2020-12-03:230-303).

The group's own findings come before what people wrote, so that 6.1.vii and 7.2.i are the numbers shown everywhere.
"""

from __future__ import annotations

from dataclasses import replace

from groups.finding import Finding, FindingKind, in_order, partner_order
from groups.group import MeetingKind, meetings_held
from groups.prose import ReportSection
from groups.recommendation import resting_on
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.partner import Partner, partner_list
from interviews.submission import Publication
from workbench.report.evidence_sources import Sources
from workbench.report.note_parts import (
    ENQUIRY,
    Shown,
    item,
    joined,
    key,
    mentions,
    nothing_yet,
    partner_names,
    section_key,
)
from workbench.report.note_sections import Blocks
from workbench.report.tree import (
    Item,
    ItemList,
    ListStyle,
    Numbered,
    Paragraph,
    Reference,
    SectionBlock,
    Span,
    Spans,
    Text,
    text,
)
from workbench.report.words import counted

_MEETINGS = {
    MeetingKind.SCOPING: ("Scoping", "meeting"),
    MeetingKind.INTERVIEWING: ("Interviewing", "meeting"),
    MeetingKind.VISIT: ("Site visits", "visit"),
    MeetingKind.ANALYSING: ("Analysing findings", "meeting"),
}


def methodology(shown: Shown, written: Blocks) -> Blocks:
    """Whom the group asked and with what, the evidence it was given, how often it met, then what people wrote."""
    found = [*_asked(shown), *_given(shown)]
    met = _met(shown)
    if met is not None and found:
        # In the council's form this has no number of its own and stands below the paragraph before it.
        found[-1] = replace(found[-1], blocks=(*found[-1].blocks, Paragraph(met.spans), *met.blocks))
    elif met is not None:
        found.append(met)
    return (*found, *written)


def findings(shown: Shown, written: Blocks) -> Blocks:
    """6.1 the key findings, 6.2 the limits of the evidence, then what people wrote."""
    main, limits = _of_kind(shown, FindingKind.KEY), _of_kind(shown, FindingKind.LIMIT)
    sources = Sources(shown) if shown.sources else None
    found: list[SectionBlock] = []
    if main or limits:
        inside = _roman(main, sources) if main else nothing_yet("No key findings are recorded yet.")
        found.append(Numbered(text("Key findings"), (inside,), is_heading=True))
    if limits:
        found.append(Numbered(text("Limits of the evidence"), (_roman(limits, sources),), is_heading=True))
    return (*found, *written)


def interviews(shown: Shown, written: Blocks) -> Blocks:
    """7.1 what was heard from each partner, led by people's first paragraph; 7.2 the issues; the rest of their text."""
    by_partner, issues = _of_kind(shown, FindingKind.BY_PARTNER), _of_kind(shown, FindingKind.ISSUE)
    sources = Sources(shown) if shown.sources else None
    found: list[SectionBlock] = []
    if by_partner or issues:
        lead = written[0] if written else None
        if isinstance(lead, Numbered):
            written = written[1:]
        else:
            lead = Numbered(
                text(
                    "What the group heard is set out by partner."
                    if by_partner
                    else "No findings by partner are recorded."
                )
            )
        found.append(replace(lead, blocks=(*lead.blocks, *_partners(shown, by_partner, sources))))
    if issues:
        found.append(Numbered(text("Issues for the service"), (_roman(issues, sources),), is_heading=True))
    return (*found, *written, *_what_rests_on_what(shown))


def _asked(shown: Shown) -> list[Numbered]:
    where: Spans = ()
    if shown.review.enquiry and not mentions(shown, ReportSection.METHODOLOGY, ENQUIRY):
        where = (Text("The key lines of enquiry can be found at "), Reference(ENQUIRY), Text("."))
    heard = shown.heard()
    partners = _listed(shown, heard or {p.id for p in shown.review.partners})
    if not partners:
        return [Numbered(where)] if where else []
    words = "The partners interviewed were:" if heard else "The partners in the review were:"
    return [Numbered((*where, *text(" " if where else "", words)), (_bullets(partners),))]


def _listed(shown: Shown, wanted: set[str]) -> tuple[Item, ...]:
    """The partners of some ids as items, organisations under their umbrella; a whole umbrella means all of them."""
    rows = partner_list(shown.review.partners)
    items = []
    for top in (row.partner for row in rows if row.depth == 0):
        single = [row.partner for row in rows if row.partner.umbrella_id == top.id and row.depth]
        inside = [p for p in single if p.id in wanted] or (single if top.id in wanted else [])
        if inside or top.id in wanted:
            below = (_bullets(tuple(Item(_partner(p, shown)) for p in inside)),) if inside else ()
            items.append(Item(_partner(top, shown), below))
    return tuple(items)


def _partner(partner: Partner, shown: Shown) -> Spans:
    named = [s for s in shown.submissions if s.publication is not Publication.WITHOUT_NAMES]
    handed_in = [s for s in named if s.partner_id == partner.id]
    where = joined([(Reference(key("submission", s.id)),) for s in handed_in])
    name: Span = Text(partner.name)
    return (name, Text(" (written submission at "), *where, Text(")")) if where else (name,)


def _given(shown: Shown) -> list[Numbered]:
    """Where the evidence handed in can be found, one paragraph a kind."""
    found = []
    for one, several, keys in (
        ("A data snapshot", "Data snapshots", [key("snapshot", s.id) for s in shown.snapshots]),
        ("A written submission", "Written submissions", [key("submission", s.id) for s in shown.submissions]),
    ):
        told = [k for k in keys if not mentions(shown, ReportSection.METHODOLOGY, k)]
        if told:
            words = one if len(told) == 1 else several
            where = joined([(Reference(k),) for k in told])
            found.append(Numbered((Text(f"{words} can be found at "), *where, Text("."))))
    return found


def _met(shown: Shown) -> Numbered | None:
    """How often the group met, for what, and in how many sessions it interviewed; counted, never typed."""
    held = meetings_held(shown.review.meetings)
    sessions = f"{shown.sessions} interviewing session{'' if shown.sessions == 1 else 's'}"
    if not held:
        return (
            Numbered(text(f"The group held {counted(shown.sessions, 'interviewing session')}."))
            if shown.sessions
            else None
        )
    items = []
    for kind, (name, noun) in _MEETINGS.items():
        if held[kind]:
            words = f"{name} – {held[kind]} {noun}{'' if held[kind] == 1 else 's'}"
            with_sessions = kind is MeetingKind.INTERVIEWING and shown.sessions
            items.append(Item(text(f"{words} of {sessions}" if with_sessions else words)))
    if shown.sessions and not held[MeetingKind.INTERVIEWING]:
        items.append(Item(text(f"Interviewing – {sessions}")))
    words = f"Members of the group met on {counted(held.total(), 'occasion')} to take the work forward:"
    return Numbered(text(words), (_bullets(tuple(items)),))


def _partners(shown: Shown, rows: list[Finding], sources: Sources | None) -> list[Numbered]:
    return [
        Numbered(
            text(partner_names(partner, shown)),
            (_roman([finding for finding in rows if finding.partner_id == partner], sources),),
            key=key("partner", partner),
            is_heading=True,
        )
        for partner in partner_order(rows)
    ]


def _what_rests_on_what(shown: Shown) -> Blocks:
    """The findings behind each recommendation, so that a reader can walk back from one to the other."""
    known = {finding.id for finding in shown.review.findings}
    order = {finding.id: n for n, finding in enumerate(in_order(shown.review.findings))}
    behind: dict[str, set[str]] = {}
    for rests in resting_on(shown.review.rests_on).values():
        for rest in rests:
            if rest.finding_id in known:
                behind.setdefault(rest.part_id or rest.recommendation_id, set()).add(rest.finding_id)
    items = []
    for row_id, number in recommendation_numbers(shown.review.recommendations).items():
        numbers = [(Reference(key("finding", f), "#"),) for f in sorted(behind.get(row_id, ()), key=order.__getitem__)]
        if numbers:
            what = Reference(key("recommendation" if number.isdecimal() else "part", row_id), "Recommendation")
            verb = Text(" rests on paragraph " if len(numbers) == 1 else " rests on paragraphs ")
            items.append(Item((what, verb, *joined(numbers))))
    if not items:
        return ()
    there = Reference(section_key(ReportSection.RECOMMENDATIONS), "paragraph")
    lead = (Text("The recommendations made at "), there, Text(" rest on these findings:"))
    return (Numbered(lead, (_bullets(tuple(items)),)),)


def _of_kind(shown: Shown, kind: FindingKind) -> list[Finding]:
    return [finding for finding in in_order(shown.review.findings) if finding.kind is kind]


def _roman(rows: list[Finding], sources: Sources | None) -> ItemList:
    return ItemList(
        ListStyle.ROMAN,
        tuple(item(_with_source(r), key("finding", r.id), sources.behind(r.id) if sources else ()) for r in rows),
    )


def _with_source(finding: Finding) -> str:
    """The finding and, in brackets, who is named as its source, where the text does not end so already."""
    source = finding.attributed_to.strip().strip("()")
    words = finding.text.strip()
    return words if not source or words.endswith(f"({source})") else f"{words} ({source})"


def _bullets(items: tuple[Item, ...]) -> ItemList:
    return ItemList(ListStyle.BULLET, items)
