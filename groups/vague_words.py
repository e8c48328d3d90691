"""The words of a recommendation that say nothing that can be checked."""

from __future__ import annotations

import re
from functools import cache

from groups.wording_rules import LONGEST, Advice, VagueRule, pattern, phrases, quoted, rules

# What is only said of somebody, or only says what something is for, is not what is asked.
_ASIDE = re.compile(
    r"^(?:that\s+)?to\s[^,;:.]+,\s"
    r"|\b(?:so\s+that|in\s+order\s+(?:to|that))\b[^.;]*"
    r"|\b(?:who|whose|whom)\b(?:\s+\w+){1,5}",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<![.:;?!\n“\"(] )(?<=\w )(?=[A-Z])")


def vague_words(text: str) -> list[Advice]:
    """The words of a text that say nothing that can be checked, in the order in which they stand.

    Of two rules that meet in the same words the first in the file speaks, and each rule speaks once.
    """
    lines = "\n".join(" ".join(line.replace("’", "'").split()) for line in text[:LONGEST].splitlines())
    asides = [found.span() for found in _ASIDE.finditer(lines)]
    taken: list[tuple[int, int]] = list(asides)
    found: list[tuple[int, Advice]] = []
    for rule in rules().rule:
        free = [
            match
            for match in _finds(rule.id).finditer(lines)
            if not any(match.start() < end and start < match.end() for start, end in taken)
            and not _is_name(lines, match)
            and not (rule.unless and pattern(rule.unless).search(_sentence_around(lines, match.start())))
        ]
        taken += [match.span() for match in free]
        if free:
            found.append((free[0].start(), Advice(rule.id, quoted(free[0].group()), rule.why, rule.mend)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether the words are capital letters within a sentence, as in the Better Start Board."""
    return match.group()[:1].isupper() and bool(_NAMED.match(text, match.start()))


def _sentence_around(text: str, at: int) -> str:
    """The sentence in which a place stands."""
    start = max(text.rfind(sign, 0, at) for sign in ".;\n") + 1
    return re.split(r"[.;\n]", text[start:], maxsplit=1)[0]


@cache
def _finds(rule_id: str) -> re.Pattern[str]:
    rule: VagueRule = next(rule for rule in rules().rule if rule.id == rule_id)
    parts = [phrases(rule.words).pattern] if rule.words else []
    return pattern("|".join([*parts, *([rule.pattern] if rule.pattern else [])]))
