"""What the check says of a data snapshot, and what it passes over because it may well be so."""

from __future__ import annotations

import pytest

from interviews.snapshot_checks import checked, remarks_on
from interviews.snapshot_spellings import folded, one_letter_off
from tests.interviews.tables import appendix_3, snapshot, two_rows_of_headings

TOLD = {"source": "Case system", "owner": "Dele Marsh", "definition": "Calls taken", "unit": "calls", "period": "2024"}


def said(rows: list[list[str]], heading_rows: int = 1) -> list[str]:
    """What is said of the figures, everything about them being there but the day."""
    return [r.text for r in checked(snapshot(rows, heading_rows, **TOLD)) if not r.field]


def by_month(*columns: tuple[str, str]) -> list[list[str]]:
    names = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG"]
    cells = [figures.split() for _, figures in columns]
    return [["", *(name for name, _ in columns)], *([names[n], *row] for n, row in enumerate(zip(*cells, strict=True)))]


def test_identical_measures_mixed_spellings_and_nothing_else() -> None:
    rows = two_rows_of_headings()
    assert said(rows, 2) == [
        "Timely 2024 and Answered late 2024 are identical in all 6 months.",
        "In Who rang most one category seems to be written in 2 ways: “Schools” (6 times) and “schools” (once).",
    ]
    same, spelling = (r for r in checked(snapshot(rows, 2, **TOLD)) if not r.field)
    assert same.cells[0] == (2, 4)
    assert same.cells[-1] == (7, 6)
    assert spelling.cells == ((2, 8),), "the rarer spelling is where one goes to mend it"


def test_the_real_appendix_3() -> None:
    assert remarks_on(snapshot(appendix_3(), 2, title="MASH data snapshot")) == [
        "It is not said where the figures come from, who answers for them, on which day they stood so, what is counted "
        "and how and in which unit.",
        "DV contact to conversion rate 2018 and DV Contact Timeliness 2018 are identical in all 12 months.",
        "In Highest referrer one category seems to be written in 2 ways: “Charities and other public bodies” "
        "(8 times) and “Charities and Other Public Bodies” (5 times).",
    ]


def test_identical_rows() -> None:
    rows = [["School", "2022", "2023", "2024"], ["A", "112", "98", "131"], ["B", "40", "51", "60"]]
    assert said([*rows, ["C", "112", "98", "131"]]) == ["The rows A and C are identical in all 3 columns."]


@pytest.mark.parametrize(
    "rows",
    [
        by_month(("Open", "100% 100% 100% 100%"), ("Staffed", "100% 100% 100% 100%")),
        by_month(("Fires", "0 1 0 2 0"), ("Floods", "0 1 0 2 0")),
        by_month(("Lead", "Marsh Marsh Marsh Marsh Marsh Marsh"), ("Deputy", "Marsh Marsh Marsh Marsh Marsh Marsh")),
        [["School", "2023", "2024"], ["A", "1", "0"], ["B", "1", "0"]],
        [["", "North", "Total"], ["JAN", "120", "120"], ["FEB", "134", "134"], ["MAR", "141", "141"]],
    ],
    ids=["one value", "few small ones", "words that are all one", "short rows", "a total of one"],
)
def test_what_may_well_be_the_same_is_not_remarked_on(rows: list[list[str]]) -> None:
    assert said(rows) == []


def test_gaps_are_named_with_their_sort() -> None:
    rows = [["", "Calls"], ["JAN", "120"], ["FEB", ""], ["MAR", "-"], ["APR", "<5"], ["MAY", "n/a"], ["JUN", "soon"]]
    rows += [["JUL", "125"], ["AUG", "131"], ["SEP", "118"]]
    assert said(rows) == [
        "Calls has no figure for FEB.",
        "Calls has a dash for MAR: it is not said whether that means none.",
        "Calls has figures held back because they are small, for APR.",
        "Calls is said not to apply to MAY.",
        "Calls has words where a figure should be: “soon” for JUN.",
    ]


def test_many_gaps_are_counted() -> None:
    rows = [["", "2023", "2024"], *([m, "20", ""] for m in ("JAN", "FEB", "MAR", "APR", "MAY")), ["JUN", "21", "9"]]
    assert said(rows) == ["Figures has no figure for JAN 2024, FEB 2024, MAR 2024 and 2 more."]


def test_a_month_or_a_year_that_is_left_out() -> None:
    rows = [["", "Calls"], *([m, str(100 + n)] for n, m in enumerate(("JAN", "FEB", "MAR", "MAY", "JUN")))]
    assert said(rows) == ["A period is left out between MAR and MAY."]
    rows = [["", "Calls", "", "", "", ""], ["", "2019", "2020", "2021", "2023", "2024"], ["North", *"56789"]]
    assert said(rows, 2) == ["A period is left out between 2021 and 2023."]
    assert said([["Month", "Calls"], ["March", "5"], ["June", "6"], ["September", "5"], ["December", "6"]]) == []


def test_totals_that_do_not_add_up_are_said_with_the_difference() -> None:
    rows = [
        ["School", "Boys", "Girls", "Total"],
        ["A", "10", "20", "30"],
        ["B", "11", "20", "33"],
        ["C", "5", "5", "10"],
    ]
    assert said([*rows, ["Total", "26", "45", "71"]]) == [
        "Total, Total says 71, but its parts add up to 73: 2 more.",
        "Total, B says 33, but its parts add up to 31: 2 less.",
    ]


def test_totals_that_add_up_in_one_way_or_another_are_not_remarked_on() -> None:
    rows = [
        ["School", "Pupils"],
        ["A", "10"],
        ["B", "20"],
        ["Sub-total", "30"],
        ["C", "5"],
        ["D", "1"],
        ["Sub-total", "6"],
        ["Grand total", "36"],
    ]
    assert said(rows) == []
    rows[-1][1] = "38"
    assert said(rows) == ["Pupils, Grand total says 38, but its parts add up to 36: 2 less."]


@pytest.mark.parametrize("held_back", ["<5", "*", "n/a"])
def test_a_total_over_a_part_that_is_held_back_cannot_be_checked(held_back: str) -> None:
    rows = [["School", "Pupils"], ["A", "10"], ["B", held_back], ["C", "12"], ["Total", "25"]]
    assert not any("add up" in sentence for sentence in said(rows))


def test_averages_percentages_and_rounded_money_are_not_taken_for_sums() -> None:
    assert said([["", "In time"], ["JAN", "50%"], ["FEB", "70%"], ["Total", "61%"]]) == []
    assert said([["", "Calls"], ["JAN", "50"], ["FEB", "70"], ["Average", "60"]]) == []
    assert said([["", "Cost"], ["JAN", "£1.26"], ["FEB", "£1.26"], ["Total", "£2.53"]]) == []
    assert said([["", "Share"], ["North", "50%"], ["South", "45%"], ["Total", "100%"]]) == [
        "Share, Total says 100%, but its parts add up to 95%: 5% less."
    ]


def test_a_total_that_is_never_the_sum_is_said_once() -> None:
    rows = [["School", "Boys", "Girls", "Total"]]
    rows += [[school, str(10 + n), str(30 + 7 * n), str(90 + n * 3)] for n, school in enumerate("ABCD")]
    assert said(rows) == ["Total is not the sum of what stands beside it in 4 of 4 rows: it may count something else."]


def test_percentages_over_100() -> None:
    assert said([["", "Seen in time"], ["JAN", "98%"], ["FEB", "104.2%"], ["MAR", "97%"]]) == [
        "Seen in time is over 100% for FEB (104.2%)."
    ]
    assert said([["", "Change on the year"], ["JAN", "-4%"], ["FEB", "140%"], ["MAR", "9%"]]) == []


def test_a_figure_far_out_of_line() -> None:
    assert said(by_month(("Calls", "120 131 125 1250 118 122 127"))) == [
        "Calls is far larger for APR (1250) than for all others: perhaps a slip."
    ]
    assert said(by_month(("Calls", "3 1 2 40 900 15 7"))) == [], "figures of all sizes have none out of line"


def test_what_is_not_said_about_it_leads_to_its_field() -> None:
    first = checked(snapshot([["", "Calls"], ["JAN", "5"], ["FEB", "6"]]))[0]
    assert first.field == "source"
    assert "for which period" in first.text
    assert [r.field for r in checked(snapshot([["", "Calls"]]))] == ["rows"]
    assert remarks_on(snapshot([], 0)) == ["There is no table yet."]
    # A table of percentages over years says its unit and its period by itself.
    rows = [["", "2023", "2024"], ["In time", "5%", "6%"]]
    assert "unit" not in checked(snapshot(rows))[0].text
    assert "period" not in checked(snapshot(rows))[0].text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Charities and Other Public Bodies", "Charities and other public bodies"),
        ("Early-help", "early help"),
        ("School", "Schools"),
        ("Health & Care", "Health and care"),
        ("St. Mary's", "St Marys"),
        ("Charity", "charities"),
    ],
)
def test_what_is_one_category(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("safeguarding", "safegaurding", True),
        ("domestic violence", "domestic voilence", True),
        ("parental conflict", "parental conflct", True),
        ("early help", "earlyhelp", True),
        ("year 10", "year 11", False),
        ("category a", "category b", False),
        ("typical", "atypical", False),
        ("male", "mate", False),
        ("health", "police", False),
    ],
)
def test_one_letter_of_a_long_word(one: str, other: str, same: bool) -> None:
    assert one_letter_off(one, other) is same


def test_a_row_that_stands_twice() -> None:
    assert said([["School", "Pupils"], ["A", "10"], ["B", "20"], ["A", "30"]]) == [
        "“A” stands in 2 rows: one figure cannot be told from the other."
    ]
