"""A snapshot in the report: headings over headings come out as one row, and a sentence says what the figures show."""

from __future__ import annotations

import io

from docx import Document

from interviews.submission import Publication, Snapshot
from tests.interviews.tables import two_rows_of_headings
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.numbering import number
from workbench.report.snapshot_tables import snapshot_tables
from workbench.report.tree import Appendix, Report, Table, words_of

SAYS = "Calls rose 24% from 2023 (600) to 2024 (744), counting all 6 months."


def made(rows: list[list[str]], heading_rows: int) -> Snapshot:
    return Snapshot(
        group_id="g", title="Calls taken", rows=rows, heading_rows=heading_rows, publication=Publication.PUBLISH
    )


def headers(table: Table) -> list[str]:
    return [words_of(spans) for spans in table.header]


def test_two_rows_of_headings_become_one_table_a_measure_with_its_sentence() -> None:
    tables = snapshot_tables(made(two_rows_of_headings(), 2))
    assert [table.caption for table in tables] == [
        f"Calls taken: {measure}" for measure in ("Calls", "Timely", "Answered late", "Who rang most")
    ]
    assert [headers(table) for table in tables] == [["", "2023", "2024"]] * 4
    assert tables[0].description == (f"Calls taken: Calls. Columns: 2023 and 2024. Rows: 6 (JAN to JUN). {SAYS}")


def test_repeated_and_three_rows_of_headings() -> None:
    rows = [
        ["School", "Primary", "Primary", "Primary", "Primary", "Secondary", "", "", ""],
        ["", "Pupils", "", "Absent", "", "Pupils", "", "Absent", ""],
        ["", *["2023", "2024"] * 4],
        ["North", "10", "11", "1%", "2%", "30", "31", "3%", "4%"],
    ]
    first, second = snapshot_tables(made(rows, 3))
    assert (first.caption, second.caption) == ("Calls taken: Primary", "Calls taken: Secondary")
    assert headers(second) == ["School", "Pupils 2023", "Pupils 2024", "Absent 2023", "Absent 2024"]
    assert "Primary Pupils in 2024" not in second.description


def test_all_columns_that_name_a_row_are_repeated() -> None:
    rows = [["Area", "Phase", *(str(2010 + n) for n in range(9))]]
    rows += [[area, phase, *"123456789"] for area in ("North", "South") for phase in ("Primary", "Secondary")]
    tables = snapshot_tables(made(rows, 1))
    assert len(tables) == 2
    assert all(headers(table)[:2] == ["Area", "Phase"] for table in tables)
    assert sum(len(headers(table)) - 2 for table in tables) == 9


def test_nothing_is_said_of_figures_that_are_not_all_there() -> None:
    (table,) = snapshot_tables(made([["", "2023", "2024"], ["Calls", "5", "<5"]], 1))
    assert table.description == "Calls taken. Columns: 2023 and 2024. Rows: 1."


def test_the_sentence_is_the_alternative_text_in_every_format() -> None:
    tables = snapshot_tables(made(two_rows_of_headings(), 2))
    report = number(Report(title="Front door", appendices=(Appendix("Calls taken", tables),)))
    assert SAYS in as_html(report)
    assert "Calls rose 24% from 2023" in as_markdown(report).replace("\\", "")
    document = Document(io.BytesIO(as_docx(report)))
    drawn = document.tables[0]
    assert [cell.text for cell in drawn.rows[0].cells] == ["", "2023", "2024"]
    described = drawn._tbl.tblPr.xpath("./w:tblDescription/@w:val")
    assert SAYS in described[0]
