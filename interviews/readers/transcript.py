"""Transcripts of recordings: what was said, line by line, with who said it and when (Teams, Zoom, captions, Otter).

Two shapes are told apart. *Captions* have lines such as "00:00:01.000 --> 00:00:04.000" over the words (WebVTT, SRT,
the older Word file of Teams). *Headed turns* have a line with a name and a time over or before the words.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from interviews.readers.clean import clean
from interviews.readers.headed_turns import headed_turns
from interviews.readers.problems import Refusal
from interviews.readers.said import Said, is_name, seconds, split_label
from interviews.submission import Turn

MOST_CUES = 300_000  # a caption every second for more than three days
LONG_LINE = 600
LONG_PAUSE = 5.0
_CHARACTERS_A_SECOND = 14  # how fast people speak, where only the beginning of their words has a time
_FEWEST_CUES = 3  # without a heading that says what the file is, fewer may stand in any text
_ROLLING = 0.25  # of the captions: fewer repeat what was on show before because somebody said it twice

_STAMP = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?"
_TIMING = re.compile(rf"\s*({_STAMP})\s*-->\s*({_STAMP})(?:\s.*)?\Z", re.DOTALL)
_HEADER = re.compile(r"\s*WEBVTT(?:[ \t].*)?\Z")
_CUE_ID = re.compile(r"\d+|[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{20,40}(?:/\d+-\d+)?")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,80})?\s{1,20}([^<>]{0,200})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|</>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,60}\}")
_SENTENCE_END = (".", "?", "!", "…", ".”", "?”", "!”")


class Transcript(NamedTuple):
    """What was said and nothing else, one line for each stretch of one voice; ``turns`` has an entry for every line.

    ``dropped`` are sentences about what was left out.
    """

    text: str
    turns: list[Turn]
    dropped: list[str]


@dataclass
class _Told:
    """What is left out on the way, counted."""

    asides: int = 0
    empty: int = 0
    repeated: int = 0
    other: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """One sentence for each kind of thing that was left out."""
        found = []
        if self.asides:
            many = f"{self.asides} blocks of notes or styles were"
            found.append(f"{many if self.asides > 1 else 'A block of notes or styles was'} left out.")
        if self.empty:
            many = f"{self.empty:,} captions without words were"
            found.append(f"{many if self.empty > 1 else 'A caption without words was'} left out.")
        if self.repeated:
            found.append(
                f"Words that rolling captions show again were taken once ({self.repeated:,} repeats left out)."
            )
        return found + self.other


def read_transcript(text: str) -> Transcript | None:
    """The transcript that a text holds; None where it is no transcript.

    Raises Refusal where it has more captions than anybody can say.
    """
    told = _Told()
    lines = text.removeprefix("\ufeff").split("\n")
    lines = [line.removesuffix("\r") for line in lines]
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    said: list[Said] = []
    if _HEADER.match(lines[first]):
        said = _captions(lines[first + 1 :], told)
    elif sum(1 for _ in _timed(lines, _FEWEST_CUES)) >= _FEWEST_CUES and _begins_with_cue(lines[first:]):
        said = _captions(lines[first:], told)
    else:
        found = headed_turns(lines)
        if found is not None:
            said, told.other = found
    kept = list(_without_repeats(said, told))
    if not kept:
        return None
    texts: list[str] = []
    turns: list[Turn] = []
    for one in _joined(kept):
        for words in _of_fitting_length(one.words):
            texts.append(words)
            turns.append(Turn(line=len(texts), speaker=one.speaker, at=_clock(one.start)))
    return Transcript("\n".join(texts), turns, told.sentences())


def speakers(turns: Iterable[Turn]) -> list[str]:
    """Those who speak, in the order in which each is first heard."""
    return list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))


# -- captions ---------------------------------------------------------------------------------------------------------


def _timed(lines: Sequence[str], most: int) -> Iterator[int]:
    """The places of the first lines that time a caption."""
    found = 0
    for place, line in enumerate(lines):
        if "-->" in line and _TIMING.match(line[:200]):
            yield place
            found += 1
            if found == most:
                return


def _begins_with_cue(lines: Sequence[str]) -> bool:
    """Whether captions begin within the first few lines; a title and a date may stand over them."""
    return next(_timed(lines[:12], 1), None) is not None


def _captions(lines: Sequence[str], told: _Told) -> list[Said]:
    """Captions as they follow each other, each with its voices parted."""
    blocks = list(_blocks(lines, told))
    with_voice = any("<v" in line for block in blocks for line in block.lines)
    if not with_voice:
        blocks = [block._replace(lines=[_TAG.sub("", line) for line in block.lines]) for block in blocks]
    labels = set() if with_voice else _labels(blocks)
    labelled = sum(1 for block in blocks if block.lines and split_label(block.lines[0])[0] in labels)
    # A label may stand only where the voice changes; where nearly every caption has one, none means nobody known.
    carries_on = 0 < labelled < 0.9 * len(blocks)
    named_first = not with_voice and not labels and _names_come_first(blocks)
    said: list[Said] = []
    speaker = ""
    for block in blocks:
        here: list[Said] = []
        if with_voice:
            here += _voices(block)
        elif named_first and len(block.lines) > 1:
            here.append(Said(_name(block.lines[0]), block.start, block.end, _plain_lines(block.lines[1:])))
        else:
            speaker = speaker if carries_on else ""
            for line in block.lines:
                label, words = split_label(line)
                speaker = label if label in labels else speaker
                plain = _plain_lines([words if label in labels else line])
                if here and here[-1].speaker == _name(speaker):
                    here[-1].lines.extend(plain)
                else:
                    here.append(Said(_name(speaker), block.start, block.end, plain))
        spoken = [one for one in here if one.lines]
        told.empty += 0 if spoken else 1
        said += spoken
    return said


class _Block(NamedTuple):
    """One caption: from when to when, and its lines as they stand."""

    start: float
    end: float
    lines: list[str]


def _blocks(lines: Sequence[str], told: _Told) -> Iterator[_Block]:
    """The captions in a file; blank lines part them, and where one is missing the next time does."""
    current: _Block | None = None
    aside = fresh = False
    found = 0
    for place, line in enumerate(lines):
        timing = _TIMING.match(line[:200]) if "-->" in line else None
        if timing:
            if current is not None:
                yield current
            found += 1
            if found > MOST_CUES:
                raise Refusal(f"has more than {MOST_CUES:,} captions: split it into smaller files.")
            current = _Block(seconds(timing[1]), seconds(timing[2]), [])
            aside = False
        elif not line.strip():
            aside, fresh = False, True
            continue
        elif fresh and _ASIDE.match(line):
            told.asides += 1
            aside = True
        elif not aside and current is not None and not _is_cue_id(line, lines, place, fresh=fresh):
            current.lines.append(line)
        fresh = False
    if current is not None:
        yield current


def _is_cue_id(line: str, lines: Sequence[str], place: int, *, fresh: bool) -> bool:
    """Whether a line only names the caption below it: a number or a key, or anything after a blank line."""
    below = lines[place + 1] if place + 1 < len(lines) else ""
    if "-->" not in below or not _TIMING.match(below[:200]):
        return False
    return fresh or bool(_CUE_ID.fullmatch(line.strip()[:80]))


def _voices(block: _Block) -> Iterator[Said]:
    """The voices in one caption, each with its words; words before the first voice are nobody's."""
    parts = _VOICE.split("\n".join(block.lines))
    yield Said("", block.start, block.end, _plain_lines(parts[0].split("\n")))
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        yield Said(_name(name), block.start, block.end, _plain_lines(words.split("\n")))


def _labels(blocks: Sequence[_Block]) -> set[str]:
    """The names that stand before the words ("Name: words") and are meant as such.

    A colon after a few words may be part of what was said: a name comes again, or nearly every caption has one.
    """
    found = Counter(label for block in blocks for line in block.lines if (label := split_label(line)[0]))
    if 2 * sum(found.values()) >= len(blocks):
        return set(found)
    return {label for label, times in found.items() if times > 1}


def _names_come_first(blocks: Sequence[_Block]) -> bool:
    """Whether the first line of nearly every caption is a name, as in the older Word file of Teams."""
    firsts = [block.lines[0].strip() for block in blocks if len(block.lines) > 1 and is_name(block.lines[0].strip())]
    return len(blocks) > 1 and len(firsts) >= 0.8 * len(blocks) and len(set(firsts)) <= max(len(firsts) // 2, 1)


def _name(text: str) -> str:
    return " ".join(clean(html.unescape(text)).split())


def _plain_lines(lines: Iterable[str]) -> list[str]:
    """The words of a caption without marks and styles, blank lines left out."""
    plain = (" ".join(clean(html.unescape(_TAG.sub("", line))).split()) for line in lines)
    return [line for line in plain if line]


# -- what is kept -----------------------------------------------------------------------------------------------------


def _without_repeats(said: list[Said], told: _Told) -> Iterator[Said]:
    """Rolling captions show the last line again above the new one: each line is taken once.

    Only where many captions do so: else somebody may have said it twice, and evidence is not corrected.
    """
    overlaps = [0, *(_shown_again(before, after) for before, after in pairwise(said))]
    repeated = sum(1 for overlap in overlaps if overlap)
    if repeated < 2 or repeated < _ROLLING * (len(said) - 1):
        yield from said
        return
    for one, overlap in zip(said, overlaps, strict=True):
        told.repeated += 1 if overlap else 0
        words = one.words[overlap:].strip() if overlap else one.words
        if words:
            yield Said(one.speaker, one.start, one.end, [words])


def _shown_again(before: Said, after: Said) -> int:
    """How many characters at the beginning of a caption were on show in the one before."""
    if before.speaker != after.speaker or (before.end is not None and after.start > before.end + 1):
        return 0
    old, new = before.words, after.words
    if new.startswith(old) and (len(new) == len(old) or new[len(old)] == " "):
        return len(old)
    for lines in range(min(len(before.lines), len(after.lines), 4), 0, -1):
        if before.lines[-lines:] == after.lines[:lines]:
            return len(" ".join(after.lines[:lines]))
    return 0


def _joined(said: Iterable[Said]) -> Iterator[Said]:
    """Stretches of one voice: a new one where another speaks, after a long pause, and where it has grown long."""
    current: Said | None = None
    length = 0
    for one in said:
        if current is not None and current.speaker == one.speaker and length <= LONG_LINE:
            ended = current.end if current.end is not None else current.start + length / _CHARACTERS_A_SECOND
            if one.start - ended <= LONG_PAUSE:
                current.lines.extend(one.lines)
                current.end = one.end
                length += len(one.words) + 1
                continue
        if current is not None:
            yield current
        current = Said(one.speaker, one.start, one.end, list(one.lines))
        length = len(one.words)
    if current is not None:
        yield current


def _of_fitting_length(words: str) -> Iterator[str]:
    """A very long stretch in lines of some six hundred characters, parted between sentences or else between words."""
    start = 0
    while len(words) - start > 2 * LONG_LINE:
        window = words[start : start + 2 * LONG_LINE]
        cuts = [n for end in _SENTENCE_END if (n := window.rfind(f"{end} ", LONG_LINE)) > 0]
        cut = max(cuts, default=window.rfind(" ")) + 1
        if cut <= 0:
            after = words.find(" ", start)
            cut = after - start + 1 if after >= 0 else len(words) - start
        elif cuts:
            cut = words.index(" ", start + cut) - start + 1
        yield words[start : start + cut].strip()
        start += cut
    if words[start:].strip():
        yield words[start:].strip()


def _clock(start: float) -> str:
    whole = int(start)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
