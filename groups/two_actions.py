"""Where one recommendation asks for two things: the words that show it, and the two as texts of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from groups.addressee_powers import kind_of
from groups.clause import Reading, Shape, Verb, passives, read
from groups.recommendation import Recommendation
from groups.verb_words import act_at, at_place, word_sets
from groups.wording_rules import Advice, pattern, phrases, quoted, rules


class Split(NamedTuple):
    """Where one recommendation asks two things: the words that show it, and the two as texts of their own."""

    words: str
    first: str
    second: str


class _Join(NamedTuple):
    """A place where a second act may begin: the words before it end at ``end``, it begins with the word ``at``.

    ``sign`` is "and", ";" or ".", and "as well" for the longer words that join.
    """

    sign: str
    end: int
    at: int


def two_in_one(recommendation: Recommendation) -> list[Advice]:
    """Whether a recommendation, or one of its lettered parts, asks for two things at once."""
    texts = [part.text for part in recommendation.parts] or [recommendation.action]
    told = rules().two_actions
    found = next((split for text in texts if (split := two_actions(text)) is not None), None)
    return [Advice("two actions", quoted(found.words), told.why, told.mend)] if found else []


def two_actions(text: str) -> Split | None:
    """Where a text asks for two things, told by an act after "and", a semicolon or a full stop; None where it is one.

    The two halves, with the joining words between them, are the whole text on one line.
    """
    whole = " ".join(text.split())
    reading = read(whole)
    ends = _purposes(reading)
    for join in _joins(reading):
        begin = reading.words[join.at].start
        if any(start < begin <= end for start, end in ends) or pattern(rules().two_actions.no_act).match(whole, begin):
            continue
        first = whole[: join.end].rstrip(" ,;")
        if first and _has_act(first) and _is_second(reading, join):
            shown = whole[join.end : reading.words[join.at].end].strip(" ,")
            return Split(f"… {shown} …", first, whole[begin:])
    return None


def _purposes(reading: Reading) -> list[tuple[int, int]]:
    """The stretches that say only what something is for: from "so that" to the end of its sentence."""
    stretches = []
    for words in rules().two_actions.purpose:
        for found in pattern(words).finditer(reading.text):
            end = next((w.start for w in reading.words if w.start > found.start() and w.low in (".", ";")), None)
            stretches.append((found.start(), len(reading.text) if end is None else end))
    return stretches


def _joins(reading: Reading) -> Iterator[_Join]:
    """Every place where a second act may begin, in order."""
    words = reading.words
    long = {found.start(): found.end() for found in _long_joins().finditer(reading.text)}
    before = rules().two_actions.before
    for n, word in enumerate(words):
        if word.start in long:
            at = next((m for m, w in enumerate(words) if w.start >= long[word.start]), len(words))
            sign = "as well"
        elif word.low == "and":
            at, sign = n + 1, "and"
        elif word.low in (";", "."):
            at, sign = n + 1, word.low
        else:
            continue
        if sign != "." and at < len(words) and words[at].low == "and":
            at += 1
        clause_at = at
        while at < len(words) and (words[at].low in before or words[at].low.endswith("ly")):
            at += 1
        for place in dict.fromkeys((at, clause_at)):
            if place < len(words):
                yield _Join(sign, word.start, place)


def _long_joins() -> re.Pattern[str]:
    """The longer words that join as "and" does."""
    return phrases(rules().two_actions.long_joins)


def _is_second(reading: Reading, join: _Join) -> bool:
    rest = read(reading.text[reading.words[join.at].start :])
    if join.sign == ".":
        further = pattern(rules().two_actions.further).search(rest.text.split(".")[0])
        return rest.shape is Shape.IMPERATIVE or (rest.shape is Shape.CLAUSE and further is not None)
    if join.sign == ";":
        return rest.shape in (Shape.IMPERATIVE, Shape.DOES) or _is_clause(rest) or _is_joined_act(reading, join)
    return _is_joined_act(reading, join) or (_is_clause(rest) and _stands_alone(reading, join))


def _is_clause(rest: Reading) -> bool:
    """Whether who does what, or what is done, follows soon: "the trust opens …", "the list is published"."""
    main = rest.main
    if main is None or not rest.subject or main.at > 8:
        return False
    if rest.shape is not Shape.CLAUSE and not _is_body_that_acts(rest, main):
        return False
    ends = {".", ";", ":"} | word_sets().subordinate | word_sets().subordinate_with_verb
    if any(word.low in ends for word in rest.words[: main.at]):
        return False
    if rest.words[0].low in (
        "this",
        "these",
        "which",
        "who",
        "that",
        "it",
        "they",
        "there",
        "how",
        "what",
        "where",
        "when",
        "whether",
        "if",
    ):
        return False
    return main.form in ("s", "base", "modal") or any(True for _ in passives(rest))


def _is_body_that_acts(rest: Reading, main: Verb) -> bool:
    """Whether a body stands before a word that may be a verb and acts on something: "the council bans cars"."""
    after = at_place(rest.words, main.at + 1)
    small = word_sets().prepositions | word_sets().links
    return (
        rest.shape is Shape.UNSURE
        and main.form == "s"
        and after.isalpha()
        and after not in small
        and bool(kind_of(rest.subject))
    )


def _stands_alone(reading: Reading, join: _Join) -> bool:
    """Whether what is before "and" is a whole sentence, and the verb nearest to it is that sentence's own."""
    nearest = _nearest(reading, join)
    comma = reading.text[: join.end].rstrip().endswith(",")
    return nearest is not None and (comma or (nearest.is_main and not _waits_for_verb(reading, join, nearest)))


def _waits_for_verb(reading: Reading, join: _Join, nearest: Verb) -> bool:
    """Whether "and" stands in a clause that has no verb yet, as in "how many reports of damp and mould were seen"."""
    between = reading.words[nearest.at + 1 : join.at]
    opens = next((n for n, word in enumerate(between) if word.low in word_sets().subordinate), None)
    return opens is not None and opens + 1 < len(between) and between[opens + 1].low != "to"


def _is_joined_act(reading: Reading, join: _Join) -> bool:
    """Whether the word after "and" is an act of the same one who did the first."""
    words = reading.words
    form = act_at(words, join.at)
    nearest = _nearest(reading, join)
    if join.sign == "as well" and words[join.at].low.endswith("ing"):
        # "… as well as moving the desk": one that acts on something, and not "as well as training for staff".
        return at_place(words, join.at + 1) in word_sets().before_a_thing and nearest is not None and nearest.is_main
    if not form or _is_one_act(reading, join, nearest):
        return False
    comma = reading.text[: join.end].rstrip().endswith(",")
    if form == "done":
        return _is_done_too(reading, join)
    if form == "s":
        return nearest is None or nearest.is_main or nearest.form in ("base", "modal") or comma
    return _is_asked_too(reading, join, nearest, has_comma=comma)


def _is_one_act(reading: Reading, join: _Join, nearest: Verb | None) -> bool:
    """Whether the two are steps of one act: "is written and published", "collects the figures and publishes them"."""
    words = reading.words
    second = words[join.at].low
    before = next((w.low for w in reversed(words[: join.at]) if w.end <= join.end), "")
    after = words[join.at + 1].low if join.at + 1 < len(words) else ""
    firsts = [before]
    if after in ("them", "it") and nearest is not None:
        firsts.append(words[nearest.at].low)
    firsts += [words[last].low for _, last in passives(reading) if words[last].start < join.end]
    return any(second in pair.then and first in pair.first for first in firsts for pair in rules().two_actions.one_act)


def _is_asked_too(reading: Reading, join: _Join, nearest: Verb | None, *, has_comma: bool) -> bool:
    """Whether a verb without an ending goes on with what is asked, and not with what something is for."""
    if reading.shape in (Shape.IMPERATIVE, Shape.INFINITIVE):
        return nearest is None or nearest.is_main or nearest.form != "base" or has_comma
    main = reading.main
    if main is None or nearest is None or not (nearest.is_main or nearest.form != "modal"):
        return False
    if main.form == "modal" and nearest is main:
        return True
    to = any(
        reading.words[n].low == "to" and reading.words[n + 1].low not in (".", ";")
        for n in range(main.at + 1, join.at - 1)
        if act_at(reading.words, n + 1) == "base"
    )
    if to:
        return any(reading.words[verb.at].low in rules().two_actions.asks_to for verb in reading.verbs if verb.is_main)
    return nearest.is_main and nearest.form in ("base", "modal")


def _is_done_too(reading: Reading, join: _Join) -> bool:
    """Whether a second thing is done, as in "is checked by the team and sent to every family"."""
    before = [last for _, last in passives(reading) if reading.words[last].start < join.end]
    if not before:
        return False
    between = [w.low for w in reading.words[before[-1] + 1 : join.at] if w.start < join.end]
    after = reading.words[join.at + 1].low if join.at + 1 < len(reading.words) else ""
    nearest = _nearest(reading, join)
    return len(between) > 1 and after not in ("", ".") and nearest is not None and nearest.is_main


def _nearest(reading: Reading, join: _Join) -> Verb | None:
    """The last finite verb before the join."""
    return next((verb for verb in reversed(reading.verbs) if reading.words[verb.at].start < join.end), None)


def _has_act(first: str) -> bool:
    reading = read(first)
    acts = (Shape.IMPERATIVE, Shape.INFINITIVE, Shape.CLAUSE, Shape.DOES)
    return reading.shape in acts or reading.main is not None
