"""What a work programme named against what a minute set up: topics without a group, and groups it does not name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.packs.models import Pack
from workbench.services.topics import listed, mentions_group, names_topic, same_topic, topics_of


class ProgrammeDrift(NamedTuple):
    """The topics of a work programme that no group has, each with its line, and the groups that it does not name."""

    loose: list[tuple[str, int]]
    new: list[str]

    @property
    def sentences(self) -> Iterator[str]:
        """What is surprising, in plain sentences."""
        if self.loose:
            names = listed(topic for topic, _ in self.loose)
            they = "it belongs" if len(self.loose) == 1 else "they belong"
            yield f"The work programme (line {self.loose[0][1]}) also names {names}: {they} to no group."
        if self.new:
            them, are = ("it", "is") if len(self.new) == 1 else ("them", "are")
            yield f"{listed(self.new)} {are} new: the work programme does not name {them}."


def programme_drift(pack: Pack, minute_title: str, titles: Sequence[str], others: Sequence[str] = ()) -> ProgrammeDrift:
    """What the work programme of a pack named against the groups that a minute set up (domain.md, 2026-01-22).

    ``titles`` are those of the groups, ``others`` are groups that were set up elsewhere and may have a topic too.
    """
    if not pack.work_programme:
        return ProgrammeDrift([], [])
    acronyms = {a.acronym: a.expansion for a in pack.acronyms}
    planned: list[tuple[str, int]] = []
    for row in pack.work_programme:
        title, detail = row.title or "", row.detail or ""
        if not mentions_group(f"{title} {detail}"):
            continue
        topics = topics_of(title, detail)
        concerns = same_topic(title, minute_title, acronyms) or any(
            same_topic(topic, group, acronyms) for topic in topics for group in titles
        )
        if concerns:
            planned += [(topic, row.line or 0) for topic in topics]
    loose = [(t, n) for t, n in planned if not any(same_topic(t, g, acronyms) for g in (*titles, *others))]
    said = [f"{row.title or ''} {row.detail or ''}" for row in pack.work_programme]
    new = [
        group
        for group in titles
        if not any(same_topic(t, group, acronyms) for t, _ in planned)
        and not any(names_topic(text, group, acronyms) for text in said)
    ]
    return ProgrammeDrift(loose, new)
