"""Drift: from resolution to scope, lines of enquiry and findings; from what was planned to what was done.

Words are compared by their stems; where that is all there is to go by, the sentence says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from groups.enquiry import Placed, outline
from groups.evidence import EvidenceKind
from groups.group import Stage, meetings_held
from groups.scope import Scope, latest
from interviews.days_told import days_told, in_a_sentence
from interviews.how_far import has_come_to
from interviews.interview import NoteKind, askable
from interviews.number_words import counts_in
from interviews.own_words import telling
from interviews.remark import About, Remark, folded, remarked
from interviews.reported_answers import is_reported, reported_answers
from interviews.review import Review

_NOTHING = frozenset(("", "none", "nothing", "na", "n a", "not applicable", "tbc", "to be confirmed", "no"))
# In a scope these words name no subject.
_OF_SCOPES = frozenset(
    "review reviews scope scrutiny group groups task finish include included including exclude excluded exclusion "
    "current existing identify identifying understand understanding consider considering arrangements respect "
    "detail details wider general".split()
)
# These say whom the review is about, and not what it asks.
_WHOM = re.compile(
    r"(?:all\s+)?(?:children|pupils|students|families|parents|carers|young people|people|residents|schools|adults)\s+"
    r"(?:who|whose|that|which|in|of|aged|from|with|at|between|living)\b",
    re.IGNORECASE,
)


def drift_remarks(review: Review, today: date | None = None) -> Iterator[Remark]:
    """Where what was done, asked or found is not what was resolved and set out."""
    yield from _questions(review)
    scope = latest(review.scope)
    if scope is not None:
        yield from _included(review, scope)
        yield from _excluded(review, scope)
        yield from _meetings(review, scope)
        yield from _reporting(review, scope, today)
    yield from _lines_without_findings(review)


def _questions(review: Review) -> Iterator[Remark]:
    """The resolution, the title, the question and the objectives: each is to speak of the same."""
    group, scope = review.group, latest(review.scope)
    title = _subjects(group.title)
    resolution = _subjects(group.resolution)
    named = {group.short_title, "".join(word[0] for word in group.title.split() if word[0].isupper())}
    if title and resolution and len(title & resolution) * 2 < len(title) and not named & resolution:
        text = (
            f"The resolution does not speak of “{group.title}”, going by its words: say in the report how the one "
            "became the other."
        )
        yield remarked(About.DRIFT, text, "groups", group.id, "resolution", group.title, group.resolution)
    if scope is None:
        return
    asked, hopes = scope.answers.get("title", "").strip(), scope.answers.get("hopes", "").strip()
    if asked and group.topic_question.strip() and folded(asked) != folded(group.topic_question):
        text = f"The scope asks “{_short(asked)}”, the group “{_short(group.topic_question)}”: make them one question."
        yield remarked(About.DRIFT, text, "scopes", scope.id, "question", asked, group.topic_question)
    spoken_of = title | _subjects(group.topic_question) | _subjects(asked) | resolution
    if len(_subjects(hopes)) > 1 and spoken_of and not spoken_of & _subjects(hopes):
        text = f"The scope's objectives share no word with the topic “{group.title}”: look whether they belong to it."
        yield remarked(About.DRIFT, text, "scopes", scope.id, "objectives", hopes, group.title)


def _included(review: Review, scope: Scope) -> Iterator[Remark]:
    """What the scope includes and no line of enquiry asks about, going by the words."""
    if not review.enquiry:
        return
    asked = {word for line in review.enquiry for word in _subjects(line.text)}
    for item in _items(scope.answers.get("included", "")):
        words = _subjects(item)
        if words and not words & asked and not _initials(item) & asked and not _WHOM.match(item):
            text = (
                f"The scope includes “{_short(item)}”, and going by the words no line of enquiry asks about it: add "
                "one, or amend the scope."
            )
            yield remarked(About.DRIFT, text, "scopes", scope.id, "included", item)


def _excluded(review: Review, scope: Scope) -> Iterator[Remark]:
    """Lines of enquiry that have every word of something that the scope excludes."""
    general = _subjects(review.group.title)
    for item in _items(scope.answers.get("excluded", "")):
        words = _subjects(item)
        if not words or words <= general:
            continue
        for place in outline(review.enquiry):
            if words <= _subjects(place.line.text):
                text = (
                    f"{place.number or 'A theme'} asks about what the scope excludes, going by the words: "
                    f"“{_short(item)}”."
                )
                yield remarked(About.DRIFT, text, "enquiry_lines", place.line.id, "excluded", item, place.line.text)


def _meetings(review: Review, scope: Scope) -> Iterator[Remark]:
    planned = counts_in(scope.answers.get("meetings", ""))
    held = meetings_held(review.meetings).total()
    if not planned or not held:
        return
    too_many, too_few = held > max(planned), held < min(planned) and has_come_to(review, Stage.DRAFTING)
    if too_many or too_few:
        answer = " ".join(scope.answers["meetings"].split())
        count = f"{answer} meeting{'' if planned == [1] else 's'}" if answer.isdecimal() else f"“{_short(answer)}”"
        were = "one was" if held == 1 else f"{held} were"
        text = f"The scope planned {count}, and {were} held: say why in the report, or amend the scope."
        yield remarked(About.DRIFT, text, "scopes", scope.id, "meetings", answer, str(held))


def _reporting(review: Review, scope: Scope, today: date | None) -> Iterator[Remark]:
    answer = scope.answers.get("reporting_date", "")
    planned = [told for told in days_told(answer) if told.last is not None]
    if not planned or review.group.stage in (Stage.MERGED, Stage.ABANDONED):
        return
    latest_day = max(planned, key=lambda told: told.last or date.min)
    on, end = review.group.report_date, latest_day.last or date.min
    if on is not None and on > end:
        why = " (its work was suspended meanwhile)" if review.suspensions else ""
        text = (
            f"The scope planned to report on {latest_day.words}, and the report is of {in_a_sentence(on)}{why}: say "
            "why in the report."
        )
        yield remarked(About.DRIFT, text, "scopes", scope.id, "reporting", latest_day.words, on.isoformat())
    elif on is None and today is not None and today > end and not has_come_to(review, Stage.AT_BOARD):
        text = f"The scope planned to report by {latest_day.words}, which is over: set a new day and amend the scope."
        yield remarked(About.DRIFT, text, "scopes", scope.id, "reporting is over", latest_day.words)


def _lines_without_findings(review: Review) -> Iterator[Remark]:
    """Lines that were answered, while no finding rests on an answer or speaks of the line; once the report is begun."""
    if not review.findings or not has_come_to(review, Stage.DRAFTING) or is_reported(review):
        return
    notes: dict[str, int] = {}
    for note in review.notes:
        if note.line_id and note.kind is not NoteKind.ACTION:
            notes[note.line_id] = notes.get(note.line_id, 0) + 1
    for passage in review.passages:
        if passage.line_id:
            notes[passage.line_id] = notes.get(passage.line_id, 0) + 1
    places = [place for place in askable(review.enquiry) if notes.get(place.line.id)]
    told = _lines_of_evidence(review) | {
        answer.place.line.id for answer in reported_answers(review.enquiry, review.findings) if answer.answers
    }
    for place in places:
        if place.line.id not in told:
            yield _without_finding(place, notes[place.line.id])


def _without_finding(place: Placed, count: int) -> Remark:
    pieces = "one piece of evidence" if count == 1 else f"{count} pieces of evidence"
    text = f"{place.number} was answered ({pieces}), and no finding speaks to it: write one, or say why there is none."
    return remarked(About.DRIFT, text, "enquiry_lines", place.line.id, "no finding", place.line.text)


def _lines_of_evidence(review: Review) -> set[str]:
    """The lines of enquiry on which some evidence of a finding stands."""
    of_note = {note.id: note.line_id for note in review.notes}
    of_place: dict[str, list[tuple[int, int, str]]] = {}
    for mark in review.passages:
        at = mark.address.position
        of_place.setdefault(mark.submission_id, []).append((at, at + len(mark.address.words), mark.line_id))
    found: set[str] = set()
    for link in review.evidence_links:
        address = link.address
        if address.kind is EvidenceKind.NOTE:
            found.add(of_note.get(address.id, ""))
        elif address.kind is EvidenceKind.PASSAGE:
            end = address.position + len(address.words)
            found |= {line for a, b, line in of_place.get(address.id, []) if a < end and address.position < b}
    return found - {""}


def _items(answer: str) -> list[str]:
    """The things that an answer of the scope names: its lines, points and sentences."""
    parts = re.split(r"\n+|;|(?<=[a-z)])\.(?=\s|$)|\s[•–]\s|(?:^|\s)\(?\d{1,2}[.)]\s", answer)
    items = (" ".join(part.strip(" \t-•–*.").split()) for part in parts)
    return [item for item in items if folded(item) not in _NOTHING]


def _subjects(text: str) -> set[str]:
    return {word for word, written in telling(text).items() if written.casefold() not in _OF_SCOPES}


def _initials(text: str) -> set[str]:
    """By which letters the names in a text may be called: "Elective Home Education" → EHE."""
    runs = re.findall(r"[A-Z][\w'’-]*(?:\s+(?:of|and|the|for|in|to)\b|\s+[A-Z][\w'’-]*)+", text)
    return {"".join(word[0] for word in run.split() if word[0].isupper()) for run in runs}


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 90 else plain[:89].rstrip() + "…"
