"""The evidence log and the lists: what each row says, nothing private in a public one, no formula in any file."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.hostile import HOSTILE_STRINGS
from tests.workbench.report.walked import KEY, walked
from workbench.report.briefing_note import WORKING_COPY
from workbench.report.checks import check_docx
from workbench.report.evidence_log import COLUMNS, evidence_log
from workbench.report.outcome_lists import findings_list, recommendations_list
from workbench.report.sheet import Column, Sheet
from workbench.report.sheet_files import BOM, as_csv, as_xlsx, sheet_docx

TODAY = date(2026, 11, 26)
LISTS = [evidence_log, findings_list, recommendations_list]


def rows_of(sheet: Sheet) -> dict[str, dict[str, str]]:
    """The rows by their first cell."""
    names = [column.name for column in sheet.columns]
    return {row[0]: dict(zip(names, row, strict=True)) for row in sheet.rows}


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_line_of_notes_says_who_when_where_on_what_and_what_it_led_to() -> None:
    row = rows_of(evidence_log(walked(), key=KEY))["I1.1"]
    assert (row["Date"], row["Partner"], row["Umbrella"], row["Speaker"]) == (
        "2026-01-14",
        "School Nursing Trust",
        "Health",
        "Nurse A",
    )
    assert (row["Kind"], row["Line of enquiry"], row["Question"]) == ("fact", "1a", "How long?")
    assert (row["Themes"], row["Words"]) == ("Long waits; Waiting", "=1+1 is what they told us")
    assert (row["Findings"], row["Recommendations"]) == ("6.1.i (supports)", "1")
    assert row["Where"] == "Interview 1 with School Nursing Trust, line 1"


def test_every_kind_of_evidence_has_a_row() -> None:
    log = evidence_log(walked(), private=True)
    kinds = [row[[c.name for c in COLUMNS].index("Kind")] for row in log.rows]
    assert kinds == [
        *("fact", "fact", "fact", "quote", "fact"),
        *("submission", "passage", "passage", "submission", "passage", "submission"),
        *("data snapshot", "figure", "data snapshot", "note", "pack", "finding"),
    ]
    rows = rows_of(log)
    assert rows["I1.2"]["Who may see it"] == "exempt (CANARY-REASON)"
    assert rows["MEA01, line 3"]["Findings"] == "6.1.ii (supports)"
    assert rows["MEA01, line 2"]["Themes"] == "Waiting"
    assert rows["S1, Cold, 2025"]["Words"] == "Cold, 2025: -12"
    assert rows["I1.5"]["Words"] == "Correction to line 1: six weeks, not five"


def test_a_public_log_keeps_the_numbers_of_lines_and_counts_what_it_leaves_out() -> None:
    log = evidence_log(walked(), key=KEY)
    assert {"I1.1", "I1.4", "I1.5", "MEA01", "MEA03", "S1"} <= rows_of(log).keys()
    assert "I1.2" not in rows_of(log)
    # Two notes, a submission and a snapshot; what lies in the bin does not count.
    assert log.about[-1] == "4 pieces of evidence are not for publication."
    assert rows_of(log)["MEA01, line 2"]["Words"] == "“Parent B waited”"
    assert rows_of(log)["MEA03"]["Speaker"] == ""


@pytest.mark.parametrize("make", LISTS)
def test_nothing_private_stands_in_any_public_file(make: Any) -> None:
    sheet = make(walked(), key=KEY, today=TODAY)
    told = " ".join([str(sheet), *(str(row) for row in sheet.rows)]).casefold()
    assert "canary" not in told
    for data in (as_csv(sheet), as_xlsx(sheet), sheet_docx(sheet)):
        parts = [data]
        if data[:2] == b"PK":
            package = zipfile.ZipFile(io.BytesIO(data))
            parts = [package.read(name) for name in package.namelist()]
        assert all(b"canary" not in part.lower() for part in parts)
        assert all(WORKING_COPY.encode() not in part for part in parts)


@pytest.mark.parametrize("make", LISTS)
def test_a_private_file_says_so_in_every_row(make: Any) -> None:
    sheet = make(walked(), private=True, today=TODAY)
    header, *rows = read_csv(as_csv(sheet))
    assert header[-1] == "Publication"
    assert {row[-1] for row in rows} == {WORKING_COPY}


def test_findings_are_listed_with_citations_in_full_and_what_is_left_out() -> None:
    rows = rows_of(findings_list(walked(), key=KEY))
    assert rows["6.1.i"]["Evidence"].split("\n") == [
        "Supports: =1+1 is what they told us (Nurse A, School Nursing Trust, 14 Jan 2026, "
        "Interview 1 with School Nursing Trust, line 1)",
        "Contradicts: “It took all summer,” Parent B said (Nurse A, School Nursing Trust, 14 Jan 2026, "
        "Interview 1 with School Nursing Trust, line 4)",
        "1 piece of evidence is not for publication",
    ]
    assert rows["6.1.ii"]["Recommendations"] == "1b"
    assert rows["7.2.i"]["If it leads to none, why"] == "noted: they are being replaced"


def test_words_that_were_taken_out_since_they_were_quoted_are_in_no_public_list() -> None:
    public, private = (rows_of(findings_list(walked(), private=p))["6.1.ii"]["Evidence"] for p in (False, True))
    assert "six weeks, not five" in public
    assert "CANARY-QUOTE" not in public
    assert "CANARY-QUOTE" in private
    assert "CANARY-BIN (not there any more" in private


def test_recommendations_are_listed_as_they_print_with_replies_word_for_word() -> None:
    row = rows_of(recommendations_list(walked(), key=KEY))["1"]
    assert row["Recommendation"].split("\n")[1:] == ["a. families are told in ten days", "b. letters end"]
    assert row["Rests on"] == "6.1.i Families wait too long.\n6.1.ii Letters help nobody."
    assert row["Replies"] == "Children's Services, 1 May 2026: We will look at letters.\nA date will follow."
    assert (row["Position"], row["Doing"], row["Impact"]) == ("no clear answer", "under way", "some")
    assert "–" not in rows_of(recommendations_list(walked()))
    assert rows_of(recommendations_list(walked(), private=True))["–"]["State"] == "dropped"


# -- the files --------------------------------------------------------------------------------------------------------

FORMULAS = [
    "=1+1",
    "+44 24 76",
    "-£143",
    "- a point",
    "@x",
    "\t=1",
    " =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\r=1",
    "\u00a0=1",
]


def sheet(*words: str) -> Sheet:
    return Sheet("A list", "A group", (Column("Words"),), [(w,) for w in words], (("Words", ("Words",)),), on=TODAY)


@pytest.mark.parametrize("words", FORMULAS)
def test_a_cell_never_begins_a_formula_in_csv(words: str) -> None:
    data = as_csv(sheet(words))
    assert data.startswith(BOM.encode())
    cell = read_csv(data)[1][0]
    assert cell.startswith("'")
    assert cell[1:].strip() == words.replace("\r", "\n").strip()


@pytest.mark.parametrize("words", ["-5", "+1,234.5", "-12%", "402", "plain", "a=b", "e-mail", ""])
def test_numbers_and_plain_words_stay_as_they_are(words: str) -> None:
    assert read_csv(as_csv(sheet(words)))[1] == [words]


def test_everything_is_quoted_in_csv() -> None:
    text = as_csv(sheet("one", 'two "2"', "three\nlines")).decode("utf-8-sig")
    assert text == '"Words"\r\n"one"\r\n"two ""2"""\r\n"three\nlines"\r\n'


@pytest.mark.parametrize("words", [*FORMULAS, *HOSTILE_STRINGS, "x" * 40_000])
def test_every_cell_of_a_spreadsheet_is_text(words: str) -> None:
    data = as_xlsx(sheet(words))
    book = load_workbook(io.BytesIO(data))
    assert all(c.data_type == "s" for page in book for row in page for c in row if c.value is not None)
    package = zipfile.ZipFile(io.BytesIO(data))
    assert all(b"<f>" not in package.read(name) for name in package.namelist())
    assert book["List"]["A1"].value == "Words"


def test_a_formula_stays_text_when_somebody_edits_the_cell() -> None:
    cell = load_workbook(io.BytesIO(as_xlsx(sheet("=1+1", "plain"))))["List"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_spreadsheet_keeps_its_headings_in_sight_and_says_what_it_is() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(evidence_log(walked(), private=True, today=TODAY))))
    page, about = book["List"], book["About this list"]
    assert book.properties.created == book.properties.modified == datetime(2026, 11, 26)
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:P{page.max_row}"
    assert page.column_dimensions["K"].width == 70
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert (told["List"], told["Group"], told["Made on"]) == ("Evidence log", "School Meals", "26th November 2026")
    assert told["Who may see it"] == WORKING_COPY
    public = load_workbook(io.BytesIO(as_xlsx(evidence_log(walked(), today=TODAY))))["About this list"]
    assert ("Who may see it", "Public: only what may be published") in [(r[0].value, r[1].value) for r in public.rows]


@pytest.mark.parametrize("make", LISTS)
def test_the_same_list_gives_the_same_bytes(make: Any) -> None:
    one, other = (make(walked(), key=KEY, today=TODAY) for _ in range(2))
    assert (as_csv(one), as_xlsx(one), sheet_docx(one)) == (as_csv(other), as_xlsx(other), sheet_docx(other))


@pytest.mark.parametrize("make", LISTS)
def test_the_word_table_is_accessible(make: Any) -> None:
    assert check_docx(sheet_docx(make(walked(), key=KEY, today=TODAY))) == []


@pytest.mark.parametrize("make", LISTS)
def test_an_empty_review_gives_an_empty_list(make: Any) -> None:
    empty = make(
        walked().model_copy(
            update={
                n: []
                for n in (
                    "notes",
                    "interviews",
                    "submissions",
                    "snapshots",
                    "findings",
                    "evidence_links",
                    "recommendations",
                    "rests_on",
                    "passages",
                )
            }
        )
    )
    assert empty.rows == []
    assert len(read_csv(as_csv(empty))) == 1
    assert b"PK" in sheet_docx(empty)[:2]
