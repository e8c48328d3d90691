"""The group's own words as its report prints them, in that order: prose, recommendations, findings.

What others wrote is left out: submissions, replies, quoted evidence. A submission may call things as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from groups.finding import Finding, FindingKind, in_order, partner_order
from groups.finding import shown_numbers as finding_numbers
from groups.prose import ReportSection
from groups.recommendation import by_addressee, sentence
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.reported_answers import EMPTY_WORDS, stem
from interviews.review import Review


class OwnWords(NamedTuple):
    """Some words of the report: where they stand in words ("Methodology", "finding 6.1.ii"), and their record."""

    where: str
    text: str
    table: str
    record_id: str

    @property
    def at_start(self) -> str:
        """Where they stand, as a sentence begins with it."""
        return self.where[:1].upper() + self.where[1:]

    @property
    def is_prose(self) -> bool:
        """Whether people wrote it as a section of the report."""
        return self.table == "prose"


def own_words(review: Review) -> list[OwnWords]:
    """Everything that the group itself says in its report, in the order of the report."""
    found: list[OwnWords] = []
    for section in ReportSection:
        prose = [
            OwnWords(section.value, as_read(row.text), "prose", row.id)
            for row in review.prose
            if row.section is section and row.text.strip()
        ]
        match section:
            case ReportSection.RECOMMENDATIONS:
                found += [*_recommendations(review), *prose]
            case ReportSection.FINDINGS:
                found += [*_findings(review, FindingKind.KEY, FindingKind.LIMIT), *prose]
            case ReportSection.INTERVIEWS:
                found += [*prose, *_findings(review, FindingKind.BY_PARTNER, FindingKind.ISSUE)]
            case _:
                found += prose
    return found


def as_read(markdown: str) -> str:
    """Prose as one reads it: without addresses, marks, references to records and live facts, on as many lines."""
    text = re.sub(r"<?\bhttps?://\S+", " ", markdown)
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    text = re.sub(r"\{\{[^{}]*\}\}|\{[^{}]*\}", " … ", text)
    text = re.sub(r"\\([\\`*_\[\]{}<>#|~.)+-])", r"\1", text)
    return re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each on one line."""
    for line in re.split(r"\n\s*\n|(?<=[.!?])\s+(?=[A-Z“\"‘(])|\n(?=\s*(?:[-+*]|\d+[.)])\s)", text):
        plain = " ".join(line.split())
        if plain:
            yield plain


def telling(text: str) -> dict[str, str]:
    """The stem of each word that says something → the word as it is written; everyday words are left out."""
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text):
        if word.isupper() and len(word) > 1:
            found.setdefault(word, word)
        elif len(word) > 2 and word.casefold() not in EMPTY_WORDS:
            found.setdefault(stem(word), word)
    return found


def _recommendations(review: Review) -> Iterator[OwnWords]:
    numbers = recommendation_numbers(review.recommendations)
    for paragraph in by_addressee(review.recommendations):
        for _, row in paragraph.recommendations:
            yield OwnWords(f"recommendation {numbers[row.id]}", sentence(row), "recommendations", row.id)
            for part in row.parts:
                yield OwnWords(f"recommendation {numbers[part.id]}", part.text, "recommendations", row.id)


def _findings(review: Review, *kinds: FindingKind) -> Iterator[OwnWords]:
    numbers = finding_numbers(review.findings)
    partners = partner_order(review.findings)

    def place(finding: Finding) -> tuple[int, int]:
        by = partners.index(finding.partner_id) if finding.kind is FindingKind.BY_PARTNER else 0
        return kinds.index(finding.kind), by

    for finding in sorted((f for f in in_order(review.findings) if f.kind in kinds), key=place):
        yield OwnWords(
            f"finding {numbers[finding.id]}", re.sub(r"<?\bhttps?://\S+", " ", finding.text), "findings", finding.id
        )
