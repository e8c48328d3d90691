"""Evidence: the address of anything that was said, and the link from a finding to it.

An address names what it is (a note line, a passage of a submission or a pack, a figure in a snapshot) and its id; for a
passage also its exact words with a little context and the position, so that it can be found again by its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from groups.record import OfGroup


class EvidenceKind(StrEnum):
    """What an address points to."""

    NOTE = "note"
    PASSAGE = "passage"
    FIGURE = "figure"
    PACK = "pack"
    FINDING = "finding"


class Standing(StrEnum):
    """Whether a passage stands where its address says, now that its source may have been changed."""

    IN_PLACE = "in place"
    UNSURE = "to be looked at"
    WORDS_ONLY = "kept as words only"


class Address(BaseModel):
    """Where some words stand: kind and id, and for a passage its words, what is around them and where they began.

    ``was`` are the words as they were first quoted, where the source has been corrected since. A passage whose place
    nobody can be sure of is ``UNSURE``: its words and the place where it last stood are kept until somebody looks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    kind: EvidenceKind
    id: str
    words: str = ""
    before: str = ""
    after: str = ""
    position: int = 0
    was: str = ""
    standing: Standing = Standing.IN_PLACE

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def key(self) -> str:
        """What tells it from every other address: two passages may begin at the same place and be of other length.

        A figure is told by its name in words (its row, measure and period), which holds when rows change places.
        """
        if self.kind is EvidenceKind.FIGURE and self.before:
            return f"{self}:{self.before}{f':{self.after}' if self.after else ''}"
        length = f"+{len(self.words)}" if self.kind is EvidenceKind.PASSAGE else ""
        return f"{self}:{self.position}{length}"


CONTEXT = 32  # characters kept on either side of a passage, enough to tell two equal sentences apart


def address_of(kind: EvidenceKind, source_id: str, text: str, start: int, end: int) -> Address:
    """The address of ``text[start:end]`` in a source. Raises ValueError where the range is empty or outside."""
    if not 0 <= start < end <= len(text):
        raise ValueError("a passage needs at least one character inside the text it comes from")
    return Address(
        kind=kind,
        id=source_id,
        words=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        position=start,
    )


def find_again(address: Address, text: str) -> int | None:
    """Where the passage begins in a source that may have been edited; None where its words no longer stand there.

    Of several places the one whose surroundings agree best is taken, then the one nearest to where it was.
    """
    if not address.words:
        return None
    best: tuple[int, int, int] | None = None
    at = text.find(address.words)
    while at != -1:
        end = at + len(address.words)
        agree = _shared_end(text[max(0, at - CONTEXT) : at], address.before) + _shared_start(
            text[end : end + CONTEXT], address.after
        )
        rank = (-agree, abs(at - address.position), at)
        best = rank if best is None else min(best, rank)
        at = text.find(address.words, at + 1)
    return None if best is None else best[2]


class Relation(StrEnum):
    """How evidence bears on a finding."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class EvidenceLink(OfGroup):
    """A finding's link to evidence; the quoted words are kept beside it, so the link survives its source."""

    finding_id: str
    address: Address
    relation: Relation = Relation.SUPPORTS
    quote: str = ""
    partner_id: str = ""
    position: int = 0


def by_finding(links: Iterable[EvidenceLink]) -> dict[str, list[EvidenceLink]]:
    """The links of each finding, in order."""
    found: dict[str, list[EvidenceLink]] = {}
    for link in sorted(links, key=lambda x: (x.position, x.id)):
        found.setdefault(link.finding_id, []).append(link)
    return found


def _shared_start(one: str, other: str) -> int:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared


def _shared_end(one: str, other: str) -> int:
    return _shared_start(one[::-1], other[::-1])
