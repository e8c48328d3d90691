"""Lists as people write them: one on each line, the parts of a line divided by semicolons; and back."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from groups.group import Declaration
from interviews.interview import Interviewee


def lines_to_list(text: str) -> list[str]:
    """One name on each line."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def list_to_lines(values: Sequence[str]) -> str:
    """The names, one on each line."""
    return "\n".join(" ".join(value.split()) for value in values)


def text_to_interviewees(text: str) -> list[Interviewee]:
    """Those asked, one on each line ("Ms P Lee; Head of Service; named"); what is left out is empty."""
    return [
        Interviewee(name=name, role=role, attribution=attribution)
        for name, role, attribution in map(_three, lines_to_list(text))
        if name or role or attribution
    ]


def interviewees_to_text(people: Sequence[Interviewee]) -> str:
    """Those asked, one on each line: name; role; how to attribute."""
    return "\n".join(_line(person.name, person.role, person.attribution) for person in people)


def text_to_declarations(text: str) -> list[Declaration]:
    """Interests declared, one on each line ("Councillor Okoro; Westfield School; governor")."""
    return [
        Declaration(person=person, body=body, interest=interest)
        for person, body, interest in map(_three, lines_to_list(text))
        if person or body or interest
    ]


def declarations_to_text(declared: Sequence[Declaration]) -> str:
    """The interests declared, one on each line: who; in which body; what."""
    return "\n".join(_line(one.person, one.body, one.interest) for one in declared)


def text_to_table(text: str) -> list[list[str]]:
    """A pasted table: cells divided by tabs, else by bars, else by commas as in a CSV file; rows made equally long."""
    lines = [line for line in text.splitlines() if line.strip()]
    if any("\t" in line for line in lines):
        rows = [line.split("\t") for line in lines]
    elif any("|" in line for line in lines):
        rows = [line.strip().strip("|").split("|") for line in lines]
        rows = [row for row in rows if not all(set(cell.strip()) <= set("-:") for cell in row)]
    else:
        try:
            rows = list(csv.reader(lines))
        except csv.Error:  # a quotation mark that is never closed, before a very long text
            rows = [line.split(",") for line in lines]
    width = max((len(row) for row in rows), default=0)
    return [[" ".join(cell.split()) for cell in row] + [""] * (width - len(row)) for row in rows]


def table_to_text(rows: Sequence[Sequence[str]], *, widest: int | None = None) -> str:
    """The table with a bar between its cells, aligned, to look at and to write in.

    For looking at it only, cells longer than ``widest`` are cut, with … for the rest.
    """
    plain = [[_cell(cell, widest) for cell in row] for row in rows]
    width = max((len(row) for row in plain), default=0)
    full = [row + [""] * (width - len(row)) for row in plain]
    widths = [max(len(row[n]) for row in full) for n in range(width)]
    figures = [_is_figures([row[n] for row in full]) for n in range(width)]
    lines = []
    for row in full:
        cells = [
            cell.rjust(size) if right else cell.ljust(size)
            for cell, size, right in zip(row, widths, figures, strict=True)
        ]
        lines.append(" | ".join(cells).rstrip())
    return "\n".join(lines)


def _cell(text: str, widest: int | None) -> str:
    plain = " ".join(text.replace("|", "/").split())
    return plain if widest is None or len(plain) <= widest else plain[: widest - 1] + "…"


def _is_figures(column: Sequence[str]) -> bool:
    """Whether most cells of a column are figures, so that it is set to the right."""
    filled = [cell for cell in column if cell]
    numbers = [cell for cell in filled if cell.strip("£%+-().,").replace(",", "").replace(".", "").isdecimal()]
    return len(numbers) * 2 > len(filled)


def _three(line: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in line.split(";", 2)] + ["", "", ""]
    return parts[0], parts[1], parts[2]


def _line(*parts: str) -> str:
    plain = [" ".join(part.replace(";", ",").split()) for part in parts]
    while plain and not plain[-1]:
        plain.pop()
    return "; ".join(plain)
