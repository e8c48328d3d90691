"""Tables of figures for the tests: an invented one in the shape of a real one, and the real one where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviews.submission import Snapshot

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN")
REAL = Path(__file__).parents[3] / "shared" / "packs" / "2020-12-03.txt"


def snapshot(rows: list[list[str]], heading_rows: int = 1, **about: str) -> Snapshot:
    return Snapshot(**{"group_id": "g", "title": "Figures", **about}, id="s1", rows=rows, heading_rows=heading_rows)


def two_rows_of_headings() -> list[list[str]]:
    """Three measures over two years and six months; two columns are the same, and one category has two spellings."""
    timely = ["61.5%", "58.2%", "70.1%", "66.6%", "49.0%", "88.4%"]
    calls = [("120", "160"), ("90", "110"), ("101", "99"), ("130", "140"), ("88", "120"), ("71", "115")]
    late = ["12.5%", "13.1%", "9.9%", "18.0%", "20.4%", "7.7%"]
    who = [("Schools", "schools"), ("Police", "Schools"), ("Schools", "Health"), ("Police", "Police")]
    who += [("Health", "Schools"), ("Schools", "Schools")]
    rows = [["", "Calls", "", "Timely", "", "Answered late", "", "Who rang most", ""], ["", *["2023", "2024"] * 4]]
    for n, month in enumerate(MONTHS):
        rows.append([month, *calls[n], late[n], timely[n], f"{n + 20}.5%", timely[n], *who[n]])
    return rows


def appendix_3() -> list[list[str]]:
    """The cells of the data snapshot in the report of 2020, straight from the lines of the pack."""
    if not REAL.is_file():
        pytest.skip("the packs are not beside the project (../shared/packs), so the real Appendix 3 cannot be read")
    lines = REAL.read_text(encoding="utf-8").split("\n")
    start = max(n for n, line in enumerate(lines) if line.startswith("Appendix 3 – MASH data snapshot"))
    return [[cell.strip() for cell in line.split("\t")] for line in lines[start : start + 20] if "\t" in line]
