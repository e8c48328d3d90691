"""Tables: separated text, titles and headings, and what the cells of a workbook show."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from interviews.readers.cell_words import shown
from interviews.readers.document import UnreadableDocument, read_document, tables_of
from interviews.readers.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    as_sheet,
    heading_rows,
    looks_like_a_table,
    read_table,
)
from tests.interviews.readers.hostile_files import with_parts
from tests.interviews.readers.office_files import make_xlsx, sample_xlsx, saved


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_separated_text(sign: str) -> None:
    text = f'Month{sign}Seen{sign}Note\nJAN{sign}"1,255"{sign}"a;b"\nFEB{sign}1204{sign}\n'
    assert read_table(text, "waiting_times.csv") == Sheet(
        "Waiting times", [["Month", "Seen", "Note"], ["JAN", "1,255", "a;b"], ["FEB", "1204", ""]], 1
    )


def test_a_title_over_the_table_and_blank_rows_around_it() -> None:
    table = read_table("\n,,\nContacts by month,,\n\n,2024,2025\nJAN,1,2\n,,\n\n", "x.csv")
    assert table == Sheet("Contacts by month", [["", "2024", "2025"], ["JAN", "1", "2"]], 1)


@pytest.mark.parametrize("text", ["", "one\ntwo\n", "a,b\n", "just a sentence\n"])
def test_no_table(text: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"x\.csv holds no table"):
        read_table(text, "x.csv")


def test_limits_of_a_text() -> None:
    with pytest.raises(UnreadableDocument, match="larger than 20,000 rows or 200 columns"):
        read_table("a,b\n" * (MOST_ROWS + 1), "x.csv")
    with pytest.raises(UnreadableDocument, match="larger than"):
        read_table("a," * MOST_COLUMNS + "b\n1,2\n", "x.csv")
    with pytest.raises(UnreadableDocument, match="save it as CSV again"):
        read_table('a,b\n"' + "x" * 200_000, "x.csv")


_APPENDIX = [
    ["", "Number of contacts", "", "", "Timeliness", "", "", "Highest referrer", "", ""],
    ["", *["2017", "2018", "2019"] * 3],
    ["JAN", "1255", "1164", "1413", "42.6%", "72.4%", "84.2%", "Police", "Education", "Police"],
    ["FEB", "1204", "1075", "1380", "44.2%", "61.6%", "74.9%", "Education", "Police", "Health"],
]


@pytest.mark.parametrize(
    ("rows", "headings"),
    [
        (_APPENDIX, 2),
        ([["Month", "2024", "2025"], ["JAN", "1", "2"]], 1),
        ([["Month", "2024/25", "2025–26"], ["JAN", "1", "2"]], 1),
        ([["Agency", "Invited", "Attended"], ["Police", "n/a", "n/a"], ["Health", "3", "4"]], 1),
        ([["Agency", "Invited", "Share"], ["", "number", "%"], ["Health", "3", "4%"]], 2),
        ([["", "Contacts", ""], ["Agency", "Number", "Share"], ["Health", "3", "4%"]], 2),
        ([["", "Contacts", "", ""], ["", "2024", "", "2025"], ["Q", "Q1", "Q2", "Q1"], ["Health", "3", "4", "5"]], 3),
        ([["Police", "12", "15"], ["Health", "3", "4"]], 0),
        ([["Who", "What"], ["Chair", "opens"], ["Officer", "notes"]], 1),
        ([["Item", "Cost"], ["Bus", "£1,200.50"], ["Taxi", "-(3)"]], 1),
    ],
)
def test_headings(rows: list[list[str]], headings: int) -> None:
    assert heading_rows(rows) == headings


def test_names_of_tables() -> None:
    rows = [["a", "b"], ["c", "d"]]
    for name, title in (
        ("Sheet1", "Contacts 2025"),
        ("", "Contacts 2025"),
        ("Waiting", "Waiting"),
        ("table 2", "Contacts 2025"),
    ):
        sheet = as_sheet(rows, "contacts_2025.xlsx", name)
        assert sheet is not None
        assert sheet.title == title
    assert as_sheet([["a"], ["b"]], "x.csv") is None
    assert [looks_like_a_table(Path(name)) for name in ("a.CSV", "a.tsv", "a.xlsx", "a.docx")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (0.426, "0.0%", "42.6%"),
        (0.125, "0%", "13%"),
        (0.42600000000000005, "0.0%", "42.6%"),
        (1255, "General", "1255"),
        (2019.0, "General", "2019"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (-12.5, "General", "-12.5"),
        (1e20, "General", "1E+20"),
        (0.00001, "General", "0.00001"),
        (13247, "#,##0", "13,247"),
        (1234.5, '"£"#,##0.00', "£1,234.50"),
        (1234.5, "[$£-809]#,##0", "£1,235"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (-1234, "#,##0;[Red]-#,##0", "-1,234"),
        (0, '0.0;-0.0;"nil"', "nil"),
        (1234567, '#,##0.0,,"m"', "1.2m"),
        (1234.5, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-', "£1,234.50"),
        (2.5, "0", "3"),
        (0.5, "0.##", "0.5"),
        (3, "0.##", "3"),
        (0.5, "#.0", ".5"),
        (7, "000", "007"),
        (12345.678, "0.00E+00", "1.23E+4"),
        (0.5, "# ?/?", "0.5"),
        (-0.001, "0.0", "0.0"),
        (5, "@", "5"),
        (12, '0 "weeks"', "12 weeks"),
        (7, ";;;", ""),
        (float("inf"), "0", "inf"),
        (10**400, "0.0", str(10**400)),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("as it is", "0.0%", "as it is"),
        (date(2026, 1, 14), "dd/mm/yyyy", "2026-01-14"),
        (datetime(2026, 1, 14), "dd/mm/yyyy", "2026-01-14"),
        (datetime(2026, 1, 14, 9, 30), "dd/mm/yyyy hh:mm", "2026-01-14 09:30"),
        (datetime(2026, 1, 14), "mmm-yy", "Jan 2026"),
        (datetime(2026, 1, 14), "yyyy", "2026"),
        (time(9, 30), "h:mm", "09:30"),
        (timedelta(hours=37, minutes=5), "[h]:mm", "37:05"),
    ],
)
def test_cells_as_the_sheet_shows_them(value: object, code: str, words: str) -> None:
    assert shown(value, code) == words


def test_a_workbook() -> None:
    document = read_document(sample_xlsx(), "waiting.xlsx")
    (sheet,) = tables_of(document)
    assert sheet == Sheet(
        "Waiting times",
        [
            ["", "Contacts", "", "Share seen", ""],
            ["Month", "2024", "2025", "2024", "2025"],
            ["JAN", "1255", "1164", "42.6%", "72.4%"],
            ["FEB", "1204", "1075", "44.2%", "61.6%"],
            ["2026-03-01", "1102", "1266", "50.0%", "100.0%"],
        ],
        2,
    )
    assert document.text.startswith("Waiting times\n\tContacts\t\tShare seen\nMonth\t2024")


def test_hidden_sheets_rows_and_columns_are_left_out_and_told() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["Name", "Salary", "Team"], ["Ann", 1, "A"], ["Bo", 2, "B"], ["Cy", 3, "C"]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True  # nothing stands there
    secret = workbook.create_sheet("Secret")
    secret.sheet_state = "veryHidden"
    secret.append(["never", "seen"])
    second = workbook.create_sheet("By team")
    second.append(["Team", "Seen"])
    second.append(["A", 4])
    document = read_document(saved(workbook), "staff.xlsx")
    first, other = tables_of(document)
    assert (first.title, first.rows) == ("Staff", [["Name", "Team"], ["Ann", "A"], ["Cy", "C"]])
    assert (other.title, other.rows) == ("By team", [["Team", "Seen"], ["A", "4"]])
    assert document.dropped == ["1 hidden sheet, 1 hidden row and 1 hidden column were left out."]
    assert document.text == "Sheet\nName\tTeam\nAnn\tA\nCy\tC\n\nBy team\nTeam\tSeen\nA\t4\n"


def test_comments_and_charts_are_told() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["Team", "Seen"], ["A", 4], ["B", 5]):
        sheet.append(row)
    sheet["A1"].comment = Comment("Is this right?", "Ann Example")
    sheet["B2"].comment = Comment("Provisional", "Ann Example")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D1")
    document = read_document(saved(workbook), "x.xlsx")
    assert document.dropped == ["2 comments and 1 chart or embedded object were left out."]
    assert "Provisional" not in document.text


def test_formulas_without_a_result_are_told() -> None:
    document = read_document(make_xlsx([["Team", "Seen"], ["A", 4], ["All", "=SUM(B2:B2)"]]), "x.xlsx")
    assert tables_of(document)[0].rows[2] == ["All", ""]
    assert document.dropped == [
        "1 formula has no result in the file and came in blank: open it in a spreadsheet program, save it and "
        "try again."
    ]


def test_the_result_of_a_formula_is_shown() -> None:
    row = '<row><c t="str"><f>"All"</f><v>All</v></c><c><f>1+1</f><v>2</v></c></row>'
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    xml = f"<worksheet {names}><sheetData>{row * 2}</sheetData></worksheet>"
    document = read_document(with_parts(sample_xlsx(), {"xl/worksheets/sheet1.xml": xml}), "x.xlsx")
    assert document.text.startswith("All\t2\n")
    assert document.dropped == []


def test_limits_of_a_workbook() -> None:
    with pytest.raises(UnreadableDocument, match="larger than 20,000 rows or 200 columns"):
        read_document(make_xlsx([["x"] * 201, ["y"]]), "wide.xlsx")
    assert len(tables_of(read_document(make_xlsx([["x"] * 200, ["y"]]), "wide.xlsx"))[0].rows[0]) == 200


def test_cells_of_a_workbook_come_clean() -> None:
    document = read_document(make_xlsx([["Name", "Note"], ["Ann", "a\nb \u202eevil\u202c\u200b"]]), "x.xlsx")
    assert tables_of(document)[0].rows[1] == ["Ann", "a b evil"]
