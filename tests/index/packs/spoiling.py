"""What conversions do to a pack, as functions from text to text: every reading must say the same after each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from index.packs.dates import MONTHS
from index.packs.models import Pack

DATE_LINE = re.compile(r"(?m)^(Date:\s*)(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]+) (\d{4})$")
PAGES = re.compile(r" ?\n?\(Pages (\d+) - (\d+)\)")


def what_it_says(pack: Pack) -> dict[str, object]:
    """Everything of a pack but where it stands and how it is spaced: what must stay the same."""

    def fold(text: str | None) -> str:
        text = re.sub(r"[*\s]+", " ", (text or "").replace("’", "'").replace("‘", "'"))
        return re.sub(r"\s*([-–'])\s*", r"\1", re.sub(r"(\d) (st|nd|rd|th)\b", r"\1\2", text)).strip(" .-")

    return {
        "facts": (fold(pack.pack.council), fold(pack.pack.board), pack.pack.meeting_date, pack.pack.minutes_of),
        "agenda": [(i.number, fold(i.title)) for i in pack.agenda_items],
        "minutes": [(m.number, fold(m.title)) for m in pack.minutes],
        "resolutions": [(r.source_kind, r.level, fold(r.text), fold(r.addressed_to)) for r in pack.resolutions],
        "groups": sorted((fold(g.name), tuple(fold(m) for m in g.members or ())) for g in pack.task_groups),
        "reports": [(r.kind, fold(r.title), r.date) for r in pack.reports],
        "programme": [(r.date, fold(r.title)) for r in pack.work_programme],
        "acronyms": sorted({(fold(a.acronym), fold(a.expansion)) for a in pack.acronyms}),
        "segments": [s.kind for s in pack.segments],
    }


def _dates_as(form: str) -> Callable[[str], str]:
    """The date of each note in another form: {d} day, {m} and {M} month, {y} and {yy} year."""

    def change(text: str) -> str:
        def one(match: re.Match[str]) -> str:
            day, month = int(match[2]), MONTHS.index(match[3].casefold()) + 1
            suffix = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
            year = int(match[4])
            return match[1] + form.format(d=day, th=suffix, m=month, M=match[3], y=year, yy=year % 100)

        return DATE_LINE.sub(one, text)

    return change


def _between_paragraphs(text: str, furniture: str = "Page {page} {other}") -> str:
    """Page furniture between paragraphs of prose, on every seventh gap."""
    number = count()

    def gap(match: re.Match[str]) -> str:
        n = next(number)
        return f"\n\n{furniture.format(page=n // 7 + 3, other=n // 7 + 1)}\n\n" if n % 7 == 3 else match[0]

    return re.sub(r"(?<=[.a-z])\n\n(?=[A-Z])", gap, text)


def wrapped(text: str, width: int = 95) -> str:
    """Long lines broken as a page breaks them; rows of tables stay whole."""
    out: list[str] = []
    for line in text.split("\n"):
        if "\t" in line or len(line) <= width or line.lstrip().startswith("|"):
            out.append(line)
            continue
        words, row = line.split(" "), ""
        for word in words:
            if row and len(row) + 1 + len(word) > width:
                out.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        out.append(row)
    return "\n".join(out)


def _tight_minutes(text: str) -> str:
    """The minutes without a blank line between heading, paragraph and list."""
    begin, end = text.find("Minutes of the Meeting"), text.find("(Meeting closed")
    if begin < 0:
        return text
    return text[:begin] + text[begin:end].replace("\n\n", "\n") + text[end:]


def _run_together(text: str) -> str:
    """The first agenda items in one line, as in a list that lost its line breaks."""
    return re.sub(
        r"(?m)^(Public Business)\s+(?:- )?(1\. .*)\n+(?:- )?(2\. .*)\n+(?:- )?(3\. .*)$", r"\1**\2****\3****\4**", text
    )


def _bold(match: re.Match[str]) -> str:
    return match[0] if "*" in match[2] else f"{match[1]}**{match[2]}**"


SPOILT: dict[str, Callable[[str], str]] = {
    "every stamp dropped": lambda t: re.sub(
        r"(?m)^(Agenda Item \d+|This page is intentionally left blank|Public Document Pack)$", "", t
    ),
    "Subject and Title swapped": lambda t: re.sub(
        r"(?m)^(Subject|Title):", lambda m: "Title:" if m[1] == "Subject" else "Subject:", t
    ),
    "windows line ends": lambda t: t.replace("\n", "\r\n"),
    "curly quotes": lambda t: t.replace("'", "’"),
    "straight quotes": lambda t: t.replace("’", "'").replace("‘", "'"),
    "no heading Briefing note": lambda t: re.sub(r"(?mi)^Briefing note$", "", t),
    "bullets before numbers": lambda t: re.sub(r"(?m)^(\d{1,2}[.)]? [A-Z*])", r"- \1", t),
    "two bullets before numbers": lambda t: re.sub(r"(?m)^(\d{1,2}[.)] [A-Z*])", r"- - \1", t),
    "bullets before paragraphs": lambda t: re.sub(r"(?m)^(\d{1,2}\.\d{1,2} )", r"- \1", t),
    "no bullets before numbers": lambda t: re.sub(r"(?m)^ *- (?=(?:\d{1,2}|[a-z])[.)]|\d\.\d)", "", t),
    "page furniture between paragraphs": _between_paragraphs,
    "form feeds": lambda t: t.replace("\n\n\n", "\n\f\n\n"),
    "bold headings": lambda t: re.sub(r"(?m)^((?:- )?\d{1,2}\.? )([A-Z][^\t\n]{3,80})$", _bold, t),
    "bold that was not closed": lambda t: re.sub(r"(?m)^(\d{1,2}\.? )([A-Z][^\t\n*]{3,80})$", r"\1**\2", t),
    "underlined headings": lambda t: re.sub(r"(?m)^(\d{1,2} )([A-Z][^\t\n]{3,80})$", r"<u>\1\2</u>", t),
    "Markdown headings": lambda t: re.sub(r"(?m)^(\d{1,2}\.? [A-Z][^\t\n.:;]{3,80})$", r"## \1", t),
    "page ranges without a dash": lambda t: PAGES.sub(r" (Pages \1 \2)", t),
    "page ranges on the next line": lambda t: PAGES.sub(r"\n(Pages \1 - \2)", t),
    "no page ranges": lambda t: PAGES.sub("", t),
    "agenda items run together": _run_together,
    "minutes headed in one line": lambda t: re.sub(
        r"(?m)^(Minutes of the Meeting of [^\n]*)\n+(held at [^\n]*)$", r"\1 \2", t
    ),
    "minutes headed in three lines": lambda t: re.sub(
        r"(?m)^(Minutes of the Meeting of) ([^\n]*?)\s+(held at [^\n]*)$", r"\1\n\n\2\n\n\3", t
    ),
    "dates 17 th October": lambda t: re.sub(r"(\d)(st|nd|rd|th)\b", r"\1 \2", t),
    "dates 27th of November, 2025": _dates_as("{d}{th} of {M}, {y}"),
    "dates 07/09/21": _dates_as("{d:02d}/{m:02d}/{yy:02d}"),
    "dates 17/7/24": _dates_as("{d}/{m}/{yy:02d}"),
    "dates 20 November 25": _dates_as("{d} {M} {yy:02d}"),
    "dates 08th August 2025": _dates_as("{d:02d}{th} {M} {y}"),
    "the Date label lost": lambda t: re.sub(r"(?m)^Date:\s*(?=\d)", "", t),
    "hyphens with a space": lambda t: re.sub(r"(?<=[a-z])-(?=[a-z])", "- ", t),
    "a space before 's": lambda t: re.sub(r"(?<=[A-Z])'s\b", " 's", t),
    "odd bullets": lambda t: re.sub(r"(?m)^( *)- ", "\\1■ ", t),
    "stars for bullets": lambda t: re.sub(r"(?m)^( *)- ", r"\1* ", t),
    "a tab behind an item's number": lambda t: re.sub(
        r"(?m)^( *(?:- )?)(\d{1,2}\)|\(?[a-z]\)|[a-z]\.|\d{1,2}\.\d{1,2}) (?=[^\t\n]+$)", r"\1\2\t", t
    ),
    "lines indented": lambda t: re.sub(r"(?m)^(?=[^\t\n])", "  ", t),
    "spaces at line ends": lambda t: re.sub(r"(?m)(?<=\S)$", "  ", t),
    "more blank lines": lambda t: t.replace("\n\n", "\n\n\n"),
    "lines broken by width": wrapped,
    "headings joined to what is below": lambda t: re.sub(
        r"(?m)^(\d{1,2}\.? [A-Z][^\n\t.:]{3,70})\n\n(?=[A-Z\d])", r"\1\n", t
    ),
    "no blank lines in the minutes": _tight_minutes,
    "a page number between paragraphs": lambda t: _between_paragraphs(t, "{page}"),
    "pages as n of m": lambda t: _between_paragraphs(t, "Page {page} of 64"),
    "a footer on every page": lambda t: _between_paragraphs(t, "Scrutiny Board - page {page}"),
    "Markdown tables": lambda t: re.sub(r"(?m)^[^\n]*\t[^\n]*$", lambda m: f"| {m[0].replace(chr(9), ' | ')} |", t),
    "tags in cells": lambda t: re.sub(
        r"(?m)(?<=\t)([A-Z][^\t\n]{10,})", r'<p>\1</p> <ul style="list-style-type: none">', t
    ),
    "the first number of paragraphs lost": lambda t: re.sub(r"(?m)^((?:- )?)1\.1 ", r"\1", t),
}
