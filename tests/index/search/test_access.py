"""What not everybody may read is in an index of its own, and no word of it can be had from the others."""

from __future__ import annotations

from index.passage import EVERYTHING, OPEN
from tests.index.search.conftest import Desk, note

CANARY = "Quillfeather"


def open_files(desk: Desk) -> bytes:
    return b"".join(
        file.read_bytes()
        for name, folder in desk.folders().items()
        if name.endswith("-open")
        for file in folder.rglob("*")
        if file.is_file()
    )


def words(desk: Desk, access: str) -> set[str]:
    return {row["word"] for row in desk.db.query("select word from word where access = ?", [access])}


def test_exempt_words_stand_in_no_open_place(desk: Desk) -> None:
    desk.put(
        note("1", f"The family {CANARY} was visited", sensitivity="exempt"),
        note("2", "The family was visited"),
        note("3", f"{CANARY} again", sensitivity="confidential"),
    )
    assert desk.ids(CANARY, access=OPEN) == []
    assert set(desk.ids(CANARY, access=EVERYTHING)) == {"notes:1", "notes:3"}
    assert b"quillfeath" not in open_files(desk)
    assert "quillfeather" not in words(desk, "open")
    assert "quillfeather" in words(desk, "closed")


def test_the_test_above_would_see_a_leak(desk: Desk) -> None:
    desk.put(note("1", f"The family {CANARY} was visited"))
    assert b"quillfeath" in open_files(desk)
    assert "quillfeather" in words(desk, "open")


def test_suggestions_never_give_an_exempt_word(desk: Desk) -> None:
    desk.put(note("1", f"The family {CANARY}", sensitivity="exempt"), note("2", "a question"))
    for typed in ("Quillfeathr", "quill*", "quillf"):
        answer = desk.ask(typed, access=OPEN, typing=True)
        assert not answer.found
        assert "uillfeather" not in " ".join(answer.notices)
    assert desk.ask("Quillfeathr", access=EVERYTHING).found


def test_a_note_made_exempt_leaves_no_word_in_the_open_files(desk: Desk) -> None:
    others = [note(f"9{n}", f"Other words {n}") for n in range(40)]
    desk.put(*others, note("1", "A family was visited"))
    desk.put(*others, note("1", f"The family {CANARY} was visited"))
    desk.put(*others, note("1", f"The family {CANARY} was visited on Monday"))
    assert b"quillfeath" in open_files(desk)
    desk.put(*others, note("1", f"The family {CANARY} was visited on Monday", sensitivity="exempt"))
    assert b"quillfeath" not in open_files(desk)
    assert "quillfeather" not in words(desk, "open")
    assert desk.ids("visited", access=OPEN) == []
    assert desk.ids("visited", access=EVERYTHING) == ["notes:1"]
    assert len(desk.ids("other words", limit=50)) == 40


def test_the_rows_are_asked_again_whatever_the_index_says(desk: Desk) -> None:
    """The index is a moment behind: the note has become exempt, is gone, or is another kind of thing."""
    desk.put(note("1", "visited twice"), note("2", "visited once"), note("3", "visited never"))
    with desk.transaction():
        desk.store.put(
            "tests", [note("1", "visited twice", sensitivity="exempt"), note("3", "visited never", kind="finding")]
        )
    assert desk.ids("visited", access=OPEN) == ["notes:3"]
    assert desk.ids("visited kind:note", access=OPEN) == []
