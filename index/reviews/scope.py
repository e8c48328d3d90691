"""The scoping document: the nineteen fields by key, from a table or from text that has lost its cells.

The fields, their order and their headings are those of domain.md after 2020-12-03:351-380.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.packs.lines import Line
from index.reviews.models import ScopeAnswer
from index.reviews.paragraphs import fold, is_furniture
from index.reviews.places import Places

_NOTE = r"\s*[¹²³⁰⁴-⁹*]*\s*"
# Key, the label's own words, and what may follow them in the label.
_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("title", r"title of (?:the )?(?:review(?: topic)?|topic)", r"(?:\s*\(a question\))?"),
    ("hopes", r"what (?:does|do) the .{1,60}? hope to achieve(?: by .{1,60}?)?", r"\s*\?"),
    ("success", r"what (?:will be|are) the indicators? of success", r"\s*\?"),
    ("evaluated", r"when will (?:the )?recommendations be evaluated", r"\s*\?"),
    ("included", r"what will be included(?: in the scope(?: of the review)?)?", r"\s*\?"),
    ("excluded", r"what will be excluded(?: from the scope(?: of the review)?)?", r"\s*\?"),
    (
        "strategies",
        r"do(?:es)? (?:the|this) review link with .{1,80}?\?",
        r"(?:\s*(?:is|are) (?:this|these|any) [^?]{1,90}\?)?",
    ),
    (
        "method",
        r"how will the review be carried out",
        r"\s*\?(?:\s*\(?(?:e\.?g\.?|for example)[^\t]{1,90}?(?:etc\.?|\)|interviews|committees(?! etc))\)?\.?)?",
    ),
    ("barriers", r"what are the barriers (?:and|or|/) ?risks(?: to the review)?", r"\s*\?"),
    ("managed", r"how (?:can|will) (?:these|they) be managed(?: ?(?:/|or|and) ?overcome)?", r"\s*\?"),
    ("equality", rf"how have (?:the )?implications for equality and diversity{_NOTE}been considered", r"\s*\?"),
    ("key_dates", r"list any key dates(?: ?(?:/|or|and) ?events)?(?: which .{1,80}? review)?", ""),
    ("meetings", r"anticipated number of meetings", ""),
    ("board_portfolio", r"scrutiny board portfolio", ""),
    ("cabinet_portfolio", r"cabinet member portfolio", ""),
    ("reporting_date", r"anticipated reporting date(?: to scrutiny)?", ""),
    ("reporting_route", r"anticipated reporting route", r"(?:\s*[–—:-]\s*cabinet member ?(?:/|or) ?cabinet)?"),
    ("report_of", r"report of", r"\s*[.…]*"),
    ("communications", r"comm(?:unication)?s involvement", ""),
)
_LABELS = [(key, re.compile(rf"(?P<label>{words}{rest}){_NOTE}:?", re.I)) for key, words, rest in _FIELDS]
_HEADINGS = re.compile(
    r"(?:objectives?|scope|methodology|barriers (?:and|&) risks|equality (?:and|&) diversity"
    r"|timescales?(?: (?:and|&) reporting(?: procedures?)?)?)\s*:?",
    re.I,
)
_TITLE = re.compile(r"\W*title of (?:the )?(?:review|topic)\b", re.I)
FIELD_KEYS = tuple(key for key, _, _ in _FIELDS)


def starts_scope(line: Line) -> bool:
    """Whether a line is the first row of a scoping table."""
    return bool(_TITLE.match(_parts(line)[0]))


def read_scope(lines: Sequence[Line], places: Places) -> list[ScopeAnswer]:
    """The rows of a scoping table, each under its heading, in the order in which they stand.

    A row is known by the words of its label at the beginning of the line; what stands behind it, in further cells or
    on further lines, is its value. A label that the width of the page has broken is put together again.
    """
    answers: list[ScopeAnswer] = []
    heading = ""
    broken: tuple[str, int] | None = None  # what may be the first half of a label, and its line
    for line in lines:
        first, rest = _parts(line)
        if is_furniture(line, numbers=False) or not (first or rest):
            continue
        if _HEADINGS.fullmatch(first) and not rest and not (answers and _expects_value(answers[-1])):
            _give_up(broken, answers, places)
            heading, broken = first.strip(" :"), None
            places.place(line.number)
            continue
        row, start = _row(first, rest), line.number
        if row is None and broken is not None:
            row, start = _row(f"{broken[0]} {first}", rest), broken[1]
        if row is not None:
            if start == line.number:
                _give_up(broken, answers, places)
            broken = None
            _add(row, heading, start, line.number, answers, places)
            continue
        _give_up(broken, answers, places)
        broken = None
        if rest is None and _may_begin_label(first):
            broken = first, line.number
        elif rest and first:
            places.leave([line.number], "a row of the scope table that is none of the nineteen fields")
        else:
            _append(answers, f"{first} {rest or ''}".strip(), line.number, places)
    _give_up(broken, answers, places)
    return answers


def _parts(line: Line) -> tuple[str, str | None]:
    """The first cell of a row and the words of the others; the whole line and None where it is no row."""
    cells = line.cells
    if not cells:
        return "", None
    return (cells[0], " ".join(cell for cell in cells[1:] if cell)) if len(cells) > 1 else (line.text, None)


def _row(first: str, rest: str | None) -> tuple[str, str, str] | None:
    """The key, label and value of a row whose first cell, or beginning, is the label of a field."""
    for key, label in _LABELS:
        found = label.match(first)
        if not found:
            continue
        behind = first[found.end() :].strip(" :")
        if rest is not None:  # the whole cell is the label, whatever examples it adds
            return key, first, rest
        if not behind or behind[0].isupper() or behind[0].isdigit() or found.group().endswith(("?", ":")):
            return key, found["label"].strip(), behind
    return None


def _add(
    row: tuple[str, str, str], heading: str, start: int, line: int, answers: list[ScopeAnswer], places: Places
) -> None:
    key, label, value = row
    if key in {answer.key for answer in answers}:
        places.leave([start, line], "a field of the scope that stands there already")
        return
    under = "" if key == "title" else heading
    answers.append(ScopeAnswer(key=key, heading=under, label=label, value=value, line=start))
    places.place(start, line)


def _may_begin_label(text: str) -> bool:
    """Whether a line could be the first part of a label of which the rest stands on the next line."""
    words = fold(text)
    starts = (
        "what ",
        "when will",
        "does the review",
        "does this review",
        "how will",
        "how can",
        "how have",
        "list any",
    )
    return words.startswith((*starts, "anticipated", "title of")) and not text.rstrip().endswith("?")


def _expects_value(answer: ScopeAnswer) -> bool:
    """Whether the line below is the answer whatever it says: the topic stands below its label."""
    return answer.key == "title" and not answer.value


def _give_up(broken: tuple[str, int] | None, answers: list[ScopeAnswer], places: Places) -> None:
    """What looked like the first half of a label and was none is part of the value before it."""
    if broken is not None:
        _append(answers, broken[0], broken[1], places)


def _append(answers: list[ScopeAnswer], text: str, line: int, places: Places) -> None:
    if not answers:
        places.leave([line], "text before the first field of the scope")
        return
    value = f"{answers[-1].value} {text}".strip()
    answers[-1] = answers[-1].model_copy(update={"value": value})
    places.place(line)
