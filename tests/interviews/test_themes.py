"""Themes in order and in two levels, what has them, and what becomes of their tags when two become one."""

from __future__ import annotations

from typing import Any

from interviews.interview import Note
from interviews.theme import (
    Theme,
    called,
    depths,
    having,
    in_order,
    possible_parents,
    retagged,
    toggled,
    with_those_under,
)

G: dict[str, Any] = {"group_id": "G"}
THEMES = [
    Theme(**G, id="worry", name="Worry", position=2),
    Theme(**G, id="exams", name="Exams", parent_id="worry", position=1),
    Theme(**G, id="buses", name="Buses", position=1),
    Theme(**G, id="lost", name="Lost", parent_id="in the bin", position=3),
]


def note(ident: str, *themes: str) -> Note:
    return Note(**G, id=ident, interview_id="i", theme_ids=list(themes))


def test_each_theme_is_followed_by_those_under_it_and_none_is_lost() -> None:
    assert [theme.id for theme in in_order(THEMES)] == ["buses", "worry", "exams", "lost"]
    assert depths(THEMES) == {"worry": 0, "exams": 1, "buses": 0, "lost": 0}
    assert with_those_under("worry", THEMES) == ["worry", "exams"]


def test_there_are_two_levels() -> None:
    assert [t.id for t in possible_parents("buses", THEMES)] == ["worry", "lost"]
    assert [t.id for t in possible_parents("", THEMES)] == ["buses", "worry", "lost"]
    assert possible_parents("worry", THEMES) == [], "others stand under it"


def test_a_theme_is_found_by_its_name_however_it_is_written() -> None:
    found = called("  BUSES ", THEMES)
    assert found is not None
    assert found.id == "buses"
    assert called("bus", THEMES) is None


def test_what_has_a_theme() -> None:
    notes = [note("n", "buses"), note("m"), note("o", "exams", "worry")]
    assert [n.id for n in having(["worry", "exams"], notes)] == ["o"]


def test_of_two_themes_that_become_one_each_line_keeps_one() -> None:
    assert retagged(["exams", "buses", "worry"], {"exams": "worry"}) == ["worry", "buses"]
    assert retagged(["buses"], {"exams": "worry"}) == ["buses"]


def test_a_key_puts_a_theme_on_unless_all_have_it() -> None:
    assert toggled([note("n", "buses"), note("m")], "buses")
    assert not toggled([note("n", "buses")], "buses")
