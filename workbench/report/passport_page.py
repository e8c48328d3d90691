"""The passport of a recommendation: one page that follows it from the first words that were said to what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbench.report.tree import Emphasis, Item, ItemList, LineBreak, ListStyle, Report, Section, Span, Strong, Text


class Where(NamedTuple):
    """The record that a step leads to: its table and id, and what is chosen there.

    Of a submission ``chosen`` is the link whose words are meant, of a snapshot the name of the figure.
    """

    table: str
    id: str
    chosen: str = ""
    line: int = 0


class Step(NamedTuple):
    """One step: a word for what it is, the words themselves, who, when and where, and where it leads.

    ``under`` are the steps that belong to it, such as the evidence under a finding.
    """

    label: str
    words: str = ""
    about: str = ""
    where: Where | None = None
    under: tuple[Step, ...] = ()


class Part(NamedTuple):
    """A part of the passport with its heading."""

    heading: str
    steps: tuple[Step, ...]


class Passport(NamedTuple):
    """The whole page. ``left_out`` counts the evidence that a public one may not have."""

    recommendation_id: str
    number: str
    group: str
    council: str
    on: date | None
    marking: str
    parts: tuple[Part, ...]
    left_out: int = 0

    @property
    def title(self) -> str:
        """What it is about: "Recommendation 3"."""
        return f"Recommendation {self.number}" if self.number else "Dropped recommendation"


def passport_page(passport: Passport) -> Report:
    """The page as a report, to be numbered."""
    return Report(
        title=f"{passport.title}, {passport.group}",
        sections=tuple(Section(part.heading, (_listed(part.steps),)) for part in passport.parts),
        form="Passport of a recommendation",
        council=passport.council,
        on=passport.on,
        subject=passport.group,
        marking=passport.marking,
    )


def _listed(steps: Sequence[Step]) -> ItemList:
    """The steps as a list, and under each its own: lists stand closest on one page."""
    return ItemList(
        ListStyle.BULLET,
        tuple(Item(_spans(step), (_listed(step.under),) if step.under else ()) for step in steps),
    )


def _spans(step: Step) -> tuple[Span, ...]:
    spans: list[Span] = []
    for n, line in enumerate(line.strip() for line in step.words.split("\n") if line.strip()):
        spans += [LineBreak()] * bool(n) + [Text(line)]
    colon = ":" if spans and step.label[-1:] not in (")", ".") else ""
    label: list[Span] = [Strong((Text(f"{step.label}{colon}"),))] if step.label else []
    about: list[Span] = [Emphasis((Text(f"({step.about})"),))] if step.about else []
    parts = [part for part in (label, spans, about) if part]
    return tuple(span for n, part in enumerate(parts) for span in ([Text(" ")] if n else []) + part)
