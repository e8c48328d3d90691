"""Numbers as prose writes them: words up to twenty, figures above."""

from __future__ import annotations

import re

_WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_OTHER = {"zero": 0, "once": 1, "twice": 2, "both": 2}

# A count, as a group of a pattern; nothing that has a decimal point, a sign or a slash is one.
COUNT = rf"(?<![\w.,/£$€%-])(?P<count>{'|'.join(_WORDS[1:])}|\d{{1,3}}(?![\d.,/%]*[\d%]))\b"
# Before a count: the sentence does not say how many exactly.
INEXACT = re.compile(
    r"\b(?:at least|at most|more than|fewer than|less than|over|under|around|about|approximately|nearly|almost|up to"
    r"|some|roughly|circa|or)\s*$",
    re.IGNORECASE,
)


def value_of(word: str) -> int | None:
    """The number that a word or some figures say; None where it is no number."""
    plain = word.casefold().strip()
    if plain.isdecimal():
        return int(plain)
    return _WORDS.index(plain) if plain in _WORDS else _OTHER.get(plain)


def counts_in(text: str) -> list[int]:
    """All counts that a short answer names: "between 4 and six meetings" has 4 and 6."""
    found = (value_of(word) for word in re.findall(r"\d+|[^\W\d_]+", text))
    return [count for count in found if count is not None]
