"""What changed between two drafts: added, removed, changed, moved; words in brackets; and nothing is lost by it."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.paragraph_diff import Change, Kind, changed_only, differences, marked, summary, word_runs
from groups.report_draft import DraftParagraph, ReportDraft, last_signed, next_number


def rows(*texts: str) -> list[DraftParagraph]:
    """Paragraphs from texts; "key=words" has a key."""
    found = []
    for text in texts:
        key, sign, words = text.partition("=")
        found.append(DraftParagraph(key=key if sign else "", text=words if sign else text))
    return found


def kinds(old: list[DraftParagraph], new: list[DraftParagraph]) -> list[tuple[str, str]]:
    return [(c.kind.value, (c.now or c.was or DraftParagraph(text="")).text) for c in differences(old, new)]


def applied(old: list[DraftParagraph], changes: list[Change]) -> list[str]:
    """The new texts, from the old draft and the changes alone: what is kept of a text is taken from the old one."""
    left = Counter((p.key, p.text) for p in old)
    made = []
    for change in changes:
        if change.was is not None:
            left[change.was.key, change.was.text] -= 1
        if change.kind is Kind.REMOVED or change.now is None:
            continue
        if change.was is None:
            made.append(change.now.text)
        elif change.kind is Kind.CHANGED:
            assert "".join(run.was for run in change.words) == change.was.text
            made.append("".join(run.now for run in change.words))
        else:
            made.append(change.was.text)
    assert not +left, "a paragraph of the old draft is not told of"
    assert not -left, "a paragraph of the old draft is told of twice"
    return made


WORDS = st.lists(st.sampled_from("the group met on six seven occasions . , a".split()), max_size=8).map(" ".join)
PARAGRAPH = st.builds(DraftParagraph, key=st.sampled_from(["", "", "k1", "k2", "k3"]), text=WORDS)
DRAFT = st.lists(PARAGRAPH, max_size=12)


@given(DRAFT, DRAFT)
def test_applying_the_difference_gives_the_new_draft(old: list[DraftParagraph], new: list[DraftParagraph]) -> None:
    changes = differences(old, new)
    assert [change.now for change in changes if change.now is not None] == new
    assert applied(old, changes) == [paragraph.text for paragraph in new]


@given(DRAFT)
def test_a_draft_does_not_differ_from_itself(draft: list[DraftParagraph]) -> None:
    assert changed_only(differences(draft, draft)) == []
    assert summary(differences(draft, draft)) == "nothing changed"


@given(st.text(max_size=60), st.text(max_size=60))
def test_runs_of_words_give_both_texts(was: str, now: str) -> None:
    runs = word_runs(was, now)
    assert "".join(run.was for run in runs) == was
    assert "".join(run.now for run in runs) == now


def test_added_removed_and_kept() -> None:
    assert kinds(rows("Aims", "Numbers rise", "Thanks"), rows("Aims", "Visits help", "Schools differ", "Thanks")) == [
        ("the same", "Aims"),
        ("removed", "Numbers rise"),
        ("added", "Visits help"),
        ("added", "Schools differ"),
        ("the same", "Thanks"),
    ]


def test_a_reworded_paragraph_is_changed_and_one_that_has_nothing_in_common_is_another() -> None:
    assert kinds(rows("a", "The group met on six occasions."), rows("a", "The group met on seven occasions.")) == [
        ("the same", "a"),
        ("changed", "The group met on seven occasions."),
    ]
    assert [kind for kind, _ in kinds(rows("a", "Numbers rise."), rows("a", "Visits help."))] == [
        "the same",
        "removed",
        "added",
    ]


def test_a_key_says_that_it_is_the_same_thing_whatever_its_words_and_place() -> None:
    (first, second) = differences(
        rows("f1=Numbers rise.", "f2=Visits help."), rows("f2=Visits help.", "f1=All is new.")
    )
    assert (second.kind, second.is_moved, second.was and second.was.text) in (
        (Kind.CHANGED, False, "Numbers rise."),
        (Kind.CHANGED, True, "Numbers rise."),
    )
    assert first.was is not None
    assert first.was.key == "f2"


def test_one_that_moved_is_told_once() -> None:
    old, new = rows("a b", "c d", "e f", "g h"), rows("g h", "a b", "c d", "e f")
    assert kinds(old, new) == [("moved", "g h"), ("the same", "a b"), ("the same", "c d"), ("the same", "e f")]


def test_a_number_that_moved_on_is_no_change() -> None:
    old = [DraftParagraph(number="2.1", text="Numbers rise.")]
    new = [DraftParagraph(number="2.1", text="New."), DraftParagraph(number="2.2", text="Numbers rise.")]
    assert [c.kind for c in differences(old, new)] == [Kind.ADDED, Kind.SAME]


def test_equal_rows_of_a_table_stay_where_they_are() -> None:
    old = rows("Head", "no | 0", "no | 0", "Other", "no | 0", "End")
    new = rows("Head", "no | 0", "no | 0", "no | 0", "Other", "no | 0", "End")
    assert [kind for kind, _ in kinds(old, new) if kind != "the same"] == ["added"]


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("met on six occasions", "met on seven occasions", "met on [six → seven] occasions"),
        ("a very long day", "a long day", "a [taken out: very] long day"),
        ("a day", "a long day", "a [put in: long] day"),
        ("One.", "One. Two.", "One. [put in: Two.]"),
        ("in March 2026", "in May 2027", "in [March 2026 → May 2027]"),
    ],
)
def test_changed_words_stand_in_brackets(was: str, now: str, shown: str) -> None:
    (change,) = differences(rows(f"k={was}"), rows(f"k={now}"))
    assert marked(change) == shown


def test_the_summary_counts_each_kind() -> None:
    changes = differences(rows("Aims", "k=met six times", "Old"), rows("New and fresh", "Aims", "k=met seven times"))
    assert summary(changes) == "3 paragraphs (1 added, 1 removed, 1 changed)"


def test_two_large_drafts_are_compared_in_a_moment() -> None:
    old = rows(
        *(f"{n} Families say that nobody told them what help there is." for n in range(4_000)), *["no | 0"] * 4_000
    )
    new = rows(*(f"{n} Families say that somebody told them what help." for n in range(4_000)), *["no | 0"] * 4_001)
    begun = time.process_time()
    differences(old, new)
    assert time.process_time() - begun < 5


def test_long_paragraphs_are_compared_in_a_moment() -> None:
    begun = time.process_time()
    runs = word_runs("word " * 20_000, "other " * 20_000)
    assert time.process_time() - begun < 2
    assert "".join(run.now for run in runs) == "other " * 20_000


def test_numbers_run_on_and_the_last_that_was_signed_is_found() -> None:
    drafts = [ReportDraft(group_id="g", number=n, signed_off_by="Cllr Fen" if n < 3 else "") for n in (1, 2, 5)]
    assert next_number(drafts) == 6
    assert next_number([]) == 1
    assert last_signed(drafts) is drafts[1]
    assert last_signed(drafts[2:]) is None


def test_what_people_wrote_is_kept_apart_from_what_is_printed() -> None:
    paragraphs = [DraftParagraph(number="3.1", text="Words."), DraftParagraph(key="source:BACKGROUND", text="*Words*.")]
    draft = ReportDraft(group_id="g", number=1, paragraphs=paragraphs)
    assert draft.printed == paragraphs[:1]
    assert draft.written == {"BACKGROUND": "*Words*."}
