"""Lines of a report become paragraphs: list marks read and taken off, wrapped lines joined, page furniture left out.

The grammar is of marks, not of indents, since conversion loses the nesting (design/documents.md, "What conversion does
to it"): a bullet may stand in front of a number, a number in front of nothing, a page number between two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from index.packs.lines import Line
from index.reviews.models import Footnote


@dataclass(slots=True)
class Para:
    """A paragraph with the lines it came from. ``label`` is the number in front of it without dot or bracket."""

    lines: list[int]
    text: str
    label: str = ""
    style: str = ""  # "dotted" 2.1, "arabic" 1) or 1., "lower" a. or iv., "section" 2, or none
    bulleted: bool = False
    apart: bool = True  # a blank line, or the beginning, stands before it
    dotted_end: bool = field(default=False, repr=False)  # "1." rather than "1)"

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.lines[0]

    @property
    def bare(self) -> bool:
        """Whether it has no number."""
        return not self.style

    @property
    def arabic(self) -> int | None:
        """The value of 1) or 1."""
        return int(self.label) if self.style == "arabic" else None

    @property
    def roman(self) -> int | None:
        """The value of iv. or iv)."""
        return roman_value(self.label) if self.style == "lower" else None

    @property
    def letter(self) -> int | None:
        """The place of a. or a) in the alphabet."""
        return ord(self.label) - 96 if self.style == "lower" and len(self.label) == 1 else None

    @property
    def opens_list(self) -> bool:
        """Whether it announces what follows it."""
        return self.text.endswith((":", ":-", ": -"))


_BULLETS = re.compile(r"(?:[-–—•●■▪◦○·≤‣⁃\uf0b7\uf0a7]\s+)+")
_CAPITAL = r"[A-Z\"“‘'(]"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_LABELS = (
    ("dotted", re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\.?(?:\s+|(?={_CAPITAL})|\Z)")),
    ("arabic", re.compile(rf"\(?(\d{{1,2}})\)(?:\s+|(?={_CAPITAL})|\Z)")),
    ("arabic", re.compile(rf"(\d{{1,2}})\.(?:\s+|(?={_CAPITAL})|\Z)")),
    ("arabic", re.compile(r"Recommendation\s+(\d{1,2})\s*(?:[:.–—-]\s*|\Z)", re.I)),
    ("lower", re.compile(r"\(?([a-z]|[ivxl]{2,6})[.)](?:\s+|\Z)")),
    ("section", re.compile(rf"(\d{{1,2}})\s+(?={_CAPITAL})(?!{_MONTH})")),
)
_FURNITURE = re.compile(r"\W*(?:page \d+ of \d+|<!-- ?image ?-->|\[image\])\W*", re.I)
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?")
_FOOTNOTE = re.compile(r"([¹²³⁰⁴-⁹]+)\s*(?=\S)")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})\Z")
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_QUOTES = str.maketrans("’‘“”‐‑‒–—―", "''\"\"------")

# What begins a paragraph even where no blank line stands before it, as in text from a PDF.
_STRUCTURAL = re.compile(
    r"(?:to|date|subject|title|from|author|report author(?:\(s\))?|name and job title|appendix \d{1,2}"
    r"|appendices|contact officer)\s*(?::|[–—-]\s|\Z)|key lines? of enquiry\b|title of (?:the )?review\b"
    r"|e-?mail\s*:|tel(?:ephone)?\s*:|what(?:'s| is| are we)? (?:working|worried)|what needs to happen",
    re.I,
)


def fold(text: str) -> str:
    """The text for comparing: lower case, straight quotes, plain hyphens, single blanks, no stop at the end."""
    return " ".join(text.casefold().translate(_QUOTES).split()).strip(" .:;,")


def alike(one: str, other: str, least: float = 0.85) -> bool:
    """Whether two texts say the same in nearly the same words."""
    a, b = fold(one)[:600], fold(other)[:600]
    if not a or not b:
        return False
    if a == b:
        return True
    match = SequenceMatcher(None, a, b, autojunk=False)
    return match.quick_ratio() >= least and match.ratio() >= least


def roman_value(label: str) -> int | None:
    """The value of a roman number in small letters up to xxxix (iv → 4); None for what is none."""
    found = _ROMAN.match(label)
    if not label or not found:
        return None
    return 10 * len(found.group(1)) + _ROMAN_UNITS.index(found.group(2))


def roman(value: int) -> str:
    """The roman number in small letters: 1 → i, 11 → xi; from forty on, the figures."""
    if value >= 40:
        return str(value)
    return "x" * (value // 10) + _ROMAN_UNITS[value % 10]


def is_furniture(line: Line, *, numbers: bool = True) -> bool:
    """Whether a line belongs to the page and not to the text; a lone number only counts where ``numbers`` is set."""
    if line.is_furniture or _FURNITURE.fullmatch(line.text):
        return True
    return numbers and not line.is_row and bool(_PAGE_NUMBER.fullmatch(line.text))


def take_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[Footnote], list[int]]:
    """Part the footnotes from the text, wherever they stand. Returns the other lines, the footnotes and their lines."""
    rest: list[Line] = []
    notes: list[Footnote] = []
    used: list[int] = []
    within = False
    for line in lines:
        found = None if line.is_row else _FOOTNOTE.match(line.text)
        if found:
            notes.append(Footnote(mark=found.group(1), text=line.text[found.end() :], line=line.number))
        elif within and line.text and not line.is_row and not _begins_anew(_marked(line)):
            notes[-1] = notes[-1].model_copy(update={"text": f"{notes[-1].text} {line.text}"})
        else:
            within = False
            rest.append(line)
            continue
        within = True
        used.append(line.number)
    return rest, notes, used


def paragraphs(lines: Iterable[Line]) -> list[Para]:
    """The paragraphs of some lines. A line without a mark goes on where the line before ended, blank lines part.

    A page break inside a sentence does not part: after page furniture a line that begins with a small letter goes on
    with a paragraph that has no stop. Lines below one that announces a list are its items, bullets or not.
    """
    found: list[Para] = []
    apart, page_break, listing = True, False, False
    for line in lines:
        if is_furniture(line):
            page_break = True
            continue
        if line.is_blank:
            apart = True
            continue
        para = _marked(line)
        para.apart = apart
        before = found[-1] if found else None
        listing = listing and before is not None and _is_unmarked_item(before, para)
        para.bulleted = para.bulleted or listing
        if before is not None and _goes_on(before, para, page_break=page_break):
            before.lines.append(line.number)
            before.text = f"{before.text} {para.text}".strip()
        else:
            found.append(para)
        listing = listing or found[-1].opens_list
        apart = page_break = False
    return found


def _is_unmarked_item(before: Para, para: Para) -> bool:
    """Whether a line directly below an announced list, or below such an item, is an item that has lost its bullet."""
    whole = before.text.count("(") == before.text.count(")") and not before.text.endswith((" of", " the", " and", " –"))
    return para.bare and not para.bulleted and not para.apart and whole and para.text[:1].isupper()


def _goes_on(before: Para, para: Para, *, page_break: bool) -> bool:
    # "as set out in paragraph / 2.1 of this report" broken by the width of the page is no new paragraph
    broken = para.style == "dotted" and not para.apart and not para.bulleted and para.text[:1].islower()
    if broken and before.text:
        para.text = f"{para.label} {para.text}"
        return True
    if _begins_anew(para):
        return False
    if not before.text:
        return not before.bare
    if page_break and not para.text.startswith("<http"):
        return para.text[:1].islower() and not before.text.endswith((".", ":", ";", "?", "!"))
    headed = before.style == "section" or (before.bare and _STRUCTURAL.match(before.text) and len(before.text) < 70)
    return not para.apart and not headed


def _begins_anew(para: Para) -> bool:
    return not para.bare or para.bulleted or bool(_STRUCTURAL.match(para.text))


def _marked(line: Line) -> Para:
    bullet = _BULLETS.match(line.text)  # one that stood behind a tag
    text = line.text[bullet.end() :] if bullet else line.text
    bulleted = line.is_bullet or bool(bullet)
    for style, pattern in _LABELS:
        label = pattern.match(text)
        if label and not (style == "section" and len(text) > 110):
            return Para(
                lines=[line.number],
                text=text[label.end() :].strip(),
                label=label.group(1),
                style=style,
                bulleted=bulleted,
                dotted_end=label.group().rstrip().endswith("."),
            )
    return Para(lines=[line.number], text=text, bulleted=bulleted)
