"""What people write for a report: kept section by section, with the facts in it as they stood when it was read over."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from groups.group import Group
from groups.prose import Prose, ReportSection
from interviews.readers.clean import clean
from workbench.report.fact_names import names_in
from workbench.report.facts import kept_facts, read_over
from workbench.report.prose import numbered_blocks
from workbench.services.editing import NotAccepted, change
from workbench.services.report import known_facts
from workbench.workspace.workspace import Workspace


class ProseRows:
    """The texts of a report as a form keeps them: a fact that is new in one is kept with its value of this moment.

    ``known`` are values that were read a moment ago, so that none need be read while somebody types.
    """

    name = "prose"

    def __init__(self, workspace: Workspace, known: Mapping[str, str] = MappingProxyType({})) -> None:
        self._workspace = workspace
        self._known = known
        self._rows = workspace.records.prose

    def get(self, row_id: str) -> Prose:
        """The text with this id. Raises NotThere."""
        return self._rows.get(row_id)

    def add(self, record: Prose) -> Prose:
        """Keep a new text."""
        return self._rows.add(self._with_facts(record))

    def save(self, record: Prose) -> Prose:
        """Save a changed text."""
        return self._rows.save(self._with_facts(record))

    def _with_facts(self, prose: Prose) -> Prose:
        names = set(names_in(prose.text))
        if names == prose.facts.keys():
            return prose
        now: Mapping[str, str] = {**self._known, **prose.facts}
        if names - now.keys() and not self._known:
            now = facts_now(self._workspace, prose.group_id)
        return prose.model_copy(update={"facts": kept_facts(prose, now)})


def facts_now(workspace: Workspace, group_id: str) -> dict[str, str]:
    """Every fact with its value as the record stands."""
    return {fact.name: fact.value for fact in known_facts(workspace, workspace.records.groups.get(group_id))}


def prose_for(workspace: Workspace, group_id: str, section: ReportSection) -> Prose:
    """What people wrote for a section; nothing is kept until something is written."""
    found = [prose for prose in workspace.records.prose.find(group_id=group_id) if prose.section is section]
    return found[0] if found else Prose(group_id=group_id, section=section)


def write_prose(
    workspace: Workspace, group_id: str, section: ReportSection, text: str, *, label: str = "", more: bool = False
) -> Prose:
    """Write the text of a section anew, or with ``more`` below what stands there; returns it as kept."""
    words = clean(text).strip("\n")
    with workspace.write(label or f"Write “{section.value}”"):
        prose = prose_for(workspace, group_id, section)
        if more and prose.text.strip():
            words = f"{prose.text.rstrip()}\n\n{words}"
        return change(workspace, ProseRows(workspace), prose, {"text": words}, label)


def must_be_readable(workspace: Workspace, group_id: str, section: ReportSection, text: str) -> None:
    """Raise ProseProblem where a text uses a fact that is not there, or cannot be read otherwise."""
    if section is not ReportSection.PAPERS:
        numbered_blocks(text, section.value, facts_now(workspace, group_id))


def mark_read(workspace: Workspace, group: Group, section: ReportSection) -> Prose:
    """Somebody has read a text over: its facts are kept as they stand now. Raises NotAccepted where it uses none."""
    prose = prose_for(workspace, group.id, section)
    if not names_in(prose.text):
        raise NotAccepted(f"“{section.value}” uses no facts: there is nothing to mark as read.")
    with workspace.write(f"Mark “{section.value}” as read over"):
        now = facts_now(workspace, group.id)
        return workspace.records.prose.save(prose.model_copy(update={"facts": read_over(prose, now)}))
