"""The facts that prose may use, such as {meetings}: their names, their values as the record stands, what changed since.

Counts are words up to ten, as a report writes them. A figure of a snapshot is named by the snapshot and by its row and
column; its value is the cell as it stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from groups.finding import FindingKind
from groups.group import MeetingKind, Role, meetings_held
from groups.numbering import in_words
from groups.prose import Prose
from groups.recommendation import by_addressee
from interviews.figure_address import figure_addresses
from interviews.partner import partner_list
from interviews.snapshot_checks import understood
from interviews.submission import Snapshot
from workbench.report.fact_names import fact_key, names_in
from workbench.report.note_parts import Shown, why_snapshot_is_left_out
from workbench.report.words import listing, long_date

FIGURE, ADDRESSED = "figure", "recommendations"
_NO_BRACES = str.maketrans("{}\n", "() ")


class Fact(NamedTuple):
    """One fact: the name that stands in braces, its value now, what it is in words, and whether it is known yet."""

    name: str
    value: str
    about: str
    is_known: bool = True


class ChangedFact(NamedTuple):
    """A fact that is another one now than when somebody last read over the prose that uses it."""

    name: str
    was: str
    now: str

    @property
    def told(self) -> str:
        """The change in words: "meetings was six, is seven"."""
        return f"{self.name} was {self.was or 'nothing'}, is {self.now or 'nothing'}"


def facts(shown: Shown) -> dict[str, str]:
    """Every fact that the prose of this note may use with its value; figures where some text asks for one."""
    wanted = any(FIGURE in prose.text for prose in shown.review.prose)
    rows = [*counts_and_names(shown), *(figures(shown.snapshots) if wanted else ())]
    return {fact.name: fact.value for fact in rows}


def withheld(shown: Shown) -> dict[str, str]:
    """The figures that a public note may not print, each with the reason."""
    if not any(FIGURE in prose.text for prose in shown.review.prose):
        return {}
    kept = {snapshot.id for snapshot in shown.snapshots}
    left = [snapshot for snapshot in shown.review.snapshots if snapshot.id not in kept]
    return {
        fact.name: f"of the snapshot “{snapshot.title}” it is said that {why_snapshot_is_left_out(snapshot)}"
        for snapshot in left
        for fact in figures([snapshot])
    }


def counts_and_names(shown: Shown) -> list[Fact]:
    """The facts of every note, in the order in which they are offered."""
    review = shown.review
    group = review.group
    held = meetings_held(review.meetings)
    days = sorted(m.on for m in review.meetings if m.held and m.on and m.kind is not MeetingKind.BOARD)
    serving = sorted(review.members, key=lambda m: (m.role is not Role.CHAIR, m.position, m.id))
    members = [m for m in serving if m.role is not Role.OFFICER]
    addressed = by_addressee(review.recommendations)
    heard = shown.heard()
    names = [row.partner.name for row in partner_list(review.partners) if row.partner.id in heard]
    people = {(p.name, p.role) for i in review.interviews if i.was_held for p in i.interviewees}
    kinds = [finding.kind for finding in review.findings]
    return [
        _count("meetings", held.total(), "meetings of the group that were held"),
        _count("scoping_meetings", held[MeetingKind.SCOPING], "meetings for scoping"),
        _count("interviewing_meetings", held[MeetingKind.INTERVIEWING], "meetings for interviewing"),
        _count("visits", held[MeetingKind.VISIT], "site visits"),
        _count("analysing_meetings", held[MeetingKind.ANALYSING], "meetings for analysing findings"),
        _named("first_meeting", long_date(days[0]) if days else "", "the day of the first meeting"),
        _named("last_meeting", long_date(days[-1]) if days else "", "the day of the last meeting"),
        _count("sessions", shown.sessions, "interviewing sessions that were held"),
        _count("people_asked", len(people), "people who were asked in them"),
        _count("members", len({m.person_id for m in members}), "members, officers not counted"),
        _named("member_names", listing([m.name for m in members]), "the members by name, the Chair first"),
        _named("chair", listing([m.name for m in members if m.role is Role.CHAIR and not m.until]), "the Chair"),
        _named("officers", listing([m.name for m in serving if m.role is Role.OFFICER]), "who supported the group"),
        _count("partners", len(heard), "partners that were interviewed"),
        _named("partners_heard", listing(names), "the partners that were interviewed, by name"),
        _count("submissions", len(shown.submissions), "submissions that are printed"),
        _count("snapshots", len(shown.snapshots), "data snapshots that are printed"),
        _count("findings", len(kinds), "findings"),
        _count("key_findings", kinds.count(FindingKind.KEY), "key findings"),
        _count("issues", kinds.count(FindingKind.ISSUE), "issues for the service"),
        _count("recommendations", sum(len(row.recommendations) for row in addressed), "recommendations"),
        *(
            _count(
                fact_key(f"{ADDRESSED}: {row.addressee.translate(_NO_BRACES)}"),
                len(row.recommendations),
                f"recommendations to the {row.addressee}",
            )
            for row in addressed
            if row.addressee
        ),
        _named("addressees", listing([row.addressee for row in addressed if row.addressee]), "who is addressed"),
        _count("replies", len(review.responses), "replies that came in"),
        Fact("group", shown.group_name, "the group by its full name"),
        Fact("board", group.board or "Board", "the Board, or the boards"),
        _named("council", group.council, "the council"),
        _named("date", long_date(group.report_date) if group.report_date else "", "the reporting date"),
        _named("minute", group.minute_number, "the number of the minute that set up the group"),
        _named("set_up_on", long_date(group.resolution_date) if group.resolution_date else "", "when that was"),
    ]


def figures(snapshots: Iterable[Snapshot]) -> list[Fact]:
    """Every figure of some snapshots, and every cell that holds words, by name."""
    found: dict[str, Fact] = {}
    for snapshot in snapshots:
        for address in figure_addresses(snapshot, understood(snapshot)):
            again = f" ({address.after})" if address.after else ""
            cell = f"{address.before.translate(_NO_BRACES)}{again}"
            name = fact_key(f"{FIGURE}: {snapshot.title.translate(_NO_BRACES)}; {cell}")
            found.setdefault(name, Fact(name, address.words, f"from the snapshot “{snapshot.title}”"))
    return list(found.values())


def changed_facts(prose: Prose, now: Mapping[str, str]) -> list[ChangedFact]:
    """The facts of a text that are not as they stood when somebody last read it over; new ones are not among them."""
    used = [name for name in names_in(prose.text) if name in prose.facts] if prose.facts else []
    return [
        ChangedFact(name, prose.facts[name], now.get(name, "not known any more"))
        for name in used
        if prose.facts[name] != now.get(name)
    ]


def read_over(prose: Prose, now: Mapping[str, str]) -> dict[str, str]:
    """The facts of a text as they stand now: to be kept once somebody has read it over."""
    return {name: now[name] for name in names_in(prose.text) if name in now}


def kept_facts(prose: Prose, now: Mapping[str, str]) -> dict[str, str]:
    """The facts to keep while a text is written: those that it had as they were, new ones as they stand now."""
    return {name: prose.facts.get(name, now.get(name, "")) for name in names_in(prose.text) if name in now}


def _count(name: str, count: int, about: str) -> Fact:
    return Fact(name, in_words(count), about)


def _named(name: str, value: str, about: str) -> Fact:
    """A fact in words; where the record does not have it yet, the report says so in its place."""
    return Fact(name, value.strip() or f"({about}: not known yet)", about, bool(value.strip()))
