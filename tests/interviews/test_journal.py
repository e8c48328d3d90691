"""A line from its edits: what stands there, where the cursor is, and what can be taken back, also after a restart."""

from __future__ import annotations

import random

import pytest

from interviews.journal import Act, Edit, Typing


def typed(text: str, typing: Typing | None = None) -> tuple[Typing, list[Edit]]:
    """Type letter by letter at the end."""
    typing = typing or Typing()
    edits = []
    for letter in text:
        edit = typing.change(typing.text + letter)
        assert edit is not None
        edits.append(edit)
    return typing, edits


def test_one_letter_is_one_edit() -> None:
    typing, edits = typed("ab")
    assert edits == [Edit(Act.TYPE, 0, 0, "a", 1), Edit(Act.TYPE, 1, 0, "b", 2)]
    assert (typing.text, typing.cursor) == ("ab", 2)


@pytest.mark.parametrize(
    ("old", "new", "place", "removed", "inserted"),
    [
        ("one two", "one and two", 4, 0, "and "),
        ("one two three", "one three", 5, 4, ""),
        ("aaa", "aaaa", 3, 0, "a"),
        ("abc", "", 0, 3, ""),
        ("abc", "xyz", 0, 3, "xyz"),
    ],
)
def test_a_change_is_found_by_where_the_texts_differ(
    old: str, new: str, place: int, removed: int, inserted: str
) -> None:
    edit = Typing(old).change(new)
    assert edit is not None
    assert (edit.place, edit.removed, edit.inserted) == (place, removed, inserted)
    assert Typing(old, [edit]).text == new


def test_words_are_taken_back_one_by_one_and_brought_back() -> None:
    typing, _ = typed("We ring every family")
    seen = []
    while typing.undo():
        seen.append(typing.text)
    assert seen == ["We ring every ", "We ring ", "We ", ""]
    while typing.redo():
        seen.append(typing.text)
    assert seen[-1] == "We ring every family"


def test_what_is_typed_after_taking_back_cannot_be_brought_back_over() -> None:
    typing, _ = typed("one two")
    typing.undo()
    typed("x", typing)
    assert typing.redo() is None
    assert typing.text == "one x"


def test_a_line_that_was_emptied_comes_back() -> None:
    typing, _ = typed("one two")
    typing.change("")
    assert typing.undo() is not None
    assert (typing.text, typing.cursor) == ("one two", 7)


def test_letters_rubbed_out_in_one_go_come_back_in_one() -> None:
    typing, _ = typed("one two")
    for _ in range(3):
        typing.change(typing.text[:-1])
    typing.undo()
    assert typing.text == "one two"


def test_moving_the_cursor_ends_a_stretch_and_is_no_change() -> None:
    typing, _ = typed("ab")
    assert typing.move(2) is None
    assert typing.move(0) == Edit(Act.MOVE, 0, 0, "", 0)
    typing.change("xab")
    typing.undo()
    assert typing.text == "ab"


@pytest.mark.parametrize("seed", range(40))
def test_the_same_line_comes_of_its_edits(seed: int) -> None:
    """Whatever is done, the edits alone give the same words, cursor, and the same to be taken back."""
    chance = random.Random(seed)
    base = "as it was left " if seed % 2 else ""
    typing, edits = Typing(base), []
    for _ in range(200):
        at = chance.randint(0, len(typing.text))
        until = chance.randint(at, min(at + 3, len(typing.text)))
        what = chance.choice(["type", "type", "type", "replace", "move", "undo", "redo"])
        if what == "type":
            edit = typing.change(typing.text + chance.choice("ab  "))
        elif what == "replace":
            edit = typing.change(typing.text[:at] + chance.choice(["", "x", "many words"]) + typing.text[until:])
        elif what == "move":
            edit = typing.move(at)
        else:
            edit = typing.undo() if what == "undo" else typing.redo()
        if edit is not None:
            edits.append(edit)
    again = Typing(base, edits)
    assert (again.text, again.cursor) == (typing.text, typing.cursor)
    left: list[str] = []
    right: list[str] = []
    for one, seen in ((typing, left), (again, right)):
        while one.undo():
            seen.append(one.text)
        while one.redo():
            seen.append(one.text)
    assert left == right
    assert left == [] or left[-1] == again.text
