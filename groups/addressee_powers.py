"""Whether those whom a recommendation is made to can do it: what each kind of body can do, or tell others to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from groups.clause import Reading, passives, read, sentences
from groups.recommendation import Recommendation
from groups.wording_rules import Act, Advice, Body, pattern, phrases, plain, quoted, rules

_AND = re.compile(r",?\s+and\s+")


def kind_of(addressee: str) -> str:
    """The kind of body that an addressee is, as the file calls it; "" where nothing tells."""
    body = _body(addressee)
    return body.kind if body else ""


def power_advice(recommendation: Recommendation) -> Iterator[Advice]:
    """Where the addressee cannot do what is asked, or need not answer: each reason once."""
    addressee = plain(recommendation.addressee).strip(" .,:")
    body = _body(addressee)
    if not addressee:
        return
    told = rules().power
    if body is not None and body.kind in told.need_not_answer:
        yield Advice("addressee", quoted(addressee), told.need_not_why, told.need_not_mend)
        return
    for text in [recommendation.action, *(part.text for part in recommendation.parts)]:
        found = [one for part in sentences(text) for one in _in_sentence(read(part), addressee, body)]
        if found:
            yield found[0]
            return


def _in_sentence(reading: Reading, addressee: str, body: Body | None) -> Iterator[Advice]:
    asks = phrases(rules().power.asks)
    kind = body.kind if body else ""
    whom = _the(addressee)
    for act in rules().act:
        for found in pattern(act.pattern).finditer(reading.text):
            if _is_beyond(act, kind) and not asks.search(reading.text, 0, found.start()):
                mend = act.mend.format(addressee=whom)
                yield Advice("addressee", quoted(_short(found.group())), f"{act.who}.", mend)
    doer = _doer(reading)
    if doer is None or body is None or doer[0] in body.tells or _is_itself(doer[1], addressee):
        return
    if any(kind_of(one) in body.tells for one in _AND.split(reading.subject)):
        return
    told = rules().power
    yield Advice(
        "addressee",
        quoted(doer[1]),
        told.why.format(doer=doer[1], addressee=whom),
        told.mend.format(addressee=whom),
    )


def _is_beyond(act: Act, kind: str) -> bool:
    return bool(kind) and kind not in act.by


def _is_itself(doer: str, addressee: str) -> bool:
    """Whether "the Board", "the Trust" or "the Forum" is short for the addressee."""
    words = doer.casefold().removeprefix("the ").split()
    return len(words) == 1 and words[0] in addressee.casefold().split()


def _doer(reading: Reading) -> tuple[str, str] | None:
    """The kind of body that the sentence says does it, and its name there; None where that is no body of its own."""
    told = rules().power
    main, subject = reading.main, reading.subject
    if main is None or not subject or any(True for _ in passives(reading)):
        return None
    if reading.words[main.at].low in told.gets:
        return None
    for body in rules().body:
        found = pattern(rf"{told.before_name}(?P<name>{body.names})(?!\w|'|-)").match(subject)
        if found and _ends_there(subject[found.end() :]):
            return body.kind, _short(found.group())
    return None


def _ends_there(rest: str) -> bool:
    """Whether the subject ends with the body, or says only which one: "schools in the city", not "school transport"."""
    first = rest.split()[:1]
    return not first or first[0].casefold().strip(",()") in (
        "",
        "in",
        "of",
        "with",
        "that",
        "who",
        "which",
        "across",
        "and",
        "for",
        "within",
        "also",
        "to",
        "on",
        "at",
    )


def _body(name: str) -> Body | None:
    words = plain(name).strip(" .,:")
    before = rules().power.before_name
    return next((b for b in rules().body if pattern(rf"{before}(?:{b.names})\W*").fullmatch(words)), None)


def _the(addressee: str) -> str:
    return addressee if addressee.casefold().startswith("the ") else f"the {addressee}"


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= 8 else f"{' '.join(words[:8])} …"
