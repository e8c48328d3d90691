"""What stands behind a finding, piece by piece as it counts: who gave it, of what kind it is, how independent it is.

Two pieces are independent where nobody gave both. A session with several partners is one source, and so is an umbrella
that was heard as a whole together with an organisation under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from groups.evidence import Relation

_MOST_JOINT = 12  # joint sessions that are compared in every combination


class Bearing(NamedTuple):
    """One piece of evidence as it counts.

    ``source`` is what it comes from (an interview, a submission, a snapshot, a pack); ``partners`` who gave it, and
    ``heard`` the same with the organisations under an umbrella; ``umbrella`` the name of the one under which it stands.
    """

    link_id: str
    relation: Relation
    source: str
    partners: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    kind: str = "note"
    is_anecdote: bool = False
    umbrella: str = ""

    @property
    def voice(self) -> frozenset[str]:
        """Whose voice it is: those who were heard, or the source itself where nobody is named."""
        return self.heard or self.partners or frozenset((self.source,))


def of_relation(behind: Iterable[Bearing], relation: Relation) -> list[Bearing]:
    """The pieces that bear so on the finding."""
    return [piece for piece in behind if piece.relation is relation]


def independent(behind: Iterable[Bearing]) -> list[Bearing]:
    """As many pieces as there are that share no voice, one for each; those with a voice of their own first."""
    first: dict[frozenset[str], Bearing] = {}
    for piece in behind:
        first.setdefault(piece.voice, piece)
    alone = [voice for voice in first if len(voice) == 1]
    heard = frozenset().union(*alone)
    joint = [voice for voice in first if len(voice) > 1 and voice.isdisjoint(heard)]
    return [first[voice] for voice in [*alone, *_most_apart(joint[:_MOST_JOINT])]]


def _most_apart(voices: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The largest choice of voices of which no two overlap."""
    if not voices:
        return []
    one, rest = voices[0], voices[1:]
    taken = [one, *_most_apart([voice for voice in rest if voice.isdisjoint(one)])]
    left = _most_apart(rest) if len(taken) < len(voices) else []
    return taken if len(taken) >= len(left) else left


def strength(behind: Sequence[Bearing]) -> str:
    """The evidence in words: "3 partners, 2 kinds, 1 contrary; anecdotal in part"; "no evidence yet" without any."""
    if not behind:
        return "no evidence yet"
    supporting = of_relation(behind, Relation.SUPPORTS)
    against = len(independent(of_relation(behind, Relation.CONTRADICTS)))
    contrary = [f"{against} contrary"] if against else []
    if not supporting:
        return ", ".join(["nothing for it", *contrary]) if contrary else "context only"
    kinds = len({piece.kind for piece in supporting})
    words = ", ".join([*_voices(independent(supporting)), counted(kinds, "kind"), *contrary])
    anecdotes = sum(piece.is_anecdote for piece in supporting)
    if not anecdotes:
        return words
    return f"{words}; anecdotal {'throughout' if anecdotes == len(supporting) else 'in part'}"


def _voices(apart: Sequence[Bearing]) -> list[str]:
    """Who stands behind it: partners, with the umbrella where it is the same for all; joint sessions; other sources."""
    partners = [piece for piece in apart if len(piece.partners) == 1]
    joint = sum(len(piece.partners) > 1 for piece in apart)
    others = len(apart) - len(partners) - joint
    words = [counted(len(partners), "partner")] if partners else []
    umbrellas = {piece.umbrella for piece in partners}
    if len(partners) > 1 and len(umbrellas) == 1 and "" not in umbrellas:
        words.append(f"{'both' if len(partners) == 2 else 'all'} under {umbrellas.pop()}")
    words += [counted(joint, "joint session")] if joint else []
    words += [counted(others, "other source" if words else "source")] if others else []
    return words


def counted(n: int, what: str) -> str:
    """A count in words: "1 partner", "3 partners"."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
