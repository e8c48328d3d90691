"""Which words of a sentence are verbs, by the verbs of recommendations and by the words beside them.

This is not a grammar of English. Its words stand in ``wording_rules.toml``; what it is not sure of, it says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from groups.wording_rules import rules

STOPS = frozenset(".,;:?!()")
_WORD = re.compile(r"[^\W_]+(?:['&/-][^\W_]+)*'?|[.,;:?!()]")


class Word(NamedTuple):
    """A word or sign of a text, in lower case, and where it stands."""

    low: str
    start: int
    end: int


class WordSets(NamedTuple):
    """The small words of the file, as sets."""

    be: frozenset[str]
    have: frozenset[str]
    modals: frozenset[str]
    subordinate: frozenset[str]
    subordinate_with_verb: frozenset[str]
    openers: frozenset[str]
    determiners: frozenset[str]
    before_a_thing: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    somebody: frozenset[str]
    questions: frozenset[str]
    many: frozenset[str]
    one: frozenset[str]
    takes_sentence: frozenset[str]
    conditions: frozenset[str]
    not_adverbs: frozenset[str]
    not_doing: frozenset[str]
    not_done: frozenset[str]


def words_of(text: str) -> tuple[Word, ...]:
    """The words and signs of a text, in order."""
    return tuple(Word(found.group().lower(), *found.span()) for found in _WORD.finditer(text))


def at_place(words: Sequence[Word], n: int) -> str:
    """The word at a place, "" before the first and behind the last."""
    return words[n].low if 0 <= n < len(words) else ""


@cache
def word_sets() -> WordSets:
    """The small words by which verbs are told."""
    told = rules().grammar
    return WordSets(*(frozenset(getattr(told, name)) for name in WordSets._fields))


@cache
def finite_words() -> frozenset[str]:
    """The words that surely are a sentence's verb: "is", "has", "should"."""
    return word_sets().be | word_sets().modals | (word_sets().have - {"do", "have"})


@cache
def bases() -> dict[str, bool]:
    """Every verb without an ending → whether it is surely one."""
    told = rules().grammar
    return {**dict.fromkeys(told.verbs_or_things, False), **dict.fromkeys(told.verbs, True)}


@cache
def s_forms() -> dict[str, bool]:
    """Every verb as "the service …" has it → whether it is surely one."""
    return {third_person(verb): sure for verb, sure in bases().items()}


@cache
def verb_forms() -> frozenset[str]:
    """Every verb with and without its ending."""
    return frozenset(bases()) | frozenset(s_forms())


def is_verb(word: str) -> bool:
    """Whether a word is a verb of recommendations without an ending."""
    return word.lower() in bases()


def third_person(verb: str) -> str:
    """A verb as "the service …" has it: publishes, carries, does."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def is_adverb(word: str) -> bool:
    """Whether a word only says how: "jointly", "also"."""
    return word in ("also", "not", "always", "never") or (word.endswith("ly") and word not in word_sets().not_adverbs)


def is_participle(word: str) -> bool:
    """Whether a word is one that stands after "is": "published", "written"."""
    ends_so = len(word) > 4 and word.endswith("ed") and word not in word_sets().not_done
    return ends_so or word in rules().passive.irregular


def act_at(words: Sequence[Word], n: int) -> str:
    """What form of an act stands at a place after "and": "base", "s", "done", or "" where it is none."""
    word, after = at_place(words, n), at_place(words, n + 1)
    acted_on = after in word_sets().determiners or after.isdecimal()
    if word in bases():
        return "base" if bases()[word] or acted_on else ""
    if word in s_forms():
        return "s" if s_forms()[word] or acted_on or after in ("to", "on", "back") else ""
    return "done" if is_participle(word) else ""


def verb_form(words: Sequence[Word], n: int) -> tuple[str, bool]:
    """What verb of a sentence a word may be, and whether it surely is: "", "be", "have", "modal", "s" or "base"."""
    word, before, after = words[n].low, at_place(words, n - 1), at_place(words, n + 1)
    known = word_sets()
    if word in known.be:
        return "be", True
    if word == "be" or word in known.have:
        return ("", False) if _governed(words, n) else ("be" if word == "be" else "have", True)
    if word in known.modals:
        is_month = word in ("may", "will") and (before in known.prepositions or after.isdecimal())
        return ("", False) if is_month else ("modal", True)
    if word == "needs" and after == "to":
        return "s", True
    looked_after = before == "after" and at_place(words, n - 2) == "looked"
    if before.endswith(("'s", "'")) or (before in known.prepositions and not looked_after):
        return "", False
    if before in known.determiners - known.somebody - known.questions:
        return "", False
    if before in ("who", "which") and word in verb_forms():
        return ("s" if word in s_forms() else "base"), True
    if word in s_forms():
        return _with_s(words, n)
    if word in bases():
        return _without_ending(words, n)
    return _unknown(words, n)


def _with_s(words: Sequence[Word], n: int) -> tuple[str, bool]:
    """A word such as "publishes", which is a verb, or "reports", which may be a thing."""
    before, after = at_place(words, n - 1), at_place(words, n + 1)
    acted_on = after in word_sets().determiners or after == "to" or after.isdecimal()
    if s_forms()[words[n].low]:
        return "s", True
    if before in ("and", "or"):
        return ("s", True) if acted_on or after == "on" else ("", False)
    if acted_on or _is_of_one(words, n):
        return "s", True
    is_thing = after in ("of", "for", "between", "from") or after in finite_words() or is_participle(before)
    return ("", False) if is_thing else ("s", False)


def _is_of_one(words: Sequence[Word], n: int) -> bool:
    """Whether one thing stands before it, so that an s makes a verb and not several: "a hub opens"."""
    small = word_sets().prepositions | word_sets().links
    return words[0].low in word_sets().one and 1 < n < 6 and not any(word.low in small for word in words[1:n])


def _without_ending(words: Sequence[Word], n: int) -> tuple[str, bool]:
    """A word such as "publish", which is a verb of several, or "report", which may be a thing."""
    before, after = at_place(words, n - 1), at_place(words, n + 1)
    if _governed(words, n):
        return "", False
    if bases()[words[n].low]:
        return "base", True
    acted_on = after in word_sets().determiners or after.isdecimal()
    if acted_on and (_is_plural(before) or before in ("who", "and", "or", "they", "we") or _begins_with_many(words)):
        return "base", True
    # "GPs open on Saturdays" may be what they do; "the plan for the hub" is a thing.
    is_of = after in word_sets().prepositions and not (_is_plural(before) and (after == "to" or n == 1))
    return ("", False) if not after or after in STOPS or is_of else ("base", False)


def _unknown(words: Sequence[Word], n: int) -> tuple[str, bool]:
    """A word that the file does not know, before "the", "a", "each": a verb where the words before it could act."""
    word, before, after = words[n].low, at_place(words, n - 1), at_place(words, n + 1)
    known = word_sets()
    small = known.determiners | known.prepositions | known.openers | known.links
    if word in small or not before or before in STOPS or before in small - known.somebody:
        return "", False
    if not word.isalpha() or is_participle(word) or word.endswith(("ing", "ly", "ss", "ous", "ful", "ble")):
        return "", False
    if after not in known.before_a_thing:
        may_be = word.endswith("s") and after.isalpha() and after not in small | finite_words() and after not in bases()
        # "The council aspires to …": one body, and a word that no list can hold.
        may_be = may_be or (word.endswith("s") and after == "to" and words[0].low in ("the", "each", "every"))
        return ("s", False) if may_be else ("", False)
    if word.endswith("s"):
        return "s", True
    return ("base", True) if _is_plural(before) else ("", False)


def _is_plural(word: str) -> bool:
    ends_so = word.endswith(("s", "s'")) and not word.endswith(("ss", "'s"))
    return ends_so or word in word_sets().many


def _begins_with_many(words: Sequence[Word]) -> bool:
    """Whether the sentence begins with several: "Headteachers in the city …"."""
    return any(_is_plural(word.low) and word.low not in word_sets().openers for word in words[:2])


def _governed(words: Sequence[Word], n: int) -> bool:
    """Whether a verb without an ending belongs to one before it: "to publish", "should publish"."""
    at = n - 1
    while at >= 0 and (is_adverb(words[at].low) or words[at].low in ("then", "either", "both")):
        at -= 1
    return at_place(words, at) in word_sets().modals | {"to", "do", "does", "did", "and", "or"}
