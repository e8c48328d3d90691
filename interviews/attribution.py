"""Who a finding says its evidence is from: the names in brackets and before "said", matched with the partners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from groups.finding import Finding, FindingKind
from groups.quantifiers import said_pattern
from interviews.name_words import CIVIC_TITLES, fold
from interviews.partner import with_members
from interviews.review import Review

# What may follow a body's name without being part of it, and who is no body by itself.
_ROLES = (
    *("reps", "rep", "representatives", "representative", "officers", "officer", "staff", "colleagues", "leads"),
    *("partners", "partner", "professionals", "practitioners", "managers", "members", "teams", "team", "services"),
)
_NOBODY = frozenset(
    "anyone attendees board carers chair children committee council councillors everybody everyone evidence families "
    "group groups interviewees interviews it members nobody officers parents partners people practitioners "
    "professionals pupils residents review schools some somebody staff submissions teachers they those we witnesses "
    "organisations agencies services stakeholders colleagues representatives reps young".split()
)
# Words that may open a sentence before a name.
_OPENERS = frozenset(
    "after all also although and as at because before both but during few for here however if in many most nor on once "
    "several since so some that then there these this those though until when where while yet".split()
)
_LITTLE = frozenset(
    ("the", "of", "and", "for", "in", "to", "a", "an", "from", "our", "local", "all", "some", "several")
)
_TOLD_BY = (
    r"(?:said|told|raised|reported|highlighted|noted|described|mentioned|confirmed|stressed|emphasised|expressed|voiced"
    r"|echoed)\s+(?:to\s+us\s+)?by"
)
_HEARD_FROM = r"(?:group|we|members|board)\s+(?:also\s+)?(?:heard|learned|learnt)\s+from"
_SEEN_BY = r"(?:in|from)\s+the\s+(?:view|opinion|words|experience|point\s+of\s+view)\s+of"
_FROM = rf"(?:from|by|source:?|according\s+to|per|{_TOLD_BY})"
_NAME = r"[A-Z][\w&'’.-]*(?:\s+(?:(?:and|of|for|the|&)\s+(?:the\s+)?)?[A-Z][\w&'’.-]*)*"
_BRACKETS = re.compile(r"\(([^()]{2,160})\)")
_BEGINS_FROM = re.compile(rf"\s*{_FROM}\s+(?:the\s+)?", re.IGNORECASE)
_BY = re.compile(rf"\b(?i:{_TOLD_BY}|{_SEEN_BY}|{_HEARD_FROM}|according\s+to)\s+(?:the\s+)?({_NAME})")
_JOINS = re.compile(r"\s*(?:,\s*and\b|[,;/]|\band\b|&|\bas well as\b)\s*", re.IGNORECASE)


class Named(NamedTuple):
    """One body that a finding names: the words, and which partners may be meant.

    ``is_known`` without partners is somebody who was interviewed for nobody who is named.
    """

    words: str
    partner_ids: tuple[str, ...] = ()
    is_known: bool = False


class Claim(NamedTuple):
    """Words that say from whom something is, and the bodies in them."""

    words: str
    named: tuple[Named, ...]


class Names:
    """The names by which the partners of a review are called, and who was interviewed."""

    def __init__(self, review: Review) -> None:
        self._partners = review.partners
        self._called: dict[str, list[str]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        for partner in review.partners:
            for name in (partner.name, partner.short_name, _initials(partner.name)):
                if plain := _plain(name):
                    self._called.setdefault(plain, []).append(partner.id)
            self._words[partner.id] = tuple(_plain(partner.name).split())
        self._interviewed: dict[str, set[str]] = {}
        for name, partner_ids in _heard(review):
            if plain := _plain(name):
                self._interviewed.setdefault(plain, set()).update(partner_ids)
        self._spoken = tuple(sorted((name for name in self._called if len(name) > 1), key=len, reverse=True))

    def meant(self, words: str) -> Named | None:
        """Whom some words mean; None for words that name no body ("partners", "officers")."""
        shown = re.sub(r"^the\s+", "", " ".join(words.split()).strip(" .,;:'’“”\""), flags=re.IGNORECASE)
        tried = list(_shorter(_plain(shown)))
        for plain in tried:
            if plain in self._called:
                return Named(shown, tuple(dict.fromkeys(self._called[plain])), True)
            if plain in self._interviewed:
                return Named(shown, tuple(sorted(self._interviewed[plain])), True)
        if not tried or all(word in _NOBODY or word in _LITTLE for word in tried[-1].split()):
            return None
        for plain in tried:
            parts = [_one(word) for word in plain.split()]
            among = [p for p, name in self._words.items() if _in_order(parts, [_one(word) for word in name])]
            if among and not all(word in _NOBODY for word in plain.split()):
                return Named(shown, tuple(among), True)
            if any(_in_order(parts, [_one(word) for word in name.split()]) for name in self._interviewed):
                ids = set().union(*(who for name, who in self._interviewed.items() if _in_order(parts, name.split())))
                return Named(shown, tuple(sorted(ids)), True)
        return Named(shown)

    def listed(self, words: str) -> list[Named]:
        """The bodies in a list ("Police, the Diocese and Health reps"); a name with "and" in it stays whole."""
        cuts = [0, *(place for match in _JOINS.finditer(words) for place in match.span()), len(words)]
        spans = [(cuts[n], cuts[n + 1]) for n in range(0, len(cuts), 2)]
        found: list[Named] = []
        at = 0
        while at < len(spans):
            end = next(
                (e for e in range(len(spans), at + 1, -1) if self._is_name(words[spans[at][0] : spans[e - 1][1]])),
                at + 1,
            )
            meant = self.meant(words[spans[at][0] : spans[end - 1][1]])
            found += [meant] if meant is not None else []
            at = end
        return found

    def _is_name(self, words: str) -> bool:
        return any(plain in self._called for plain in _shorter(_plain(words)))

    def members(self, partner_id: str) -> set[str]:
        """The partner, and for an umbrella the organisations under it."""
        return with_members(partner_id, self._partners)

    def before_said(self, text: str) -> Iterator[re.Match[str]]:
        """Where names of partners stand before a verb of saying, in capitals or not."""
        if self._spoken:
            yield from _said_by(self._spoken).finditer(text)


def claims(finding: Finding, names: Names) -> list[Claim]:
    """What a finding says about whom it is from: beside it, in brackets, and in its words; each name once."""
    told = [Claim(finding.attributed_to.strip(), tuple(names.listed(_without_from(finding.attributed_to))))]
    for match in _BRACKETS.finditer(finding.text):
        words = match.group(1)
        named = names.listed(_without_from(words))
        if named and (_BEGINS_FROM.match(words) or all(one.is_known for one in named)):
            told.append(Claim(match.group(), tuple(named)))
    told += [Claim(match.group(), tuple(names.listed(match.group(1)))) for match in _BY.finditer(finding.text)]
    told += [Claim(match.group(), tuple(names.listed(match["who"]))) for match in names.before_said(finding.text)]
    for match in _stranger_said().finditer(finding.text):
        who = _without_opener(match["who"])
        if (" " in who or who[:2].isupper()) and who.split()[0].casefold().rstrip(".") not in CIVIC_TITLES:
            told.append(Claim(match.group(), tuple(one for one in names.listed(who) if not one.is_known)))
    seen: set[str] = set()
    found = []
    for claim in told:
        fresh = tuple(one for one in claim.named if _plain(one.words) not in seen)
        seen |= {_plain(one.words) for one in fresh}
        if fresh:
            found.append(Claim(claim.words, fresh))
    return found


def speaks_for_itself(finding: Finding, partner_ids: Iterable[str]) -> bool:
    """Whether a finding stands in the section of one of these partners: what it says of them is theirs."""
    return finding.kind is FindingKind.BY_PARTNER and finding.partner_id in partner_ids


def _heard(review: Review) -> Iterator[tuple[str, Sequence[str]]]:
    """Everybody who was heard, by name and by role, with the partners for whom they spoke."""
    sessions = {interview.id: interview for interview in review.interviews if interview.was_held}
    for interview in sessions.values():
        for person in interview.interviewees:
            yield from ((name, interview.partner_ids) for name in (person.name, person.role, person.attribution))
    spoke = {(note.speaker, note.interview_id) for note in review.notes if note.interview_id in sessions}
    for speaker, interview_id in spoke:
        yield speaker, sessions[interview_id].partner_ids
    for handed in review.submissions:
        whose = [handed.partner_id] if handed.partner_id else []
        yield from ((name, whose) for name in (handed.sender, *handed.capacity.split(",")))


def _without_opener(words: str) -> str:
    """A name without the word that opens its sentence: "When Ofsted" → "Ofsted"."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.casefold() in _OPENERS else words


def _without_from(words: str) -> str:
    return _BEGINS_FROM.sub("", words, count=1)


def _plain(words: str) -> str:
    """A name for comparing: small letters, no accents and signs, no article."""
    plain = " ".join(re.findall(r"[\w']+", fold(words).text.replace("&", " and ")))
    return plain.replace("'s", "").removeprefix("the ")


def _shorter(plain: str) -> Iterator[str]:
    """A name as written, then without the words that say who of it spoke: "health reps" → "health"."""
    if plain:
        yield plain
    parts = plain.split()
    while len(parts) > 1 and parts[-1] in _ROLES:
        parts.pop()
        yield " ".join(parts)
    if len(parts) > 2 and parts[0] in ("reps", "representatives", "officers", "staff") and parts[1] in ("from", "of"):
        yield " ".join(parts[2:]).removeprefix("the ")


def _one(word: str) -> str:
    """A word without the sign of the plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _in_order(parts: list[str], name: list[str]) -> bool:
    """Whether these words stand in a name in their order, and more than little words are among them."""
    rest = iter(name)
    return any(part not in _LITTLE for part in parts) and all(part in rest for part in parts)


def _initials(name: str) -> str:
    letters = "".join(word[0] for word in name.split() if word[:1].isupper())
    return letters if len(letters) > 2 else ""


@cache
def _said_by(names: tuple[str, ...]) -> re.Pattern[str]:
    """One of these names, or several, before a verb of saying."""
    one = "|".join(re.escape(name).replace(r"\ ", r"\W+") for name in names)
    roles = "|".join(_ROLES)
    named = rf"(?:the\s+)?(?:{one})(?:\s+(?:{roles}))?\b"
    return re.compile(rf"\b(?P<who>{named}(?:\s*(?:,|and|&)\s*{named})*)\s+{said_pattern()}", re.IGNORECASE)


@cache
def _stranger_said() -> re.Pattern[str]:
    """A name in capitals before a verb of saying."""
    said = said_pattern()
    return re.compile(rf"(?:\b[Tt]he\s+)?\b(?P<who>{_NAME})\s+(?i:{said})")
