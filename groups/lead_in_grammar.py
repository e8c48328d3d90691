"""Whether a recommendation reads on from the line over it, "The Board recommend to the … that:", and its parts too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from groups.addressee_powers import kind_of
from groups.clause import Reading, Shape, read, sentences
from groups.numbering import letter
from groups.recommendation import Recommendation
from groups.verb_words import is_participle, is_verb, third_person
from groups.wording_rules import Advice, Told, pattern, plain, quoted, rules

_LEAD_WORDS = 60  # characters of a line over parts that are repeated in advice


def lead_in_advice(recommendation: Recommendation) -> Iterator[Advice]:
    """What does not read on: the recommendation itself first, then each part that does not fit."""
    parts = [plain(part.text) for part in recommendation.parts if part.text.strip()]
    found = _whole(plain(recommendation.action), parts)
    if found is not None:
        yield found
    if parts:
        yield from _parts(plain(recommendation.action), parts)


def _whole(text: str, parts: Sequence[str]) -> Advice | None:
    told = rules().reads_on
    if not text.strip(" .,;:?!"):
        return None
    if again := pattern(told.again.words).match(text):
        return _advice(told.recommends, again.group())
    first = (sentences(text) or [text])[0]
    reading = read(first)
    if first.endswith("?"):
        return _advice(told.question, reading.clipped(0))
    if text.casefold().startswith("that "):
        return _advice(told.that, reading.clipped(0, 3))
    if text.endswith((":", "…", "...")) and not parts:
        return _advice(told.unfinished, f"… {' '.join(text.split()[-3:])}")
    shape = reading.shape
    begins_to = reading.words[0].low == "to" if reading.words else False
    if begins_to and parts and all(read(part).shape is Shape.CLAUSE for part in parts):
        return None
    if begins_to and shape is not Shape.CLAUSE and shape is not Shape.UNSURE:
        return _order(told.infinitive, reading, 0, _verb_after_to(reading, 0))
    at = reading.begins
    if (to := _body_to(reading)) and not (parts and text.rstrip(" :").endswith(" to")):
        return _order(told.subject_to, reading, to, _verb_after_to(reading, to))
    match shape:
        case Shape.IMPERATIVE:
            return _order(told.imperative, reading, at, reading.words[at].low)
        case Shape.INFINITIVE:
            return _order(told.infinitive, reading, at, _verb_after_to(reading, at))
        case Shape.THING | Shape.DONE | Shape.DOING | Shape.DOES if not _parts_have_the_verb(text, parts):
            return _advice(told.no_verb, reading.clipped(at))
    return None


def _body_to(reading: Reading) -> int:
    """The place of "to" where a body stands before it and a verb behind: "The Director to report …"; 0 elsewhere."""
    end = reading.main.at if reading.main else len(reading.words)
    for n in range(reading.begins + 1, min(reading.begins + 12, len(reading.words) - 1, end)):
        if reading.words[n].low == "to" and is_verb(reading.words[n + 1].low):
            before = reading.text[reading.words[reading.begins].start : reading.words[n - 1].end]
            return n if kind_of(before) and not before.casefold().endswith((" is", " are", " be")) else 0
    return 0


def _verb_after_to(reading: Reading, at: int) -> str:
    return reading.words[at + 1].low if at + 1 < len(reading.words) else ""


def _order(told: Told, reading: Reading, at: int, verb: str) -> Advice:
    verbs = third_person(verb) if is_verb(verb) else "publishes"
    return Advice("lead-in", quoted(f"{reading.clipped(at)} …"), told.why, told.mend.format(verbs=verbs))


def _advice(told: Told, words: str) -> Advice:
    return Advice("lead-in", quoted(words), told.why, told.mend)


def _parts_have_the_verb(text: str, parts: Sequence[str]) -> bool:
    """Whether the line is only who does it, or what for, and every part goes on with a verb: "The service:"."""
    ends_to = text.rstrip(" :").casefold().endswith((" to", *(f" {word}" for word in rules().grammar.modals)))
    return bool(parts) and (ends_to or all(read(part).shape in (Shape.DOES, Shape.CLAUSE) for part in parts))


# -- lettered parts ----------------------------------------------------------------------------------------------------


def _parts(lead: str, parts: Sequence[str]) -> Iterator[Advice]:
    """The first part that does not fit the line over it, and the first that is built another way than those before."""
    told = rules().reads_on
    says = lead.rstrip(" :–-").casefold().split()[-1:]
    shapes = [_shape_of(part, is_said=says != [] and says[0] in rules().grammar.saying) for part in parts]
    fits = _fitting(lead)
    end = lead if len(lead) <= _LEAD_WORDS else f"… {lead[-_LEAD_WORDS:].split(' ', 1)[-1]}"
    odd = next((n for n, shape in enumerate(shapes) if fits is not None and shape not in fits), None)
    if odd is not None:
        words = f"{letter(odd + 1)}. {_clip(parts[odd])} …"
        yield Advice("sub-part", quoted(words), told.part.why.format(lead=end), told.part.mend)
        return
    sure = [(n, shape) for n, shape in enumerate(shapes) if shape is not Shape.UNSURE]
    for (_, one), (n, other) in pairwise(sure):
        if one is not other and {one, other} != {Shape.THING, Shape.DOING}:
            words = f"{letter(n + 1)}. {_clip(parts[n])} …"
            yield Advice("parallel", quoted(words), told.parallel.why, told.parallel.mend)
            return


def _shape_of(part: str, *, is_said: bool) -> Shape:
    """How a part is built; "that …" counts as a sentence, and one that a "how" or "what" opens as a thing.

    Where the line over it ends in a word such as "says", what is said may be either: "that …" is a thing there.
    """
    reading = read((sentences(part) or [part])[0])
    first = reading.words[0].low if reading.words else ""
    if first in ("how", "what", "who", "whether", "why", "which", "where", "when", "whom", "if"):
        return Shape.THING
    if first == "that" and is_said:
        return Shape.THING
    if first == "that":
        return Shape.CLAUSE if reading.shape is not Shape.THING else Shape.THING
    if first in ("by", "in", "on", "at", "from", "for", "with") and reading.begins == 0:
        return Shape.UNSURE
    return reading.shape


def _fitting(lead: str) -> frozenset[Shape] | None:
    """How a part must be built to read on from this line; None where every kind does."""
    told = rules().grammar
    line = lead.rstrip(" :–-")
    words = line.casefold().split()
    if not words or pattern(told.whole_lead).search(line):
        return None
    last = words[-1]
    if last == "that":
        return frozenset({Shape.CLAUSE, Shape.UNSURE})
    if last == "to" or last in told.modals:
        return frozenset({Shape.IMPERATIVE, Shape.UNSURE})
    if last == "by":
        return frozenset({Shape.DOING, Shape.THING, Shape.UNSURE})
    if last in told.be or last == "be":
        return frozenset({Shape.DONE, Shape.THING, Shape.DOING, Shape.INFINITIVE, Shape.UNSURE})
    if last in told.wants_thing:
        return frozenset({Shape.THING, Shape.DOING, Shape.UNSURE})
    reading = read(line)
    if reading.shape is Shape.THING and not is_participle(last):
        return frozenset({Shape.DOES, Shape.IMPERATIVE, Shape.UNSURE})
    return None


def _clip(text: str) -> str:
    return " ".join(text.split()[:4]).rstrip(" ,;:.")
