"""The lines of a question sheet that came back: numbers in front, words, bullets, and paragraphs over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WRAPPED_AT = 100  # characters; where lines are longer, they are paragraphs and not wrapped
_SHORTEST_WRAPPED = 50

_MARKS = re.compile(r"(?:[>|#*_\s]|&gt;)+")
_NUMBER = re.compile(
    r"(?:(?:question|q)\s*\.?\s*)?(\d{1,3}\s?[a-z]{0,2})(?=[\s.):\-–—*]|\Z)(?:[.):*\-–—]+|\s[\-–—](?=\s))?(\s*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-–*•■●▪◦·□☐‣⁃]|o(?=\s))\s+(?=\S)")
_LISTED = re.compile(r"\s*(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+\S", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*")


def bare(line: str) -> str:
    """A line without what quotes or marks it in front: "> ", "## ", "**"."""
    marks = _MARKS.match(line)
    return line[marks.end() :] if marks else line


def numbered(line: str) -> tuple[str, str | None, str]:
    """The number in front of a line ("1a"), the blank behind it where something sets it off, and the rest."""
    match = _NUMBER.match(line)
    if match is None:
        return "", None, line
    mark = match.group()[len(match[1]) :]
    is_set_off = bool(re.search(r"[.):\-–—\t]|\s{2}", mark))
    number = re.sub(r"\s", "", match[1]).casefold()
    if " " in match[1] and not is_set_off:  # "1 a day" is no number 1a
        return "", None, line
    return number, match[2] if is_set_off else None, line[match.end() :]


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without any mark."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def after_words(text: str, count: int) -> str:
    """What stands behind the first so many words, without the marks that ended them."""
    for n, match in enumerate(_WORD.finditer(text), start=1):
        if n == count:
            return text[match.end() :].lstrip("?!.:;,*_)\"'”’| \t–—-").rstrip("| \t")
    return ""


def as_paragraph(part: Sequence[str]) -> str:
    """One paragraph on one line: without its bullet, the cells of a table parted by bars."""
    lines = []
    for line in part:
        row = _TABLE_ROW.fullmatch(line)
        cells = re.split(r"(?<!\\)\|", row[1]) if row else line.split("\t") if "\t" in line.strip() else []
        lines.append(" | ".join(cell.strip() for cell in cells if cell.strip()) if cells else line.strip())
    said = " ".join(line for line in lines if line)
    bullet = _BULLET.match(said)
    return " ".join((said[bullet.end() :] if bullet else said).split())


def wrapped_at(lines: Sequence[str]) -> int:
    """At how many characters the lines of a text are wrapped; 0 where each line is a paragraph."""
    longest = max((len(line.rstrip()) for line in lines), default=0)
    return longest if _SHORTEST_WRAPPED <= longest <= _WRAPPED_AT else 0


def goes_on(above: str, line: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line above: it was wrapped there, and begins nothing new."""
    if not width or not above.strip() or _BULLET.match(line) or _LISTED.match(line) or _TABLE_ROW.fullmatch(line):
        return False
    first = line.split(maxsplit=1)[0]
    if above.rstrip().endswith((".", "!", "?", ":")) and first[0].isupper():
        return False  # two sentences are two notes: better one too many than two that are one
    return len(above.rstrip()) >= _SHORTEST_WRAPPED and len(above.rstrip()) + 1 + len(first) > width
