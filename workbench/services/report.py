"""A group's briefing note as a file: assembled from the record once, rendered in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from groups.evidence import EvidenceKind
from groups.group import Group
from groups.prose import ReportSection
from interviews.review import Review
from interviews.role_key import published_names, whole_key
from interviews.role_name import RoleName
from interviews.roles import with_roles
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.as_pdf import as_pdf
from workbench.report.as_text import as_text
from workbench.report.briefing_note import briefing_note
from workbench.report.docx_template import Template
from workbench.report.facts import ChangedFact, Fact, changed_facts, counts_and_names, facts, figures
from workbench.report.note_parts import Shown, what_is_shown
from workbench.report.numbering import NumberedReport, number
from workbench.report.references import ReportProblem
from workbench.report.tree import Report, Section
from workbench.report.words import long_date
from workbench.services.files import file_name, write_file
from workbench.services.published import draft_that_holds
from workbench.services.publishing import checked, publish
from workbench.services.report_template import template_of
from workbench.workspace.workspace import Workspace

FORMATS = {"docx": "Word", "pdf": "PDF", "html": "a web page", "md": "Markdown", "txt": "plain text"}

# What no report prints: the tables of a review that need not be read for one. Notes are asked for by their sources.
_NOT_PRINTED = frozenset(
    "notes themes passages requests progress settled report_drafts published_files chasers shares".split()
)


class Stopped(Exception):
    """Nobody waits for this report any more."""


class Seen(NamedTuple):
    """A report as a person looks at it: numbered, or why it cannot be put together.

    ``facts`` are those that its prose may use; ``changed`` are those that are to be read again, by section.
    """

    note: NumberedReport | None
    problem: str
    facts: list[Fact]
    changed: dict[ReportSection, list[ChangedFact]]


def assemble(
    workspace: Workspace,
    group: Group,
    *,
    private: bool = False,
    sources: bool = False,
    dated: bool = True,
    first: ReportSection | None = None,
    arrived: Callable[[Section], object] | None = None,
) -> Report:
    """The briefing note as a tree, not numbered yet; ``private`` has what may not be published too, and all names.

    With ``sources`` each finding names what it rests on; in a public note only what may be public. ``first`` and
    ``arrived`` are those of ``briefing_note``. It is ``dated`` today where the group has set no date.
    """
    review, key = _with_key(workspace, group, sources=sources)
    today = workspace.today().date() if dated else None
    return briefing_note(
        review,
        private=private,
        today=today,
        key=key,
        packs=cited_packs(workspace, review),
        sources=sources,
        first=first,
        arrived=arrived,
    )


def see(
    workspace: Workspace,
    group: Group,
    *,
    private: bool = False,
    sources: bool = False,
    first: ReportSection | None = None,
    arrived: Callable[[Section], object] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Seen:
    """The report to be looked at; the section ``first`` is told to ``arrived`` before the rest is there.

    Raises Stopped where it was cancelled.
    """

    def tell(section: Section) -> None:
        if cancelled():
            raise Stopped
        if arrived is not None:
            arrived(section)

    note, problem = None, ""
    try:
        report = assemble(workspace, group, private=private, sources=sources, first=first, arrived=tell)
        if cancelled():
            raise Stopped
        note = number(report)
    except ReportProblem as why:
        problem = str(why)
    known = known_facts(workspace, group)
    return Seen(note, problem, known, _changed(workspace, group, {fact.name: fact.value for fact in known}))


def render(
    workspace: Workspace,
    group: Group,
    form: str,
    *,
    private: bool = False,
    sources: bool = False,
    template: Template | None = None,
) -> bytes:
    """The briefing note in one of FORMATS. The public one holds only what may be public; ``private`` is a working copy.

    A Word file takes the council's ``template``, else the one that was chosen for the group or the workspace. Raises an
    error in one sentence where a text that people wrote refers to something that is not there.
    """
    note = number(assemble(workspace, group, private=private, sources=sources))
    match form:
        case "md":
            return as_markdown(note).encode()
        case "html":
            return as_html(note).encode()
        case "txt":
            return as_text(note).encode()
        case "pdf":
            return as_pdf(note)
        case _:
            return as_docx(note, template or template_of(workspace, group.id))


def export_report(
    workspace: Workspace,
    group: Group,
    form: str,
    *,
    out: Path | None = None,
    private: bool = False,
    sources: bool = False,
    template: Template | None = None,
    override: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Path | None:
    """Write the briefing note; returns the file, by default in the workspace's exports, or None where it was cancelled.

    A public one is checked for leaks, and its checksum is kept. Raises publishing.GivesAway where it gives something
    away and ``override`` says no reason why it is to come out all the same; WorkspaceProblem, and a file is there whole
    or not at all.
    """
    target = out or default_target(workspace, group, form, private=private)
    data = render(workspace, group, form, private=private, sources=sources, template=template)
    if private:
        if cancelled is not None and cancelled():
            return None
        write_file(target, data)
        return target
    number_of = held_draft(workspace, group, sources=sources)
    prepared = checked(workspace, group.id, data, form, draft_number=number_of)
    if cancelled is not None and cancelled():
        return None
    return publish(workspace, group.id, prepared, target, override=override).file


def default_target(workspace: Workspace, group: Group, form: str, *, private: bool = False) -> Path:
    """Where the briefing note goes unless another place is named; a public file's name tells no name that is a role."""
    review, key = _with_key(workspace, group)
    title = group.title if private else with_roles(group.title, whole_key(review, key), published_names(review))
    return workspace.exports / file_name(f"{title} briefing note{' working copy' if private else ''}", form)


def held_draft(workspace: Workspace, group: Group, *, sources: bool = False) -> int:
    """The number of the public draft that says exactly what the public report says now; 0 where none does."""
    if not any(not draft.private for draft in workspace.records.report_drafts.find(group_id=group.id)):
        return 0
    return draft_that_holds(workspace, group.id, number(assemble(workspace, group, sources=sources, dated=False)))


# -- facts ------------------------------------------------------------------------------------------------------------


def known_facts(workspace: Workspace, group: Group) -> list[Fact]:
    """Every fact that the public report may use, figures too, as the record stands now."""
    shown = _shown(workspace, group)
    return [*counts_and_names(shown), *figures(shown.snapshots)]


def to_read_again(workspace: Workspace, group: Group) -> dict[ReportSection, list[ChangedFact]]:
    """The sections whose text uses a fact that is another one now than when somebody last read the text over."""
    return _changed(workspace, group, facts(_shown(workspace, group)))


def _changed(workspace: Workspace, group: Group, now: Mapping[str, str]) -> dict[ReportSection, list[ChangedFact]]:
    texts = workspace.records.prose.find(group_id=group.id)
    return {prose.section: found for prose in texts if (found := changed_facts(prose, now))}


def _shown(workspace: Workspace, group: Group) -> Shown:
    review, key = _with_key(workspace, group)
    return what_is_shown(review, private=False, key=whole_key(review, key))


# -- the record -------------------------------------------------------------------------------------------------------


def cited_packs(workspace: Workspace, review: Review) -> dict[str, str]:
    """The packs that findings cite as a reader knows them, by id; one that is not in the archive any more is not."""
    wanted = {link.address.id for link in review.evidence_links if link.address.kind is EvidenceKind.PACK}
    titles = {}
    for pack in workspace.packs.all() if wanted else ():
        if pack.id in wanted:
            on = long_date(pack.meeting_date) if pack.meeting_date else ""
            parts = (pack.board or pack.council or pack.file_name, on, "document pack")
            titles[pack.id] = ", ".join(part for part in parts if part)
    return titles


def _with_key(workspace: Workspace, group: Group, *, sources: bool = False) -> tuple[Review, list[RoleName]]:
    """What of the review a report prints, and the names of the group that are published as roles."""
    records = workspace.records
    left_out = _NOT_PRINTED - {"notes"} if sources else _NOT_PRINTED
    found: dict[str, list[Any]] = {
        field: rows.find(group_id=group.id) for field, rows in records.of_group().items() if field not in left_out
    }
    return Review(group=records.groups.get(group.id), **found), records.role_names.find(group_id=group.id)
