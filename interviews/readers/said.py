"""One stretch of speech as a transcript has it, and how names and times are written in transcripts."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_IN_A_NAME = 80
_LABEL = re.compile(r"\s{0,8}(?:[-–—]\s{0,4}|>>\s{0,4})?([^:\n]{1,80}?)\s{0,4}:(?=\s|\Z)")
_MOST_WORDS = 7
_SMALL_WORDS = {"al", "and", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "for", "la", "le", "ní", "of"}
_SMALL_WORDS |= {"on", "the", "ter", "van", "von", "y", "&", "-", "–"}
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")


@dataclass
class Said:
    """Words of one voice from ``start`` on, in seconds; ``end`` is None where nothing says it. No line is empty."""

    speaker: str
    start: float
    end: float | None
    lines: list[str]

    @property
    def words(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)


def seconds(stamp: str) -> float:
    """A time from the start of the recording ("1:02:03.500", "00:03", "0:0:3,67") in seconds."""
    whole, _, fraction = stamp.replace(",", ".").partition(".")
    total = 0
    for part in whole.split(":"):
        total = total * 60 + int(part)
    return total + (float(f"0.{fraction}") if fraction else 0.0)


def is_name(text: str) -> bool:
    """Whether a few words can be the name of somebody who speaks: "Okoro, Ama (Guest)", "Speaker 1"."""
    if not text or len(text) > MOST_IN_A_NAME or text[-1] in ".!?;,":
        return False
    words = _IN_BRACKETS.sub("", text).replace(",", " ").split()
    if not 0 < len(words) <= _MOST_WORDS or not any(letter.isalpha() for letter in text):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.casefold() in _SMALL_WORDS for word in words)


def split_label(line: str) -> tuple[str, str]:
    """The name before a colon and the words behind it; an empty name where no name stands there."""
    found = _LABEL.match(line[:120])
    name = " ".join(found[1].split()) if found else ""
    if found is None or not is_name(name):
        return "", line
    return name, line[found.end() :].strip()
