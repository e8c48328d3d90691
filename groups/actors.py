"""Who is to do it: nobody, everybody, or somebody that the sentence does not name."""

from __future__ import annotations

from collections.abc import Iterator

from groups.addressee_powers import kind_of
from groups.clause import Reading, passives, read, sentences
from groups.recommendation import Recommendation
from groups.verb_words import at_place, word_sets
from groups.wording_rules import Advice, pattern, plain, quoted, rules

# Such a body works through others, so that who does it is not plain from whom it is made to.
_TWO_WORDS = ("made", "kept", "put", "set", "drawn")
_THROUGH_OTHERS = ("executive", "scrutiny", "government", "")


def actor_advice(recommendation: Recommendation, kind: str) -> Iterator[Advice]:
    """Where nobody or everybody is to do it; ``kind`` is the kind of body that it is made to."""
    told = rules()
    owner = plain(recommendation.owner).strip(" .")
    if owner:
        if owner.casefold() in told.everybody.owners:
            yield Advice("everybody", quoted(recommendation.owner.strip()), told.everybody.why, told.everybody.mend)
        elif _stands_in(owner, recommendation.action):
            yield Advice("owner twice", quoted(owner), told.owner_twice.why, told.owner_twice.mend)
        return
    texts = [recommendation.action]
    if not _names_who(recommendation.action):
        texts += [part.text for part in recommendation.parts]
    seen: set[str] = set()
    for text in texts:
        for n, one in enumerate(sentences(text)):
            for advice in _in_sentence(read(one), kind, is_first=not n):
                if advice.rule not in seen:
                    seen.add(advice.rule)
                    yield advice


def _names_who(lead: str) -> bool:
    """Whether the line over the parts says who does what they say: "The Head of Housing takes three steps:"."""
    reading = read((sentences(lead) or [""])[-1])
    return reading.main is not None and reading.main.form != "be" and not any(True for _ in passives(reading))


def _in_sentence(reading: Reading, kind: str, *, is_first: bool) -> Iterator[Advice]:
    told = rules()
    from_there = reading.text[reading.words[reading.begins].start :] if reading.words else ""
    again = pattern(told.reads_on.again.words).match(reading.text)
    if is_first and not again and (found := pattern(told.nobody.pattern).match(from_there)):
        yield Advice("nobody", quoted(found.group().strip()), told.nobody.why, told.nobody.mend)
        return
    for first, last in passives(reading):
        if _says_by_whom(reading, last) or _is_state(reading, last) or _asks_somebody(reading, last):
            continue
        if reading.words[last].low in told.passive.own_papers and kind not in _THROUGH_OTHERS:
            continue
        after = at_place(reading.words, last + 1)
        goes_on = reading.words[last].low in _TWO_WORDS and after.isalpha() and after not in word_sets().prepositions
        shown = last + 1 if goes_on else last
        words = reading.text[reading.words[first].start : reading.words[shown].end]
        yield Advice("passive", quoted(words), told.passive.why, told.passive.mend)
        return
    main = reading.main
    if main is not None and not any(True for _ in passives(reading)):
        names = pattern(rf"{told.everybody.names}\b")
        subject = reading.subject
        if _says_by_whom(reading, main.at):
            return
        if (found := names.match(subject)) and _ends_there(subject[found.end() :]) and main.form not in ("be",):
            yield Advice("everybody", quoted(found.group()), told.everybody.why, told.everybody.mend)


def _ends_there(rest: str) -> bool:
    """Whether the subject ends, or only says which or where: "partners in the city", but not "partners' lists"."""
    return not rest.strip() or rest.lstrip().split()[0].casefold() in (
        "in",
        "across",
        "and",
        "who",
        "that",
        "at",
        "within",
        "also",
        "both",
    )


def _says_by_whom(reading: Reading, last: int) -> bool:
    """Whether the sentence goes on with "by" and somebody, and not with a day or a means."""
    rest = reading.text[reading.words[last].end :]
    if reading.words[last].low in rules().passive.given and pattern(rules().passive.giver).search(rest):
        return True
    told = pattern(rules().passive.no_agent)
    return any(not told.match(rest, found.start()) for found in pattern(r"\bby\s+(?=\w)").finditer(rest))


def _is_state(reading: Reading, last: int) -> bool:
    return reading.words[last].low in rules().passive.states


def _asks_somebody(reading: Reading, last: int) -> bool:
    """Whether it only asks a body or officers to do something, as in "Cabinet is asked to approve …"."""
    told = rules().passive
    if reading.words[last].low not in told.asked or at_place(reading.words, last + 1) != "to":
        return False
    subject = reading.subject
    return kind_of(subject) not in ("", "others") or pattern(told.may_be_asked).fullmatch(subject) is not None


def _stands_in(owner: str, text: str) -> bool:
    """Whether the owner is named in the sentence, as the one who does it."""
    bare = owner.casefold().removeprefix("the ").removeprefix("by the ").removeprefix("by ")
    first = (sentences(text) or [""])[0]
    reading = read(first)
    subject = reading.subject.casefold().removeprefix("the ")
    return bool(bare) and (subject == bare or f"by the {bare}" in first.casefold() or f"by {bare}" in first.casefold())
