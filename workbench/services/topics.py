"""Titles of topics compared: whether two of them mean one thing, and which topics a work programme's row names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_STOP = frozenset("a an and at by for from in into of on or the to with".split())
_GROUP_WORDS = re.compile(r"\b(?:task\s*(?:and|&)\s*finish|t\s*[&+]\s*f)\b(?:\s+group)?s?\b", re.IGNORECASE)
_LIST = re.compile(
    r"\b(?:covering|including|to cover|to include|looking at|consisting of)\b:?\s+([^.;]+)", re.IGNORECASE
)
_PART = 0.5  # the share of their words that two titles of one topic have in common


def mentions_group(text: str) -> bool:
    """Whether a text speaks of a task and finish group, in any of its spellings."""
    return bool(_GROUP_WORDS.search(text))


def bare_title(title: str) -> str:
    """The topic in a group's title: without "Task and Finish Group", brackets, asterisks and what is around them."""
    plain = re.sub(r"\([^)]*\)|[*_]", " ", title)
    plain = _GROUP_WORDS.sub(" ", plain)
    plain = re.sub(r"^\W*(?:the\s+)?(?:group\s+)?(?:considering|examining|investigating|on|into)\s+", "", plain.strip())
    return " ".join(plain.split()).strip(" .:;,–-")


def short_title(title: str) -> str:
    """The acronym that a title gives in brackets: "EHE" of "Elective Home Education (EHE)"; else nothing."""
    found = re.search(r"\(([A-Z][A-Za-z&]{1,7})\)", title)
    return found.group(1) if found and sum(c.isupper() for c in found.group(1)) > 1 else ""


def same_topic(one: str, other: str, acronyms: Mapping[str, str] | None = None) -> bool:
    """Whether two titles mean one topic: half of all their words are in both, acronyms being read as what they mean.

    ``acronyms`` gives their expansions. Endings, brackets, small words and "Task and Finish Group" do not count.
    """
    a, b = _words(one, acronyms or {}), _words(other, acronyms or {})
    return bool(a and b) and len(a & b) / len(a | b) >= _PART


def names_topic(text: str, topic: str, acronyms: Mapping[str, str] | None = None) -> bool:
    """Whether a longer text has every word of a topic."""
    wanted = _words(topic, acronyms or {})
    return bool(wanted) and wanted <= _words(text, acronyms or {})


def topics_of(title: str, detail: str) -> list[str]:
    """The topics that a row about a group names: those that its detail lists ("Covering …, …"), else its title."""
    found = _LIST.search(detail)
    parts = [part for part in re.split(r"\s*[,;]\s*", found.group(1)) if part.strip()] if found else []
    if len(parts) > 1:
        parts[-1:] = re.split(r"\s+and\s+|^and\s+", parts[-1])
        return [topic for part in parts if (topic := part.strip(" .:;"))]
    bare = bare_title(title)
    return [bare] if bare else []


def listed(names: Iterable[str]) -> str:
    """Names as one reads them out: "A", "A and B", "A, B and C"."""
    parts = list(names)
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _words(text: str, acronyms: Mapping[str, str]) -> frozenset[str]:
    plain = _GROUP_WORDS.sub(" ", re.sub(r"\([^)]*\)", " ", text.replace("’", "'")))
    found: list[str] = []
    for word in re.findall(r"[A-Za-z0-9&']+", plain):
        found += re.findall(r"[A-Za-z0-9]+", acronyms.get(word, word)) if word.isupper() else [word]
    return frozenset(_stem(w) for word in found if (w := word.casefold().removesuffix("'s")) not in _STOP)


def _stem(word: str) -> str:
    """One form for child and children, topic and topics; a full stemmer would be too bold for titles."""
    if word in ("children", "childrens"):
        return "child"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
