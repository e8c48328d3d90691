"""How a council's report puts things in words: dates, lists of names, counts; and text that any file can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from groups.numbering import in_words

# What XML 1.0 allows (section 2.2), the narrowest of the formats; line ends and tabs are handled before.
_FORBIDDEN = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def plain(text: str) -> str:
    """The text on one line, without the characters that no Word or HTML file may hold."""
    return _FORBIDDEN.sub("", _BLANKS.sub(" ", text))


def long_date(day: date) -> str:
    """A date as the council's reports print it: 3rd December 2020."""
    return f"{day.day}{_ending(day.day)} {day:%B %Y}"


def listing(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "a", "a and b", "a, b and c"; "" for none."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def counted(n: int, one: str, many: str = "") -> str:
    """A count with its noun, in words up to ten: "one meeting", "seven meetings"."""
    return f"{in_words(n)} {one if n == 1 else many or one + 's'}"


def times(n: int) -> str:
    """How often, as one says it: "once", "twice", "three times", "12 times"."""
    return {1: "once", 2: "twice"}.get(n, f"{in_words(n)} times")


def _ending(n: int) -> str:
    return "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
