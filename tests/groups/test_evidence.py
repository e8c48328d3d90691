"""Passages are found again by their words, whatever is written around them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from groups.evidence import EvidenceKind, address_of, find_again

TEXT = "We ring every family. Nobody rang us. We ring every school. Nobody rang us."


def test_a_passage_is_told_apart_from_its_twin_by_its_surroundings() -> None:
    second = TEXT.rindex("Nobody rang us.")
    address = address_of(EvidenceKind.PASSAGE, "S1", TEXT, second, second + 15)
    edited = "A new first line.\n" + TEXT
    assert find_again(address, edited) == second + 18


def test_words_that_are_gone_are_not_found() -> None:
    address = address_of(EvidenceKind.PASSAGE, "S1", TEXT, 0, 20)
    assert find_again(address, "Something else") is None


def test_an_empty_passage_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        address_of(EvidenceKind.PASSAGE, "S1", TEXT, 4, 4)


@given(st.text(min_size=1, max_size=60), st.text(max_size=40), st.data())
def test_a_passage_is_found_wherever_text_is_put_before_it(text: str, before: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    address = address_of(EvidenceKind.PASSAGE, "S1", text, start, end)
    found = find_again(address, before + text)
    assert found is not None
    assert (before + text)[found : found + end - start] == address.words
    assume(before == "")
    assert found == start
