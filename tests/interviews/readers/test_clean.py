"""Cleaning foreign text: what goes, what stays, and that lines keep their numbers."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interviews.readers.clean import clean, paged, visible
from tests.hostile import HOSTILE_STRINGS

_LETTERS = (
    "\x1b\x07\x9b\x9c\x9d\x02\r\n\x0c\x0b\x85\u2028\u00ad\u200b\u202e\u0301\u0316\u0344é\u0958eﬁ\u00a0\ud800m\\P -"
)
_NASTY = st.sampled_from([*_LETTERS, "\x1b[", "\x1b]", "\r\n", "word", "52;c;"])
_ANY_TEXT = st.one_of(
    st.text(st.characters(codec=None)),
    st.lists(_NASTY).map("".join),
    st.lists(st.sampled_from(HOSTILE_STRINGS)).map("\n".join),
)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@given(_ANY_TEXT)
@example("é" + "\u0316\u0301" * 40)
@example("a" + "\u0344" * 40)
@example("\x1b\x1b[0m[0m")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(_ANY_TEXT)
def test_nothing_that_acts_or_hides_is_left(text: str) -> None:
    assert not _FORBIDDEN.search(clean(text))
    assert unicodedata.is_normalized("NFC", clean(text))
    clean(text).encode("utf-8")


@given(st.lists(st.text(st.characters(codec=None, exclude_characters="\r\n\x0b\x0c\x85\u2028\u2029")), min_size=1))
def test_lines_keep_their_numbers(lines: list[str]) -> None:
    assert clean("\n".join(lines)).count("\n") == len(lines) - 1
    assert clean("\r\n".join(lines)).count("\n") == len(lines) - 1


@given(st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd", "Po", "Pd", "Ps", "Pe", "Sm", "Sc"])))
def test_words_and_punctuation_stay(text: str) -> None:
    """Only ligatures, and letters that are another letter's second code, come out differently."""
    expected = text
    for ligature in "ﬀﬁﬂﬃﬄﬅﬆ":
        expected = expected.replace(ligature, unicodedata.normalize("NFKC", ligature))
    assert clean(expected) == unicodedata.normalize("NFC", expected)
    assert clean(text) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x0bf\x85g", "a\nb\nc\nd\ne\nf\ng"),
        ("end of page\n\x0cnext page", "end of page\nnext page"),
        ("end of page\x0c\nnext page", "end of page\nnext page"),
        ("end of page\x0cnext page", "end of page\nnext page"),
        ("\x0cfirst\x0c\x0c", "first"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;cm0=\x07after", "after"),
        ("\x9d52;c;cm0=\x9cafter", "after"),
        ("\x1b]52;c;no end\nthe next line stays", "52;c;no end\nthe next line stays"),
        ("\x1bPq#0\x1b\\after", "after"),
        ("soft\u00adhyphen zero\u200bwidth\u202eover", "softhyphen zerowidthover"),
        ("ﬁve oﬃces, ½ of № 4™", "five offices, ½ of № 4™"),
        ("e\u0301", "é"),
        ("hard\u00a0space", "hard space"),
        ("“curly” ‘quotes’ – dashes — stay…", "“curly” ‘quotes’ – dashes — stay…"),
        ("[b]markup[/b] [sic]", "[b]markup[/b] [sic]"),
        ("\x00\ud800", ""),
    ],
)
def test_rules(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_a_line_end_hyphen_of_a_pdf_stays_a_hyphen_unless_the_word_stands_whole_elsewhere() -> None:
    assert clean("multi\x02agency") == "multi-agency"
    assert clean("infor\x02mation and Information") == "information and Information"
    assert clean("co\x02opted, coopted and co-opted") == "co-opted, coopted and co-opted"
    assert clean("multi\x02\nagency") == "multi-\nagency"
    assert clean("alone \x02 here") == "alone  here"


def test_an_opener_without_its_end_does_not_swallow_the_document() -> None:
    text = "\x1b]0;title\n" + "evidence\n" * 1_000
    assert clean(text).count("evidence") == 1_000


def test_a_flood_of_marks_is_cut_in_good_time() -> None:
    """Unlimited runs took 1.6 seconds for 40,000 marks, and four times that for twice as many."""
    begun = time.process_time()
    cleaned = clean("a" + "\u0301\u0316" * 50_000 + "b" * 100_000)
    assert time.process_time() - begun < 3
    assert len(cleaned) < 100_040


def test_a_line_of_openers_takes_time_in_proportion() -> None:
    begun = time.process_time()
    clean("\x1b]" * 50_000 + "\x1b[" * 50_000 + "\x9d" * 50_000 + "\x90" * 50_000)
    clean("word" * 50_000 + "\x02" + "word" * 50_000)
    assert time.process_time() - begun < 3


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x0c")), min_size=1))
def test_the_text_is_the_same_with_its_pages_counted(pages: list[str]) -> None:
    raw = "\x0c".join(pages)
    found = paged(raw)
    assert found.text == clean(raw)
    assert len(found.page_starts) == (len(pages) if len(pages) > 1 else 0)
    assert list(found.page_starts) == sorted(found.page_starts)


@given(st.lists(st.lists(st.sampled_from(["a line", "", "another"]), min_size=1), min_size=2, max_size=5))
def test_a_page_starts_on_the_line_that_holds_its_first_words(pages: list[list[str]]) -> None:
    marked = [[f"{n}: {line}" if line else "" for line in page] for n, page in enumerate(pages, 1)]
    found = paged("\x0c".join("\n".join(page) for page in marked))
    lines = found.text.split("\n")
    for number, page in enumerate(marked, 1):
        begins = found.page_starts[number - 1]
        ends = found.page_starts[number] if number < len(marked) else len(lines) + 1
        said = [line for line in lines[begins - 1 : ends - 1] if line]
        assert said == [line for line in page if line]


@given(_ANY_TEXT)
def test_what_is_shown_on_one_line_is_one_line(text: str) -> None:
    shown = visible(text, single_line=True)
    assert len(shown.splitlines()) <= 1
    assert "\t" not in shown
    assert visible(text) == clean(text)
