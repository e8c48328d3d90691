"""The question sheet for a partner: what one interview is to ask, on paper, with room to write under each question.

Each question stands under its number and wording as a heading, so that a sheet that was filled in, shortened or
renumbered still says which answer belongs to which question (``sheet_answers`` reads it back).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from groups.enquiry import EnquiryLine, LineKind, Placed, outline
from interviews.interview import Interview, still_to_ask
from interviews.partner import Partner, with_members
from interviews.role_name import RoleName
from interviews.roles import with_roles

ANYTHING_ELSE = "Anything else"
DOCUMENTS = "Documents to follow"
FILLED_IN_BY = "Filled in by"
ABOUT_ANYTHING_ELSE = "What else should the group know?"
ABOUT_DOCUMENTS = "Which documents will you send, and by when? One on each line."
HOW_TO = (
    "Please write your answers under the questions and send this sheet back. Leave empty what does not concern you, "
    "and use as much room as you need. The headings tell us which answer belongs to which question."
)
ROOM = 4  # empty lines under each question
FORM = "question sheet"  # of the submission that keeps a sheet which came back


class SheetQuestion(NamedTuple):
    """A heading of the sheet: the number and wording of a question, and the line of enquiry that it stands for.

    ``is_asked`` is False for a question that is asked by its parts: they follow it, and there is no room under it.
    ``original`` is the wording as the group has it, where names were replaced by roles; ``is_part`` says that it is one
    part of the question above it.
    """

    number: str
    text: str
    line_id: str
    is_asked: bool = True
    original: str = ""
    is_part: bool = False

    @property
    def heading(self) -> str:
        """The heading as printed: "1a  How many are there?"."""
        return f"{self.number}  {self.text}"


class SheetTheme(NamedTuple):
    """The questions under one theme; without a title where they stand under none."""

    title: str
    questions: tuple[SheetQuestion, ...]


class QuestionSheet(NamedTuple):
    """A whole sheet."""

    title: str
    group: str
    council: str
    partner: str
    on: date | None
    sender: str
    themes: tuple[SheetTheme, ...]

    @property
    def questions(self) -> list[SheetQuestion]:
        """Every heading with a number, in order."""
        return [question for theme in self.themes for question in theme.questions]

    @property
    def asked(self) -> list[SheetQuestion]:
        """The questions that have room for an answer."""
        return [question for question in self.questions if question.is_asked]


def sheet_title(interview: Interview) -> str:
    """What the submission is called that keeps the sheet of an interview."""
    return f"Question sheet: {interview.title}"


def asked_partners(interview: Interview, partners: Sequence[Partner]) -> set[str]:
    """The partners whose lines an interview asks: its own, the organisations of an umbrella, and their umbrella."""
    wanted: set[str] = set()
    for partner_id in interview.partner_ids:
        wanted |= with_members(partner_id, partners)
        wanted |= {p.umbrella_id for p in partners if p.id == partner_id and p.umbrella_id}
    return wanted


def lines_to_ask(interview: Interview, lines: Iterable[EnquiryLine], partners: Sequence[Partner]) -> list[Placed]:
    """What an interview is to ask, in order: the lines chosen for it, else those meant for its partners."""
    rows = list(lines)
    if not interview.to_ask:
        return still_to_ask(rows, (), asked_partners(interview, partners))
    chosen = with_parts(interview.to_ask, rows)
    return [place for place in still_to_ask(rows, ()) if place.line.id in chosen]


def with_parts(line_ids: Iterable[str], lines: Iterable[EnquiryLine]) -> set[str]:
    """Some lines with all that stands under them: a theme means its questions, a question its parts."""
    chosen = set(line_ids)
    for place in outline(lines):
        if place.line.parent_id in chosen:
            chosen.add(place.line.id)
    return chosen


def question_sheet(
    interview: Interview,
    lines: Iterable[EnquiryLine],
    partners: Sequence[Partner],
    *,
    group: str,
    council: str = "",
    sender: str = "",
    key: Sequence[RoleName] = (),
    keep: Sequence[str] = (),
) -> QuestionSheet:
    """The sheet of one interview. Names in the ``key`` stand as roles in what is asked; those in ``keep`` stay."""
    rows = list(lines)
    by_id = {line.id: line for line in rows}
    asked = {place.line.id for place in lines_to_ask(interview, rows, partners)}
    above = {line.parent_id for line in rows if line.id in asked}
    themes: list[tuple[str, list[SheetQuestion]]] = []
    for place in outline(rows):
        if place.line.kind is not LineKind.THEME and (place.line.id in asked or place.line.id in above):
            title = with_roles(_theme(place.line, by_id), key, keep)
            if not themes or themes[-1][0] != title:
                themes.append((title, []))
            themes[-1][1].append(_question(place, place.line.id in asked, key, keep))
    names = {p.id: p.name for p in partners}
    return QuestionSheet(
        with_roles(interview.title, key, keep),
        with_roles(group, key, keep),
        council,
        with_roles(", ".join(names[one] for one in interview.partner_ids if one in names), key, keep),
        interview.on,
        sender,
        tuple(SheetTheme(name, tuple(questions)) for name, questions in themes),
    )


def _theme(line: EnquiryLine, by_id: Mapping[str, EnquiryLine]) -> str:
    """The title of the theme under which a line stands, if any."""
    for _ in LineKind:
        above = by_id.get(line.parent_id)
        if above is None:
            return ""
        if above.kind is LineKind.THEME:
            return " ".join(above.text.split())
        line = above
    return ""


def _question(place: Placed, is_asked: bool, key: Sequence[RoleName], keep: Sequence[str]) -> SheetQuestion:
    wording = " ".join(place.line.text.split())
    return SheetQuestion(
        place.number, with_roles(wording, key, keep), place.line.id, is_asked, wording, place.depth == 2
    )


def first_lines(sheet: QuestionSheet, shown_date: str) -> list[tuple[str, str]]:
    """What stands on top of the sheet, as names and words; the last is for the partner to fill in."""
    told = [
        ("Review", sheet.group),
        ("For", sheet.partner),
        ("Date", shown_date),
        ("From", ", ".join(part for part in (sheet.sender, sheet.council) if part)),
    ]
    return [*((name, words) for name, words in told if words), (FILLED_IN_BY, "")]


def last_headings() -> list[tuple[str, str]]:
    """The headings at the end, each with the sentence that says what it is for."""
    return [(ANYTHING_ELSE, ABOUT_ANYTHING_ELSE), (DOCUMENTS, ABOUT_DOCUMENTS)]


def in_plain_text(sheet: QuestionSheet, shown_date: str) -> str:
    """The sheet as plain text: one line a heading, empty lines to write on."""
    lines = [f"Questions: {sheet.title}", ""]
    lines += [f"{name}: {words}".rstrip() for name, words in first_lines(sheet, shown_date)]
    lines += ["", *textwrap.wrap(HOW_TO, 78)]
    room = [""] * ROOM
    for theme in sheet.themes:
        lines += ["", "", theme.title.upper()] if theme.title else [""]
        for question in theme.questions:
            lines += ["", question.heading, *(room if question.is_asked else [])]
    for heading, about in last_headings():
        lines += ["", "", heading, about, *room]
    return "\n".join(lines) + "\n"
