"""The kinds of evidence that a review has nothing of: people's experience, observation, figures, documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interviews.interview import Note, NoteKind
from interviews.review import Review

# Who speaks of their own life, as partners, roles and speakers are called.
_PEOPLE = frozenset(
    """
    parent parents mother father carer carers families pupil pupils students learners teenagers residents tenants
    patients neighbours
    """.split()
)


class KindNotGiven(NamedTuple):
    """A kind of evidence that nobody has given: its name, the sentence, and the table where it would stand."""

    name: str
    sentence: str
    table: str


def kinds_not_given(review: Review) -> list[KindNotGiven]:
    """The kinds of evidence that a review has nothing of: people's experience, observation, figures, documents."""
    found = []
    told = [n for n in review.notes if n.kind in (NoteKind.QUOTE, NoteKind.ANECDOTE)]
    if not told:
        why = "no quotation and no anecdote was noted"
    elif not _from_people(review, told):
        why = "the quotations and anecdotes are all from people who work in the services"
    else:
        why = ""
    if why:
        sentence = f"Nobody has told of their own experience: {why}. Hear parents, pupils, families or residents."
        found.append(KindNotGiven("people's experience", sentence, "interviews"))
    if not any(n.kind is NoteKind.OBSERVATION for n in review.notes):
        found.append(
            KindNotGiven(
                "observation",
                "Nothing was seen by the group itself: no note is an observation. A visit would give some.",
                "interviews",
            )
        )
    if not review.snapshots:
        found.append(KindNotGiven("figures", "There are no figures: nobody has given a data snapshot.", "snapshots"))
    if not review.submissions:
        found.append(KindNotGiven("documents", "There are no documents: nobody has made a submission.", "submissions"))
    return found


def _from_people(review: Review, told: Sequence[Note]) -> bool:
    """Whether one of these is from somebody who speaks of their own life, by what they and their partner are called."""
    partners = {p.id: f"{p.name} {p.short_name} {p.kind}" for p in review.partners}
    sessions: dict[str, str] = {}
    roles: dict[tuple[str, str], str] = {}
    for interview in review.interviews:
        sessions[interview.id] = " ".join([interview.title, *(partners.get(p, "") for p in interview.partner_ids)])
        for person in interview.interviewees:
            roles[interview.id, person.name] = f"{person.role} {person.attribution}"
    return any(
        _speaks_of_people(f"{note.speaker} {roles.get((note.interview_id, note.speaker), '')}")
        or _speaks_of_people(sessions.get(note.interview_id, ""))
        for note in told
    )


def _speaks_of_people(words: str) -> bool:
    plain = words.casefold().replace("’", "'").replace("'", "").replace(",", " ")
    return bool(_PEOPLE & set(plain.split())) or "young people" in plain
