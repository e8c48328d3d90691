"""What a partner handed in, printed as an appendix: who wrote it, when, the text, the three columns if it has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.packs.dates import find_date
from index.packs.lines import Line
from index.reviews.days import is_day
from index.reviews.models import Paragraph, PastSubmission
from index.reviews.paragraphs import Para, fold, is_furniture, paragraphs
from index.reviews.places import Places

_AUTHOR = re.compile(
    r"(?:(?:report )?author(?:\(s\)|s)?|written by|prepared by|submitted by|from)\s*:\s*"
    r"(?P<name>[^–—,]+?)(?:\s*[–—,]\s*|\s+-\s+|\Z)(?P<title>.*)\Z",
    re.I,
)
_COLUMNS = (
    ("working_well", re.compile(r"(?:what(?:'s| is| has)?|things) (?:been )?working well\W*", re.I)),
    (
        "worried_about",
        re.compile(r"(?:what (?:are we|we are) worried about|(?:our )?worries|what is not working well)\W*", re.I),
    ),
    ("needs_to_happen", re.compile(r"what needs to (?:happen|change)\W*", re.I)),
)
_SENDER = re.compile(
    r"\b(?:submission|evidence|statement|briefing|response)\s+(?:from|by)\s+(?:the\s+)?(?P<sender>\S.*)", re.I
)
_LONGEST_TITLE = 150


def column_of(text: str) -> str:
    """Which of the three columns a heading names: working_well, worried_about, needs_to_happen, or none."""
    return next((key for key, words in _COLUMNS if words.fullmatch(fold(text))), "")


def read_submission(lines: Sequence[Line], listed_as: str, places: Places) -> PastSubmission | None:
    """The submission that these lines hold; None where they hold no words.

    Its own heading is its title, else the one it is ``listed_as``; "Submission from X" in the list tells the sender.
    A day that stands alone near the top is its date, and a line "Author: name – title" names who wrote it. The text is
    the whole of it, the columns included.
    """
    kept = [line for line in lines if not line.is_blank and not is_furniture(line)]
    if not kept:
        return None
    paras = paragraphs(lines)
    head = _own_title(kept[0])
    day = next((line.text for line in kept[:4] if is_day(line.text)), "")
    sender = _SENDER.search(listed_as)
    author = next((found for para in reversed(paras) if para.bare and (found := _AUTHOR.fullmatch(para.text))), None)
    columns = _columns(paras) if not any(line.is_row for line in kept) else _table_columns(kept)
    places.place(*(line.number for line in kept))
    return PastSubmission(
        title=head or listed_as,
        sender=sender["sender"] if sender else "",
        author=author["name"].strip() if author else "",
        author_title=author["title"].strip() if author else "",
        dated=find_date(day),
        text=_whole(lines),
        working_well=columns["working_well"],
        worried_about=columns["worried_about"],
        needs_to_happen=columns["needs_to_happen"],
        line=kept[0].number,
        end_line=kept[-1].number,
    )


def _own_title(line: Line) -> str:
    is_title = len(line.text) <= _LONGEST_TITLE and not line.text.endswith((".", ":", ";")) and not line.is_row
    return line.text if is_title and not column_of(line.text) else ""


def _columns(paras: Sequence[Para]) -> dict[str, list[Paragraph]]:
    """The lists below the three headings; a paragraph without a mark ends a column."""
    found: dict[str, list[Paragraph]] = {key: [] for key, _ in _COLUMNS}
    within = ""
    for para in paras:
        named = column_of(para.text)
        if named:
            within = named
        elif within and (para.bulleted or para.style in ("lower", "arabic")):
            found[within].append(Paragraph(number=para.label, text=para.text, line=para.line))
        else:
            within = ""
    return found


def _table_columns(lines: Sequence[Line]) -> dict[str, list[Paragraph]]:
    """The columns of a table whose heading row names at least two of the three."""
    found: dict[str, list[Paragraph]] = {key: [] for key, _ in _COLUMNS}
    keys: list[str] = []
    for line in lines:
        named = [column_of(cell) for cell in line.cells]
        if sum(map(bool, named)) >= 2:
            keys = named
        elif keys and line.is_row:
            for key, cell in zip(keys, line.cells, strict=False):
                if key and cell:
                    found[key].append(Paragraph(text=re.sub(r"\A[-–•]\s+", "", cell), line=line.number))
    return found


def _whole(lines: Sequence[Line]) -> str:
    """The text as it stands, bullets as dashes and cells between tabs."""
    shown = [("- " if line.is_bullet else "") + "\t".join(line.cells) for line in lines if not is_furniture(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(shown)).strip()
