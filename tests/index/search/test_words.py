"""The words of the trade: abbreviations, phrases, endings, misspellings, and what is said about them."""

from __future__ import annotations

import pytest

from index.glossary import Meaning
from tests.index.search.conftest import Desk, note


def test_an_ampersand_stays_inside_a_word(desk: Desk) -> None:
    desk.put(note("1", "A T&F group was set up."), note("2", "The team of Frome met."), note("3", "T & F work goes on"))
    assert set(desk.ids("T&F")) == {"notes:1", "notes:3"}
    assert set(desk.ids("t&f")) == {"notes:1", "notes:3"}


def test_a_short_form_is_never_stemmed(desk: Desk) -> None:
    desk.put(note("1", "EHE families"), note("2", "eh, said the witness"))
    assert desk.ids("EHE") == ["notes:1"]
    assert desk.ids("ehe") == ["notes:1"]
    assert desk.ids("EHE:") == ["notes:1"]


def test_send_in_capitals_is_not_the_verb(desk: Desk) -> None:
    desk.put(note("1", "Support for SEND pupils"), note("2", "They send a letter"), note("3", "Letters were sent"))
    assert desk.ids("SEND") == ["notes:1"]
    assert set(desk.ids("send")) == {"notes:1", "notes:2"}


def test_it_in_capitals_is_not_the_everyday_word(desk: Desk) -> None:
    desk.put(note("1", "The IT system failed"), note("2", "it failed to reply"))
    assert desk.ids("IT") == ["notes:1"]
    answer = desk.ask("it")
    assert not answer.found
    assert answer.notices == ("“it” is too common to be searched for.",)


def test_a_phrase_is_found_only_word_by_word(desk: Desk) -> None:
    desk.put(note("1", "no further action was taken"), note("2", "further to this, no action was taken"))
    assert desk.ids('"no further action"') == ["notes:1"]
    assert set(desk.ids("no further action")) == {"notes:1", "notes:2"}


def test_a_phrase_runs_across_everyday_words(desk: Desk) -> None:
    desk.put(note("1", "the register of the pupils"), note("2", "pupils in the register"))
    assert desk.ids('"register of pupils"') == ["notes:1"]


@pytest.mark.parametrize("typed", ["home schooling", "elective home education", "home educated", "EHE"])
def test_the_glossary_finds_other_ways_to_say_it(desk: Desk, typed: str) -> None:
    desk.put(
        note("1", "EHE is on the rise"),
        note("2", "children who are electively home educated"),
        note("3", "elective home education officers"),
        note("4", "education of the home front"),
    )
    assert {"notes:1", "notes:2", "notes:3"} <= set(desk.ids(typed))
    if typed == "EHE":
        assert "notes:4" not in desk.ids(typed)


def test_an_expansion_found_in_a_pack_is_used_until_the_pack_goes(desk: Desk) -> None:
    desk.put(note("1", "the PLT group"), note("2", "protected learning time in schools"))
    with desk.transaction():
        desk.store.words.take_expansions("packs:1", [("PLT", "protected learning time")])
    assert set(desk.ids("PLT")) == {"notes:1", "notes:2"}
    assert set(desk.ids("protected learning time")) == {"notes:1", "notes:2"}
    with desk.transaction():
        desk.store.words.take_expansions("packs:1", [])
    assert desk.ids("PLT") == ["notes:1"]


def test_a_person_may_add_and_take_away_a_meaning(desk: Desk) -> None:
    desk.put(note("1", "the FIS helpline"), note("2", "family information service"))
    with desk.transaction():
        desk.store.words.add_meaning(Meaning(short="FIS", full="family information service"))
    assert set(desk.ids("FIS")) == {"notes:1", "notes:2"}
    with desk.transaction():
        desk.store.words.remove_meaning("FIS", "Family Information Service")
    assert desk.ids("FIS") == ["notes:1"]


def test_a_misspelling_is_forgiven_and_said(desk: Desk) -> None:
    desk.put(note("1", "safeguarding is everybody's business"))
    answer = desk.ask("safegaurding")
    assert [one.passage.id for one in answer.found] == ["notes:1"]
    assert answer.notices == ("Showing results for “safeguarding”: nothing has “safegaurding”.",)


def test_a_word_that_stands_somewhere_is_not_corrected(desk: Desk) -> None:
    desk.put(note("1", "the panel met"), *(note(f"1{n}", "panels were set up in panes") for n in range(9)))
    assert desk.ask("panel").notices == ()
    assert "notes:1" in desk.ids("panel")


def test_endings_do_not_matter(desk: Desk) -> None:
    desk.put(note("1", "attendance"), note("2", "pupils attending"), note("3", "the child's school"))
    assert set(desk.ids("attend")) == {"notes:1", "notes:2"}
    assert set(desk.ids("attend*")) == {"notes:1", "notes:2"}
    assert desk.ids("child's") == ["notes:3"]
    assert desk.ids("child’s schools") == ["notes:3"]


def test_a_word_being_typed_finds_what_it_may_become(desk: Desk) -> None:
    desk.put(note("1", "safeguarding"), note("2", "transport"))
    assert desk.ids("safegu", typing=True) == ["notes:1"]
    assert desk.ids("safegu") == []
    assert desk.ask("safegu", typing=True).notices == ()


def test_a_beginning_with_many_ends_says_how_many(desk: Desk) -> None:
    desk.put(note("1", "conduct contract consult contact convene conclude confirm"), note("2", "contact"))
    answer = desk.ask("con*")
    assert len(answer.found) == 2
    assert answer.notices == ("7 words begin with “con”: the 5 commonest are looked for.",)


def test_words_with_minus_are_left_out(desk: Desk) -> None:
    desk.put(note("1", "school meals"), note("2", "school transport"), note("3", "school buses, no further action"))
    assert set(desk.ids("school -transport")) == {"notes:1", "notes:3"}
    assert set(desk.ids('school -"further action"')) == {"notes:1", "notes:2"}
    assert desk.ask("-transport").notices == ("Only words to leave out were typed: type at least one to look for.",)


def test_any_word_fills_up_and_is_marked(desk: Desk) -> None:
    desk.put(note("1", "school meals"), note("2", "school transport"), note("3", "hospital meals"))
    found = desk.ask("school meals").found
    assert (found[0].passage.id, found[0].is_partial) == ("notes:1", False)
    assert {(one.passage.id, one.is_partial) for one in found[1:]} == {("notes:2", True), ("notes:3", True)}


def test_municipal_years_are_words_too(desk: Desk) -> None:
    desk.put(note("1", "The report for 2024/25"), note("2", "in 2024"), note("3", "in 2025"))
    assert desk.ids("2024/25") == ["notes:1"]
    assert desk.ids("2024-25") == ["notes:1"]
    assert set(desk.ids("2024")) == {"notes:1", "notes:2"}


def test_everything_in_capitals_is_read_as_ordinary_words(desk: Desk) -> None:
    desk.put(note("1", "attendance of pupils"))
    answer = desk.ask("ATTENDANCE OF PUPILS")
    assert [one.passage.id for one in answer.found] == ["notes:1"]
    assert "capitals" in answer.notices[0]
    assert desk.ask("PUPILS").notices == ("PUPILS is no abbreviation here: showing results for “pupils”.",)


def test_found_words_are_marked_in_text_and_snippet(desk: Desk) -> None:
    filler = "Nothing of note was said about the weather. " * 20
    desk.put(note("1", f"{filler}The helpline\nfor EHE families rings all day. {filler}", title="On the helpline"))
    one = desk.ask('helpline "ehe families"').found[0]
    assert [one.passage.text[a:b] for a, b in one.marks] == ["helpline", "EHE families"]
    assert [one.passage.title[a:b] for a, b in one.title_marks] == ["helpline"]
    assert [one.snippet.text[a:b] for a, b in one.snippet.marks] == ["helpline", "EHE families"]
    assert len(one.snippet.text) < 220
    assert one.snippet.text.startswith("… ")


def test_similar_passages_share_the_rare_words(desk: Desk) -> None:
    desk.put(
        note("1", "The helpline for families who teach at home is not known"),
        note("2", "Families do not know of the helpline"),
        note("3", "The families of the board members"),
        *(note(f"9{n}", "Families and schools and boards and members of the council") for n in range(5)),
    )
    found = desk.search.similar("Make the helpline known to families", limit=3).found
    assert {one.passage.id for one in found[:2]} == {"notes:1", "notes:2"}
