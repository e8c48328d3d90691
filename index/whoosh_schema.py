"""The schema of a Whoosh index: the council's words in one catch-all field, and the facets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, NUMERIC, TEXT, Schema

from index.passage import Passage
from index.words import tokens

# Part of the fingerprint of an index: raise it when anything below changes.
VERSION = 2

# How much more a word of the title weighs than one of the text.
TITLE_WEIGHT = 2.0

FACETS = ("kinds", "groups", "partners", "speakers", "questions", "bodies", "to", "years", "sensitivities")


class CouncilAnalyzer(Analyzer):  # type: ignore[misc]
    """Gives Whoosh the tokens of ``index.words``, all terms of a word at one position.

    The first line of a text is its title: its words are given more weight, and no phrase runs on from it into the text.
    One field with weights answers a query in about half the time of a body and a title field.
    """

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **_: Any) -> Iterator[Token]:
        """The terms of a text, as Whoosh's tokens: one object that changes, as with Whoosh's own tokenisers."""
        end_of_title = value.find("\n")
        token = Token(positions)
        for position, found in enumerate(tokens(value), start_pos):
            in_title = found.start < end_of_title
            token.boost = TITLE_WEIGHT if in_title else 1.0
            if positions:
                token.pos = position if in_title else position + 1
            for term in found.terms:
                token.text = term
                yield token


def schema() -> Schema:
    """The fields of an index. Numbers are signed: Whoosh 2.7 takes an open range over unsigned ones for everything."""
    return Schema(
        id=ID(stored=True, unique=True),
        body=TEXT(analyzer=CouncilAnalyzer(), phrase=True, stored=False),
        date=NUMERIC(int, signed=True, sortable=True),
        **{facet: ID() for facet in FACETS},
    )


def document(passage: Passage) -> dict[str, Any]:
    """A passage as the fields of an index; empty facets are left out."""
    fields = {
        "id": passage.id,
        "body": f"{' '.join(passage.title.split())}\n{passage.text}",
        "date": passage.date,
        "kinds": passage.kind,
        "groups": passage.group,
        "partners": passage.partner,
        "speakers": passage.speaker,
        "questions": passage.question,
        "bodies": passage.body,
        "to": passage.to,
        "years": passage.year,
        "sensitivities": passage.sensitivity,
    }
    return {name: value for name, value in fields.items() if value not in ("", None)}
