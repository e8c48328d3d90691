"""A submission's text is changed: everything that was quoted from it is found again, or waits for a person."""

from __future__ import annotations

import time

from groups.evidence import EvidenceKind, Standing
from groups.group import Group
from interviews.interview import Interview, Note
from interviews.submission import Submission
from workbench.services import marking
from workbench.services.anchoring import (
    SubmissionTexts,
    candidates,
    keep_as_words,
    reattach_all,
    settle,
    unsettled,
)
from workbench.services.doctor import examine
from workbench.services.editing import change
from workbench.services.evidence_pieces import source_of
from workbench.services.notes import change_note, make_finding
from workbench.workspace.undo import redo, undo
from workbench.workspace.workspace import Workspace

TEXT = (
    "We asked the families who learn at home.\n"
    "Most would welcome a visit, if it were announced.\n"
    "Nobody told them that there is a helpline.\n"
    "Yes.\nYes.\nYes.\n"
)


def gather(workspace: Workspace) -> Submission:
    with workspace.write("Gather"):
        group = workspace.records.groups.add(Group(title="Elective Home Education"))
        return workspace.records.submissions.add(
            Submission(group_id=group.id, reference="EHE01", title="What parents told us", text=TEXT)
        )


def marked(workspace: Workspace, handed: Submission, words: str) -> str:
    start = handed.text.index(words)
    return marking.mark(workspace, handed, start, start + len(words)).id


def edited(workspace: Workspace, handed: Submission, text: str) -> Submission:
    """As the form in the tab Evidence saves what is typed."""
    read = workspace.records.submissions.get(handed.id)
    return change(workspace, SubmissionTexts(workspace), read, {"text": text}, "Change the text", merge_key="text")


def test_marks_and_links_move_with_their_words_and_keep_what_was_quoted(workspace: Workspace) -> None:
    handed = gather(workspace)
    visit = marked(workspace, handed, "Most would welcome a visit, if it were announced.")
    finding = marking.make_finding(workspace, workspace.records.marked.get(visit), "Visits are welcome")
    now = edited(workspace, handed, "A new line.\n" + TEXT.replace("announced", "announcd"))
    mark = workspace.records.marked.get(visit)
    (link,) = workspace.records.evidence.find(finding_id=finding.id)
    for address in (mark.address, link.address):
        assert address.words == "Most would welcome a visit, if it were announcd."
        assert now.text.startswith(address.words, address.position)
        assert address.was == "Most would welcome a visit, if it were announced."
    assert link.quote == "Most would welcome a visit, if it were announced."
    assert source_of(link, workspace.records.review(handed.group_id)).endswith("the words changed since")
    undo(workspace)
    assert workspace.records.marked.get(visit).address.was == ""
    assert workspace.records.submissions.get(handed.id).text == TEXT


def test_a_stretch_of_typing_is_one_step_and_what_is_typed_again_is_found_again(workspace: Workspace) -> None:
    handed = gather(workspace)
    helpline = marked(workspace, handed, "Nobody told them that there is a helpline.")
    edited(workspace, handed, TEXT.replace("Nobody told them that there is a helpline.\n", ""))
    assert workspace.records.marked.get(helpline).address.standing is Standing.UNSURE
    edited(workspace, handed, TEXT.replace("families", "parents"))
    address = workspace.records.marked.get(helpline).address
    assert (address.standing, address.was) == (Standing.IN_PLACE, "")
    assert not unsettled(workspace, handed.group_id)
    undo(workspace)
    assert workspace.records.submissions.get(handed.id).text == TEXT
    assert workspace.records.marked.get(helpline).address.position == TEXT.index("Nobody")


def test_equal_words_are_told_apart_where_the_change_is_known_and_else_left_to_a_person(workspace: Workspace) -> None:
    handed = gather(workspace)
    start = TEXT.index("Yes.") + 5
    yes = marking.mark(workspace, handed, start, start + 4).id
    now = edited(workspace, handed, "A new line.\n" + TEXT)
    assert workspace.records.marked.get(yes).address.position == start + 12
    with workspace.write("Bring in anew"):
        workspace.records.submissions.save(now.model_copy(update={"text": "Anew.\n" + "Yes.\n" * 9 + "End."}))
        told = reattach_all(workspace, handed.id)
    assert (told.placed, told.unsure) == (0, 1)
    assert "1 to be looked at" in told.sentence
    (one,) = unsettled(workspace, handed.group_id)
    assert len(candidates(one)) == 9
    settle(workspace, one, 11, 15)
    assert workspace.records.marked.get(yes).address.position == 11
    assert not unsettled(workspace, handed.group_id)


def test_nothing_is_dropped_however_the_text_is_changed(workspace: Workspace) -> None:
    handed = gather(workspace)
    ids = [marked(workspace, handed, line) for line in TEXT.splitlines()[:3]]
    marking.make_finding(workspace, workspace.records.marked.get(ids[2]), "The helpline is not known")
    binned = workspace.records.marked.get(ids[1])
    marking.take_off(workspace, binned.id)
    edited(workspace, handed, "Something else altogether.")
    waiting = unsettled(workspace, handed.group_id)
    assert [one.words for one in waiting] == [TEXT.splitlines()[0], TEXT.splitlines()[2]]
    assert waiting[1].held_by == ["a mark", "finding 6.1.i"]
    assert [candidates(one) for one in waiting] == [[], []]
    keep_as_words(workspace, waiting[1])
    assert [one.words for one in unsettled(workspace, handed.group_id)] == [TEXT.splitlines()[0]]
    (link,) = workspace.records.evidence.find()
    assert link.address.standing is Standing.WORDS_ONLY
    assert link.quote == TEXT.splitlines()[2]
    assert source_of(link, workspace.records.review(handed.group_id)).endswith("kept as words only")
    undo(workspace)
    assert len(unsettled(workspace, handed.group_id)) == 2
    redo(workspace)
    edited(workspace, handed, TEXT)
    assert not unsettled(workspace, handed.group_id)
    with workspace.write("Bring back"):
        workspace.records.marked.restore(workspace.records.marked.get(binned.id))
    assert [m.words for m in marking.marks_of(workspace, workspace.records.submissions.get(handed.id))] == [
        TEXT.splitlines()[0],
        TEXT.splitlines()[1],
        TEXT.splitlines()[2],
    ]


def test_a_link_written_before_the_text_was_changed_elsewhere_waits_for_a_person_too(workspace: Workspace) -> None:
    handed = gather(workspace)
    marked(workspace, handed, "Nobody told them that there is a helpline.")
    with workspace.write("Change it without a word to anybody"):
        workspace.records.submissions.save(handed.model_copy(update={"text": "Gone."}))
    assert [one.words for one in unsettled(workspace, handed.group_id)] == [
        "Nobody told them that there is a helpline."
    ]


def test_what_is_kept_as_words_only_is_no_fault(workspace: Workspace) -> None:
    handed = gather(workspace)
    mark = workspace.records.marked.get(marked(workspace, handed, "Nobody told them that there is a helpline."))
    marking.make_finding(workspace, mark, "The helpline is not known")
    edited(workspace, handed, "Gone.")
    assert not next(f for f in examine(workspace) if f.what == "links").sound
    keep_as_words(workspace, unsettled(workspace, handed.group_id)[0])
    assert next(f for f in examine(workspace) if f.what == "links").sound


def test_a_note_is_linked_by_its_id_and_the_finding_says_that_the_words_changed(workspace: Workspace) -> None:
    handed = gather(workspace)
    with workspace.write("Gather"):
        interview = workspace.records.interviews.add(Interview(group_id=handed.group_id, title="Parents"))
        note = workspace.records.notes.add(
            Note(group_id=handed.group_id, interview_id=interview.id, text="Nobody rang us")
        )
    make_finding(workspace, note, "Nobody is rung")
    change_note(workspace, note, "Change a note", text="Nobody rang us back")
    (link,) = workspace.records.evidence.find()
    assert "changed" not in source_of(link, workspace.records.review(handed.group_id)), "the quoted words still stand"
    change_note(workspace, workspace.records.notes.get(note.id), "Change a note", text="Somebody did ring")
    (link,) = workspace.records.evidence.find()
    assert (link.quote, link.address.kind, link.address.id) == ("Nobody rang us", EvidenceKind.NOTE, note.id)
    assert source_of(link, workspace.records.review(handed.group_id)).endswith("the words changed since")


def test_two_hundred_passages_of_a_megabyte_are_found_again_in_a_moment(workspace: Workspace) -> None:
    lines = [f"Family {n} said that nobody had rung them in the {n}th week of the year." for n in range(14_000)]
    text = "\n".join(lines)
    handed = gather(workspace)
    with workspace.write("Long"):
        handed = workspace.records.submissions.save(handed.model_copy(update={"text": text}))
        for n in range(0, 14_000, 70):
            start = text.index(lines[n])
            marking.mark(workspace, handed, start, start + len(lines[n]))
    began = time.thread_time()
    edited(workspace, handed, "New.\n" + text.replace("Family 7000 said", "Family 7000 sayd") + "\nNew.")
    assert time.thread_time() - began < 5
    assert not unsettled(workspace, handed.group_id)
