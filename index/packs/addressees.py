"""To whom a decision or a recommendation is addressed, told by the words around the name of a body or an office."""

from __future__ import annotations

import re

# "the Director of X", "Cabinet Member for Y": what such a phrase begins with, whatever the capitals.
_OFFICE = (
    r"(?:(?:deputy|interim|acting|strategic|assistant|executive|corporate|lead|relevant|appropriate|scrutiny|chief|"
    r"service|senior)\s+){0,3}"
    r"(?:directors?|cabinet members?|heads?|chief executive|leader|portfolio holders?|co-?ordinators?|officers?|"
    r"monitoring officer|executive members?)"
)
_ASKED_TO = r"(?:is|are|be)\s+(?:requested|asked|invited|recommended|instructed)\s+(?:to|that)"
_TO_OFFICER = re.compile(
    rf"(?:that\s+)?(?:the\s+)?(?P<to>{_OFFICE}\b[^,:;.]{{0,90}}?(?:,(?=[^,:;.]{{1,40}} and )[^:;.]{{1,60}}?)?)\s+"
    rf"(?:to\b|{_ASKED_TO}\b)",
    re.IGNORECASE,
)
_TO_BODY = re.compile(rf"(?:that\s+)?(?:the\s+)?(?P<to>[A-Z][^:;.]{{2,120}}?)\s+{_ASKED_TO}\b")
_ASKS = re.compile(
    r"(?:requests?|asks?|invites?|instructs?|calls? (?:up)?on)\s+(?:that\s+)?(?:the\s+)?"
    rf"(?P<to>{_OFFICE}\b[^,:;.]{{0,90}}?)\s+to\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(r"\brecommends?\b(?:\s+to\b)?(?:\s+that\b)?(?:\s+the\b)?\s+", re.IGNORECASE)
_UP_TO_THAT = re.compile(r"(?P<to>[^:;.]{3,140}?)\s*(?:,?\s+that\b|,?\s+to\s*:|:|$)", re.IGNORECASE)
_SMALL = frozenset("and of the for in on & to with".split())
_SELF = re.compile(r"(?:this |that |approval|adoption|acceptance|members? of the public)", re.IGNORECASE)


def addressee_of(text: str) -> str | None:
    """To whom a decision is addressed, where it names somebody who is to do something; None where it names nobody.

    "The Director of X to report on …", "… recommends to the Cabinet Member for Y that …".
    """
    plain = re.sub(r"^\W*RESOLVED\s+(?:that\b|to\b)?,?\s*", "", text[:600], flags=re.IGNORECASE)
    match = _TO_OFFICER.match(plain) or _ASKS.match(plain) or _TO_BODY.match(plain)
    if match:
        return match["to"].strip()
    for match in _RECOMMENDS.finditer(plain):
        name = _name(plain[match.end() :])
        if name:
            return name
    return None


def _name(text: str) -> str:
    """The body or office with which a text begins: up to "that" or a colon, else as far as its capitals go."""
    until = _UP_TO_THAT.match(text)
    if until and not _SELF.match(until["to"]) and _is_name(until["to"]):
        return until["to"].strip(" ,")
    words: list[str] = []
    for word in text.split()[:16]:
        bare = word.strip(",;:.")
        if not (bare[:1].isupper() or bare[:1] in "(&" or bare.casefold() in _SMALL):
            break
        words.append(word)
        if word.endswith((":", ";", ".")):
            break
    while words and words[-1].strip(",;:.").casefold() in _SMALL:
        words.pop()
    name = " ".join(words).strip(" ,;:.")
    return name if name[:1].isupper() and not _SELF.match(name) else ""


def _is_name(text: str) -> bool:
    """Whether a phrase is the name of a body or an office and no more: capitals and small words, or an office."""
    if re.fullmatch(rf"{_OFFICE}(?:\s+(?:for|of|and|in)\b.*)?", text, re.IGNORECASE):
        return not re.search(r"\b(?:is|are|be|has|have|considers?|should|takes?|makes?|ensures?)\b", text)
    words = [word.strip(",;()’'\"") for word in text.split()]
    return text[:1].isupper() and all(not w or not w[0].islower() or w in _SMALL for w in words)
