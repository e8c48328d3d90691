"""A remark of a check: what it is about, the sentence, the place it leads to, and the key by which it can be settled.

The key is made from the subject, the record and what is the matter, never from the sentence or a shown number: putting
the sentence in other words, or renumbering, does not unsettle what a group settled; another matter does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from hashlib import blake2s
from typing import NamedTuple


class About(StrEnum):
    """What a remark is about, in the order in which remarks are shown."""

    COMPLETENESS = "completeness"
    DRIFT = "drift"
    COVERAGE = "coverage"
    EVIDENCE = "evidence"
    TRACEABILITY = "traceability"
    ATTRIBUTION = "attribution"
    WORDING = "wording"
    NUMBERS = "numbers"
    NAMES = "names"
    ABBREVIATIONS = "abbreviations"
    REFERENCES = "references"
    EQUALITY = "equality"

    @property
    def shown(self) -> str:
        """The subject as a heading of a list."""
        return _SHOWN[self]


_SHOWN = {
    About.COMPLETENESS: "What is missing",
    About.DRIFT: "Drift from what was set out",
    About.COVERAGE: "Coverage",
    About.EVIDENCE: "Evidence",
    About.TRACEABILITY: "Traceability",
    About.ATTRIBUTION: "Attribution: who is said to have said it",
    About.WORDING: "Wording of findings and recommendations",
    About.NUMBERS: "Numbers and dates against the record",
    About.NAMES: "Names written two ways",
    About.ABBREVIATIONS: "Abbreviations",
    About.REFERENCES: "References",
    About.EQUALITY: "Equality",
}


class Remark(NamedTuple):
    """One remark: what it is about, the sentence, the table and id of the record it leads to, and its key.

    ``line`` is that of a document, where the place is a line in one.
    """

    about: About
    text: str
    table: str = "groups"
    record_id: str = ""
    key: str = ""
    line: int = 0


def remarked(
    about: About,
    text: str,
    table: str = "groups",
    record_id: str = "",
    *matter: str,
    line: int = 0,
    whole: bool = False,
) -> Remark:
    """A remark with its key. ``matter`` is what is the matter: the rule, and the words or figures that it is about.

    A remark on the ``whole`` report leads to a record, but is not on this one alone: its key holds for any.
    """
    return Remark(about, text, table, record_id, key_of(about, "" if whole else record_id, *matter), line)


def key_of(about: About, *parts: str) -> str:
    """The key made from these parts, whatever their case, spacing and punctuation: "numbers-8f2c9a01d3"."""
    told = "\x1f".join(folded(part) for part in parts)
    return f"{about.value}-{blake2s(told.encode(), digest_size=5).hexdigest()}"


def folded(text: str) -> str:
    """The letters and figures of a text, with single blanks between its words."""
    return " ".join(re.findall(r"[\w%£€$&+]+", text.casefold().replace("’", "").replace("'", "")))


def each_once(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks without those whose key was there before."""
    found: dict[str, Remark] = {}
    for one in remarks:
        found.setdefault(one.key, one)
    return list(found.values())
