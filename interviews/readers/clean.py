"""Cleaning text from others: nothing that steers a terminal, hides or reorders words comes through.

The rules are those of design/documents.md ("Import pipeline"), and hold at import and again at display. Evidence is
not corrected: letters, quotes, dashes and spelling stay (NFC, never NFKC). The file as it came is kept beside the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_PLAIN = re.compile(r"[\n\t\x20-\x7e]*\Z")

# LF stays; CRLF, CR, and what Unicode calls a mandatory break (VT, NEL, LS, PS) become LF. Form feeds: see _FORM_FEED.
_BREAKS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_FORM_FEED = re.compile("\f+")

# Strings (OSC, DCS, SOS, PM, APC) go with their contents only where they end on the same line: an opener without an
# end would otherwise swallow the rest of the document. The last branch takes away such an opener.
_ESCAPES = re.compile(
    "(?:\x1b\\]|\x9d)[^\x07\x1b\x80-\x9f\n]*(?:\x07|\x1b\\\\|\x9c)"
    "|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x80-\x9f\n]*(?:\x1b\\\\|\x9c)"
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"
    "|\x1b[ -/]*[0-~]"
)

_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff"  # soft hyphen, zero width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction
    "\u115f\u1160\u3164\uffa0"  # letters that show nothing
    "\ufe00-\ufe0f\ufff9-\ufffb\U000e0000-\U000e0fff"  # variation selectors, annotation, tag characters
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, non-characters
    "]"
)

_FOLDED = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
    }
)

# Whole words only and no backtracking, so that a very long word takes no longer than many short ones.
_HYPHENATED = re.compile("(?<![^\\W_])[^\\W_]++(?:\x02[^\\W_]++)+")
_LINE_END_HYPHEN = re.compile("(?<=[^\\W_])\x02(?=\n)")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

# Unicode's stream-safe limit (UAX #15, section 13): no more marks than this on one letter. Putting longer runs into
# order takes time with the square of their length.
_MOST_MARKS = 30
_MARKED = re.compile(f".[\u0300-\U0010ffff]{{{_MOST_MARKS},}}", re.DOTALL)


class Paged(NamedTuple):
    """Cleaned text, and the line (from 1) on which each page begins; no page starts where it has no form feed."""

    text: str
    page_starts: tuple[int, ...]


def clean(text: str) -> str:
    """The text without anything that acts on a terminal or hides from a reader. Cleaning twice changes nothing.

    Lines: LF stays; CRLF, CR, VT, NEL, U+2028 and U+2029 become LF; a run of form feeds becomes LF, or nothing where
    it stands beside a line break or at either end. Nothing else adds or takes a line, so a line of the result is the
    same line in an editor. Taken out: escape sequences (strings such as OSC 8 and OSC 52 with their contents), C0
    except tab and LF, DEL, C1, soft hyphens, zero-width characters (joiners too), direction marks, tag characters,
    variation selectors, surrogates, non-characters, and more than 30 marks on one letter. Folded: Latin ligatures to
    letters, hard spaces to spaces. U+0002, which stands for a hyphen at a line's end in text from a PDF, becomes a
    hyphen; where the text elsewhere has the word in one, and nowhere with the hyphen, it goes. Then NFC.
    """
    if _PLAIN.match(text):
        return text
    return _cleaned(_FORM_FEED.sub(_page_break, _breaks(text)))


def paged(text: str) -> Paged:
    """The same text as ``clean`` gives, with the line on which each page begins, pages being parted by form feeds."""
    if "\f" not in text:
        return Paged(clean(text), ())
    lined = _breaks(text)
    starts, line, last = [1], 1, 0
    for found in _FORM_FEED.finditer(lined):
        line += lined.count("\n", last, found.start()) + _page_break(found).count("\n")
        last = found.end()
        ends_line = found.start() > 0 and lined[found.start() - 1] != "\n" and lined[last : last + 1] in ("", "\n")
        starts += [line + ends_line] * len(found.group())
    return Paged(clean(text), tuple(starts))


def visible(text: str, *, single_line: bool = False) -> str:
    """The text as it may be shown: cleaned; on one line, with single spaces, where ``single_line`` is asked for."""
    return " ".join(clean(text).split()) if single_line else clean(text)


def _breaks(text: str) -> str:
    return _BREAKS.sub("\n", text)


def _page_break(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    at_edge = start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n"
    return "" if at_edge else "\n"


def _cleaned(text: str) -> str:
    text = _UNWANTED.sub("", _hyphens(_ESCAPES.sub("", text))).translate(_FOLDED)
    return unicodedata.normalize("NFC", _MARKED.sub(_fewer_marks, text))


def _hyphens(text: str) -> str:
    if "\x02" not in text:
        return text
    words = {word.casefold() for word in _WORD.findall(text)}

    def mended(found: re.Match[str]) -> str:
        whole = ""
        for part in found.group().split("\x02"):
            joined = (whole + part).casefold()
            hyphen = whole and (joined not in words or f"{whole}-{part}".casefold() in words)
            whole += f"-{part}" if hyphen else part
        return whole

    return _LINE_END_HYPHEN.sub("-", _HYPHENATED.sub(mended, text))


def _fewer_marks(found: re.Match[str]) -> str:
    kept, marks = [], 0
    for letter in found.group():
        before = marks
        for part in unicodedata.normalize("NFD", letter):
            marks = marks + 1 if unicodedata.combining(part) else 0
        if marks > _MOST_MARKS and unicodedata.combining(letter):
            marks = before
        else:
            kept.append(letter)
    return "".join(kept)
