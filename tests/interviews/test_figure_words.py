"""The sentence that says what figures show: it adds up only what adds up, and never contradicts the numbers."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.figure_words import adds_up, compared, sentence, sentences
from interviews.measures import Measure, measured
from interviews.snapshot_checks import understood
from tests.interviews.tables import appendix_3, snapshot, two_rows_of_headings


def said(rows: list[list[str]], heading_rows: int = 1, **about: str) -> list[str]:
    made = snapshot(rows, heading_rows, **about)
    return sentences(made, understood(made))


def test_counts_add_up_over_months_and_percentages_do_not() -> None:
    calls, timely, late, who = said(two_rows_of_headings(), 2)
    assert calls == "Calls rose 24% from 2023 (600) to 2024 (744), counting all 6 months."
    assert timely == (
        "Timely in JUN rose from 7.7% in 2023 to 88.4% in 2024, by 80.7 percentage points. "
        "In 2024 it was higher than in 2023 in all 6 months."
    )
    assert late.startswith("Answered late in JUN rose from 25.5% in 2023 to 88.4% in 2024, by 62.9 percentage points.")
    assert who == "Who rang most is most often “Schools”, in 7 of 12."


def test_the_real_appendix_3() -> None:
    found = said(appendix_3(), 2)
    assert found[0] == "Number of contacts rose 47% from 2017 (13,247) to 2019 (19,494), counting all 12 months."
    assert found[1].startswith("Contact timeliness in DEC rose from 62.3% in 2017 to 90.5% in 2019, by 28.2 percentage")
    assert "“Domestic Violence” throughout" in found[-1]


def test_what_stands_on_a_day_is_not_added_up() -> None:
    rows = [["", "Families", ""], ["", "2023", "2024"], ["JAN", "287", "351"], ["FEB", "301", "377"]]
    assert said(rows, 2) == ["Families rose 24% from 2023 (588) to 2024 (728), counting both months."]
    assert said(rows, 2, definition="Families known on the last day of the month") == [
        "Families in FEB rose 25% from 2023 (301) to 2024 (377). In 2024 it was higher than in 2023 in all 2 months."
    ]


def test_a_total_in_the_table_says_whether_rows_add_up() -> None:
    rows = [["", "Pupils", ""], ["", "2023", "2024"], ["A", "10", "20"], ["B", "5", "4"], ["Total", "15", "24"]]
    assert said(rows, 2) == ["Pupils rose 60% from 2023 (15) to 2024 (24), counting both rows."]
    rows[-1] = ["Total", "15", "23"]
    assert said(rows, 2) == [
        "Pupils in 2024 was highest for A (20) and lowest for B (4). "
        "From 2023 to 2024 it rose for 1 of 2 and fell for 1."
    ]


def test_measures_as_rows_are_compared_over_their_periods() -> None:
    rows = [
        ["", "2023", "2024", "2025"],
        ["On the register", "181", "240", "214"],
        ["Cost", "£1.2m", "£1m", "£900,000"],
    ]
    assert said(rows) == [
        "On the register rose 18% from 2023 (181) to 2025 (214). It was highest in 2024 (240).",
        "Cost fell 25% from 2023 (£1,200,000) to 2025 (£900,000).",
    ]


def test_periods_that_go_back_are_put_in_order() -> None:
    assert said([["", "2025", "2024"], ["Calls", "120", "100"]]) == ["Calls rose 20% from 2024 (100) to 2025 (120)."]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("50 50 50", "Calls was 50 from 2023 to 2025 without change."),
        ("50 60 50", "Calls was 50 both in 2023 and in 2025. It was highest in 2024 (60)."),
        ("0 3 5", "Calls rose from 0 in 2023 to 5 in 2025, by 5."),
        ("1000 1001 1002", "Calls rose by less than 1% from 2023 (1,000) to 2025 (1,002)."),
        ("1000 500 3", "Calls fell by more than 99% from 2023 (1,000) to 2025 (3)."),
        ("1000 500 0", "Calls fell 100% from 2023 (1,000) to 2025 (0)."),
        ("5 - 7", "No comparison of Calls is drawn: 1 of its 3 figures is missing."),
        ("5 6 <5", "No comparison of Calls is drawn: 1 of its 3 figures is missing."),
        ("41% 42% 42%", "Calls rose from 41% in 2023 to 42% in 2025, by 1 percentage point."),
        ("-5 2 3", "Calls rose from −5 in 2023 to 3 in 2025, by 8."),
    ],
)
def test_how_a_change_is_said(figures: str, words: str) -> None:
    assert said([["", "2023", "2024", "2025"], ["Calls", *figures.split()]]) == [words]


def test_rows_that_are_no_periods_have_a_highest_and_a_lowest() -> None:
    assert said([["Team", "Calls"], ["North", "12"], ["South", "40"], ["West", "40"]]) == [
        "Calls was highest for South and West (40) and lowest for North (12)."
    ]
    assert said([["Team", "Calls"], ["North", "12"], ["South", "12"]]) == ["Calls was 12 for all 2."]


def test_averages_are_compared_and_never_added() -> None:
    rows = [["", "Average wait"], ["September", "31"], ["December", "17"], ["March", "22"]]
    assert said(rows) == [
        "Average wait fell from 31 in September to 22 in March, by 9. It was lowest in December (17)."
    ]
    measure = measured([["", "Average wait", ""], ["", "2023", "2024"], ["JAN", "3", "4"], ["FEB", "4", "5"]], 2)
    assert not adds_up(measure.measures[0])


FIGURES = st.lists(st.integers(0, 3000), min_size=2, max_size=5)


@given(st.lists(FIGURES, min_size=2, max_size=4), st.sampled_from(["", "%"]), st.booleans())
def test_the_sentence_never_contradicts_the_numbers(columns: list[list[int]], sign: str, on_a_day: bool) -> None:
    count = min(map(len, columns))
    months = ["JAN", "FEB", "MAR", "APR", "MAY"][:count]
    years = [str(2020 + n) for n in range(len(columns))]
    rows = [["", "Calls", *[""] * (len(columns) - 1)], ["", *years]]
    rows += [[month, *(f"{column[n]}{sign}" for column in columns)] for n, month in enumerate(months)]
    (measure,) = measured(rows, 2).measures
    add = adds_up(measure, "open cases" if on_a_day else "")
    words = sentence(measure, add=add)
    assert add == (not sign and not on_a_day)
    first, last = (sum(c[:count]) if add else c[count - 1] for c in (columns[0], columns[-1]))
    holds(words, first, last)
    shown = {int(n.replace(",", "")) for n in re.findall(r"\((\d[\d,]*)%?\)", words)}
    values = {sum(c[:count]) if add else c[count - 1] for c in columns}
    assert shown <= values, "every figure in brackets is a sum or a cell of the table"
    found = compared(measure, add=add)
    assert found
    assert [value.value for value in found.values] == [sum(c[:count]) if add else c[count - 1] for c in columns]


def holds(words: str, first: int, last: int) -> None:
    """Whether the verb, and the share where there is one, agree with the first and the last value."""
    verb = "rose" if last > first else "fell" if last < first else "was"
    assert re.search(rf"\bCalls (?:in \w+ )?{verb}\b", words), words
    share = re.search(r"(?:rose|fell) ([\d,]+)%", words)
    if share:
        exact = abs(Decimal(last - first)) * 100 / first
        assert abs(Decimal(share[1].replace(",", "")) - exact) <= Decimal("0.5")
        assert share[1] != "0"


@given(st.lists(st.sampled_from(["12", "", "-", "<5", "n/a", "*", "7%", "words", "£3"]), min_size=2, max_size=8))
def test_no_claim_is_made_where_a_figure_is_missing(cells: list[str]) -> None:
    rows = [["", *(str(2000 + n) for n in range(len(cells)))], ["Calls", *cells]]
    for measure in measured(rows, 1).measures:  # a row without a single figure is none
        words = sentence(measure, add=adds_up(measure))
        if all(point.figure for series in measure.series for point in series.points):
            continue
        assert not re.search(r"\b(?:rose|fell|highest|lowest|without change)\b", words)


def test_a_measure_without_rows_says_nothing() -> None:
    assert sentence(Measure("Calls", measured([["", "a"], ["b", "1"]], 1).measures[0].kind, ()), add=True) == ""
