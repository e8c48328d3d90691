"""Counts in the group's own words against the record: "met on seven occasions", "six recommendations".

Only what claims to be the whole number is held against the record: "two of the four partners" says four, but "three
partners told us" says nothing about how many there were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from groups.enquiry import LineKind
from groups.finding import FindingKind
from groups.group import MeetingKind, Role, meetings_held
from groups.people import name_parts
from groups.recommendation import by_addressee
from interviews.number_words import COUNT, INEXACT, value_of
from interviews.own_words import OwnWords, sentences
from interviews.remark import About, Remark, remarked
from interviews.review import Review

_GROUP = r"(?:group|T\s?[&+]\s?F|we|members|councillors|review)"
# Bodies that meet, publish and recommend too.
_OTHERS = re.compile(
    r"\b(?:board|partnership|panel|forum|committee|cabinet|council|trust|team|schools?|governors|parliament|network"
    r"|ofsted|inspectors?|department|they|their)\b",
    re.IGNORECASE,
)
_OURS = re.compile(rf"\b{_GROUP}\b", re.IGNORECASE)
_ANY = re.compile(COUNT, re.IGNORECASE)
# Before a count: all that there are is meant.
_WHOLE = r"(?:all|its|our|of the|makes?|made|making|has|contains?|sets? out|agreed|a total of|followed)"


class _Claim(NamedTuple):
    """A way to claim a number: its pattern with the group ``count``, what is counted, and which numbers bear it out."""

    pattern: re.Pattern[str]
    noun: str
    counts: Callable[[Review], Collection[int]]
    is_of_group: bool = False


def count_remarks(review: Review, words: Collection[OwnWords]) -> Iterator[Remark]:
    """The counts in the group's own words that the record does not bear out."""
    known = {claim.noun: sorted(set(claim.counts(review))) for claim in _CLAIMS}
    for place in words:
        if place.table == "recommendations":
            continue  # what is to be done is no count of what was
        for sentence in sentences(place.text):
            for claim in _CLAIMS if _ANY.search(sentence) else ():
                yield from _wrong(claim, known[claim.noun], sentence, place)


def _wrong(claim: _Claim, known: list[int], sentence: str, place: OwnWords) -> Iterator[Remark]:
    for found in claim.pattern.finditer(sentence):
        count = value_of(found["count"])
        before = sentence[: found.start("count")]
        if count is None or count in known or INEXACT.search(before):
            continue
        if claim.is_of_group and not _is_of_group(before, place):
            continue
        record = " or ".join(str(n) for n in known if n) or "no"
        text = f"{place.at_start} says “{found[0].strip()}”; the record has {_with_noun(record, claim.noun)}."
        yield remarked(About.NUMBERS, text, place.table, place.record_id, claim.noun, str(count), record)


def _is_of_group(before: str, place: OwnWords) -> bool:
    """Whether it is the group that met: the nearest body named before says so; in prose nobody else may be named."""
    ours, others = list(_OURS.finditer(before)), list(_OTHERS.finditer(before))
    if ours:
        return not others or ours[-1].end() > others[-1].start()
    return place.is_prose and not others


def _with_noun(record: str, noun: str) -> str:
    """What the record has, in words: "1 meeting", "3 meetings"."""
    words = noun.split()
    if record == "1":
        # Of "lines of enquiry" the first word is counted, of "written submissions" the last.
        at = words.index("of") - 1 if "of" in words else len(words) - 1
        words[at] = words[at].removesuffix("s")
    return f"{record} {' '.join(words)}"


# -- what the record has -----------------------------------------------------------------------------------------------


def _meetings(review: Review) -> list[int]:
    return [meetings_held(review.meetings).total()]


def _of_kind(kind: MeetingKind) -> Callable[[Review], list[int]]:
    return lambda review: [meetings_held(review.meetings)[kind]]


def _sessions(review: Review) -> list[int]:
    held = [interview for interview in review.interviews if interview.was_held]
    people = {person.name for interview in held for person in interview.interviewees}
    return [len(held), len(people), meetings_held(review.meetings)[MeetingKind.INTERVIEWING]]


def _partners(review: Review) -> list[int]:
    """However one counts: sessions, umbrellas, single organisations; those heard, and all."""
    held = {p for i in review.interviews if i.was_held for p in i.partner_ids}
    handed = held | {s.partner_id for s in review.submissions if s.partner_id}
    umbrellas = {p.umbrella_id for p in review.partners if p.umbrella_id}
    counts: list[int] = []
    for some in (held, handed, {p.id for p in review.partners}):
        rows = [p for p in review.partners if p.id in some or p.umbrella_id in some]
        tops = {p.umbrella_id or p.id for p in rows}
        counts += [len(some), len(tops), sum(p.id not in umbrellas for p in rows), len(rows)]
    return counts


def _recommendations(review: Review) -> list[int]:
    paragraphs = by_addressee(review.recommendations)
    rows = [row for paragraph in paragraphs for _, row in paragraph.recommendations]
    counts = [len(rows), sum(max(len(row.parts), 1) for row in rows)]
    return counts + [len(paragraph.recommendations) for paragraph in paragraphs]


def _findings(review: Review) -> list[int]:
    kinds = [finding.kind for finding in review.findings]
    return [len(kinds), *(kinds.count(kind) for kind in FindingKind)]


def _key_findings(review: Review) -> list[int]:
    return [sum(finding.kind is FindingKind.KEY for finding in review.findings)]


def _submissions(review: Review) -> list[int]:
    return [len(review.submissions), sum(not row.attachment_of for row in review.submissions)]


def _snapshots(review: Review) -> list[int]:
    return [len(review.snapshots)]


def _members(review: Review) -> list[int]:
    serving = [m for m in review.members if m.role is not Role.OFFICER]
    now = [m for m in serving if m.until is None]
    councillors = [m for m in now if m.role is not Role.CO_OPTED and name_parts(m.name).surname]
    return [len({m.person_id for m in serving}), len(now), len(councillors)]


def _lines(review: Review) -> list[int]:
    kinds = [line.kind for line in review.enquiry]
    counts = [kinds.count(kind) for kind in LineKind]
    return [*counts, len(kinds), counts[1] + counts[2]]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words.replace("COUNT", COUNT).replace("WHOLE", _WHOLE), re.IGNORECASE)


_CLAIMS = (
    _Claim(_pattern(r"\bmet\s+(?:on\s+)?COUNT\s+(?:separate\s+)?(?:occasions|times)\b"), "meetings", _meetings, True),
    _Claim(_pattern(r"\b(?:held|over|had|at (?:its|our))\s+COUNT\s+meetings\b"), "meetings", _meetings, True),
    _Claim(_pattern(r"COUNT\s+(?:scoping|planning)\s+meetings?\b"), "scoping meetings", _of_kind(MeetingKind.SCOPING)),
    _Claim(_pattern(r"COUNT\s+analys(?:ing|is)\s+meetings?\b"), "analysing meetings", _of_kind(MeetingKind.ANALYSING)),
    _Claim(
        _pattern(r"COUNT\s+(?:interviewing|evidence[- ]gathering)\s+meetings?\b"),
        "interviewing meetings",
        _of_kind(MeetingKind.INTERVIEWING),
    ),
    _Claim(
        _pattern(r"\b(?:made|carried out|undertook|went on)\s+COUNT\s+(?:site\s+)?visits?\b"),
        "site visits",
        _of_kind(MeetingKind.VISIT),
        True,
    ),
    _Claim(
        _pattern(r"\b(?:held|had|over|conducted|carried out|undertook)\s+COUNT\s+(?:\w+ing\s+sessions|interviews)\b"),
        "interviews",
        _sessions,
        True,
    ),
    _Claim(
        _pattern(r"COUNT\s+(?:\w+ing\s+sessions|interviews)\s+(?:were held|were conducted|took place)\b"),
        "interviews",
        _sessions,
    ),
    _Claim(
        _pattern(
            r"\b(?:interviewed|heard from|(?:took|heard|received|had)\s+evidence from|spoke (?:to|with)|met)\s+"
            r"(?:all\s+|the\s+)?COUNT\s+(?:different\s+)?partners\b"
        ),
        "partners",
        _partners,
        True,
    ),
    _Claim(_pattern(r"\b(?:all|of the|all the)\s+COUNT\s+partners\b"), "partners", _partners),
    _Claim(_pattern(r"COUNT\s+partners\s+were\s+(?:interviewed|heard|invited|asked)\b"), "partners", _partners),
    _Claim(_pattern(r"\bWHOLE\s+(?:the\s+)?COUNT\s+recommendations\b"), "recommendations", _recommendations, True),
    _Claim(
        _pattern(r"COUNT\s+recommendations\s+(?:are|were)\s+(?:made|set out)\b"), "recommendations", _recommendations
    ),
    _Claim(_pattern(r"\bWHOLE\s+(?:the\s+)?COUNT\s+key\s+findings\b"), "key findings", _key_findings, True),
    _Claim(_pattern(r"\bWHOLE\s+(?:the\s+)?COUNT\s+findings\b"), "findings", _findings, True),
    _Claim(
        _pattern(r"\b(?:received|had|was given)\s+COUNT\s+(?:written\s+)?submissions\b"),
        "submissions",
        _submissions,
        True,
    ),
    _Claim(
        _pattern(r"COUNT\s+(?:written\s+)?submissions\s+were\s+(?:received|made|handed in)\b"),
        "submissions",
        _submissions,
    ),
    _Claim(
        _pattern(r"\b(?:received|had|was given)\s+COUNT\s+(?:data\s+)?snapshots\b"), "data snapshots", _snapshots, True
    ),
    _Claim(
        _pattern(
            r"\b(?:group (?:of|has|had)|membership of|consist(?:s|ed) of|made up of|compris(?:es|ed)|composed of)"
            r"\s+COUNT\s+(?:councillors|members)\b"
        ),
        "members",
        _members,
    ),
    _Claim(_pattern(r"\bWHOLE\s+COUNT\s+(?:key\s+)?lines\s+of\s+enquiry\b"), "lines of enquiry", _lines, True),
)
