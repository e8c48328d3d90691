"""Days in the group's own words against the record and the calendar: resolved, met, suspended, asked for by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from groups.group import MeetingKind
from groups.recommendation import RecommendationState
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.days_told import DayTold, days_told, in_a_sentence
from interviews.own_words import OwnWords, sentences
from interviews.remark import About, Remark, remarked
from interviews.review import Review

_GROUP = r"(?:task\s+(?:and|&)\s+finish\s+group|the\s+group|T\s?[&+]\s?F(?:\s+group)?|we)"
_RESOLVED = re.compile(
    rf"\b(?:resolved|resolution|established|set\s+up)\b.*\b{_GROUP}\b|\b{_GROUP}\b.*\b(?:set\s+up|established)\b",
    re.IGNORECASE,
)
_MET = re.compile(rf"\b{_GROUP}\s+(?:first\s+|last\s+|also\s+|then\s+)?(?:met|visited|interviewed)\b", re.IGNORECASE)
_DAY = timedelta(days=1)
_SUSPENDED = re.compile(r"\bsuspen(?:ded|sion)\b", re.IGNORECASE)


def day_remarks(review: Review, words: Sequence[OwnWords]) -> Iterator[Remark]:
    """Days that no calendar has, days the record tells otherwise, and days a recommendation names that are over."""
    for place in words:
        for sentence in sentences(place.text):
            told = list(days_told(sentence))
            if told:
                yield from _calendar(told, place)
                if place.is_prose:
                    yield from _record(review, sentence, told, place)
    yield from _over(review)


def _calendar(told: Sequence[DayTold], place: OwnWords) -> Iterator[Remark]:
    for day in told:
        if day.first is None:
            text = f"{place.at_start} names {day.words}, and there is no such day."
            yield remarked(About.NUMBERS, text, place.table, place.record_id, "no such day", day.words)
        elif day.weekday and day.weekday != f"{day.first:%A}":
            text = f"{place.at_start} names {day.words}, which was a {day.first:%A}: one of the two is wrong."
            yield remarked(About.NUMBERS, text, place.table, place.record_id, "weekday", day.words)


def _record(review: Review, sentence: str, told: Sequence[DayTold], place: OwnWords) -> Iterator[Remark]:
    group = review.group
    days = [day for day in told if day.first is not None and not day.is_month]
    if _SUSPENDED.search(sentence):
        yield from _suspended(review, [day for day in told if day.first is not None], place)
    elif group.resolution_date and _RESOLVED.search(sentence):
        days = [day for day in days if re.search(rf"\bon\s+(?:the\s+)?{re.escape(day.words)}", sentence)]
        if days and not any(day.first == group.resolution_date for day in days):
            resolved = in_a_sentence(group.resolution_date)
            text = f"{place.where} says {days[0].words}; the record has the resolution of {resolved}."
            yield remarked(About.NUMBERS, text, place.table, place.record_id, "resolved", days[0].words, resolved)
    elif _MET.search(sentence):
        known = _days_met(review)
        for day in days:
            if known and day.first not in known:
                text = f"{place.where} says that the group met on {day.words}; the record has no meeting on that day."
                yield remarked(About.NUMBERS, text, place.table, place.record_id, "met", day.words)


def _days_met(review: Review) -> set[date | None]:
    """The days on which the group met or interviewed; nothing where a meeting that was held has no day."""
    held = [m.on for m in review.meetings if m.held and m.kind is not MeetingKind.BOARD]
    if not held or None in held:
        return set()
    return {*held, *(i.on for i in review.interviews if i.was_held)}


def _suspended(review: Review, told: Sequence[DayTold], place: OwnWords) -> Iterator[Remark]:
    spans = [(s.since, s.until) for s in review.suspensions]
    if not spans or any(since is None for since, _ in spans):
        return
    for day in told:
        # The day after the last one is when the work went on.
        if not any(
            day.last and day.first and since and day.last >= since and day.first <= (until or date.max - _DAY) + _DAY
            for since, until in spans
        ):
            text = f"{place.where} names {day.words} for a suspension; the record has none at that time."
            yield remarked(About.NUMBERS, text, place.table, place.record_id, "suspended", day.words)


def _over(review: Review) -> Iterator[Remark]:
    """Recommendations that ask for something by a day before the report itself."""
    on = review.group.report_date
    if on is None:
        return
    numbers = recommendation_numbers(review.recommendations)
    for row in review.recommendations:
        if row.by_when is not None and row.by_when < on and row.state is not RecommendationState.DROPPED:
            text = (
                f"Recommendation {numbers[row.id]} asks for something by {in_a_sentence(row.by_when)}, which is before "
                f"the report of {in_a_sentence(on)}."
            )
            yield remarked(
                About.NUMBERS, text, "recommendations", row.id, "over", row.by_when.isoformat(), on.isoformat()
            )
