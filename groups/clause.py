"""How a recommendation is built: who does what, whether it is an order or a sentence at all, and its verbs.

Where it is not sure, it says so, and then nothing is told to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from groups.verb_words import (
    STOPS,
    Word,
    at_place,
    bases,
    finite_words,
    is_adverb,
    is_participle,
    s_forms,
    verb_form,
    verb_forms,
    word_sets,
    words_of,
)
from groups.wording_rules import LONGEST, plain

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"])")


class Shape(StrEnum):
    """How a text begins and goes on."""

    CLAUSE = "clause"  # who does what, or what is so
    IMPERATIVE = "imperative"  # "Publish …"
    INFINITIVE = "infinitive"  # "To publish …"
    DOES = "does"  # "publishes …", without who does it
    DONE = "done"  # "published …"
    DOING = "doing"  # "publishing …"
    THING = "thing"  # "One page on …"
    UNSURE = "unsure"


class Verb(NamedTuple):
    """A finite verb: the place of its word, "be", "have", "modal", "s" or "base"; whether it is the sentence's own."""

    at: int
    form: str
    is_main: bool


class Reading(NamedTuple):
    """A sentence as it was read. ``begins`` is the place of its first word after "that" and an opening clause."""

    text: str
    words: tuple[Word, ...]
    begins: int
    verbs: tuple[Verb, ...]
    has_doubt: bool
    shape: Shape

    @property
    def main(self) -> Verb | None:
        """The sentence's own first verb."""
        return next((verb for verb in self.verbs if verb.is_main), None)

    @property
    def subject(self) -> str:
        """Who or what stands before the sentence's own verb."""
        verb = self.main
        if verb is None or verb.at <= self.begins:
            return ""
        return self.text[self.words[self.begins].start : self.words[verb.at - 1].end]

    def clipped(self, at: int, most: int = 4) -> str:
        """A few words from a place on, as they stand, to be quoted."""
        chosen = self.words[at : at + most]
        if not chosen:
            return self.text
        return self.text[chosen[0].start : chosen[-1].end].rstrip(" ,;:.")


def sentences(text: str) -> list[str]:
    """The sentences of a text, on one line each."""
    return [one for one in _SENTENCE.split(plain(text[:LONGEST])) if one.strip()]


@lru_cache(maxsize=512)
def read(text: str) -> Reading:
    """Read one sentence."""
    text = plain(text[:LONGEST])
    words = words_of(text)
    begins = _begins(words)
    verbs, doubtful = _verbs(words, begins)
    shape = _shape(words, begins, verbs, has_doubt=bool(doubtful))
    if not any(verb.is_main for verb in verbs):
        # Nothing is told of its build then; who does it is looked for all the same.
        verbs = sorted([*verbs, *(verb for verb in doubtful if verb.is_main)][: len(verbs) + 1])
    return Reading(text, words, begins, tuple(verbs), bool(doubtful), shape)


# -- where it begins ---------------------------------------------------------------------------------------------------


def _begins(words: Sequence[Word]) -> int:
    """Past "that" and the clause that opens a sentence: "By September, …", "To help families, …"."""
    at = 0
    for _ in range(3):
        while at < len(words) and words[at].low in STOPS | {"that", "and", "then", "also", "please"}:
            at += 1
        if at >= len(words):
            return 0
        opens = words[at].low == "to" or words[at].low in word_sets().openers
        comma = next((n for n in range(at, min(at + 26, len(words))) if words[n].low == ","), None) if opens else None
        if comma is None or comma + 1 >= len(words):
            break
        at = comma + 1
    while at + 1 < len(words) and is_adverb(words[at].low):
        at += 1
    return at


# -- its verbs ---------------------------------------------------------------------------------------------------------


def _verbs(words: Sequence[Word], begins: int) -> tuple[list[Verb], list[Verb]]:
    """The verbs of the sentence and of its clauses in order; and the words besides that may be one."""
    found: list[Verb] = []
    doubtful: list[Verb] = []
    waiting = 0  # clauses of their own that have no verb yet
    tells_which = False  # whether the last of them was opened by "that", "who" or the like
    for n in range(begins, len(words)):
        # An order is read by its first word, which is no verb of a sentence.
        is_first = n == begins and words[n].low not in word_sets().be | word_sets().modals
        opens = _opens_clause(words, n, has_main=any(verb.is_main for verb in found))
        if is_first or opens:
            waiting += opens
            tells_which = words[n].low in word_sets().subordinate if opens else tells_which
            continue
        form, sure = verb_form(words, n)
        if not form:
            continue
        if at_place(words, n - 1) in ("and", "or") and found and (sure or waiting):
            found.append(Verb(n, form, found[-1].is_main))
        elif (not sure and not (waiting and _fills(words, n, tells_which=tells_which))) or (
            found and not waiting and _is_left_out(words, n)
        ):
            doubtful.append(Verb(n, form, not sure and not waiting))
        else:
            found.append(Verb(n, form, not waiting))
            waiting = max(waiting - 1, 0)
    return found, doubtful


def _opens_clause(words: Sequence[Word], n: int, *, has_main: bool) -> bool:
    """Whether a word opens a clause with a verb of its own: "who", "that", "before" where a verb follows.

    Where the sentence has no verb of its own yet, it needs one besides: "decisions since May can be searched".
    """
    if at_place(words, n + 1) in word_sets().conditions | {"to"} or (
        words[n].low == "after" and at_place(words, n - 1) == "looked"
    ):
        return False
    if words[n].low in word_sets().subordinate:
        return _has_verb(words, n + 1, ".;:?!")
    if words[n].low not in word_sets().subordinate_with_verb or not _has_verb(words, n + 1, ".;:?!,"):
        return False
    return has_main or sum(word.low in finite_words() or word.low in s_forms() for word in words[n + 1 :]) > 1


def _has_verb(words: Sequence[Word], start: int, stops: str) -> bool:
    """Whether a verb follows, before the sentence or its part ends."""
    for n in range(start, min(start + 14, len(words))):
        word = words[n].low
        if word in stops:
            return False
        is_one = word in verb_forms() | {"have", "do"} if n == start else bool(verb_form(words, n)[0])
        if is_one or word in finite_words():
            return True
    return False


def _fills(words: Sequence[Word], n: int, *, tells_which: bool) -> bool:
    """Whether a doubtful word is the verb that a clause waits for: "partners who report concerns".

    "Schools that parents visit are …", but not "until the notice is …", where "notice" is what the clause is about.
    """
    who = ("who", "which", "that", "they", "it", "we")
    return at_place(words, n - 1) in who or (tells_which and at_place(words, n + 1) in finite_words())


def _is_left_out(words: Sequence[Word], n: int) -> bool:
    """Whether "that" was left out before it: "in the language the family speaks"."""
    known = word_sets()
    for at in range(n - 1, max(n - 4, 0), -1):
        if words[at].low in ("the", "a", "an", "they", "it", "we", "you", "their", "its"):
            before = words[at - 1].low
            small = STOPS | known.prepositions | known.openers | known.links | verb_forms() | finite_words()
            return before != "that" and before not in small
    return False


# -- how it is built ---------------------------------------------------------------------------------------------------


def _shape(words: Sequence[Word], begins: int, verbs: Sequence[Verb], *, has_doubt: bool) -> Shape:
    if begins >= len(words):
        return Shape.UNSURE
    first, after = words[begins].low, at_place(words, begins + 1)
    main = next((verb for verb in verbs if verb.is_main), None)
    if first == "to":
        return Shape.INFINITIVE
    if main is not None and main.at == begins:
        return Shape.UNSURE
    acted_on = after in word_sets().determiners
    is_order = _is_order(words, begins, has_main=main is not None, has_doubt=has_doubt)
    if first in ("do", "be") or is_order:
        return Shape.IMPERATIVE
    surely_does = s_forms().get(first)
    if surely_does or (surely_does is False and main is None and (acted_on or after == "to")):
        return Shape.DOES
    if main is not None:
        return Shape.CLAUSE
    if first.endswith("ing") and len(first) > 5 and first not in word_sets().not_doing:
        return Shape.DOING
    if is_participle(first):
        return Shape.DONE
    return Shape.UNSURE if has_doubt else Shape.THING


def _is_order(words: Sequence[Word], begins: int, *, has_main: bool, has_doubt: bool) -> bool:
    """Whether the first word is an order: "Visit every family", but not "Visits are made" nor "Foster carers are"."""
    first, after = words[begins].low, at_place(words, begins + 1)
    if first not in bases():
        return False
    if after in word_sets().determiners or after.isdecimal():
        return True
    if bases()[first]:
        return not has_main or first in word_sets().takes_sentence
    return not has_main and not has_doubt and after not in ("for", "of", "between", "from", "in", "at", "")


# -- what is done, without who does it ---------------------------------------------------------------------------------


def passives(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the sentence's own verb says that something is done: the places of its first and its last word."""
    words = reading.words
    for verb in reading.verbs:
        at = _after_its_be(words, verb) if verb.is_main else 0
        while 0 < at < len(words) and (is_adverb(words[at].low) or words[at].low in ("then", "first", "being")):
            at += 1
        if 0 < at < len(words) and is_participle(words[at].low):
            yield verb.at, at


def _after_its_be(words: Sequence[Word], verb: Verb) -> int:
    """The place behind a verb's "is", "should be", "needs to be"; 0 where it has none."""
    word, at = words[verb.at].low, verb.at + 1
    if verb.form == "be":
        to = next((n for n in range(at, at + 3) if at_place(words, n) == "to" and at_place(words, n + 1) == "be"), None)
        return at if to is None else to + 2
    if word in ("get", "gets"):
        return at
    if verb.form == "have" and at_place(words, at) == "been":
        return at + 1
    if verb.form == "modal" or word in ("need", "needs", "has", "have"):
        return next((n + 1 for n in range(at, min(at + 4, len(words))) if words[n].low in ("be", "been")), 0)
    return 0
