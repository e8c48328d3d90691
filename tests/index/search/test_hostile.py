"""No input of any shape raises or takes long."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.passage import EVERYTHING
from index.query import FIELDS, read_query
from index.search import SECONDS
from index.snippet import marks_in, snippet_of
from tests.hostile import HOSTILE_STRINGS
from tests.index.search.conftest import Desk
from tests.index.search.corpus import passages

TYPED = [
    "",
    " ",
    "*",
    "?*",
    "t*",
    "*a*",
    "a**b",
    "***attend***",
    '"',
    '""',
    '"""',
    '"open quote school',
    "“curly quotes”",
    "AND",
    "OR",
    "NOT",
    "AND OR NOT",
    "school AND",
    "NOT school",
    "-",
    "--",
    "-school",
    "- school",
    '-"school',
    "-*",
    ":",
    "kind:",
    "kind::note",
    "kind:*",
    'kind:"',
    "kind:note:finding",
    "nofield:note",
    "body:school",
    "id:notes",
    "year:0000/01",
    "before:9999-99-99",
    "after:0",
    "to:to:to:",
    "child's",
    "EHE:",
    "2024/25",
    "T&F",
    "&&&",
    "a&b&c&d",
    "(" * 5_000 + "school" + ")" * 5_000,
    "[{<school>}]",
    "school~2 /regex/ school^4",
    "x" * 100_000,
    "school " * 20_000,
    "*a " * 50,
    " ".join(f"kind:{n}" for n in range(200)),
    "\ud800school\udfff",
    "school\x00note",
    "ſchool ﬁnding İstanbul ß",
    "\u202eloohcs",
    "١٢٣ ½ ²",
    *HOSTILE_STRINGS,
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("hostile") / "desk")
    desk.put(*passages(300))
    yield desk
    desk.close()


@pytest.mark.parametrize("typing", [False, True])
@pytest.mark.parametrize("typed", TYPED, ids=lambda text: ascii(text)[:40])
def test_nothing_raises_or_takes_long(filled: Desk, typed: str, typing: bool) -> None:
    begun = time.process_time()
    answer = filled.search.ask(typed, access=EVERYTHING, typing=typing)
    assert time.process_time() - begun < SECONDS
    assert not answer.in_doubt
    for said in (*answer.notices, *answer.filters):
        said.encode()
    filled.search.similar(typed)


PIECES = st.sampled_from(
    ["school", "attendance", "EHE", "T&F", "2024/25", "AND", "NOT", "OR", "-", '"', "*", ":", "(", ")", "'", "\u2019"]
    + [f"{field}:" for field in FIELDS]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=14).map("".join)))
def test_no_text_raises(filled: Desk, typed: str) -> None:
    for typing in (False, True):
        assert not filled.search.ask(typed, typing=typing).in_doubt


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.lists(st.sampled_from("a b school EHE 1".split()), max_size=3))
def test_marks_lie_in_the_text_and_snippets_are_short(text: str, terms: list[str]) -> None:
    marks = marks_in(text, [(term,) for term in terms])
    assert all(0 <= start < end <= len(text) for start, end in marks)
    snippet = snippet_of(text, marks)
    assert "\n" not in snippet.text
    assert len(snippet.text) <= 260
    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=600))
def test_reading_a_query_never_raises(text: str) -> None:
    query = read_query(text)
    assert sum(len(part.words) for part in query.parts) <= 24
    assert all(word for part in query.parts for word in part.words)


def test_a_search_that_takes_too_long_is_cut_off_and_says_so(filled: Desk) -> None:
    calls = 0

    def enough() -> bool:
        nonlocal calls
        calls += 1
        return calls > 1

    answer = filled.search.ask("school board", enough=enough)
    assert "This search was stopped after 2 seconds: type more, or rarer, words." in answer.notices
