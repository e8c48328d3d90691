"""Sentences in a text as it is shown: what Space chooses in a document."""

from __future__ import annotations

import pytest

from workbench.widgets.shown_text import ShownText


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("2. Nobody rang us. They came in May.", "Nobody rang us."),
        ("(iv) Nobody rang us. They came in May.", "Nobody rang us."),
        ("6.1. Nobody rang us.", "Nobody rang us."),
        ("- Nobody rang us.", "Nobody rang us."),
        ("A. Smith rang us. Nobody came.", "A. Smith rang us."),
        ("3.5 per cent were away. Nobody rang.", "3.5 per cent were away."),
        ("2.", "2."),
        ("", ""),
    ],
)
def test_the_number_of_a_point_is_no_sentence(line: str, sentence: str) -> None:
    text = ShownText(line)
    start, end = text.sentence_at(0)
    assert text.whole[start:end] == sentence
