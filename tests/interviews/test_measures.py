"""Tables understood: figures and gaps in cells, periods, headings over headings, measures as rows, totals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from interviews.figures import Figure, Gap, Kind, kind_of, read_cell
from interviews.measures import Measure, column_names, measured
from interviews.periods import in_time_order, is_period
from interviews.table_edges import Role
from tests.interviews.tables import appendix_3, two_rows_of_headings


def names(measures: tuple[Measure, ...]) -> dict[str, list[str]]:
    return {measure.name: [series.name for series in measure.series] for measure in measures}


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("1,255", "1255", Kind.COUNT),
        ("1 255", "1255", Kind.COUNT),
        ("42.6%", "42.6", Kind.PERCENTAGE),
        ("5 per cent", "5", Kind.PERCENTAGE),
        ("£1.2m", "1200000", Kind.MONEY),
        ("£3k", "3000", Kind.MONEY),
        ("(5)", "-5", Kind.COUNT),
        ("−3", "-3", Kind.COUNT),
        ("-£1,200.50", "-1200.50", Kind.MONEY),
        ("(£5)", "-5", Kind.MONEY),
        ("0.5", "0.5", Kind.NUMBER),
        ("17*", "17", Kind.COUNT),
        (" 0 ", "0", Kind.COUNT),
    ],
)
def test_figures_are_read(cell: str, value: str, kind: Kind) -> None:
    read = read_cell(cell)
    assert isinstance(read, Figure)
    assert (read.value, read.kind) == (Decimal(value), kind)


@pytest.mark.parametrize(
    ("cell", "gap"),
    [
        ("", Gap.EMPTY),
        ("  ", Gap.EMPTY),
        ("-", Gap.DASH),
        ("–", Gap.DASH),
        ("*", Gap.SUPPRESSED),
        ("<5", Gap.SUPPRESSED),
        ("fewer than 10", Gap.SUPPRESSED),
        ("[c]", Gap.SUPPRESSED),
        ("n/a", Gap.NOT_APPLICABLE),
        ("N/A", Gap.NOT_APPLICABLE),
        ("..", Gap.NOT_AVAILABLE),
    ],
)
def test_a_gap_has_a_sort_and_is_never_nothing(cell: str, gap: Gap) -> None:
    assert read_cell(cell) is gap


@pytest.mark.parametrize(
    "cell", ["Education", "12 of 40", "02476 555555", "03/04/2024", "1.2m", "1,2,3", "(5", "5)", "12345678901234567890"]
)
def test_words_are_no_figures(cell: str) -> None:
    assert read_cell(cell) is None


def test_what_a_column_is_of() -> None:
    assert kind_of(["12", "abt 40", "13"]) is Kind.COUNT
    assert kind_of(["Schools", "Police", "12"]) is Kind.WORDS
    assert kind_of(["42", "61"], "% seen in time") is Kind.PERCENTAGE
    assert kind_of(["42", "61"], "Average wait") is Kind.NUMBER, "an average is never added up"
    assert kind_of(["42", "61"], "Cost (£)") is Kind.MONEY
    assert kind_of(["42", "61"], "Seen in time", "per cent") is Kind.PERCENTAGE
    assert kind_of(["", "-"]) is Kind.WORDS


@pytest.mark.parametrize("words", ["2017", "2019/20", "2019-20", "JAN", "Sept.", "Autumn", "Q1 2023/24"])
def test_periods(words: str) -> None:
    assert is_period(words)


@pytest.mark.parametrize(
    "words", ["Spring term 2024", "As at 31 March 2024", "Mar-24", "2024-01", "Last year", "Week 3"]
)
def test_more_periods(words: str) -> None:
    assert is_period(words)


@pytest.mark.parametrize("words", ["Known", "Total", "Year 10", "3", "1250", "Marchers", "", "The Spring Trust"])
def test_no_periods(words: str) -> None:
    assert not is_period(words)


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (["2017", "2018", "2019"], 1),
        (["2019", "2018"], -1),
        (["2019", "2017", "2018"], 0),
        (["APR", "AUG", "DEC", "JAN", "MAR"], 1),
        (["September", "December", "March", "June"], 1),
        (["DEC", "NOV", "OCT"], -1),
        (["FEB", "JAN", "MAR"], 0),
        (["Autumn", "Spring", "Summer"], 1),
        (["Two years ago", "Last year", "This year"], 1),
        (["2023/24", "2024/25"], 1),
        (["North", "South"], 0),
        (["2019", "2019"], 0),
    ],
)
def test_the_order_of_time(labels: list[str], order: int) -> None:
    assert in_time_order(labels) == order


def test_an_upper_heading_goes_on_over_the_empty_cells_after_it() -> None:
    table = measured(two_rows_of_headings(), 2)
    years = ["2023", "2024"]
    assert names(table.measures) == dict.fromkeys(("Calls", "Timely", "Answered late", "Who rang most"), years)
    assert [m.kind for m in table.measures] == [Kind.COUNT, Kind.PERCENTAGE, Kind.PERCENTAGE, Kind.WORDS]
    assert table.label_columns == 1
    assert table.name_of(3, 2) == "FEB, Calls 2024"
    assert [p.label for p in table.measures[0].series[0].points] == ["JAN", "FEB", "MAR", "APR", "MAY", "JUN"]


def test_repeated_headings_and_periods_above_measures() -> None:
    rows = [
        ["Term", "Last year", "Last year", "This year", "This year"],
        ["", "Known", "Visited", "Known", "Visited"],
        ["Autumn", "287", "102", "351", "140"],
    ]
    table = measured(rows, 2)
    assert names(table.measures) == {"Known": ["Last year", "This year"], "Visited": ["Last year", "This year"]}
    assert table.name_of(2, 3) == "Autumn, This year Known", "the name of a figure follows the headings as they stand"


def test_three_rows_of_headings() -> None:
    rows = [
        ["", "Primary", "", "", "", "Secondary", "", "", ""],
        ["", "Pupils", "", "Absent", "", "Pupils", "", "Absent", ""],
        ["", *["2023", "2024"] * 4],
        ["North", "10", "11", "1%", "2%", "30", "31", "3%", "4%"],
    ]
    table = measured(rows, 3)
    years = ["2023", "2024"]
    assert names(table.measures) == dict.fromkeys(
        ("Primary Pupils", "Primary Absent", "Secondary Pupils", "Secondary Absent"), years
    )


def test_an_upper_heading_ends_where_one_above_it_ends() -> None:
    rows = [["", "A", "", "B", ""], ["", "x", "", "", ""], ["", "p", "q", "p", "q"], ["r", "1", "2", "3", "4"]]
    assert measured(rows, 3).paths == {1: ("A", "x", "p"), 2: ("A", "x", "q"), 3: ("B", "", "p"), 4: ("B", "", "q")}


def test_columns_are_called_as_their_figures_are() -> None:
    rows = [
        ["School", "Asked for help", "", "Answered"],
        ["", "by letter", "", "", "late"],
        ["", "2017", "2018", "2017", "2018"],
        ["Hill Road", "1", "2", "3", "4"],
    ]
    assert column_names(rows, 3) == [
        "School",
        "Asked for help by letter 2017",
        "Asked for help by letter 2018",
        "Answered 2017",
        "Answered late 2018",
    ]
    table = measured(rows, 3)
    assert [table.name_of(-1, column) for column in table.paths] == column_names(rows, 3)[1:]
    assert column_names([], 2) == []


def test_measures_as_rows_and_periods_as_columns() -> None:
    rows = [["", "2024", "2025"], ["On the register", "181", "214"], ["Seen in time", "71%", "80%"]]
    table = measured(rows, 1)
    assert table.is_transposed
    assert [(m.name, m.kind) for m in table.measures] == [
        ("On the register", Kind.COUNT),
        ("Seen in time", Kind.PERCENTAGE),
    ]
    assert [p.label for p in table.measures[0].series[0].points] == ["2024", "2025"]


def test_rows_with_a_total_or_very_many_are_of_one_measure() -> None:
    rows = [["School", "2024", "2025"], ["A", "181", "214"], ["B", "20", "30"]]
    assert [m.name for m in measured(rows, 1, title="Pupils").measures] == ["A", "B"]
    assert names(measured([*rows, ["Total", "201", "244"]], 1, title="Pupils").measures) == {"Pupils": ["2024", "2025"]}
    many = [rows[0], *([f"School {n}", str(n), str(n + 1)] for n in range(30))]
    assert names(measured(many, 1, title="Pupils").measures) == {"Pupils": ["2024", "2025"]}


def test_rows_are_measures_where_columns_would_mix_them() -> None:
    rows = [["", "North", "South"], ["Referrals", "402", "31"], ["In time", "96%", "17%"]]
    assert [m.name for m in measured(rows, 1).measures] == ["Referrals", "In time"]


def test_two_measures_of_each_category_stay_measures() -> None:
    rows = [["School", "Boys", "", "Girls", ""], ["", "Number", "%", "Number", "%"], ["A", "1", "2%", "3", "5%"]]
    assert names(measured(rows, 2).measures) == {"Number": ["Boys", "Girls"], "%": ["Boys", "Girls"]}


def test_a_table_of_months_and_years_is_one_measure_called_as_its_title() -> None:
    rows = [["", "2023", "2024"], ["JAN", "5", "6"], ["FEB", "7", "8"]]
    assert names(measured(rows, 1, title="Visits").measures) == {"Visits": ["2023", "2024"]}


def test_rows_may_need_two_columns_to_be_told_apart() -> None:
    rows = [["Area", "Phase", "Pupils"], ["North", "Primary", "9"], ["", "Secondary", "4"], ["South", "Primary", "7"]]
    table = measured(rows, 1)
    assert table.label_columns == 2
    assert list(table.labels.values()) == ["North, Primary", "North, Secondary", "South, Primary"]
    assert [m.name for m in table.measures] == ["Pupils"]


def test_a_second_column_of_words_is_a_measure_where_the_first_tells_the_rows_apart() -> None:
    rows = [["Month", "Who rang most", "Calls"], ["JAN", "Schools", "12"], ["FEB", "Police", "13"]]
    assert names(measured(rows, 1).measures) == {"Who rang most": [""], "Calls": [""]}


def test_totals_averages_headings_between_rows_and_notes_are_told_from_rows() -> None:
    rows = [
        ["School", "2024", "2025", "Total"],
        ["Primary", "", "", ""],
        ["A", "1", "2", "3"],
        ["B", "3", "4", "7"],
        ["Sub-total", "4", "6", "10"],
        ["Average", "2", "3", "5"],
        ["Grand total", "4", "6", "10"],
        ["Source: the school census", "", "", ""],
    ]
    table = measured(rows, 1)
    roles = {p.label: p.role for m in table.measures for s in m.series for p in s.points}
    assert Role.TOTAL in roles.values()
    assert "Primary" not in table.labels.values()
    assert "Source: the school census" not in table.labels.values()
    table = measured([["", "Calls", "", ""], ["", "2024", "2025", "Total"], *rows[2:7]], 2)
    assert [(s.name, s.role) for s in table.measures[0].series] == [
        ("2024", Role.PART),
        ("2025", Role.PART),
        ("Total", Role.TOTAL),
    ]
    assert [p.role for p in table.measures[0].series[0].points] == [
        Role.PART,
        Role.PART,
        Role.SUBTOTAL,
        Role.AVERAGE,
        Role.TOTAL,
    ]


def test_a_month_without_figures_is_a_gap_and_no_heading_between_rows() -> None:
    table = measured([["Month", "Calls"], ["JAN", "5"], ["FEB", ""], ["MAR", "6"]], 1)
    assert [p.gap for p in table.measures[0].series[0].points] == [None, Gap.EMPTY, None]


@pytest.mark.parametrize("rows", [[], [[]], [["a"]], [["a", "b"]], [["", ""], ["", ""]]])
def test_a_table_with_nothing_in_it_has_no_measure(rows: list[list[str]]) -> None:
    assert not [m for m in measured(rows, min(1, len(rows))).measures if m.kind is not Kind.WORDS]


def test_the_real_appendix_3() -> None:
    table = measured(appendix_3(), 2)
    assert len(table.measures) == 15
    assert all([s.name for s in m.series] == ["2017", "2018", "2019"] for m in table.measures)
    assert [m.kind for m in table.measures].count(Kind.WORDS) == 2
    contacts = table.measures[0]
    assert contacts.name == "Number of contacts"
    assert [sum(p.figure.value for p in s.points if p.figure) for s in contacts.series] == [13_247, 13_516, 19_494]
