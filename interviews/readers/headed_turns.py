"""Transcripts whose turns are headed by a name and a time: Word files of Teams, texts of Zoom, Otter and others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from interviews.readers.clean import clean
from interviews.readers.said import MOST_IN_A_NAME, Said, is_name, seconds, split_label

_FEWEST = 3
_MOST_OVER_IT = 8  # lines over the first turn that are the heading of the file: a title, a date, how long it took
_LONGEST_OVER_IT = 500

_STAMP = r"\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,9})?"
_TIME = re.compile(_STAMP)
_BEFORE = re.compile(  # "[00:00:03] Name: words", "00:00:03 Name", "(0:03 - 0:09) Name"
    rf"\s*(?P<open>[\[(])?(?P<at>{_STAMP})"
    rf"(?:\s{{0,4}}(?:-->|[-–])\s{{0,4}}{_STAMP})?(?(open)[\])])[ \t]*(?P<rest>.*)\Z",
    re.DOTALL,
)
_BEHIND = re.compile(  # "Okoro, Ama   0:03", "Name (00:03): words", "[Name] 10:00:03"
    rf"\s{{0,8}}(?P<name>\S.{{0,{MOST_IN_A_NAME}}}?)(?P<gap>[ \t]+)"
    rf"(?:[\[(](?P<within>{_STAMP})[\])]|(?P<bare>{_STAMP}))"
    r"[ \t]*(?P<colon>:?)(?P<rest>.*)\Z",
    re.DOTALL,
)
_SPOKEN_TIME = r"(?:\d{1,3} hours? ?)?(?:\d{1,3} minutes? ?)?\d{1,3} seconds?|(?:\d{1,3} hours? ?)?\d{1,3} minutes?"
_SPOKEN = re.compile(_SPOKEN_TIME)
_SPOKEN_BEHIND = re.compile(rf"(?P<name>.{{1,{MOST_IN_A_NAME}}}?)\s+(?:{_SPOKEN_TIME})")
_UNITS = re.compile(r"(\d+) (hour|minute|second)")
_STARTED = re.compile(r".{0,90}\b(?:started|stopped|ended|paused|resumed) (?:the )?(?:transcription|recording)\W{0,3}")


class _Heading(NamedTuple):
    """Where a turn begins: who, when, the words on the same line, and how many lines the heading takes."""

    speaker: str
    at: float
    words: str
    lines: int
    marked: bool  # the time stands in brackets, or in words as well: nobody writes so by accident


def headed_turns(lines: Sequence[str]) -> tuple[list[Said], list[str]] | None:
    """The turns and what was left out, in sentences; None where the lines are no transcript."""
    kept = [line for line in lines if line.strip()]
    headings = _headings(kept)
    if not _are_of_a_transcript(headings, kept):
        return None
    dropped: list[str] = []
    first = min(headings)
    said = []
    over = [" ".join(clean(line).split()) for line in kept[:first]]
    started = [line for line in over if _is_start(line)]
    over = [line for line in over if line and not _is_start(line)]
    if over and (len(over) > _MOST_OVER_IT or sum(map(len, over)) > _LONGEST_OVER_IT):
        said.append(Said("", headings[first].at, headings[first].at, over))  # too much for a heading: it is kept
    elif over:
        dropped.append(f"The heading of the transcript was left out: “{'; '.join(over)}”.")
    place = first
    while place < len(kept):
        heading = headings.get(place)
        if heading is not None:
            said.append(Said(heading.speaker, heading.at, None, [heading.words] if heading.words else []))
            place += heading.lines
            continue
        words = " ".join(clean(kept[place]).split())
        if _is_start(words):
            started.append(words)
        elif words:
            said[-1].lines.append(words)
        place += 1
    if started:
        many = f"{len(started)} lines that say" if len(started) > 1 else "A line that says"
        were = "were" if len(started) > 1 else "was"
        dropped.append(f"{many} who started or stopped the recording {were} left out.")
    return [one for one in said if one.lines], dropped


def _is_start(line: str) -> bool:
    return len(line) < 160 and _STARTED.fullmatch(line) is not None


def _headings(lines: Sequence[str]) -> dict[int, _Heading]:
    """Every heading by the place of its line."""
    found: dict[int, _Heading] = {}
    place = 0
    while place < len(lines):
        heading = _heading(lines, place)
        if heading is None:
            place += 1
        else:
            found[place] = heading
            place += heading.lines
    return found


def _heading(lines: Sequence[str], place: int) -> _Heading | None:
    line = lines[place]
    return _name_over_time(lines, place) or _time_first(lines, place) or _time_behind(line)


def _name_over_time(lines: Sequence[str], place: int) -> _Heading | None:
    """A name, "0 minutes 3 seconds" and "0:03" on lines of their own; perhaps name and time again over the words."""
    if place + 1 >= len(lines) or len(lines[place]) > 2 * MOST_IN_A_NAME or len(lines[place + 1]) > MOST_IN_A_NAME:
        return None
    name, spoken = lines[place].strip(), lines[place + 1].strip()
    if not _SPOKEN.fullmatch(spoken) or not is_name(name):
        return None
    at = float(sum(int(n) * {"hour": 3600, "minute": 60, "second": 1}[unit] for n, unit in _UNITS.findall(spoken)))
    taken = 2
    for line in lines[place + 2 : place + 4]:
        again = _SPOKEN_BEHIND.fullmatch(line.strip()) if len(line) < 2 * MOST_IN_A_NAME else None
        if not _TIME.fullmatch(line.strip()[:MOST_IN_A_NAME]) and not (again and again["name"].strip() == name):
            break
        taken += 1
    return _Heading(_plain(name), at, "", taken, True)


def _time_first(lines: Sequence[str], place: int) -> _Heading | None:
    found = _BEFORE.match(lines[place]) if lines[place][:12].lstrip()[:1] in "[(0123456789" else None
    if found is None or (found["rest"] and found["rest"][0] in ":.,-–/%"):
        return None
    bracketed = bool(found["open"])
    at, rest = seconds(found["at"]), found["rest"].strip()
    speaker, words = split_label(rest)
    if speaker:
        return _Heading(_plain(speaker), at, _plain(words), 1, bracketed)
    below = lines[place + 1] if place + 1 < len(lines) else ""
    if is_name(rest) and below.strip() and not _BEFORE.match(below[:200]):
        return _Heading(_plain(rest), at, "", 1, bracketed)
    # A time alone over the words of nobody known, or a time in brackets before them.
    return _Heading("", at, _plain(rest), 1, bracketed) if bracketed or not rest else None


def _time_behind(line: str) -> _Heading | None:
    found = _BEHIND.match(line)
    if found is None:
        return None
    name = found["name"].strip()
    in_brackets = name.startswith("[") and name.endswith("]")
    name = name.strip("[]").rstrip(":").strip()
    rest = found["rest"].strip()
    if not name or name[-1] in ".!?;,":
        return None
    if found["within"]:
        if not is_name(name) or (rest and not found["colon"]):
            return None
    elif rest or (len(found["gap"].expandtabs()) < 2 and not in_brackets and not is_name(name)):
        return None
    at = seconds(found["within"] or found["bare"])
    return _Heading(_plain(name), at, _plain(rest), 1, bool(found["within"]) or in_brackets)


def _are_of_a_transcript(headings: dict[int, _Heading], lines: Sequence[str]) -> bool:
    """Whether these headings make a transcript: enough of them, in the order of time, over words, by names that recur.

    The times of an agenda or of a timetable stand beside what happens and not over what was said.
    """
    if len(headings) < _FEWEST:
        return False
    found = list(headings.values())
    steps = list(pairwise(one.at for one in found))
    if sum(1 for before, after in steps if after >= before) < 0.9 * len(steps):
        return False
    over_words = sum(
        1
        for place, one in headings.items()
        if one.words or (place + one.lines < len(lines) and place + one.lines not in headings)
    )
    if over_words < 0.8 * len(found):
        return False
    names = {one.speaker for one in found}
    in_sight = 20 * len(found) >= len(lines)  # at least one line in twenty
    return in_sight and (len(names) < len(found) or all(one.marked for one in found))


def _plain(text: str) -> str:
    return " ".join(clean(text).split())
