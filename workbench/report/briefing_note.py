"""The briefing note of a task and finish group, put together from its review in the council's order and wording.

What the record knows is computed; what people wrote for a section in Markdown is read into the same tree. The form is
that of 2020-12-03:186-480: eight sections whose numbers never change, appendices listed and then in full, sign-off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from groups.group import Role
from groups.prose import NUMBERED_SECTIONS, ReportSection
from interviews.review import Review
from interviews.role_key import published_names, whole_key
from interviews.role_name import RoleName
from workbench.report import note_evidence, note_sections
from workbench.report.facts import facts, withheld
from workbench.report.names_as_roles import as_published
from workbench.report.note_appendices import appendices
from workbench.report.note_parts import Shown, nothing_yet, section_key, what_is_shown
from workbench.report.note_responses import responses
from workbench.report.note_sections import Blocks
from workbench.report.prose import numbered_blocks
from workbench.report.tree import Report, Section, Signature

WORKING_COPY = "Working copy – not for publication"

_TELEPHONE = re.compile(r"(?:tel(?:ephone)?\s*[:.]?\s*)?([+()\d][\d\s()+./-]{5,})", re.IGNORECASE)
_EMAIL = re.compile(r"(?:e-?mail\s*[:.]?\s*)?([^\s@<>]+@[^\s@<>]+)", re.IGNORECASE)

_BY_SECTION: dict[ReportSection, Callable[[Shown, Blocks], Blocks]] = {
    ReportSection.PURPOSE: note_sections.purpose,
    ReportSection.RECOMMENDATIONS: note_sections.recommendations,
    ReportSection.BACKGROUND: note_sections.background,
    ReportSection.AIMS: note_sections.aims,
    ReportSection.METHODOLOGY: note_evidence.methodology,
    ReportSection.FINDINGS: note_evidence.findings,
    ReportSection.INTERVIEWS: note_evidence.interviews,
    ReportSection.RESPONSE: lambda shown, written: (*written, *responses(shown.review)),
}


def briefing_note(
    review: Review,
    *,
    private: bool = False,
    today: date | None = None,
    key: Sequence[RoleName] = (),
    packs: Mapping[str, str] = MappingProxyType({}),
    sources: bool = False,
    first: ReportSection | None = None,
    arrived: Callable[[Section], object] | None = None,
) -> Report:
    """The note as a tree, to be numbered by ``numbering.number``.

    ``today`` is its date where the group has set none. A public note holds only what may be public; ``private`` makes a
    working copy with everything, marked as such. In a public note the names of the ``key``, and of those asked who are
    not to be named, are their roles. ``packs`` are the titles of the packs that findings cite, by id; with ``sources``
    each finding says what it rests on. The section ``first`` is made before the others and told to ``arrived``, which
    may raise to stop the rest. Raises prose.ProseProblem where what people wrote cannot be read.
    """
    roles = whole_key(review, key)
    shown = what_is_shown(review, private=private, key=roles, packs=packs, sources=sources)
    group = shown.review.group
    signatures = read_sign_off(group.sign_off)
    officers = [m.name for m in shown.review.members if m.role is Role.OFFICER]
    keep = published_names(review)
    made: dict[ReportSection, Section] = {}
    known, kept_back = facts(shown), withheld(shown)
    for which in sorted(NUMBERED_SECTIONS, key=lambda section: section is not first):
        made[which] = _section(which, shown, known, kept_back)
        if which is first and arrived is not None:
            alone = Report("", (made[which],))
            arrived((alone if private else as_published(alone, roles, keep)).sections[0])
    note = Report(
        title=shown.group_name,
        sections=tuple(made[which] for which in NUMBERED_SECTIONS),
        appendices=appendices(shown),
        signatures=signatures,
        council=group.council,
        to=group.board,
        on=group.report_date or today,
        subject=group.topic_question or shown.group_name,
        author=", ".join([s.name for s in signatures] or officers),
        marking=WORKING_COPY if private else "",
        has_contents=True,
    )
    return note if private else as_published(note, roles, keep)


def read_sign_off(typed: str) -> tuple[Signature, ...]:
    """The sign-off as typed: one person a block, a line each for name, title, telephone and e-mail, in any order."""
    return tuple(_signature(block) for block in re.split(r"\n\s*\n", typed.strip()) if block.strip())


def _signature(block: str) -> Signature:
    words: list[str] = []
    telephone = email = ""
    for line in (line.strip() for line in block.splitlines() if line.strip()):
        if not email and (found := _EMAIL.fullmatch(line)):
            email = found[1]
        elif not telephone and (found := _TELEPHONE.fullmatch(line)):
            telephone = found[1]
        else:
            words.append(line)
    name, _, title = (words[0] if words else "").partition(",")
    return Signature(name.strip(), ", ".join(part for part in (title.strip(), *words[1:]) if part), telephone, email)


def _section(which: ReportSection, shown: Shown, known: Mapping[str, str], kept_back: Mapping[str, str]) -> Section:
    text = "\n\n".join(prose.text for prose in shown.review.prose if prose.section is which)
    blocks = _BY_SECTION[which](shown, numbered_blocks(text, which.value, known, kept_back))
    title = which.value
    bodies = {reply.body.strip() for reply in shown.review.responses}
    if which is ReportSection.RESPONSE and len(bodies) == 1 and "" not in bodies:
        title += f" from {bodies.pop()}"
    # The council's form fixes the numbers of its sections, so an empty one keeps its place and says that it is empty.
    return Section(title, blocks or (nothing_yet(),), section_key(which))
