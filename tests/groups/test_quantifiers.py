"""Words of quantity in findings: which count voices, and what would have to stand behind them."""

from __future__ import annotations

import pytest

from groups.quantifiers import quantities

COUNTED = [
    ("All partners agree that visits help", "all", "All partners agree", "all"),
    ("Every partner was clear about it", "all", "Every partner", "all"),
    ("Visits help, and everyone said so", "all", "everyone", "all"),
    ("Partners are supportive, but all agree it needs work", "all", "all agree", "all"),
    ("No partner had seen the leaflet", "none", "No partner", "all"),
    ("None of the agencies knew", "none", "None of the agencies", "all"),
    ("Nobody told them", "none", "Nobody", "all"),
    ("Most of the partners interviewed welcomed it", "most", "Most of the partners interviewed welcomed", "most"),
    ("The majority of agencies felt unheard", "most", "The majority of agencies felt", "most"),
    ("Many partners said that letters are late", "many", "Many partners said", "3"),
    ("Several local agencies raised it", "several", "Several local agencies raised", "3"),
    ("Some partners raised it", "some", "Some partners raised", "2"),
    ("Few partners have seen it", "few", "Few partners", "2"),
    ("Both partners agree", "both", "Both partners agree", "2"),
    ("Partners highlighted delays", "plural", "Partners", "2"),
    ("It was raised by all partners", "all", "all partners", "all"),
    ("Many parents do not know whom to ring", "many", "Many parents", "2"),
    ("Most schools reply late", "most", "Most schools", "figure"),
    ("At present most schools reply late", "most", "most schools", "figure"),
    ("Every head teacher we met asked for it", "all", "Every head teacher we met asked", "1"),
    ("All of the young people interviewed want a later bus", "all", "All of the young people interviewed want", "1"),
    ("Three partners told the group so", "number", "Three partners told", "3"),
    ("Two of the three agencies reported it", "number", "Two of the three agencies reported", "2"),
    ("The support for it was unanimous", "all", "unanimous", "all"),
    ("More than half of the partners asked for it", "most", "More than half of the partners asked", "most"),
    ("All of those who gave evidence praised it", "all", "All of those who gave evidence praised", "all"),
]


@pytest.mark.parametrize(("text", "kind", "words", "needs"), COUNTED)
def test_words_that_count_voices(text: str, kind: str, words: str, needs: str) -> None:
    (found,) = quantities(text)
    assert (found.id, found.words, found.needs) == (kind, words, needs)
    assert found.why.endswith(".")
    assert found.bears.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Letters are shared with all partners",
        "There is consistency across all schools",
        "Schools know all school aged children",
        "Some support is there",
        "Not all schools reply",
        "The leaflet is out of date",
        "Above all the register matters",
        "In some cases letters are late",
        "Health partners have noted an improvement",
        "There are many ways to ask for help",
        "The partnership is not well known",
        "The guide reaches all parents of children in year 6",
        "The team visits every family within a week",
        "Every school day counts",
        "Most parents' evenings are on Thursdays",
        "Three services share one office",
    ],
)
def test_words_that_count_no_voices(text: str) -> None:
    assert quantities(text) == []


def test_each_kind_speaks_once_and_in_the_order_of_the_text() -> None:
    found = quantities("Some partners said no; all partners said maybe; all partners said yes.")
    assert [one.id for one in found] == ["some", "all"]
    assert [one.is_whole for one in found] == [False, True]
    assert [one.least for one in found] == [2, 0]
